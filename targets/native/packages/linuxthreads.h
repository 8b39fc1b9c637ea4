// The thread package of LinuxThreads, as it was before futexes: one kernel thread each, made by a manager thread, suspended
// and restarted by signals. targets/linuxthreads/README.md says what is as it was and what is not.
//
// Invariants
//  1. run() is over when as many threads have ended as were started. Both counts, and who waits for that, are under `lock_`.
//  2. Nothing in a mutex, a condition or a semaphore waits in a futex: only in sigsuspend, and in sched_yield when the
//     kernel has no room for one more signal.
//  3. Whatever a thread touches outlives it: the manager, the last member, is destroyed first and waits for all threads.
#pragma once

#include <sched.h>

#include "kernel_calls.h"
#include "linuxthreads/condition.h"
#include "linuxthreads/manager.h"
#include "linuxthreads/mutex.h"
#include "linuxthreads/semaphore.h"

namespace tutti {

class LinuxThreads : public KernelCalls {
 public:
  using Thread = linuxthreads::ManagedThread;
  using Mutex = linuxthreads::Mutex;
  using Condition = linuxthreads::Condition;
  using Semaphore = linuxthreads::Semaphore;

  /// Creates the manager; throws std::system_error when it cannot.
  explicit LinuxThreads(const PackageOptions& options);
  LinuxThreads(const LinuxThreads&) = delete;
  LinuxThreads& operator=(const LinuxThreads&) = delete;

  /// Throws std::system_error with the error of pthread_create in the manager.
  Thread* create(ThreadFunction function, void* argument) { return manager_.create(function, argument); }
  void start(Thread* thread);
  /// Waits until every started thread has ended. Once told to stop, gives up when in `patience` none has.
  bool run(const std::atomic<bool>& stop, std::chrono::milliseconds patience = std::chrono::seconds(5));
  void join(Thread* thread);
  /// Of a joined thread the manager needs the same notice.
  void detach(Thread* thread) { manager_.giveBack(*thread); }
  void yield() { sched_yield(); }
  uint64_t switches() const { return 0; }

 private:
  static constexpr size_t defaultStackBytes = 64 * 1024;

  static void countEnd(void* package);

  linuxthreads::FastLock lock_;
  size_t started_ = 0;
  size_t ended_ = 0;
  linuxthreads::Thread* waiter_ = nullptr;
  linuxthreads::Manager manager_;
};
static_assert(ThreadPackage<LinuxThreads>);

}  // namespace tutti
