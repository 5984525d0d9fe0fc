#include "core/entity/name_type.h"

#include <string_view>

#include "core/text/equal.h"
#include "core/text/hash.h"

namespace standfirst {
namespace {

// ", the Danish firm that …" at `at`; not ", the firm's owner" or ", the head
// of a bank in …". `place`: it was taken for one, not for a person.
bool IsSaidToBeCompany(const TokenWords& words, uint32_t at, bool place) {
  for (uint32_t next = at; next + 1 < words.size(); ++next) {
    const std::string_view form = words.LowerForm(next);
    if (next < at + 2) {
      if (!IsOneOf(form, next == at ? "," : "the a an")) return false;
    } else if (IsOneOf(form, words.List(NameList::kCompany)) ||
               (place && IsOneOf(form, words.List(NameList::kPlaceCompany))) ||
               // "start-up"
               (form == "up" && words.LowerForm(next - 2) == "start")) {
      return IsOneOf(words.LowerForm(next + 1),
                     "that which in based behind , . founded owned led backed");
    } else if (next > at + 4 ||
               IsOneOf(form, "of for at in who with from to ,")) {
      return false;
    }
  }
  return false;
}

}  // namespace

bool IsMarked(const TokenWords& words, IndexRange tokens, const char* list) {
  return (tokens.begin > 0 &&
          IsOneOf(words.LowerForm(tokens.begin - 1), list)) ||
         (tokens.size() > 1 && IsOneOf(words.LowerForm(tokens.begin), list));
}

EntityType RefineType(const TokenWords& words, EntityType type,
                      IndexRange tokens) {
  const bool several = tokens.size() > 1;
  const std::string_view first = words.LowerForm(tokens.begin);
  const std::string_view last = words.LowerForm(tokens.end - 1);
  if (type == EntityType::kFacility && several &&
      words.LowerForm(tokens.end - 2) == "national" &&
      IsOneOf(last, "park reserve forest")) {
    return EntityType::kLocation;
  }
  if (type != EntityType::kDate) {
    if (IsMarked(words, tokens, words.List(NameList::kStorm))) {
      return EntityType::kEvent;
    }
    if (IsMarked(words, tokens, words.List(NameList::kShip))) {
      return EntityType::kProduct;
    }
  }
  const bool the =
      tokens.begin > 0 && words.LowerForm(tokens.begin - 1) == "the";
  // "The Kremlin said": a building that speaks is those in it.
  const bool speaks = the && tokens.end < words.size() &&
                      IsOneOf(words.LowerForm(tokens.end),
                              "said says announced warned denied confirmed");
  if (speaks && type == EntityType::kFacility) {
    return EntityType::kOrganization;
  }
  const bool place = type == EntityType::kGeopolitical;
  if (several && IsName(type)) {
    if (IsOneOf(last, words.List(NameList::kSureBuilt)) ||
        IsOneOf(first, words.List(NameList::kBuiltStart))) {
      return EntityType::kFacility;
    }
    if (the &&
        (first == "river" || IsOneOf(last, words.List(NameList::kSureWater)))) {
      return EntityType::kLocation;
    }
  }
  // "Parliament" alone is no place, nor is "Nordlys, the wind park operator,".
  constexpr uint16_t kPlaces = kCityList | kCountryList | kCapitalList |
                               kPlaceWordList | kPlaceStartList;
  const uint16_t lists = words.Lists(tokens.begin);
  const bool known_place =
      ((lists | words.Lists(tokens.end - 1)) & kPlaces) != 0;
  if ((type == EntityType::kPerson || (place && !known_place)) &&
      IsSaidToBeCompany(words, tokens.end, place)) {
    return EntityType::kOrganization;
  }
  if (place) {
    if (!several && (speaks || (lists & kOrganizationWordList) != 0) &&
        !known_place) {
      return EntityType::kOrganization;
    }
    if (several && IsOneOf(last, words.List(NameList::kBuilt))) {
      return EntityType::kFacility;
    }
    // "Mount Kenya", "Black Sea", "Sea of Galilee", "East Africa"; but
    // "South Africa" and "East Timor" are countries.
    if (!IsOneOf(last, words.List(NameList::kLand)) &&
        !(several &&
          IsOneOf(first, "mount lake gulf sea strait bay river loch"))) {
      return type;
    }
    uint64_t name = kHashSeed;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      if (at > tokens.begin) name = HashByte(name, ' ');
      name = HashBytes(words.LowerForm(at), name);
    }
    const bool country =
        !words.model()->countries().Find(MixHash(name)).empty() ||
        (!several && last == "america") || IsOneOf(first, "rhode prince");
    return country ? type : EntityType::kLocation;
  }
  // "Kyoto Protocol", "Asian Games": no organisations.
  const bool organization = several && type == EntityType::kOrganization;
  const bool work =
      type == EntityType::kWorkOfArt || type == EntityType::kEvent;
  if ((work && IsOneOf(last, words.List(NameList::kLaw))) ||
      ((organization || work) &&
       IsOneOf(last, words.List(NameList::kSureLaw)))) {
    return EntityType::kLaw;
  }
  if ((organization || work) && several &&
      IsOneOf(first, words.List(NameList::kEventStart)) &&
      StartsWithOneOf(words.LowerForm(tokens.begin + 1), "of de d' d’ a ") !=
          0) {
    return EntityType::kEvent;
  }
  if (((organization || work) && IsOneOf(last, words.List(NameList::kEvent))) ||
      (work && several && words.LowerForm(tokens.end - 2) == "war")) {
    return EntityType::kEvent;
  }
  return type;
}

}  // namespace standfirst
