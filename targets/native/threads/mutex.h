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
    if (owner_ != nullptr) [[unlikely]] return waitForTurn();
    owner_ = scheduler_.current();
  }

  bool try_lock() {
    if (owner_ != nullptr) return false;
    owner_ = scheduler_.current();
    return true;
  }

  void unlock() {
    assert(owner_ == scheduler_.current());
    if (!waiters_.empty()) [[unlikely]] return handOver();
    owner_ = nullptr;
  }

  bool isOwnedByCurrent() const { return owner_ == scheduler_.current(); }

 private:
  // Out of line, for they are seldom needed: a call that need not wait is a few instructions where it is made.
  [[gnu::noinline]] void waitForTurn() {
    assert(owner_ != scheduler_.current());
    scheduler_.waitAlways(waiters_);
    assert(owner_ == scheduler_.current());
  }
  [[gnu::noinline]] void handOver() { owner_ = scheduler_.wakeOne(waiters_); }

  Scheduler& scheduler_;
  Thread* owner_ = nullptr;
  WaitQueue waiters_;
};

}  // namespace tutti
