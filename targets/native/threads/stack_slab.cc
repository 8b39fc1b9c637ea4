#include "stack_slab.h"

#include <sys/mman.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace tutti {

StackSlab::StackSlab(size_t count) : mappedBytes_((count + 1) * slotSize) {
  void* const mapping = mmap(nullptr, mappedBytes_, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping == MAP_FAILED) {
    throw std::system_error(errno, std::generic_category(), "mmap of " + std::to_string(count) + " stacks of 64 KiB");
  }
  mapping_ = static_cast<std::byte*>(mapping);
  // Only advice: a kernel without huge pages refuses it, and has none to avoid.
  madvise(mapping_, mappedBytes_, MADV_NOHUGEPAGE);
  const auto address = reinterpret_cast<uintptr_t>(mapping_);
  base_ = mapping_ + (slotSize - address % slotSize) % slotSize;
  free_.reserve(count);
  for (size_t slot = count; slot-- > 0;) giveBack(slot);
}

StackSlab::~StackSlab() { munmap(mapping_, mappedBytes_); }

size_t StackSlab::take() {
  if (free_.empty()) throw std::system_error(ENOMEM, std::generic_category(), "every stack slot is taken");
  const size_t slot = free_.back();
  free_.pop_back();
  return slot;
}

}  // namespace tutti
