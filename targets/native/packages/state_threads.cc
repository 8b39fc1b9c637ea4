#include "state_threads.h"

#include <pthread.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace tutti {
namespace {

/// Of the whole process, as the library's own state is.
uint64_t switchCount = 0;

/// The running thread; null on the kernel thread's own stack.
int currentKey = -1;

/// Readies the library, once, and sees to it that one kernel thread alone uses it.
const PackageOptions& prepared(const PackageOptions& options) {
  refuseChoices(options, "State Threads");
  static const pthread_t owner = pthread_self();
  if (!pthread_equal(owner, pthread_self())) {
    throw std::runtime_error("State Threads run on one kernel thread of a process, and another has them");
  }
  static const bool ready = [] {
    // The alternative is epoll. A library built without it says yes, chooses nothing, and would fall back to select, which
    // takes 1,024 descriptors and lowers the hard limit to that.
    st_set_eventsys(ST_EVENTSYS_ALT);
    if (st_get_eventsys_name()[0] == '\0') st_set_eventsys(ST_EVENTSYS_POLL);
    if (st_init() != 0 || st_key_create(&currentKey, nullptr) != 0) return false;
    st_set_switch_in_cb([] { switchCount++; });
    return true;
  }();
  if (!ready) throw std::runtime_error("st_init failed");
  return options;
}

}  // namespace

StateThreads::StateThreads(const PackageOptions& options)
    : stackBytes_(static_cast<int>(prepared(options).stackBytes == 0 ? defaultStackBytes : options.stackBytes)),
      switchesBefore_(switchCount),
      threads_(options.capacity) {
  free_.reserve(options.capacity);
  yielded_.reserve(options.capacity);
  for (size_t slot = options.capacity; slot > 0; slot--) free_.push_back(&threads_[slot - 1]);
  someEnded_ = st_cond_new();
  someYielded_ = st_cond_new();
  usher_ = st_thread_create(usherMain, this, 1, static_cast<int>(defaultStackBytes));
  if (usher_ != nullptr) return;
  st_cond_destroy(someEnded_);
  st_cond_destroy(someYielded_);
  throw std::system_error(ENOMEM, std::generic_category(), "st_thread_create");
}

StateThreads::~StateThreads() {
  closing_ = true;
  st_cond_signal(someYielded_);
  st_thread_join(usher_, nullptr);
  for (st_netfd_t opened : opened_) {
    if (opened != nullptr) st_netfd_free(opened);
  }
  st_cond_destroy(someEnded_);
  st_cond_destroy(someYielded_);
}

StateThreads::Thread* StateThreads::create(ThreadFunction function, void* argument) {
  joinDetached();
  if (free_.empty()) free_.push_back(&threads_.emplace_back());
  Thread& thread = *free_.back();
  thread.package_ = this;
  thread.function_ = function;
  thread.argument_ = argument;
  thread.atGate_ = thread.started_ = thread.isDetached_ = false;
  thread.id_ = st_thread_create(main, &thread, 1, stackBytes_);
  if (thread.id_ == nullptr) throw std::system_error(ENOMEM, std::generic_category(), "st_thread_create");
  free_.pop_back();
  return &thread;
}

void StateThreads::start(Thread* thread) {
  // On the kernel thread's own stack we run again only when all others wait: those that were created, at their gates. It
  // is the order of the starts that counts then. From inside a thread, nobody can be waited for like that.
  if (!thread->atGate_ && st_thread_getspecific(currentKey) == nullptr) st_usleep(0);
  started_++;
  thread->started_ = true;
  st_cond_signal(thread->gate_);
}

void* StateThreads::main(void* argument) noexcept {
  Thread& thread = *static_cast<Thread*>(argument);
  StateThreads& package = *thread.package_;
  st_thread_setspecific(currentKey, &thread);
  thread.atGate_ = true;
  while (!thread.started_) st_cond_wait(thread.gate_);
  thread.function_(thread.argument_);
  package.ended_++;
  if (thread.isDetached_) package.unjoined_.push_back(&thread);
  if (package.ended_ == package.started_) st_cond_signal(package.someEnded_);
  return nullptr;
}

bool StateThreads::run(const std::atomic<bool>& stop, std::chrono::milliseconds patience) {
  while (ended_ < started_) {
    const bool stopping = stop.load();
    const size_t endedBefore = ended_;
    const auto limit = std::chrono::duration_cast<std::chrono::microseconds>(patience).count();
    st_cond_timedwait(someEnded_, static_cast<st_utime_t>(limit));
    if (stopping && ended_ == endedBefore) return false;
  }
  joinDetached();
  return true;
}

/// Nobody waits: a thread that stands in the list has nothing left to do but to end.
void StateThreads::joinDetached() {
  while (!unjoined_.empty()) {
    Thread* const thread = unjoined_.back();
    unjoined_.pop_back();
    join(thread);
  }
}

void StateThreads::join(Thread* thread) {
  st_thread_join(thread->id_, nullptr);
  free_.push_back(thread);
}

void StateThreads::detach(Thread* thread) { thread->isDetached_ = true; }

void StateThreads::yield() {
  auto* const thread = static_cast<Thread*>(st_thread_getspecific(currentKey));
  assert(thread != nullptr && "only a thread of the package can yield");
  yielded_.push_back(thread);
  st_cond_signal(someYielded_);
  st_cond_wait(thread->gate_);
}

void* StateThreads::usherMain(void* argument) noexcept {
  StateThreads& package = *static_cast<StateThreads*>(argument);
  while (!package.closing_) {
    if (package.yielded_.empty()) st_cond_wait(package.someYielded_);
    for (Thread* const thread : package.yielded_) st_cond_signal(thread->gate_);
    package.yielded_.clear();
  }
  return nullptr;
}

void StateThreads::sleep(std::chrono::nanoseconds duration) {
  // The library counts from when it last looked at the clock, and so wakes early.
  using Clock = std::chrono::steady_clock;
  const auto due = Clock::now() + duration;
  for (auto left = duration; left.count() > 0; left = due - Clock::now()) {
    st_usleep(static_cast<st_utime_t>(std::chrono::ceil<std::chrono::microseconds>(left).count()));
  }
}

ssize_t StateThreads::read(int descriptor, void* into, size_t size) {
  st_netfd_t const opened = known(descriptor);
  return opened == nullptr ? -1 : st_read(opened, into, size, ST_UTIME_NO_TIMEOUT);
}

ssize_t StateThreads::write(int descriptor, const void* from, size_t size) {
  st_netfd_t const opened = known(descriptor);
  return opened == nullptr ? -1 : st_write(opened, from, size, ST_UTIME_NO_TIMEOUT);
}

ssize_t StateThreads::send(int descriptor, const void* from, size_t size) {
  st_netfd_t const opened = known(descriptor);
  if (opened == nullptr) return -1;
  iovec piece{.iov_base = const_cast<void*>(from), .iov_len = size};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  return st_sendmsg(opened, &message, MSG_NOSIGNAL, ST_UTIME_NO_TIMEOUT);
}

int StateThreads::accept(int descriptor) {
  st_netfd_t const listening = known(descriptor);
  if (listening == nullptr) return -1;
  st_netfd_t const connection = st_accept(listening, nullptr, nullptr, ST_UTIME_NO_TIMEOUT);
  if (connection == nullptr) return -1;
  remember(connection);
  return st_netfd_fileno(connection);
}

int StateThreads::close(int descriptor) {
  const auto place = static_cast<size_t>(descriptor);
  if (descriptor < 0 || place >= opened_.size() || opened_[place] == nullptr) return ::close(descriptor);
  return st_netfd_close(std::exchange(opened_[place], nullptr));
}

/// What the library calls a descriptor; null, with errno, when it cannot take it.
st_netfd_t StateThreads::known(int descriptor) {
  const auto place = static_cast<size_t>(descriptor);
  if (descriptor >= 0 && place < opened_.size() && opened_[place] != nullptr) return opened_[place];
  st_netfd_t const opened = st_netfd_open(descriptor);
  if (opened != nullptr) remember(opened);
  return opened;
}

void StateThreads::remember(st_netfd_t opened) {
  const auto place = static_cast<size_t>(st_netfd_fileno(opened));
  if (place >= opened_.size()) opened_.resize(place + 1, nullptr);
  opened_[place] = opened;
}

uint64_t StateThreads::switches() const { return switchCount - switchesBefore_; }

}  // namespace tutti
