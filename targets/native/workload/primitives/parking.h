// The memory of threads that wait: all of them for one semaphore.
//
// Invariants
//  1. The memory is read before the package is made, and by the last thread when all others wait.
//  2. What this file itself needs for each thread is allocated before the first reading.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <optional>

#include "population.h"
#include "sampling.h"

namespace tutti {

/// Resident memory of the process, in bytes; 0 when the kernel does not say. Takes a hundred bytes of stack.
inline uint64_t residentBytes() {
  const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char text[64];
  const ssize_t length = read(file, text, sizeof text);
  close(file);
  // "size resident shared ...", in pages.
  ssize_t at = 0;
  while (at < length && text[at] != ' ') at++;
  uint64_t pages = 0;
  for (at++; at < length && text[at] >= '0' && text[at] <= '9'; at++) pages = 10 * pages + (text[at] - '0');
  return pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

template <typename Package>
class Parking {
  static_assert(ThreadPackage<Package>);

 public:
  /// Creates the threads. Throws Unavailable.
  explicit Parking(const Setting& setting)
      : seed_(setting.seed), wanted_(setting.threads), before_(residentBytes()) {
    threads_.emplace(setting.options, wanted_, *this);
    gate_.emplace(threads_->package(), size_t{0});
    threads_->create(wanted_);
  }

  /// Lets them wait, reads, and lets them end. False when some never do; they use this object then for ever.
  bool run(Report& report) {
    threads_->startShuffled(seed_);
    if (!threads_->run()) return false;
    report.count("parked", parked_, "released", released_);
    // Fewer would drown in what else the process needs; a reading of 0 is none.
    if (wanted_ < leastThreads || before_ == 0 || after_ <= before_) return true;
    report.metrics.push_back({"memoryPerThread", static_cast<double>(after_ - before_) / wanted_, "bytes"});
    return true;
  }

  void play(Package&, uint32_t) {
    if (parked_.fetch_add(1) + 1 < wanted_) gate_->acquire();
    else after_ = residentBytes();
    // Each lets the next one go: a hundred thousand permits at a time take some packages time that grows with the square.
    if (released_.fetch_add(1) + 1 < wanted_) gate_->release();
  }

 private:
  static constexpr uint32_t leastThreads = 10'000;

  const uint32_t seed_;
  const uint32_t wanted_;
  std::atomic<uint32_t> parked_{0};
  std::atomic<uint32_t> released_{0};
  const uint64_t before_;
  uint64_t after_ = 0;
  std::optional<Population<Package, Parking>> threads_;
  std::optional<typename Package::Semaphore> gate_;
};

}  // namespace tutti
