#include "core/segment/text_view.h"

#include <cstring>

#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

bool IsCurrency(char32_t character) {
  return (character >= 0xA2 && character <= 0xA5) ||
         (character >= 0x20A0 && character <= 0x20CF);
}

bool IsUnspacedScript(ScriptClass script) {
  return script == ScriptClass::kSoutheastAsian ||
         script == ScriptClass::kHiragana || script == ScriptClass::kKatakana ||
         script == ScriptClass::kHan;
}

uint8_t CodeOf(char32_t character) {
  switch (character) {
    case 0x2018:  // ‘ ’ ‚ ‛
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2039:  // ‹ ›
    case 0x203A:
    case 0x02BC:
      return '\'';
    case 0x201C:  // “ ” „ ‟
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x00AB:  // « »
    case 0x00BB:
    case 0x300C:  // 「 」 『 』
    case 0x300D:
    case 0x300E:
    case 0x300F:
      return '"';
    case 0x2010:  // Hyphens, en dash, minus.
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return '-';
    case 0x2014:
    case 0x2015:
      return kViewLongDash;
    case 0x2026:
      return kViewEllipsis;
    case 0x3002:  // 。 ！ ？ ． ｡
    case 0xFF01:
    case 0xFF1F:
    case 0xFF0E:
    case 0xFF61:
      return kViewWideStop;
    case 0x061F:  // Arabic question mark, Urdu stop, dandas, Ethiopic, Khmer.
    case 0x06D4:
    case 0x0964:
    case 0x0965:
    case 0x1362:
    case 0x17D4:
      return kViewDanda;
    case 0x203C:  // ‼ ⁇ ⁈ ⁉
    case 0x2047:
    case 0x2048:
    case 0x2049:
      return '!';
    case 0x060C:  // Commas of other scripts.
    case 0x3001:
    case 0xFF0C:
      return ',';
    case 0x2022:
    case 0x2023:
    case 0x25AA:
    case 0x25CF:
    case 0x25E6:
    case 0x2043:
    case 0x00B7:
      return kViewBullet;
    default:
      break;
  }
  if (IsCurrency(character)) return kViewCurrency;
  switch (ClassifyCharacter(character)) {
    case CharacterClass::kUpper:
      return kViewOtherUpper;
    case CharacterClass::kLower:
      return kViewOtherLower;
    case CharacterClass::kOtherLetter:
      return IsUnspacedScript(ScriptOf(character)) ? kViewIdeograph
                                                   : kViewOtherLetter;
    case CharacterClass::kMark:
      return kViewMark;
    case CharacterClass::kDigit:
      return kViewOtherDigit;
    case CharacterClass::kPunctuation:
      return kViewPunctuation;
    case CharacterClass::kSpace:
      return ' ';
    case CharacterClass::kControl:
      // Joiners keep what stands beside them together.
      return character == 0x200C || character == 0x200D ? kViewMark
                                                        : kViewControl;
    case CharacterClass::kOtherNumber:
    case CharacterClass::kSymbol:
    case CharacterClass::kOther:
      break;
  }
  return kViewSymbol;
}

// Nothing but ASCII that stands for itself, and line breaks.
bool IsPlain(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080ULL;
  constexpr uint64_t kBlanks = 0x2020202020202020ULL;
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  size_t position = 0;
  while (position < text.size()) {
    if (position + 8 <= text.size()) {
      uint64_t word = 0;
      std::memcpy(&word, text.data() + position, 8);
      // No byte above 0x7E, none below 0x20.
      const bool plain =
          ((word | (word + kOnes)) & kHighBits) == 0 &&
          (((word | kHighBits) - kBlanks) & kHighBits) == kHighBits;
      if (plain) {
        position += 8;
        continue;
      }
    }
    const auto byte = static_cast<uint8_t>(text[position]);
    if ((byte < 0x20 && byte != '\n') || byte >= 0x7F) return false;
    ++position;
  }
  return true;
}

}  // namespace

void TextView::Read(std::string_view text, uint32_t base) {
  base_ = base;
  needs_word_breaks_ = false;
  offsets_.clear();
  if (IsPlain(text)) {
    codes_ = {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
    return;
  }
  storage_.resize(text.size());
  offsets_.resize(text.size() + 1);
  size_t count = 0;
  for (size_t position = 0; position < text.size();) {
    const auto byte = static_cast<uint8_t>(text[position]);
    offsets_[count] = base + static_cast<uint32_t>(position);
    if (byte < 0x80) {
      uint8_t code = byte;
      if (byte < 0x20 || byte == 0x7F) {
        const bool space = byte >= '\t' && byte <= '\r';
        code = byte == '\n' ? uint8_t{'\n'}
               : space      ? uint8_t{' '}
                            : uint8_t{kViewControl};
      }
      storage_[count++] = code;
      ++position;
      continue;
    }
    const DecodedCharacter character = DecodeValidUtf8(text, position);
    const uint8_t code = CodeOf(character.code_point);
    if (code == kViewIdeograph || code == kViewSymbol) {
      needs_word_breaks_ = true;
    }
    storage_[count++] = code;
    position += character.size;
  }
  storage_.resize(count);
  offsets_.resize(count + 1);
  offsets_[count] = base + static_cast<uint32_t>(text.size());
  codes_ = storage_;
}

}  // namespace standfirst
