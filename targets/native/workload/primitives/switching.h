// Switches through the run queue: all threads yield, one of them keeps the time.
//
// Invariants
//  1. The time runs only while every thread has arrived and none has left.
//  2. A turn is a return from yield(), counted by the thread it returned to, in a word on that thread's own stack: one
//     counter for all would be one more line for the switch to touch, and each other's for kernel threads.
//  3. The counters are read by the timekeeper outside the time it keeps, and not after it has said that it is over.
#pragma once

#include "population.h"
#include "sampling.h"

namespace tutti {

template <SwitchingPackage Package>
class Switching {
 public:
  /// Measures and reports. False when some thread never ended.
  static bool measure(const Setting& setting, Report& report) {
    Switching self(setting);
    auto threads = std::make_unique<Population<Package, Switching>>(setting.options, setting.threads, self);
    threads->create(setting.threads);
    // The last to start: in a queue that is first in first out, all others have had a turn when it has its first.
    self.timekeeper_ = shuffledIndices(setting.threads, setting.seed).back();
    threads->startShuffled(setting.seed);
    if (!threads->run()) return static_cast<void>(threads.release()), false;
    report.add("switchTime", self.samples_);
    report.count("switched", self.asked_, "turns", self.seen_);
    return true;
  }

  void play(Package& package, uint32_t index) {
    Turns turns{0};
    uint64_t asked = 0;
    turns_[index] = &turns;
    arrived_.fetch_add(1);
    if (index == timekeeper_) {
      asked = keepTime(package, turns);
    } else {
      while (!over_.load(std::memory_order_relaxed)) asked++, turn(package, turns);
    }
    asked_.fetch_add(asked);
    seen_.fetch_add(turns.load());
  }

 private:
  using Turns = std::atomic<uint64_t>;

  explicit Switching(const Setting& setting) : turns_(setting.threads), share_(setting.share) {}

  /// The counter has one writer: no locked instruction is needed.
  static void turn(Package& package, Turns& turns) {
    package.yield();
    turns.store(turns.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
  }

  /// Returns how often it yielded. A round is a turn of the timekeeper, and about one of everybody else.
  uint64_t keepTime(Package& package, Turns& turns) {
    uint64_t asked = 0;
    while (arrived_.load() < turns_.size()) asked++, turn(package, turns);
    share_.begin();
    for (uint32_t rounds = 1;;) {
      const uint64_t before = allTurns();
      const auto from = SteadyClock::now();
      for (uint32_t round = 0; round < rounds; round++) turn(package, turns);
      const auto to = SteadyClock::now();
      asked += rounds;
      const double nanoseconds = nanosecondsBetween(from, to);
      if (share_.isWarm(to)) samples_.add(nanoseconds / static_cast<double>(allTurns() - before));
      if (share_.isOver(to, samples_)) break;
      rounds = nextBatch(rounds, nanoseconds);
    }
    over_ = true;
    return asked;
  }

  uint64_t allTurns() const {
    uint64_t sum = 0;
    for (const Turns* const turns : turns_) sum += turns->load(std::memory_order_relaxed);
    return sum;
  }

  std::vector<const Turns*> turns_;
  uint32_t timekeeper_ = 0;
  std::atomic<uint32_t> arrived_{0};
  std::atomic<bool> over_{false};
  std::atomic<uint64_t> asked_{0};
  std::atomic<uint64_t> seen_{0};
  Share share_;
  Samples samples_;
};

}  // namespace tutti
