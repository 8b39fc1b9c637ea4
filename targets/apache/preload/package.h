// The user-level threads of a process that believes it uses POSIX threads.
//
// Invariants
//  1. Until the first pthread_create of a process nothing is different: all calls are the C library's own. Then the
//     caller's context becomes a user-level thread like the others, and the scheduler goes on, beside it, on a stack of
//     its own. A process that is forked later starts anew.
//  2. There is one kernel thread, except for the helpers that read files; those call the C library only.
//  3. Every POSIX thread has a Record from its creation until it is joined, or, detached, until its end.
#pragma once

#include <setjmp.h>

#include <cstdint>
#include <vector>

#include "posix_io.h"
#include "real.h"

namespace tutti::preload {

/// What is known of a POSIX thread.
struct Record {
  Thread* thread = nullptr;
  void* (*start)(void*) = nullptr;
  void* argument = nullptr;
  void* result = nullptr;
  /// Of pthread_setspecific, by key.
  std::vector<void*> values;
  bool detached = false;
  bool finished = false;
  /// It waits in a call that a signal ends with EINTR.
  bool interruptible = false;
  /// Where pthread_exit goes on.
  jmp_buf end;
};

struct Package {
  Scheduler scheduler;
  PosixIo io;

  Package();
};

/// Null until the first pthread_create.
extern Package* package;
/// The thread that the process began with.
extern Record first;

/// Makes the caller a user-level thread.
void startPackage();

/// Whether the caller is a user-level thread, and not the scheduler, or a process without any.
inline bool isUserLevel() { return package != nullptr && package->scheduler.insideThread(); }

inline Record& recordOf(const Thread* thread) { return *static_cast<Record*>(thread->argument); }
inline Record& currentRecord() { return isUserLevel() ? recordOf(package->scheduler.current()) : first; }

/// Ends the wait of a thread in a call that a signal interrupts.
void interrupt(Record& record);

/// Plays a call of PosixIo, which a signal may interrupt.
template <typename Call>
auto interruptibly(Call call) {
  Record& self = currentRecord();
  self.interruptible = true;
  const auto result = call(package->io);
  self.interruptible = false;
  if (result < 0 && errno == ECANCELED) {
    self.thread->cancelled = false;
    errno = EINTR;
  }
  return result;
}

/// When a time of a clock comes, on the scheduler's.
Deadline deadlineOf(const timespec& time, clockid_t clock);

}  // namespace tutti::preload
