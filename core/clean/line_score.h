#ifndef STANDFIRST_CORE_CLEAN_LINE_SCORE_H_
#define STANDFIRST_CORE_CLEAN_LINE_SCORE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "core/clean/clean.h"
#include "core/clean/view.h"

namespace standfirst {

// Where a line stands on the page and what it looks like from outside.
struct LinePlace {
  enum Zone : uint8_t { kTop, kInside, kBottom, kNowhere };
  // What the tables of patterns say.
  enum Verdict : uint8_t { kOpen, kLikely, kListed, kSure };
  Zone zone = kNowhere;      // Of the article; kNowhere: there is no prose.
  uint8_t words = 0;         // Blanks and one; 255: that many or more.
  uint8_t sentences = 0;     // Sentence ends in it.
  uint8_t from_edge = 0;     // Lines from the start (top) or the end of the
                             // page, at most 255.
  uint8_t gone_on_page = 0;  // Lines set aside for sure.
  bool stop = false;         // Ends like a sentence.
  bool by_author = false;    // Its first words are a name of a byline.
  bool item = false;         // Of a list.
  Verdict verdict = kOpen;
  LeftOutReason reason = LeftOutReason::kLeftover;  // Unless kOpen.
  bool before_short = false;  // The next line is short and has no stop.
  bool after_short = false;   // So is the one before.
  bool beside_gone = false;   // A neighbour was set aside for sure.
};

// Weights of what lines are told by, made by `standfirst-train clean`, in
// sixteenths of a natural logarithm of odds. Features are 16 bits of a hash: by
// their high byte, `starts` has 257 places in `low`, where the low bytes stand.
// The reason, four bits, is the one that lines with the feature had most;
// kFootnoteMark stands for kLeftover there.
struct LineWeights {
  std::span<const uint16_t> starts;  // None: no weights at all.
  std::span<const uint8_t> low;
  std::span<const int8_t> weights;
  std::span<const uint8_t> reasons;  // Two a byte, low bits first.
  int32_t bias = 0;
};
extern const LineWeights kLineWeights;

// What lines are told by: 16 bits of each feature. One may come twice.
using LineFeatures = std::vector<uint16_t>;
// Adds the line's words, pairs of them, and its shape.
void FindWordFeatures(const View& view, const LinePlace& place,
                      LineFeatures* features);
// Adds what its place on the page says.
void FindPlaceFeatures(const LinePlace& place, LineFeatures* features);

struct LineScore {
  int32_t odds = 0;  // That it is none of the article, as weights are.
  LeftOutReason reason = LeftOutReason::kLeftover;
};
// The sum of the features' weights, and the reason of the heaviest ones.
LineScore ScoreLine(const LineWeights& weights, const LineFeatures& features);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_LINE_SCORE_H_
