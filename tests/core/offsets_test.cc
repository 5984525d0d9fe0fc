#include "core/text/offsets.h"

#include <gtest/gtest.h>

#include <concepts>
#include <type_traits>

namespace standfirst {
namespace {

// The three spaces must not mix: each of these must not compile.
template <typename Left, typename Right>
concept Comparable = requires(Left left, Right right) {
  left < right;
};
template <typename Left, typename Right>
concept Equatable = requires(Left left, Right right) {
  left == right;
};
template <typename Left, typename Right>
concept Subtractable = requires(Left left, Right right) {
  left - right;
};

static_assert(Comparable<CleanOffset, CleanOffset>);
static_assert(!Comparable<CleanOffset, Utf16Offset>);
static_assert(!Comparable<Utf16Offset, OriginalByteOffset>);
static_assert(!Equatable<CleanOffset, OriginalByteOffset>);
static_assert(!Subtractable<CleanOffset, Utf16Offset>);
static_assert(!std::convertible_to<CleanOffset, Utf16Offset>);
static_assert(!std::convertible_to<uint32_t, CleanOffset>);
static_assert(!std::convertible_to<CleanOffset, uint32_t>);
static_assert(!std::assignable_from<CleanSpan&, Utf16Span>);

TEST(OffsetsTest, SpansAreHalfOpen) {
  constexpr CleanSpan span{{3}, {7}};
  EXPECT_EQ(span.size(), 4U);
  EXPECT_TRUE(span.Contains(CleanOffset{3}));
  EXPECT_FALSE(span.Contains(CleanOffset{7}));
  EXPECT_TRUE(span.Contains(CleanSpan{{7}, {7}}));
  EXPECT_FALSE(span.Contains(CleanSpan{{2}, {4}}));
}

}  // namespace
}  // namespace standfirst
