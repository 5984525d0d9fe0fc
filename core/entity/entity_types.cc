#include <array>

#include "core/entity/entity.h"

namespace standfirst {
namespace {

constexpr std::array<std::string_view, kEntityTypeCount> kNames = {
    "PERSON",  "NORP",    "FAC",         "ORG",      "GPE",      "LOC",
    "PRODUCT", "EVENT",   "WORK_OF_ART", "LAW",      "LANGUAGE", "DATE",
    "TIME",    "PERCENT", "MONEY",       "QUANTITY", "ORDINAL",  "CARDINAL"};

}  // namespace

std::string_view EntityTypeName(EntityType type) {
  return kNames[static_cast<size_t>(type)];
}

std::optional<EntityType> ParseEntityType(std::string_view name) {
  for (size_t index = 0; index < kNames.size(); ++index) {
    if (kNames[index] == name) return static_cast<EntityType>(index);
  }
  return std::nullopt;
}

}  // namespace standfirst
