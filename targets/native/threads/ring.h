// A first-in first-out ring of threads that fetches from memory ahead of its turn.
//
// A ring of pointers, not a linked list: the addresses of the threads that come next are known before those threads have
// been touched, so they can be fetched while others run. With many threads each of them has left the cache since it last
// ran, and a switch is otherwise two or three misses one after the other: control block, saved stack pointer, stack.
//
// Invariants
//  1. The capacity is 0 or a power of two. The places in use are head to tail - 1, taken modulo the capacity; places are
//     counted on and on, modulo 2^32.
//  2. A place may be empty (null): a thread that left out of its turn. Only threads in the ring are dereferenced ahead.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "thread.h"
#include "tuning.h"

namespace tutti {

class Ring {
 public:
  /// Places in use, empty ones included.
  uint32_t places() const { return tail_ - head_; }
  bool full() const { return places() == capacity_; }

  /// Puts a thread at the tail; not when the ring is full. Returns its place.
  uint32_t push(Thread* thread) {
    threads_[tail_ & mask()] = thread;
    return tail_++;
  }

  /// Takes what stands at the head; there must be a place in use.
  Thread* shift() {
    assert(places() != 0);
    Thread* const thread = threads_[head_++ & mask()];
    fetchAhead();
    return thread;
  }

  /// Takes what stands at the tail; there must be a place in use.
  Thread* pop() {
    assert(places() != 0);
    return threads_[--tail_ & mask()];
  }

  void vacate(uint32_t place) {
    assert(place - head_ < places());
    threads_[place & mask()] = nullptr;
  }

  /// Makes room: closes the gaps when there are many, else doubles the capacity. `moved(thread, place)` says who stands
  /// where afterwards.
  template <typename Moved>
  [[gnu::noinline]] void makeRoom(uint32_t occupied, Moved moved) {
    const uint32_t capacity = capacity_ == 0 ? 16 : occupied > capacity_ / 2 ? 2 * capacity_ : capacity_;
    auto threads = std::make_unique<Thread*[]>(capacity);
    uint32_t count = 0;
    for (uint32_t place = head_; place != tail_; place++) {
      Thread* const thread = threads_[place & mask()];
      if (thread == nullptr) continue;
      moved(thread, count);
      threads[count++] = thread;
    }
    assert(count == occupied);
    threads_ = std::move(threads);
    capacity_ = capacity;
    head_ = 0;
    tail_ = count;
  }

 private:
  static constexpr size_t cacheLine = 64;

  uint32_t mask() const { return capacity_ - 1; }

  /// Always inline: GCC takes a function that only prefetches for one without effect, and leaves out its call.
  [[gnu::always_inline]] void fetchAhead() const {
    if (tuning::blockAhead == 0 || places() <= tuning::blockAhead) return;
    __builtin_prefetch(threads_[(head_ + tuning::blockAhead) & mask()], 1);
    const Thread* const thread = threads_[(head_ + tuning::stackAhead) & mask()];
    if (thread == nullptr) return;
    const auto* const stack = static_cast<const std::byte*>(thread->stackPointer);
    __builtin_prefetch(stack, 1);
    __builtin_prefetch(stack + cacheLine, 1);
    __builtin_prefetch(stack + 2 * cacheLine, 1);
  }

  std::unique_ptr<Thread*[]> threads_;
  uint32_t capacity_ = 0;
  uint32_t head_ = 0;
  uint32_t tail_ = 0;
};

}  // namespace tutti
