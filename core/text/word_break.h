#ifndef STANDFIRST_CORE_TEXT_WORD_BREAK_H_
#define STANDFIRST_CORE_TEXT_WORD_BREAK_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace standfirst {

// Values of Unicode's Word_Break property, in the order of the generated
// tables.
enum class WordBreakClass : uint8_t {
  kOther,
  kCR,
  kLF,
  kNewline,
  kExtend,
  kZWJ,
  kFormat,
  kRegionalIndicator,
  kKatakana,
  kHebrewLetter,
  kALetter,
  kSingleQuote,
  kDoubleQuote,
  kMidNumLet,
  kMidLetter,
  kMidNum,
  kNumeric,
  kExtendNumLet,
  kWSegSpace,
};

WordBreakClass WordBreakOf(char32_t code_point);
// What emoji sequences are made of.
bool IsExtendedPictographic(char32_t code_point);

// Appends the word boundaries of `text` (valid UTF-8) by Unicode's default
// rules, as byte offsets in ascending order: 0, …, text.size(); nothing for an
// empty text. Unicode Standard Annex #29, revision 41, section 4.1, without
// tailoring. O(|text|).
void AppendWordBreaks(std::string_view text, std::vector<uint32_t>* breaks);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_WORD_BREAK_H_
