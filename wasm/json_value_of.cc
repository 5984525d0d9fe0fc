#include "wasm/json_value_of.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "core/text/utf8.h"

namespace standfirst {
namespace {

using emscripten::val;

constexpr uint32_t kMostValues = 1000000;

// As session.js numbers them; below 0: what no JSON says.
enum Kind : int {
  kNull,
  kBoolean,
  kNumber,
  kString,
  kArray,
  kObject,
  kUndefined,
  kFunction,
};

class Walker {
 public:
  explicit Walker(const val& given)
      : kind_of_(given["kindOf"]),
        keys_of_(given["keysOf"]),
        copy_units_(given["copyUnits"]) {}

  // False for what no JSON says; `at_all` is whether there is a value: a member
  // without one is left out.
  bool Walk(const val& given, size_t depth, JsonValue* value, bool* at_all) {
    if (++count_ > kMostValues) return false;
    const auto kind = static_cast<int>(kind_of_(given).as<double>());
    switch (kind) {
      case kNull:
        return true;
      case kBoolean:
        value->kind = JsonValue::Kind::kBoolean;
        value->boolean = given.isTrue();
        return true;
      case kNumber:
        SetNumber(given.as<double>(), value);
        return true;
      case kString:
        value->kind = JsonValue::Kind::kString;
        return SetText(given, &value->text);
      case kArray:
      case kObject:
        return depth < kDeepestJson &&
               WalkItems(given, kind == kArray, depth + 1, value);
      case kUndefined:
      case kFunction:
        *at_all = false;
        return true;
      default:
        return false;
    }
  }

 private:
  static void SetNumber(double number, JsonValue* value) {
    constexpr double kBeyond = 18446744073709551616.0;
    const double magnitude = std::fabs(number);
    if (!(magnitude < kBeyond) || std::floor(magnitude) != magnitude) {
      value->kind = JsonValue::Kind::kFraction;
      value->fraction = number;
      return;
    }
    value->kind =
        number < 0 ? JsonValue::Kind::kNegative : JsonValue::Kind::kUnsigned;
    value->magnitude = static_cast<uint64_t>(magnitude);
  }

  // By code units: Embind's way to UTF-8 makes something of halves of pairs,
  // and its strings of them bring those of 32 bits along.
  bool SetText(const val& given, std::string* text) const {
    std::u16string units(LengthOf(given), 0);
    copy_units_(given, static_cast<double>(reinterpret_cast<uintptr_t>(
                           units.data())));  // NOLINT: wasm address
    for (size_t at = 0; at < units.size(); ++at) {
      char32_t character = units[at];
      if (character >= 0xD800 && character < 0xE000) {
        const char32_t low = at + 1 < units.size() ? units[at + 1] : 0;
        if (character >= 0xDC00 || low < 0xDC00 || low >= 0xE000) return false;
        character = 0x10000 + ((character - 0xD800) << 10U) + (low - 0xDC00);
        ++at;
      }
      AppendUtf8(character, text);
    }
    return true;
  }

  static uint32_t LengthOf(const val& list) {
    return static_cast<uint32_t>(list["length"].as<double>());
  }

  bool WalkItems(const val& given, bool is_array, size_t depth,
                 JsonValue* value) {
    value->kind = is_array ? JsonValue::Kind::kArray : JsonValue::Kind::kObject;
    const val names = is_array ? given : keys_of_(given);
    const uint32_t length = LengthOf(names);
    for (uint32_t index = 0; index < length; ++index) {
      const val name = names[static_cast<double>(index)];
      JsonValue item;
      bool at_all = true;
      if (!Walk(is_array ? name : given[name], depth, &item, &at_all)) {
        return false;
      }
      if (!is_array) {
        if (!at_all) continue;
        if (!SetText(name, &value->names.emplace_back())) return false;
      }
      value->items.push_back(std::move(item));
    }
    return true;
  }

  const val kind_of_;
  const val keys_of_;
  const val copy_units_;
  uint32_t count_ = 0;
};

}  // namespace

std::optional<JsonValue> JsonValueOf(const val& given) {
  JsonValue value;
  bool at_all = true;
  if (!Walker(given).Walk(given["value"], 0, &value, &at_all)) {
    return std::nullopt;
  }
  if (!at_all) value.kind = JsonValue::Kind::kObject;
  return value;
}

}  // namespace standfirst
