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

PosixThreads::PosixThreads(const PackageOptions& options) : threads_(std::make_unique<Thread[]>(options.capacity)), capacity_(options.capacity) {
  check(pthread_attr_init(&attributes_), "pthread_attr_init");
  const size_t bytes = options.stackBytes == 0 ? stackSize : options.stackBytes;
  check(pthread_attr_setstacksize(&attributes_, bytes), "pthread_attr_setstacksize");
  check(pthread_attr_setguardsize(&attributes_, 0), "pthread_attr_setguardsize");
}

PosixThreads::~PosixThreads() { pthread_attr_destroy(&attributes_); }

PosixThreads::Thread* PosixThreads::create(ThreadFunction function, void* argument) {
  assert(created_ < capacity_);
  Thread& thread = threads_[created_];
  thread.package_ = this;
  thread.function_ = function;
  thread.argument_ = argument;
  check(pthread_create(&thread.id_, &attributes_, main, &thread), "pthread_create");
  created_++;
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

void PosixThreads::join(Thread* thread) { pthread_join(thread->id_, nullptr); }

void* PosixThreads::main(void* argument) noexcept {
  Thread& thread = *static_cast<Thread*>(argument);
  PosixThreads& package = *thread.package_;
  while (sem_wait(&thread.started_) != 0) assert(errno == EINTR);
  thread.function_(thread.argument_);
  if (++package.endedCount_ == package.startedCount_) {
    // Under the mutex, or the notice could fall between the look and the wait of run().
    const std::lock_guard lock(package.mutex_);
    package.ended_.notify_one();
  }
  return nullptr;
}

}  // namespace tutti
