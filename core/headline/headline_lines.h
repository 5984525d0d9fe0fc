#ifndef STANDFIRST_CORE_HEADLINE_HEADLINE_LINES_H_
#define STANDFIRST_CORE_HEADLINE_HEADLINE_LINES_H_

#include <array>
#include <cstdint>
#include <vector>

#include "core/compress/compress.h"
#include "core/entity/entity.h"
#include "core/headline/sentence_reading.h"
#include "core/model/word_list.h"
#include "core/rank/evidence.h"
#include "core/rank/features.h"
#include "core/rank/rank.h"
#include "core/rank/sentence_shape.h"
#include "core/text/document.h"

namespace standfirst {

// The lines that may be cut from a sentence, and what the two linear models
// of headlines look at. Trainer and runtime share this file to the letter.

// Of a token: the ranker's features of its word, and of its place.
constexpr uint32_t kPlaceTemplates = 12;
constexpr uint32_t kHeadlineTokenTemplates =
    kUntitledTemplates + kPlaceTemplates;
constexpr uint32_t kLineTemplates = 21;
extern const std::array<uint32_t, kPlaceTemplates + 1> kPlaceColumns;
extern const std::array<uint32_t, kLineTemplates + 1> kLineColumns;
uint32_t HeadlineTokenColumnCount();
uint32_t LineColumnCount();

using HeadlineTokenFeatures = std::array<uint16_t, kHeadlineTokenTemplates>;
using LineFeatures = std::array<uint16_t, kLineTemplates>;

// Sentences that are tried; later ones, up to so many, only where none of
// these gives a line.
constexpr uint32_t kHeadlineSentences = 8;
constexpr uint32_t kMostHeadlineSentences = 20;
// Words that headlines of at most twelve have about.
constexpr uint32_t kUsualHeadlineWords = 9;
// Fewer words than this are no headline unless the sentence has no more.
constexpr uint32_t kFewestHeadlineWords = 4;

// May a headline be made of the sentence? One that leans on another by its
// first word alone ("But the …") may: that word is passed over.
inline bool MayHeadline(const SentenceScore& score,
                        const SentenceShape& shape) {
  return score.eligible && !score.last_resort && !shape.starts_lower &&
         !shape.starts_with_pronoun && !shape.starts_with_answer &&
         (score.leans_on == SentenceScore::kNowhere ||
          shape.starts_with_connective);
}

// A line: what is kept of a sentence's pieces, in order, and after it, where
// that is somebody else's claim, who makes it.
constexpr uint32_t kMostRanges = 14;
struct HeadlineLine {
  std::array<IndexRange, kMostRanges> kept{};  // Pieces.
  uint32_t ranges = 0;
  uint32_t gaps = 0;  // Where more than articles and the like was passed over.
  uint32_t words = 0;
  bool personal = false;   // Speaks of "I" or "you".
  uint32_t expected = 0;   // F1 of its words, in 1/16000.
  uint64_t mask() const {  // Of its pieces.
    uint64_t mask = 0;
    for (uint32_t i = 0; i < ranges; ++i) {
      for (uint32_t piece = kept[i].begin; piece < kept[i].end; ++piece) {
        mask |= uint64_t{1} << piece;
      }
    }
    return mask;
  }
  LineFeatures features{};
};

enum StartKind : uint8_t;

// Cuts one sentence.
class SentenceCutter : public SentenceReading {
 public:
  // `order`: how many sentences that were tried come before it. `words` may
  // be nullptr.
  SentenceCutter(const Document& document, const EntityAnalysis& entities,
                 const WordList* words, const SparseModel* valency,
                 Parser* parser, uint32_t sentence, uint32_t order,
                 bool english)
      : SentenceReading(document, entities, words, valency, parser, sentence,
                        english),
        order_(order) {}

  HeadlineTokenFeatures FeaturesOf(uint32_t piece,
                                   const Evidence& evidence) const;
  void SetSalience(uint32_t piece, uint32_t thousandths) {
    pieces_[piece].salience = static_cast<uint16_t>(thousandths);
  }

  // Appends every line of at most `words` words that reads as a headline.
  void AppendLines(uint32_t words, std::vector<HeadlineLine>* lines) const;
  // The longest beginning of at most `words` words that ends somewhere.
  // `whole`: whether it may end there, with whoever vouches for it.
  HeadlineLine LongestLine(uint32_t words, bool* whole) const;

  Candidate Make(const HeadlineLine& line) const;

 private:
  // A line so far.
  struct State;
  // Append where a line may begin.
  void FindStarts(std::vector<State>* states) const;
  void Begin(uint32_t at, StartKind kind, std::vector<State>* states) const;
  inline void BeginBehindJoints(uint32_t first, uint32_t second,
                                std::vector<State>* states) const;
  inline void BeginAtSubjects(uint32_t first, uint32_t second,
                              std::vector<State>* states) const;
  inline void BeginWithinSubject(State state, std::vector<State>* states) const;
  bool OpensClauseAt(uint32_t at, uint32_t first, uint32_t second) const;
  static void Prune(std::vector<State>* states);
  bool Take(State* state) const;
  bool Finish(const State& state, uint32_t words, HeadlineLine* line) const;
  inline bool LacksVerb(const State& state) const;
  inline bool AppendClaim(const State& state, const Claim& claim,
                          uint32_t words, HeadlineLine* line, uint32_t* terms,
                          uint32_t* salience) const;
  inline void SetFeatures(const State& state, uint32_t words, bool tail,
                          HeadlineLine* line) const;

  uint32_t order_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_HEADLINE_HEADLINE_LINES_H_
