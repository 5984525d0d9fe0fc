#include "core/model/word_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/model/sparse_model.h"
#include "core/text/hash.h"
#include "tools/common/sparse_model_writer.h"

namespace standfirst {
namespace {

uint64_t HashOf(std::string_view word) { return MixHash(HashBytes(word)); }

// A list laid out by hand.
std::vector<uint8_t> SmallList(const std::vector<std::string>& words) {
  constexpr uint32_t kBuckets = 16;
  constexpr uint32_t kBits = 8;
  std::vector<uint32_t> fingerprints;
  fingerprints.reserve(words.size());
  for (const std::string& word : words) {
    fingerprints.push_back(SparseModel::BucketOf(HashOf(word), kBuckets)
                               << kBits |
                           (HashOf(word) & 0xFF));
  }
  std::sort(fingerprints.begin(), fingerprints.end());
  std::vector<uint8_t> bytes(kWordListHeaderSize, 0);
  bytes[0] = static_cast<uint8_t>(words.size());
  bytes[4] = kBuckets;
  bytes[8] = kBits;
  bytes[12] = 200;
  for (size_t cluster = 0; cluster < 256; ++cluster) {
    bytes[16 + cluster] = static_cast<uint8_t>(cluster % 32);
  }
  tools::AppendFingerprints(fingerprints, &bytes);
  for (size_t i = 0; i < words.size(); ++i) {
    bytes.push_back(static_cast<uint8_t>(40 + i));
  }
  for (size_t i = 0; i < words.size(); ++i) {
    bytes.push_back(static_cast<uint8_t>(100 + i));
  }
  return bytes;
}

ModelSection SectionOf(const std::vector<uint8_t>& bytes) {
  ModelSection section;
  section.name = "words";
  section.version = kWordListVersion;
  section.bytes = bytes;
  return section;
}

TEST(WordListTest, FindsListedWords) {
  const std::vector<std::string> words = {"the", "mayor", "of", "größe"};
  const std::vector<uint8_t> bytes = SmallList(words);
  const Expected<WordList> read = WordList::Read(SectionOf(bytes));
  ASSERT_TRUE(read.ok()) << read.error().message;
  const WordList& list = read.value();
  EXPECT_EQ(list.size(), 4U);
  EXPECT_EQ(list.UnlistedRarity(), 200);
  std::vector<bool> seen(words.size(), false);
  for (const std::string& word : words) {
    const uint16_t index = list.Find(HashOf(word));
    ASSERT_LT(index, words.size()) << word;
    EXPECT_FALSE(seen[index]) << word;
    seen[index] = true;
    EXPECT_EQ(list.Rarity(index), 40 + index);
    EXPECT_EQ(list.Cluster(index), 100 + index);
    EXPECT_EQ(list.CoarseCluster(index), (100 + index) % 32);
  }
  int taken = 0;
  for (int i = 0; i < 1000; ++i) {
    taken +=
        list.Find(HashOf("unknown" + std::to_string(i))) == WordList::kNotListed
            ? 0
            : 1;
  }
  EXPECT_LT(taken, 12);
}

TEST(WordListTest, HostileBytes) {
  const std::vector<uint8_t> bytes = SmallList({"a", "b", "c", "d", "e"});
  for (size_t size = 0; size < bytes.size(); ++size) {
    const std::vector<uint8_t> cut(
        bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_FALSE(WordList::Read(SectionOf(cut)).ok()) << size;
  }
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const unsigned value : {0U, 1U, 9U, 128U, 255U}) {
      std::vector<uint8_t> altered = bytes;
      altered[at] = static_cast<uint8_t>(value);
      const Expected<WordList> list = WordList::Read(SectionOf(altered));
      if (!list.ok()) continue;
      for (int i = 0; i < 50; ++i) {
        const uint16_t index =
            list.value().Find(MixHash(static_cast<uint64_t>(i)));
        if (index == WordList::kNotListed) continue;
        EXPECT_LT(index, list.value().size());
        EXPECT_LT(list.value().CoarseCluster(index), 32);
      }
    }
  }
  ModelSection newer = SectionOf(bytes);
  newer.version = kWordListVersion + 1;
  const Expected<WordList> list = WordList::Read(newer);
  ASSERT_FALSE(list.ok());
  EXPECT_EQ(list.error().code, ErrorCode::kModelVersion);
}

}  // namespace
}  // namespace standfirst
