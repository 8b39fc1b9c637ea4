// Bounded channels: values from thread to thread, in order.
//
// Invariants
//  1. `count_` values lie in the ring from `first_` on. A capacity of 0 is made 1.
//  2. A value goes into the ring, and the receiver that waits longest is woken to take it; it looks again, since another
//     may have been quicker.
#pragma once

#include <optional>
#include <vector>

#include "scheduler.h"

namespace tutti {

template <typename Value>
class Channel {
 public:
  enum class Result : uint8_t { done, closed, timedOut, cancelled };

  Channel(Scheduler& scheduler, size_t capacity)
      : scheduler_(scheduler),
        values_(capacity == 0 ? 1 : capacity),
        senders_("room in a channel"),
        receivers_("a value in a channel") {}

  /// Puts a value in, when there is room in time and nobody closes the channel.
  Result send(Value value, Deadline deadline = never) {
    while (!closed_ && count_ == values_.size()) {
      const WaitResult result = scheduler_.wait(senders_, deadline);
      if (result != WaitResult::woken) return endOf(result);
    }
    if (closed_) return Result::closed;
    values_[wrap(first_ + count_++)].emplace(std::move(value));
    scheduler_.wakeOne(receivers_);
    return Result::done;
  }

  /// Takes the oldest value, when there is one in time. What is in a closed channel can still be received.
  Result receive(Value& into, Deadline deadline = never) {
    while (!closed_ && count_ == 0) {
      const WaitResult result = scheduler_.wait(receivers_, deadline);
      if (result != WaitResult::woken) return endOf(result);
    }
    if (count_ == 0) return Result::closed;
    into = std::move(*values_[first_]);
    values_[first_].reset();
    first_ = wrap(first_ + 1);
    count_--;
    scheduler_.wakeOne(senders_);
    return Result::done;
  }

  /// No more values: those that wait are woken.
  void close() {
    closed_ = true;
    scheduler_.wakeAll(senders_);
    scheduler_.wakeAll(receivers_);
  }

  size_t size() const { return count_; }

 private:
  size_t wrap(size_t place) const { return place < values_.size() ? place : place - values_.size(); }
  static Result endOf(WaitResult result) {
    return result == WaitResult::timedOut ? Result::timedOut : Result::cancelled;
  }

  Scheduler& scheduler_;
  std::vector<std::optional<Value>> values_;
  size_t first_ = 0;
  size_t count_ = 0;
  bool closed_ = false;
  WaitQueue senders_;
  WaitQueue receivers_;
};

}  // namespace tutti
