// Money, shares, quantities, durations, ordinals and counts.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/entity/expression_finder.h"
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

std::string MoneyValue(std::string_view code, const Number& number) {
  std::string value;
  if (number.known && !code.empty()) {
    value = code;
    value += ' ';
    value += Format(number);
  }
  return value;
}
std::string MoneyValue(size_t currency, const Number& number) {
  return MoneyValue(CurrencyCode(currency), number);
}

}  // namespace

// Money, percent, quantities, durations, counts.
ExpressionFinder::Match ExpressionFinder::FindAmount(uint32_t at) const {
  Match match;
  std::string_view suffix;
  uint32_t next = 0;
  uint32_t place = at;
  int currency = -1;
  bool letters = false;
  // "$", "US$", "US $", "Rs", "USD 5", "R 92 million", "N $ 5".
  const PatternWordCache::Meaning sign = Word(at);
  if (FormIs(at, "US U.S.") && FormIs(at + 1, "$")) {
    currency = kDollars;
    place = at + 2;
  } else if (FormIs(at, "GH") &&
             (Is(at + 1, PatternWord::kCurrencySign) || FormIs(at + 1, "¢") ||
              Is(at + 2, PatternWord::kScale))) {
    currency = FindCurrency("GHS");
    place = Is(at + 2, PatternWord::kScale) ? at + 1 : at + 2;
  } else if (FormIs(at, "S B") && FormIs(at + 1, "/")) {
    // "S/ 479 million", "B/. 20"
    currency = FindCurrency(FormIs(at, "S") ? "PEN" : "PAB");
    place = FormIs(at + 2, ".") ? at + 3 : at + 2;
  } else if (FindCurrency(Form(at)) >= 0 && FormIs(at + 1, "$")) {
    currency = FindCurrency(Form(at));  // "COP $ 35 million"
    place = at + 2;
  } else if (IsDollarOf(at)) {  // "A$", "HK$"; "X$" of a country not known
    const PatternWordKey dollar = DollarOf(at);
    currency = dollar.kind == PatternWord::kNone ? int{kNoCurrency}
                                                 : int{dollar.value};
    place = at + 2;
  } else if (sign.kind == PatternWord::kCurrencySign) {
    letters = Lower(at).back() >= 'a' && Lower(at).back() <= 'z';
    if (!letters || Form(at)[0] < 'a') {
      currency = sign.value;
      place = at + 1;
      if (letters && FormIs(place, ".") && Glued(place)) ++place;
      if (const int code = FindCurrency(Form(place)); !letters && code >= 0) {
        currency = code;  // "$USD 5 million"
        ++place;
      }
    }
  } else if (sign.kind == PatternWord::kCurrencyWord && Form(at).size() == 3 &&
             Form(at)[1] >= 'A' && Form(at)[1] <= 'Z') {
    currency = sign.value;
    place = at + 1;
  } else {
    // "Rupees 1,500", "US dollars 6,000", "Birr 5 million"; not "paid in
    // dollars 40 years ago".
    const uint32_t word = FormIs(at, "US") ? at + 1 : at;
    if (Is(word, PatternWord::kCurrencyWord) &&
        (Lower(word).back() == 's' || LowerIs(word, "rupee naira") ||
         (Capitalized(word) && Is(word + 2, PatternWord::kScale))) &&
        ReadDigits(word + 1, &suffix).has_value() && suffix.empty() &&
        ReadYear(word + 1) == 0) {
      const PatternWord after = Word(word + 2).kind;
      if (after == PatternWord::kNone || after == PatternWord::kScale ||
          after == PatternWord::kYearPlace || after == PatternWord::kLasting) {
        currency = Word(word).value;
        place = word + 1;
      }
    }
  }
  if (currency < 0) {
    for (Match& other :
         std::array<Match, 2>{FindGluedMoney(at), FindUncountedMoney(at)}) {
      if (other.end != 0) return std::move(other);
    }
  }
  std::optional<Number> number = ReadNumber(place, &next, &suffix);
  if (currency >= 0) {
    if (!number.has_value() || !number->digits) return {};
    // "$ 31 b"
    if (const uint32_t power = ScalePower(Form(next));
        suffix.empty() && next == place + 1 && power != 0) {
      number->known = number->known && MultiplyByPowerOfTen(power, &*number);
      number->plain = false;
      ++next;
    }
    const bool bare = suffix.empty() && next == place + 1;
    // "KD 890", but not "SR 71"; codes that are words ("COP", "TOP") never so.
    if (static_cast<size_t>(currency) >= kFirstUnsure && place == at + 1 &&
        Form(at).back() != '$' &&
        (Form(at)[1] > 'Z' ||
         (number->plain && (static_cast<size_t>(currency) < kFirstSign ||
                            number->units < 100)))) {
      return {};
    }
    // A single letter is a currency before an amount of money only: "R 92
    // million", "N 50,000", not "K 9".
    if (letters && Form(at).size() == 1 &&
        (number->units < 1000 || number->millionths != 0) && !IsPrice(at) &&
        !(number->units > 99 && at > begin_ && LowerIs(at - 1, "for") &&
          !IsWord(next))) {
      return {};
    }
    // "$ 500-580 million", "$5m to $7m"
    std::string upper_value;
    // But "rose from $5m to $7m" is two amounts.
    const bool change =
        IsChange(at, next) ||
        (at > begin_ && LowerIs(at - 1, "from") && LowerIs(next, "to"));
    if (!change && IsRangeMark(at, next)) {
      uint32_t after = 0;
      std::string_view other;
      uint32_t other_place = next + 1;
      if (place > at && Form(other_place) == Form(place - 1)) ++other_place;
      const std::optional<Number> upper =
          ReadNumber(other_place, &after, &other);
      if (upper.has_value() && upper->digits &&
          (other.empty() || after > other_place) &&
          (upper->units > number->units || IsHyphen(next) ||
           other_place > next + 1) &&
          (IsHyphen(next) || other_place > next + 1 || !upper->plain)) {
        // The scale is both numbers': "£3-4m", "$1.5 to $2 million".
        const PatternWordCache::Meaning scale = Word(after - 1);
        uint32_t power = ScalePower(other);
        if (after > other_place + 1 &&
            (scale.kind == PatternWord::kScale ||
             scale.kind == PatternWord::kScaleShort)) {
          power = scale.value;
        }
        Number scaled = *number;
        if (bare && MultiplyByPowerOfTen(power, &scaled) &&
            scaled.units <= upper->units) {
          *number = scaled;
        }
        if (upper->known) {
          upper_value = '/';
          upper_value += Format(*upper);
        }
        next = after;
      }
    }
    if (currency == kDollars && Is(next, PatternWord::kCurrencyWord) &&
        Word(next).value == kDollars) {
      ++next;  // "$ 5 million dollars"
    } else if (currency == kDollars && place == at + 1 &&
               Form(next).ends_with('D') && FindCurrency(Form(next)) >= 0) {
      currency = FindCurrency(Form(next));  // "$5 million CAD"
      ++next;
    } else if (currency == kDollars && LowerIs(next, "us") &&
               Is(next + 1, PatternWord::kCurrencyWord)) {
      next += 2;
    }
    match.type = EntityType::kMoney;
    match.end = next;
    const auto index = static_cast<size_t>(currency);
    match.value = Lower(at).starts_with("rs")
                      ? MoneyOf("rupees", index, *number, at, end_)
                      : MoneyValue(index, *number);
    if (!match.value.empty()) match.value += upper_value;
    return match;
  }
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
    return match;
  }
  if (!number.has_value()) {
    // "several hundred", "a few" stay unsaid; "a year" is a duration only
    // where a number stands.
    return {};
  }
  // "millions of dollars", "tens of billions of euros"
  if ((!number->known || number->units >= 1000) && LowerIs(next, "of")) {
    uint32_t money = next + 1;
    while (Is(money, PatternWord::kMany) && LowerIs(money + 1, "of")) {
      money += 2;
    }
    if (Capitalized(money) && Is(money + 1, PatternWord::kCurrencyWord)) {
      ++money;  // "millions of HK dollars"
    }
    if (Is(money, PatternWord::kCurrencyWord) || LowerIs(money, "pounds")) {
      match.type = EntityType::kMoney;
      match.end = money + 1;
      match.value = MoneyOf(
          Lower(money),
          Is(money, PatternWord::kCurrencyWord) ? Word(money).value : kPounds,
          *number, at, end_);
      return match;
    }
  }
  // Cents and pence.
  const auto small_money = [&](std::string_view code, uint32_t end) {
    match.type = EntityType::kMoney;
    match.end = end;
    match.value = MoneyValue(code, Hundredth(*number));
    return match;
  };
  if (number->digits &&
      (suffix == "p" || (suffix.empty() && FormIs(next, "p") && Glued(next)))) {
    return small_money("GBP", suffix.empty() ? next + 1 : next);
  }
  // A quantity or a share, up to the token `end`.
  const auto measured = [&](std::string_view unit, uint32_t end) {
    match.type = unit == "%" ? EntityType::kPercent : EntityType::kQuantity;
    match.end = end;
    match.value = Format(*number);
    if (number->known) {
      match.value += ' ';
      match.value += unit;
    }
    return std::move(match);
  };
  // "1.85m tall", "300m away": metres where that is said; else millions.
  if (number->digits && suffix == "m" &&
      Is(IsHyphen(next) ? next + 1 : next, PatternWord::kMeasured)) {
    number = ReadDigits(at, &suffix);
    return measured("m", next);
  }
  // "Rising to 11C (52F)", "the 1.5C goal"; not "Flat 3C".
  const bool apart = suffix.empty() && Glued(next);
  const std::string_view degrees = apart ? Form(next) : suffix;
  if (number->digits && IsOneOf(degrees, "C F") &&
      (number->millionths != 0 || Is(at - 1, PatternWord::kYearPlace) ||
       LowerIs(at - 1, "at to above below about than ( hit was be - −"))) {
    return measured(kUnits[degrees == "C" ? kCelsius : kFahrenheit],
                    next + apart);
  }
  // "30th" is an ordinal's; "5km" is number and unit.
  uint32_t unit_place = next;
  PatternWordKey glued;
  if (!suffix.empty() && number->digits && ScalePower(suffix) == 0) {
    if (IsOneOf(suffix, "% pc")) return measured("%", next);
    std::string lower;
    AppendLowerCase(suffix, &lower);
    glued = FindPatternWord(lower);
    if (glued.kind == PatternWord::kUnit) {
      return measured(kUnits[glued.value], next);
    }
    if (glued.kind != PatternWord::kTimeUnit) return {};
  }
  const bool hyphen = IsHyphen(unit_place);
  if (hyphen) ++unit_place;
  // "1917 won", "five won", but not "6 million won".
  const bool bare = number->digits ? number->plain && number->units < 2200
                                   : number->units < 100;
  // "three straight days", "two more years"
  if (!hyphen && Is(unit_place + 1, PatternWord::kDateUnit) &&
      LowerIs(unit_place,
              "more straight consecutive successive full whole long")) {
    ++unit_place;
  }
  PatternWordCache::Meaning unit = Word(unit_place);
  if (glued.value != 0) {  // "38h", "3min"
    unit = {glued.kind, glued.value};
    --unit_place;
  } else if (hyphen && !Is(at, PatternWord::kTens) &&
             LowerIs(unit_place, "second")) {  // Not "the thirty-second day".
    unit = {PatternWord::kTimeUnit, 'S'};
  }
  const std::string value = Format(*number);
  match.end = unit_place + 1;
  switch (unit.kind) {
    case PatternWord::kPercent:
      return measured("%", match.end);
    case PatternWord::kCurrencyWord:
      if (LowerIs(unit_place + 1, "cents") ||
          (unit.value >= kFirstUnsure && number->plain &&
           FindCurrency(Form(unit_place)) >= 0) ||
          (bare && LowerIs(unit_place, "won"))) {
        break;
      }
      match.type = EntityType::kMoney;
      match.value = MoneyOf(Lower(unit_place), unit.value, *number, at, end_);
      // "CFA francs"
      if (Is(match.end, PatternWord::kCurrencyWord)) ++match.end;
      return match;
    case PatternWord::kCurrencySign:
      // Letters stand before the number alone, but for "1500 Rs" and "5
      // million FCFA".
      if (Lower(unit_place)[0] >= 'a' && Lower(unit_place)[0] <= 'z' &&
          !Form(unit_place).starts_with("Rs") &&
          (number->plain || Form(unit_place).size() < 3)) {
        break;
      }
      // "costs 5 $"; not "2019 $4 million".
      if (IsDigit(Form(unit_place + 1).empty() ? ' '
                                               : Form(unit_place + 1)[0])) {
        break;
      }
      match.type = EntityType::kMoney;
      match.value = MoneyValue(unit.value, *number);
      return match;
    case PatternWord::kUnit: {
      uint32_t index = unit.value;
      if (index == kDegree && Is(unit_place + 1, PatternWord::kUnit) &&
          (Word(unit_place + 1).value == kCelsius ||
           Word(unit_place + 1).value == kFahrenheit)) {
        index = Word(unit_place + 1).value;
        match.end = unit_place + 2;
      } else if (index == kDegree && FormIs(match.end, "C F")) {
        index = FormIs(match.end, "C") ? kCelsius : kFahrenheit;
        ++match.end;
      }
      if (Glued(match.end) && index <= kMetre && FormIs(match.end, "² ³")) {
        index = FormIs(match.end, "³") ? kCubicMetre : kSquareKilometre + index;
        ++match.end;
      }
      // "kilowatt-hours"
      const uint32_t hours = IsHyphen(match.end) ? match.end + 1 : match.end;
      if (index >= kMegawatt && index <= kKilowatt &&
          LowerIs(hours, "hours hour")) {
        index = kKilowattHour + (index + 1 - kMegawatt) % 3;
        match.end = hours + 1;
      }
      // "miles per hour", "kilometres an hour", "km/h"
      const std::string_view over = Lower(match.end);
      const std::string_view time = Lower(match.end + 1);
      if ((IsOneOf(over, "per an a /")) &&
          (index <= kMetre || index == kMile)) {
        if (index != kMetre && (IsOneOf(time, "hour h"))) {
          index = index == kKilometre ? kKilometresPerHour : kMilesPerHour;
          match.end += 2;
        } else if (index == kMetre && (IsOneOf(time, "second s"))) {
          index = kMetresPerSecond;
          match.end += 2;
        }
      }
      return measured(kUnits[index], match.end);
    }
    case PatternWord::kDateUnit:
    case PatternWord::kTimeUnit: {
      const bool date = unit.kind == PatternWord::kDateUnit;
      match.type = date ? EntityType::kDate : EntityType::kTime;
      char letter =
          date ? kDateUnits[unit.value][0] : static_cast<char>(unit.value);
      Number amount = *number;
      if (letter == 'E' || letter == 'C') {
        amount.known = MultiplyByPowerOfTen(letter == 'E' ? 1 : 2, &amount);
        letter = 'Y';
      } else if (letter == 'F') {
        amount.units *= 2;
        letter = 'W';
      }
      // "37-year-old", "37 years old": an age.
      if (IsHyphen(match.end) && LowerIs(match.end + 1, "old olds")) {
        match.end += 2;
      } else if (LowerIs(match.end, "old") ||
                 (date && !hyphen && Is(match.end, PatternWord::kLater))) {
        ++match.end;
      } else if (date && !hyphen && Is(match.end, PatternWord::kAgo)) {
        ++match.end;
        match.value = amount.known && amount.millionths == 0
                          ? ShiftedValue(letter, -amount.units)
                          : "PAST_REF";
        return match;
      } else if (!date && Is(match.end, PatternWord::kAgo)) {
        ++match.end;
        match.value = "PAST_REF";
        return match;
      }
      if (date && !hyphen && LowerIs(match.end, "from") &&
          LowerIs(match.end + 1, "now today")) {
        match.end += 2;
        match.value = amount.known && amount.millionths == 0
                          ? ShiftedValue(letter, amount.units)
                          : "FUTURE_REF";
        return match;
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
        match.value = lead + Format(amount) + letter;
        if (upper != 0) {
          match.value +=
              "/" + lead + Digits(static_cast<uint64_t>(upper)) + letter;
        }
      }
      // "in three days' time"
      if (date && LowerIs(match.end, "' ’") && LowerIs(match.end + 1, "time") &&
          amount.known) {
        match.end += 2;
        match.value = ShiftedValue(letter, amount.units);
        return match;
      }
      // "two hours and 30 minutes", "2hr 7min 39sec"
      while (amount.known && !hyphen) {
        const uint32_t rest =
            LowerIs(match.end, "and") ? match.end + 1 : match.end;
        uint32_t after = 0;
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
        match.value += Format(*small) + letter;
        match.end = after + 1;
      }
      return match;
    }
    default:
      break;
  }
  // "metric tonnes", "nautical miles"; "30 °C" in two tokens
  const PatternWordCache::Meaning other_unit = Word(next + 1);
  const bool nautical = LowerIs(next, "nautical");
  if (((nautical || LowerIs(next, "metric")) &&
       other_unit.kind == PatternWord::kUnit) ||
      (FormIs(next, "°") && FormIs(next + 1, "C F"))) {
    return measured(nautical                ? "nmi"
                    : FormIs(next + 1, "C") ? kUnits[kCelsius]
                    : FormIs(next + 1, "F") ? kUnits[kFahrenheit]
                                            : kUnits[other_unit.value],
                    next + 2);
  }
  if (LowerIs(next, "light") &&
      Lower(IsHyphen(next + 1) ? next + 2 : next + 1).starts_with("year")) {
    return measured("ly", IsHyphen(next + 1) ? next + 3 : next + 2);
  }
  // "25 basis points", "a two-percentage-point rise"
  const uint32_t per = IsHyphen(next) ? next + 1 : next;
  const uint32_t cent = IsHyphen(per + 1) ? per + 2 : per + 1;
  const bool basis = LowerIs(per, "basis");
  if ((basis || LowerIs(per, "percentage")) && LowerIs(cent, "points point")) {
    if (basis) number = Hundredth(*number);
    return measured("%", cent + 1);
  }
  const bool euro = LowerIs(next, "euro");
  const uint32_t small = euro || LowerIs(next, "us") ? next + 1 : next;
  if (LowerIs(small, "cents") ||
      (small == next && LowerIs(small, "pence paise sen"))) {
    return small_money(euro                      ? "EUR"
                       : LowerIs(small, "cents") ? "USD"
                       : LowerIs(small, "pence") ? "GBP"
                       : LowerIs(small, "paise") ? "INR"
                                                 : "MYR",
                       small + 1);
  }
  if (LowerIs(per, "per") && LowerIs(cent, "cent")) {
    return measured("%", cent + 1);
  }
  if (LowerIs(next, "square sq cubic")) {
    const PatternWordCache::Meaning squared = Word(next + 1);
    if (squared.kind == PatternWord::kUnit && squared.value <= kFoot) {
      match = measured(kUnits[squared.value], next + 2);
      if (number->known) match.value += LowerIs(next, "cubic") ? '3' : '2';
      return match;
    }
  }
  // "US dollars", "million Kenyan shillings", "Hong Kong dollars".
  const bool adjective = Capitalized(per);
  uint32_t name_place = adjective ? per + 1 : per;
  if (adjective && IsHyphen(name_place)) ++name_place;  // "US-dollar"
  if (adjective && Capitalized(name_place) &&
      (Is(name_place + 1, PatternWord::kCurrencyWord) ||
       LowerIs(name_place + 1, "pounds"))) {
    ++name_place;
  }
  const bool pounds = LowerIs(name_place, "pounds pound");
  // "a ten-pound note", "a 50,000-pound ($63,000) fine", but not "a ten-pound
  // baby"
  if (pounds && hyphen && !LowerIs(name_place + 1, "note") &&
      !Is(name_place + 2, PatternWord::kCurrencySign)) {
    return {};
  }
  // "weighs 12 pounds", "five pounds of flour"
  if (pounds && !adjective &&
      (LowerIs(name_place + 1, "of") ||
       (at > begin_ && Lower(at - 1).starts_with("weigh")))) {
    return measured("lb", name_place + 1);
  }
  // "In 2019 Leeds won" is no money, nor is "the number 7 Raheem Sterling".
  if (pounds || (adjective && Is(name_place, PatternWord::kCurrencyWord) &&
                 !(bare && (Capitalized(name_place) ||
                            (LowerIs(name_place, "won") &&
                             !LowerIs(name_place - 1, "korean")))))) {
    match.type = EntityType::kMoney;
    match.end = name_place + 1;
    if (LowerIs(match.end, "sterling")) ++match.end;
    match.value =
        MoneyOf(Lower(name_place), pounds ? kPounds : Word(name_place).value,
                *number, at, adjective ? name_place - 1 : end_);
    return match;
  }
  // "aged 71", "at the age of 71"
  if (at > begin_ && number->plain && number->units < 130 &&
      (LowerIs(at - 1, "aged age") ||
       (LowerIs(at - 1, "of") && at > begin_ + 1 && LowerIs(at - 2, "age")))) {
    match.type = EntityType::kDate;
    match.end = next;
    match.value = "P" + value + "Y";
    return match;
  }
  // "lost 35 lakh in the fraud", of an article's own rupees.
  if (Is(next - 1, PatternWord::kLakh) && words_.lakh_currency() != 0 &&
      (!IsWord(next) || Is(next, PatternWord::kYearPlace) ||
       LowerIs(next, "and as at to was were with each"))) {
    match.type = EntityType::kMoney;
    match.end = next;
    match.value = MoneyOf("rupees", words_.lakh_currency(), *number, at, end_);
    return match;
  }
  // A bare count. "one" alone is a pronoun more often than a number.
  match.type = EntityType::kCardinal;
  match.end = next;
  match.value = value;
  if (next == at + 1 && LowerIs(at, "one")) return {};
  if (!suffix.empty() && !number->digits) return {};
  return match;
}

// "cost R 20", "at a price of R20"
bool ExpressionFinder::IsPrice(uint32_t at) const {
  if (at > begin_ && LowerIs(at - 1, "of for at about")) --at;
  return at > begin_ &&
         LowerIs(at - 1,
                 "cost costs price priced pay pays paid fee worth loan fine "
                 "bail sold sells");
}

// "RM90", "R900 million", "Rs500", "KSh1.5m" in one token.
ExpressionFinder::Match ExpressionFinder::FindGluedMoney(uint32_t at) const {
  const std::string_view form = Form(at);
  const size_t letters = form.find_first_of("0123456789");
  if (letters == std::string_view::npos || letters == 0 || letters > 3 ||
      form[0] < 'A' || form[0] > 'Z') {
    return {};
  }
  const PatternWordKey sign =
      FindPatternWord(MixHash(HashBytes(Lower(at).substr(0, letters))));
  const int code = FindCurrency(form.substr(0, letters));
  const bool listed = sign.kind == PatternWord::kCurrencySign || code >= 0;
  if (!listed && letters > 1) return {};
  const size_t currency = !listed    ? kNoCurrency
                          : code < 0 ? sign.value
                                     : static_cast<size_t>(code);
  std::string_view suffix;
  std::optional<Number> number = ReadDigitsOf(form.substr(letters), &suffix);
  if (!number.has_value()) return {};
  Match match;
  match.type = EntityType::kMoney;
  match.end = at + 1;
  if (listed && form.size() <= letters + 3) ReadThousands(&match.end, &*number);
  uint32_t power = ScalePower(suffix);
  if (!listed && power != 0) return {};  // "M5m"
  if (!suffix.empty() && power == 0) return {};
  if (listed && suffix.empty() && match.end == at + 1 && Glued(at + 1) &&
      ScalePower(Form(at + 1)) != 0) {
    power = ScalePower(Form(at + 1));  // "R1.5" "m"
    ++match.end;
  }
  // "R3 million", "R3-million"
  const uint32_t scale_place = IsHyphen(match.end) ? match.end + 1 : match.end;
  const PatternWordCache::Meaning scale = Word(scale_place);
  if (power == 0 && (scale.kind == PatternWord::kScale ||
                     scale.kind == PatternWord::kScaleShort ||
                     scale.kind == PatternWord::kLakh)) {
    power = scale.value;
    match.end = scale_place + 1;
  }
  // "K9", "N95", "SR71"; letters that are no currency here: "E500 million".
  if (power == 0 &&
      (!listed || (letters == 1 && number->units < 100 && !IsPrice(at)) ||
       (currency >= kFirstUnsure && number->plain))) {
    return {};
  }
  number->known = number->known && MultiplyByPowerOfTen(power, &*number);
  match.value = Lower(at).starts_with("rs")
                    ? MoneyOf("rupees", currency, *number, at, end_)
                    : MoneyValue(currency, *number);
  return match;
}

// "several hundred million dollars", "the billion-dollar plan", "a
// multimillion-euro deal".
ExpressionFinder::Match ExpressionFinder::FindUncountedMoney(
    uint32_t at) const {
  Match match;
  match.type = EntityType::kMoney;
  // "a couple of hundred dollars"
  const bool couple = LowerIs(at, "a") && LowerIs(at + 1, "couple");
  const bool some = couple || Is(at, PatternWord::kSomeCount);
  const bool multi = Lower(at).starts_with("multi");
  uint32_t place = some ? at + 1 : at;
  if (couple) place = LowerIs(at + 2, "of") ? at + 3 : at + 2;
  if (LowerIs(at, "multi-")) ++place;
  if (multi && Lower(at).size() == 5 && IsHyphen(at + 1)) place = at + 2;
  Number one;
  one.units = 1;
  uint32_t scales = 0;
  if (multi && place == at) {
    const PatternWordKey rest =
        FindPatternWord(MixHash(HashBytes(Lower(at).substr(5))));
    if (rest.kind == PatternWord::kScale) ++scales, ++place;
  }
  for (; Is(place, PatternWord::kScale) && scales < 3; ++scales, ++place) {
    MultiplyByPowerOfTen(Word(place).value, &one);
  }
  if (scales == 0) return {};
  if (!some) {
    if (!IsHyphen(place)) return {};
    ++place;
  }
  const bool pounds = LowerIs(place, "pounds pound");
  if (!pounds && !Is(place, PatternWord::kCurrencyWord)) return {};
  match.end = place + 1;
  if (!some && !multi) match.value = MoneyValue(Word(place).value, one);
  return match;
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

// The currency of a name that several countries use is that of the country
// beside it ("Kenyan shillings"), else of one that the sentence names; but
// plain dollars stay American.
std::string ExpressionFinder::MoneyOf(std::string_view name, size_t currency,
                                      const Number& number, uint32_t at,
                                      uint32_t adjective) const {
  std::string_view code = CurrencyCode(currency);
  const auto look = [&](uint32_t place) {
    if (!Capitalized(place)) return false;
    for (std::string_view rest = kCountryCurrencies; !rest.empty();) {
      std::string_view row = rest.substr(0, rest.find(';'));
      rest.remove_prefix(row.size() + 1);
      size_t blank = row.find(' ');
      if (!name.starts_with(row.substr(0, blank))) continue;
      while (blank != row.npos) {
        row.remove_prefix(blank + 1);
        blank = row.find(' ');
        std::string_view country = row.substr(0, blank);
        const std::string_view its_code = country.substr(country.size() - 3);
        country.remove_suffix(3);
        if (!Lower(place).starts_with(country)) continue;
        code = its_code;
        return true;
      }
    }
    return false;
  };
  // The sentence within reach, so that a sentence of amounts stays linear.
  constexpr uint32_t kReach = 40;
  if (!look(adjective) && !name.starts_with("dol")) {
    uint32_t place = at < begin_ + kReach ? begin_ : at - kReach;
    const uint32_t last = std::min(end_, at + kReach);
    while (place < last && !look(place)) ++place;
  }
  return MoneyValue(code, number);
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
