// Tokens that go around in a ring of pipes, one thread a pipe: the workload of Capriccio (SOSP 2003), figure 2.
//
// Invariants
//  1. A thread reads from its own pipe only, and is the only one that does.
//  2. The first thread that reads an order to stop orders all the others to. Each ends at the first order that it reads,
//     with no token left in its hands.
#pragma once

#include <atomic>

#include "pipe_ring.h"
#include "threaded.h"

namespace tutti {

template <ThreadPackage Package>
class PipeThreads final : public ThreadedWorkload<Package> {
  using Threads = ThreadedWorkload<Package>;

 public:
  PipeThreads(const Request& request, Watch& watch) : PipeThreads(request, watch, request.parameters.count("pipes", 1)) {}

  void create() override {
    ring_.open(0);
    Threads::create();
  }
  void start() override {
    if (this->createdThreads() == ring_.size()) ring_.putTokens();
    Threads::start();
  }
  void interrupt() override {
    if (this->createdThreads() > 0) ring_.orderStop(0);
  }
  bool run() override {
    if (!Threads::run()) return false;
    ring_.collect();
    return true;
  }

  std::vector<std::pair<std::string, double>> counters() const override {
    auto counters = ring_.counters();
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
      : Threads(request, watch, pipes), ring_(request.parameters, watch) {}

  void play(uint32_t index) override {
    Package& package = this->package();
    const int readEnd = ring_.readEnd(index);
    const auto write = [&package](int into, const void* from, size_t size) { return package.write(into, from, size); };
    PipeRing::Buffer buffer;
    for (;;) {
      const ssize_t bytes = package.read(readEnd, buffer.data(), sizeof buffer);
      // It is missing from `finished` then.
      if (bytes <= 0) return;
      if (!ring_.pass(index, buffer, static_cast<size_t>(bytes), write)) break;
    }
    if (!stopping_.exchange(true)) {
      for (uint32_t other = 0; other < this->createdThreads(); other++) {
        if (other != index) ring_.orderStop(other);
      }
    }
    finished_++;
  }

  PipeRing ring_;
  std::atomic<bool> stopping_{false};
  std::atomic<uint32_t> finished_{0};
};

}  // namespace tutti
