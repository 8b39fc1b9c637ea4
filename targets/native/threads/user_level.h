// The thread package of user-level threads.
#pragma once

#include "condition.h"
#include "mutex.h"
#include "scheduler.h"
#include "thread_package.h"

namespace tutti {

class UserLevelThreads : public Scheduler {
 public:
  using Thread = tutti::Thread;
  using Mutex = tutti::Mutex;
  using Condition = tutti::Condition;
  using Scheduler::Scheduler;

  /// Runs the threads on the calling kernel thread. False when some are blocked for ever.
  bool run(const std::atomic<bool>&) {
    Scheduler::run();
    return living() == 0;
  }
};
static_assert(ThreadPackage<UserLevelThreads>);

}  // namespace tutti
