#include "posix_io.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

namespace tutti::preload {

bool PosixIo::isNonBlocking(int number) const {
  const auto place = static_cast<size_t>(number);
  return place < nonBlocking_.size() && nonBlocking_[place];
}

void PosixIo::setNonBlocking(int number, bool nonBlocking) {
  const auto place = static_cast<size_t>(number);
  if (place >= nonBlocking_.size()) {
    if (!nonBlocking) return;
    nonBlocking_.resize(place + 1);
  }
  nonBlocking_[place] = nonBlocking;
}

/// The state of a descriptor; what the program has set before is asked before it is made non-blocking.
DescriptorState* PosixIo::find(int number) {
  if (table().known(number) == nullptr) {
    const int flags = ::fcntl(number, F_GETFL);
    if (flags < 0) return nullptr;
    setNonBlocking(number, flags & O_NONBLOCK);
  }
  return begin(number);
}

/// A call that does not wait. `size` is what it would do at most: less means that the descriptor is drained, or full; 0
/// when that cannot be told.
template <typename Attempt>
ssize_t PosixIo::attempt(int number, uint8_t direction, size_t size, Attempt call) {
  DescriptorState* const state = find(number);
  if (state == nullptr) return -1;
  ssize_t count;
  do {
    count = call();
  } while (count < 0 && errno == EINTR);
  const bool isShort = count > 0 && static_cast<size_t>(count) < size && state->kind == Kind::stream && !state->hungUp;
  if (isShort || (count < 0 && errno == EAGAIN)) state->ready &= ~direction;
  return count;
}

/// A call that is tried whenever its descriptor has become ready, until it need not wait.
template <typename Attempt>
ssize_t PosixIo::attemptUntil(int number, uint8_t direction, Deadline deadline, Attempt call) {
  DescriptorState* const state = find(number);
  if (state == nullptr) return -1;
  for (;;) {
    if (state->ready & direction) {
      const ssize_t count = call();
      if (count < 0 && errno == EINTR) continue;
      if (count >= 0 || errno != EAGAIN) {
        passOn(number, *state, direction);
        return count;
      }
      state->ready &= ~direction;
    }
    const int error = await(number, direction, deadline);
    if (error != 0) {
      errno = error;
      return -1;
    }
  }
}

ssize_t PosixIo::read(int number, void* into, size_t size) {
  ssize_t done = 0;
  if (table().known(number) == nullptr) {
    const iovec all{into, size};
    done = preadv2(number, &all, 1, -1, RWF_NOWAIT);
    if (done == 0 || done == static_cast<ssize_t>(size)) return done;
    const bool isUntold = done > 0 || errno == EAGAIN || errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL;
    const DescriptorState* const state = isUntold ? find(number) : nullptr;
    if (state == nullptr) return -1;
    // A file gives less only at its end.
    if (done > 0 && state->kind != Kind::file) return done;
    if (done < 0) done = 0;
  }
  char* const rest = static_cast<char*>(into) + done;
  const size_t left = size - static_cast<size_t>(done);
  const ssize_t more = isNonBlocking(number) ? attempt(number, EPOLLIN, left, [=] { return ::read(number, rest, left); })
                                             : Io::read(number, rest, left);
  return more < 0 ? (done > 0 ? done : -1) : done + more;
}

ssize_t PosixIo::readv(int number, const iovec* pieces, int count) {
  if (find(number) == nullptr) return -1;
  if (!isNonBlocking(number)) return Io::readv(number, pieces, count);
  return attempt(number, EPOLLIN, 0, [=] { return ::readv(number, pieces, count); });
}

ssize_t PosixIo::write(int number, const void* from, size_t size) {
  if (find(number) == nullptr) return -1;
  if (!isNonBlocking(number)) return Io::write(number, from, size);
  return attempt(number, EPOLLOUT, size, [=] { return ::write(number, from, size); });
}

ssize_t PosixIo::writev(int number, const iovec* pieces, int count) {
  if (find(number) == nullptr) return -1;
  if (!isNonBlocking(number)) return Io::writev(number, pieces, count);
  return attempt(number, EPOLLOUT, 0, [=] { return ::writev(number, pieces, count); });
}

ssize_t PosixIo::recvfrom(int number, void* into, size_t size, int flags, sockaddr* address, socklen_t* length) {
  const auto call = [=] { return ::recvfrom(number, into, size, flags, address, length); };
  if (find(number) == nullptr) return -1;
  if (isNonBlocking(number) || (flags & MSG_DONTWAIT)) return attempt(number, EPOLLIN, flags == 0 ? size : 0, call);
  return attemptUntil(number, EPOLLIN, never, call);
}

ssize_t PosixIo::sendto(int number, const void* from, size_t size, int flags, const sockaddr* address, socklen_t length) {
  if (find(number) == nullptr) return -1;
  if (!isNonBlocking(number) && address == nullptr) return Io::send(number, from, size, flags);
  const auto call = [=] { return ::sendto(number, from, size, flags, address, length); };
  if (isNonBlocking(number) || (flags & MSG_DONTWAIT)) return attempt(number, EPOLLOUT, 0, call);
  return attemptUntil(number, EPOLLOUT, never, call);
}

ssize_t PosixIo::sendfile(int to, int from, off_t* offset, size_t size) {
  const auto call = [=] { return ::sendfile(to, from, offset, size); };
  if (find(to) == nullptr) return -1;
  return isNonBlocking(to) ? attempt(to, EPOLLOUT, 0, call) : attemptUntil(to, EPOLLOUT, never, call);
}

int PosixIo::accept4(int number, sockaddr* address, socklen_t* length, int flags) {
  const auto call = [=] { return static_cast<ssize_t>(::accept4(number, address, length, flags | SOCK_NONBLOCK)); };
  const DescriptorState* const state = find(number);
  if (state == nullptr) return -1;
  const auto accepted = static_cast<int>(isNonBlocking(number) ? attempt(number, EPOLLIN, 0, call)
                                                               : attemptUntil(number, EPOLLIN, never, call));
  if (accepted < 0) return -1;
  table().addSocket(accepted, state->kind);
  setNonBlocking(accepted, flags & SOCK_NONBLOCK);
  return accepted;
}

int PosixIo::connect(int number, const sockaddr* address, socklen_t length) {
  if (find(number) == nullptr) return -1;
  return isNonBlocking(number) ? ::connect(number, address, length) : Io::connect(number, address, length);
}

/// Waits for one descriptor. What has just been drained is not asked again, nor what has just become ready.
int PosixIo::pollOne(pollfd& asked, Deadline deadline) {
  const int number = asked.fd;
  const auto direction = static_cast<uint32_t>(asked.events);
  const DescriptorState* const state = find(number);
  if (state == nullptr || (direction != EPOLLIN && direction != EPOLLOUT)) {
    const int events = state == nullptr ? POLLNVAL : Io::poll(number, asked.events, deadline);
    if (events < 0) return -1;
    asked.revents = static_cast<short>(events);
    return events != 0;
  }
  DescriptorState& known = *table().at(number).state;
  for (bool isNews = false;; isNews = true) {
    if (known.ready & direction) {
      if (!isNews || known.hungUp) {
        const int count = ::poll(&asked, 1, 0);
        if (count != 0) return count;
        known.ready &= ~static_cast<uint8_t>(direction);
      } else {
        asked.revents = asked.events;
        return 1;
      }
    }
    const int error = await(number, direction, deadline);
    if (error == ETIMEDOUT) return 0;
    if (error != 0) {
      errno = error;
      return -1;
    }
  }
}

int PosixIo::poll(pollfd* asked, nfds_t count, Deadline deadline) {
  constexpr std::chrono::milliseconds pause(1);
  for (nfds_t i = 0; i < count; i++) asked[i].revents = 0;
  if (count == 1) return pollOne(asked[0], deadline);
  // Of several descriptors at once there is no event: they are looked at every millisecond.
  for (;;) {
    const int ready = ::poll(asked, count, 0);
    const auto now = std::chrono::steady_clock::now();
    if (ready != 0 || now >= deadline) return ready;
    if (scheduler().sleepUntil(std::min<Deadline>(deadline, now + pause)) == WaitResult::cancelled) {
      errno = ECANCELED;
      return -1;
    }
  }
}

int PosixIo::epoll_wait(int number, epoll_event* events, int count, Deadline deadline) {
  const ssize_t taken = attemptUntil(number, EPOLLIN, deadline, [=]() -> ssize_t {
    const int ready = ::epoll_wait(number, events, count, 0);
    if (ready == 0) errno = EAGAIN;
    return ready == 0 ? -1 : ready;
  });
  return taken < 0 && errno == ETIMEDOUT ? 0 : static_cast<int>(taken);
}

int PosixIo::close(int number) {
  setNonBlocking(number, false);
  return Io::close(number);
}

int PosixIo::flags(int number) {
  // Of a socket nothing else is ever set here, so the kernel is not asked.
  const Descriptor* const known = table().known(number);
  if (known != nullptr && known->state->kind == Kind::stream) return O_RDWR | (isNonBlocking(number) ? O_NONBLOCK : 0);
  const int flags = ::fcntl(number, F_GETFL);
  if (flags < 0 || known == nullptr || known->state->kind == Kind::file) return flags;
  return (flags & ~O_NONBLOCK) | (isNonBlocking(number) ? O_NONBLOCK : 0);
}

int PosixIo::setFlags(int number, int flags) {
  const Descriptor* const known = table().known(number);
  if (known == nullptr || known->state->kind == Kind::file) return ::fcntl(number, F_SETFL, flags);
  setNonBlocking(number, flags & O_NONBLOCK);
  constexpr int remembered = O_ACCMODE | O_NONBLOCK;
  return (flags & ~remembered) == 0 ? 0 : ::fcntl(number, F_SETFL, flags | O_NONBLOCK);
}

}  // namespace tutti::preload
