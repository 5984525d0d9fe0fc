#include "core/headline/headline_lines.h"

#include <algorithm>
#include <string>

#include "core/rank/sentence_shape.h"
#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

using Tag = PartOfSpeech;

constexpr uint32_t kTags = kPartOfSpeechCount;
constexpr uint32_t kOrders = 3;
constexpr uint32_t kEntities = 1 + kEntityTypeCount;
constexpr uint32_t kPlaces = 16;
constexpr uint32_t kRarities = 12;
constexpr uint32_t kClusters = 256;
constexpr uint32_t kSaliences = 8;
constexpr uint32_t kClauses = 6;

constexpr std::array<uint32_t, kPlaceTemplates> kPlaceSizes = {
    kTags * kOrders,                      // Part of speech.
    kEntities* kOrders,                   // Type of the name it is of.
    kRarities* kWordClassCount,           // How rare a word.
    kClusters,                            // What it behaves like.
    kPlaces* kOrders* kWordClassCount,    // Place in the sentence.
    kTags* kWordClassCount,               // The tag before it …
    kTags* kWordClassCount,               // … and after it.
    kSaliences* kOrders,                  // How much its name matters.
    kClauses* kOrders* kWordClassCount};  // Commas before it.

constexpr uint32_t kStartKinds = 5;
constexpr uint32_t kEndKinds = 20;
constexpr uint32_t kCounts = 16;
constexpr uint32_t kVerbs = 8;
constexpr uint32_t kExpectedBins = 24;
constexpr uint32_t kTagGroups = 12;

constexpr std::array<uint32_t, kLineTemplates> kLineSizes = {
    kHeadlineSentences * kStartKinds,  // Which sentence, which start.
    kTags,                             // What it starts with …
    kEntities,                         // … and of which name.
    kEndKinds,                         // What it stops before.
    kTags,                             // What it ends with.
    kEndKinds* kTagGroups,             // Both.
    kCounts,                           // Words.
    5 * 3,                             // Names and figures.
    2,                                 // Says whose claim it is.
    kVerbs,                            // The verb.
    10,                                // Words before the verb …
    10,                                // … and after it.
    kExpectedBins,                     // Expected F1.
    3,                                 // Quotation marks.
    3 * 4 * 2};                        // What was passed over.

template <size_t N>
constexpr std::array<uint32_t, N + 1> Starts(
    const std::array<uint32_t, N>& sizes, uint32_t first) {
  std::array<uint32_t, N + 1> starts{first};
  for (size_t i = 0; i < N; ++i) starts[i + 1] = starts[i] + sizes[i];
  return starts;
}
constexpr auto kLineStarts = Starts(kLineSizes, 0);
constexpr auto kPlaceStarts = Starts(kPlaceSizes, 0);

bool IsQuote(std::string_view token) {
  return IsOneOf(token, "\" “ ” `` '' « » ‘");
}

bool IsPause(std::string_view token) {
  return IsOneOf(token, ", ; : — – -- ( )");
}

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
      "day days hour hours just long minutes moments month months shortly "
      "soon week weeks years";
  return IsOneOf(text, kWords);
}

bool IsBeing(std::string_view text) { return IsOneOf(text, "is are was were"); }
bool IsHaving(std::string_view text) { return IsOneOf(text, "has have had"); }

// Articles before these are part of a measure: "a few" is not "few", "twice
// a day" not "twice day".
bool IsMeasure(std::string_view text) {
  constexpr const char* kMeasures =
      "bit couple day dozen few half hour hundred little lot million "
      "minute month number same thousand week while year";
  return IsOneOf(text, kMeasures);
}

Tag TagOf(const SentenceCutter::Piece& piece) {
  return static_cast<Tag>(piece.tag);
}

bool IsParticiple(const SentenceCutter::Piece& piece) {
  if (piece.tag != 0) return TagOf(piece) == Tag::kVBN;
  return piece.text.size() > 4 && piece.text.ends_with("ed");
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

uint32_t PlaceBin(uint32_t place) {
  if (place < 10) return place;
  if (place < 13) return 10;
  if (place < 17) return 11;
  if (place < 22) return 12;
  if (place < 29) return 13;
  return place < 40 ? 14 : 15;
}

bool IsCapitals(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

bool PointsBack(std::string_view text) {
  return IsOneOf(text, "his her their His Her Their Its its");
}

// A clause that is not complete without a verb of its own.
bool OpensClause(const SentenceCutter::Piece& piece) {
  constexpr const char* kWords =
      "although because if that though unless when where whether while";
  if (TagOf(piece) != Tag::kIN && TagOf(piece) != Tag::kWRB) return false;
  return IsOneOf(piece.text, kWords);
}

// A phrase that a noun can do without begins so.
bool OpensPhrase(std::string_view text) {
  constexpr const char* kWords =
      "about across after against amid among around at before between by "
      "during for from in near on outside over since through under with "
      "within";
  return IsOneOf(text, kWords);
}

// Adverbs of time and manner that no claim hangs on.
bool IsIdleAdverb(std::string_view text) {
  constexpr const char* kWords =
      "already completely currently earlier finally formally here "
      "meanwhile now officially openly publicly recently strongly today "
      "yesterday";
  return IsOneOf(text, kWords);
}

// Without it the noun would be another: "former minister", "no minister".
bool QualifiesHead(const SentenceCutter::Piece& piece) {
  constexpr const char* kWords =
      "acting alleged anti deputy ex failed fake false former interim "
      "likely non outgoing possible potential pro proposed retired "
      "so-called suspected then vice would-be no";
  if (TagOf(piece) == Tag::kCD || TagOf(piece) == Tag::kJJS) return true;
  std::string lower(piece.text);
  if (piece.capital) lower[0] = static_cast<char>(lower[0] - 'A' + 'a');
  return lower.starts_with("ex-") || lower.starts_with("non-") ||
         IsOneOf(lower, kWords);
}

// And so one that a verb can do without, if a time or a place follows.
bool OpensPlace(std::string_view text) {
  return IsOneOf(text, "in on at during since near");
}

// Most beginnings of lines that one sentence is tried for.
constexpr uint32_t kMostStates = 1200;
// Most passages that a line passes over.
constexpr uint32_t kMostSkips = 4;

}  // namespace

struct SentenceCutter::State {
  std::array<IndexRange, kMostRanges> kept{};
  uint32_t ranges = 0;
  uint32_t at = 0;  // The piece that comes next.
  uint32_t start = 0;
  uint32_t start_kind = 0;
  uint32_t words = 0;
  uint32_t terms = 0;
  uint32_t salience = 0;
  uint32_t quotes = 0;
  uint32_t brackets = 0;
  uint32_t names = 0;
  uint32_t numbers = 0;
  uint32_t verb = 0;                  // Kind of the main verb, or 0.
  uint32_t before = 0;                // Terms before it.
  std::array<uint32_t, 3> skipped{};  // By kind.
  bool relative = false;              // In a clause on a noun.
  bool subordinate = false;           // In the opening clause.
  bool personal = false;              // "I", "you".
  uint32_t pending = 0;               // Clauses that wait for their verb.
  bool aside = false;                 // Past a comma that wants another.
  bool claimless = false;             // "Ada Quill said", and no claim yet.
};

const std::array<uint32_t, kPlaceTemplates + 1> kPlaceColumns = kPlaceStarts;
const std::array<uint32_t, kLineTemplates + 1> kLineColumns = kLineStarts;

uint32_t HeadlineTokenColumnCount() {
  return WordColumnCount() + kPlaceStarts.back();
}
uint32_t LineColumnCount() { return kLineStarts.back(); }

SentenceCutter::SentenceCutter(const Document& document,
                               const EntityAnalysis& entities,
                               const WordList* words, uint32_t sentence,
                               uint32_t order, bool english)
    : document_(document), words_(words), sentence_(sentence), order_(order) {
  const Sentence& here = document.sentences[sentence];
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
    for (uint32_t i = 0; piece.term && i < pieces_.size(); ++i) {
      if (pieces_[i].lower == piece.lower) piece.same = i + 1;
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
  // What may be left out is known of English alone ("a" is a verb in French).
  FindBrackets();
  if (english) {
    FindInsertions();
    Drop();
  }
  FindClaims();
  if (english) FindSkips();
  bool open = false;
  for (Piece& piece : pieces_) {
    if (piece.space_before) open = false;
    if (!piece.term || piece.dropped || open) continue;
    open = true;
    piece.starts_word = true;
  }
}

HeadlineTokenFeatures SentenceCutter::FeaturesOf(
    uint32_t index, const Evidence& evidence) const {
  const Piece& piece = pieces_[index];
  const Vocabulary::Entry& entry = document_.vocabulary.entry(piece.lower);
  const uint32_t kind = evidence.words[piece.lower].kind_class;
  const uint32_t order = std::min(order_, kOrders - 1);
  uint32_t rarity = 0;
  uint32_t cluster = 0;
  if (words_ != nullptr) {
    const bool listed = entry.listed != Vocabulary::kNotListed;
    rarity = listed ? words_->Rarity(entry.listed) : words_->UnlistedRarity();
    if (listed) cluster = words_->Cluster(entry.listed);
  }
  uint32_t clauses = 0;
  for (uint32_t i = 0; i < index; ++i) clauses += IsPause(pieces_[i].text);
  const uint32_t before = index == 0 ? 0 : pieces_[index - 1].tag;
  const uint32_t after =
      index + 1 == pieces_.size() ? 0 : pieces_[index + 1].tag;
  const std::array<uint32_t, kPlaceTemplates> values = {
      piece.tag * kOrders + order,
      piece.entity * kOrders + order,
      std::min((std::max(rarity, 40U) - 40) / 8, kRarities - 1) *
              kWordClassCount +
          kind,
      cluster,
      (PlaceBin(index) * kOrders + order) * kWordClassCount + kind,
      before * kWordClassCount + kind,
      after * kWordClassCount + kind,
      piece.entity_salience * kOrders + order,
      (std::min(clauses, kClauses - 1) * kOrders + order) * kWordClassCount +
          kind};
  HeadlineTokenFeatures features{};
  const WordFeatures own =
      FeaturesOfWord(evidence, piece.lower, entry.pool_size);
  std::copy(own.begin(), own.end(), features.begin());
  for (size_t i = 0; i < kPlaceTemplates; ++i) {
    features[kWordTemplates + i] =
        static_cast<uint16_t>(WordColumnCount() + kPlaceStarts[i] + values[i]);
  }
  return features;
}

// Articles, the weekday of an event, "is" and its like before a participle:
// what the headlines of newspapers leave out. Nothing that a claim hangs on.
void SentenceCutter::Drop() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  for (uint32_t i = 0; i + 1 < size; ++i) {
    Piece& piece = pieces_[i];
    const Piece& next = pieces_[i + 1];
    const std::string_view before =
        i == 0 ? std::string_view() : pieces_[i - 1].text;
    // "The Hague", "A Tale": a name goes on after its article; "is a lake".
    if (IsArticle(piece.text) && next.term && piece.entity == 0 &&
        !IsMeasure(next.text) && !IsBeing(before) &&
        !IsOneOf(before, "be become becomes became been of") &&
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
                                IsOneOf(next.text, "set likely due ready"));
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
void SentenceCutter::FindInsertions() {
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
void SentenceCutter::FindBrackets() {
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

uint32_t SentenceCutter::Next(uint32_t piece) const {
  while (piece < pieces_.size() && Gone(pieces_[piece])) ++piece;
  return piece;
}

bool SentenceCutter::IsFinite(uint32_t index) const {
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
uint32_t SentenceCutter::EndOfName(uint32_t piece) const {
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
void SentenceCutter::FindClaims() {
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
                      TagOf(*next) == Tag::kIN || TagOf(*next) == Tag::kRB ||
                      TagOf(*next) == Tag::kVBG;
    const bool that = next != nullptr && next->text == "that";
    if (ends && !that) claims_.push_back({i, verb + 1});
  }
}

// Phrases of place, time and circumstance; what somebody is before who it is;
// the first of two things that somebody did.
void SentenceCutter::FindSkips() {
  const auto size = static_cast<uint32_t>(pieces_.size());
  constexpr auto kPerson =
      static_cast<uint8_t>(1 + static_cast<int>(EntityType::kPerson));
  for (uint32_t i = 0; i + 2 < size; ++i) {
    const Piece& piece = pieces_[i];
    if (Gone(piece)) continue;
    // "Ada" of "Ada Quill", but not of "Ada Quill's".
    if (piece.entity == kPerson && !piece.inside_mention) {
      uint32_t end = i;
      while (end + 1 < size && pieces_[end + 1].inside_mention &&
             pieces_[end + 1].entity == kPerson) {
        ++end;
      }
      if (end > i && pieces_[end].text.size() > 3 && pieces_[end].capital &&
          !pieces_[end].text.ends_with(".")) {
        skips_.push_back({i, end, 1});
      }
      continue;
    }
    const uint32_t before = i == 0 ? 11 : TagGroup(pieces_[i - 1].tag);
    // "actor Lina Soto", never "of actor Lina Soto's".
    const uint32_t group = TagGroup(piece.tag);
    if (group >= 1 && group <= 5 && !piece.inside_mention &&
        piece.space_before &&
        (i == 0 || (TagOf(pieces_[i - 1]) != Tag::kPOS &&
                    pieces_[i - 1].text != "-" && before >= 8)) &&
        (i == 0 || before == 11 || before == 8)) {
      uint32_t end = i;
      while (end < size && end < i + 9 &&
             (pieces_[end].entity != kPerson || pieces_[end].inside_mention) &&
             (IsNoun(pieces_[end].tag) || TagGroup(pieces_[end].tag) == 5)) {
        ++end;
      }
      if (end > i && end < size && pieces_[end].entity == kPerson &&
          !pieces_[end].inside_mention) {
        skips_.push_back({i, end, 1});
        continue;
      }
    }
    if (i == 0) continue;
    const Piece& last = pieces_[i - 1];
    // "his wife", "currently in hospital".
    if (TagOf(piece) == Tag::kPRPS && pieces_[i + 1].term) {
      skips_.push_back({i, i + 1, 0});
      continue;
    }
    if (TagOf(piece) == Tag::kRB && IsIdleAdverb(piece.text)) {
      skips_.push_back({i, i + 1, 0});
      continue;
    }
    // What is said of a noun between commas.
    if (piece.text == "," && IsNoun(last.tag) && i + 4 < size) {
      const Tag first = TagOf(pieces_[i + 1]);
      const bool aside = first == Tag::kWP || first == Tag::kWDT ||
                         first == Tag::kWPS || first == Tag::kDT ||
                         first == Tag::kWRB || first == Tag::kVBN;
      uint32_t end = i + 2;
      bool other = !aside;
      while (!other && end < size && end < i + 18 && pieces_[end].text != ",") {
        other |= (pieces_[end].kinds & kReportingVerb) != 0 ||
                 IsQuote(pieces_[end].text) ||
                 IsOneOf(pieces_[end].text, "; and or");
        ++end;
      }
      if (!other && end + 1 < size && pieces_[end].text == ",") {
        skips_.push_back({i, end + 1, 0});
      }
      continue;
    }
    const bool to = piece.text == "to" && TagOf(pieces_[i + 1]) != Tag::kVB;
    if ((TagOf(piece) == Tag::kIN && OpensPhrase(piece.text)) || to) {
      uint32_t end = EndOfName(i + 1);
      if (end < size && pieces_[end].text == "and") end = EndOfName(end + 1);
      if (end <= i + 1 || end >= size) continue;
      const bool place = OpensPlace(piece.text) && pieces_[end - 1].entity != 0;
      if (!IsNoun(last.tag) && !place) continue;
      const Piece& next = pieces_[end];
      const bool goes_on =
          IsOneOf(next.text, ", and or - to that") ||
          TagOf(next) == Tag::kWDT || TagOf(next) == Tag::kWP ||
          TagOf(next) == Tag::kVBG || TagOf(next) == Tag::kVBN ||
          TagOf(next) == Tag::kWPS || TagOf(next) == Tag::kWRB ||
          next.inside_mention || IsQuote(next.text) || next.text == "of";
      if (!goes_on) skips_.push_back({i, end, 0});
      continue;
    }
    if (!IsFinite(i)) continue;
    for (uint32_t j = i + 1; j + 2 < size && j < i + 25; ++j) {
      if (IsFinite(j) || IsQuote(pieces_[j].text) ||
          IsOneOf(pieces_[j].text, "that , ;")) {
        break;
      }
      if (pieces_[j].text != "and") continue;
      if (IsFinite(j + 1) && pieces_[j + 1].tag == piece.tag) {
        skips_.push_back({i, j + 1, 2});
      }
      break;
    }
  }
}

// Past an opening connective ("But", "However,"), an answer, or marks.
uint32_t SentenceCutter::SkipOpening() const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t start = 0;
  while (start < size && !pieces_[start].term) ++start;
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
bool SentenceCutter::IsTimeBeforeClause(uint32_t start) const {
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
uint32_t SentenceCutter::SkipAdverbial(uint32_t start) const {
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

// Places where a clause begins that its author vouches for.
void SentenceCutter::FindStarts(std::vector<State>* states) const {
  const auto begin = [&](uint32_t at, uint32_t kind) {
    State state;
    state.at = Next(at);
    state.start = state.at;
    state.start_kind = kind;
    if (state.at >= pieces_.size()) return;
    const Piece& first = pieces_[state.at];
    // Nothing that points back.
    if ((first.kinds &
         (kPersonalPronoun | kDemonstrative | kConnective | kAnswer)) != 0 ||
        IsIdleAdverb(first.text) || TagOf(first) == Tag::kPRPS ||
        PointsBack(first.text)) {
      return;
    }
    state.subordinate =
        kind <= 1 && (TagOf(first) == Tag::kIN || TagOf(first) == Tag::kWRB ||
                      IsTimeBeforeClause(state.at));
    states->push_back(state);
  };
  const uint32_t first = SkipOpening();
  const uint32_t second = SkipAdverbial(first);
  begin(first, second != first ? 1 : 0);
  if (second != first) begin(second, 2);
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t quotes = 0;
  bool verb = false;  // Of the clause before.
  for (uint32_t i = 0; i + 4 < size; ++i) {
    const Piece& piece = pieces_[i];
    // What somebody says, thinks or only supposes begins here.
    if ((piece.kinds & kReportingVerb) != 0 ||
        IsOneOf(piece.text, "if If whether unless that")) {
      break;
    }
    if (IsQuote(piece.text)) ++quotes;
    verb |= i >= second && IsFinite(i);
    if (i <= second || quotes % 2 != 0) continue;
    const bool opens = IsOneOf(
        piece.text,
        "after as while when since before and but ; because , where : – —");
    // Nor behind a bracket that goes: its verb would be left alone. What "and"
    // or a comma joins to no clause is one of a list ("Ireland, Norway and
    // Portugal will …").
    const bool joins = IsOneOf(piece.text, "and but ,");
    if (opens && (verb || !joins) && Next(i + 1) == i + 1 && IsSubject(i + 1)) {
      begin(i + 1, 3);
    }
  }
  // "27-year-old engineer has …": an engineer has.
  const size_t count = states->size();
  for (size_t i = 0; i < count; ++i) {
    const State state = (*states)[i];
    const uint32_t end = EndOfHead(state.at);
    for (uint32_t at = state.at + 1; at < end; ++at) {
      const Piece& left = pieces_[at - 1];
      if (QualifiesHead(left)) break;
      if (!pieces_[at].space_before || pieces_[at].inside_mention ||
          Gone(pieces_[at]) || IsIdleAdverb(pieces_[at].text)) {
        continue;
      }
      State inner = state;
      inner.at = at;
      inner.start = at;
      inner.start_kind = 4;
      states->push_back(inner);
    }
  }
}

// Does a subject with its verb begin here, and nothing of a list?
bool SentenceCutter::IsSubject(uint32_t start) const {
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

// The end of the nouns that the piece leads to, if they are one thing.
uint32_t SentenceCutter::EndOfHead(uint32_t start) const {
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

uint32_t SentenceCutter::EndKind(uint32_t end) const {
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
    return IsQuote(next.text) ? 4 : 0;
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
    if (!passive) group = 8;
  }
  const bool verb = group >= 7 && group <= 10;
  const std::string_view text = next.text;
  const bool clause = IsOneOf(text, "after as while before");
  // "a rare | find": an adjective wants its noun.
  if ((group == 5 || group == 6) && !clause) return 0;
  switch (TagOf(next)) {
    case Tag::kIN:
      // "looks at", "accused of": a verb may want what follows.
      if (clause) return 14;
      if (group >= 8) return 0;
      if (text == "in") return 7;
      if (text == "for") return 8;
      if (text == "on") return 9;
      if (text == "at") return 10;
      if (text == "by") return verb ? 11 : 12;
      return IsOneOf(text, "during amid since near") ? 17 : 0;
    case Tag::kWDT:
    case Tag::kWP: {
      // "a ferry | that was sold" is a ferry; "the one that" is nothing.
      uint32_t first = end - 1;
      while (first > 0 && TagGroup(pieces_[first].tag) >= 1 &&
             TagGroup(pieces_[first].tag) <= 5) {
        --first;
      }
      const std::string_view article = pieces_[first].text;
      return !verb && IsOneOf(article, "a an") ? 19 : 0;
    }
    case Tag::kCC:
      // Not in "Port Amble and Skerrow Council".
      return IsOneOf(text, "and but") && !pieces_[end - 1].capital ? 18 : 0;
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

// Takes the piece that comes next, or passes it over where it is gone; false
// where the line cannot go on.
bool SentenceCutter::Take(State* state) const {
  const uint32_t at = state->at;
  const Piece& piece = pieces_[at];
  if (piece.loose) return false;
  if (Gone(piece)) {
    ++state->at;
    return true;
  }
  if (IsQuote(piece.text)) ++state->quotes;
  if (IsOneOf(piece.text, "( [")) ++state->brackets;
  if (IsOneOf(piece.text, ") ]") && state->brackets > 0) {
    --state->brackets;
  }
  if (IsOneOf(piece.text, ", ;")) {
    state->relative = false;
    state->subordinate = false;
    state->aside = state->verb != 0 && !state->aside;
  }
  if (state->verb != 0 && (IsFinite(at) || IsQuote(piece.text))) {
    state->aside = false;
    state->claimless = false;
  }
  // "has said"
  if (state->verb != 0 && TagOf(piece) == Tag::kVBN &&
      (piece.kinds & kReportingVerb) != 0 && at >= 1 &&
      IsHaving(pieces_[at - 1].text)) {
    state->claimless = true;
  }
  // "Ada Quill said, adding that …"
  if (state->claimless && piece.text == "," && at + 1 < pieces_.size() &&
      (pieces_[at + 1].text.ends_with("ing") ||
       TagOf(pieces_[at + 1]) == Tag::kIN)) {
    return false;
  }
  if (IsOneOf(piece.text, "who which whose where") ||
      (piece.text == "that" && state->verb == 0)) {
    state->relative = true;
  }
  if (OpensClause(piece)) ++state->pending;
  const bool shortened =
      at >= 1 && pieces_[at - 1].dropped && at > state->start &&
      (IsBeing(pieces_[at - 1].text) || IsHaving(pieces_[at - 1].text) ||
       pieces_[at - 1].text == "been");
  if (at > state->start && state->pending > 0 && IsFinite(at) &&
      (state->verb != 0 || state->subordinate)) {
    --state->pending;
  }
  if ((piece.kinds & kFirstSecondPerson) != 0 && state->quotes % 2 == 0) {
    state->personal = true;
  }
  if (state->verb == 0 && at > state->start && (IsFinite(at) || shortened)) {
    if (state->relative) {
      state->relative = false;
    } else if (!state->subordinate) {
      state->before = state->terms;
      state->claimless = (piece.kinds & kReportingVerb) != 0;
      state->verb = 1;
      if (TagOf(piece) == Tag::kVBD) state->verb = 2;
      if (TagOf(piece) == Tag::kVBZ) state->verb = 3;
      if (TagOf(piece) == Tag::kVBP) state->verb = 4;
      if (TagOf(piece) == Tag::kMD) state->verb = 5;
      if (shortened) state->verb = IsHaving(pieces_[at - 1].text) ? 2 : 6;
      if (IsBeing(piece.text)) state->verb = 7;
    }
  }
  if (state->ranges > 0 && state->kept[state->ranges - 1].end == at) {
    ++state->kept[state->ranges - 1].end;
  } else {
    if (state->ranges + 1 >= kMostRanges) return false;
    state->kept[state->ranges++] = {at, at + 1};
  }
  state->words += piece.starts_word ? 1 : 0;
  if (piece.term) {
    ++state->terms;
    if (piece.same <= state->start) state->salience += piece.salience;
    if (piece.entity != 0 && !piece.inside_mention) ++state->names;
    state->numbers += TagOf(piece) == Tag::kCD ? 1 : 0;
  }
  ++state->at;
  return true;
}

// Makes a line of the state if it may end where it is.
bool SentenceCutter::Finish(const State& state, uint32_t words,
                            HeadlineLine* line) const {
  // A verb alone says nothing: "Lina Soto says".
  if (state.words < kFewestHeadlineWords || state.verb == 0 ||
      state.terms <= state.before + 1 || state.quotes % 2 != 0 ||
      state.brackets != 0) {
    return false;
  }
  const uint32_t end = state.at;
  if (state.kept[state.ranges - 1].end != end) return false;
  if (state.pending != 0) return false;
  const uint32_t end_kind = EndKind(end);
  if (end_kind == 0) return false;
  if ((state.aside && end_kind > 3) || state.claimless) return false;
  // "…, hours": the rest of something.
  if (end >= 2 && end_kind != 1 && pieces_[end - 2].text == ",") return false;
  line->personal = state.personal;
  line->kept = state.kept;
  line->ranges = state.ranges;
  line->words = state.words;
  uint32_t terms = state.terms;
  uint32_t salience = state.salience;
  bool tail = false;
  for (const Claim& claim : claims_) {
    if (claim.end <= end || claim.start < state.start) continue;
    if (claim.start < end) return false;
    IndexRange* last = &line->kept[line->ranges - 1];
    uint32_t quotes = 0;
    for (uint32_t i = claim.start; i < claim.end; ++i) {
      const Piece& piece = pieces_[i];
      quotes += IsQuote(piece.text) ? 1 : 0;
      if (Gone(piece)) continue;
      if (last->end == i) {
        ++last->end;
      } else {
        if (line->ranges == kMostRanges) return false;
        last = &line->kept[line->ranges++];
        *last = {i, i + 1};
      }
      line->words += piece.starts_word ? 1 : 0;
      if (piece.term) {
        ++terms;
        salience += piece.same <= state.start ? piece.salience : 0;
      }
    }
    if (quotes % 2 != 0) return false;
    tail = true;
    break;
  }
  if (line->words > words) return false;
  const uint32_t usual =
      std::max(kFewestHeadlineWords, kUsualHeadlineWords * words / 12);
  line->expected = 2 * salience / (terms + usual);
  const Piece& first = pieces_[state.start];
  const Piece& last = pieces_[end - 1];
  const std::array<uint32_t, kLineTemplates> values = {
      std::min(order_, kHeadlineSentences - 1) * kStartKinds + state.start_kind,
      first.tag,
      first.entity,
      end_kind,
      last.tag,
      end_kind * kTagGroups + TagGroup(last.tag),
      std::min(line->words * 12 / words, kCounts - 1),
      std::min(state.names, 4U) * 3 + std::min(state.numbers, 2U),
      tail ? 1U : 0U,
      state.verb,
      std::min(state.before, 9U),
      std::min(state.terms - state.before - 1, 9U),
      std::min(line->expected / 25, kExpectedBins - 1),
      std::min(state.quotes / 2, 2U),
      (std::min(state.skipped[1], 2U) * 4 + std::min(state.skipped[0], 3U)) *
              2 +
          (state.skipped[2] != 0 ? 1U : 0U)};
  for (size_t i = 0; i < kLineTemplates; ++i) {
    line->features[i] = static_cast<uint16_t>(kLineStarts[i] + values[i]);
  }
  return true;
}

void SentenceCutter::AppendLines(uint32_t words,
                                 std::vector<HeadlineLine>* lines) const {
  std::vector<State> open;
  FindStarts(&open);
  // The first start is tried first.
  std::reverse(open.begin(), open.end());
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t tried = 0;
  HeadlineLine line;
  while (!open.empty() && tried++ < kMostStates) {
    State state = open.back();
    open.pop_back();
    while (state.at < size) {
      const auto skip = std::lower_bound(
          skips_.begin(), skips_.end(), state.at,
          [](const Skip& left, uint32_t at) { return left.start < at; });
      // At its start a line passes over what a person is, and nothing else.
      if (skip != skips_.end() && skip->start == state.at &&
          (state.at > state.start || skip->kind == 1) &&
          state.skipped[0] + state.skipped[1] + state.skipped[2] < kMostSkips &&
          (skip->kind != 2 ||
           (state.verb == 0 && !state.relative && !state.subordinate))) {
        State other = state;
        other.at = skip->end;
        if (state.at == state.start) other.start = skip->end;
        ++other.skipped[skip->kind];
        open.push_back(other);
      }
      if (!Take(&state) || state.words > words) break;
      if (Finish(state, words, &line)) lines->push_back(line);
    }
  }
}

HeadlineLine SentenceCutter::LongestLine(uint32_t words) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t start = Next(SkipOpening());
  if (start >= size) start = 0;
  uint32_t best = 0;
  uint32_t fitting = start + 1;
  uint32_t count = 0;
  for (uint32_t end = start + 1; end <= size; ++end) {
    count += pieces_[end - 1].starts_word ? 1 : 0;
    if (count > words || pieces_[end - 1].loose) break;
    fitting = end;
    if (count < kFewestHeadlineWords && end < size) continue;
    if (EndKind(end) != 0) best = end;
  }
  if (best == 0) {
    // No good place: at least not on a word that wants another.
    while (fitting > start + 1 &&
           (!pieces_[fitting - 1].term || Gone(pieces_[fitting - 1]) ||
            (pieces_[fitting - 1].kinds & kFunctionWord) != 0)) {
      --fitting;
    }
    best = fitting;
    // Better behind a noun that leads to no other ("… share single ship | to
    // mend broken data | cables").
    for (uint32_t end = fitting; end > start + 3; --end) {
      const Piece& last = pieces_[end - 1];
      if (last.term && !Gone(last) && IsNoun(last.tag) &&
          (end == size || !pieces_[end].term || !IsNoun(pieces_[end].tag)) &&
          !(end < size && pieces_[end].inside_mention)) {
        best = end;
        break;
      }
    }
  }
  HeadlineLine line;
  for (uint32_t i = start; i < best; ++i) {
    if (Gone(pieces_[i]) && i > start) continue;
    if (line.ranges > 0 &&
        (line.kept[line.ranges - 1].end == i || line.ranges == kMostRanges)) {
      line.kept[line.ranges - 1].end = i + 1;
    } else {
      line.kept[line.ranges++] = {i, i + 1};
    }
  }
  return line;
}

Candidate SentenceCutter::Make(const HeadlineLine& line) const {
  const Sentence& here = document_.sentences[sentence_];
  Candidate candidate;
  candidate.sentence = sentence_;
  std::string text;
  for (uint32_t i = 0; i < line.ranges; ++i) {
    const IndexRange tokens = {here.tokens.begin + line.kept[i].begin,
                               here.tokens.begin + line.kept[i].end};
    // The space before a later run goes with it.
    const CleanOffset start = i == 0
                                  ? document_.tokens[tokens.begin].span.start
                                  : document_.tokens[tokens.begin - 1].span.end;
    candidate.tokens.push_back(tokens);
    candidate.kept.push_back(
        {start, document_.tokens[tokens.end - 1].span.end});
    text += document_.Text(candidate.kept.back());
  }
  candidate.words = CountWords(text);
  return candidate;
}

}  // namespace standfirst
