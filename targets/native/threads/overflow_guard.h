// Says which thread has run into the guard page of its stack, instead of a bare segmentation fault. For tests: a program
// that has its own handler for SIGSEGV should not use guard pages.
//
// Invariants
//  1. The handler runs on a stack of its own, for the one that overflowed has no room.
//  2. A fault anywhere else is left to whoever handled it before.
#pragma once

#include <signal.h>

#include <memory>

namespace tutti {

class Scheduler;

/// Watches the calling kernel thread while it exists.
class OverflowGuard {
 public:
  explicit OverflowGuard(const Scheduler& scheduler);
  ~OverflowGuard();
  OverflowGuard(const OverflowGuard&) = delete;
  OverflowGuard& operator=(const OverflowGuard&) = delete;

 private:
  std::unique_ptr<char[]> stack_;
  stack_t stackBefore_{};
  struct sigaction actionBefore_{};
};

}  // namespace tutti
