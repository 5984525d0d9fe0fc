#ifndef STANDFIRST_CORE_HEADLINE_SENTENCE_READING_H_
#define STANDFIRST_CORE_HEADLINE_SENTENCE_READING_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/model/sparse_model.h"
#include "core/model/word_list.h"
#include "core/parse/parse.h"
#include "core/tag/tag.h"
#include "core/text/document.h"
#include "core/text/hash.h"

namespace standfirst {

// A line is cut from the beginning of a sentence: further tokens are not
// looked at.
constexpr uint32_t kMostPieces = 64;
constexpr uint8_t kNoPiece = 255;

// Where the sparse model of headlines says that a word wants the preposition
// after it: "accused of", "number of".
constexpr uint64_t ValencyHash(uint64_t word, uint64_t preposition) {
  return CombineHash(word, preposition);
}

// Where it says what a signal of a line's completeness weighs.
constexpr uint64_t SignalHash(uint32_t kind, uint32_t value, uint32_t more) {
  return MixHash((uint64_t{kind + 1} << 32U) + (uint64_t{more} << 16U) + value);
}

// What a line may pass over: columns of its trained features.
enum SkipKind : uint8_t {
  kCircumstance,
  kGivenName,
  kQualifier,   // What qualifies a noun …
  kSaidOfNoun,  // … and what is said of one.
  kOneOfTwo,
  kSkipKinds,
  kNoSkip = kSkipKinds,  // What it may not.
};

// The phrases and clauses of a sentence, by its tags and the parse, as far as a
// headline cares: what may be left out, where a clause begins, where a phrase
// ends, and who vouches for what is said.
class SentenceReading {
 public:
  // `words` may be nullptr, and `valency`: then no word is known to want a
  // preposition. Of a sentence that is not `english` nothing is left out.
  // `parser` may be nullptr, or without a model: then tags alone say what a
  // word wants, and no branch is passed over.
  SentenceReading(const Document& document, const EntityAnalysis& entities,
                  const WordList* words, const SparseModel* valency,
                  Parser* parser, uint32_t sentence, bool english);

  // What is known of a token.
  struct Piece {
    std::string_view text;
    uint32_t lower = 0;  // Vocabulary entry.
    uint32_t same = 0;   // 1 + the piece before that has the same word, or 0.
    uint16_t kinds = 0;
    uint16_t salience = 0;  // Of the word in headlines, in thousandths.
    uint8_t tag = 0;
    uint8_t cluster = 0;          // What it behaves like …
    uint8_t rarity = 0;           // … and how rare it is: see WordList.
    uint8_t entity = 0;           // 1 + EntityType, or 0.
    uint8_t entity_salience = 0;  // In eighths.
    bool term = false;
    bool capital = false;
    bool space_before = false;
    bool inside_mention = false;  // Of a name, and not its first token.
    bool dropped = false;         // Headlines do without.
    bool inserted = false;        // Of what stands between commas, in brackets.
    bool loose = false;           // No line has it: half of two brackets.
    bool quote = false;           // A quotation mark …
    bool quoted = false;          // … or what stands between two in a line.
    bool starts_word = false;     // Of DESIGN 4.2's words, in a line.
    uint8_t mate = kNoPiece;      // The other quotation mark.
    uint8_t head = kNoPiece;      // By the parse: what it hangs on …
    Relation relation = Relation::kDep;  // … and how.
    uint8_t branch_begin = 0;            // What hangs on it, and it.
    uint8_t branch_end = 0;
  };
  const std::vector<Piece>& pieces() const { return pieces_; }
  uint32_t begin() const { return begin_; }  // The token of the first piece.
  // What tells whether a line that keeps these pieces, at least one, is a
  // complete headline: hashes of what is wanting, and of what it ends on.
  void FindSignals(uint64_t kept, std::vector<uint64_t>* signals) const;

 protected:
  // Pieces [start, end) that a line may pass over.
  struct Skip {
    uint32_t start = 0;
    uint32_t end = 0;
    SkipKind kind = kCircumstance;
  };
  // Who says what stands before it: pieces [start, end).
  using Claim = Skip;
  bool Gone(const Piece& piece) const {
    return piece.dropped || piece.inserted;
  }
  uint32_t Next(uint32_t piece) const;  // Not gone, or the size.
  bool IsFinite(uint32_t piece) const;
  bool HasFinite(uint32_t begin, uint32_t end) const;
  bool IsCircumstance(uint32_t piece) const;
  bool IsSubject(uint32_t start) const;
  uint32_t EndOfHead(uint32_t start) const;
  uint32_t SkipOpening() const;
  bool IsTimeBeforeClause(uint32_t start) const;
  uint32_t SkipAdverbial(uint32_t start) const;
  // Does a condition begin here, that what stands behind it hangs on?
  bool OpensCondition(uint32_t piece) const;
  // Or what is asked, denied or only thought of?
  bool LeavesOpen(uint32_t piece) const;
  // May a line end before `end`? Not on a word that leads to another, nor in
  // a name.
  bool MayEnd(uint32_t end) const;
  // Does it tear a phrase to pass over what stands between the two pieces: "in
  // [presence of former] captains", "the Flood [Court] in Leeds"?
  bool Tears(uint32_t left, uint32_t right) const;
  // The tag of what follows an end before `end`.
  uint32_t EndKind(uint32_t end) const;
  static uint64_t Bit(uint32_t piece) { return uint64_t{1} << piece; }
  bool IsVouchedSubject(uint32_t piece) const;

  const Document& document_;
  const SparseModel* valency_;
  uint32_t sentence_;
  uint32_t begin_;     // The first token that is read.
  bool whole_ = true;  // All of the sentence's tokens are in pieces_.
  std::vector<Piece> pieces_;
  std::vector<Claim> claims_;
  std::vector<Skip> skips_;

 private:
  void CutAtSeam();
  void Parse(Parser* parser);
  void Drop();
  void FindInsertions();
  void FindQuotations();
  void FindBrackets();
  void FindClaims();
  void FindGivenNames();
  void SkipBranches();
  bool LacksComplement(uint32_t end) const;
  bool IsPredicate(uint32_t noun) const;
  bool BoundsNegation(uint32_t piece) const;
  bool Binds(uint32_t word, uint32_t preposition) const;
  bool IsBound(uint32_t preposition) const;
  uint32_t EndOfName(uint32_t piece) const;
};

bool NamesSubject(Relation relation);
// What belongs to the word before it: "%", "²".
bool IsSign(const SentenceReading::Piece& piece);
bool IsPause(std::string_view token);
bool IsBeing(std::string_view text);
bool IsHaving(std::string_view text);
PartOfSpeech TagOf(const SentenceReading::Piece& piece);
// Coarser than tags, below kTagGroups.
constexpr uint32_t kTagGroups = 12;
uint32_t TagGroup(uint8_t tag);
bool IsNoun(uint8_t tag);
bool PointsBack(std::string_view text);
bool OpensTime(std::string_view text);
bool OpensClause(const SentenceReading::Piece& piece);
bool IsIdleAdverb(std::string_view text);
bool QualifiesHead(const SentenceReading::Piece& piece);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_HEADLINE_SENTENCE_READING_H_
