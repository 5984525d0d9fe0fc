#include "core/headline/headline.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/headline/headline_model.h"
#include "core/rank/evidence.h"
#include "core/rank/features.h"
#include "core/rank/sentence_shape.h"
#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Fewer words than this are no headline unless the sentence has no more.
constexpr uint32_t kFewestWords = 5;

bool IsQuote(std::string_view token) {
  return token == "\"" || token == "“" || token == "”" || token == "``" ||
         token == "''" || token == "«" || token == "»";
}

bool IsComma(std::string_view token) {
  return token == "," || token == ";" || token == ":" || token == "—" ||
         token == "–" || token == "-" || token == "--";
}

bool IsNounLike(uint8_t tag) {
  switch (static_cast<PartOfSpeech>(tag)) {
    case PartOfSpeech::kNN:
    case PartOfSpeech::kNNS:
    case PartOfSpeech::kNNP:
    case PartOfSpeech::kNNPS:
    case PartOfSpeech::kPOS:
    case PartOfSpeech::kJJ:
    case PartOfSpeech::kCD:
      return true;
    default:
      return false;
  }
}

// A line is cut from the beginning of a sentence: further tokens are not
// looked at.
constexpr uint32_t kMostPieces = 90;
// Sentences whose beginnings are tried.
constexpr uint32_t kSentencesTried = 4;
// Words that a headline of the trade has about.
constexpr uint32_t kUsualWords = 9;

// What is known of a sentence's tokens while a headline is cut from it.
struct Piece {
  std::string_view text;
  uint32_t lower = 0;  // Vocabulary entry.
  uint16_t kinds = 0;
  uint8_t tag = 0;
  bool term = false;
  bool capital = false;
  bool space_before = false;
  bool in_mention = false;      // Of a name or a number.
  bool inside_mention = false;  // The same, and not its first token.
  bool dropped = false;         // Headlines do without.
  uint32_t salience = 0;        // Of the word in headlines, in thousandths.
};

bool IsArticle(std::string_view text) {
  return text == "a" || text == "an" || text == "the" || text == "A" ||
         text == "An" || text == "The";
}

bool IsWeekday(std::string_view text) {
  constexpr std::array<std::string_view, 7> kDays = {
      "Monday", "Tuesday",  "Wednesday", "Thursday",
      "Friday", "Saturday", "Sunday"};
  return std::find(kDays.begin(), kDays.end(), text) != kDays.end();
}

bool IsBeing(std::string_view text) {
  return text == "is" || text == "are" || text == "was" || text == "were";
}

bool IsParticiple(const Piece& piece) {
  if (piece.tag != 0) {
    return static_cast<PartOfSpeech>(piece.tag) == PartOfSpeech::kVBN;
  }
  return piece.text.size() > 4 && piece.text.ends_with("ed");
}

class Cutter {
 public:
  Cutter(const Document& document, const EntityAnalysis& entities,
         uint32_t sentence);

  // Gives each word its salience, and drops what headlines do without.
  void Weigh(const HeadlineModel& model, const Evidence& evidence);

  struct Cut {
    uint32_t start = 0;
    uint32_t end = 0;
    uint64_t value = 0;  // 0: there is none.
  };
  // The best line of at most `words` words that says most of what headlines
  // say: a place where the sentence may start, a place where it may end.
  Cut BestCut(uint32_t words) const;
  // Without a model: the longest good beginning.
  Cut LongestCut(uint32_t words) const;

  Candidate Make(const Cut& cut) const;

 private:
  uint32_t Start() const;
  uint32_t StartAfterOpening(uint32_t start) const;
  // How good an end before piece `end` is; 0: not at all.
  uint32_t EndQuality(uint32_t start, uint32_t end) const;
  void DropForHeadline();

  const Document& document_;
  uint32_t sentence_;
  bool whole_ = true;  // All of the sentence's tokens are in pieces_.
  std::vector<Piece> pieces_;
};

Cutter::Cutter(const Document& document, const EntityAnalysis& entities,
               uint32_t sentence)
    : document_(document), sentence_(sentence) {
  const Sentence& here = document.sentences[sentence];
  const uint32_t end =
      std::min(here.tokens.end, here.tokens.begin + kMostPieces);
  whole_ = end == here.tokens.end;
  for (uint32_t index = here.tokens.begin; index < end; ++index) {
    const Token& token = document.tokens[index];
    Piece piece;
    piece.text = document.Text(token);
    piece.tag = token.tag;
    piece.term = IsTerm(piece.text);
    piece.lower = document.vocabulary.lower(token.word);
    piece.kinds = WordKindsOf(document.vocabulary.form(piece.lower));
    piece.capital =
        ClassifyCharacter(DecodeValidUtf8(piece.text, 0).code_point) ==
        CharacterClass::kUpper;
    piece.space_before = (token.flags & kSpaceBefore) != 0;
    pieces_.push_back(piece);
  }
  // Mentions are in text order: those of this sentence stand together.
  const auto first =
      std::lower_bound(entities.mentions.begin(), entities.mentions.end(),
                       sentence, [](const Mention& mention, uint32_t wanted) {
                         return mention.sentence < wanted;
                       });
  for (auto mention = first;
       mention != entities.mentions.end() && mention->sentence == sentence;
       ++mention) {
    for (uint32_t token = mention->tokens.begin;
         token < std::min(mention->tokens.end, end); ++token) {
      if (token < here.tokens.begin) continue;
      Piece& piece = pieces_[token - here.tokens.begin];
      piece.in_mention = true;
      piece.inside_mention = token > mention->tokens.begin;
    }
  }
}

// Articles, the weekday of an event, "is" and its like before a participle:
// what the headlines of newspapers leave out. Nothing that a claim hangs on.
void Cutter::DropForHeadline() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = 0; i < size; ++i) {
    Piece& piece = pieces_[i];
    // "The Hague", "A Tale": a name goes on after its article.
    if (IsArticle(piece.text) && i + 1 < size && pieces_[i + 1].term &&
        !piece.in_mention &&
        (piece.text[0] != 'T' || i == 0 || !pieces_[i + 1].capital)) {
      piece.dropped = true;
    }
    if (IsWeekday(piece.text) && i > 0 && pieces_[i - 1].text == "on" &&
        (i + 1 == size || !pieces_[i + 1].capital)) {
      piece.dropped = true;
      pieces_[i - 1].dropped = true;
    }
    if (IsBeing(piece.text) && i > 0 && pieces_[i - 1].term && i + 1 < size &&
        IsParticiple(pieces_[i + 1]) &&
        (pieces_[i - 1].kinds &
         (kConjunction | kPersonalPronoun | kAuxiliary)) == 0) {
      piece.dropped = true;
    }
  }
}

void Cutter::Weigh(const HeadlineModel& model, const Evidence& evidence) {
  for (Piece& piece : pieces_) {
    if (!piece.term) continue;
    if (evidence.words[piece.lower].count == 0) continue;
    const Vocabulary::Entry& entry = document_.vocabulary.entry(piece.lower);
    piece.salience = model.Salience(
        FeaturesOfWord(evidence, piece.lower, entry.pool_size), entry.hash);
  }
  // A word counts once.
  for (size_t i = 0; i < pieces_.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (pieces_[j].lower == pieces_[i].lower) pieces_[i].salience = 0;
    }
  }
  DropForHeadline();
}

// Past an opening connective ("But", "However,"), an answer, or marks.
uint32_t Cutter::Start() const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t start = 0;
  while (start < size && !pieces_[start].term) ++start;
  if (start + 3 < size &&
      (pieces_[start].kinds & (kConnective | kAnswer)) != 0) {
    uint32_t next = start + 1;
    const bool comma = IsComma(pieces_[next].text);
    if (comma) ++next;
    const std::string_view first = pieces_[start].text;
    const bool plain = first == "But" || first == "And" || first == "Or" ||
                       first == "Nor" || first == "So" || first == "Yet";
    if ((comma || plain) && pieces_[next].term) start = next;
  }
  return start < size ? start : 0;
}

// Past an opening phrase that is no subject ("After a week of talks, …"): the
// piece after its comma, or `start`.
uint32_t Cutter::StartAfterOpening(uint32_t start) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const Piece& first = pieces_[start];
  const bool opening =
      (first.kinds & kPreposition) != 0 || first.text.ends_with("ing") ||
      static_cast<PartOfSpeech>(first.tag) == PartOfSpeech::kVBN;
  if (!opening || first.in_mention) return start;
  for (uint32_t i = start + 1; i + 4 < size && i < start + 25; ++i) {
    if (pieces_[i].text != ",") continue;
    const Piece& next = pieces_[i + 1];
    // Not into a list, and not onto a pronoun whose noun is left behind.
    if ((next.kinds & (kPersonalPronoun | kConjunction | kPreposition)) != 0 ||
        !next.term) {
      continue;
    }
    const bool subject = next.capital || (next.kinds & kDeterminer) != 0;
    if (subject) return i + 1;
  }
  return start;
}

uint32_t Cutter::EndQuality(uint32_t start, uint32_t end) const {
  const Piece& last = pieces_[end - 1];
  if (!last.term || last.dropped) return 0;
  // Where the sentence itself ends, any word may.
  const bool ends_sentence =
      whole_ && std::none_of(pieces_.begin() + end, pieces_.end(),
                             [](const Piece& piece) { return piece.term; });
  constexpr uint16_t kOpenEnded = kPreposition | kDeterminer | kConjunction |
                                  kConnective | kAuxiliary | kReportingVerb;
  if ((last.kinds & kOpenEnded) != 0 && !ends_sentence) return 0;
  switch (static_cast<PartOfSpeech>(last.tag)) {
    case PartOfSpeech::kIN:
    case PartOfSpeech::kTO:
    case PartOfSpeech::kDT:
    case PartOfSpeech::kPDT:
    case PartOfSpeech::kPRPS:
    case PartOfSpeech::kMD:
    case PartOfSpeech::kCC:
    case PartOfSpeech::kWDT:
    case PartOfSpeech::kWP:
    case PartOfSpeech::kWPS:
    case PartOfSpeech::kPOS:
    case PartOfSpeech::kHYPH:
    case PartOfSpeech::kDollar:
      return 0;
    default:
      break;
  }
  bool verb = false;
  uint32_t quotes = 0;
  uint32_t open_brackets = 0;
  for (uint32_t i = start; i < end; ++i) {
    const Piece& piece = pieces_[i];
    if (IsQuote(piece.text)) ++quotes;
    if (piece.text == "(" || piece.text == "[") ++open_brackets;
    if ((piece.text == ")" || piece.text == "]") && open_brackets > 0) {
      --open_brackets;
    }
    switch (static_cast<PartOfSpeech>(piece.tag)) {
      case PartOfSpeech::kNone:
        verb |= (piece.kinds & kAuxiliary) != 0 && piece.text != "to" &&
                piece.text != "'s";
        verb |=
            (piece.kinds & kReportingVerb) != 0 && piece.text != "according";
        verb |= i > start && piece.text.size() > 4 &&
                piece.text.ends_with("ed") && !piece.capital;
        break;
      case PartOfSpeech::kVBD:
      case PartOfSpeech::kVBP:
      case PartOfSpeech::kVBZ:
      case PartOfSpeech::kMD:
        verb = true;
        break;
      default:
        break;
    }
  }
  uint32_t quality = verb ? 100 : 20;
  if (quotes % 2 != 0 || open_brackets > 0) quality /= 4;
  if (end == pieces_.size()) return whole_ ? quality + 50 : 0;
  const Piece& next = pieces_[end];
  if (next.inside_mention) return 1;
  if (!next.term) {
    // A hyphen or an apostrophe joins; a comma or a bracket parts.
    if (IsComma(next.text) && next.text != "-") return quality + 40;
    return next.text == "(" || next.text == "." || IsQuote(next.text)
               ? quality + 40
               : quality / 8 + 1;
  }
  if (next.text.starts_with("'") || next.text.starts_with("’")) return 1;
  // "of" binds to what stands before it.
  if (next.text == "of") return quality / 4 + 1;
  if ((next.kinds & (kPreposition | kConjunction)) != 0) return quality + 20;
  if ((next.kinds & kAuxiliary) != 0) return quality / 4 + 1;
  if (last.capital && next.capital) return 1;
  if (IsNounLike(next.tag) && IsNounLike(last.tag)) return quality / 8 + 1;
  return quality / 2 + 1;
}

Candidate Cutter::Make(const Cut& cut) const {
  const Sentence& here = document_.sentences[sentence_];
  Candidate candidate;
  candidate.sentence = sentence_;
  std::string text;
  for (uint32_t i = cut.start; i < cut.end;) {
    if (pieces_[i].dropped) {
      ++i;
      continue;
    }
    uint32_t end = i + 1;
    while (end < cut.end && !pieces_[end].dropped) ++end;
    const IndexRange tokens = {here.tokens.begin + i, here.tokens.begin + end};
    // The space before a later run goes with it.
    const CleanOffset start = candidate.tokens.empty()
                                  ? document_.tokens[tokens.begin].span.start
                                  : document_.tokens[tokens.begin - 1].span.end;
    candidate.tokens.push_back(tokens);
    candidate.kept.push_back(
        {start, document_.tokens[tokens.end - 1].span.end});
    text += document_.Text(candidate.kept.back());
    i = end;
  }
  candidate.words = CountWords(text);
  return candidate;
}

Cutter::Cut Cutter::BestCut(uint32_t words) const {
  Cut best;
  const auto size = static_cast<uint32_t>(pieces_.size());
  const uint32_t first = Start();
  const uint32_t second = StartAfterOpening(first);
  for (const uint32_t start : {first, second}) {
    uint32_t count = 0;
    uint32_t terms = 0;
    uint64_t salience = 0;
    bool counted = false;
    for (uint32_t end = start + 1; end <= size; ++end) {
      const Piece& last = pieces_[end - 1];
      if (last.space_before) counted = false;
      if (last.term && !last.dropped) {
        if (!counted) ++count;
        counted = true;
        ++terms;
        salience += last.salience;
      }
      if (count > words) break;
      if (count < kFewestWords) continue;
      const uint64_t quality = EndQuality(start, end);
      if (quality < 60) continue;
      // Expected F1 of the words, by how well the line ends; 0.5 to 1.
      const uint64_t value =
          2 * salience * 1000 / (terms + kUsualWords) * (quality + 150);
      // A line that starts with a phrase that is no subject reads worse.
      const uint64_t fair = start == first && second != first ? 9 : 10;
      if (value * fair > best.value) best = {start, end, value * fair};
    }
    if (second == first) break;
  }
  const std::string_view opening = pieces_[0].text;
  if (IsQuote(opening)) best.value /= 2;
  return best;
}

Cutter::Cut Cutter::LongestCut(uint32_t words) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  Cut best;
  best.start = Start();
  uint32_t last_fitting = best.start + 1;
  uint32_t count = 0;
  bool counted = false;  // The present white-space word has been counted.
  for (uint32_t end = best.start + 1; end <= size; ++end) {
    const Piece& last = pieces_[end - 1];
    if (last.space_before) counted = false;
    if (last.term && !counted && !last.dropped) {
      counted = true;
      ++count;
    }
    if (count > words) break;
    last_fitting = end;
    if (count < kFewestWords && end < size) continue;
    const uint64_t value =
        uint64_t{EndQuality(best.start, end)} * (20 + std::min(count, 20U));
    if (value > 0 && value >= best.value) {
      best.value = value;
      best.end = end;
    }
  }
  if (best.end == 0) {
    // No good place: at least not on a word that wants another.
    best.end = last_fitting;
    while (best.end > best.start + 1 &&
           (!pieces_[best.end - 1].term ||
            (pieces_[best.end - 1].kinds & kFunctionWord) != 0)) {
      --best.end;
    }
  }
  return best;
}

bool StartsWithQuote(const Document& document, uint32_t sentence) {
  const std::string_view text =
      document.Text(document.sentences[sentence].span);
  return text.starts_with("\"") || text.starts_with("“") ||
         text.starts_with("'") || text.starts_with("‘");
}

}  // namespace

std::optional<Candidate> MakeHeadline(const HeadlineModel* model,
                                      const Document& document,
                                      const EntityAnalysis& entities,
                                      const Ranking& ranking, uint32_t words) {
  const auto count = static_cast<uint32_t>(document.sentences.size());
  if (count == 0) return std::nullopt;
  words = std::max(words, 1U);
  if (model != nullptr && model->trained() && ranking.evidence != nullptr) {
    // The beginnings of the first sentences that stand alone.
    std::optional<Candidate> best;
    uint64_t best_value = 0;
    uint32_t tried = 0;
    for (uint32_t index = 0; index < count && tried < kSentencesTried;
         ++index) {
      const SentenceScore& score = ranking.sentences[index];
      if (!score.eligible || score.last_resort || score.needs_previous) {
        continue;
      }
      ++tried;
      Cutter cutter(document, entities, index);
      cutter.Weigh(*model, *ranking.evidence);
      const Cutter::Cut cut = cutter.BestCut(words);
      if (cut.value > best_value) {
        best_value = cut.value;
        best = cutter.Make(cut);
      }
    }
    if (best.has_value() && best->words <= words) return best;
  }
  // The best sentence that stands alone, is no question and no quotation.
  uint32_t best = count;
  for (int tier = 0; tier < 3 && best == count; ++tier) {
    for (uint32_t index = 0; index < count; ++index) {
      const SentenceScore& score = ranking.sentences[index];
      if (tier < 2 && !score.eligible) continue;
      if (tier < 1 && (score.needs_previous || score.last_resort ||
                       StartsWithQuote(document, index))) {
        continue;
      }
      if (best == count || score.score > ranking.sentences[best].score) {
        best = index;
      }
    }
  }
  const Cutter cutter(document, entities, best);
  return cutter.Make(cutter.LongestCut(words));
}

}  // namespace standfirst
