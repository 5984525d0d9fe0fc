#include "core/model/packing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/model_part.h"
#include "core/text/hash.h"
#include "tests/core/stored_model.h"
#include "tools/common/model_packer.h"

namespace standfirst {
namespace {

using Bytes = std::vector<uint8_t>;

void PutU32(Bytes* bytes, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) {
    (*bytes)[at + i] = static_cast<uint8_t>(value >> (8 * i));
  }
}

TEST(PackingTest, PartsOfOursComeBackAndAreSmaller) {
  for (const std::string_view name : {"base", "grammar", "entities"}) {
    const Bytes part = ReadStoredModel("models/" + std::string(name) + ".sfm");
    ASSERT_FALSE(part.empty()) << name;
    const Bytes stored = tools::PackModel(part);
    EXPECT_LT(stored.size(), part.size() * 7 / 10) << name;
    EXPECT_TRUE(Unpack(stored) == part) << name;
    // Both ways to hand it over.
    EXPECT_TRUE(ModelPart::Read(stored).ok()) << name;
    EXPECT_TRUE(ModelPart::Read(part).ok()) << name;
    EXPECT_TRUE(
        std::equal(stored.begin() + 16, stored.begin() + 32, part.begin() + 16))
        << name;
  }
}

// Whatever the bytes are, also where no column is known.
TEST(PackingTest, AnyBytesComeBack) {
  for (const size_t size :
       {size_t{32}, size_t{33}, size_t{1000}, size_t{70000}}) {
    for (const uint32_t values : {1U, 2U, 3U, 16U, 255U, 256U}) {
      Bytes part(size);
      uint64_t state = values;
      for (uint8_t& byte : part) {
        state = MixHash(state + 1);
        byte = static_cast<uint8_t>(state % values);
      }
      const Bytes stored = tools::PackModel(part);
      EXPECT_LT(stored.size(), size + 64);
      EXPECT_TRUE(Unpack(stored) == part) << size << " of " << values;
    }
  }
}

TEST(PackingTest, WhatCannotBeAPartIsRefused) {
  const Bytes part(1000, 7);
  const Bytes good = tools::PackModel(part);
  ASSERT_TRUE(Unpack(good) == part);
  struct Case {
    const char* what;
    size_t at;
    uint32_t value;
  };
  constexpr Case kCases[] = {
      {"another magic", 0, 0x31504652},
      {"more than it holds", 4, 1001},
      {"less than it holds", 4, 999},
      {"far too large", 4, kMaxPartBytes + 1},
      {"runs beyond the file", 8, 0xFFFFFFFF},
      {"no runs", 8, 0},
      {"plain bytes beyond the file", 12, 0xFFFFFFFF},
      {"a run longer than the part", kPackedHeaderSize, 0xFFFFFFFF},
      {"plain bytes that are not there", kPackedHeaderSize + 4, kNotCoded},
      {"expected by itself", kPackedHeaderSize + 4, 0},
      {"tables beyond the file", 32, 0xFFFFFFFF},
      {"a table of bytes that there are not", kPackedHeaderSize + 8,
       0x000001FF},
  };
  for (const Case& test : kCases) {
    Bytes bad = good;
    PutU32(&bad, test.at, test.value);
    EXPECT_TRUE(Unpack(bad).empty()) << test.what;
  }
  for (size_t size = 0; size < kPackedHeaderSize + kPackedRunSize; ++size) {
    EXPECT_TRUE(Unpack(std::span(good).first(size)).empty()) << size;
  }
}

// A byte before the part counts as zero.
TEST(PackingTest, ContextsOutsideAreNought) {
  Bytes part(4000);
  for (size_t at = 0; at < part.size(); ++at) {
    part[at] = static_cast<uint8_t>(at % 7 * 3);
  }
  Bytes stored = tools::PackModel(part);
  ASSERT_EQ(stored[kPackedHeaderSize + 4], 1) << "expected by the one before";
  PutU32(&stored, kPackedHeaderSize + 4, kInBlocks - 1);
  EXPECT_EQ(Unpack(stored).size(), part.size());
}

TEST(PackingTest, FrequenciesOfAllThatOccurAddUpToTheSum) {
  struct Case {
    const char* what;
    std::vector<std::pair<uint8_t, uint32_t>> weights;  // Byte, weight.
  };
  Case cases[] = {
      {"a byte alone", {{7, 1}}},
      {"the highest alone", {{255, 4096}}},
      {"two alike", {{0, 1}, {1, 1}}},
      {"one in a thousand", {{0, 65535}, {200, 65}}},
      {"one in a million", {{0, 65535}, {1, 65535}, {2, 1}}},
      {"all alike", {}},
      {"all others seldom", {}},
      {"many seldom", {}},
  };
  for (uint32_t byte = 0; byte < 256; ++byte) {
    cases[5].weights.emplace_back(byte, 4096);
    cases[6].weights.emplace_back(byte, byte == 128 ? 65535 : 1);
    cases[7].weights.emplace_back(byte, byte % 5 == 0 ? 65535 : 1);
  }
  for (const Case& test : cases) {
    std::array<uint32_t, 256> weights{};
    for (const auto& [byte, weight] : test.weights) weights[byte] = weight;
    Frequencies frequencies{};
    ASSERT_TRUE(ScaleFrequencies(weights, &frequencies)) << test.what;
    uint32_t sum = 0;
    for (size_t byte = 0; byte < 256; ++byte) {
      sum += frequencies[byte];
      EXPECT_EQ(frequencies[byte] == 0, weights[byte] == 0)
          << test.what << ": " << byte;
    }
    EXPECT_EQ(sum, kFrequencySum) << test.what;
  }
  Frequencies frequencies{};
  EXPECT_FALSE(ScaleFrequencies({}, &frequencies));
}

TEST(PackingTest, LogarithmsMayRiseAndFall) {
  for (uint32_t before = 0; before <= kFrequencyBits; ++before) {
    for (uint32_t after = 0; after <= kFrequencyBits; ++after) {
      const uint32_t number = NumberOf(after - before);
      EXPECT_GE(number, 1U);
      EXPECT_LE(number, 2 * kFrequencyBits + 1);
      EXPECT_EQ(before + ChangeOf(number), after) << before;
    }
  }
}

// A column whose values change halfway, one that repeats another, one in which
// one value nearly always stands: what the runs are for.
TEST(PackingTest, ColumnsTakeLittleMoreThanTheyTell) {
  constexpr size_t kSize = 20000;
  struct Case {
    const char* what;
    uint8_t (*value)(size_t at, uint8_t noise);
    size_t most;
  };
  constexpr Case kCases[] = {
      {"one value", [](size_t, uint8_t) -> uint8_t { return 9; }, 80},
      {"the highest", [](size_t, uint8_t) -> uint8_t { return 255; }, 80},
      {"two bits a byte",
       [](size_t, uint8_t noise) -> uint8_t { return noise % 4; },
       kSize / 4 + 100},
      {"another half",
       [](size_t at, uint8_t noise) -> uint8_t {
         return static_cast<uint8_t>(noise % 2 + (at < kSize / 2 ? 0 : 50));
       },
       kSize / 8 + 200},
      {"said by the one before",
       [](size_t at, uint8_t) -> uint8_t {
         return static_cast<uint8_t>(at % 5 * 11);
       },
       200},
      {"many values that are seldom",
       [](size_t at, uint8_t noise) -> uint8_t {
         return at % 64 == 7 ? noise : static_cast<uint8_t>(noise % 56);
       },
       kSize * 3 / 4},
      {"one of a hundred differs",
       [](size_t at, uint8_t noise) -> uint8_t {
         return at % 100 == 7 ? noise : 3;
       },
       kSize / 32},
  };
  for (const Case& test : kCases) {
    Bytes part(kSize);
    uint64_t state = 5;
    for (size_t at = 0; at < kSize; ++at) {
      state = MixHash(state + 1);
      part[at] = test.value(at, static_cast<uint8_t>(state >> 40));
    }
    const Bytes stored = tools::PackModel(part);
    EXPECT_LT(stored.size(), test.most) << test.what;
    EXPECT_TRUE(Unpack(stored) == part) << test.what;
  }
}

// Tables take time to make: a file cannot ask for more of them than its bytes
// could use.
TEST(PackingTest, MoreTablesThanThePartIsWorthAreRefused) {
  Bytes part(kBytesATable * 8, 7);
  Bytes stored = tools::PackModel(part);
  ASSERT_TRUE(Unpack(stored) == part);
  PutU32(&stored, kPackedHeaderSize + 4, kInBlocks + 7);
  EXPECT_TRUE(Unpack(stored).empty());
  PutU32(&stored, kPackedHeaderSize + 4, kInBlocks + kMaxBlockBits + 1);
  EXPECT_TRUE(Unpack(stored).empty());
}

// Altered anywhere, or cut: a part with wrong checksums, or none, never more.
TEST(PackingTest, DamageIsFound) {
  const Bytes good = tools::PackModel(ReadStoredModel("models/grammar.sfm"));
  for (size_t at = 0; at < good.size(); at += good.size() / 60 + 1) {
    // The name is there for those who do not unpack.
    if (at >= 16 && at < 32) continue;
    Bytes bad = good;
    bad[at] = static_cast<uint8_t>(bad[at] ^ 0x10);
    EXPECT_FALSE(ModelPart::Read(bad).ok()) << at;
    EXPECT_FALSE(ModelPart::Read(std::span(good).first(at)).ok()) << at;
  }
}

}  // namespace
}  // namespace standfirst
