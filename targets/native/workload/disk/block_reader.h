// What one thread does in the disk suites: it draws a block, reads it into its own memory and sometimes looks at it.
#pragma once

#include "disk_files.h"
#include "draw.h"

namespace tutti {

/// Counters of one thread, or of all.
struct ReadCounts {
  uint64_t hits = 0;
  uint64_t misses = 0;
  uint64_t verified = 0;
  uint64_t wrong = 0;
  uint64_t shorter = 0;
  uint64_t failed = 0;
  /// Reads of `direct`, however they ended.
  uint64_t direct = 0;

  void add(const ReadCounts& other) {
    hits += other.hits;
    misses += other.misses;
    verified += other.verified;
    wrong += other.wrong;
    shorter += other.shorter;
    failed += other.failed;
    direct += other.direct;
  }
};

class alignas(64) BlockReader {
 public:
  BlockReader(const DiskFiles& files, const DiskPoint& point, uint32_t seed, uint32_t thread, Block& block)
      : files_(files),
        missLimit_(static_cast<uint64_t>(point.missRate * 0x1p32)),
        verifyEvery_(point.verifyEvery),
        draw_(seed, thread),
        block_(block) {}

  /// Reads blocks until it is told to stop, with `read(descriptor, into, size, offset)`, which is as POSIX has it.
  template <typename Read>
  void readAll(Watch& watch, Read read) {
    while (!watch.stop.load(std::memory_order_relaxed)) {
      const bool isMiss = draw_.misses(missLimit_);
      const DiskFiles::File& file = isMiss ? files_.direct() : files_.cached();
      const uint32_t number = draw_.block(file.blocks);
      counts_.direct += isMiss;
      take(file, number, isMiss, read(file.descriptor, &block_, sizeof block_, static_cast<off_t>(number) * static_cast<off_t>(sizeof block_)));
      // The counter of the run is shared: it is told of several hits at a time.
      if (isMiss || uncounted_ >= countedAtATime) tell(watch);
    }
    tell(watch);
  }

  const ReadCounts& counts() const { return counts_; }

 private:
  static constexpr uint32_t countedAtATime = 16;

  void take(const DiskFiles::File& file, uint32_t number, bool isMiss, ssize_t result) {
    if (result != static_cast<ssize_t>(sizeof block_)) [[unlikely]] {
      (result < 0 ? counts_.failed : counts_.shorter)++;
      return;
    }
    (isMiss ? counts_.misses : counts_.hits)++;
    uncounted_++;
    if (untilVerified_-- > 1) [[likely]] return;
    untilVerified_ = verifyEvery_;
    counts_.verified++;
    if (!block_.isWhole(number, file.tag)) counts_.wrong++;
  }

  void tell(Watch& watch) {
    watch.work.fetch_add(uncounted_, std::memory_order_relaxed);
    uncounted_ = 0;
    if (watch.slowdown != nullptr) [[unlikely]] watch.slowdown->step();
  }

  const DiskFiles& files_;
  const uint64_t missLimit_;
  const uint32_t verifyEvery_;
  uint32_t untilVerified_ = 1;
  uint32_t uncounted_ = 0;
  Draw draw_;
  Block& block_;
  ReadCounts counts_;
};

/// The counters of a launch, by the names of suites/disk-cache/verify.ts.
struct DiskCounters {
  ReadCounts reads;
  uint32_t cachedBefore = 0;
  uint32_t cachedAfter = 0;
  uint32_t threads = 0;
  uint32_t progressed = 0;
  uint32_t finished = 0;

  void add(const ReadCounts& counts) {
    reads.add(counts);
    if (counts.hits + counts.misses > 0) progressed++;
  }
  std::vector<std::pair<std::string, double>> named() const {
    return {{"hits", static_cast<double>(reads.hits)},
            {"misses", static_cast<double>(reads.misses)},
            {"verified", static_cast<double>(reads.verified)},
            {"wrong", static_cast<double>(reads.wrong)},
            {"short", static_cast<double>(reads.shorter)},
            {"failed", static_cast<double>(reads.failed)},
            {"cachedBefore", cachedBefore},
            {"cachedAfter", cachedAfter},
            {"threads", threads},
            {"progressed", progressed},
            {"finished", finished}};
  }
};

}  // namespace tutti
