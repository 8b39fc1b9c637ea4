// The two files of the disk suites: `cached`, which the page cache holds, and `direct`, which is read past it.
//
// Invariants
//  1. `direct` is open with O_DIRECT or not at all: a file system that refuses it makes the launch unavailable, and no
//     read quietly comes from the page cache instead.
//  2. A file that nobody will read is not opened: `direct` at a miss rate of 0, `cached` where there are no hits to be.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "../workload.h"

namespace tutti {

/// What is in the files; suites/disk-cache/files/block.ts says what it means.
struct alignas(4096) Block {
  uint64_t number;
  uint64_t tag;
  std::byte content[4096 - 20];
  uint32_t checksum;

  /// Whether it is that block of that file.
  bool isWhole(uint64_t wantedNumber, uint64_t wantedTag) const;
};
static_assert(sizeof(Block) == 4096 && offsetof(Block, checksum) == 4092);

/// What is read, and how often from which file.
struct DiskPoint {
  double missRate;
  /// MiB of the file of the hits; 0 when there is none.
  uint32_t cachedMb;
  uint32_t directMb;
  /// One block of so many is verified.
  uint32_t verifyEvery;

  static DiskPoint ofCache(const Parameters& parameters);
  static DiskPoint ofHead(const Parameters& parameters);
};

class DiskFiles {
 public:
  struct File {
    int descriptor = -1;
    uint32_t blocks = 0;
    uint64_t tag = 0;
  };

  explicit DiskFiles(const DiskPoint& point);
  ~DiskFiles();
  DiskFiles(const DiskFiles&) = delete;
  DiskFiles& operator=(const DiskFiles&) = delete;

  /// Opens them in their folder, and reads `cached` through, so that the page cache has it. Throws Unavailable when the
  /// file system does not know O_DIRECT, and std::system_error, naming the file, when one cannot be opened or read.
  void open(const std::string& folder);
  /// How many blocks of `cached` a read would find in the page cache.
  uint32_t countCached() const;

  const File& cached() const { return cached_; }
  const File& direct() const { return direct_; }

 private:
  void readThrough(const std::string& path);

  const bool hasMisses_;
  File cached_{-1, 0, 1};
  File direct_{-1, 0, 2};
};

/// Memory for so many blocks, aligned as O_DIRECT asks and touched.
class Blocks {
 public:
  explicit Blocks(size_t count) : blocks_(new Block[count]()) {}
  Block& operator[](size_t index) const { return blocks_[index]; }

 private:
  std::unique_ptr<Block[]> blocks_;
};

}  // namespace tutti
