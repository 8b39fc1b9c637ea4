// The lock inside conditions, semaphores and threads: a spin, then a queue of suspended threads (`__pthread_lock`).
//
// Invariants
//  1. `status_` is 0 when free; bit 0 says that it is held; the rest is the thread that came last, linked by `nextLock` to
//     those before it. New ones come in at the front, by compare-and-swap, whoever holds the lock.
//  2. Only the holder takes threads out, so it may walk the queue without further protection.
//  3. unlock() frees the lock and then wakes one thread, which has to win it again: others may come first.
#pragma once

#include <atomic>
#include <cstdint>

namespace tutti::linuxthreads {

class FastLock {
 public:
  FastLock() = default;
  FastLock(const FastLock&) = delete;
  FastLock& operator=(const FastLock&) = delete;

  void lock();
  void unlock();

 private:
  bool spin();

  std::atomic<uintptr_t> status_{0};
  /// How long it was worth spinning lately. A hint: updates may be lost.
  std::atomic<int> usualSpins_{0};
};

}  // namespace tutti::linuxthreads
