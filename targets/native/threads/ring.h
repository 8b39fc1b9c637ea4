// A first-in first-out queue of threads that fetches from memory ahead of its turn.
//
// A ring of pointers, not a linked list: the addresses of the threads that come next are known before those threads have
// been touched, so they can be fetched while others run. With many threads each of them has left the cache since it last
// ran, and a switch is otherwise two or three misses one after the other: control block, saved stack pointer, stack.
// Most queues hold one thread at most: that one stands apart, and needs no ring.
//
// Invariants
//  1. `alone_` is a thread that came when the queue was empty, and so the first of all; null when there is none such.
//  2. The capacity is 0 or a power of two. The places in use are head to tail - 1, taken modulo the capacity; places are
//     counted on and on, modulo 2^32.
//  3. A place may be empty (null), but not the first in use: a thread that left out of its turn. Only threads in the ring
//     are dereferenced ahead.
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
  bool empty() const { return alone_ == nullptr && places() == 0; }
  /// Whether it holds so many that it fetches them ahead of their turns.
  bool fetchesAhead() const { return tuning::blockAhead != 0 && places() > tuning::blockAhead; }

  /// Puts a thread at the tail. Returns its place, which is needed to take it out of turn; `moved(thread, place)` says who
  /// stands where after the ring has grown.
  template <typename Moved>
  uint32_t push(Thread* thread, Moved moved) {
    if (empty()) {
      alone_ = thread;
      return tail_;
    }
    if (places() == capacity_) [[unlikely]] makeRoom(moved);
    threads_[tail_ & mask()] = thread;
    return tail_++;
  }

  /// Takes the thread at the head; null when there is none. `stacks`: whether those that come next will run soon, so that
  /// their stacks are fetched, too.
  Thread* shift(bool stacks) {
    if (alone_ != nullptr) return std::exchange(alone_, nullptr);
    if (places() == 0) return nullptr;
    Thread* const thread = threads_[head_++ & mask()];
    skipEmpty();
    if (fetchesAhead()) fetchAhead(stacks);
    return thread;
  }

  /// Takes the thread at the tail, null when there is none; nobody may have left out of turn.
  Thread* pop() { return places() == 0 ? std::exchange(alone_, nullptr) : threads_[--tail_ & mask()]; }

  /// Takes a thread out of its turn, given its place.
  void remove(const Thread* thread, uint32_t place) {
    if (thread == alone_) {
      alone_ = nullptr;
      return;
    }
    assert(place - head_ < places() && threads_[place & mask()] == thread);
    threads_[place & mask()] = nullptr;
    skipEmpty();
  }

 private:
  static constexpr size_t cacheLine = 64;

  /// Places in use, empty ones included.
  uint32_t places() const { return tail_ - head_; }
  uint32_t mask() const { return capacity_ - 1; }

  void skipEmpty() {
    while (places() != 0 && threads_[head_ & mask()] == nullptr) [[unlikely]] head_++;
  }

  /// Always inline: GCC takes a function that only prefetches for one without effect, and leaves out its call.
  [[gnu::always_inline]] void fetchAhead(bool stacks) const {
    __builtin_prefetch(threads_[(head_ + tuning::blockAhead) & mask()], 1);
    if (!stacks) return;
    const Thread* const thread = threads_[(head_ + tuning::stackAhead) & mask()];
    if (thread == nullptr) return;
    // The saved registers, and the frame that waits.
    const auto* const stack = static_cast<const std::byte*>(thread->stackPointer);
    __builtin_prefetch(stack, 1);
    __builtin_prefetch(stack + cacheLine, 1);
  }

  /// Closes the gaps; when there are few, doubles the capacity.
  template <typename Moved>
  [[gnu::noinline]] void makeRoom(Moved moved) {
    uint32_t occupied = 0;
    for (uint32_t place = head_; place != tail_; place++) occupied += threads_[place & mask()] != nullptr;
    const uint32_t capacity = capacity_ == 0 ? 16 : occupied > capacity_ / 2 ? 2 * capacity_ : capacity_;
    auto threads = std::make_unique<Thread*[]>(capacity);
    uint32_t count = 0;
    for (uint32_t place = head_; place != tail_; place++) {
      Thread* const thread = threads_[place & mask()];
      if (thread == nullptr) continue;
      moved(thread, count);
      threads[count++] = thread;
    }
    threads_ = std::move(threads);
    capacity_ = capacity;
    head_ = 0;
    tail_ = count;
  }

  Thread* alone_ = nullptr;
  std::unique_ptr<Thread*[]> threads_;
  uint32_t capacity_ = 0;
  uint32_t head_ = 0;
  uint32_t tail_ = 0;
};

}  // namespace tutti
