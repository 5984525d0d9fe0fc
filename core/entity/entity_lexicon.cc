#include "core/entity/entity_lexicon.h"

#include <string_view>

namespace standfirst {

Expected<EntityLexicon> EntityLexicon::Read(std::span<const uint8_t> bytes) {
  constexpr std::string_view kSection = "lexicon";
  if (bytes.size() < 8) return InvalidSection(kSection);
  const uint32_t count = ReadU32(bytes, 0);
  const uint32_t classes = ReadU32(bytes, 4);
  if (classes > 0xFFFF || count > (1U << 22) ||
      bytes.size() != 8 + 2 * size_t{classes} + 6 * size_t{count}) {
    return InvalidSection(kSection);
  }
  EntityLexicon lexicon;
  lexicon.bytes_ = bytes;
  lexicon.classes_ = classes;
  const std::span<const uint8_t> columns = bytes.subspan(8 + 2 * classes);
  if (!lexicon.words_.Read(columns.subspan(0, count),
                           columns.subspan(count, count))) {
    return InvalidSection(kSection);
  }
  lexicon.columns_ = columns.subspan(2 * size_t{count});
  for (size_t index = 0; index < count; ++index) {
    const uint32_t word_class =
        lexicon.columns_[index] |
        (static_cast<uint32_t>(lexicon.columns_[count + index]) << 8);
    if (word_class > classes) {
      return InvalidSection(kSection);
    }
  }
  return lexicon;
}

bool EntityLexicon::Find(uint64_t hash, Entry* entry) const {
  const uint32_t index = words_.Find(hash);
  if (index == FingerprintSet::kNone) return false;
  const size_t count = words_.size();
  const auto pair = [&](size_t column) {
    return static_cast<uint16_t>(columns_[column * count + index] |
                                 columns_[(column + 1) * count + index] << 8);
  };
  *entry = {pair(0), pair(2)};
  return true;
}

}  // namespace standfirst
