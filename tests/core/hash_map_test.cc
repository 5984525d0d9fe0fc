#include "core/text/hash_map.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <unordered_map>

#include "core/text/hash.h"

namespace standfirst {
namespace {

TEST(HashMapTest, DoesWhatTheStandardsDoes) {
  HashMap map;
  EXPECT_EQ(map.Find(0), nullptr);
  std::unordered_map<uint64_t, uint32_t> expected;
  for (uint32_t i = 0; i < 20000; ++i) {
    // Each key two or three times; nought and all ones among them.
    const uint32_t number = i % 7001;
    const uint64_t key = number == 0   ? 0
                         : number == 1 ? UINT64_MAX
                                       : MixHash(number);
    const auto [place, added] = map.TryEmplace(key, i);
    const auto [expected_place, expected_added] = expected.try_emplace(key, i);
    ASSERT_EQ(added, expected_added);
    ASSERT_EQ(place->first, key);
    ASSERT_EQ(place->second, expected_place->second);
  }
  for (uint32_t number = 2; number < 9000; ++number) {
    const HashMap::Entry* found = map.Find(MixHash(number));
    ASSERT_EQ(found != nullptr, expected.count(MixHash(number)) == 1);
    if (found != nullptr) {
      ASSERT_EQ(found->second, expected[found->first]);
    }
  }
}

// Keys that fall into one place, up to its end and around it.
TEST(HashMapTest, KeysThatCrowdAreToldApart) {
  HashMap map;
  for (uint64_t i = 0; i < 50; ++i) {
    EXPECT_TRUE(map.TryEmplace((i << 32) | 0xFFFFFFF, 7).second);
  }
  for (uint64_t i = 0; i < 50; ++i) {
    EXPECT_NE(map.Find((i << 32) | 0xFFFFFFF), nullptr);
  }
  EXPECT_EQ(map.Find((uint64_t{50} << 32) | 0xFFFFFFF), nullptr);
}

}  // namespace
}  // namespace standfirst
