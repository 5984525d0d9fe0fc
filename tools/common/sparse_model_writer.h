#ifndef STANDFIRST_TOOLS_COMMON_SPARSE_MODEL_WRITER_H_
#define STANDFIRST_TOOLS_COMMON_SPARSE_MODEL_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standfirst::tools {

struct SparseWeight {
  uint64_t hash = 0;  // Of the feature; well mixed (core/model/sparse_model.h).
  uint32_t label = 0;
  double weight = 0;
};

struct SparseModelOptions {
  uint32_t label_count = 1;  // 1 to 256.
  // 4 to 12: of unknown features about one in 2^bits is taken for a known
  // one; each bit costs an eighth of a byte per feature.
  uint32_t remainder_bits = 12;
  // 0: one per feature.
  uint32_t buckets = 0;
  // Larger weights count as this; 0: the largest weight there is.
  double max_weight = 0;
};

struct SparseModelBytes {
  std::vector<uint8_t> bytes;  // As SparseModel::Read takes them.
  size_t features = 0;
  size_t entries = 0;
  size_t rounded_to_zero = 0;  // Weights too small for a byte: left out.
  // Features that the stored form cannot tell from a heavier one: left out.
  size_t collisions = 0;
  double max_weight = 0;
};

// Stores the weights; weights of one feature and label are added up first.
// The order of `weights` does not matter. O(n log n).
SparseModelBytes WriteSparseModel(std::span<const SparseWeight> weights,
                                  const SparseModelOptions& options);

// Fingerprints as FingerprintReader reads them: the low bytes of all, then the
// high ones. Ascending, and none further than kMostBetween from the one before.
constexpr uint32_t kMostBetween = 0xFFFF;
void AppendFingerprints(std::span<const uint32_t> fingerprints,
                        std::vector<uint8_t>* bytes);

// What the reader will make of a weight: the nearest q·|q|.
int32_t QuantizeWeight(double weight, double max_weight);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_SPARSE_MODEL_WRITER_H_
