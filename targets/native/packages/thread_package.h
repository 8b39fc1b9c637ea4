// What a workload needs of a thread package. Workloads are templates over it, written once for all packages.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace tutti {

/// A function for a thread to run. It must not throw.
using ThreadFunction = void (*)(void*);

/// What a package is asked for when it is made. A package ignores what it has no choice in.
struct PackageOptions {
  /// Threads that may exist at a time, besides detached ones, for which there is room as long as the machine has some.
  size_t capacity = 1;
  /// Bytes of stack of each thread; 0 for the package's own default.
  size_t stackBytes = 0;
  /// Who runs next: "round-robin" or "lifo".
  std::string scheduler = "round-robin";
  /// How blocking calls wait: "epoll", "io_uring" or "pool".
  std::string io = "epoll";
  /// How much is made of what the page cache has of a file: "mapped", "tried" or "unknown" (user-level threads only).
  std::string cachedReads = "mapped";
  /// Finds out how deep the stacks are used (user-level threads only). Costs the touching of every stack.
  bool paintStacks = false;
};

// clang-format off
template <typename P>
concept ThreadPackage =
    std::constructible_from<P, const PackageOptions&> &&  // std::system_error when there is no room, std::invalid_argument
    std::constructible_from<typename P::Mutex, P&> &&
    std::constructible_from<typename P::Condition, P&> &&
    std::constructible_from<typename P::Semaphore, P&, size_t> &&  // with so many permits
    requires(P& package, typename P::Thread* thread, typename P::Mutex& mutex, typename P::Condition& condition,
             typename P::Semaphore& semaphore, ThreadFunction function, void* argument, const std::atomic<bool>& stop,
             const char* path, int descriptor, void* into, const void* from, size_t size, off_t offset,
             std::chrono::nanoseconds duration) {
      { package.create(function, argument) } -> std::same_as<typename P::Thread*>;  // std::system_error when it cannot
      package.start(thread);                             // a thread runs only once it is started
      { package.run(stop) } -> std::same_as<bool>;       // waits for all that were started; false when some never end
      package.join(thread);                              // every thread that has ended, once, unless it
      package.detach(thread);                            // was told before its start to tidy up after itself
      package.yield();
      package.sleep(duration);
      mutex.lock();
      mutex.unlock();
      condition.wait(mutex);                             // Mesa semantics
      condition.signal();
      condition.broadcast();
      semaphore.acquire();
      semaphore.release();
      { package.open(path, 0) } -> std::same_as<int>;    // as POSIX, errno included; the thread waits
      { package.read(descriptor, into, size) } -> std::same_as<ssize_t>;
      { package.write(descriptor, from, size) } -> std::same_as<ssize_t>;
      { package.pread(descriptor, into, size, offset) } -> std::same_as<ssize_t>;
      { package.recv(descriptor, into, size) } -> std::same_as<ssize_t>;   // the same for sockets alone, and cheaper;
      { package.send(descriptor, from, size) } -> std::same_as<ssize_t>;   // it may send a part, and raises no signal
      { package.accept(descriptor) } -> std::same_as<int>;
      { package.close(descriptor) } -> std::same_as<int>;  // nobody may be waiting for it
      { package.switches() } -> std::same_as<uint64_t>;  // between user-level threads; 0 where the kernel switches
    };
// clang-format on

/// For a package without a choice of schedulers and of ways to wait: throws std::invalid_argument when one is asked for.
inline void refuseChoices(const PackageOptions& options, const std::string& package) {
  const PackageOptions usual;
  if (options.scheduler != usual.scheduler) {
    throw std::invalid_argument(package + " have no scheduler named \"" + options.scheduler + "\"");
  }
  if (options.io != usual.io) throw std::invalid_argument(package + " have no io named \"" + options.io + "\"");
}

/// Why a package has no blocking calls, for whoever needs them; null when it has them. A package without says it as
/// `noBlockingCalls`, and its calls fail with ENOTSUP.
template <ThreadPackage P>
constexpr const char* whyNoBlockingCalls() {
  if constexpr (requires { P::noBlockingCalls; }) return P::noBlockingCalls;
  else return nullptr;
}

}  // namespace tutti
