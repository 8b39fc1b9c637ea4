// Empty where liburing is not installed.
#if defined(TUTTI_HAS_LIBURING)
#include "uring_ring.h"

#include <fcntl.h>

#include <algorithm>
#include <system_error>

#include "waiting_time.h"

namespace tutti {
namespace {

/// Requests that are submitted at the latest when there are so many: 16 KiB of queue, for one system call.
constexpr unsigned requests = 256;

/// Threads that come back together and ask again one after the other keep the device waiting until the last of them has
/// asked, if they are all submitted at the next look. So, where more than `alone` have come back, an operation is submitted
/// at once, as long as the device has no more than `enough` to do (README.md has what it brings).
constexpr unsigned alone = 4, enough = 64;

static_assert(alignof(Operation) > 3);

[[noreturn]] void fail(int error, const char* call) { throw std::system_error(error, std::generic_category(), call); }

}  // namespace

UringRing::UringRing(unsigned completions, unsigned neededFeatures) {
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
  fail(EOPNOTSUPP, "io_uring_setup (a newer Linux is needed)");
}

UringRing::~UringRing() { io_uring_queue_exit(&ring_); }

io_uring_sqe& UringRing::request() {
  io_uring_sqe* made;
  while ((made = io_uring_get_sqe(&ring_)) == nullptr) {
    if (io_uring_submit(&ring_) >= 0) continue;
    // Too much has been completed that nobody has taken.
    io_uring_get_events(&ring_);
    takeCompletions();
  }
  return *made;
}

void UringRing::begin(Operation& operation) {
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
  if (++inFlight_ <= enough && taken_ > alone) io_uring_submit(&ring_);
}

void UringRing::cancelBegun(Operation& operation) {
  io_uring_sqe& made = request();
  io_uring_prep_cancel(&made, &operation, 0);
  made.user_data = 0;
}

void UringRing::submitAndWait(std::chrono::nanoseconds longest) {
  if (longest.count() == 0) {
    io_uring_submit_and_get_events(&ring_);
  } else if (longest == forEver) {
    io_uring_submit_and_wait(&ring_, 1);
  } else {
    __kernel_timespec time{longest.count() / 1'000'000'000, longest.count() % 1'000'000'000};
    io_uring_cqe* first;
    io_uring_submit_and_wait_timeout(&ring_, &first, 1, &time, nullptr);
  }
}

void UringRing::takeCompletions() {
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
  taken_ = count;
}

void UringRing::completed(const io_uring_cqe& completion) {
  const uint64_t object = completion.user_data & ~tagMask;
  if (object == 0) return;
  if (const uint64_t tag = completion.user_data & tagMask; tag != 0) return told(object, tag, completion);
  auto& operation = *reinterpret_cast<Operation*>(object);
  inFlight_--;
  // An operation that was cancelled while it ran says EINTR.
  operation.result = completion.res == -EINTR ? -ECANCELED : completion.res;
  ended(operation);
}

}  // namespace tutti

#endif
