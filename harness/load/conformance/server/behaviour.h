// What the synthetic server does with a request. It is known to the millisecond and to the byte, so that what a load
// generator says of it can be checked.
//
//   prompt                  answers at once
//   delay MS                answers after so long
//   stall MS AT FOR         answers after MS; what would be answered AT ms after the first request, or within the next FOR
//                           ms, waits for their end
//   byte-by-byte GAP        sends every byte by itself, so many microseconds after the one before
//   reset EVERY             resets the connection in the middle of every so manieth response
//   cut-off EVERY           closes the connection in the middle of it
//   content EVERY           changes a byte of the body
//   short EVERY             sends, and announces, a body that is a byte short
//   status EVERY            answers 503
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tutti::load {

struct Behaviour {
  enum class Kind : uint8_t { prompt, delay, stall, byteByByte, reset, cutOff, content, shortBody, status };

  Kind kind = Kind::prompt;
  /// Milliseconds of delay or of stall, microseconds of gap, or how many requests there are to one bad response.
  uint32_t number = 0;
  /// Of a stall: milliseconds from the first request to its beginning, and its length.
  uint32_t at = 0;
  uint32_t length = 0;

  /// Of the words of a command line. Throws std::invalid_argument.
  static Behaviour parse(const std::vector<std::string>& words);

  /// Whether the request with this number, from 1, gets a bad response.
  bool spoils(uint64_t request) const { return kind >= Kind::reset && request % number == 0; }
};

}  // namespace tutti::load
