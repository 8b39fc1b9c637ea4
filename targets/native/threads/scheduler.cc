#include "scheduler.h"

namespace tutti {

Scheduler::Scheduler(size_t capacity) : stacks_(capacity), threads_(std::make_unique<Thread[]>(capacity)) {}

Thread* Scheduler::create(void (*entry)(void*), void* argument) {
  const size_t slot = stacks_.take();
  Thread& thread = threads_[slot];
  assert(thread.state == Thread::State::unused);
  thread.stackPointer = prepareContext(stacks_.top(slot), main, &thread);
  thread.exceptions = {};
  thread.entry = entry;
  thread.argument = argument;
  thread.scheduler = this;
  thread.joiner = nullptr;
  thread.state = Thread::State::created;
  thread.fiber.setStack(stacks_.bottom(slot), StackSlab::slotSize);
  return &thread;
}

void Scheduler::start(Thread* thread) {
  assert(thread->state == Thread::State::created);
  living_++;
  makeReady(thread);
}

void Scheduler::run() {
  assert(current_ == &home_);
  if (ready_.empty()) return;
  exceptions_ = abi::__cxa_get_globals();
  home_.fiber.setOwnStack();
  switchTo(*ready_.pop());
}

void Scheduler::join(Thread* thread) {
  assert(thread->state != Thread::State::unused && thread->joiner == nullptr && thread != current_);
  if (thread->state != Thread::State::finished) {
    thread->joiner = current_;
    block();
  }
  assert(thread->state == Thread::State::finished);
  thread->state = Thread::State::unused;
  stacks_.giveBack(static_cast<size_t>(thread - threads_.get()));
}

void Scheduler::main(void* argument) noexcept {
  Thread& thread = *static_cast<Thread*>(argument);
  Scheduler& scheduler = *thread.scheduler;
  thread.fiber.arrive();
  thread.entry(thread.argument);
  thread.state = Thread::State::finished;
  scheduler.living_--;
  if (thread.joiner != nullptr) scheduler.unblock(thread.joiner);
  scheduler.switchTo(scheduler.ready_.empty() ? scheduler.home_ : *scheduler.ready_.pop());
  __builtin_unreachable();
}

}  // namespace tutti
