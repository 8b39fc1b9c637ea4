#include "disk_files.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/vfs.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "crc32c.h"

namespace tutti {
namespace {

constexpr uint32_t blocksPerMb = (1u << 20) / sizeof(Block);
/// So often at most, the file of the hits is read through to have all of it in the page cache.
constexpr int mostReadings = 3;
/// 16 TiB: the numbers of blocks fit into 32 bits.
constexpr uint32_t mostMb = UINT32_MAX / blocksPerMb;

int openOrThrow(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "open " + path);
  return descriptor;
}

/// Since Linux 6.6, tmpfs takes O_DIRECT, and still has nothing but memory to read from.
bool isInMemory(int descriptor) {
  struct statfs system;
  return fstatfs(descriptor, &system) == 0 && (system.f_type == TMPFS_MAGIC || system.f_type == RAMFS_MAGIC);
}

[[noreturn]] void refuse(const std::string& path, const char* why) {
  throw Unavailable("open with O_DIRECT: " + path + " lies on a file system " + why +
                    "; choose another folder with --materials DIR");
}

/// For a file system where RWF_NOWAIT is not known.
uint32_t countResident(int descriptor, uint32_t blocks) {
  const size_t pageBytes = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  const size_t bytes = size_t{blocks} * sizeof(Block);
  void* const mapped = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, descriptor, 0);
  if (mapped == MAP_FAILED) return 0;
  std::vector<unsigned char> resident((bytes + pageBytes - 1) / pageBytes);
  const bool known = mincore(mapped, bytes, resident.data()) == 0;
  munmap(mapped, bytes);
  uint32_t count = 0;
  for (uint32_t block = 0; known && block < blocks; block++) count += resident[block * sizeof(Block) / pageBytes] & 1;
  return count;
}

}  // namespace

bool Block::isWhole(uint64_t wantedNumber, uint64_t wantedTag) const {
  return number == wantedNumber && tag == wantedTag && checksum == crc32c(this, offsetof(Block, checksum));
}

DiskPoint DiskPoint::ofCache(const Parameters& parameters) {
  return {parameters.number("missRate", 0, 1), parameters.count("cachedMb", 1, mostMb), parameters.count("directMb", 1, mostMb),
          parameters.count("verifyEvery", 1)};
}

DiskPoint DiskPoint::ofHead(const Parameters& parameters) {
  return {1, 0, parameters.count("directMb", 1, mostMb), parameters.count("verifyEvery", 1)};
}

DiskFiles::DiskFiles(const DiskPoint& point) : hasMisses_(point.missRate > 0) {
  cached_.blocks = point.cachedMb * blocksPerMb;
  direct_.blocks = point.directMb * blocksPerMb;
}

DiskFiles::~DiskFiles() {
  for (const File& file : {cached_, direct_}) {
    if (file.descriptor >= 0) close(file.descriptor);
  }
}

void DiskFiles::open(const std::string& folder) {
  if (cached_.blocks > 0) {
    const std::string path = folder + "/cached";
    cached_.descriptor = openOrThrow(path, O_RDONLY);
    // The kernel may take memory back between a read and the count.
    for (int reading = 0; reading < mostReadings && (reading == 0 || countCached() < cached_.blocks); reading++) readThrough(path);
  }
  if (!hasMisses_) return;
  const std::string path = folder + "/direct";
  try {
    direct_.descriptor = openOrThrow(path, O_RDONLY | O_DIRECT);
  } catch (const std::system_error& error) {
    if (error.code().value() != EINVAL) throw;
    refuse(path, "that cannot be read past the page cache (EINVAL)");
  }
  if (isInMemory(direct_.descriptor)) refuse(path, "that is memory");
}

void DiskFiles::readThrough(const std::string& path) {
  constexpr size_t atATime = 256;
  const Blocks into(atATime);
  off_t from = 0;
  for (;;) {
    const ssize_t count = pread(cached_.descriptor, &into[0], atATime * sizeof(Block), from);
    if (count == 0) return;
    if (count > 0) from += count;
    else if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "read " + path);
  }
}

uint32_t DiskFiles::countCached() const {
  if (cached_.descriptor < 0) return 0;
  uint32_t count = 0;
  for (uint32_t block = 0; block < cached_.blocks; block++) {
    char byte;
    const iovec into{&byte, 1};
    const ssize_t read = preadv2(cached_.descriptor, &into, 1, static_cast<off_t>(block) * static_cast<off_t>(sizeof(Block)), RWF_NOWAIT);
    if (read == 1) count++;
    else if (read < 0 && errno != EAGAIN && errno != EINTR) return countResident(cached_.descriptor, cached_.blocks);
  }
  return count;
}

}  // namespace tutti
