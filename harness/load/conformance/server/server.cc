#include "server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <system_error>

namespace tutti::load {
namespace {

constexpr size_t stackBytes = 16 * 1024;
constexpr std::string_view body = "tutti";

std::string responseOf(std::string_view status, std::string_view content) {
  return "HTTP/1.1 " + std::string(status) + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " +
         std::to_string(content.size()) + "\r\n\r\n" + std::string(content);
}

const std::string right = responseOf("200 OK", body);

void demand(bool done, const char* what) {
  if (!done) throw std::system_error(errno, std::generic_category(), what);
}

/// Bytes up to the end of the first whole request; 0 when there is none yet.
size_t firstRequest(std::string_view bytes) {
  const size_t end = bytes.find("\r\n\r\n");
  return end == std::string_view::npos ? 0 : end + 4;
}

}  // namespace

Server::Server(const Behaviour& behaviour) : behaviour_(behaviour) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  demand(listener_ >= 0, "socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* const general = reinterpret_cast<sockaddr*>(&address);
  demand(bind(listener_, general, length) == 0, "bind");
  demand(listen(listener_, 65535) == 0, "listen");
  demand(getsockname(listener_, general, &length) == 0, "getsockname");
  port_ = ntohs(address.sin_port);
}

void Server::run() {
  scheduler_.spawn([this] { accept(); });
  scheduler_.spawn([this] { awaitEndOfInput(); });
  scheduler_.run();
}

void Server::accept() {
  for (;;) {
    const int connection = io_.accept(listener_, nullptr, nullptr);
    if (connection < 0) {
      // Out of descriptors, or the peer has gone already.
      static_cast<void>(scheduler_.sleepFor(std::chrono::milliseconds(1)));
      continue;
    }
    const int on = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    counts_.connections++;
    scheduler_.detach(scheduler_.spawn([this, connection] { converse(connection); }, stackBytes));
  }
}

void Server::converse(int connection) {
  char buffer[4096];
  std::string begun, out;
  bool goesOn = true;
  while (goesOn) {
    const ssize_t size = io_.recv(connection, buffer, sizeof buffer, 0);
    if (size <= 0) break;
    std::string_view in(buffer, static_cast<size_t>(size));
    if (!begun.empty()) {
      begun += in;
      in = begun;
    }
    for (size_t length; goesOn && (length = firstRequest(in)) != 0; in.remove_prefix(length)) goesOn = answer(connection, out);
    begun = std::string(in);
    if (goesOn && !out.empty()) goesOn = send(connection, out);
  }
  io_.close(connection);
}

/// One request. Returns whether the connection goes on.
bool Server::answer(int connection, std::string& out) {
  const Clock::time_point now = behaviour_.kind == Behaviour::Kind::prompt ? first_ : Clock::now();
  counts_.requests++;
  if (behaviour_.spoils(counts_.requests)) return spoil(connection, out);
  counts_.answered++;
  if (behaviour_.kind == Behaviour::Kind::prompt) {
    out += right;
    return true;
  }
  arrive();
  waitAsToldFrom(now);
  if (behaviour_.kind == Behaviour::Kind::byteByByte) return sendSlowly(connection, right);
  out += right;
  return send(connection, out);
}

void Server::arrive() {
  using Slot = std::chrono::duration<size_t, std::centi>;
  const Clock::time_point now = Clock::now();
  if (first_ == Clock::time_point{}) first_ = now;
  const size_t slot = std::chrono::duration_cast<Slot>(now - first_).count();
  if (slot >= counts_.arrivals.size()) counts_.arrivals.resize(slot + 1);
  counts_.arrivals[slot]++;
}

void Server::waitAsToldFrom(Clock::time_point arrived) {
  using std::chrono::milliseconds;
  if (behaviour_.kind != Behaviour::Kind::delay && behaviour_.kind != Behaviour::Kind::stall) return;
  Clock::time_point due = arrived + milliseconds(behaviour_.number);
  if (behaviour_.kind == Behaviour::Kind::stall) {
    const Clock::time_point begin = first_ + milliseconds(behaviour_.at), end = begin + milliseconds(behaviour_.length);
    if (due >= begin && due < end) due = end;
  }
  static_cast<void>(scheduler_.sleepUntil(due));
}

bool Server::sendSlowly(int connection, const std::string& response) {
  for (const char byte : response) {
    if (io_.send(connection, &byte, 1, 0) != 1) return false;
    static_cast<void>(scheduler_.sleepFor(std::chrono::microseconds(behaviour_.number)));
  }
  return true;
}

bool Server::spoil(int connection, std::string& out) {
  counts_.spoilt++;
  switch (behaviour_.kind) {
    case Behaviour::Kind::content: out += responseOf("200 OK", "tuttu"); return send(connection, out);
    case Behaviour::Kind::shortBody: out += responseOf("200 OK", "tutt"); return send(connection, out);
    case Behaviour::Kind::status: out += responseOf("503 Service Unavailable", ""); return send(connection, out);
    default: break;
  }
  out += right.substr(0, right.size() - 2);
  send(connection, out);
  if (behaviour_.kind == Behaviour::Kind::reset) {
    const linger atOnce{1, 0};
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
  }
  return false;
}

bool Server::send(int connection, std::string& out) {
  const auto size = static_cast<ssize_t>(out.size());
  const bool isSent = io_.send(connection, out.data(), out.size(), 0) == size;
  out.clear();
  return isSent;
}

void Server::awaitEndOfInput() {
  char ignored[64];
  while (io_.read(STDIN_FILENO, ignored, sizeof ignored) > 0) continue;
  std::string slots;
  for (const uint32_t arrivals : counts_.arrivals) {
    if (!slots.empty()) slots += ',';
    slots += std::to_string(arrivals);
  }
  printf("{\"connections\":%lu,\"requests\":%lu,\"answered\":%lu,\"spoilt\":%lu,\"arrivals\":[%s]}\n", counts_.connections,
         counts_.requests, counts_.answered, counts_.spoilt, slots.c_str());
  fflush(stdout);
  _exit(0);
}

}  // namespace tutti::load
