// What somebody else does while a thread waits: a call that could block the kernel thread, done by the kernel (io_uring) or
// by a helper of the pool.
//
// Invariants
//  1. It lies on the stack of the thread that waits for it, and that thread does not leave before `done`: until then the
//     buffer belongs to whoever does it.
//  2. `result` is the call's own, or its negative errno; it is valid once `done`.
//  3. `done` is only written on the kernel thread of the scheduler.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>

namespace tutti {

struct Thread;

struct Operation {
  enum class Kind : uint8_t { read, write, open, close, synchronise };

  Kind kind;
  bool done = false;
  /// Of all but `open`.
  int descriptor = -1;
  /// Of `read` and `write`; an offset of -1 stands for the descriptor's own position, as with preadv2.
  void* buffer = nullptr;
  size_t size = 0;
  off_t offset = -1;
  /// Of `open`.
  const char* path = nullptr;
  int flags = 0;
  mode_t mode = 0;

  int64_t result = 0;
  Thread* waiter = nullptr;
  /// In the list of its descriptor.
  Operation* next = nullptr;
  Operation* previous = nullptr;
  /// In a list of the backend.
  Operation* following = nullptr;
};

}  // namespace tutti
