// What a thread reads, and in which order: step for step suites/disk-cache/draw.ts.
#pragma once

#include <cstdint>

namespace tutti {

/// xoshiro128** (Blackman and Vigna), its state filled by the finaliser of MurmurHash3 over a Weyl sequence.
class Draw {
 public:
  Draw(uint32_t seed, uint32_t thread) {
    const uint32_t from = mix(mix(seed) ^ (thread + 1) * weyl);
    a_ = mix(from + weyl);
    b_ = mix(from + 2 * weyl);
    c_ = mix(from + 3 * weyl);
    d_ = mix(from + 4 * weyl) | 1;
  }

  /// Whether the next read is a miss: true `limit` times in 2^32.
  bool misses(uint64_t limit) { return next() < limit; }
  /// Which of so many blocks it reads, each as likely as any other.
  uint32_t block(uint32_t blocks) { return static_cast<uint32_t>((uint64_t{next()} * blocks) >> 32); }

 private:
  static constexpr uint32_t weyl = 0x9E37'79B9;

  static uint32_t mix(uint32_t value) {
    value = (value ^ (value >> 16)) * 0x85EB'CA6Bu;
    value = (value ^ (value >> 13)) * 0xC2B2'AE35u;
    return value ^ (value >> 16);
  }
  static uint32_t rotated(uint32_t value, int by) { return (value << by) | (value >> (32 - by)); }

  uint32_t next() {
    const uint32_t result = rotated(b_ * 5, 7) * 9;
    const uint32_t shifted = b_ << 9;
    c_ ^= a_;
    d_ ^= b_;
    b_ ^= c_;
    a_ ^= d_;
    c_ ^= shifted;
    d_ = rotated(d_, 11);
    return result;
  }

  uint32_t a_, b_, c_, d_;
};

}  // namespace tutti
