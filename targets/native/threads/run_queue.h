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
  /// Takes the thread that runs next. Null when there is none.
  virtual Thread* pop() = 0;
  virtual bool empty() const = 0;
};

/// First in, first out: everybody has a turn before anybody has the next.
class RoundRobin final : public RunQueue {
 public:
  void push(Thread* thread) override { ring_.push(thread, [](Thread*, uint32_t) {}); }
  Thread* pop() override { return ring_.shift(true); }
  bool empty() const override { return ring_.empty(); }
  /// Whether it fetches those who wait for their turn in it.
  bool fetchesAhead() const { return ring_.fetchesAhead(); }

 private:
  Ring ring_;
};

/// Last in, first out: what was touched last is still in the cache. A thread may wait for ever.
class LastInFirstOut final : public RunQueue {
 public:
  void push(Thread* thread) override { ring_.push(thread, [](Thread*, uint32_t) {}); }
  Thread* pop() override { return ring_.pop(); }
  bool empty() const override { return ring_.empty(); }

 private:
  Ring ring_;
};

}  // namespace tutti
