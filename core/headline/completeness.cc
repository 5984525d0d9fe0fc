// What tells whether a line is a complete headline: the features of a linear
// model (HeadlineModel::Completeness) that learnt from lines read by people.
#include <algorithm>
#include <bit>

#include "core/headline/sentence_reading.h"
#include "core/rank/word_kinds.h"
#include "core/text/equal.h"
#include "core/text/hash.h"

namespace standfirst {
namespace {

using Tag = PartOfSpeech;

// Kinds of words that a claim may hang on; 0 for others.
uint32_t CarrierKind(const SentenceReading::Piece& piece) {
  if (IsOneOf(piece.text, "not n't never no nor neither without hardly")) {
    return 1;
  }
  constexpr const char* kConditions =
      "If Unless Although Though Despite While Without but But despite until";
  if (OpensClause(piece) || IsOneOf(piece.text, kConditions)) return 2;
  if (IsHedge(piece.text)) return 3;
  if ((piece.kinds & kReportingVerb) != 0 || piece.text == "according") {
    return 4;
  }
  if (QualifiesHead(piece)) return 5;
  const Tag tag = TagOf(piece);
  const bool open = (TagGroup(piece.tag) >= 1 && TagGroup(piece.tag) <= 4) ||
                    tag == Tag::kJJ || tag == Tag::kRB || tag == Tag::kIN;
  return open ? 0 : 6U + piece.tag;
}

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
  // Not inlined eighteen times: the module is counted in bytes.
  const auto add = [signals](uint32_t kind, uint32_t value, uint32_t more = 0)
      __attribute__((noinline)) {
    signals->push_back(SignalHash(kind, value, more));
  };
  const auto group_of = [&](uint32_t piece) __attribute__((noinline)) {
    if (piece >= size) return 12U;
    return pieces_[piece].term ? TagGroup(pieces_[piece].tag) : 13U;
  };
  const uint32_t following = Next(end);
  const uint32_t last_group = group_of(end - 1);
  add(0, 0);
  add(1, std::min(static_cast<uint32_t>(std::popcount(kept)), 15U));
  add(2, pieces_[first].tag);
  add(3, first == 0                       ? 14
         : pieces_[first - 1].text == "," ? 15
                                          : group_of(first - 1));
  add(4, EndKind(end));
  add(5, last_group, group_of(following));
  add(6, following < size && IsBound(following) ? 1 : 0, last_group);
  uint32_t gaps = 0;
  bool verb = false;
  bool passing = false;
  for (uint32_t i = 0; i < size; ++i) {
    const Piece& piece = pieces_[i];
    const bool here = is_kept(i);
    if (Gone(piece) && !here) continue;
    const uint32_t side = i < first ? 0 : i < end ? 1 : 2;
    const bool head_kept = is_kept(piece.head);
    const auto relation = static_cast<uint32_t>(piece.relation);
    if (!here) {
      passing = true;
      if (head_kept && piece.term) add(7, relation, side);
      const uint32_t carrier = CarrierKind(piece);
      if (carrier != 0 && (i < end + 4 || carrier == 4)) {
        add(8, carrier, side);
        if (head_kept) add(9, carrier, side);
      }
      if (piece.inside_mention && i > 0 && is_kept(i - 1)) {
        add(10, piece.entity, side);
      }
      continue;
    }
    if (side == 1 && i > first && passing) ++gaps;
    if (piece.inside_mention && (passing || i == first)) {
      add(11, piece.entity, i == first ? 1 : 0);
    }
    passing = false;
    if (piece.term && !head_kept && piece.head != kNoPiece &&
        !Gone(pieces_[piece.head])) {
      add(12, relation, piece.head < first ? 0 : piece.head < end ? 1 : 2);
    }
    verb |= head_kept && NamesSubject(piece.relation);
    if (IsOneOf(piece.text,
                "this these such another same This These Another there here "
                "then")) {
      add(13, 0);
    }
    if (TagGroup(piece.tag) == 11) add(14, piece.tag, side);
    if (!piece.term) {
      add(15, IsPause(piece.text) ? 1 : IsQuote(piece.text) ? 2 : 3, side);
    }
  }
  add(16, std::min(gaps, 5U));
  add(17, verb ? 1 : 0);
}

}  // namespace standfirst
