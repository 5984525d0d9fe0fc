#include "core/headline/headline_lines.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "core/rank/sentence_shape.h"
#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/sort_by.h"
#include "core/text/utf8.h"
#include "core/text/vectors.h"

namespace standfirst {

// Where a line begins: columns of its trained features.
enum StartKind : uint8_t {
  kSentence,       // Where its sentence does, …
  kOpeningPhrase,  // … which has a phrase before its subject, …
  kBehindPhrase,   // … and behind that.
  kClause,         // At a later clause.
  kWithinSubject,  // At a noun inside the subject.
  kStartKinds
};

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
constexpr uint32_t kDepths = 8;

constexpr std::array<uint32_t, kPlaceTemplates> kPlaceSizes = {
    kTags * kOrders,                     // Part of speech.
    kEntities* kOrders,                  // Type of the name it is of.
    kRarities* kWordClassCount,          // How rare a word.
    kClusters,                           // What it behaves like.
    kPlaces* kOrders* kWordClassCount,   // Place in the sentence.
    kTags* kWordClassCount,              // The tag before it …
    kTags* kWordClassCount,              // … and after it.
    kSaliences* kOrders,                 // How much its name matters.
    kClauses* kOrders* kWordClassCount,  // Commas before it.
    kRelationCount* kOrders,             // How it hangs in the sentence …
    kRelationCount* kRelationCount,      // … on what, hanging how …
    kDepths* kOrders* kWordClassCount};  // … and how deep.

// What a line's main verb is: columns of its trained features, as StartKind is.
enum VerbKind : uint8_t {
  kNoVerb,
  kOtherVerb,
  kPast,
  kThirdPerson,
  kPresent,
  kModal,
  kPassive,  // Whose "is" or "was" is left out.
  kBeing,
  kVerbKinds
};
constexpr uint32_t kEndKinds = kTags + 1;
constexpr uint32_t kCounts = 16;

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
    kVerbKinds,                        // The verb.
    10,                                // Words before the verb …
    10,                                // … and after it.
    3,                                 // Quotation marks.
    4,                                 // What was passed over, by kind.
    4,
    4,
    4,
    4,
    3 * 3,                       // Pronouns, before the verb and after it.
    1 + kTagGroups* kTagGroups,  // Where it goes on behind the last gap.
    kSaliences * 2};  // The name that matters most; is it before the verb?

template <size_t N>
constexpr std::array<uint32_t, N + 1> Starts(
    const std::array<uint32_t, N>& sizes, uint32_t first) {
  std::array<uint32_t, N + 1> starts{first};
  for (size_t i = 0; i < N; ++i) starts[i + 1] = starts[i] + sizes[i];
  return starts;
}
constexpr auto kLineStarts = Starts(kLineSizes, 0);
constexpr auto kPlaceStarts = Starts(kPlaceSizes, 0);

uint32_t PlaceBin(uint32_t place) {
  if (place < 10) return place;
  if (place < 13) return 10;
  if (place < 17) return 11;
  if (place < 22) return 12;
  if (place < 29) return 13;
  return place < 40 ? 14 : 15;
}

// Most beginnings of lines that are followed from a piece on: without their
// verb, and with it.
constexpr size_t kMostStates = 80;
// Most passages that a line passes over.
constexpr uint32_t kMostSkips = 8;
// What a word must bring, in thousandths of salience, to be worth its place.
constexpr uint32_t kWordCost = 150;

}  // namespace

struct SentenceCutter::State {
  std::array<IndexRange, kMostRanges> kept{};
  uint32_t ranges = 0;
  uint32_t at = 0;    // The piece that comes next.
  uint64_t mask = 0;  // Of the pieces that are kept.
  uint32_t start = 0;
  StartKind start_kind = kSentence;
  uint32_t words = 0;
  uint32_t terms = 0;
  uint32_t salience = 0;
  uint64_t open = 0;  // Closing marks of quotations that are open.
  uint32_t quotes = 0;
  uint32_t names = 0;
  uint32_t numbers = 0;
  VerbKind verb = kNoVerb;  // The main one.
  uint32_t before = 0;      // Terms before it.
  std::array<uint32_t, kSkipKinds> skipped{};
  std::array<uint32_t, 2> pronouns{};  // Before the verb and after it.
  uint32_t gap = 0;                    // Tags around the last one.
  uint32_t gaps = 0;                   // How many there are.
  uint32_t top = 0;                    // Salience of names: the highest …
  bool top_first = false;              // … before the verb?
  bool relative = false;               // In a clause on a noun.
  bool subordinate = false;            // In the opening clause.
  bool personal = false;               // "I", "you".
  bool claimless = false;              // "Ada Quill said", and no claim yet.
};

const std::array<uint32_t, kPlaceTemplates + 1> kPlaceColumns = kPlaceStarts;
const std::array<uint32_t, kLineTemplates + 1> kLineColumns = kLineStarts;

uint32_t HeadlineTokenColumnCount() {
  return UntitledColumnCount() + kPlaceStarts.back();
}
uint32_t LineColumnCount() { return kLineStarts.back(); }

HeadlineTokenFeatures SentenceCutter::FeaturesOf(
    uint32_t index, const Evidence& evidence) const {
  const Piece& piece = pieces_[index];
  const Vocabulary::Entry& entry = document_.vocabulary.entry(piece.lower);
  const uint32_t kind = evidence.words[piece.lower].kind_class;
  const uint32_t order = std::min(order_, kOrders - 1);
  uint32_t clauses = 0;
  for (uint32_t i = 0; i < index; ++i) clauses += IsPause(pieces_[i].text);
  const uint32_t before = index == 0 ? 0 : pieces_[index - 1].tag;
  const uint32_t after =
      index + 1 == pieces_.size() ? 0 : pieces_[index + 1].tag;
  const auto relation = static_cast<uint32_t>(piece.relation);
  uint32_t above = 0;
  uint32_t depth = 0;
  for (uint32_t at = piece.head; at != kNoPiece && depth < kDepths - 1;
       at = pieces_[at].head) {
    if (depth++ == 0) above = static_cast<uint32_t>(pieces_[at].relation);
  }
  const std::array<uint32_t, kPlaceTemplates> values = {
      piece.tag * kOrders + order,
      piece.entity * kOrders + order,
      std::min((std::max<uint32_t>(piece.rarity, 40) - 40) / 8, kRarities - 1) *
              kWordClassCount +
          kind,
      piece.cluster,
      (PlaceBin(index) * kOrders + order) * kWordClassCount + kind,
      before * kWordClassCount + kind,
      after * kWordClassCount + kind,
      piece.entity_salience * kOrders + order,
      (std::min(clauses, kClauses - 1) * kOrders + order) * kWordClassCount +
          kind,
      relation * kOrders + order,
      relation * kRelationCount + above,
      (depth * kOrders + order) * kWordClassCount + kind};
  HeadlineTokenFeatures features{};
  const WordFeatures own =
      FeaturesOfWord(evidence, piece.lower, entry.pool_size);
  std::copy_n(own.begin(), kUntitledTemplates, features.begin());
  for (size_t i = 0; i < kPlaceTemplates; ++i) {
    features[kUntitledTemplates + i] = static_cast<uint16_t>(
        UntitledColumnCount() + kPlaceStarts[i] + values[i]);
  }
  return features;
}

// A line that begins at `at`, unless what stands there points to something
// before it.
void SentenceCutter::Begin(uint32_t at, StartKind kind,
                           std::vector<State>* states) const {
  State state;
  state.at = Next(at);
  state.start = state.at;
  state.start_kind = kind;
  if (state.at >= pieces_.size()) return;
  const Piece& first = pieces_[state.at];
  // Nothing behind who vouches for it; nothing that points back.
  if (std::any_of(
          claims_.begin(), claims_.end(),
          [&state](const Claim& claim) { return claim.start < state.at; }) ||
      (first.kinds & (kPersonalPronoun | kDemonstrative | kConnective)) != 0 ||
      // But "No charges …".
      ((first.kinds & kAnswer) != 0 && TagOf(first) != Tag::kDT) ||
      IsIdleAdverb(document_.vocabulary.form(first.lower)) ||
      TagOf(first) == Tag::kPRPS || TagOf(first) == Tag::kWDT ||
      TagOf(first) == Tag::kWP || first.inside_mention ||
      PointsBack(first.text)) {
    return;
  }
  // "None may keep the ship": none of whom stands elsewhere.
  if (state.at + 1 < pieces_.size() && IsFinite(state.at + 1) &&
      IsOneOf(first.text,
              "All Another Both Each Many Most Neither None One Others Some "
              "all another both each many most neither none one others "
              "some")) {
    return;
  }
  state.subordinate = kind <= kOpeningPhrase &&
                      (TagOf(first) == Tag::kIN || TagOf(first) == Tag::kWRB ||
                       IsTimeBeforeClause(state.at));
  states->push_back(state);
}

// Whether a clause may begin at `at`, in a sentence whose words begin at
// `first` and, behind a phrase of time or place, at `second`. Not within a
// subject: "of the two annual budgets say", "a man who worked for the school
// and a bank has …".
bool SentenceCutter::OpensClauseAt(uint32_t at, uint32_t first,
                                   uint32_t second) const {
  uint32_t before = at - 1;
  while (before > first && Gone(pieces_[before])) --before;
  const Piece& previous = pieces_[before];
  // "not a | single ferry": not one; "fell | 23 % after …".
  if (((previous.kinds & kPreposition) != 0 && !OpensTime(previous.text)) ||
      previous.text == "not" ||
      (IsFinite(before) &&
       (before == 0 || TagOf(pieces_[before - 1]) != Tag::kEX))) {
    return false;
  }
  if (second != first) return true;
  while (before > first &&
         !IsOneOf(pieces_[before].text, "who which whose where")) {
    --before;
  }
  return before == first;
}

// Behind what joins clauses: "…, and", "…;", "… after".
void SentenceCutter::BeginBehindJoints(uint32_t first, uint32_t second,
                                       std::vector<State>* states) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  uint32_t quotes = 0;  // That are open.
  bool verb = false;    // Of the clause before.
  for (uint32_t i = 0; i + 4 < size; ++i) {
    const Piece& piece = pieces_[i];
    // What somebody says, thinks or only supposes begins here.
    if ((piece.kinds & kReportingVerb) != 0 || OpensCondition(i) ||
        piece.text == "that" || (i >= second && LeavesOpen(i))) {
      break;
    }
    if (piece.quote) quotes += piece.mate < i ? ~0U : 1U;
    verb |= i >= second && IsFinite(i);
    if (i <= second || quotes != 0) continue;
    const bool opens =
        OpensTime(piece.text) || IsOneOf(piece.text, "and but ; , where : – —");
    // Not what "where" opens within a clause: its verb is not the line's.
    if (piece.text == "where" && pieces_[i - 1].text != ",") continue;
    // Not behind a bracket that goes: its verb would be left alone. What "and"
    // or a comma joins to no clause is one of a list ("Ireland, Norway and
    // Portugal will …").
    if (opens && (verb || IsOneOf(piece.text, "; : – —")) &&
        Next(i + 1) == i + 1 && IsSubject(i + 1) &&
        OpensClauseAt(i + 1, first, second)) {
      Begin(i + 1, kClause, states);
    }
  }
}

// At the subjects that the parser finds, whatever stands before them.
void SentenceCutter::BeginAtSubjects(uint32_t first, uint32_t second,
                                     std::vector<State>* states) const {
  for (uint32_t i = first; i < pieces_.size(); ++i) {
    // What comes behind a condition hangs on it.
    if (OpensCondition(i) || (i >= second && LeavesOpen(i))) break;
    if (i <= second || !IsVouchedSubject(i)) continue;
    // Not behind a subject that goes.
    const uint32_t at = Next(pieces_[i].branch_begin);
    if (at <= second || at > i || !OpensClauseAt(at, first, second)) continue;
    // "The head of the bank and | two of his deputies have …": they all have.
    if (TagOf(pieces_[at - 1]) == Tag::kCC && !HasFinite(second, at)) continue;
    if (pieces_[at].term && (pieces_[at].kinds & kPreposition) == 0 &&
        std::none_of(states->begin(), states->end(),
                     [at](const State& state) { return state.at == at; })) {
      Begin(at, kClause, states);
    }
  }
}

// "27-year-old engineer has …": an engineer has. Inside the subject that
// `state` begins with.
void SentenceCutter::BeginWithinSubject(State state,
                                        std::vector<State>* states) const {
  const uint32_t begin = state.at;
  uint32_t end = EndOfHead(begin);
  for (uint32_t head = begin; head < pieces_.size(); ++head) {
    if (NamesSubject(pieces_[head].relation) &&
        Next(pieces_[head].branch_begin) == begin) {
      end = std::max(end, head + 1);
    }
  }
  for (uint32_t at = begin + 1; at < end; ++at) {
    const Piece& left = pieces_[at - 1];
    if (QualifiesHead(left) || (!IsNoun(left.tag) && TagGroup(left.tag) != 5 &&
                                TagOf(left) != Tag::kPOS)) {
      break;
    }
    if (left.head == kNoPiece || left.head < at) continue;
    // Not at "Minister" of "Prime Minister Ada Quill".
    const bool title =
        left.capital && pieces_[at].capital &&
        pieces_[at].entity != 1 + static_cast<int>(EntityType::kPerson);
    if (title || !pieces_[at].space_before || pieces_[at].inside_mention ||
        Gone(pieces_[at]) || IsIdleAdverb(pieces_[at].text) ||
        (pieces_[at].kinds & kConjunction) != 0) {
      continue;
    }
    state.at = at;
    state.start = at;
    state.start_kind = kWithinSubject;
    states->push_back(state);
  }
}

// Places where a clause begins that its author vouches for.
void SentenceCutter::FindStarts(std::vector<State>* states) const {
  const uint32_t first = SkipOpening();
  const uint32_t second = SkipAdverbial(first);
  Begin(first, second != first ? kOpeningPhrase : kSentence, states);
  if (second != first) Begin(second, kBehindPhrase, states);
  BeginBehindJoints(first, second, states);
  BeginAtSubjects(first, second, states);
  const size_t count = states->size();
  for (size_t i = 0; i < count; ++i) BeginWithinSubject((*states)[i], states);
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
  if (piece.quote) {
    state->open ^= Bit(std::max<uint32_t>(at, piece.mate));
    ++state->quotes;
  }
  if (IsOneOf(piece.text, ", ;")) {
    state->relative = false;
    state->subordinate = false;
  }
  // "said those who wait …": the clause has a verb, the claim has none yet;
  // nor has "said while speaking".
  const bool within = piece.relation == Relation::kAclRelcl ||
                      (piece.head != kNoPiece &&
                       pieces_[piece.head].relation == Relation::kAclRelcl);
  if (state->verb != kNoVerb &&
      ((IsFinite(at) && !within) || piece.quote ||
       (OpensClause(piece) && !OpensTime(piece.text)))) {
    state->claimless = false;
  }
  // "has said"
  if (state->verb != kNoVerb && TagOf(piece) == Tag::kVBN &&
      (piece.kinds & kReportingVerb) != 0 && at >= 1 &&
      IsHaving(pieces_[at - 1].text)) {
    state->claimless = true;
  }
  // "3,000 people signed a petition against it": against what?
  if ((state->start_kind == kBehindPhrase || state->start_kind == kClause) &&
      TagOf(piece) == Tag::kPRP && IsOneOf(piece.text, "it him her") &&
      !NamesSubject(piece.relation)) {
    return false;
  }
  // "Ada Quill said, adding that …"
  if (state->claimless && piece.text == "," && at + 1 < pieces_.size() &&
      (pieces_[at + 1].text.ends_with("ing") ||
       TagOf(pieces_[at + 1]) == Tag::kIN)) {
    return false;
  }
  if (IsOneOf(piece.text, "who which whose where") ||
      (piece.text == "that" && state->verb == kNoVerb)) {
    // "Ada Quill, who …": what is said of her there stands between commas.
    if (at > state->start && pieces_[at - 1].text == ",") return false;
    state->relative = true;
  }
  const bool shortened =
      at >= 1 && pieces_[at - 1].dropped && at > state->start &&
      (IsBeing(pieces_[at - 1].text) || IsHaving(pieces_[at - 1].text) ||
       pieces_[at - 1].text == "been");
  if ((piece.kinds & kFirstSecondPerson) != 0 && state->open == 0) {
    state->personal = true;
  }
  // Not that of "…, the watchdog has found".
  const bool claims = std::any_of(
      claims_.begin(), claims_.end(),
      [at](const Claim& claim) { return claim.start < at && at < claim.end; });
  if (state->verb == kNoVerb && at > state->start && !claims &&
      (IsFinite(at) || shortened)) {
    if (state->relative) {
      state->relative = false;
    } else if (!state->subordinate) {
      // "Some 300 islanders, | were": a comma without its other half.
      uint32_t commas = 0;
      for (uint32_t i = state->start; i < at; ++i) {
        commas += (state->mask & Bit(i)) != 0 && pieces_[i].text == "," ? 1 : 0;
      }
      if (commas == 1 &&
          pieces_[state->kept[state->ranges - 1].end - 1].text == ",") {
        return false;
      }
      state->before = state->terms;
      state->claimless = (piece.kinds & kReportingVerb) != 0;
      state->verb = kOtherVerb;
      if (TagOf(piece) == Tag::kVBD) state->verb = kPast;
      if (TagOf(piece) == Tag::kVBZ) state->verb = kThirdPerson;
      if (TagOf(piece) == Tag::kVBP) state->verb = kPresent;
      if (TagOf(piece) == Tag::kMD) state->verb = kModal;
      if (shortened) {
        state->verb = IsHaving(pieces_[at - 1].text) ? kPast : kPassive;
      }
      if (IsBeing(piece.text)) state->verb = kBeing;
    }
  }
  if (state->ranges > 0 && (piece.term || TagOf(piece) == Tag::kHYPH)) {
    const uint32_t left = state->kept[state->ranges - 1].end - 1;
    if (Next(left + 1) < at) {
      if (Tears(left, at)) return false;
      ++state->gaps;
      const uint32_t group = TagGroup(pieces_[left].tag);
      state->gap = 1 + group * kTagGroups + TagGroup(piece.tag);
    }
  }
  if (state->ranges > 0 && state->kept[state->ranges - 1].end == at) {
    ++state->kept[state->ranges - 1].end;
  } else {
    if (state->ranges + 1 >= kMostRanges) return false;
    state->kept[state->ranges++] = {at, at + 1};
  }
  state->mask |= Bit(at);
  state->words += piece.starts_word ? 1 : 0;
  if (piece.term) {
    ++state->terms;
    if (piece.same <= state->start) state->salience += piece.salience;
    if (piece.entity != 0 && !piece.inside_mention) ++state->names;
    if (piece.entity_salience > state->top) {
      state->top = piece.entity_salience;
      state->top_first = state->verb == kNoVerb;
    }
    if (TagOf(piece) == Tag::kPRP || TagOf(piece) == Tag::kPRPS) {
      ++state->pronouns[state->verb == kNoVerb ? 0 : 1];
    }
    state->numbers += TagOf(piece) == Tag::kCD ? 1 : 0;
  }
  ++state->at;
  return true;
}

// Whether a clause at the line's end has no verb: "found that three suitcases",
// "thought that fish, found off Madagascar".
bool SentenceCutter::LacksVerb(const State& state) const {
  bool verb = false;
  for (uint32_t i = state.at; i-- > state.start;) {
    if ((state.mask & Bit(i)) == 0) continue;
    const uint32_t group = TagGroup(pieces_[i].tag);
    verb |= (group >= 7 && group <= 10 && i > 0 &&
             ((state.mask & Bit(i - 1)) == 0 || pieces_[i - 1].text != ",")) ||
            TagOf(pieces_[i]) == Tag::kMD;
    if (!verb && (pieces_[i].text == "that" || OpensClause(pieces_[i]))) {
      return true;
    }
  }
  return false;
}

// Puts who claims it behind the line, where there is no room for that without
// what the person is who says it. Adds to `terms` and `salience`. False: there
// can be no such line.
bool SentenceCutter::AppendClaim(const State& state, const Claim& claim,
                                 uint32_t words, HeadlineLine* line,
                                 uint32_t* terms, uint32_t* salience) const {
  // "…, but …, they cautioned": against the first half.
  if (IsOneOf(pieces_[claim.end - 1].text, "cautioned warned") &&
      std::any_of(pieces_.begin() + state.at, pieces_.begin() + claim.start,
                  [](const Piece& one) {
                    return IsOneOf(one.text, "although but though");
                  })) {
    return false;
  }
  // The first one named ("…, Bram Oyelaran told Lina Soto").
  uint32_t person = claim.start;
  while (
      person < claim.end &&
      (Gone(pieces_[person]) ||
       pieces_[person].entity != 1 + static_cast<int>(EntityType::kPerson))) {
    ++person;
  }
  if (person == claim.end) person = claim.start;
  const auto vouches = [this](uint32_t i) {
    return (pieces_[i].kinds & kReportingVerb) != 0 ||
           pieces_[i].text == "according" ||
           (i > 0 && pieces_[i - 1].text == "according");
  };
  const HeadlineLine whole = *line;
  for (const bool shorter : {false, true}) {
    *line = whole;
    *terms = state.terms;
    *salience = state.salience;
    IndexRange* last = &line->kept[line->ranges - 1];
    uint64_t open_marks = 0;
    for (uint32_t i = claim.start; i < claim.end; ++i) {
      const Piece& piece = pieces_[i];
      if (Gone(piece) || (shorter && i < person && piece.term && !vouches(i))) {
        continue;
      }
      if (piece.loose) return false;
      if (piece.quote) open_marks ^= Bit(std::max<uint32_t>(i, piece.mate));
      if (last->end == i) {
        ++last->end;
      } else {
        if (line->ranges == kMostRanges) return false;
        last = &line->kept[line->ranges++];
        *last = {i, i + 1};
      }
      line->words += piece.starts_word ? 1 : 0;
      if (piece.term) {
        ++*terms;
        *salience += piece.same <= state.start ? piece.salience : 0;
      }
    }
    if (open_marks != 0) return false;
    if (line->words <= words) break;
  }
  return true;
}

// `tail`: it says whose claim it is.
void SentenceCutter::SetFeatures(const State& state, uint32_t words, bool tail,
                                 HeadlineLine* line) const {
  const Piece& first = pieces_[state.start];
  const Piece& last = pieces_[state.at - 1];
  const uint32_t end_kind = EndKind(state.at);
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
      std::min(state.quotes / 2, 2U),
      std::min(state.skipped[kCircumstance], 3U),
      std::min(state.skipped[kGivenName], 3U),
      std::min(state.skipped[kQualifier], 3U),
      std::min(state.skipped[kSaidOfNoun], 3U),
      std::min(state.skipped[kOneOfTwo], 3U),
      std::min(state.pronouns[0], 2U) * 3 + std::min(state.pronouns[1], 2U),
      state.gap,
      state.top * 2 + (state.top_first ? 1 : 0)};
  for (size_t i = 0; i < kLineTemplates; ++i) {
    line->features[i] = static_cast<uint16_t>(kLineStarts[i] + values[i]);
  }
}

// Makes a line of the state if it may end where it is.
bool SentenceCutter::Finish(const State& state, uint32_t words,
                            HeadlineLine* line) const {
  // A verb alone says nothing: "Lina Soto says".
  if (state.verb == kNoVerb || state.terms <= state.before + 1 ||
      state.open != 0) {
    return false;
  }
  const uint32_t end = state.at;
  if (state.kept[state.ranges - 1].end != end || !MayEnd(end) ||
      state.claimless || LacksVerb(state)) {
    return false;
  }
  // "…, hours": the rest of something.
  uint32_t before = end - 1;
  while (before > 0 && Gone(pieces_[before - 1])) --before;
  if (before > 0 && end < pieces_.size() && pieces_[before - 1].text == ",") {
    return false;
  }
  line->personal = state.personal;
  line->gaps = state.gaps;
  line->kept = state.kept;
  line->ranges = state.ranges;
  line->words = state.words;
  uint32_t terms = state.terms;
  uint32_t salience = state.salience;
  bool tail = false;
  for (const Claim& claim : claims_) {
    if (claim.end <= end || claim.start < state.start) continue;
    if (claim.start < end ||
        !AppendClaim(state, claim, words, line, &terms, &salience)) {
      return false;
    }
    tail = true;
    break;
  }
  if (line->words > words || line->words < kFewestHeadlineWords) return false;
  const uint32_t usual =
      std::max(kFewestHeadlineWords, kUsualHeadlineWords * words / 12);
  line->expected = 16 * 2 * salience / (terms + usual);
  SetFeatures(state, words, tail, line);
  return true;
}

void SentenceCutter::AppendLines(uint32_t words,
                                 std::vector<HeadlineLine>* lines) const {
  const auto size = static_cast<uint32_t>(pieces_.size());
  std::vector<std::vector<State>> open(size + 1);  // By the piece that is next.
  std::vector<State> states;
  FindStarts(&states);
  for (const State& state : states) open[state.at].push_back(state);
  HeadlineLine line;
  for (uint32_t at = 0; at < size; ++at) {
    states = std::move(open[at]);
    Prune(&states);
    for (State& state : states) {
      // At its start a line passes over a given name, and nothing else.
      for (const Skip& here : skips_) {
        // "were in Paris to meet …": who is where is what "were" says.
        const bool said = at > 0 && IsBeing(pieces_[at - 1].text);
        if (here.start != at ||
            (at == state.start && here.kind != kGivenName) || said ||
            pieces_[at].text == "than" ||
            std::accumulate(state.skipped.begin(), state.skipped.end(), 0U) >=
                kMostSkips) {
          continue;
        }
        State other = state;
        other.at = here.end;
        if (at == state.start) other.start = here.end;
        ++other.skipped[here.kind];
        open[other.at].push_back(other);
      }
      if (!Take(&state) || state.words > words) continue;
      if (Finish(state, words, &line)) lines->push_back(line);
      open[state.at].push_back(state);
    }
  }
}

// Keeps the beginnings that promise most.
void SentenceCutter::Prune(std::vector<State>* states) {
  SortBy(states, [](const State& state) {
    return (1U << 20U) + kWordCost * state.terms - state.salience;
  });
  std::array<size_t, 2> kept{};
  const State* last = nullptr;
  size_t count = 0;
  for (const State& state : *states) {
    if (++kept[state.verb != kNoVerb ? 1 : 0] > kMostStates) continue;
    // The same line, by another way.
    if (last != nullptr && last->ranges == state.ranges &&
        last->start == state.start && last->salience == state.salience &&
        std::equal(state.kept.begin(), state.kept.begin() + state.ranges,
                   last->kept.begin(),
                   [](const IndexRange& left, const IndexRange& right) {
                     return left.begin == right.begin && left.end == right.end;
                   })) {
      continue;
    }
    (*states)[count] = state;
    last = &(*states)[count++];
  }
  Shorten(count, states);
}

HeadlineLine SentenceCutter::LongestLine(uint32_t words, bool* whole) const {
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
    const uint32_t next = Next(end);
    const bool ends =
        next == size || !pieces_[next].term ||
        (pieces_[next].kinds & (kPreposition | kConjunction)) != 0;
    if (ends && MayEnd(end)) best = end;
  }
  *whole = best != 0 && std::none_of(claims_.begin(), claims_.end(),
                                     [best](const Claim& claim) {
                                       return claim.end > best;
                                     });
  if (best == 0) {
    // No good place: at least not on the subject of another clause …
    if (fitting < size && IsFinite(fitting) && HasFinite(start + 1, fitting)) {
      while (!IsFinite(--fitting)) {
      }
    }
    // … or a word that wants another.
    while (fitting > start + 1 &&
           ((!pieces_[fitting - 1].term && !IsSign(pieces_[fitting - 1])) ||
            Gone(pieces_[fitting - 1]) ||
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
  // No half of a quotation.
  uint32_t quote = start;
  while (quote < best &&
         (!pieces_[quote].quote ||
          (pieces_[quote].mate >= start && pieces_[quote].mate < best))) {
    ++quote;
  }
  if (quote < best && quote > start) {
    *whole = false;
    best = quote;
    while (best > start + 1 &&
           (!pieces_[best - 1].term ||
            (pieces_[best - 1].kinds & kFunctionWord) != 0)) {
      --best;
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
  Candidate candidate;
  candidate.sentence = sentence_;
  std::string text;
  for (uint32_t i = 0; i < line.ranges; ++i) {
    const IndexRange tokens = {begin_ + line.kept[i].begin,
                               begin_ + line.kept[i].end};
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
