#include "core/text/letters.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace standfirst {
namespace {

TEST(LettersTest, ClassesAndScripts) {
  struct Case {
    char32_t character;
    CharacterClass kind;
    ScriptClass script;
  };
  const std::vector<Case> cases = {
      {U'A', CharacterClass::kUpper, ScriptClass::kLatin},
      {U'z', CharacterClass::kLower, ScriptClass::kLatin},
      {U'7', CharacterClass::kDigit, ScriptClass::kCommon},
      {U' ', CharacterClass::kSpace, ScriptClass::kCommon},
      {U'\n', CharacterClass::kSpace, ScriptClass::kCommon},
      {U'\t', CharacterClass::kSpace, ScriptClass::kCommon},
      {0x00, CharacterClass::kControl, ScriptClass::kCommon},
      {U'.', CharacterClass::kPunctuation, ScriptClass::kCommon},
      {U'$', CharacterClass::kSymbol, ScriptClass::kCommon},
      {0x85, CharacterClass::kSpace, ScriptClass::kCommon},
      {0xA0, CharacterClass::kSpace, ScriptClass::kCommon},
      {0xAD, CharacterClass::kControl, ScriptClass::kCommon},
      {0xC9, CharacterClass::kUpper, ScriptClass::kLatin},
      {0x1C5, CharacterClass::kUpper, ScriptClass::kLatin},  // Title case.
      {0x2160, CharacterClass::kOtherNumber, ScriptClass::kLatin},
      {0x301, CharacterClass::kMark, ScriptClass::kCommon},
      {0x3B1, CharacterClass::kLower, ScriptClass::kGreek},
      {0x416, CharacterClass::kUpper, ScriptClass::kCyrillic},
      {0x5D0, CharacterClass::kOtherLetter, ScriptClass::kHebrew},
      {0x645, CharacterClass::kOtherLetter, ScriptClass::kArabic},
      {0x915, CharacterClass::kOtherLetter, ScriptClass::kDevanagari},
      {0x964, CharacterClass::kPunctuation, ScriptClass::kCommon},
      {0xE01, CharacterClass::kOtherLetter, ScriptClass::kSoutheastAsian},
      {0x3042, CharacterClass::kOtherLetter, ScriptClass::kHiragana},
      {0x30AB, CharacterClass::kOtherLetter, ScriptClass::kKatakana},
      {0x6587, CharacterClass::kOtherLetter, ScriptClass::kHan},
      {0xD55C, CharacterClass::kOtherLetter, ScriptClass::kHangul},
      {0xFFFD, CharacterClass::kSymbol, ScriptClass::kCommon},
      {0x1F600, CharacterClass::kSymbol, ScriptClass::kCommon},
      {0x20000, CharacterClass::kOtherLetter, ScriptClass::kHan},
      {0x2A6E0, CharacterClass::kOther, ScriptClass::kOther},
      {0xE0001, CharacterClass::kControl, ScriptClass::kCommon},
      {0xE0101, CharacterClass::kMark, ScriptClass::kCommon},
      {0xD800, CharacterClass::kOther, ScriptClass::kOther},
      {0xE000, CharacterClass::kOther, ScriptClass::kOther},
      {0x10FFFF, CharacterClass::kOther, ScriptClass::kOther},
      {0xFFFFFFFF, CharacterClass::kOther, ScriptClass::kOther},
  };
  for (const Case& test : cases) {
    const auto number = static_cast<uint32_t>(test.character);
    EXPECT_EQ(ClassifyCharacter(test.character), test.kind) << number;
    EXPECT_EQ(ScriptOf(test.character), test.script) << number;
  }
}

TEST(LettersTest, CaseMappings) {
  struct Case {
    char32_t upper;
    char32_t lower;
  };
  const std::vector<Case> cases = {
      {U'A', U'a'},    {U'Z', U'z'},       {0xC9, 0xE9},       {0x178, 0xFF},
      {0x1E9E, 0xDF},  {0x416, 0x436},     {0x13A0, 0xAB70},   {0x10A0, 0x2D00},
      {0x2C62, 0x26B}, {0x10400, 0x10428}, {0x1E900, 0x1E922},
  };
  for (const Case& test : cases) {
    const auto number = static_cast<uint32_t>(test.upper);
    EXPECT_EQ(ToLower(test.upper), test.lower) << number;
    EXPECT_EQ(ToLower(test.lower), test.lower) << number;
    // The sharp s has no upper-case form of one character.
    if (test.upper != 0x1E9E) {
      EXPECT_EQ(ToUpper(test.lower), test.upper) << number;
    }
    EXPECT_EQ(ToUpper(test.upper), test.upper) << number;
  }
  for (const char32_t same : {U'@', U'[', U'`', U'{', U'5', U'\0'}) {
    EXPECT_EQ(ToLower(same), same);
    EXPECT_EQ(ToUpper(same), same);
  }
}

TEST(LettersTest, LowerCaseOfText) {
  std::string lower = "kept ";
  AppendLowerCase("ÉCOLE Größe ΑΒΓ \U00010400!", &lower);
  EXPECT_EQ(lower, "kept école größe αβγ \U00010428!");
}

TEST(LettersTest, CountsWords) {
  struct Case {
    std::string_view text;
    uint32_t words;
  };
  const std::vector<Case> cases = {
      {"", 0},
      {" \n\t ", 0},
      {"one", 1},
      {"  two words ", 2},
      {"well-known co-op's", 2},
      {"a — b - c ...", 3},
      {"$5 … 7%", 2},
      {"no\u00A0break\u3000space", 3},
      {"文字 です", 2},
      {"“Quoted,” she said.", 3},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(CountWords(test.text), test.words) << test.text;
  }
}

}  // namespace
}  // namespace standfirst
