// The file descriptors of the process, as far as user-level threads have used them.
//
// Invariants
//  1. A descriptor is looked at once, at its first use (fstat, fcntl): what is not a file is made non-blocking then.
//  2. Of the functions that it needs on the stack of a thread, none is called there for the first time: the dynamic linker
//     may bind them then, and takes more than 3 KiB of stack. The first chunk is made at once.
//  3. What was opened here is closed here: a number that is closed behind the table's back and given to another file would
//     be taken for the old one.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "descriptor.h"

namespace tutti {

class DescriptorTable {
 public:
  /// `quickFiles`: whether files are worth a try without waiting.
  explicit DescriptorTable(bool quickFiles);

  /// The state of a descriptor; null, with errno, when there is no such descriptor or it is being closed.
  DescriptorState* find(int number) {
    Chunk* const chunk = chunkOf(number);
    if (chunk == nullptr) [[unlikely]] return inspect(number);
    DescriptorState& state = chunk->states[static_cast<unsigned>(number) % chunkSize];
    if (state.kind == Kind::unknown) [[unlikely]] return inspect(number);
    if (state.kind != Kind::closing) [[likely]] return &state;
    errno = EBADF;
    return nullptr;
  }

  /// The rest of one that find() has found.
  Descriptor& at(int number) { return chunkOf(number)->descriptors[static_cast<unsigned>(number) % chunkSize]; }

  /// One that has been used; null for others.
  Descriptor* known(int number) {
    Chunk* const chunk = chunkOf(number);
    if (chunk == nullptr) return nullptr;
    const unsigned place = static_cast<unsigned>(number) % chunkSize;
    return chunk->states[place].kind == Kind::unknown ? nullptr : &chunk->descriptors[place];
  }

  /// A new socket, non-blocking from birth, of the kind of the one that accepted it.
  void addSocket(int number, DescriptorState::Kind kind);

  /// A new descriptor: what was known of one that had its number, and was closed elsewhere, is no longer true.
  void forget(int number) {
    if (Descriptor* const old = known(number)) old->forget();
  }

 private:
  using Kind = DescriptorState::Kind;
  /// 512 descriptors are 100 KiB: few allocations, and little lost in a small program.
  static constexpr unsigned chunkSize = 512;
  struct Chunk {
    std::array<DescriptorState, chunkSize> states;
    std::array<Descriptor, chunkSize> descriptors;
  };

  Chunk* chunkOf(int number) const {
    const auto chunk = static_cast<unsigned>(number) / chunkSize;
    return chunk < chunks_.size() ? chunks_[chunk].get() : nullptr;
  }
  DescriptorState& make(int number);
  DescriptorState* inspect(int number);

  std::vector<std::unique_ptr<Chunk>> chunks_;
  const bool quickFiles_;
};

}  // namespace tutti
