// A user-level thread: its control block.
#pragma once

#include <cstdint>

#include "fiber_annotation.h"

namespace tutti {

class Scheduler;

/// The current exceptions of a thread. The C++ runtime keeps them per kernel thread (__cxa_eh_globals: "caughtExceptions"
/// and "uncaughtExceptions"; Itanium C++ ABI, exception handling, section 2.2.2), so the switch exchanges them.
struct ExceptionState {
  void* caught = nullptr;
  unsigned uncaught = 0;
};

/// The control block of a thread: one cache line, in an array apart from the stacks. Block i belongs to stack slot i.
struct alignas(64) Thread {
  enum class State : uint32_t { unused, created, ready, running, blocked, finished };

  /// Where its context is saved while it does not run.
  void* stackPointer = nullptr;
  ExceptionState exceptions;
  void (*entry)(void*) = nullptr;
  void* argument = nullptr;
  Scheduler* scheduler = nullptr;
  /// The thread that waits for the end of this one.
  Thread* joiner = nullptr;
  State state = State::unused;
  [[no_unique_address]] FiberAnnotation fiber;
};
#if !defined(__SANITIZE_ADDRESS__)
static_assert(sizeof(Thread) == 64);
#endif

}  // namespace tutti
