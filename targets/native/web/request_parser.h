// Reads the head of an HTTP request where it lies, a line at a time, however it arrives.
//
// Invariants
//  1. Nothing is copied: what is remembered between two calls are offsets into the input, which may have moved meanwhile
//     but still begins with the first byte of the head.
//  2. A complete line is looked at once. Of a line that is not complete, only its end is looked for again.
//  3. Malformed is said at the first line that is; the method and a body are judged when the head is complete: there they
//     could not be told from a request that is malformed further down.
//  4. A line ends with CR LF, never with LF alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tutti::web {

class RequestParser {
 public:
  enum class Verdict : uint8_t { incomplete, complete, malformed, methodNotAllowed, tooLarge };

  /// The largest head that is read.
  static constexpr size_t mostBytes = 16 * 1024;

  /// Goes on with the head at the beginning of `input`, which holds all that has arrived of it so far.
  Verdict parse(std::string_view input);

  /// Nothing has been read yet: empty lines before the request line may be dropped (RFC 9112, 2.2).
  bool isFresh() const { return next_ == 0; }

  // Of a head that is complete.

  /// Its length.
  size_t bytes() const { return next_; }
  /// What is asked for, as it was written.
  std::string_view target(std::string_view input) const { return input.substr(targetBegin_, targetLength_); }
  /// HEAD instead of GET.
  bool wantsHeadOnly() const { return method_ == Method::head; }
  /// The connection is to be closed after the answer.
  bool wantsClose() const { return wantsClose_; }

 private:
  enum class Method : uint8_t { none, get, head, other };

  Verdict parseLines(std::string_view input);
  bool readRequestLine(std::string_view line, size_t offset);
  bool readVersion(std::string_view version);
  bool readField(std::string_view line);
  bool readLength(std::string_view value);
  void readConnection(std::string_view value);
  Verdict judge() const;

  /// Where the line begins that is looked at next.
  uint32_t next_ = 0;
  uint32_t targetBegin_ = 0;
  uint32_t targetLength_ = 0;
  Method method_ = Method::none;
  uint8_t hosts_ = 0;
  bool needsHost_ = false;
  bool wantsClose_ = false;
  bool hasBody_ = false;
};

}  // namespace tutti::web
