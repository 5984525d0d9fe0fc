#ifndef STANDFIRST_CORE_TEXT_LETTERS_H_
#define STANDFIRST_CORE_TEXT_LETTERS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace standfirst {

// What a character is, as far as the stages care. From Unicode's general
// categories (generated: core/text/unicode_tables.cc).
enum class CharacterClass : uint8_t {
  kUpper,        // Lu, Lt
  kLower,        // Ll
  kOtherLetter,  // Lm, Lo (scripts without case)
  kMark,         // Mn, Mc, Me
  kDigit,        // Nd
  kOtherNumber,  // Nl, No
  kPunctuation,  // P*
  kSymbol,       // S*
  kSpace,        // Zs, Zl, Zp and the white-space controls
  kControl,      // Cc (others), Cf
  kOther,        // Cs, Co, Cn
};

// Scripts as far as languages and tokens are told apart by them.
enum class ScriptClass : uint8_t {
  kCommon,  // Shared: punctuation, digits, symbols, combining marks.
  kLatin,
  kGreek,
  kCyrillic,
  kHebrew,
  kArabic,
  kDevanagari,
  kIndic,           // The other scripts of India and Sri Lanka.
  kSoutheastAsian,  // Thai, Lao, Khmer, Burmese: words without spaces.
  kHangul,
  kHiragana,
  kKatakana,
  kHan,
  kOther,
};

// O(1), all of these; any value is taken.
CharacterClass ClassifyCharacter(char32_t code_point);

inline bool IsLetter(CharacterClass value) {
  return value <= CharacterClass::kOtherLetter;
}
inline bool IsLetterOrDigit(CharacterClass value) {
  return IsLetter(value) || value == CharacterClass::kDigit;
}

ScriptClass ScriptOf(char32_t code_point);

// Unicode's simple case mappings, one character to one.
char32_t ToLower(char32_t code_point);
char32_t ToUpper(char32_t code_point);

// Appends `text` (valid UTF-8) in lower case, character by character.
void AppendLowerCase(std::string_view text, std::string* output);

// DESIGN 4.2: a word is a piece between white space that holds a letter or a
// digit.
uint32_t CountWords(std::string_view text);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_LETTERS_H_
