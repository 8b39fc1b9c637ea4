// Mutual exclusion between user-level threads.
//
// Invariants
//  1. `owner_` is the thread that holds the mutex, or null; while somebody waits, it is not null.
//  2. unlock hands the mutex to the thread that has waited longest: nobody can overtake.
//  3. Waiting for a mutex cannot be cancelled (as in POSIX): whoever is cancelled can still lock in order to tidy up.
#pragma once

#include "scheduler.h"

namespace tutti {

class Mutex {
 public:
  explicit Mutex(Scheduler& scheduler, const char* name = "a mutex") : scheduler_(scheduler), waiters_(name) {}

  void lock() {
    scheduler_.countLock();
    Thread* const self = scheduler_.current();
    assert(owner_ != self);
    if (owner_ == nullptr) {
      owner_ = self;
      return;
    }
    scheduler_.waitAlways(waiters_);
    assert(owner_ == self);
  }

  bool try_lock() {
    if (owner_ != nullptr) return false;
    owner_ = scheduler_.current();
    return true;
  }

  void unlock() {
    assert(owner_ == scheduler_.current());
    owner_ = scheduler_.wakeOne(waiters_);
  }

  bool isOwnedByCurrent() const { return owner_ == scheduler_.current(); }

 private:
  Scheduler& scheduler_;
  Thread* owner_ = nullptr;
  WaitQueue waiters_;
};

}  // namespace tutti
