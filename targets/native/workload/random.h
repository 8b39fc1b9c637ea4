// The random numbers of the workload, step for step those of suites/producer-consumer/workload.ts.
#pragma once

#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace tutti {

/// One step of a linear congruential generator (Numerical Recipes), modulo 2^32.
inline uint32_t step(uint32_t state) { return state * 1'664'525u + 1'013'904'223u; }

/// The consumer's work on one item: uniformly many steps, 0 to `bound - 1`, each of which needs the one before it.
/// Returns the next state: keep it, so that the compiler cannot leave the work out.
inline uint32_t spin(uint32_t state, uint32_t bound) {
  uint32_t next = step(state);
  // The high bits choose the number of steps: the low bits of such a generator repeat after a few draws.
  for (uint64_t left = (uint64_t{next >> 16} * bound) >> 16; left > 0; left--) next = step(next);
  return next;
}

/// The numbers 0 to `count - 1` in an order drawn from `seed` (Fisher and Yates).
inline std::vector<uint32_t> shuffledIndices(uint32_t count, uint32_t seed) {
  std::vector<uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  uint32_t state = seed;
  for (uint32_t last = count; last-- > 1;) {
    state = step(state);
    const auto chosen = static_cast<uint32_t>((uint64_t{state} * (last + 1)) >> 32);
    std::swap(order[last], order[chosen]);
  }
  return order;
}

}  // namespace tutti
