#ifndef STANDFIRST_CORE_HEADLINE_HEADLINE_LINES_H_
#define STANDFIRST_CORE_HEADLINE_HEADLINE_LINES_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "core/compress/compress.h"
#include "core/entity/entity.h"
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
constexpr uint32_t kPlaceTemplates = 9;
constexpr uint32_t kHeadlineTokenTemplates = kWordTemplates + kPlaceTemplates;
constexpr uint32_t kLineTemplates = 15;
extern const std::array<uint32_t, kPlaceTemplates + 1> kPlaceColumns;
extern const std::array<uint32_t, kLineTemplates + 1> kLineColumns;
uint32_t HeadlineTokenColumnCount();
uint32_t LineColumnCount();

using HeadlineTokenFeatures = std::array<uint16_t, kHeadlineTokenTemplates>;
using LineFeatures = std::array<uint16_t, kLineTemplates>;

// Sentences that are tried; later ones, up to so many, only where none of
// these gives a line.
constexpr uint32_t kHeadlineSentences = 6;
constexpr uint32_t kMostHeadlineSentences = 20;
// A line is cut from the beginning of a sentence: further tokens are not
// looked at.
constexpr uint32_t kMostPieces = 80;
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
constexpr uint32_t kMostRanges = 10;
struct HeadlineLine {
  std::array<IndexRange, kMostRanges> kept{};  // Pieces.
  uint32_t ranges = 0;
  uint32_t words = 0;
  bool personal = false;  // Speaks of "I" or "you".
  uint32_t expected = 0;  // F1 of its words, in thousandths.
  LineFeatures features{};
};

// Cuts one sentence.
class SentenceCutter {
 public:
  // `order`: how many sentences that were tried come before it. `words` may
  // be nullptr. Of a sentence that is not `english` nothing is left out.
  SentenceCutter(const Document& document, const EntityAnalysis& entities,
                 const WordList* words, uint32_t sentence, uint32_t order,
                 bool english);

  // What is known of a token.
  struct Piece {
    std::string_view text;
    uint32_t lower = 0;  // Vocabulary entry.
    uint32_t same = 0;   // 1 + the piece before that has the same word, or 0.
    uint16_t kinds = 0;
    uint16_t salience = 0;  // Of the word in headlines, in thousandths.
    uint8_t tag = 0;
    uint8_t entity = 0;           // 1 + EntityType, or 0.
    uint8_t entity_salience = 0;  // In eighths.
    bool term = false;
    bool capital = false;
    bool space_before = false;
    bool inside_mention = false;  // Of a name, and not its first token.
    bool dropped = false;         // Headlines do without.
    bool inserted = false;        // Of what stands between commas, in brackets.
    bool loose = false;           // A bracket without its other half.
    bool starts_word = false;     // Of DESIGN 4.2's words, in a line.
  };
  const std::vector<Piece>& pieces() const { return pieces_; }

  HeadlineTokenFeatures FeaturesOf(uint32_t piece,
                                   const Evidence& evidence) const;
  void SetSalience(uint32_t piece, uint32_t thousandths) {
    pieces_[piece].salience = static_cast<uint16_t>(thousandths);
  }

  // Appends every line of at most `words` words that reads as a headline.
  void AppendLines(uint32_t words, std::vector<HeadlineLine>* lines) const;
  // The longest beginning of at most `words` words that ends somewhere.
  HeadlineLine LongestLine(uint32_t words) const;

  Candidate Make(const HeadlineLine& line) const;

 private:
  struct Claim {  // Who says what stands before it: pieces [start, end).
    uint32_t start = 0;
    uint32_t end = 0;
  };
  // Pieces that a line may pass over.
  struct Skip {
    uint32_t start = 0;
    uint32_t end = 0;
    uint32_t kind = 0;
  };
  // A line so far.
  struct State;
  void Drop();
  void FindInsertions();
  void FindBrackets();
  void FindSkips();
  void FindClaims();
  bool Gone(const Piece& piece) const {
    return piece.dropped || piece.inserted;
  }
  uint32_t Next(uint32_t piece) const;  // Not gone, or the size.
  uint32_t EndOfName(uint32_t piece) const;
  bool IsFinite(uint32_t piece) const;
  bool IsSubject(uint32_t start) const;
  uint32_t EndOfHead(uint32_t start) const;
  uint32_t SkipOpening() const;
  bool IsTimeBeforeClause(uint32_t start) const;
  uint32_t SkipAdverbial(uint32_t start) const;
  void FindStarts(std::vector<State>* states) const;
  // What follows an end before `end`; 0 where no line may end.
  uint32_t EndKind(uint32_t end) const;
  bool Take(State* state) const;
  bool Finish(const State& state, uint32_t words, HeadlineLine* line) const;

  const Document& document_;
  const WordList* words_;
  uint32_t sentence_;
  uint32_t order_;
  bool whole_ = true;  // All of the sentence's tokens are in pieces_.
  std::vector<Piece> pieces_;
  std::vector<Claim> claims_;
  std::vector<Skip> skips_;  // By start.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_HEADLINE_HEADLINE_LINES_H_
