#include "linked_list.h"

#include <sys/mman.h>

#include <cassert>
#include <cerrno>
#include <system_error>

#include "../threads/context.h"

namespace tutti {
namespace {

#if defined(TUTTI_SANITIZED)
// Instrumented frames are many times larger.
constexpr size_t stackBytes = 64 * 1024;
#else
constexpr size_t stackBytes = 16 * 1024;
#endif

}  // namespace

LinkedListThreads::LinkedListThreads(const PackageOptions& options)
    : threads_(std::make_unique<Thread[]>(options.capacity)), capacity_(options.capacity) {
  const size_t bytes = capacity_ * stackBytes;
  void* const stacks = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (stacks == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  stacks_ = static_cast<std::byte*>(stacks);
  // Where the kernel knows no huge pages this fails, and is not needed.
  static_cast<void>(madvise(stacks, bytes, MADV_NOHUGEPAGE));
}

LinkedListThreads::~LinkedListThreads() {
  for (size_t index = 0; index < created_; index++) threads_[index].fiber.forget();
  munmap(stacks_, capacity_ * stackBytes);
}

LinkedListThreads::Thread* LinkedListThreads::create(ThreadFunction function, void* argument) {
  assert(created_ < capacity_);
  Thread* const thread = &threads_[created_++];
  thread->package = this;
  thread->function = function;
  thread->argument = argument;
  thread->stackPointer = prepareContext(stacks_ + created_ * stackBytes, main, thread);
  thread->fiber.begin(stacks_ + (created_ - 1) * stackBytes, stackBytes);
  return thread;
}

bool LinkedListThreads::run(const std::atomic<bool>&) {
  assert(current_ == &home_);
  home_.fiber.beginHome();
  while (first_ != nullptr) switchTo(pop());
  return true;
}

void LinkedListThreads::yield() {
  if (first_ == nullptr) return;
  push(current_);
  switchTo(pop());
}

void LinkedListThreads::push(Thread* thread) {
  thread->next = nullptr;
  (first_ == nullptr ? first_ : last_->next) = thread;
  last_ = thread;
}

LinkedListThreads::Thread* LinkedListThreads::pop() {
  Thread* const thread = first_;
  first_ = thread->next;
  if (first_ == nullptr) last_ = nullptr;
  return thread;
}

void LinkedListThreads::switchTo(Thread* thread) {
  Thread* const from = current_;
  assert(thread != from);
  current_ = thread;
  from->fiber.leaveFor(thread->fiber, from->finished);
  switchContext(&from->stackPointer, thread->stackPointer);
  from->fiber.arrive();
}

void LinkedListThreads::main(void* argument) noexcept {
  Thread& thread = *static_cast<Thread*>(argument);
  LinkedListThreads& package = *thread.package;
  thread.fiber.arrive();
  thread.function(thread.argument);
  thread.finished = true;
  package.switchTo(package.first_ == nullptr ? &package.home_ : package.pop());
  __builtin_unreachable();
}

}  // namespace tutti
