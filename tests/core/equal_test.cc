#include "core/text/equal.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace standfirst {
namespace {

TEST(EqualTest, Words) {
  struct Case {
    std::string_view text;
    const char* words;
    bool is_one;
    size_t at_start;
    size_t at_end;
  };
  using std::string_view_literals::operator""sv;
  const std::vector<Case> cases = {
      {"a", "a an the", true, 1, 1},
      {"an", "a an the", true, 1, 2},
      {"the", "a an the", true, 3, 3},
      {"theirs", "a an the", false, 3, 0},
      {"breathe", "an the a", false, 0, 3},
      {"th", "a an the", false, 0, 0},
      {"", "a an the", false, 0, 0},
      {"a an", "a an the", false, 1, 2},
      {"an the", "a an the", false, 1, 3},
      {" ", "a an the", false, 0, 0},
      {"A", "a an the", false, 0, 0},
      {"“", "\" “ ”", true, 3, 3},
      {"\xE2\x80", "\" “ ”", false, 0, 0},
      {"the\0"sv, "a an the", false, 3, 0},
      {"\0"sv, "a an the", false, 0, 0},
      {"said”", "\" “ ”", false, 0, 3},
  };
  for (const Case& row : cases) {
    EXPECT_EQ(IsOneOf(row.text, row.words), row.is_one) << row.text;
    EXPECT_EQ(StartsWithOneOf(row.text, row.words), row.at_start) << row.text;
    EXPECT_EQ(EndsWithOneOf(row.text, row.words), row.at_end) << row.text;
  }
}

TEST(EqualTest, Texts) {
  const std::string_view text = "river";
  EXPECT_TRUE(text == "river");
  EXPECT_FALSE(text == "rivers");
  EXPECT_FALSE(text == "rive");
  EXPECT_TRUE(text != "River");
  EXPECT_TRUE(std::string_view() == "");
  static_assert(std::string_view("a") == "a");
}

TEST(WordsByLetter, HoldsTheWordsOfTheListAlone) {
  static constexpr WordsByLetter kWords("alpha beta bet gamma zeta");
  for (const std::string_view word :
       {"alpha", "beta", "bet", "gamma", "zeta"}) {
    EXPECT_TRUE(kWords.Holds(word)) << word;
  }
  for (const std::string_view word :
       {"", "a", "alph", "alphabet", "be", "delta", "zet", "Beta", "beta bet",
        "'s", "\xC3\xA9t\xC3\xA9"}) {
    EXPECT_FALSE(kWords.Holds(word)) << word;
  }
}

}  // namespace
}  // namespace standfirst
