// Who does operations while the scheduler runs other threads: kernel threads, or the kernel itself (io_uring).
//
// Invariant: all of it is called on the scheduler's kernel thread, and nothing here runs a user-level thread.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "operation.h"

namespace tutti {

class Assistants {
 public:
  Assistants() = default;
  virtual ~Assistants() = default;
  Assistants(const Assistants&) = delete;
  Assistants& operator=(const Assistants&) = delete;

  /// Who they are, in words.
  virtual std::string describe() const = 0;
  virtual void submit(Operation& operation) = 0;
  /// Ends it soon if that is still possible. True when it had not begun and now never will; otherwise it ends as others do.
  virtual bool withdraw(Operation& operation) = 0;
  /// Before the scheduler looks for events: all that was submitted has somebody to do it. Returns what has ended by then.
  virtual Operation* prepare() = 0;
  /// Takes what has ended, `result` filled in, linked by `following`.
  virtual Operation* collect() = 0;
  /// As prepare(), and then waits for the first to end, so long at most. For whoever has nothing else to wait for.
  virtual Operation* await(std::chrono::nanoseconds longest) = 0;
  /// A descriptor that becomes readable whenever there is something new to collect; it may stay so.
  virtual int finished() const = 0;
};

/// io_uring; kernel threads where it is forbidden or missing, and then they say why.
std::unique_ptr<Assistants> makeAssistants();

}  // namespace tutti
