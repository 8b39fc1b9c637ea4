#include "overflow_guard.h"

#include <unistd.h>

#include "scheduler.h"

namespace tutti {
namespace {

constexpr size_t handlerStackBytes = 64 * 1024;
thread_local const Scheduler* watched = nullptr;

void onFault(int, siginfo_t* info, void*) {
  const auto address = reinterpret_cast<uintptr_t>(info->si_addr);
  if (watched != nullptr && watched->isGuardPageOfCurrent(address)) watched->reportOverflow();
  // Not ours: the instruction faults again, and then as if we had never been here.
  signal(SIGSEGV, SIG_DFL);
}

}  // namespace

OverflowGuard::OverflowGuard(const Scheduler& scheduler) : stack_(std::make_unique<char[]>(handlerStackBytes)) {
  watched = &scheduler;
  stack_t stack{};
  stack.ss_sp = stack_.get();
  stack.ss_size = handlerStackBytes;
  sigaltstack(&stack, &stackBefore_);
  struct sigaction action{};
  action.sa_sigaction = onFault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaction(SIGSEGV, &action, &actionBefore_);
}

OverflowGuard::~OverflowGuard() {
  sigaction(SIGSEGV, &actionBefore_, nullptr);
  sigaltstack(&stackBefore_, nullptr);
  watched = nullptr;
}

}  // namespace tutti
