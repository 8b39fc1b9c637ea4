// Producers and consumers of one bounded buffer, under one mutex and two condition variables: the workload of Capriccio
// (SOSP 2003), figure 1, written once for every thread package.
//
// Invariants
//  1. Everything after `mutex_` is read and written under it; `consumed` alone is also read from outside, so it is an
//     atomic with a single writer at a time (relaxed load and store, no locked instruction).
//  2. The buffer holds the numbers consumed .. produced - 1 in order: consumers check that each item comes once, and in
//     its turn.
//  3. The first thread that sees the stop flag wakes everybody; whoever sees `stopping_` leaves. No thread waits once
//     it is set.
//  4. Threads are created in the order of their addresses and started in a shuffled one, for all packages alike: woken
//     in the order of its memory a thread would be fetched by the hardware prefetcher, which flatters.
#pragma once

#include <atomic>
#include <cassert>
#include <mutex>
#include <vector>

#include "../threads/thread_package.h"
#include "random.h"

namespace tutti {

struct ProducerConsumerParameters {
  /// Producers, and consumers.
  uint32_t pairs = 1;
  /// Items that fit into the buffer.
  uint32_t capacity = 1;
  /// Bound of the random work on an item.
  uint32_t spin = 0;
  uint32_t seed = 1;

  uint32_t threads() const { return 2 * pairs; }
};

/// What is shared with whoever watches from another kernel thread. On lines of its own: its readers would otherwise
/// take the line of the mutex away from the workload.
struct Watch {
  alignas(64) std::atomic<bool> stop{false};
  alignas(64) std::atomic<uint64_t> consumed{0};
};

/// Counted from the first item to the last. The names are those of suites/producer-consumer/verify.ts.
struct ProducerConsumerCounters {
  uint64_t produced = 0;
  uint64_t consumed = 0;
  uint64_t buffered = 0;
  uint64_t threads = 0;
  uint64_t progressed = 0;
  uint64_t finished = 0;
};

template <ThreadPackage Package>
class ProducerConsumer {
 public:
  ProducerConsumer(Package& package, const ProducerConsumerParameters& parameters, Watch& watch)
      : package_(package),
        parameters_(parameters),
        watch_(watch),
        mutex_(package),
        notFull_(package),
        notEmpty_(package),
        buffer_(parameters.capacity) {
    participants_.reserve(parameters.threads());
  }

  /// Creates one thread more; throws what the package throws.
  void createThread() {
    const auto index = static_cast<uint32_t>(participants_.size());
    assert(index < parameters_.threads());
    Participant& participant = participants_.emplace_back(Participant{this, parameters_.seed + index, nullptr});
    try {
      participant.thread = package_.create(index < parameters_.pairs ? produce : consume, &participant);
    } catch (...) {
      participants_.pop_back();
      throw;
    }
  }
  size_t createdThreads() const { return participants_.size(); }

  /// Starts every thread that has been created, in shuffled order.
  void start() {
    for (const uint32_t index : shuffledIndices(static_cast<uint32_t>(participants_.size()), parameters_.seed)) {
      package_.start(participants_[index].thread);
    }
  }

  /// Runs until the stop. False when some threads never came to their end; they still use this object then.
  bool run() {
    if (!package_.run(watch_.stop)) return false;
    for (const Participant& participant : participants_) package_.join(participant.thread);
    return true;
  }

  /// Once run() has returned.
  ProducerConsumerCounters counters() {
    const uint64_t consumed = watch_.consumed.load();
    return {produced_, consumed, buffered_, participants_.size(), progressed_, finished_};
  }

 private:
  struct Participant {
    ProducerConsumer* workload;
    uint32_t seed;
    typename Package::Thread* thread;
  };

  static void produce(void* argument) {
    ProducerConsumer& workload = *static_cast<Participant*>(argument)->workload;
    bool progressed = false;
    while (workload.put()) progressed = true;
    workload.finish(progressed, 0);
  }

  static void consume(void* argument) {
    const Participant& participant = *static_cast<Participant*>(argument);
    ProducerConsumer& workload = *participant.workload;
    const uint32_t bound = workload.parameters_.spin;
    uint32_t state = participant.seed;
    bool progressed = false;
    while (workload.take()) {
      progressed = true;
      state = spin(state, bound);
    }
    workload.finish(progressed, state);
  }

  /// Puts an item into the buffer. False when it is time to stop.
  bool put() {
    const std::lock_guard lock(mutex_);
    while (!stopping() && buffered_ == parameters_.capacity) notFull_.wait(mutex_);
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
    const uint64_t consumed = watch_.consumed.load(std::memory_order_relaxed);
    assert(buffer_[first_] == consumed);
    first_ = next(first_);
    buffered_--;
    watch_.consumed.store(consumed + 1, std::memory_order_relaxed);
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

  uint32_t next(uint32_t position) const { return position + 1 == parameters_.capacity ? 0 : position + 1; }

  Package& package_;
  const ProducerConsumerParameters parameters_;
  Watch& watch_;
  std::vector<Participant> participants_;

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
