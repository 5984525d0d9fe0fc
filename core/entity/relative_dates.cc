// Dates told from the article's own: "yesterday", "last week", "a year ago";
// and lengths of time that are told without a number.

#include <optional>
#include <string>
#include <string_view>

#include "core/entity/calendar.h"
#include "core/entity/expression_finder.h"
#include "core/text/equal.h"

namespace standfirst {

// A day, week, … before (negative) or after the article's own.
std::string ExpressionFinder::ShiftedValue(char unit, int64_t amount) const {
  if (!today_.has_value()) {
    return amount < 0 ? "PAST_REF" : amount > 0 ? "FUTURE_REF" : "PRESENT_REF";
  }
  if (amount > 100000 || amount < -100000) return {};
  const CivilDay now = ToCivil(*today_);
  switch (unit) {
    case 'D':
      return FormatDay(*today_ + amount);
    case 'W':
      return FormatWeek(*today_ + 7 * amount);
    case 'F':
      return FormatDay(*today_ + 14 * amount);
    case 'M': {
      const int64_t months = int64_t{now.year} * 12 + now.month - 1 + amount;
      if (months < 12000) return {};
      return Padded(months / 12, 4) + "-" + Padded(months % 12 + 1, 2);
    }
    case 'Q': {
      const int64_t quarter =
          int64_t{now.year} * 4 + (now.month - 1) / 3 + amount;
      return Padded(quarter / 4, 4) + "-Q" + Padded(quarter % 4 + 1, 1);
    }
    case 'Y':
    case 'E':
    case 'C': {
      const int64_t size = unit == 'Y' ? 1 : unit == 'E' ? 10 : 100;
      const int64_t year = int64_t{now.year} + amount * size;
      if (year < 1000 || year > 9999) return {};
      std::string text = Padded(year, 4);
      if (unit != 'Y') text[3] = 'X';
      if (unit == 'C') text[2] = 'X';
      return text;
    }
    default:
      return {};
  }
}

// A season of this year (0), the last or the next; a winter has the year that
// it begins in. `ahead`: this year's, unless that has begun.
std::string ExpressionFinder::SeasonValue(uint32_t season, int64_t step,
                                          bool ahead) const {
  constexpr uint32_t kWinter = 3;
  std::string name(1, '-');
  name += kSeasons[season];
  if (!today_.has_value()) return name.insert(0, "XXXX");
  const uint32_t month = ToCivil(*today_).month;
  if (ahead && (season == kWinter || month >= 3 * season + 3)) ++step;
  if (season == kWinter) {
    if (step > 0 && month < 12) {
      step = 0;
    } else if (month <= (step < 0 ? 2U : 4U)) {
      --step;
    }
  }
  return ShiftedValue('Y', step) + name;
}

// One day, year, hour …, as a duration.
std::string ExpressionFinder::OneUnit(PatternWordCache::Meaning unit,
                                      EntityType* type) {
  if (unit.kind == PatternWord::kTimeUnit) {
    *type = EntityType::kTime;
    return "PT1" + std::string(1, static_cast<char>(unit.value));
  }
  const std::string_view letter = kDateUnits[unit.value];
  return letter == "E"   ? "P10Y"
         : letter == "C" ? "P100Y"
         : letter == "F" ? "P2W"
                         : "P1" + std::string(letter);
}

// As many of them as nobody says.
std::string ExpressionFinder::SomeUnits(PatternWordCache::Meaning unit,
                                        EntityType* type) {
  if (unit.kind == PatternWord::kTimeUnit) {
    *type = EntityType::kTime;
    return "PTX" + std::string(1, static_cast<char>(unit.value));
  }
  const std::string_view letter = kDateUnits[unit.value];
  return "PX" + std::string(IsOneOf(letter, "E C") ? "Y" : letter);
}

// "yesterday", "tomorrow night", "the day before yesterday".
bool ExpressionFinder::FindRelativeDay(uint32_t at,
                                       PatternWordCache::Meaning word,
                                       Match* match) const {
  if (word.kind == PatternWord::kRelativeDay) {
    match->end = at + 1;
    match->value = ShiftedValue('D', int64_t{word.value} - 8);
    if (Is(at + 1, PatternWord::kDayPart) && Word(at + 1).value < 4) {
      match->end = at + 2;
      match->type = EntityType::kTime;
      if (today_.has_value()) match->value += kDayParts[Word(at + 1).value];
    }
    return true;
  }
  // "the day before yesterday", "the day after tomorrow"
  if (!LowerIs(at, "day") || !Is(at + 2, PatternWord::kRelativeDay)) {
    return false;
  }
  const int64_t step = LowerIs(at + 1, "before")  ? -1
                       : LowerIs(at + 1, "after") ? 1
                                                  : 0;
  if (step == 0) return true;  // Nothing.
  match->end = at + 3;
  match->value = ShiftedValue('D', int64_t{Word(at + 2).value} - 8 + step);
  return true;
}

// "over the weekend": the latest one, or the one to come.
bool ExpressionFinder::FindTheWeekend(uint32_t at, Match* match) const {
  if (!LowerIs(at, "weekend") || at == begin_ || !LowerIs(at - 1, "the")) {
    return false;
  }
  match->end = at + 1;
  match->value = "XXXX-WXX-WE";
  if (today_.has_value()) {
    const bool own = LiesAhead(at) || Weekday(*today_) >= 6;
    match->value = FormatWeek(own ? *today_ : *today_ - 7) + "-WE";
  }
  return true;
}

// What begins with a unit: "the year before last", "week-long", "for years".
bool ExpressionFinder::FindBareUnit(uint32_t at, PatternWordCache::Meaning unit,
                                    Match* match) const {
  const bool date = unit.kind == PatternWord::kDateUnit;
  if (!date && unit.kind != PatternWord::kTimeUnit) return false;
  const bool plural = Lower(at).back() == 's';
  // "the year before last", "the week after next"
  const bool past = LowerIs(at + 1, "before") && LowerIs(at + 2, "last");
  if (date && !plural &&
      (past || (LowerIs(at + 1, "after") && LowerIs(at + 2, "next")))) {
    match->end = at + 3;
    match->value = ShiftedValue(kDateUnits[unit.value][0], past ? -2 : 2);
    return true;
  }
  // "week-long", "a day-long meeting"
  if (IsHyphen(at + 1) && LowerIs(at + 2, "long")) {
    match->end = at + 3;
    match->value = OneUnit(unit, &match->type);
    return true;
  }
  // "for years", "years ago"
  if (!plural || at == begin_) return false;
  match->value = SomeUnits(unit, &match->type);
  if (LowerIs(at + 1, "ago")) {
    match->end = at + 2;
    match->value = "PAST_REF";
  } else if (LowerIs(at - 1, "for")) {
    match->end = at + 1;
  }
  return true;
}

// "several days", "a couple of weeks", "a few years ago", "recent months": a
// count that is not known.
bool ExpressionFinder::FindSomeUnits(uint32_t at,
                                     PatternWordCache::Meaning word,
                                     Match* match) const {
  const bool couple = LowerIs(at, "a") && LowerIs(at + 1, "couple");
  if (!couple && word.kind != PatternWord::kSomeCount) {
    if (!LowerIs(at, "recent") || !Is(at + 1, PatternWord::kDateUnit) ||
        Lower(at + 1).back() != 's') {
      return false;
    }
    match->end = at + 2;
    match->value = "PAST_REF";
    return true;
  }
  uint32_t place = LowerIs(at, "a") ? at + 2 : at + 1;
  if (LowerIs(place, "of")) ++place;
  const PatternWordCache::Meaning unit = Word(place);
  if ((unit.kind != PatternWord::kDateUnit &&
       unit.kind != PatternWord::kTimeUnit) ||
      Lower(place).back() != 's') {
    return true;  // Nothing.
  }
  match->end = place + 1;
  if (Is(place + 1, PatternWord::kAgo)) {
    match->end = place + 2;
    match->value = "PAST_REF";
    return true;
  }
  match->value = SomeUnits(unit, &match->type);
  return true;
}

// "a week from now", "a year and a half", "lasted an hour", "a year ago".
bool ExpressionFinder::FindOneUnit(uint32_t at, Match* match) const {
  if (!LowerIs(at, "a an")) return false;
  const PatternWordCache::Meaning unit = Word(at + 1);
  const bool date = unit.kind == PatternWord::kDateUnit;
  const bool ago = Is(at + 2, PatternWord::kAgo);
  const bool later = Is(at + 2, PatternWord::kLater);
  if (!date && unit.kind != PatternWord::kTimeUnit) return ago || later;
  const std::string_view letter = date ? kDateUnits[unit.value] : " ";
  if (date && LowerIs(at, "a")) {
    // "a week from now", "in a year's time"
    if ((LowerIs(at + 2, "from") && LowerIs(at + 3, "now today")) ||
        (LowerIs(at + 2, "'s ’s") && LowerIs(at + 3, "time"))) {
      match->end = at + 4;
      match->value = ShiftedValue(letter[0], 1);
      return true;
    }
    if (LowerIs(at + 2, "and") && LowerIs(at + 3, "a") &&
        LowerIs(at + 4, "half")) {
      match->end = at + 5;
      match->value = letter == "E"   ? "P15Y"
                     : letter == "C" ? "P150Y"
                                     : "P1.5" + std::string(letter);
      return true;
    }
  }
  // "a year ago", "an hour later"
  if (ago || later) {
    match->end = at + 3;
    match->value = OneUnit(unit, &match->type);
    if (ago) {
      // "A decade ago" is a year, as "ten years ago" is.
      match->value = !date           ? std::string("PAST_REF")
                     : letter == "E" ? ShiftedValue('Y', -10)
                     : letter == "C" ? ShiftedValue('Y', -100)
                                     : ShiftedValue(letter[0], -1);
    }
    return true;
  }
  // "lasted an hour", "for a decade"
  if (at == begin_ || !Is(at - 1, PatternWord::kLasting)) return false;
  match->end = at + 2;
  match->value = OneUnit(unit, &match->type);
  return true;
}

// "tonight", "in the morning", "at night".
bool ExpressionFinder::FindDayPart(uint32_t at, PatternWordCache::Meaning word,
                                   Match* match) const {
  if (word.kind != PatternWord::kDayPart) return false;
  const bool tonight = LowerIs(at, "tonight");
  if (!tonight &&
      (word.value > 3 || at == begin_ ||
       !(word.value == 3 ? LowerIs(at - 1, "at")
                         : at > begin_ + 1 && LowerIs(at - 1, "the") &&
                               LowerIs(at - 2, "in")))) {
    return false;
  }
  match->type = EntityType::kTime;
  match->end = at + 1;
  if (today_.has_value()) match->value = FormatDay(*today_);
  match->value += kDayParts[word.value];
  return true;
}

// "in the summer", "every winter", "in autumn".
bool ExpressionFinder::FindSeason(uint32_t at, PatternWordCache::Meaning word,
                                  Match* match) const {
  if (word.kind != PatternWord::kSeason || at == begin_) return false;
  const bool every = LowerIs(at - 1, "every each");
  const bool the = LowerIs(at - 1, "the");
  if (!every &&
      (LowerIs(at, "fall") || !Is(at - 1, PatternWord::kYearPlace) ||
       LowerIs(at - 1, "of from")) &&
      (!the || at == begin_ + 1 ||
       (!Is(at - 2, PatternWord::kYearPlace) && !LowerIs(at - 2, "over")))) {
    return false;
  }
  match->end = at + 1;
  if (every) {
    match->value = "XXXX-";
    match->value += kSeasons[word.value];
  } else {
    match->value = SeasonValue(word.value, 0, LiesAhead(the ? at - 1 : at));
  }
  return true;
}

// "last week", "next year", "the past month", "the first six months of 2024".
ExpressionFinder::Match ExpressionFinder::FindLastOrNext(uint32_t at) const {
  Match match;
  match.type = EntityType::kDate;
  const PatternWordCache::Meaning word = Word(at);
  Relation relation = Relation::kNone;
  if (word.kind == PatternWord::kPast) relation = Relation::kLast;
  if (word.kind == PatternWord::kFuture) relation = Relation::kNext;
  if (word.kind == PatternWord::kThis) relation = Relation::kThis;
  // "the first six months": only before a number.
  if (word.kind == PatternWord::kOrdinal && word.value == 1) {
    relation = Relation::kFirst;
  }
  if (relation == Relation::kNone) return {};
  const int64_t step =
      relation == Relation::kThis ? 0 : static_cast<int64_t>(relation);
  const PatternWordCache::Meaning next = Word(at + 1);
  switch (relation == Relation::kFirst ? PatternWord::kNone : next.kind) {
    case PatternWord::kWeekday:
      match = FindWeekday(at + 1, relation);
      return match;
    case PatternWord::kDateUnit: {
      const std::string_view unit = kDateUnits[next.value];
      const bool plural = Lower(at + 1).back() == 's';
      if (LowerIs(at, "following")) return {};
      match.end = at + 2;
      // "the last week of May" is no last week.
      uint32_t month_end = 0;
      if (LowerIs(at + 2, "of") && ReadMonth(at + 3, &month_end) != 0) {
        match = FindMonthDate(at + 3);
        if (match.end == 0) return {};
        if (unit == "D" && match.value.size() == 7 && today_.has_value()) {
          const int64_t first = ParseDay(match.value + "-01").value_or(*today_);
          const uint32_t year = ToCivil(first).year;
          const uint32_t month = ReadMonth(at + 3, &month_end);
          match.value = DayValue(year, month, DaysInMonth(year, month), at);
        }
        match.begin = kAsGiven;
        return match;
      }
      match.value = !plural    ? ShiftedValue(unit[0], step)
                    : step < 0 ? "PAST_REF"
                               : "FUTURE_REF";
      if (plural && relation == Relation::kThis) return {};
      return match;
    }
    case PatternWord::kSeason:
      if (LowerIs(at, "past") && LowerIs(at + 1, "fall")) return {};
      match.end = at + 2;
      match.value = SeasonValue(next.value, step, false);
      if (ReadYear(at + 2) != 0) {
        match.end = at + 3;
        match.value.replace(0, 4, Form(at + 2));
      }
      return match;
    case PatternWord::kDayPart:
      if (next.value > 3 || LowerIs(at, "past")) return {};
      match.type = EntityType::kTime;
      match.end = at + 2;
      match.value = std::string(kDayParts[next.value]);
      if (today_.has_value()) {
        match.value = FormatDay(*today_ + (step < 0 ? -1 : step)) + match.value;
      }
      return match;
    case PatternWord::kHalf:
      if (LowerIs(at + 1, "quarter")) {
        match.end = at + 2;
        match.value = ShiftedValue('Q', step);
        return match;
      }
      return {};
    default:
      break;
  }
  if (LowerIs(at + 1, "weekend") && relation != Relation::kFirst) {
    match.end = at + 2;
    match.value = today_.has_value() ? FormatWeek(*today_ + 7 * step) + "-WE"
                                     : "XXXX-WXX-WE";
    return match;
  }
  // "the last few days"
  if (Is(at + 1, PatternWord::kSomeCount) && relation != Relation::kThis) {
    match = FindRelative(at + 1);
    return match;
  }
  // "the last three years", "the next 10 days".
  uint32_t after = 0;
  std::string_view suffix;
  const std::optional<Number> number = ReadNumber(at + 1, &after, &suffix);
  if (number.has_value() && suffix.empty() && relation != Relation::kThis &&
      Is(after, PatternWord::kDateUnit)) {
    const std::string_view unit = kDateUnits[Word(after).value];
    match.end = after + 1;
    Number amount = *number;
    char letter = unit[0];
    if (letter == 'E' || letter == 'C') {
      amount.units *= letter == 'E' ? 10 : 100;
      letter = 'Y';
    }
    match.value = amount.known ? "P" + Format(amount) + letter : std::string();
    // "the first six months of 2024"
    const uint32_t year_place = after + 2;
    if (relation == Relation::kFirst && letter == 'M' && amount.known &&
        amount.units > 1 && amount.units < 12 && LowerIs(after + 1, "of") &&
        ReadYear(year_place) != 0) {
      const std::string year = Padded(ReadYear(year_place), 4);
      match.end = year_place + 1;
      match.value = year + "-01/" + year + "-" + Padded(amount.units, 2);
    }
    return match;
  }
  return {};
}

// "yesterday", "over the weekend", "several days", "a year ago", "last week".
ExpressionFinder::Match ExpressionFinder::FindRelative(uint32_t at) const {
  Match match;
  match.type = EntityType::kDate;
  const PatternWordCache::Meaning word = Word(at);
  if (FindRelativeDay(at, word, &match) || FindTheWeekend(at, &match) ||
      FindBareUnit(at, word, &match) || FindSomeUnits(at, word, &match) ||
      FindOneUnit(at, &match) || FindDayPart(at, word, &match) ||
      FindSeason(at, word, &match)) {
    return match;
  }
  return FindLastOrNext(at);
}

}  // namespace standfirst
