// What is known of one file descriptor: its state, and who waits for it.
//
// Invariants
//  1. A bit of `ready` is set unless a call in that direction has found the descriptor drained (or full) since its last
//     event. Who finds it clear waits; who finds it set may still be told EAGAIN.
//  2. Every bit of `watched` is an event that the backend reports by `happened`, its present state included.
//  3. While a bit of `ready` is set and threads wait in that direction, one of them has been woken and has not tried yet:
//     one is woken at each event, and whoever leaves the bit set wakes the next (Io::passOn).
//  4. A bit of `awaited` is set while threads wait in that direction, and perhaps longer.
//  5. A short read or write of a byte stream has drained or filled it (epoll(7), questions and answers, 9), unless the
//     other side has hung up: the event that said so may be the last, so that then only EAGAIN clears a bit.
//  6. `generation` changes when the descriptor is closed: who waited across that finds EBADF, whatever has the number now.
//  7. Descriptors never move and are never freed before the table: `operations`, queues and backends point to them.
#pragma once

#include <poll.h>
#include <sys/epoll.h>

#include <memory>

#include "../threads/scheduler.h"
#include "mapped_file.h"
#include "operation.h"

namespace tutti {

static_assert(EPOLLIN == POLLIN && EPOLLPRI == POLLPRI && EPOLLOUT == POLLOUT && EPOLLERR == POLLERR && EPOLLHUP == POLLHUP &&
                  EPOLLRDHUP == POLLRDHUP,
              "events have the same numbers for epoll, poll and io_uring");

/// All that a call which need not wait looks at. Four bytes, so that the states of ten thousand descriptors stay in the
/// cache, which those who wait for them do not.
struct DescriptorState {
  enum class Kind : uint8_t {
    unknown,  // not used yet
    stream,   // pipes and stream sockets: bytes without borders
    message,  // what else can be waited for: datagrams, timers, events, terminals
    file,     // regular files, block devices, directories: always "ready", and yet slow
    closing,  // waits for its last operation
  };

  Kind kind = Kind::unknown;
  uint8_t ready = EPOLLIN | EPOLLOUT;
  uint8_t awaited = 0;
  bool hungUp : 1 = false;
  /// Whether a read or a write that does not wait (RWF_NOWAIT) is worth trying. Of files.
  bool quickReads : 1 = false;
  bool quickWrites : 1 = false;
  /// Opened for writing: closing it may write. Of files.
  bool writable : 1 = false;
  /// There is a mapping to read from.
  bool mapped : 1 = false;
};
static_assert(sizeof(DescriptorState) == 4);

struct alignas(64) Descriptor {
  // The first line is all that a read which waits touches.
  DescriptorState* state = nullptr;
  WaitQueue readers{"input from a descriptor"};
  uint32_t watched = 0;
  uint32_t generation = 0;
  /// Who waited last for input: a guess at who will be woken, to fetch from memory; perhaps it has ended since.
  uintptr_t lastReader = 0;

  alignas(64) WaitQueue writers{"room for output to a descriptor"};
  /// Threads in poll(), which look again at every event.
  WaitQueue pollers{"an event of a descriptor"};
  /// In flight.
  Operation* operations = nullptr;
  std::unique_ptr<MappedFile> mapping;
  int number = -1;

  WaitQueue& queueOf(uint32_t direction) { return direction == EPOLLIN ? readers : writers; }

  /// The events that somebody waits for, besides pollers.
  uint32_t wanted() const { return (readers.empty() ? 0u : EPOLLIN) | (writers.empty() ? 0u : EPOLLOUT); }

  /// Fetches what waking the reader, and then running it, will touch: its control block, and below it the outermost frames
  /// of its stack. The innermost ones are fetched by the run queue.
  void fetchReader() const {
    constexpr size_t line = 64, frames = 3;
    for (size_t i = 0; i <= frames; i++) __builtin_prefetch(reinterpret_cast<const void*>(lastReader - i * line), 1);
  }

  /// The backend has news.
  void happened(Scheduler& scheduler, uint32_t events) {
    if (events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) [[unlikely]] {
      state->hungUp = true;
      events |= events & (EPOLLHUP | EPOLLERR) ? EPOLLIN | EPOLLOUT : EPOLLIN;
    }
    state->ready |= events & (EPOLLIN | EPOLLOUT);
    if (events & EPOLLIN) scheduler.wakeOne(readers);
    if (events & state->awaited & EPOLLOUT) scheduler.wakeOne(writers);
    if (state->awaited & EPOLLPRI) [[unlikely]] scheduler.wakeAll(pollers);
  }

  void wakeEveryone(Scheduler& scheduler) {
    state->ready |= EPOLLIN | EPOLLOUT;
    scheduler.wakeAll(readers);
    scheduler.wakeAll(writers);
    scheduler.wakeAll(pollers);
  }

  void add(Operation& operation) {
    operation.next = operations;
    if (operations != nullptr) operations->previous = &operation;
    operations = &operation;
  }

  void remove(Operation& operation) {
    if (operation.next != nullptr) operation.next->previous = operation.previous;
    (operation.previous != nullptr ? operation.previous->next : operations) = operation.next;
  }

  /// Becomes as if it had never been used.
  void forget() {
    assert(wanted() == 0 && pollers.empty() && operations == nullptr);
    *state = {};
    watched = 0;
    mapping.reset();
    generation++;
  }
};

}  // namespace tutti
