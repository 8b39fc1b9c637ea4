// Empty where liburing is not installed.
#if defined(TUTTI_HAS_LIBURING)
#include "uring_backend.h"

#include <iterator>

namespace tutti {
namespace {

/// The events that can be watched; the tag of one is its place, from 1.
constexpr uint32_t watchable[] = {EPOLLIN, EPOLLOUT, EPOLLPRI};
static_assert(alignof(Descriptor) > 3);

constexpr unsigned completions = 4096;

/// With Linux 5.13 came what cannot be asked for by name: multishot poll.
constexpr unsigned neededFeatures = IORING_FEAT_RSRC_TAGS | IORING_FEAT_NODROP | IORING_FEAT_EXT_ARG | IORING_FEAT_RW_CUR_POS;

}  // namespace

UringBackend::UringBackend(Scheduler& scheduler) : Backend(scheduler), UringRing(completions, neededFeatures) {}

std::string UringBackend::describe() const {
  return std::string("io_uring, multishot poll, ") + (deferred_ ? "single issuer, deferred" : "neither single issuer nor deferred") +
         "; files by RWF_NOWAIT, then by io_uring";
}

int UringBackend::watch(Descriptor& descriptor, uint32_t events) {
  for (uint64_t tag = 1; tag <= std::size(watchable); tag++) {
    const uint32_t event = watchable[tag - 1];
    if ((events & ~descriptor.watched & event) == 0) continue;
    io_uring_sqe& poll = request();
    io_uring_prep_poll_multishot(&poll, descriptor.number, event == EPOLLIN ? EPOLLIN | EPOLLRDHUP : event);
    poll.user_data = reinterpret_cast<uint64_t>(&descriptor) | tag;
    descriptor.watched |= event;
  }
  return 0;
}

void UringBackend::unwatch(Descriptor& descriptor) {
  // Asked again while it is not gone: one that is just telling an event refuses to be removed (EALREADY).
  while (descriptor.watched != 0) {
    for (uint64_t tag = 1; tag <= std::size(watchable); tag++) {
      if ((descriptor.watched & watchable[tag - 1]) == 0) continue;
      io_uring_sqe& removal = request();
      io_uring_prep_poll_remove(&removal, reinterpret_cast<uint64_t>(&descriptor) | tag);
      removal.user_data = 0;
    }
    io_uring_submit_and_get_events(&ring_);
    takeCompletions();
  }
}

void UringBackend::poll(std::chrono::nanoseconds longest) {
  submitAndWait(longest);
  takeCompletions();
}

void UringBackend::told(uint64_t object, uint64_t tag, const io_uring_cqe& completion) {
  auto& descriptor = *reinterpret_cast<Descriptor*>(object);
  const uint32_t event = watchable[tag - 1];
  const bool last = (completion.flags & IORING_CQE_F_MORE) == 0;
  if (completion.res > 0) descriptor.happened(scheduler_, static_cast<uint32_t>(completion.res));
  if (!last) return;
  // It ended: removed, refused, or there was no room to tell. Those who still wait look for themselves, and watch again.
  descriptor.watched &= ~event;
  descriptor.wakeEveryone(scheduler_);
}

}  // namespace tutti

#endif
