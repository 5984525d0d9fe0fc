#include "core/text/digits.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string_view>

namespace standfirst {
namespace {

TEST(DigitsTest, WritesNumbersAsTheyAreRead) {
  struct Case {
    uint64_t value;
    size_t width;
    std::string_view expected;
  };
  constexpr Case kCases[] = {
      {0, 1, "0"},
      {7, 1, "7"},
      {10, 1, "10"},
      {1234567890123, 1, "1234567890123"},
      {UINT64_MAX, 1, "18446744073709551615"},
      {0, 4, "0000"},
      {7, 2, "07"},
      {2025, 4, "2025"},
      {12025, 4, "12025"},
      {30, 6, "000030"},
  };
  for (const Case& one : kCases) {
    EXPECT_EQ(Digits(one.value, one.width), one.expected);
  }
}

}  // namespace
}  // namespace standfirst
