#ifndef STANDFIRST_CORE_TAG_TAG_FEATURES_H_
#define STANDFIRST_CORE_TAG_TAG_FEATURES_H_

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/model/word_list.h"
#include "core/tag/tag.h"
#include "core/text/document.h"
#include "core/text/hash.h"

namespace standfirst {

// What the tagger looks at. Trainer and runtime share this file to the letter;
// any change here needs a new model.

// What the features need of one word, worked out once per token.
struct TagWord {
  uint64_t form = 0;   // As written; curly quotes as straight, digits as 0.
  uint64_t lower = 0;  // The same in lower case.
  std::array<uint64_t, 3> prefixes{};  // Of 1 to 3 bytes, lower-cased; 0 where
  std::array<uint64_t, 4> suffixes{};  // the word is shorter. 1 to 4 bytes.
  uint64_t shape = 0;                  // Runs of one class cut at two.
  uint64_t cluster = 0;
  uint64_t coarse = 0;
};

// The words of a sentence between two words of padding on each side.
struct TagSentenceWords {
  std::vector<TagWord> words;
  uint64_t casing = 0;  // Mostly capitals 2, title case 1, plain 0.
};
constexpr size_t kTagPadding = 2;

// `list` may be nullptr. O(bytes of the sentence).
void MakeTagWords(const Document& document, IndexRange tokens,
                  const WordList* list, TagSentenceWords* output);

namespace internal {
constexpr uint64_t TagFeature(uint64_t which, uint64_t a, uint64_t b = 0,
                              uint64_t c = 0) {
  return MixHash(which * 0x9e3779b97f4a7c15ULL + a * 0xc2b2ae3d27d4eb4fULL +
                 b * 0x165667b19e3779f9ULL + c * 0xd6e8feb86659fd93ULL);
}
}  // namespace internal

// Features that need no tags: calls emit(hash) for each. `at` counts from 0
// without the padding.
template <typename Emit>
void ForEachTagFeature(const TagSentenceWords& sentence, size_t at,
                       Emit&& emit) {
  using internal::TagFeature;
  const TagWord* word = &sentence.words[at + kTagPadding];
  const TagWord& w = word[0];
  const TagWord& before = word[-1];
  const TagWord& after = word[1];
  const uint64_t place = (at == 0 ? 4U : 0U) + sentence.casing;
  emit(TagFeature(1, 0));
  emit(TagFeature(2, w.form));
  emit(TagFeature(3, w.lower));
  for (size_t i = 0; i < 3; ++i) {
    if (w.prefixes[i] != 0) emit(TagFeature(4, w.prefixes[i], i));
  }
  for (size_t i = 0; i < 4; ++i) {
    if (w.suffixes[i] != 0) emit(TagFeature(5, w.suffixes[i], i));
  }
  emit(TagFeature(6, w.shape));
  emit(TagFeature(7, w.shape, place + 1));
  emit(TagFeature(8, before.lower));
  emit(TagFeature(9, after.lower));
  emit(TagFeature(10, word[-2].lower));
  emit(TagFeature(11, word[2].lower));
  emit(TagFeature(12, before.suffixes[2]));
  emit(TagFeature(13, after.suffixes[2]));
  emit(TagFeature(14, after.suffixes[1], w.suffixes[1]));
  emit(TagFeature(15, before.shape, w.shape));
  emit(TagFeature(16, w.shape, after.shape));
  emit(TagFeature(17, before.lower, w.lower));
  emit(TagFeature(18, w.lower, after.lower));
  emit(TagFeature(19, w.cluster));
  emit(TagFeature(20, before.cluster));
  emit(TagFeature(21, after.cluster));
  emit(TagFeature(22, word[2].cluster));
  emit(TagFeature(23, before.cluster, w.cluster));
  emit(TagFeature(24, w.cluster, after.cluster));
  emit(TagFeature(25, before.coarse, w.coarse, after.coarse));
  emit(TagFeature(26, w.lower, after.cluster));
  emit(TagFeature(27, before.cluster, w.lower));
  emit(TagFeature(28, w.suffixes[2], after.coarse));
  emit(TagFeature(29, w.suffixes[1], w.shape, place));
  emit(TagFeature(30, after.cluster, word[2].cluster));
}

// Features that need the two tags before; `before` is the nearer one.
template <typename Emit>
void ForEachTagHistoryFeature(const TagSentenceWords& sentence, size_t at,
                              PartOfSpeech before, PartOfSpeech before_that,
                              Emit&& emit) {
  using internal::TagFeature;
  const TagWord* word = &sentence.words[at + kTagPadding];
  const TagWord& w = word[0];
  const auto t1 = static_cast<uint64_t>(before);
  const auto t2 = static_cast<uint64_t>(before_that);
  emit(TagFeature(40, t1));
  emit(TagFeature(41, t1, t2));
  emit(TagFeature(42, t1, w.lower));
  emit(TagFeature(43, t1, w.cluster));
  emit(TagFeature(44, t1, w.suffixes[2]));
  emit(TagFeature(45, t1, word[1].cluster));
  emit(TagFeature(46, t1, word[-1].lower));
  emit(TagFeature(47, t1, t2, w.coarse));
  emit(TagFeature(48, t1, w.shape));
  emit(TagFeature(49, t1, w.coarse, word[1].coarse));
  emit(TagFeature(50, t2, w.lower));
}

// Room for all features of one token.
constexpr size_t kMaxTagFeatures = 64;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TAG_TAG_FEATURES_H_
