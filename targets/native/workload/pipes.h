// The pipes and tokens of the pipe workload (Capriccio, SOSP 2003, figure 2), for the threads and the state machines
// alike: who reads them, and how he waits, is theirs to say.
//
// Invariants
//  1. No write ever waits, and none is torn: the tokens and the orders to stop, 131 times 12 bytes at most, fit into the
//     smallest pipe that the kernel makes (a page, which is also PIPE_BUF).
//  2. Where a token goes next is drawn from its number, its hops and `route`: the same way for every target. In a ring,
//     readers that come to their turns in the order of the ring would gather the tokens before them into few bunches,
//     and what is measured would depend on that order.
//  3. A token is always whole, in one pipe or in the hands of the one reader of that pipe. When all readers have ended,
//     every token lies in a pipe: `collect` takes them out and counts.
//  4. `Pipe::passed` is written by the reader of that pipe alone.
#pragma once

#include <array>
#include <atomic>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "workload.h"

namespace tutti {

/// The 12 bytes that go around.
struct Token {
  uint32_t number;
  /// How often it has been passed on.
  uint32_t hops;
  /// Follows from the other two, and says where it goes next.
  uint32_t draw;

  static Token make(uint32_t number, uint32_t hops, uint32_t route) {
    return {number, hops, drawOf(number, hops, route)};
  }
  bool whole(uint32_t route) const { return draw == drawOf(number, hops, route); }

 private:
  /// Mixes the three well: multiplications by large odd numbers, and shifts of the high bits into the low.
  static uint32_t drawOf(uint32_t number, uint32_t hops, uint32_t route) {
    uint32_t mixed = number * 0x9E37'79B1u + hops * 0x85EB'CA77u + route * 0xC2B2'AE3Du;
    mixed = (mixed ^ (mixed >> 16)) * 0x7FEB'352Du;
    mixed = (mixed ^ (mixed >> 15)) * 0x846C'A68Bu;
    return mixed ^ (mixed >> 16);
  }
};
static_assert(sizeof(Token) == 12);

class Pipes {
 public:
  /// Room for a read: more than one token, so that a read that comes back with less has emptied the pipe, and nobody need
  /// ask again whether it has.
  using Buffer = std::array<Token, 16>;

  /// Of `pipes` and `route`.
  Pipes(const Parameters& parameters, Watch& watch);
  ~Pipes();
  Pipes(const Pipes&) = delete;
  Pipes& operator=(const Pipes&) = delete;

  uint32_t size() const { return static_cast<uint32_t>(pipes_.size()); }
  int readEnd(uint32_t pipe) const { return pipes_[pipe].readEnd; }

  /// Opens the pipes; `flags` are those of pipe2. Raises the limit on descriptors as far as it may. Throws Unavailable.
  void open(int flags);
  /// Puts the tokens into pipes as far apart as they can be.
  void putTokens();
  /// Orders the reader of a pipe to stop. From any kernel thread.
  void orderStop(uint32_t pipe) const;

  /// Passes on what its reader has read from a pipe. False when there was an order to stop among it.
  template <typename Write>
  bool pass(uint32_t pipe, Buffer& buffer, size_t bytes, Write write) {
    const size_t count = bytes / sizeof(Token);
    uint32_t passed = 0;
    for (const Token& token : std::span(buffer).first(count)) {
      if (token.number == stopNumber) [[unlikely]] continue;
      if (!token.whole(route_)) [[unlikely]] torn_++;
      const Token next = Token::make(token.number, token.hops + 1, route_);
      if (write(writeEnds_[after(pipe, token)], &next, sizeof next) != sizeof next) [[unlikely]] torn_++;
      passed++;
    }
    if (bytes % sizeof(Token) != 0) [[unlikely]] torn_++;
    pipes_[pipe].passed += passed;
    watch_.work.fetch_add(passed, std::memory_order_relaxed);
    if (watch_.slowdown != nullptr) [[unlikely]] watch_.slowdown->step();
    return passed == count;
  }

  /// Once every reader has ended: takes the tokens out of the pipes.
  void collect();
  /// The counters of suites/pipe/verify.ts that are about tokens; after collect().
  std::vector<std::pair<std::string, double>> counters() const;

 private:
  static constexpr uint32_t stopNumber = UINT32_MAX;

  /// Of its reader, on a line of its own.
  struct alignas(64) Pipe {
    int readEnd = -1;
    uint64_t passed = 0;
  };

  /// The pipe that a token is passed on to: any but the one it comes from.
  uint32_t after(uint32_t pipe, const Token& token) const {
    const auto others = static_cast<uint32_t>((uint64_t{token.draw} * (size() - 1)) >> 32);
    return others < pipe ? others : others + 1;
  }

  Watch& watch_;
  std::vector<Pipe> pipes_;
  std::vector<int> writeEnds_;
  const uint32_t route_;
  const uint32_t tokens_;
  std::atomic<uint64_t> torn_{0};
  uint64_t found_ = 0;
  uint64_t duplicated_ = 0;
  uint64_t hops_ = 0;
};

}  // namespace tutti
