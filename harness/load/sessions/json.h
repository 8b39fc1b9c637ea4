// A strict reader of JSON texts (RFC 8259), for the one line that a generator is given.
//
// Invariants
//  1. What the grammar does not allow is refused with the place: no comments, no trailing commas, no bytes after the value.
//  2. Strings are UTF-8 with all escapes resolved; half a surrogate pair is refused.
//  3. Numbers are doubles; one that is too large for a double is refused. Whole numbers up to 2^53 are exact.
//  4. An object keeps its members in order; a name that comes twice is refused. No more than 64 levels deep.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tutti::load {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  /// Throws std::invalid_argument with what is wrong and where.
  static Json parse(std::string_view text);

  Json() = default;
  template <typename Value>
  explicit Json(Value value) : value_(std::move(value)) {}

  /// The value as one of its kinds; null when it is of another.
  const bool* boolean() const { return std::get_if<bool>(&value_); }
  const double* number() const { return std::get_if<double>(&value_); }
  const std::string* string() const { return std::get_if<std::string>(&value_); }
  const Array* array() const { return std::get_if<Array>(&value_); }
  const Object* object() const { return std::get_if<Object>(&value_); }
  bool isNull() const { return std::holds_alternative<std::monostate>(value_); }

  /// The member of that name; null when there is none, or this is no object.
  const Json* find(std::string_view name) const;

  /// A text as a JSON string, quotes included.
  static std::string quote(std::string_view text);

 private:
  std::variant<std::monostate, bool, double, std::string, Array, Object> value_;
};

}  // namespace tutti::load
