#include "address.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>

namespace tutti::load {
namespace {

/// An option of a socket that is switched on. Returns whether that was possible.
bool turnOn(int number, int level, int option) {
  const int on = 1;
  return setsockopt(number, level, option, &on, sizeof on) == 0;
}

}  // namespace

Address::Address(const std::string& host, uint16_t port) {
  server_.sin_family = AF_INET;
  server_.sin_port = htons(port);
  if (inet_pton(AF_INET, host.c_str(), &server_.sin_addr) != 1) {
    throw std::invalid_argument("launch specification: host \"" + host + "\" is no IPv4 address");
  }
  isLocal_ = ntohl(server_.sin_addr.s_addr) >> 24 == 127;
}

int Address::beginConnection(Io& io) {
  const int made = io.socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0 || begin(made)) return made;
  const int error = errno;
  io.close(made);
  errno = error;
  return -1;
}

bool Address::begin(int made) {
  if (!turnOn(made, IPPROTO_TCP, TCP_NODELAY)) return false;
  if (isLocal_) {
    // The port is chosen when both addresses are known: then it need only be free for this server.
    if (!turnOn(made, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT)) return false;
    sockaddr_in source{};
    source.sin_family = AF_INET;
    source.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1 + next_);
    next_ = (next_ + 1) % sources;
    if (bind(made, reinterpret_cast<const sockaddr*>(&source), sizeof source) != 0) return false;
  }
  return ::connect(made, server(), length()) == 0 || errno == EINPROGRESS;
}

}  // namespace tutti::load
