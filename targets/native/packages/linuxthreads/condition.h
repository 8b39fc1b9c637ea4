// The condition variable: a queue of threads that signal and broadcast restart, one signal of the kernel each.
//
// Invariant: a thread is in the queue before it gives up the mutex, so no signal() that comes after is lost to it.
#pragma once

#include <mutex>

#include "mutex.h"
#include "wait_queue.h"

namespace tutti::linuxthreads {

class Condition {
 public:
  explicit Condition(LinuxThreads&) {}
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;

  void wait(Mutex& mutex) {
    Thread& own = self();
    own.available.store(false, std::memory_order_relaxed);
    {
      const std::lock_guard lock(lock_);
      waiting_.push(own);
    }
    mutex.unlock();
    awaitRelease(own);
    mutex.lock();
  }
  void signal() {
    if (Thread* const thread = takeOne()) release(*thread);
  }
  void broadcast() {
    WaitQueue all = takeAll();
    while (Thread* const thread = all.pop()) release(*thread);
  }

 private:
  Thread* takeOne() {
    const std::lock_guard lock(lock_);
    return waiting_.pop();
  }
  WaitQueue takeAll() {
    const std::lock_guard lock(lock_);
    return std::move(waiting_);
  }

  FastLock lock_;
  WaitQueue waiting_;
};

}  // namespace tutti::linuxthreads
