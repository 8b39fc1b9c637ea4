// The stacks of user-level threads: chunks of a few sizes, cut from large slabs.
//
// Invariants
//  1. A chunk's size is a power of two from 1 KiB to 2 MiB, and its address is a multiple of its size.
//  2. A chunk is either taken or in the free list of its size, never both. A free list is last in, first out: the chunk
//     taken next is the one most likely to be in the cache. Its link is the top word of the chunk, in the line that the
//     thread to come writes first.
//  3. Slabs are reserved without commitment and never given back before the end. Chunks of up to 8 KiB lie in huge pages
//     where the kernel has them: one fault and one entry of the TLB for hundreds of stacks. Larger chunks do not, for a
//     huge page would commit all of a stack of which a thread touches a few KiB.
//  4. With guard pages (tests) the lowest 4 KiB of each chunk cannot be touched; smaller chunks than 16 KiB have none.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tutti {

class StackAllocator {
 public:
  static constexpr size_t smallest = 1024;
  static constexpr size_t page = 4096;
  /// The smallest chunk that has a guard page.
  static constexpr size_t smallestGuarded = 4 * page;
  static constexpr size_t largest = 2 * 1024 * 1024;

  explicit StackAllocator(bool guardPages = false) : guardPages_(guardPages) {}
  ~StackAllocator();
  StackAllocator(const StackAllocator&) = delete;
  StackAllocator& operator=(const StackAllocator&) = delete;

  /// The size of chunk that holds so many bytes. Throws std::invalid_argument for more than the largest.
  static size_t sizeFor(size_t bytes);

  /// Takes a chunk of a size that sizeFor gave. Returns its lowest address. Throws std::system_error with the errno of mmap.
  std::byte* take(size_t size) {
    Class& chunks = classOf(size);
    if (chunks.free == nullptr) return cut(chunks, size);
    std::byte* const chunk = chunks.free;
    chunks.free = link(chunk, size);
    return chunk;
  }

  void giveBack(std::byte* chunk, size_t size) {
    Class& chunks = classOf(size);
    link(chunk, size) = chunks.free;
    chunks.free = chunk;
  }

 private:
  static constexpr size_t classes = std::bit_width(largest / smallest);
  static constexpr size_t slabBytes = 64 * 1024 * 1024;

  /// The chunks of one size.
  struct Class {
    std::byte* free = nullptr;
    /// What is left of the current slab.
    std::byte* next = nullptr;
    std::byte* end = nullptr;
  };
  struct Mapping {
    void* address;
    size_t bytes;
  };

  Class& classOf(size_t size) { return classes_[static_cast<size_t>(std::countr_zero(size / smallest))]; }
  static std::byte*& link(std::byte* chunk, size_t size) {
    return *reinterpret_cast<std::byte**>(chunk + size - sizeof(std::byte*));
  }

  std::byte* cut(Class& chunks, size_t size);
  void addSlab(Class& chunks, size_t size);

  const bool guardPages_;
  std::array<Class, classes> classes_;
  std::vector<Mapping> mappings_;
};

}  // namespace tutti
