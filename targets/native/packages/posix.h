// The thread package of POSIX threads: one kernel thread each (NPTL, on Linux with glibc).
//
// Invariants
//  1. POSIX creates a thread running; to start later, as the package interface asks, each waits for a semaphore of its
//     own. A thread that was created must be started, and joined or detached.
//  2. A slot of `threads_` is taken by create() and given back by join(), or by a detached thread when it ends. There are
//     as many as were ever needed at a time.
//  3. run() is over when as many threads have ended as were started. Whoever makes the two equal says so under `mutex_`.
//     A detached thread counts itself there, and touches nothing of the package afterwards.
//  4. Stacks are 64 KiB unless asked otherwise, without a guard page, as those of the user-level threads are.
#pragma once

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

#include "kernel_calls.h"

namespace tutti {

class PosixThreads : public KernelCalls {
 public:
  class Thread;
  class Mutex;
  class Condition;
  class Semaphore;

  explicit PosixThreads(const PackageOptions& options);
  ~PosixThreads();
  PosixThreads(const PosixThreads&) = delete;
  PosixThreads& operator=(const PosixThreads&) = delete;

  /// Throws std::system_error with the error of pthread_create.
  Thread* create(ThreadFunction function, void* argument);
  void start(Thread* thread);
  /// Waits until every started thread has ended. Once told to stop, gives up when in `patience` none has.
  bool run(const std::atomic<bool>& stop, std::chrono::milliseconds patience = std::chrono::seconds(5));
  void join(Thread* thread);
  void detach(Thread* thread);
  void yield() { sched_yield(); }
  uint64_t switches() const { return 0; }

 private:
  static constexpr size_t defaultStackBytes = 64 * 1024;

  static void* main(void* thread) noexcept;
  void countEnd(Thread& thread);
  Thread& takeSlot();
  void giveSlotBack(Thread& thread);

  std::deque<Thread> threads_;
  pthread_attr_t attributes_;
  std::mutex mutex_;
  std::vector<Thread*> free_;
  std::condition_variable ended_;
  std::atomic<size_t> startedCount_{0};
  std::atomic<size_t> endedCount_{0};
};

class PosixThreads::Semaphore {
 public:
  Semaphore(PosixThreads&, size_t permits) { sem_init(&semaphore_, 0, static_cast<unsigned>(permits)); }
  ~Semaphore() { sem_destroy(&semaphore_); }
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;
  void acquire() {
    while (sem_wait(&semaphore_) != 0) continue;  // EINTR: a handler ran
  }
  void release() { sem_post(&semaphore_); }

 private:
  sem_t semaphore_;
};

class PosixThreads::Thread {
 public:
  Thread() { sem_init(&started_, 0, 0); }
  ~Thread() { sem_destroy(&started_); }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  friend class PosixThreads;
  PosixThreads* package_ = nullptr;
  ThreadFunction function_ = nullptr;
  void* argument_ = nullptr;
  bool isDetached_ = false;
  pthread_t id_{};
  sem_t started_;
};

class PosixThreads::Mutex {
 public:
  explicit Mutex(PosixThreads&) {}
  ~Mutex() { pthread_mutex_destroy(&mutex_); }
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;
  void lock() { pthread_mutex_lock(&mutex_); }
  void unlock() { pthread_mutex_unlock(&mutex_); }

 private:
  friend class Condition;
  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
};

class PosixThreads::Condition {
 public:
  explicit Condition(PosixThreads&) {}
  ~Condition() { pthread_cond_destroy(&condition_); }
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;
  void wait(Mutex& mutex) { pthread_cond_wait(&condition_, &mutex.mutex_); }
  void signal() { pthread_cond_signal(&condition_); }
  void broadcast() { pthread_cond_broadcast(&condition_); }

 private:
  pthread_cond_t condition_ = PTHREAD_COND_INITIALIZER;
};
static_assert(ThreadPackage<PosixThreads>);

}  // namespace tutti
