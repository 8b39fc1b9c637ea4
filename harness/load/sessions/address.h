// Where connections go to and where they come from.
//
// Invariants
//  1. To a server in 127/8 they come from 127.0.0.2, 127.0.0.3 and so on in turn, so that ports do not run out: each
//     address has some 28,000, and one that was used is not free again for a minute, or a second at the least (TIME_WAIT).
//     To other servers they come from wherever the kernel says.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <string>

#include "../../../targets/native/io/io.h"

namespace tutti::load {

class Address {
 public:
  /// Throws std::invalid_argument when the host is no IPv4 address.
  Address(const std::string& host, uint16_t port);

  /// A socket that does not block and has begun to connect; connecting it once more tells how that goes on. Over the
  /// loopback interface it is mostly done by then. Returns -1 with errno.
  int beginConnection(Io& io);

  const sockaddr* server() const { return reinterpret_cast<const sockaddr*>(&server_); }
  socklen_t length() const { return sizeof server_; }
  bool isLocal() const { return isLocal_; }

 private:
  /// With 60 s of TIME_WAIT enough for 120,000 connections a second.
  static constexpr uint32_t sources = 256;

  bool begin(int made);

  sockaddr_in server_{};
  bool isLocal_;
  uint32_t next_ = 0;
};

}  // namespace tutti::load
