#include "core/model/word_list.h"

#include "core/model/sparse_model.h"

namespace standfirst {

Expected<WordList> WordList::Read(const ModelSection& section) {
  const std::span<const uint8_t> bytes = section.bytes;
  if (section.version != kWordListVersion) {
    return Error{ErrorCode::kModelVersion,
                 "The word list has a layout this program does not know.",
                 "Use program and model files of one release."};
  }
  if (bytes.size() < kWordListHeaderSize) return InvalidSection(section.name);
  WordList list;
  const uint32_t words = ReadU32(bytes, 0);
  list.buckets_ = ReadU32(bytes, 4);
  list.remainder_bits_ = ReadU32(bytes, 8);
  list.unlisted_rarity_ = bytes[12];
  if (words > kMaxListedWords || list.buckets_ < 1 ||
      list.buckets_ > 2 * kMaxListedWords ||
      list.remainder_bits_ < kMinRemainderBits ||
      list.remainder_bits_ > kMaxRemainderBits) {
    return InvalidSection(section.name);
  }
  if (bytes.size() != kWordListHeaderSize + words * size_t{4}) {
    return InvalidSection(section.name);
  }
  list.coarse_ = bytes.subspan(16, 256);
  for (const uint8_t coarse : list.coarse_) {
    if (coarse > 31) return InvalidSection(section.name);
  }
  size_t position = kWordListHeaderSize;
  const auto take = [&bytes, &position](size_t size) {
    const std::span<const uint8_t> part = bytes.subspan(position, size);
    position += size;
    return part;
  };
  const std::span<const uint8_t> low = take(words);
  const std::span<const uint8_t> high = take(words);
  list.rarities_ = take(words);
  list.clusters_ = take(words);

  list.bucket_starts_.resize(size_t{list.buckets_} + 1);
  list.remainders_.resize(words);
  FingerprintReader fingerprints(
      low, high, uint64_t{list.buckets_} << list.remainder_bits_);
  const uint32_t mask = (1U << list.remainder_bits_) - 1;
  for (uint16_t& remainder : list.remainders_) {
    uint32_t fingerprint = 0;
    if (!fingerprints.Next(&fingerprint)) {
      return InvalidSection(section.name);
    }
    remainder = static_cast<uint16_t>(fingerprint & mask);
    ++list.bucket_starts_[(fingerprint >> list.remainder_bits_) + 1];
  }
  for (uint32_t bucket = 0; bucket < list.buckets_; ++bucket) {
    list.bucket_starts_[bucket + 1] = static_cast<uint16_t>(
        list.bucket_starts_[bucket + 1] + list.bucket_starts_[bucket]);
  }
  return list;
}

uint16_t WordList::Find(uint64_t hash) const {
  const uint32_t bucket = SparseModel::BucketOf(hash, buckets_);
  const uint32_t remainder =
      static_cast<uint32_t>(hash) & ((1U << remainder_bits_) - 1);
  for (uint32_t word = bucket_starts_[bucket];
       word < bucket_starts_[bucket + 1]; ++word) {
    if (remainders_[word] == remainder) return static_cast<uint16_t>(word);
  }
  return kNotListed;
}

uint8_t WordList::Rarity(uint16_t index) const { return rarities_[index]; }
uint8_t WordList::UnlistedRarity() const { return unlisted_rarity_; }
uint8_t WordList::Cluster(uint16_t index) const { return clusters_[index]; }
uint8_t WordList::CoarseCluster(uint16_t index) const {
  return coarse_[clusters_[index]];
}
uint32_t WordList::size() const {
  return static_cast<uint32_t>(remainders_.size());
}

}  // namespace standfirst
