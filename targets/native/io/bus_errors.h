// Copies from a mapped file, which may be cut short, or fail, under the reader: the kernel says so with SIGBUS.
//
// Invariants
//  1. While it exists, SIGBUS reaches the kernel thread that made it, on a stack of its own: that of a user-level thread has
//     no room. It is destroyed there, too.
//  2. Only a fault inside copy() is dealt with. Any other goes to whoever handled SIGBUS before the first of these.
#pragma once

#include <signal.h>

#include <cstddef>
#include <memory>

namespace tutti {

class BusErrors {
 public:
  /// Throws std::system_error.
  BusErrors();
  ~BusErrors();
  BusErrors(const BusErrors&) = delete;
  BusErrors& operator=(const BusErrors&) = delete;

  /// Copies as memcpy does. False when not all of `from` is there: what is at `into` is then undefined.
  bool copy(void* into, const void* from, size_t size) const;

 private:
  std::unique_ptr<char[]> stack_;
  stack_t stackBefore_{};
  sigset_t maskBefore_;
};

}  // namespace tutti
