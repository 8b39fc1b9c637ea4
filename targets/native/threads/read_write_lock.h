// Locks that many readers or one writer hold.
//
// Invariants
//  1. `readers_` threads hold it for reading, or `writing_` one for writing, never both.
//  2. While a writer waits, no new reader comes in; when a writer leaves, the readers that wait go first. So neither kind
//     can keep the other out for ever.
#pragma once

#include "scheduler.h"

namespace tutti {

class ReadWriteLock {
 public:
  explicit ReadWriteLock(Scheduler& scheduler)
      : scheduler_(scheduler), waitingReaders_("a lock, to read"), waitingWriters_("a lock, to write") {}

  void lock_shared() {
    scheduler_.countLock();
    if (!writing_ && waitingWriters_.empty()) {
      readers_++;
      return;
    }
    // Whoever lets a reader in has counted it.
    scheduler_.waitAlways(waitingReaders_);
  }
  void unlock_shared() {
    assert(readers_ > 0);
    if (--readers_ == 0) letWriterIn();
  }

  void lock() {
    scheduler_.countLock();
    if (!writing_ && readers_ == 0) {
      writing_ = true;
      return;
    }
    scheduler_.waitAlways(waitingWriters_);
  }
  void unlock() {
    assert(writing_);
    writing_ = false;
    while (scheduler_.wakeOne(waitingReaders_) != nullptr) readers_++;
    if (readers_ == 0) letWriterIn();
  }

 private:
  void letWriterIn() { writing_ = scheduler_.wakeOne(waitingWriters_) != nullptr; }

  Scheduler& scheduler_;
  size_t readers_ = 0;
  bool writing_ = false;
  WaitQueue waitingReaders_;
  WaitQueue waitingWriters_;
};

}  // namespace tutti
