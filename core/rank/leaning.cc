#include "core/rank/leaning.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/rank/features.h"
#include "core/rank/lean_features.h"
#include "core/rank/rank_model.h"
#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"
#include "core/text/equal.h"
#include "core/text/speech.h"
#include "core/text/vectors.h"

namespace standfirst {
namespace {

using Tag = PartOfSpeech;

// How far back the name is looked for that "she" stands for.
constexpr uint32_t kFarthestName = 8;

// "She has also …", "The state of Washington also …"
constexpr uint32_t kFarthestAlso = 10;

// The first words of a sentence.
constexpr uint32_t kEarly = 4;

enum class Lean : uint8_t {
  kNot,
  kOnPrevious,  // "However, …", "This decision …"
  kOnPerson,    // "She …": on who is named last.
  kOnThing,     // "It …", "Their …"
};

// What a token is that a pronoun may stand for.
enum Referent : uint8_t { kNone, kTime, kName, kPerson };

// "this week" is known to every reader, "this paper" is the one being read.
bool NeedsNoSentence(std::string_view noun) {
  static constexpr WordsByLetter kNouns(
      "afternoon article autumn book century chapter course day decade "
      "evening fall friday guide january letter lecture minute monday "
      "month morning page paper podcast quarter report review section "
      "season spring study summer sunday survey thursday time tuesday "
      "tutorial video week weekend work year");
  return kNouns.Holds(noun);
}

// "The incident …", "The pair …": of what was just told.
bool TellsAgain(std::string_view noun) {
  static constexpr WordsByLetter kNouns(
      "accused announcement comment comments couple decision development "
      "duo episode former incident latter move other others pair remark "
      "remarks same statement trio two");
  return kNouns.Holds(noun);
}

// Openings of more words than one that go on from what was said.
bool GoesOn(std::string_view words) {
  constexpr std::array<std::string_view, 23> kOpenings = {
      "as a result",  "as i said",       "as such",         "at the same time",
      "by contrast",  "by then",         "earlier in this", "even so",
      "in addition",  "in contrast",     "in other words",  "in particular",
      "in response",  "in the same",     "in turn",         "of course",
      "on the other", "on the contrary", "since then",      "until then",
      "what is more", "that said",       "to that end"};
  if (words.find("for example") != words.npos ||
      words.find("for instance") != words.npos) {
    return true;
  }
  // "Some of them …"
  const size_t of = words.find(" of the");
  if (of != words.npos && words.find(' ') == of &&
      (words.substr(of).starts_with(" of them") ||
       words.substr(of).starts_with(" of these"))) {
    return true;
  }
  return std::any_of(
      kOpenings.begin(), kOpenings.end(),
      [&](std::string_view opening) { return words.starts_with(opening); });
}

// Nouns that "he" and "she" stand for.
bool IsPersonNoun(std::string_view noun) {
  static constexpr WordsByLetter kNouns(
      "actor actress author baby boy brother captain chief child coach "
      "daughter director doctor driver father founder girl husband judge "
      "king lawyer leader lady mayor minister mother neighbour nurse "
      "officer old owner patient person player poet president pilot prince "
      "princess professor queen senator secretary singer sister someone "
      "son star student suspect teacher teenager victim wife writer");
  return noun.ends_with("man") || noun.ends_with("ist") ||
         noun.ends_with("person") || kNouns.Holds(noun);
}

// Of whom "he" is said, "she", or both, as bits.
constexpr uint8_t kHe = 1;
constexpr uint8_t kShe = 2;
uint8_t PronounsOf(std::string_view noun) {
  if (noun.ends_with("woman") ||
      IsOneOf(noun,
              "actress daughter girl lady mother princess queen sister "
              "wife")) {
    return kShe;
  }
  if (IsOneOf(noun, "boy brother father husband king man prince son")) {
    return kHe;
  }
  return kHe | kShe;
}

bool IsNounTag(uint8_t tag) {
  switch (static_cast<Tag>(tag)) {
    case Tag::kNN:
    case Tag::kNNS:
    case Tag::kNNP:
    case Tag::kNNPS:
      return true;
    default:
      return false;
  }
}

// Quotation marks that are open, from token to token of a block.
struct OpenQuotes {
  bool is_double = false;
  bool is_single = false;
  bool any() const { return is_double || is_single; }
};

// A paper of no more sentences is its abstract.
constexpr uint32_t kLongestAbstract = 15;

class Finder {
 public:
  Finder(const Document& document, const EntityAnalysis& entities,
         const Evidence& evidence, const RankModel* model, Ranking* ranking,
         std::vector<std::vector<uint16_t>>* columns)
      : document_(document),
        entities_(entities),
        evidence_(evidence),
        ranking_(*ranking),
        columns_(columns) {
    if (model != nullptr && model->reads()) ranking_.model = model;
    facts_.resize(document.sentences.size());
    referents_.assign(document.tokens.size(), kNone);
    for (const Mention& mention : entities.mentions) {
      Referent referent = kName;
      if (mention.type == EntityType::kPerson) referent = kPerson;
      if (mention.type >= EntityType::kDate) referent = kTime;
      has_persons_ |= referent == kPerson;
      for (uint32_t i = mention.tokens.begin; i < mention.tokens.end; ++i) {
        referents_[i] = referent;
      }
    }
  }

  void Run();
  void FindWants();

 private:
  bool IsThe(uint32_t token) const;
  bool IsDefinite(uint32_t the, uint32_t end, uint32_t* head) const;
  Lean LeanOf(uint32_t sentence) const;
  Lean LeanOfOpening(uint32_t sentence) const;
  bool IsLetters(uint32_t token) const;
  void FindHead(uint32_t the, uint32_t end, uint32_t* head) const;
  void Describe(uint32_t sentence, uint32_t seen, uint32_t new_names,
                uint32_t old_names, uint32_t first_want);
  bool IsFollowedBy(uint32_t token, uint32_t end, Tag tag) const;
  bool IsBareDemonstrative(uint32_t token, uint32_t end) const;
  void ReadQuotes(uint32_t token, OpenQuotes* open) const;
  std::string_view Lower(uint32_t token) const {
    return document_.vocabulary.form(
        document_.vocabulary.lower(document_.tokens[token].word));
  }
  const Evidence::Word& WordOf(uint32_t token) const {
    return evidence_
        .words[document_.vocabulary.lower(document_.tokens[token].word)];
  }
  // `word`: the token's.
  Referent ReferentOf(uint32_t token, const Evidence::Word& word) const;

  const Document& document_;
  const EntityAnalysis& entities_;
  const Evidence& evidence_;
  Ranking& ranking_;
  std::vector<uint8_t> referents_;  // Per token.
  bool has_persons_ = false;
  const uint32_t the_ = ListedWordIndex("the");
  // What the first pass found of each sentence.
  struct Facts {
    Lean lean = Lean::kNot;
    uint8_t quote = 0;
  };
  std::vector<Facts> facts_;
  std::vector<std::vector<uint16_t>>* columns_;
};

Referent Finder::ReferentOf(uint32_t token, const Evidence::Word& word) const {
  const auto known = static_cast<Referent>(referents_[token]);
  if (known != kNone) return known;
  // Without the part that knows names, whatever is written as one.
  if (word.kind_class == kNameClass) {
    return has_persons_ ? kName : kPerson;
  }
  return kNone;
}

// Does it open with what goes on from the sentence before?
Lean Finder::LeanOfOpening(uint32_t sentence) const {
  const SentenceShape& shape = evidence_.shapes[sentence];
  if (shape.starts_with_connective || shape.starts_with_answer ||
      shape.starts_lower) {
    return Lean::kOnPrevious;
  }
  // The first words, without marks.
  constexpr size_t kLooked = 5;
  std::array<uint32_t, kLooked> first{};
  size_t count = 0;
  const Sentence& here = document_.sentences[sentence];
  const IndexRange tokens = {
      here.tokens.begin + std::max(SpeakerLabel(document_, here),
                                   OpeningFiller(document_, here)),
      here.tokens.end};
  for (uint32_t i = tokens.begin; i < tokens.end && count < kLooked; ++i) {
    if (WordOf(i).term) first[count++] = i;
  }
  if (count < 2) return Lean::kNot;
  std::string words;
  for (size_t i = 0; i < std::min<size_t>(count, 4); ++i) {
    if (i > 0) words += ' ';
    words += Lower(first[i]);
  }
  if (GoesOn(words)) return Lean::kOnPrevious;
  const std::string_view opening = Lower(first[0]);
  const std::string_view second = Lower(first[1]);
  if (opening == "the" && TellsAgain(second)) return Lean::kOnPrevious;
  // "Because we wanted it.": the answer's rest.
  if (opening == "because" &&
      document_.Text(here.span).find(',') == std::string_view::npos) {
    return Lean::kOnPrevious;
  }
  constexpr const char* kAlone =
      "another both either neither others second secondly third thirdly";
  if (IsOneOf(opening, kAlone)) {
    // "Both Ada Quill and her brother", "Second place went to …"
    const bool number = opening == "second" || opening == "third";
    const bool comma = document_.Text(document_.tokens[first[0] + 1]) == ",";
    if (number ? comma
               : opening != "both" || second == "of" ||
                     !IsNounTag(document_.tokens[first[1]].tag)) {
      return Lean::kOnPrevious;
    }
  }
  // "This …", "In this …"
  const size_t at = (WordOf(first[0]).kinds & kDemonstrative) != 0 ? 0 : 1;
  if (at == 1 && (WordOf(first[0]).kinds & kPreposition) == 0) {
    return Lean::kNot;
  }
  if ((WordOf(first[at]).kinds & kDemonstrative) == 0) return Lean::kNot;
  const std::string_view word = Lower(first[at]);
  // "That he won …", "Such is …", "those who …"
  if (at == 1 &&
      static_cast<Tag>(document_.tokens[first[at]].tag) == Tag::kIN) {
    return Lean::kNot;
  }
  if (at + 1 < count) {
    const std::string_view next = Lower(first[at + 1]);
    if (word == "those" && (next == "who" || next == "with" || next == "in")) {
      return Lean::kNot;
    }
    if (word == "such" && next == "as") return Lean::kNot;
  }
  for (size_t i = at + 1; i < std::min(count, at + 4); ++i) {
    std::string_view noun = Lower(first[i]);
    if (NeedsNoSentence(noun)) return Lean::kNot;
    if (noun.ends_with("s")) noun.remove_suffix(1);
    if (NeedsNoSentence(noun)) return Lean::kNot;
    if (IsNounTag(document_.tokens[first[i]].tag) &&
        (i + 1 == count || !IsNounTag(document_.tokens[first[i + 1]].tag))) {
      break;
    }
  }
  return Lean::kOnPrevious;
}

bool Finder::IsFollowedBy(uint32_t token, uint32_t end, Tag tag) const {
  return token + 1 < end &&
         static_cast<Tag>(document_.tokens[token + 1].tag) == tag;
}

// "I think that 's …", "We did this.": a demonstrative without a noun, as far
// as tags tell.
bool Finder::IsBareDemonstrative(uint32_t token, uint32_t end) const {
  if ((WordOf(token).kinds & kDemonstrative) == 0 ||
      static_cast<Tag>(document_.tokens[token].tag) != Tag::kDT) {
    return false;
  }
  if (token + 1 == end || !WordOf(token + 1).term) return true;
  const auto next = static_cast<Tag>(document_.tokens[token + 1].tag);
  return IsFiniteVerb(next);
}

// Looks for a pronoun before which nothing stands that it could mean.
Lean Finder::LeanOf(uint32_t sentence) const {
  if (const Lean lean = LeanOfOpening(sentence); lean != Lean::kNot) {
    return lean;
  }
  const IndexRange tokens = document_.sentences[sentence].tokens;
  Lean waiting = Lean::kNot;  // A pronoun whose noun may yet follow.
  bool thing = false;
  uint8_t person = 0;  // Bits of PronounsOf.
  bool verb = false;
  bool first = true;
  bool opening = false;  // In a phrase that stands before the subject.
  for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Token& token = document_.tokens[i];
    const Evidence::Word& word = WordOf(i);
    if (!word.term) {
      if (opening && document_.Text(token) == ",") {
        opening = false;
        verb = false;
      }
      continue;
    }
    // Whatever pronoun follows may mean that person.
    if (person == (kHe | kShe) && waiting == Lean::kNot) break;
    const uint16_t kinds = word.kinds;
    const auto tag = static_cast<Tag>(token.tag);
    if (first) {
      first = false;
      opening = (kinds & kPreposition) != 0 || tag == Tag::kIN ||
                tag == Tag::kVBG || tag == Tag::kVBN;
    }
    const Referent referent = ReferentOf(i, word);
    const std::string_view lower = Lower(i);
    Lean pronoun = Lean::kNot;
    if ((kinds & kFunctionWord) == 0) {
      // No pronoun.
    } else if ((kinds & kOfPerson) != 0) {
      const uint8_t wanted =
          lower == "he" || lower.starts_with("hi") ? kHe : kShe;
      pronoun = (person & wanted) != 0 ? Lean::kNot : Lean::kOnPerson;
    } else if ((kinds & kOfThing) != 0 || IsBareDemonstrative(i, tokens.end)) {
      // "“Sales fell,” said its owner": nothing that was quoted is meant.
      const bool quoted = i > tokens.begin + 1 && !WordOf(i - 2).term &&
                          (WordOf(i - 1).kinds & kReportingVerb) != 0;
      pronoun = (thing || person != 0) && !quoted ? Lean::kNot : Lean::kOnThing;
    }
    if (pronoun != Lean::kNot) {
      // "I find it hard to …" means what follows.
      if (verb && lower == "it" && IsFollowedBy(i, tokens.end, Tag::kJJ)) {
        continue;
      }
      if (!opening) return waiting != Lean::kNot ? waiting : pronoun;
      // "In her speech, Ada Quill …"
      if (waiting == Lean::kNot) waiting = pronoun;
      continue;
    }
    if (referent == kPerson) person = kHe | kShe;
    const bool noun = referent == kName || referent == kPerson ||
                      (token.tag != 0 ? IsNounTag(token.tag)
                                      : kinds == 0 && referent != kTime);
    if (noun && referent != kTime && !opening && !(thing && verb) &&
        !NeedsNoSentence(lower) && lower != "nobody") {
      thing = true;
      // Who does it, not to whom it is done.
      if (!verb && IsPersonNoun(lower)) person |= PronounsOf(lower);
    }
    if (waiting == Lean::kOnPerson && person != 0) waiting = Lean::kNot;
    if (waiting == Lean::kOnThing && thing) waiting = Lean::kNot;
    if (IsFiniteVerb(tag)) {
      if (waiting != Lean::kNot && !opening) return waiting;
      verb = true;
    }
  }
  return waiting;
}

// The token is a mark.
void Finder::ReadQuotes(uint32_t index, OpenQuotes* open) const {
  const Token& token = document_.tokens[index];
  const std::string_view text = document_.Text(token);
  // Most marks are stops and commas, far from any quotation mark.
  if (const auto byte = static_cast<uint8_t>(text[0]);
      byte > '\'' && byte < 0x80 && byte != '`') {
    return;
  }
  if (text == "\"") {
    open->is_double = !open->is_double;
  } else if (text == "“" || text == "``") {
    open->is_double = true;
  } else if (text == "”" || text == "''") {
    open->is_double = false;
  } else if (text == "‘" ||
             (text == "'" && (token.flags & kSpaceBefore) != 0)) {
    open->is_single = true;
  } else if (text == "’" || text == "'") {
    open->is_single = false;
  }
}

void Finder::Run() {
  const auto count = static_cast<uint32_t>(document_.sentences.size());
  uint32_t last_named = SentenceScore::kNowhere;     // A person.
  uint32_t last_eligible = SentenceScore::kNowhere;  // Before this one.
  bool last_was_thing = false;  // And began with its pronoun.
  uint32_t block = SentenceScore::kNowhere;
  bool any_prose = false;  // Before this one.
  OpenQuotes open;
  for (uint32_t index = 0; index < count; ++index) {
    const Sentence& here = document_.sentences[index];
    SentenceScore& score = ranking_.sentences[index];
    if (here.block != block) open = {};
    block = here.block;
    const bool inside = open.any();
    bool bare = inside || evidence_.shapes[index].starts_with_quote;
    bool speaker = false;
    bool names_person = false;
    for (uint32_t i = here.tokens.begin; i < here.tokens.end; ++i) {
      const Evidence::Word& word = WordOf(i);
      names_person |= ReferentOf(i, word) == kPerson;
      if (!word.term) {
        ReadQuotes(i, &open);
      } else if (!open.any()) {
        bare = false;
        speaker |= (word.kinds & kReportingVerb) != 0;
      }
    }
    const bool prose = std::exchange(
        any_prose, any_prose || evidence_.shapes[index].prose_block);
    facts_[index].quote = static_cast<uint8_t>(
        (inside ? 1 : 0) + (bare ? 2 : 0) + (open.any() ? 4 : 0));
    if (!score.eligible) {
      if (names_person) last_named = index;
      continue;
    }
    Lean lean = LeanOf(index);
    facts_[index].lean = lean;
    // A piece of a longer quotation comes with the rest of it, unless it says
    // itself whose it is (then its loose mark is left out).
    if (!speaker) {
      if (inside || bare) lean = Lean::kOnPrevious;
      if (open.any()) score.last_resort = true;
    }
    // What it leans on may not stand.
    if (lean != Lean::kNot && last_eligible == SentenceScore::kNowhere &&
        prose) {
      score.last_resort = true;
    }
    bool thing =
        lean == Lean::kOnThing && evidence_.shapes[index].starts_with_pronoun;
    if (lean != Lean::kNot && last_eligible != SentenceScore::kNowhere) {
      score.leans_on = last_eligible;
      if (lean == Lean::kOnPerson && last_named != SentenceScore::kNowhere &&
          last_named + kFarthestName >= index &&
          ranking_.sentences[last_named].eligible) {
        score.leans_on = last_named;
      } else if (thing && last_was_thing &&
                 ranking_.sentences[last_eligible].leans_on !=
                     SentenceScore::kNowhere) {
        score.leans_on = ranking_.sentences[last_eligible].leans_on;
      }
    }
    last_was_thing = thing;
    last_eligible = index;
    if (names_person) last_named = index;
  }
}

// "the", or "these", "such" of a thing that no reader knows by itself.
bool Finder::IsThe(uint32_t token) const {
  const Evidence::Word& word = WordOf(token);
  if ((word.kinds & kDeterminer) == 0) return false;
  if (word.listed == the_) return true;
  if ((word.kinds & kDemonstrative) == 0) return false;
  const auto tag = static_cast<Tag>(document_.tokens[token].tag);
  if (tag != Tag::kDT && tag != Tag::kJJ && tag != Tag::kPDT) return false;
  for (uint32_t i = token + 1;
       i < std::min(token + 3, static_cast<uint32_t>(document_.tokens.size()));
       ++i) {
    if (NeedsNoSentence(Lower(i))) return false;
  }
  return true;
}

// Is the noun phrase that `the` opens one that the text has to have told of:
// no more than an adjective, and nothing behind its noun that says which?
bool Finder::IsDefinite(uint32_t the, uint32_t end, uint32_t* head) const {
  uint32_t at = the + 1;
  if (at < end && static_cast<Tag>(document_.tokens[at].tag) == Tag::kJJ) ++at;
  if (at == end) return false;
  const auto tag_of = [&](uint32_t index) {
    return index < end ? static_cast<Tag>(document_.tokens[index].tag)
                       : Tag::kNone;
  };
  const Tag tag = tag_of(at);
  if (tag != Tag::kNN && tag != Tag::kNNS) return false;
  *head = at;
  switch (tag_of(at + 1)) {
    case Tag::kIN:
    case Tag::kTO:
    case Tag::kNN:
    case Tag::kNNS:
    case Tag::kNNP:
    case Tag::kNNPS:
    case Tag::kVBN:
    case Tag::kVBG:
    case Tag::kWDT:
    case Tag::kWP:
    case Tag::kWRB:
    case Tag::kPOS:
      return false;
    default:
      return true;
  }
}

// "BJP", "NDA"; that it is no function word ("US", "NOT") was seen before.
bool Finder::IsLetters(uint32_t token) const {
  constexpr size_t kLongest = 6;
  const std::string_view text = document_.Text(document_.tokens[token]);
  return text.size() > 1 && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "The" before a noun of a longer phrase, none of it a name.
void Finder::FindHead(uint32_t the, uint32_t end, uint32_t* head) const {
  constexpr uint32_t kLongest = 5;
  bool found = false;
  for (uint32_t i = the + 1; i < std::min(end, the + kLongest); ++i) {
    const auto tag = static_cast<Tag>(document_.tokens[i].tag);
    const bool noun = tag == Tag::kNN || tag == Tag::kNNS;
    if (noun) {
      *head = i;
      found = true;
    } else if (found ||
               (tag != Tag::kJJ && tag != Tag::kVBN && tag != Tag::kVBG &&
                tag != Tag::kCD && tag != Tag::kHYPH)) {
      return;
    }
  }
}

// Sums what the model says of the sentence alone, whatever stands before it.
void Finder::Describe(uint32_t sentence, uint32_t seen, uint32_t new_names,
                      uint32_t old_names, uint32_t first_want) {
  Ranking::Lean& result = ranking_.leans[sentence];
  result.wants = {first_want, static_cast<uint32_t>(ranking_.wants.size())};
  // Each word's once, and some of the sentence.
  std::array<uint16_t, kLeanWants + 64> columns{};
  size_t count = 0;
  const auto add = [&](uint32_t column) {
    columns[count++] = static_cast<uint16_t>(column);
  };
  for (const uint16_t column :
       FeaturesOfSentence(document_, evidence_, ranking_, sentence, 0)) {
    add(kLeanColumns + column);
  }
  const Facts facts = facts_[sentence];
  add(kLeanGenre + static_cast<uint32_t>(ranking_.genre));
  add(kLeanRule + static_cast<uint32_t>(facts.lean));
  add(kLeanQuote + facts.quote);
  add(kLeanNames + std::min(new_names, 3U));
  add(kLeanNames + 4 + std::min(old_names, 3U));
  uint32_t terms = 0;
  uint32_t content = 0;
  uint32_t verb = 0;
  std::array<uint8_t, kLeanWants> had{};
  const auto add_once = [&](uint32_t column) {
    if (std::exchange(had[column], 1) == 0) add(column);
  };
  const IndexRange tokens = document_.sentences[sentence].tokens;
  for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
    const Evidence::Word& word = WordOf(i);
    if (!word.term) continue;
    const uint8_t tag = document_.tokens[i].tag;
    if (terms < 2) add(kLeanTags + terms * kPartOfSpeechCount + tag);
    ++terms;
    add_once(word.kinds != 0 ? kLeanWords + word.listed
                             : kLeanClusters + word.cluster);
    content += (word.kinds & kFunctionWord) == 0 ? 1 : 0;
    if (verb == 0 && IsFiniteVerb(static_cast<Tag>(tag))) verb = tag;
  }
  add(kLeanVerb + verb);
  uint32_t form = FormOf(document_.Text(document_.sentences[sentence].span));
  for (uint32_t column = kLeanForm; form != 0; form >>= 1U, ++column) {
    if ((form & 1U) != 0) add(column);
  }
  add(kLeanNovelty + std::min(5U, seen * 8 / std::max(1U, content)));
  const std::span<const uint16_t> all(columns.data(), count);
  if (columns_ != nullptr) {
    AppendAll(all, &(*columns_)[sentence]);
    return;
  }
  const DenseTable& table = ranking_.model->lean_table();
  result.after = table.Sum(0, all);
  result.alone = result.after + table.Sum(1, all);
  if (!ranking_.abstract) return;
  const DenseTable& choice = ranking_.model->choice_table();
  result.choice = choice.Sum(kChoiceEvery, all);
  result.choice_first = choice.Sum(kChoiceFirst, all);
}

void Finder::FindWants() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  constexpr uint32_t kNowhere = SentenceScore::kNowhere;
  // Per word: the sentence where it stands first as a noun that is not taken
  // for known; kNowhere where its first use is.
  std::vector<uint32_t> told(evidence_.words.size(), kNowhere);
  std::vector<uint8_t> seen(evidence_.words.size(), 0);
  // Per name: where it was introduced, and how many words the longest form of
  // it has so far.
  struct Introduction {
    uint32_t sentence = kNowhere;
    uint32_t size = 0;
  };
  std::vector<Introduction> names(entities_.entities.size());
  const uint32_t also_number = ListedWordIndex("also");
  size_t mention = 0;
  size_t pronoun = 0;
  ranking_.leans.resize(sentences);
  ranking_.abstract = ranking_.genre == Genre::kPaper &&
                      evidence_.eligible <= kLongestAbstract &&
                      (ranking_.model == nullptr || ranking_.model->chooses());
  for (uint32_t index = 0; index < sentences; ++index) {
    // Nobody reads headings in a summary.
    if (!evidence_.shapes[index].prose_block) continue;
    const auto first_want = static_cast<uint32_t>(ranking_.wants.size());
    const IndexRange tokens = document_.sentences[index].tokens;
    // `token`: where it stands; what is not in the first few words is less in
    // the way.
    const auto need = [&](uint32_t kind, uint32_t word, uint32_t token) {
      const uint32_t late = token > tokens.begin + kEarly ? 2 : 0;
      ranking_.wants.push_back(
          {word, static_cast<uint16_t>(kLeanWants + kind * 4 + late)});
    };
    uint32_t known = 0;  // Content words that were seen before.
    uint32_t terms = 0;
    uint32_t also = kNowhere;
    uint32_t definite = kNowhere;
    uint32_t kind = kWantTold;
    for (uint32_t i = tokens.begin; i < tokens.end; ++i) {
      const uint32_t word =
          document_.vocabulary.lower(document_.tokens[i].word);
      const Evidence::Word& here = evidence_.words[word];
      const bool content = (here.kinds & kFunctionWord) == 0;
      terms += here.term ? 1 : 0;
      if (terms <= kFarthestAlso && !content && here.listed == also_number) {
        also = i;
      }
      known += seen[word] != 0 && content ? 1 : 0;
      if (!content && IsThe(i)) {
        const bool which = !IsDefinite(i, tokens.end, &definite);
        if (which) FindHead(i, tokens.end, &definite);
        kind = which ? kWantToldOf : kWantTold;
      }
      const bool as_written = document_.tokens[i].word == word;
      if (content && !as_written && IsLetters(i)) {
        // "The National Democratic Alliance (NDA)" says what it is.
        if (document_.Text(document_.tokens[i - (i > 0 ? 1 : 0)]) != "(") {
          need(seen[word] == 0 ? kWantLetters : kWantLettersAgain, word, i);
        }
        seen[word] = 1;
      }
      if (!IsNounTag(document_.tokens[i].tag) || referents_[i] != kNone) {
        continue;
      }
      if (definite == i) {
        if (evidence_.words[word].in_title) {
          // Told of above.
        } else if (seen[word] == 0) {
          need(kind + 2, kNowhere, i);
        } else if (told[word] != index) {
          need(kind + (told[word] == kNowhere ? 1 : 0), word, i);
        }
      } else if (seen[word] == 0) {
        told[word] = index;
      }
      seen[word] = 1;
    }
    uint32_t new_names = 0;
    uint32_t old_names = 0;
    const size_t first_mention = mention;
    for (; mention < entities_.mentions.size() &&
           entities_.mentions[mention].sentence <= index;
         ++mention) {
      const Mention& here = entities_.mentions[mention];
      if (here.type >= EntityType::kDate) continue;
      Introduction& name = names[here.entity];
      const uint32_t size = here.tokens.size();
      const bool person = here.type == EntityType::kPerson;
      ++(name.size > 0 ? old_names : new_names);
      if (here.sentence == index) {
        if (person && size == 1 && name.size == 0) {
          need(kWantPerson, kNowhere, here.tokens.begin);
        } else if (name.sentence < index && size < name.size) {
          const uint32_t last = here.tokens.end - 1;
          need(person ? kWantSurname : kWantShort,
               document_.vocabulary.lower(document_.tokens[last].word),
               here.tokens.begin);
        }
      }
      if (size > 1 && name.size == 0) name.sentence = index;
      name.size = std::max(name.size, size);
    }
    if (!ranking_.sentences[index].eligible) continue;
    bool linked = false;  // Once is enough.
    for (; pronoun < entities_.pronouns.size() &&
           entities_.pronouns[pronoun].sentence <= index;
         ++pronoun) {
      const Pronoun& here = entities_.pronouns[pronoun];
      bool named = linked || here.sentence != index;
      for (size_t i = first_mention; i < mention; ++i) {
        named |= entities_.mentions[i].entity == here.entity &&
                 entities_.mentions[i].tokens.end <= here.token;
      }
      if (named) continue;
      linked = true;
      const uint32_t first = entities_.entities[here.entity].mentions[0];
      const uint32_t name = entities_.mentions[first].tokens.end - 1;
      need(kWantLinked, document_.vocabulary.lower(document_.tokens[name].word),
           here.token);
    }
    const Lean lean = facts_[index].lean;
    if (lean != Lean::kNot && (lean != Lean::kOnPerson || !linked)) {
      need(kWantPronoun + static_cast<uint32_t>(lean), kNowhere, tokens.begin);
    }
    if (also != kNowhere) need(kWantAlso, kNowhere, tokens.begin);
    Describe(index, known, new_names, old_names, first_want);
  }
}

}  // namespace

void FindLeanings(const Document& document, const EntityAnalysis& entities,
                  const Evidence& evidence, const RankModel* model,
                  Ranking* ranking,
                  std::vector<std::vector<uint16_t>>* columns) {
  Finder finder(document, entities, evidence, model, ranking, columns);
  finder.Run();
  if (ranking->model != nullptr || columns != nullptr) finder.FindWants();
}

}  // namespace standfirst
