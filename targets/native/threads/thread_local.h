// Values that each thread has for itself (what `thread_local` would be: that one belongs to the kernel thread).
//
// Invariants
//  1. A ThreadLocal has a number of its own in the process; a thread's value for it is made when it is first asked for.
//  2. A thread's values are destroyed, on its own stack, when it ends. The thread must not outlive a ThreadLocal it used.
#pragma once

#include <any>
#include <atomic>
#include <vector>

#include "scheduler.h"

namespace tutti {

/// The values of one thread, by the number of the ThreadLocal.
class LocalValues {
 public:
  std::any& at(size_t number) {
    if (number >= values_.size()) values_.resize(number + 1);
    return values_[number];
  }

 private:
  std::vector<std::any> values_;
};

template <typename Value>
class ThreadLocal {
 public:
  explicit ThreadLocal(Scheduler& scheduler) : scheduler_(scheduler) {}

  /// The value of the running thread.
  Value& get() {
    std::unique_ptr<LocalValues>& locals = scheduler_.current()->locals;
    if (locals == nullptr) locals = std::make_unique<LocalValues>();
    std::any& value = locals->at(number_);
    if (!value.has_value()) value.emplace<Value>();
    return *std::any_cast<Value>(&value);
  }

 private:
  static inline std::atomic<size_t> made_{0};

  Scheduler& scheduler_;
  const size_t number_ = made_++;
};

}  // namespace tutti
