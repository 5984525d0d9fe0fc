#include "core/options/json_value.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "core/text/utf8.h"

namespace standfirst {
namespace {

// The tree is built and destroyed by recursion, so its depth is bounded.
constexpr uint32_t kDeepest = 500;

bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }

// RFC 8259, read by descent. Each reader takes what its name says and leaves
// `at_` after it, or gives false, after which nothing is read any more.
class Reader {
 public:
  explicit Reader(std::string_view json) : json_(json) {}

  bool ReadWhole(JsonValue* value) {
    if (json_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!ReadValue(value)) return false;
    SkipSpace();
    return at_ == json_.size();
  }

 private:
  // NUL, which no JSON has outside of strings, at the end.
  char Next() const { return at_ < json_.size() ? json_[at_] : '\0'; }
  bool Take(char wanted) {
    if (Next() != wanted) return false;
    ++at_;
    return true;
  }
  bool TakeWord(std::string_view wanted) {
    if (!json_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  void SkipSpace() {
    while (Next() == ' ' || Next() == '\n' || Next() == '\t' ||
           Next() == '\r') {
      ++at_;
    }
  }

  bool ReadValue(JsonValue* value) {
    SkipSpace();
    switch (Next()) {
      case '{':
        return ReadItems(JsonValue::Kind::kObject, '}', value);
      case '[':
        return ReadItems(JsonValue::Kind::kArray, ']', value);
      case '"':
        value->kind = JsonValue::Kind::kString;
        return ReadString(&value->text);
      case 'n':
        return TakeWord("null");
      case 't':
      case 'f':
        value->kind = JsonValue::Kind::kBoolean;
        value->boolean = Next() == 't';
        return TakeWord(value->boolean ? "true" : "false");
      default:
        return ReadNumber(value);
    }
  }

  bool ReadItems(JsonValue::Kind kind, char closing, JsonValue* value) {
    if (++depth_ > kDeepest) return false;
    ++at_;
    value->kind = kind;
    SkipSpace();
    if (!Take(closing)) {
      do {
        if (kind == JsonValue::Kind::kObject) {
          SkipSpace();
          if (!ReadString(&value->names.emplace_back())) return false;
          SkipSpace();
          if (!Take(':')) return false;
        }
        if (!ReadValue(&value->items.emplace_back())) return false;
        SkipSpace();
      } while (Take(','));
      if (!Take(closing)) return false;
    }
    --depth_;
    return true;
  }

  bool ReadString(std::string* text) {
    if (!Take('"')) return false;
    while (!Take('"')) {
      if (static_cast<uint8_t>(Next()) < 0x20) return false;
      if (Take('\\')) {
        if (!ReadEscape(text)) return false;
      } else {
        text->push_back(json_[at_++]);
      }
    }
    return IsValidUtf8(*text);
  }

  bool ReadEscape(std::string* text) {
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    const size_t letter = kLetters.find(Next());
    if (letter != std::string_view::npos) {
      ++at_;
      text->push_back(kMeant[letter]);
      return true;
    }
    uint32_t unit = 0;
    if (!ReadUnit(&unit)) return false;
    if (unit >> 10 == 0xD800 >> 10) {
      uint32_t low = 0;
      if (!Take('\\') || !ReadUnit(&low) || low >> 10 != 0xDC00 >> 10) {
        return false;
      }
      unit = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF);
    } else if (unit >> 10 == 0xDC00 >> 10) {
      return false;
    }
    AppendUtf8(unit, text);
    return true;
  }

  // "u" and four hexadecimal digits.
  bool ReadUnit(uint32_t* unit) {
    if (!Take('u')) return false;
    for (int i = 0; i < 4; ++i, ++at_) {
      const auto lower = static_cast<char>(Next() | 0x20);
      uint32_t digit = 0;
      if (IsDigit(Next())) {
        digit = static_cast<uint32_t>(Next() - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        digit = static_cast<uint32_t>(lower - 'a') + 10;
      } else {
        return false;
      }
      *unit = *unit * 16 + digit;
    }
    return true;
  }

  // Digits, at least one, joined to `mantissa`, whose last decimal stands for
  // 10^exponent; more digits than it holds only move the exponent.
  bool ReadDigits(bool decimals, uint64_t* mantissa, int32_t* exponent) {
    if (!IsDigit(Next())) return false;
    constexpr uint64_t kRoom = (UINT64_MAX - 9) / 10;
    for (; IsDigit(Next()); ++at_) {
      if (*mantissa <= kRoom) {
        *mantissa = *mantissa * 10 + static_cast<uint64_t>(Next() - '0');
        *exponent -= decimals ? 1 : 0;
      } else {
        *exponent += decimals ? 0 : 1;
      }
    }
    return true;
  }

  bool ReadNumber(JsonValue* value) {
    const bool negative = Take('-');
    uint64_t mantissa = 0;
    int32_t exponent = 0;
    if (Take('0')) {
      if (IsDigit(Next())) return false;
    } else if (!ReadDigits(false, &mantissa, &exponent)) {
      return false;
    }
    bool whole = exponent == 0;
    if (Take('.')) {
      whole = false;
      if (!ReadDigits(true, &mantissa, &exponent)) return false;
    }
    if (Take('e') || Take('E')) {
      whole = false;
      const bool down = Take('-');
      if (!down) Take('+');
      uint64_t power = 0;
      int32_t beyond = 0;
      if (!ReadDigits(false, &power, &beyond)) return false;
      constexpr uint64_t kLargestPower = 1000000;
      const auto moved = static_cast<int32_t>(std::min(power, kLargestPower));
      exponent += down ? -moved : moved;
    }
    value->magnitude = mantissa;
    value->kind =
        negative ? JsonValue::Kind::kNegative : JsonValue::Kind::kUnsigned;
    if (whole) return true;
    value->kind = JsonValue::Kind::kFraction;
    // Exact for what people write: up to 15 digits and 22 decimals. Not by
    // strtod, which alone is a twentieth of the wasm module.
    auto number = static_cast<double>(mantissa);
    double power = 1;
    constexpr int32_t kFurthest = 400;
    for (int32_t i = std::min(exponent < 0 ? -exponent : exponent, kFurthest);
         i > 0; --i) {
      power *= 10;
    }
    number = mantissa == 0 ? 0 : exponent < 0 ? number / power : number * power;
    value->fraction = negative ? -number : number;
    return std::isfinite(number);
  }

  std::string_view json_;
  size_t at_ = 0;
  uint32_t depth_ = 0;
};

}  // namespace

double JsonValue::AsDouble() const {
  if (kind == Kind::kFraction) return fraction;
  const auto whole = static_cast<double>(magnitude);
  return kind == Kind::kNegative ? -whole : whole;
}

const JsonValue* JsonValue::Find(std::string_view member) const {
  for (size_t index = names.size(); index > 0; --index) {
    if (names[index - 1] == member) return &items[index - 1];
  }
  return nullptr;
}

std::optional<JsonValue> ParseJson(std::string_view json) {
  JsonValue value;
  if (!Reader(json).ReadWhole(&value)) return std::nullopt;
  return value;
}

}  // namespace standfirst
