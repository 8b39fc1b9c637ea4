// Pipes, sockets, and whatever else can be waited for.
#include <unistd.h>

#include "io.h"

namespace tutti {
namespace {

size_t sizeOf(const iovec* pieces, int count) {
  size_t size = 0;
  for (int i = 0; i < count; i++) size += pieces[i].iov_len;
  return size;
}

}  // namespace

/// Leaving with the descriptor still ready, a thread wakes the next.
void Io::passOn(int number, DescriptorState& state, uint8_t direction) {
  if ((state.ready & state.awaited & direction) == 0) [[likely]] return;
  if (scheduler_.wakeOne(table_.at(number).queueOf(direction)) == nullptr) state.awaited &= ~direction;
}

/// Tries a call until it has done something or failed, and waits in between. Who has to give up tries a last time: what
/// can be done at once is done. A count below `size` means that the descriptor is drained, or full.
template <typename Attempt>
ssize_t Io::transfer(int number, DescriptorState& state, uint8_t direction, size_t size, Deadline deadline, Attempt attempt) {
  const int errorBefore = errno;
  for (int reason = 0;;) {
    if ((state.ready & direction) || reason != 0) {
      const ssize_t count = attempt();
      if (count < 0 && errno == EINTR) continue;
      if (count >= 0 || errno != EAGAIN) {
        if (count >= 0) errno = errorBefore;
        const bool isShort = count > 0 && static_cast<size_t>(count) < size;
        if (isShort && state.kind == Kind::stream && !state.hungUp) state.ready &= ~direction;
        else passOn(number, state, direction);
        return count;
      }
      state.ready &= ~direction;
    }
    if (reason == 0) reason = await(number, direction, deadline);
    else return failWith(reason);
    if (reason != 0 && reason != ETIMEDOUT && reason != ECANCELED) return failWith(reason);
  }
}

/// Writes all of it, as a blocking call would, where a non-blocking one writes what there is room for. `attempt(offset)`
/// tries to write from there to the end.
template <typename Attempt>
ssize_t Io::transferAll(int number, DescriptorState& state, size_t size, Deadline deadline, Attempt attempt) {
  size_t written = 0;
  do {
    const ssize_t count = transfer(number, state, EPOLLOUT, size - written, deadline, [&] { return attempt(written); });
    if (count < 0) return written != 0 ? static_cast<ssize_t>(written) : -1;
    written += static_cast<size_t>(count);
  } while (written < size && state.kind == Kind::stream);
  return static_cast<ssize_t>(written);
}

ssize_t Io::read(int number, void* into, size_t size, Deadline deadline) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  if (state->kind == Kind::file) {
    return transferFile(number, Operation::Kind::read, into, size, -1, deadline);
  }
  return transfer(number, *state, EPOLLIN, size, deadline, [=] { return ::read(number, into, size); });
}

ssize_t Io::write(int number, const void* from, size_t size, Deadline deadline) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  if (state->kind == Kind::file) {
    return transferFile(number, Operation::Kind::write, const_cast<void*>(from), size, -1, deadline);
  }
  return transferAll(number, *state, size, deadline, [=](size_t offset) {
    return ::write(number, static_cast<const char*>(from) + offset, size - offset);
  });
}

ssize_t Io::readv(int number, const iovec* pieces, int count, Deadline deadline) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  if (state->kind == Kind::file) {
    return eachPiece(pieces, count, 0, [&](void* into, size_t size) { return read(number, into, size, deadline); });
  }
  return transfer(number, *state, EPOLLIN, sizeOf(pieces, count), deadline, [=] { return ::readv(number, pieces, count); });
}

ssize_t Io::writev(int number, const iovec* pieces, int count, Deadline deadline) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  size_t written = 0;
  const size_t size = sizeOf(pieces, count);
  if (state->kind != Kind::file) {
    const ssize_t first = transfer(number, *state, EPOLLOUT, size, deadline, [=] { return ::writev(number, pieces, count); });
    if (first < 0 || state->kind != Kind::stream) return first;
    written = static_cast<size_t>(first);
  }
  if (written == size) return static_cast<ssize_t>(size);
  return eachPiece(pieces, count, written, [&](void* from, size_t left) { return write(number, from, left, deadline); });
}

/// Calls `transfer(address, size)` for each piece of what follows the first `done` bytes, until one is short. Returns how
/// much has been done then.
template <typename Transfer>
ssize_t Io::eachPiece(const iovec* pieces, int count, size_t done, Transfer transfer) {
  size_t begin = 0;
  for (int i = 0; i < count; begin += pieces[i++].iov_len) {
    const size_t end = begin + pieces[i].iov_len;
    if (end <= done) continue;
    const ssize_t moved = transfer(static_cast<char*>(pieces[i].iov_base) + (done - begin), end - done);
    if (moved < 0 && done == 0) return -1;
    if (moved > 0) done += static_cast<size_t>(moved);
    if (done < end) break;
  }
  return static_cast<ssize_t>(done);
}

ssize_t Io::recv(int number, void* into, size_t size, int flags, Deadline deadline) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  if (flags & MSG_DONTWAIT) return ::recv(number, into, size, flags);
  // With flags such as MSG_PEEK a short count does not mean that there is no more.
  return transfer(number, *state, EPOLLIN, flags == 0 ? size : 0, deadline, [=] { return ::recv(number, into, size, flags); });
}

ssize_t Io::send(int number, const void* from, size_t size, int flags, Deadline deadline) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  if (flags & MSG_DONTWAIT) return ::send(number, from, size, flags | MSG_NOSIGNAL);
  return transferAll(number, *state, size, deadline, [=](size_t offset) {
    return ::send(number, static_cast<const char*>(from) + offset, size - offset, flags | MSG_NOSIGNAL);
  });
}

int Io::accept(int number, sockaddr* address, socklen_t* length, Deadline deadline) {
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  const auto accepted = static_cast<int>(transfer(number, *state, EPOLLIN, 0, deadline, [=] {
    return static_cast<ssize_t>(::accept4(number, address, length, SOCK_NONBLOCK));
  }));
  if (accepted >= 0) table_.addSocket(accepted, state->kind);
  return accepted;
}

int Io::socket(int domain, int type, int protocol) {
  const int made = ::socket(domain, type | SOCK_NONBLOCK, protocol);
  if (made < 0) return -1;
  const bool isStream = (type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)) == SOCK_STREAM;
  table_.addSocket(made, isStream ? Kind::stream : Kind::message);
  return made;
}

int Io::connect(int number, const sockaddr* address, socklen_t length, Deadline deadline) {
  constexpr std::chrono::milliseconds pause(1);
  DescriptorState* const state = begin(number);
  if (state == nullptr) return -1;
  bool begun = false;
  for (;;) {
    // Asked again, the kernel says how it went.
    if (::connect(number, address, length) == 0 || (errno == EISCONN && begun)) {
      state->hungUp = false;
      state->ready |= EPOLLIN | EPOLLOUT;
      passOn(number, *state, EPOLLOUT);
      return 0;
    }
    if (errno == EINPROGRESS || errno == EALREADY || errno == EINTR) {
      begun = true;
      const int error = await(number, EPOLLOUT, deadline);
      if (error != 0) return failWith(error);
    } else if (errno == EAGAIN) {
      // A Unix socket whose other side has too many waiting: of that there is no event.
      const Deadline next = std::chrono::steady_clock::now() + pause;
      if (next > deadline) return failWith(ETIMEDOUT);
      const uint32_t generation = table_.at(number).generation;
      if (scheduler_.sleepUntil(next) == WaitResult::cancelled) return failWith(ECANCELED);
      if (table_.at(number).generation != generation) return failWith(EBADF);
    } else {
      return -1;
    }
  }
}

}  // namespace tutti
