#include "core/entity/merge.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/text/equal.h"
#include "core/text/sort_by.h"

namespace standfirst {
namespace {

bool Overlap(IndexRange a, IndexRange b) {
  return a.begin < b.end && b.begin < a.end;
}

// "Q3 2024", "FY2024", "$5": a name of the same words gives way to figures.
bool IsFigures(const TokenWords& words, const PatternMatch& pattern) {
  const auto digit_at = [&](uint32_t token) {
    return words.Form(token).find_first_of("0123456789") !=
           std::string_view::npos;
  };
  return pattern.type != EntityType::kCardinal &&
         pattern.type != EntityType::kOrdinal &&
         (digit_at(pattern.tokens.begin) || digit_at(pattern.tokens.end - 1));
}

// Whether pattern `index` stands beside what it meets of the names from `name`
// on: one that cuts a name gives way; one that holds it whole, or meets a date
// of the model, wins. `tokens` are the pattern's, and grow by that date's.
bool Stands(const TokenWords& words, const std::vector<FoundMention>& names,
            size_t name, const std::vector<PatternMatch>& patterns,
            size_t index, IndexRange* tokens) {
  const PatternMatch& pattern = patterns[index];
  const bool figures = IsFigures(words, pattern);
  bool stands = true;
  for (size_t other = name;
       other < names.size() && Overlap(names[other].tokens, pattern.tokens);
       ++other) {
    const FoundMention& met = names[other];
    const bool whole = pattern.tokens.begin <= met.tokens.begin &&
                       met.tokens.end <= pattern.tokens.end;
    if (!IsName(met.type)) {
      if (pattern.type == EntityType::kDate) {
        // Not over another date: "April 15 (Tuesday)", "from March to May".
        const auto another = [&](size_t place) {
          return place < patterns.size() &&
                 patterns[place].type == EntityType::kDate &&
                 Overlap(patterns[place].tokens, met.tokens);
        };
        if (another(index - 1) || another(index + 1)) continue;
        tokens->begin = std::min(tokens->begin, met.tokens.begin);
        tokens->end = std::max(tokens->end, met.tokens.end);
      } else if (!whole && pattern.type != EntityType::kCardinal) {
        stands = false;  // But "Class 12" is no date.
      }
    } else if (!whole ||
               // "Boxing Day" is no work of art.
               (pattern.tokens.size() == met.tokens.size() && !figures &&
                !(pattern.type == EntityType::kDate &&
                  (met.type == EntityType::kEvent ||
                   met.type == EntityType::kWorkOfArt)))) {
      stands = false;
    }
  }
  return stands;
}

// What is found at `tokens` by a pattern; one mention with the last from
// `first` on where they overlap.
void AppendPattern(const PatternMatch& pattern, IndexRange tokens, size_t first,
                   std::vector<FoundMention>* mentions) {
  if (mentions->size() > first && Overlap(mentions->back().tokens, tokens)) {
    FoundMention& back = mentions->back();
    if (back.type == EntityType::kCardinal) {
      back.type = pattern.type;
      back.value = pattern.value;
    }
    back.tokens.end = std::max(back.tokens.end, tokens.end);
    return;
  }
  FoundMention mention;
  mention.tokens = tokens;
  mention.type = pattern.type;
  mention.value = pattern.value;
  mentions->push_back(std::move(mention));
}

// Those of the names that do not overlap what is there from `first` on.
void AppendNames(const std::vector<FoundMention>& names, size_t first,
                 std::vector<FoundMention>* mentions) {
  const size_t pattern_end = mentions->size();
  size_t after = first;
  for (const FoundMention& met : names) {
    while (after < pattern_end &&
           (*mentions)[after].tokens.end <= met.tokens.begin) {
      ++after;
    }
    if (after < pattern_end && Overlap((*mentions)[after].tokens, met.tokens)) {
      continue;
    }
    mentions->push_back(met);
  }
}

// A number that is an age: "Ada Marsh, 74, said", "a man, 45, was", "She was
// 94." `before`: the sentence's mention before it, or nullptr.
bool IsAge(const TokenWords& words, const FoundMention& mention,
           const FoundMention* before, IndexRange sentence) {
  if (mention.type != EntityType::kCardinal || mention.value.size() - 1 > 1 ||
      mention.tokens.begin < sentence.begin + 2 ||
      mention.tokens.end == sentence.end) {
    return false;
  }
  const uint32_t at = mention.tokens.begin - 1;
  const std::string_view sign = words.LowerForm(at);
  const std::string_view next = words.LowerForm(mention.tokens.end);
  const std::string_view who = words.LowerForm(at - 1);
  const bool person = before != nullptr &&
                      before->type == EntityType::kPerson &&
                      before->tokens.end == at;
  // Whoever it is, but not several, nor what has a name; no list of numbers.
  const bool someone =
      (words.Flags(at - 1) & (kHasLetter | kCapitalized)) == kHasLetter &&
      who.back() != 's' && mention.value.size() == 2 && next == "," &&
      mention.tokens.end + 1 < sentence.end &&
      (words.Flags(mention.tokens.end + 1) & kHasLetter) != 0;
  return IsOneOf(next, ", .") &&
         (sign == ","
              ? person || someone
              : IsOneOf(sign, "is was") && (person || IsOneOf(who, "he she")));
}

}  // namespace

void MergeMentions(const TokenWords& words,
                   const std::vector<FoundMention>& names,
                   const std::vector<PatternMatch>& patterns, uint32_t sentence,
                   std::vector<FoundMention>* mentions) {
  const size_t first = mentions->size();
  const Document& document = words.document();
  const Sentence& within = document.sentences[sentence];
  const bool in_table = !document.blocks.empty() &&
                        document.blocks[within.block].kind == BlockKind::kTable;
  size_t name = 0;
  for (size_t index = 0; index < patterns.size(); ++index) {
    const PatternMatch& pattern = patterns[index];
    while (name < names.size() &&
           names[name].tokens.end <= pattern.tokens.begin) {
      ++name;
    }
    // A table's bare numbers are its cells, not what it says of anything.
    if (in_table && pattern.type == EntityType::kCardinal) continue;
    IndexRange tokens = pattern.tokens;
    if (Stands(words, names, name, patterns, index, &tokens)) {
      AppendPattern(pattern, tokens, first, mentions);
    }
  }
  AppendNames(names, first, mentions);
  SortBy(
      mentions,
      [](const FoundMention& mention) { return mention.tokens.begin; }, first);
  for (size_t index = first; index < mentions->size(); ++index) {
    FoundMention& mention = (*mentions)[index];
    mention.sentence = sentence;
    const FoundMention* const before =
        index > first ? &(*mentions)[index - 1] : nullptr;
    if (IsAge(words, mention, before, within.tokens)) {
      mention.type = EntityType::kDate;
      mention.value.insert(0, 1, 'P');
      mention.value.push_back('Y');
    }
  }
}

}  // namespace standfirst
