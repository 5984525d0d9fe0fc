#include "core/model/sparse_model.h"

#include <algorithm>

#include "core/model/model_part.h"
#include "core/text/hash.h"

namespace standfirst {
namespace {

// Entries are addressed by 24 bits.
constexpr uint32_t kMaxEntries = 1U << 24;
// Far above any model; keeps fingerprints in 32 bits and memory in bounds.
constexpr uint32_t kMaxBuckets = 1U << (32 - kMaxRemainderBits);

}  // namespace

Expected<SparseModel> SparseModel::Read(std::span<const uint8_t> bytes,
                                        std::string_view section) {
  if (bytes.size() < kSparseModelHeaderSize) return InvalidSection(section);
  if (ReadU32(bytes, 0) != kSparseModelVersion) {
    return InvalidSection(section);
  }
  SparseModel model;
  model.label_count_ = ReadU32(bytes, 4);
  model.feature_count_ = ReadU32(bytes, 8);
  const uint32_t entry_count = ReadU32(bytes, 12);
  model.buckets_ = ReadU32(bytes, 16);
  model.remainder_bits_ = ReadU32(bytes, 20);
  model.scale_ = ReadU32(bytes, 24);
  if (ReadU32(bytes, 28) != bytes.size()) return InvalidSection(section);
  if (model.label_count_ < 1 || model.label_count_ > 256 ||
      entry_count > kMaxEntries - 1 || model.feature_count_ > entry_count ||
      model.buckets_ < 1 || model.buckets_ > kMaxBuckets ||
      model.remainder_bits_ < kMinRemainderBits ||
      model.remainder_bits_ > kMaxRemainderBits) {
    return InvalidSection(section);
  }
  const bool labelled = model.label_count_ > 1;
  if (!labelled && model.feature_count_ != entry_count) {
    return InvalidSection(section);
  }
  const size_t features = model.feature_count_;
  const size_t expected_size = kSparseModelHeaderSize + 2 * features +
                               (labelled ? features + entry_count : 0) +
                               entry_count;
  if (expected_size != bytes.size()) return InvalidSection(section);

  size_t position = kSparseModelHeaderSize;
  const auto take = [&bytes, &position](size_t size) {
    const std::span<const uint8_t> part = bytes.subspan(position, size);
    position += size;
    return part;
  };
  const std::span<const uint8_t> low = take(features);
  const std::span<const uint8_t> high = take(features);
  const std::span<const uint8_t> entry_counts = take(labelled ? features : 0);
  const std::span<const uint8_t> labels = take(labelled ? entry_count : 0);
  const std::span<const uint8_t> weights = take(entry_count);

  model.entries_.resize(entry_count);
  model.slots_.resize(size_t{model.buckets_} * 2 + 16);
  model.marks_.resize(model.buckets_);
  FingerprintReader fingerprints(
      low, high, uint64_t{model.buckets_} << model.remainder_bits_);
  uint32_t entry = 0;
  size_t next_slot = 0;
  for (size_t feature = 0; feature < features; ++feature) {
    uint32_t fingerprint = 0;
    if (!fingerprints.Next(&fingerprint)) {
      return InvalidSection(section);
    }
    const uint32_t eighth = fingerprint >> (model.remainder_bits_ - 3);
    uint8_t& mark = model.marks_[eighth >> 3U];
    mark = static_cast<uint8_t>(mark | 1U << (eighth & 7U));
    const uint32_t count = labelled ? entry_counts[feature] : 1;
    if (count == 0 || count > entry_count - entry) {
      return InvalidSection(section);
    }
    for (uint32_t i = entry; i < entry + count; ++i) {
      Entry& made = model.entries_[i];
      made.label = labelled ? labels[i] : uint16_t{0};
      if (made.label >= model.label_count_ ||
          (i != entry && made.label <= model.entries_[i - 1].label)) {
        return InvalidSection(section);
      }
      const int q = weights[i] < 128 ? weights[i] : weights[i] - 256;
      if (q == 0 || q == -128) return InvalidSection(section);
      made.weight = static_cast<int16_t>(q < 0 ? -q * q : q * q);
    }
    // Homes never go back, so neither do slots: no probing is needed.
    const size_t slot = std::max(model.HomeOf(fingerprint), next_slot);
    next_slot = slot + 1;
    if (slot + 1 >= model.slots_.size()) model.slots_.resize(slot + 16);
    model.slots_[slot] = {fingerprint, count | (entry << 8)};
    entry += count;
  }
  if (entry != entry_count) {
    return InvalidSection(section);
  }
  return model;
}

// What this calls is made part of it, and what it reads of the model stands in
// locals: where code is compiled to be small, its loops would call and load
// that anew each time (docs/building.md).
[[gnu::flatten]] size_t SparseModel::FindRows(std::span<const uint64_t> unmixed,
                                              Row* rows) const {
  if (marks_.empty()) return 0;
  const uint8_t* const marks = marks_.data();
  const Slot* const slots = slots_.data();
  const Entry* const entries = entries_.data();
  const uint32_t buckets = buckets_;
  const uint32_t bits = remainder_bits_;
  const uint32_t mask = (1U << bits) - 1;
  // All that may be known first, so that memory is on its way to them.
  size_t count = 0;
  for (const uint64_t value : unmixed) {
    const uint64_t hash = MixHash(value);
    const uint32_t fingerprint =
        BucketOf(hash, buckets) << bits | (static_cast<uint32_t>(hash) & mask);
    __builtin_prefetch(&slots[fingerprint >> (bits - 1)]);
    rows[count] = fingerprint;
    const uint32_t eighth = fingerprint >> (bits - 3);
    count += marks[eighth >> 3U] >> (eighth & 7U) & 1U;
  }
  size_t known = 0;
  for (size_t at = 0; at < count; ++at) {
    const uint32_t fingerprint = rows[at];
    // One step without a branch: it could not be told ahead, as the others can.
    const Slot* slot = slots + (fingerprint >> (bits - 1));
    slot += slot->fingerprint != fingerprint ? 1 : 0;
    while (slot->fingerprint != fingerprint && slot->count_and_start != 0) {
      ++slot;
    }
    const Row row = slot->count_and_start;
    __builtin_prefetch(&entries[row >> 8]);
    rows[known] = row;
    known += row != kNoRow ? 1 : 0;
  }
  return known;
}

void SparseModel::AddRows(std::span<const Row> rows, int32_t* scores) const {
  const Entry* const entries = entries_.data();
  for (const Row row : rows) {
    const Entry* entry = entries + (row >> 8);
    for (uint32_t left = row & 0xFF; left > 0; --left, ++entry) {
      scores[entry->label] += entry->weight;
    }
  }
}

}  // namespace standfirst
