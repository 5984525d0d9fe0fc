#ifndef STANDFIRST_TOOLS_EVALUATE_ENTITY_SCORER_H_
#define STANDFIRST_TOOLS_EVALUATE_ENTITY_SCORER_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/common/entity_corpus.h"

namespace standfirst::tools {

// Exact-span scores as the reference scorer eval/conlleval.py counts them.
class EntityScorer {
 public:
  // `types`: comma-separated groups, "PERSON,ORG,GPE+LOC+FAC=LOC"; empty:
  // every type as it is.
  EntityScorer(std::string_view types, bool trim);

  // The type a mention is counted under, or "": left out. `kind` may be a
  // union, "GPE|LOC".
  std::string TargetType(std::string_view kind) const;
  // Spans in tokens, made ready: types translated, trimmed, no duplicates.
  std::set<TypedSpan> Prepare(const std::vector<TypedSpan>& spans,
                              const std::vector<std::string>& tokens) const;
  // Spans in code points of `text`.
  std::set<TypedSpan> PrepareText(const std::vector<TypedSpan>& spans,
                                  const std::u32string& text) const;
  void Add(const std::set<TypedSpan>& gold, const std::set<TypedSpan>& found);

  struct Figures {
    size_t right = 0;
    size_t gold = 0;
    size_t found = 0;
    double precision() const;  // In percent, rounded to two places.
    double recall() const;
    double f1() const;
  };
  const std::map<std::string, Figures>& by_type() const { return by_type_; }
  Figures all() const;

 private:
  bool trim_;
  std::map<std::string, std::string, std::less<>> groups_;
  std::map<std::string, Figures> by_type_;
};

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_EVALUATE_ENTITY_SCORER_H_
