#include "bus_errors.h"

#include <setjmp.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace tutti {
namespace {

constexpr size_t handlerStackBytes = 64 * 1024;

/// Where the copy that is under way on this kernel thread goes when it fails.
thread_local sigjmp_buf* recovery = nullptr;
struct sigaction actionBefore;

void onBusError(int number, siginfo_t* info, void* context) {
  if (recovery != nullptr) siglongjmp(*recovery, 1);
  if ((actionBefore.sa_flags & SA_SIGINFO) != 0) return actionBefore.sa_sigaction(number, info, context);
  if (actionBefore.sa_handler != SIG_DFL && actionBefore.sa_handler != SIG_IGN) return actionBefore.sa_handler(number);
  // Not ours: the instruction faults again, and then as if we had never been here.
  signal(SIGBUS, SIG_DFL);
}

/// Once, and for good: there may be other kernel threads with mapped files.
void installHandler() {
  [[maybe_unused]] static const bool installed = [] {
    struct sigaction action{};
    action.sa_sigaction = onBusError;
    // It is left by a jump, so that the signal must not be blocked meanwhile.
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    if (sigaction(SIGBUS, &action, &actionBefore) != 0) throw std::system_error(errno, std::generic_category(), "sigaction");
    return true;
  }();
}

}  // namespace

BusErrors::BusErrors() : stack_(std::make_unique<char[]>(handlerStackBytes)) {
  installHandler();
  // The first touch on a kernel thread may allocate, which takes more stack than a user-level thread has.
  recovery = nullptr;
  stack_t stack{};
  stack.ss_sp = stack_.get();
  stack.ss_size = handlerStackBytes;
  if (sigaltstack(&stack, &stackBefore_) != 0) throw std::system_error(errno, std::generic_category(), "sigaltstack");
  sigset_t busError;
  sigemptyset(&busError);
  sigaddset(&busError, SIGBUS);
  pthread_sigmask(SIG_UNBLOCK, &busError, &maskBefore_);
}

BusErrors::~BusErrors() {
  pthread_sigmask(SIG_SETMASK, &maskBefore_, nullptr);
  sigaltstack(&stackBefore_, nullptr);
}

bool BusErrors::copy(void* into, const void* from, size_t size) const {
  sigjmp_buf failed;
  if (sigsetjmp(failed, 0) != 0) {
    recovery = nullptr;
    return false;
  }
  recovery = &failed;
  // The compiler must not move the copy past either.
  asm volatile("" ::: "memory");
  memcpy(into, from, size);
  asm volatile("" ::: "memory");
  recovery = nullptr;
  return true;
}

}  // namespace tutti
