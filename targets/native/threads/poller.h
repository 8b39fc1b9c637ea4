// Where threads wait for what happens outside: descriptors, completions. The scheduler asks it now and then.
#pragma once

#include <chrono>

namespace tutti {

class Poller {
 public:
  virtual ~Poller() = default;
  /// True while some thread waits for what only `poll` can find out.
  virtual bool waiting() const = 0;
  /// Wakes the threads whose wait is over. Called on the kernel thread's own stack, never on a thread's. Waits at most so
  /// long when there is nothing yet: 0 to look only.
  virtual void poll(std::chrono::nanoseconds longest) = 0;
};

}  // namespace tutti
