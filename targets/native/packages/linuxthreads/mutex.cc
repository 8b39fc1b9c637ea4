#include "mutex.h"

#include <cassert>

#include "thread.h"

namespace tutti::linuxthreads {

void Mutex::enqueue() {
  Thread& own = self();
  Waiter waiter{.thread = own};
  uintptr_t status = status_.load(std::memory_order_relaxed);
  uintptr_t next;
  do {
    next = status == unheld ? held : reinterpret_cast<uintptr_t>(&waiter);
    waiter.next.store(status, std::memory_order_relaxed);
  } while (!status_.compare_exchange_weak(status, next, std::memory_order_acq_rel, std::memory_order_relaxed));
  if (status == unheld) return;
  suspendUntil(own, [&] { return waiter.granted.load(std::memory_order_acquire); });
}

void Mutex::handOver() {
  const uintptr_t status = status_.load(std::memory_order_acquire);
  assert(status != unheld && status != held);
  // The oldest of the highest priority. The walk is as long as the queue, as it was in the original.
  Waiter* chosen = nullptr;
  Waiter* before = nullptr;
  Waiter* previous = nullptr;
  for (Waiter* waiter = waiterAt(status); waiter != nullptr;
       previous = waiter, waiter = waiterAt(waiter->next.load(std::memory_order_relaxed))) {
    if (chosen != nullptr && waiter->thread.priority < chosen->thread.priority) continue;
    chosen = waiter;
    before = previous;
  }
  remove(*chosen, before);
  Thread& thread = chosen->thread;
  chosen->granted.store(true, std::memory_order_release);
  restart(thread);
}

/// Takes a node out of the queue, known to stand behind another or, at first sight, at the front.
void Mutex::remove(Waiter& waiter, Waiter* before) {
  const uintptr_t rest = waiter.next.load(std::memory_order_relaxed);
  uintptr_t front = reinterpret_cast<uintptr_t>(&waiter);
  if (before == nullptr) {
    if (status_.compare_exchange_strong(front, rest, std::memory_order_acq_rel, std::memory_order_acquire)) return;
    // Others have come in before it.
    before = waiterAt(front);
    while (waiterAt(before->next.load(std::memory_order_relaxed)) != &waiter) {
      before = waiterAt(before->next.load(std::memory_order_relaxed));
    }
  }
  before->next.store(rest, std::memory_order_relaxed);
}

}  // namespace tutti::linuxthreads
