#include "backend.h"

#include <stdexcept>
#include <system_error>

#include "epoll_backend.h"
#include "kernel_thread_pool.h"
#include "poll_backend.h"
#if defined(TUTTI_HAS_LIBURING)
#include "uring_backend.h"
#endif

namespace tutti {
namespace {

std::unique_ptr<Backend> makeUring([[maybe_unused]] Scheduler& scheduler) {
#if defined(TUTTI_HAS_LIBURING)
  return std::make_unique<UringBackend>(scheduler);
#else
  throw std::system_error(ENOSYS, std::generic_category(), "io_uring (built without liburing: install liburing-dev, then build)");
#endif
}

}  // namespace

std::unique_ptr<Backend> makeBackend(const std::string& name, Scheduler& scheduler) {
  if (name == "epoll") return std::make_unique<EpollBackend>(scheduler, makeAssistants());
  if (name == "epoll-threads") return std::make_unique<EpollBackend>(scheduler, std::make_unique<KernelThreadPool>());
  if (name == "io_uring") return makeUring(scheduler);
  if (name == "pool") return std::make_unique<PollBackend>(scheduler, std::make_unique<KernelThreadPool>());
  throw std::invalid_argument("there is no way of input and output named \"" + name + "\"");
}

}  // namespace tutti
