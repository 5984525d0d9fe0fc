// JSON as a small tree, with a reader of its own: options have a few members,
// and nlohmann/json's reader, with the parts of the C library that it needs for
// numbers and messages, would be a fifteenth of the wasm module. Native
// programs use nlohmann/json; tests hold this reader against it.

#ifndef STANDFIRST_CORE_OPTIONS_JSON_VALUE_H_
#define STANDFIRST_CORE_OPTIONS_JSON_VALUE_H_

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

// Nothing where `json` is not JSON (RFC 8259, valid UTF-8; a byte order mark
// may stand before it), has a number beyond double, or is nested more than 500
// deep. Linear.
std::optional<JsonValue> ParseJson(std::string_view json);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_OPTIONS_JSON_VALUE_H_
