// The threads that wait for a condition or a semaphore: by priority, and in the order they came.
//
// Invariant: touched only under the lock of its owner, or by the one thread it was moved to.
#pragma once

#include <utility>

#include "thread.h"

namespace tutti::linuxthreads {

class WaitQueue {
 public:
  WaitQueue() = default;
  WaitQueue(WaitQueue&& other) noexcept : first_(std::exchange(other.first_, nullptr)) {}
  WaitQueue& operator=(WaitQueue&&) = delete;

  /// Behind all of the same priority. There is no last pointer: the walk is as long as the queue, as in the original.
  void push(Thread& thread) {
    Thread** place = &first_;
    while (*place != nullptr && (*place)->priority >= thread.priority) place = &(*place)->nextWaiting;
    thread.nextWaiting = *place;
    *place = &thread;
  }
  /// The first; null when there is none.
  Thread* pop() {
    Thread* const thread = first_;
    if (thread != nullptr) first_ = std::exchange(thread->nextWaiting, nullptr);
    return thread;
  }
  bool empty() const { return first_ == nullptr; }

 private:
  Thread* first_ = nullptr;
};

/// Lets a thread go that has been taken out of a queue.
inline void release(Thread& thread) {
  thread.available.store(true, std::memory_order_release);
  restart(thread);
}

/// The running thread, which has entered a queue, waits until it is let go.
inline void awaitRelease(Thread& self) {
  suspendUntil(self, [&] { return self.available.load(std::memory_order_acquire); });
}

}  // namespace tutti::linuxthreads
