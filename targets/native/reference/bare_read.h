// The plainest reader of blocks there is, kept to measure the threads against: one loop of preadv2(RWF_NOWAIT), nobody to
// switch to. What is not in the page cache it waits for.
#pragma once

#include "../workload/disk/block_reader.h"

namespace tutti {

class BareRead final : public Workload {
 public:
  /// Throws Unavailable unless one thread is asked for.
  BareRead(const Request& request, Watch& watch);

  void create() override;
  void start() override {}
  bool run() override;
  std::vector<std::pair<std::string, double>> counters() const override { return counters_.named(); }
  std::vector<std::pair<std::string, std::string>> facts() const override {
    return {{"io", "preadv2 with RWF_NOWAIT in a loop; what is not there at once by pread"}};
  }

 private:
  Watch& watch_;
  const std::string folder_;
  DiskFiles files_;
  Blocks block_{1};
  BlockReader reader_;
  DiskCounters counters_;
};

}  // namespace tutti
