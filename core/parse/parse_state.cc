#include "core/parse/parse_state.h"

#include <algorithm>

#include "core/tag/tag.h"
#include "core/text/hash.h"

namespace standfirst {
namespace {

// Features are products of up to four atoms.
using Template = std::array<uint8_t, 4>;

constexpr uint8_t Atom(uint32_t node, ParseAtom atom) {
  return static_cast<uint8_t>(node * kAtomsOfNode + atom);
}
constexpr uint8_t W(uint32_t node) { return Atom(node, kAtomWord); }
constexpr uint8_t T(uint32_t node) { return Atom(node, kAtomTag); }
constexpr uint8_t C(uint32_t node) { return Atom(node, kAtomCluster); }
constexpr uint8_t K(uint32_t node) { return Atom(node, kAtomCoarse); }
constexpr uint8_t LW(uint32_t node) { return Atom(node, kAtomLeftWord); }
constexpr uint8_t LT(uint32_t node) { return Atom(node, kAtomLeftTag); }
constexpr uint8_t LR(uint32_t node) { return Atom(node, kAtomLeftRelation); }
constexpr uint8_t LC(uint32_t node) { return Atom(node, kAtomLeftCluster); }
constexpr uint8_t RW(uint32_t node) { return Atom(node, kAtomRightWord); }
constexpr uint8_t RT(uint32_t node) { return Atom(node, kAtomRightTag); }
constexpr uint8_t RR(uint32_t node) { return Atom(node, kAtomRightRelation); }
constexpr uint8_t RC(uint32_t node) { return Atom(node, kAtomRightCluster); }
constexpr uint8_t M(uint32_t node) { return Atom(node, kAtomRelations); }
constexpr uint8_t V(uint32_t node) { return Atom(node, kAtomCounts); }
constexpr uint8_t TB(uint32_t node) { return Atom(node, kAtomTagBefore); }
constexpr uint8_t TA(uint32_t node) { return Atom(node, kAtomTagAfter); }
constexpr uint8_t O = kNoAtom;
constexpr uint8_t D0 = kStretchAtoms;
constexpr uint8_t P0 = kStretchAtoms + 1;
constexpr uint8_t V0 = kStretchAtoms + 2;
constexpr uint8_t D1 = kStretchAtoms + 3;
constexpr uint8_t P1 = kStretchAtoms + 4;
constexpr uint8_t V1 = kStretchAtoms + 5;
constexpr uint8_t DIR = kDirectionAtom;

// Nodes: 0 top of the stack, 1 below it, 2 first of the row, 3 second of the
// row, 4 third of the stack, 5 third of the row.
constexpr Template kMoveTemplates[] = {
    {O, O, O, O},
    {W(0), T(0), O, O},
    {T(0), C(0), O, O},
    {W(1), T(1), O, O},
    {W(2), T(2), O, O},
    {W(2), O, O, O},
    {C(2), T(2), O, O},
    {W(3), T(3), O, O},
    {T(0), T(2), O, O},
    {W(0), T(2), O, O},
    {T(0), W(2), O, O},
    {C(0), C(2), O, O},
    {W(0), C(2), O, O},
    {C(0), W(2), O, O},
    {K(0), K(2), T(0), T(2)},
    {T(1), T(0), O, O},
    {W(1), T(0), O, O},
    {T(1), W(0), O, O},
    {C(1), C(0), O, O},
    {K(1), K(0), T(1), T(0)},
    {T(1), T(2), O, O},
    {W(1), T(2), T(0), O},
    {C(1), T(0), W(2), O},
    {T(1), T(0), W(2), O},
    {C(1), C(2), O, O},
    {T(0), T(2), T(3), O},
    {T(0), W(2), T(3), O},
    {T(1), T(0), T(2), O},
    {T(1), T(0), T(2), T(3)},
    {T(4), T(1), T(0), O},
    {T(4), T(1), T(0), T(2)},
    {T(2), T(3), T(5), O},
    {T(0), T(2), T(3), T(5)},
    {T(0), T(2), LT(0), O},
    {T(0), T(2), RT(0), RR(0)},
    {T(0), T(2), LT(2), LR(2)},
    {T(1), T(0), LT(0), LR(0)},
    {T(1), T(0), RT(1), RR(1)},
    {T(1), T(0), LT(1), O},
    {T(1), T(0), RT(0), O},
    {T(1), T(0), LW(0), O},
    {C(1), T(0), LW(0), O},
    {W(1), T(0), LW(0), O},
    {W(1), C(0), LR(0), O},
    {T(4), T(1), LW(0), O},
    {C(4), C(1), LW(0), O},
    {T(0), T(2), D0, O},
    {W(0), T(2), D0, O},
    {T(1), T(0), D1, O},
    {T(0), T(2), P0, V0},
    {T(1), T(0), P1, V1},
    {T(1), T(0), T(2), P1},
    {T(0), V(0), T(2), O},
    {T(1), V(1), T(0), O},
    {W(0), V(0), T(2), O},
    {T(2), V(2), T(0), O},
    {T(0), M(0), T(2), O},
    {W(0), M(0), O, O},
    {T(1), M(1), T(0), O},
    {T(1), M(1), T(2), O},
    {T(2), M(2), T(0), O},
    {M(0), M(1), O, O},
    {T(1), M(1), M(0), T(0)},
    {T(0), T(2), TB(2), O},
    {T(0), T(2), TA(0), O},
    {T(1), T(0), TA(1), O},
    {T(1), T(0), TB(0), O},
    {T(0), RW(0), T(2), O},
    {T(1), RW(1), T(0), O},
    {T(2), LW(2), T(0), O},
    {W(2), W(3), O, O},
    {T(0), W(2), W(3), O},
    {W(0), W(2), O, O},
    {W(1), T(0), W(2), O},
    {C(0), W(2), C(3), O},
    {C(1), W(2), C(3), O},
    {T(0), T(2), T(3), P0},
    {T(1), T(0), T(2), T(5)},
    {T(1), M(1), W(2), O},
    {T(0), M(0), T(2), T(3)},
    {LR(0), T(0), T(1), T(4)},
    {LR(2), T(2), T(0), T(1)},
};

// Nodes: 0 the dependent, 1 its head, 2 what stands on the other side of the
// dependent.
constexpr Template kRelationTemplates[] = {
    {DIR, O, O, O},
    {DIR, W(0), T(0), O},
    {DIR, T(0), O, O},
    {DIR, C(0), T(0), O},
    {DIR, W(1), T(1), O},
    {DIR, C(1), T(1), O},
    {DIR, T(0), T(1), O},
    {DIR, W(0), T(1), O},
    {DIR, T(0), W(1), O},
    {DIR, C(0), C(1), O},
    {DIR, W(0), C(1), O},
    {DIR, C(0), W(1), O},
    {DIR, K(0), K(1), T(1)},
    {DIR, T(0), T(1), D0},
    {DIR, T(0), T(1), P0},
    {DIR, T(0), T(1), V0},
    {DIR, LW(0), T(0), T(1)},
    {DIR, LW(0), T(0), W(1)},
    {DIR, LW(0), LR(0), C(1)},
    {DIR, LR(0), LT(0), T(1)},
    {DIR, LT(0), T(0), O},
    {DIR, LW(0), O, O},
    {DIR, RW(0), T(0), O},
    {DIR, RT(0), T(0), T(1)},
    {DIR, M(0), T(0), T(1)},
    {DIR, M(0), T(0), C(1)},
    {DIR, M(0), W(0), O},
    {DIR, V(0), T(0), T(1)},
    {DIR, M(1), T(1), T(0)},
    {DIR, M(1), M(0), T(0)},
    {DIR, M(1), W(0), O},
    {DIR, M(1), W(1), T(0)},
    {DIR, M(1), C(0), O},
    {DIR, RR(1), RT(1), T(0)},
    {DIR, RR(1), RC(1), C(0)},
    {DIR, LR(1), LT(1), T(0)},
    {DIR, V(1), T(1), T(0)},
    {DIR, T(0), T(1), TB(0)},
    {DIR, T(0), T(1), TA(0)},
    {DIR, T(0), T(1), TB(1)},
    {DIR, T(0), T(1), TA(1)},
    {DIR, T(0), T(1), T(2)},
    {DIR, C(0), T(1), TA(0)},
    {DIR, W(0), TA(0), TB(0)},
    {DIR, LC(0), C(0), T(1)},
    {DIR, LW(0), C(0), T(1)},
    {DIR, P0, M(0), T(0)},
    {DIR, P0, D0, T(0)},
    {DIR, M(0), W(1), T(0)},
    {DIR, W(0), W(1), O},
    {DIR, M(1), W(1), LW(0)},
};
static_assert(std::size(kMoveTemplates) <= kMaxParseFeatures);
static_assert(std::size(kRelationTemplates) <= kMaxParseFeatures);

template <size_t kCount>
size_t Multiply(const Template (&templates)[kCount], uint64_t first,
                const uint64_t* atoms, uint64_t* features) {
  for (size_t i = 0; i < kCount; ++i) {
    const Template& made = templates[i];
    features[i] = (first + i) * 0x9e3779b97f4a7c15ULL +
                  atoms[made[0]] * 0xc2b2ae3d27d4eb4fULL +
                  atoms[made[1]] * 0x165667b19e3779f9ULL +
                  atoms[made[2]] * 0xd6e8feb86659fd93ULL +
                  atoms[made[3]] * 0xa0761d6478bd642fULL;
  }
  return kCount;
}

// Not a tag: the root, and nobody.
constexpr uint8_t kRootTag = 62;
constexpr uint8_t kNobodyTag = 63;

bool IsComma(PartOfSpeech tag) {
  return tag == PartOfSpeech::kComma || tag == PartOfSpeech::kColon ||
         tag == PartOfSpeech::kLeftBracket ||
         tag == PartOfSpeech::kRightBracket;
}
bool IsVerb(PartOfSpeech tag) {
  return (tag >= PartOfSpeech::kVB && tag <= PartOfSpeech::kVBZ) ||
         tag == PartOfSpeech::kMD;
}

uint64_t DistanceClass(uint32_t distance) {
  if (distance < 5) return distance;
  return distance < 11 ? 5 : 6;
}

}  // namespace

void ParseState::Begin(const Sentence& sentence, const Document& document,
                       const WordList* words) {
  size_ = sentence.tokens.size();
  next_ = 0;
  words_.assign(size_ + 4, Word());
  for (uint32_t at = 0; at < words_.size(); ++at) {
    Word& word = words_[at];
    word.tag = at == size_ ? kRootTag : kNobodyTag;
    if (at > 0) {
      const auto tag = static_cast<PartOfSpeech>(words_[at - 1].tag);
      word.commas = static_cast<uint16_t>(words_[at - 1].commas + IsComma(tag));
      word.verbs = static_cast<uint16_t>(words_[at - 1].verbs + IsVerb(tag));
    }
    if (at >= size_) continue;
    const Token& token = document.tokens[sentence.tokens.begin + at];
    word.tag = token.tag;
    const uint64_t hash =
        document.vocabulary.entry(document.vocabulary.lower(token.word)).hash;
    const uint16_t listed =
        words == nullptr ? WordList::kNotListed : words->Find(hash);
    if (listed == WordList::kNotListed) continue;
    word.word = hash;
    word.cluster = words->Cluster(listed);
    word.coarse = words->CoarseCluster(listed);
  }
  Node fresh;
  fresh.head = fresh.left = fresh.right = nobody();
  fresh.relation = 0xFF;
  nodes_.assign(words_.size(), fresh);
  stack_.assign(3, nobody());
}

void ParseState::Attach(uint32_t head, uint8_t relation) {
  const uint32_t dependent = top();
  stack_.pop_back();
  Node& node = nodes_[dependent];
  node.head = head;
  node.relation = relation;
  Node& parent = nodes_[head];
  parent.relations |= uint64_t{1} << relation;
  if (dependent < head) {
    // Of the left ones the farthest comes last; of the right ones too.
    parent.left = dependent;
    if (parent.left_count < 3) ++parent.left_count;
  } else {
    parent.right = dependent;
    if (parent.right_count < 3) ++parent.right_count;
  }
}

void ParseState::Describe(uint32_t node, uint64_t* atoms) const {
  const Word& word = words_[node];
  const Node& own = nodes_[node];
  const Word& left = words_[own.left];
  const Word& right = words_[own.right];
  atoms[kAtomWord] = word.word;
  atoms[kAtomTag] = word.tag;
  atoms[kAtomCluster] = word.cluster;
  atoms[kAtomCoarse] = word.coarse;
  atoms[kAtomLeftWord] = left.word;
  atoms[kAtomLeftTag] = left.tag;
  atoms[kAtomLeftRelation] = nodes_[own.left].relation;
  atoms[kAtomRightWord] = right.word;
  atoms[kAtomRightTag] = right.tag;
  atoms[kAtomRightRelation] = nodes_[own.right].relation;
  atoms[kAtomRelations] = own.relations;
  atoms[kAtomCounts] = own.left_count * uint64_t{4} + own.right_count;
  atoms[kAtomTagBefore] = words_[node == 0 ? nobody() : node - 1].tag;
  atoms[kAtomTagAfter] = words_[std::min(node + 1, nobody())].tag;
  atoms[kAtomLeftCluster] = left.cluster;
  atoms[kAtomRightCluster] = right.cluster;
}

void ParseState::DescribeStretch(uint32_t from, uint32_t to,
                                 uint64_t* atoms) const {
  if (from > to) std::swap(from, to);
  atoms[0] = DistanceClass(to - from);
  atoms[1] = std::min(words_[to].commas - words_[from].commas, 2);
  atoms[2] = std::min(words_[to].verbs - words_[from].verbs, 2);
}

size_t ParseState::MoveFeatures(uint64_t* features) const {
  std::array<uint64_t, kParseAtomCount> atoms{};
  const uint32_t nodes[kParseNodes] = {
      top(),
      below(),
      next_,
      std::min(next_ + 1, nobody()),
      stack_[stack_.size() - 3],
      std::min(next_ + 2, nobody()),
  };
  for (uint32_t i = 0; i < kParseNodes; ++i) {
    Describe(nodes[i], &atoms[size_t{i} * kAtomsOfNode]);
  }
  DescribeStretch(nodes[0], nodes[2], &atoms[kStretchAtoms]);
  DescribeStretch(nodes[1], nodes[0], &atoms[kStretchAtoms + 3]);
  return Multiply(kMoveTemplates, 1, atoms.data(), features);
}

size_t ParseState::RelationFeatures(uint32_t head, uint64_t* features) const {
  std::array<uint64_t, kParseAtomCount> atoms{};
  const bool left = head == next_;
  const uint32_t nodes[3] = {top(), head, left ? below() : next_};
  for (uint32_t i = 0; i < 3; ++i) {
    Describe(nodes[i], &atoms[size_t{i} * kAtomsOfNode]);
  }
  DescribeStretch(nodes[0], nodes[1], &atoms[kStretchAtoms]);
  atoms[kDirectionAtom] = left ? 1 : 2;
  return Multiply(kRelationTemplates, 1 + std::size(kMoveTemplates),
                  atoms.data(), features);
}

}  // namespace standfirst
