// The scheduler of user-level threads on one kernel thread: cooperative.
//
// Invariants
//  1. All calls come from one kernel thread, the one that called run(), or the one that owns the scheduler while nothing
//     runs. No member is atomic, and no thread ever moves to another kernel thread.
//  2. `current_` is the thread whose stack we stand on; `home_` is the context that called run().
//  3. A thread is in the run queue exactly when it is ready. A blocked one stands in at most one wait queue, or is the
//     `joiner` of one thread, and has at most one timer; whoever wakes it takes it out of all of them.
//  4. A switch goes directly from thread to thread. It goes home only when no thread is ready or `pollEvery` switches have
//     passed since the last look at timers and poller: that is done at home, on the kernel thread's own stack.
//  5. Nobody frees the stack he stands on: a thread's stack is given back by join, or, when it is detached, by whoever
//     ends after it.
//  6. Between two switches nobody else runs, so a thread may leave a queue and enter another without a lock.
//  7. No thread takes more than 36 locks in one turn; how many exactly differs from turn to turn. Without a limit, one
//     producer would fill a buffer of 128 alone in each turn, and those woken meanwhile would find it full, for ever;
//     with a constant one, those who come too late are mostly the same ones in every round.
//  8. Exceptions do not leave a thread's entry function (std::terminate). The C++ runtime's record of current exceptions
//     and errno, which the kernel thread has once, are each thread's own: they change with the thread. Between
//     switches, a thread that is in no handler has an empty record, so there is nothing to exchange.
#pragma once

#include <cerrno>
#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "context.h"
#include "poller.h"
#include "run_queue.h"
#include "stack_allocator.h"
#include "thread.h"
#include "timers.h"
#include "wait_queue.h"

namespace tutti {

/// How a scheduler is made.
struct SchedulerOptions {
  /// Stack of a thread that does not ask for another size; rounded up to a size of the StackAllocator.
  size_t stackBytes = 64 * 1024;
  /// The policy; null for round robin.
  std::unique_ptr<RunQueue> runQueue = nullptr;
  /// Switches between two looks at timers and poller while threads are ready (targets/native/io/README.md).
  uint32_t pollEvery = 256;
  /// Makes the lowest page of each stack untouchable. Costs a system call a stack.
  bool guardPages = false;
  /// Fills each new stack with a pattern, so that `deepestStack` can say how much was used.
  bool paintStacks = false;
};

/// A thread that waits, and for what.
struct Waiting {
  uint32_t thread;
  std::string what;
};

class Scheduler {
 public:
  explicit Scheduler(SchedulerOptions options = {});
  ~Scheduler();
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;

  /// Creates a thread that will call `entry(argument)` once it is started, on a stack of its own size or the default (0).
  /// Throws std::system_error when there is no memory for it.
  Thread* create(void (*entry)(void*), void* argument, size_t stackBytes = 0);
  /// Makes a created thread ready.
  void start(Thread* thread);
  /// Creates a thread that calls `body()`, a copy of which it keeps on its own stack, and starts it.
  template <typename Body>
  Thread* spawn(Body body, size_t stackBytes = 0);
  /// Nobody will join this thread: it tidies up after itself.
  void detach(Thread* thread);
  /// Waits for the end of a thread and gives its stack back; every thread is joined once, or detached. Cancelled or too
  /// late, the thread is still to be joined.
  [[nodiscard]] WaitResult joinUntil(Thread* thread, Deadline deadline);
  /// The same without a limit; cancellation does not end it.
  void join(Thread* thread);

  /// Runs until no thread is ready, and none waits for a timer or the poller. Threads that are blocked then stay so:
  /// nobody is left to wake them (see `blocked`).
  void run();
  /// The threads that wait, and for what: after run(), a deadlock.
  std::vector<Waiting> blocked() const;

  /// Lets the other ready threads run first.
  void yield() {
    if (noneReady() && untilPoll_ > 1) [[unlikely]] {
      untilPoll_--;
      return beginTurn();
    }
    assert(insideThread());
    makeReady(current_);
    switchTo(*next());
  }
  WaitResult sleepUntil(Deadline deadline);
  WaitResult sleepFor(std::chrono::nanoseconds duration) {
    return sleepUntil(std::chrono::steady_clock::now() + duration);
  }

  /// The running thread waits in a queue until it is woken, too late, or cancelled: one that is cancelled does not wait.
  WaitResult wait(WaitQueue& queue, Deadline deadline = never) {
    if (current_->cancelled) [[unlikely]] return WaitResult::cancelled;
    current_->cancellable = true;
    if (deadline != never) [[unlikely]] timers_.add(current_, deadline);
    queue.push(current_);
    return block();
  }
  /// The same for what must not be given up: neither cancellation nor time ends it.
  void waitAlways(WaitQueue& queue) {
    current_->cancellable = false;
    queue.push(current_);
    block();
  }
  /// A blocked thread becomes ready, wherever it waits.
  void wake(Thread* thread, WaitResult result = WaitResult::woken) {
    assert(thread->state == Thread::State::blocked);
    if (thread->waitingIn != nullptr) thread->waitingIn->remove(thread);
    release(thread, result);
  }
  /// Wakes the thread that has waited longest. Returns it, or null when none waits.
  Thread* wakeOne(WaitQueue& queue) {
    // Whoever stands behind many in the run queue is fetched by that, and would have left the cache until then.
    Thread* const thread = queue.pop(!roundRobin_.fetchesAhead());
    if (thread != nullptr) release(thread, WaitResult::woken);
    return thread;
  }
  void wakeAll(WaitQueue& queue) {
    while (wakeOne(queue) != nullptr) continue;
  }
  /// From now on every wait of this thread that can be cancelled ends, or does not begin, with WaitResult::cancelled.
  void cancel(Thread* thread);

  /// Called before every lock: ends the turn of a thread that has had enough of it.
  void countLock() {
    if (locksLeft_-- == 0) [[unlikely]] endTurn();
  }

  /// The one poller of this scheduler, asked from now on; it must outlive the runs.
  void attach(Poller& poller) { poller_ = &poller; }

  Thread* current() const { return current_; }
  /// True inside a thread of this scheduler.
  bool insideThread() const { return current_ != &home_; }
  /// Switches so far, those to and from run() included.
  uint64_t switches() const { return switches_; }
  /// Threads that have been started and have not ended.
  size_t living() const { return living_; }
  /// Whether an address lies in the guard page of the running thread's stack; needs `guardPages`.
  bool isGuardPageOfCurrent(uintptr_t address) const;
  /// Says on standard error that the running thread has used up its stack, and aborts.
  [[noreturn]] void reportOverflow() const;
  /// Bytes of the deepest stack among the threads that have ended; needs `paintStacks`.
  size_t deepestStack() const { return deepestStack_; }

 private:
  /// Draws the length of a turn, 4 to 35 locks: the high bits of the multiples of the golden ratio are evenly spread.
  void beginTurn() { locksLeft_ = 4 + static_cast<uint32_t>((switches_ * 0x9E3779B97F4A7C15u) >> 59); }

  bool noneReady() const {
    if (policy_ != nullptr) [[unlikely]] return policy_->empty();
    return roundRobin_.empty();
  }
  void makeReady(Thread* thread) {
    thread->state = Thread::State::ready;
    if (policy_ != nullptr) [[unlikely]] return policy_->push(thread);
    roundRobin_.push(thread);
  }
  void release(Thread* thread, WaitResult result) {
    if (thread->timer != 0) [[unlikely]] timers_.remove(thread);
    thread->result = result;
    makeReady(thread);
  }
  /// Who runs next: home when none is ready, or when it is time to look at timers and poller.
  Thread* next() {
    if (--untilPoll_ == 0) [[unlikely]] return &home_;
    Thread* const thread = policy_ == nullptr ? roundRobin_.pop() : policy_->pop();
    return thread == nullptr ? &home_ : thread;
  }
  WaitResult block() {
    assert(insideThread());
    current_->state = Thread::State::blocked;
    switchTo(*next());
    return current_->result;
  }

  void switchTo(Thread& next) {
    Thread& from = *current_;
    if (stackPointer() < from.stackLimit) [[unlikely]] reportOverflow();
    current_ = &next;
    next.state = Thread::State::running;
    switches_++;
    beginTurn();
    from.error = *errno_;
    if (exceptions_->caught != nullptr || exceptions_->uncaught != 0) [[unlikely]] putAwayExceptions(from);
    from.fiber.leaveFor(next.fiber, from.state == Thread::State::finished);
    switchContext(&from.stackPointer, next.stackPointer);
    from.fiber.arrive();
    *errno_ = from.error;
    if (from.exceptions != nullptr) [[unlikely]] takeOutExceptions(from);
  }

  /// A thread on a new stack, with so much room above its first frame; its entry is set by the caller.
  Thread* make(size_t stackBytes, size_t room);
  WaitResult awaitEnd(Thread* thread, bool cancellable, Deadline deadline);
  [[gnu::noinline]] void endTurn() { yield(); }
  void putAwayExceptions(Thread& thread);
  void takeOutExceptions(Thread& thread);
  void look();
  void destroy(Thread* thread);
  void measureStack(const Thread& thread);
  [[noreturn]] void finish(Thread& thread);
  [[noreturn]] static void main(void* thread) noexcept;

  Thread home_;
  Thread* current_ = &home_;
  /// Of the kernel thread that called run().
  ExceptionState* exceptions_ = nullptr;
  int* errno_ = nullptr;
  RoundRobin roundRobin_;
  std::unique_ptr<RunQueue> policy_;
  uint64_t switches_ = 0;
  /// Locks that the running thread may yet take in this turn.
  uint32_t locksLeft_ = 0;
  uint32_t untilPoll_;
  Timers timers_;
  Poller* poller_ = nullptr;

  const uint32_t pollEvery_;
  const size_t stackBytes_;
  const bool guardPages_;
  const bool paintStacks_;
  size_t living_ = 0;
  size_t deepestStack_ = 0;
  uint32_t created_ = 0;
  /// Every thread that has a stack, in no order.
  std::vector<Thread*> threads_;
  /// A detached thread that has ended and whose stack waits to be given back.
  Thread* ended_ = nullptr;
  StackAllocator stacks_;
};

template <typename Body>
Thread* Scheduler::spawn(Body body, size_t stackBytes) {
  static_assert(alignof(Body) <= 16);
  Thread* const thread = make(stackBytes, (sizeof(Body) + 15) & ~size_t{15});
  thread->argument = new (static_cast<std::byte*>(thread->argument)) Body(std::move(body));
  thread->entry = [](void* argument) {
    Body& own = *static_cast<Body*>(argument);
    own();
    own.~Body();
  };
  start(thread);
  return thread;
}

}  // namespace tutti
