#ifndef STANDFIRST_CORE_SELECT_SELECT_H_
#define STANDFIRST_CORE_SELECT_SELECT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/compress/compress.h"
#include "core/rank/rank.h"
#include "core/text/document.h"

namespace standfirst {

enum class SelectStyle : uint8_t {
  kSummary,    // One text: reads on from sentence to sentence.
  kKeyPoints,  // Points that stand alone and do not overlap.
  kTeaser,     // Draws in without giving all away.
};

struct SelectOptions {
  SelectStyle style = SelectStyle::kSummary;
  // Upper bounds; at least one is set.
  std::optional<uint32_t> sentences;
  std::optional<uint32_t> words;
  Compression compression = Compression::kLight;
  std::span<const std::string> focus;  // As typed: words or names.
};

struct Selection {
  std::vector<Candidate> chosen;    // Source order; never two of a sentence.
  bool longer_than_budget = false;  // Nothing fits: the shortest candidate.
};

// Chooses whole sentences (or their shorter candidates) that together say
// most of the text within the budget. Deterministic; ties go to the earlier
// sentence, then to the longer candidate. An empty or wholly ineligible
// document gives an empty selection only if it has no sentence at all.
// O(vocabulary + terms) to number the words of the 64 sentences at most that
// are searched, O(pairs of these), and O(terms of these) for each of the 8 sets
// that are kept of each size up to 12; a budget above 12 sentences and 400
// words is filled in O(terms). A fraction of a millisecond, so that a slider
// may call it for every step.
Selection Select(const Document& document, const Ranking& ranking,
                 const SelectOptions& options);

// How many log odds that readers choose a set of an abstract's sentences count
// as much as 1 of expected F1.
constexpr int64_t kChoiceOddsOfF1 = 9;

// A set that Select could choose, of whole sentences, and what it is worth
// (millionths of F1, and a constant).
struct ValuedSet {
  std::vector<uint32_t> sentences;  // Ascending.
  uint64_t value = 0;
};

// For the trainer of section "choice" and its tests: all sets of the `pool`
// most promising sentences (30 at most), and of what these lean on, that the
// options allow, of up to twelve sentences. O(pool ^ sentences).
std::vector<ValuedSet> ValueSets(const Document& document,
                                 const Ranking& ranking,
                                 const SelectOptions& options, uint32_t pool);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SELECT_SELECT_H_
