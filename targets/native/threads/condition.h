// Condition variables with Mesa semantics: a signalled thread becomes ready, and what it waited for may no longer hold
// when it runs, so it waits in a loop.
#pragma once

#include "mutex.h"

namespace tutti {

class Condition {
 public:
  explicit Condition(Scheduler& scheduler, const char* name = "a condition") : scheduler_(scheduler), waiters_(name) {}

  /// Gives up the mutex, waits for a signal, and takes the mutex again, however the wait ended.
  WaitResult wait(Mutex& mutex, Deadline deadline = never) {
    // No signal can be lost in between: nobody else runs before the switch (invariant 6 of the scheduler).
    mutex.unlock();
    const WaitResult result = scheduler_.wait(waiters_, deadline);
    mutex.lock();
    return result;
  }

  /// Wakes the thread that has waited longest, if any.
  void signal() { scheduler_.wakeOne(waiters_); }
  void broadcast() { scheduler_.wakeAll(waiters_); }

 private:
  Scheduler& scheduler_;
  WaitQueue waiters_;
};

}  // namespace tutti
