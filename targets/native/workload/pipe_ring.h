// The pipes and tokens of the pipe workload (Capriccio, SOSP 2003, figure 2), for the threads and the state machines
// alike: who reads them, and how he waits, is theirs to say.
//
// Invariants
//  1. No write ever waits, and none is torn: the tokens and the orders to stop, 131 times 12 bytes at most, fit into the
//     smallest pipe that the kernel makes (a page, which is also PIPE_BUF).
//  2. The pipes stand in one ring, whose order is drawn from `route`. A token goes on to the next pipe; when several are
//     read together, the second goes one pipe further than the first, the third two. Without that, tokens that met once
//     would stay together for ever, and a ring of 128 pipes would soon be a ring of a few bunches.
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
  /// Follows from the other two.
  uint32_t check;

  static constexpr uint32_t checkOf(uint32_t number, uint32_t hops) {
    return (number * 0x9E37'79B1u) ^ (hops * 0x85EB'CA77u) ^ 0x0070'6970u;
  }
  bool whole() const { return check == checkOf(number, hops); }
};
static_assert(sizeof(Token) == 12);

class PipeRing {
 public:
  /// Room for a read: more than one token, so that a read that comes back with less has emptied the pipe, and nobody need
  /// ask again whether it has.
  using Buffer = std::array<Token, 16>;

  /// Of `pipes` and `route`.
  PipeRing(const Parameters& parameters, Watch& watch);
  ~PipeRing();
  PipeRing(const PipeRing&) = delete;
  PipeRing& operator=(const PipeRing&) = delete;

  uint32_t size() const { return static_cast<uint32_t>(pipes_.size()); }
  int readEnd(uint32_t pipe) const { return pipes_[pipe].readEnd; }

  /// Opens the pipes; `flags` are those of pipe2. Raises the limit on descriptors as far as it may. Throws Unavailable.
  void open(int flags);
  /// Puts the tokens into the ring, as far apart as they can be.
  void putTokens();
  /// Orders the reader of a pipe to stop. From any kernel thread.
  void orderStop(uint32_t pipe) const;

  /// Passes on what its reader has read from a pipe. False when there was an order to stop among it.
  template <typename Write>
  bool pass(uint32_t pipe, Buffer& buffer, size_t bytes, Write write) {
    Pipe& from = pipes_[pipe];
    uint32_t passed = 0;
    uint32_t next = from.next;
    int into = from.nextWriteEnd;
    bool stopped = false;
    for (Token& token : std::span(buffer).first(bytes / sizeof(Token))) {
      if (token.number == stopNumber) [[unlikely]] {
        stopped = true;
        continue;
      }
      if (!token.whole()) [[unlikely]] torn_++;
      token = {token.number, token.hops + 1, Token::checkOf(token.number, token.hops + 1)};
      if (write(into, &token, sizeof token) != sizeof token) [[unlikely]] torn_++;
      passed++;
      into = pipes_[next].nextWriteEnd;
      next = pipes_[next].next;
    }
    if (bytes % sizeof(Token) != 0) [[unlikely]] torn_++;
    from.passed += passed;
    watch_.work.fetch_add(passed, std::memory_order_relaxed);
    return !stopped;
  }

  /// Once every reader has ended: takes the tokens out of the pipes.
  void collect();
  /// The counters of suites/pipe/verify.ts that are about tokens; after collect().
  std::vector<std::pair<std::string, double>> counters() const;

 private:
  static constexpr uint32_t stopNumber = UINT32_MAX;

  struct alignas(64) Pipe {
    int readEnd = -1;
    int writeEnd = -1;
    uint32_t next = 0;
    int nextWriteEnd = -1;
    uint64_t passed = 0;
  };

  Watch& watch_;
  std::vector<Pipe> pipes_;
  /// The pipes as they follow each other.
  std::vector<uint32_t> order_;
  const uint32_t tokens_;
  std::atomic<uint64_t> torn_{0};
  uint64_t found_ = 0;
  uint64_t duplicated_ = 0;
  uint64_t hops_ = 0;
};

}  // namespace tutti
