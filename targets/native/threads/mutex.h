// Mutual exclusion between user-level threads.
//
// Invariants
//  1. `owner_` is the thread that holds the mutex, or null; while somebody waits, it is not null.
//  2. unlock hands the mutex to the thread that has waited longest: nobody can overtake.
#pragma once

#include "scheduler.h"

namespace tutti {

class Mutex {
 public:
  explicit Mutex(Scheduler& scheduler) : scheduler_(scheduler) {}
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() {
    scheduler_.countLock();
    Thread* const self = scheduler_.current();
    assert(owner_ != self);
    if (owner_ == nullptr) {
      owner_ = self;
      return;
    }
    waiters_.push(self);
    scheduler_.block();
    assert(owner_ == self);
  }

  void unlock() {
    assert(owner_ == scheduler_.current());
    owner_ = waiters_.empty() ? nullptr : waiters_.pop();
    if (owner_ != nullptr) scheduler_.unblock(owner_);
  }

 private:
  Scheduler& scheduler_;
  Thread* owner_ = nullptr;
  ThreadQueue waiters_;
};

}  // namespace tutti
