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
// any change here needs a new model. Features are numbers of which MixHash
// makes the hashes; SparseModel::FindRows does so for many at once.

// What the features need of one word; depends on nothing else.
struct TagWord {
  uint64_t form = 0;   // As written; curly quotes as straight, digits as 0.
  uint64_t lower = 0;  // The same in lower case.
  std::array<uint64_t, 3> prefixes{};  // Of 1 to 3 bytes, lower-cased; 0 where
  std::array<uint64_t, 4> suffixes{};  // the word is shorter. 1 to 4 bytes.
  uint64_t shape = 0;                  // Runs of one class cut at two.
  uint64_t cluster = 0;
  uint64_t coarse = 0;
  bool letters = false;
  bool all_upper = false;  // Two letters or more, none of them small.
  bool upper_first = false;
};
// What stands beyond the sentence.
TagWord TagEdge();
// `list` may be nullptr. O(bytes of the word).
TagWord MakeTagWord(const Vocabulary& vocabulary, uint32_t word,
                    const WordList* list);

// How a sentence writes its words: mostly capitals 2, title case 1, plain 0.
class TagCasing {
 public:
  void Add(const TagWord& word) {
    with_letters_ += word.letters ? 1 : 0;
    all_upper_ += word.all_upper ? 1 : 0;
    upper_first_ += word.upper_first ? 1 : 0;
  }
  uint64_t casing() const {
    if (with_letters_ < 3) return 0;
    if (all_upper_ * 2 > with_letters_) return 2;
    return upper_first_ * 10 > with_letters_ * 7 ? 1 : 0;
  }

 private:
  uint32_t with_letters_ = 0;
  uint32_t all_upper_ = 0;
  uint32_t upper_first_ = 0;
};

// The word in question, two words on each side of it, and where it stands:
// the sentence's casing, and 4 more at its start.
struct TagWindow {
  const TagWord* before2 = nullptr;
  const TagWord* before = nullptr;
  const TagWord* word = nullptr;
  const TagWord* after = nullptr;
  const TagWord* after2 = nullptr;
  uint64_t place = 0;
};

namespace internal {
constexpr uint64_t TagFeature(uint64_t which, uint64_t a, uint64_t b = 0,
                              uint64_t c = 0) {
  return which * 0x9e3779b97f4a7c15ULL + a * 0xc2b2ae3d27d4eb4fULL +
         b * 0x165667b19e3779f9ULL + c * 0xd6e8feb86659fd93ULL;
}
}  // namespace internal

// Features of the word that depend on nothing else: what can be summed once
// per distinct word. Calls emit(feature) for each.
template <typename Emit>
void ForEachOwnTagFeature(const TagWord& w, Emit&& emit) {
  using internal::TagFeature;
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
  emit(TagFeature(19, w.cluster));
}

// What a word says of others: of the word after it, of the one before it, and
// of the words two further on and two back. Each begins where the list of
// roles says.
constexpr uint32_t kTagNeighbourFeatures = 9;
constexpr std::array<uint32_t, 5> kTagNeighbourRoles = {0, 3, 6, 7, 9};
inline std::array<uint64_t, kTagNeighbourFeatures> TagNeighbourFeatures(
    const TagWord& w) {
  using internal::TagFeature;
  return {TagFeature(8, w.lower),        TagFeature(12, w.suffixes[2]),
          TagFeature(20, w.cluster),     TagFeature(9, w.lower),
          TagFeature(13, w.suffixes[2]), TagFeature(21, w.cluster),
          TagFeature(10, w.lower),       TagFeature(11, w.lower),
          TagFeature(22, w.cluster)};
}

// The other features that need no tags.
template <typename Emit>
void ForEachTagPairFeature(const TagWindow& window, Emit&& emit) {
  using internal::TagFeature;
  const TagWord& w = *window.word;
  const TagWord& before = *window.before;
  const TagWord& after = *window.after;
  emit(TagFeature(7, w.shape, window.place + 1));
  emit(TagFeature(14, after.suffixes[1], w.suffixes[1]));
  emit(TagFeature(15, before.shape, w.shape));
  emit(TagFeature(16, w.shape, after.shape));
  emit(TagFeature(17, before.lower, w.lower));
  emit(TagFeature(18, w.lower, after.lower));
  emit(TagFeature(23, before.cluster, w.cluster));
  emit(TagFeature(24, w.cluster, after.cluster));
  emit(TagFeature(25, before.coarse, w.coarse, after.coarse));
  emit(TagFeature(26, w.lower, after.cluster));
  emit(TagFeature(27, before.cluster, w.lower));
  emit(TagFeature(28, w.suffixes[2], after.coarse));
  emit(TagFeature(29, w.suffixes[1], w.shape, window.place));
  emit(TagFeature(30, after.cluster, window.after2->cluster));
}

// Features that need the two tags before; `before` is the nearer one.
template <typename Emit>
void ForEachTagHistoryFeature(const TagWindow& window, PartOfSpeech before,
                              PartOfSpeech before_that, Emit&& emit) {
  using internal::TagFeature;
  const TagWord& w = *window.word;
  const TagWord& after = *window.after;
  const auto t1 = static_cast<uint64_t>(before);
  const auto t2 = static_cast<uint64_t>(before_that);
  emit(TagFeature(40, t1));
  emit(TagFeature(41, t1, t2));
  emit(TagFeature(42, t1, w.lower));
  emit(TagFeature(43, t1, w.cluster));
  emit(TagFeature(44, t1, w.suffixes[2]));
  emit(TagFeature(45, t1, after.cluster));
  emit(TagFeature(46, t1, window.before->lower));
  emit(TagFeature(47, t1, t2, w.coarse));
  emit(TagFeature(48, t1, w.shape));
  emit(TagFeature(49, t1, w.coarse, after.coarse));
  emit(TagFeature(50, t2, w.lower));
}

// A sentence's words between two words of padding on each side, for the
// trainer, which wants all features of a token at once.
struct TagSentenceWords {
  std::vector<TagWord> words;
  uint64_t casing = 0;
};
TagSentenceWords MakeTagWords(const Document& document, IndexRange tokens,
                              const WordList* list);
TagWindow MakeTagWindow(const TagSentenceWords& sentence, size_t at);
template <typename Emit>
void ForEachTagFeature(const TagWindow& window, Emit&& emit) {
  ForEachOwnTagFeature(*window.word, emit);
  const TagWord* const neighbours[] = {window.before, window.after,
                                       window.before2, window.after2};
  for (uint32_t role = 0; role < 4; ++role) {
    const auto features = TagNeighbourFeatures(*neighbours[role]);
    for (uint32_t at = kTagNeighbourRoles[role];
         at < kTagNeighbourRoles[role + 1]; ++at) {
      emit(features[at]);
    }
  }
  ForEachTagPairFeature(window, emit);
}

// Room for all features of one token.
constexpr size_t kMaxTagFeatures = 64;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TAG_TAG_FEATURES_H_
