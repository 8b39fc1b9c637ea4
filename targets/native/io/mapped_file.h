// A file whose cached blocks are copied from memory, without a system call.
//
// Invariants
//  1. Only whole pages that lay before the end of the file when it was mapped are read here, and only those of which a read
//     that does not wait has said that the page cache holds them: touching others could wait for the disk.
//  2. A page may be dropped from the cache after that. Touching it waits then, which the kernel counts as a major fault;
//     once some have been counted, every page must be found anew. README.md says what that means.
//  3. It never fails: what it cannot read it leaves to a system call, which knows what to say.
#pragma once

#include <sys/types.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "bus_errors.h"

namespace tutti {

class MappedFile {
 public:
  /// Throws std::system_error when the file cannot be mapped.
  explicit MappedFile(int descriptor);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  /// Copies all of it, or nothing: false.
  bool read(const BusErrors& errors, void* into, size_t size, off_t offset);
  /// The page cache has these bytes of the file.
  void found(size_t size, off_t offset);

 private:
  /// Reads between two looks at the count of major faults, which cost a system call.
  static constexpr uint32_t lookEvery = 4096;

  void lookForFaults();
  void forgetAll() { std::fill(present_.begin(), present_.end(), false); }

  size_t pages_ = 0;
  std::byte* bytes_ = nullptr;
  std::vector<uint8_t> present_;
  uint32_t untilLook_ = lookEvery;
  long majorFaults_ = 0;
};

}  // namespace tutti
