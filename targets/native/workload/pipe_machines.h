// The pipe workload without threads: a state machine for each pipe, all in one loop around a system call that says which
// pipes can be read. What a machine must remember between two events is which pipe is its own, no more.
//
// Invariants
//  1. Pipes do not block. A machine reads until a read comes back with less than it has room for.
//  2. The loop ends with the round in which an order to stop is read.
#pragma once

#include "pipes.h"

namespace tutti {

class PipeMachines : public Workload {
 public:
  PipeMachines(const Request& request, Watch& watch) : pipes_(request.parameters, watch) {}

  void create() override;
  void start() override;
  void interrupt() override;
  bool run() override;
  std::vector<std::pair<std::string, double>> counters() const override;

 protected:
  /// Prepares to wait for the pipes, which are open now.
  virtual void prepare() = 0;
  /// Waits until pipes can be read, and calls `handle` for each. False when one of them said that it is time to stop.
  virtual bool handleReady() = 0;
  /// Passes on what is in a pipe. False at an order to stop.
  bool handle(uint32_t pipe);

  Pipes pipes_;

 private:
  /// Everything has been created.
  bool complete_ = false;
};

}  // namespace tutti
