#ifndef STANDFIRST_CORE_ENTITY_CALENDAR_H_
#define STANDFIRST_CORE_ENTITY_CALENDAR_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace standfirst {

// The Gregorian calendar, days counted from 1970-01-01 (after Howard Hinnant,
// "chrono-Compatible Low-Level Date Algorithms"). Years 1 to 9999.

struct CivilDay {
  uint32_t year = 1970;
  uint32_t month = 1;  // 1 to 12.
  uint32_t day = 1;    // 1 to 31.
};

uint32_t DaysInMonth(uint32_t year, uint32_t month);
int64_t FromCivil(CivilDay civil);
CivilDay ToCivil(int64_t day);
// 1 (Monday) to 7.
uint32_t Weekday(int64_t day);
// "2025-04-17"; nothing if it is none. Anything after it is not looked at, so
// that a time of day may follow.
std::optional<int64_t> ParseDay(std::string_view iso);
std::string FormatDay(int64_t day);   // "2025-04-17"
std::string FormatWeek(int64_t day);  // ISO 8601: "2025-W16"

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_CALENDAR_H_
