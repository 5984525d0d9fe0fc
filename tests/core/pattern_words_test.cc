#include "core/entity/pattern_words.h"

#include <gtest/gtest.h>

#include <string_view>

#include "core/text/hash.h"

namespace standfirst {
namespace {

PatternWordKey Find(std::string_view word) {
  return FindPatternWord(MixHash(HashBytes(word)));
}

// What is looked up is made of the list at first use: none may be lost.
TEST(PatternWords, EachIsFoundAsListed) {
  for (const PatternWordEntry& entry : kPatternWords) {
    const PatternWordKey found = Find(entry.word);
    EXPECT_EQ(found.kind, entry.kind) << entry.word;
    EXPECT_EQ(found.value, entry.value) << entry.word;
  }
}

TEST(PatternWords, OthersAreNone) {
  for (const std::string_view word :
       {"", "bridge", "januar", "januaryy", "MAY"}) {
    EXPECT_EQ(Find(word).kind, PatternWord::kNone) << word;
  }
}

TEST(PatternWords, PluralsAndStops) {
  EXPECT_EQ(FindPatternWord("ksh.").kind, PatternWord::kCurrencySign);
  EXPECT_EQ(FindPatternWord("jan.").kind, PatternWord::kMonthShort);
  EXPECT_EQ(FindPatternWord("dollars").kind, PatternWord::kCurrencyWord);
  EXPECT_EQ(FindPatternWord("decades").kind, PatternWord::kDateUnit);
  for (const char* other : {"p.", "has", "stones", "mars", "s", ".", ""}) {
    EXPECT_EQ(FindPatternWord(other).kind, PatternWord::kNone) << other;
  }
}

}  // namespace
}  // namespace standfirst
