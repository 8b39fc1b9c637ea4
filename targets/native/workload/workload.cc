#include "workload.h"

#include <cmath>
#include <cstring>

namespace tutti {
namespace {

/// 65536 as "65,536".
std::string withCommas(size_t count) {
  std::string digits = std::to_string(count);
  for (auto place = static_cast<ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) digits.insert(place, 1, ',');
  return digits;
}

std::string describe(const std::system_error& error) {
  const int number = error.code().value();
  const std::string words = strerror(number);
  // what() is "call: words"; the name of the error goes between.
  const std::string call = std::string(error.what()).substr(0, std::string(error.what()).rfind(": " + words));
  const char* const name = strerrorname_np(number);
  return call + ": " + (name == nullptr ? std::to_string(number) : name) + " (" + words + ")";
}

}  // namespace

double Parameters::find(const std::string& name) const {
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) throw std::invalid_argument("the parameter " + name + " is missing");
  return found->second;
}

double Parameters::number(const std::string& name, double least, double most) const {
  const double number = find(name);
  if (!(number >= least && number <= most)) {
    throw std::invalid_argument("the parameter " + name + " must be a number from " + std::to_string(least) + " to " +
                                std::to_string(most) + ", and is " + std::to_string(number));
  }
  return number;
}

uint32_t Parameters::count(const std::string& name, uint32_t least, uint32_t most) const {
  const double number = find(name);
  if (!(number >= least && number <= most) || number != std::floor(number)) {
    throw std::invalid_argument("the parameter " + name + " must be a whole number from " + std::to_string(least) +
                                " to " + std::to_string(most) + ", and is " + std::to_string(number));
  }
  return static_cast<uint32_t>(number);
}

Unavailable::Unavailable(const std::system_error& error, const std::string& what, size_t which, size_t wanted)
    : std::runtime_error(describe(error) + " at " + what + " " + withCommas(which) + " of " + withCommas(wanted)) {}

}  // namespace tutti
