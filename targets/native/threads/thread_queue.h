// A first-in first-out queue of threads: the run queue, and the waiters of a mutex or condition.
//
// A ring of pointers, not a linked list: the addresses of the threads that come next are known before those threads have
// been touched, so they can be fetched from memory while others run. With many threads each of them has left the cache
// since it last ran, and a switch is otherwise two or three misses one after the other: control block, saved stack
// pointer, stack.
//
// Invariants
//  1. The capacity is a power of two; the threads waiting are at positions head to tail - 1, modulo the capacity.
//  2. Only a thread that is in the queue is dereferenced ahead of its turn.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "thread.h"

namespace tutti {

class ThreadQueue {
 public:
  bool empty() const { return head_ == tail_; }
  size_t size() const { return tail_ - head_; }

  void push(Thread* thread) {
    if (size() == capacity_) grow();
    threads_[tail_++ & (capacity_ - 1)] = thread;
  }

  /// Takes the oldest thread; there must be one.
  Thread* pop() {
    assert(!empty());
    Thread* const thread = threads_[head_++ & (capacity_ - 1)];
    fetchAhead();
    return thread;
  }

 private:
  /// How many turns ahead a control block, and then the stack it points to, is fetched.
  static constexpr size_t blockAhead = 16;
  static constexpr size_t stackAhead = 8;
  static constexpr size_t cacheLine = 64;

  /// Always inline: GCC takes a function that only prefetches for one without effect, and leaves out its call.
  [[gnu::always_inline]] void fetchAhead() const {
    if (size() <= blockAhead) return;
    __builtin_prefetch(threads_[(head_ + blockAhead) & (capacity_ - 1)], 1);
    const auto* const stack = static_cast<std::byte*>(threads_[(head_ + stackAhead) & (capacity_ - 1)]->stackPointer);
    __builtin_prefetch(stack, 1);
    __builtin_prefetch(stack + cacheLine, 1);
    __builtin_prefetch(stack + 2 * cacheLine, 1);
  }

  void grow() {
    const size_t capacity = capacity_ == 0 ? 16 : 2 * capacity_;
    auto threads = std::make_unique<Thread*[]>(capacity);
    size_t count = 0;
    while (!empty()) threads[count++] = threads_[head_++ & (capacity_ - 1)];
    threads_ = std::move(threads);
    capacity_ = capacity;
    head_ = 0;
    tail_ = count;
  }

  std::unique_ptr<Thread*[]> threads_;
  size_t capacity_ = 0;
  size_t head_ = 0;
  size_t tail_ = 0;
};

}  // namespace tutti
