#include "linuxthreads.h"

#include <mutex>

namespace tutti {
namespace {

using Guard = std::lock_guard<linuxthreads::FastLock>;

/// The options, when they are none that LinuxThreads do not have.
const PackageOptions& checked(const PackageOptions& options) {
  refuseChoices(options, "LinuxThreads");
  return options;
}

}  // namespace

LinuxThreads::LinuxThreads(const PackageOptions& options)
    : manager_(checked(options).capacity, options.stackBytes == 0 ? defaultStackBytes : options.stackBytes, countEnd, this) {}

void LinuxThreads::start(Thread* thread) {
  {
    const Guard lock(lock_);
    started_++;
  }
  thread->started.store(true, std::memory_order_release);
  restart(*thread);
}

void LinuxThreads::countEnd(void* package) {
  LinuxThreads& own = *static_cast<LinuxThreads*>(package);
  linuxthreads::Thread* waiter = nullptr;
  {
    const Guard lock(own.lock_);
    own.ended_++;
    if (own.ended_ == own.started_) waiter = std::exchange(own.waiter_, nullptr);
  }
  if (waiter != nullptr) restart(*waiter);
}

bool LinuxThreads::run(const std::atomic<bool>& stop, std::chrono::milliseconds patience) {
  linuxthreads::Thread& own = linuxthreads::self();
  for (;;) {
    const bool stopping = stop.load();
    size_t endedBefore;
    {
      const Guard lock(lock_);
      if (ended_ == started_) return true;
      endedBefore = ended_;
      waiter_ = &own;
    }
    if (suspendFor(own, patience)) continue;
    bool taken;
    size_t endedAfter;
    {
      const Guard lock(lock_);
      taken = waiter_ == nullptr;
      waiter_ = nullptr;
      endedAfter = ended_;
    }
    // Whoever took the waiter restarts it: that restart is to be waited for, or it would end a later suspend.
    if (taken) suspend(own);
    else if (stopping && endedAfter == endedBefore) return false;
  }
}

void LinuxThreads::join(Thread* thread) {
  linuxthreads::Thread& own = linuxthreads::self();
  const auto terminated = [thread] {
    const Guard lock(thread->lock);
    return thread->terminated;
  };
  bool over;
  {
    const Guard lock(thread->lock);
    over = thread->terminated;
    if (!over) thread->joining = &own;
  }
  if (!over) suspendUntil(own, terminated);
  manager_.giveBack(*thread);
}

}  // namespace tutti
