#include "kernel_thread_pool.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <system_error>

#include "waiting_time.h"

namespace tutti {
namespace {

/// System calls and nothing else run on it; the C library asks for this much at least, plus what its own data take.
constexpr size_t helperStack = 64 * 1024;

/// Creates a kernel thread with every signal blocked. Returns 0 or an errno.
int createHelper(pthread_t& helper, void* (*main)(void*), void* argument) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
#if !defined(TUTTI_SANITIZED)
  pthread_attr_setstacksize(&attributes, helperStack);
#endif
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const int error = pthread_create(&helper, &attributes, main, argument);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  pthread_attr_destroy(&attributes);
  return error;
}

}  // namespace

int64_t perform(const Operation& operation) {
  const int fd = operation.descriptor;
  const bool positioned = operation.offset >= 0;
  ssize_t result = -1;
  do {
    switch (operation.kind) {
      case Operation::Kind::read:
        result = positioned ? pread(fd, operation.buffer, operation.size, operation.offset)
                            : read(fd, operation.buffer, operation.size);
        break;
      case Operation::Kind::write:
        result = positioned ? pwrite(fd, operation.buffer, operation.size, operation.offset)
                            : write(fd, operation.buffer, operation.size);
        break;
      case Operation::Kind::open: result = open(operation.path, operation.flags, operation.mode); break;
      case Operation::Kind::synchronise: result = fsync(fd); break;
      // Never again after EINTR: the descriptor is closed, and its number may be another's.
      case Operation::Kind::close: return close(fd) == 0 || errno == EINTR ? 0 : -errno;
    }
  } while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

KernelThreadPool::KernelThreadPool(std::string because)
    : because_(std::move(because)), finished_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (finished_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  // The first call may run the dynamic linker, for which a thread's stack can be too small.
  submitted_.notify_one();
}

KernelThreadPool::~KernelThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    assert(first_ == nullptr);
    ending_ = true;
  }
  submitted_.notify_all();
  for (const pthread_t helper : helpers_) pthread_join(helper, nullptr);
  close(finished_);
}

std::string KernelThreadPool::describe() const {
  const std::string who = "up to " + std::to_string(mostHelpers) + " kernel threads";
  return because_.empty() ? who : who + " (" + because_ + ")";
}

void KernelThreadPool::submit(Operation& operation) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    (first_ == nullptr ? first_ : last_->following) = &operation;
    last_ = &operation;
    wake = ++queued_ <= idle_;
  }
  if (wake) submitted_.notify_one();
}

bool KernelThreadPool::withdraw(Operation& operation) {
  const std::lock_guard lock(mutex_);
  Operation* before = nullptr;
  for (Operation* other = first_; other != nullptr; before = other, other = other->following) {
    if (other != &operation) continue;
    (before == nullptr ? first_ : before->following) = operation.following;
    if (last_ == &operation) last_ = before;
    operation.following = nullptr;
    queued_--;
    return true;
  }
  return false;
}

Operation* KernelThreadPool::prepare() {
  Operation* hopeless = nullptr;
  for (;;) {
    {
      const std::lock_guard lock(mutex_);
      if (queued_ <= idle_ || helpers_.size() == mostHelpers) return hopeless;
    }
    const int error = addHelper();
    if (error == 0) continue;
    // Those that there are will get to it.
    if (!helpers_.empty()) return hopeless;
    Operation& first = *first_;
    withdraw(first);
    first.result = -error;
    first.following = hopeless;
    hopeless = &first;
  }
}

int KernelThreadPool::addHelper() {
  pthread_t helper;
  const int error = createHelper(helper, main, this);
  if (error != 0) return error;
  helpers_.push_back(helper);
  const std::lock_guard lock(mutex_);
  idle_++;
  return 0;
}

void* KernelThreadPool::main(void* argument) noexcept {
  auto& pool = *static_cast<KernelThreadPool*>(argument);
  while (Operation* const operation = pool.take()) {
    operation->result = perform(*operation);
    pool.finish(*operation);
  }
  return nullptr;
}

/// The next operation, for a helper that counts as idle; null at the end.
Operation* KernelThreadPool::take() {
  std::unique_lock lock(mutex_);
  submitted_.wait(lock, [this] { return first_ != nullptr || ending_; });
  if (first_ == nullptr) return nullptr;
  Operation* const operation = first_;
  first_ = operation->following;
  if (first_ == nullptr) last_ = nullptr;
  operation->following = nullptr;
  queued_--;
  idle_--;
  return operation;
}

void KernelThreadPool::finish(Operation& operation) {
  {
    const std::lock_guard lock(mutex_);
    idle_++;
  }
  Operation* head = done_.load(std::memory_order_relaxed);
  do {
    operation.following = head;
  } while (!done_.compare_exchange_weak(head, &operation, std::memory_order_release, std::memory_order_relaxed));
  // Whoever found the list empty tells; the others' are collected with his.
  if (head == nullptr) eventfd_write(finished_, 1);
}

Operation* KernelThreadPool::collect() {
  eventfd_t count;
  // Before the list is taken: what is added afterwards tells again.
  eventfd_read(finished_, &count);
  return done_.exchange(nullptr, std::memory_order_acquire);
}

Operation* KernelThreadPool::await(std::chrono::nanoseconds longest) {
  if (Operation* const hopeless = prepare()) return hopeless;
  pollfd finished{finished_, POLLIN, 0};
  const timespec time = toTimespec(longest);
  return ppoll(&finished, 1, longest == forEver ? nullptr : &time, nullptr) > 0 ? collect() : nullptr;
}

}  // namespace tutti
