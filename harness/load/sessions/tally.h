// What the clients of a launch have done: over the whole launch, and in its measured window.
//
// Invariants
//  1. A response counts for the window in which its last byte was read; what ends outside counts for the launch only.
//  2. `clientTime` is the time that clients spent on something within the window: what reaches over its ends counts with
//     the part that lies inside. Time in which a client should have gone on and did not is in no such part, so that it is
//     clients times length only as long as the generator keeps up (Little's law).
//  3. Latency counts from when a request was meant to be sent, `uncorrected` from when it was sent: in a closed loop the
//     same.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "histogram.h"

namespace tutti::load {

using Clock = std::chrono::steady_clock;
using Time = Clock::time_point;

/// Requests that came to a wrong end, in the whole launch.
struct Failures {
  uint64_t status = 0;
  uint64_t length = 0;
  uint64_t content = 0;
  uint64_t reset = 0;
  uint64_t timeout = 0;
  uint64_t connect = 0;
};

/// A slice of the window: its end, counted from the window's beginning, and the work done in it.
struct Interval {
  std::chrono::nanoseconds end;
  uint64_t work;
};

class Tally {
 public:
  /// Of an open loop, or of a closed one; the intervals that will be made at most.
  Tally(bool isOpenLoop, size_t intervals) : isOpenLoop_(isOpenLoop) { intervals_.reserve(intervals); }

  uint64_t requests = 0;
  uint64_t responses = 0;
  Failures failures;

  bool isOpen() const { return isOpen_; }
  void open(Time now) {
    isOpen_ = true;
    begin_ = end_ = now;
  }
  /// Work since the last call, or since the beginning, makes one interval.
  void endInterval(Time now) {
    intervals_.push_back({now - begin_, work_ - workBefore_});
    workBefore_ = work_;
  }
  void close(Time now) {
    isOpen_ = false;
    end_ = now;
  }

  /// A client has spent the time from `from` to `to` on something.
  void spent(Time from, Time to) {
    if (isOpen_) clientTime_ += std::max(to - std::max(from, begin_), Clock::duration::zero());
  }
  void connected() { connections_ += isOpen_; }
  /// A response has come in whole, whatever is in it.
  void answered() {
    responses++;
    answered_ += isOpen_;
  }
  /// One that is right. Returns whether it counts for the window.
  bool served(Time intended, Time sent, Time now, uint64_t bytes) {
    if (!isOpen_) return false;
    work_++;
    bytes_ += bytes;
    latency_.record((now - intended).count());
    if (isOpenLoop_) uncorrected_.record((now - sent).count());
    return true;
  }

  std::chrono::nanoseconds length() const { return end_ - begin_; }
  std::chrono::nanoseconds clientTime() const { return clientTime_; }
  uint64_t work() const { return work_; }
  uint64_t answeredInWindow() const { return answered_; }
  uint64_t bytes() const { return bytes_; }
  uint64_t connections() const { return connections_; }
  const Histogram& latency() const { return latency_; }
  /// Of an open loop; empty for a closed one.
  const Histogram& uncorrected() const { return uncorrected_; }
  const std::vector<Interval>& intervals() const { return intervals_; }

 private:
  const bool isOpenLoop_;
  bool isOpen_ = false;
  Time begin_;
  Time end_;
  Clock::duration clientTime_{};
  uint64_t work_ = 0;
  uint64_t workBefore_ = 0;
  uint64_t answered_ = 0;
  uint64_t bytes_ = 0;
  uint64_t connections_ = 0;
  Histogram latency_;
  Histogram uncorrected_;
  std::vector<Interval> intervals_;
};

}  // namespace tutti::load
