// The time that a primitive is given, and the samples that are taken in it.
//
// Invariants
//  1. A sample spans a batch of operations: so many that reading the clock twice does not count.
//  2. Nothing here allocates between two readings of a clock, or takes more than a few words of the stack it is called
//     on: samples are taken on the stacks of the threads themselves, which may be 1 KiB.
#pragma once

#include <time.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "../workload.h"

namespace tutti {

using SteadyClock = std::chrono::steady_clock;

inline double nanosecondsBetween(SteadyClock::time_point from, SteadyClock::time_point to) {
  return std::chrono::duration<double, std::nano>(to - from).count();
}

/// CPU time of the whole process so far, user and system, in nanoseconds.
inline double cpuNanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// Values of one quantity; their median is what is reported.
class Samples {
 public:
  bool full() const { return count_ == values_.size(); }
  size_t count() const { return count_; }
  void add(double value) {
    assert(!full());
    values_[count_++] = value;
  }
  /// There must be one.
  double median() const {
    assert(count_ > 0);
    auto sorted = values_;
    std::sort(sorted.begin(), sorted.begin() + count_);
    return (sorted[(count_ - 1) / 2] + sorted[count_ / 2]) / 2;
  }

 private:
  std::array<double, 2048> values_{};
  size_t count_ = 0;
};

/// The part of warm-up and window that one primitive is given, from its first question on.
class Share {
 public:
  /// `leastSamples` are taken however long each takes.
  Share(double warmupNanoseconds, double measureNanoseconds, size_t leastSamples)
      : warmup_(warmupNanoseconds), measure_(measureNanoseconds), leastSamples_(leastSamples) {}

  void begin() { begin_ = SteadyClock::now(); }
  /// Whether what ended at `now` counts. What comes first warms up, even where no time is given for that.
  bool isWarm(SteadyClock::time_point now) {
    const bool first = !asked_;
    asked_ = true;
    return !first && nanosecondsBetween(begin_, now) >= warmup_;
  }
  /// Whether these samples are enough.
  bool isOver(SteadyClock::time_point now, const Samples& samples) const {
    return samples.full() || (samples.count() >= leastSamples_ && nanosecondsBetween(begin_, now) >= warmup_ + measure_);
  }

 private:
  double warmup_;
  double measure_;
  size_t leastSamples_;
  SteadyClock::time_point begin_{};
  bool asked_ = false;
};

/// How often the next batch does what it does, so that it takes about a millisecond; once at least.
inline uint32_t nextBatch(uint32_t times, double nanoseconds) {
  constexpr double wanted = 1e6;
  constexpr double most = 1u << 24;
  return static_cast<uint32_t>(std::clamp(times * wanted / std::max(nanoseconds, 1.0), 1.0, most));
}

/// Calls `batch(n)`, which does n times `each` operations, until the share is over. A sample is the time of one operation.
template <typename Batch>
void sampleBatches(Share& share, Samples& samples, uint32_t each, Batch batch) {
  share.begin();
  for (uint32_t times = 1;;) {
    const auto from = SteadyClock::now();
    batch(times);
    const auto to = SteadyClock::now();
    const double nanoseconds = nanosecondsBetween(from, to);
    if (share.isWarm(to)) samples.add(nanoseconds / times / each);
    if (share.isOver(to, samples)) return;
    times = nextBatch(times, nanoseconds);
  }
}

/// What every primitive of a launch is measured with.
struct Setting {
  PackageOptions options;
  uint32_t threads;
  uint32_t seed;
  Share share;
};

/// What a launch comes to, primitive by primitive. The counters are those of suites/primitives/verify.ts.
struct Report {
  std::vector<Metric> metrics;
  std::vector<std::pair<std::string, double>> counters;

  void add(const char* metric, const Samples& samples) { metrics.push_back({metric, samples.median(), "ns"}); }
  void count(const char* asked, uint64_t wanted, const char* done, uint64_t seen) {
    counters.emplace_back(asked, static_cast<double>(wanted));
    counters.emplace_back(done, static_cast<double>(seen));
  }
};

}  // namespace tutti
