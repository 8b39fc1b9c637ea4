// Files: what the page cache has at once, and operations for the rest.
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <system_error>

#include "io.h"

namespace tutti {

/// Reads or writes as much as goes without waiting. `finished` when there is nothing more to do: all of it is done, or the
/// file ended, or it failed.
ssize_t Io::tryFile(int number, Operation::Kind kind, void* buffer, size_t size, off_t offset, bool& finished) {
  const bool reads = kind == Operation::Kind::read;
  DescriptorState& state = *table_.at(number).state;
  size_t done = 0;
  while (reads ? state.quickReads : state.quickWrites) {
    const iovec rest{static_cast<char*>(buffer) + done, size - done};
    const off_t from = offset < 0 ? -1 : offset + static_cast<off_t>(done);
    const ssize_t count = reads ? preadv2(number, &rest, 1, from, RWF_NOWAIT)
                                : pwritev2(number, &rest, 1, from, RWF_NOWAIT);
    if (count > 0) done += static_cast<size_t>(count);
    // A count that is short may be the cache's end or the file's: the next call tells.
    if (done == size || count == 0) finished = true;
    if (finished) break;
    if (count > 0 || errno == EINTR) continue;
    if (errno == EAGAIN) break;
    // Not every file system can, and old kernels cannot at all.
    if (errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL) {
      if (reads) state.quickReads = false;
      else state.quickWrites = false;
    }
    else finished = true;
    if (finished && done == 0) return -1;
  }
  return static_cast<ssize_t>(done);
}

ssize_t Io::transferFile(int number, Operation::Kind kind, void* buffer, size_t size, off_t offset, Deadline deadline) {
  const bool mapped = table_.at(number).state->mapped && kind == Operation::Kind::read && offset >= 0;
  if (mapped && table_.at(number).mapping->read(*busErrors_, buffer, size, offset)) return static_cast<ssize_t>(size);
  bool finished = false;
  const ssize_t done = tryFile(number, kind, buffer, size, offset, finished);
  if (mapped && done > 0) table_.at(number).mapping->found(static_cast<size_t>(done), offset);
  if (finished) return done;
  Operation operation{.kind = kind, .descriptor = number};
  operation.buffer = static_cast<char*>(buffer) + done;
  operation.size = size - static_cast<size_t>(done);
  operation.offset = offset < 0 ? -1 : offset + done;
  fileOperations_++;
  const int64_t rest = perform(operation, &table_.at(number), deadline);
  if (rest >= 0) return done + rest;
  return done > 0 ? done : failWith(static_cast<int>(-rest));
}

ssize_t Io::pread(int number, void* into, size_t size, off_t offset, Deadline deadline) {
  const DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  // The kernel's own words for what has no offsets.
  if (state->kind != Kind::file || offset < 0) return ::pread(number, into, size, offset);
  return transferFile(number, Operation::Kind::read, into, size, offset, deadline);
}

ssize_t Io::pwrite(int number, const void* from, size_t size, off_t offset, Deadline deadline) {
  const DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  if (state->kind != Kind::file || offset < 0) return ::pwrite(number, from, size, offset);
  return transferFile(number, Operation::Kind::write, const_cast<void*>(from), size, offset, deadline);
}

int Io::map(int number) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  if (cachedReads_ != "mapped" || state->kind != Kind::file || !state->quickReads) return failWith(ENOTSUP);
  try {
    if (busErrors_ == nullptr) busErrors_ = std::make_unique<BusErrors>();
    table_.at(number).mapping = std::make_unique<MappedFile>(number);
  } catch (const std::system_error& error) {
    return failWith(error.code().value());
  }
  state->mapped = true;
  return 0;
}

int Io::fsync(int number, Deadline deadline) {
  if (begin(number) == nullptr) return -1;
  Operation operation{.kind = Operation::Kind::synchronise, .descriptor = number};
  const int64_t result = perform(operation, &table_.at(number), deadline);
  return result < 0 ? failWith(static_cast<int>(-result)) : 0;
}

/// Opens a file whose path the kernel has in its cache (RESOLVE_CACHED, Linux 5.12), without waiting. True when that came
/// to a result, which may be a failure.
bool Io::openQuickly(const char* path, int flags, int& opened) {
  opened = -1;
#if defined(RESOLVE_CACHED)
  constexpr int makes = O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
  if (!quickFiles_ || (flags & makes) != 0) return false;
  open_how how{};
  // Non-blocking, or the opening of a pipe would wait for its other end.
  how.flags = static_cast<unsigned>(flags) | O_NONBLOCK;
  how.resolve = RESOLVE_CACHED;
  opened = static_cast<int>(syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how));
  if (opened < 0) return errno != EAGAIN && errno != ENXIO && errno != ENOSYS && errno != EPERM && errno != EINVAL;
  table_.forget(opened);
  const DescriptorState* const state = table_.find(opened);
  if (state == nullptr || (flags & O_NONBLOCK) || state->kind == Kind::message) return true;
  if (state->kind == Kind::stream) return false;
  return fcntl(opened, F_SETFL, flags) == 0;
#else
  return false;
#endif
}

int Io::open(const char* path, int flags, mode_t mode, Deadline deadline) {
  scheduler_.countLock();
  int quick;
  if (openQuickly(path, flags, quick)) return quick;
  Operation operation{.kind = Operation::Kind::open};
  operation.path = path;
  operation.flags = flags;
  operation.mode = mode;
  const int64_t result = perform(operation, nullptr, deadline);
  // A pipe's first end stays open until the second is: what came through meanwhile is not lost.
  if (quick >= 0) close(quick);
  if (result < 0) return failWith(static_cast<int>(-result));
  table_.forget(static_cast<int>(result));
  return static_cast<int>(result);
}

/// Lets an operation be done, and waits. Returns its result, or a negative errno.
int64_t Io::perform(Operation& operation, Descriptor* descriptor, Deadline deadline) {
  if (scheduler_.current()->cancelled) return -ECANCELED;
  const uint32_t generation = descriptor == nullptr ? 0 : descriptor->generation;
  operation.waiter = scheduler_.current();
  if (descriptor != nullptr) descriptor->add(operation);
  backend_->submit(operation);
  const WaitResult result = backend_->waits([&] { return scheduler_.wait(backend_->operations, deadline); });
  if (!operation.done) {
    // Woken too early it is not: only complete() wakes.
    backend_->cancel(operation);
    awaitEnd(operation);
  }
  if (descriptor != nullptr) {
    descriptor->remove(operation);
    if (descriptor->operations == nullptr) scheduler_.wakeAll(closers_);
  }
  if (operation.result != -ECANCELED) return operation.result;
  if (descriptor != nullptr && descriptor->generation != generation) return -EBADF;
  return result == WaitResult::timedOut ? -ETIMEDOUT : -ECANCELED;
}

/// The same for what must be done.
void Io::performAlways(Operation& operation) {
  operation.waiter = scheduler_.current();
  backend_->submit(operation);
  awaitEnd(operation);
}

void Io::awaitEnd(Operation& operation) {
  while (!operation.done) {
    backend_->waits([&] {
      scheduler_.waitAlways(backend_->operations);
      return WaitResult::woken;
    });
  }
}

}  // namespace tutti
