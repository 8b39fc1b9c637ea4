// Which ready thread runs next.
//
// Round robin is the scheduler's own and costs no indirect call. Any other policy (stride, lottery, resource-aware ...)
// implements RunQueue and is chosen when the scheduler is made.
#pragma once

#include "ring.h"

namespace tutti {

class RunQueue {
 public:
  virtual ~RunQueue() = default;
  /// A thread became ready.
  virtual void push(Thread* thread) = 0;
  /// Takes the thread that runs next; there must be one.
  virtual Thread* pop() = 0;
  virtual size_t size() const = 0;
};

/// First in, first out: everybody has a turn before anybody has the next.
class RoundRobin final : public RunQueue {
 public:
  void push(Thread* thread) override {
    if (ring_.full()) [[unlikely]] ring_.makeRoom(ring_.places(), [](Thread*, uint32_t) {});
    ring_.push(thread);
  }
  Thread* pop() override { return ring_.shift(); }
  size_t size() const override { return ring_.places(); }

 private:
  Ring ring_;
};

/// Last in, first out: what was touched last is still in the cache. A thread may wait for ever.
class LastInFirstOut final : public RunQueue {
 public:
  void push(Thread* thread) override {
    if (ring_.full()) [[unlikely]] ring_.makeRoom(ring_.places(), [](Thread*, uint32_t) {});
    ring_.push(thread);
  }
  Thread* pop() override { return ring_.pop(); }
  size_t size() const override { return ring_.places(); }

 private:
  Ring ring_;
};

}  // namespace tutti
