// What tells whether a line is a complete headline: the features of a linear
// model (HeadlineModel::Lack) that learnt from lines read by people.
#include <algorithm>
#include <array>
#include <bit>

#include "core/headline/sentence_reading.h"

namespace standfirst {
namespace {

// Rarer than this, a word may be strange to who reads it.
constexpr uint8_t kRare = 120;

}  // namespace

void SentenceReading::FindSignals(uint64_t kept,
                                  std::vector<uint64_t>* signals) const {
  signals->clear();
  const auto size = static_cast<uint32_t>(pieces_.size());
  const auto first = static_cast<uint32_t>(std::countr_zero(kept));
  const uint32_t last = 63U - static_cast<uint32_t>(std::countl_zero(kept));
  const auto is_kept = [kept](uint32_t piece) {
    return piece < kMostPieces && (kept & Bit(piece)) != 0;
  };
  // Whose claim it is stands behind the line's own end.
  uint32_t end = last + 1;
  for (const Claim& claim : claims_) {
    if (claim.start <= first || claim.start > last) continue;
    uint32_t before = claim.start;
    while (!is_kept(before - 1)) --before;
    end = std::min(end, before);
  }
  const auto side_of = [first, end](uint32_t piece) {
    return piece < first ? 0U : piece < end ? 1U : 2U;
  };
  // Not inlined everywhere: the module is counted in bytes.
  const auto add = [signals](uint32_t kind, uint32_t value, uint32_t more = 0)
      __attribute__((noinline)) {
    signals->push_back(SignalHash(kind, value, more));
  };
  // Sixteen bits, as SignalHash has them for a value.
  const auto word_of = [this](const Piece& piece) __attribute__((noinline)) {
    const uint64_t hash = document_.vocabulary.entry(piece.lower).hash;
    return static_cast<uint32_t>(hash & 0xFFFFU);
  };
  // Of each piece that is kept: the article that hangs on it, 1 + its place,
  // and whether more is kept of what hangs on it (1), and more lost (2).
  std::array<uint8_t, kMostPieces> articles{};
  std::array<uint8_t, kMostPieces> around{};
  for (uint32_t i = 0; i < size; ++i) {
    const Piece& piece = pieces_[i];
    if (!is_kept(piece.head)) continue;
    switch (piece.relation) {
      case Relation::kDet:
        articles[piece.head] = static_cast<uint8_t>(i + 1);
        break;
      case Relation::kPunct:
      case Relation::kCase:
      case Relation::kCc:
      case Relation::kConj:
        break;
      default:
        around[piece.head] =
            static_cast<uint8_t>(around[piece.head] | (is_kept(i)    ? 1
                                                       : Gone(piece) ? 0
                                                                     : 2));
    }
  }
  // Where it begins, where it ends and before what.
  const uint32_t following = Next(end);
  const Piece none;
  const Piece& next = following < size ? pieces_[following] : none;
  const uint32_t final_group = TagGroup(pieces_[end - 1].tag);
  const uint32_t opens = first == 0 ? 1 : 0;
  add(0, 0);
  add(1, following < size ? word_of(next) : 0);
  add(2, TagGroup(next.tag), final_group + (next.term ? 16U : 0U));
  add(3, pieces_[end - 1].cluster);
  add(4, static_cast<uint32_t>(next.relation),
      static_cast<uint32_t>(pieces_[end - 1].relation));
  add(5, pieces_[first].entity, opens);
  add(6, std::min(sentence_, 8U), opens);
  uint32_t rare = 0;
  uint32_t gap = 0;  // How many pieces were passed over since the last kept.
  uint32_t gap_first = 0;
  uint32_t gap_last = 0;
  uint32_t before = 0;  // The last that was kept.
  for (uint32_t i = 0; i < size; ++i) {
    const Piece& piece = pieces_[i];
    const bool here = is_kept(i);
    if (Gone(piece) && !here) continue;
    const uint32_t side = side_of(i);
    const bool head_kept = is_kept(piece.head);
    const auto relation = static_cast<uint32_t>(piece.relation);
    if (!here) {
      if (gap++ == 0) gap_first = word_of(piece);
      gap_last = word_of(piece);
      if (!piece.term) continue;
      add(7, piece.tag, side);
      if (!head_kept) continue;
      add(8, relation, side);
      continue;
    }
    if (gap > 0 && i > first) {
      add(9, gap_first);
      add(10, gap_last, piece.tag);
      add(11, std::min(gap, 8U));
      // How the two hang together: the second on the first (1), the first on
      // the second (2), both on one word (3), the second on what stands before
      // the first (4).
      const Piece& left = pieces_[before];
      add(12,
          piece.head == before               ? 1
          : left.head == i                   ? 2
          : piece.head == left.head          ? 3
          : head_kept && piece.head < before ? 4
                                             : 0,
          static_cast<uint32_t>(left.relation));
      add(13, pieces_[i - 1].tag, piece.tag);
    }
    gap = 0;
    before = i;
    if (piece.kinds != 0) add(14, word_of(piece));
    if (!piece.term) {
      add(15, IsPause(piece.text) ? 1 : piece.quote ? 2 : 3, side);
      continue;
    }
    rare += piece.rarity > kRare ? 1 : 0;
    add(16, piece.cluster, head_kept ? 1 : 0);
    const uint32_t group = TagGroup(piece.tag);
    if (group == 1 || group == 2) {
      add(17, articles[i] == 0 ? 0 : word_of(pieces_[articles[i] - 1]),
          around[i]);
    }
  }
  add(18, std::min(rare, 8U));
}

}  // namespace standfirst
