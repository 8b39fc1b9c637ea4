// What a workload needs of a thread package. Workloads are templates over it, written once for all packages.
#pragma once

#include <atomic>
#include <concepts>
#include <cstdint>

namespace tutti {

/// A function for a thread to run. It must not throw.
using ThreadFunction = void (*)(void*);

// clang-format off
template <typename P>
concept ThreadPackage =
    std::constructible_from<P, size_t> &&               // with room for so many threads; std::system_error when there is none
    std::constructible_from<typename P::Mutex, P&> &&
    std::constructible_from<typename P::Condition, P&> &&
    requires(P& package, typename P::Thread* thread, typename P::Mutex& mutex, typename P::Condition& condition,
             ThreadFunction function, void* argument, const std::atomic<bool>& stop) {
      { package.create(function, argument) } -> std::same_as<typename P::Thread*>;  // std::system_error when it cannot
      package.start(thread);                             // a thread runs only once it is started
      { package.run(stop) } -> std::same_as<bool>;       // waits for all that were started; false when some never end
      package.join(thread);                              // every thread that has ended, once
      package.yield();
      mutex.lock();
      mutex.unlock();
      condition.wait(mutex);                             // Mesa semantics
      condition.signal();
      condition.broadcast();
      { package.switches() } -> std::same_as<uint64_t>;  // between user-level threads; 0 where the kernel switches
    };
// clang-format on

}  // namespace tutti
