// The plainest scheduler of user-level threads there is, kept to measure the real one (../threads) against: a linked list
// for a run queue, an array of control blocks, stacks of 16 KiB each on pages of 4 KiB. The context switch is the same.
//
// Threads can be created, started, can give way and end: what switches need of a package, and no more.
//
// Invariants
//  1. All calls come from one kernel thread. `current_` is the thread whose stack we stand on; `home_` called run().
//  2. A started thread that does not run is in the list, first in first out, linked through `next`; `last_` is null exactly
//     when `first_` is.
//  3. Thread i has control block i and stack i, in memory in this order. Nothing is given back before the end.
#pragma once

#include <cstddef>
#include <memory>

#include "../threads/fiber_annotation.h"
#include "../packages/thread_package.h"

namespace tutti {

class LinkedListThreads {
 public:
  struct Thread {
    void* stackPointer = nullptr;
    Thread* next = nullptr;
    LinkedListThreads* package = nullptr;
    ThreadFunction function = nullptr;
    void* argument = nullptr;
    bool finished = false;
    [[no_unique_address]] FiberAnnotation fiber;
  };

  /// Throws std::system_error with the errno of mmap.
  explicit LinkedListThreads(const PackageOptions& options);
  ~LinkedListThreads();
  LinkedListThreads(const LinkedListThreads&) = delete;
  LinkedListThreads& operator=(const LinkedListThreads&) = delete;

  /// Not more than the capacity.
  Thread* create(ThreadFunction function, void* argument);
  void start(Thread* thread) { push(thread); }
  /// Runs until all have ended.
  bool run(const std::atomic<bool>&);
  void join(Thread*) {}
  void yield();

 private:
  void push(Thread* thread);
  Thread* pop();
  void switchTo(Thread* thread);
  [[noreturn]] static void main(void* thread) noexcept;

  Thread home_;
  Thread* current_ = &home_;
  Thread* first_ = nullptr;
  Thread* last_ = nullptr;
  std::unique_ptr<Thread[]> threads_;
  std::byte* stacks_ = nullptr;
  size_t capacity_;
  size_t created_ = 0;
};

}  // namespace tutti
