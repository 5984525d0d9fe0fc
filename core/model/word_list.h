#ifndef STANDFIRST_CORE_MODEL_WORD_LIST_H_
#define STANDFIRST_CORE_MODEL_WORD_LIST_H_

#include <cstdint>
#include <span>
#include <vector>

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// The language's common words, lower-cased, with how common each is and the
// class of words it behaves like (clusters by the exchange algorithm: Martin,
// Liermann and Ney 1998). Section "words" of part `base`.
class WordList {
 public:
  // Vocabulary::kNotListed, kept apart so that the model needs no document.
  static constexpr uint16_t kNotListed = 0xFFFF;
  static constexpr uint8_t kNoCluster = 0;

  // `section` must outlive the list.
  static Expected<WordList> Read(const ModelSection& section);

  // Index of a lower-cased word by MixHash(HashBytes(word)), or kNotListed.
  // Words are told apart by a fingerprint: of unknown words about one in
  // 2^(remainder bits) is taken for a listed one.
  uint16_t Find(uint64_t hash) const;

  // -8 log2 of the word's share of running text, rounded; higher is rarer.
  uint8_t Rarity(uint16_t index) const;
  // What Rarity gives for a word that is not listed.
  uint8_t UnlistedRarity() const;
  // 1 to 255, or kNoCluster.
  uint8_t Cluster(uint16_t index) const;
  // Coarser: the clusters' own 5-bit class, 0 for none.
  uint8_t CoarseCluster(uint16_t index) const;
  uint32_t size() const;

 private:
  // Stored layout (section version 2), little-endian:
  //
  //   offset  size  what
  //        0     4  words, at most 65,534
  //        4     4  buckets
  //        8     4  remainder bits, 4 to 12
  //       12     1  rarity of what is not listed
  //       13     3  zero
  //       16   256  coarse cluster of each cluster, 0 to 31
  //      272        per word, ascending by bucket, then remainder: how many
  //                 others lie between it and the one before, low 8 bits
  //        …        per word: the other 8 bits of that
  //        …        per word: rarity
  //        …        per word: cluster
  //
  // Bucket and remainder come from a word's hash as in SparseModel.
  WordList() = default;

  std::span<const uint8_t> coarse_;
  std::span<const uint8_t> rarities_;
  std::span<const uint8_t> clusters_;
  std::vector<uint16_t> bucket_starts_;  // buckets_ + 1 indices.
  std::vector<uint16_t> remainders_;     // One per word.
  uint32_t buckets_ = 0;
  uint32_t remainder_bits_ = 8;
  uint8_t unlisted_rarity_ = 0;
};

constexpr uint32_t kWordListVersion = 2;
constexpr uint32_t kWordListHeaderSize = 272;
constexpr uint32_t kMaxListedWords = 65534;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_MODEL_WORD_LIST_H_
