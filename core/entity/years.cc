// Years and what is named by them: decades, quarters, seasons, centuries, eras.

#include <algorithm>
#include <string>
#include <string_view>

#include "core/entity/calendar.h"
#include "core/entity/expression_finder.h"
#include "core/text/ascii.h"
#include "core/text/digits.h"
#include "core/text/equal.h"

namespace standfirst {

// How long "mid-" and the like are at the start of a word.
size_t ExpressionFinder::PartLead(std::string_view lower) {
  return StartsWithOneOf(lower, "mid- end- late- early- post- pre-");
}

// "2021-22" and "1999-2003" are two years, "2021-04" is a month.
std::string ExpressionFinder::YearRange(uint32_t year, std::string_view other) {
  const std::string first = Padded(year, 4);
  if (other.size() == 4) return first + "/" + std::string(other);
  const auto end =
      static_cast<uint32_t>((other[0] - '0') * 10 + other[1] - '0');
  if (end <= year % 100 && end >= 1 && end <= 12) {
    return first + "-" + std::string(other);
  }
  return first + "/" + first.substr(0, 2) + std::string(other);
}

// "1990s", "’80s", "the 80s", "the eighties".
bool ExpressionFinder::FindDecade(uint32_t at, std::string_view form,
                                  Match* match) const {
  if (form.size() == 5 && form[4] == 's' && form[3] == '0' &&
      IsDigit(form[0]) && IsDigit(form[1]) && IsDigit(form[2])) {
    match->end = at + 1;
    // "The 1800s" are a century, "the 1900s" mostly too.
    const bool century = form[2] == '0' && form[0] == '1';
    match->value =
        std::string(form.substr(0, century ? 2 : 3)) + (century ? "XX" : "X");
    return true;
  }
  // "’80s" in one token
  if (form.ends_with("0s") && form.size() >= 4 && form.size() <= 6 &&
      form[form.size() - 3] >= '2' && form[form.size() - 3] <= '9' &&
      (form[0] == '\'' || form.starts_with("’") || form.starts_with("‘"))) {
    match->end = at + 1;
    match->value = "19" + std::string(1, form[form.size() - 3]) + "X";
    return true;
  }
  if (at == begin_) return false;
  // "'80s", "the 80s", "the eighties"
  const std::string_view lead = Lower(at - 1);
  const bool mark = IsOneOf(lead, "' ’ ‘");
  const bool digits =
      form.size() == 3 && form[1] == '0' && form[2] == 's' && IsDigit(form[0]);
  const int tens = digits                           ? form[0] - '0'
                   : Is(at, PatternWord::kTenYears) ? Word(at).value
                                                    : 0;
  if (tens < 2 || (!mark && lead != "the")) return false;
  match->end = at + 1;
  if (mark) match->begin = at - 1;
  match->value = "19" + Padded(tens, 1) + "X";
  return true;
}

// "2012/13", "1914-18" in one token.
bool ExpressionFinder::FindYearsInToken(uint32_t at, std::string_view form,
                                        Match* match) {
  if ((form.size() != 7 && form.size() != 9) ||
      (form[4] != '/' && form[4] != '-') || !IsAllDigits(form.substr(5)) ||
      ReadYearText(form.substr(0, 4)) == 0) {
    return false;
  }
  match->end = at + 1;
  match->value = YearRange(ReadYearText(form.substr(0, 4)), form.substr(5));
  return true;
}

// That of the latest such quarter, or of the next one; 0: not known.
uint32_t ExpressionFinder::QuarterYear(uint32_t quarter, uint32_t at) const {
  if (!today_.has_value()) return 0;
  const CivilDay now = ToCivil(*today_);
  const uint32_t own = (now.month - 1) / 3 + 1;
  if (LiesAhead(at)) return now.year + (quarter < own ? 1 : 0);
  return now.year - (quarter > own ? 1 : 0);
}

// "Q3 2024", "Q3", "H1 of 2024", also cut behind its letter.
bool ExpressionFinder::FindShortPartOfYear(uint32_t at, std::string_view form,
                                           Match* match) const {
  std::string name(form);
  uint32_t name_end = at + 1;
  if (name.size() == 1 && Glued(name_end)) name += Form(name_end++);
  if (name.size() != 2 || (name[0] != 'Q' && name[0] != 'H') || name[1] < '1' ||
      name[1] > (name[0] == 'Q' ? '4' : '2')) {
    return false;
  }
  const uint32_t year_place = LowerIs(name_end, "of") ? name_end + 1 : name_end;
  uint32_t year = ReadYear(year_place);
  if (year == 0 && name[0] == 'H') return true;  // Nothing.
  match->end = year != 0 ? year_place + 1 : name_end;
  if (year == 0) year = QuarterYear(static_cast<uint32_t>(name[1] - '0'), at);
  match->value = (year != 0 ? Padded(year, 4) : "XXXX") + "-" + name;
  return true;
}

// "FY2024", "FY24", "fiscal 2024", "financial year 2024".
bool ExpressionFinder::FindFiscalYear(uint32_t at, std::string_view form,
                                      Match* match) const {
  if ((form.size() == 6 || form.size() == 4) && form.starts_with("FY") &&
      IsAllDigits(form.substr(2))) {
    match->end = at + 1;
    match->value =
        (form.size() == 4 ? "FY20" : "FY") + std::string(form.substr(2));
    return true;
  }
  if (form != "FY" && !LowerIs(at, "fiscal financial")) return false;
  if (Glued(at + 1) && Form(at + 1).size() == 2) {
    match->end = at + 2;  // "FY24", cut behind its letters.
    match->value = "FY20";
    match->value += Form(at + 1);
    return true;
  }
  uint32_t place = LowerIs(at + 1, "year") ? at + 2 : at + 1;
  if (LowerIs(place, "of")) ++place;
  if (ReadYear(place) == 0 ||
      (LowerIs(at, "financial") && !LowerIs(at + 1, "year"))) {
    return true;  // Nothing.
  }
  match->end = place + 1;
  match->value = "FY" + Padded(ReadYear(place), 4);
  // "fiscal 2023-24"
  if (Match years = FindYear(place); years.end > match->end) *match = years;
  return true;
}

// "the final quarter of 2024", "last quarter of 2024".
bool ExpressionFinder::FindLastQuarter(uint32_t at,
                                       PatternWordCache::Meaning word,
                                       Match* match) const {
  if ((!LowerIs(at, "final") && word.kind != PatternWord::kPast) ||
      !LowerIs(at + 1, "quarter") || !LowerIs(at + 2, "of") ||
      ReadYear(at + 3) == 0) {
    return false;
  }
  match->end = at + 4;
  match->value = Padded(ReadYear(at + 3), 4) + "-Q4";
  return true;
}

// "summer 2024", "spring of 2024".
bool ExpressionFinder::FindSeasonOfYear(uint32_t at,
                                        PatternWordCache::Meaning word,
                                        Match* match) const {
  if (word.kind != PatternWord::kSeason) return false;
  const uint32_t year_place = LowerIs(at + 1, "of") ? at + 2 : at + 1;
  // "winter 2010-11" has the year it begins in.
  const Match years = FindYear(year_place);
  const std::string_view year =
      (years.end == 0 ? Form(year_place) : std::string_view(years.value))
          .substr(0, 4);
  if (ReadYearText(year) == 0) return true;  // Nothing.
  match->end = std::max(years.end, year_place + 1);
  match->value = std::string(year) + "-" + std::string(kSeasons[word.value]);
  return true;
}

// "first quarter of 2024", "second half of this year", "third-quarter":
// "quarter" or "half" stands at `part`.
bool ExpressionFinder::FindPartOfYear(uint32_t at, uint32_t part,
                                      uint32_t ordinal, Match* match) const {
  const bool half = LowerIs(part, "half") && ordinal <= 2;
  if (!half && (!LowerIs(part, "quarter") || ordinal > 4)) return false;
  const bool of = LowerIs(part + 1, "of");
  const uint32_t year_place = of ? part + 2 : part + 1;
  uint32_t year = ReadYear(year_place);
  match->end = year != 0 ? year_place + 1 : part + 1;
  if (year == 0 && of && LowerIs(year_place + 1, "year") &&
      LowerIs(year_place, "the this last next")) {
    match->end = year_place + 2;
    if (today_.has_value()) {
      year = ToCivil(*today_).year;
      if (LowerIs(year_place, "last")) --year;
      if (LowerIs(year_place, "next")) ++year;
    }
  } else if (year == 0 && half) {
    match->end = 0;  // Of a match.
    return true;
  }
  if (year == 0 && !half) year = QuarterYear(ordinal, at);
  match->value = (year != 0 ? Padded(year, 4) : "XXXX") + (half ? "-H" : "-Q") +
                 Digits(ordinal);
  return true;
}

// "the 21st century", "the twenty-first century", "fourth century BC", and
// parts of years.
bool ExpressionFinder::FindByOrdinal(uint32_t at,
                                     PatternWordCache::Meaning word,
                                     Match* match) const {
  if (word.kind == PatternWord::kTens && IsHyphen(at + 1) &&
      Is(at + 2, PatternWord::kOrdinal) && LowerIs(at + 3, "century")) {
    match->end = at + 4;
    match->value = Padded(word.value + Word(at + 2).value - 1, 2) + "XX";
    return true;
  }
  uint32_t ordinal = 0;
  if (word.kind == PatternWord::kOrdinal) ordinal = word.value;
  if (ordinal == 0 && ReadDayOfMonth(at) != 0 && !IsDigit(Form(at).back())) {
    ordinal = ReadDayOfMonth(at);
  }
  if (ordinal == 0) return false;
  const uint32_t part = IsHyphen(at + 1) ? at + 2 : at + 1;
  if (FindPartOfYear(at, part, ordinal, match)) return true;
  const bool before_era = FormIs(part + 1, "BC BCE");
  const bool with_era = before_era || FormIs(part + 1, "AD CE");
  if (LowerIs(part, "century") && (ordinal > 1 || with_era)) {
    match->end = part + 1 + with_era;
    if (before_era) match->value = "BC";
    match->value += Padded(ordinal - 1, 2) + "XX";
  }
  return true;
}

// "AD 79", "79 AD", "44 BC".
bool ExpressionFinder::FindYearOfEra(uint32_t at, std::string_view form,
                                     Match* match) const {
  const bool era = at > begin_ && FormIs(at - 1, "AD");
  if ((era || FormIs(at + 1, "AD CE")) && IsPlainDigits(at) &&
      form.size() <= 4) {
    match->end = at + 2 - era;
    if (era) match->begin = at - 1;
    match->value = "0000";
    match->value.replace(4 - form.size(), 4, form);
    return true;
  }
  if (!FormIs(at + 1, "BC BCE") || !IsPlainDigits(at)) return false;
  match->end = at + 2;
  match->value = "BC0000";
  match->value.replace(6 - std::min<size_t>(4, form.size()), 4, form);
  return true;
}

// "2021-22", "2021-2022", "2021/22", behind the first year's token.
bool ExpressionFinder::FindYearAndNext(uint32_t at, uint32_t year,
                                       Match* match) const {
  // Cut before the mark.
  const std::string_view glued =
      Glued(at + 1) ? Form(at + 1) : std::string_view();
  const size_t mark = glued.starts_with("–")                             ? 3
                      : glued.starts_with('-') || glued.starts_with('/') ? 1
                                                                         : 0;
  const std::string_view other = glued.substr(mark);
  if (mark != 0 && (other.size() == 2 || other.size() == 4) &&
      IsAllDigits(other) && (other.size() == 2 || ReadYearText(other) > year)) {
    match->end = at + 2;
    match->value = YearRange(year, other);
    return true;
  }
  // The mark is a token.
  if ((IsHyphen(at + 1) || (FormIs(at + 1, "/") && Glued(at + 1))) &&
      (ReadYear(at + 2) > year ||
       (Form(at + 2).size() == 2 && IsDigit(Form(at + 2)[0]) &&
        IsDigit(Form(at + 2)[1])))) {
    match->end = at + 3;
    match->value = YearRange(year, Form(at + 2));
    return true;
  }
  return false;
}

// Whether a number like a year is one: not "2000 people", "$2000", "-2000",
// nor one far from ours without "in" and the like before it.
bool ExpressionFinder::IsYear(uint32_t at, uint32_t year) const {
  const PatternWordCache::Meaning before = Word(at == begin_ ? end_ : at - 1);
  const std::string_view after = Lower(at + 1);
  const PatternWordCache::Meaning next = Word(at + 1);
  const bool counted = next.kind == PatternWord::kUnit ||
                       next.kind == PatternWord::kPercent ||
                       next.kind == PatternWord::kCurrencyWord ||
                       next.kind == PatternWord::kScale || after == "people";
  if (counted) return false;
  const bool mid = at > begin_ + 1 && FormIs(at - 1, "-") &&
                   PartLead(std::string(Lower(at - 2)) + "-") != 0;
  if (at > begin_ && !mid &&
      (before.kind == PatternWord::kCurrencySign || FormIs(at - 1, "- # /"))) {
    return false;
  }
  // "in 1535", "back to 1535"; "of 1065 villas" are counted.
  const bool placed =
      (at > begin_ && before.kind == PatternWord::kYearPlace &&
       (year >= 1500 || after.size() < 4 || !after.ends_with('s'))) ||
      (at > begin_ + 1 && LowerIs(at - 1, "to") && LowerIs(at - 2, "back"));
  return placed || (year >= 1800 && year <= 2100) ||
         (EndsRange(at) && ReadYear(at - 2) != 0);
}

// "2022", "1990s", "2021-22", "the 21st century", "summer 2024".
ExpressionFinder::Match ExpressionFinder::FindYear(uint32_t at) const {
  Match match;
  match.type = EntityType::kDate;
  const std::string_view form = Form(at);
  const PatternWordCache::Meaning word = Word(at);
  if (FindDecade(at, form, &match) || FindYearsInToken(at, form, &match) ||
      FindShortPartOfYear(at, form, &match) ||
      FindFiscalYear(at, form, &match) || FindLastQuarter(at, word, &match) ||
      FindSeasonOfYear(at, word, &match) || FindByOrdinal(at, word, &match) ||
      FindYearOfEra(at, form, &match)) {
    return match;
  }
  const uint32_t year = ReadYear(at);
  if (year != 0 && !FindYearAndNext(at, year, &match) && IsYear(at, year)) {
    match.end = at + 1;
    match.value = Padded(year, 4);
  }
  return match;
}

}  // namespace standfirst
