#include "core/model/sparse_model.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/text/hash.h"
#include "tools/common/sparse_model_writer.h"

namespace standfirst {
namespace {

using tools::QuantizeWeight;
using tools::SparseModelBytes;
using tools::SparseModelOptions;
using tools::SparseWeight;
using tools::WriteSparseModel;

// A small generator of our own: the same numbers in every build.
class Numbers {
 public:
  explicit Numbers(uint64_t seed) : state_(seed) {}
  uint64_t Next() { return MixHash(state_ += 0x9e3779b97f4a7c15ULL); }
  uint32_t Below(uint32_t limit) {
    return static_cast<uint32_t>(Next() % limit);
  }

 private:
  uint64_t state_;
};

std::vector<SparseWeight> RandomWeights(uint32_t features, uint32_t labels,
                                        uint64_t seed) {
  Numbers numbers(seed);
  std::vector<SparseWeight> weights;
  for (uint32_t i = 0; i < features; ++i) {
    const uint64_t hash = numbers.Next();
    const uint32_t count = 1 + numbers.Below(4);
    for (uint32_t j = 0; j < count; ++j) {
      const double value = (static_cast<int>(numbers.Below(2001)) - 1000) / 8.0;
      weights.push_back({hash, numbers.Below(labels), value});
    }
  }
  return weights;
}

TEST(SparseModelTest, ReadsWhatWasWritten) {
  struct Case {
    uint32_t features;
    uint32_t labels;
    uint32_t remainder_bits;
  };
  const std::vector<Case> cases = {
      {0, 1, 8},      {1, 1, 12},  {1, 256, 12},   {200, 1, 12},
      {200, 52, 8},   {200, 3, 9}, {5000, 52, 12}, {5000, 1, 12},
      {777, 256, 11}, {300, 1, 4}, {9000, 2, 8},
  };
  for (const Case& test : cases) {
    const std::string name = std::to_string(test.features) + " features, " +
                             std::to_string(test.labels) + " labels, " +
                             std::to_string(test.remainder_bits) + " bits";
    const std::vector<SparseWeight> weights =
        RandomWeights(test.features, test.labels, test.remainder_bits);
    const SparseModelBytes written = WriteSparseModel(
        weights,
        {.label_count = test.labels, .remainder_bits = test.remainder_bits});
    const Expected<SparseModel> read = SparseModel::Read(written.bytes, "test");
    ASSERT_TRUE(read.ok()) << name << ": " << read.error().message;
    const SparseModel& model = read.value();
    EXPECT_EQ(model.feature_count(), written.features) << name;
    EXPECT_EQ(model.entry_count(), written.entries) << name;
    EXPECT_EQ(model.label_count(), test.labels) << name;

    std::map<uint64_t, std::map<uint32_t, double>> expected;
    for (const SparseWeight& weight : weights) {
      expected[weight.hash][weight.label] += weight.weight;
    }
    size_t lost = 0;
    for (const auto& [hash, by_label] : expected) {
      std::vector<std::pair<uint32_t, int32_t>> wanted;
      for (const auto& [label, weight] : by_label) {
        const int32_t quantized = QuantizeWeight(weight, written.max_weight);
        if (quantized != 0) wanted.emplace_back(label, quantized);
      }
      std::vector<std::pair<uint32_t, int32_t>> found;
      for (const SparseModel::Entry& entry : model.Find(hash)) {
        found.emplace_back(entry.label, entry.weight);
      }
      lost += wanted == found ? 0 : 1;
    }
    EXPECT_LE(lost, written.collisions) << name;
    EXPECT_LE(written.collisions,
              1 + test.features / 100 + (test.features >> test.remainder_bits))
        << name;

    // Unknown features: about one in 2^bits may be taken for a known one.
    Numbers numbers(99);
    int taken = 0;
    for (int i = 0; i < 10000; ++i) {
      taken += model.Find(numbers.Next()).empty() ? 0 : 1;
    }
    EXPECT_LE(taken, 20 + (20000 >> test.remainder_bits)) << name;
  }
}

TEST(SparseModelTest, AddsScores) {
  const uint64_t first = MixHash(1);
  const uint64_t second = MixHash(2);
  const std::vector<SparseWeight> weights = {
      {first, 0, 1.0}, {first, 2, -0.25}, {second, 2, 0.25}, {second, 1, 0.0}};
  const SparseModelBytes written =
      WriteSparseModel(weights, {.label_count = 3});
  const Expected<SparseModel> model = SparseModel::Read(written.bytes, "test");
  ASSERT_TRUE(model.ok());
  std::vector<int32_t> scores(3, 0);
  const auto add = [&](const std::vector<uint64_t>& unmixed) {
    std::vector<SparseModel::Row> rows(unmixed.size());
    const size_t count = model.value().FindRows(unmixed, rows.data());
    model.value().AddRows({rows.data(), count}, scores.data());
  };
  add({1});
  EXPECT_EQ(scores, (std::vector<int32_t>{16129, 0, -4096}));
  add({2, 2});
  EXPECT_EQ(scores, (std::vector<int32_t>{16129, 0, 4096}));
  add({3});
  EXPECT_EQ(scores, (std::vector<int32_t>{16129, 0, 4096}));
  add({3, 1, 3, 2});
  EXPECT_EQ(scores, (std::vector<int32_t>{32258, 0, 4096}));
  EXPECT_EQ(model.value().Weight(first), 16129);
  EXPECT_EQ(model.value().Weight(MixHash(3)), 0);
  EXPECT_EQ(model.value().scale(), 65536U);
}

TEST(SparseModelTest, EmptyModelKnowsNothing) {
  const SparseModel model;
  EXPECT_TRUE(model.Find(MixHash(1)).empty());
  EXPECT_EQ(model.Weight(MixHash(1)), 0);
  SparseModel::Row row = 0;
  EXPECT_EQ(model.FindRows(std::vector<uint64_t>{1}, &row), 0U);
}

TEST(SparseModelTest, RefusesFeaturesBeyondItsBucketsAndOtherLayouts) {
  const SparseModelBytes written =
      WriteSparseModel(RandomWeights(40, 1, 3), {.remainder_bits = 8});
  ASSERT_TRUE(SparseModel::Read(written.bytes, "test").ok());
  std::vector<uint8_t> far = written.bytes;
  // The high byte of the last feature's distance from the one before.
  far[kSparseModelHeaderSize + 2 * written.features - 1] = 0xFF;
  EXPECT_FALSE(SparseModel::Read(far, "test").ok());
  for (const uint32_t version :
       {kSparseModelVersion - 1, kSparseModelVersion + 1}) {
    std::vector<uint8_t> other = written.bytes;
    other[0] = static_cast<uint8_t>(version);
    EXPECT_FALSE(SparseModel::Read(other, "test").ok());
  }
}

// Of features that the bits cannot tell apart the heaviest speaks for all, as
// a trainer that chose the buckets foresees.
TEST(SparseModelTest, BucketsCanBeChosen) {
  constexpr uint32_t kBuckets = 700;
  const std::vector<SparseWeight> weights = RandomWeights(500, 1, 4);
  const SparseModelBytes written =
      WriteSparseModel(weights, {.remainder_bits = 4, .buckets = kBuckets});
  const Expected<SparseModel> model = SparseModel::Read(written.bytes, "test");
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(model.value().bucket_count(), kBuckets);
  std::map<uint64_t, double> sums;
  for (const SparseWeight& weight : weights) sums[weight.hash] += weight.weight;
  std::map<uint64_t, std::pair<int32_t, uint64_t>> heaviest;
  const auto fingerprint = [](uint64_t hash) {
    return uint64_t{SparseModel::BucketOf(hash, kBuckets)} << 4U | (hash & 0xF);
  };
  for (const auto& [hash, sum] : sums) {
    const int32_t weight = QuantizeWeight(sum, written.max_weight);
    auto& best = heaviest[fingerprint(hash)];
    if (std::abs(weight) > std::abs(best.first)) best = {weight, hash};
  }
  EXPECT_GT(written.collisions, 0U);
  EXPECT_EQ(model.value().feature_count() + written.collisions +
                written.rounded_to_zero,
            sums.size());
  for (const auto& [hash, sum] : sums) {
    EXPECT_EQ(model.value().Weight(hash), heaviest[fingerprint(hash)].first);
  }
}

// Any bytes give a model that can be asked anything, or an error.
TEST(SparseModelTest, HostileBytes) {
  const SparseModelBytes written = WriteSparseModel(
      RandomWeights(300, 5, 7), {.label_count = 5, .remainder_bits = 10});
  const auto try_bytes = [](const std::vector<uint8_t>& bytes) {
    const Expected<SparseModel> model = SparseModel::Read(bytes, "test");
    if (!model.ok()) {
      EXPECT_EQ(model.error().code, ErrorCode::kModelInvalid);
      EXPECT_NE(model.error().message.find("test"), std::string::npos);
      return false;
    }
    Numbers numbers(5);
    std::vector<int32_t> scores(256, 0);
    for (int i = 0; i < 200; ++i) {
      const uint64_t unmixed = numbers.Next();
      SparseModel::Row row = 0;
      const size_t known = model.value().FindRows({&unmixed, 1}, &row);
      model.value().AddRows({&row, known}, scores.data());
      // One by one they are found where all at once are.
      EXPECT_EQ(model.value().FindRow(MixHash(unmixed)),
                known == 0 ? SparseModel::kNoRow : row);
    }
    return true;
  };
  EXPECT_TRUE(try_bytes(written.bytes));
  for (size_t size = 0; size < written.bytes.size(); size += 7) {
    EXPECT_FALSE(
        try_bytes({written.bytes.begin(),
                   written.bytes.begin() + static_cast<std::ptrdiff_t>(size)}))
        << size;
  }
  std::vector<uint8_t> longer = written.bytes;
  longer.push_back(0);
  EXPECT_FALSE(try_bytes(longer));
  for (size_t at = 0; at < kSparseModelHeaderSize; ++at) {
    for (const unsigned value : {0U, 1U, 127U, 128U, 255U}) {
      std::vector<uint8_t> bytes = written.bytes;
      bytes[at] = static_cast<uint8_t>(value);
      try_bytes(bytes);
    }
  }
  Numbers numbers(11);
  for (int round = 0; round < 2000; ++round) {
    std::vector<uint8_t> bytes = written.bytes;
    for (int i = 0; i < 3; ++i) {
      bytes[32 + numbers.Below(static_cast<uint32_t>(bytes.size() - 32))] =
          static_cast<uint8_t>(numbers.Below(256));
    }
    try_bytes(bytes);
  }
}

}  // namespace
}  // namespace standfirst
