// Creation of threads, and their whole life when they do nothing.
//
// Invariant: a package lives for ten thousand threads at least (`life`), in waves of as many as the point has; the stacks of
// all waves but the first have been used before. With more threads than that, every stack is a new one.
#pragma once

#include "../../threads/fiber_annotation.h"
#include "population.h"
#include "sampling.h"

namespace tutti {

template <SwitchingPackage Package>
class Creation {
 public:
  /// Measures and reports. False when some thread never ended.
  static bool measure(const Setting& setting, Report& report) {
    // A few threads would be over before the clock has been read.
    const uint32_t wave = std::max(setting.threads, 256u);
    const uint32_t waves = std::max(1u, life / wave);
    Creation self;
    Share share = setting.share;
    share.begin();
    for (auto now = SteadyClock::now(); !share.isOver(now, self.created_); now = SteadyClock::now()) {
      if (!self.sample(setting, wave, waves, share)) return false;
    }
    report.add("createTime", self.created_);
    report.add("lifeTime", self.lived_);
    report.count("created", self.asked_, "ran", self.ran_);
    return true;
  }

  /// Creates the threads of the point, and lets them go. Throws Unavailable when that cannot be done here.
  static void attempt(const Setting& setting) {
    Creation self;
    Population<Package, Creation>(setting.options, setting.threads, self).create(setting.threads);
  }

  void play(Package&, uint32_t) { ran_.fetch_add(1, std::memory_order_relaxed); }

 private:
#if defined(TUTTI_SANITIZED)
  // A sanitizer takes a hundred times as long for a thread.
  static constexpr uint32_t life = 1;
#else
  static constexpr uint32_t life = 10'000;
#endif

  bool sample(const Setting& setting, uint32_t wave, uint32_t waves, Share& share) {
    auto threads = std::make_unique<Population<Package, Creation>>(setting.options, wave * waves, *this);
    double created = 0, lived = 0;
    for (uint32_t count = 0; count < waves; count++) {
      const auto from = SteadyClock::now();
      threads->create(wave);
      threads->start();
      const auto ready = SteadyClock::now();
      if (!threads->run()) return static_cast<void>(threads.release()), false;
      created += nanosecondsBetween(from, ready);
      lived += nanosecondsBetween(from, SteadyClock::now());
    }
    const double all = static_cast<double>(wave) * waves;
    asked_ += static_cast<uint64_t>(all);
    if (!share.isWarm(SteadyClock::now())) return true;
    created_.add(created / all);
    lived_.add(lived / all);
    return true;
  }

  std::atomic<uint64_t> ran_{0};
  uint64_t asked_ = 0;
  Samples created_;
  Samples lived_;
};

}  // namespace tutti
