#include "core/headline/headline.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/headline/headline_model.h"
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

// What is known of a sentence's tokens while a headline is cut from it.
struct Piece {
  std::string_view text;
  uint16_t kinds = 0;
  uint8_t tag = 0;
  bool term = false;
  bool capital = false;
  bool inside_mention = false;  // Not the first token of one.
};

class Cutter {
 public:
  Cutter(const Document& document, const EntityAnalysis& entities,
         uint32_t sentence)
      : document_(document), sentence_(sentence) {
    const Sentence& here = document.sentences[sentence];
    for (uint32_t index = here.tokens.begin; index < here.tokens.end; ++index) {
      const Token& token = document.tokens[index];
      Piece piece;
      piece.text = document.Text(token);
      piece.tag = token.tag;
      piece.term = IsTerm(piece.text);
      const uint32_t lower = document.vocabulary.lower(token.word);
      piece.kinds = WordKindsOf(document.vocabulary.form(lower));
      piece.capital =
          ClassifyCharacter(DecodeValidUtf8(piece.text, 0).code_point) ==
          CharacterClass::kUpper;
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
      for (uint32_t token = mention->tokens.begin + 1;
           token < mention->tokens.end; ++token) {
        if (here.tokens.Contains(token)) {
          pieces_[token - here.tokens.begin].inside_mention = true;
        }
      }
    }
  }

  // The longest good prefix of at most `words` words.
  Candidate Cut(uint32_t words) const;

 private:
  uint32_t Start() const;
  // How good an end before piece `end` is; 0: not at all.
  uint32_t EndQuality(uint32_t start, uint32_t end) const;
  Candidate Make(uint32_t start, uint32_t end) const;

  const Document& document_;
  uint32_t sentence_;
  std::vector<Piece> pieces_;
};

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

uint32_t Cutter::EndQuality(uint32_t start, uint32_t end) const {
  const Piece& last = pieces_[end - 1];
  if (!last.term) return 0;
  if ((last.kinds &
       (kPreposition | kDeterminer | kConjunction | kConnective)) != 0) {
    return 0;
  }
  if ((last.kinds & kAuxiliary) != 0) return 0;
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
        verb |= (piece.kinds & kAuxiliary) != 0 && piece.text != "to";
        verb |= (piece.kinds & kReportingVerb) != 0;
        verb |= piece.text.size() > 4 && piece.text.ends_with("ed");
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
  if (end == pieces_.size()) return quality + 50;
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

Candidate Cutter::Make(uint32_t start, uint32_t end) const {
  const Sentence& here = document_.sentences[sentence_];
  Candidate candidate;
  candidate.sentence = sentence_;
  const IndexRange tokens = {here.tokens.begin + start,
                             here.tokens.begin + end};
  const CleanSpan span = {document_.tokens[tokens.begin].span.start,
                          document_.tokens[tokens.end - 1].span.end};
  candidate.tokens.push_back(tokens);
  candidate.kept.push_back(span);
  candidate.words = CountWords(document_.Text(span));
  return candidate;
}

Candidate Cutter::Cut(uint32_t words) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const uint32_t start = Start();
  const Sentence& here = document_.sentences[sentence_];
  uint32_t best_end = 0;
  uint64_t best_value = 0;
  uint32_t last_fitting = start + 1;
  uint32_t count = 0;
  bool counted = false;  // The present white-space word has been counted.
  for (uint32_t end = start + 1; end <= size; ++end) {
    const Token& token = document_.tokens[here.tokens.begin + end - 1];
    if ((token.flags & kSpaceBefore) != 0) counted = false;
    if (pieces_[end - 1].term && !counted) {
      counted = true;
      ++count;
    }
    if (count > words) break;
    last_fitting = end;
    if (count < kFewestWords && end < size) continue;
    const uint64_t value =
        uint64_t{EndQuality(start, end)} * (20 + std::min(count, 20U));
    if (value > 0 && value >= best_value) {
      best_value = value;
      best_end = end;
    }
  }
  if (best_end == 0) {
    // No good place: at least not on a word that wants another.
    best_end = last_fitting;
    while (best_end > start + 1 &&
           (!pieces_[best_end - 1].term ||
            (pieces_[best_end - 1].kinds & kFunctionWord) != 0)) {
      --best_end;
    }
  }
  return Make(start, best_end);
}

}  // namespace

std::optional<Candidate> MakeHeadline(const HeadlineModel* /*model*/,
                                      const Document& document,
                                      const EntityAnalysis& entities,
                                      const Ranking& ranking, uint32_t words) {
  const auto count = static_cast<uint32_t>(document.sentences.size());
  if (count == 0) return std::nullopt;
  // The best sentence that stands alone, is no question and no quotation.
  uint32_t best = count;
  for (int tier = 0; tier < 3 && best == count; ++tier) {
    for (uint32_t index = 0; index < count; ++index) {
      const SentenceScore& score = ranking.sentences[index];
      const std::string_view text =
          document.Text(document.sentences[index].span);
      const bool quoted = text.starts_with("\"") || text.starts_with("“");
      if (tier < 2 && !score.eligible) continue;
      if (tier < 1 && (score.needs_previous || score.last_resort || quoted)) {
        continue;
      }
      if (best == count || score.score > ranking.sentences[best].score) {
        best = index;
      }
    }
  }
  return Cutter(document, entities, best).Cut(std::max(words, 1U));
}

}  // namespace standfirst
