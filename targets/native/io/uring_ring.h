// A ring of io_uring and the operations in it: what its two users have in common, the backend and the assistants.
//
// Invariants
//  1. The ring is used by the kernel thread that made it and no other (IORING_SETUP_SINGLE_ISSUER).
//  2. `user_data` is an Operation, or an object of the user's with a tag in the lowest bits, or 0 for what nobody waits for.
//     Both are aligned so that these bits are free, and both outlive their requests.
//  3. `inFlight_` operations are in the ring or in the kernel.
#pragma once

#include <liburing.h>

#include <chrono>

#include "operation.h"

namespace tutti {

class UringRing {
 public:
  UringRing(const UringRing&) = delete;
  UringRing& operator=(const UringRing&) = delete;

 protected:
  static constexpr uint64_t tagMask = 3;

  /// Throws std::system_error, with the reason, where there is no io_uring with these features.
  /// `completions`: how many find room; what does not stays in the kernel until the next look, at a price.
  UringRing(unsigned completions, unsigned neededFeatures);
  virtual ~UringRing();

  /// A request to fill in, `user_data` last; the queue is submitted when it is full.
  io_uring_sqe& request();
  void begin(Operation& operation);
  /// It then ends soon, as others do.
  void cancelBegun(Operation& operation);
  /// Submits what is in the queue, and waits for the first completion, so long at most.
  void submitAndWait(std::chrono::nanoseconds longest);
  void takeCompletions();

  virtual void ended(Operation& operation) = 0;
  /// A request that is no operation has told something.
  virtual void told(uint64_t /*object*/, uint64_t /*tag*/, const io_uring_cqe& /*completion*/) {}

  io_uring ring_;
  bool deferred_ = false;
  unsigned inFlight_ = 0;

 private:
  void completed(const io_uring_cqe& completion);

  /// Completions that the last look took.
  unsigned taken_ = 0;
};

}  // namespace tutti
