// The kernel does the operations, and the scheduler looks for events in its own way: the ring tells it by an eventfd. (The
// ring's own descriptor would be silent: deferred work does not wake who polls it.)
#pragma once

#include "assistants.h"
#include "uring_ring.h"

namespace tutti {

class UringAssistants final : public Assistants, private UringRing {
 public:
  UringAssistants();
  ~UringAssistants() override;

  std::string describe() const override { return "io_uring"; }
  void submit(Operation& operation) override { begin(operation); }
  bool withdraw(Operation& operation) override;
  Operation* prepare() override;
  Operation* collect() override;
  Operation* await(std::chrono::nanoseconds longest) override;
  int finished() const override { return finished_; }

 private:
  void ended(Operation& operation) override;

  const int finished_;
  Operation* ended_ = nullptr;
};

}  // namespace tutti
