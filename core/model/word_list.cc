#include "core/model/word_list.h"

#include "core/model/sparse_model.h"

namespace standfirst {

Expected<WordList> WordList::Read(const ModelSection& section) {
  const std::span<const uint8_t> bytes = section.bytes;
  const auto invalid = [&section](std::string_view what) {
    return InvalidSection(section.name, what);
  };
  if (section.version != kWordListVersion) {
    return Error{ErrorCode::kModelVersion,
                 "The word list has a layout this program does not know.",
                 "Use program and model files of one release."};
  }
  if (bytes.size() < kWordListHeaderSize) return invalid("it is cut");
  WordList list;
  const uint32_t words = ReadU32(bytes, 0);
  list.buckets_ = ReadU32(bytes, 4);
  const uint32_t remainder_bits = ReadU32(bytes, 8);
  list.unlisted_rarity_ = bytes[12];
  if (words > kMaxListedWords || list.buckets_ < 1 ||
      list.buckets_ > 2 * kMaxListedWords || remainder_bits < 8 ||
      remainder_bits > 16) {
    return invalid("its counts make no sense");
  }
  list.remainder_mask_ = (1U << remainder_bits) - 1;
  const uint32_t high_bits = remainder_bits - 8;
  const size_t high_bytes = (size_t{words} * high_bits + 7) / 8;
  const size_t expected_size = kWordListHeaderSize + size_t{list.buckets_} +
                               words * size_t{3} + high_bytes;
  if (bytes.size() != expected_size) return invalid("its size is not right");
  list.coarse_ = bytes.subspan(16, 256);
  for (const uint8_t coarse : list.coarse_) {
    if (coarse > 31) return invalid("it has an unknown class");
  }
  size_t position = kWordListHeaderSize;
  const auto take = [&bytes, &position](size_t size) {
    const std::span<const uint8_t> part = bytes.subspan(position, size);
    position += size;
    return part;
  };
  const std::span<const uint8_t> bucket_sizes = take(list.buckets_);
  const std::span<const uint8_t> low = take(words);
  const std::span<const uint8_t> high = take(high_bytes);
  list.rarities_ = take(words);
  list.clusters_ = take(words);

  list.bucket_starts_.reserve(size_t{list.buckets_} + 1);
  uint32_t start = 0;
  for (const uint8_t size : bucket_sizes) {
    list.bucket_starts_.push_back(static_cast<uint16_t>(start));
    start += size;
    if (start > words) return invalid("its buckets overflow");
  }
  if (start != words) return invalid("its counts do not agree");
  list.bucket_starts_.push_back(static_cast<uint16_t>(start));
  list.remainders_.resize(words);
  for (uint32_t word = 0; word < words; ++word) {
    uint32_t value = low[word];
    for (uint32_t bit = 0; bit < high_bits; ++bit) {
      const size_t at = size_t{word} * high_bits + bit;
      value |= ((high[at / 8] >> (at % 8)) & 1U) << (8 + bit);
    }
    list.remainders_[word] = static_cast<uint16_t>(value);
  }
  return list;
}

uint16_t WordList::Find(uint64_t hash) const {
  const uint32_t bucket = SparseModel::BucketOf(hash, buckets_);
  const uint32_t remainder = static_cast<uint32_t>(hash) & remainder_mask_;
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
