// A slowdown on purpose, as harness/authoring/slowdown.ts has it: a share of the time of the work is spent beside it in a loop
// that ends by the clock, and what a turn of it took beyond its due is taken off the next, but not what others took of the
// processor meanwhile.
//
// Invariants
//  1. One kernel thread does the work: what its threads do is one course of time. step() asserts it.
//  2. step() takes no more of a stack than two readings of a clock: it runs on the stacks of the threads, which may be 2 KiB.
//  3. Only injected() is called from another kernel thread.
#pragma once

#include <pthread.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstdint>

namespace tutti {

class Slowdown {
 public:
  /// @param share of the time of the work to add to it: 0.05 for 5 %
  explicit Slowdown(double share) : share_(share) {}

  /// For servers, which may wait for clients: only what the kernel thread does is work. Before begin().
  void countProcessorTime() { workClock_ = CLOCK_THREAD_CPUTIME_ID; }

  /// The work begins now, on the kernel thread that calls this.
  void begin() {
    worker_ = pthread_self();
    // Also looks the function up, which takes more of a stack than a thread has.
    from_ = read(workClock_);
  }

  /// Loops for the share that is due. Call it from the midst of the work, after every few units: most calls only count.
  void step() {
    if (++calls_ < stride_) return;
    calls_ = 0;
    pay();
  }

  /// What the loop has really taken, as a share of the time of the work.
  double injected() const {
    const double worked = worked_.load(std::memory_order_relaxed);
    return worked > 0 ? delayed_.load(std::memory_order_relaxed) / worked : 0;
  }

 private:
  /// Nanoseconds between two turns of the loop, about: long against the reading of a clock.
  static constexpr double between = 100'000;
  /// More than this, a look at the clock does not take: somebody else had the processor.
  static constexpr double mostCarried = 100'000;

  static double read(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
  }

  [[gnu::noinline, gnu::cold]] void pay() {
    assert(pthread_equal(worker_, pthread_self()));
    const double passed = read(workClock_) - from_;
    if (passed < between && stride_ < 1u << 20) stride_ *= 2;
    else if (passed > 2 * between && stride_ > 1) stride_ /= 2;
    add(worked_, passed);
    loop(share_ * passed - carried_);
    from_ = read(workClock_);
  }

  void loop(double due) {
    double took = 0;
    if (due > 0) {
      const double begin = read(CLOCK_MONOTONIC);
      do took = read(CLOCK_MONOTONIC) - begin;
      while (took < due);
    }
    add(delayed_, took);
    carried_ = std::min(took - due, mostCarried);
  }

  static void add(std::atomic<double>& sum, double more) {
    sum.store(sum.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
  }

  const double share_;
  clockid_t workClock_ = CLOCK_MONOTONIC;
  double from_ = 0;
  uint32_t calls_ = 0;
  uint32_t stride_ = 1;
  pthread_t worker_{};
  /// Nanoseconds that the loop has taken beyond its due.
  double carried_ = 0;
  /// Nanoseconds. One kernel thread writes them.
  std::atomic<double> worked_{0};
  std::atomic<double> delayed_{0};
};

}  // namespace tutti
