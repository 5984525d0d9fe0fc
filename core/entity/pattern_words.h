#ifndef STANDFIRST_CORE_ENTITY_PATTERN_WORDS_H_
#define STANDFIRST_CORE_ENTITY_PATTERN_WORDS_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "core/text/hash.h"

namespace standfirst {

// The words that dates, times, amounts and numbers are made of. Written by
// us; lower-cased.

enum class PatternWord : uint8_t {
  kNone,
  kMonth,         // value: 1 to 12
  kMonthShort,    // value likewise; a full stop may follow
  kWeekday,       // value: 1 (Monday) to 7
  kUnitNumber,    // value: 0 to 19
  kTens,          // value: 20, 30, … 90
  kScale,         // value: power of ten, "million" 6
  kScaleShort,    // likewise, only right after digits: "5bn", "5 m"
  kLakh,          // likewise, "lakh" 5, "crore" 7
  kOrdinal,       // value: 1 to 90
  kDateUnit,      // value: index of kDateUnits
  kTimeUnit,      // value: 'H', 'M', 'S'
  kSeason,        // value: index of kSeasons
  kRelativeDay,   // value: -1 yesterday, 0, 1 (plus 8)
  kDayPart,       // value: index of kDayParts
  kPast,          // "last", "past", "previous"
  kFuture,        // "next", "coming"
  kThis,          // "this", "current"
  kAgo,           // "ago", "earlier"
  kLater,         // "later", "from now" without its second word
  kPercent,       // "%", "percent"
  kCurrencySign,  // value: index of kCurrencies
  kCurrencyWord,  // likewise
  kUnit,          // value: index of kUnits
  kMany,          // "dozens", "hundreds": a number without a value
  kYearPlace,     // words that a year follows: "in", "since"
  kHalf,          // "half", "quarter" of an hour and the like
};

inline constexpr std::array<std::string_view, 6> kDateUnits = {
    "D", "W", "M", "Y", "E", "C"};  // E: decade, C: century
inline constexpr std::array<std::string_view, 4> kSeasons = {"SP", "SU", "FA",
                                                             "WI"};
inline constexpr std::array<std::string_view, 6> kDayParts = {
    "TMO", "TAF", "TEV", "TNI", "T12:00", "T24:00"};
inline constexpr std::array<std::string_view, 43> kCurrencies = {
    "USD", "EUR", "GBP", "JPY", "INR", "NGN", "CNY", "RUB", "UAH", "KES", "ZAR",
    "CAD", "AUD", "HKD", "NZD", "SGD", "CHF", "SEK", "NOK", "DKK", "PLN", "TRY",
    "BRL", "MXN", "KRW", "PKR", "BDT", "LKR", "NPR", "UGX", "TZS", "GHS", "ETB",
    "EGP", "ILS", "SAR", "AED", "QAR", "MYR", "IDR", "THB", "PHP", "VND"};
inline constexpr std::array<std::string_view, 49> kUnits = {
    "km",   "m",   "cm",  "mm",  "mi", "ft",   "in",  "yd",  "kg", "g",
    "mg",   "t",   "lb",  "oz",  "l",  "ml",   "gal", "bbl", "ha", "acre",
    "km2",  "m2",  "mi2", "ft2", "m3", "km/h", "mph", "m/s", "kn", "degC",
    "degF", "deg", "MW",  "GW",  "kW", "kWh",  "MWh", "GWh", "W",  "V",
    "Hz",   "MHz", "GHz", "KB",  "MB", "GB",   "TB",  "nmi", "ly"};

struct PatternWordEntry {
  std::string_view word;
  PatternWord kind = PatternWord::kNone;
  uint8_t value = 0;
};

inline constexpr auto kPatternWords = std::to_array<PatternWordEntry>({
    {"january", PatternWord::kMonth, 1},
    {"february", PatternWord::kMonth, 2},
    {"march", PatternWord::kMonth, 3},
    {"april", PatternWord::kMonth, 4},
    {"may", PatternWord::kMonth, 5},
    {"june", PatternWord::kMonth, 6},
    {"july", PatternWord::kMonth, 7},
    {"august", PatternWord::kMonth, 8},
    {"september", PatternWord::kMonth, 9},
    {"october", PatternWord::kMonth, 10},
    {"november", PatternWord::kMonth, 11},
    {"december", PatternWord::kMonth, 12},
    {"jan", PatternWord::kMonthShort, 1},
    {"feb", PatternWord::kMonthShort, 2},
    {"mar", PatternWord::kMonthShort, 3},
    {"apr", PatternWord::kMonthShort, 4},
    {"jun", PatternWord::kMonthShort, 6},
    {"jul", PatternWord::kMonthShort, 7},
    {"aug", PatternWord::kMonthShort, 8},
    {"sep", PatternWord::kMonthShort, 9},
    {"sept", PatternWord::kMonthShort, 9},
    {"oct", PatternWord::kMonthShort, 10},
    {"nov", PatternWord::kMonthShort, 11},
    {"dec", PatternWord::kMonthShort, 12},
    {"jan.", PatternWord::kMonthShort, 1},
    {"feb.", PatternWord::kMonthShort, 2},
    {"mar.", PatternWord::kMonthShort, 3},
    {"apr.", PatternWord::kMonthShort, 4},
    {"jun.", PatternWord::kMonthShort, 6},
    {"jul.", PatternWord::kMonthShort, 7},
    {"aug.", PatternWord::kMonthShort, 8},
    {"sep.", PatternWord::kMonthShort, 9},
    {"sept.", PatternWord::kMonthShort, 9},
    {"oct.", PatternWord::kMonthShort, 10},
    {"nov.", PatternWord::kMonthShort, 11},
    {"dec.", PatternWord::kMonthShort, 12},
    {"monday", PatternWord::kWeekday, 1},
    {"tuesday", PatternWord::kWeekday, 2},
    {"wednesday", PatternWord::kWeekday, 3},
    {"thursday", PatternWord::kWeekday, 4},
    {"friday", PatternWord::kWeekday, 5},
    {"saturday", PatternWord::kWeekday, 6},
    {"sunday", PatternWord::kWeekday, 7},
    {"zero", PatternWord::kUnitNumber, 0},
    {"one", PatternWord::kUnitNumber, 1},
    {"two", PatternWord::kUnitNumber, 2},
    {"three", PatternWord::kUnitNumber, 3},
    {"four", PatternWord::kUnitNumber, 4},
    {"five", PatternWord::kUnitNumber, 5},
    {"six", PatternWord::kUnitNumber, 6},
    {"seven", PatternWord::kUnitNumber, 7},
    {"eight", PatternWord::kUnitNumber, 8},
    {"nine", PatternWord::kUnitNumber, 9},
    {"ten", PatternWord::kUnitNumber, 10},
    {"eleven", PatternWord::kUnitNumber, 11},
    {"twelve", PatternWord::kUnitNumber, 12},
    {"thirteen", PatternWord::kUnitNumber, 13},
    {"fourteen", PatternWord::kUnitNumber, 14},
    {"fifteen", PatternWord::kUnitNumber, 15},
    {"sixteen", PatternWord::kUnitNumber, 16},
    {"seventeen", PatternWord::kUnitNumber, 17},
    {"eighteen", PatternWord::kUnitNumber, 18},
    {"nineteen", PatternWord::kUnitNumber, 19},
    {"twenty", PatternWord::kTens, 20},
    {"thirty", PatternWord::kTens, 30},
    {"forty", PatternWord::kTens, 40},
    {"fifty", PatternWord::kTens, 50},
    {"sixty", PatternWord::kTens, 60},
    {"seventy", PatternWord::kTens, 70},
    {"eighty", PatternWord::kTens, 80},
    {"ninety", PatternWord::kTens, 90},
    {"hundred", PatternWord::kScale, 2},
    {"thousand", PatternWord::kScale, 3},
    {"million", PatternWord::kScale, 6},
    {"billion", PatternWord::kScale, 9},
    {"trillion", PatternWord::kScale, 12},
    {"bn", PatternWord::kScaleShort, 9},
    {"mn", PatternWord::kScaleShort, 6},
    {"tn", PatternWord::kScaleShort, 12},
    {"lakh", PatternWord::kLakh, 5},
    {"lakhs", PatternWord::kLakh, 5},
    {"crore", PatternWord::kLakh, 7},
    {"crores", PatternWord::kLakh, 7},
    {"first", PatternWord::kOrdinal, 1},
    {"second", PatternWord::kOrdinal, 2},
    {"third", PatternWord::kOrdinal, 3},
    {"fourth", PatternWord::kOrdinal, 4},
    {"fifth", PatternWord::kOrdinal, 5},
    {"sixth", PatternWord::kOrdinal, 6},
    {"seventh", PatternWord::kOrdinal, 7},
    {"eighth", PatternWord::kOrdinal, 8},
    {"ninth", PatternWord::kOrdinal, 9},
    {"tenth", PatternWord::kOrdinal, 10},
    {"eleventh", PatternWord::kOrdinal, 11},
    {"twelfth", PatternWord::kOrdinal, 12},
    {"thirteenth", PatternWord::kOrdinal, 13},
    {"fourteenth", PatternWord::kOrdinal, 14},
    {"fifteenth", PatternWord::kOrdinal, 15},
    {"sixteenth", PatternWord::kOrdinal, 16},
    {"seventeenth", PatternWord::kOrdinal, 17},
    {"eighteenth", PatternWord::kOrdinal, 18},
    {"nineteenth", PatternWord::kOrdinal, 19},
    {"twentieth", PatternWord::kOrdinal, 20},
    {"thirtieth", PatternWord::kOrdinal, 30},
    {"fortieth", PatternWord::kOrdinal, 40},
    {"fiftieth", PatternWord::kOrdinal, 50},
    {"day", PatternWord::kDateUnit, 0},
    {"days", PatternWord::kDateUnit, 0},
    {"week", PatternWord::kDateUnit, 1},
    {"weeks", PatternWord::kDateUnit, 1},
    {"month", PatternWord::kDateUnit, 2},
    {"months", PatternWord::kDateUnit, 2},
    {"year", PatternWord::kDateUnit, 3},
    {"years", PatternWord::kDateUnit, 3},
    {"decade", PatternWord::kDateUnit, 4},
    {"decades", PatternWord::kDateUnit, 4},
    {"century", PatternWord::kDateUnit, 5},
    {"centuries", PatternWord::kDateUnit, 5},
    {"hour", PatternWord::kTimeUnit, 'H'},
    {"hours", PatternWord::kTimeUnit, 'H'},
    {"minute", PatternWord::kTimeUnit, 'M'},
    {"minutes", PatternWord::kTimeUnit, 'M'},
    {"seconds", PatternWord::kTimeUnit, 'S'},
    {"spring", PatternWord::kSeason, 0},
    {"summer", PatternWord::kSeason, 1},
    {"autumn", PatternWord::kSeason, 2},
    {"fall", PatternWord::kSeason, 2},
    {"winter", PatternWord::kSeason, 3},
    {"yesterday", PatternWord::kRelativeDay, 7},
    {"today", PatternWord::kRelativeDay, 8},
    {"tomorrow", PatternWord::kRelativeDay, 9},
    {"morning", PatternWord::kDayPart, 0},
    {"afternoon", PatternWord::kDayPart, 1},
    {"evening", PatternWord::kDayPart, 2},
    {"night", PatternWord::kDayPart, 3},
    {"tonight", PatternWord::kDayPart, 3},
    {"noon", PatternWord::kDayPart, 4},
    {"midday", PatternWord::kDayPart, 4},
    {"midnight", PatternWord::kDayPart, 5},
    {"last", PatternWord::kPast, 0},
    {"past", PatternWord::kPast, 0},
    {"previous", PatternWord::kPast, 0},
    {"next", PatternWord::kFuture, 0},
    {"coming", PatternWord::kFuture, 0},
    {"following", PatternWord::kFuture, 0},
    {"this", PatternWord::kThis, 0},
    {"current", PatternWord::kThis, 0},
    {"ago", PatternWord::kAgo, 0},
    {"earlier", PatternWord::kAgo, 0},
    {"later", PatternWord::kLater, 0},
    {"%", PatternWord::kPercent, 0},
    {"percent", PatternWord::kPercent, 0},
    {"pc", PatternWord::kPercent, 0},
    {"pct", PatternWord::kPercent, 0},
    {"$", PatternWord::kCurrencySign, 0},
    {"us$", PatternWord::kCurrencySign, 0},
    {"€", PatternWord::kCurrencySign, 1},
    {"£", PatternWord::kCurrencySign, 2},
    {"¥", PatternWord::kCurrencySign, 3},
    {"₹", PatternWord::kCurrencySign, 4},
    {"rs", PatternWord::kCurrencySign, 4},
    {"rs.", PatternWord::kCurrencySign, 4},
    {"₦", PatternWord::kCurrencySign, 5},
    {"ksh", PatternWord::kCurrencySign, 9},
    {"sh", PatternWord::kCurrencySign, 9},
    {"c$", PatternWord::kCurrencySign, 11},
    {"a$", PatternWord::kCurrencySign, 12},
    {"hk$", PatternWord::kCurrencySign, 13},
    {"nz$", PatternWord::kCurrencySign, 14},
    {"s$", PatternWord::kCurrencySign, 15},
    {"₩", PatternWord::kCurrencySign, 24},
    {"₴", PatternWord::kCurrencySign, 8},
    {"₽", PatternWord::kCurrencySign, 7},
    {"₺", PatternWord::kCurrencySign, 21},
    {"₪", PatternWord::kCurrencySign, 34},
    {"r$", PatternWord::kCurrencySign, 22},
    {"rm", PatternWord::kCurrencySign, 38},
    {"usd", PatternWord::kCurrencyWord, 0},
    {"dollar", PatternWord::kCurrencyWord, 0},
    {"dollars", PatternWord::kCurrencyWord, 0},
    {"eur", PatternWord::kCurrencyWord, 1},
    {"euro", PatternWord::kCurrencyWord, 1},
    {"euros", PatternWord::kCurrencyWord, 1},
    {"gbp", PatternWord::kCurrencyWord, 2},
    {"sterling", PatternWord::kCurrencyWord, 2},
    {"jpy", PatternWord::kCurrencyWord, 3},
    {"yen", PatternWord::kCurrencyWord, 3},
    {"inr", PatternWord::kCurrencyWord, 4},
    {"rupee", PatternWord::kCurrencyWord, 4},
    {"rupees", PatternWord::kCurrencyWord, 4},
    {"ngn", PatternWord::kCurrencyWord, 5},
    {"naira", PatternWord::kCurrencyWord, 5},
    {"cny", PatternWord::kCurrencyWord, 6},
    {"rmb", PatternWord::kCurrencyWord, 6},
    {"yuan", PatternWord::kCurrencyWord, 6},
    {"rub", PatternWord::kCurrencyWord, 7},
    {"rouble", PatternWord::kCurrencyWord, 7},
    {"roubles", PatternWord::kCurrencyWord, 7},
    {"ruble", PatternWord::kCurrencyWord, 7},
    {"rubles", PatternWord::kCurrencyWord, 7},
    {"uah", PatternWord::kCurrencyWord, 8},
    {"hryvnia", PatternWord::kCurrencyWord, 8},
    {"hryvnias", PatternWord::kCurrencyWord, 8},
    {"kes", PatternWord::kCurrencyWord, 9},
    {"shilling", PatternWord::kCurrencyWord, 9},
    {"shillings", PatternWord::kCurrencyWord, 9},
    {"zar", PatternWord::kCurrencyWord, 10},
    {"rand", PatternWord::kCurrencyWord, 10},
    {"cad", PatternWord::kCurrencyWord, 11},
    {"aud", PatternWord::kCurrencyWord, 12},
    {"hkd", PatternWord::kCurrencyWord, 13},
    {"nzd", PatternWord::kCurrencyWord, 14},
    {"sgd", PatternWord::kCurrencyWord, 15},
    {"chf", PatternWord::kCurrencyWord, 16},
    {"sek", PatternWord::kCurrencyWord, 17},
    {"nok", PatternWord::kCurrencyWord, 18},
    {"dkk", PatternWord::kCurrencyWord, 19},
    {"pln", PatternWord::kCurrencyWord, 20},
    {"zloty", PatternWord::kCurrencyWord, 20},
    {"lira", PatternWord::kCurrencyWord, 21},
    {"liras", PatternWord::kCurrencyWord, 21},
    {"brl", PatternWord::kCurrencyWord, 22},
    {"reais", PatternWord::kCurrencyWord, 22},
    {"mxn", PatternWord::kCurrencyWord, 23},
    {"won", PatternWord::kCurrencyWord, 24},
    {"krw", PatternWord::kCurrencyWord, 24},
    {"pkr", PatternWord::kCurrencyWord, 25},
    {"taka", PatternWord::kCurrencyWord, 26},
    {"ugx", PatternWord::kCurrencyWord, 29},
    {"tzs", PatternWord::kCurrencyWord, 30},
    {"ghs", PatternWord::kCurrencyWord, 31},
    {"cedis", PatternWord::kCurrencyWord, 31},
    {"birr", PatternWord::kCurrencyWord, 32},
    {"egp", PatternWord::kCurrencyWord, 33},
    {"shekels", PatternWord::kCurrencyWord, 34},
    {"riyals", PatternWord::kCurrencyWord, 35},
    {"aed", PatternWord::kCurrencyWord, 36},
    {"dirhams", PatternWord::kCurrencyWord, 36},
    {"myr", PatternWord::kCurrencyWord, 38},
    {"ringgit", PatternWord::kCurrencyWord, 38},
    {"rupiah", PatternWord::kCurrencyWord, 39},
    {"baht", PatternWord::kCurrencyWord, 40},
    {"vnd", PatternWord::kCurrencyWord, 42},
    {"dong", PatternWord::kCurrencyWord, 42},
    {"km", PatternWord::kUnit, 0},
    {"kms", PatternWord::kUnit, 0},
    {"kilometre", PatternWord::kUnit, 0},
    {"kilometres", PatternWord::kUnit, 0},
    {"kilometer", PatternWord::kUnit, 0},
    {"kilometers", PatternWord::kUnit, 0},
    {"metre", PatternWord::kUnit, 1},
    {"metres", PatternWord::kUnit, 1},
    {"meter", PatternWord::kUnit, 1},
    {"meters", PatternWord::kUnit, 1},
    {"cm", PatternWord::kUnit, 2},
    {"centimetres", PatternWord::kUnit, 2},
    {"centimeters", PatternWord::kUnit, 2},
    {"mm", PatternWord::kUnit, 3},
    {"millimetres", PatternWord::kUnit, 3},
    {"millimeters", PatternWord::kUnit, 3},
    {"mile", PatternWord::kUnit, 4},
    {"miles", PatternWord::kUnit, 4},
    {"foot", PatternWord::kUnit, 5},
    {"feet", PatternWord::kUnit, 5},
    {"ft", PatternWord::kUnit, 5},
    {"inch", PatternWord::kUnit, 6},
    {"inches", PatternWord::kUnit, 6},
    {"yard", PatternWord::kUnit, 7},
    {"yards", PatternWord::kUnit, 7},
    {"kg", PatternWord::kUnit, 8},
    {"kgs", PatternWord::kUnit, 8},
    {"kilo", PatternWord::kUnit, 8},
    {"kilos", PatternWord::kUnit, 8},
    {"kilogram", PatternWord::kUnit, 8},
    {"kilograms", PatternWord::kUnit, 8},
    {"gram", PatternWord::kUnit, 9},
    {"grams", PatternWord::kUnit, 9},
    {"mg", PatternWord::kUnit, 10},
    {"milligrams", PatternWord::kUnit, 10},
    {"tonne", PatternWord::kUnit, 11},
    {"tonnes", PatternWord::kUnit, 11},
    {"ton", PatternWord::kUnit, 11},
    {"tons", PatternWord::kUnit, 11},
    {"lb", PatternWord::kUnit, 12},
    {"lbs", PatternWord::kUnit, 12},
    {"ounce", PatternWord::kUnit, 13},
    {"ounces", PatternWord::kUnit, 13},
    {"litre", PatternWord::kUnit, 14},
    {"litres", PatternWord::kUnit, 14},
    {"liter", PatternWord::kUnit, 14},
    {"liters", PatternWord::kUnit, 14},
    {"ml", PatternWord::kUnit, 15},
    {"gallon", PatternWord::kUnit, 16},
    {"gallons", PatternWord::kUnit, 16},
    {"barrel", PatternWord::kUnit, 17},
    {"barrels", PatternWord::kUnit, 17},
    {"hectare", PatternWord::kUnit, 18},
    {"hectares", PatternWord::kUnit, 18},
    {"acre", PatternWord::kUnit, 19},
    {"acres", PatternWord::kUnit, 19},
    {"kmph", PatternWord::kUnit, 25},
    {"kph", PatternWord::kUnit, 25},
    {"mph", PatternWord::kUnit, 26},
    {"knots", PatternWord::kUnit, 28},
    {"°c", PatternWord::kUnit, 29},
    {"celsius", PatternWord::kUnit, 29},
    {"°f", PatternWord::kUnit, 30},
    {"fahrenheit", PatternWord::kUnit, 30},
    {"degree", PatternWord::kUnit, 31},
    {"degrees", PatternWord::kUnit, 31},
    {"mw", PatternWord::kUnit, 32},
    {"megawatt", PatternWord::kUnit, 32},
    {"megawatts", PatternWord::kUnit, 32},
    {"gw", PatternWord::kUnit, 33},
    {"gigawatt", PatternWord::kUnit, 33},
    {"gigawatts", PatternWord::kUnit, 33},
    {"kw", PatternWord::kUnit, 34},
    {"kilowatts", PatternWord::kUnit, 34},
    {"kwh", PatternWord::kUnit, 35},
    {"mwh", PatternWord::kUnit, 36},
    {"gwh", PatternWord::kUnit, 37},
    {"watts", PatternWord::kUnit, 38},
    {"volts", PatternWord::kUnit, 39},
    {"hz", PatternWord::kUnit, 40},
    {"mhz", PatternWord::kUnit, 41},
    {"ghz", PatternWord::kUnit, 42},
    {"kb", PatternWord::kUnit, 43},
    {"mb", PatternWord::kUnit, 44},
    {"megabytes", PatternWord::kUnit, 44},
    {"gb", PatternWord::kUnit, 45},
    {"gigabytes", PatternWord::kUnit, 45},
    {"tb", PatternWord::kUnit, 46},
    {"terabytes", PatternWord::kUnit, 46},
    {"dozen", PatternWord::kMany, 12},
    {"dozens", PatternWord::kMany, 0},
    {"hundreds", PatternWord::kMany, 0},
    {"thousands", PatternWord::kMany, 0},
    {"millions", PatternWord::kMany, 0},
    {"billions", PatternWord::kMany, 0},
    {"in", PatternWord::kYearPlace, 0},
    {"since", PatternWord::kYearPlace, 0},
    {"until", PatternWord::kYearPlace, 0},
    {"till", PatternWord::kYearPlace, 0},
    {"by", PatternWord::kYearPlace, 0},
    {"during", PatternWord::kYearPlace, 0},
    {"from", PatternWord::kYearPlace, 0},
    {"before", PatternWord::kYearPlace, 0},
    {"after", PatternWord::kYearPlace, 0},
    {"of", PatternWord::kYearPlace, 0},
    {"early", PatternWord::kYearPlace, 0},
    {"late", PatternWord::kYearPlace, 0},
    {"mid", PatternWord::kYearPlace, 0},
    {"around", PatternWord::kYearPlace, 0},
    {"circa", PatternWord::kYearPlace, 0},
    {"half", PatternWord::kHalf, 2},
    {"quarter", PatternWord::kHalf, 4},
});

struct PatternWordKey {
  uint64_t hash = 0;
  PatternWord kind = PatternWord::kNone;
  uint8_t value = 0;
};

inline constexpr auto kPatternWordKeys = [] {
  std::array<PatternWordKey, kPatternWords.size()> keys{};
  for (size_t index = 0; index < keys.size(); ++index) {
    keys[index] = {MixHash(HashBytes(kPatternWords[index].word)),
                   kPatternWords[index].kind, kPatternWords[index].value};
  }
  std::sort(keys.begin(), keys.end(),
            [](const PatternWordKey& a, const PatternWordKey& b) {
              return a.hash < b.hash;
            });
  return keys;
}();

// By the hash of the lower-cased word. O(log words).
inline PatternWordKey FindPatternWord(uint64_t hash) {
  const auto* const found =
      std::lower_bound(kPatternWordKeys.begin(), kPatternWordKeys.end(), hash,
                       [](const PatternWordKey& key, uint64_t wanted) {
                         return key.hash < wanted;
                       });
  return found != kPatternWordKeys.end() && found->hash == hash
             ? *found
             : PatternWordKey{};
}

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_PATTERN_WORDS_H_
