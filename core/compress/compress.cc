#include "core/compress/compress.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/speech.h"

namespace standfirst {
namespace {

// Brackets longer than this hold more than an aside, and a bracket with a
// sentence of its own is left alone.
constexpr uint32_t kLongestBracketTokens = 25;

bool IsOpenBracket(std::string_view token) {
  return token.size() == 1 && (token[0] == '(' || token[0] == '[');
}
bool IsCloseBracket(std::string_view token) {
  return token.size() == 1 && (token[0] == ')' || token[0] == ']');
}
bool IsDoubleQuote(std::string_view token) {
  return token.size() <= 3 && IsOneOf(token, "\" “ ”");
}

std::string_view LowerOf(const Document& document, uint32_t token) {
  return document.vocabulary.form(
      document.vocabulary.lower(document.tokens[token].word));
}

PartOfSpeech TagOf(const Document& document, uint32_t token) {
  return static_cast<PartOfSpeech>(document.tokens[token].tag);
}

bool HoldsByte(std::string_view token, char first, char last) {
  for (const char byte : token) {
    if (byte >= first && byte <= last) return true;
  }
  return false;
}
bool HoldsDigit(std::string_view token) { return HoldsByte(token, '0', '9'); }

// A bracket without a figure says of one that stands at most so many tokens
// before it what it counts: "80 million crowns (restated)".
constexpr uint32_t kFigureReach = 5;

// May the bracketed tokens [open, close] go? Not where they are the start of
// the sentence ("(1) …"), a mark on a word ("judge(s)"), what a word stands
// before ("we prefer (b)", "under (c)"), an editor's word in a quotation
// ("[he]"), what a claim or a figure hangs on ("(who denies it)", "(P = 0.68)",
// "(± 3)", "62 per cent (provisional)") or hold the sentence's only figure.
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
  if ((close - open == 2 && document.Text(tokens[open + 1]).size() == 1) ||
      (WordKindsOf(LowerOf(document, open - 1)) & kPreposition) != 0 ||
      HoldsReservation(document, open, close)) {
    return false;
  }
  bool figure_inside = false;
  for (uint32_t index = open; index <= close; ++index) {
    // "12 crowns (9 before noon)": another figure, and when it holds.
    if (figure_inside && TagOf(document, index) == PartOfSpeech::kIN) {
      return false;
    }
    const std::string_view token = document.Text(tokens[index]);
    // "P = 0.68", "p<0.05", "p > 0.1".
    if (IsDoubleQuote(token) || token == "±" || HoldsByte(token, '<', '>')) {
      return false;
    }
    figure_inside |= HoldsDigit(token);
  }
  if (!figure_inside) {
    for (uint32_t i = std::max(open, sentence.tokens.begin + kFigureReach) -
                      kFigureReach;
         i < open; ++i) {
      if (TagOf(document, i) == PartOfSpeech::kCD) return false;
    }
    return true;
  }
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

// A shorter sentence has to gain so many tokens by what it leaves out at its
// end.
constexpr uint32_t kShortestTail = 4;

// Does a phrase end before the token? Then what looks a past tense is a
// participle: "with the mayor also expected | in town".
bool EndsPhrase(const Document& document, uint32_t token, uint32_t end) {
  if (token == end) return true;
  switch (TagOf(document, token)) {
    case PartOfSpeech::kIN:
    case PartOfSpeech::kTO:
    case PartOfSpeech::kRB:
      return true;
    default:
      return false;
  }
}

// Tags from `first` on: kVB, or kRB for an adverb ("which later was") too.
bool IsVerbOr(PartOfSpeech first, PartOfSpeech tag) {
  return tag >= first && tag <= PartOfSpeech::kVBZ;
}

// Do the tokens, which stand between a comma and the sentence's end, tell no
// more than a circumstance: "with …", "which was …", "leaving …", "after …"?
// Never who says it, nor what takes it back or sets a condition. Nor "before",
// which mostly tells what became of it. `modal`: of what may, must or will be.
bool IsCircumstance(const Document& document, uint32_t begin, uint32_t end,
                    bool modal) {
  if (end - begin < kShortestTail) return false;
  const std::string_view opening = LowerOf(document, begin);
  // What is told of the noun before it: "which an appeal court overturned" is
  // what somebody did about it, and "the only one, she said, who had seen him"
  // belongs to what stands further ahead.
  const bool relative = IsOneOf(opening, "which who");
  // "and, with the pickets gone, …", "that, following the vote, …"
  const PartOfSpeech before = TagOf(document, begin - 2);
  if (before == PartOfSpeech::kCC || before == PartOfSpeech::kIN) return false;
  if (relative && (IsVerbOr(PartOfSpeech::kVB, before) ||
                   !IsVerbOr(PartOfSpeech::kRB, TagOf(document, begin + 1)))) {
    return false;
  }
  const bool clause =
      relative || IsOneOf(opening, "after following when where while");
  // "ignoring food and energy", "leaving out the north": of what it holds.
  if (!clause && opening != "with" &&
      (TagOf(document, begin) != PartOfSpeech::kVBG ||
       IsOneOf(
           opening,
           "adjusting assuming counting deducting ignoring measuring using") ||
       TagOf(document, begin + 1) == PartOfSpeech::kRP)) {
    return false;
  }
  // "when taken with food" and "where space allows" are conditions, and so is
  // "with consent" or "after a review" of what may or will be; "when he took
  // it" is not.
  bool past = relative || !(modal || IsOneOf(opening, "when where"));
  bool comma = false;
  for (uint32_t i = begin + 1; i < end; ++i) {
    const std::string_view lower = LowerOf(document, i);
    if (IsDoubleQuote(lower) || IsOneOf(lower, "( ) : ; ' ‘ ’ -- – —") ||
        TagOf(document, i) == PartOfSpeech::kColon) {
      return false;
    }
    // What the comma opens has to end the sentence.
    if (lower == ",") {
      if (clause) return false;
      comma = true;
    }
    const PartOfSpeech tag = TagOf(document, i);
    // "with the house as security": on what terms.
    if (lower == "as" && opening == "with") return false;
    // "unlawful", "untrue", "with a tenth of them uncounted".
    if (lower.starts_with("un") &&
        (tag == PartOfSpeech::kJJ || tag == PartOfSpeech::kVBN)) {
      return false;
    }
    if (relative || !IsFiniteVerb(tag)) continue;
    if (clause) {
      if (tag != PartOfSpeech::kVBD) return false;
      past |= i > begin + 1;
    } else if (comma || !lower.ends_with("ed") ||
               !EndsPhrase(document, i + 1, end)) {
      // Behind a comma it is what the sentence says: "…, and, with her rivals
      // beaten, the party celebrated."
      return false;
    }
  }
  return past && !HoldsReservation(document, begin, end);
}

// The comma before what the sentence ends on and can do without; its end if
// there is none.
uint32_t FindTail(const Document& document, uint32_t first, uint32_t end) {
  if (first + 1 >= end || document.Text(document.tokens[end - 1]) != ".") {
    return end;
  }
  // "When he came, with her, the mayor …": no verb of its own yet.
  bool opening = EndsPhrase(document, first, end) ||
                 TagOf(document, first) == PartOfSpeech::kVBG ||
                 TagOf(document, first) == PartOfSpeech::kVBN ||
                 TagOf(document, first) == PartOfSpeech::kWRB;
  bool verb = false;
  bool modal = false;
  bool quoted = false;
  for (uint32_t i = first; i + 1 < end; ++i) {
    const std::string_view text = document.Text(document.tokens[i]);
    if (IsDoubleQuote(text)) {
      quoted = text == "“" || (text == "\"" && !quoted);
    }
    if (text == "," && !quoted) {
      if (verb && !opening && IsCircumstance(document, i + 1, end - 1, modal)) {
        return i;
      }
      if (opening) verb = false;
      opening = false;
    }
    verb |= IsFiniteVerb(TagOf(document, i));
    modal |= TagOf(document, i) == PartOfSpeech::kMD;
  }
  return end;
}

// The last phrase of place or time in such an ending, which may go alone:
// "with the mayor expected | in the town hall", "following a fire | in May";
// not "revealing a rise in deaths | in care homes", nor "who was born | in
// Lund". `end` if there is none.
uint32_t FindLastPhrase(const Document& document, uint32_t tail, uint32_t end) {
  // Of what "the first woman elected | in Lund" is the first it says.
  for (uint32_t i = tail; i < end; ++i) {
    const PartOfSpeech tag = TagOf(document, i);
    if (tag == PartOfSpeech::kJJS || tag == PartOfSpeech::kRBS ||
        IsOneOf(LowerOf(document, i), "all any every first last next")) {
      return end;
    }
  }
  for (uint32_t i = end - 1; i > tail + 3; --i) {
    const PartOfSpeech tag = TagOf(document, i);
    if (tag == PartOfSpeech::kTO || IsFiniteVerb(tag) ||
        document.Text(document.tokens[i]) == ",") {
      break;
    }
    if (tag != PartOfSpeech::kIN) continue;
    if (!IsOneOf(LowerOf(document, i), "at during from in on over")) break;
    switch (TagOf(document, i - 1)) {
      case PartOfSpeech::kNN:
      case PartOfSpeech::kNNS:
      case PartOfSpeech::kNNP:
        if (TagOf(document, i + 1) == PartOfSpeech::kNNP ||
            HoldsDigit(LowerOf(document, i + 1))) {
          return i;
        }
        break;
      case PartOfSpeech::kVBD:
      case PartOfSpeech::kVBN:
        if (LowerOf(document, tail + 1) == "with") return i;
        break;
      default:
        break;
    }
    break;
  }
  return end;
}

// The sentence without some of its tokens.
Candidate Without(const Document& document, const Candidate& whole,
                  const std::vector<IndexRange>& left_out) {
  Candidate shorter;
  shorter.sentence = whole.sentence;
  IndexRange rest = whole.tokens.front();
  CleanSpan text = whole.kept.front();
  for (const IndexRange out : left_out) {
    if (rest.begin < out.begin) {
      shorter.tokens.push_back({rest.begin, out.begin});
      shorter.kept.push_back(
          {text.start, document.tokens[out.begin - 1].span.end});
    }
    // The space before them goes, the one behind them stays.
    rest.begin = out.end;
    text.start = document.tokens[out.end - 1].span.end;
  }
  if (rest.begin < rest.end) {
    shorter.tokens.push_back(rest);
    shorter.kept.push_back(text);
  }
  shorter.words = CountKeptWords(document, shorter);
  return shorter;
}

}  // namespace

bool HoldsReservation(const Document& document, uint32_t begin, uint32_t end) {
  // Words of up to three letters, and how longer ones begin; of two that begin
  // alike the longer one stands first.
  static constexpr WordsByLetter kReservations(
      "acquit alleg althou annul appeal barring but cancel citing claim clear "
      "condition deni deny depending depends despite dismiss disput drop error "
      "excep exclu exem fail fals if instead later n't neither never nobody "
      "none nothing nor not no only overrul overtur pending prove provided "
      "quash reject retract revers revok scrap since struck subject suspe "
      "though unless until whether withd wrong yet");
  for (uint32_t i = begin; i < end; ++i) {
    const std::string_view lower = LowerOf(document, i);
    const size_t size = kReservations.StartOf(lower);
    if (size > 3 || (size > 0 && size == lower.size()) ||
        (WordKindsOf(lower) & kReportingVerb) != 0) {
      return true;
    }
  }
  return false;
}

LooseQuote FindLooseQuote(const Document& document, const Sentence& sentence) {
  const uint32_t end = sentence.tokens.end;
  uint32_t opened = end;
  uint32_t single = end;
  bool singles = false;
  for (uint32_t index = sentence.tokens.begin; index < end; ++index) {
    const Token& token = document.tokens[index];
    const std::string_view text = document.Text(token);
    // An apostrophe looks as what closes one: only behind a stop or comma, in a
    // sentence that opened none, it surely does.
    if (text == "‘") {
      single = index;
      singles = true;
    } else if (text == "’") {
      single = end;
      if (!singles && index > sentence.tokens.begin &&
          IsOneOf(document.Text(document.tokens[index - 1]), ", . ! ?")) {
        return {index, false};
      }
    }
    const bool straight = text == "\"";
    // A straight mark opens behind a blank, and where nothing is open behind a
    // bracket or a dash.
    const bool opens =
        (token.flags & kSpaceBefore) != 0 || index == sentence.tokens.begin ||
        (opened == end &&
         IsOneOf(document.Text(document.tokens[index - 1]), "( [ - -- – —"));
    if (text == "“" || (straight && opens)) {
      opened = index;
    } else if (text == "”" || straight) {
      if (opened == end) {
        // Inches: "12\" wide".
        if (straight && HoldsDigit(document.Text(document.tokens[index - 1]))) {
          continue;
        }
        return {index, false};
      }
      opened = end;
    }
  }
  return {std::min(opened, single), true};
}

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
  if (const uint32_t loose = FindLooseQuote(document, sentence).token;
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

  const uint32_t end = sentence.tokens.end;
  const uint32_t tail = FindTail(document, first, end);
  std::vector<IndexRange> out;
  uint32_t open = 0;
  uint32_t depth = 0;
  for (uint32_t index = first; index < end; ++index) {
    const std::string_view token = document.Text(document.tokens[index]);
    if (IsOpenBracket(token)) {
      if (depth == 0) open = index;
      ++depth;
    } else if (IsCloseBracket(token) && depth > 0) {
      --depth;
      if (depth == 0 && open > first &&
          MayGo(document, sentence, open, index)) {
        out.push_back({open, index + 1});
      }
    }
  }
  // A bracket that never closes: the sentence stays whole.
  if (depth != 0) return;
  const uint32_t stop = end - 1;
  if (tail < stop) {
    const uint32_t phrase = FindLastPhrase(document, tail, stop);
    if (phrase < stop) out.push_back({phrase, stop});
  }
  if (!out.empty()) output->push_back(Without(document, whole, out));
  if (tail < stop) {
    while (!out.empty() && out.back().begin > tail) out.pop_back();
    out.push_back({tail, stop});
    output->push_back(Without(document, whole, out));
  }
}

}  // namespace standfirst
