// The stacks of user-level threads: fixed slots of one reserved mapping.
//
// Invariants
//  1. Slot i is the addresses base + i * slotSize up to the next slot, and base is a multiple of slotSize: the lowest
//     bits of a stack pointer tell how much of its slot is left.
//  2. A slot is either in the free list or taken, never both. The free list is last in, first out, so that the slot
//     taken next is the one most likely to be in the cache, and it is kept outside the slots.
//  3. The mapping is reserved without commitment (MAP_NORESERVE) and without huge pages: a stack costs the 4 KiB pages
//     it has touched. One huge page would hold, and commit, 32 slots.
//  4. There is no guard page: two mappings a stack would end at vm.max_map_count, near 32,000 stacks. The scheduler
//     checks at every switch what is left of the slot instead.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tutti {

class StackSlab {
 public:
  static constexpr size_t slotSize = 64 * 1024;

  /// Reserves `count` slots. Throws std::system_error with the errno of mmap.
  explicit StackSlab(size_t count);
  ~StackSlab();
  StackSlab(const StackSlab&) = delete;
  StackSlab& operator=(const StackSlab&) = delete;

  /// Takes a slot. Throws std::system_error ENOMEM when all are taken.
  size_t take();
  void giveBack(size_t slot) { free_.push_back(static_cast<uint32_t>(slot)); }

  /// The 16-byte aligned address where the stack of a slot begins, growing down. The tops of neighbouring slots differ
  /// modulo the page size ("coloured"), or all would compete for the same few sets of the first-level cache.
  void* top(size_t slot) const { return base_ + (slot + 1) * slotSize - 64 * (slot % 32); }
  /// The lowest address of a slot.
  void* bottom(size_t slot) const { return base_ + slot * slotSize; }

 private:
  std::byte* mapping_ = nullptr;
  size_t mappedBytes_ = 0;
  std::byte* base_ = nullptr;
  std::vector<uint32_t> free_;
};

}  // namespace tutti
