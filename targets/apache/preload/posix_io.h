// Blocking calls as a program of POSIX threads makes them: it may also ask not to wait (O_NONBLOCK), and then polls.
//
// To the kernel every socket and pipe is non-blocking; whether the program believes so is remembered here. What is known of
// a descriptor's readiness spares the program's polls their system call: one that has just been drained need not be
// asked, and one that has become ready has been told.
//
// Invariants
//  1. A descriptor that nothing is known of (a file that has just been opened) is read without waiting first, and looked
//     at only when that is not enough: of files that are in the page cache nothing is ever known.
//  2. `nonBlocking_` of a descriptor is true when the program has made it non-blocking.
#pragma once

#include <poll.h>
#include <sys/epoll.h>

#include <vector>

#include "../../native/io/io.h"

namespace tutti::preload {

class PosixIo : public Io {
 public:
  explicit PosixIo(Scheduler& scheduler) : Io(scheduler) {}

  ssize_t read(int number, void* into, size_t size);
  ssize_t readv(int number, const iovec* pieces, int count);
  ssize_t write(int number, const void* from, size_t size);
  ssize_t writev(int number, const iovec* pieces, int count);
  ssize_t recvfrom(int number, void* into, size_t size, int flags, sockaddr* address, socklen_t* length);
  ssize_t sendto(int number, const void* from, size_t size, int flags, const sockaddr* address, socklen_t length);
  ssize_t sendfile(int to, int from, off_t* offset, size_t size);
  int accept4(int number, sockaddr* address, socklen_t* length, int flags);
  int connect(int number, const sockaddr* address, socklen_t length);
  int poll(pollfd* asked, nfds_t count, Deadline deadline);
  int epoll_wait(int number, epoll_event* events, int count, Deadline deadline);
  int close(int number);

  /// fcntl's F_GETFL and F_SETFL, of any descriptor.
  int flags(int number);
  int setFlags(int number, int flags);

 private:
  using Kind = DescriptorState::Kind;

  DescriptorState* find(int number);
  bool isNonBlocking(int number) const;
  void setNonBlocking(int number, bool nonBlocking);
  int pollOne(pollfd& asked, Deadline deadline);
  template <typename Attempt>
  ssize_t attempt(int number, uint8_t direction, size_t size, Attempt call);
  template <typename Attempt>
  ssize_t attemptUntil(int number, uint8_t direction, Deadline deadline, Attempt call);

  /// By descriptor: whether the program has made it non-blocking.
  std::vector<bool> nonBlocking_;
};

}  // namespace tutti::preload
