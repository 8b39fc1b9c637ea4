// Counting semaphores.
//
// Invariant: while somebody waits, there is no free permit; a permit that is given back goes to the thread that has
// waited longest.
#pragma once

#include "scheduler.h"

namespace tutti {

class Semaphore {
 public:
  Semaphore(Scheduler& scheduler, size_t permits, const char* name = "a semaphore")
      : scheduler_(scheduler), permits_(permits), waiters_(name) {}

  /// Takes a permit, when the wait does not end otherwise.
  WaitResult acquire(Deadline deadline = never) {
    scheduler_.countLock();
    if (permits_ == 0) return scheduler_.wait(waiters_, deadline);
    permits_--;
    return WaitResult::woken;
  }
  void release() {
    if (scheduler_.wakeOne(waiters_) == nullptr) permits_++;
  }
  size_t permits() const { return permits_; }

 private:
  Scheduler& scheduler_;
  size_t permits_;
  WaitQueue waiters_;
};

}  // namespace tutti
