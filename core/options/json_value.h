// JSON as a small tree of its own: nlohmann/json reads texts into it, and the
// wasm module's binding JavaScript's values. nlohmann/json's tree can also
// copy, compare, sort and write, which options of a few members do not need.

#ifndef STANDFIRST_CORE_OPTIONS_JSON_VALUE_H_
#define STANDFIRST_CORE_OPTIONS_JSON_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standfirst {

struct JsonValue {
  enum class Kind : uint8_t {
    kNull,
    kBoolean,
    kUnsigned,
    kNegative,  // A whole number below zero.
    kFraction,
    kString,
    kArray,
    kObject,
  };

  bool is_string() const { return kind == Kind::kString; }
  bool is_array() const { return kind == Kind::kArray; }
  bool is_object() const { return kind == Kind::kObject; }
  bool is_null() const { return kind == Kind::kNull; }
  bool is_boolean() const { return kind == Kind::kBoolean; }
  bool is_number() const {
    return kind >= Kind::kUnsigned && kind <= Kind::kFraction;
  }
  // Of a number, whole or not.
  double AsDouble() const;
  // The last member of an object that has this name, or nullptr. Linear.
  const JsonValue* Find(std::string_view member) const;

  Kind kind = Kind::kNull;
  bool boolean = false;
  uint64_t magnitude = 0;  // Of a whole number, without its sign.
  double fraction = 0;
  std::string text;                // Of a string.
  std::vector<JsonValue> items;    // Of an array or an object, as given.
  std::vector<std::string> names;  // Of an object: its items' names.
};

// How deep arrays and objects may be nested: the tree is destroyed by
// recursion.
constexpr size_t kDeepestJson = 500;

// Nothing where `json` is not JSON, or nested deeper than that. Linear.
std::optional<JsonValue> ParseJson(std::string_view json);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_OPTIONS_JSON_VALUE_H_
