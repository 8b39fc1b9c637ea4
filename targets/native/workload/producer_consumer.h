// Producers and consumers of one bounded buffer, under one mutex and two condition variables: the workload of Capriccio
// (SOSP 2003), figure 1.
//
// Invariants
//  1. Everything after `mutex_` is read and written under it; `Watch::work`, the items consumed, alone is also read from
//     outside, so it is an atomic with a single writer at a time (relaxed load and store, no locked instruction).
//  2. The buffer holds the numbers consumed .. produced - 1 in order: consumers check that each item comes once, and in
//     its turn.
//  3. The first thread that sees the stop flag wakes everybody; whoever sees `stopping_` leaves. No thread waits once
//     it is set.
#pragma once

#include <cassert>
#include <mutex>

#include "threaded.h"

namespace tutti {

template <ThreadPackage Package>
class ProducerConsumer final : public ThreadedWorkload<Package> {
  using Threads = ThreadedWorkload<Package>;
  using Threads::watch_;

 public:
  ProducerConsumer(const Request& request, Watch& watch)
      : Threads(request, watch, 2 * request.parameters.count("pairs", 1, 1u << 24)),
        pairs_(request.parameters.count("pairs", 1)),
        capacity_(request.parameters.count("capacity", 1)),
        spin_(request.parameters.count("spin", 0)),
        mutex_(this->package()),
        notFull_(this->package()),
        notEmpty_(this->package()),
        buffer_(capacity_) {}

  /// The names are those of suites/producer-consumer/verify.ts; counted from the first item to the last.
  std::vector<std::pair<std::string, double>> counters() const override {
    return {{"produced", produced_},
            {"consumed", watch_.work.load()},
            {"buffered", buffered_},
            {"threads", this->createdThreads()},
            {"progressed", progressed_},
            {"finished", finished_}};
  }

  std::vector<Metric> metrics() const override {
    std::vector<Metric> metrics{this->createTime()};
    if (const auto switches = this->switchesPerWork("switchesPerItem")) metrics.push_back(*switches);
    return metrics;
  }

 private:
  void play(uint32_t index) override {
    if (index < pairs_) produce();
    else if (watch_.slowdown == nullptr) consume<false>(this->seed_ + index);
    else consume<true>(this->seed_ + index);
  }

  void produce() {
    bool progressed = false;
    while (put()) progressed = true;
    finish(progressed, 0);
  }

  /// An item takes tens of nanoseconds: whether it is slowed down is decided once, and not asked for each.
  template <bool isSlowed>
  void consume(uint32_t state) {
    bool progressed = false;
    while (take()) {
      progressed = true;
      state = spin(state, spin_);
      if constexpr (isSlowed) watch_.slowdown->step();
    }
    finish(progressed, state);
  }

  /// Puts an item into the buffer. False when it is time to stop.
  bool put() {
    const std::lock_guard lock(mutex_);
    while (!stopping() && buffered_ == capacity_) notFull_.wait(mutex_);
    if (stopping_) return false;
    buffer_[last_] = produced_++;
    last_ = next(last_);
    buffered_++;
    notEmpty_.signal();
    return true;
  }

  /// Takes an item out of the buffer. False when it is time to stop.
  bool take() {
    const std::lock_guard lock(mutex_);
    while (!stopping() && buffered_ == 0) notEmpty_.wait(mutex_);
    if (stopping_) return false;
    const uint64_t consumed = watch_.work.load(std::memory_order_relaxed);
    assert(buffer_[first_] == consumed);
    first_ = next(first_);
    buffered_--;
    watch_.work.store(consumed + 1, std::memory_order_relaxed);
    notFull_.signal();
    return true;
  }

  void finish(bool progressed, uint32_t residue) {
    const std::lock_guard lock(mutex_);
    finished_++;
    progressed_ += progressed;
    residue_ ^= residue;
  }

  bool stopping() {
    if (!stopping_ && watch_.stop.load(std::memory_order_relaxed)) {
      stopping_ = true;
      notFull_.broadcast();
      notEmpty_.broadcast();
    }
    return stopping_;
  }

  uint32_t next(uint32_t position) const { return position + 1 == capacity_ ? 0 : position + 1; }

  /// Producers, and consumers.
  const uint32_t pairs_;
  /// Items that fit into the buffer.
  const uint32_t capacity_;
  /// Bound of the random work on an item.
  const uint32_t spin_;

  typename Package::Mutex mutex_;
  typename Package::Condition notFull_;
  typename Package::Condition notEmpty_;
  std::vector<uint64_t> buffer_;
  uint32_t first_ = 0;
  uint32_t last_ = 0;
  uint32_t buffered_ = 0;
  bool stopping_ = false;
  uint64_t produced_ = 0;
  uint64_t progressed_ = 0;
  uint64_t finished_ = 0;
  /// Of all generators: keeps the spinning alive.
  uint32_t residue_ = 0;
};

}  // namespace tutti
