// The control block of a user-level thread, and how a wait can end.
//
// Invariants
//  1. It lies at the top of the thread's stack, above the first frame: one page and one entry of the TLB hold all that a
//     switch touches. Its first line is all that a switch, a wait and a wake-up read and write.
//  2. `waitingIn` is the queue a blocked thread stands in, at `position`; null when it waits for a timer alone, for the
//     end of another thread, or not at all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "fiber_annotation.h"

namespace tutti {

class Scheduler;
class WaitQueue;
class LocalValues;

/// The C++ runtime's record of the current exceptions of a kernel thread (__cxa_eh_globals; Itanium C++ ABI, exception
/// handling, section 2.2.2).
struct ExceptionState {
  void* caught = nullptr;
  unsigned uncaught = 0;
};

/// How a wait ended.
enum class WaitResult : uint8_t { woken, timedOut, cancelled };

struct alignas(64) Thread {
  enum class State : uint8_t { created, ready, running, blocked, finished };

  /// Where its context is saved while it does not run.
  void* stackPointer = nullptr;
  /// A stack pointer below this, when it gives way, has used up its stack.
  uintptr_t stackLimit = 0;
  WaitQueue* waitingIn = nullptr;
  /// The thread whose end it waits for.
  Thread* joining = nullptr;
  uint32_t position = 0;
  /// Its place in the heap of timers, from 1; 0 without one.
  uint32_t timer = 0;
  /// Its errno while it does not run.
  int error = 0;
  State state = State::created;
  WaitResult result = WaitResult::woken;
  /// Whether its present wait is one that cancellation ends.
  bool cancellable = false;
  bool cancelled = false;
  bool detached = false;
  /// Its current exceptions while it does not run; null when there are none.
  std::unique_ptr<ExceptionState> exceptions;

  // From here on only touched when a thread begins or ends, or asks for it.
  alignas(64) void (*entry)(void*) = nullptr;
  void* argument = nullptr;
  Scheduler* scheduler = nullptr;
  /// The thread that waits for the end of this one.
  Thread* joiner = nullptr;
  /// The chunk that is its stack.
  std::byte* stack = nullptr;
  uint32_t stackBytes = 0;
  /// Its place in the scheduler's list of living threads.
  uint32_t index = 0;
  /// Counted from 1 by the scheduler, for people.
  uint32_t number = 0;
  [[no_unique_address]] FiberAnnotation fiber;
  std::unique_ptr<LocalValues> locals;

  Thread();
  ~Thread();
};

}  // namespace tutti
