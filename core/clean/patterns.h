#ifndef STANDFIRST_CORE_CLEAN_PATTERNS_H_
#define STANDFIRST_CORE_CLEAN_PATTERNS_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/clean/clean.h"
#include "core/clean/rules.h"
#include "core/clean/view.h"

namespace standfirst {

// What a whole line says about itself.
struct LineVerdict {
  LeftOutReason reason = LeftOutReason::kLeftover;
  Certainty certainty = Certainty::kSure;
  bool opens_list = false;  // Short lines below it belong to it.
};

// Looks a whole line up in the tables of furniture (patterns.cc).
// O(tokens + patterns).
std::optional<LineVerdict> ClassifyLine(const View& view);

// A line made of the words of share bars, and numbers, alone.
bool IsShareBar(const View& view);

// Token `at` is a verb that makes a sentence: "was", "said", "closed".
bool IsFiniteVerb(const View& view, uint32_t at);

// Matches `pattern` from token `at`; on success `end` is the token behind it.
// A pattern is a row of elements with blanks between them:
//   word, a/b/c   that word, any of these (ASCII, case does not count)
//   ?a/b          the same, or nothing
//   #             a number, or a word that starts with a digit
//   @             a word that starts with a capital letter
//   :             what parts a label from its text: : | > » - – —
//   ...           whatever follows; only at the end
//   ~             the same, but nothing that makes a sentence of the line
//   other marks   themselves
bool MatchPattern(const View& view, uint32_t at, std::string_view pattern,
                  uint32_t* end);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_PATTERNS_H_
