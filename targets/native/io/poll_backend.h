// Events by poll(2), everything else by kernel threads, and no system call that Linux has not always had: what Capriccio
// fell back on (section 2.2). A look costs as much as there are descriptors that somebody waits for.
//
// Invariants
//  1. `watchedOnes_` holds every descriptor with a bit in `watched`, once.
//  2. poll(2) tells levels, not edges: a bit is watched only while somebody waits for it, or each look would tell it anew.
#pragma once

#include <vector>

#include "assisted_backend.h"

namespace tutti {

class PollBackend final : public AssistedBackend {
 public:
  using AssistedBackend::AssistedBackend;

  std::string describe() const override;
  bool triesFilesFirst() const override { return false; }
  int watch(Descriptor& descriptor, uint32_t events) override;
  void unwatch(Descriptor& descriptor) override;
  void poll(std::chrono::nanoseconds longest) override;

 private:
  std::vector<Descriptor*> watchedOnes_;
  std::vector<pollfd> asked_;
};

}  // namespace tutti
