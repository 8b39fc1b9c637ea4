#include "stack_allocator.h"

#include <sys/mman.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

#include "tuning.h"

namespace tutti {
namespace {

constexpr size_t hugePage = 2 * 1024 * 1024;

[[noreturn]] void fail(const std::string& call) { throw std::system_error(errno, std::generic_category(), call); }

}  // namespace

StackAllocator::~StackAllocator() {
  for (const Mapping& mapping : mappings_) munmap(mapping.address, mapping.bytes);
}

size_t StackAllocator::sizeFor(size_t bytes) {
  if (bytes > largest) throw std::invalid_argument("a stack has at most 2 MiB, not " + std::to_string(bytes) + " bytes");
  return std::bit_ceil(bytes < smallest ? smallest : bytes);
}

std::byte* StackAllocator::cut(Class& chunks, size_t size) {
  if (chunks.next == chunks.end) addSlab(chunks, size);
  std::byte* const chunk = chunks.next;
  if (guardPages_ && size >= smallestGuarded && mprotect(chunk, page, PROT_NONE) != 0) fail("mprotect of a guard page");
  chunks.next += size;
  return chunk;
}

void StackAllocator::addSlab(Class& chunks, size_t size) {
  // A huge page more than is used, so that the first chunk can begin at a multiple of it.
  const size_t bytes = slabBytes + hugePage;
  void* const address =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED) fail("mmap of " + std::to_string(slabBytes >> 20) + " MiB of stacks");
  mappings_.push_back({address, bytes});
  const auto start = (reinterpret_cast<uintptr_t>(address) + hugePage - 1) & ~(hugePage - 1);
  chunks.next = reinterpret_cast<std::byte*>(start);
  chunks.end = chunks.next + slabBytes;
  // Only advice: a kernel without huge pages refuses it, and has none to avoid.
  madvise(chunks.next, slabBytes, size <= tuning::hugeUpTo ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
}

}  // namespace tutti
