#include "core/entity/repeated_names.h"

#include <string_view>
#include <utility>

#include "core/entity/name_type.h"
#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/hash_map.h"

namespace standfirst {
namespace {

// "NGO" of "NGOs".
std::string_view Singular(std::string_view form) {
  if (form.ends_with('s')) form.remove_suffix(1);
  return form;
}

class RepeatedNames {
 public:
  RepeatedNames(const TokenWords& words, const std::vector<uint32_t>& sentences,
                std::vector<FoundMention>* mentions)
      : words_(words), sentences_(sentences), mentions_(*mentions) {}

  inline void LearnFullNames();
  inline void SettlePlaces();
  inline void SettlePeople();
  inline void CountTypes();
  inline void LearnSpelled();
  inline std::vector<FoundMention> All();

 private:
  bool NamedType(uint32_t token, EntityType* type) const;
  bool UsualType(uint32_t word, EntityType* type) const;
  inline bool IsLanguage(uint32_t token) const;
  inline bool IsSpelledSmall(IndexRange sentence, uint32_t token) const;
  inline bool Settle(FoundMention* mention) const;
  inline bool IsRepeat(IndexRange sentence, uint32_t token,
                       EntityType* type) const;
  uint64_t AcronymOf(uint32_t token) const {
    return HashBytes(Singular(words_.Form(token)));
  }

  const TokenWords words_;
  const std::vector<uint32_t>& sentences_;
  std::vector<FoundMention>& mentions_;
  HashMap surnames_;  // Of full names, by their words.
  // What storms, ships and rivers are called, with their types.
  HashMap named_;
  // How often a word alone was found to be what, by word and type.
  std::vector<uint8_t> votes_;
  // Acronyms of what is no name, by hash.
  HashMap spelled_;
};

// "Reyes" of "Daniel Reyes" is that person wherever it stands; "Calliope" of
// "HMS Calliope" is a ship.
void RepeatedNames::LearnFullNames() {
  for (const FoundMention& mention : mentions_) {
    if (mention.type >= EntityType::kGeopolitical &&
        mention.type <= EntityType::kEvent &&
        IsMarked(words_, mention.tokens,
                 mention.type == EntityType::kEvent
                     ? words_.List(NameList::kStorm)
                 : mention.type == EntityType::kProduct
                     ? words_.List(NameList::kShip)
                     : "river")) {
      named_.TryEmplace(words_.Word(mention.tokens.end - 1),
                        static_cast<uint32_t>(mention.type));
    }
    const uint32_t token = SurnameOf(words_.document(), mention.tokens);
    if (mention.type != EntityType::kPerson || token == mention.tokens.begin) {
      continue;
    }
    // Names that places have as well stay what the model says.
    constexpr uint16_t kPlaces =
        kCityList | kCountryList | kCapitalList | kDemonymList;
    const uint32_t word = words_.Word(token);
    const EntityWord& facts = words_.table()[word];
    if ((facts.lists & kPlaces) != 0 || (facts.flags & kCapitalized) == 0 ||
        (facts.flags & (kSingleLetter | kAllCapitals)) != 0) {
      continue;
    }
    surnames_.TryEmplace(word, 1);
  }
}

// "In Leeds": no club, and no one of that name.
void RepeatedNames::SettlePlaces() {
  for (FoundMention& mention : mentions_) {
    const uint32_t token = mention.tokens.begin;
    if (mention.tokens.size() == 1 &&
        (mention.type == EntityType::kPerson ||
         mention.type == EntityType::kOrganization) &&
        token > 0 && words_.LowerForm(token - 1) == "in" &&
        (words_.Lists(token) & (kCityList | kCountryList | kCapitalList)) !=
            0 &&
        token + 1 < words_.size() &&
        !IsOneOf(words_.LowerForm(token + 1), "'s ’s ' ’ and")) {
      mention.type = EntityType::kGeopolitical;
    }
  }
}

// A name of several words is one thing, a person or an organisation; where the
// model was of two minds as often, the latter.
void RepeatedNames::SettlePeople() {
  HashMap minds;
  constexpr uint32_t kEven = 1U << 31;
  const auto mind = [&](const FoundMention& mention) {
    uint64_t key = 1;
    for (uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      key = CombineHash(key, words_.table()[words_.Word(at)].lower);
    }
    return minds.TryEmplace(key, kEven).first;
  };
  const auto is_either = [](const FoundMention& mention) {
    return mention.tokens.size() > 1 &&
           (mention.type == EntityType::kPerson ||
            mention.type == EntityType::kOrganization);
  };
  for (const FoundMention& mention : mentions_) {
    if (!is_either(mention)) continue;
    mind(mention)->second += mention.type == EntityType::kPerson ? 1 : -1;
  }
  for (FoundMention& mention : mentions_) {
    if (!is_either(mention)) continue;
    mention.type = mind(mention)->second > kEven ? EntityType::kPerson
                                                 : EntityType::kOrganization;
  }
}

void RepeatedNames::CountTypes() {
  votes_.resize(size_t{words_.document().vocabulary.size()} * kNameTypeCount);
  for (const FoundMention& mention : mentions_) {
    if (mention.tokens.size() != 1 || !IsName(mention.type)) continue;
    uint8_t& vote = votes_[words_.Word(mention.tokens.begin) * kNameTypeCount +
                           static_cast<uint32_t>(mention.type)];
    if (vote < 255) ++vote;
  }
}

// A word that was a name most times it stood alone is that name the other times
// too.
bool RepeatedNames::UsualType(uint32_t word, EntityType* type) const {
  uint32_t sum = 0;
  uint32_t most = 0;
  for (uint32_t index = 0; index < kNameTypeCount; ++index) {
    const uint32_t vote = votes_[word * kNameTypeCount + index];
    sum += vote;
    if (vote > most) {
      most = vote;
      *type = static_cast<EntityType>(index);
    }
  }
  const bool acronym = (words_.table()[word].flags & kAllCapitals) != 0;
  return (sum >= 2 || acronym) && 4 * most >= 3 * sum &&
         2 * sum >= words_.document().vocabulary.entry(word).count;
}

// "The Vane", "the Calliope"; but a Mr Vane. Storms have no article.
bool RepeatedNames::NamedType(uint32_t token, EntityType* type) const {
  const auto* const known = named_.Find(words_.Word(token));
  if (known == nullptr ||
      (known->second != static_cast<uint32_t>(EntityType::kEvent) &&
       (token == 0 || words_.LowerForm(token - 1) != "the"))) {
    return false;
  }
  *type = static_cast<EntityType>(known->second);
  return true;
}

// "She speaks Hindi", "the Hindi language"; not "Hindi films", "a Nepali".
bool RepeatedNames::IsLanguage(uint32_t token) const {
  const uint16_t lists = words_.Lists(token);
  if ((lists & kLanguageList) == 0 || (lists & kDemonymList) != 0 ||
      (token > 0 && IsOneOf(words_.LowerForm(token - 1), "a an"))) {
    return false;
  }
  const uint32_t next = token + 1;
  return next == words_.size() || (words_.Flags(next) & kHasLetter) == 0 ||
         IsOneOf(words_.LowerForm(next), "and or language");
}

// An acronym in brackets behind what it stands for, all in small letters:
// "gross domestic product (GDP)", "tuberculosis (TB)"; but a "special
// investigation team (SIT)" is an organisation.
bool RepeatedNames::IsSpelledSmall(IndexRange sentence, uint32_t token) const {
  if (token < sentence.begin + 2 || words_.Form(token - 1) != "(" ||
      IsOneOf(words_.Form(token - 2), words_.List(NameList::kBody))) {
    return false;
  }
  const std::string_view acronym = Singular(words_.Form(token));
  const auto letter = [&](size_t at) {
    return static_cast<char>(acronym[at] + ('a' - 'A'));
  };
  size_t left = acronym.size();
  if (left < 2) return false;
  for (uint32_t at = token - 1; left > 0 && at-- > sentence.begin;) {
    const std::string_view word = words_.Form(at);
    if ((words_.Flags(at) & kCapitalized) != 0) break;
    if (word[0] == letter(left - 1)) {
      --left;
    } else if (at + 2 == token) {
      // All letters of one word.
      size_t met = 0;
      for (const char byte : word) {
        if (met < acronym.size() && byte == letter(met)) ++met;
      }
      return met == acronym.size() && word[0] == letter(0);
    } else if (word.size() > 3) {
      break;
    }
  }
  return left == 0;
}

void RepeatedNames::LearnSpelled() {
  for (const uint32_t sentence : sentences_) {
    const IndexRange tokens = words_.document().sentences[sentence].tokens;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      if (IsSpelledSmall(tokens, at)) spelled_.TryEmplace(AcronymOf(at), 1);
    }
  }
}

// What a mention of one word is. False: it is none.
bool RepeatedNames::Settle(FoundMention* mention) const {
  if (mention->tokens.size() != 1 || !IsName(mention->type)) return true;
  const uint32_t token = mention->tokens.begin;
  if (mention->type == EntityType::kOrganization &&
      spelled_.Find(AcronymOf(token)) != nullptr) {
    return false;
  }
  const uint32_t word = words_.Word(token);
  EntityType type = mention->type;
  if (NamedType(token, &mention->type)) {
    // As it is called in full.
  } else if (surnames_.Find(word) != nullptr) {
    mention->type = EntityType::kPerson;
  } else if (UsualType(word, &type)) {
    mention->type = type;
  }
  if (mention->type == EntityType::kNorp && IsLanguage(token)) {
    mention->type = EntityType::kLanguage;
  }
  return true;
}

// Whether a word where nothing was found is a name that stands elsewhere. It
// has a capital, and none of its neighbours has, with which it might be
// another; one that begins its sentence has that for its place alone.
bool RepeatedNames::IsRepeat(IndexRange sentence, uint32_t token,
                             EntityType* type) const {
  const auto capital = [&](uint32_t place) {
    return place >= sentence.begin && place < sentence.end &&
           (words_.Flags(place) & kCapitalized) != 0;
  };
  if (!capital(token) || capital(token + 1)) return false;
  if (NamedType(token, type)) return true;
  if (token > sentence.begin && capital(token - 1)) return false;
  const uint32_t word = words_.Word(token);
  return surnames_.Find(word) != nullptr ||
         ((token > sentence.begin ||
           (words_.Flags(token) & kAllCapitals) != 0) &&
          UsualType(word, type));
}

std::vector<FoundMention> RepeatedNames::All() {
  std::vector<FoundMention> all;
  // A vector that doubles would hold up to three times its mentions at once.
  all.reserve(mentions_.size() + mentions_.size() / 8);
  size_t next = 0;
  for (const uint32_t sentence : sentences_) {
    const IndexRange tokens = words_.document().sentences[sentence].tokens;
    for (uint32_t at = tokens.begin; at < tokens.end;) {
      if (next < mentions_.size() && mentions_[next].tokens.begin == at) {
        FoundMention& mention = mentions_[next++];
        at = mention.tokens.end;
        if (Settle(&mention)) all.push_back(std::move(mention));
        continue;
      }
      EntityType type = EntityType::kPerson;
      if (IsRepeat(tokens, at, &type)) {
        FoundMention mention;
        mention.tokens = {at, at + 1};
        mention.sentence = sentence;
        mention.type = type;
        all.push_back(std::move(mention));
      }
      ++at;
    }
  }
  return all;
}

}  // namespace

void ReadCapitals(const TokenWords& words,
                  std::vector<FoundMention>* mentions) {
  HashMap types;
  const auto in_capitals = [&](IndexRange tokens) {
    bool any = false;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      const uint8_t flags = words.Flags(at);
      if ((flags & kHasLower) != 0) return false;
      any |= (flags & kAllCapitals) != 0;
    }
    return any;
  };
  const auto extended = [&](uint64_t key, uint32_t at) {
    return CombineHash(key, words.table()[words.Word(at)].lower);
  };
  constexpr uint32_t kMostWords = 8;
  for (const FoundMention& mention : *mentions) {
    if (!IsName(mention.type) || mention.tokens.size() > kMostWords ||
        in_capitals(mention.tokens)) {
      continue;
    }
    uint64_t key = 1;
    for (uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      key = extended(key, at);
    }
    types.TryEmplace(key, static_cast<uint32_t>(mention.type));
  }
  for (FoundMention& mention : *mentions) {
    if (!IsName(mention.type) || mention.tokens.size() > kMostWords ||
        !in_capitals(mention.tokens)) {
      continue;
    }
    uint64_t key = 1;
    uint32_t end = 0;
    for (uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      key = extended(key, at);
      const auto* const same = types.Find(key);
      // One word of several could be anyone's first name.
      if (same == nullptr ||
          (at == mention.tokens.begin && mention.tokens.size() > 1)) {
        continue;
      }
      end = at + 1;
      mention.type = static_cast<EntityType>(same->second);
    }
    if (end != 0) mention.tokens.end = end;
  }
}

void AddRepeatedNames(const TokenWords& words,
                      const std::vector<uint32_t>& sentences,
                      std::vector<FoundMention>* mentions) {
  RepeatedNames names(words, sentences, mentions);
  names.LearnFullNames();
  names.SettlePlaces();
  names.SettlePeople();
  names.CountTypes();
  names.LearnSpelled();
  *mentions = names.All();
}

}  // namespace standfirst
