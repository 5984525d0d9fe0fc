#ifndef STANDFIRST_CORE_CLEAN_RULES_H_
#define STANDFIRST_CORE_CLEAN_RULES_H_

#include <optional>
#include <vector>

#include "core/clean/clean.h"
#include "core/clean/line_score.h"
#include "core/clean/lines.h"

namespace standfirst {

// How sure a rule is: kSure removes always, kLikely only with a second sign,
// and is the first to be taken back when too much would go.
enum class Certainty : uint8_t { kSure, kLikely };

struct Removal {
  SourceSpan span;
  LeftOutReason reason = LeftOutReason::kLeftover;
  Certainty certainty = Certainty::kSure;
  uint32_t unit = 0;
};

// What a line was judged by: for the trainer of the weights.
struct LineTrace {
  SourceSpan span;
  FeatureHashes features;
  FeatureHashes context;
  int32_t odds = 0;   // By `features`; only if there are weights.
  bool told = false;  // By the tables of patterns.
};

struct Findings {
  std::vector<Removal> removals;  // Text order, disjoint, inside units.
  std::optional<SourceSpan> place;
  std::optional<SourceSpan> date;
  std::optional<SourceSpan> stamp;
  std::vector<LineTrace>* traces = nullptr;  // Filled if there.
};

// Decides what is no article, and which units are titles and headings. The
// rules, their order and what they must obey: docs/cleaning.md. Without a model
// the tables of patterns decide alone. O(|text|).
void ApplyRules(const DecodedSource& source, const LineModel* model,
                SourceLines* lines, Findings* findings);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_RULES_H_
