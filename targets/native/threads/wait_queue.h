// Threads that wait for one thing: the one mechanism by which threads wait. Every primitive is made of it.
//
// Invariants
//  1. `size_` threads stand in the ring; for each, `waitingIn` is this queue and `position` its place.
//  2. Leaving out of turn (a timeout, a cancellation) takes constant time: the place is left empty, and gaps are closed
//     when the ring would otherwise have to grow.
#pragma once

#include "ring.h"

namespace tutti {

class WaitQueue {
 public:
  /// `what` names what is waited for, in a report of threads that wait for ever; it must outlive the queue.
  explicit WaitQueue(const char* what) : what_(what) {}
  WaitQueue(const WaitQueue&) = delete;
  WaitQueue& operator=(const WaitQueue&) = delete;
  /// Threads that wait for ever may outlive what they wait for.
  ~WaitQueue() {
    while (!empty()) pop();
  }

  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }
  const char* what() const { return what_; }

  void push(Thread* thread) {
    assert(thread->waitingIn == nullptr);
    if (ring_.full()) [[unlikely]] {
      ring_.makeRoom(size_, [](Thread* moved, uint32_t place) { moved->position = place; });
    }
    thread->position = ring_.push(thread);
    thread->waitingIn = this;
    size_++;
  }

  /// Takes the thread that has waited longest; there must be one.
  Thread* pop() {
    assert(size_ != 0);
    Thread* thread = ring_.shift();
    while (thread == nullptr) [[unlikely]] thread = ring_.shift();
    thread->waitingIn = nullptr;
    size_--;
    return thread;
  }

  void remove(Thread* thread) {
    assert(thread->waitingIn == this);
    ring_.vacate(thread->position);
    thread->waitingIn = nullptr;
    size_--;
  }

 private:
  Ring ring_;
  uint32_t size_ = 0;
  const char* what_;
};

}  // namespace tutti
