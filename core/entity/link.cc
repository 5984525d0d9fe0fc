#include "core/entity/link.h"

#include <algorithm>
#include <bit>
#include <string_view>
#include <utility>

#include "core/entity/token_words.h"
#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/hash_map.h"
#include "core/text/letters.h"
#include "core/text/unicode_tables.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

constexpr uint32_t kNone = 0xFFFFFFFF;

// What the names of companies and schools are said without.
constexpr const char* kLegalForms =
    "limited ltd plc inc inc. corp corp. corporation company group holdings "
    "school";

// Offices as text writes them small: "secretary of state Marco Rubio".
constexpr const char* kOffices =
    "secretary minister president chancellor envoy spokesman spokeswoman "
    "chief director governor mayor senator ambassador judge coach captain "
    "chairman chairwoman chair commissioner professor premier adviser "
    "leader spokesperson general king queen executive";

bool IsPlace(EntityType type) {
  return type == EntityType::kGeopolitical || type == EntityType::kLocation ||
         type == EntityType::kFacility;
}

// What two mentions must share to be the same by their words alone. A person
// and a place of one name stay apart; kinds of places do not, nor do names
// that are now an organisation, now a work.
uint32_t KeyGroup(EntityType type) {
  if (IsPlace(type)) return 1;
  if (type == EntityType::kOrganization || type == EntityType::kProduct ||
      type == EntityType::kEvent || type == EntityType::kWorkOfArt ||
      type == EntityType::kLaw) {
    return 2;
  }
  return 3 + static_cast<uint32_t>(type);
}

// The first capital of a word, lower-cased, or 0.
char32_t Initial(std::string_view form) {
  return form.empty() ? 0 : ToLower(DecodeValidUtf8(form, 0).code_point);
}

class Linker {
 public:
  Linker(const Document& document, const EntityWordTable& table,
         const EntityModel* model)
      : document_(document), words_(document, table, model) {}

  EntityAnalysis Link(const std::vector<FoundMention>& found);

 private:
  struct Group {
    uint32_t parent = 0;  // Of the union; itself while it stands alone.
    IndexRange longest;   // The mention with the most words.
    EntityType type = EntityType::kPerson;
    uint32_t first = 0;  // Mention.
    uint32_t surname = 0;
    uint32_t sex = 0;  // Of a surname alone that several have: "Mr Marsh".
    bool HasSuffix() const { return surname + 1 != longest.end; }
  };

  uint64_t LowerHash(uint32_t token) const {
    return document_.vocabulary
        .entry(document_.vocabulary.lower(words_.Word(token)))
        .hash;
  }
  // The same for spellings of one name: "Erdoğan" and "Erdogan", "Zelensky",
  // "Zelenskyy" and "Zelenskiy".
  uint64_t NameHash(uint32_t token) const {
    const std::string_view form = words_.LowerForm(token);
    uint64_t hash = kHashSeed;
    char32_t last = 0;
    for (size_t at = 0; at < form.size();) {
      const DecodedCharacter character = DecodeValidUtf8(form, at);
      at += character.size;
      char32_t letter = character.code_point;
      constexpr char32_t kFirst = unicode::kFirstMarkedLetter;
      constexpr std::string_view kPlain = unicode::kPlainLetters;
      if (letter >= kFirst && letter < kFirst + kPlain.size()) {
        letter = static_cast<unsigned char>(kPlain[letter - kFirst]);
      }
      if (letter == 'y') letter = 'i';
      // "Inc." and "Inc", which the stop of a sentence may have cut off.
      if ((letter == last && letter >= 'a') || letter == '.') continue;
      last = letter;
      hash = CombineHash(hash, letter);
    }
    return hash;
  }
  // What stands before the names of ships, storms and rivers.
  bool IsMark(std::string_view word) const {
    return word == "river" || IsOneOf(word, words_.List(NameList::kShip)) ||
           IsOneOf(word, words_.List(NameList::kStorm));
  }
  uint64_t Key(IndexRange tokens, uint32_t salt, bool name = true) const {
    uint64_t key = salt;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      // "Al-Shabaab" and "Al Shabaab"; "HMS Calliope" and "the Calliope",
      // "River Vane" and "the Vane".
      if (IsOneOf(words_.Form(at), "- .") ||
          (at == tokens.begin && tokens.size() > 1 &&
           IsMark(words_.LowerForm(at)))) {
        continue;
      }
      key = CombineHash(key, name ? NameHash(at) : LowerHash(at));
    }
    return key;
  }
  bool InCapitals(IndexRange tokens) const {
    return (words_.Flags(tokens.begin) & kAllCapitals) != 0;
  }
  uint32_t Root(uint32_t group) {
    while (groups_[group].parent != group) {
      groups_[group].parent = groups_[groups_[group].parent].parent;
      group = groups_[group].parent;
    }
    return group;
  }
  // `group` becomes part of `into`.
  void Join(uint32_t group, uint32_t into) {
    group = Root(group);
    into = Root(into);
    if (group == into) return;
    groups_[group].parent = into;
    groups_[into].first = std::min(groups_[into].first, groups_[group].first);
  }
  // 1 for a man, 2 for a woman, as what stands before a name says: "Mrs",
  // "his wife,".
  uint32_t Sex(uint32_t name) const {
    if (name > 1 && IsOneOf(words_.Form(name - 1), ". ,")) --name;
    if (name == 0) return 0;
    const std::string_view word = words_.LowerForm(name - 1);
    return IsOneOf(word, "mr mr. husband father son brother sir") ? 1
           : IsOneOf(word,
                     "mrs mrs. ms ms. miss wife mother daughter sister "
                     "widow lady")
               ? 2
               : 0;
  }
  uint64_t PlaceNameHash(IndexRange tokens) const;
  std::string_view Country(IndexRange tokens) const;
  bool IsElsewhere(const std::vector<FoundMention>& found, size_t index,
                   std::string_view code) const;
  inline HashMap SharedSurnames(const std::vector<FoundMention>& found) const;
  inline void JoinShortForm(const FoundMention& mention,
                            const FoundMention& full, uint32_t group,
                            uint32_t full_group);
  inline std::vector<uint32_t> GroupByWords(
      const std::vector<FoundMention>& found);
  inline static uint16_t SalienceOf(EntityType type, uint32_t count,
                                    uint32_t first, uint32_t eighths);
  inline void Describe(const std::vector<FoundMention>& found, uint32_t named,
                       const uint32_t* votes, Entity* entity,
                       std::vector<Mention>* mentions) const;
  void JoinPeople();
  void JoinOrganizations();
  void JoinCountries();
  std::string Title(const Mention& mention) const;
  std::string TextOf(IndexRange tokens) const;

  const Document& document_;
  const TokenWords words_;
  std::vector<Group> groups_;
};

std::string Linker::TextOf(IndexRange tokens) const {
  const CleanSpan span{document_.tokens[tokens.begin].span.start,
                       document_.tokens[tokens.end - 1].span.end};
  std::string text;
  for (const char byte : document_.Text(span)) {
    const bool space = byte == ' ' || byte == '\n' || byte == '\t';
    if (!space) {
      text.push_back(byte);
    } else if (!text.empty() && text.back() != ' ') {
      text.push_back(' ');
    }
  }
  return text;
}

uint64_t Linker::PlaceNameHash(IndexRange tokens) const {
  uint64_t hash = kHashSeed;
  for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
    const bool hyphen =
        words_.Form(at) == "-" || (at > 0 && words_.Form(at - 1) == "-");
    if (at > tokens.begin && !hyphen) hash = HashByte(hash, ' ');
    hash = HashBytes(words_.LowerForm(at), hash);
  }
  return MixHash(hash);
}

std::string_view Linker::Country(IndexRange tokens) const {
  if (words_.model() == nullptr || tokens.size() > 8) return {};
  // Abbreviations that lists of countries do not have, or have for others.
  if (tokens.size() == 1) {
    const std::string_view form = words_.Form(tokens.begin);
    if (IsOneOf(form, "US U.S. USA U.S.A.")) {
      return "US";
    }
    if (IsOneOf(form, "UK U.K.")) return "GB";
    if (IsOneOf(form, "UAE U.A.E.")) return "AE";
    if (words_.LowerForm(tokens.begin) == "america") return "US";
    if (words_.LowerForm(tokens.begin) == "britain") return "GB";
  }
  return words_.model()->countries().Find(PlaceNameHash(tokens));
}

// Whether a name that has the country `code` is another place's there: "Dublin,
// Ohio." and "Victoria, Australia,", but not "London, Leeds and …"; Georgia and
// Victoria, which are states too, where nothing else is of that country.
bool Linker::IsElsewhere(const std::vector<FoundMention>& found, size_t index,
                         std::string_view code) const {
  const IndexRange name = found[index].tokens;
  if (IsOneOf(words_.Form(name.begin), "Georgia Victoria")) {
    for (const Group& group : groups_) {
      if (words_.Form(group.longest.begin) != words_.Form(name.begin) &&
          Country(group.longest) == code) {
        return false;
      }
    }
    return true;
  }
  if (++index == found.size()) return false;
  const IndexRange next = found[index].tokens;
  const uint32_t end = next.end;
  const size_t count = document_.tokens.size();
  return next.begin == name.end + 1 && words_.Form(name.end) == "," &&
         found[index].type == EntityType::kGeopolitical &&
         Country(next) != code && end < count &&
         (IsOneOf(words_.Form(end), ". )") ||
          (words_.Form(end) == "," && end + 1 < count &&
           (words_.Flags(end + 1) & kCapitalized) == 0));
}

void Linker::JoinPeople() {
  // The full name that a surname, or a first name, was first part of. Full
  // names come before or after: a headline says the surname first.
  HashMap by_last;
  HashMap by_first;
  HashMap first_shared;
  HashMap by_inner;
  HashMap by_sex;
  for (uint32_t index = 0; index < groups_.size(); ++index) {
    const Group& group = groups_[index];
    if (group.type != EntityType::kPerson || group.longest.size() < 2) continue;
    for (uint32_t at = group.longest.begin + 1; at < group.surname; ++at) {
      const auto [place, added] = by_inner.TryEmplace(NameHash(at), index);
      if (!added) place->second = kNone;
    }
    if (group.surname > group.longest.begin) {
      if (const auto [same, added] = by_sex.TryEmplace(
              CombineHash(NameHash(group.surname), Sex(group.longest.begin)),
              index);
          !added) {
        same->second = kNone;
      }
      const auto [place, added] =
          by_last.TryEmplace(NameHash(group.surname), index);
      // Rather "Ada Moss-Reyes" than a headline's "Moss-Reyes", and than "Ada
      // Reyes Jr." the father.
      const Group& other = groups_[place->second];
      const uint32_t head = other.longest.begin;
      if (!added && (other.HasSuffix() || words_.Form(head + 1) == "-") &&
          NameHash(head) ==
              NameHash(group.longest.begin + !other.HasSuffix())) {
        place->second = index;
      }
    }
    // "Al-Hassan": the part after the hyphen alone is no surname, the whole.
    const auto [place, added] =
        by_first.TryEmplace(NameHash(group.longest.begin), index);
    if (!added) first_shared.TryEmplace(NameHash(group.longest.begin), index);
  }
  for (uint32_t index = 0; index < groups_.size(); ++index) {
    const Group& group = groups_[index];
    if (group.type != EntityType::kPerson) continue;
    const uint32_t own = group.longest.begin;
    const uint32_t size = group.surname + 1 - own;
    // Of a couple or of brothers and sisters the one it says, or nobody.
    if (group.sex != 0) {
      for (const uint32_t sex : {group.sex, 0U}) {
        const auto* const same = by_sex.Find(CombineHash(NameHash(own), sex));
        if (same == nullptr) continue;
        if (same->second != kNone) Join(index, same->second);
        break;
      }
      continue;
    }
    const auto* const last = by_last.Find(NameHash(group.surname));
    if (last != nullptr && last->second != index) {
      const Group& full = groups_[last->second];
      // "Zelensky", "Mohamed Salah" of "Mohamed Ali Salah", "J. Smith" of
      // "John Smith"; not "Ann Smith" of "John Smith", nor "Jin" of "Min
      // Hee-jin" (but "D'Aubin" of "Ada d'Aubin"), nor a son of his father.
      bool fits = (words_.Flags(own) & ~words_.Flags(full.surname) &
                   kCapitalized) == 0 ||
                  words_.Form(own).find_first_of("'’") == 1;
      if (size > 1) {
        fits = NameHash(own) == NameHash(full.longest.begin) ||
               (words_.Form(own).size() <= 2 &&
                Initial(words_.Form(own)) ==
                    Initial(words_.Form(full.longest.begin)));
        // Or a tail of it: "bin Salman" of "Mohammed bin Salman".
        bool tail = own + full.surname > group.surname + full.longest.begin;
        for (uint32_t back = 0; tail && back < size; ++back) {
          tail =
              NameHash(group.surname - back) == NameHash(full.surname - back);
        }
        fits = (fits || tail) && group.HasSuffix() == full.HasSuffix();
      }
      if (fits) {
        Join(index, last->second);
        continue;
      }
    }
    if (size != 1) continue;
    const uint64_t hash = NameHash(own);
    const auto* const first = by_first.Find(hash);
    // "Bae" of "Bae Jun" is he alone until another Bae is named.
    if (first != nullptr && first->second != index) {
      const auto* const other = first_shared.Find(hash);
      if (other == nullptr || (groups_[first->second].first < group.first &&
                               group.first < groups_[other->second].first)) {
        Join(index, first->second);
        continue;
      }
    }
    // "Flores" of "Rosa Flores de Castro", "Malou" of "Maria \"Malou\" Reyes";
    // but a Marie is not "Anna Marie Jones".
    const auto* const inner = by_inner.Find(hash);
    if (inner != nullptr && inner->second != kNone && first == nullptr) {
      const IndexRange full = groups_[inner->second].longest;
      uint32_t at = full.begin + 1;
      while (NameHash(at) != hash) ++at;
      if ((words_.Lists(own) & kFirstNameList) == 0 ||
          (words_.Flags(at - 1) & kHasLetter) == 0) {
        Join(index, inner->second);
      }
    }
  }
}

void Linker::JoinOrganizations() {
  // Acronyms by initials, with and without the small words, what stands before
  // a company's legal form, and first words.
  HashMap by_short_form;
  HashMap by_first_word;
  HashMap first_word_shared;
  HashMap by_last_word;
  constexpr uint32_t kMostWords = 12;
  for (uint32_t index = 0; index < groups_.size(); ++index) {
    const Group& group = groups_[index];
    if (!IsName(group.type) || group.type == EntityType::kPerson) continue;
    const uint32_t size = group.longest.size();
    if (size < 2 || size > kMostWords) continue;
    uint64_t capitals = 1;
    uint64_t all = 1;
    uint32_t count = 0;
    for (uint32_t at = group.longest.begin; at < group.longest.end; ++at) {
      const uint8_t flags = words_.Flags(at);
      if ((flags & kHasLetter) == 0) continue;
      const char32_t initial = Initial(words_.Form(at));
      all = CombineHash(all, initial);
      if ((flags & kCapitalized) != 0) {
        capitals = CombineHash(capitals, initial);
        ++count;
      }
    }
    if (count >= 2) {
      by_short_form.TryEmplace(capitals, index);
      by_short_form.TryEmplace(all, index);
    }
    if (group.type == EntityType::kOrganization) {
      // "Lincoln Elementary" of "Lincoln Elementary School".
      if (IsOneOf(words_.LowerForm(group.longest.end - 1), kLegalForms)) {
        IndexRange head = group.longest;
        while (--head.end > head.begin + 1) {
          by_short_form.TryEmplace(Key(head, 0), index);
        }
      }
      // "Dodgers" of "Los Angeles Dodgers", "Agency" of "Environment Agency";
      // not "Ghana" of "Bank of Ghana".
      const uint32_t last = group.longest.end - 1;
      if ((words_.Flags(last) & words_.Flags(last - 1) & kCapitalized) != 0) {
        const auto [place, added] =
            by_last_word.TryEmplace(LowerHash(last), index);
        if (!added) place->second = kNone;
      }
      // "Goldman" of "Goldman Sachs"; not "Ministry" of a ministry.
      const uint32_t first = group.longest.begin;
      if ((words_.Lists(first) &
           (kOrganizationWordList | kPlaceWordList | kCountryList | kCityList |
            kCapitalList | kDemonymList)) != 0) {
        continue;
      }
      const auto [place, added] =
          by_first_word.TryEmplace(LowerHash(first), index);
      if (!added) first_word_shared.TryEmplace(LowerHash(first), 1);
    }
  }
  for (uint32_t index = 0; index < groups_.size(); ++index) {
    const Group& group = groups_[index];
    if (!IsName(group.type) || group.type == EntityType::kPerson) continue;
    if (group.longest.size() != 1) {
      const auto* const full = by_short_form.Find(Key(group.longest, 0));
      if (full != nullptr && group.type == EntityType::kOrganization) {
        Join(index, full->second);
      }
      continue;
    }
    const uint32_t token = group.longest.begin;
    const std::string_view form = words_.Form(token);
    uint64_t initials = 1;
    uint32_t letters = 0;
    uint32_t capitals = 0;
    for (size_t at = 0; at < form.size();) {
      const DecodedCharacter character = DecodeValidUtf8(form, at);
      at += character.size;
      const CharacterClass kind = ClassifyCharacter(character.code_point);
      if (!IsLetter(kind)) continue;
      ++letters;
      if (kind == CharacterClass::kUpper) ++capitals;
      initials = CombineHash(initials, ToLower(character.code_point));
    }
    if (letters >= 2 && letters <= kMostWords && capitals * 2 > letters) {
      const auto* const found = by_short_form.Find(initials);
      if (found != nullptr && found->second != index) {
        Join(index, found->second);
        continue;
      }
    }
    if (group.type != EntityType::kOrganization) continue;
    const uint64_t hash = LowerHash(token);
    const auto* const found = by_first_word.Find(hash);
    if (found != nullptr && found->second != index &&
        first_word_shared.Find(hash) == nullptr) {
      Join(index, found->second);
      continue;
    }
    const auto* const last = by_last_word.Find(hash);
    if (last != nullptr && last->second != kNone) Join(index, last->second);
  }
}

void Linker::JoinCountries() {
  HashMap by_code;
  for (uint32_t index = 0; index < groups_.size(); ++index) {
    if (groups_[index].type != EntityType::kGeopolitical) continue;
    const IndexRange tokens = groups_[index].longest;
    const std::string_view code = Country(tokens);
    // Capitals carry their country's code but are not it; those of several
    // words ("Mexico City", "New Delhi") are on no list.
    const bool country = tokens.size() == 1
                             ? (words_.Lists(tokens.begin) & kCapitalList) == 0
                             : IsOneOf(words_.LowerForm(tokens.begin),
                                       "united great republic kingdom") ||
                                   IsOneOf(words_.LowerForm(tokens.end - 1),
                                           "republic kingdom states");
    if (code.empty() || !country) continue;
    const auto [place, added] = by_code.TryEmplace(HashBytes(code), index);
    if (!added) Join(index, place->second);
  }
}

// What stands before a person's name and says what the person is: "Foreign
// Minister", "secretary of state", "Mr". Empty if nothing does.
std::string Linker::Title(const Mention& mention) const {
  const uint32_t floor = document_.sentences[mention.sentence].tokens.begin;
  uint32_t begin = mention.tokens.begin;
  const auto is_title = [&](uint32_t token) {
    return (words_.Lists(token) & kTitleList) != 0 ||
           IsOneOf(words_.LowerForm(token), kOffices);
  };
  constexpr uint32_t kMostWords = 6;
  if (begin >= floor + 3 && words_.LowerForm(begin - 2) == "of" &&
      is_title(begin - 3)) {
    begin -= 3;  // "secretary of state", "chief of staff"
  } else if (begin >= floor + 1 && is_title(begin - 1)) {
    begin -= 1;
  } else if (begin >= floor + 2 && words_.Form(begin - 1) == "." &&
             is_title(begin - 2)) {
    begin -= 2;
  } else {
    return {};
  }
  const bool capitalized = (words_.Flags(begin) & kCapitalized) != 0;
  while (begin > floor && mention.tokens.begin - begin < kMostWords) {
    const uint32_t token = begin - 1;
    const uint8_t flags = words_.Flags(token);
    // "Governor-General", "ex-president"; not "then-President".
    if (words_.Form(token) == "-" && token > floor &&
        (document_.tokens[token].flags & kSpaceBefore) == 0 &&
        ((words_.Flags(token - 1) & kCapitalized) != 0) == capitalized) {
      begin = token - 1;
      continue;
    }
    if ((flags & kHasLetter) == 0) break;
    // "Foreign Minister", "Prime Minister"; not the country before it.
    const bool office =
        is_title(token) ||
        (capitalized && (flags & kCapitalized) != 0 && token > floor &&
         (words_.Lists(token) &
          (kCountryList | kDemonymList | kCityList | kPlaceStartList |
           kFirstNameList | kSurnameList)) == 0 &&
         (flags & kAllCapitals) == 0) ||
        IsOneOf(words_.LowerForm(token),
                "prime foreign vice deputy presidential special acting crown "
                "health finance defence solicitor");
    if (!office) break;
    --begin;
  }
  return TextOf({begin, mention.tokens.begin});
}

// Surnames that several first names of the text stand before, by NameHash.
HashMap Linker::SharedSurnames(const std::vector<FoundMention>& found) const {
  HashMap surnames;  // With the first name beside it.
  HashMap shared;
  for (const FoundMention& mention : found) {
    const uint32_t surname = SurnameOf(document_, mention.tokens);
    if (mention.type != EntityType::kPerson ||
        surname == mention.tokens.begin) {
      continue;
    }
    const auto head = static_cast<uint32_t>(NameHash(mention.tokens.begin));
    const auto [place, added] = surnames.TryEmplace(NameHash(surname), head);
    if (place->second != head) shared.TryEmplace(NameHash(surname), 0);
  }
  return shared;
}

// "Maritime Industry Authority (MARINA)": short for what stands before it.
void Linker::JoinShortForm(const FoundMention& mention,
                           const FoundMention& full, uint32_t group,
                           uint32_t full_group) {
  const uint32_t token = mention.tokens.begin;
  if (mention.type != EntityType::kOrganization || mention.tokens.size() > 1 ||
      words_.Form(token).back() > 'Z' || full.type != mention.type ||
      full.tokens.end + 1 != token || words_.Form(token - 1) != "(") {
    return;
  }
  for (uint32_t at = full.tokens.begin; at < full.tokens.end; ++at) {
    if (words_.Form(at)[0] == words_.Form(token)[0]) Join(group, full_group);
  }
}

// Makes a group of the mentions of the same words; returns each one's.
std::vector<uint32_t> Linker::GroupByWords(
    const std::vector<FoundMention>& found) {
  std::vector<uint32_t> group_of(found.size());
  HashMap by_key;
  const HashMap shared = SharedSurnames(found);
  for (uint32_t index = 0; index < found.size(); ++index) {
    const FoundMention& mention = found[index];
    const bool name = IsName(mention.type);
    uint64_t key = Key(mention.tokens, KeyGroup(mention.type), name);
    if (!name) key = HashBytes(mention.value, key);
    uint32_t sex = 0;
    if (mention.type == EntityType::kPerson && mention.tokens.size() == 1 &&
        shared.Find(NameHash(mention.tokens.begin)) != nullptr) {
      sex = Sex(mention.tokens.begin);
      key = CombineHash(key, sex);
    }
    const auto [place, added] =
        by_key.TryEmplace(key, static_cast<uint32_t>(groups_.size()));
    if (added) {
      groups_.push_back({static_cast<uint32_t>(groups_.size()), mention.tokens,
                         mention.type, index,
                         SurnameOf(document_, mention.tokens), sex});
    }
    group_of[index] = place->second;
    if (index > 0) {
      JoinShortForm(mention, found[index - 1], place->second,
                    group_of[index - 1]);
    }
  }
  return group_of;
}

// How often, how early, how widely spread: 400 + 350 + 250. `eighths`: bits of
// those of the text that it is in.
uint16_t Linker::SalienceOf(EntityType type, uint32_t count, uint32_t first,
                            uint32_t eighths) {
  const auto spread = static_cast<uint32_t>(std::popcount(eighths));
  uint32_t salience = 400 * (count - 1) / (count + 2) + 350 * 3 / (first + 3) +
                      250 * (spread - 1) / 7;
  // Numbers and dates are what is said, not what it is said about.
  if (!IsName(type)) salience /= 4;
  if (type == EntityType::kNorp) salience /= 2;
  return static_cast<uint16_t>(std::min(salience, 1000U));
}

// What its mentions say of an entity, of the type that most of them have;
// `votes` are how many have each, `named` is the one with its name.
void Linker::Describe(const std::vector<FoundMention>& found, uint32_t named,
                      const uint32_t* votes, Entity* entity,
                      std::vector<Mention>* mentions) const {
  uint32_t most = votes[static_cast<size_t>(entity->type)];
  for (uint32_t type = 0; type < kEntityTypeCount; ++type) {
    if (votes[type] > most) {
      most = votes[type];
      entity->type = static_cast<EntityType>(type);
    }
  }
  const IndexRange name = found[named].tokens;
  entity->name = TextOf(name);
  const uint64_t sentence_count =
      std::max<size_t>(1, document_.sentences.size());
  uint32_t eighths = 0;
  for (const uint32_t index : entity->mentions) {
    Mention& mention = (*mentions)[index];
    mention.type = entity->type;
    eighths |= 1U << (uint64_t{mention.sentence} * 8 / sentence_count);
  }
  if (entity->type == EntityType::kPerson) {
    for (const uint32_t mention : entity->mentions) {
      std::string title = Title((*mentions)[mention]);
      if (title.empty()) continue;
      entity->attributes.push_back({"title", std::move(title)});
      break;
    }
  } else if (IsPlace(entity->type) || entity->type == EntityType::kNorp) {
    const std::string_view code = Country(name);
    if (!code.empty() && !IsElsewhere(found, named, code)) {
      entity->attributes.push_back({"country", std::string(code)});
    }
  }
  entity->salience =
      SalienceOf(entity->type, static_cast<uint32_t>(entity->mentions.size()),
                 (*mentions)[entity->mentions.front()].sentence, eighths);
}

EntityAnalysis Linker::Link(const std::vector<FoundMention>& found) {
  const std::vector<uint32_t> group_of = GroupByWords(found);
  JoinPeople();
  JoinOrganizations();
  JoinCountries();

  // Entities by first mention.
  EntityAnalysis analysis;
  analysis.mentions.reserve(found.size());
  std::vector<uint32_t> entity_of(groups_.size(), kNone);
  std::vector<uint32_t> votes;  // One for each type of each entity.
  std::vector<uint32_t> name_mention;
  for (uint32_t index = 0; index < found.size(); ++index) {
    const FoundMention& mention = found[index];
    const uint32_t root = Root(group_of[index]);
    if (entity_of[root] == kNone) {
      entity_of[root] = static_cast<uint32_t>(analysis.entities.size());
      analysis.entities.emplace_back();
      analysis.entities.back().type = mention.type;
      analysis.entities.back().value = mention.value;
      votes.resize(votes.size() + kEntityTypeCount);
      name_mention.push_back(index);
    }
    const uint32_t entity = entity_of[root];
    analysis.mentions.push_back(
        {mention.tokens, mention.sentence, entity, mention.type});
    analysis.entities[entity].mentions.push_back(index);
    ++votes[entity * kEntityTypeCount + static_cast<uint32_t>(mention.type)];
    // The fullest name; the first of equals, but for one in capitals.
    const IndexRange tokens = mention.tokens;
    const IndexRange named = found[name_mention[entity]].tokens;
    if (tokens.size() > named.size() ||
        (tokens.size() == named.size() && !InCapitals(tokens) &&
         InCapitals(named) && Key(tokens, 0) == Key(named, 0))) {
      name_mention[entity] = index;
    }
  }
  for (uint32_t index = 0; index < analysis.entities.size(); ++index) {
    Describe(found, name_mention[index],
             &votes[size_t{index} * kEntityTypeCount],
             &analysis.entities[index], &analysis.mentions);
  }
  return analysis;
}

}  // namespace

uint32_t SurnameOf(const Document& document, IndexRange name) {
  const auto is = [&](uint32_t token, const char* words) {
    return IsOneOf(document.vocabulary.form(document.tokens[token].word),
                   words);
  };
  uint32_t last = name.end - 1;
  while (last > name.begin &&
         is(last, "Jr Jr. Sr Sr. II III IV V VI VII VIII SAN , .")) {
    --last;
  }
  return last > name.begin && is(last - 1, "of") ? name.begin : last;
}

EntityAnalysis LinkEntities(const Document& document,
                            const EntityWordTable& table,
                            const EntityModel* model,
                            const std::vector<FoundMention>& mentions) {
  return Linker(document, table, model).Link(mentions);
}

}  // namespace standfirst
