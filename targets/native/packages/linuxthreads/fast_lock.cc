#include "fast_lock.h"

#include <cassert>

#include "thread.h"

namespace tutti::linuxthreads {
namespace {

constexpr uintptr_t heldBit = 1;
constexpr int mostSpins = 100;
static_assert(alignof(Thread) > heldBit, "bit 0 of a thread's address is free");

uintptr_t tagged(Thread& thread) { return reinterpret_cast<uintptr_t>(&thread) | heldBit; }
Thread* untagged(uintptr_t status) { return reinterpret_cast<Thread*>(status & ~heldBit); }

void pause() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

struct Place {
  Thread* thread;
  /// Whose link leads to it; null for that of the lock.
  Thread* before;
};

/// The oldest waiter of the highest priority. The walk is as long as the queue, as it was in the original.
Place findOldest(uintptr_t status) {
  Place found{untagged(status), nullptr};
  assert((status & heldBit) != 0 && found.thread != nullptr);
  Thread* previous = found.thread;
  while (Thread* const thread = untagged(previous->nextLock.load(std::memory_order_relaxed))) {
    if (thread->priority >= found.thread->priority) found = {thread, previous};
    previous = thread;
  }
  return found;
}

}  // namespace

/// Tries for a while to win the lock without suspending. The while adapts to what was worth it before.
bool FastLock::spin() {
  const int usual = usualSpins_.load(std::memory_order_relaxed);
  const int most = usual * 2 + 10 > mostSpins ? mostSpins : usual * 2 + 10;
  bool won = false;
  int spins = 0;
  for (; spins < most && !won; spins++) {
    uintptr_t status = status_.load(std::memory_order_relaxed);
    won = (status & heldBit) == 0 && status_.compare_exchange_strong(status, status | heldBit, std::memory_order_acquire);
    if (!won) pause();
  }
  usualSpins_.store(usual + (spins - usual) / 8, std::memory_order_relaxed);
  return won;
}

void FastLock::lock() {
  uintptr_t status = 0;
  if (status_.compare_exchange_strong(status, heldBit, std::memory_order_acquire)) return;
  if (spin()) return;
  Thread& own = self();
  for (;;) {
    status = status_.load(std::memory_order_relaxed);
    bool won;
    do {
      won = (status & heldBit) == 0;
      own.nextLock.store(status, std::memory_order_relaxed);
    } while (!status_.compare_exchange_weak(status, won ? status | heldBit : tagged(own), std::memory_order_acq_rel,
                                            std::memory_order_relaxed));
    if (won) return;
    suspendUntil(own, [&] { return own.nextLock.load(std::memory_order_acquire) == 0; });
  }
}

void FastLock::unlock() {
  uintptr_t status = heldBit;
  while (!status_.compare_exchange_strong(status, 0, std::memory_order_acq_rel, std::memory_order_acquire)) {
    const auto [chosen, before] = findOldest(status);
    const uintptr_t rest = chosen->nextLock.load(std::memory_order_relaxed);
    if (before != nullptr) {
      before->nextLock.store(rest, std::memory_order_relaxed);
      status_.fetch_and(~heldBit, std::memory_order_acq_rel);
    } else if (!status_.compare_exchange_strong(status, rest & ~heldBit, std::memory_order_acq_rel)) {
      // At the front, and others have come in meanwhile. (What stays is not held: the exchange frees the lock as well.)
      status = heldBit;
      continue;
    }
    chosen->nextLock.store(0, std::memory_order_release);
    restart(*chosen);
    return;
  }
}

}  // namespace tutti::linuxthreads
