// The blocking calls of the C library, for user-level threads; for everybody else they are what they were.
#include <cstdarg>

#include "package.h"

using namespace tutti;
using namespace tutti::preload;

namespace {

Deadline afterMilliseconds(int timeout) {
  return timeout < 0 ? never : std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout);
}

/// Sleeps; -1 with EINTR when a signal interrupted it.
int sleepUntil(Deadline deadline) {
  return interruptibly([=](PosixIo&) {
    if (package->scheduler.sleepUntil(deadline) == WaitResult::woken) return 0;
    errno = ECANCELED;
    return -1;
  });
}

}  // namespace

extern "C" {

ssize_t read(int number, void* into, size_t size) {
  if (!isUserLevel()) return real::read(number, into, size);
  return interruptibly([=](PosixIo& io) { return io.read(number, into, size); });
}

ssize_t readv(int number, const iovec* pieces, int count) {
  if (!isUserLevel()) return real::readv(number, pieces, count);
  return interruptibly([=](PosixIo& io) { return io.readv(number, pieces, count); });
}

ssize_t write(int number, const void* from, size_t size) {
  if (!isUserLevel()) return real::write(number, from, size);
  return interruptibly([=](PosixIo& io) { return io.write(number, from, size); });
}

ssize_t writev(int number, const iovec* pieces, int count) {
  if (!isUserLevel()) return real::writev(number, pieces, count);
  return interruptibly([=](PosixIo& io) { return io.writev(number, pieces, count); });
}

ssize_t recvfrom(int number, void* into, size_t size, int flags, sockaddr* address, socklen_t* length) {
  if (!isUserLevel()) return real::recvfrom(number, into, size, flags, address, length);
  return interruptibly([=](PosixIo& io) { return io.recvfrom(number, into, size, flags, address, length); });
}

ssize_t recv(int number, void* into, size_t size, int flags) {
  if (!isUserLevel()) return real::recv(number, into, size, flags);
  return recvfrom(number, into, size, flags, nullptr, nullptr);
}

ssize_t sendto(int number, const void* from, size_t size, int flags, const sockaddr* address, socklen_t length) {
  if (!isUserLevel()) return real::sendto(number, from, size, flags, address, length);
  return interruptibly([=](PosixIo& io) { return io.sendto(number, from, size, flags, address, length); });
}

ssize_t send(int number, const void* from, size_t size, int flags) {
  if (!isUserLevel()) return real::send(number, from, size, flags);
  return sendto(number, from, size, flags, nullptr, 0);
}

ssize_t sendfile(int to, int from, off_t* offset, size_t size) noexcept {
  if (!isUserLevel()) return real::sendfile(to, from, offset, size);
  return interruptibly([=](PosixIo& io) { return io.sendfile(to, from, offset, size); });
}

int accept4(int number, sockaddr* address, socklen_t* length, int flags) {
  if (!isUserLevel()) return real::accept4(number, address, length, flags);
  return interruptibly([=](PosixIo& io) { return io.accept4(number, address, length, flags); });
}

int accept(int number, sockaddr* address, socklen_t* length) {
  if (!isUserLevel()) return real::accept(number, address, length);
  return accept4(number, address, length, 0);
}

int connect(int number, const sockaddr* address, socklen_t length) {
  if (!isUserLevel()) return real::connect(number, address, length);
  return interruptibly([=](PosixIo& io) { return io.connect(number, address, length); });
}

int close(int number) { return isUserLevel() ? package->io.close(number) : real::close(number); }

int poll(pollfd* asked, nfds_t count, int timeout) {
  if (!isUserLevel() || timeout == 0) return real::poll(asked, count, timeout);
  return interruptibly([=](PosixIo& io) { return io.poll(asked, count, afterMilliseconds(timeout)); });
}

int epoll_wait(int number, epoll_event* events, int count, int timeout) {
  if (!isUserLevel() || timeout == 0) return real::epoll_wait(number, events, count, timeout);
  return interruptibly([=](PosixIo& io) { return io.epoll_wait(number, events, count, afterMilliseconds(timeout)); });
}

int fcntl(int number, int command, ...) {
  va_list arguments;
  va_start(arguments, command);
  // Whatever it is, it is as wide as a register.
  void* const argument = va_arg(arguments, void*);
  va_end(arguments);
  if (isUserLevel() && command == F_GETFL) return package->io.flags(number);
  if (isUserLevel() && command == F_SETFL) {
    return package->io.setFlags(number, static_cast<int>(reinterpret_cast<intptr_t>(argument)));
  }
  return real::fcntl(number, command, argument);
}

int nanosleep(const timespec* duration, timespec* left) {
  if (!isUserLevel()) return real::nanosleep(duration, left);
  const Deadline end = std::chrono::steady_clock::now() + std::chrono::seconds(duration->tv_sec) +
                       std::chrono::nanoseconds(duration->tv_nsec);
  if (sleepUntil(end) == 0) return 0;
  if (left != nullptr) {
    const auto rest = std::max(std::chrono::nanoseconds(0), std::chrono::nanoseconds(end - std::chrono::steady_clock::now()));
    *left = {rest.count() / 1'000'000'000, rest.count() % 1'000'000'000};
  }
  return -1;
}

int usleep(useconds_t duration) {
  if (!isUserLevel()) return real::usleep(duration);
  return sleepUntil(std::chrono::steady_clock::now() + std::chrono::microseconds(duration));
}

/// Apache sleeps by it. Of descriptors there is no event here: they are looked at every millisecond.
int select(int count, fd_set* input, fd_set* output, fd_set* other, timeval* timeout) {
  if (!isUserLevel()) return real::select(count, input, output, other, timeout);
  constexpr std::chrono::milliseconds pause(1);
  const Deadline end = timeout == nullptr ? never
                                          : std::chrono::steady_clock::now() + std::chrono::seconds(timeout->tv_sec) +
                                                std::chrono::microseconds(timeout->tv_usec);
  if (count == 0) return sleepUntil(end);
  const auto copyOf = [](const fd_set* set) { return set == nullptr ? fd_set{} : *set; };
  const fd_set wanted[] = {copyOf(input), copyOf(output), copyOf(other)};
  for (;;) {
    timeval none{0, 0};
    const int ready = real::select(count, input, output, other, &none);
    const auto now = std::chrono::steady_clock::now();
    if (ready != 0 || now >= end) return ready;
    if (sleepUntil(std::min<Deadline>(end, now + pause)) != 0) return -1;
    if (input != nullptr) *input = wanted[0];
    if (output != nullptr) *output = wanted[1];
    if (other != nullptr) *other = wanted[2];
  }
}
}
