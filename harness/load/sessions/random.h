// Random numbers of a launch: xoshiro256** (Blackman and Vigna, 2018), seeded through SplitMix64.
//
// Invariants
//  1. The same seed and stream give the same numbers, on every machine. Streams of one seed are independent: each begins
//     at another place of SplitMix64's sequence.
#pragma once

#include <bit>
#include <cstdint>

namespace tutti::load {

class Random {
 public:
  Random(uint64_t seed, uint64_t stream) {
    uint64_t state = seed ^ (stream * 0xD1B54A32D192ED03u);
    for (uint64_t& word : words_) word = splitMix(state);
  }

  uint64_t next() {
    const uint64_t result = std::rotl(words_[1] * 5, 7) * 9;
    const uint64_t shifted = words_[1] << 17;
    words_[2] ^= words_[0];
    words_[3] ^= words_[1];
    words_[1] ^= words_[2];
    words_[0] ^= words_[3];
    words_[2] ^= shifted;
    words_[3] = std::rotl(words_[3], 45);
    return result;
  }

  /// Uniform in [0, 1), with 53 bits.
  double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }

 private:
  static uint64_t splitMix(uint64_t& state) {
    uint64_t mixed = state += 0x9E3779B97F4A7C15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }

  uint64_t words_[4];
};

}  // namespace tutti::load
