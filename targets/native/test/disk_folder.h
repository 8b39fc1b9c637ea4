// Files for the workloads of the disk suites, written as suites/disk-cache/files/make-disk-files.ts writes them, but for the
// pseudo-random part. Gone at the end of the test.
#pragma once

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "../workload/disk/crc32c.h"
#include "../workload/disk/disk_files.h"
#include "test.h"

namespace tutti::test {

class DiskFolder {
 public:
  /// One MiB each.
  static constexpr uint32_t blocks = 256;

  DiskFolder() {
    const char* const folder = getenv("TMPDIR");
    path_ = std::string(folder == nullptr ? "/tmp" : folder) + "/tutti-disk-XXXXXX";
    expect(mkdtemp(path_.data()) != nullptr, "a folder can be made");
    write("cached", 1);
    write("direct", 2);
  }
  ~DiskFolder() {
    for (const char* const name : {"cached", "direct"}) unlink(file(name).c_str());
    rmdir(path_.c_str());
  }
  DiskFolder(const DiskFolder&) = delete;
  DiskFolder& operator=(const DiskFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  /// Changes one bit of a block.
  void damage(const std::string& name, uint32_t block) const {
    std::fstream stream(file(name), std::ios::in | std::ios::out | std::ios::binary);
    const auto at = static_cast<std::streamoff>(block * sizeof(Block) + 1000);
    stream.seekg(at);
    const char byte = static_cast<char>(stream.get() ^ 1);
    stream.seekp(at);
    stream.put(byte);
    expect(stream.good(), "a block can be damaged");
  }
  /// Leaves so many bytes of a file.
  void cut(const std::string& name, off_t bytes) const { expect(truncate(file(name).c_str(), bytes) == 0, "a file can be cut"); }

 private:
  void write(const std::string& name, uint64_t tag) const {
    std::ofstream stream(file(name), std::ios::binary);
    Block block;
    for (uint32_t number = 0; number < blocks; number++) {
      memset(&block, static_cast<int>(number * 7 + tag), sizeof block);
      block.number = number;
      block.tag = tag;
      block.checksum = crc32c(&block, offsetof(Block, checksum));
      stream.write(reinterpret_cast<const char*>(&block), sizeof block);
    }
    stream.close();
    expect(stream.good(), "a file can be written");
  }

  std::string path_;
};

}  // namespace tutti::test
