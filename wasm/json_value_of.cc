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

class Walker {
 public:
  // False for what no JSON says; `at_all` is whether there is a value: a member
  // without one is left out.
  bool Walk(const val& given, size_t depth, JsonValue* value, bool* at_all) {
    if (++count_ > kMostValues) return false;
    if (given.isNull()) return true;
    if (given.isTrue() || given.isFalse()) {
      value->kind = JsonValue::Kind::kBoolean;
      value->boolean = given.isTrue();
      return true;
    }
    if (given.isNumber()) {
      SetNumber(given.as<double>(), value);
      return true;
    }
    if (given.isString()) {
      value->kind = JsonValue::Kind::kString;
      return SetText(given, &value->text);
    }
    const auto type = given.typeof().as<std::u16string>();
    if (type == u"undefined" || type == u"function") {
      *at_all = false;
      return true;
    }
    return type == u"object" && depth < kDeepestJson &&
           WalkItems(given, depth + 1, value);
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

  // By code units: Embind's way to UTF-8 makes something of halves of pairs.
  static bool SetText(const val& given, std::string* text) {
    const auto units = given.as<std::u16string>();
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

  bool WalkItems(const val& given, size_t depth, JsonValue* value) {
    const bool is_array = is_array_(given).isTrue();
    value->kind = is_array ? JsonValue::Kind::kArray : JsonValue::Kind::kObject;
    const val names = is_array ? given : keys_of_(given);
    const auto length = names["length"].as<uint32_t>();
    for (uint32_t index = 0; index < length; ++index) {
      const val name = names[index];
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

  const val is_array_ = val::global("Array")["isArray"];
  const val keys_of_ = val::global("Object")["keys"];
  uint32_t count_ = 0;
};

}  // namespace

std::optional<JsonValue> JsonValueOf(const val& given) {
  JsonValue value;
  bool at_all = true;
  if (!Walker().Walk(given, 0, &value, &at_all)) return std::nullopt;
  if (!at_all) value.kind = JsonValue::Kind::kObject;
  return value;
}

}  // namespace standfirst
