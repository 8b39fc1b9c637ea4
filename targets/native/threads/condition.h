// Condition variables with Mesa semantics: a signalled thread becomes ready, and what it waited for may no longer hold
// when it runs, so it waits in a loop.
#pragma once

#include "mutex.h"

namespace tutti {

class Condition {
 public:
  explicit Condition(Scheduler& scheduler) : scheduler_(scheduler) {}
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;

  /// Gives up the mutex, waits for a signal, and takes the mutex again.
  void wait(Mutex& mutex) {
    // No signal can be lost in between: nobody else runs before block (invariant 6 of the scheduler).
    waiters_.push(scheduler_.current());
    mutex.unlock();
    scheduler_.block();
    mutex.lock();
  }

  /// Wakes the thread that has waited longest, if any.
  void signal() {
    if (!waiters_.empty()) scheduler_.unblock(waiters_.pop());
  }

  void broadcast() {
    while (!waiters_.empty()) scheduler_.unblock(waiters_.pop());
  }

 private:
  Scheduler& scheduler_;
  ThreadQueue waiters_;
};

}  // namespace tutti
