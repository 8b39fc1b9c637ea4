// Empty where liburing is not installed.
#if defined(TUTTI_HAS_LIBURING)
#include "uring_backend.h"

#include <fcntl.h>

#include <algorithm>
#include <system_error>

#include "waiting_time.h"

namespace tutti {
namespace {

/// The events that can be watched; the tag of one is its place, from 1.
constexpr uint32_t watchable[] = {EPOLLIN, EPOLLOUT, EPOLLPRI};
constexpr uint64_t tagMask = 3;
static_assert(alignof(Descriptor) > tagMask && alignof(Operation) > tagMask);

/// With Linux 5.13 came what cannot be asked for by name: multishot poll.
constexpr unsigned neededFeatures = IORING_FEAT_RSRC_TAGS | IORING_FEAT_NODROP | IORING_FEAT_EXT_ARG | IORING_FEAT_RW_CUR_POS;

[[noreturn]] void fail(int error, const char* call) { throw std::system_error(error, std::generic_category(), call); }

}  // namespace

UringBackend::UringBackend(Scheduler& scheduler) : Backend(scheduler) {
  io_uring_params parameters{};
  parameters.cq_entries = completions;
  // Deferred: completions are worked out when they are asked for, not whenever the kernel thread enters the kernel.
  parameters.flags = IORING_SETUP_CQSIZE | IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN;
  deferred_ = true;
  int error = io_uring_queue_init_params(requests, &ring_, &parameters);
  if (error == -EINVAL) {
    deferred_ = false;
    parameters = {};
    parameters.cq_entries = completions;
    parameters.flags = IORING_SETUP_CQSIZE;
    error = io_uring_queue_init_params(requests, &ring_, &parameters);
  }
  if (error == -EPERM) fail(EPERM, "io_uring_setup (forbidden by kernel.io_uring_disabled or a seccomp filter)");
  if (error == -ENOSYS) fail(ENOSYS, "io_uring_setup (no such system call in this kernel)");
  if (error != 0) fail(-error, "io_uring_setup");
  if ((parameters.features & neededFeatures) == neededFeatures) return;
  io_uring_queue_exit(&ring_);
  fail(EOPNOTSUPP, "io_uring_setup (Linux 5.13 is needed for multishot poll)");
}

UringBackend::~UringBackend() { io_uring_queue_exit(&ring_); }

std::string UringBackend::describe() const {
  return std::string("io_uring, multishot poll, ") + (deferred_ ? "single issuer, deferred" : "neither single issuer nor deferred") +
         "; files by RWF_NOWAIT, then by io_uring";
}

/// A request to fill in, `user_data` last; the queue is submitted when it is full.
io_uring_sqe& UringBackend::request() {
  io_uring_sqe* made;
  while ((made = io_uring_get_sqe(&ring_)) == nullptr) {
    if (io_uring_submit(&ring_) >= 0) continue;
    // Too much has been completed that nobody has taken.
    io_uring_get_events(&ring_);
    takeCompletions();
  }
  return *made;
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

void UringBackend::submit(Operation& operation) {
  const auto size = static_cast<unsigned>(std::min<size_t>(operation.size, 0x7ffff000));
  const auto offset = static_cast<uint64_t>(operation.offset);
  io_uring_sqe& made = request();
  switch (operation.kind) {
    case Operation::Kind::read: io_uring_prep_read(&made, operation.descriptor, operation.buffer, size, offset); break;
    case Operation::Kind::write: io_uring_prep_write(&made, operation.descriptor, operation.buffer, size, offset); break;
    case Operation::Kind::open: io_uring_prep_openat(&made, AT_FDCWD, operation.path, operation.flags, operation.mode); break;
    case Operation::Kind::close: io_uring_prep_close(&made, operation.descriptor); break;
    case Operation::Kind::synchronise: io_uring_prep_fsync(&made, operation.descriptor, 0); break;
  }
  made.user_data = reinterpret_cast<uint64_t>(&operation);
}

void UringBackend::cancel(Operation& operation) {
  io_uring_sqe& made = request();
  io_uring_prep_cancel(&made, &operation, 0);
  made.user_data = 0;
}

void UringBackend::poll(std::chrono::nanoseconds longest) {
  if (longest.count() == 0) {
    io_uring_submit_and_get_events(&ring_);
  } else if (longest == forEver) {
    io_uring_submit_and_wait(&ring_, 1);
  } else {
    __kernel_timespec time{longest.count() / 1'000'000'000, longest.count() % 1'000'000'000};
    io_uring_cqe* first;
    io_uring_submit_and_wait_timeout(&ring_, &first, 1, &time, nullptr);
  }
  takeCompletions();
}

void UringBackend::takeCompletions() {
  unsigned head, count = 0;
  io_uring_cqe* completion;
  io_uring_for_each_cqe(&ring_, head, completion) {
    // The next one's object is fetched meanwhile; past the last it is an old one, and fetching does no harm.
    const uint64_t next = ring_.cq.cqes[(head + 4) & ring_.cq.ring_mask].user_data;
    __builtin_prefetch(reinterpret_cast<const void*>(next & ~tagMask), 1);
    completed(*completion);
    count++;
  }
  io_uring_cq_advance(&ring_, count);
}

void UringBackend::completed(const io_uring_cqe& completion) {
  const uint64_t object = completion.user_data & ~tagMask;
  if (object == 0) return;
  if (const uint64_t tag = completion.user_data & tagMask; tag != 0) {
    return watched(*reinterpret_cast<Descriptor*>(object), watchable[tag - 1], completion);
  }
  // An operation that was cancelled while it ran says EINTR.
  complete(*reinterpret_cast<Operation*>(object), completion.res == -EINTR ? -ECANCELED : completion.res);
}

void UringBackend::watched(Descriptor& descriptor, uint32_t event, const io_uring_cqe& completion) {
  const bool last = (completion.flags & IORING_CQE_F_MORE) == 0;
  if (completion.res > 0) descriptor.happened(scheduler_, static_cast<uint32_t>(completion.res));
  if (!last) return;
  // It ended: removed, refused, or there was no room to tell. Those who still wait look for themselves, and watch again.
  descriptor.watched &= ~event;
  descriptor.wakeEveryone(scheduler_);
}

}  // namespace tutti

#endif
