// Events by epoll, edge-triggered; operations by assistants. The default.
//
// Invariants
//  1. A descriptor is registered when a thread first has to wait for it, with the directions that have been waited for so
//     far: a pipe's write end that never fills costs nothing. It stays registered until it is closed.
//  2. As long as no descriptor is registered, only operations can end a wait: then the assistants are waited for, which
//     saves the system calls of epoll.
//  3. Edge-triggered: an event is told once, and `Descriptor::ready` remembers it.
#pragma once

#include <vector>

#include "assisted_backend.h"

namespace tutti {

class EpollBackend final : public AssistedBackend {
 public:
  EpollBackend(Scheduler& scheduler, std::unique_ptr<Assistants> assistants);
  ~EpollBackend() override;

  std::string describe() const override;
  int watch(Descriptor& descriptor, uint32_t events) override;
  void unwatch(Descriptor& descriptor) override;
  void poll(std::chrono::nanoseconds longest) override;

 private:
  /// Events taken at a time: 3 KiB, which stay in the first-level cache, for one system call of some 300 ns.
  static constexpr int batch = 256;

  void fetchAhead(int i, int count) const;
  int takeEvents(std::chrono::nanoseconds longest);

  const int epoll_;
  size_t registered_ = 0;
  std::vector<epoll_event> events_;
};

}  // namespace tutti
