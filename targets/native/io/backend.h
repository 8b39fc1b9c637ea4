// How a scheduler learns what happened outside, and who does what could block: one of three ways, chosen per launch.
//
// Invariants
//  1. It belongs to the kernel thread that made it, which is the one that runs the scheduler.
//  2. Threads only run between two calls of poll(), never during one: nothing is closed while events are handed out.
#pragma once

#include <memory>
#include <string>

#include "descriptor.h"

namespace tutti {

class Backend : public Poller {
 public:
  explicit Backend(Scheduler& scheduler) : scheduler_(scheduler) {}
  Backend(const Backend&) = delete;
  Backend& operator=(const Backend&) = delete;

  /// What is in force, in words.
  virtual std::string describe() const = 0;
  /// Whether files are worth a try without waiting before they become operations.
  virtual bool triesFilesFirst() const { return true; }

  /// From now on these events of a descriptor are reported, the first time at once when they have happened already.
  /// Returns 0 or an errno.
  virtual int watch(Descriptor& descriptor, uint32_t events) = 0;
  /// The descriptor is about to be closed.
  virtual void unwatch(Descriptor& descriptor) = 0;

  /// Begins an operation; `complete` is called when it has ended, in a poll().
  virtual void submit(Operation& operation) = 0;
  /// Ends it soon if that is still possible, with -ECANCELED. It may also just go on to its end.
  virtual void cancel(Operation& operation) = 0;

  /// Where threads wait for their operations.
  WaitQueue operations{"a file"};

  bool waiting() const final { return waiting_ != 0; }
  /// A wait of the running thread that only poll() can end.
  template <typename Wait>
  WaitResult waits(Wait wait) {
    waiting_++;
    const WaitResult result = wait();
    waiting_--;
    return result;
  }

 protected:
  void complete(Operation& operation, int64_t result) {
    operation.result = result;
    operation.done = true;
    // Its time may have run out, or somebody may have cancelled it: then it is ready already, and will see that it is done.
    if (operation.waiter->waitingIn == &operations) scheduler_.wake(operation.waiter);
  }

  Scheduler& scheduler_;

 private:
  size_t waiting_ = 0;
};

/// "epoll", "io_uring" or "pool"; "epoll-threads" for epoll whose operations are done by kernel threads, although io_uring
/// may be there. Throws std::invalid_argument for another name, and std::system_error, with the reason,
/// when there is no such thing here.
std::unique_ptr<Backend> makeBackend(const std::string& name, Scheduler& scheduler);

}  // namespace tutti
