#include "thread.h"

#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <stdexcept>

namespace tutti::linuxthreads {
namespace {

/// The descriptor of the running thread; null until adopt().
thread_local constinit Thread* current = nullptr;

/// Runs only inside suspend(), where the thread has long been adopted: nothing is allocated for `current` here.
void onRestart(int signal) { current->signal = signal; }

/// The C library keeps the lowest two realtime signals for itself, and neither Node nor V8 uses any. From the top, for
/// programs that take one for themselves tend to begin at the bottom.
int claimSignal() {
  for (int signal = SIGRTMAX; signal >= SIGRTMIN; signal--) {
    struct sigaction action;
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;
    action = {};
    action.sa_handler = onRestart;
    if (sigaction(signal, &action, nullptr) == 0) return signal;
  }
  throw std::runtime_error("no realtime signal is left for LinuxThreads");
}

}  // namespace

int restartSignal() {
  static const int claimed = claimSignal();
  return claimed;
}

void adopt(Thread& thread) {
  sigset_t restarts;
  sigemptyset(&restarts);
  sigaddset(&restarts, restartSignal());
  pthread_sigmask(SIG_BLOCK, &restarts, nullptr);
  thread.kernelId = static_cast<pid_t>(syscall(SYS_gettid));
  current = &thread;
}

Thread& self() {
  if (current == nullptr) {
    static thread_local Thread foreign;
    adopt(foreign);
  }
  return *current;
}

void suspend(Thread& self) {
  // As in the original, the mask is asked for each time: a thread may change it.
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  sigdelset(&mask, restartSignal());
  self.signal = 0;
  do {
    sigsuspend(&mask);
  } while (self.signal != restartSignal());
}

bool suspendFor(Thread&, std::chrono::nanoseconds longest) {
  sigset_t restarts;
  sigemptyset(&restarts);
  sigaddset(&restarts, restartSignal());
  const timespec limit{.tv_sec = static_cast<time_t>(longest.count() / 1'000'000'000),
                       .tv_nsec = static_cast<long>(longest.count() % 1'000'000'000)};
  return sigtimedwait(&restarts, nullptr, &limit) == restartSignal();
}

void restart(Thread& thread) {
  const auto send = [&] { return syscall(SYS_tgkill, getpid(), thread.kernelId, restartSignal()); };
  while (send() != 0) {
    // More signals wait in the kernel than the limit allows (ulimit -i): some thread has to take its own first.
    assert(errno == EAGAIN);
    sched_yield();
  }
}

}  // namespace tutti::linuxthreads
