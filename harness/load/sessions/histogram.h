// A histogram of times with three digits: the layout of HdrHistogram (log-linear), and its quantiles.
//
// Invariants
//  1. It counts nanoseconds. Up to 2047 each has a slot of its own; above, each doubling is divided into 1024 slots, so
//     that a value and the bounds of its slot differ by less than one part in 1024.
//  2. What is longer than `longest` is counted as that; nothing is left out.
//  3. A quantile is the highest value of the slot in which it lies, as with HdrHistogram: never below the true one.
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

namespace tutti::load {

class Histogram {
 public:
  /// More than half an hour.
  static constexpr uint64_t longest = (uint64_t{1} << 41) - 1;

  Histogram() : counts_(slotOf(longest) + 1) {}

  void record(int64_t nanoseconds) {
    counts_[slotOf(std::min(static_cast<uint64_t>(std::max<int64_t>(nanoseconds, 0)), longest))]++;
    total_++;
  }

  uint64_t total() const { return total_; }

  /// The value below or at which the share `quantile` of all lies; 0 when there are none.
  uint64_t at(double quantile) const {
    // As many as that share needs, at least one; the tolerance is for shares that are no binary fractions.
    const auto wanted = std::max<uint64_t>(1, static_cast<uint64_t>(std::ceil(quantile * static_cast<double>(total_) - 1e-6)));
    uint64_t seen = 0;
    for (size_t slot = 0; slot < counts_.size(); slot++) {
      seen += counts_[slot];
      if (seen >= wanted) return highestOf(slot);
    }
    return 0;
  }

  static size_t slotOf(uint64_t value) {
    const auto octave = static_cast<size_t>(std::bit_width(value | (2 * half - 1)) - linearBits);
    return octave * half + static_cast<size_t>(value >> octave);
  }

  /// The highest value that is counted in a slot.
  static uint64_t highestOf(size_t slot) {
    if (slot < 2 * half) return slot;
    const size_t octave = slot / half - 1;
    return ((slot - octave * half + 1) << octave) - 1;
  }

 private:
  static constexpr int linearBits = 11;
  static constexpr size_t half = size_t{1} << (linearBits - 1);

  std::vector<uint64_t> counts_;
  uint64_t total_ = 0;
};

}  // namespace tutti::load
