#include "core/entity/calendar.h"

#include <array>

#include "core/text/digits.h"

namespace standfirst {
namespace {

bool IsLeap(uint32_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

}  // namespace

uint32_t DaysInMonth(uint32_t year, uint32_t month) {
  constexpr std::array<uint32_t, 12> kDays = {31, 28, 31, 30, 31, 30,
                                              31, 31, 30, 31, 30, 31};
  return month == 2 && IsLeap(year) ? 29 : kDays[(month - 1) % 12];
}

int64_t FromCivil(CivilDay civil) {
  const int64_t year = int64_t{civil.year} - (civil.month <= 2 ? 1 : 0);
  const int64_t era = (year >= 0 ? year : year - 399) / 400;
  const int64_t year_of_era = year - era * 400;
  const int64_t shifted =
      civil.month > 2 ? int64_t{civil.month} - 3 : int64_t{civil.month} + 9;
  const int64_t day_of_year = (153 * shifted + 2) / 5 + civil.day - 1;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDay ToCivil(int64_t day) {
  day += 719468;
  const int64_t era = (day >= 0 ? day : day - 146096) / 146097;
  const int64_t day_of_era = day - era * 146097;
  const int64_t year_of_era = (day_of_era - day_of_era / 1460 +
                               day_of_era / 36524 - day_of_era / 146096) /
                              365;
  const int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t shifted = (5 * day_of_year + 2) / 153;
  CivilDay civil;
  civil.day = static_cast<uint32_t>(day_of_year - (153 * shifted + 2) / 5 + 1);
  civil.month = static_cast<uint32_t>(shifted < 10 ? shifted + 3 : shifted - 9);
  civil.year = static_cast<uint32_t>(year_of_era + era * 400 +
                                     (civil.month <= 2 ? 1 : 0));
  return civil;
}

uint32_t Weekday(int64_t day) {
  // 1970-01-01 was a Thursday.
  const int64_t index = ((day + 3) % 7 + 7) % 7;
  return static_cast<uint32_t>(index) + 1;
}

std::optional<int64_t> ParseDay(std::string_view iso) {
  if (iso.size() < 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  uint32_t numbers[3] = {0, 0, 0};
  size_t part = 0;
  for (size_t at = 0; at < 10; ++at) {
    if (at == 4 || at == 7) {
      ++part;
    } else if (iso[at] < '0' || iso[at] > '9') {
      return std::nullopt;
    } else {
      numbers[part] = numbers[part] * 10 + static_cast<uint32_t>(iso[at] - '0');
    }
  }
  const CivilDay civil{numbers[0], numbers[1], numbers[2]};
  if (civil.year < 1 || civil.month < 1 || civil.month > 12 || civil.day < 1 ||
      civil.day > DaysInMonth(civil.year, civil.month)) {
    return std::nullopt;
  }
  return FromCivil(civil);
}

std::string FormatDay(int64_t day) {
  const CivilDay civil = ToCivil(day);
  return Digits(civil.year, 4) + "-" + Digits(civil.month, 2) + "-" +
         Digits(civil.day, 2);
}

std::string FormatWeek(int64_t day) {
  // The week belongs to the year its Thursday is in.
  const int64_t thursday = day - int64_t{Weekday(day)} + 4;
  const uint32_t year = ToCivil(thursday).year;
  const int64_t first = FromCivil({year, 1, 1});
  return Digits(year, 4) + "-W" +
         Digits(static_cast<uint64_t>((thursday - first) / 7 + 1), 2);
}

}  // namespace standfirst
