#ifndef STANDFIRST_CORE_SEGMENT_BINARY_WEIGHTS_H_
#define STANDFIRST_CORE_SEGMENT_BINARY_WEIGHTS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/include/standfirst/error.h"

namespace standfirst {

// The weights of a yes-or-no classifier, laid out for speed. About half of the
// features asked for are known, so a branch on each would be guessed wrong
// half the time: a look-up reads the few slots a feature can be in, all of
// them, and adds what matches. Knows the same features as SparseModel, from
// whose bytes it is made.
class BinaryWeights {
 public:
  // Knows nothing.
  BinaryWeights() = default;

  // `bytes`: a sparse model of one label (core/model/sparse_model.h), with at
  // most 65,536 buckets. kModelInvalid names `section`.
  static Expected<BinaryWeights> Read(std::span<const uint8_t> bytes,
                                      std::string_view section);

  // The sum of the features' weights. Hashes as SparseModel::Find takes them.
  // O(|hashes|).
  int32_t Sum(std::span<const uint64_t> hashes) const;

 private:
  // A slot: weight << 16 | tag. The tag is the feature's remainder and the low
  // bits of its bucket, which tell apart the buckets that one look-up can meet.
  // A free slot weighs nothing.
  using Slot = uint32_t;
  static constexpr uint32_t kSlotsPerBucketBits = 2;
  static constexpr uint32_t kMaxWindow = 16;

  std::vector<Slot> slots_;
  uint32_t buckets_ = 0;
  uint32_t remainder_bits_ = 8;
  uint32_t window_ = 0;  // Slots a look-up reads.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SEGMENT_BINARY_WEIGHTS_H_
