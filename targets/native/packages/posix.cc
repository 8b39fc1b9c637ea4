#include "posix.h"

#include <cassert>
#include <cerrno>
#include <system_error>

namespace tutti {
namespace {

void check(int error, const char* call) {
  if (error != 0) throw std::system_error(error, std::generic_category(), call);
}

}  // namespace

PosixThreads::PosixThreads(const PackageOptions& options) : threads_(options.capacity) {
  refuseChoices(options, "POSIX threads");
  free_.reserve(options.capacity);
  for (size_t slot = options.capacity; slot > 0; slot--) free_.push_back(&threads_[slot - 1]);
  const size_t stackBytes = options.stackBytes == 0 ? defaultStackBytes : options.stackBytes;
  check(pthread_attr_init(&attributes_), "pthread_attr_init");
  check(pthread_attr_setguardsize(&attributes_, 0), "pthread_attr_setguardsize");
  const int error = pthread_attr_setstacksize(&attributes_, stackBytes);
  if (error != 0) {
    pthread_attr_destroy(&attributes_);
    check(error, "pthread_attr_setstacksize");
  }
}

PosixThreads::~PosixThreads() { pthread_attr_destroy(&attributes_); }

PosixThreads::Thread* PosixThreads::create(ThreadFunction function, void* argument) {
  Thread& thread = takeSlot();
  thread.package_ = this;
  thread.function_ = function;
  thread.argument_ = argument;
  thread.isDetached_ = false;
  const int error = pthread_create(&thread.id_, &attributes_, main, &thread);
  if (error != 0) {
    giveSlotBack(thread);
    check(error, "pthread_create");
  }
  return &thread;
}

void PosixThreads::start(Thread* thread) {
  startedCount_++;
  sem_post(&thread->started_);
}

bool PosixThreads::run(const std::atomic<bool>& stop, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  const auto allEnded = [this] { return endedCount_ == startedCount_; };
  for (;;) {
    const bool stopping = stop.load();
    const size_t endedBefore = endedCount_;
    if (ended_.wait_for(lock, patience, allEnded)) return true;
    if (stopping && endedCount_ == endedBefore) return false;
  }
}

void PosixThreads::join(Thread* thread) {
  check(pthread_join(thread->id_, nullptr), "pthread_join");
  giveSlotBack(*thread);
}

void PosixThreads::detach(Thread* thread) {
  thread->isDetached_ = true;
  check(pthread_detach(thread->id_), "pthread_detach");
}

void* PosixThreads::main(void* argument) noexcept {
  Thread& thread = *static_cast<Thread*>(argument);
  PosixThreads& package = *thread.package_;
  while (sem_wait(&thread.started_) != 0) assert(errno == EINTR);
  thread.function_(thread.argument_);
  package.countEnd(thread);
  return nullptr;
}

void PosixThreads::countEnd(Thread& thread) {
  if (thread.isDetached_) {
    // All of it under the mutex: once that is free, nobody waits for this thread, and the package may be gone.
    const std::lock_guard lock(mutex_);
    free_.push_back(&thread);
    if (++endedCount_ == startedCount_) ended_.notify_one();
  } else if (++endedCount_ == startedCount_) {
    // Under the mutex, or the notice could fall between the look and the wait of run().
    const std::lock_guard lock(mutex_);
    ended_.notify_one();
  }
}

PosixThreads::Thread& PosixThreads::takeSlot() {
  const std::lock_guard lock(mutex_);
  if (free_.empty()) return threads_.emplace_back();
  Thread* const thread = free_.back();
  free_.pop_back();
  return *thread;
}

void PosixThreads::giveSlotBack(Thread& thread) {
  const std::lock_guard lock(mutex_);
  free_.push_back(&thread);
}

}  // namespace tutti
