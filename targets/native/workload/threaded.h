// A workload that is a program of threads: written once over the package interface, played on every package.
//
// Invariants
//  1. Threads are created in the order of their addresses and started in a shuffled one, for all packages alike: woken
//     in the order of its memory a thread would be fetched by the hardware prefetcher, which flatters.
//  2. The package outlives everything that the workload derived from this makes with it, and is made before it.
#pragma once

#include <chrono>
#include <concepts>
#include <memory>
#include <optional>

#include "random.h"
#include "workload.h"

namespace tutti {

template <ThreadPackage Package>
class ThreadedWorkload : public Workload {
 public:
  void create() override {
    const auto before = Clock::now();
    while (participants_.size() < wanted_) createThread();
    creationTime_ += Clock::now() - before;
  }

  void start() override {
    for (const uint32_t index : shuffledIndices(createdThreads(), seed_)) {
      package_->start(participants_[index].thread);
    }
  }

  bool run() override {
    if (!package_->run(watch_.stop)) return false;
    for (const Participant& participant : participants_) package_->join(participant.thread);
    return true;
  }

  std::vector<std::pair<std::string, std::string>> facts() const override {
    std::vector<std::pair<std::string, std::string>> facts;
    if constexpr (requires(const Package& package) { { package.io() } -> std::convertible_to<std::string>; }) {
      facts.emplace_back("io", package_->io());
    }
    if constexpr (requires(const Package& package) { { package.deepestStack() } -> std::same_as<size_t>; }) {
      if (package_->deepestStack() != 0) facts.emplace_back("deepestStack", std::to_string(package_->deepestStack()));
    }
    return facts;
  }

 protected:
  /// Makes the package, with room for so many threads.
  ThreadedWorkload(const Request& request, Watch& watch, uint32_t threads)
      : watch_(watch), seed_(request.parameters.count("seed", 0)), wanted_(threads) {
    PackageOptions options = request.package;
    options.capacity = threads;
    const auto before = Clock::now();
    try {
      package_ = std::make_unique<Package>(options);
    } catch (const std::system_error& error) {
      throw Unavailable(error, "thread", 1, threads);
    }
    creationTime_ = Clock::now() - before;
    participants_.reserve(threads);
  }

  /// What thread number `index` does from its start to its end, on its own stack. It must not throw.
  virtual void play(uint32_t index) = 0;

  Package& package() const { return *package_; }
  uint32_t createdThreads() const { return static_cast<uint32_t>(participants_.size()); }
  /// Mean time to create one thread.
  Metric createTime() const {
    const std::chrono::duration<double, std::micro> spent = creationTime_;
    return {"createTime", spent.count() / wanted_, "us"};
  }
  /// Switches between user-level threads for each unit of work. Nothing where the kernel switches, which is not the same
  /// as none, and where there was no work.
  std::optional<Metric> switchesPerWork(const std::string& name) const {
    const auto switches = static_cast<double>(package_->switches());
    const auto work = static_cast<double>(watch_.work.load());
    if (switches == 0 || work == 0) return std::nullopt;
    return Metric{name, switches / work, "switches"};
  }

  Watch& watch_;
  const uint32_t seed_;

 private:
  using Clock = std::chrono::steady_clock;

  struct Participant {
    ThreadedWorkload* workload;
    uint32_t index;
    typename Package::Thread* thread;
  };

  void createThread() {
    const uint32_t index = createdThreads();
    Participant& participant = participants_.emplace_back(Participant{this, index, nullptr});
    try {
      participant.thread = package_->create(main, &participant);
    } catch (const std::system_error& error) {
      participants_.pop_back();
      throw Unavailable(error, "thread", index + 1, wanted_);
    } catch (...) {
      participants_.pop_back();
      throw;
    }
  }

  static void main(void* argument) {
    const Participant& participant = *static_cast<Participant*>(argument);
    participant.workload->play(participant.index);
  }

  const uint32_t wanted_;
  std::unique_ptr<Package> package_;
  std::chrono::nanoseconds creationTime_{0};
  std::vector<Participant> participants_;
};

}  // namespace tutti
