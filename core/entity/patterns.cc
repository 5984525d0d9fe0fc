#include "core/entity/patterns.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/entity/calendar.h"
#include "core/entity/pattern_words.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }

// A number as units and millionths; enough for every amount in news.
struct Number {
  int64_t units = 0;
  int64_t millionths = 0;
  bool known = true;    // False: too many digits, or "dozens".
  bool digits = false;  // Written in digits.
  bool plain = false;   // One run of digits: "2022".
};

constexpr int64_t kMillion = 1000000;

bool MultiplyByPowerOfTen(uint32_t power, Number* number) {
  for (uint32_t step = 0; step < power; ++step) {
    if (number->units > INT64_MAX / 100) return false;
    number->units = number->units * 10 + number->millionths / (kMillion / 10);
    number->millionths = number->millionths % (kMillion / 10) * 10;
  }
  return true;
}

std::string Format(const Number& number) {
  if (!number.known) return {};
  std::string text = std::to_string(number.units);
  if (number.millionths == 0) return text;
  std::string fraction = std::to_string(kMillion + number.millionths).substr(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return text + "." + fraction;
}

Number Hundredth(Number number) {
  number.millionths =
      number.units % 100 * (kMillion / 100) + number.millionths / 100;
  number.units /= 100;
  return number;
}

std::string MoneyValue(size_t currency, const Number& number) {
  if (!number.known || kCurrencies[currency].empty()) return {};
  return std::string(kCurrencies[currency]) + " " + Format(number);
}

std::string Padded(int64_t value, size_t width) {
  std::string text = std::to_string(value);
  while (text.size() < width) text.insert(text.begin(), '0');
  return text;
}

class Finder {
 public:
  Finder(const Document& document, const Sentence& sentence,
         std::string_view article_date, const PatternWordCache& words)
      : document_(document),
        words_(words),
        begin_(sentence.tokens.begin),
        end_(sentence.tokens.end),
        today_(ParseDay(article_date)) {}

  void Find(std::vector<PatternMatch>* matches);

 private:
  struct Match {
    uint32_t end = 0;  // 0: nothing found.
    EntityType type = EntityType::kCardinal;
    std::string value;
    uint32_t begin = 0xFFFFFFFF;  // Where other than at the place given.
  };

  std::string_view Form(uint32_t at) const {
    return at < end_ ? document_.vocabulary.form(document_.tokens[at].word)
                     : std::string_view();
  }
  // "A$", "HK$" in two tokens.
  bool IsDollarOf(uint32_t at) const {
    return Form(at + 1) == "$" && Form(at).size() <= 2 && Form(at) != "US" &&
           (Glued(at + 1) || (Form(at) != "A" && Lower(at) != Form(at))) &&
           FindPatternWord(MixHash(HashBytes("$", HashBytes(Lower(at)))))
                   .kind == PatternWord::kCurrencySign;
  }
  std::string_view Lower(uint32_t at) const {
    return at < end_ ? document_.vocabulary.form(document_.vocabulary.lower(
                           document_.tokens[at].word))
                     : std::string_view();
  }
  PatternWordCache::Meaning Word(uint32_t at) const {
    if (at >= end_ || at < begin_) return {};
    return words_[document_.tokens[at].word];
  }
  bool Is(uint32_t at, PatternWord kind) const { return Word(at).kind == kind; }
  bool Capitalized(uint32_t at) const {
    const std::string_view form = Form(at);
    return !form.empty() && form[0] >= 'A' && form[0] <= 'Z';
  }
  // Nothing between the tokens `at - 1` and `at`.
  bool Glued(uint32_t at) const {
    return at < end_ && (document_.tokens[at].flags & kSpaceBefore) == 0;
  }
  bool IsHyphen(uint32_t at) const {
    return Form(at) == "-" || Form(at) == "–" || Form(at) == "—";
  }
  // What stands between the two ends of a range: "5-7", "5 to 7", "between 5
  // and 7".
  bool IsRangeMark(uint32_t begin, uint32_t at) const {
    const std::string_view word = Lower(at);
    return IsHyphen(at) || word == "to" || word == "until" ||
           word == "through" ||
           (word == "and" && begin > begin_ && Lower(begin - 1) == "between");
  }
  // Whether a date at `at` lies ahead: "by Monday", "will meet on Monday".
  bool LiesAhead(uint32_t at) const;

  // A number at `at`; `*next` is the token after it. `*suffix` gets what
  // letters follow the digits in the token ("5m", "30th").
  std::optional<Number> ReadDigits(uint32_t at, std::string_view* suffix) const;
  std::optional<Number> ReadNumber(uint32_t at, uint32_t* next,
                                   std::string_view* suffix) const;
  std::optional<Number> ReadNumberWords(uint32_t at, uint32_t* next) const;
  // A number below a hundred in digits or one word, or 0.
  uint32_t SmallNumber(uint32_t at) const;
  // A number of 1 to 31 as a day of the month: "17", "17th".
  uint32_t ReadDayOfMonth(uint32_t at) const;
  // 1000 to 2199, or 0.
  static uint32_t ReadYearText(std::string_view form);
  uint32_t ReadYear(uint32_t at) const;
  uint32_t ReadMonth(uint32_t at, uint32_t* next) const;

  Match FindDate(uint32_t at) const;
  Match FindMonthDate(uint32_t at) const;
  Match FindDayDate(uint32_t at) const;
  Match FindWeekday(uint32_t at, int relation) const;
  Match FindRelative(uint32_t at) const;
  Match FindNumericDate(uint32_t at) const;
  Match FindYear(uint32_t at) const;
  Match FindClock(uint32_t at) const;
  Match FindClockRange(uint32_t at) const;
  Match FindAmount(uint32_t at) const;
  Match FindAmountRange(uint32_t at) const;
  std::string MoneyOf(std::string_view name, size_t currency,
                      const Number& number, uint32_t at,
                      uint32_t adjective) const;
  Match FindOrdinal(uint32_t at) const;
  std::string DayValue(uint32_t year, uint32_t month, uint32_t day,
                       bool ahead = false) const;
  std::string MonthValue(uint32_t year, uint32_t month, int relation,
                         bool ahead) const;
  std::string WeekdayValue(uint32_t weekday, int relation) const;
  std::string ShiftedValue(char unit, int64_t amount) const;

  const Document& document_;
  const PatternWordCache& words_;
  uint32_t begin_;
  uint32_t end_;
  std::optional<int64_t> today_;  // Days since 1970-01-01.
};

std::optional<Number> Finder::ReadDigits(uint32_t at,
                                         std::string_view* suffix) const {
  const std::string_view form = Form(at);
  if (form.empty() || !IsDigit(form[0])) return std::nullopt;
  Number number;
  number.digits = true;
  size_t position = 0;
  size_t digits = 0;
  bool commas = false;
  while (position < form.size()) {
    if (IsDigit(form[position])) {
      if (++digits > 15) number.known = false;
      if (number.known) {
        number.units = number.units * 10 + (form[position] - '0');
      }
      ++position;
    } else if (form[position] == ',' && position + 2 < form.size() &&
               IsDigit(form[position + 1]) && IsDigit(form[position + 2])) {
      commas = true;
      ++position;
    } else {
      break;
    }
  }
  bool fraction = false;
  if (position + 1 < form.size() && form[position] == '.' &&
      IsDigit(form[position + 1])) {
    fraction = true;
    ++position;
    int64_t unit = kMillion / 10;
    while (position < form.size() && IsDigit(form[position])) {
      number.millionths += (form[position] - '0') * unit;
      unit /= 10;
      ++position;
    }
  }
  *suffix = form.substr(position);
  number.plain = !commas && !fraction && suffix->empty();
  return number;
}

std::optional<Number> Finder::ReadNumberWords(uint32_t at,
                                              uint32_t* next) const {
  Number number;
  int64_t group = 0;  // Below a thousand.
  bool any = false;
  int64_t last_scale = INT64_MAX;
  uint32_t place = at;
  while (place < end_) {
    const PatternWordCache::Meaning word = Word(place);
    if (word.kind == PatternWord::kTens) {
      if (group % 100 != 0) break;
      group += word.value;
      ++place;
      any = true;
      const bool hyphen = IsHyphen(place);
      const PatternWordCache::Meaning unit = Word(place + (hyphen ? 1 : 0));
      if (unit.kind == PatternWord::kUnitNumber && unit.value > 0 &&
          unit.value < 10) {
        group += unit.value;
        place += hyphen ? 2 : 1;
      }
    } else if (word.kind == PatternWord::kUnitNumber) {
      if (group % 100 != 0 || (any && group == 0)) break;
      group += word.value;
      ++place;
      any = true;
    } else if (any && word.kind == PatternWord::kScale) {
      int64_t scale = 1;
      for (uint8_t power = 0; power < word.value; ++power) scale *= 10;
      if (scale == 100) {
        if (group == 0 || group > 99) break;
        group *= 100;
      } else {
        if (scale >= last_scale || group == 0) break;
        number.units += group * scale;
        last_scale = scale;
        group = 0;
      }
      ++place;
    } else if (any && Lower(place) == "and" &&
               (group % 100 == 0 && (group > 0 || last_scale < INT64_MAX)) &&
               (Is(place + 1, PatternWord::kUnitNumber) ||
                Is(place + 1, PatternWord::kTens))) {
      ++place;
    } else {
      break;
    }
  }
  if (!any) return std::nullopt;
  number.units += group;
  *next = place;
  return number;
}

std::optional<Number> Finder::ReadNumber(uint32_t at, uint32_t* next,
                                         std::string_view* suffix) const {
  *suffix = {};
  std::optional<Number> number = ReadDigits(at, suffix);
  if (number.has_value()) {
    *next = at + 1;
    // "212m", "5bn", "10k" in one token, or cut from its letters.
    uint32_t power = 0;
    if (suffix->empty() && Glued(*next)) {
      const std::string_view letters = Form(*next);
      if (letters == "m" || letters == "mn" || letters == "bn" ||
          letters == "k" || letters == "tn" || letters == "trn" ||
          letters == "M" || letters == "B" || letters == "b") {
        *suffix = letters;
        ++*next;
        number->plain = false;
      }
    }
    if (*suffix == "m" || *suffix == "mn" || *suffix == "M") power = 6;
    if (*suffix == "bn" || *suffix == "b" || *suffix == "B") power = 9;
    if (*suffix == "tn" || *suffix == "trn") power = 12;
    if (*suffix == "k" || *suffix == "K") power = 3;
    if (power != 0) {
      number->known = number->known && MultiplyByPowerOfTen(power, &*number);
      return number;
    }
    if (!suffix->empty()) return number;
    // "1.5 million", "2 hundred thousand", "5 lakh crore", "5 - million".
    uint32_t place = *next;
    for (uint32_t scales = 0; scales < 2; ++scales) {
      const uint32_t word_place =
          IsHyphen(place) && Glued(place) && Glued(place + 1) ? place + 1
                                                              : place;
      const PatternWordCache::Meaning word = Word(word_place);
      if (word.kind != PatternWord::kScale && word.kind != PatternWord::kLakh &&
          word.kind != PatternWord::kScaleShort) {
        break;
      }
      number->known =
          number->known && MultiplyByPowerOfTen(word.value, &*number);
      number->plain = false;
      place = word_place + 1;
      *next = place;
    }
    return number;
  }
  const std::string_view lower = Lower(at);
  // "half a million", "a hundred", "a million".
  if (lower == "half" && (Lower(at + 1) == "a" || Lower(at + 1) == "-") &&
      Is(at + 2, PatternWord::kScale)) {
    Number half;
    half.millionths = kMillion / 2;
    MultiplyByPowerOfTen(Word(at + 2).value, &half);
    *next = at + 3;
    return half;
  }
  // "half a tonne", "half a percent"
  if (lower == "half" && (Lower(at + 1) == "a" || Lower(at + 1) == "an")) {
    const PatternWordCache::Meaning unit = Word(at + 2);
    if (unit.kind == PatternWord::kDateUnit ||
        unit.kind == PatternWord::kUnit || unit.kind == PatternWord::kPercent ||
        Lower(at + 2) == "percentage" || Lower(at + 2) == "per") {
      Number half;
      half.millionths = kMillion / 2;
      *next = at + 2;
      return half;
    }
  }
  // "a quarter of a million"
  if (lower == "quarter" && Lower(at + 1) == "of" && Lower(at + 2) == "a" &&
      Is(at + 3, PatternWord::kScale)) {
    Number quarter;
    quarter.millionths = kMillion / 4;
    MultiplyByPowerOfTen(Word(at + 3).value, &quarter);
    *next = at + 4;
    return quarter;
  }
  if ((lower == "a" || lower == "an") && Is(at + 1, PatternWord::kScale)) {
    Number one;
    one.units = 1;
    MultiplyByPowerOfTen(Word(at + 1).value, &one);
    *next = at + 2;
    return one;
  }
  number = ReadNumberWords(at, next);
  if (number.has_value()) {
    // "two and a half", "one and a half million"
    if (Lower(*next) == "and" && Lower(*next + 1) == "a" &&
        Lower(*next + 2) == "half") {
      number->millionths = kMillion / 2;
      *next += 3;
      if (Is(*next, PatternWord::kScale)) {
        MultiplyByPowerOfTen(Word(*next).value, &*number);
        ++*next;
      }
    }
    const PatternWordCache::Meaning word = Word(*next);
    if (word.kind == PatternWord::kLakh) {
      number->known = MultiplyByPowerOfTen(word.value, &*number);
      ++*next;
    }
    return number;
  }
  if (Is(at, PatternWord::kMany)) {
    Number many;
    many.known = false;
    *next = at + 1;
    if (Word(at).value == 12) {
      many.known = true;
      many.units = 12;
    }
    // "tens of thousands", "hundreds of millions"
    if (Lower(*next) == "of" && Is(*next + 1, PatternWord::kMany) &&
        Word(*next + 1).value == 0) {
      *next += 2;
    }
    return many;
  }
  return std::nullopt;
}

uint32_t Finder::SmallNumber(uint32_t at) const {
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind == PatternWord::kUnitNumber ||
      word.kind == PatternWord::kTens) {
    return word.value;
  }
  std::string_view suffix;
  const std::optional<Number> number = ReadDigits(at, &suffix);
  return number.has_value() && number->plain && number->units < 100
             ? static_cast<uint32_t>(number->units)
             : 0;
}

uint32_t Finder::ReadDayOfMonth(uint32_t at) const {
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

uint32_t Finder::ReadYearText(std::string_view form) {
  if (form.size() != 4) return 0;
  uint32_t year = 0;
  for (const char byte : form) {
    if (!IsDigit(byte)) return 0;
    year = year * 10 + static_cast<uint32_t>(byte - '0');
  }
  return year >= 1000 && year < 2200 ? year : 0;
}

uint32_t Finder::ReadYear(uint32_t at) const { return ReadYearText(Form(at)); }

uint32_t Finder::ReadMonth(uint32_t at, uint32_t* next) const {
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
      Form(at + 1) == "." && Glued(at + 1)) {
    *next = at + 2;
  }
  return word.value;
}

bool Finder::LiesAhead(uint32_t at) const {
  if (at > begin_ && Lower(at - 1) == "by") return true;
  constexpr uint32_t kMostWords = 12;
  for (uint32_t back = 1; back <= kMostWords && at >= begin_ + back; ++back) {
    const std::string_view word = Lower(at - back);
    if (word == "will" || word == "due" || word == "'ll" || word == "’ll" ||
        (word == "be" && at > begin_ + back && Lower(at - back - 1) == "to")) {
      return true;
    }
    if (word == ";" || word == "said" || word == "\"" || word == "”") break;
  }
  return false;
}

std::string Finder::DayValue(uint32_t year, uint32_t month, uint32_t day,
                             bool ahead) const {
  if (day > DaysInMonth(year == 0 ? 2000 : year, month)) return {};
  if (year == 0 && today_.has_value()) {
    // The latest such day, or the next one. Four years hold a leap day.
    const CivilDay now = ToCivil(*today_);
    year = now.year;
    for (int steps = 0; steps < 8; ++steps) {
      if (day <= DaysInMonth(year, month)) {
        const int64_t guess = FromCivil({year, month, day});
        if (ahead ? guess > *today_ : guess <= *today_) break;
      }
      year = ahead ? year + 1 : year - 1;
    }
  }
  return (year == 0 ? "XXXX" : Padded(year, 4)) + "-" + Padded(month, 2) + "-" +
         Padded(day, 2);
}

// `relation`: -1 last, 0 none, 1 next, 2 this.
std::string Finder::WeekdayValue(uint32_t weekday, int relation) const {
  if (!today_.has_value()) return "XXXX-WXX-" + std::to_string(weekday);
  const uint32_t now = Weekday(*today_);
  int64_t back = (int64_t{now} + 7 - weekday) % 7;
  int64_t day = *today_ - back;  // On or before today.
  if (relation == -1 && back == 0) day -= 7;
  if (relation == 1) day += 7;
  if (relation == 2 && back != 0) day += 7;
  return FormatDay(day);
}

// A day, week, … before (negative) or after the article's own.
std::string Finder::ShiftedValue(char unit, int64_t amount) const {
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
    case 'M': {
      const int64_t months = int64_t{now.year} * 12 + now.month - 1 + amount;
      if (months < 12000) return {};
      return Padded(months / 12, 4) + "-" + Padded(months % 12 + 1, 2);
    }
    case 'Q': {
      const int64_t quarter =
          int64_t{now.year} * 4 + (now.month - 1) / 3 + amount;
      return Padded(quarter / 4, 4) + "-Q" + std::to_string(quarter % 4 + 1);
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

// "April 17, 2025", "April 17", "April 2025", "April".
Finder::Match Finder::FindMonthDate(uint32_t at) const {
  uint32_t next = at;
  const uint32_t month = ReadMonth(at, &next);
  if (month == 0) return {};
  Match match;
  match.type = EntityType::kDate;
  if (Lower(next) == "the" && ReadDayOfMonth(next + 1) != 0 &&
      !IsDigit(Form(next + 1).back())) {
    ++next;
  }
  const uint32_t day = ReadDayOfMonth(next);
  if (day != 0 && Word(next + 1).kind != PatternWord::kPercent) {
    uint32_t after = next + 1;
    // "April 17 - 19" is a range.
    uint32_t last_day = 0;
    if (IsRangeMark(at, after) && ReadDayOfMonth(after + 1) > day) {
      last_day = ReadDayOfMonth(after + 1);
      after += 2;
    }
    match.end = after;
    uint32_t year = 0;
    const uint32_t year_place = Form(after) == "," ? after + 1 : after;
    if (ReadYear(year_place) != 0 && ReadYear(year_place) > 1300) {
      year = ReadYear(year_place);
      match.end = year_place + 1;
    }
    const bool ahead = LiesAhead(at);
    match.value = DayValue(year, month, day, ahead);
    if (last_day != 0) {
      match.value += "/" + DayValue(year, month, last_day, ahead);
    }
    return match;
  }
  uint32_t year_place = next;
  if (Form(year_place) == ",") ++year_place;
  if (Lower(year_place) == "of") ++year_place;
  if (ReadYear(year_place) != 0) {
    match.end = year_place + 1;
    match.value = Padded(ReadYear(year_place), 4) + "-" + Padded(month, 2);
    return match;
  }
  // "March to May 2018"
  uint32_t last_next = 0;
  if (IsRangeMark(at, next)) {
    const uint32_t last = ReadMonth(next + 1, &last_next);
    if (last > month && ReadYear(last_next) != 0) {
      const std::string year = Padded(ReadYear(last_next), 4) + "-";
      match.end = last_next + 1;
      match.value = year + Padded(month, 2) + "/" + year + Padded(last, 2);
      return match;
    }
  }
  match.end = next;
  const PatternWordCache::Meaning before = Word(at == begin_ ? end_ : at - 1);
  const bool placed = at > begin_ && (before.kind == PatternWord::kYearPlace ||
                                      before.kind == PatternWord::kPast ||
                                      before.kind == PatternWord::kFuture ||
                                      before.kind == PatternWord::kThis);
  // "May" and "March" alone are names and verbs as well.
  if ((month == 5 || month == 3 || Word(at).kind == PatternWord::kMonthShort) &&
      !placed) {
    return {};
  }
  int relation = 0;
  if (at > begin_) {
    if (before.kind == PatternWord::kPast) relation = -1;
    if (before.kind == PatternWord::kFuture) relation = 1;
    if (relation != 0 || before.kind == PatternWord::kThis) {
      match.begin = at - 1;
    }
  }
  match.value = MonthValue(0, month, relation, relation == 0 && LiesAhead(at));
  return match;
}

// Without a year the latest such month, or the next one; `relation`: -1 last,
// 1 next.
std::string Finder::MonthValue(uint32_t year, uint32_t month, int relation,
                               bool ahead) const {
  if (year == 0 && today_.has_value()) {
    const CivilDay now = ToCivil(*today_);
    year = now.year;
    if (relation <= 0 && !ahead && month > now.month) --year;
    if (relation == -1 && month == now.month) --year;
    if (relation == 1 && month <= now.month) ++year;
    if (ahead && month < now.month) ++year;
  }
  return (year == 0 ? "XXXX" : Padded(year, 4)) + "-" + Padded(month, 2);
}

// "17 April 2025", "17th of April", "17 April".
Finder::Match Finder::FindDayDate(uint32_t at) const {
  uint32_t day = ReadDayOfMonth(at);
  uint32_t place = at + 1;
  // "the fifth of October"
  if (day == 0 && Is(at, PatternWord::kOrdinal) && Word(at).value <= 31 &&
      Lower(place) == "of") {
    day = Word(at).value;
  }
  if (day == 0) return {};
  // "17-19 April"
  uint32_t last_day = 0;
  if (IsRangeMark(at, place) && ReadDayOfMonth(place + 1) > day) {
    last_day = ReadDayOfMonth(place + 1);
    place += 2;
  }
  if (Lower(place) == "of") ++place;
  uint32_t next = place;
  const uint32_t month = ReadMonth(place, &next);
  if (month == 0) return {};
  Match match;
  match.type = EntityType::kDate;
  uint32_t year = 0;
  const uint32_t year_place = Form(next) == "," ? next + 1 : next;
  if (ReadYear(year_place) > 1300) {
    year = ReadYear(year_place);
    next = year_place + 1;
  }
  match.end = next;
  const bool ahead = LiesAhead(at);
  match.value = DayValue(year, month, day, ahead);
  if (last_day != 0) {
    match.value += "/" + DayValue(year, month, last_day, ahead);
  }
  return match;
}

Finder::Match Finder::FindWeekday(uint32_t at, int relation) const {
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind != PatternWord::kWeekday) return {};
  Match match;
  match.type = EntityType::kDate;
  match.end = at + 1;
  match.value =
      WeekdayValue(word.value, relation == 0 && LiesAhead(at) ? 1 : relation);
  if (Lower(at).back() == 's') {  // "Thursdays": every one.
    match.value = "XXXX-WXX-" + std::to_string(word.value);
    return match;
  }
  // "Monday to Friday"
  if (IsRangeMark(at, at + 1) && Is(at + 2, PatternWord::kWeekday) &&
      Lower(at + 2).back() != 's') {
    match.end = at + 3;
    std::string last = WeekdayValue(Word(at + 2).value, relation);
    const std::optional<int64_t> first = ParseDay(match.value);
    if (first.has_value()) {
      last = FormatDay(*first +
                       (int64_t{Word(at + 2).value} + 7 - word.value) % 7);
    }
    match.value += "/" + last;
    return match;
  }
  // "Thursday, April 17, 2025" is one date, and its value the day's.
  const uint32_t rest = Form(at + 1) == "," ? at + 2 : at + 1;
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

// "last week", "next year", "yesterday", "three years ago", "the past month".
Finder::Match Finder::FindRelative(uint32_t at) const {
  Match match;
  match.type = EntityType::kDate;
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind == PatternWord::kRelativeDay) {
    match.end = at + 1;
    match.value = ShiftedValue('D', int64_t{word.value} - 8);
    if (Is(at + 1, PatternWord::kDayPart) && Word(at + 1).value < 4) {
      match.end = at + 2;
      match.type = EntityType::kTime;
      if (today_.has_value()) match.value += kDayParts[Word(at + 1).value];
    }
    return match;
  }
  // "the day before yesterday", "the day after tomorrow"
  if (Lower(at) == "day" && Is(at + 2, PatternWord::kRelativeDay)) {
    const int64_t step = Lower(at + 1) == "before"  ? -1
                         : Lower(at + 1) == "after" ? 1
                                                    : 0;
    if (step == 0) return {};
    match.end = at + 3;
    match.value = ShiftedValue('D', int64_t{Word(at + 2).value} - 8 + step);
    return match;
  }
  // "several days", "a few weeks": a count that is not known.
  if (Is(at, PatternWord::kSomeCount) ||
      (Lower(at) == "a" && Lower(at + 1) == "couple")) {
    uint32_t place = Lower(at) == "a" ? at + 2 : at + 1;
    if (Lower(place) == "of") ++place;
    const PatternWordCache::Meaning unit = Word(place);
    if ((unit.kind != PatternWord::kDateUnit &&
         unit.kind != PatternWord::kTimeUnit) ||
        Lower(place).back() != 's') {
      return {};
    }
    const bool date = unit.kind == PatternWord::kDateUnit;
    match.end = place + 1;
    if (Is(place + 1, PatternWord::kAgo)) {
      match.end = place + 2;
      match.value = "PAST_REF";
      return match;
    }
    if (!date) match.type = EntityType::kTime;
    char letter =
        date ? kDateUnits[unit.value][0] : static_cast<char>(unit.value);
    if (letter == 'E' || letter == 'C') letter = 'Y';
    match.value = (date ? "PX" : "PTX") + std::string(1, letter);
    return match;
  }
  // "for years", "years ago"
  if ((word.kind == PatternWord::kDateUnit ||
       word.kind == PatternWord::kTimeUnit) &&
      Lower(at).back() == 's' && at > begin_) {
    const bool date = word.kind == PatternWord::kDateUnit;
    char letter =
        date ? kDateUnits[word.value][0] : static_cast<char>(word.value);
    if (letter == 'E' || letter == 'C') letter = 'Y';
    if (!date) match.type = EntityType::kTime;
    if (Lower(at + 1) == "ago") {
      match.end = at + 2;
      match.value = "PAST_REF";
      return match;
    }
    if (Lower(at - 1) != "for") return {};
    match.end = at + 1;
    match.value = (date ? "PX" : "PTX") + std::string(1, letter);
    return match;
  }
  // "lasted an hour", "for a decade"
  if ((Lower(at) == "a" || Lower(at) == "an") && at > begin_ &&
      Is(at - 1, PatternWord::kLasting)) {
    const PatternWordCache::Meaning unit = Word(at + 1);
    const bool date = unit.kind == PatternWord::kDateUnit;
    if ((date || unit.kind == PatternWord::kTimeUnit) &&
        !Is(at + 2, PatternWord::kAgo) && !Is(at + 2, PatternWord::kLater)) {
      const char letter =
          date ? kDateUnits[unit.value][0] : static_cast<char>(unit.value);
      if (!date) match.type = EntityType::kTime;
      match.end = at + 2;
      match.value = letter == 'E' ? "P10Y"
                    : letter == 'C'
                        ? "P100Y"
                        : (date ? "P1" : "PT1") + std::string(1, letter);
      return match;
    }
    if (Lower(at + 1) == "fortnight") {
      match.end = at + 2;
      match.value = "P2W";
      return match;
    }
  }
  // "a year ago", "an hour later"
  if ((Lower(at) == "a" || Lower(at) == "an") &&
      (Is(at + 2, PatternWord::kAgo) || Is(at + 2, PatternWord::kLater))) {
    const PatternWordCache::Meaning unit = Word(at + 1);
    const bool date = unit.kind == PatternWord::kDateUnit;
    if (!date && unit.kind != PatternWord::kTimeUnit) return {};
    match.end = at + 3;
    if (!date) match.type = EntityType::kTime;
    if (Is(at + 2, PatternWord::kAgo)) {
      match.value = date ? ShiftedValue(kDateUnits[unit.value][0], -1)
                         : std::string("PAST_REF");
    } else {
      match.value = (date ? "P1" : "PT1") +
                    std::string(1, date ? kDateUnits[unit.value][0]
                                        : static_cast<char>(unit.value));
    }
    return match;
  }
  if (word.kind == PatternWord::kDayPart && Lower(at) == "tonight") {
    match.type = EntityType::kTime;
    match.end = at + 1;
    match.value = today_.has_value() ? FormatDay(*today_) + "TNI" : "TNI";
    return match;
  }
  int relation = 0;
  if (word.kind == PatternWord::kPast) relation = -1;
  if (word.kind == PatternWord::kFuture) relation = 1;
  if (word.kind == PatternWord::kThis) relation = 2;
  if (relation == 0) return {};
  const int64_t step = relation == 2 ? 0 : relation;
  const PatternWordCache::Meaning next = Word(at + 1);
  switch (next.kind) {
    case PatternWord::kWeekday:
      match = FindWeekday(at + 1, relation);
      return match;
    case PatternWord::kDateUnit: {
      const std::string_view unit = kDateUnits[next.value];
      const bool plural = Lower(at + 1).back() == 's';
      if (plural) return {};
      if (Lower(at) == "following" || Lower(at) == "current") {
        if (Lower(at) == "following") return {};
      }
      match.end = at + 2;
      match.value = ShiftedValue(unit[0], step);
      return match;
    }
    case PatternWord::kSeason:
      if (Lower(at) == "past" && Lower(at + 1) == "fall") return {};
      match.end = at + 2;
      if (ReadYear(at + 2) != 0) {
        match.end = at + 3;
        match.value = Padded(ReadYear(at + 2), 4);
      } else {
        match.value = today_.has_value() ? ShiftedValue('Y', step) : "XXXX";
      }
      match.value += "-" + std::string(kSeasons[next.value]);
      return match;
    case PatternWord::kDayPart:
      if (next.value > 3 || Lower(at) == "past") return {};
      match.type = EntityType::kTime;
      match.end = at + 2;
      match.value = std::string(kDayParts[next.value]);
      if (today_.has_value()) {
        match.value = FormatDay(*today_ + (step < 0 ? -1 : step)) + match.value;
      }
      return match;
    case PatternWord::kHalf:
      if (Lower(at + 1) == "quarter") {
        match.end = at + 2;
        match.value = ShiftedValue('Q', step);
        return match;
      }
      return {};
    default:
      break;
  }
  if (Lower(at + 1) == "weekend") {
    match.end = at + 2;
    match.value = today_.has_value() ? FormatWeek(*today_ + 7 * step) + "-WE"
                                     : "XXXX-WXX-WE";
    return match;
  }
  // "the last three years", "the next 10 days".
  uint32_t after = 0;
  std::string_view suffix;
  const std::optional<Number> number = ReadNumber(at + 1, &after, &suffix);
  if (number.has_value() && suffix.empty() && relation != 2 &&
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
    return match;
  }
  return {};
}

// "2025-04-17", "17/04/2025", "04/17/2025", also cut at the hyphens.
Finder::Match Finder::FindNumericDate(uint32_t at) const {
  std::string text(Form(at));
  if (text.empty() || !IsDigit(text[0])) return {};
  uint32_t end = at + 1;
  if (text.find_first_not_of("0123456789") == std::string::npos) {
    while (end < end_ && text.size() < 10 &&
           (Form(end) == "-" || Form(end) == "/") && Glued(end) &&
           Glued(end + 1) && !Form(end + 1).empty() &&
           IsDigit(Form(end + 1)[0])) {
      text += std::string(Form(end)) + std::string(Form(end + 1));
      end += 2;
    }
  }
  // "2021" and "/10/05"
  if (end == at + 1 && Glued(end) && text.size() <= 4 &&
      (Form(end).starts_with('/') || Form(end).starts_with('-'))) {
    text += std::string(Form(end));
    ++end;
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
    match.value = DayValue(parts[0], parts[1], parts[2]);
    if (match.value.empty()) return {};
    return match;
  }
  if (sizes[2] != 4 || sizes[0] > 2 || sizes[1] > 2) return {};
  uint32_t day = parts[0];
  uint32_t month = parts[1];
  // "04/17/2025"; where both could be the month the day stands first, as in
  // most of the world, unless they are the same.
  if (month > 12 && day <= 12) std::swap(day, month);
  if (month < 1 || month > 12 || day < 1) return {};
  match.value = DayValue(parts[2], month, day);
  if (match.value.empty()) return {};
  return match;
}

// "2022", "1990s", "2021-22", "the 21st century", "summer 2024".
Finder::Match Finder::FindYear(uint32_t at) const {
  Match match;
  match.type = EntityType::kDate;
  const std::string_view form = Form(at);
  // "1990s", "90s" after "the".
  if (form.size() == 5 && form[4] == 's' && form[3] == '0' &&
      IsDigit(form[0]) && IsDigit(form[1]) && IsDigit(form[2])) {
    match.end = at + 1;
    // "The 1800s" are a century, "the 1900s" and "the 2000s" mostly too.
    match.value = std::string(form.substr(0, form[2] == '0' ? 2 : 3)) +
                  (form[2] == '0' ? "XX" : "X");
    return match;
  }
  // "'80s", "the 80s", "the eighties"
  if (at > begin_) {
    const std::string_view lead = Lower(at - 1);
    const bool mark = lead == "'" || lead == "’" || lead == "‘";
    const bool digits = form.size() == 3 && form[1] == '0' && form[2] == 's' &&
                        IsDigit(form[0]);
    const int tens = digits                           ? form[0] - '0'
                     : Is(at, PatternWord::kTenYears) ? Word(at).value
                                                      : 0;
    if (tens >= 2 && (mark || lead == "the")) {
      match.end = at + 1;
      if (mark) match.begin = at - 1;
      match.value = "19" + std::to_string(tens) + "X";
      return match;
    }
  }
  // "2012/13", "1914-18" in one token
  if (form.size() >= 7 && (form[4] == '/' || form[4] == '-') &&
      ReadYearText(form.substr(0, 4)) != 0 &&
      form.find_first_not_of("0123456789", 5) == std::string_view::npos &&
      (form.size() == 7 || form.size() == 9)) {
    match.end = at + 1;
    match.value = std::string(form.substr(0, 4)) + "/" +
                  std::string(form.size() == 7 ? form.substr(0, 2) : "") +
                  std::string(form.substr(5));
    return match;
  }
  // "Q3 2024", "FY2024", "fiscal 2024", "fiscal year 2024"
  if (form.size() == 2 && (form[0] == 'Q' || form[0] == 'H') &&
      form[1] >= '1' && form[1] <= (form[0] == 'Q' ? '4' : '2')) {
    const uint32_t year_place = Lower(at + 1) == "of" ? at + 2 : at + 1;
    const uint32_t year = ReadYear(year_place);
    if (year == 0 && form[0] == 'H') return {};
    match.end = year != 0 ? year_place + 1 : at + 1;
    match.value =
        (year != 0 ? Padded(year, 4) : "XXXX") + "-" + std::string(form);
    return match;
  }
  if (form.size() == 6 && form.starts_with("FY") && IsDigit(form[2]) &&
      IsDigit(form[3]) && IsDigit(form[4]) && IsDigit(form[5])) {
    match.end = at + 1;
    match.value = std::string(form);
    return match;
  }
  if (form == "FY" || Lower(at) == "fiscal" || Lower(at) == "financial") {
    uint32_t place = Lower(at + 1) == "year" ? at + 2 : at + 1;
    if (Lower(place) == "of") ++place;
    if (ReadYear(place) == 0 ||
        (Lower(at) == "financial" && Lower(at + 1) != "year")) {
      return {};
    }
    match.end = place + 1;
    match.value = "FY" + Padded(ReadYear(place), 4);
    return match;
  }
  const PatternWordCache::Meaning word = Word(at);
  if ((Lower(at) == "final" || word.kind == PatternWord::kPast) &&
      Lower(at + 1) == "quarter" && Lower(at + 2) == "of" &&
      ReadYear(at + 3) != 0) {
    match.end = at + 4;
    match.value = Padded(ReadYear(at + 3), 4) + "-Q4";
    return match;
  }
  if (word.kind == PatternWord::kSeason) {
    const uint32_t year_place = Lower(at + 1) == "of" ? at + 2 : at + 1;
    if (ReadYear(year_place) == 0) return {};
    match.end = year_place + 1;
    match.value = Padded(ReadYear(year_place), 4) + "-" +
                  std::string(kSeasons[word.value]);
    return match;
  }
  // "third quarter of 2024", "21st century".
  uint32_t ordinal = 0;
  if (word.kind == PatternWord::kOrdinal) ordinal = word.value;
  if (word.kind == PatternWord::kTens && IsHyphen(at + 1) &&
      Is(at + 2, PatternWord::kOrdinal) && Lower(at + 3) == "century") {
    match.end = at + 4;
    match.value = Padded(word.value + Word(at + 2).value - 1, 2) + "XX";
    return match;
  }
  if (ordinal == 0 && ReadDayOfMonth(at) != 0 && !IsDigit(form.back())) {
    ordinal = ReadDayOfMonth(at);
  }
  if (ordinal != 0) {
    // "first quarter of 2024", "second half of this year", "third-quarter"
    const uint32_t part = IsHyphen(at + 1) ? at + 2 : at + 1;
    const bool half = Lower(part) == "half" && ordinal <= 2;
    if ((Lower(part) == "quarter" && ordinal <= 4) || half) {
      match.end = part + 1;
      match.value = (half ? "XXXX-H" : "XXXX-Q") + std::to_string(ordinal);
      const bool of = Lower(part + 1) == "of";
      const uint32_t year_place = of ? part + 2 : part + 1;
      uint32_t year = ReadYear(year_place);
      uint32_t end = year_place + 1;
      if (year == 0 && of && Lower(year_place + 1) == "year" &&
          (Lower(year_place) == "the" || Lower(year_place) == "this" ||
           Lower(year_place) == "last" || Lower(year_place) == "next")) {
        end = year_place + 2;
        match.end = end;
        if (today_.has_value()) {
          year = ToCivil(*today_).year;
          if (Lower(year_place) == "last") --year;
          if (Lower(year_place) == "next") ++year;
        }
      } else if (year == 0 && half) {
        return {};  // Of a match.
      }
      if (year != 0) {
        match.end = end;
        match.value = Padded(year, 4) + match.value.substr(4);
      }
      return match;
    }
    if (Lower(at + 1) == "century" && ordinal > 1) {
      match.end = at + 2;
      match.value = Padded(ordinal - 1, 2) + "XX";
      return match;
    }
    return {};
  }
  const uint32_t year = ReadYear(at);
  if (year == 0) return {};
  const PatternWordCache::Meaning before = Word(at == begin_ ? end_ : at - 1);
  const std::string_view after = Lower(at + 1);
  const bool placed = at > begin_ && before.kind == PatternWord::kYearPlace;
  // "2021-22" and "2021/22" cut before the mark
  const std::string_view glued =
      Glued(at + 1) ? Form(at + 1) : std::string_view();
  if ((glued.size() == 3 || glued.size() == 5) &&
      (glued[0] == '-' || glued[0] == '/') &&
      glued.find_first_not_of("0123456789", 1) == std::string_view::npos &&
      (glued.size() == 3 || ReadYearText(glued.substr(1)) > year)) {
    match.end = at + 2;
    match.value = Padded(year, 4) + "/" +
                  (glued.size() == 3 ? Padded(year / 100, 2) : std::string()) +
                  std::string(glued.substr(1));
    return match;
  }
  // "2021-22", "2021-2022"
  if ((IsHyphen(at + 1) || (Form(at + 1) == "/" && Glued(at + 1))) &&
      (ReadYear(at + 2) > year ||
       (Form(at + 2).size() == 2 && IsDigit(Form(at + 2)[0]) &&
        IsDigit(Form(at + 2)[1])))) {
    match.end = at + 3;
    std::string second(Form(at + 2));
    if (second.size() == 2) second = Padded(year / 100, 2) + second;
    match.value = Padded(year, 4) + "/" + second;
    return match;
  }
  // "from 2003 to 2007", "between 2003 and 2007"
  if (at > begin_ && (Lower(at - 1) == "from" || Lower(at - 1) == "between") &&
      IsRangeMark(at, at + 1) && ReadYear(at + 2) > year) {
    match.end = at + 3;
    match.value = Padded(year, 4) + "/" + Padded(ReadYear(at + 2), 4);
    return match;
  }
  const PatternWordCache::Meaning next = Word(at + 1);
  const bool counted = next.kind == PatternWord::kUnit ||
                       next.kind == PatternWord::kPercent ||
                       next.kind == PatternWord::kCurrencyWord ||
                       next.kind == PatternWord::kScale || after == "people";
  if (counted) return {};
  const bool mid = at > begin_ + 1 && Lower(at - 2) == "mid";
  if (at > begin_ && !mid &&
      (before.kind == PatternWord::kCurrencySign || Form(at - 1) == "-" ||
       Form(at - 1) == "#" || Form(at - 1) == "/")) {
    return {};
  }
  if (!placed && (year < 1800 || year > 2100)) return {};
  match.end = at + 1;
  match.value = Padded(year, 4);
  return match;
}

Finder::Match Finder::FindDate(uint32_t at) const {
  Match best;
  // "mid-2019", "mid-April" in one token
  if (const std::string_view lower = Lower(at); lower.starts_with("mid-")) {
    const std::string_view rest = lower.substr(4);
    const PatternWordKey month = FindPatternWord(MixHash(HashBytes(rest)));
    best.type = EntityType::kDate;
    if (ReadYearText(rest) != 0) {
      best.end = at + 1;
      best.value = std::string(rest);
    } else if (month.kind == PatternWord::kMonth) {
      const uint32_t year = ReadYear(at + 1);
      best.end = year != 0 ? at + 2 : at + 1;
      best.value = MonthValue(year, month.value, 0, LiesAhead(at));
    }
    return best;
  }
  for (const Match& match :
       {FindMonthDate(at), FindDayDate(at), FindWeekday(at, 0),
        FindRelative(at), FindNumericDate(at), FindYear(at)}) {
    if (match.end > best.end) best = match;
  }
  return best;
}

// "16:30", "4.30 pm", "4 p.m.", "noon".
Finder::Match Finder::FindClock(uint32_t at) const {
  Match match;
  match.type = EntityType::kTime;
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind == PatternWord::kDayPart && word.value >= 4) {
    match.end = at + 1;
    match.value = std::string(kDayParts[word.value]);
    return match;
  }
  // "half past four", "quarter to six", "ten past three"
  const std::string_view side = Lower(at + 1);
  if (side == "past" || side == "to") {
    uint32_t minutes = Lower(at) == "half"      ? 30
                       : Lower(at) == "quarter" ? 15
                                                : SmallNumber(at);
    const uint32_t whole = SmallNumber(at + 2);
    if (minutes > 0 && minutes < 60 && whole > 0 && whole <= 12 &&
        (Lower(at) == "half" || Lower(at) == "quarter" ||
         (side == "past" && minutes % 5 == 0)) &&
        !(side == "to" && minutes == 30)) {
      const uint32_t total =
          side == "past" ? whole * 60 + minutes : whole * 60 - minutes;
      match.end = at + 3;
      match.value = "T" + Padded(total / 60, 2) + ":" + Padded(total % 60, 2);
      return match;
    }
  }
  // "six o'clock", "nine in the morning"
  if (const uint32_t whole = SmallNumber(at); whole > 0 && whole <= 12) {
    uint32_t end = at + 1;
    bool clock = false;
    if (Lower(end) == "o'clock" || Lower(end) == "o’clock") {
      clock = true;
      ++end;
    } else if (Lower(end) == "o" && Lower(end + 2) == "clock") {
      clock = true;
      end += 3;
    }
    const bool in_the = Lower(end) == "in" && Lower(end + 1) == "the";
    const uint32_t part_place = in_the ? end + 2 : end + 1;
    const PatternWordCache::Meaning part = Word(part_place);
    const bool told = part.kind == PatternWord::kDayPart && part.value < 4 &&
                      (in_the || (Lower(end) == "at" && part.value == 3));
    if (told || clock) {
      uint32_t hour_of_day = whole;
      if (told && part.value > 0 && whole < 12) hour_of_day += 12;
      match.end = told ? part_place + 1 : end;
      match.value = "T" + Padded(hour_of_day, 2) + ":00";
      return match;
    }
  }
  const std::string_view form = Form(at);
  if (form.empty() || !IsDigit(form[0])) return {};
  // "1800 GMT"
  if (form.size() == 4 && (Form(at + 1) == "GMT" || Form(at + 1) == "UTC") &&
      form.find_first_not_of("0123456789") == std::string_view::npos &&
      form < "2400" && form[2] < '6') {
    match.end = at + 2;
    match.value = "T" + std::string(form.substr(0, 2)) + ":" +
                  std::string(form.substr(2)) + "Z";
    return match;
  }
  uint32_t hour = 0;
  uint32_t minute = 0;
  bool colon = false;
  size_t position = 0;
  while (position < form.size() && position < 2 && IsDigit(form[position])) {
    hour = hour * 10 + static_cast<uint32_t>(form[position++] - '0');
  }
  if (position + 2 < form.size() &&
      (form[position] == ':' || form[position] == '.') &&
      IsDigit(form[position + 1]) && IsDigit(form[position + 2])) {
    colon = form[position] == ':';
    minute = static_cast<uint32_t>((form[position + 1] - '0') * 10 +
                                   (form[position + 2] - '0'));
    position += 3;
  }
  std::string suffix(Lower(at).substr(position));
  uint32_t end = at + 1;
  const auto half_of = [](std::string_view text) {
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text == "am" || text == "a.m") return 1;
    if (text == "pm" || text == "p.m") return 2;
    return 0;
  };
  int half = half_of(suffix);
  if (!suffix.empty() && half == 0) return {};
  if (half == 0 && half_of(Lower(end)) != 0) {
    half = half_of(Lower(end));
    ++end;
    if (Form(end) == "." && Glued(end) &&
        Form(end - 1).find('.') != std::string_view::npos &&
        Form(end - 1).back() != '.') {
      ++end;
    }
  }
  if (hour > 24 || minute > 59) return {};
  if (half == 0 && !colon) return {};
  if (half != 0) {
    if (hour == 0 || hour > 12) return {};
    hour = hour % 12 + (half == 2 ? 12 : 0);
  }
  const std::string_view zone = Form(end);
  match.value = "T" + Padded(hour, 2) + ":" + Padded(minute, 2);
  if (zone == "GMT" || zone == "UTC") {
    ++end;
    match.value += "Z";
  } else if (zone == "CET" || zone == "EST" || zone == "EDT" || zone == "ET" ||
             zone == "PST" || zone == "BST" || zone == "IST") {
    ++end;
  }
  match.end = end;
  return match;
}

// "9am to 5pm", "10:00-16:00", "10 and 11 p.m." after "between".
Finder::Match Finder::FindClockRange(uint32_t at) const {
  Match first = FindClock(at);
  uint32_t hour = 0;
  if (first.end == 0) {
    hour = SmallNumber(at);
    if (hour == 0 || hour > 12 || !IsRangeMark(at, at + 1)) return {};
    first.end = at + 1;
  }
  if (!IsRangeMark(at, first.end)) return {};
  Match second = FindClock(first.end + 1);
  if (second.end == 0 || second.value.size() < 6) return {};
  if (first.value.empty()) {
    // The half of the day is the other's, if the hours are in order then.
    const auto last = static_cast<uint32_t>((second.value[1] - '0') * 10 +
                                            (second.value[2] - '0'));
    if (hour % 12 + 12 < last) hour = hour % 12 + 12;
    first.value = "T" + Padded(hour, 2) + ":00";
  }
  second.value = first.value + "/" + second.value;
  return second;
}

// Money, percent, quantities, durations, counts.
Finder::Match Finder::FindAmount(uint32_t at) const {
  Match match;
  std::string_view suffix;
  uint32_t next = 0;
  uint32_t place = at;
  int currency = -1;
  bool letters = false;
  // "$", "US$", "US $", "Rs", "USD 5", "R 92 million", "N $ 5".
  const PatternWordCache::Meaning sign = Word(at);
  if ((Form(at) == "US" || Form(at) == "U.S.") && Form(at + 1) == "$") {
    currency = 0;
    place = at + 2;
  } else if (IsDollarOf(at)) {  // "A$", "HK$"
    currency =
        FindPatternWord(MixHash(HashBytes("$", HashBytes(Lower(at))))).value;
    place = at + 2;
  } else if (sign.kind == PatternWord::kCurrencySign) {
    letters = Lower(at).back() >= 'a' && Lower(at).back() <= 'z';
    if (!letters || Form(at)[0] < 'a') {
      currency = sign.value;
      place = at + 1;
      if (letters && Form(place) == "." && Glued(place)) ++place;
    }
  } else if (sign.kind == PatternWord::kCurrencyWord && Form(at).size() == 3 &&
             Form(at)[1] >= 'A' && Form(at)[1] <= 'Z') {
    currency = sign.value;
    place = at + 1;
  }
  std::optional<Number> number = ReadNumber(place, &next, &suffix);
  if (currency >= 0) {
    if (!number.has_value() || !number->digits) return {};
    if (number->plain && (Form(next) == "m" || Form(next) == "M")) {
      number->known = number->known && MultiplyByPowerOfTen(6, &*number);
      number->plain = false;
      ++next;
    }
    // "100 000", with a space for the comma.
    while (number->plain && number->known && Form(next).size() == 3 &&
           number->units < 1000000000 &&
           Form(next).find_first_not_of("0123456789") ==
               std::string_view::npos) {
      for (const char digit : Form(next)) {
        number->units = number->units * 10 + (digit - '0');
      }
      ++next;
    }
    // A single letter is a currency before an amount of money only: "R 92
    // million", "N 50,000", not "K 9".
    if (letters && Form(at).size() == 1 &&
        (number->units < 1000 || number->millionths != 0)) {
      return {};
    }
    // "$ 500-580 million", "$5m to $7m"
    std::string upper_value;
    if (IsRangeMark(at, next)) {
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
        const PatternWordCache::Meaning scale = Word(after - 1);
        if (number->plain && after > other_place + 1 &&
            (scale.kind == PatternWord::kScale ||
             scale.kind == PatternWord::kScaleShort)) {
          number->known =
              number->known && MultiplyByPowerOfTen(scale.value, &*number);
        }
        if (upper->known) upper_value = "/" + Format(*upper);
        next = after;
      }
    }
    if ((currency == 0 && Is(next, PatternWord::kCurrencyWord) &&
         Word(next).value == 0)) {
      ++next;  // "$ 5 million dollars"
    } else if (currency == 0 && Lower(next) == "us" &&
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
  if (Word(at).kind == PatternWord::kHalf || Lower(at) == "an") {
    const bool hour_first = Lower(at) == "an" && Lower(at + 1) == "hour" &&
                            Lower(at + 2) == "and" && Lower(at + 4) == "half";
    const uint32_t article = Lower(at + 1) == "of" ? at + 2 : at + 1;
    if (hour_first || (Lower(article) == "an" && Lower(article + 1) == "hour" &&
                       Lower(at) != "an")) {
      match.type = EntityType::kTime;
      match.end = hour_first ? at + 5 : article + 2;
      match.value = hour_first            ? "PT1.5H"
                    : Lower(at) == "half" ? "PT30M"
                                          : "PT15M";
      return match;
    }
  }
  if (!number.has_value()) {
    // "several hundred", "a few" stay unsaid; "a year" is a duration only
    // where a number stands.
    return {};
  }
  if (Form(next) == "p" && Glued(next) && number->digits && suffix.empty()) {
    match.type = EntityType::kMoney;  // Pence.
    match.end = next + 1;
    if (number->known) match.value = "GBP " + Format(Hundredth(*number));
    return match;
  }
  // "30th" is an ordinal's; "5km" is number and unit.
  uint32_t unit_place = next;
  if (!suffix.empty() && number->digits && suffix != "m" && suffix != "bn" &&
      suffix != "k" && suffix != "mn" && suffix != "tn" && suffix != "b" &&
      suffix != "M" && suffix != "B" && suffix != "K" && suffix != "trn") {
    if (suffix == "p" && number->known) {  // Pence.
      match.type = EntityType::kMoney;
      match.end = next;
      match.value = "GBP " + Format(Hundredth(*number));
      return match;
    }
    if (suffix == "%" || suffix == "pc") {
      match.type = EntityType::kPercent;
      match.end = next;
      match.value = number->known ? Format(*number) + " %" : "";
      return match;
    }
    std::string lower;
    AppendLowerCase(suffix, &lower);
    const PatternWordKey unit = FindPatternWord(MixHash(HashBytes(lower)));
    if (unit.kind != PatternWord::kUnit) return {};
    match.type = EntityType::kQuantity;
    match.end = next;
    if (number->known) {
      match.value = Format(*number) + " " + std::string(kUnits[unit.value]);
    }
    return match;
  }
  const bool hyphen = IsHyphen(unit_place);
  if (hyphen) ++unit_place;
  const PatternWordCache::Meaning unit = Word(unit_place);
  const std::string value = Format(*number);
  match.end = unit_place + 1;
  switch (unit.kind) {
    case PatternWord::kPercent:
      match.type = EntityType::kPercent;
      if (number->known) match.value = value + " %";
      return match;
    case PatternWord::kCurrencyWord:
      if (Lower(unit_place + 1) == "cents") break;
      match.type = EntityType::kMoney;
      match.value = MoneyOf(Lower(unit_place), unit.value, *number, at, end_);
      return match;
    case PatternWord::kCurrencySign:
      if (Form(unit_place) != "€" && Form(unit_place) != "$" &&
          Form(unit_place) != "£" && Form(unit_place) != "₹") {
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
      match.type = EntityType::kQuantity;
      uint32_t index = unit.value;
      if (index == 31 && Is(unit_place + 1, PatternWord::kUnit) &&
          (Word(unit_place + 1).value == 29 ||
           Word(unit_place + 1).value == 30)) {
        index = Word(unit_place + 1).value;
        match.end = unit_place + 2;
      }
      if (Glued(match.end) && index <= 1 &&
          (Form(match.end) == "²" || Form(match.end) == "³")) {
        constexpr uint32_t kSquareKilometre = 20;
        constexpr uint32_t kCubicMetre = 24;
        index = Form(match.end) == "³" ? kCubicMetre : kSquareKilometre + index;
        ++match.end;
      }
      // "miles per hour", "kilometres an hour", "km/h"
      const std::string_view over = Lower(match.end);
      const std::string_view time = Lower(match.end + 1);
      constexpr uint32_t kMilesUnit = 4;
      if ((over == "per" || over == "an" || over == "a" || over == "/") &&
          (index <= 1 || index == kMilesUnit)) {
        constexpr uint32_t kPerHour = 25;
        constexpr uint32_t kMilesPerHour = 26;
        constexpr uint32_t kMetresPerSecond = 27;
        if (index != 1 && (time == "hour" || time == "h")) {
          index = index == 0 ? kPerHour : kMilesPerHour;
          match.end += 2;
        } else if (index == 1 && (time == "second" || time == "s")) {
          index = kMetresPerSecond;
          match.end += 2;
        }
      }
      if (number->known) match.value = value + " " + std::string(kUnits[index]);
      return match;
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
      }
      // "37-year-old", "37 years old": an age.
      if (IsHyphen(match.end) && Lower(match.end + 1) == "old") {
        match.end += 2;
      } else if (Lower(match.end) == "old" ||
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
      if (date && !hyphen && Lower(match.end) == "from" &&
          Lower(match.end + 1) == "now") {
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
        match.value = (date ? "P" : "PT") + Format(amount) + letter;
      }
      // "in three days' time"
      if (date && (Lower(match.end) == "'" || Lower(match.end) == "’") &&
          Lower(match.end + 1) == "time" && amount.known) {
        match.end += 2;
        match.value = ShiftedValue(letter, amount.units);
        return match;
      }
      // "two hours and 30 minutes"
      const uint32_t rest =
          Lower(match.end) == "and" ? match.end + 1 : match.end;
      uint32_t after = 0;
      const std::optional<Number> small = ReadNumber(rest, &after, &suffix);
      if (!amount.known || !small.has_value() || !small->known ||
          !suffix.empty() || hyphen) {
        return match;
      }
      const bool minutes = !date && letter == 'H' &&
                           Is(after, PatternWord::kTimeUnit) &&
                           Word(after).value == 'M';
      const bool months = date && letter == 'Y' && Lower(after) == "months";
      if (minutes || months) {
        match.value += Format(*small) + "M";
        match.end = after + 1;
      }
      return match;
    }
    default:
      break;
  }
  // "metric tonnes", "nautical miles"; "30 °C" in two tokens
  const PatternWordCache::Meaning other_unit = Word(next + 1);
  const bool nautical = Lower(next) == "nautical";
  if (((nautical || Lower(next) == "metric") &&
       other_unit.kind == PatternWord::kUnit) ||
      (Form(next) == "°" && (Form(next + 1) == "C" || Form(next + 1) == "F"))) {
    match.type = EntityType::kQuantity;
    match.end = next + 2;
    if (number->known) {
      match.value =
          value + " " +
          (nautical            ? std::string("nmi")
           : Form(next) == "°" ? "°" + std::string(Form(next + 1))
                               : std::string(kUnits[other_unit.value]));
    }
    return match;
  }
  if (Lower(next) == "basis" && Lower(next + 1) == "points") {
    match.type = EntityType::kPercent;
    match.end = next + 2;
    if (number->known) match.value = Format(Hundredth(*number)) + " %";
    return match;
  }
  const bool euro_cents = Lower(next) == "euro" && Lower(next + 1) == "cents";
  if (Lower(next) == "cents" || Lower(next) == "pence" || euro_cents) {
    match.type = EntityType::kMoney;
    match.end = euro_cents ? next + 2 : next + 1;
    if (number->known) {
      match.value = (euro_cents               ? "EUR "
                     : Lower(next) == "cents" ? "USD "
                                              : "GBP ") +
                    Format(Hundredth(*number));
    }
    return match;
  }
  if (Lower(next) == "per" && Lower(next + 1) == "cent") {
    match.type = EntityType::kPercent;
    match.end = next + 2;
    if (number->known) match.value = value + " %";
    return match;
  }
  if (Lower(next) == "percentage" &&
      (Lower(next + 1) == "points" || Lower(next + 1) == "point")) {
    match.type = EntityType::kPercent;
    match.end = next + 2;
    if (number->known) match.value = value + " %";
    return match;
  }
  if (Lower(next) == "square" || Lower(next) == "sq" ||
      Lower(next) == "cubic") {
    const PatternWordCache::Meaning squared = Word(next + 1);
    if (squared.kind == PatternWord::kUnit && squared.value <= 5) {
      constexpr std::array<std::string_view, 6> kSquares = {
          "km2", "m2", "cm2", "mm2", "mi2", "ft2"};
      match.type = EntityType::kQuantity;
      match.end = next + 2;
      const std::string_view name =
          Lower(next) == "cubic" ? "m3" : kSquares[squared.value];
      if (number->known) match.value = value + " " + std::string(name);
      return match;
    }
  }
  // "US dollars", "million Kenyan shillings".
  const bool adjective = Capitalized(next);
  const uint32_t name_place = adjective ? next + 1 : next;
  const bool pounds =
      Lower(name_place) == "pounds" || Lower(name_place) == "pound";
  // "weighs 12 pounds", "five pounds of flour"
  if (pounds && !adjective &&
      (Lower(name_place + 1) == "of" ||
       (at > begin_ && Lower(at - 1).starts_with("weigh")))) {
    match.type = EntityType::kQuantity;
    match.end = name_place + 1;
    if (number->known) match.value = value + " lb";
    return match;
  }
  if (pounds || (adjective && Is(name_place, PatternWord::kCurrencyWord))) {
    constexpr size_t kPounds = 2;
    match.type = EntityType::kMoney;
    match.end = name_place + 1;
    if (Lower(match.end) == "sterling") ++match.end;
    match.value =
        MoneyOf(Lower(name_place), pounds ? kPounds : Word(name_place).value,
                *number, at, adjective ? next : end_);
    return match;
  }
  // A bare count. "one" alone is a pronoun more often than a number.
  match.type = EntityType::kCardinal;
  match.end = next;
  match.value = value;
  if (next == at + 1 && Lower(at) == "one") return {};
  if (!suffix.empty() && !number->digits) return {};
  return match;
}

// "5 to 7 percent", "10-12 km", "three to five years": the unit counts for
// both numbers.
Finder::Match Finder::FindAmountRange(uint32_t at) const {
  std::string_view suffix;
  uint32_t next = 0;
  std::optional<Number> lower = ReadNumber(at, &next, &suffix);
  if (!lower.has_value() || !lower->known || !suffix.empty()) return {};
  // "5% to 7%"
  const uint32_t mark = Is(next, PatternWord::kPercent) ? next + 1 : next;
  if (!IsRangeMark(at, mark)) return {};
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
  if (lower->plain && after > mark + 2 && scale.kind == PatternWord::kScale) {
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
std::string Finder::MoneyOf(std::string_view name, size_t currency,
                            const Number& number, uint32_t at,
                            uint32_t adjective) const {
  std::string_view code = kCurrencies[currency];
  const auto look = [&](uint32_t place) {
    if (!Capitalized(place)) return false;
    for (const CountryCurrency& row : kCountryCurrencies) {
      if (name.starts_with(row.money) &&
          Lower(place).starts_with(row.country)) {
        code = row.code;
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
  if (!number.known || code.empty()) return {};
  return std::string(code) + " " + Format(number);
}

Finder::Match Finder::FindOrdinal(uint32_t at) const {
  Match match;
  match.type = EntityType::kOrdinal;
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind == PatternWord::kOrdinal) {
    match.end = at + 1;
    match.value = std::to_string(word.value);
    return match;
  }
  // "twenty-first"
  if (word.kind == PatternWord::kTens) {
    const uint32_t place = IsHyphen(at + 1) ? at + 2 : at + 1;
    const PatternWordCache::Meaning unit = Word(place);
    if (unit.kind == PatternWord::kOrdinal && unit.value < 10) {
      match.end = place + 1;
      match.value = std::to_string(word.value + unit.value);
    }
    return match;
  }
  std::string_view suffix;
  const std::optional<Number> number = ReadDigits(at, &suffix);
  if (number.has_value() && number->known && number->millionths == 0 &&
      (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th")) {
    match.end = at + 1;
    match.value = std::to_string(number->units);
  }
  return match;
}

void Finder::Find(std::vector<PatternMatch>* matches) {
  const size_t first = matches->size();
  for (uint32_t at = begin_; at < end_;) {
    if (!Word(at).begins && !(Form(at + 1) == "$" && Form(at).size() <= 2)) {
      ++at;
      continue;
    }
    Match best;
    for (Match& match : std::array<Match, 6>{
             FindDate(at), FindClock(at), FindAmount(at), FindAmountRange(at),
             FindClockRange(at), FindOrdinal(at)}) {
      if (match.end > best.end) best = std::move(match);
    }
    if (best.end == 0) {
      ++at;
      continue;
    }
    // "minus 3 %", "-5 °C"
    if (at > begin_ &&
        (best.type == EntityType::kPercent ||
         best.type == EntityType::kQuantity) &&
        (Lower(at - 1) == "minus" ||
         ((Form(at - 1) == "-" || Form(at - 1) == "−") && Glued(at) &&
          !Glued(at - 1)))) {
      best.begin = at - 1;
      if (!best.value.empty()) best.value.insert(0, 1, '-');
    }
    PatternMatch found;
    found.tokens = {std::min(at, best.begin), best.end};
    found.type = best.type;
    found.value = std::move(best.value);
    if (matches->size() > first &&
        matches->back().tokens.end > found.tokens.begin) {
      found.tokens.begin = matches->back().tokens.end;
    }
    matches->push_back(std::move(found));
    at = best.end;
  }
}

}  // namespace

void PatternWordCache::Prepare(const Vocabulary& vocabulary, uint32_t word) {
  if (word >= words_.size()) words_.resize(vocabulary.size());
  Meaning& meaning = words_[word];
  if (meaning.made) return;
  const uint32_t lower = vocabulary.lower(word);
  const PatternWordKey key = FindPatternWord(vocabulary.entry(lower).hash);
  const std::string_view form = vocabulary.form(word);
  // Nothing begins with a word that is in no list and has no digit, but for
  // these, and for letters before a dollar sign.
  meaning = {key.kind, key.value, true,
             key.kind != PatternWord::kNone ||
                 (!form.empty() &&
                  (IsDigit(form[0]) || form[0] == 'Q' || form[0] == 'H')) ||
                 form == "US" || form == "U.S." || form == "a" ||
                 form == "an" || form == "A" || form.starts_with("FY") ||
                 vocabulary.form(lower).starts_with("mid-")};
}

void FindPatterns(const Document& document, const Sentence& sentence,
                  std::string_view article_date, PatternWordCache* words,
                  std::vector<PatternMatch>* matches) {
  for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    words->Prepare(document.vocabulary, document.tokens[at].word);
  }
  Finder(document, sentence, article_date, *words).Find(matches);
}

}  // namespace standfirst
