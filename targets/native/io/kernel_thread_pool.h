// Kernel threads that do what would block the scheduler's own: reads of uncached blocks, opening, closing, fsync.
//
// Invariants
//  1. An operation is queued, or with one helper, or on the list of finished ones; only the scheduler's kernel thread
//     touches it before and after.
//  2. Helpers run with every signal blocked and never touch the scheduler: they hand a finished operation over and write
//     to `finished`, an eventfd, when the list was empty.
//  3. Helpers are made in prepare(), on the kernel thread's own stack, when more operations wait than helpers; never more
//     than `mostHelpers`. They stay until the end.
#pragma once

#include <pthread.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "operation.h"

namespace tutti {

class KernelThreadPool {
 public:
  /// Where direct 4 KiB reads stop to gain: 64 threads get 96 % of what 200 get out of the disk (README.md).
  static constexpr size_t mostHelpers = 64;

  KernelThreadPool();
  ~KernelThreadPool();
  KernelThreadPool(const KernelThreadPool&) = delete;
  KernelThreadPool& operator=(const KernelThreadPool&) = delete;

  void submit(Operation& operation);
  /// True when it had not begun, and now never will.
  bool withdraw(Operation& operation);
  /// Makes the helpers that are missing. Returns an operation that nobody can do, for want of a single helper, and the
  /// reason in its result; null when there is none.
  Operation* prepare();
  /// Takes the finished operations, linked by `following`, the last one first.
  Operation* collect();
  /// Becomes readable when there is something to collect.
  int finished() const { return finished_; }
  size_t helpers() const { return helpers_.size(); }

 private:
  static void* main(void* pool) noexcept;
  int addHelper();
  Operation* take();
  void finish(Operation& operation);

  std::mutex mutex_;
  std::condition_variable submitted_;
  Operation* first_ = nullptr;
  Operation* last_ = nullptr;
  size_t queued_ = 0;
  size_t idle_ = 0;
  bool ending_ = false;
  std::atomic<Operation*> done_{nullptr};
  int finished_;
  std::vector<pthread_t> helpers_;
};

/// Does an operation here and now, on this kernel thread.
int64_t perform(const Operation& operation);

}  // namespace tutti
