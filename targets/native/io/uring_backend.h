// Events and operations by io_uring: one system call a look, which submits what is asked and takes what has happened.
//
// Invariants (beside those of the ring)
//  1. Descriptors are watched by multishot poll requests, one for each event that has been waited for: they tell edges, as
//     epoll does, and stay until the descriptor is closed. A read that is submitted and armed anew for each message costs
//     more than it saves (README.md).
//  2. A poll request's object is its Descriptor, its tag the event's.
//  3. A request keeps its file open, so unwatch() returns only when its poll requests have ended: close means closed.
#pragma once

#include "backend.h"
#include "uring_ring.h"

namespace tutti {

class UringBackend final : public Backend, private UringRing {
 public:
  explicit UringBackend(Scheduler& scheduler);

  std::string describe() const override;
  int watch(Descriptor& descriptor, uint32_t events) override;
  void unwatch(Descriptor& descriptor) override;
  void submit(Operation& operation) override { begin(operation); }
  void cancel(Operation& operation) override { cancelBegun(operation); }
  void poll(std::chrono::nanoseconds longest) override;

 private:
  void ended(Operation& operation) override { complete(operation, operation.result); }
  void told(uint64_t object, uint64_t tag, const io_uring_cqe& completion) override;
};

}  // namespace tutti
