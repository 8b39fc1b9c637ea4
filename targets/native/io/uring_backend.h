// Events and operations by io_uring: one system call a look, which submits what is asked and takes what has happened.
//
// Invariants
//  1. The ring is used by the kernel thread that made it and no other (IORING_SETUP_SINGLE_ISSUER).
//  2. Descriptors are watched by multishot poll requests, one for each event that has been waited for: they tell edges, as
//     epoll does, and stay until the descriptor is closed. A read that is submitted and armed anew for each message costs
//     more than it saves (README.md).
//  3. `user_data` is an Operation, or a Descriptor with the tag of its event in the lowest bits, or 0 for what nobody
//     waits for. Both are aligned so that these bits are free, and both outlive their requests.
//  4. A request keeps its file open, so unwatch() returns only when its poll requests have ended: close means closed.
#pragma once

#include <liburing.h>

#include "backend.h"

namespace tutti {

class UringBackend final : public Backend {
 public:
  explicit UringBackend(Scheduler& scheduler);
  ~UringBackend() override;

  std::string describe() const override;
  int watch(Descriptor& descriptor, uint32_t events) override;
  void unwatch(Descriptor& descriptor) override;
  void submit(Operation& operation) override;
  void cancel(Operation& operation) override;
  void poll(std::chrono::nanoseconds longest) override;

 private:
  /// Requests that are submitted at the latest when there are so many: 16 KiB of queue, for one system call.
  static constexpr unsigned requests = 256;
  /// Completions that find room; what does not stays in the kernel until the next look, at a price.
  static constexpr unsigned completions = 4096;

  io_uring_sqe& request();
  void takeCompletions();
  void completed(const io_uring_cqe& completion);
  void watched(Descriptor& descriptor, uint32_t event, const io_uring_cqe& completion);

  io_uring ring_;
  bool deferred_ = false;
};

}  // namespace tutti
