#include "core/entity/pronouns.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/equal.h"

namespace standfirst {
namespace {

// What a word says of people, as bits.
enum PersonWord : uint8_t {
  kMale = 1,
  kFemale = 2,
  kSubject = 4,  // "he"
  kObject = 8,   // "him"; "her" is this or the next.
  kOwner = 16,   // "his"
  kNoun = 32,    // Somebody without a name: "teacher", "mother".
  kTitle = 64,   // What stands before a name and tells the sex.
  kQuotation = 128,
};
constexpr uint8_t kBoth = kMale | kFemale;
constexpr uint8_t kVote = 4;  // What the first reading finds stands this high.
constexpr uint8_t kPronoun = kSubject | kObject | kOwner;

struct PersonWords {
  uint8_t kind;
  std::string_view words;
};
constexpr auto kPersonWords = std::to_array<PersonWords>({
    {kMale | kSubject, "he"},
    {kMale | kObject, "him"},
    {kMale | kOwner, "his himself"},
    {kFemale | kSubject, "she"},
    {kFemale | kObject | kOwner, "her"},
    {kFemale | kOwner, "hers herself"},
    {kMale | kNoun,
     "man boy father husband son brother uncle grandfather boyfriend king "
     "prince policeman businessman"},
    {kFemale | kNoun,
     "woman girl mother wife daughter sister aunt grandmother girlfriend widow "
     "actress queen princess businesswoman"},
    {kBoth | kNoun,
     "person student pupil teacher victim suspect driver friend child patient "
     "officer doctor lawyer judge minister president director leader player "
     "coach captain worker farmer soldier author actor singer manager owner "
     "resident neighbour neighbor successor predecessor witness colleague "
     "reporter candidate helper mayor"},
    {kMale | kTitle,
     "mr mr. sir lord king prince spokesman chairman businessman"},
    {kFemale | kTitle,
     "mrs mrs. ms ms. miss dame lady queen princess spokeswoman chairwoman "
     "actress businesswoman"},
    {kQuotation, "\" “ ”"},
});

class PronounLinker {
 public:
  PronounLinker(const Document& document, EntityAnalysis* analysis)
      : document_(document),
        analysis_(analysis),
        kinds_(document.vocabulary.size()),
        sexes_(analysis->entities.size()) {}

  void Link();

 private:
  static constexpr uint32_t kNobody = 0xFFFFFFFF;
  // A person as last met.
  struct Met {
    uint32_t entity = kNobody;
    uint32_t token = 0;
    uint32_t sentence = 0;
    uint32_t quotation = 0;  // 0: none.
  };

  bool ReadWords();
  void ReadTitles();
  void Read(bool last);
  void Meet(uint32_t entity, uint32_t token, uint32_t sentence);
  void MeetNoun(uint8_t kind, uint32_t at, uint32_t next_name);
  const Met* Antecedent(uint8_t kind, uint32_t at, uint32_t sentence,
                        bool named_later, bool* same_sentence) const;

  std::string_view Lower(uint32_t at) const {
    return document_.vocabulary.form(
        document_.vocabulary.lower(document_.tokens[at].word));
  }
  bool IsPerson(const Mention& mention) const {
    return analysis_->entities[mention.entity].type == EntityType::kPerson;
  }
  uint8_t Kind(uint32_t at) const {
    return kinds_[document_.vocabulary.lower(document_.tokens[at].word)];
  }

  const Document& document_;
  EntityAnalysis* analysis_;
  std::vector<uint8_t> kinds_;  // PersonWord bits by vocabulary entry.
  std::vector<uint8_t> sexes_;  // By entity: kMale, kFemale; 0: not known.
  // Where the reading is.
  static constexpr uint32_t kMostMet = 8;
  std::array<Met, kMostMet> met_;   // Each entity once, the latest first.
  std::array<uint32_t, 4> noun_{};  // By sex: behind the last such noun.
  uint32_t name_end_ = 0;           // Behind the last name.
  uint32_t quotation_ = 0;          // Counts; the one that is open, or
  bool quoted_ = false;             // the last one.
};

// False if the document has no such pronoun.
bool PronounLinker::ReadWords() {
  bool any = false;
  for (const PersonWords& row : kPersonWords) {
    for (std::string_view rest = row.words; !rest.empty();) {
      const size_t size = std::min(rest.find(' '), rest.size());
      const uint32_t word = document_.vocabulary.Find(rest.substr(0, size));
      rest.remove_prefix(std::min(size + 1, rest.size()));
      if (word == Vocabulary::kNone) continue;
      kinds_[word] |= row.kind;
      any |= (row.kind & kPronoun) != 0;
    }
  }
  return any;
}

void PronounLinker::ReadTitles() {
  for (const Mention& mention : analysis_->mentions) {
    const uint32_t begin = mention.tokens.begin;
    const uint32_t first = document_.sentences[mention.sentence].tokens.begin;
    if (begin == first) continue;
    const uint32_t stop =
        begin > first + 1 && Lower(begin - 1) == "." ? begin - 2 : begin - 1;
    const uint8_t kind = Kind(stop);
    if ((kind & kTitle) != 0) sexes_[mention.entity] |= kind & kBoth;
  }
}

void PronounLinker::Meet(uint32_t entity, uint32_t token, uint32_t sentence) {
  // Over the same person's last place, or over the oldest one's.
  uint32_t at = 0;
  while (at + 1 < kMostMet && met_[at].entity != entity) ++at;
  for (; at > 0; --at) met_[at] = met_[at - 1];
  met_[0] = {entity, token, sentence, quoted_ ? quotation_ : 0};
}

// Somebody without a name, unless that is what the one named beside it is: "the
// actor Elio Brandt", "Elio Brandt, a teacher from Tarn", "Brandt was a
// teacher".
void PronounLinker::MeetNoun(uint8_t kind, uint32_t at, uint32_t next_name) {
  constexpr uint32_t kReach = 8;
  if (next_name == at + 1 || (next_name == at + 2 && Lower(at + 1) == ",")) {
    return;
  }
  if (name_end_ != 0 && at < name_end_ + kReach) {
    bool comma = false;
    for (uint32_t between = name_end_ + 1; between < at; ++between) {
      comma |= Lower(between) == ",";
    }
    if (!comma && IsOneOf(Lower(name_end_), ", is was as became")) return;
  }
  for (uint8_t sex = kMale; sex <= kFemale; ++sex) {
    if ((kind & sex) != 0) noun_[sex] = at + 1;
  }
}

const PronounLinker::Met* PronounLinker::Antecedent(uint8_t kind, uint32_t at,
                                                    uint32_t sentence,
                                                    bool named_later,
                                                    bool* same_sentence) const {
  const uint8_t sex = kind & kBoth;
  const Met* nearest = nullptr;
  uint32_t here = 0;
  uint32_t fitting = 0;
  for (const Met& met : met_) {
    if (met.entity == kNobody) break;
    const uint8_t own = sexes_[met.entity] & kBoth;
    if (own == (sex ^ kBoth)) continue;
    // In a quotation the one who speaks is not the one spoken of.
    if (quoted_ && met.quotation != quotation_) continue;
    const uint32_t back = sentence - met.sentence;
    if (back > (own == sex ? 3U : 2U)) continue;
    if (back == 0) ++here;
    if (nearest == nullptr) nearest = &met;
    ++fitting;
  }
  if (nearest == nullptr || here > 1 ||
      (sexes_[nearest->entity] & kBoth) == kBoth ||
      (!quoted_ && nearest->quotation != 0)) {
    return nullptr;
  }
  *same_sentence = here == 1;
  const bool alone = fitting == 1;
  if (noun_[sex] > document_.sentences[nearest->sentence].tokens.begin) {
    return nullptr;
  }
  // "Ana Torvik, his deputy, …": somebody else's, or nobody knows.
  if ((kind & kOwner) != 0 && at > nearest->token && Lower(at - 1) == "," &&
      at == name_end_ + 1) {
    return nullptr;
  }
  bool object = (kind & kObject) != 0;
  if ((kind & kOwner) != 0 && object &&
      !IsOneOf(Lower(at - 1), "gave wished told offered sent handed lent")) {
    // "Her boat" or "saw her": what follows tells.
    const uint32_t end = document_.sentences[sentence].tokens.end;
    const std::string_view after = at + 1 < end ? Lower(at + 1) : ".";
    object = after[0] < 'a' ||
             IsOneOf(after,
                     "to for in on at with from and or but as by of that "
                     "when while after before because if into out up");
  }
  if (here == 0) {
    const bool first = at == document_.sentences[sentence].tokens.begin;
    return alone && (first || !named_later) ? nearest : nullptr;
  }
  if (object) {
    // Never the one who does it: "Lenz praised him".
    bool clause = false;
    constexpr uint32_t kReach = 40;
    for (uint32_t between = at - 1;
         between > nearest->token && at - between < kReach; --between) {
      clause |= IsOneOf(Lower(between),
                        "that said says when while after because before as who "
                        "if , and");
    }
    if (!clause || !alone) return nullptr;
  } else if ((kind & kSubject) != 0 && !alone) {
    return nullptr;
  }
  return nearest;
}

void PronounLinker::Read(bool last) {
  met_ = {};
  noun_ = {};
  const std::vector<Mention>& mentions = analysis_->mentions;
  size_t next = 0;
  for (uint32_t index = 0; index < document_.sentences.size(); ++index) {
    const Sentence& sentence = document_.sentences[index];
    if (index == 0 || sentence.block != document_.sentences[index - 1].block) {
      quoted_ = false;
    }
    name_end_ = 0;
    uint32_t mention_end = 0;  // Behind the last mention of any type.
    uint32_t last_name = 0;    // Where the sentence's last person is named.
    for (size_t mention = next;
         mention < mentions.size() && mentions[mention].sentence == index;
         ++mention) {
      if (IsPerson(mentions[mention])) {
        last_name = mentions[mention].tokens.begin;
      }
    }
    for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
      while (next < mentions.size() && mentions[next].tokens.begin < at) ++next;
      if (next < mentions.size() && mentions[next].tokens.begin == at) {
        mention_end = mentions[next].tokens.end;
      }
      const bool named = next < mentions.size() && IsPerson(mentions[next]);
      const uint32_t name = named ? mentions[next].tokens.begin : kNobody;
      if (named && name == at) {
        // "A friend of Ana Torvik": both may be meant.
        if (at > sentence.tokens.begin + 1 && Lower(at - 1) == "of") {
          const uint8_t head = Kind(at - 2);
          if ((head & kNoun) != 0) MeetNoun(head, at, 0);
        }
        Meet(mentions[next].entity, at, index);
        name_end_ = mentions[next].tokens.end;
        at = name_end_ - 1;
        continue;
      }
      const uint8_t kind = Kind(at);
      // "the HE Act"
      if (kind == 0 || ((kind & kPronoun) != 0 && at < mention_end)) continue;
      if ((kind & kQuotation) != 0) {
        quoted_ = Lower(at) == "\"" ? !quoted_ : Lower(at) == "“";
        if (quoted_) ++quotation_;
      } else if ((kind & kPronoun) != 0) {
        bool same_sentence = false;
        const Met* const met =
            Antecedent(kind, at, index, last_name > at, &same_sentence);
        if (met == nullptr) continue;
        const uint32_t entity = met->entity;
        if (last) {
          analysis_->pronouns.push_back({at, index, entity});
          sexes_[entity] |= kind & kBoth;
          Meet(entity, at, index);
        } else if (same_sentence) {
          sexes_[entity] |= (kind & kBoth) * kVote;
        }
      } else if ((kind & kNoun) != 0) {
        MeetNoun(kind, at, name);
      }
    }
  }
  for (uint8_t& sex : sexes_) {
    if ((sex & kBoth) == 0) sex /= kVote;
    sex &= kBoth;
  }
}

void PronounLinker::Link() {
  if (!ReadWords()) return;
  ReadTitles();
  // The first reading learns from the plainest places who is a man and who a
  // woman.
  Read(false);
  Read(true);
}

}  // namespace

void LinkPronouns(const Document& document, EntityAnalysis* analysis) {
  PronounLinker(document, analysis).Link();
}

}  // namespace standfirst
