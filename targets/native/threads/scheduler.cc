#include "scheduler.h"

#include <cxxabi.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "overflow_guard.h"
#include "thread_local.h"
#include "tuning.h"

namespace tutti {
namespace {

constexpr size_t cacheLine = 64;
/// What a stack must still have when its thread gives way: room for the switch and what a system call takes.
constexpr size_t reserveOf(size_t stackBytes) { return stackBytes < 4096 ? 128 : 512; }
constexpr std::byte paint{0xA5};

#if defined(TUTTI_SANITIZED)
/// Instrumented frames are many times larger.
constexpr size_t leastStack = 64 * 1024;
#else
constexpr size_t leastStack = StackAllocator::smallest;
#endif

}  // namespace

Thread::Thread() = default;
Thread::~Thread() = default;

Scheduler::Scheduler(SchedulerOptions options)
    : policy_(std::move(options.runQueue)),
      untilPoll_(options.pollEvery),
      pollEvery_(options.pollEvery),
      stackBytes_(options.stackBytes),
      guardPages_(options.guardPages),
      paintStacks_(options.paintStacks),
      stacks_(options.guardPages) {
  assert(pollEvery_ > 0);
  home_.state = Thread::State::running;
}

Scheduler::~Scheduler() {
  assert(!insideThread());
  // What still waits is abandoned: its stack is never run again, so what lives there is not destroyed.
  for (Thread* const thread : threads_) {
    if (thread->waitingIn != nullptr) thread->waitingIn->remove(thread);
    thread->fiber.forget();
    thread->~Thread();
  }
}

Thread* Scheduler::make(size_t stackBytes, size_t room) {
  const size_t least = std::max(leastStack, guardPages_ ? StackAllocator::smallestGuarded : 0);
  const size_t size = StackAllocator::sizeFor(std::max(stackBytes == 0 ? stackBytes_ : stackBytes, least));
  std::byte* const stack = stacks_.take(size);
  std::byte* const lowest = stack + (guardPages_ ? StackAllocator::page : 0);
  if (paintStacks_) std::fill(lowest, stack + size, paint);
  const size_t shift = size < 4096 ? created_ % 2 : created_ % tuning::colours;
  Thread* const thread = new (stack + size - sizeof(Thread) - cacheLine * shift) Thread;
  thread->argument = reinterpret_cast<std::byte*>(thread) - room;
  thread->stackPointer = prepareContext(thread->argument, main, thread);
  thread->stackLimit = reinterpret_cast<uintptr_t>(lowest) + reserveOf(size);
  thread->scheduler = this;
  thread->stack = stack;
  thread->stackBytes = static_cast<uint32_t>(size);
  thread->index = static_cast<uint32_t>(threads_.size());
  thread->number = ++created_;
  thread->fiber.begin(stack, size);
  threads_.push_back(thread);
  return thread;
}

Thread* Scheduler::create(void (*entry)(void*), void* argument, size_t stackBytes) {
  Thread* const thread = make(stackBytes, 0);
  thread->entry = entry;
  thread->argument = argument;
  return thread;
}

void Scheduler::start(Thread* thread) {
  assert(thread->state == Thread::State::created);
  living_++;
  makeReady(thread);
}

void Scheduler::detach(Thread* thread) {
  assert(!thread->detached && thread->joiner == nullptr);
  if (thread->state == Thread::State::finished) destroy(thread);
  else thread->detached = true;
}

WaitResult Scheduler::joinUntil(Thread* thread, Deadline deadline) {
  if (thread->state != Thread::State::finished && current_->cancelled) return WaitResult::cancelled;
  return awaitEnd(thread, true, deadline);
}

void Scheduler::join(Thread* thread) { awaitEnd(thread, false, never); }

WaitResult Scheduler::awaitEnd(Thread* thread, bool cancellable, Deadline deadline) {
  assert(thread != current_ && thread->joiner == nullptr && !thread->detached);
  if (thread->state != Thread::State::finished) {
    thread->joiner = current_;
    current_->joining = thread;
    current_->cancellable = cancellable;
    if (deadline != never) timers_.add(current_, deadline);
    const WaitResult result = block();
    current_->joining = nullptr;
    thread->joiner = nullptr;
    if (result != WaitResult::woken) return result;
  }
  destroy(thread);
  return WaitResult::woken;
}

WaitResult Scheduler::sleepUntil(Deadline deadline) {
  if (current_->cancelled) return WaitResult::cancelled;
  current_->cancellable = true;
  timers_.add(current_, deadline);
  return block() == WaitResult::cancelled ? WaitResult::cancelled : WaitResult::woken;
}

void Scheduler::cancel(Thread* thread) {
  assert(thread->state != Thread::State::finished);
  thread->cancelled = true;
  if (thread->state == Thread::State::blocked && thread->cancellable) wake(thread, WaitResult::cancelled);
}

/// The dynamic linker binds a function of a library at its first call from another library, and needs more than 3 KiB of
/// stack to do so: what threads are sure to call is called here first.
static void bindLibraryCalls() {
  static_cast<void>(std::chrono::steady_clock::now());
  static_cast<void>(std::make_unique<char[]>(1));
}

void Scheduler::run() {
  assert(!insideThread());
  exceptions_ = reinterpret_cast<ExceptionState*>(abi::__cxa_get_globals());
  errno_ = &errno;
  bindLibraryCalls();
  home_.fiber.beginHome();
  std::optional<OverflowGuard> guard;
  if (guardPages_) guard.emplace(*this);
  for (;;) {
    look();
    untilPoll_ = pollEvery_;
    if (!noneReady()) switchTo(policy_ == nullptr ? *roundRobin_.pop() : *policy_->pop());
    else if (timers_.empty() && (poller_ == nullptr || !poller_->waiting())) break;
  }
  if (ended_ != nullptr) destroy(std::exchange(ended_, nullptr));
}

void Scheduler::putAwayExceptions(Thread& thread) {
  thread.exceptions = std::make_unique<ExceptionState>(std::exchange(*exceptions_, {}));
}

void Scheduler::takeOutExceptions(Thread& thread) {
  *exceptions_ = *thread.exceptions;
  thread.exceptions.reset();
}

/// Looks at timers and poller; waits for them when no thread is ready.
void Scheduler::look() {
  const bool polls = poller_ != nullptr && poller_->waiting();
  if (!polls && timers_.empty()) return;
  std::chrono::nanoseconds longest{0};
  if (noneReady()) {
    longest = timers_.empty() ? std::chrono::nanoseconds::max()
                              : std::max(longest, std::chrono::nanoseconds(timers_.next() - std::chrono::steady_clock::now()));
  }
  if (polls) {
    poller_->poll(longest);
  } else if (longest.count() > 0) {
    const timespec pause{longest.count() / 1'000'000'000, longest.count() % 1'000'000'000};
    nanosleep(&pause, nullptr);
  }
  if (timers_.empty()) return;
  const Deadline now = std::chrono::steady_clock::now();
  while (Thread* const thread = timers_.takeDue(now)) wake(thread, WaitResult::timedOut);
}

std::vector<Waiting> Scheduler::blocked() const {
  std::vector<Waiting> waiting;
  for (const Thread* const thread : threads_) {
    if (thread->state != Thread::State::blocked) continue;
    std::string what = "a timer";
    if (thread->waitingIn != nullptr) what = thread->waitingIn->what();
    else if (thread->joining != nullptr) what = "the end of thread " + std::to_string(thread->joining->number);
    waiting.push_back({thread->number, std::move(what)});
  }
  std::sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) { return a.thread < b.thread; });
  return waiting;
}

void Scheduler::destroy(Thread* thread) {
  assert(thread->state == Thread::State::finished && thread != current_);
  threads_[thread->index] = threads_.back();
  threads_[thread->index]->index = thread->index;
  threads_.pop_back();
  if (paintStacks_) measureStack(*thread);
  std::byte* const stack = thread->stack;
  const size_t size = thread->stackBytes;
  thread->fiber.forget();
  thread->~Thread();
  stacks_.giveBack(stack, size);
}

void Scheduler::measureStack(const Thread& thread) {
  const std::byte* const top = thread.stack + thread.stackBytes;
  const std::byte* const lowest = thread.stack + (guardPages_ ? StackAllocator::page : 0);
  const std::byte* const used = std::find_if(lowest, top, [](std::byte byte) { return byte != paint; });
  deepestStack_ = std::max(deepestStack_, static_cast<size_t>(top - used));
}

void Scheduler::finish(Thread& thread) {
  thread.locals.reset();
  thread.state = Thread::State::finished;
  living_--;
  // One that was too late, or cancelled, is ready already, and has not had its turn yet.
  if (thread.joiner != nullptr && thread.joiner->state == Thread::State::blocked) wake(thread.joiner);
  if (thread.detached) {
    if (ended_ != nullptr) destroy(ended_);
    ended_ = &thread;
  }
  switchTo(*next());
  __builtin_unreachable();
}

void Scheduler::main(void* argument) noexcept {
  Thread& thread = *static_cast<Thread*>(argument);
  Scheduler& scheduler = *thread.scheduler;
  thread.fiber.arrive();
  *scheduler.errno_ = 0;
  thread.entry(thread.argument);
  scheduler.finish(thread);
}

bool Scheduler::isGuardPageOfCurrent(uintptr_t address) const {
  return guardPages_ && insideThread() && address - reinterpret_cast<uintptr_t>(current_->stack) < StackAllocator::page;
}

void Scheduler::reportOverflow() const {
  // On what is left of that very stack: plain writes, nothing that formats.
  char number[10];
  size_t first = sizeof number;
  for (uint32_t left = current_->number; first == sizeof number || left != 0; left /= 10) {
    number[--first] = static_cast<char>('0' + left % 10);
  }
  const auto say = [](const char* text, size_t length) { return write(STDERR_FILENO, text, length) >= 0; };
  static const char before[] = "fatal: user-level thread ", after[] = " has used up its stack: give it a larger one\n";
  if (say(before, sizeof before - 1) && say(number + first, sizeof number - first)) say(after, sizeof after - 1);
  std::abort();
}

}  // namespace tutti
