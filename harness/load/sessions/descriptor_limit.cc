#include "descriptor_limit.h"

#include <sys/resource.h>

namespace tutti::load {

std::optional<std::string> makeRoomFor(size_t connections) {
  /// Standard streams, the poller's own, and a few to spare.
  constexpr size_t others = 32;
  const rlim_t wanted = connections + others;
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted) return std::nullopt;
  const rlim_t most = limit.rlim_max;
  limit.rlim_cur = wanted;
  if (wanted <= most && setrlimit(RLIMIT_NOFILE, &limit) == 0) return std::nullopt;
  return std::to_string(connections) + " connections need " + std::to_string(wanted) +
         " open files, and the limit is " + std::to_string(most) + ": raise it, for instance with `ulimit -Hn " +
         std::to_string(wanted) + "` as root, or LimitNOFILE of the service";
}

}  // namespace tutti::load
