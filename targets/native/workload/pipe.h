// Tokens that go around among pipes, one thread a pipe: the workload of Capriccio (SOSP 2003), figure 2.
//
// Invariants
//  1. A thread reads from its own pipe only, and is the only one that does.
//  2. The first thread that reads an order to stop orders all the others to. Each ends at the first order that it reads,
//     with no token left in its hands.
#pragma once

#include <atomic>

#include "pipes.h"
#include "threaded.h"

namespace tutti {

template <ThreadPackage Package>
class PipeThreads final : public ThreadedWorkload<Package> {
  using Threads = ThreadedWorkload<Package>;

 public:
  PipeThreads(const Request& request, Watch& watch) : PipeThreads(request, watch, request.parameters.count("pipes", 1)) {}

  void create() override {
    pipes_.open(0);
    Threads::create();
  }
  void start() override {
    if (this->createdThreads() == pipes_.size()) pipes_.putTokens();
    Threads::start();
  }
  void interrupt() override {
    if (this->createdThreads() > 0) pipes_.orderStop(0);
  }
  bool run() override {
    if (!Threads::run()) return false;
    pipes_.collect();
    return true;
  }

  std::vector<std::pair<std::string, double>> counters() const override {
    auto counters = pipes_.counters();
    counters.emplace_back("threads", this->createdThreads());
    counters.emplace_back("finished", finished_.load());
    return counters;
  }
  std::vector<Metric> metrics() const override {
    const auto switches = this->switchesPerWork("switchesPerToken");
    return switches ? std::vector{*switches} : std::vector<Metric>{};
  }

 private:
  PipeThreads(const Request& request, Watch& watch, uint32_t pipes)
      : Threads(request, watch, pipes), pipes_(request.parameters, watch) {}

  void play(uint32_t index) override {
    Package& package = this->package();
    const int readEnd = pipes_.readEnd(index);
    const auto write = [&package](int into, const void* from, size_t size) { return package.write(into, from, size); };
    Pipes::Buffer buffer;
    for (;;) {
      const ssize_t bytes = package.read(readEnd, buffer.data(), sizeof buffer);
      // It is missing from `finished` then.
      if (bytes <= 0) return;
      if (!pipes_.pass(index, buffer, static_cast<size_t>(bytes), write)) break;
    }
    if (!stopping_.exchange(true)) {
      for (uint32_t other = 0; other < this->createdThreads(); other++) {
        if (other != index) pipes_.orderStop(other);
      }
    }
    finished_++;
  }

  Pipes pipes_;
  std::atomic<bool> stopping_{false};
  std::atomic<uint32_t> finished_{0};
};

}  // namespace tutti
