// What takes two threads, or one: a free mutex, the turn handed over and back, messages through a channel.
//
// Invariants
//  1. Thread 0 keeps the time; thread 1 answers until it is told that there is no more.
//  2. The counters of the two are written in turns: what hands the turn over orders them too.
#pragma once

#include <mutex>
#include <optional>

#include "population.h"
#include "sampling.h"

namespace tutti {

/// Runs a body's two threads and gives the report of one metric. False when one never ended.
template <ThreadPackage Package, typename Body>
bool measurePair(const Setting& setting, Body& body) {
  auto threads = std::make_unique<Population<Package, Body>>(setting.options, 2, body);
  body.prepare(threads->package());
  threads->create(2);
  threads->start();
  if (threads->run()) return true;
  static_cast<void>(threads.release());
  return false;
}

/// Locks and unlocks a mutex that nobody else wants; the other thread has left.
template <ThreadPackage Package>
class FreeLock {
 public:
  static bool measure(const Setting& setting, Report& report) {
    FreeLock self(setting.share);
    if (!measurePair<Package>(setting, self)) return false;
    report.add("lockTime", self.samples_);
    report.count("locked", self.locked_, "held", self.held_);
    return true;
  }

  void prepare(Package& package) { mutex_.emplace(package); }
  void play(Package&, uint32_t index) {
    if (index != 0) return;
    sampleBatches(share_, samples_, 1, [this](uint32_t operations) {
      for (uint32_t count = 0; count < operations; count++) {
        const std::lock_guard lock(*mutex_);
        held_++;
      }
      locked_ += operations;
    });
  }

 private:
  explicit FreeLock(const Share& share) : share_(share) {}

  std::optional<typename Package::Mutex> mutex_;
  uint64_t locked_ = 0;
  uint64_t held_ = 0;
  Share share_;
  Samples samples_;
};

/// Two semaphores: each thread waits for a permit that the other gives. A round is two hand-offs.
template <ThreadPackage Package>
class HandOff {
 public:
  static bool measure(const Setting& setting, Report& report) {
    HandOff self(setting.share);
    if (!measurePair<Package>(setting, self)) return false;
    report.add("handOffTime", self.samples_);
    report.count("handed", self.handed_, "taken", self.taken_);
    return true;
  }

  void prepare(Package& package) {
    first_.emplace(package, size_t{0});
    second_.emplace(package, size_t{0});
  }
  void play(Package&, uint32_t index) {
    if (index == 0) {
      sampleBatches(share_, samples_, 2, [this](uint32_t rounds) {
        for (uint32_t round = 0; round < rounds; round++) pass(*second_), take(*first_);
      });
      over_ = true;
      second_->release();
    } else {
      for (second_->acquire(); !over_; second_->acquire()) taken_++, pass(*first_);
    }
  }

 private:
  using Semaphore = typename Package::Semaphore;

  explicit HandOff(const Share& share) : share_(share) {}
  void pass(Semaphore& to) {
    handed_++;
    to.release();
  }
  void take(Semaphore& from) {
    from.acquire();
    taken_++;
  }

  std::optional<Semaphore> first_;
  std::optional<Semaphore> second_;
  bool over_ = false;
  uint64_t handed_ = 0;
  uint64_t taken_ = 0;
  Share share_;
  Samples samples_;
};

/// A channel for one message, made of what every package has: a mutex and two conditions.
template <ThreadPackage Package>
class Messages {
 public:
  static bool measure(const Setting& setting, Report& report) {
    Messages self(setting.share);
    if (!measurePair<Package>(setting, self)) return false;
    report.add("channelTime", self.samples_);
    report.count("sent", self.sent_, "received", self.received_);
    return true;
  }

  void prepare(Package& package) {
    mutex_.emplace(package);
    notFull_.emplace(package);
    notEmpty_.emplace(package);
  }
  void play(Package&, uint32_t index) {
    if (index == 0) {
      sampleBatches(share_, samples_, 1, [this](uint32_t operations) {
        for (uint32_t count = 0; count < operations; count++) send(++sent_);
      });
      send(noMore);
    } else {
      // Each message is the next one, or it has not been received.
      for (uint64_t message = receive(); message != noMore; message = receive()) received_ += message == received_ + 1;
    }
  }

 private:
  static constexpr uint64_t empty = 0;
  static constexpr uint64_t noMore = UINT64_MAX;

  explicit Messages(const Share& share) : share_(share) {}

  void send(uint64_t message) {
    const std::lock_guard lock(*mutex_);
    while (slot_ != empty) notFull_->wait(*mutex_);
    slot_ = message;
    notEmpty_->signal();
  }
  uint64_t receive() {
    const std::lock_guard lock(*mutex_);
    while (slot_ == empty) notEmpty_->wait(*mutex_);
    const uint64_t message = slot_;
    slot_ = empty;
    notFull_->signal();
    return message;
  }

  std::optional<typename Package::Mutex> mutex_;
  std::optional<typename Package::Condition> notFull_;
  std::optional<typename Package::Condition> notEmpty_;
  uint64_t slot_ = empty;
  uint64_t sent_ = 0;
  uint64_t received_ = 0;
  Share share_;
  Samples samples_;
};

}  // namespace tutti
