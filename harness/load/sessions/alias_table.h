// Draws from a list of weights in constant time: the alias method (Walker 1977, Vose 1991).
//
// Invariants
//  1. Slot i gives i for numbers below its share, and its alias for the others; every slot is as likely as every other.
//  2. 32 bits choose the slot and 32 decide in it: a probability is off by less than 2^-31.
#pragma once

#include <cstdint>
#include <vector>

namespace tutti::load {

class AliasTable {
 public:
  /// At least one weight, all positive.
  explicit AliasTable(const std::vector<double>& weights);

  /// The index that 64 random bits stand for.
  uint32_t at(uint64_t bits) const {
    const auto index = static_cast<uint32_t>(((bits >> 32) * slots_.size()) >> 32);
    const Slot slot = slots_[index];
    return static_cast<uint32_t>(bits) <= slot.share ? index : slot.alias;
  }

 private:
  struct Slot {
    uint32_t share;
    uint32_t alias;
  };
  std::vector<Slot> slots_;
};

}  // namespace tutti::load
