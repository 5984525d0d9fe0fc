#include "tools/common/sparse_model_writer.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/model/sparse_model.h"

namespace standfirst::tools {
namespace {

int RootByte(double weight, double max_weight) {
  if (max_weight <= 0) return 0;
  const double share = std::min(1.0, std::abs(weight) / max_weight);
  const auto root = static_cast<int>(std::lround(127.0 * std::sqrt(share)));
  return weight < 0 ? -root : root;
}

void PutU32(uint32_t value, std::vector<uint8_t>* bytes) {
  for (int shift = 0; shift < 32; shift += 8) {
    bytes->push_back(static_cast<uint8_t>(value >> shift));
  }
}

struct Stored {
  uint32_t fingerprint = 0;
  uint64_t hash = 0;
  uint32_t label = 0;
  int root = 0;
};

}  // namespace

int32_t QuantizeWeight(double weight, double max_weight) {
  const int root = RootByte(weight, max_weight);
  return root * std::abs(root);
}

void AppendFingerprints(std::span<const uint32_t> fingerprints,
                        std::vector<uint8_t>* bytes) {
  for (const uint32_t shift : {0U, 8U}) {
    uint32_t next = 0;
    for (const uint32_t fingerprint : fingerprints) {
      bytes->push_back(static_cast<uint8_t>((fingerprint - next) >> shift));
      next = fingerprint + 1;
    }
  }
}

SparseModelBytes WriteSparseModel(std::span<const SparseWeight> weights,
                                  const SparseModelOptions& options) {
  std::vector<SparseWeight> sums(weights.begin(), weights.end());
  std::sort(sums.begin(), sums.end(),
            [](const SparseWeight& left, const SparseWeight& right) {
              return std::tie(left.hash, left.label, left.weight) <
                     std::tie(right.hash, right.label, right.weight);
            });
  size_t kept = 0;
  for (const SparseWeight& weight : sums) {
    if (kept != 0 && sums[kept - 1].hash == weight.hash &&
        sums[kept - 1].label == weight.label) {
      sums[kept - 1].weight += weight.weight;
    } else {
      sums[kept++] = weight;
    }
  }
  sums.resize(kept);

  SparseModelBytes result;
  result.max_weight = options.max_weight;
  if (result.max_weight <= 0) {
    for (const SparseWeight& weight : sums) {
      result.max_weight = std::max(result.max_weight, std::abs(weight.weight));
    }
  }
  std::vector<Stored> stored;
  size_t features = 0;
  for (const SparseWeight& weight : sums) {
    const int root = RootByte(weight.weight, result.max_weight);
    if (root == 0) {
      ++result.rounded_to_zero;
      continue;
    }
    if (stored.empty() || stored.back().hash != weight.hash) ++features;
    stored.push_back({0, weight.hash, weight.label, root});
  }

  // One feature per bucket on average.
  const auto buckets =
      options.buckets != 0
          ? options.buckets
          : static_cast<uint32_t>(std::max<size_t>(1, features));
  const uint32_t mask = (1U << options.remainder_bits) - 1;
  for (Stored& entry : stored) {
    entry.fingerprint = SparseModel::BucketOf(entry.hash, buckets)
                            << options.remainder_bits |
                        (static_cast<uint32_t>(entry.hash) & mask);
  }
  std::sort(stored.begin(), stored.end(),
            [](const Stored& left, const Stored& right) {
              return std::tie(left.fingerprint, left.hash, left.label) <
                     std::tie(right.fingerprint, right.hash, right.label);
            });

  std::vector<uint32_t> fingerprints;
  std::vector<uint8_t> counts;
  std::vector<uint8_t> labels;
  std::vector<uint8_t> roots;
  for (size_t begin = 0; begin < stored.size();) {
    // All features that share a fingerprint; the heaviest one stays.
    size_t best_begin = begin;
    size_t best_end = begin;
    int64_t best_mass = -1;
    size_t end = begin;
    while (end < stored.size() &&
           stored[end].fingerprint == stored[begin].fingerprint) {
      const size_t feature_begin = end;
      int64_t mass = 0;
      while (end < stored.size() &&
             stored[end].hash == stored[feature_begin].hash) {
        mass += int64_t{stored[end].root} * stored[end].root;
        ++end;
      }
      if (mass > best_mass) {
        if (best_mass >= 0) ++result.collisions;
        best_mass = mass;
        best_begin = feature_begin;
        best_end = end;
      } else {
        ++result.collisions;
      }
    }
    begin = end;
    const uint32_t fingerprint = stored[best_begin].fingerprint;
    const uint32_t next = fingerprints.empty() ? 0 : fingerprints.back() + 1;
    if (fingerprint - next > kMostBetween) {
      ++result.collisions;
      continue;
    }
    fingerprints.push_back(fingerprint);
    const size_t limit = std::min(best_end, best_begin + 255);
    counts.push_back(static_cast<uint8_t>(limit - best_begin));
    for (size_t i = best_begin; i < limit; ++i) {
      labels.push_back(static_cast<uint8_t>(stored[i].label));
      roots.push_back(static_cast<uint8_t>(stored[i].root));
    }
  }
  result.features = fingerprints.size();
  result.entries = roots.size();

  std::vector<uint8_t>& bytes = result.bytes;
  PutU32(kSparseModelVersion, &bytes);
  PutU32(options.label_count, &bytes);
  PutU32(static_cast<uint32_t>(result.features), &bytes);
  PutU32(static_cast<uint32_t>(result.entries), &bytes);
  PutU32(buckets, &bytes);
  PutU32(options.remainder_bits, &bytes);
  PutU32(static_cast<uint32_t>(
             std::lround(std::min(result.max_weight, 32767.0) * 65536.0)),
         &bytes);
  PutU32(0, &bytes);
  const auto append = [&bytes](const std::vector<uint8_t>& part) {
    bytes.insert(bytes.end(), part.begin(), part.end());
  };
  AppendFingerprints(fingerprints, &bytes);
  if (options.label_count > 1) {
    append(counts);
    append(labels);
  }
  append(roots);
  for (uint32_t i = 0; i < 4; ++i) {
    bytes[28 + i] = static_cast<uint8_t>(bytes.size() >> (8 * i));
  }
  return result;
}

}  // namespace standfirst::tools
