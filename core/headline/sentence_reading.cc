#include "core/headline/sentence_reading.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/rank/sentence_shape.h"
#include "core/rank/word_kinds.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

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

// Of "days after the storm", "soon after …".
bool IsTimeBefore(std::string_view text) {
  constexpr const char* kWords =
      "day days hour hours just long minutes moments month months "
      "shortly soon week weeks years";
  return IsOneOf(text, kWords);
}

// Articles before these are part of a measure: "a few" is not "few", "twice
// a day" not "twice day".
bool IsMeasure(std::string_view text) {
  constexpr const char* kMeasures =
      "bit couple day dozen few half hour hundred little lot "
      "million minute month number same thousand week while year";
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

// And so one that a verb can do without, if a time or a place follows.
bool OpensPlace(std::string_view text) {
  return IsOneOf(text, "in on at during since near");
}

// "2017The", "harbour.The".
bool IsGrownTogether(std::string_view text) {
  const auto is_upper = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
  const auto is_lower = [](char byte) { return byte >= 'a' && byte <= 'z'; };
  for (size_t i = 2; i + 2 < text.size(); ++i) {
    if (!is_upper(text[i]) || !is_lower(text[i + 1])) continue;
    const char last = text[i - 1];
    if (last >= '0' && last <= '9' && i >= 4) return true;
    if (last == '.' && is_lower(text[i - 2])) return true;
  }
  return false;
}

}  // namespace

bool NamesSubject(Relation relation) {
  return relation == Relation::kNsubj || relation == Relation::kNsubjPass ||
         relation == Relation::kExpl || relation == Relation::kCsubj;
}

bool IsQuote(std::string_view token) {
  return IsOneOf(token, "\" “ ” `` '' « » ‘");
}

bool IsPause(std::string_view token) {
  return IsOneOf(token, ", ; : — – -- ( )");
}

bool IsBeing(std::string_view text) { return IsOneOf(text, "is are was were"); }
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

// What a claim does hang on.
bool IsHedge(std::string_view text) {
  constexpr const char* kWords =
      "allegedly apparently barely conditionally falsely hardly "
      "initially largely likely merely mistakenly mostly narrowly "
      "nearly only partially partly possibly potentially probably "
      "purportedly rarely reportedly scarcely supposedly "
      "temporarily theoretically unlikely virtually wrongfully "
      "wrongly";
  return IsOneOf(text, kWords);
}

// Without it the noun would be another: "former minister", "no minister".
bool QualifiesHead(const SentenceReading::Piece& piece) {
  constexpr const char* kWords =
      "aborted acting alleged anti apparent attempted conditional "
      "deputy draft ex failed fake false few fewer former half "
      "impossible interim less likely little mock near no non only "
      "other outgoing partial planned possible potential pro "
      "proposed purported rare retired same scant so-called "
      "supposed suspected temporary then unlikely unsuccessful "
      "vice virtual would-be";
  if (TagOf(piece) == Tag::kCD || TagOf(piece) == Tag::kJJS) return true;
  std::string lower(piece.text);
  if (piece.capital) lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
  return lower.starts_with("ex-") || lower.starts_with("non-") ||
         IsOneOf(lower, kWords);
}

SentenceReading::SentenceReading(const Document& document,
                                 const EntityAnalysis& entities,
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
    // "shut down": no preposition there.
    if (TagOf(piece) == Tag::kRP) piece.kinds = 0;
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
  FindBrackets();
  if (english) {
    FindInsertions();
    Drop();
  }
  FindClaims();
  if (english) {
    FindSkips();
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
  constexpr const char* kOpenings =
      "After As At But He However In It On She The They This We While";
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = 1; i + 1 < size; ++i) {
    const Piece& piece = pieces_[i];
    const Piece& next = pieces_[i + 1];
    const bool opens = IsOneOf(piece.text, kOpenings) && piece.space_before &&
                       pieces_[i - 1].term && piece.entity == 0 && next.term &&
                       !next.capital;
    if (!opens && !IsGrownTogether(piece.text)) continue;
    if (2 * i < size) {
      const uint32_t before = opens ? i : i + 1;
      pieces_.erase(pieces_.begin(), pieces_.begin() + before);
      begin_ += before;
    } else {
      pieces_.resize(i);
    }
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
}

// The first piece that hangs on the piece, or on what hangs on it.
uint32_t SentenceReading::FirstOf(uint32_t piece) const {
  uint32_t first = piece;
  for (uint32_t i = piece; i-- > 0;) {
    if (pieces_[i].head >= first && pieces_[i].head <= piece) first = i;
  }
  return first;
}

// Is the piece the subject of what the author says, not of what somebody says,
// supposes or adds?
bool SentenceReading::IsMainSubject(uint32_t piece) const {
  if (!NamesSubject(pieces_[piece].relation)) return false;
  uint32_t verb = pieces_[piece].head;
  while (verb != kNoPiece && (pieces_[verb].relation == Relation::kConj ||
                              pieces_[verb].relation == Relation::kParataxis)) {
    verb = pieces_[verb].head;
  }
  return verb != kNoPiece && pieces_[verb].relation == Relation::kRoot;
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
    // "The Hague", "A Tale": a name goes on after its article; "is a lake".
    if (IsArticle(piece.text) && next.term && piece.entity == 0 &&
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
        (last.kinds & (kConjunction | kPersonalPronoun | kAuxiliary)) != 0 ||
        TagOf(last) == Tag::kEX) {
      continue;
    }
    if (IsBeing(piece.text)) {
      // "was today arrested", but not "was not arrested".
      if (TagOf(next) == Tag::kRB && !IsOneOf(next.text, "not n't") &&
          i + 2 < size && IsParticiple(pieces_[i + 2])) {
        piece.dropped = true;
      }
      const bool infinitive =
          next.text == "to" || (i + 2 < size && pieces_[i + 2].text == "to" &&
                                (IsOneOf(next.text, "set likely due ready")));
      if (IsParticiple(next) || infinitive) piece.dropped = true;
    }
    if (IsHaving(piece.text) && next.text == "been" && i + 2 < size &&
        (IsParticiple(pieces_[i + 2]) || TagOf(pieces_[i + 2]) == Tag::kVBG)) {
      piece.dropped = true;
      pieces_[i + 1].dropped = true;
    }
    // "has approved": the same word as "approved".
    if (IsHaving(piece.text) && TagOf(next) == Tag::kVBN &&
        next.text.ends_with("ed")) {
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
    if (pieces_[i].text != "," || !IsNoun(pieces_[i - 1].tag)) continue;
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
               IsQuote(pieces_[end].text) ||
               IsOneOf(pieces_[end].text, "; and or");
      ++end;
    }
    if (end + 1 >= size || pieces_[end].text != "," || other) continue;
    if (!IsFinite(end + 1)) continue;
    for (uint32_t j = i; j <= end; ++j) pieces_[j].inserted = true;
    i = end;
  }
}

// What stands in brackets, and brackets without their other half.
void SentenceReading::FindBrackets() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t open = size;
  for (uint32_t i = 0; i < size; ++i) {
    const std::string_view text = pieces_[i].text;
    const bool opens = IsOneOf(text, "( [");
    if (!opens && !IsOneOf(text, ") ]")) continue;
    pieces_[i].loose = true;
    if (opens) {
      open = i;
    } else if (open < i) {
      for (uint32_t j = open; j <= i; ++j) {
        pieces_[j].inserted = true;
        pieces_[j].loose = false;
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

// "…, police said", "…, according to a report", "…, said Lina Soto".
void SentenceReading::FindClaims() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = 1; i + 1 < size; ++i) {
    const Piece& piece = pieces_[i];
    if (piece.text == "according" && pieces_[i + 1].text == "to") {
      const uint32_t end = EndOfName(i + 2);
      claims_.push_back(
          {pieces_[i - 1].text == "," ? i - 1 : i, end > i + 2 ? end : size});
      continue;
    }
    if (piece.text != "," && !IsQuote(piece.text)) continue;
    uint32_t verb = i + 1;
    if (IsQuote(pieces_[verb].text) && verb + 1 < size) ++verb;
    const uint32_t first = verb;
    while (verb < size && verb < i + 11 && pieces_[verb].text != "," &&
           (pieces_[verb].kinds & kReportingVerb) == 0 && !IsFinite(verb)) {
      ++verb;
    }
    if (verb >= size) continue;
    // "…, a court has heard.": whatever the verb, it lacks its object.
    if ((pieces_[verb].kinds & kReportingVerb) == 0 && verb > first &&
        IsFinite(verb) && TagOf(pieces_[first]) != Tag::kCC &&
        TagOf(pieces_[first]) != Tag::kWP &&
        TagOf(pieces_[first]) != Tag::kWDT) {
      uint32_t end = verb + 1;
      if (end < size && TagOf(pieces_[end]) == Tag::kVBN) ++end;
      if (end == size || pieces_[end].text == ".") {
        claims_.push_back({i, end});
        continue;
      }
    }
    if ((pieces_[verb].kinds & kReportingVerb) == 0 ||
        pieces_[verb].text.ends_with("ing")) {
      continue;
    }
    if (verb == first) {
      const uint32_t end = EndOfName(verb + 1);
      if (end > verb + 1) claims_.push_back({i, end});
      continue;
    }
    // "In Lund, police said that …" begins what is said.
    const Piece* next = verb + 1 < size ? &pieces_[verb + 1] : nullptr;
    const bool ends = next == nullptr || !next->term || IsWeekday(next->text) ||
                      IsIdleAdverb(next->text) || TagOf(*next) == Tag::kIN ||
                      TagOf(*next) == Tag::kRB || TagOf(*next) == Tag::kVBG;
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

// "accused Ada Quill |, director of the bank, of theft": does the last verb
// want a preposition that stands behind the comma?
bool SentenceReading::LacksComplement(uint32_t end) const {
  // "is the beginning | of a new era": what somebody is said to be, without
  // what says which.
  const uint32_t last = end - 1;
  const bool predicate = std::any_of(
      pieces_.begin(), pieces_.begin() + last, [last](const Piece& piece) {
        return piece.head == last && piece.relation == Relation::kCop;
      });
  for (uint32_t i = end;
       predicate && i < pieces_.size() && pieces_[i].text != ","; ++i) {
    if (pieces_[i].head == last &&
        (pieces_[i].relation == Relation::kNmod ||
         pieces_[i].relation == Relation::kAcl ||
         pieces_[i].relation == Relation::kAclRelcl)) {
      return true;
    }
  }
  if (end == pieces_.size()) return false;
  // "has risen from 2.1 million | to 3.4 million": half of a way.
  if (pieces_[end].text == "to" && end + 1 < pieces_.size() &&
      TagOf(pieces_[end + 1]) != Tag::kVB) {
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

// The first piece from `start` on that ends what a noun is told to be by a
// clause of its own ("who ran the school | has died"), or `start`.
uint32_t SentenceReading::EndOfClause(uint32_t start, bool finite) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = start + 1; i < size && i < start + 20; ++i) {
    const Piece& piece = pieces_[i];
    const Tag tag = TagOf(piece);
    if (IsPause(piece.text) || IsQuote(piece.text) || tag == Tag::kCC ||
        tag == Tag::kWDT || tag == Tag::kWP || tag == Tag::kWRB ||
        (i > start + 1 && tag == Tag::kPRP) || OpensClause(piece) ||
        (piece.kinds & kReportingVerb) != 0) {
      return start;
    }
    if (!IsFinite(i)) continue;
    if (!finite) return IsNoun(pieces_[i - 1].tag) ? i : start;
    finite = false;
  }
  return start;
}

void SentenceReading::SkipTime(uint32_t i) {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const auto is_time = [&](const Piece& piece) {
    return piece.entity == 1 + static_cast<int>(EntityType::kDate) ||
           piece.entity == 1 + static_cast<int>(EntityType::kTime);
  };
  // "on 8 June", "last week": not "the 2017 election" nor "Monday's".
  uint32_t first = i;
  if (TagOf(pieces_[first]) == Tag::kIN) ++first;
  if (first < size && TagOf(pieces_[first]) == Tag::kDT) ++first;
  if (first >= size || !is_time(pieces_[first]) ||
      pieces_[first].inside_mention) {
    return;
  }
  const uint32_t before = i == 0 ? 11 : TagGroup(pieces_[i - 1].tag);
  if (first == i && i > 0 &&
      (before == 4 || before == 5 || TagOf(pieces_[i - 1]) == Tag::kIN ||
       TagOf(pieces_[i - 1]) == Tag::kTO ||
       TagOf(pieces_[i - 1]) == Tag::kPOS ||
       TagOf(pieces_[i - 1]) == Tag::kDT)) {
    return;
  }
  uint32_t end = first + 1;
  while (end < size && pieces_[end].inside_mention) ++end;
  if (end >= size) return;
  const uint32_t after = TagGroup(pieces_[end].tag);
  if ((after >= 1 && after <= 5) || TagOf(pieces_[end]) == Tag::kPOS ||
      TagOf(pieces_[end]) == Tag::kHYPH ||
      IsOneOf(pieces_[end].text, "of and to ago")) {
    return;
  }
  skips_.push_back({i, end, 0});
}

void SentenceReading::SkipPerson(uint32_t i) {
  const auto size = static_cast<uint32_t>(pieces_.size());
  constexpr auto kPerson =
      static_cast<uint8_t>(1 + static_cast<int>(EntityType::kPerson));
  const Piece& piece = pieces_[i];
  // "Ada" of "Ada Quill", but not of "Ada Quill's".
  if (piece.entity == kPerson && !piece.inside_mention) {
    uint32_t end = i;
    while (end + 1 < size && pieces_[end + 1].inside_mention &&
           pieces_[end + 1].entity == kPerson) {
      ++end;
    }
    // Nor of "Ada Quill Films".
    const bool more = end + 1 < size && pieces_[end + 1].capital;
    if (end > i && !more && pieces_[end].text.size() > 3 &&
        pieces_[end].capital && !pieces_[end].text.ends_with(".")) {
      skips_.push_back({i, end, 1});
    }
    return;
  }
  const uint32_t before = i == 0 ? 11 : TagGroup(pieces_[i - 1].tag);
  // "actor Lina Soto", never "of actor Lina Soto's".
  const uint32_t group = TagGroup(piece.tag);
  if (group < 1 || group > 5 || piece.inside_mention || !piece.space_before ||
      (i > 0 &&
       (TagOf(pieces_[i - 1]) == Tag::kPOS ||
        TagOf(pieces_[i - 1]) == Tag::kCC ||
        TagOf(pieces_[i - 1]) == Tag::kPRPS || pieces_[i - 1].text == "-" ||
        (before != 8 && before != 11)))) {
    return;
  }
  uint32_t end = i;
  while (end < size && end < i + 9 &&
         (pieces_[end].entity != kPerson || pieces_[end].inside_mention) &&
         (IsNoun(pieces_[end].tag) || TagGroup(pieces_[end].tag) == 5 ||
          (pieces_[end].inside_mention && pieces_[end].text == "of"))) {
    ++end;
  }
  if (end > i && end < size && pieces_[end].entity == kPerson &&
      !pieces_[end].inside_mention) {
    skips_.push_back({i, end, 1});
  }
}

// "big", of "the big harbour"; "the country's" of "the country's harbour".
void SentenceReading::SkipQualifier(uint32_t i) {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const Piece& piece = pieces_[i];
  const Piece& next = pieces_[i + 1];
  if (TagOf(piece) == Tag::kPRPS && next.term) {
    skips_.push_back({i, i + 1, 0});
    return;
  }
  if ((TagOf(piece) == Tag::kNN && IsIdleAdverb(piece.text)) ||
      (TagOf(piece) == Tag::kRB &&
       (IsIdleAdverb(piece.text) ||
        (piece.text.ends_with("ly") && !IsHedge(piece.text))))) {
    skips_.push_back({i, i + 1, 0});
    return;
  }
  const Piece& last = pieces_[i - 1];
  const uint32_t before = TagGroup(last.tag);
  // "knows that the ferry will run".
  if (piece.text == "that" && TagOf(piece) == Tag::kIN && before >= 7 &&
      before <= 10) {
    skips_.push_back({i, i + 1, 0});
    return;
  }
  const bool opens = piece.space_before && last.term && before != 5 &&
                     before != 6 && TagOf(last) != Tag::kCC &&
                     (TagOf(last) != Tag::kDT || last.dropped);
  if (!opens || piece.entity != 0 || piece.inside_mention) return;
  const uint32_t after = TagGroup(next.tag);
  if (TagOf(piece) == Tag::kJJ && next.space_before && !next.inside_mention &&
      (IsNoun(next.tag) || after == 5) && !QualifiesHead(piece) &&
      !Binds(i, i + 1)) {
    skips_.push_back({i, i + 1, 2});
    return;
  }
  if (before >= 1 && before <= 4) return;
  for (uint32_t j = i + 1; j + 1 < size && j < i + 6; ++j) {
    if (TagOf(pieces_[j]) == Tag::kPOS) {
      const uint32_t head = TagGroup(pieces_[j + 1].tag);
      if (head >= 1 && head <= 5) skips_.push_back({i, j + 1, 2});
      return;
    }
    if (!IsNoun(pieces_[j].tag) || pieces_[j].entity != 0) return;
  }
}

// Clauses on a noun, and what something is for.
void SentenceReading::SkipClause(uint32_t i) {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const Piece& piece = pieces_[i];
  const Tag tag = TagOf(piece);
  if (!IsNoun(pieces_[i - 1].tag)) return;
  const bool relative = tag == Tag::kWDT || tag == Tag::kWP;
  if (relative || tag == Tag::kVBN || tag == Tag::kVBG) {
    const uint32_t end = EndOfClause(i, relative);
    if (end > i) skips_.push_back({i, end, 3});
    return;
  }
  if (piece.text != "to" || TagOf(pieces_[i + 1]) != Tag::kVB || IsBound(i)) {
    return;
  }
  // "plan to build a dam | was dropped", "sent a ship to help | , police said".
  for (uint32_t end = i + 2; end < size && end < i + 20; ++end) {
    if (IsOneOf(pieces_[end].text, ", after") ||
        (IsFinite(end) && IsNoun(pieces_[end - 1].tag))) {
      skips_.push_back({i, end, IsFinite(end) ? 3U : 0U});
      return;
    }
    if (IsFinite(end) || !pieces_[end].term || OpensClause(pieces_[end]) ||
        TagOf(pieces_[end]) == Tag::kCC) {
      return;
    }
  }
}

// What is said of a noun between commas.
void SentenceReading::SkipAside(uint32_t i) {
  const auto size = static_cast<uint32_t>(pieces_.size());
  if (!IsNoun(pieces_[i - 1].tag) || i + 4 >= size) return;
  const Tag first = TagOf(pieces_[i + 1]);
  const bool aside = first == Tag::kWP || first == Tag::kWDT ||
                     first == Tag::kWPS || first == Tag::kDT ||
                     first == Tag::kWRB || first == Tag::kVBN ||
                     first == Tag::kVBG || first == Tag::kIN;
  if (!aside) return;
  uint32_t end = i + 2;
  while (end < size && end < i + 18 && pieces_[end].text != ",") {
    if ((pieces_[end].kinds & kReportingVerb) != 0 ||
        IsQuote(pieces_[end].text) || IsOneOf(pieces_[end].text, "; and or")) {
      return;
    }
    ++end;
  }
  if (end + 1 < size && pieces_[end].text == ",") {
    skips_.push_back({i, end + 1, 0});
  }
}

// A phrase that the noun or the verb can do without.
void SentenceReading::SkipPhrase(uint32_t i) {
  const auto size = static_cast<uint32_t>(pieces_.size());
  const auto opens = [&](uint32_t at) {
    const std::string_view text = pieces_[at].text;
    if (text == "to") return TagOf(pieces_[at + 1]) != Tag::kVB;
    return text == "of" ||
           (TagOf(pieces_[at]) == Tag::kIN && OpensPhrase(text));
  };
  if (!opens(i) || IsBound(i)) return;
  uint32_t before = i - 1;
  while (before > 0 && Gone(pieces_[before])) --before;
  const Piece& last = pieces_[before];
  const bool reporting = (last.kinds & kReportingVerb) != 0;
  if (pieces_[i].text == "of" && TagOf(last) == Tag::kCD) return;
  // With the phrases that belong to it.
  uint32_t end = i;
  for (int phrases = 0; phrases < 3 && opens(end); ++phrases) {
    const uint32_t start = end;
    end = EndOfName(start + 1);
    if (end < size && pieces_[end].text == "and") end = EndOfName(end + 1);
    if (end <= start + 1 || end + 1 >= size || !IsNoun(pieces_[end - 1].tag)) {
      return;
    }
    const bool place =
        OpensPlace(pieces_[i].text) && pieces_[end - 1].entity != 0;
    if (!IsNoun(last.tag) && !place && !reporting) return;
    // "took on the Skerrow company | in the fight" and "taking on | a rival".
    const uint32_t verb = TagGroup(last.tag);
    if (verb >= 7 && verb <= 10 && !reporting && IsNoun(pieces_[end].tag)) {
      return;
    }
    // "said in a letter to the islanders that …": that is what was said.
    Piece& next = pieces_[end];
    if (reporting && next.text == "that") {
      next.tag = static_cast<uint8_t>(Tag::kIN);
    }
    // "after Ada Quill | resigned" is no phrase.
    if (IsFinite(end) && IsOneOf(pieces_[start].text, "after before since")) {
      return;
    }
    // "request for grants | to mothers" is not "request to mothers".
    const bool belongs = (opens(end) || TagOf(next) == Tag::kIN) &&
                         !OpensPlace(next.text) &&
                         !IsOneOf(next.text, "after as by that");
    // Not from a list of names.
    const Tag after = TagOf(pieces_[end + 1]);
    const bool list = next.text == "," && after != Tag::kIN &&
                      after != Tag::kWRB && after != Tag::kVBG &&
                      after != Tag::kCC && !StartsClaim(end);
    const bool goes_on = IsOneOf(next.text, "and or -") ||
                         (next.text == "that" && !reporting) ||
                         TagOf(next) == Tag::kWDT || TagOf(next) == Tag::kWP ||
                         TagOf(next) == Tag::kVBG || TagOf(next) == Tag::kVBN ||
                         TagOf(next) == Tag::kWPS || TagOf(next) == Tag::kWRB ||
                         next.inside_mention || IsQuote(next.text);
    if (!belongs && !list && !goes_on) skips_.push_back({i, end, 0});
  }
}

// Phrases of place, time and circumstance; what somebody is before who it is;
// what a noun is told to be.
void SentenceReading::FindSkips() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = 0; i + 2 < size; ++i) {
    if (Gone(pieces_[i])) continue;
    SkipTime(i);
    SkipPerson(i);
    if (i == 0) continue;
    SkipQualifier(i);
    if (pieces_[i].text == ",") SkipAside(i);
    SkipPhrase(i);
    SkipClause(i);
  }
}

bool SentenceReading::StartsClaim(uint32_t piece) const {
  return std::any_of(
      claims_.begin(), claims_.end(),
      [piece](const Claim& claim) { return claim.start == piece; });
}

// Past an opening connective ("But", "However,"), an answer, or marks.
uint32_t SentenceReading::SkipOpening() const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t start = 0;
  while (start < size && !pieces_[start].term) ++start;
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
    const bool plain = IsOneOf(first, "But And Or Nor So Yet");
    const uint32_t group = TagGroup(pieces_[next].tag);
    // "Then the ferry …", not "Though the ferry …, it …".
    const bool subject = (pieces_[start].kinds & kPreposition) == 0 &&
                         ((pieces_[next].kinds & kDeterminer) != 0 ||
                          (group >= 1 && group <= 5));
    if ((comma || plain || subject) && pieces_[next].term) start = next;
  }
  return start < size ? start : 0;
}

// "Days after the storm, …"
bool SentenceReading::IsTimeBeforeClause(uint32_t start) const {
  for (uint32_t i = start + 1; i < start + 5 && i < pieces_.size(); ++i) {
    if (IsFinite(i)) return false;
    if (IsOneOf(pieces_[i].text, "after before")) {
      std::string last(pieces_[i - 1].text);
      if (last[0] >= 'A' && last[0] <= 'Z') {
        last[0] = static_cast<char>(last[0] - 'A' + 'a');
      }
      return IsTimeBefore(last);
    }
  }
  return false;
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
      IsOneOf(first.text, "According If Unless Without")) {
    return start;
  }
  for (uint32_t i = start + 1; i + 4 < size && i < start + 25; ++i) {
    if (pieces_[i].text != ",") continue;
    const Piece& next = pieces_[i + 1];
    // Not into a list, and not onto a pronoun whose noun is left behind.
    if ((next.kinds & (kPersonalPronoun | kConjunction | kPreposition)) != 0 ||
        !next.term) {
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
    if (IsPause(piece.text) || IsQuote(piece.text) ||
        IsOneOf(piece.text, "and or") || TagOf(piece) == Tag::kWDT ||
        TagOf(piece) == Tag::kWP) {
      return false;
    }
  }
  return false;
}

// "as the fair opens", not "as a director".
bool SentenceReading::LeadsToVerb(uint32_t opening) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = opening + 1; i < size && i < opening + 14; ++i) {
    if (IsFinite(i)) return true;
    const Tag tag = TagOf(pieces_[i]);
    if (!pieces_[i].term
            ? tag != Tag::kHYPH
            : tag == Tag::kTO || tag == Tag::kWDT || tag == Tag::kWP) {
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

uint32_t SentenceReading::EndKind(uint32_t end) const {
  const Piece& last = pieces_[end - 1];
  if (!last.term || last.dropped) return 0;
  // A clause between commas ends at its comma.
  if (last.inserted && end < pieces_.size() && pieces_[end].text == ",") {
    return 2;
  }
  // Where the sentence itself ends, any word may.
  uint32_t at = end;
  while (at < pieces_.size() &&
         (Gone(pieces_[at]) ||
          (!pieces_[at].term && !pieces_[at].loose &&
           !IsPause(pieces_[at].text) && !IsQuote(pieces_[at].text)))) {
    ++at;
  }
  if (at == pieces_.size()) return whole_ ? 1 : 0;
  constexpr uint16_t kOpenEnded = kPreposition | kDeterminer | kConjunction |
                                  kConnective | kAuxiliary | kReportingVerb;
  if ((last.kinds & kOpenEnded) != 0) return 0;
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
      return 0;
    default:
      break;
  }
  const uint32_t following = Next(end);
  if (following == pieces_.size()) return 0;
  const Piece& next = pieces_[following];
  if (pieces_[end].inside_mention && !Gone(pieces_[end])) return 0;
  if (!pieces_[end].space_before && pieces_[end].term) return 0;
  if (!next.term) {
    if (IsPause(next.text)) return next.text == "," ? 2 : 3;
    return IsQuote(next.text) && TagGroup(last.tag) < 7 ? 4 : 0;
  }
  // A weekday needs no preposition.
  if (IsWeekday(next.text)) return 5;
  uint32_t group = TagGroup(last.tag);
  // "has handed" wants what it hands as "hands" does; "was handed" does not.
  if (group == 7) {
    uint32_t verb = end - 1;
    while (verb > 0 && TagGroup(pieces_[verb - 1].tag) == 6) --verb;
    const bool passive =
        verb > 0 && (IsBeing(pieces_[verb - 1].text) ||
                     IsOneOf(pieces_[verb - 1].text, "been be"));
    if (!passive) {
      // "a bill written | after": written by whom?
      if (verb == 0 || !IsHaving(pieces_[verb - 1].text)) return 0;
      group = 8;
    }
  }
  const bool verb = group >= 7 && group <= 10;
  const std::string_view text = next.text;
  const bool clause = IsOneOf(text, "after as while before");
  if (IsBound(following)) return 0;
  // "was imminent" says something, "a rare | find" wants its noun; "went down".
  const bool said_of_it =
      group == 5 && OpensPlace(next.text) && end >= 2 &&
      (IsBeing(pieces_[end - 2].text) || pieces_[end - 2].text == "be");
  const bool particle = TagOf(last) == Tag::kRP && TagGroup(next.tag) > 5;
  const bool adjective = group == 5 || group == 6;
  if (adjective && !clause && !said_of_it && !particle) return 0;
  const bool noun = IsNoun(last.tag);
  if (next.entity == 1 + static_cast<int>(EntityType::kDate) && noun &&
      !next.inside_mention && TagOf(next) != Tag::kCD) {
    return 20;
  }
  switch (TagOf(next)) {
    case Tag::kIN:
      // "looks at", "accused of": a verb may want what follows.
      // "termed it | as a loss": only before a clause of its own.
      if (text == "as" && !LeadsToVerb(following)) return 0;
      if (clause || text == "because") return 14;
      if (group >= 8 && group <= 10) return 0;
      if (text == "in") return 7;
      if (text == "for") return 8;
      if (text == "on") return 9;
      if (text == "at") return 10;
      if (text == "by") return verb ? 11 : 12;
      if (text == "of") {
        // "the mayor | of Port Amble", "a sum | of".
        uint32_t first = end - 1;
        while (first > 0 && TagGroup(pieces_[first].tag) >= 1 &&
               TagGroup(pieces_[first].tag) <= 5) {
          --first;
        }
        const bool definite = last.capital || pieces_[first].text == "the" ||
                              TagOf(pieces_[first]) == Tag::kPOS;
        return noun && definite ? 13 : 0;
      }
      if (IsOneOf(text, "that than if unless whether into")) {
        return 0;
      }
      return verb ? 0 : 17;
    case Tag::kTO:
      return noun && TagOf(pieces_[std::min<size_t>(
                         following + 1, pieces_.size() - 1)]) == Tag::kVB
                 ? 21
                 : 0;
    case Tag::kWRB:
      return noun ? 16 : 0;
    case Tag::kRB:
    case Tag::kRBR:
      return noun && !IsOneOf(text, "not n't") ? 22 : 0;
    case Tag::kWDT:
    case Tag::kWP: {
      // "a ferry | that was sold" is a ferry; "those who" are nobody.
      uint32_t first = end - 1;
      while (first > 0 && TagGroup(pieces_[first].tag) >= 1 &&
             TagGroup(pieces_[first].tag) <= 5) {
        --first;
      }
      const std::string_view article = pieces_[first].text;
      if (!noun) return 0;
      return IsOneOf(article, "a an") ? 19 : 23;
    }
    case Tag::kCC: {
      // Not in "Port Amble and Skerrow Council", nor in "both … and".
      for (uint32_t i = end - 1; i > 0 && i + 8 > end; --i) {
        if (IsOneOf(pieces_[i].text, "between both either neither")) {
          return 0;
        }
      }
      if (!noun && group != 7) return 0;
      // "EU | and US delegations" are two delegations.
      if (last.capital && following + 2 < pieces_.size() &&
          pieces_[following + 1].capital && !pieces_[following + 2].capital &&
          IsNoun(pieces_[following + 2].tag)) {
        return 0;
      }
      return last.capital ? 6 : 18;
    }
    case Tag::kVBN:
    case Tag::kVBG:
      // Not before "(has) approved".
      return IsNoun(last.tag) && following == end ? 15 : 0;
    case Tag::kNone:
      if ((next.kinds & (kAuxiliary | kDeterminer)) != 0 && text != "to") {
        return 0;
      }
      if (IsOneOf(text, "of than if")) return 0;
      return (next.kinds & (kPreposition | kConjunction)) != 0 ? 17 : 0;
    default:
      return 0;
  }
}

}  // namespace standfirst
