// The times at which threads wake up: a heap with four children a node (the paper's linked list was its one operation
// that was not O(1), section 2.2; a heap is O(log n) with half the levels of a binary one).
//
// Invariants
//  1. Entry i is not later than its children 4i + 1 .. 4i + 4.
//  2. For every entry, `thread->timer` is its index + 1: a timer is removed without a search.
#pragma once

#include <chrono>
#include <vector>

#include "thread.h"

namespace tutti {

using Deadline = std::chrono::steady_clock::time_point;
/// No deadline.
inline constexpr Deadline never = Deadline::max();

class Timers {
 public:
  bool empty() const { return heap_.empty(); }
  size_t size() const { return heap_.size(); }
  /// When the next thread wakes; `never` when none does.
  Deadline next() const { return heap_.empty() ? never : heap_.front().at; }

  void add(Thread* thread, Deadline at);
  void remove(Thread* thread);
  /// Takes the thread that wakes first, when that is not later than `now`; else null.
  Thread* takeDue(Deadline now);

 private:
  struct Entry {
    Deadline at;
    Thread* thread;
  };

  void put(size_t index, const Entry& entry);
  void siftUp(size_t index, const Entry& entry);
  void siftDown(size_t index, const Entry& entry);

  std::vector<Entry> heap_;
};

}  // namespace tutti
