// Threads that wait for one thing: the one mechanism by which threads wait. Every primitive is made of it.
//
// Invariants
//  1. For every thread in the queue, `waitingIn` is this queue and `position` its place.
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
    while (!empty()) pop(false);
  }

  bool empty() const { return ring_.empty(); }
  const char* what() const { return what_; }

  void push(Thread* thread) {
    assert(thread->waitingIn == nullptr);
    thread->waitingIn = this;
    thread->position = ring_.push(thread, [](Thread* moved, uint32_t place) { moved->position = place; });
  }

  /// Takes the thread that has waited longest; null when none waits. `soon`: whether it will run soon.
  Thread* pop(bool soon) {
    Thread* const thread = ring_.shift(soon);
    if (thread != nullptr) thread->waitingIn = nullptr;
    return thread;
  }

  void remove(Thread* thread) {
    assert(thread->waitingIn == this);
    ring_.remove(thread, thread->position);
    thread->waitingIn = nullptr;
  }

 private:
  Ring ring_;
  const char* what_;
};

}  // namespace tutti
