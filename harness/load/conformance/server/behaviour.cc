#include "behaviour.h"

#include <charconv>
#include <map>
#include <stdexcept>

namespace tutti::load {
namespace {

using Kind = Behaviour::Kind;

struct Named {
  Kind kind;
  size_t numbers;
};

const std::map<std::string, Named>& known() {
  static const std::map<std::string, Named> all{
      {"prompt", {Kind::prompt, 0}}, {"delay", {Kind::delay, 1}},      {"stall", {Kind::stall, 3}},
      {"reset", {Kind::reset, 1}},   {"cut-off", {Kind::cutOff, 1}},   {"byte-by-byte", {Kind::byteByByte, 1}},
      {"status", {Kind::status, 1}}, {"content", {Kind::content, 1}}, {"short", {Kind::shortBody, 1}},
  };
  return all;
}

uint32_t wholeNumber(const std::string& word) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc() || end != word.data() + word.size() || value == 0) {
    throw std::invalid_argument("\"" + word + "\" is no positive whole number");
  }
  return value;
}

}  // namespace

Behaviour Behaviour::parse(const std::vector<std::string>& words) {
  const auto found = words.empty() ? known().end() : known().find(words[0]);
  if (found == known().end()) throw std::invalid_argument("there is no such behaviour");
  const auto [kind, numbers] = found->second;
  if (words.size() != numbers + 1) throw std::invalid_argument(words[0] + " takes " + std::to_string(numbers) + " numbers");
  Behaviour behaviour{.kind = kind};
  if (numbers > 0) behaviour.number = wholeNumber(words[1]);
  if (numbers > 1) behaviour.at = wholeNumber(words[2]);
  if (numbers > 2) behaviour.length = wholeNumber(words[3]);
  return behaviour;
}

}  // namespace tutti::load
