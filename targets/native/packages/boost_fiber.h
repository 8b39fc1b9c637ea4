// The thread package of Boost.Fiber, for reference.
//
// Invariants
//  1. Everything happens on the kernel thread that made the package: Boost keeps one scheduler for each.
//  2. Boost makes a fiber ready when it creates it. `Held`, the scheduling algorithm of that kernel thread and of all its
//     packages, keeps what is created aside until it is started; apart from that, and from counting, it is Boost's own
//     round robin.
//  3. When nothing is ready and nobody sleeps, nobody is left to wake anyone: run() is told, and gives up. The kernel thread
//     cannot be left in good order then (see `suspend_until`).
//  4. Boost.Fiber waits for fibers and for time, but not for descriptors: blocking calls fail with ENOTSUP.
#pragma once

#include <boost/fiber/condition_variable.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/mutex.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/fiber/algo/round_robin.hpp>
#include <boost/intrusive_ptr.hpp>

#include <deque>
#include <vector>

#include "thread_package.h"

namespace tutti {

class BoostFibers {
 public:
  class Thread;
  class Mutex;
  class Condition;
  class Semaphore;

  static constexpr const char* noBlockingCalls = "Boost.Fiber has no blocking I/O";

  explicit BoostFibers(const PackageOptions& options);
  ~BoostFibers();
  BoostFibers(const BoostFibers&) = delete;
  BoostFibers& operator=(const BoostFibers&) = delete;

  /// Throws std::system_error (ENOMEM) when there is no memory for the stack.
  Thread* create(ThreadFunction function, void* argument);
  void start(Thread* thread);
  /// Runs the threads on the calling kernel thread. False when some are blocked for ever.
  bool run(const std::atomic<bool>& stop);
  void join(Thread* thread);
  void detach(Thread* thread);
  void yield() { boost::this_fiber::yield(); }
  void sleep(std::chrono::nanoseconds duration) { boost::this_fiber::sleep_for(duration); }

  int open(const char*, int) { return refuse(); }
  ssize_t read(int, void*, size_t) { return refuse(); }
  ssize_t write(int, const void*, size_t) { return refuse(); }
  ssize_t pread(int, void*, size_t, off_t) { return refuse(); }
  ssize_t recv(int, void*, size_t) { return refuse(); }
  ssize_t send(int, const void*, size_t) { return refuse(); }
  int accept(int) { return refuse(); }
  int close(int) { return refuse(); }

  /// Fibers taken to run, Boost's own dispatcher included.
  uint64_t switches() const;

 private:
  class Held;

  static constexpr size_t defaultStackBytes = 64 * 1024;

  static int refuse();
  void main(Thread& thread);

  const size_t stackBytes_;
  boost::intrusive_ptr<Held> algorithm_;
  std::deque<Thread> threads_;
  std::vector<Thread*> free_;
  size_t living_ = 0;
  uint64_t switchesBefore_ = 0;
};

class BoostFibers::Thread {
 private:
  friend class BoostFibers;
  boost::fibers::fiber fiber_;
  /// What start() makes ready.
  boost::fibers::context* context_ = nullptr;
  ThreadFunction function_ = nullptr;
  void* argument_ = nullptr;
  bool isDetached_ = false;
};

class BoostFibers::Mutex {
 public:
  explicit Mutex(BoostFibers&) {}
  void lock() { mutex_.lock(); }
  void unlock() { mutex_.unlock(); }

 private:
  friend class Condition;
  boost::fibers::mutex mutex_;
};

class BoostFibers::Condition {
 public:
  explicit Condition(BoostFibers&) {}
  void wait(Mutex& mutex) {
    std::unique_lock lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    static_cast<void>(lock.release());
  }
  void signal() { condition_.notify_one(); }
  void broadcast() { condition_.notify_all(); }

 private:
  boost::fibers::condition_variable condition_;
};

/// Boost.Fiber has none: one made of its mutex and its condition.
class BoostFibers::Semaphore {
 public:
  Semaphore(BoostFibers&, size_t permits) : permits_(permits) {}
  void acquire() {
    std::unique_lock lock(mutex_);
    while (permits_ == 0) condition_.wait(lock);
    permits_--;
  }
  void release() {
    const std::lock_guard lock(mutex_);
    permits_++;
    condition_.notify_one();
  }

 private:
  boost::fibers::mutex mutex_;
  boost::fibers::condition_variable condition_;
  size_t permits_;
};
static_assert(ThreadPackage<BoostFibers>);

}  // namespace tutti
