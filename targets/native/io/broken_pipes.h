// Writing to a pipe that nobody reads is an error, not the death of the process.
//
// Invariants
//  1. While it exists, SIGPIPE is blocked on the kernel thread that made it; it is destroyed there, too.
//  2. One that came meanwhile is taken before SIGPIPE is let through again.
#pragma once

#include <signal.h>

namespace tutti {

class BrokenPipes {
 public:
  BrokenPipes() {
    sigemptyset(&broken_);
    sigaddset(&broken_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_, &before_);
  }
  ~BrokenPipes() {
    if (sigismember(&before_, SIGPIPE)) return;
    const timespec now{0, 0};
    sigtimedwait(&broken_, nullptr, &now);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  BrokenPipes(const BrokenPipes&) = delete;
  BrokenPipes& operator=(const BrokenPipes&) = delete;

 private:
  sigset_t broken_;
  sigset_t before_;
};

}  // namespace tutti
