#include "response.h"

#include <algorithm>
#include <charconv>

#include "crc32c.h"

namespace tutti::load {
namespace {

char lower(char byte) { return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte; }

/// Whether a text is a name, of which the second is in lower case.
bool isName(std::string_view text, std::string_view name) {
  return text.size() == name.size() &&
         std::equal(text.begin(), text.end(), name.begin(), [](char a, char b) { return lower(a) == b; });
}

bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

void Response::expect(const File& file) {
  file_ = file;
  state_ = State::head;
  fault_ = Fault::none;
  keepsConnection_ = true;
  crc_ = 0;
  received_ = 0;
  length_ = unknown;
  if (!splitHead_.empty()) splitHead_.clear();
}

Response::State Response::feed(const char* bytes, size_t size) {
  const std::string_view piece(bytes, size);
  return state_ == State::head ? feedHead(piece) : feedBody(piece);
}

Response::State Response::feedHead(std::string_view bytes) {
  const bool isSplit = !splitHead_.empty();
  const size_t before = splitHead_.size();
  if (isSplit) splitHead_ += bytes;
  const std::string_view all = isSplit ? std::string_view(splitHead_) : bytes;
  // The end may lie across the border of two pieces.
  const size_t end = all.find("\r\n\r\n", before < 3 ? 0 : before - 3);
  if (end == std::string_view::npos || end > longestHead) {
    if (all.size() > longestHead) return breakOff(Fault::status);
    if (!isSplit) splitHead_ = bytes;
    return state_;
  }
  if (!readHead(all.substr(0, end + 2))) return breakOff(Fault::status);
  state_ = State::body;
  return feedBody(bytes.substr(end + 4 - before));
}

/// The head with the end of its last line, without the empty one. Returns whether it can be understood.
bool Response::readHead(std::string_view head) {
  constexpr size_t shortest = sizeof "HTTP/1.1 200\r" - 1;
  if (head.size() <= shortest || !head.starts_with("HTTP/1.") || head[8] != ' ') return false;
  if (!std::all_of(&head[9], &head[12], isDigit)) return false;
  const bool is200 = head.substr(9, 3) == "200";
  keepsConnection_ = head[7] != '0';
  for (size_t at = head.find('\n') + 1; at < head.size();) {
    const size_t end = head.find('\n', at);
    if (!readField(head.substr(at, end - 1 - at))) return false;
    at = end + 1;
  }
  if (!is200) {
    fault_ = Fault::status;
    if (head[9] == '1' || head.substr(9, 3) == "204" || head.substr(9, 3) == "304") length_ = 0;
  }
  if (length_ == unknown) keepsConnection_ = false;
  else if (length_ != file_.length && fault_ == Fault::none) fault_ = Fault::length;
  return true;
}

/// Returns false for a field that cannot be understood.
bool Response::readField(std::string_view line) {
  // Only three names matter, and they begin with these.
  if (line.empty() || (lower(line[0]) != 'c' && lower(line[0]) != 't')) return true;
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
  if (isName(name, "content-length")) {
    const auto [end, error] = std::from_chars(value.begin(), value.end(), length_);
    return error == std::errc() && end == value.end() && length_ != unknown;
  }
  if (isName(name, "connection")) {
    if (isName(value, "close")) keepsConnection_ = false;
    else if (isName(value, "keep-alive")) keepsConnection_ = true;
  }
  // A body in chunks: no server of files has a reason for it.
  return !isName(name, "transfer-encoding");
}

Response::State Response::feedBody(std::string_view bytes) {
  const uint64_t left = length_ - received_;
  const bool hasSurplus = length_ != unknown && bytes.size() > left;
  if (hasSurplus) bytes = bytes.substr(0, left);
  // What has no chance to be right need not be checked.
  if (fault_ == Fault::none) crc_ = crc32c(crc_, bytes.data(), bytes.size());
  received_ += bytes.size();
  if (received_ < length_) return state_;
  finish();
  if (!hasSurplus) return state_;
  return breakOff(Fault::length);
}

Response::State Response::finish() {
  if (fault_ == Fault::none && received_ != file_.length) fault_ = Fault::length;
  if (fault_ == Fault::none && crc_ != file_.crc) fault_ = Fault::content;
  return state_ = State::complete;
}

Response::State Response::end() {
  if (state_ == State::body && length_ == unknown) return finish();
  return state_ = State::broken;
}

Response::State Response::breakOff(Fault fault) {
  if (fault_ == Fault::none) fault_ = fault;
  keepsConnection_ = false;
  return state_ = State::broken;
}

}  // namespace tutti::load
