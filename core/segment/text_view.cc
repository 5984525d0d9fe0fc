#include "core/segment/text_view.h"

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

}  // namespace

void MakeTextView(std::string_view text, uint32_t base, TextView* view) {
  view->codes.resize(text.size());
  view->offsets.resize(text.size() + 1);
  view->needs_word_breaks = false;
  size_t count = 0;
  for (size_t position = 0; position < text.size();) {
    const auto byte = static_cast<uint8_t>(text[position]);
    view->offsets[count] = base + static_cast<uint32_t>(position);
    if (byte < 0x80) {
      uint8_t code = byte;
      if (byte < 0x20 || byte == 0x7F) {
        const bool space = byte >= '\t' && byte <= '\r';
        code = byte == '\n' ? uint8_t{'\n'}
               : space      ? uint8_t{' '}
                            : uint8_t{kViewControl};
      }
      view->codes[count++] = code;
      ++position;
      continue;
    }
    const DecodedCharacter character = DecodeValidUtf8(text, position);
    const uint8_t code = CodeOf(character.code_point);
    if (code == kViewIdeograph || code == kViewSymbol) {
      view->needs_word_breaks = true;
    }
    view->codes[count++] = code;
    position += character.size;
  }
  view->codes.resize(count);
  view->offsets.resize(count + 1);
  view->offsets[count] = base + static_cast<uint32_t>(text.size());
}

}  // namespace standfirst
