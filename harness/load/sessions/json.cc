#include "json.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <stdexcept>

namespace tutti::load {
namespace {

bool isDigit(char byte) { return byte >= '0' && byte <= '9'; }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Json whole() {
    skipSpace();
    Json value = any(0);
    skipSpace();
    if (at_ != text_.size()) fail("something follows the value");
    return value;
  }

 private:
  static constexpr int deepest = 64;

  [[noreturn]] void fail(const char* what) const {
    throw std::invalid_argument("not JSON: " + std::string(what) + " at byte " + std::to_string(at_));
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    at_++;
    return true;
  }
  void demand(char wanted, const char* what) {
    if (!take(wanted)) fail(what);
  }
  void skipSpace() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) at_++;
  }

  Json any(int depth) {
    if (depth > deepest) fail("too many levels");
    switch (peek()) {
      case '{': return object(depth);
      case '[': return array(depth);
      case '"': return Json(string());
      case 't': return word("true", Json(true));
      case 'f': return word("false", Json(false));
      case 'n': return word("null", Json());
      default: return number();
    }
  }

  Json word(std::string_view expected, Json value) {
    if (text_.substr(at_, expected.size()) != expected) fail("no such word");
    at_ += expected.size();
    return value;
  }

  Json object(int depth) {
    Json::Object members;
    at_++;
    skipSpace();
    if (take('}')) return Json(std::move(members));
    do {
      skipSpace();
      if (peek() != '"') fail("a name is missing");
      std::string name = string();
      const auto isSame = [&](const auto& member) { return member.first == name; };
      if (std::any_of(members.begin(), members.end(), isSame)) fail("a name comes twice");
      skipSpace();
      demand(':', "a colon is missing");
      skipSpace();
      members.emplace_back(std::move(name), any(depth + 1));
      skipSpace();
    } while (take(','));
    demand('}', "a brace or a comma is missing");
    return Json(std::move(members));
  }

  Json array(int depth) {
    Json::Array items;
    at_++;
    skipSpace();
    if (take(']')) return Json(std::move(items));
    do {
      skipSpace();
      items.push_back(any(depth + 1));
      skipSpace();
    } while (take(','));
    demand(']', "a bracket or a comma is missing");
    return Json(std::move(items));
  }

  void digits() {
    if (!isDigit(peek())) fail("a digit is missing");
    while (isDigit(peek())) at_++;
  }

  Json number() {
    const size_t begin = at_;
    take('-');
    if (!take('0')) digits();
    if (take('.')) digits();
    if (peek() == 'e' || peek() == 'E') {
      at_++;
      if (!take('+')) take('-');
      digits();
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text_.data() + begin, text_.data() + at_, value);
    if (error != std::errc() || end != text_.data() + at_) fail("a number that is out of range");
    return Json(value);
  }

  std::string string() {
    std::string made;
    at_++;
    for (;;) {
      if (at_ >= text_.size()) fail("a string does not end");
      const char byte = text_[at_++];
      if (byte == '"') return made;
      if (static_cast<unsigned char>(byte) < 0x20) fail("a control character in a string");
      if (byte == '\\') escape(made);
      else made.push_back(byte);
    }
  }

  void escape(std::string& made) {
    const char kind = at_ < text_.size() ? text_[at_++] : '\0';
    switch (kind) {
      case '"': case '\\': case '/': return made.push_back(kind);
      case 'b': return made.push_back('\b');
      case 'f': return made.push_back('\f');
      case 'n': return made.push_back('\n');
      case 'r': return made.push_back('\r');
      case 't': return made.push_back('\t');
      case 'u': return append(made, codePoint());
      default: fail("no such escape");
    }
  }

  uint32_t fourDigits() {
    uint32_t value = 0;
    const std::string_view hexadecimal = text_.substr(at_, 4);
    const auto [end, error] = std::from_chars(hexadecimal.begin(), hexadecimal.end(), value, 16);
    if (hexadecimal.size() != 4 || error != std::errc() || end != hexadecimal.end()) fail("four hexadecimal digits are missing");
    at_ += 4;
    return value;
  }

  uint32_t codePoint() {
    const uint32_t first = fourDigits();
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || !take('\\') || !take('u')) fail("half a surrogate pair");
    const uint32_t second = fourDigits();
    if (second < 0xDC00 || second > 0xDFFF) fail("half a surrogate pair");
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  static void append(std::string& made, uint32_t point) {
    const auto rest = [&](int shift) { made.push_back(static_cast<char>(0x80 | ((point >> shift) & 0x3F))); };
    if (point < 0x80) {
      made.push_back(static_cast<char>(point));
    } else if (point < 0x800) {
      made.push_back(static_cast<char>(0xC0 | (point >> 6)));
      rest(0);
    } else if (point < 0x10000) {
      made.push_back(static_cast<char>(0xE0 | (point >> 12)));
      rest(6), rest(0);
    } else {
      made.push_back(static_cast<char>(0xF0 | (point >> 18)));
      rest(12), rest(6), rest(0);
    }
  }

  const std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Json Json::parse(std::string_view text) { return Reader(text).whole(); }

const Json* Json::find(std::string_view name) const {
  const Object* const members = object();
  if (members == nullptr) return nullptr;
  for (const auto& [known, value] : *members) {
    if (known == name) return &value;
  }
  return nullptr;
}

std::string Json::quote(std::string_view text) {
  std::string made = "\"";
  for (const char byte : text) {
    if (byte == '"' || byte == '\\') {
      made.push_back('\\');
      made.push_back(byte);
    } else if (static_cast<unsigned char>(byte) < 0x20) {
      char escaped[8];
      snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(byte));
      made += escaped;
    } else {
      made.push_back(byte);
    }
  }
  return made + "\"";
}

}  // namespace tutti::load
