// Blocking calls that block a user-level thread and nobody else.
//
// Each is the system call of its name: the same result, and -1 with errno. Beyond that, where it takes a deadline, it
// fails with ETIMEDOUT when that passes, and with ECANCELED when the thread is cancelled, in both cases only instead of
// waiting: what can be done at once is done. A descriptor that is closed meanwhile fails with EBADF. EINTR is not seen.
//
// Invariants
//  1. It is used on the kernel thread that made it, inside threads of its scheduler, and outlives the runs.
//  2. What the kernel or a helper may still write to is never left: who gives up an operation waits for its end, and
//     gets its result if it came to one.
//  3. A call that finds its descriptor ready counts as a lock (Scheduler::countLock): no thread keeps its turn for ever
//     because there is always something to read.
//  4. Pipes and sockets: a call is tried first, and the thread waits for an event only when there was nothing.
//  5. Files: what the page cache has is read without a switch (RWF_NOWAIT); only the rest becomes an operation.
#pragma once

#include <sys/socket.h>
#include <sys/uio.h>

#include <string>

#include "backend.h"
#include "broken_pipes.h"
#include "descriptor_table.h"

namespace tutti {

class Io {
 public:
  /// `backend` is "epoll", "io_uring" or "pool"; throws as makeBackend does when it cannot be had.
  /// `cachedReads` says how much is made of what the page cache has of a file: "mapped", "tried", which does without
  /// mappings, or "unknown": files become operations at once. Throws std::invalid_argument for another word.
  explicit Io(Scheduler& scheduler, const std::string& backend = "epoll", const std::string& cachedReads = "mapped");
  ~Io();
  Io(const Io&) = delete;
  Io& operator=(const Io&) = delete;

  ssize_t read(int descriptor, void* into, size_t size, Deadline deadline = never);
  ssize_t write(int descriptor, const void* from, size_t size, Deadline deadline = never);
  /// Of files, piece by piece: others may read or write between two pieces.
  ssize_t readv(int descriptor, const iovec* pieces, int count, Deadline deadline = never);
  ssize_t writev(int descriptor, const iovec* pieces, int count, Deadline deadline = never);
  ssize_t pread(int descriptor, void* into, size_t size, off_t offset, Deadline deadline = never);
  ssize_t pwrite(int descriptor, const void* from, size_t size, off_t offset, Deadline deadline = never);

  ssize_t recv(int descriptor, void* into, size_t size, int flags, Deadline deadline = never);
  ssize_t send(int descriptor, const void* from, size_t size, int flags, Deadline deadline = never);
  int accept(int descriptor, sockaddr* address, socklen_t* length, Deadline deadline = never);
  /// Non-blocking from birth and of a kind that is known, which other sockets are asked for at their first use.
  int socket(int domain, int type, int protocol);
  /// After a failure the state of the socket is unspecified, as POSIX has it: close it.
  int connect(int descriptor, const sockaddr* address, socklen_t length, Deadline deadline = never);
  /// One descriptor. Returns the events that happened, or 0 when the deadline passed.
  int poll(int descriptor, short events, Deadline deadline = never);

  int open(const char* path, int flags, mode_t mode = 0, Deadline deadline = never);
  /// Most reads of this file will find it in the page cache: from now on they are copied from memory, without a system
  /// call. Its last page must not be cut short meanwhile by anybody (a read would find zeros there, not the end). Returns 0
  /// or -1, also where there is nothing to be gained; nothing else changes then. Call it before the threads run, or on a
  /// stack with some KiB of room.
  int map(int descriptor);
  int fsync(int descriptor, Deadline deadline = never);
  /// Neither cancelled nor late: the descriptor is closed when it returns, and whoever waited for it has EBADF.
  int close(int descriptor);

  /// What is in force, for a record of what was measured.
  std::string describe() const;
  /// Reads and writes of files that somebody else did meanwhile.
  uint64_t fileOperations() const { return fileOperations_; }

 protected:
  DescriptorState* begin(int number);
  int await(int number, uint32_t events, Deadline deadline);
  void passOn(int number, DescriptorState& state, uint8_t direction);
  DescriptorTable& table() { return table_; }
  Scheduler& scheduler() { return scheduler_; }

 private:
  static int failWith(int error) {
    errno = error;
    return -1;
  }

  using Kind = DescriptorState::Kind;

  int awaitIn(Descriptor& descriptor, WaitQueue& queue, uint32_t events, Deadline deadline);
  void retire(Descriptor& descriptor);

  // io_streams.cc
  template <typename Attempt>
  ssize_t transfer(int number, DescriptorState& state, uint8_t direction, size_t size, Deadline deadline, Attempt attempt);
  template <typename Attempt>
  ssize_t transferAll(int number, DescriptorState& state, size_t size, Deadline deadline, Attempt attempt);
  template <typename Transfer>
  ssize_t eachPiece(const iovec* pieces, int count, size_t done, Transfer transfer);

  // io_files.cc
  ssize_t transferFile(int number, Operation::Kind kind, void* buffer, size_t size, off_t offset, Deadline deadline);
  ssize_t tryFile(int number, Operation::Kind kind, void* buffer, size_t size, off_t offset, bool& finished);
  bool openQuickly(const char* path, int flags, int& opened);
  int64_t perform(Operation& operation, Descriptor* descriptor, Deadline deadline);
  void performAlways(Operation& operation);
  void awaitEnd(Operation& operation);

  BrokenPipes brokenPipes_;
  Scheduler& scheduler_;
  std::unique_ptr<Backend> backend_;
  /// Whether files are tried before they become operations.
  const bool quickFiles_;
  const std::string cachedReads_;
  /// Once a file is mapped.
  std::unique_ptr<BusErrors> busErrors_;
  uint64_t fileOperations_ = 0;
  DescriptorTable table_;
  /// Who closes a descriptor and waits for its last operations.
  WaitQueue closers_{"the last operations of a descriptor that is being closed"};
};

}  // namespace tutti
