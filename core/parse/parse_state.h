#ifndef STANDFIRST_CORE_PARSE_PARSE_STATE_H_
#define STANDFIRST_CORE_PARSE_PARSE_STATE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/model/word_list.h"
#include "core/parse/parse.h"
#include "core/text/document.h"

namespace standfirst {

// What the parser looks at and how it moves. Trainer and runtime share this
// file to the letter; any change here needs a new model.

// Words wait in a row, the root behind the last of them; a stack holds those
// that still want their head.
enum class ParseMove : uint8_t {
  kShift,  // The first of the row goes onto the stack.
  kLeft,   // The top of the stack hangs on the first of the row, and is done.
  kRight,  // The top of the stack hangs on the one below it, and is done.
};
constexpr uint32_t kParseMoveCount = 3;
constexpr uint32_t kParseLabelCount = kParseMoveCount + kRelationCount;

// Values that features are made of. Of each of these nodes:
enum ParseAtom : uint8_t {
  kAtomWord,
  kAtomTag,
  kAtomCluster,
  kAtomCoarse,
  kAtomLeftWord,  // Of the child farthest to the left, and so on.
  kAtomLeftTag,
  kAtomLeftRelation,
  kAtomRightWord,
  kAtomRightTag,
  kAtomRightRelation,
  kAtomRelations,  // The set of all children's relations.
  kAtomCounts,     // Children on the left and on the right, up to 3 each.
  kAtomTagBefore,
  kAtomTagAfter,
  kAtomLeftCluster,
  kAtomRightCluster,
  kAtomsOfNode,
};
constexpr uint32_t kParseNodes = 6;
// Behind the nodes' atoms stand those of two stretches of words: how long,
// with how many commas and the like, with how many verbs; then the direction
// of an arc, then a zero.
constexpr uint32_t kStretchAtoms = kParseNodes * kAtomsOfNode;
constexpr uint32_t kDirectionAtom = kStretchAtoms + 6;
constexpr uint32_t kNoAtom = kDirectionAtom + 1;
constexpr uint32_t kParseAtomCount = kNoAtom + 1;

// The most features that one move or relation has.
constexpr size_t kMaxParseFeatures = 96;

class ParseState {
 public:
  // Begins with the sentence's words; `words` may be nullptr.
  void Begin(const Sentence& sentence, const Document& document,
             const WordList* words);

  // The root's number, and that of nothing at all.
  uint32_t root() const { return size_; }
  uint32_t nobody() const { return size_ + 1; }
  // Top of the stack, the one below it, the first of the row.
  uint32_t top() const { return stack_[stack_.size() - 1]; }
  uint32_t below() const { return stack_[stack_.size() - 2]; }
  uint32_t next() const { return next_; }
  // Words on the stack, bottom first, behind three that are nobody.
  const std::vector<uint32_t>& stack() const { return stack_; }
  uint32_t head(uint32_t node) const { return nodes_[node].head; }
  uint8_t relation(uint32_t node) const { return nodes_[node].relation; }

  bool done() const { return next_ == size_ && top() == nobody(); }
  // Moves that may be made, as bits. The root takes one word, the last one, and
  // has no head; so whatever is chosen ends in a tree.
  uint32_t LegalMoves() const {
    const bool words_wait = next_ < size_;
    const bool two = below() != nobody();
    const bool one = top() != nobody();
    return (words_wait ? 1U : 0U) | (one && (words_wait || !two) ? 2U : 0U) |
           (two ? 4U : 0U);
  }
  void Shift() { stack_.push_back(next_++); }
  // For kLeft and kRight: on what the top of the stack hangs.
  uint32_t HeadOf(ParseMove move) const {
    return move == ParseMove::kLeft ? next_ : below();
  }
  void Attach(uint32_t head, uint8_t relation);

  // Features of the choice of a move, of which MixHash makes the hashes;
  // returns how many.
  size_t MoveFeatures(uint64_t* features) const;
  // Features of the relation by which the top hangs on `head`.
  size_t RelationFeatures(uint32_t head, uint64_t* features) const;

 private:
  struct Word {
    uint64_t word = 0;
    uint8_t tag = 0;
    uint8_t cluster = 0;
    uint8_t coarse = 0;
    uint16_t commas = 0;  // Such, and verbs, before this word.
    uint16_t verbs = 0;
  };
  struct Node {
    uint32_t head = 0;
    uint32_t left = 0;  // The child farthest to the left; nobody.
    uint32_t right = 0;
    uint64_t relations = 0;
    uint8_t relation = 0;
    uint8_t left_count = 0;
    uint8_t right_count = 0;
  };

  void Describe(uint32_t node, uint64_t* atoms) const;
  void DescribeStretch(uint32_t from, uint32_t to, uint64_t* atoms) const;

  uint32_t size_ = 0;
  uint32_t next_ = 0;
  std::vector<Word> words_;  // Behind the root stand three that are nobody.
  std::vector<Node> nodes_;
  std::vector<uint32_t> stack_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_PARSE_PARSE_STATE_H_
