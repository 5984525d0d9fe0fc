// Dates, relative ones too, and what they mean against the article's own.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/entity/calendar.h"
#include "core/entity/expression_finder.h"
#include "core/text/ascii.h"
#include "core/text/digits.h"
#include "core/text/equal.h"

namespace standfirst {

uint32_t ExpressionFinder::ReadDayOfMonth(uint32_t at) const {
  std::string_view suffix;
  const std::optional<Number> number = ReadDigits(at, &suffix);
  if (!number.has_value() || number->units < 1 || number->units > 31 ||
      number->millionths != 0 || Form(at).size() > 4) {
    return 0;
  }
  if (!suffix.empty() && suffix != "st" && suffix != "nd" && suffix != "rd" &&
      suffix != "th") {
    return 0;
  }
  return static_cast<uint32_t>(number->units);
}

uint32_t ExpressionFinder::ReadYearText(std::string_view form) {
  if (form.size() != 4) return 0;
  uint32_t year = 0;
  for (const char byte : form) {
    if (!IsDigit(byte)) return 0;
    year = year * 10 + static_cast<uint32_t>(byte - '0');
  }
  return year >= 1000 && year < 2200 ? year : 0;
}

uint32_t ExpressionFinder::ReadYear(uint32_t at) const {
  return ReadYearText(Form(at));
}

uint32_t ExpressionFinder::ReadMonth(uint32_t at, uint32_t* next) const {
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind != PatternWord::kMonth &&
      word.kind != PatternWord::kMonthShort) {
    return 0;
  }
  if (!Capitalized(at)) {
    // In text without capitals "may" and "march" are verbs.
    if (word.kind == PatternWord::kMonthShort || word.value == 5 ||
        word.value == 3) {
      return 0;
    }
  }
  *next = at + 1;
  if (word.kind == PatternWord::kMonthShort && Form(at).back() != '.' &&
      FormIs(at + 1, ".") && (Glued(at + 1) || ReadDayOfMonth(at + 2) != 0)) {
    *next = at + 2;
  }
  return word.value;
}

bool ExpressionFinder::LiesAhead(uint32_t at) const {
  // Not "from Monday until Friday", "from May 3 until May 5".
  const PatternWord start = Word(at - 2).kind;
  if (at > begin_ &&
      (LowerIs(at - 1, "by") ||
       (LowerIs(at - 1, "until till") &&
        (start == PatternWord::kNone || start > PatternWord::kWeekdayShort) &&
        ReadDayOfMonth(at - 2) == 0))) {
    return true;
  }
  // "The Star will close, it reported on Monday"; not "will be opened on".
  const uint32_t verb = LowerIs(at - 1, "on in") ? at - 2 : at - 1;
  if (verb > begin_ && verb < at && Lower(verb).ends_with("ed") &&
      !IsOneOf(Lower(verb), "scheduled expected planned") &&
      !LowerIs(verb - 1, "be been is are being get") &&
      !LowerIs(verb - 2, "be is are")) {
    return false;
  }
  constexpr uint32_t kMostWords = 12;
  for (uint32_t back = 1; back <= kMostWords && at >= begin_ + back; ++back) {
    const std::string_view word = Lower(at - back);
    if (IsOneOf(word, "will due 'll ’ll scheduled expected planned") ||
        // "said it would close in June", "is set for May", "game 3 is Friday"
        (word == "would" && !LowerIs(at - back + 1, "have")) ||
        (word == "set" &&
         (LowerIs(at - back + 1, "for to") || LowerIs(at - 1, "for"))) ||
        (word == "is" && at - back == verb) ||
        (IsOneOf(word, "until till") && back > 1 && back < 6 &&
         IsDigit(Form(at - back + 1)[0])) ||
        (word == "be" && at > begin_ + back && LowerIs(at - back - 1, "to"))) {
      return true;
    }
    if (IsOneOf(word, "; said told met was were had after \" ”")) break;
    // "Starts in May", "opens on Friday", "faces an election in January".
    if (back <= 8 &&
        IsOneOf(word,
                "starts begins opens returns leaves faces hosts retires "
                "resumes joins visits meets")) {
      return true;
    }
  }
  // "On Friday the council will decide"; not "Friday's storm will be
  // remembered", "on Friday the council said it will".
  if (at > begin_ + 2 || LowerIs(at + 1, "'s ’s")) return false;
  for (uint32_t next = at + 1; next <= at + kMostWords; ++next) {
    if (FormIs(next, "will") ||
        (LowerIs(next, "is are") && LowerIs(next + 1, "to"))) {
      return true;
    }
    const std::string_view word = Lower(next);
    if ((next > at + 1 && word == ",") || word.ends_with("ed") ||
        IsOneOf(word, ". ; : said told that which who was were had and")) {
      break;
    }
  }
  return false;
}

// Without a year that in which it is the weekday named before it: last year,
// this or the next. Else the latest such day, but the next one where that is
// said or the latest lies far back.
std::string ExpressionFinder::DayValue(uint32_t year, uint32_t month,
                                       uint32_t day, uint32_t at) const {
  if (day > DaysInMonth(year == 0 ? 2000 : year, month)) return {};
  if (year == 0 && today_.has_value()) {
    const PatternWordCache::Meaning beside =
        Word(at - (FormIs(at - 1, ", (") ? 2 : 1));
    const uint32_t weekday = beside.kind == PatternWord::kWeekday ||
                                     beside.kind == PatternWord::kWeekdayShort
                                 ? beside.value
                                 : 0;
    const uint32_t now = ToCivil(*today_).year;
    int64_t past = 0;
    int64_t coming = *today_;
    // Four years hold a leap day, but for 1900 and the like.
    for (uint32_t guess = std::max(now, 9U) - 8; guess <= now + 8; ++guess) {
      if (day > DaysInMonth(guess, month)) continue;
      const int64_t its_day = FromCivil({guess, month, day});
      if (Weekday(its_day) == weekday && guess + 1 >= now && guess <= now + 1) {
        return FormatDay(its_day);
      }
      if (its_day <= *today_) {
        past = its_day;
      } else if (coming == *today_) {
        coming = its_day;
      }
    }
    // "Closed on", "since": behind us, however long ago.
    const bool behind =
        LowerIs(at - 1, "since") ||
        Lower(LowerIs(at - 1, "on") ? at - 2 : at - 1).ends_with("ed");
    constexpr int64_t kSevenMonths = 210;
    const int64_t back = *today_ - past;
    const int64_t reach = LiesAhead(at) ? 0 : behind ? back : kSevenMonths;
    return FormatDay(back > reach ? coming : past);
  }
  return (year == 0 ? "XXXX" : Padded(year, 4)) + "-" + Padded(month, 2) + "-" +
         Padded(day, 2);
}

// To `last_day` of the same month, unless that is 0.
std::string ExpressionFinder::DayRange(uint32_t year, uint32_t month,
                                       uint32_t day, uint32_t last_day,
                                       uint32_t at) const {
  std::string value = DayValue(year, month, day, at);
  if (last_day == 0 || value.empty()) return value;
  if (value[0] == 'X') {
    year = 2000;
  } else if (year == 0) {
    for (const char digit : value.substr(0, 4)) {
      year = year * 10 + static_cast<uint32_t>(digit - '0');
    }
  }
  if (last_day > DaysInMonth(year, month)) return {};
  return value + "/" + value.substr(0, 8) + Padded(last_day, 2);
}

std::string ExpressionFinder::WeekdayValue(uint32_t weekday,
                                           Relation relation) const {
  if (!today_.has_value()) return "XXXX-WXX-" + Digits(weekday);
  const uint32_t now = Weekday(*today_);
  int64_t back = (int64_t{now} + 7 - weekday) % 7;
  int64_t day = *today_ - back;  // On or before today.
  if (relation == Relation::kLast && back == 0) day -= 7;
  if (relation == Relation::kNext) day += 7;
  if (relation == Relation::kThis && back != 0) day += 7;
  return FormatDay(day);
}

// "April 17, 2025", "April 17", "April 2025", "April".
ExpressionFinder::Match ExpressionFinder::FindMonthDate(uint32_t at) const {
  uint32_t next = at;
  const uint32_t month = ReadMonth(at, &next);
  if (month == 0) return {};
  Match match;
  match.type = EntityType::kDate;
  if (LowerIs(next, "the") && ReadDayOfMonth(next + 1) != 0 &&
      !IsDigit(Form(next + 1).back())) {
    ++next;
  }
  const uint32_t day = ReadDayOfMonth(next);
  if (day != 0 && Word(next + 1).kind != PatternWord::kPercent) {
    uint32_t after = next + 1;
    // "April 17 - 19" is a range.
    uint32_t last_day = 0;
    if ((IsRangeMark(at, after) && ReadDayOfMonth(after + 1) > day) ||
        (LowerIs(after, "and") && ReadDayOfMonth(after + 1) == day + 1)) {
      last_day = ReadDayOfMonth(after + 1);
      after += 2;
    }
    match.end = after;
    uint32_t year = 0;
    const uint32_t year_place = FormIs(after, ",") ? after + 1 : after;
    if (ReadYear(year_place) != 0 && ReadYear(year_place) > 1300) {
      year = ReadYear(year_place);
      match.end = year_place + 1;
    }
    match.value = DayRange(year, month, day, last_day, at);
    return match;
  }
  // "March '14"
  if (const std::string_view mark = Form(next);
      mark.starts_with("'") || mark.starts_with("’")) {
    const std::string_view rest = mark.substr(mark[0] == '\'' ? 1 : 3);
    const std::string_view digits = rest.empty() ? Form(next + 1) : rest;
    if (digits.size() == 2 && IsDigit(digits[0]) && IsDigit(digits[1])) {
      match.end = rest.empty() ? next + 2 : next + 1;
      match.value = (digits < "50" ? "20" : "19") + std::string(digits) + "-" +
                    Padded(month, 2);
      return match;
    }
  }
  uint32_t year_place = next;
  if (FormIs(year_place, ",")) ++year_place;
  if (LowerIs(year_place, "of")) ++year_place;
  if (ReadYear(year_place) != 0) {
    match.end = year_place + 1;
    match.value = Padded(ReadYear(year_place), 4) + "-" + Padded(month, 2);
    return match;
  }
  // "March-May 2018"; "March to May 2018" is two dates of one year.
  uint32_t last_next = 0;
  const uint32_t last =
      IsRangeMark(at, next) ? ReadMonth(next + 1, &last_next) : 0;
  if (last > month &&
      (ReadYear(last_next) != 0 ||
       !IsDigit(Form(last_next).empty() ? ' ' : Form(last_next)[0]))) {
    const uint32_t year = ReadYear(last_next);
    const std::string end =
        MonthValue(year, last, Relation::kNone, LiesAhead(at));
    match.end = next;
    match.value = end.substr(0, 5) + Padded(month, 2);
    if (IsHyphen(next)) {
      match.end = year != 0 ? last_next + 1 : last_next;
      match.value += "/" + end;
    }
    return match;
  }
  match.end = next;
  const PatternWordCache::Meaning before = Word(at == begin_ ? end_ : at - 1);
  const bool placed = (at > begin_ && (before.kind == PatternWord::kYearPlace ||
                                       before.kind == PatternWord::kPast ||
                                       before.kind == PatternWord::kFuture ||
                                       before.kind == PatternWord::kThis)) ||
                      (EndsRange(at) && ReadMonth(at - 2, &last_next) != 0);
  // "May" and "March" alone are names and verbs as well.
  if ((month == 5 || month == 3 || Word(at).kind == PatternWord::kMonthShort) &&
      !placed) {
    return {};
  }
  Relation relation = Relation::kNone;
  if (at > begin_) {
    if (before.kind == PatternWord::kPast) relation = Relation::kLast;
    if (before.kind == PatternWord::kFuture) relation = Relation::kNext;
    if (relation != Relation::kNone || before.kind == PatternWord::kThis) {
      match.begin = at - 1;
    }
  }
  match.value = MonthValue(0, month, relation,
                           relation == Relation::kNone && LiesAhead(at));
  return match;
}

// Without a year the latest such month, or the next one.
std::string ExpressionFinder::MonthValue(uint32_t year, uint32_t month,
                                         Relation relation, bool ahead) const {
  if (year == 0 && today_.has_value()) {
    const CivilDay now = ToCivil(*today_);
    year = now.year;
    if (relation <= Relation::kNone && !ahead && month > now.month) --year;
    if (relation == Relation::kLast && month == now.month) --year;
    if (relation == Relation::kNext && month <= now.month) ++year;
    if (ahead && month < now.month) ++year;
  }
  return (year == 0 ? "XXXX" : Padded(year, 4)) + "-" + Padded(month, 2);
}

// "17 April 2025", "17th of April", "17 April".
ExpressionFinder::Match ExpressionFinder::FindDayDate(uint32_t at) const {
  uint32_t day = ReadDayOfMonth(at);
  uint32_t place = at + 1;
  // "the fifth of October"
  if (day == 0 && Is(at, PatternWord::kOrdinal) && Word(at).value <= 31 &&
      LowerIs(place, "of")) {
    day = Word(at).value;
  }
  if (day == 0) return {};
  // "17-19 April"
  uint32_t last_day = 0;
  if ((IsRangeMark(at, place) && ReadDayOfMonth(place + 1) > day) ||
      (LowerIs(place, "and") && ReadDayOfMonth(place + 1) == day + 1)) {
    last_day = ReadDayOfMonth(place + 1);
    place += 2;
  }
  if (LowerIs(place, "of")) ++place;
  uint32_t next = place;
  const uint32_t month = ReadMonth(place, &next);
  if (month == 0) return {};
  Match match;
  match.type = EntityType::kDate;
  uint32_t year = 0;
  const uint32_t year_place = FormIs(next, ",") ? next + 1 : next;
  if (ReadYear(year_place) > 1300) {
    year = ReadYear(year_place);
    next = year_place + 1;
  }
  match.end = next;
  match.value = DayRange(year, month, day, last_day, at);
  return match;
}

ExpressionFinder::Match ExpressionFinder::FindWeekday(uint32_t at,
                                                      Relation relation) const {
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind != PatternWord::kWeekday) return {};
  Match match;
  match.type = EntityType::kDate;
  match.end = at + 1;
  match.value = WeekdayValue(
      word.value, relation == Relation::kNone && LiesAhead(at) ? Relation::kThis
                                                               : relation);
  if (Lower(at).back() == 's') {  // "Thursdays": every one.
    match.value = "XXXX-WXX-" + Digits(word.value);
    return match;
  }
  // "Monday to Friday": the day after that Monday.
  if (EndsRange(at) && Is(at - 2, PatternWord::kWeekday)) {
    const uint32_t first = Word(at - 2).value;
    const std::optional<int64_t> day = ParseDay(WeekdayValue(
        first, LiesAhead(at - 2) ? Relation::kThis : Relation::kNone));
    if (day.has_value()) {
      match.value = FormatDay(*day + (int64_t{word.value} + 7 - first) % 7);
    }
    return match;
  }
  // "Friday last week"
  if (const PatternWord side = Word(at + 1).kind;
      relation == Relation::kNone && LowerIs(at + 2, "week") &&
      (side == PatternWord::kPast || side == PatternWord::kFuture ||
       side == PatternWord::kThis)) {
    match.end = at + 3;
    if (today_.has_value()) {
      const int64_t week = side == PatternWord::kPast     ? -7
                           : side == PatternWord::kFuture ? 7
                                                          : 0;
      match.value = FormatDay(*today_ - int64_t{Weekday(*today_)} + week +
                              int64_t{word.value});
    }
    return match;
  }
  // "Thursday, April 17, 2025" is one date, and its value the day's.
  const uint32_t rest = FormIs(at + 1, ",") ? at + 2 : at + 1;
  for (const Match& day : {FindMonthDate(rest), FindDayDate(rest)}) {
    if (day.end != 0 && day.value.size() == 10) {
      match.end = day.end;
      match.value = day.value;
      return match;
    }
  }
  if (Is(at + 1, PatternWord::kDayPart) && Word(at + 1).value < 4) {
    match.end = at + 2;
    match.type = EntityType::kTime;
    match.value += kDayParts[Word(at + 1).value];
  }
  return match;
}

// "2025-04-17", "17/04/2025", "04/17/2025", also cut at the hyphens.
ExpressionFinder::Match ExpressionFinder::FindNumericDate(uint32_t at) const {
  std::string text(Form(at));
  if (text.empty() || !IsDigit(text[0])) return {};
  uint32_t end = at + 1;
  // However it was cut: "2021" "-" "10-05", "2021" "/10/05".
  while (text.size() < 10 && Glued(end) &&
         Form(end).find_first_not_of("0123456789-/") ==
             std::string_view::npos) {
    text += Form(end++);
  }
  std::array<uint32_t, 3> parts{};
  std::array<size_t, 3> sizes{};
  size_t part = 0;
  char mark = 0;
  for (const char byte : text) {
    if (IsDigit(byte)) {
      if (++sizes[part] > 4) return {};
      parts[part] = parts[part] * 10 + static_cast<uint32_t>(byte - '0');
    } else if ((byte == '-' || byte == '/' || byte == '.') &&
               (mark == 0 || mark == byte) && part < 2 && sizes[part] > 0) {
      mark = byte;
      ++part;
    } else {
      return {};
    }
  }
  if (part != 2 || sizes[2] == 0) return {};
  Match match;
  match.type = EntityType::kDate;
  match.end = end;
  if (sizes[0] == 4 && parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1) {
    match.value = DayValue(parts[0], parts[1], parts[2], at);
    if (match.value.empty()) return {};
    return match;
  }
  // "5/8/19"
  if (sizes[2] == 2 && mark == '/') {
    parts[2] += parts[2] < 50 ? 2000 : 1900;
    sizes[2] = 4;
  }
  if (sizes[2] != 4 || sizes[0] > 2 || sizes[1] > 2) return {};
  uint32_t day = parts[0];
  uint32_t month = parts[1];
  // "04/17/2025"; where both could be the month the day stands first, as in
  // most of the world, unless they are the same.
  if (month > 12 && day <= 12) std::swap(day, month);
  if (month < 1 || month > 12 || day < 1) return {};
  match.value = DayValue(parts[2], month, day, at);
  if (match.value.empty()) return {};
  return match;
}

// Feasts; those that have their day every year have a value.
ExpressionFinder::Match ExpressionFinder::FindHoliday(uint32_t at) const {
  const PatternWordCache::Meaning feast = Word(at);
  if (feast.kind != PatternWord::kFeast || !Capitalized(at)) return {};
  Match match;
  match.type = EntityType::kDate;
  match.end = at + 1;
  // "New Year's Eve", "Boxing Day", "Christmas 2021"
  const bool new_year = kFeastDays[feast.value] == 101;
  if (new_year && !LowerIs(match.end++, "year")) return {};
  if (Lower(match.end).ends_with('s')) ++match.end;
  const bool eve = LowerIs(match.end, "eve");
  const bool day =
      LowerIs(match.end, "day") ||
      (feast.value == kMovingFeast && Is(match.end, PatternWord::kWeekday));
  if (eve || day) {
    ++match.end;
  } else if (feast.value > kLastBareFeast) {
    return {};
  }
  uint32_t date = kFeastDays[feast.value];
  if (eve) date = new_year ? 1231 : date - 1;
  const uint32_t in_year = ReadYear(match.end);
  if (in_year != 0) ++match.end;
  if (date != 0) match.value = DayValue(in_year, date / 100, date % 100, at);
  return match;
}

ExpressionFinder::Match ExpressionFinder::FindDate(uint32_t at) const {
  Match best;
  // "mid-2019", "early-April" in one token
  if (const size_t lead = PartLead(Lower(at)); lead != 0) {
    const std::string_view rest = Lower(at).substr(lead);
    const PatternWordKey month = FindPatternWord(MixHash(HashBytes(rest)));
    best.type = EntityType::kDate;
    if (ReadYearText(rest.substr(0, 4)) != 0 &&
        (rest.size() == 4 || (rest.size() == 5 && rest.ends_with("0s")))) {
      best.end = at + 1;  // "mid-1990s" too
      best.value = std::string(rest.substr(0, rest.size() == 4 ? 4 : 3)) +
                   (rest.size() == 4 ? "" : "X");
    } else if (month.kind == PatternWord::kMonth) {
      const uint32_t year = ReadYear(at + 1);
      best.end = year != 0 ? at + 2 : at + 1;
      best.value =
          MonthValue(year, month.value, Relation::kNone, LiesAhead(at));
    }
    return best;
  }
  // "Sat, Jan 1", "Sat. 1 January"
  if (Is(at, PatternWord::kWeekdayShort) && Capitalized(at)) {
    uint32_t day = at + 1;
    if (FormIs(day, ". ,")) ++day;
    best = FindDayOrMonth(day);
    if (best.value.size() != 10) return {};
    best.begin = kAsGiven;
    return best;
  }
  best = FindDayOrMonth(at);
  if (best.end != 0) ExtendDate(at, &best);
  for (const Match& match : {FindWeekday(at, Relation::kNone), FindRelative(at),
                             FindNumericDate(at), FindYear(at)}) {
    if (match.end > best.end) best = match;
  }
  // "this coming Friday"
  if (best.end == 0) best = FindHoliday(at);
  if (best.end > at + 1 && at > begin_ && Is(at - 1, PatternWord::kThis) &&
      (Is(at, PatternWord::kPast) || Is(at, PatternWord::kFuture))) {
    best.begin = at - 1;
  }
  return best;
}

ExpressionFinder::Match ExpressionFinder::FindDayOrMonth(uint32_t at) const {
  Match month = FindMonthDate(at);
  Match day = FindDayDate(at);
  return day.end > month.end ? day : month;
}

// What may follow a day or month: the year it is in, told from the article's
// own ("November last year") or from the other end of a range ("28 April to 3
// May 2024"), which belongs to it behind a hyphen alone.
void ExpressionFinder::ExtendDate(uint32_t at, Match* date) const {
  if (date->value.find('/') != std::string::npos || date->value.empty()) return;
  const bool has_year = ReadYear(date->end - 1) != 0;
  const uint32_t place = LowerIs(date->end, "of") ? date->end + 1 : date->end;
  const PatternWord kind = Word(place).kind;
  if (!has_year && LowerIs(place + 1, "year") &&
      (kind == PatternWord::kPast || kind == PatternWord::kThis ||
       kind == PatternWord::kFuture)) {
    date->end = place + 2;
    if (!today_.has_value()) return;
    const int64_t step = kind == PatternWord::kPast     ? -1
                         : kind == PatternWord::kFuture ? 1
                                                        : 0;
    date->value.replace(0, 4, Padded(int64_t{ToCivil(*today_).year} + step, 4));
    return;
  }
  const uint32_t mark = FormIs(date->end, ",") ? date->end + 1 : date->end;
  if (!IsRangeMark(at, mark)) return;
  const Match other = FindDayOrMonth(mark + 1);
  if (other.end == 0 || other.value.size() != date->value.size() ||
      other.begin != kAsGiven) {
    return;
  }
  // The year that the second end alone says is the first one's too.
  std::string first = date->value;
  if (!has_year && ReadYear(other.end - 1) != 0) {
    first.replace(0, 4, other.value, 0, 4);
  }
  if (first >= other.value) return;
  date->value = first;
  // Two whole dates are two behind a hyphen too.
  if (!IsHyphen(mark) || has_year) return;
  date->value += "/" + other.value;
  date->end = other.end;
}

}  // namespace standfirst
