#include "boost_fiber.h"

#include <boost/fiber/context.hpp>
#include <boost/fiber/fixedsize_stack.hpp>

#include <sys/syscall.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

namespace tutti {

using boost::fibers::context;

class BoostFibers::Held : public boost::fibers::algo::round_robin {
 public:
  void awakened(context* ready) noexcept override {
    if (holding_) held_ = ready;
    else round_robin::awakened(ready);
  }
  context* pick_next() noexcept override {
    context* const next = round_robin::pick_next();
    if (next != nullptr) switches_++;
    return next;
  }
  void suspend_until(const std::chrono::steady_clock::time_point& when) noexcept override {
    if (when != when.max()) return round_robin::suspend_until(when);
    // Nothing is ready, and nobody sleeps. When run() has given up, this is the end of the kernel thread: Boost tidies up
    // and would wait for the fibers that never end. The thread ends here, without the rest of that.
    if (stuck_) syscall(SYS_exit, 0);
    assert(waiter_ != nullptr);
    stuck_ = true;
    wakeWaiter();
  }

  /// Between these two, what becomes ready is the fiber that is being created.
  void hold() { holding_ = true; }
  context* letGo() {
    holding_ = false;
    return std::exchange(held_, nullptr);
  }

  /// Suspends the fiber of run() until wakeWaiter(). False when it was woken because nothing else can happen.
  bool wait() {
    stuck_ = false;  // another run() after one that gave up
    waiter_ = context::active();
    waiter_->suspend();
    return !stuck_;
  }
  void wakeWaiter() noexcept {
    if (context* const waiter = std::exchange(waiter_, nullptr)) round_robin::awakened(waiter);
  }

  uint64_t switches() const { return switches_; }

  /// That of the calling kernel thread: made at its first call, and told to Boost, which keeps it to the thread's end.
  static boost::intrusive_ptr<Held> ofThisThread() {
    static thread_local const boost::intrusive_ptr<Held> own = [] {
      boost::intrusive_ptr<Held> made(new Held);
      context::active()->get_scheduler()->set_algo(made);
      return made;
    }();
    return own;
  }

 private:
  bool holding_ = false;
  context* held_ = nullptr;
  context* waiter_ = nullptr;
  bool stuck_ = false;
  uint64_t switches_ = 0;
};

BoostFibers::BoostFibers(const PackageOptions& options)
    : stackBytes_(options.stackBytes == 0 ? defaultStackBytes : options.stackBytes) {
  refuseChoices(options, "Boost.Fiber");
  threads_.resize(options.capacity);
  free_.reserve(options.capacity);
  for (size_t slot = options.capacity; slot > 0; slot--) free_.push_back(&threads_[slot - 1]);
  algorithm_ = Held::ofThisThread();
  switchesBefore_ = algorithm_->switches();
}

BoostFibers::~BoostFibers() = default;

BoostFibers::Thread* BoostFibers::create(ThreadFunction function, void* argument) {
  if (free_.empty()) free_.push_back(&threads_.emplace_back());
  Thread& thread = *free_.back();
  thread.function_ = function;
  thread.argument_ = argument;
  thread.isDetached_ = false;
  algorithm_->hold();
  try {
    thread.fiber_ = boost::fibers::fiber(boost::fibers::launch::post, std::allocator_arg,
                                         boost::fibers::fixedsize_stack(stackBytes_), [this, &thread] { main(thread); });
  } catch (const std::bad_alloc&) {
    algorithm_->letGo();
    throw std::system_error(ENOMEM, std::generic_category(), "malloc of a stack");
  }
  thread.context_ = algorithm_->letGo();
  assert(thread.context_ != nullptr);
  free_.pop_back();
  return &thread;
}

void BoostFibers::start(Thread* thread) {
  living_++;
  algorithm_->awakened(std::exchange(thread->context_, nullptr));
}

void BoostFibers::main(Thread& thread) {
  thread.function_(thread.argument_);
  living_--;
  if (thread.isDetached_) free_.push_back(&thread);
  if (living_ == 0) algorithm_->wakeWaiter();
}

bool BoostFibers::run(const std::atomic<bool>&) {
  while (living_ > 0) {
    if (!algorithm_->wait()) return false;
  }
  return true;
}

void BoostFibers::join(Thread* thread) {
  thread->fiber_.join();
  free_.push_back(thread);
}

void BoostFibers::detach(Thread* thread) {
  thread->isDetached_ = true;
  thread->fiber_.detach();
}

uint64_t BoostFibers::switches() const { return algorithm_->switches() - switchesBefore_; }

int BoostFibers::refuse() {
  errno = ENOTSUP;
  return -1;
}

}  // namespace tutti
