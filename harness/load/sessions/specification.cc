#include "specification.h"

#include <cmath>
#include <stdexcept>

#include "json.h"

namespace tutti::load {
namespace {

[[noreturn]] void refuse(std::string_view name, const char* what) {
  throw std::invalid_argument("launch specification: " + std::string(name) + " " + what);
}

const Json& memberOf(const Json& object, std::string_view name) {
  const Json* const member = object.find(name);
  if (member == nullptr) refuse(name, "is missing");
  return *member;
}

std::string textOf(const Json& object, std::string_view name) {
  const std::string* const text = memberOf(object, name).string();
  if (text == nullptr) refuse(name, "is no string");
  return *text;
}

double numberOf(const Json& object, std::string_view name, double least, double most) {
  const double* const number = memberOf(object, name).number();
  if (number == nullptr) refuse(name, "is no number");
  if (*number < least || *number > most) refuse(name, "is out of range");
  return *number;
}

double wholeOf(const Json& object, std::string_view name, double least, double most) {
  const double number = numberOf(object, name, least, most);
  if (number != std::floor(number)) refuse(name, "is no whole number");
  return number;
}

std::chrono::nanoseconds millisecondsOf(const Json& object, std::string_view name, double least) {
  constexpr double day = 86'400'000;
  return std::chrono::nanoseconds(std::llround(numberOf(object, name, least, day) * 1e6));
}

}  // namespace

Specification Specification::parse(std::string_view line) {
  constexpr double mostClients = 1'000'000, mostWhole = 9'007'199'254'740'992, shortest = 0.001;
  const Json whole = Json::parse(line);
  wholeOf(whole, "protocol", 1, 1);
  const Json& point = memberOf(whole, "point");
  const Json& server = memberOf(whole, "server");
  return {
      .nonce = textOf(whole, "nonce"),
      .warmup = millisecondsOf(whole, "warmupMs", 0),
      .measure = millisecondsOf(whole, "measureMs", shortest),
      .interval = millisecondsOf(whole, "intervalMs", shortest),
      .seed = static_cast<uint64_t>(wholeOf(whole, "seed", 0, mostWhole)),
      .materials = textOf(whole, "materials"),
      .host = textOf(server, "host"),
      .port = static_cast<uint16_t>(wholeOf(server, "port", 1, 65535)),
      .clients = static_cast<uint32_t>(wholeOf(point, "clients", 1, mostClients)),
      .requestsPerConnection = static_cast<uint32_t>(wholeOf(point, "requestsPerConnection", 0, UINT32_MAX)),
      .pause = millisecondsOf(point, "pauseMs", 0),
      .rate = numberOf(point, "rate", 0, 1e9),
  };
}

}  // namespace tutti::load
