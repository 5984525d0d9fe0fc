// Shares, quantities, durations, ordinals and counts; money.cc has the money.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/entity/expression_finder.h"
#include "core/text/ascii.h"
#include "core/text/digits.h"
#include "core/text/equal.h"
#include "core/text/letters.h"

namespace standfirst {
namespace {

Number Hundredth(Number number) {
  number.millionths =
      number.units % 100 * (kMillion / 100) + number.millionths / 100;
  number.units /= 100;
  return number;
}

}  // namespace

// What is counted at a token: an amount of money, a share, a quantity, a
// duration or nothing but a number.
ExpressionFinder::Match ExpressionFinder::FindAmount(uint32_t at) const {
  if (const CurrencySign sign = ReadCurrencySign(at); sign.currency >= 0) {
    return FindSignedMoney(at, sign);
  }
  for (Match& other : std::array<Match, 3>{
           FindGluedMoney(at), FindUncountedMoney(at), FindLoneUnit(at)}) {
    if (other.end != 0) return std::move(other);
  }
  Counted counted;
  counted.at = at;
  const std::optional<Number> number =
      ReadNumber(at, &counted.next, &counted.suffix);
  // "several hundred", "a few" stay unsaid; "a year" is a duration only where a
  // number stands.
  if (!number.has_value()) return {};
  counted.number = *number;
  if (!counted.suffix.empty() && number->digits &&
      ScalePower(counted.suffix) == 0) {
    std::string lower;
    AppendLowerCase(counted.suffix, &lower);
    counted.unit = FindPatternWord(lower);
  }
  Match match;
  if (FindMoneyOfMany(counted, &match) || FindUnitInToken(counted, &match) ||
      FindUnitWord(counted, &match) || FindQuantityPhrase(counted, &match) ||
      FindHundredths(counted, &match) || FindNamedMoney(counted, &match)) {
    return match;
  }
  // "aged 71", "at the age of 71"
  if (at > begin_ && number->plain && number->units < 130 &&
      (LowerIs(at - 1, "aged age") ||
       (LowerIs(at - 1, "of") && at > begin_ + 1 && LowerIs(at - 2, "age")))) {
    match.type = EntityType::kDate;
    match.end = counted.next;
    match.value = "P" + Format(*number) + "Y";
    return match;
  }
  // "lost 35 lakh in the fraud", of an article's own rupees.
  if (Is(counted.next - 1, PatternWord::kLakh) && words_.lakh_currency() != 0 &&
      (!IsWord(counted.next) || Is(counted.next, PatternWord::kYearPlace) ||
       LowerIs(counted.next, "and as at to was were with each"))) {
    match.type = EntityType::kMoney;
    match.end = counted.next;
    match.value = MoneyOf("rupees", words_.lakh_currency(), *number, at, end_);
    return match;
  }
  // A bare count. "one" alone is a pronoun more often than a number.
  match.type = EntityType::kCardinal;
  match.end = counted.next;
  match.value = Format(*number);
  if (counted.next == at + 1 && LowerIs(at, "one")) return {};
  // "Route 57" and "49ers" count nothing.
  if (number->digits && ((Glued(counted.next) && IsWord(counted.next)) ||
                         FormIs(at - 1, "Route Highway Interstate"))) {
    return {};
  }
  if (!counted.suffix.empty() && !number->digits) return {};
  return match;
}

// "half an hour", "an hour and a half", "a mile away": one of a unit or a part
// of it, without a number.
ExpressionFinder::Match ExpressionFinder::FindLoneUnit(uint32_t at) const {
  Match match;
  // "half an hour", "an hour and a half", "quarter of an hour"
  if (Word(at).kind == PatternWord::kHalf || LowerIs(at, "an")) {
    const bool hour_first = LowerIs(at, "an") && LowerIs(at + 1, "hour") &&
                            LowerIs(at + 2, "and") && LowerIs(at + 4, "half");
    const uint32_t article = LowerIs(at + 1, "of") ? at + 2 : at + 1;
    if (hour_first || (LowerIs(article, "an") && LowerIs(article + 1, "hour") &&
                       !LowerIs(at, "an"))) {
      match.type = EntityType::kTime;
      match.end = hour_first ? at + 5 : article + 2;
      match.value = hour_first            ? "PT1.5H"
                    : LowerIs(at, "half") ? "PT30M"
                                          : "PT15M";
      return match;
    }
  }
  // "a mile away", "about a kilometre"
  if (LowerIs(at, "a an") && Is(at + 1, PatternWord::kUnit) &&
      Lower(at + 1).size() > 3 &&
      (Is(at + 2, PatternWord::kMeasured) || LowerIs(at + 2, "from") ||
       (at > begin_ && !LowerIs(at - 1, "about") &&
        Is(at - 1, PatternWord::kLasting)))) {
    match.type = EntityType::kQuantity;
    match.end = at + 2;
    match.value = "1 " + std::string(kUnits[Word(at + 1).value]);
  }
  return match;
}

// "12 km"; `end`: the token behind it.
void ExpressionFinder::SetAmount(EntityType type, const Number& number,
                                 std::string_view unit, uint32_t end,
                                 Match* match) {
  match->type = type;
  match->end = end;
  if (!number.known) return;
  match->value = Format(number);
  match->value += ' ';
  match->value += unit;
}

// Cents and pence, of a currency by its place in kCurrencies.
void ExpressionFinder::SetHundredths(size_t currency, const Number& number,
                                     uint32_t end, Match* match) {
  match->type = EntityType::kMoney;
  match->end = end;
  match->value = MoneyValue(currency, Hundredth(number));
}

// A unit in the number's own token: "5km", "30%", "50p", "1.85m tall".
bool ExpressionFinder::FindUnitInToken(const Counted& counted,
                                       Match* match) const {
  const uint32_t next = counted.next;
  const Number& number = counted.number;
  const std::string_view suffix = counted.suffix;
  if (number.digits &&
      (suffix == "p" || (suffix.empty() && FormIs(next, "p") && Glued(next)))) {
    SetHundredths(kPounds, number, suffix.empty() ? next + 1 : next, match);
    return true;
  }
  // "1.85m tall", "3m-high": metres where that is said; else millions.
  if (number.digits && suffix == "m" &&
      Is(IsHyphen(next) ? next + 1 : next, PatternWord::kMeasured)) {
    std::string_view metres;
    const std::optional<Number> length = ReadDigits(counted.at, &metres);
    SetAmount(EntityType::kQuantity, *length, "m", next, match);
    return true;
  }
  // "Rising to 11C (52F)", "the 1.5C goal"; not "Flat 3C".
  const bool apart = suffix.empty() && Glued(next);
  const std::string_view degrees = apart ? Form(next) : suffix;
  if (number.digits && IsOneOf(degrees, "C F") &&
      (number.millionths != 0 || Is(counted.at - 1, PatternWord::kYearPlace) ||
       LowerIs(counted.at - 1,
               "at to above below about than ( hit was be - −"))) {
    SetAmount(EntityType::kQuantity, number,
              kUnits[degrees == "C" ? kCelsius : kFahrenheit], next + apart,
              match);
    return true;
  }
  // "30th" is an ordinal's; "5km" is number and unit.
  if (suffix.empty() || !number.digits || ScalePower(suffix) != 0 ||
      counted.unit.kind == PatternWord::kTimeUnit) {
    return false;
  }
  if (IsOneOf(suffix, "% pc")) {
    SetAmount(EntityType::kPercent, number, "%", next, match);
    return true;
  }
  if (counted.unit.kind != PatternWord::kUnit) return true;
  SetAmount(EntityType::kQuantity, number, kUnits[counted.unit.value], next,
            match);
  return true;
}

// A unit in the words behind the number: "5 percent", "12 km", "three years".
bool ExpressionFinder::FindUnitWord(const Counted& counted,
                                    Match* match) const {
  const Number& number = counted.number;
  uint32_t place = counted.next;
  const bool hyphen = IsHyphen(place);
  if (hyphen) ++place;
  // "three straight days", "two more years"
  if (!hyphen && Is(place + 1, PatternWord::kDateUnit) &&
      LowerIs(place, "more straight consecutive successive full whole long")) {
    ++place;
  }
  PatternWordCache::Meaning unit = Word(place);
  if (counted.unit.kind == PatternWord::kTimeUnit) {  // "38h", "3min"
    unit = {counted.unit.kind, counted.unit.value};
    place = counted.next - 1;
  } else if (hyphen && !Is(counted.at, PatternWord::kTens) &&
             LowerIs(place, "second")) {  // Not "the thirty-second day".
    unit = {PatternWord::kTimeUnit, 'S'};
  }
  switch (unit.kind) {
    case PatternWord::kPercent:
      SetAmount(EntityType::kPercent, number, "%", place + 1, match);
      return true;
    case PatternWord::kCurrencyWord:
      if (LowerIs(place + 1, "cents") ||
          (unit.value >= kFirstUnsure && number.plain &&
           FindCurrency(Form(place)) >= 0) ||
          (IsYearOrCount(number) && LowerIs(place, "won"))) {
        break;
      }
      match->type = EntityType::kMoney;
      match->end = place + 1;
      match->value =
          MoneyOf(Lower(place), unit.value, number, counted.at, end_);
      // "CFA francs"
      if (Is(match->end, PatternWord::kCurrencyWord)) ++match->end;
      return true;
    case PatternWord::kCurrencySign:
      // Letters stand before the number alone, but for "1500 Rs" and "5
      // million FCFA".
      if (Lower(place)[0] >= 'a' && Lower(place)[0] <= 'z' &&
          !Form(place).starts_with("Rs") &&
          (number.plain || Form(place).size() < 3)) {
        break;
      }
      // "costs 5 $"; not "2019 $4 million".
      if (IsDigit(Form(place + 1).empty() ? ' ' : Form(place + 1)[0])) {
        break;
      }
      match->type = EntityType::kMoney;
      match->end = place + 1;
      match->value = MoneyValue(unit.value, number);
      return true;
    case PatternWord::kUnit:
      FindQuantity(counted, place, match);
      return true;
    case PatternWord::kDateUnit:
    case PatternWord::kTimeUnit:
      FindDuration(counted, unit, place, match);
      return true;
    default:
      break;
  }
  return false;
}

// `place`: that of the unit, which the words behind it may alter.
void ExpressionFinder::FindQuantity(const Counted& counted, uint32_t place,
                                    Match* match) const {
  uint32_t end = place + 1;
  uint32_t index = Word(place).value;
  if (index == kDegree && Is(place + 1, PatternWord::kUnit) &&
      (Word(place + 1).value == kCelsius ||
       Word(place + 1).value == kFahrenheit)) {
    index = Word(place + 1).value;
    end = place + 2;
  } else if (index == kDegree && FormIs(end, "C F")) {
    index = FormIs(end, "C") ? kCelsius : kFahrenheit;
    ++end;
  }
  if (Glued(end) && index <= kMetre && FormIs(end, "² ³")) {
    index = FormIs(end, "³") ? kCubicMetre : kSquareKilometre + index;
    ++end;
  }
  // "kilowatt-hours"
  const uint32_t hours = IsHyphen(end) ? end + 1 : end;
  if (index >= kMegawatt && index <= kKilowatt &&
      LowerIs(hours, "hours hour")) {
    index = kKilowattHour + (index + 1 - kMegawatt) % 3;
    end = hours + 1;
  }
  // "miles per hour", "kilometres an hour", "km/h"
  const std::string_view over = Lower(end);
  const std::string_view time = Lower(end + 1);
  if ((IsOneOf(over, "per an a /")) && (index <= kMetre || index == kMile)) {
    if (index != kMetre && (IsOneOf(time, "hour h"))) {
      index = index == kKilometre ? kKilometresPerHour : kMilesPerHour;
      end += 2;
    } else if (index == kMetre && (IsOneOf(time, "second s"))) {
      index = kMetresPerSecond;
      end += 2;
    }
  }
  SetAmount(EntityType::kQuantity, counted.number, kUnits[index], end, match);
}

// `place`: that of the unit, or of the number that has it ("38h").
void ExpressionFinder::FindDuration(const Counted& counted,
                                    PatternWordCache::Meaning unit,
                                    uint32_t place, Match* match) const {
  match->end = place + 1;
  const bool hyphen = IsHyphen(counted.next);
  const bool date = unit.kind == PatternWord::kDateUnit;
  match->type = date ? EntityType::kDate : EntityType::kTime;
  char letter =
      date ? kDateUnits[unit.value][0] : static_cast<char>(unit.value);
  Number amount = counted.number;
  if (letter == 'E' || letter == 'C') {
    amount.known = MultiplyByPowerOfTen(letter == 'E' ? 1 : 2, &amount);
    letter = 'Y';
  } else if (letter == 'F') {
    amount.units *= 2;
    letter = 'W';
  }
  // "37-year-old", "37 years old": an age.
  if (IsHyphen(match->end) && LowerIs(match->end + 1, "old olds")) {
    match->end += 2;
  } else if (LowerIs(match->end, "old") ||
             (date && !hyphen && Is(match->end, PatternWord::kLater))) {
    ++match->end;
  } else if (date && !hyphen && Is(match->end, PatternWord::kAgo)) {
    ++match->end;
    match->value = amount.known && amount.millionths == 0
                       ? ShiftedValue(letter, -amount.units)
                       : "PAST_REF";
    return;
  } else if (!date && Is(match->end, PatternWord::kAgo)) {
    ++match->end;
    match->value = "PAST_REF";
    return;
  }
  if (date && !hyphen && LowerIs(match->end, "from") &&
      LowerIs(match->end + 1, "now today")) {
    match->end += 2;
    match->value = amount.known && amount.millionths == 0
                       ? ShiftedValue(letter, amount.units)
                       : "FUTURE_REF";
    return;
  }
  if (date && letter == 'Y' && amount.units == 0 &&
      amount.millionths == kMillion / 2) {
    amount.units = 6;
    amount.millionths = 0;
    letter = 'M';
  }
  if (amount.known) {
    const std::string lead = date ? "P" : "PT";
    const int64_t upper = std::exchange(amount.upper, 0);
    match->value = lead + Format(amount) + letter;
    if (upper != 0) {
      match->value +=
          "/" + lead + Digits(static_cast<uint64_t>(upper)) + letter;
    }
  }
  // "in three days' time"
  if (date && LowerIs(match->end, "' ’") && LowerIs(match->end + 1, "time") &&
      amount.known) {
    match->end += 2;
    match->value = ShiftedValue(letter, amount.units);
    return;
  }
  // "two hours and 30 minutes", "2hr 7min 39sec"
  while (amount.known && !hyphen) {
    const uint32_t rest =
        LowerIs(match->end, "and") ? match->end + 1 : match->end;
    uint32_t after = 0;
    std::string_view suffix;
    std::optional<Number> small = ReadNumber(rest, &after, &suffix);
    if (!small.has_value() || !small->known) break;
    PatternWordKey part{Word(after).kind, Word(after).value};
    if (suffix == "m") {  // No millions.
      small = ReadDigits(rest, &suffix);
      part = {PatternWord::kTimeUnit, 'M'};
      --after;
    } else if (!suffix.empty()) {
      part = FindPatternWord(suffix);
      --after;
    }
    // By the alphabet hours, minutes, seconds.
    if (date ? letter != 'Y' || !LowerIs(after, "months")
             : part.kind != PatternWord::kTimeUnit ||
                   part.value <= static_cast<uint8_t>(letter)) {
      break;
    }
    letter = date ? 'M' : static_cast<char>(part.value);
    match->value += Format(*small) + letter;
    match->end = after + 1;
  }
}

// Units of several words and signs: "metric tonnes", "light-years", "square
// metres", "30 °C".
bool ExpressionFinder::FindQuantityPhrase(const Counted& counted,
                                          Match* match) const {
  const uint32_t next = counted.next;
  const Number& number = counted.number;
  // "metric tonnes", "nautical miles"; "30 °C" in two tokens
  const PatternWordCache::Meaning other_unit = Word(next + 1);
  const bool nautical = LowerIs(next, "nautical");
  if (((nautical || LowerIs(next, "metric")) &&
       other_unit.kind == PatternWord::kUnit) ||
      (FormIs(next, "°") && FormIs(next + 1, "C F"))) {
    const size_t unit = !FormIs(next, "°")      ? other_unit.value
                        : FormIs(next + 1, "C") ? kCelsius
                                                : kFahrenheit;
    SetAmount(EntityType::kQuantity, number,
              nautical ? std::string_view("nmi") : kUnits[unit], next + 2,
              match);
    return true;
  }
  if (LowerIs(next, "light") &&
      Lower(IsHyphen(next + 1) ? next + 2 : next + 1).starts_with("year")) {
    SetAmount(EntityType::kQuantity, number, "ly",
              IsHyphen(next + 1) ? next + 3 : next + 2, match);
    return true;
  }
  if (LowerIs(next, "square sq cubic")) {
    const PatternWordCache::Meaning squared = Word(next + 1);
    if (squared.kind == PatternWord::kUnit && squared.value <= kFoot) {
      SetAmount(EntityType::kQuantity, number, kUnits[squared.value], next + 2,
                match);
      if (number.known) match->value += LowerIs(next, "cubic") ? '3' : '2';
      return true;
    }
  }
  return false;
}

// "25 basis points", "a two-percentage-point rise", "5 per cent", "50 cents".
bool ExpressionFinder::FindHundredths(const Counted& counted,
                                      Match* match) const {
  const uint32_t next = counted.next;
  const Number& number = counted.number;
  const uint32_t per = IsHyphen(next) ? next + 1 : next;
  const uint32_t cent = IsHyphen(per + 1) ? per + 2 : per + 1;
  const bool basis = LowerIs(per, "basis");
  if ((basis || LowerIs(per, "percentage")) && LowerIs(cent, "points point")) {
    SetAmount(EntityType::kPercent, basis ? Hundredth(number) : number, "%",
              cent + 1, match);
    return true;
  }
  const bool euro = LowerIs(next, "euro");
  const uint32_t small = euro || LowerIs(next, "us") ? next + 1 : next;
  if (LowerIs(small, "cents") ||
      (small == next && LowerIs(small, "pence paise sen"))) {
    const char* code = euro                      ? "EUR"
                       : LowerIs(small, "cents") ? "USD"
                       : LowerIs(small, "pence") ? "GBP"
                       : LowerIs(small, "paise") ? "INR"
                                                 : "MYR";
    SetHundredths(static_cast<size_t>(FindCurrency(code)), number, small + 1,
                  match);
    return true;
  }
  if (LowerIs(per, "per") && LowerIs(cent, "cent")) {
    SetAmount(EntityType::kPercent, number, "%", cent + 1, match);
    return true;
  }
  return false;
}

// "5 to 7 percent", "10-12 km", "three to five years": the unit counts for
// both numbers.
ExpressionFinder::Match ExpressionFinder::FindAmountRange(uint32_t at) const {
  std::string_view suffix;
  uint32_t next = 0;
  std::optional<Number> lower = ReadNumber(at, &next, &suffix);
  if (!lower.has_value() || !lower->known || !suffix.empty()) return {};
  // "2019 to 147 million" is no range.
  if (std::string_view rest; ReadYear(at) != 0 && !IsHyphen(next)) {
    const std::optional<Number> end = ReadDigits(next + 1, &rest);
    if (end.has_value() && end->units < lower->units) return {};
  }
  // "5% to 7%"
  const uint32_t mark = Is(next, PatternWord::kPercent) ? next + 1 : next;
  if (mark > next && IsChange(at, mark)) return {};
  // "three or four years"
  const bool either = LowerIs(mark, "or") && lower->units < 100;
  if (!either && !IsRangeMark(at, mark)) return {};
  Match upper = FindAmount(mark + 1);
  if (upper.end == 0 || upper.value.empty() ||
      upper.type == EntityType::kCardinal ||
      (mark > next && upper.type != EntityType::kPercent)) {
    return {};
  }
  // "3-5 million euros": the scale too.
  uint32_t after = 0;
  const std::optional<Number> other = ReadNumber(mark + 1, &after, &suffix);
  if (!other.has_value()) return {};
  const PatternWordCache::Meaning scale = Word(after - 1);
  if ((lower->plain || (!lower->digits && lower->units < 100)) &&
      after > mark + 2 && scale.kind == PatternWord::kScale) {
    lower->known = MultiplyByPowerOfTen(scale.value, &*lower);
  }
  const std::string number = Format(*lower);
  const size_t digit = upper.value.find_first_of("0123456789");
  if (number.empty() || digit == std::string::npos) return {};
  if (upper.value[0] == 'P') {
    // "P3Y/P5Y"
    size_t end = digit;
    while (end < upper.value.size() &&
           (IsDigit(upper.value[end]) || upper.value[end] == '.')) {
      ++end;
    }
    upper.value = upper.value.substr(0, digit) + number +
                  upper.value.substr(end) + "/" + upper.value;
  } else {
    upper.value.insert(digit, number + "/");
  }
  return upper;
}

ExpressionFinder::Match ExpressionFinder::FindOrdinal(uint32_t at) const {
  Match match;
  match.type = EntityType::kOrdinal;
  const PatternWordCache::Meaning word = Word(at);
  // "A tenth of the town", "fell by a third since May": a share; not "a third
  // man", "added a third".
  const uint32_t share = IsHyphen(at + 1) ? at + 2 : at + 1;
  const uint32_t next = share + 1;
  if (const PatternWordCache::Meaning part = Word(share);
      LowerIs(at, "a an one") && part.kind == PatternWord::kOrdinal &&
      part.value > 2 && !Capitalized(share) &&
      (LowerIs(next, "of less more") ||
       ((LowerIs(at - 1, "by") || Is(at - 1, PatternWord::kLasting)) &&
        (Is(next, PatternWord::kYearPlace) ||
         (!IsWord(next) && !IsHyphen(next)))))) {
    match.type = EntityType::kCardinal;
    match.end = next;
    Number number;
    number.millionths = kMillion / part.value;
    number.known = kMillion % part.value == 0;
    match.value = Format(number);
    return match;
  }
  if (word.kind == PatternWord::kOrdinal) {
    match.end = at + 1;
    match.value = Digits(word.value == 0 ? 1000 : word.value);
    return match;
  }
  // "twenty-first"
  if (word.kind == PatternWord::kTens) {
    const uint32_t place = IsHyphen(at + 1) ? at + 2 : at + 1;
    const PatternWordCache::Meaning unit = Word(place);
    if (unit.kind == PatternWord::kOrdinal && unit.value < 10) {
      match.end = place + 1;
      match.value = Digits(word.value + unit.value);
    }
    return match;
  }
  std::string_view suffix;
  const std::optional<Number> number = ReadDigits(at, &suffix);
  if (number.has_value() && number->known && number->millionths == 0 &&
      (IsOneOf(suffix, "st nd rd th"))) {
    match.end = at + 1;
    match.value = Digits(static_cast<uint64_t>(number->units));
  }
  return match;
}

}  // namespace standfirst
