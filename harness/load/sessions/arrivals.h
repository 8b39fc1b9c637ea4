// When the requests of an open loop are meant to be sent: a Poisson process over all clients together, as requests of many
// users who know nothing of each other are. (Even steps could fall in step with something periodic in the server.)
//
// Invariants
//  1. The schedule is absolute: it depends on the seed and on when it began, and on nothing that happens.
//  2. Requests are given out in order, each to one client, and none is left out: one that no client was free for is sent
//     late, and its latency counts from when it was meant to be.
#pragma once

#include <cmath>

#include "random.h"
#include "tally.h"

namespace tutti::load {

class Arrivals {
 public:
  /// `rate` requests a second.
  Arrivals(double rate, uint64_t seed) : meanNanoseconds_(1e9 / rate), random_(seed, 0) {}

  void begin(Time now) { begin_ = now; }

  /// When the next request is meant to be sent.
  Time next() {
    elapsed_ -= std::log(1 - random_.share()) * meanNanoseconds_;
    return begin_ + Clock::duration(std::llround(elapsed_));
  }

 private:
  const double meanNanoseconds_;
  Random random_;
  Time begin_;
  double elapsed_ = 0;
};

}  // namespace tutti::load
