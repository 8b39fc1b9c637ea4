// Threads that read blocks of two files, one from the page cache and one past it: the workloads of Capriccio (SOSP 2003),
// figures 3 and 4.
//
// Invariants
//  1. A thread reads into a block of its own, draws from a sequence of its own, and counts for itself.
//  2. Threads end at the first look at the flag after the stop, with no read in flight.
#pragma once

#include <deque>

#include "disk/block_reader.h"
#include "threaded.h"

namespace tutti {

template <ThreadPackage Package>
class DiskReads : public ThreadedWorkload<Package> {
  using Threads = ThreadedWorkload<Package>;
  using Threads::watch_;

 public:
  void create() override {
    if (watch_.slowdown != nullptr) watch_.slowdown->countWaiting();
    files_.open(folder_);
    if constexpr (requires(Package& package) { package.map(0); }) {
      if (point_.cachedMb > 0) this->package().map(files_.cached().descriptor);
    }
    Threads::create();
    counters_.cachedBefore = files_.countCached();
  }
  bool run() override {
    if (!Threads::run()) return false;
    counters_.cachedAfter = files_.countCached();
    return true;
  }

  std::vector<std::pair<std::string, double>> counters() const override {
    DiskCounters counters = sum();
    counters.threads = this->createdThreads();
    counters.finished = finished_.load();
    return counters.named();
  }

  /// How many of the hits needed nobody else, where the package knows.
  std::vector<Metric> metrics() const override {
    if constexpr (requires(const Package& package) { { package.fileOperations() } -> std::same_as<uint64_t>; }) {
      const ReadCounts reads = sum().reads;
      if (reads.hits == 0 || point_.cachedMb == 0) return {};
      const auto waited = static_cast<double>(this->package().fileOperations() - reads.direct);
      return {{"hitsWithoutSwitch", 1 - waited / static_cast<double>(reads.hits), "share"}};
    }
    return {};
  }

 protected:
  DiskReads(const Request& request, Watch& watch, const DiskPoint& point)
      : Threads(request, watch, request.parameters.count("threads", 1, 1u << 20)),
        folder_(request.materials),
        point_(point),
        files_(point),
        blocks_(request.parameters.count("threads", 1)) {
    const uint32_t threads = request.parameters.count("threads", 1);
    for (uint32_t thread = 0; thread < threads; thread++) readers_.emplace_back(files_, point, this->seed_, thread, blocks_[thread]);
  }

 private:
  void play(uint32_t index) override {
    Package& package = this->package();
    readers_[index].readAll(watch_, [&package](int descriptor, void* into, size_t size, off_t offset) {
      return package.pread(descriptor, into, size, offset);
    });
    finished_.fetch_add(1, std::memory_order_relaxed);
  }

  DiskCounters sum() const {
    DiskCounters counters = counters_;
    for (const BlockReader& reader : readers_) counters.add(reader.counts());
    return counters;
  }

  const std::string folder_;
  const DiskPoint point_;
  DiskFiles files_;
  Blocks blocks_;
  std::deque<BlockReader> readers_;
  DiskCounters counters_;
  std::atomic<uint32_t> finished_{0};
};

/// Figure 4: hits and misses.
template <ThreadPackage Package>
class DiskCache final : public DiskReads<Package> {
 public:
  DiskCache(const Request& request, Watch& watch) : DiskReads<Package>(request, watch, DiskPoint::ofCache(request.parameters)) {}
};

/// Figure 3: misses only.
template <ThreadPackage Package>
class DiskHead final : public DiskReads<Package> {
 public:
  DiskHead(const Request& request, Watch& watch) : DiskReads<Package>(request, watch, DiskPoint::ofHead(request.parameters)) {}
};

}  // namespace tutti
