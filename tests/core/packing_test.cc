#include "core/model/packing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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

// A context that lies before the part counts as zero.
TEST(PackingTest, ContextsOutsideAreNought) {
  Bytes stored = tools::PackModel(Bytes(1000, 7));
  PutU32(&stored, kPackedHeaderSize + 4, 0xFFFFFFFE);
  EXPECT_EQ(Unpack(stored).size(), 1000U);
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
