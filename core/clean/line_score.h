#ifndef STANDFIRST_CORE_CLEAN_LINE_SCORE_H_
#define STANDFIRST_CORE_CLEAN_LINE_SCORE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/clean/clean.h"
#include "core/clean/view.h"
#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/sparse_model.h"

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
  uint8_t long_words = 0;     // Words of five letters or more, …
  uint8_t known_words = 0;    // … and those that sentences elsewhere have.
};

// What the lines around it are, by their own odds.
struct LineContext {
  static constexpr size_t kBefore = 1;  // Its neighbours' places in `odds`.
  static constexpr size_t kAfter = 2;
  std::array<int32_t, 4> odds{};  // Of the two before and the two behind it.
  bool gap_before = false;        // A blank line parts it from the last one.
  bool gap_after = false;
  uint8_t furniture = 0;  // Lines of the page that are none of the article.
  enum Part : uint8_t { kAboveTitle, kBelowTitle, kDeck, kElsewhere };
  Part part = kElsewhere;  // kBelowTitle: and above the first prose. kDeck:
                           // the first of those.
  uint8_t run_before = 0;  // Lines before it, without a gap in the row, that
  uint8_t run_after = 0;   // are likelier none of the article than not.
  bool to_start = false;   // Those rows reach the page's start and end.
  bool to_end = false;
};
// The odds of what is no line: the start or the end of the page.
inline constexpr int32_t kNoLine = 1 << 20;

// What lines are told by: hashes, well mixed. One may come twice.
using FeatureHashes = std::vector<uint64_t>;
// Adds the line's words, pairs of them, and its shape; and one that every line
// has, whose weight is the bias.
void FindWordFeatures(const View& view, const LinePlace& place,
                      FeatureHashes* features);
// Adds what its place on the page says.
void FindPlaceFeatures(const LinePlace& place, FeatureHashes* features);
// Adds what its neighbours say. Learnt apart: their weights are added to the
// odds of the features above.
void FindContextFeatures(const LinePlace& place, const LineContext& context,
                         FeatureHashes* features);
uint64_t LineBiasFeature();

// Labels of the weights: reasons; what has none, kFootnoteMark.
constexpr uint32_t kLineLabels =
    static_cast<uint32_t>(LeftOutReason::kFootnoteMark) + 1;
// Of a stored weight in a sixteenth of a natural logarithm of odds.
constexpr int32_t kLineUnit = 128;

struct LineScore {
  int32_t odds = 0;  // That it is none of the article, in sixteenths of a
                     // natural logarithm.
  LeftOutReason reason = LeftOutReason::kLeftover;
};

// Weights of what lines are told by, made by `standfirst-train clean`: the
// section "lines" of the part `base`, a SparseModel. A feature's label is the
// reason that lines with it had most.
class LineModel {
 public:
  // A part without the section gives a model that knows nothing.
  static Expected<LineModel> Read(const ModelPart& part);
  static Expected<LineModel> ReadSection(std::span<const uint8_t> bytes);

  bool trained() const { return weights_.feature_count() != 0; }
  // The sum of the features' weights, and the reason of the heaviest ones.
  LineScore Score(const FeatureHashes& features) const;

 private:
  SparseModel weights_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_LINE_SCORE_H_
