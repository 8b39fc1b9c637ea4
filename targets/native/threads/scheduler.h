// The scheduler of user-level threads on one kernel thread: cooperative, first in first out.
//
// Invariants
//  1. All calls come from one kernel thread, the one that called run(), or the one that owns the scheduler while nothing
//     runs. No member is atomic, and no thread ever moves to another kernel thread.
//  2. `current_` is the thread whose stack we stand on; `home_` is the context that called run().
//  3. A thread is in the run queue exactly when it is ready; in exactly one queue of waiters, or the `joiner` of one
//     thread, when it is blocked; and in none when it is running, created or finished.
//  4. A switch goes directly from thread to thread. It goes home only when no thread is ready: then run() returns, for
//     only a thread could make another one ready.
//  5. A thread's slot is given back by join, never by the thread itself: nobody frees the stack he stands on.
//  6. Between two switches nobody else runs, so a thread may leave a queue and enter another without a lock.
//  7. No thread takes more than 36 locks in one turn; how many exactly differs from turn to turn. Without a limit, one
//     producer would fill a buffer of 128 alone in each turn, and those woken meanwhile would find it full, for ever;
//     with a constant one, those who come too late are mostly the same ones in every round.
//  8. Exceptions do not leave a thread's entry function (std::terminate). The runtime's record of current exceptions
//     is exchanged at every switch.
#pragma once

#include <cxxabi.h>

#include <cassert>
#include <cstring>
#include <memory>

#include "context.h"
#include "stack_slab.h"
#include "thread.h"
#include "thread_queue.h"

namespace tutti {

class Scheduler {
 public:
  /// Room for `capacity` threads at a time. Throws std::system_error when the stacks cannot be reserved.
  explicit Scheduler(size_t capacity);
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// Creates a thread that will call `entry(argument)` once it is started. Throws std::system_error ENOMEM when there is
  /// no room.
  Thread* create(void (*entry)(void*), void* argument);
  /// Makes a created thread ready.
  void start(Thread* thread);
  /// Runs until no thread is ready. Threads that are blocked then stay so: nobody is left to wake them.
  void run();

  /// Lets every other ready thread run first.
  void yield() {
    beginTurn();
    if (ready_.empty()) return;
    makeReady(current_);
    switchTo(*ready_.pop());
  }
  /// The running thread waits; whoever holds a reference to it (a queue of waiters) will unblock it.
  void block() {
    assert(current_ != &home_);
    current_->state = Thread::State::blocked;
    switchTo(ready_.empty() ? home_ : *ready_.pop());
  }
  void unblock(Thread* thread) {
    assert(thread->state == Thread::State::blocked);
    makeReady(thread);
  }
  /// Called before every lock: ends the turn of a thread that has had enough of it.
  void countLock() {
    if (locksLeft_-- == 0) yield();
  }
  /// Waits for the end of a thread and gives its slot back: every thread is joined once.
  void join(Thread* thread);

  Thread* current() const { return current_; }
  /// Switches so far, those to and from run() included.
  uint64_t switches() const { return switches_; }
  /// Threads that have been started and have not ended.
  size_t living() const { return living_; }

 private:
  /// Room that must be left in the slot of a thread at a switch.
  static constexpr uintptr_t headroom = 2048;

  /// Draws the length of a turn, 4 to 35 locks: the high bits of the multiples of the golden ratio are evenly spread.
  void beginTurn() { locksLeft_ = 4 + static_cast<uint32_t>((switches_ * 0x9E3779B97F4A7C15u) >> 59); }

  void makeReady(Thread* thread) {
    thread->state = Thread::State::ready;
    ready_.push(thread);
  }

  void switchTo(Thread& next) {
    Thread& from = *current_;
    assert(&from == &home_ || reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) % StackSlab::slotSize > headroom);
    current_ = &next;
    next.state = Thread::State::running;
    switches_++;
    beginTurn();
    std::memcpy(&from.exceptions, exceptions_, sizeof from.exceptions);
    std::memcpy(exceptions_, &next.exceptions, sizeof next.exceptions);
    from.fiber.leaveFor(next.fiber, from.state == Thread::State::finished);
    tutti_switch_context(&from.stackPointer, next.stackPointer);
    from.fiber.arrive();
  }

  [[noreturn]] static void main(void* thread) noexcept;

  Thread home_;
  Thread* current_ = &home_;
  /// The C++ runtime's record of current exceptions of the kernel thread that called run().
  void* exceptions_ = nullptr;
  ThreadQueue ready_;
  uint64_t switches_ = 0;
  /// Locks that the running thread may yet take in this turn.
  uint32_t locksLeft_ = 0;
  size_t living_ = 0;
  StackSlab stacks_;
  std::unique_ptr<Thread[]> threads_;
};

}  // namespace tutti
