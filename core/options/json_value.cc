#include "core/options/json_value.h"

#include <cstddef>

namespace standfirst {

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

}  // namespace standfirst
