#include "core/text/sort_by.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "core/text/hash.h"

namespace standfirst {
namespace {

// Fewer and more than are put in their places one by one.
constexpr size_t kCounts[] = {0, 1, 2, 39, 40, 41, 300, 5000};

template <typename Number>
void ExpectSorted(int shift) {
  for (const size_t count : kCounts) {
    std::vector<Number> numbers;
    for (uint64_t i = 0; i < count; ++i) {
      numbers.push_back(static_cast<Number>(MixHash(i) >> shift));
    }
    std::vector<Number> expected = numbers;
    std::sort(expected.begin(), expected.end());
    SortNumbers(&numbers);
    EXPECT_EQ(numbers, expected) << count << " numbers, shift " << shift;
  }
}

TEST(SortByTest, SortsNumbers) {
  // Of all bits, of some bytes, and with many that are the same.
  for (const int shift : {0, 30, 60}) {
    ExpectSorted<uint64_t>(shift);
    ExpectSorted<uint32_t>(shift);
  }
}

TEST(SortByTest, LeavesEqualOnesInOrder) {
  for (const size_t count : kCounts) {
    std::vector<std::pair<uint32_t, uint32_t>> values;
    for (uint32_t i = 0; i < count; ++i) {
      values.emplace_back(static_cast<uint32_t>(MixHash(i) >> 61), i);
    }
    std::vector<std::pair<uint32_t, uint32_t>> expected = values;
    std::sort(expected.begin(), expected.end());
    SortBy(&values, [](const auto& value) { return value.first; });
    EXPECT_EQ(values, expected) << count << " values";
  }
}

TEST(SortByTest, LeavesWhatComesBeforeTheFirst) {
  std::vector<uint32_t> values = {9, 3, 2, 1};
  SortBy(
      &values, [](uint32_t value) { return value; }, 1);
  EXPECT_EQ(values, (std::vector<uint32_t>{9, 1, 2, 3}));
}

}  // namespace
}  // namespace standfirst
