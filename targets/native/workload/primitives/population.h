// Threads of a package that all do the same, from their creation to their end: what every primitive is measured with.
//
// Invariants
//  1. A thread is created, started, run to its end and joined, or none of its body is ever run: those that were created
//     when the next could not be are let go with nothing to do.
//  2. The package is made before its threads, and outlives them.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

#include "../random.h"
#include "../workload.h"

namespace tutti {

/// What creation and switches need of a package: a part of ThreadPackage.
template <typename P>
concept SwitchingPackage = std::constructible_from<P, const PackageOptions&> &&
                           requires(P& package, typename P::Thread* thread, ThreadFunction function, void* argument,
                                    const std::atomic<bool>& stop) {
                             { package.create(function, argument) } -> std::same_as<typename P::Thread*>;
                             package.start(thread);
                             { package.run(stop) } -> std::same_as<bool>;
                             package.join(thread);
                             package.yield();
                           };

/// Each thread calls `body.play(package, index)`, on its own stack.
template <SwitchingPackage Package, typename Body>
class Population {
 public:
  /// With room for so many threads in all. Throws Unavailable.
  Population(PackageOptions options, uint32_t capacity, Body& body) : body_(body), capacity_(capacity) {
    options.capacity = capacity;
    try {
      package_ = std::make_unique<Package>(options);
    } catch (const std::system_error& error) {
      throw Unavailable(error, "thread", 1, capacity);
    }
    participants_.reserve(capacity);
  }
  ~Population() {
    if (waiting() == 0) return;
    abandoned_ = true;
    start();
    static_cast<void>(run());
  }
  Population(const Population&) = delete;
  Population& operator=(const Population&) = delete;

  /// Creates so many threads more. Throws Unavailable.
  void create(uint32_t threads) {
    for (uint32_t index = 0; index < threads; index++) {
      Participant& participant =
          participants_.emplace_back(Participant{this, static_cast<uint32_t>(participants_.size()), nullptr});
      try {
        participant.thread = package_->create(main, &participant);
      } catch (const std::system_error& error) {
        participants_.pop_back();
        throw Unavailable(error, "thread", participants_.size() + 1, capacity_);
      } catch (...) {
        participants_.pop_back();
        throw;
      }
    }
  }

  /// Starts the created ones in the order of their creation.
  void start() {
    for (size_t index = started_; index < participants_.size(); index++) package_->start(participants_[index].thread);
    started_ = participants_.size();
  }
  /// Starts them in a shuffled order: woken in the order of its memory, a thread would be fetched by the hardware
  /// prefetcher, which flatters. Returns the index of the last.
  uint32_t startShuffled(uint32_t seed) {
    uint32_t last = 0;
    for (const uint32_t index : shuffledIndices(waiting(), seed)) {
      last = static_cast<uint32_t>(started_ + index);
      package_->start(participants_[last].thread);
    }
    started_ = participants_.size();
    return last;
  }

  /// Runs all that were started to their ends and joins them. False when some never end.
  [[nodiscard]] bool run() {
    static const std::atomic<bool> never{false};
    if (!package_->run(never)) return false;
    for (; joined_ < started_; joined_++) package_->join(participants_[joined_].thread);
    return true;
  }

  Package& package() { return *package_; }
  /// Threads that are created and not started.
  uint32_t waiting() const { return static_cast<uint32_t>(participants_.size() - started_); }

 private:
  struct Participant {
    Population* population;
    uint32_t index;
    typename Package::Thread* thread;
  };

  static void main(void* argument) {
    const Participant& participant = *static_cast<Participant*>(argument);
    Population& population = *participant.population;
    if (!population.abandoned_) population.body_.play(*population.package_, participant.index);
  }

  Body& body_;
  const uint32_t capacity_;
  std::unique_ptr<Package> package_;
  std::vector<Participant> participants_;
  size_t started_ = 0;
  size_t joined_ = 0;
  bool abandoned_ = false;
};

}  // namespace tutti
