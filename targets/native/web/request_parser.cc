#include "request_parser.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tutti::web {
namespace {

/// The characters of names (RFC 9110, 5.6.2).
constexpr std::array<bool, 256> tokens = [] {
  std::array<bool, 256> made{};
  for (unsigned char c = '0'; c <= '9'; c++) made[c] = true;
  for (unsigned char c = 'a'; c <= 'z'; c++) made[c] = made[c - 'a' + 'A'] = true;
  for (const char c : std::string_view("!#$%&'*+-.^_`|~")) made[static_cast<unsigned char>(c)] = true;
  return made;
}();

bool isToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) { return tokens[c]; });
}

/// What may stand in a value besides tabs: no control characters.
bool isText(unsigned char c) { return c >= 0x20 && c != 0x7F; }

constexpr char toLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Compares without regard to case; `lower` is in lower case.
bool is(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) { return toLower(a) == b; });
}

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

/// Whether what has arrived of a request line can yet become one. A CR alone may be that of an empty line.
bool beginsLikeRequest(std::string_view part) { return part.empty() || part == "\r" || isToken(part.substr(0, part.find(' '))); }

}  // namespace

RequestParser::Verdict RequestParser::parse(std::string_view input) {
  const Verdict verdict = parseLines(input.substr(0, mostBytes));
  return verdict == Verdict::incomplete && input.size() > mostBytes ? Verdict::tooLarge : verdict;
}

RequestParser::Verdict RequestParser::parseLines(std::string_view input) {
  for (;;) {
    const char* const begin = input.data() + next_;
    const size_t left = input.size() - next_;
    const auto* const end = static_cast<const char*>(memchr(begin, '\n', left));
    if (end == nullptr) {
      const bool hopeless = method_ == Method::none && !beginsLikeRequest({begin, left});
      return hopeless ? Verdict::malformed : Verdict::incomplete;
    }
    if (end == begin || end[-1] != '\r') return Verdict::malformed;
    const std::string_view line(begin, static_cast<size_t>(end - begin) - 1);
    const size_t offset = next_;
    next_ += static_cast<uint32_t>(line.size() + 2);
    if (method_ == Method::none) {
      if (!readRequestLine(line, offset)) return Verdict::malformed;
    } else if (line.empty()) {
      return judge();
    } else if (!readField(line)) {
      return Verdict::malformed;
    }
  }
}

/// METHOD SP TARGET SP VERSION.
bool RequestParser::readRequestLine(std::string_view line, size_t offset) {
  const size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last) return false;
  const std::string_view method = line.substr(0, first), target = line.substr(first + 1, last - first - 1);
  const auto isVisible = [](unsigned char c) { return c > 0x20 && c != 0x7F; };
  if (!isToken(method)) return false;
  if (target.empty() || !std::all_of(target.begin(), target.end(), isVisible)) return false;
  if (!readVersion(line.substr(last + 1))) return false;
  method_ = method == "GET" ? Method::get : method == "HEAD" ? Method::head : Method::other;
  targetBegin_ = static_cast<uint32_t>(offset + first + 1);
  targetLength_ = static_cast<uint32_t>(target.size());
  return true;
}

bool RequestParser::readVersion(std::string_view version) {
  needsHost_ = version == "HTTP/1.1";
  wantsClose_ = version == "HTTP/1.0";
  return needsHost_ || wantsClose_;
}

/// NAME ":" VALUE. A line that goes on with the one before it begins with a blank, which no name contains.
bool RequestParser::readField(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == line.npos || !isToken(line.substr(0, colon))) return false;
  const std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), [](unsigned char c) { return isText(c) || c == '\t'; })) return false;
  switch (name.size()) {
    case 4:
      if (is(name, "host") && hosts_ < 2) hosts_++;
      return true;
    case 10:
      if (is(name, "connection")) readConnection(value);
      return true;
    case 14: return !is(name, "content-length") || readLength(value);
    case 17:
      if (is(name, "transfer-encoding")) hasBody_ = true;
      return true;
    default: return true;
  }
}

bool RequestParser::readLength(std::string_view value) {
  if (value.empty() || !std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  if (value.find_first_not_of('0') != value.npos) hasBody_ = true;
  return true;
}

/// A list of options between commas.
void RequestParser::readConnection(std::string_view value) {
  while (!value.empty()) {
    const size_t comma = std::min(value.find(','), value.size());
    if (is(trimmed(value.substr(0, comma)), "close")) wantsClose_ = true;
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
}

RequestParser::Verdict RequestParser::judge() const {
  if (method_ == Method::other) return Verdict::methodNotAllowed;
  return hasBody_ || (needsHost_ && hosts_ != 1) ? Verdict::malformed : Verdict::complete;
}

}  // namespace tutti::web
