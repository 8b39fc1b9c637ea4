// One HTTP/1 response as it comes in, piece by piece, checked against the file that was asked for.
//
// Invariants
//  1. Nothing is copied but a head that comes in several pieces; the body is only passed through the CRC.
//  2. `fault` is the first thing that was wrong with a response that has come in whole; a wrong one is read to its end all
//     the same, so that the connection can go on.
//  3. `broken` means that what follows on the connection cannot be understood any more: it must be closed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "file_set.h"

namespace tutti::load {

class Response {
 public:
  enum class State : uint8_t { head, body, complete, broken };
  enum class Fault : uint8_t { none, status, length, content };

  /// The next response is for this file.
  void expect(const File& file);
  /// So many bytes have come in.
  State feed(const char* bytes, size_t size);
  /// The stream has ended: complete for a body that goes on until then.
  State end();

  Fault fault() const { return fault_; }
  bool keepsConnection() const { return keepsConnection_; }
  /// Whether anything of it has come in.
  bool hasBegun() const { return state_ != State::head || !splitHead_.empty(); }
  /// Bytes of the body so far.
  uint64_t bodyBytes() const { return received_; }

 private:
  /// The longest head that is waited for.
  static constexpr size_t longestHead = 16 * 1024;
  static constexpr uint64_t unknown = UINT64_MAX;

  State feedHead(std::string_view bytes);
  State feedBody(std::string_view bytes);
  State finish();
  State breakOff(Fault fault);
  bool readHead(std::string_view head);
  bool readField(std::string_view line);

  File file_{};
  State state_ = State::complete;
  Fault fault_ = Fault::none;
  bool keepsConnection_ = true;
  uint32_t crc_ = 0;
  uint64_t received_ = 0;
  /// Of the body, as the head says; unknown: until the stream ends.
  uint64_t length_ = unknown;
  std::string splitHead_;
};

}  // namespace tutti::load
