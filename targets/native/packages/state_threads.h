// The thread package of State Threads (the library `st`), for reference.
//
// Invariants
//  1. The library has one scheduler for the process. It belongs to the kernel thread that made the first package; a package
//     on another kernel thread is refused.
//  2. The library makes a thread ready when it creates it. Each waits at a gate, a condition of its own, until it is
//     started; before the first start all that were created get to their gates.
//  3. The library has no yield. A thread that yields waits at its gate, and `usher_`, a thread that is ready behind all
//     others, opens the gates of those that have yielded.
//  4. A descriptor is known to the library from its first call until close(), and is non-blocking meanwhile.
//  5. A thread of the library is detached when it is created, or never: ours are joined by whoever creates the next, or at the
//     end, without waiting.
//  6. The library looks at descriptors and at the clock only when no thread is ready.
#pragma once

#include <fcntl.h>
#include <st.h>

#include <chrono>
#include <deque>
#include <vector>

#include "thread_package.h"

namespace tutti {

class StateThreads {
 public:
  class Thread;
  class Mutex;
  class Condition;
  class Semaphore;

  /// Throws std::runtime_error on another kernel thread than the first package's.
  explicit StateThreads(const PackageOptions& options);
  ~StateThreads();
  StateThreads(const StateThreads&) = delete;
  StateThreads& operator=(const StateThreads&) = delete;

  /// Throws std::system_error when there is no memory for the stack.
  Thread* create(ThreadFunction function, void* argument);
  void start(Thread* thread);
  /// Waits until every started thread has ended. Once told to stop, gives up when in `patience` none has.
  bool run(const std::atomic<bool>& stop, std::chrono::milliseconds patience = std::chrono::seconds(5));
  void join(Thread* thread);
  void detach(Thread* thread);
  void yield();
  void sleep(std::chrono::nanoseconds duration);

  int open(const char* path, int flags) { return ::open(path, flags); }
  ssize_t read(int descriptor, void* into, size_t size);
  ssize_t write(int descriptor, const void* from, size_t size);
  /// The library waits for no file: this one does, and with it all its threads.
  ssize_t pread(int descriptor, void* into, size_t size, off_t offset) { return ::pread(descriptor, into, size, offset); }
  ssize_t recv(int descriptor, void* into, size_t size) { return read(descriptor, into, size); }
  ssize_t send(int descriptor, const void* from, size_t size);
  int accept(int descriptor);
  int close(int descriptor);

  /// Switches by the library's own callback, the idle thread's and the usher's included.
  uint64_t switches() const;
  /// What waits for descriptors.
  std::string io() const { return st_get_eventsys_name(); }

 private:
  static constexpr size_t defaultStackBytes = 64 * 1024;

  static void* main(void* thread) noexcept;
  static void* usherMain(void* package) noexcept;
  void joinDetached();
  st_netfd_t known(int descriptor);
  void remember(st_netfd_t opened);

  const int stackBytes_;
  const uint64_t switchesBefore_;
  std::deque<Thread> threads_;
  std::vector<Thread*> free_;
  /// Detached ones that have come to their end.
  std::vector<Thread*> unjoined_;
  /// By descriptor; null for those that the library does not know.
  std::vector<st_netfd_t> opened_;
  size_t started_ = 0;
  size_t ended_ = 0;
  st_cond_t someEnded_;

  std::vector<Thread*> yielded_;
  st_cond_t someYielded_;
  bool closing_ = false;
  st_thread_t usher_ = nullptr;
};

class StateThreads::Thread {
 public:
  Thread() : gate_(st_cond_new()) {}
  ~Thread() { st_cond_destroy(gate_); }
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

 private:
  friend class StateThreads;
  StateThreads* package_ = nullptr;
  ThreadFunction function_ = nullptr;
  void* argument_ = nullptr;
  st_thread_t id_ = nullptr;
  st_cond_t gate_;
  bool atGate_ = false;
  bool started_ = false;
  bool isDetached_ = false;
};

class StateThreads::Mutex {
 public:
  explicit Mutex(StateThreads&) : mutex_(st_mutex_new()) {}
  ~Mutex() { st_mutex_destroy(mutex_); }
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;
  void lock() { st_mutex_lock(mutex_); }
  void unlock() { st_mutex_unlock(mutex_); }

 private:
  st_mutex_t mutex_;
};

class StateThreads::Condition {
 public:
  explicit Condition(StateThreads&) : condition_(st_cond_new()) {}
  ~Condition() { st_cond_destroy(condition_); }
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;
  void wait(Mutex& mutex) {
    // Nobody runs between the two: unlocking does not switch.
    mutex.unlock();
    st_cond_wait(condition_);
    mutex.lock();
  }
  void signal() { st_cond_signal(condition_); }
  void broadcast() { st_cond_broadcast(condition_); }

 private:
  st_cond_t condition_;
};

/// The library has none: one made of its condition. Nobody runs between two calls of the library.
class StateThreads::Semaphore {
 public:
  Semaphore(StateThreads&, size_t permits) : permits_(permits), condition_(st_cond_new()) {}
  ~Semaphore() { st_cond_destroy(condition_); }
  Semaphore(const Semaphore&) = delete;
  Semaphore& operator=(const Semaphore&) = delete;
  void acquire() {
    while (permits_ == 0) st_cond_wait(condition_);
    permits_--;
  }
  void release() {
    permits_++;
    st_cond_signal(condition_);
  }

 private:
  size_t permits_;
  st_cond_t condition_;
};
static_assert(ThreadPackage<StateThreads>);

}  // namespace tutti
