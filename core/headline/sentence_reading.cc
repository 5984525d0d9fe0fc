#include "core/headline/sentence_reading.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/compress/compress.h"
#include "core/rank/sentence_shape.h"
#include "core/rank/word_kinds.h"
#include "core/text/ascii.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "core/text/vectors.h"

namespace standfirst {
namespace {

using Tag = PartOfSpeech;

constexpr uint32_t kSaliences = 8;

bool IsArticle(std::string_view text) {
  return IsOneOf(text, "a an the A An The");
}

bool IsWeekday(std::string_view text) {
  constexpr const char* kDays =
      "Monday Tuesday Wednesday Thursday Friday Saturday Sunday";
  return IsOneOf(text, kDays);
}

bool IsPartOfDay(std::string_view text) {
  return IsOneOf(text, "morning afternoon evening night");
}

// What somebody has become or remains stands behind it.
bool Becomes(const SentenceReading::Piece& verb) {
  return IsOneOf(verb.text, "became become becomes remain remained remains");
}

// Of "days after the storm", "soon after …".
bool IsTimeBefore(std::string_view text) {
  constexpr const char* kWords =
      "day days hour hours just long minutes moments month months "
      "shortly soon time week weeks years";
  return IsOneOf(text, kWords);
}

// Articles before these are part of a measure: "a few" is not "few", "twice
// a day" not "twice day".
bool IsMeasure(std::string_view text) {
  constexpr const char* kMeasures =
      "bit couple day dozen few half hour hundred little lot "
      "million minute month number same third thousand week while year";
  return IsOneOf(text, kMeasures);
}

// "some of the ferries" are not "some of ferries".
bool IsPart(const SentenceReading::Piece& piece) {
  const Tag tag = TagOf(piece);
  return tag == Tag::kCD || tag == Tag::kDT || tag == Tag::kJJ ||
         tag == Tag::kJJS || tag == Tag::kJJR || tag == Tag::kRBS ||
         tag == Tag::kNone || IsOneOf(piece.text, "part most");
}

bool IsParticiple(const SentenceReading::Piece& piece) {
  if (piece.tag != 0) return TagOf(piece) == Tag::kVBN;
  return piece.text.size() > 4 && piece.text.ends_with("ed");
}

bool IsCapitals(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

// A phrase that a noun can do without begins so.
bool OpensPhrase(std::string_view text) {
  constexpr const char* kWords =
      "about across after against amid among around at before "
      "between by during for from in near on outside over since "
      "through under with within";
  return IsOneOf(text, kWords);
}

// What a claim does hang on.
bool IsHedge(std::string_view text) {
  constexpr const char* kWords =
      "above allegedly almost apparently barely close conditionally falsely "
      "hardly initially largely likely merely mistakenly mostly narrowly "
      "nearly only over partially partly possibly potentially probably "
      "purportedly rarely reportedly scarcely supposedly "
      "temporarily theoretically too under unlikely virtually wrongfully "
      "wrongly yet";
  return IsOneOf(text, kWords);
}

// What takes back a part of what is said.
bool IsLimit(std::string_view text) {
  constexpr const char* kLimits =
      "If Unless Until Without Despite Except Although Though if unless "
      "until without despite except although though than but not n't no "
      "never only denies";
  return IsOneOf(text, kLimits);
}

// What often opens a sentence.
constexpr const char* kOpenings =
    "After As At But He However In It On She The They This We While";

// "2017The", "harbour.The", "harbourThe"; not "LinkedIn", "easyJet",
// "querySelector".
bool IsGrownTogether(std::string_view text) {
  for (size_t i = 2; i + 2 < text.size(); ++i) {
    if (!IsAsciiUpper(text[i]) || !IsAsciiLower(text[i + 1])) continue;
    const char last = text[i - 1];
    if (IsDigit(last) && i >= 4) return true;
    if (last == '.' && IsAsciiLower(text[i - 2])) return true;
    if (IsAsciiLower(last) && IsOneOf(text.substr(i), kOpenings)) return true;
  }
  return false;
}

// What kind of skip is what hangs on a word so.
SkipKind KindOfBranch(Relation relation) {
  switch (relation) {
    case Relation::kAdvmod:
    case Relation::kObl:
    case Relation::kAdvcl:
    case Relation::kOblUnmarked:
    case Relation::kNmodUnmarked:
    case Relation::kOblAgent:
    case Relation::kDiscourse:
      return kCircumstance;
    case Relation::kAmod:
    case Relation::kCompound:
    case Relation::kNmodPoss:
      return kQualifier;
    case Relation::kNmod:
    case Relation::kNmodDesc:
    case Relation::kAcl:
    case Relation::kAclRelcl:
    case Relation::kAppos:
      return kSaidOfNoun;
    case Relation::kConj:
    case Relation::kParataxis:
      return kOneOfTwo;
    default:
      return kNoSkip;
  }
}

}  // namespace

bool NamesSubject(Relation relation) {
  return relation == Relation::kNsubj || relation == Relation::kNsubjPass ||
         relation == Relation::kExpl || relation == Relation::kCsubj;
}

// These are asked of every piece again and again: most are longer words.
bool IsPause(std::string_view token) {
  return token.size() <= 3 && IsOneOf(token, ", ; : — – -- ( )");
}

bool IsSign(const SentenceReading::Piece& piece) {
  return !piece.space_before && IsOneOf(piece.text, "% ° € £ + ² ³");
}

bool IsBeing(std::string_view text) {
  return text.size() <= 4 && IsOneOf(text, "is are was were");
}
bool IsHaving(std::string_view text) { return IsOneOf(text, "has have had"); }

Tag TagOf(const SentenceReading::Piece& piece) {
  return static_cast<Tag>(piece.tag);
}

// Coarser than tags.
uint32_t TagGroup(uint8_t tag) {
  switch (static_cast<Tag>(tag)) {
    case Tag::kNone:
      return 0;
    case Tag::kNN:
      return 1;
    case Tag::kNNS:
      return 2;
    case Tag::kNNP:
    case Tag::kNNPS:
      return 3;
    case Tag::kCD:
      return 4;
    case Tag::kJJ:
    case Tag::kJJR:
    case Tag::kJJS:
      return 5;
    case Tag::kRB:
    case Tag::kRBR:
    case Tag::kRBS:
    case Tag::kRP:
      return 6;
    case Tag::kVBN:
      return 7;
    case Tag::kVBD:
    case Tag::kVBZ:
    case Tag::kVBP:
      return 8;
    case Tag::kVB:
      return 9;
    case Tag::kVBG:
      return 10;
    default:
      return 11;
  }
}

bool IsNoun(uint8_t tag) {
  const uint32_t group = TagGroup(tag);
  return group >= 1 && group <= 3;
}

// A noun behind these may be the subject of a clause: "after officials said".
// Not "before" or "until": nobody says that it came to what stands behind them.
bool OpensTime(std::string_view text) {
  return IsOneOf(text, "after as because since when while");
}

bool PointsBack(std::string_view text) {
  return IsOneOf(text, "his her their His Her Their Its its");
}

// A clause that is not complete without a verb of its own.
bool OpensClause(const SentenceReading::Piece& piece) {
  constexpr const char* kWords =
      "although because if that though unless when where whether "
      "while";
  if (TagOf(piece) != Tag::kIN && TagOf(piece) != Tag::kWRB) return false;
  return IsOneOf(piece.text, kWords);
}

// Adverbs of time and manner that no claim hangs on.
bool IsIdleAdverb(std::string_view text) {
  constexpr const char* kWords =
      "already completely currently earlier finally formally here "
      "meanwhile now officially openly publicly recently strongly "
      "today yesterday";
  return IsOneOf(text, kWords);
}

// Without it the noun would be another: "former minister", "no minister".
bool QualifiesHead(const SentenceReading::Piece& piece) {
  constexpr const char* kWords =
      "aborted acting alleged anti apparent attempted civil conditional "
      "deputy draft ex failed fake false few fewer final first former "
      "half "
      "impossible interim last late less likely little lone main maximum "
      "minimum ministerial mock near "
      "next no non only original other outgoing partial planned possible "
      "potential pro "
      "previous proposed purported rare remaining retired rival same scant "
      "second so-called "
      "senior sole supposed suspected temporary then third unlikely "
      "unsuccessful "
      "vice virtual would-be";
  switch (TagOf(piece)) {
    case Tag::kCD:
    case Tag::kJJS:
    case Tag::kJJR:
    case Tag::kRBR:
      return true;
    default:
      break;
  }
  std::string lower;
  AppendLowerCase(piece.text, &lower);
  return lower.starts_with("ex-") || lower.starts_with("non-") ||
         IsOneOf(lower, kWords);
}

SentenceReading::SentenceReading(const Document& document,
                                 const EntityAnalysis& entities,
                                 const WordList* words,
                                 const SparseModel* valency, Parser* parser,
                                 uint32_t sentence, bool english)
    : document_(document), valency_(valency), sentence_(sentence) {
  const Sentence& here = document.sentences[sentence];
  begin_ = here.tokens.begin;
  const uint32_t end =
      std::min(here.tokens.end, here.tokens.begin + kMostPieces);
  whole_ = end == here.tokens.end;
  pieces_.reserve(end - here.tokens.begin);
  for (uint32_t index = here.tokens.begin; index < end; ++index) {
    const Token& token = document.tokens[index];
    Piece piece;
    piece.text = document.Text(token);
    piece.tag = token.tag;
    piece.term = IsTerm(piece.text);
    piece.lower = document.vocabulary.lower(token.word);
    piece.kinds = WordKindsOf(document.vocabulary.form(piece.lower));
    if (words != nullptr) {
      const uint16_t listed = document.vocabulary.entry(piece.lower).listed;
      const bool known = listed != Vocabulary::kNotListed;
      piece.rarity = known ? words->Rarity(listed) : words->UnlistedRarity();
      if (known) piece.cluster = words->Cluster(listed);
    }
    // "shut down": no preposition there.
    if (TagOf(piece) == Tag::kRP) piece.kinds = 0;
    piece.capital =
        ClassifyCharacter(DecodeValidUtf8(piece.text, 0).code_point) ==
        CharacterClass::kUpper;
    piece.space_before = (token.flags & kSpaceBefore) != 0;
    // Within a word, which the tagger cannot know: "heli-tickets", "6-0".
    if (!piece.space_before && IsOneOf(piece.text, "- –")) {
      piece.tag = static_cast<uint8_t>(Tag::kHYPH);
    }
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
    const uint32_t salience = entities.entities[mention->entity].salience;
    for (uint32_t token = mention->tokens.begin;
         token < std::min(mention->tokens.end, end); ++token) {
      if (token < here.tokens.begin) continue;
      Piece& piece = pieces_[token - here.tokens.begin];
      piece.entity = static_cast<uint8_t>(1 + static_cast<int>(mention->type));
      piece.entity_salience =
          static_cast<uint8_t>(std::min(salience / 125, kSaliences - 1));
      piece.inside_mention = token > mention->tokens.begin;
    }
  }
  if (english) CutAtSeam();
  for (uint32_t i = 0; i < pieces_.size(); ++i) {
    for (uint32_t j = 0; pieces_[i].term && j < i; ++j) {
      if (pieces_[j].lower == pieces_[i].lower) pieces_[i].same = j + 1;
    }
  }
  // What may be left out is known of English alone ("a" is a verb in French).
  FindQuotations();
  FindBrackets();
  if (english) {
    FindInsertions();
    Drop();
  }
  FindClaims();
  if (english) {
    FindGivenNames();
    Parse(parser);
  }
  bool open = false;
  for (Piece& piece : pieces_) {
    if (piece.space_before) open = false;
    if (!piece.term || piece.dropped || open) continue;
    open = true;
    piece.starts_word = true;
  }
}

// A heading, or the end of another text, that has grown onto the sentence
// behind it ("Ferries At A Standstill The harbour of …", "2017The harbour"): of
// the two the longer one is read.
void SentenceReading::CutAtSeam() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = 1; i + 1 < size; ++i) {
    const Piece& piece = pieces_[i];
    const Piece& next = pieces_[i + 1];
    const bool opens = IsOneOf(piece.text, kOpenings) && piece.space_before &&
                       pieces_[i - 1].term && piece.entity == 0 && next.term &&
                       !next.capital;
    if (!opens && !IsGrownTogether(piece.text)) continue;
    uint32_t left = i;
    if (2 * i < size) {
      const uint32_t before = opens ? i : i + 1;
      std::copy(pieces_.begin() + before, pieces_.end(), pieces_.begin());
      begin_ += before;
      left = size - before;
    }
    Shorten(left, &pieces_);
    return;
  }
}

// What each piece hangs on.
void SentenceReading::Parse(Parser* parser) {
  const auto size = static_cast<uint32_t>(pieces_.size());
  Sentence here = document_.sentences[sentence_];
  here.tokens.begin = begin_;
  if (whole_) here.tokens.end = begin_ + size;
  std::vector<ParsedToken> parsed;
  if (parser == nullptr || !parser->ParseSentence(here, document_, &parsed)) {
    return;
  }
  for (uint32_t i = 0; i < size; ++i) {
    pieces_[i].relation = parsed[i].relation;
    if (parsed[i].head >= size) continue;
    pieces_[i].head = static_cast<uint8_t>(parsed[i].head);
  }
  for (uint32_t i = 0; i < size; ++i) {
    pieces_[i].branch_begin = static_cast<uint8_t>(i);
    pieces_[i].branch_end = static_cast<uint8_t>(i + 1);
  }
  for (uint32_t i = 0; i < size; ++i) {
    uint32_t above = pieces_[i].head;
    for (uint32_t steps = 0; above != kNoPiece && steps < size; ++steps) {
      Piece& piece = pieces_[above];
      piece.branch_begin =
          std::min(piece.branch_begin, static_cast<uint8_t>(i));
      piece.branch_end =
          std::max(piece.branch_end, static_cast<uint8_t>(i + 1));
      above = piece.head;
    }
  }
  SkipBranches();
}

// What hangs on something, but for what a verb or a preposition cannot do
// without; nothing that takes back or limits what is said, or vouches for it.
void SentenceReading::SkipBranches() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const auto add = [&](uint32_t begin, uint32_t end, SkipKind kind) {
    // Nor half a quotation, nor part of one.
    if (pieces_[begin].quoted ||
        std::any_of(pieces_.begin() + begin, pieces_.begin() + end,
                    [begin, end](const Piece& one) {
                      return one.loose || (one.quote && (one.mate < begin ||
                                                         one.mate >= end));
                    })) {
      return;
    }
    if (std::none_of(claims_.begin(), claims_.end(), [&](const Claim& claim) {
          return claim.start < end && begin < claim.end;
        })) {
      skips_.push_back({begin, end, kind});
    }
  };
  for (uint32_t i = 0; i < size; ++i) {
    const Piece& piece = pieces_[i];
    if (piece.head == kNoPiece || Gone(piece)) continue;
    uint32_t begin = piece.branch_begin;
    uint32_t end = piece.branch_end;
    // What somebody did first, before what they did then: "has [sold the ferry
    // and] bought a bridge".
    const Piece& first = pieces_[piece.head];
    const uint32_t group = TagGroup(piece.tag);
    const bool reports = (piece.kinds & kReportingVerb) != 0;
    if (piece.relation == Relation::kConj && piece.tag == first.tag &&
        piece.head < i && group >= 7 && group <= 9 &&
        (first.kinds & kReportingVerb) == 0) {
      while (begin < i && (!pieces_[begin].term ||
                           pieces_[begin].relation == Relation::kCc)) {
        ++begin;
      }
      if (begin > piece.branch_begin && pieces_[begin - 1].text != "but" &&
          std::none_of(pieces_.begin() + begin, pieces_.begin() + i,
                       [](const Piece& other) {
                         return NamesSubject(other.relation);
                       })) {
        add(piece.head, begin, kOneOfTwo);
      }
      begin = piece.branch_begin;
    }
    const SkipKind kind = KindOfBranch(piece.relation);
    // With the commas around it.
    if (begin > 0 && pieces_[begin - 1].text == "," &&
        pieces_[begin].text != ",") {
      --begin;
    }
    // "where the boy died": without its first word it is no clause on a noun.
    const Tag tag = TagOf(piece);
    if (begin == 0 || end >= size || kind == kNoSkip || tag == Tag::kWRB ||
        tag == Tag::kWP || tag == Tag::kWPS || tag == Tag::kWDT ||
        QualifiesHead(piece) || IsHedge(piece.text) ||
        (reports && !piece.text.ends_with("ing"))) {
      continue;
    }
    if (pieces_[begin].text == "," && pieces_[end].text == "," &&
        pieces_[end - 1].text != ",") {
      ++end;
    }
    // Not out of "102-year-old", nor out of a name.
    const auto grown = [this](uint32_t at) {
      return (pieces_[at].term || TagOf(pieces_[at]) == Tag::kHYPH) &&
             !pieces_[at].space_before;
    };
    bool held = end >= size || grown(begin) || grown(end) ||
                pieces_[end].inside_mention ||
                (piece.relation == Relation::kCompound && piece.inside_mention);
    for (uint32_t j = begin; j < end; ++j) {
      held |= (pieces_[j].head == i || j == i) &&
              (IsLimit(pieces_[j].text) || OpensCondition(j) ||
               IsOneOf(pieces_[j].text, "both either neither"));
    }
    held |= IsBound(piece.branch_begin) ||
            (kind != kCircumstance && pieces_[begin].text != "," &&
             IsPredicate(piece.head)) ||
            (!held && piece.relation == Relation::kObl &&
             OpensTime(pieces_[begin].text) && IsFinite(end));
    // "as long [as the strike goes on]".
    held |= OpensCondition(begin - 1);
    held |= BoundsNegation(i);
    // "had taken [his own] life"
    held |= kind == kQualifier && IsOneOf(first.text, "life lives");
    // "The airline [cancelled flights], and it …": its own verb.
    held |= IsFinite(begin);
    // "a third [of the price]".
    held |= pieces_[begin].text == "of" &&
            (IsPart(pieces_[begin - 1]) || IsMeasure(pieces_[begin - 1].text));
    // "Ireland, Norway [and Portugal] will share …".
    const bool more = std::any_of(
        pieces_.begin(), pieces_.begin() + i, [&piece](const Piece& other) {
          return other.relation == Relation::kConj && other.head == piece.head;
        });
    // "between Leeds [and York]", "neither she [nor he]"
    const bool between = first.branch_begin < i &&
                         IsOneOf(pieces_[first.branch_begin].text,
                                 "between Between both Both either Either "
                                 "neither Neither");
    held |= piece.relation == Relation::kConj &&
            (more || between || NamesSubject(first.relation) ||
             (first.branch_begin > 0 &&
              pieces_[first.branch_begin - 1].text == ","));
    if (!held) add(begin, end, kind);
  }
}

// Is the piece the subject of what the author vouches for, not of what somebody
// says, supposes or makes a condition?
bool SentenceReading::IsVouchedSubject(uint32_t piece) const {
  if (!NamesSubject(pieces_[piece].relation)) return false;
  uint32_t verb = pieces_[piece].head;
  for (uint32_t steps = 0; verb != kNoPiece && steps < pieces_.size();
       ++steps) {
    const Piece& here = pieces_[verb];
    if (here.relation == Relation::kRoot) return true;
    if (here.relation != Relation::kConj &&
        here.relation != Relation::kParataxis &&
        here.relation != Relation::kAdvcl) {
      return false;
    }
    for (uint32_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].head == verb && pieces_[i].relation == Relation::kMark &&
          !IsOneOf(pieces_[i].text,
                   "after as since when while because After As Since When "
                   "While Because")) {
        return false;
      }
    }
    verb = here.head;
  }
  return false;
}

// Articles, the weekday of an event, "is" and its like before a participle:
// what the headlines of newspapers leave out. Nothing that a claim hangs on.
void SentenceReading::Drop() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = 0; i + 1 < size; ++i) {
    Piece& piece = pieces_[i];
    const Piece& next = pieces_[i + 1];
    const std::string_view before =
        i == 0 ? std::string_view() : pieces_[i - 1].text;
    // Somebody's own words stay.
    if (piece.quoted) continue;
    // "The Hague", "A Tale": a name goes on after its article; "is a lake".
    if (IsArticle(piece.text) && (next.term || IsOneOf(next.text, "$ £ €")) &&
        piece.entity == 0 && (i == 0 || piece.space_before) &&
        !IsMeasure(next.text) && !IsBeing(before) &&
        !IsOneOf(before, "be become becomes became been") &&
        !(before == "of" && i > 1 && IsPart(pieces_[i - 2])) &&
        (piece.text[0] != 'T' || i == 0 || !next.capital)) {
      piece.dropped = true;
    }
    if (i == 0) continue;
    uint32_t left = i - 1;
    while (left > 0 && pieces_[left].inserted) --left;
    Piece& last = pieces_[left];
    if (IsWeekday(piece.text) && last.text == "on" &&
        (!next.capital || IsBeing(next.text)) && next.text != "-") {
      piece.dropped = true;
      last.dropped = true;
      if (IsPartOfDay(next.text)) pieces_[i + 1].dropped = true;
      if (left > 0 && IsOneOf(pieces_[left - 1].text, "early late")) {
        pieces_[left - 1].dropped = true;
      }
    }
    if (!last.term ||
        (last.kinds & (kConjunction | kPersonalPronoun | kFirstSecondPerson |
                       kAuxiliary)) != 0 ||
        TagOf(last) == Tag::kEX || TagOf(last) == Tag::kWP) {
      continue;
    }
    if (IsBeing(piece.text)) {
      // "was today arrested", but not "was not arrested".
      if (TagOf(next) == Tag::kRB && !IsOneOf(next.text, "not n't") &&
          i + 2 < size && IsParticiple(pieces_[i + 2])) {
        piece.dropped = true;
      }
      // Not before a bare "to": "The best way is to …".
      const bool infinitive = i + 2 < size && pieces_[i + 2].text == "to" &&
                              IsOneOf(next.text, "set likely due ready");
      if (IsParticiple(next) || infinitive) piece.dropped = true;
    }
    // Finite: "could easily have been prevented" has another verb.
    const bool having = IsHaving(piece.text) && TagOf(piece) != Tag::kVB;
    if (having && next.text == "been" && i + 2 < size &&
        (IsParticiple(pieces_[i + 2]) || TagOf(pieces_[i + 2]) == Tag::kVBG)) {
      piece.dropped = true;
      pieces_[i + 1].dropped = true;
    }
    // "has approved": the same word as "approved".
    if (having && TagOf(next) == Tag::kVBN && next.text.ends_with("ed")) {
      piece.dropped = true;
    }
    // "said that", "has also agreed".
    if ((last.kinds & kReportingVerb) != 0 && piece.text == "that" &&
        TagOf(piece) == Tag::kIN) {
      piece.dropped = true;
    }
    if (piece.text == "also" && next.term) piece.dropped = true;
  }
}

// What stands between commas after a name and before its verb: "Lina Soto,
// who ran the school, has died".
void SentenceReading::FindInsertions() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  constexpr uint32_t kLongest = 18;
  for (uint32_t i = 1; i + 3 < size; ++i) {
    if (pieces_[i].text != "," || pieces_[i].quoted ||
        !IsNoun(pieces_[i - 1].tag)) {
      continue;
    }
    const Tag first = TagOf(pieces_[i + 1]);
    // A list of names goes on with one more.
    const bool aside = first == Tag::kWP || first == Tag::kWDT ||
                       first == Tag::kDT || first == Tag::kVBN ||
                       first == Tag::kVBG || pieces_[i + 1].text == "aged" ||
                       first == Tag::kWPS || first == Tag::kCD ||
                       IsNoun(pieces_[i + 1].tag) || first == Tag::kJJ ||
                       first == Tag::kRB ||
                       (first == Tag::kIN && OpensPhrase(pieces_[i + 1].text));
    if (!aside) continue;
    uint32_t end = i + 2;
    bool other = false;
    while (end < size && end < i + kLongest && pieces_[end].text != ",") {
      other |= (pieces_[end].kinds & kReportingVerb) != 0 ||
               pieces_[end].quote || IsOneOf(pieces_[end].text, "; and or");
      ++end;
    }
    if (end + 1 >= size || pieces_[end].text != "," || other) continue;
    if (!IsFinite(end + 1)) continue;
    for (uint32_t j = i; j <= end; ++j) pieces_[j].inserted = true;
    i = end;
  }
}

// Which quotation mark belongs to which: those of one kind by turns.
void SentenceReading::FindQuotations() {
  constexpr std::array<const char*, 6> kMarks = {"'",   "‘ ’",   "\"",
                                                 "“ ”", "`` ''", "« »"};
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (size_t kind = 0; kind < kMarks.size(); ++kind) {
    uint32_t open = size;
    for (uint32_t i = 0; i < size; ++i) {
      Piece& piece = pieces_[i];
      if (!IsOneOf(piece.text, kMarks[kind])) continue;
      if (open == size) {
        // "the workers' union" is no quotation.
        if (kind == 0 ? i + 1 == size || pieces_[i + 1].space_before
                      : piece.text == "’") {
          continue;
        }
        open = i;
        piece.quote = kind > 0;
        piece.loose = kind > 0;
        continue;
      }
      Piece& other = pieces_[open];
      other.quote = piece.quote = true;
      other.loose = false;
      other.mate = static_cast<uint8_t>(i);
      piece.mate = static_cast<uint8_t>(open);
      // Of words that open a sentence no line shows the marks, unless something
      // is said of them: "“The Kettle” follows …".
      const bool shown =
          open > 0 || (pieces_[i - 1].term && i + 1 < size && IsFinite(i + 1));
      for (uint32_t j = open + 1; shown && j < i; ++j) pieces_[j].quoted = true;
      open = size;
    }
  }
}

// What stands in brackets, and brackets without their other half.
void SentenceReading::FindBrackets() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t open = size;
  for (uint32_t i = 0; i < size; ++i) {
    const std::string_view text = pieces_[i].text;
    if (!IsOneOf(text, "( ) [ ]")) continue;
    // What an editor put into a quotation may not go: "told [the mayor] that".
    if (text == "[" && i + 1 < size && pieces_[i + 1].text[0] >= 'a' &&
        pieces_[i + 1].text[0] <= 'z') {
      while (i + 1 < size && pieces_[i].text != "]") ++i;
      continue;
    }
    pieces_[i].loose = true;
    if (IsOneOf(text, "( [")) {
      open = i;
    } else if (open < i) {
      // Of no claim goes what it hangs on: "(unless they pay)".
      const bool limits =
          HoldsReservation(document_, begin_ + open, begin_ + i);
      for (uint32_t j = open; j <= i; ++j) {
        pieces_[j].inserted = !limits;
        pieces_[j].loose = limits;
      }
      open = size;
    }
  }
}

uint32_t SentenceReading::Next(uint32_t piece) const {
  while (piece < pieces_.size() && Gone(pieces_[piece])) ++piece;
  return piece;
}

bool SentenceReading::IsFinite(uint32_t index) const {
  const Piece& piece = pieces_[index];
  switch (TagOf(piece)) {
    case Tag::kVBD:
    case Tag::kVBP:
    case Tag::kVBZ:
    case Tag::kMD:
      return true;
    case Tag::kNone:
      if ((piece.kinds & kAuxiliary) != 0) {
        return !IsOneOf(piece.text, "to 's");
      }
      if ((piece.kinds & kReportingVerb) != 0) {
        return piece.text != "according" && !piece.text.ends_with("ing");
      }
      return index > 0 && !piece.capital && piece.text.size() > 4 &&
             piece.text.ends_with("ed");
    default:
      return false;
  }
}

// The end of the group of nouns that begins at `piece`.
uint32_t SentenceReading::EndOfName(uint32_t piece) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t end = piece;
  while (end < size && end < piece + 10) {
    const Piece& here = pieces_[end];
    const bool part = IsOneOf(here.text, "of the") || TagOf(here) == Tag::kDT ||
                      TagOf(here) == Tag::kPOS || TagOf(here) == Tag::kPRP ||
                      TagOf(here) == Tag::kPRPS || TagOf(here) == Tag::kHYPH ||
                      (TagGroup(here.tag) >= 1 && TagGroup(here.tag) <= 5) ||
                      (here.tag == 0 && here.term && here.kinds == 0);
    if (!part || IsWeekday(here.text)) break;
    ++end;
  }
  return end;
}

// Does what tells no more than when, where or how begin at `piece`?
bool SentenceReading::IsCircumstance(uint32_t piece) const {
  const Piece& next = pieces_[piece];
  return !next.term || IsWeekday(next.text) || IsIdleAdverb(next.text) ||
         TagOf(next) == Tag::kIN || TagOf(next) == Tag::kRB ||
         TagOf(next) == Tag::kVBG;
}

bool SentenceReading::HasFinite(uint32_t begin, uint32_t end) const {
  while (begin < end && !IsFinite(begin)) ++begin;
  return begin < end;
}

// "…, police said", "…, according to a report", "…, said Lina Soto".
void SentenceReading::FindClaims() {
  // What somebody takes for true; "agreed" and "decided" make it so.
  constexpr const char* kFindingVerbs =
      "calculated cautioned concluded estimated feared found heard held hoped "
      "knew learned learnt ruled thought";
  const auto size = static_cast<uint32_t>(pieces_.size());
  const Tag opening = size > 0 ? TagOf(pieces_[0]) : Tag::kNone;
  const bool opens_with_clause = opening == Tag::kIN || opening == Tag::kWRB ||
                                 opening == Tag::kVBG || opening == Tag::kVBN;
  for (uint32_t i = 0; i + 1 < size; ++i) {
    const Piece& piece = pieces_[i];
    if (IsOneOf(piece.text, "according According") &&
        pieces_[i + 1].text == "to") {
      const uint32_t end = EndOfName(i + 2);
      const uint32_t comma = i > 0 && pieces_[i - 1].text == "," ? 1 : 0;
      claims_.push_back({i - comma, end > i + 2 ? end : size});
      continue;
    }
    if (i == 0) continue;
    if (piece.text != "," && !piece.quote) continue;
    uint32_t verb = i + 1;
    if (pieces_[verb].quote && verb + 1 < size) ++verb;
    const uint32_t first = verb;
    // "…, who wrote letters" says nothing of what stands before.
    if (TagOf(pieces_[first]) == Tag::kWP ||
        TagOf(pieces_[first]) == Tag::kWDT) {
      continue;
    }
    // Those of courts are taken for participles behind their nouns.
    const auto rules = [this](uint32_t at) {
      return IsFinite(at) || IsOneOf(pieces_[at].text, "heard ruled");
    };
    while (verb < size && verb < i + 11 && pieces_[verb].text != "," &&
           (pieces_[verb].kinds & kReportingVerb) == 0 && !rules(verb)) {
      ++verb;
    }
    if (verb >= size) continue;
    // "…, the engineer, Lena Voss, told …": past what stands between commas;
    // "…, a builder who says he saw it told …": past the clause.
    const uint32_t noun_end = verb;
    const bool comma = pieces_[verb].text == ",";
    const bool clause =
        std::any_of(pieces_.begin() + first, pieces_.begin() + verb,
                    [](const Piece& one) { return TagOf(one) == Tag::kWP; });
    if (verb > first && (comma || clause)) {
      uint32_t close = verb;
      while (++close + 1 < size && close < noun_end + 12 &&
             pieces_[close].text != ",") {
        if (clause && (pieces_[close].kinds & kReportingVerb) != 0 &&
            !pieces_[close].text.ends_with("ing")) {
          verb = close;
        }
      }
      if (comma && close + 1 < size && pieces_[close].text == "," &&
          rules(close + 1)) {
        verb = close + 1;
      }
    }
    bool told = false;
    // "…, a court was told", "…, as police had first said".
    if (verb > first &&
        (IsBeing(pieces_[verb].text) || IsHaving(pieces_[verb].text))) {
      uint32_t at = verb + 1;
      while (at + 1 < size &&
             (TagOf(pieces_[at]) == Tag::kRB || pieces_[at].text == "been")) {
        ++at;
      }
      if (at < size && TagOf(pieces_[at]) == Tag::kVBN &&
          ((pieces_[at].kinds & kReportingVerb) != 0 ||
           (!IsHaving(pieces_[at - 1].text) &&
            IsOneOf(pieces_[at].text, "assured informed warned"))) &&
          std::none_of(pieces_.begin() + first, pieces_.begin() + verb,
                       [](const Piece& one) {
                         return TagOf(one) == Tag::kCC || one.quote;
                       })) {
        verb = at;
        told = true;
      }
    }
    // "…, media reports said": the second is the verb.
    if (verb + 1 < size && (pieces_[verb].kinds & kReportingVerb) != 0 &&
        (pieces_[verb + 1].kinds & kReportingVerb) != 0 && IsFinite(verb + 1)) {
      ++verb;
    }
    // "…, a court has heard.": whatever the verb, it lacks its object.
    if ((pieces_[verb].kinds & kReportingVerb) == 0 && verb > first &&
        rules(verb) && TagOf(pieces_[first]) != Tag::kCC) {
      uint32_t end = verb + 1;
      if (end < size && TagOf(pieces_[end]) == Tag::kVBN) ++end;
      // "…, a study suggests, though …".
      const bool last = end == size || pieces_[end].text == "." ||
                        (pieces_[end].text == "," && HasFinite(0, i) &&
                         EndOfName(first) == noun_end);
      // "…, the court ruled on Monday." comes after what it ruled, unlike "When
      // it sank, the court …".
      const bool after = !last && !opens_with_clause &&
                         IsOneOf(pieces_[verb].text, kFindingVerbs) &&
                         EndOfName(first) == noun_end && IsCircumstance(end) &&
                         HasFinite(0, i);
      if (last || after) {
        claims_.push_back({i, end});
        continue;
      }
    }
    if (!told && ((pieces_[verb].kinds & kReportingVerb) == 0 ||
                  pieces_[verb].text.ends_with("ing"))) {
      continue;
    }
    if (verb == first) {
      const uint32_t end = EndOfName(verb + 1);
      if (end > verb + 1) claims_.push_back({i, end});
      continue;
    }
    // "In Lund, police said that …" begins what is said.
    const Piece* next = verb + 1 < size ? &pieces_[verb + 1] : nullptr;
    const bool ends = next == nullptr || IsCircumstance(verb + 1);
    const bool that = next != nullptr && next->text == "that";
    if (ends && !that) {
      claims_.push_back({i, verb + 1});
      continue;
    }
    // "…, he told reporters".
    const uint32_t end = EndOfName(verb + 1);
    if (end > verb + 1 && !that &&
        (end >= size || !pieces_[end].term ||
         TagOf(pieces_[end]) == Tag::kIN)) {
      claims_.push_back({i, end});
    }
  }
}

bool SentenceReading::Binds(uint32_t word, uint32_t preposition) const {
  if (pieces_[preposition].text == "of" &&
      IsOneOf(pieces_[word].text, "average maximum minimum total")) {
    return true;
  }
  return valency_ != nullptr &&
         valency_->FindRow(ValencyHash(
             document_.vocabulary.entry(pieces_[word].lower).hash,
             document_.vocabulary.entry(pieces_[preposition].lower).hash)) !=
             SparseModel::kNoRow;
}

// "accused", of "accused the mayor of theft": does what the preposition leads
// to belong to the word before it, or to the verb before that?
bool SentenceReading::IsBound(uint32_t preposition) const {
  uint32_t at = preposition;
  while (at > 0 && at + 8 > preposition) {
    --at;
    const uint32_t group = TagGroup(pieces_[at].tag);
    const bool verb = group >= 7 && group <= 10;
    // "the border area | of the two" is an area, "a number | of" is nothing.
    const bool modified = group <= 2 && at > 0 && IsNoun(pieces_[at - 1].tag) &&
                          pieces_[preposition].text == "of";
    if ((at + 1 == preposition || verb) && !modified &&
        Binds(at, preposition)) {
      return true;
    }
    if (verb ||
        (pieces_[at].term && group == 11 && TagOf(pieces_[at]) != Tag::kDT &&
         TagOf(pieces_[at]) != Tag::kPOS && TagOf(pieces_[at]) != Tag::kPRP &&
         TagOf(pieces_[at]) != Tag::kPRPS && TagOf(pieces_[at]) != Tag::kHYPH &&
         pieces_[at].text != "of")) {
      break;
    }
  }
  return false;
}

// "Ada" of "Ada Quill", but not of "Ada Quill's".
void SentenceReading::FindGivenNames() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  constexpr auto kPerson =
      static_cast<uint8_t>(1 + static_cast<int>(EntityType::kPerson));
  for (uint32_t i = 0; i < size; ++i) {
    if (pieces_[i].entity != kPerson || pieces_[i].inside_mention ||
        Gone(pieces_[i]) || pieces_[i].quoted) {
      continue;
    }
    uint32_t end = i;
    while (end + 1 < size && pieces_[end + 1].inside_mention &&
           pieces_[end + 1].entity == kPerson) {
      ++end;
    }
    // Nor of "Ada Quill Films".
    const bool more = end + 1 < size && pieces_[end + 1].capital;
    if (end > i && !more && pieces_[end].text.size() > 3 &&
        pieces_[end].capital && !pieces_[end].text.ends_with(".")) {
      skips_.push_back({i, end, kGivenName});
    }
  }
}

// Past an opening connective ("But", "However,"), an answer, or marks.
uint32_t SentenceReading::SkipOpening() const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t start = 0;
  while (start + 1 < size && !pieces_[start].term &&
         !pieces_[start + 1].quoted) {
    ++start;
  }
  // "Also read: …"
  for (uint32_t i = start; i + 3 < size && i < start + 3; ++i) {
    if (pieces_[i].text == ":" &&
        IsOneOf(pieces_[start].text, "Also ALSO FYI Read READ Watch WATCH")) {
      start = i + 1;
      break;
    }
  }
  // "Lund, June 8 (AGENCY) …"
  for (uint32_t i = start; i + 4 < size && i < start + 12; ++i) {
    if (pieces_[i].text == "(" && pieces_[i + 2].text == ")" &&
        pieces_[i + 1].text.size() > 2 && IsCapitals(pieces_[i + 1].text) &&
        TagOf(pieces_[i - (i > 0 ? 1 : 0)]) == Tag::kCD) {
      start = i + 3;
      break;
    }
  }
  if (start + 3 < size &&
      (pieces_[start].kinds & (kConnective | kAnswer)) != 0) {
    uint32_t next = start + 1;
    const bool comma = IsPause(pieces_[next].text);
    if (comma) ++next;
    const std::string_view first = pieces_[start].text;
    const bool plain = IsOneOf(first, "But And Or Nor");
    const uint32_t group = TagGroup(pieces_[next].tag);
    // "Then the ferry …", not "Though the ferry …, it …", nor "No charges …",
    // "So much rain …".
    const bool subject =
        (pieces_[start].kinds & (kPreposition | kAnswer)) == 0 &&
        ((pieces_[next].kinds & kDeterminer) != 0 ||
         (group >= 1 && group <= (IsOneOf(first, "So Yet") ? 4 : 5)));
    if ((comma || plain || subject) && pieces_[next].term) start = next;
  }
  return start < size ? start : 0;
}

// "Days after the storm, …"
bool SentenceReading::IsTimeBeforeClause(uint32_t start) const {
  for (uint32_t i = start + 1; i < start + 5 && i < pieces_.size(); ++i) {
    if (IsFinite(i)) return false;
    if (IsOneOf(pieces_[i].text, "after before")) {
      return IsTimeBefore(document_.vocabulary.form(pieces_[i - 1].lower));
    }
  }
  return false;
}

// "If", or the "long" of "as long as".
bool SentenceReading::OpensCondition(uint32_t piece) const {
  return IsOneOf(pieces_[piece].text, "If if Unless unless Without") ||
         (pieces_[piece].text == "long" && piece + 1 < pieces_.size() &&
          pieces_[piece + 1].text == "as");
}

bool SentenceReading::LeavesOpen(uint32_t piece) const {
  const std::string_view text = pieces_[piece].text;
  // "no evidence that …"
  return OpensCondition(piece) ||
         (text == "that" && piece > 0 && IsNoun(pieces_[piece - 1].tag)) ||
         IsOneOf(text,
                 "Hardly How Neither Rarely That Where Whether Why how "
                 "whether why");
}

// Past an opening phrase that is no subject ("After a week of talks, …"): the
// piece after its comma, or `start`.
uint32_t SentenceReading::SkipAdverbial(uint32_t start) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const Piece& first = pieces_[start];
  const Tag tag = TagOf(first);
  const bool opening = (first.kinds & kPreposition) != 0 ||
                       first.text.ends_with("ing") || tag == Tag::kVBN ||
                       tag == Tag::kIN || tag == Tag::kRB || tag == Tag::kVBG ||
                       tag == Tag::kTO;
  // Nor past what the rest hangs on.
  if ((!opening && !IsTimeBeforeClause(start)) || first.entity != 0 ||
      first.text == "According" || OpensCondition(start) ||
      OpensCondition(start + 1)) {
    return start;
  }
  for (uint32_t i = start + 1; i + 4 < size && i < start + 25; ++i) {
    if (pieces_[i].text != ",") continue;
    const Piece& next = pieces_[i + 1];
    // Not into a list or a date, and not onto a pronoun whose noun is left
    // behind.
    if ((next.kinds & (kPersonalPronoun | kConjunction | kPreposition)) != 0 ||
        !next.term || (TagOf(next) == Tag::kCD && pieces_[i + 2].text == ",")) {
      continue;
    }
    const bool subject = next.capital || (next.kinds & kDeterminer) != 0 ||
                         IsNoun(next.tag) || TagOf(next) == Tag::kCD;
    if (subject) return i + 1;
  }
  return start;
}

// Does a subject with its verb begin here, and nothing of a list?
bool SentenceReading::IsSubject(uint32_t start) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const Piece& first = pieces_[start];
  if (!IsNoun(first.tag) && TagOf(first) != Tag::kDT &&
      TagOf(first) != Tag::kCD && TagOf(first) != Tag::kJJ) {
    return false;
  }
  for (uint32_t i = start + 1; i < size && i < start + 16; ++i) {
    const Piece& piece = pieces_[i];
    if (piece.inserted) continue;
    if (IsFinite(i)) return true;
    if (IsPause(piece.text) || piece.quote || OpensClause(piece) ||
        IsOneOf(piece.text, "and or") || TagOf(piece) == Tag::kWDT ||
        TagOf(piece) == Tag::kWP) {
      return false;
    }
  }
  return false;
}

// The end of the nouns that the piece leads to, if they are one thing.
uint32_t SentenceReading::EndOfHead(uint32_t start) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t end = start;
  while (end < size && TagGroup(pieces_[end].tag) >= 1 &&
         TagGroup(pieces_[end].tag) <= 5) {
    ++end;
  }
  if (end == start || !IsNoun(pieces_[end - 1].tag)) return start;
  const bool one =
      TagOf(pieces_[end - 1]) == Tag::kNN || pieces_[end - 1].entity != 0;
  const bool more = end < size && (TagOf(pieces_[end]) == Tag::kPOS ||
                                   TagOf(pieces_[end]) == Tag::kHYPH);
  return one && !more ? end : start;
}

// "is the beginning", "has become the first": what hangs on it says which.
bool SentenceReading::IsPredicate(uint32_t noun) const {
  const Piece& piece = pieces_[noun];
  if (piece.relation == Relation::kXcomp && piece.head != kNoPiece &&
      Becomes(pieces_[piece.head])) {
    return true;
  }
  return std::any_of(
      pieces_.begin(), pieces_.begin() + noun, [noun](const Piece& one) {
        return one.head == noun && one.relation == Relation::kCop;
      });
}

// "will not open before May": it may open then.
bool SentenceReading::BoundsNegation(uint32_t piece) const {
  const Piece& here = pieces_[piece];
  return here.head != kNoPiece &&
         IsOneOf(pieces_[here.branch_begin].text,
                 "before by since until within without") &&
         std::any_of(pieces_.begin(), pieces_.end(), [&here](const Piece& one) {
           return one.head == here.head && IsOneOf(one.text, "not n't never");
         });
}

// "accused Ada Quill |, director of the bank, of theft": does the last verb
// want a preposition that stands behind the comma?
bool SentenceReading::LacksComplement(uint32_t end) const {
  // "is the beginning | of a new era": what somebody is said to be, without
  // what says which; "has become the first in Europe | to swim".
  const uint32_t last = end - 1;
  const bool predicate = IsPredicate(last);
  for (uint32_t i = end; i < pieces_.size() && pieces_[i].text != ","; ++i) {
    const Piece& piece = pieces_[i];
    if (piece.head >= end) continue;
    if (BoundsNegation(i)) return true;
    if (piece.relation == Relation::kXcomp && Becomes(pieces_[piece.head])) {
      return true;
    }
    if (predicate && piece.head == last &&
        (piece.relation == Relation::kNmod ||
         piece.relation == Relation::kAcl ||
         piece.relation == Relation::kAclRelcl)) {
      return true;
    }
  }
  if (end == pieces_.size()) return false;
  // "has become home | to"
  if (predicate && pieces_[end].text == "to") return true;
  // "has risen from 2.1 million | to 3.4 million", or "| a year to": half of a
  // way.
  for (uint32_t to = end;
       to + 1 < pieces_.size() && pieces_[to].text != "," && !IsFinite(to);
       ++to) {
    if (pieces_[to].text != "to" || TagOf(pieces_[to + 1]) == Tag::kVB) {
      continue;
    }
    for (uint32_t i = end;
         i-- > 0 && !IsFinite(i) && pieces_[i].text != "to";) {
      if (pieces_[i].text == "from") return true;
    }
  }
  if (pieces_[end].text != ",") return false;
  uint32_t verb = end;
  do {
    if (verb-- == 0) return false;
  } while (TagGroup(pieces_[verb].tag) < 7 || TagGroup(pieces_[verb].tag) > 10);
  for (uint32_t i = end; i < pieces_.size() && !IsFinite(i); ++i) {
    if (!Gone(pieces_[i]) && Binds(verb, i)) return true;
  }
  return false;
}

bool SentenceReading::MayEnd(uint32_t end) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  // "as “armed and dangerous” |"
  if (pieces_[end - 1].mate < end) {
    return pieces_[end - 2].term && MayEnd(end - 1);
  }
  // "to 6.8 | %"
  const Piece& last = pieces_[end - 1];
  if ((!last.term && !IsSign(last)) || last.dropped ||
      (end < size && IsSign(pieces_[end]))) {
    return false;
  }
  uint32_t at = end;
  while (at < size && (Gone(pieces_[at]) ||
                       (!pieces_[at].term && !pieces_[at].loose &&
                        !IsPause(pieces_[at].text) && !pieces_[at].quote))) {
    ++at;
  }
  if (at == size) return whole_;
  constexpr uint16_t kOpenEnded = kPreposition | kDeterminer | kConjunction |
                                  kConnective | kAuxiliary | kReportingVerb;
  if ((last.kinds & kOpenEnded) != 0) return false;
  switch (TagOf(last)) {
    case Tag::kIN:
    case Tag::kTO:
    case Tag::kDT:
    case Tag::kPDT:
    case Tag::kPRPS:
    case Tag::kMD:
    case Tag::kCC:
    case Tag::kEX:
    case Tag::kWDT:
    case Tag::kWP:
    case Tag::kWPS:
    case Tag::kWRB:
    case Tag::kPOS:
    case Tag::kHYPH:
    case Tag::kDollar:
    case Tag::kHash:
      return false;
    default:
      break;
  }
  const uint32_t following = Next(end);
  if (following == size) return false;
  const Piece& next = pieces_[following];
  if (next.inside_mention ||
      (!next.space_before && (next.term || TagOf(next) == Tag::kHYPH))) {
    return false;
  }
  // "to use water | sparingly"
  if (next.text.ends_with("ly") && TagOf(next) == Tag::kRB &&
      (following + 1 == size || !pieces_[following + 1].term)) {
    return false;
  }
  // "were told the water was safe |, but tests …": so it was not.
  if (pieces_[following + (next.text == "," && following + 1 < size ? 1 : 0)]
              .text == "but" &&
      std::any_of(pieces_.begin(), pieces_.begin() + end, [](const Piece& one) {
        return IsOneOf(one.text,
                       "believed claimed expected hoped initially once "
                       "originally planned promised supposed thought told");
      })) {
    return false;
  }
  // "would not rule | out"
  const uint32_t group = TagGroup(last.tag);
  if (TagOf(next) == Tag::kRP ||
      (group >= 7 && group <= 10 &&
       IsOneOf(next.text, "away back down off out up"))) {
    return false;
  }
  // "believes the ferry | is …", "a £500 | reward"
  if (IsFinite(following) ||
      (TagOf(last) == Tag::kCD && IsNoun(next.tag) && following == end)) {
    return false;
  }
  // "left | “a hole”"
  if (next.mate != kNoPiece && next.mate > following) return false;
  // "rare | find", "police | officer".
  if (following == end && group >= 1 && group <= 5 && IsNoun(next.tag) &&
      (last.head == kNoPiece || last.head >= end)) {
    return false;
  }
  // Not without the condition that stands behind: "will close | if …".
  for (uint32_t i = end - 1; i < size; ++i) {
    if (OpensCondition(i) ||
        IsOneOf(pieces_[i].text, "assuming barring except excluding") ||
        (pieces_[i].term && pieces_[i].loose)) {
      return false;
    }
  }
  // Nor on what a clause is about: "praised after pupils | on board said".
  uint32_t start = end;
  bool subject = false;
  do {
    const Piece& piece = pieces_[--start];
    if (IsFinite(start) || IsPause(piece.text)) break;
    subject |= OpensTime(piece.text) ||
               (NamesSubject(piece.relation) && piece.head >= end);
  } while (start > 0 && !subject);
  for (uint32_t i = end;
       subject && i < size && !OpensTime(pieces_[i].text) &&
       !IsPause(pieces_[i].text) && (pieces_[i].kinds & kConjunction) == 0;
       ++i) {
    if (IsFinite(i)) return false;
  }
  return next.text != "than" && !IsBound(following) && !LacksComplement(end);
}

bool SentenceReading::Tears(uint32_t left, uint32_t right) const {
  const Piece& before = pieces_[left];
  const Piece& after = pieces_[right];
  const Piece& first = pieces_[Next(left + 1)];
  // Given names may go.
  if (after.inside_mention) return false;
  // "[island]-born"
  if (!after.space_before) return true;
  if (IsIdleAdverb(first.text)) return false;
  const bool noun = IsNoun(after.tag);
  const bool number = TagOf(before) == Tag::kCD;
  if ((IsNoun(first.tag) && (IsNoun(before.tag) || (number && !noun))) ||
      (number && (TagOf(first) == Tag::kCD || IsMeasure(first.text) ||
                  IsOneOf(first.text, "crore lakh")))) {
    return true;
  }
  bool governs = false;  // Something that wants an object.
  uint32_t last = left;
  for (uint32_t i = left + 1; i < right; ++i) {
    if (Gone(pieces_[i])) continue;
    const uint32_t group = TagGroup(pieces_[i].tag);
    governs |=
        (group >= 7 && group <= 10 && (last != left || IsNoun(before.tag))) ||
        TagOf(pieces_[i]) == Tag::kIN || TagOf(pieces_[i]) == Tag::kTO;
    last = i;
  }
  const Piece& end = pieces_[last];
  // "what [you think] they mean"
  if (TagOf(before) == Tag::kWP && HasFinite(left + 1, right)) return true;
  if (IsFinite(right) && end.term) {
    // "believe that [the treatment] works", "fell [after the retailer] warned"
    const bool opened = TagOf(before) == Tag::kIN ||
                        TagOf(before) == Tag::kWRB || OpensTime(first.text) ||
                        OpensClause(first);
    if (opened && !HasFinite(left + 1, right)) return true;
  }
  const bool joined = (first.kinds & kConjunction) != 0;
  // "a mile [and Ada Quill] ran"
  if (IsFinite(right) && end.term && (joined || first.text == ",")) return true;
  return noun && !IsWeekday(after.text) && (governs || joined) && end.term;
}

uint32_t SentenceReading::EndKind(uint32_t end) const {
  const uint32_t following = Next(end);
  return following < pieces_.size() ? pieces_[following].tag
                                    : kPartOfSpeechCount;
}

}  // namespace standfirst
