// The launch specification, as far as a load generator needs it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tutti::load {

struct Specification {
  std::string nonce;
  std::chrono::nanoseconds warmup{};
  std::chrono::nanoseconds measure{};
  std::chrono::nanoseconds interval{};
  uint64_t seed = 0;
  /// The folder of the file set.
  std::string materials;
  std::string host;
  uint16_t port = 0;

  uint32_t clients = 0;
  /// 0: a connection is kept for ever.
  uint32_t requestsPerConnection = 0;
  /// Between two requests of a connection.
  std::chrono::nanoseconds pause{};
  /// Requests a second of all clients together; 0: a closed loop.
  double rate = 0;

  /// Throws std::invalid_argument with the field that is missing or wrong.
  static Specification parse(std::string_view line);
};

}  // namespace tutti::load
