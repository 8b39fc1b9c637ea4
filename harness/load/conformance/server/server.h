// A server of known behaviour on user-level threads: one for each connection.
//
// Invariants
//  1. Every request is answered with five bytes, "tutti", whatever it asks for, but for those that the behaviour spoils.
//  2. It counts what came in and what it did; nothing else in this house is trusted to know it.
//  3. Requests of one connection are answered in order. What has been answered at once goes out in one piece.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "../../../../targets/native/io/io.h"
#include "behaviour.h"

namespace tutti::load {

/// What has been seen so far.
struct ServerCounts {
  uint64_t connections = 0;
  uint64_t requests = 0;
  /// Responses sent as they should be.
  uint64_t answered = 0;
  /// Responses that were spoilt on purpose.
  uint64_t spoilt = 0;
  /// Requests in each hundredth of a second since the first.
  std::vector<uint32_t> arrivals;
};

class Server {
 public:
  /// Listens on 127.0.0.1, at a port of the kernel's choice. Throws std::system_error.
  explicit Server(const Behaviour& behaviour);

  uint16_t port() const { return port_; }
  /// Serves until standard input ends.
  void run();
  const ServerCounts& counts() const { return counts_; }

 private:
  using Clock = std::chrono::steady_clock;

  void accept();
  void awaitEndOfInput();
  void converse(int connection);
  bool answer(int connection, std::string& out);
  bool sendSlowly(int connection, const std::string& response);
  bool spoil(int connection, std::string& out);
  bool send(int connection, std::string& out);
  void arrive();
  void waitAsToldFrom(Clock::time_point arrived);

  const Behaviour behaviour_;
  Scheduler scheduler_;
  Io io_{scheduler_};
  ServerCounts counts_;
  int listener_ = -1;
  uint16_t port_ = 0;
  Clock::time_point first_{};
};

}  // namespace tutti::load
