#include "listener.h"

#include <dirent.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace tutti::web {
namespace {

/// Clients that may wait to be accepted; the kernel takes net.core.somaxconn for more than that.
constexpr int backlog = 65535;

void check(int result, const char* call, int descriptor) {
  if (result == 0) return;
  const int error = errno;
  close(descriptor);
  throw std::system_error(error, std::generic_category(), call);
}

rlim_t raisedLimit() {
  rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

}  // namespace

Listener::Listener() : descriptor(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "socket");
  const int on = 1;
  // What is accepted here inherits it: an answer is one piece, and the last segment of it must not wait for anything.
  check(setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt", descriptor);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const name = reinterpret_cast<sockaddr*>(&address);
  socklen_t length = sizeof address;
  check(bind(descriptor, name, length), "bind", descriptor);
  check(listen(descriptor, backlog), "listen", descriptor);
  check(getsockname(descriptor, name, &length), "getsockname", descriptor);
  port = ntohs(address.sin_port);
}

uint32_t descriptorsLeft() {
  const rlim_t limit = raisedLimit();
  DIR* const folder = opendir("/proc/self/fd");
  if (folder == nullptr) return 0;
  rlim_t open = 0;
  while (const dirent* const entry = readdir(folder)) open += entry->d_name[0] != '.';
  closedir(folder);
  // One of them was that of the folder.
  return static_cast<uint32_t>(std::min<rlim_t>(limit - std::min(limit, open - 1), 1u << 30));
}

}  // namespace tutti::web
