#include "mapped_file.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace tutti {
namespace {

const size_t pageBytes = static_cast<size_t>(sysconf(_SC_PAGESIZE));

/// Of this kernel thread.
long countMajorFaults() {
  rusage usage{};
  getrusage(RUSAGE_THREAD, &usage);
  return usage.ru_majflt;
}

}  // namespace

MappedFile::MappedFile(int descriptor) : majorFaults_(countMajorFaults()) {
  struct stat status;
  if (fstat(descriptor, &status) != 0) throw std::system_error(errno, std::generic_category(), "fstat");
  pages_ = static_cast<size_t>(status.st_size) / pageBytes;
  present_.resize(pages_);
  if (pages_ == 0) return;
  void* const mapped = mmap(nullptr, pages_ * pageBytes, PROT_READ, MAP_SHARED, descriptor, 0);
  if (mapped == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
  bytes_ = static_cast<std::byte*>(mapped);
  // A page that has been dropped brings back itself, and not its neighbours.
  madvise(mapped, pages_ * pageBytes, MADV_RANDOM);
}

MappedFile::~MappedFile() {
  if (bytes_ != nullptr) munmap(bytes_, pages_ * pageBytes);
}

bool MappedFile::read(const BusErrors& errors, void* into, size_t size, off_t offset) {
  const size_t from = static_cast<size_t>(offset);
  const size_t first = from / pageBytes;
  if (size == 0 || from + size > pages_ * pageBytes) return false;
  const size_t last = (from + size - 1) / pageBytes;
  for (size_t page = first; page <= last; page++) {
    if (!present_[page]) return false;
  }
  if (--untilLook_ == 0) [[unlikely]] lookForFaults();
  if (errors.copy(into, bytes_ + from, size)) [[likely]] return true;
  // The file is shorter than it was, or its medium failed.
  forgetAll();
  return false;
}

void MappedFile::found(size_t size, off_t offset) {
  const size_t from = static_cast<size_t>(offset);
  const size_t end = std::min((from + size) / pageBytes, pages_);
  for (size_t page = (from + pageBytes - 1) / pageBytes; page < end; page++) present_[page] = true;
}

void MappedFile::lookForFaults() {
  untilLook_ = lookEvery;
  const long now = countMajorFaults();
  if (now == majorFaults_) return;
  majorFaults_ = now;
  forgetAll();
}

}  // namespace tutti
