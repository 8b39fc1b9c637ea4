// The connections of a server, as far as those must know them who end them from outside: their limits of time, and the
// end of the server.
//
// Invariants
//  1. A connection stands in the list from before its first call until before its descriptor is closed, and both happen
//     under the lock: a descriptor that is shut down here is that of the connection.
//  2. What is ended is shut down, never closed: its thread finds out at its next call, or in the one it waits in, and tidies
//     up. It needs no timer of its own, which would have to be set and taken back at every request.
//  3. Time is counted in ticks, by whoever sweeps: for a connection to write down where it stands is to copy a number.
#pragma once

#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

#include "../packages/thread_package.h"

namespace tutti::web {

/// What a connection waits for.
enum class Phase : uint8_t {
  idle,       // the first byte of a request
  head,       // the rest of its head
  answer,     // room to send into
  lingering,  // the client's end, after the last answer
};

/// A connection, in the list. What is atomic is written by its own thread, and read by whoever sweeps.
struct OpenConnection {
  explicit OpenConnection(int descriptor) : descriptor(descriptor) {}

  const int descriptor;
  std::atomic<Phase> phase{Phase::idle};
  /// The tick at which it began.
  std::atomic<uint32_t> since{0};
  /// It has been ended from outside.
  std::atomic<bool> isEnded{false};
  OpenConnection* next = nullptr;
  OpenConnection* previous = nullptr;
};

/// How long a connection may stay in a phase.
struct TimeLimits {
  std::chrono::milliseconds head;
  /// Also for a client to take a part of an answer.
  std::chrono::milliseconds idle;
};

template <ThreadPackage Package>
class OpenConnections {
  using Clock = std::chrono::steady_clock;

 public:
  OpenConnections(Package& package, TimeLimits limits)
      : limits_(limits), tickTime_(std::clamp(std::chrono::nanoseconds(std::min(limits.head, limits.idle)) / 16, leastTick, mostTick)), mutex_(package) {}

  /// False when the server comes to its end: the connection is not in the list then.
  bool add(OpenConnection& connection) {
    const std::lock_guard lock(mutex_);
    if (isEnding_) return false;
    connection.next = first_;
    if (first_ != nullptr) first_->previous = &connection;
    first_ = &connection;
    return true;
  }
  void remove(OpenConnection& connection) {
    const std::lock_guard lock(mutex_);
    if (connection.next != nullptr) connection.next->previous = connection.previous;
    (connection.previous != nullptr ? connection.previous->next : first_) = connection.next;
  }

  /// A connection comes to a phase, or begins it anew.
  void enter(OpenConnection& connection, Phase phase) {
    connection.since.store(ticks_.load(std::memory_order_relaxed), std::memory_order_relaxed);
    connection.phase.store(phase, std::memory_order_relaxed);
  }

  /// How often to sweep.
  std::chrono::nanoseconds tickTime() const { return tickTime_; }
  /// Ends the connections whose time is over.
  void sweep() {
    const auto now = static_cast<uint32_t>((Clock::now() - begin_) / tickTime_);
    ticks_.store(now, std::memory_order_relaxed);
    const std::lock_guard lock(mutex_);
    for (OpenConnection* connection = first_; connection != nullptr; connection = connection->next) {
      const Phase phase = connection->phase.load(std::memory_order_relaxed);
      // A tick more: it may have begun at the end of one.
      const uint32_t spent = now - connection->since.load(std::memory_order_relaxed);
      if (spent > ticksOf(phase) + 1) end(*connection, phase);
    }
  }
  /// Ends them all, and whatever would be added.
  void endAll() {
    const std::lock_guard lock(mutex_);
    isEnding_ = true;
    for (OpenConnection* connection = first_; connection != nullptr; connection = connection->next) {
      end(*connection, Phase::idle);
    }
  }

 private:
  static constexpr std::chrono::nanoseconds leastTick = std::chrono::milliseconds(5), mostTick = std::chrono::milliseconds(500);
  static constexpr std::chrono::milliseconds longestLingering{2000};

  uint32_t ticksOf(Phase phase) const {
    const auto limit = phase == Phase::head        ? limits_.head
                       : phase == Phase::lingering ? std::min(limits_.idle, longestLingering)
                                                   : limits_.idle;
    return static_cast<uint32_t>(limit / tickTime_);
  }
  /// Whoever waits for a head may yet be told so.
  void end(OpenConnection& connection, Phase phase) {
    connection.isEnded.store(true, std::memory_order_relaxed);
    ::shutdown(connection.descriptor, phase == Phase::head ? SHUT_RD : SHUT_RDWR);
  }

  const TimeLimits limits_;
  const std::chrono::nanoseconds tickTime_;
  const Clock::time_point begin_ = Clock::now();
  std::atomic<uint32_t> ticks_{0};
  typename Package::Mutex mutex_;
  OpenConnection* first_ = nullptr;
  bool isEnding_ = false;
};

}  // namespace tutti::web
