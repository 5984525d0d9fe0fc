#include "core/compress/compress.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/speech.h"

namespace standfirst {
namespace {

// Brackets longer than this hold more than an aside, and a bracket with a
// sentence of its own is left alone.
constexpr uint32_t kLongestBracketTokens = 25;

bool IsOpenBracket(std::string_view token) { return IsOneOf(token, "( ["); }
bool IsCloseBracket(std::string_view token) { return IsOneOf(token, ") ]"); }

bool HoldsDigit(std::string_view token) {
  for (const char byte : token) {
    if (byte >= '0' && byte <= '9') return true;
  }
  return false;
}

// May the bracketed tokens [open, close] go? Not where they are the start of
// the sentence ("(1) …"), a mark on a word ("judge(s)"), an editor's word in a
// quotation ("[he]") or hold the sentence's only figure.
bool MayGo(const Document& document, const Sentence& sentence, uint32_t open,
           uint32_t close) {
  const auto& tokens = document.tokens;
  if (open == sentence.tokens.begin) return false;
  if (close - open > kLongestBracketTokens || close - open < 2) return false;
  if ((tokens[open].flags & kSpaceBefore) == 0) return false;
  // "Rome (CNN)As the dust settles": the words would run into each other.
  if (close + 1 < sentence.tokens.end &&
      (tokens[close + 1].flags & kSpaceBefore) == 0 &&
      CountWords(document.Text(tokens[close + 1])) > 0) {
    return false;
  }
  if (document.Text(tokens[open]) == "[") return false;
  bool figure_inside = false;
  for (uint32_t index = open; index <= close; ++index) {
    const std::string_view token = document.Text(tokens[index]);
    if (IsOneOf(token, "\" “ ”")) return false;
    if (IsOneOf(token, "not n't except")) return false;
    figure_inside |= HoldsDigit(token);
  }
  if (!figure_inside) return true;
  for (uint32_t index = sentence.tokens.begin; index < sentence.tokens.end;
       ++index) {
    if (index >= open && index <= close) continue;
    if (HoldsDigit(document.Text(tokens[index]))) return true;
  }
  return false;
}

uint32_t CountKeptWords(const Document& document, const Candidate& candidate) {
  std::string text;
  for (const CleanSpan kept : candidate.kept) text += document.Text(kept);
  return CountWords(text);
}

// The token that opens a quotation which this sentence does not close, or
// closes one that it did not open; the sentence's end if there is none.
uint32_t FindLooseQuote(const Document& document, const Sentence& sentence) {
  uint32_t opened = sentence.tokens.end;
  for (uint32_t index = sentence.tokens.begin; index < sentence.tokens.end;
       ++index) {
    const Token& token = document.tokens[index];
    const std::string_view text = document.Text(token);
    const bool straight = text == "\"";
    const bool spaced = (token.flags & kSpaceBefore) != 0;
    if (text == "“" || (straight && spaced)) {
      opened = index;
    } else if (text == "”" || straight) {
      if (opened == sentence.tokens.end) return index;
      opened = sentence.tokens.end;
    }
  }
  return opened;
}

}  // namespace

void AppendCandidates(const Document& document, uint32_t sentence_index,
                      Compression compression, std::vector<Candidate>* output) {
  const Sentence& sentence = document.sentences[sentence_index];
  Candidate whole;
  whole.sentence = sentence_index;
  whole.kept.push_back(sentence.span);
  whole.tokens.push_back(sentence.tokens);
  whole.words = CountWords(document.Text(sentence.span));
  if (compression == Compression::kNone) {
    output->push_back(whole);
    return;
  }
  const uint32_t first =
      sentence.tokens.begin + OpeningFiller(document, sentence);
  if (first > sentence.tokens.begin) {
    whole.tokens.front().begin = first;
    whole.kept.front().start = document.tokens[first].span.start;
    whole.words = CountWords(document.Text(whole.kept.front()));
  }
  output->push_back(whole);
  // Half a quotation reads on without its mark.
  if (const uint32_t loose = FindLooseQuote(document, sentence);
      loose > first && loose < sentence.tokens.end) {
    Candidate& only = output->back();
    const CleanSpan mark = document.tokens[loose].span;
    only.tokens = {{first, loose}};
    only.kept = {{whole.kept.front().start, mark.start}};
    if (loose + 1 < sentence.tokens.end) {
      only.tokens.push_back({loose + 1, sentence.tokens.end});
      only.kept.push_back({mark.end, sentence.span.end});
    }
    return;
  }

  Candidate shorter;
  shorter.sentence = sentence_index;
  uint32_t kept_from = first;
  uint32_t open = 0;
  uint32_t depth = 0;
  for (uint32_t index = first; index < sentence.tokens.end; ++index) {
    const std::string_view token = document.Text(document.tokens[index]);
    if (IsOpenBracket(token)) {
      if (depth == 0) open = index;
      ++depth;
    } else if (IsCloseBracket(token) && depth > 0) {
      --depth;
      if (depth != 0 || !MayGo(document, sentence, open, index)) continue;
      // The space before the bracket goes with it; the one after it stays.
      if (kept_from < open) {
        shorter.tokens.push_back({kept_from, open});
        shorter.kept.push_back({document.tokens[kept_from].span.start,
                                document.tokens[open - 1].span.end});
      }
      kept_from = index + 1;
      if (!shorter.kept.empty() && kept_from < sentence.tokens.end &&
          (document.tokens[kept_from].flags & kSpaceBefore) != 0) {
        // The space itself: from the bracket's end to the next token.
        shorter.kept.push_back({document.tokens[index].span.end,
                                document.tokens[kept_from].span.start});
      }
    }
  }
  // A bracket that never closes, or nothing to drop: the sentence stays whole.
  if (kept_from == first || depth != 0) return;
  if (kept_from < sentence.tokens.end) {
    shorter.tokens.push_back({kept_from, sentence.tokens.end});
    shorter.kept.push_back(
        {document.tokens[kept_from].span.start, sentence.span.end});
  }
  // Pieces that touch are one.
  std::vector<CleanSpan> joined;
  for (const CleanSpan span : shorter.kept) {
    if (!joined.empty() && joined.back().end == span.start) {
      joined.back().end = span.end;
    } else {
      joined.push_back(span);
    }
  }
  shorter.kept = std::move(joined);
  shorter.words = CountKeptWords(document, shorter);
  output->push_back(std::move(shorter));
}

}  // namespace standfirst
