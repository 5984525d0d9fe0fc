#include "core/present/offset_converter.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace standfirst {

OffsetConverter::OffsetConverter(std::string_view text, OffsetUnit unit)
    : text_(text), unit_(unit) {
  if (unit_ == OffsetUnit::kUtf16) return;
  Checkpoint here{0, 0, 0};
  uint32_t next = 0;
  while (here.byte < text_.size()) {
    if (here.utf16 >= next) {
      checkpoints_.push_back(here);
      next = here.utf16 + kStep;
    }
    const DecodedCharacter character = DecodeUtf8(text_, here.byte);
    here.byte += character.size;
    here.utf16 += Utf16Units(character.code_point);
    ++here.code_point;
  }
}

uint32_t OffsetConverter::Convert(uint32_t utf16) const {
  if (unit_ == OffsetUnit::kUtf16 || checkpoints_.empty()) return utf16;
  const auto after =
      std::upper_bound(checkpoints_.begin(), checkpoints_.end(), utf16,
                       [](uint32_t value, const Checkpoint& checkpoint) {
                         return value < checkpoint.utf16;
                       });
  Checkpoint here = *(after - 1);
  while (here.utf16 < utf16 && here.byte < text_.size()) {
    const DecodedCharacter character = DecodeUtf8(text_, here.byte);
    here.byte += character.size;
    here.utf16 += Utf16Units(character.code_point);
    ++here.code_point;
  }
  return unit_ == OffsetUnit::kByte ? here.byte : here.code_point;
}

}  // namespace standfirst
