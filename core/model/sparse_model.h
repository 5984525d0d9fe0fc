#ifndef STANDFIRST_CORE_MODEL_SPARSE_MODEL_H_
#define STANDFIRST_CORE_MODEL_SPARSE_MODEL_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/include/standfirst/error.h"

namespace standfirst {

// The weights of a sparse linear model: feature → (label, weight)…, where a
// feature is a 64-bit hash and weights are small integers. Tagger, entity
// recogniser, ranker and segmenter share it.
//
// A weight w is stored as one byte q = sign(w)·round(127·√(|w| / max)) and
// read as q·|q|: the square root keeps small weights apart, and what it costs
// against floats is a tenth of what linear bytes cost (recipes in
// models/MODEL_CARD.md). All weights of a model have the same unit, so sums
// and comparisons need integers only.
//
// Features are told apart by their bucket and a remainder of a few bits, not
// by their whole hash: of the features a model does not know, about one in
// 2^remainder_bits is taken for a known one.
//
// Stored layout (version 2), little-endian, no alignment needed:
//
//   offset  size  what
//        0     4  layout version
//        4     4  labels, 1 to 256
//        8     4  features
//       12     4  entries (weights)
//       16     4  buckets
//       20     4  remainder bits, 4 to 12
//       24     4  what 127·127 stands for, in 1/65536 (0: not said)
//       28     4  bytes of the whole
//       32        per feature, ascending by bucket, then remainder: how many
//                 others lie between it and the one before, low 8 bits
//        …        per feature: the other 8 bits of that
//        …        if labels > 1: per feature, its entries, 1 to 255
//        …        if labels > 1: per entry, by feature, ascending: label
//        …        per entry: q, as int8_t
//
// Distances of a sorted set are as short as it can be told: half a bit less a
// feature than the buckets' sizes and the remainders. One array after the
// other, because the packer then sees one kind of number at a time. At load
// they become an open-addressing table, an array of entries and a byte per
// bucket that tells most features apart that are not known: a look-up touches
// two cache lines, or seldom one when the feature is not known. Loading is
// linear: about 3 ms for 300,000 features.
class SparseModel {
 public:
  struct Entry {
    uint16_t label = 0;
    int16_t weight = 0;  // q·|q|: -16129 to 16129, never 0.
  };

  // An empty model: nothing is known.
  SparseModel() = default;

  // Decodes `bytes` (all of them), which need not outlive the call. Checks
  // everything; kModelInvalid names `section`. O(features + entries + buckets).
  static Expected<SparseModel> Read(std::span<const uint8_t> bytes,
                                    std::string_view section);

  // Where a feature's entries are, for who asks for the same one often.
  using Row = uint32_t;
  static constexpr Row kNoRow = 0;

  // The feature's entries by ascending label; empty where it is not known.
  // The hash must be well mixed (end with MixHash or CombineHash): the bucket
  // comes from its high 32 bits, the remainder from its lowest ones. O(1)
  // expected.
  std::span<const Entry> Find(uint64_t hash) const {
    return Entries(FindRow(hash));
  }
  Row FindRow(uint64_t hash) const {
    if (marks_.empty()) return kNoRow;
    const uint32_t fingerprint = FingerprintOf(hash);
    return MayKnow(fingerprint) ? FindKnownRow(fingerprint) : kNoRow;
  }
  std::span<const Entry> Entries(Row row) const {
    return {entries_.data() + (row >> 8), row & 0xFF};
  }
  // For many features at once: writes the rows of those that are known, in
  // their order, and returns how many. The features' hashes are MixHash of
  // `unmixed`; `rows` has room for all.
  size_t FindRows(std::span<const uint64_t> unmixed, Row* rows) const;
  // scores[label] += weight for each entry of these; `scores` has room for
  // label_count() of them.
  void AddRows(std::span<const Row> rows, int32_t* scores) const;

  // The sum for models of one label.
  int32_t Weight(uint64_t hash) const {
    const std::span<const Entry> entries = Find(hash);
    return entries.empty() ? 0 : entries[0].weight;
  }

  // Calls take(fingerprint, entries) for every feature, by bucket, then by
  // remainder. The fingerprint is bucket << remainder_bits() | remainder.
  template <typename Take>
  void ForEachFeature(Take&& take) const {
    for (const Slot& slot : slots_) {
      if (slot.count_and_start == 0) continue;
      take(slot.fingerprint,
           std::span<const Entry>(entries_).subspan(
               slot.count_and_start >> 8, slot.count_and_start & 0xFF));
    }
  }

  uint32_t bucket_count() const { return buckets_; }
  uint32_t remainder_bits() const { return remainder_bits_; }
  uint32_t label_count() const { return label_count_; }
  uint32_t feature_count() const { return feature_count_; }
  size_t entry_count() const { return entries_.size(); }
  // What a weight of 16129 stands for, in 1/65536; 0 where not said.
  uint32_t scale() const { return scale_; }

  // Which bucket of `buckets` a hash falls into; shared with the writer.
  static uint32_t BucketOf(uint64_t hash, uint32_t buckets) {
    return static_cast<uint32_t>(((hash >> 32) * buckets) >> 32);
  }

 private:
  struct Slot {
    uint32_t fingerprint = 0;
    uint32_t count_and_start = 0;  // Entries: count | start << 8; 0: free.
  };

  uint32_t FingerprintOf(uint64_t hash) const {
    return BucketOf(hash, buckets_) << remainder_bits_ |
           (static_cast<uint32_t>(hash) & ((1U << remainder_bits_) - 1));
  }
  // Two slots per bucket keep the table at most half full on average.
  size_t HomeOf(uint32_t fingerprint) const {
    return fingerprint >> (remainder_bits_ - 1);
  }
  // False for seven in eight of the features that the model does not know, by
  // one look at a table that stays in the processor's first cache. There is a
  // table.
  bool MayKnow(uint32_t fingerprint) const {
    const uint32_t eighth = fingerprint >> (remainder_bits_ - 3);
    return (marks_[eighth >> 3U] >> (eighth & 7U) & 1U) != 0;
  }
  // For what MayKnow.
  Row FindKnownRow(uint32_t fingerprint) const {
    const Slot* slot = &slots_[HomeOf(fingerprint)];
    while (slot->fingerprint != fingerprint && slot->count_and_start != 0) {
      ++slot;
    }
    return slot->count_and_start;
  }

  std::vector<uint8_t> marks_;  // By bucket: which eighths hold a feature.
  std::vector<Slot> slots_;     // The last one is always free.
  std::vector<Entry> entries_;
  uint32_t label_count_ = 1;
  uint32_t feature_count_ = 0;
  uint32_t buckets_ = 0;
  uint32_t remainder_bits_ = 8;
  uint32_t scale_ = 0;
};

constexpr uint32_t kSparseModelVersion = 2;
constexpr uint32_t kSparseModelHeaderSize = 32;
constexpr uint32_t kMinRemainderBits = 4;
constexpr uint32_t kMaxRemainderBits = 12;

// A sorted set of fingerprints as it is stored: for each, ascending, how many
// numbers lie between it and the one before. Shared with the word list.
class FingerprintReader {
 public:
  // `low` and `high`, one byte each per fingerprint. All must be below `limit`.
  FingerprintReader(std::span<const uint8_t> low, std::span<const uint8_t> high,
                    uint64_t limit)
      : low_(low), high_(high), limit_(limit) {}

  // The next one; false where it lies beyond the limit.
  bool Next(uint32_t* fingerprint) {
    next_ += low_[at_] | uint32_t{high_[at_]} << 8U;
    ++at_;
    *fingerprint = static_cast<uint32_t>(next_);
    return next_++ < limit_;
  }

 private:
  std::span<const uint8_t> low_;
  std::span<const uint8_t> high_;
  uint64_t limit_;
  uint64_t next_ = 0;
  size_t at_ = 0;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_MODEL_SPARSE_MODEL_H_
