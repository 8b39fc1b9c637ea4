// The thread package of user-level threads.
#pragma once

#include <stdexcept>

#include "../io/io.h"
#include "../threads/threads.h"
#include "thread_package.h"

namespace tutti {

class UserLevelThreads : public Scheduler {
 public:
  using Thread = tutti::Thread;
  using Mutex = tutti::Mutex;
  using Condition = tutti::Condition;
  using Semaphore = tutti::Semaphore;

  explicit UserLevelThreads(const PackageOptions& options) : Scheduler(schedulerOptions(options)), io_(*this, options.io, options.cachedReads) {}

  /// Runs the threads on the calling kernel thread. False when some are blocked for ever.
  bool run(const std::atomic<bool>&) {
    Scheduler::run();
    return living() == 0;
  }
  void sleep(std::chrono::nanoseconds duration) { sleepFor(duration); }
  int open(const char* path, int flags) { return io_.open(path, flags); }
  ssize_t read(int descriptor, void* into, size_t size) { return io_.read(descriptor, into, size); }
  ssize_t write(int descriptor, const void* from, size_t size) { return io_.write(descriptor, from, size); }
  ssize_t pread(int descriptor, void* into, size_t size, off_t offset) { return io_.pread(descriptor, into, size, offset); }
  ssize_t recv(int descriptor, void* into, size_t size) { return io_.recv(descriptor, into, size, 0); }
  ssize_t send(int descriptor, const void* from, size_t size) { return io_.send(descriptor, from, size, 0); }
  int accept(int descriptor) { return io_.accept(descriptor, nullptr, nullptr); }
  int close(int descriptor) { return io_.close(descriptor); }
  /// Most reads of this file will find it in the page cache.
  void map(int descriptor) { io_.map(descriptor); }
  /// Reads and writes of files that somebody else did meanwhile.
  uint64_t fileOperations() const { return io_.fileOperations(); }
  /// How blocking calls wait, in words.
  std::string io() const { return io_.describe(); }

 private:
  /// Stacks are small by default: the workloads need a few hundred bytes (`deepestStack`), and a test holds them to it.
  static constexpr size_t defaultStackBytes = 4096;

  static SchedulerOptions schedulerOptions(const PackageOptions& options) {
    SchedulerOptions made;
    made.paintStacks = options.paintStacks;
    made.stackBytes = options.stackBytes == 0 ? defaultStackBytes : options.stackBytes;
    if (options.scheduler == "lifo") made.runQueue = std::make_unique<LastInFirstOut>();
    else if (options.scheduler != "round-robin") throw std::invalid_argument("there is no scheduler named \"" + options.scheduler + "\"");
    return made;
  }

  Io io_;
};
static_assert(ThreadPackage<UserLevelThreads>);

}  // namespace tutti
