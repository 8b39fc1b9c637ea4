// One run of a workload on a kernel thread of its own, and what can be asked of it from another.
//
// Stages: creating -> created (or unavailable) -> running -> finished. created() and finish() wait for a stage.
//
// Invariants
//  1. User-level threads never touch Node: the kernel thread that runs them shares with the others only what is in
//     `State`, and it holds a reference to that of its own.
//  2. Every signal is blocked on that kernel thread and on those it creates: a handler would otherwise run on a
//     user-level stack.
//  3. The kernel thread is joined by finish(), or by the destructor, which stops the run first.
#pragma once

#include <pthread.h>

#include <memory>
#include <optional>
#include <string>

#include "workload.h"

namespace tutti {

struct RunOutcome {
  std::vector<std::pair<std::string, double>> counters;
  std::vector<Metric> metrics;
  std::vector<std::pair<std::string, std::string>> facts;
};

class Run {
 public:
  /// Starts to create. Throws std::invalid_argument when the workload is not on offer on the package, and
  /// std::system_error when the kernel thread cannot be created.
  Run(const std::string& workload, const std::string& package, Request request);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Waits until all is created. Returns why it could not be, if so, and throws what else went wrong: only destruction
  /// makes sense then, which waits for what had been created.
  std::optional<std::string> created();
  /// Lets what has been created go; once, after created().
  void begin();
  /// Units of work done so far.
  uint64_t work() const { return watch().work.load(std::memory_order_relaxed); }
  /// What can be seen of it from outside while it plays.
  const Watch& watch() const;
  /// The facts of what is playing; none before and after.
  std::vector<std::pair<std::string, std::string>> facts() const;
  /// Tells the workload to stop and waits for it; once, after begin(). Threads that never end are left out of its counts.
  RunOutcome finish();

 private:
  struct State;

  static bool perform(State& state);
  static void* hostMain(void* state) noexcept;
  void stopAndJoin();

  std::shared_ptr<State> state_;
  pthread_t kernelThread_{};
  bool begun_ = false;
  bool joined_ = false;
};

}  // namespace tutti
