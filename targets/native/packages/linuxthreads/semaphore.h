// The semaphore: a count and a queue of threads under a lock.
//
// Invariant: permits are left only while nobody waits; release() gives its permit to the first that does.
#pragma once

#include <cstddef>
#include <mutex>

#include "wait_queue.h"

namespace tutti {
class LinuxThreads;
}

namespace tutti::linuxthreads {

class Semaphore {
 public:
  Semaphore(LinuxThreads&, size_t permits) : permits_(permits) {}
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;

  void acquire() {
    Thread& own = self();
    {
      const std::lock_guard lock(lock_);
      if (permits_ > 0) {
        permits_--;
        return;
      }
      own.available.store(false, std::memory_order_relaxed);
      waiting_.push(own);
    }
    awaitRelease(own);
  }
  void release() {
    if (Thread* const thread = takeWaiter()) linuxthreads::release(*thread);
  }

 private:
  /// Who gets the permit; null, and the permit is kept, when nobody waits.
  Thread* takeWaiter() {
    const std::lock_guard lock(lock_);
    if (waiting_.empty()) permits_++;
    return waiting_.pop();
  }

  FastLock lock_;
  WaitQueue waiting_;
  size_t permits_;
};

}  // namespace tutti::linuxthreads
