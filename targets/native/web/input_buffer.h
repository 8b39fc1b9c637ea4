// What has arrived on a connection and has not been consumed.
//
// Invariants
//  1. The bytes not yet consumed are [begin_, end_) of `bytes_`, which is `small_` or a larger block of memory.
//  2. The larger block is there only while a head is longer than the small one: an idle connection has none.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>

#include "request_parser.h"

namespace tutti::web {

class InputBuffer {
 public:
  InputBuffer() = default;
  ~InputBuffer() { shrink(); }
  InputBuffer(const InputBuffer&) = delete;
  InputBuffer& operator=(const InputBuffer&) = delete;

  std::string_view unread() const { return {bytes_ + begin_, end_ - begin_}; }
  void consume(size_t bytes) {
    begin_ += bytes;
    if (begin_ != end_) return;
    begin_ = end_ = 0;
    if (bytes_ != small_) [[unlikely]] shrink();
  }
  /// Drops the empty lines that it begins with.
  void skipEmptyLines() {
    while (unread().starts_with("\r\n")) consume(2);
  }

  /// Where the next bytes go; never empty but when there is no memory, or the largest head and more has arrived.
  std::span<char> room() {
    if (end_ == capacity_) makeRoom();
    return {bytes_ + end_, capacity_ - end_};
  }
  void received(size_t bytes) { end_ += bytes; }

 private:
  /// Enough for what the clients of a benchmark send; it lies on the stack of the thread.
  static constexpr size_t smallBytes = 256;
  /// More than the largest head: it can be told that there is more.
  static constexpr size_t largeBytes = RequestParser::mostBytes + smallBytes;

  [[gnu::noinline]] void makeRoom() {
    if (begin_ > 0) {
      memmove(bytes_, bytes_ + begin_, end_ - begin_);
    } else if (bytes_ == small_) {
      auto* const larger = static_cast<char*>(malloc(largeBytes));
      if (larger == nullptr) return;
      memcpy(larger, small_, end_);
      bytes_ = larger;
      capacity_ = largeBytes;
    }
    end_ -= begin_;
    begin_ = 0;
  }
  [[gnu::noinline]] void shrink() {
    if (bytes_ == small_) return;
    free(bytes_);
    bytes_ = small_;
    capacity_ = smallBytes;
  }

  size_t begin_ = 0;
  size_t end_ = 0;
  size_t capacity_ = smallBytes;
  char* bytes_ = small_;
  char small_[smallBytes];
};

}  // namespace tutti::web
