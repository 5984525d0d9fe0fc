#include "core/text/word_break.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/utf8.h"

namespace standfirst {
namespace {

std::string Broken(std::string_view text) {
  std::vector<uint32_t> breaks;
  AppendWordBreaks(text, &breaks);
  std::string shown;
  for (size_t i = 0; i + 1 < breaks.size(); ++i) {
    if (i != 0) shown += '|';
    shown += text.substr(breaks[i], breaks[i + 1] - breaks[i]);
  }
  return shown;
}

TEST(WordBreakTest, OwnCases) {
  const std::vector<std::string_view> cases = {
      "",
      "a",
      "Hello|,| |world|!",
      "can't| |stop",
      "3.14| |and| |1,000.50|.",
      "a_b1|-|c",
      "e.g|.| |U.S.A|.",
      "  |x",
      "\r\n|\n|a",
      "e\u0301te\u0301| |naïve",
      "\U0001F468\u200D\U0001F469\u200D\U0001F467| |\U0001F600|\U0001F600",
      "\U0001F1EB\U0001F1F7|\U0001F1EE\U0001F1F9|\U0001F1E9",
      "文|字|カタカナ",
      "\u05D0\"\u05D0| |\u05D0'",
      "1a2| |a:b| |a|.|.|b",
  };
  for (const std::string_view expected : cases) {
    std::string text;
    for (const char byte : expected) {
      if (byte != '|') text += byte;
    }
    EXPECT_EQ(Broken(text), expected);
  }
}

// Unicode's own test file, where the package unicode-data is installed.
TEST(WordBreakTest, UnicodesTestFile) {
  std::FILE* file =
      std::fopen("/usr/share/unicode/auxiliary/WordBreakTest.txt", "rb");
  if (file == nullptr) GTEST_SKIP() << "unicode-data is not installed";
  std::string all;
  std::vector<char> buffer(1 << 16);
  for (size_t size = 0;
       (size = std::fread(buffer.data(), 1, buffer.size(), file)) > 0;) {
    all.append(buffer.data(), size);
  }
  std::fclose(file);

  int lines = 0;
  for (size_t start = 0; start < all.size();) {
    size_t end = all.find('\n', start);
    if (end == std::string::npos) end = all.size();
    std::string line = all.substr(start, end - start);
    start = end + 1;
    line.resize(std::min(line.size(), line.find('#')));
    // "÷ 0061 × 0308 ÷": signs and code points in turn.
    std::string text;
    std::vector<uint32_t> expected;
    for (size_t at = 0; at < line.size();) {
      const DecodedCharacter sign = DecodeUtf8(line, at);
      if (sign.code_point == 0xF7) {
        expected.push_back(static_cast<uint32_t>(text.size()));
        at += sign.size;
      } else if (sign.code_point < 0x80 && sign.code_point != ' ' &&
                 sign.code_point != '\t' && sign.code_point != '\r') {
        size_t digits = 0;
        AppendUtf8(
            static_cast<char32_t>(std::stoul(line.substr(at), &digits, 16)),
            &text);
        at += digits;
      } else {
        at += sign.size;
      }
    }
    if (expected.empty()) continue;
    ++lines;
    std::vector<uint32_t> found;
    AppendWordBreaks(text, &found);
    EXPECT_EQ(found, expected) << line;
  }
  EXPECT_GT(lines, 1800);
}

}  // namespace
}  // namespace standfirst
