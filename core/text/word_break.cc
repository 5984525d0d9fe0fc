#include "core/text/word_break.h"

#include <cstddef>

#include "core/text/unicode_tables.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

using enum WordBreakClass;

bool IsNewline(WordBreakClass value) {
  return value == kCR || value == kLF || value == kNewline;
}
// Looked through by WB4.
bool IsIgnored(WordBreakClass value) {
  return value == kExtend || value == kFormat || value == kZWJ;
}
bool IsAHLetter(WordBreakClass value) {
  return value == kALetter || value == kHebrewLetter;
}
bool IsMidNumLetQ(WordBreakClass value) {
  return value == kMidNumLet || value == kSingleQuote;
}

struct Character {
  WordBreakClass value = kOther;
  bool pictographic = false;
  uint8_t size = 0;
};

Character ReadCharacter(std::string_view text, size_t position) {
  const DecodedCharacter decoded = DecodeValidUtf8(text, position);
  const uint8_t breaks = unicode::FindRecord(decoded.code_point).breaks;
  return {static_cast<WordBreakClass>(breaks & 0x1F), (breaks & 0x80) != 0,
          decoded.size};
}

// The rules between two characters that WB4 leaves apart. `before` and `after`
// are the neighbours beyond them (kOther at the text's ends, which no rule
// names). WB5 to WB13b.
bool Joins(WordBreakClass before, WordBreakClass left, WordBreakClass right,
           WordBreakClass after) {
  if (IsAHLetter(left)) {
    if (IsAHLetter(right) || right == kNumeric) return true;  // WB5, WB9
    if ((right == kMidLetter || IsMidNumLetQ(right)) && IsAHLetter(after)) {
      return true;  // WB6
    }
    if (left == kHebrewLetter && right == kSingleQuote) return true;  // WB7a
    if (left == kHebrewLetter && right == kDoubleQuote &&
        after == kHebrewLetter) {
      return true;  // WB7b
    }
  }
  if ((left == kMidLetter || IsMidNumLetQ(left)) && IsAHLetter(before) &&
      IsAHLetter(right)) {
    return true;  // WB7
  }
  if (left == kDoubleQuote && before == kHebrewLetter &&
      right == kHebrewLetter) {
    return true;  // WB7c
  }
  if (left == kNumeric) {
    if (right == kNumeric || IsAHLetter(right)) return true;  // WB8, WB10
    if ((right == kMidNum || IsMidNumLetQ(right)) && after == kNumeric) {
      return true;  // WB12
    }
  }
  if ((left == kMidNum || IsMidNumLetQ(left)) && before == kNumeric &&
      right == kNumeric) {
    return true;  // WB11
  }
  if (left == kKatakana && right == kKatakana) return true;  // WB13
  const bool extendable = IsAHLetter(left) || left == kNumeric ||
                          left == kKatakana || left == kExtendNumLet;
  if (extendable && right == kExtendNumLet) return true;  // WB13a
  return left == kExtendNumLet &&
         (IsAHLetter(right) || right == kNumeric || right == kKatakana);
}

}  // namespace

WordBreakClass WordBreakOf(char32_t code_point) {
  return static_cast<WordBreakClass>(unicode::FindRecord(code_point).breaks &
                                     0x1F);
}

bool IsExtendedPictographic(char32_t code_point) {
  return (unicode::FindRecord(code_point).breaks & 0x80) != 0;
}

void AppendWordBreaks(std::string_view text, std::vector<uint32_t>* breaks) {
  if (text.empty()) return;
  breaks->push_back(0);
  Character raw = ReadCharacter(text, 0);  // The character before `position`.
  WordBreakClass left = raw.value;         // The same, seen through WB4 …
  WordBreakClass before = kOther;          // … and the one before that.
  // Regional indicators in a row up to and with `left`.
  uint32_t indicators = left == kRegionalIndicator ? 1 : 0;

  for (size_t position = raw.size; position < text.size();) {
    const Character next = ReadCharacter(text, position);
    const size_t after_next = position + next.size;
    bool joined = false;
    bool looked_through = false;
    // The rules one by one, as the standard has them.
    // NOLINTNEXTLINE(bugprone-branch-clone)
    if (raw.value == kCR && next.value == kLF) {  // WB3
      joined = true;
    } else if (IsNewline(raw.value) || IsNewline(next.value)) {  // WB3a, WB3b
      joined = false;
    } else if (raw.value == kZWJ && next.pictographic) {  // WB3c
      joined = true;
    } else if (raw.value == kWSegSpace && next.value == kWSegSpace) {  // WB3d
      joined = true;
    } else if (IsIgnored(next.value)) {  // WB4
      joined = true;
      looked_through = true;
    } else if (left == kRegionalIndicator &&
               next.value == kRegionalIndicator) {  // WB15, WB16
      joined = indicators % 2 == 1;
    } else {
      // Only few rules ask what comes after.
      WordBreakClass after = kOther;
      if (next.value == kMidLetter || next.value == kMidNum ||
          next.value == kDoubleQuote || IsMidNumLetQ(next.value)) {
        for (size_t ahead = after_next; ahead < text.size();) {
          const Character found = ReadCharacter(text, ahead);
          if (!IsIgnored(found.value)) {
            after = found.value;
            break;
          }
          ahead += found.size;
        }
      }
      joined = Joins(before, left, next.value, after);
    }
    if (!joined) breaks->push_back(static_cast<uint32_t>(position));
    if (!looked_through) {
      before = left;
      left = next.value;
      indicators = left == kRegionalIndicator ? indicators + 1 : 0;
    }
    raw = next;
    position = after_next;
  }
  breaks->push_back(static_cast<uint32_t>(text.size()));
}

}  // namespace standfirst
