#include "core/model/sparse_model.h"

#include <algorithm>

#include "core/model/model_part.h"

namespace standfirst {
namespace {

// Entries are addressed by 24 bits.
constexpr uint32_t kMaxEntries = 1U << 24;
// Far above any model; keeps sizes in 32 bits and memory in bounds.
constexpr uint32_t kMaxBuckets = 1U << 24;

}  // namespace

Expected<SparseModel> SparseModel::Read(std::span<const uint8_t> bytes,
                                        std::string_view section) {
  const auto invalid = [section](std::string_view what) {
    return InvalidSection(section, what);
  };
  if (bytes.size() < kSparseModelHeaderSize) return invalid("it is cut");
  if (ReadU32(bytes, 0) != kSparseModelVersion) {
    return invalid("its weights have an unknown layout");
  }
  SparseModel model;
  model.label_count_ = ReadU32(bytes, 4);
  model.feature_count_ = ReadU32(bytes, 8);
  const uint32_t entry_count = ReadU32(bytes, 12);
  model.buckets_ = ReadU32(bytes, 16);
  model.remainder_bits_ = ReadU32(bytes, 20);
  model.scale_ = ReadU32(bytes, 24);
  if (ReadU32(bytes, 28) != bytes.size()) return invalid("it is cut");
  if (model.label_count_ < 1 || model.label_count_ > 256 ||
      entry_count > kMaxEntries - 1 || model.feature_count_ > entry_count ||
      model.buckets_ < 1 || model.buckets_ > kMaxBuckets ||
      model.remainder_bits_ < 8 || model.remainder_bits_ > 16) {
    return invalid("its counts make no sense");
  }
  const bool labelled = model.label_count_ > 1;
  if (!labelled && model.feature_count_ != entry_count) {
    return invalid("its counts make no sense");
  }
  model.remainder_mask_ = (1U << model.remainder_bits_) - 1;

  const size_t features = model.feature_count_;
  const uint32_t high_bits = model.remainder_bits_ - 8;
  const size_t high_bytes = (features * high_bits + 7) / 8;
  const size_t expected_size =
      kSparseModelHeaderSize + size_t{model.buckets_} + features + high_bytes +
      (labelled ? features + entry_count : 0) + entry_count;
  if (expected_size != bytes.size()) return invalid("its size is not right");

  size_t position = kSparseModelHeaderSize;
  const auto take = [&bytes, &position](size_t size) {
    const std::span<const uint8_t> part = bytes.subspan(position, size);
    position += size;
    return part;
  };
  const std::span<const uint8_t> bucket_sizes = take(model.buckets_);
  const std::span<const uint8_t> low_bits = take(features);
  const std::span<const uint8_t> rest_bits = take(high_bytes);
  const std::span<const uint8_t> entry_counts = take(labelled ? features : 0);
  const std::span<const uint8_t> labels = take(labelled ? entry_count : 0);
  const std::span<const uint8_t> weights = take(entry_count);

  const auto rest_of = [rest_bits, high_bits](size_t feature) {
    uint32_t value = 0;
    for (uint32_t bit = 0; bit < high_bits; ++bit) {
      const size_t at = feature * high_bits + bit;
      value |= ((rest_bits[at / 8] >> (at % 8)) & 1U) << bit;
    }
    return value;
  };

  model.entries_.resize(entry_count);
  model.slots_.resize(size_t{model.buckets_} * 2 + 16);
  model.marks_.resize(model.buckets_);
  size_t feature = 0;
  uint32_t entry = 0;
  size_t next_slot = 0;
  for (uint32_t bucket = 0; bucket < model.buckets_; ++bucket) {
    const uint32_t size = bucket_sizes[bucket];
    if (size > features - feature) return invalid("its buckets overflow");
    uint32_t previous = 0;
    for (uint32_t index = 0; index < size; ++index, ++feature) {
      uint32_t key = low_bits[feature];
      if (high_bits != 0) key |= rest_of(feature) << 8;
      if (index != 0 && key <= previous) {
        return invalid("its features are not in order");
      }
      previous = key;
      model.marks_[bucket] = static_cast<uint8_t>(
          model.marks_[bucket] | 1U << (key >> (model.remainder_bits_ - 3)));
      const uint32_t count = labelled ? entry_counts[feature] : 1;
      if (count == 0 || count > entry_count - entry) {
        return invalid("its entries overflow");
      }
      for (uint32_t i = entry; i < entry + count; ++i) {
        Entry& made = model.entries_[i];
        made.label = labelled ? labels[i] : uint16_t{0};
        if (made.label >= model.label_count_ ||
            (i != entry && made.label <= model.entries_[i - 1].label)) {
          return invalid("its labels are not in order");
        }
        const int q = weights[i] < 128 ? weights[i] : weights[i] - 256;
        if (q == 0 || q == -128) return invalid("it has an unknown weight");
        made.weight = static_cast<int16_t>(q < 0 ? -q * q : q * q);
      }
      // Homes never go back, so neither do slots: no probing is needed.
      const size_t slot = std::max(model.HomeOf(bucket, key), next_slot);
      next_slot = slot + 1;
      if (slot + 1 >= model.slots_.size()) model.slots_.resize(slot + 16);
      model.slots_[slot] = {(bucket << model.remainder_bits_) | key,
                            count | (entry << 8)};
      entry += count;
    }
  }
  if (feature != features || entry != entry_count) {
    return invalid("its counts do not agree");
  }
  return model;
}

}  // namespace standfirst
