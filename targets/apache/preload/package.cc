#include "package.h"

#include <sys/mman.h>

#include <cstdio>
#include <cstdlib>

namespace tutti::preload {

Package* package = nullptr;
Record first;

namespace {

constexpr size_t homeStackBytes = 256 * 1024;
/// Threads whose attributes ask for nothing else.
constexpr size_t stackBytes = 256 * 1024;
/// A blocked thread that is said in a report of a deadlock; the others are counted.
constexpr size_t reported = 10;

/// The context of the caller of startPackage, until its thread runs for the first time.
void* adopted = nullptr;

/// The entry of the thread that the caller becomes: goes on in the caller's context, on the caller's stack.
void adopt(void*) {
  void* neverResumed;
  tutti_switch_context(&neverResumed, adopted);
  __builtin_unreachable();
}

/// Everybody waits for somebody: only a mistake leads here, for whoever waits for input or a time is waited for.
[[noreturn]] void reportDeadlock() {
  const auto waiting = package->scheduler.blocked();
  fprintf(stderr, "fatal: all %zu user-level threads wait for each other:\n", waiting.size());
  for (size_t i = 0; i < waiting.size() && i < reported; i++) {
    fprintf(stderr, "  thread %u waits for %s\n", waiting[i].thread, waiting[i].what.c_str());
  }
  std::abort();
}

/// The scheduler's own stack: it never returns.
void home(void*) {
  package = new Package;
  first.thread = package->scheduler.create(adopt, &first, 16 * 1024);
  package->scheduler.start(first.thread);
  package->scheduler.run();
  reportDeadlock();
}

/// A child of fork has a single thread, whichever of its parent's called; its descriptors may stay non-blocking.
void beginAnew() { package = nullptr; }

}  // namespace

Package::Package() : scheduler({.stackBytes = stackBytes}), io(scheduler) {}

void startPackage() {
  static const int registered = pthread_atfork(nullptr, nullptr, beginAnew);
  static_cast<void>(registered);
  void* const stack = mmap(nullptr, homeStackBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
  if (stack == MAP_FAILED) std::abort();
  void* const top = static_cast<std::byte*>(stack) + homeStackBytes;
  tutti_switch_context(&adopted, prepareContext(top, home, nullptr));
}

void interrupt(Record& record) {
  if (record.interruptible && record.thread->state == Thread::State::blocked) package->scheduler.cancel(record.thread);
}

Deadline deadlineOf(const timespec& time, clockid_t clock) {
  timespec now;
  clock_gettime(clock, &now);
  const auto left = std::chrono::seconds(time.tv_sec - now.tv_sec) + std::chrono::nanoseconds(time.tv_nsec - now.tv_nsec);
  return std::chrono::steady_clock::now() + left;
}

}  // namespace tutti::preload
