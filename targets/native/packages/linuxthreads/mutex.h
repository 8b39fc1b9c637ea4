// The mutex of a program (`__pthread_alt_lock`, what PTHREAD_MUTEX_TIMED_NP, the default kind, was made of).
//
// Invariants
//  1. `status_` is 0 when free, 1 when held and nobody waits; else it is held, and the address of the node of whoever came
//     last, linked to those before it; the last link is 1. Nodes are on the stacks of those who wait.
//  2. unlock() hands the mutex over: it stays held, and the thread that has waited longest owns it before it has woken.
//     Until that thread has been scheduled nobody else gets the mutex, however free the CPU.
//  3. New ones come in at the front by compare-and-swap; only the holder takes a node out.
//  4. A node is its owner's again as soon as `granted` is set: whoever sets it does not touch it afterwards.
#pragma once

#include <atomic>
#include <cstdint>

namespace tutti {
class LinuxThreads;
}

namespace tutti::linuxthreads {

struct Thread;

class Mutex {
 public:
  explicit Mutex(LinuxThreads&) {}
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() {
    uintptr_t expected = unheld;
    if (!status_.compare_exchange_strong(expected, held, std::memory_order_acquire)) enqueue();
  }
  void unlock() {
    uintptr_t expected = held;
    if (!status_.compare_exchange_strong(expected, unheld, std::memory_order_acq_rel, std::memory_order_acquire)) handOver();
  }

 private:
  static constexpr uintptr_t unheld = 0;
  static constexpr uintptr_t held = 1;

  struct Waiter {
    Thread& thread;
    std::atomic<uintptr_t> next{held};
    std::atomic<bool> granted{false};
  };

  void enqueue();
  void handOver();
  void remove(Waiter& waiter, Waiter* before);
  static Waiter* waiterAt(uintptr_t status) { return status == held ? nullptr : reinterpret_cast<Waiter*>(status); }

  std::atomic<uintptr_t> status_{unheld};
};

}  // namespace tutti::linuxthreads
