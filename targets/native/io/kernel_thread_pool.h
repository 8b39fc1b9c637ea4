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

#include "assistants.h"

namespace tutti {

class KernelThreadPool final : public Assistants {
 public:
  /// Where direct 4 KiB reads stop to gain: 64 threads get 96 % of what 200 get out of the disk (README.md).
  static constexpr size_t mostHelpers = 64;

  /// `because`: why there are kernel threads and not something else; empty where they are what was asked for.
  explicit KernelThreadPool(std::string because = "");
  ~KernelThreadPool() override;

  std::string describe() const override;
  void submit(Operation& operation) override;
  bool withdraw(Operation& operation) override;
  /// Makes the helpers that are missing. Returns the operations that nobody can do, for want of a single helper.
  Operation* prepare() override;
  /// The last one to end comes first.
  Operation* collect() override;
  Operation* await(std::chrono::nanoseconds longest) override;
  int finished() const override { return finished_; }

 private:
  static void* main(void* pool) noexcept;
  int addHelper();
  Operation* take();
  void finish(Operation& operation);

  const std::string because_;
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
