// One run of the producer-consumer workload on a kernel thread of its own, and what can be asked of it from another.
//
// Stages: creating -> created (or unsupported) -> running -> finished. created() and finish() wait for a stage.
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

#include "producer_consumer.h"

namespace tutti {

struct RunOutcome {
  ProducerConsumerCounters counters;
  /// Switches between user-level threads, from first to last.
  uint64_t switches = 0;
  /// Mean time to create one thread.
  double createMicroseconds = 0;
};

class Run {
 public:
  /// Starts to create the threads. `package` is "user-level" or "posix"; throws std::invalid_argument for another, and
  /// std::system_error when the kernel thread cannot be created.
  Run(const std::string& package, const ProducerConsumerParameters& parameters);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Waits until all threads are created. Returns why they could not be, if so: only destruction makes sense then,
  /// which waits for those that had been created.
  std::optional<std::string> created();
  /// Lets the threads go; once, after created().
  void begin();
  /// Items consumed so far.
  uint64_t consumed() const;
  /// Tells the threads to stop and waits for them; once, after begin(). Those that never end are left out of `finished`.
  RunOutcome finish();

  struct State;

 private:
  void stopAndJoin();

  std::shared_ptr<State> state_;
  pthread_t kernelThread_{};
  bool begun_ = false;
  bool joined_ = false;
};

}  // namespace tutti
