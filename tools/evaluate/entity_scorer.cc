#include "tools/evaluate/entity_scorer.h"

#include <cmath>

#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"

namespace standfirst::tools {
namespace {

bool IsArticle(std::string_view lower) {
  return lower == "the" || lower == "a" || lower == "an";
}

bool IsPossessive(std::string_view lower) {
  return lower == "'s" || lower == "’s" || lower == "'" || lower == "’";
}

// As Python rounds a float to two places: half to even on the exact value.
double Percent(size_t part, size_t whole) {
  if (whole == 0) return 0;
  return std::nearbyint(100.0 * static_cast<double>(part) /
                        static_cast<double>(whole) * 100.0) /
         100.0;
}

std::string Lower(std::string_view text) {
  std::string lower;
  AppendLowerCase(text, &lower);
  return lower;
}

}  // namespace

EntityScorer::EntityScorer(std::string_view types, bool trim) : trim_(trim) {
  if (types.empty()) return;
  for (std::string group : SplitAt(types, ',')) {
    while (!group.empty() && group.front() == ' ') group.erase(0, 1);
    while (!group.empty() && group.back() == ' ') group.pop_back();
    const size_t equals = group.find('=');
    const std::string sources = group.substr(0, equals);
    const std::string target =
        equals == std::string::npos ? "" : group.substr(equals + 1);
    for (const std::string& source : SplitAt(sources, '+')) {
      groups_[source] = !target.empty()                          ? target
                        : sources.find('+') == std::string::npos ? sources
                                                                 : group;
    }
  }
}

std::string EntityScorer::TargetType(std::string_view kind) const {
  if (groups_.empty()) return std::string(kind);
  if (const auto whole = groups_.find(kind); whole != groups_.end()) {
    return whole->second;
  }
  std::set<std::string> targets;
  for (const std::string& option : SplitAt(kind, '|')) {
    const auto found = groups_.find(option);
    if (found != groups_.end()) targets.insert(found->second);
  }
  // A union counts as what those of its types that are scored have in common.
  return targets.size() == 1 ? *targets.begin() : std::string();
}

std::set<TypedSpan> EntityScorer::Prepare(
    const std::vector<TypedSpan>& spans,
    const std::vector<std::string>& tokens) const {
  std::set<TypedSpan> prepared;
  for (TypedSpan span : spans) {
    span.type = TargetType(span.type);
    if (span.type.empty()) continue;
    if (trim_) {
      if (IsArticle(Lower(tokens[span.begin]))) ++span.begin;
      if (span.begin < span.end && IsPossessive(Lower(tokens[span.end - 1]))) {
        --span.end;
      }
      if (span.begin >= span.end) continue;
    }
    prepared.insert(std::move(span));
  }
  return prepared;
}

std::set<TypedSpan> EntityScorer::PrepareText(
    const std::vector<TypedSpan>& spans, const std::u32string& text) const {
  std::set<TypedSpan> prepared;
  const auto lower = [&](uint32_t begin, uint32_t end) {
    std::string form;
    for (uint32_t at = begin; at < end; ++at) {
      AppendUtf8(ToLower(text[at]), &form);
    }
    return form;
  };
  for (TypedSpan span : spans) {
    span.type = TargetType(span.type);
    if (span.type.empty()) continue;
    if (trim_) {
      uint32_t space = span.begin;
      while (space < span.end && text[space] != U' ') ++space;
      if (space + 1 < span.end && IsArticle(lower(span.begin, space))) {
        span.begin = space + 1;
      }
      for (const uint32_t size : {2U, 1U}) {
        if (span.end - span.begin >= size &&
            IsPossessive(lower(span.end - size, span.end))) {
          span.end -= size;
          break;
        }
      }
      if (span.begin >= span.end) continue;
    }
    prepared.insert(std::move(span));
  }
  return prepared;
}

void EntityScorer::Add(const std::set<TypedSpan>& gold,
                       const std::set<TypedSpan>& found) {
  for (const TypedSpan& span : gold) ++by_type_[span.type].gold;
  for (const TypedSpan& span : found) {
    ++by_type_[span.type].found;
    if (gold.contains(span)) ++by_type_[span.type].right;
  }
}

EntityScorer::Figures EntityScorer::all() const {
  Figures sum;
  for (const auto& [type, figures] : by_type_) {
    sum.right += figures.right;
    sum.gold += figures.gold;
    sum.found += figures.found;
  }
  return sum;
}

double EntityScorer::Figures::precision() const {
  return Percent(right, found);
}
double EntityScorer::Figures::recall() const { return Percent(right, gold); }
double EntityScorer::Figures::f1() const {
  return Percent(2 * right, gold + found);
}

}  // namespace standfirst::tools
