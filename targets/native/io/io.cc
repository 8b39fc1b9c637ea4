// What all calls have in common, and the life of a descriptor.
#include "io.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>

namespace tutti {
namespace {

/// In Linux 5.9 and 5.10 preadv2 with RWF_NOWAIT may return 0 where the file does not end (preadv2(2), BUGS).
bool isNoWaitBroken() {
  utsname system;
  return uname(&system) == 0 && (strncmp(system.release, "5.9.", 4) == 0 || strncmp(system.release, "5.10.", 5) == 0);
}

}  // namespace

Io::Io(Scheduler& scheduler, const std::string& backend, const std::string& cachedReads)
    : scheduler_(scheduler),
      backend_(makeBackend(backend, scheduler)),
      // The kernel's RWF_NOWAIT must be believed for that.
      quickFiles_(cachedReads != "unknown" && backend_->triesFilesFirst() && !isNoWaitBroken()),
      cachedReads_(cachedReads),
      table_(quickFiles_) {
  if (cachedReads != "mapped" && cachedReads != "tried" && cachedReads != "unknown") {
    throw std::invalid_argument("there is no way of cached reads named \"" + cachedReads + "\"");
  }
  scheduler.attach(*backend_);
}

Io::~Io() { assert(!backend_->waiting()); }

std::string Io::describe() const {
  if (!backend_->triesFilesFirst()) return backend_->describe();
  if (cachedReads_ == "unknown") return backend_->describe() + "; RWF_NOWAIT is not used: it was not wanted";
  if (busErrors_ != nullptr) return backend_->describe() + "; what RWF_NOWAIT has found, by copies from a mapping";
  return backend_->describe() + (!quickFiles_ ? "; RWF_NOWAIT is not used: it is broken in this kernel" : "");
}

/// The state of the descriptor of a call that begins; null, with errno, when there is none. Others may run first: a thread that always
/// finds something to do would keep its turn.
DescriptorState* Io::begin(int number) {
  scheduler_.countLock();
  return table_.find(number);
}

/// Waits until a call in one direction is worth trying again. Returns 0 or an errno.
int Io::await(int number, uint32_t direction, Deadline deadline) {
  Descriptor& descriptor = table_.at(number);
  descriptor.state->awaited |= static_cast<uint8_t>(direction);
  if (direction == EPOLLIN) descriptor.lastReader = reinterpret_cast<uintptr_t>(scheduler_.current());
  return awaitIn(descriptor, descriptor.queueOf(direction), direction, deadline);
}

/// Waits in a queue of the descriptor for one of these events. Returns 0 or an errno.
int Io::awaitIn(Descriptor& descriptor, WaitQueue& queue, uint32_t events, Deadline deadline) {
  if ((descriptor.watched & events) != events) {
    const int error = backend_->watch(descriptor, events);
    if (error != 0) return error;
  }
  const uint32_t generation = descriptor.generation;
  const WaitResult result = backend_->waits([&] { return scheduler_.wait(queue, deadline); });
  if (descriptor.generation != generation) return EBADF;
  if (result == WaitResult::woken) return 0;
  return result == WaitResult::timedOut ? ETIMEDOUT : ECANCELED;
}

int Io::poll(int number, short events, Deadline deadline) {
  if (begin(number) == nullptr) return -1;
  Descriptor& descriptor = table_.at(number);
  for (;;) {
    pollfd asked{number, events, 0};
    const int count = ::poll(&asked, 1, 0);
    if (count > 0) return asked.revents;
    if (count < 0 && errno != EINTR) return -1;
    const auto watched = static_cast<uint32_t>(events) & (EPOLLIN | EPOLLOUT | EPOLLPRI);
    descriptor.state->awaited |= EPOLLPRI;
    const int error = awaitIn(descriptor, descriptor.pollers, watched == 0 ? EPOLLIN : watched, deadline);
    if (error == ETIMEDOUT) return 0;
    if (error != 0) return failWith(error);
  }
}

int Io::close(int number) {
  Descriptor* const descriptor = table_.known(number);
  bool isSlow = false;
  if (descriptor != nullptr) {
    if (descriptor->state->kind == Kind::closing) return failWith(EBADF);
    isSlow = descriptor->state->kind == Kind::file && descriptor->state->writable;
    retire(*descriptor);
  }
  if (isSlow && scheduler_.insideThread()) {
    Operation operation{.kind = Operation::Kind::close, .descriptor = number};
    performAlways(operation);
    return operation.result < 0 ? failWith(static_cast<int>(-operation.result)) : 0;
  }
  return ::close(number) == 0 || errno == EINTR ? 0 : -1;
}

/// Nothing is left that knows the descriptor, and its number can be given to another file.
void Io::retire(Descriptor& descriptor) {
  descriptor.state->kind = Kind::closing;
  descriptor.generation++;
  if (descriptor.watched != 0) backend_->unwatch(descriptor);
  descriptor.wakeEveryone(scheduler_);
  for (Operation* operation = descriptor.operations; operation != nullptr;) {
    Operation* const next = operation->next;
    if (!operation->done) backend_->cancel(*operation);
    operation = next;
  }
  while (descriptor.operations != nullptr) scheduler_.waitAlways(closers_);
  descriptor.forget();
}

}  // namespace tutti
