#include "core/segment/binary_weights.h"

#include <algorithm>

#include "core/model/model_part.h"
#include "core/model/sparse_model.h"

namespace standfirst {

Expected<BinaryWeights> BinaryWeights::Read(std::span<const uint8_t> bytes,
                                            std::string_view section) {
  Expected<SparseModel> read = SparseModel::Read(bytes, section);
  if (!read.ok()) return read.failure();
  const SparseModel& model = read.value();
  if (model.label_count() != 1) {
    return InvalidSection(section);
  }
  constexpr uint32_t kMaxBuckets = 1U << 16;
  if (model.bucket_count() > kMaxBuckets) {
    return InvalidSection(section);
  }
  BinaryWeights weights;
  weights.buckets_ = model.bucket_count();
  weights.remainder_bits_ = model.remainder_bits();
  weights.slots_.resize((size_t{weights.buckets_} << kSlotsPerBucketBits) +
                        size_t{2} * kMaxWindow);
  const uint32_t shift = weights.remainder_bits_ - kSlotsPerBucketBits;
  size_t next = 0;
  bool fits = true;
  // Features come by bucket and remainder, so their homes never go back.
  model.ForEachFeature(
      [&](uint32_t fingerprint, std::span<const SparseModel::Entry> entries) {
        const size_t home = fingerprint >> shift;
        const size_t slot = std::max(home, next);
        fits = fits && slot - home < kMaxWindow;
        if (!fits) return;
        next = slot + 1;
        weights.window_ =
            std::max(weights.window_, static_cast<uint32_t>(slot - home) + 1);
        const auto weight = static_cast<uint16_t>(entries[0].weight);
        weights.slots_[slot] = uint32_t{weight} << 16 | (fingerprint & 0xFFFF);
      });
  if (!fits) return InvalidSection(section);
  return weights;
}

int32_t BinaryWeights::Sum(std::span<const uint64_t> hashes) const {
  if (slots_.empty()) return 0;
  const uint32_t mask = (1U << remainder_bits_) - 1;
  const uint32_t shift = remainder_bits_ - kSlotsPerBucketBits;
  int32_t sum = 0;
  for (const uint64_t hash : hashes) {
    const uint32_t fingerprint = SparseModel::BucketOf(hash, buckets_)
                                     << remainder_bits_ |
                                 (static_cast<uint32_t>(hash) & mask);
    const Slot* slot = slots_.data() + (fingerprint >> shift);
    const uint32_t tag = fingerprint & 0xFFFF;
    for (uint32_t i = 0; i < window_; ++i) {
      const auto weight = static_cast<int32_t>(slot[i]) >> 16;
      sum += (slot[i] & 0xFFFF) == tag ? weight : 0;
    }
  }
  return sum;
}

}  // namespace standfirst
