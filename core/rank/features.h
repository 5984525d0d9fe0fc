#ifndef STANDFIRST_CORE_RANK_FEATURES_H_
#define STANDFIRST_CORE_RANK_FEATURES_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "core/rank/evidence.h"
#include "core/rank/rank.h"
#include "core/text/document.h"

namespace standfirst {

// Features of the linear models of ranking. Each template puts its value into
// one of a few bins, so that a feature is a column of a small dense table; the
// trainer and the ranker share this code to the letter.

// Kinds of text that weights are learnt for; row 0 of each table holds for
// all of them, row 1 + group adds to it. Which group a text belongs to is
// judged from the text (GenreFeatures).
constexpr uint32_t kGroupCount = 9;
constexpr uint32_t kNoGroup = kGroupCount;
constexpr uint32_t kRows = 1 + kGroupCount;
constexpr uint32_t RowOf(uint32_t group) {
  return group == kNoGroup ? 0 : 1 + group;
}
constexpr uint32_t kArguedGroup = 8;  // Essays, letters, features, speeches …
// Of the last two groups sentences alone have weights of their own: words of
// group 7 (dialogues, conversations) count by the row of group 0, news, and
// those of group 8 (texts that argue) by that of group 6, all other kinds.
constexpr uint32_t kWordRows = 8;
static_assert(kRows == kWordRows + 2);
constexpr uint32_t WordRowOf(uint32_t group) {
  const uint32_t row = RowOf(group);
  return row == kWordRows ? 1 : std::min(row, kWordRows - 1);
}

constexpr uint32_t kWordTemplates = 19;
// Those that tell nothing of the article's title come first.
constexpr uint32_t kUntitledTemplates = kWordTemplates - 1;
constexpr uint32_t kPairTemplates = 5;
constexpr uint32_t kSentenceTemplates = 21;

// First column of each template, and the number of columns in all.
extern const std::array<uint32_t, kWordTemplates + 1> kWordColumns;
extern const std::array<uint32_t, kPairTemplates + 1> kPairColumns;
extern const std::array<uint32_t, kSentenceTemplates + 1> kSentenceColumns;
uint32_t WordColumnCount();
uint32_t UntitledColumnCount();
uint32_t PairColumnCount();
uint32_t SentenceColumnCount();
uint32_t GenreColumnCount();

using WordFeatures = std::array<uint16_t, kWordTemplates>;
using PairFeatures = std::array<uint16_t, kPairTemplates>;
using SentenceFeatures = std::array<uint16_t, kSentenceTemplates>;

// Of a word that stands in a sentence that may be chosen. O(1).
WordFeatures FeaturesOfWord(const Evidence& evidence, uint32_t word,
                            uint32_t form_size);

// `left_logit`, `right_logit`: log odds of the two words, in 1/1024. O(1).
PairFeatures FeaturesOfPair(const Evidence& evidence,
                            const Evidence::Pair& pair, int32_t left_logit,
                            int32_t right_logit);

// `share`: mean salience of the sentence's words against the best sentence's,
// in thousandths. O(1).
SentenceFeatures FeaturesOfSentence(const Document& document,
                                    const Evidence& evidence,
                                    const Ranking& ranking, uint32_t sentence,
                                    uint32_t share);

// Columns of what the whole text is like, each with weight 1. O(words +
// sentences).
std::vector<uint16_t> FeaturesOfGenre(const Document& document,
                                      const Evidence& evidence);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_FEATURES_H_
