#ifndef STANDFIRST_CORE_MODEL_WORD_LIST_H_
#define STANDFIRST_CORE_MODEL_WORD_LIST_H_

#include <cstdint>
#include <span>

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
  // Words are told apart by a fingerprint: about one unknown word in a
  // thousand is taken for a listed one.
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
  WordList() = default;
  // Layout: see the section's writer, tools/train/word_trainer.cc.
  std::span<const uint8_t> bytes_;
  uint32_t size_ = 0;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_MODEL_WORD_LIST_H_
