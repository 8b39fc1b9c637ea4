// Timers: all threads sleep, again and again, for times evenly spread.
//
// Invariants
//  1. A sample is CPU time of the process, not time on the clock, most of which is slept away.
//  2. Samples are cut by the count of sleeps: as many as there are sleepers, and some dozens at least. Whoever wakes last
//     of a sample reads the clock, under `cuts_`, in which nobody waits for anything.
//  3. Who wakes once it is over leaves: nobody sleeps longer than `longest_`.
#pragma once

#include <mutex>

#include "population.h"
#include "sampling.h"

namespace tutti {

template <ThreadPackage Package>
class Sleeping {
 public:
  static bool measure(const Setting& setting, Report& report) {
    auto self = std::unique_ptr<Sleeping>(new Sleeping(setting));
    auto threads = std::make_unique<Population<Package, Sleeping>>(setting.options, setting.threads, *self);
    threads->create(setting.threads);
    threads->startShuffled(setting.seed);
    if (!threads->run()) return static_cast<void>(threads.release()), static_cast<void>(self.release()), false;
    report.add("timerTime", self->samples_);
    report.count("slept", self->slept_, "woken", self->woken_);
    return true;
  }

  void play(Package& package, uint32_t index) {
    uint32_t state = seed_ + index;
    while (!over_.load(std::memory_order_relaxed)) {
      state = step(state);
      slept_.fetch_add(1, std::memory_order_relaxed);
      package.sleep(std::chrono::nanoseconds((uint64_t{state} * longest_) >> 32));
      const uint64_t woken = woken_.fetch_add(1, std::memory_order_relaxed) + 1;
      if (woken % sample_ == 0) cut();
    }
  }

 private:
  explicit Sleeping(const Setting& setting)
      : seed_(setting.seed),
        sample_(std::max(setting.threads, 64u)),
        // About one sleeper is due in a microsecond; of a few, each in half a millisecond.
        longest_(std::max(uint64_t{1'000'000}, uint64_t{setting.threads} * 1000)),
        share_(setting.share) {
    share_.begin();
  }

  void cut() {
    const std::lock_guard lock(cuts_);
    if (over_) return;
    const double cpu = cpuNanoseconds();
    const auto now = SteadyClock::now();
    if (share_.isWarm(now)) samples_.add((cpu - before_) / static_cast<double>(sample_));
    before_ = cpu;
    over_ = share_.isOver(now, samples_);
  }

  const uint32_t seed_;
  const uint64_t sample_;
  const uint64_t longest_;
  std::atomic<bool> over_{false};
  std::atomic<uint64_t> slept_{0};
  std::atomic<uint64_t> woken_{0};
  std::mutex cuts_;
  double before_ = 0;
  Share share_;
  Samples samples_;
};

}  // namespace tutti
