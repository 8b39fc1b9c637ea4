// A thread as LinuxThreads knows it, and the two things that everything else is made of: suspend() and restart().
//
// Invariants
//  1. A thread waits in suspend() and nowhere else. The restart signal is blocked in it at all other times: a restart
//     that comes too early waits in the kernel, which queues realtime signals and loses none.
//  2. Whoever restarts a thread first writes down why, in what the thread waits for (release), and the thread reads it
//     when it wakes (acquire): the signal itself carries nothing, and orders no memory.
//  3. To each restart there is one suspend. A thread that finds no reason has caught the restart of a later wait of its
//     own, and puts it back (suspendUntil).
//  4. `nextLock` belongs to the FastLock that the thread waits for, `nextWaiting` to the WaitQueue it stands in; it is in
//     at most one of each.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <cstdint>

#include "fast_lock.h"

namespace tutti::linuxthreads {

struct Thread {
  /// Of the kernel thread: where restarts go to.
  pid_t kernelId = 0;
  /// All threads have the same; the original looks for the highest at every hand-over, and so do we.
  int priority = 0;
  /// The last signal that the handler saw; written and read by this thread only.
  volatile sig_atomic_t signal = 0;

  /// The next waiter of a FastLock, tagged; 0 once the lock has let this thread go.
  std::atomic<uintptr_t> nextLock{0};
  Thread* nextWaiting = nullptr;
  /// A condition or a semaphore has let this thread go.
  std::atomic<bool> available{false};
};

/// The descriptor of the running thread. A thread that no package made gets one at its first call.
Thread& self();
/// Makes a descriptor that of the running thread, blocks the restart signal in it, and notes its kernel thread.
void adopt(Thread& thread);

/// Waits for one restart.
void suspend(Thread& self);
/// The same, for so long at most. False when none came.
[[nodiscard]] bool suspendFor(Thread& self, std::chrono::nanoseconds longest);
/// Ends the suspend of a thread, or its next one. May be called from anywhere.
void restart(Thread& thread);

/// Waits until there is the reason to wake: a restart that comes without it is of a later wait, and is put back.
template <typename Reason>
void suspendUntil(Thread& self, Reason given) {
  int foreign = 0;
  for (;;) {
    suspend(self);
    if (given()) break;
    foreign++;
  }
  while (foreign-- > 0) restart(self);
}

/// The restart signal: a realtime signal that had its default action when the first package was made.
int restartSignal();

}  // namespace tutti::linuxthreads
