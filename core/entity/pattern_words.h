#ifndef STANDFIRST_CORE_ENTITY_PATTERN_WORDS_H_
#define STANDFIRST_CORE_ENTITY_PATTERN_WORDS_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace standfirst {

// The words that dates, times, amounts and numbers are made of. Written by
// us; lower-cased.

enum class PatternWord : uint8_t {
  kNone,
  kMonth,         // value: 1 to 12
  kMonthShort,    // value likewise; a full stop may follow
  kWeekday,       // value: 1 (Monday) to 7
  kWeekdayShort,  // likewise, before a day and a month alone
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
  kSomeCount,     // "several": a count that is not known
  kSomeYear,      // "fiscal", "financial"
  kTenYears,      // "eighties"; value: 2 to 9
  kLasting,       // words that a duration follows: "for a week"
  kMeasured,      // words that follow metres: "tall"
  kRecent,        // "recent"
  kFeast,         // value: index of kFeastDays
};

inline constexpr std::array<std::string_view, 7> kDateUnits = {
    "D", "W", "M", "Y", "E", "C", "F"};  // E: decade, C: century, F: fortnight
inline constexpr std::array<std::string_view, 4> kSeasons = {"SP", "SU", "FA",
                                                             "WI"};
inline constexpr std::array<std::string_view, 6> kDayParts = {
    "TMO", "TAF", "TEV", "TNI", "T12:00", "T24:00"};
// Month and day; of a feast, its eve is the day before. The first two need no
// "Day" behind them, and the last ones move: "Labour Day", "Good Friday".
inline constexpr std::array<uint16_t, 8> kFeastDays = {1225, 1031, 101, 1226,
                                                       214,  126,  425, 0};
inline constexpr uint8_t kLastBareFeast = 1;
inline constexpr uint8_t kMovingFeast = 7;
// ISO 4217, three letters each. The blank one: a name that several countries'
// money has; no code then. From kFirstUnsure on they need a scale or a comma in
// the number after them, as their letters mean other things too; those from
// kFirstSign on stand for signs alone.
inline constexpr std::string_view kCurrencies =
    "USDEURGBPJPYINRNGNCNYRUBUAHKESZARCADAUDHKDNZDSGDCHFSEKNOKDKK"
    "PLNTRYBRLMXNKRWPKRBDTLKRNPRUGXTZSGHSETBEGPILSSARAEDQARMYRIDR"
    "THBPHPVNDNADTWDZMW   HUFCZKRONBGNKZTGELAFNMMKARSBHDBNDCLPCRC"
    "IQDIRRISKJMDKWDLBPMNTMURMWKNIOOMRPABPYGRSDRWFAOASYPTNDUYUUZS"
    "VESXAFXCDXOFYERZWLAZNBYNBWPCDFDZDKGSKHRLAKLYDMDLMKDMZNPGKTTD"
    "BBDBSDMGAGMDBIFAWGBMDBTNBZDCVEDJFERNFKPGIPGNFGYDHTGKMFKPWKYD"
    "LRDLSLMRUMVRSBDSCRSHPSLESRDSSPSTNSVCSZLTJSTMTVUVWSTXPFZWGSDG"
    "ALLAMDBAMBOBCOPCUPDOPFJDGELGTQHNLMADMOPPENSOSTOPTRYRONQARSAR"
    "KWDEGPJODIDR";
inline constexpr size_t kNoCurrency = 46;
inline constexpr size_t kFirstUnsure = 139;
inline constexpr size_t kFirstSign = 158;
constexpr std::string_view CurrencyCode(size_t index) {
  const std::string_view code = kCurrencies.substr(3 * index, 3);
  return code[0] == ' ' ? std::string_view() : code;
}
inline constexpr uint8_t kDollars = 0;
inline constexpr uint8_t kPounds = 2;
static_assert(CurrencyCode(kDollars) == "USD" &&
              CurrencyCode(kPounds) == "GBP" &&
              CurrencyCode(kNoCurrency).empty());
// By its code in capitals; -1 if it is none.
constexpr int FindCurrency(std::string_view code) {
  if (code.size() != 3 || code[0] < 'A' || code[0] > 'Z') return -1;
  for (size_t at = kFirstSign; at-- > 0;) {
    if (kCurrencies.substr(3 * at, 3) == code) return static_cast<int>(at);
  }
  return -1;
}
inline constexpr std::array<std::string_view, 51> kUnits = {
    "km",  "m",   "cm",  "mm",   "mi",  "ft",  "in",  "yd", "kg",   "g",   "mg",
    "t",   "lb",  "oz",  "l",    "ml",  "gal", "bbl", "ha", "acre", "km2", "m2",
    "mi2", "ft2", "m3",  "km/h", "mph", "m/s", "kn",  "°C", "°F",   "°",   "MW",
    "GW",  "kW",  "kWh", "MWh",  "GWh", "W",   "V",   "Hz", "MHz",  "GHz", "KB",
    "MB",  "GB",  "TB",  "nmi",  "ly",  "st",  "dB"};

// Places in the list, of units that words behind them alter.
inline constexpr uint32_t kKilometre = 0;
inline constexpr uint32_t kMetre = 1;
inline constexpr uint32_t kMile = 4;
inline constexpr uint32_t kFoot = 5;
inline constexpr uint32_t kSquareKilometre = 20;
inline constexpr uint32_t kSquareMetre = 21;
inline constexpr uint32_t kCubicMetre = 24;
inline constexpr uint32_t kKilometresPerHour = 25;
inline constexpr uint32_t kMilesPerHour = 26;
inline constexpr uint32_t kMetresPerSecond = 27;
inline constexpr uint32_t kCelsius = 29;
inline constexpr uint32_t kFahrenheit = 30;
inline constexpr uint32_t kDegree = 31;
inline constexpr uint32_t kMegawatt = 32;
inline constexpr uint32_t kKilowatt = 34;
inline constexpr uint32_t kKilowattHour = 35;
inline constexpr uint32_t kStone = 49;
static_assert(kUnits[kKilometre] == "km" && kUnits[kMetre] == "m" &&
              kUnits[kMile] == "mi" && kUnits[kFoot] == "ft" &&
              kUnits[kSquareKilometre] == "km2" &&
              kUnits[kSquareMetre] == "m2" && kUnits[kCubicMetre] == "m3" &&
              kUnits[kKilometresPerHour] == "km/h" &&
              kUnits[kMilesPerHour] == "mph" &&
              kUnits[kMetresPerSecond] == "m/s" && kUnits[kCelsius] == "°C" &&
              kUnits[kFahrenheit] == "°F" && kUnits[kDegree] == "°" &&
              kUnits[kMegawatt] == "MW" && kUnits[kKilowatt] == "kW" &&
              kUnits[kKilowattHour] == "kWh" && kUnits[kStone] == "st");

// Money whose name several countries use, by the beginnings of the name and of
// the country's words, lower-cased: each name, then the countries with their
// codes.
inline constexpr std::string_view kCountryCurrencies =
    "pes mexicMXN philippinPHP filipinPHP argentinARS chileCLP colombiaCOP "
    "uruguaUYU cubaCUP dominicanDOP;"
    "rup indiaINR pakistanPKR lahorePKR nepalNPR lankaLKR mauritiMUR;"
    "kr norwNOK denmarkDKK danishDKK swedSEK icelandISK;"
    "fra swissCHF switzCHF rwandaRWF congoCDF senegalXOF maliXOF ivorXOF "
    "cameroonXAF;"
    "din kuwaitKWD bahrainBHD jordanJOD iraqIQD serbiaRSD algeriaDZD "
    "tunisiaTND libyaLYD;"
    "dir moroccMAD;"
    "ri qatarQAR omanOMR iranIRR yemenYER;"
    "shi ugandaUGX tanzaniaTZS somaliSOS;"
    "pou egyptEGP lebanLBP syriaSYP sudanSDG;"
    "dol canadCAD australiaAUD singaporeSGD zealandNZD kongHKD namibiaNAD "
    "taiwanTWD jamaicaJMD;"
    "cro czechCZK swedSEK norwNOK danishDKK icelandISK;"
    "kwa malawiMWK;";

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
    {"crore", PatternWord::kLakh, 7},
    {"cr", PatternWord::kLakh, 7},
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
    {"week", PatternWord::kDateUnit, 1},
    {"month", PatternWord::kDateUnit, 2},
    {"year", PatternWord::kDateUnit, 3},
    {"decade", PatternWord::kDateUnit, 4},
    {"century", PatternWord::kDateUnit, 5},
    {"centuries", PatternWord::kDateUnit, 5},
    {"hour", PatternWord::kTimeUnit, 'H'},
    {"minute", PatternWord::kTimeUnit, 'M'},
    {"seconds", PatternWord::kTimeUnit, 'S'},
    {"h", PatternWord::kTimeUnit, 'H'},
    {"hr", PatternWord::kTimeUnit, 'H'},
    {"min", PatternWord::kTimeUnit, 'M'},
    {"sec", PatternWord::kTimeUnit, 'S'},
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
    {"n$", PatternWord::kCurrencySign, 43},
    {"nt$", PatternWord::kCurrencySign, 44},
    {"au$", PatternWord::kCurrencySign, 12},
    {"ca$", PatternWord::kCurrencySign, 11},
    {"tt$", PatternWord::kCurrencySign, 99},
    {"ec$", PatternWord::kCurrencySign, 82},
    {"j$", PatternWord::kCurrencySign, 63},
    {"z$", PatternWord::kCurrencySign, 85},
    {"p", PatternWord::kCurrencySign, 46},
    {"mk", PatternWord::kCurrencySign, 68},
    {"fcfa", PatternWord::kCurrencySign, 46},
    {"cfa", PatternWord::kCurrencyWord, 46},
    {"r", PatternWord::kCurrencySign, 10},
    {"n", PatternWord::kCurrencySign, 5},
    {"k", PatternWord::kCurrencySign, 45},
    {"tk", PatternWord::kCurrencySign, 26},
    {"tsh", PatternWord::kCurrencySign, 30},
    {"ush", PatternWord::kCurrencySign, 29},
    {"dh", PatternWord::kCurrencySign, 36},
    {"ghc", PatternWord::kCurrencySign, 31},
    {"rm", PatternWord::kCurrencySign, 38},
    {"usd", PatternWord::kCurrencyWord, 0},
    {"dollar", PatternWord::kCurrencyWord, 0},
    {"eur", PatternWord::kCurrencyWord, 1},
    {"euro", PatternWord::kCurrencyWord, 1},
    {"gbp", PatternWord::kCurrencyWord, 2},
    {"sterling", PatternWord::kCurrencyWord, 2},
    {"yen", PatternWord::kCurrencyWord, 3},
    {"rupee", PatternWord::kCurrencyWord, 4},
    {"naira", PatternWord::kCurrencyWord, 5},
    {"rmb", PatternWord::kCurrencyWord, 6},
    {"yuan", PatternWord::kCurrencyWord, 6},
    {"rouble", PatternWord::kCurrencyWord, 7},
    {"ruble", PatternWord::kCurrencyWord, 7},
    {"hryvnia", PatternWord::kCurrencyWord, 8},
    {"shilling", PatternWord::kCurrencyWord, 9},
    {"rand", PatternWord::kCurrencyWord, 10},
    {"lira", PatternWord::kCurrencyWord, 21},
    {"reais", PatternWord::kCurrencyWord, 22},
    {"won", PatternWord::kCurrencyWord, 24},
    {"taka", PatternWord::kCurrencyWord, 26},
    {"birr", PatternWord::kCurrencyWord, 32},
    {"kroner", PatternWord::kCurrencyWord, 46},
    {"krone", PatternWord::kCurrencyWord, 46},
    {"kronor", PatternWord::kCurrencyWord, 46},
    {"krona", PatternWord::kCurrencyWord, 46},
    {"franc", PatternWord::kCurrencyWord, 46},
    {"dinar", PatternWord::kCurrencyWord, 46},
    {"dirham", PatternWord::kCurrencyWord, 36},
    {"riyal", PatternWord::kCurrencyWord, 35},
    {"rial", PatternWord::kCurrencyWord, 46},
    {"shekel", PatternWord::kCurrencyWord, 34},
    {"peso", PatternWord::kCurrencyWord, 46},
    {"ringgit", PatternWord::kCurrencyWord, 38},
    {"rupiah", PatternWord::kCurrencyWord, 39},
    {"baht", PatternWord::kCurrencyWord, 40},
    {"dong", PatternWord::kCurrencyWord, 42},
    {"km", PatternWord::kUnit, 0},
    {"kms", PatternWord::kUnit, 0},
    {"kilometre", PatternWord::kUnit, 0},
    {"kilometer", PatternWord::kUnit, 0},
    {"metre", PatternWord::kUnit, 1},
    {"meter", PatternWord::kUnit, 1},
    {"cm", PatternWord::kUnit, 2},
    {"centimetres", PatternWord::kUnit, 2},
    {"centimeters", PatternWord::kUnit, 2},
    {"mm", PatternWord::kUnit, 3},
    {"millimetres", PatternWord::kUnit, 3},
    {"millimeters", PatternWord::kUnit, 3},
    {"mile", PatternWord::kUnit, 4},
    {"foot", PatternWord::kUnit, 5},
    {"feet", PatternWord::kUnit, 5},
    {"ft", PatternWord::kUnit, 5},
    {"inch", PatternWord::kUnit, 6},
    {"inches", PatternWord::kUnit, 6},
    {"yard", PatternWord::kUnit, 7},
    {"kg", PatternWord::kUnit, 8},
    {"kgs", PatternWord::kUnit, 8},
    {"kilo", PatternWord::kUnit, 8},
    {"kilogram", PatternWord::kUnit, 8},
    {"gram", PatternWord::kUnit, 9},
    {"mg", PatternWord::kUnit, 10},
    {"milligrams", PatternWord::kUnit, 10},
    {"tonne", PatternWord::kUnit, 11},
    {"ton", PatternWord::kUnit, 11},
    {"lb", PatternWord::kUnit, 12},
    {"lbs", PatternWord::kUnit, 12},
    {"ounce", PatternWord::kUnit, 13},
    {"litre", PatternWord::kUnit, 14},
    {"liter", PatternWord::kUnit, 14},
    {"ml", PatternWord::kUnit, 15},
    {"gallon", PatternWord::kUnit, 16},
    {"barrel", PatternWord::kUnit, 17},
    {"hectare", PatternWord::kUnit, 18},
    {"acre", PatternWord::kUnit, 19},
    {"kmph", PatternWord::kUnit, 25},
    {"kph", PatternWord::kUnit, 25},
    {"mph", PatternWord::kUnit, 26},
    {"°c", PatternWord::kUnit, 29},
    {"celsius", PatternWord::kUnit, 29},
    {"°f", PatternWord::kUnit, 30},
    {"fahrenheit", PatternWord::kUnit, 30},
    {"degree", PatternWord::kUnit, 31},
    {"mw", PatternWord::kUnit, 32},
    {"megawatt", PatternWord::kUnit, 32},
    {"gw", PatternWord::kUnit, 33},
    {"gigawatt", PatternWord::kUnit, 33},
    {"kw", PatternWord::kUnit, 34},
    {"kwh", PatternWord::kUnit, 35},
    {"mwh", PatternWord::kUnit, 36},
    {"gwh", PatternWord::kUnit, 37},
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
    {"stone", PatternWord::kUnit, 49},
    {"knot", PatternWord::kUnit, 28},
    {"volt", PatternWord::kUnit, 39},
    {"watt", PatternWord::kUnit, 38},
    {"kilowatt", PatternWord::kUnit, 34},
    {"twenties", PatternWord::kTenYears, 2},
    {"thirties", PatternWord::kTenYears, 3},
    {"forties", PatternWord::kTenYears, 4},
    {"fifties", PatternWord::kTenYears, 5},
    {"sixties", PatternWord::kTenYears, 6},
    {"seventies", PatternWord::kTenYears, 7},
    {"eighties", PatternWord::kTenYears, 8},
    {"nineties", PatternWord::kTenYears, 9},
    {"sixtieth", PatternWord::kOrdinal, 60},
    {"seventieth", PatternWord::kOrdinal, 70},
    {"eightieth", PatternWord::kOrdinal, 80},
    {"ninetieth", PatternWord::kOrdinal, 90},
    {"hundredth", PatternWord::kOrdinal, 100},
    {"for", PatternWord::kLasting, 0},
    {"lasted", PatternWord::kLasting, 0},
    {"lasts", PatternWord::kLasting, 0},
    {"lasting", PatternWord::kLasting, 0},
    {"took", PatternWord::kLasting, 0},
    {"takes", PatternWord::kLasting, 0},
    {"take", PatternWord::kLasting, 0},
    {"within", PatternWord::kLasting, 0},
    {"than", PatternWord::kLasting, 0},
    {"about", PatternWord::kLasting, 0},
    {"almost", PatternWord::kLasting, 0},
    {"nearly", PatternWord::kLasting, 0},
    {"m", PatternWord::kUnit, 1},
    {"ha", PatternWord::kUnit, 18},
    {"oz", PatternWord::kUnit, 13},
    {"millilitres", PatternWord::kUnit, 15},
    {"milliliters", PatternWord::kUnit, 15},
    {"final", PatternWord::kSomeYear, 0},
    {"zloty", PatternWord::kCurrencyWord, 20},
    {"forint", PatternWord::kCurrencyWord, 47},
    {"koruna", PatternWord::kCurrencyWord, 48},
    {"koruny", PatternWord::kCurrencyWord, 48},
    {"m²", PatternWord::kUnit, 21},
    {"km²", PatternWord::kUnit, 20},
    {"m³", PatternWord::kUnit, 24},
    {"km/h", PatternWord::kUnit, 25},
    {"m/s", PatternWord::kUnit, 27},
    {"several", PatternWord::kSomeCount, 0},
    {"few", PatternWord::kSomeCount, 0},
    {"many", PatternWord::kSomeCount, 0},
    {"some", PatternWord::kSomeCount, 0},
    {"numerous", PatternWord::kSomeCount, 0},
    {"fiscal", PatternWord::kSomeYear, 0},
    {"financial", PatternWord::kSomeYear, 0},
    {"dozen", PatternWord::kMany, 12},
    {"dozens", PatternWord::kMany, 0},
    {"hundreds", PatternWord::kMany, 0},
    {"thousands", PatternWord::kMany, 0},
    {"millions", PatternWord::kMany, 0},
    {"billions", PatternWord::kMany, 0},
    {"in", PatternWord::kYearPlace, 0},
    {"between", PatternWord::kYearPlace, 0},
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
    {"crowns", PatternWord::kCurrencyWord, 46},
    {"lei", PatternWord::kCurrencyWord, 49},
    {"leva", PatternWord::kCurrencyWord, 50},
    {"tenge", PatternWord::kCurrencyWord, 51},
    {"lari", PatternWord::kCurrencyWord, 52},
    {"afghanis", PatternWord::kCurrencyWord, 53},
    {"kwacha", PatternWord::kCurrencyWord, 45},
    {"kyat", PatternWord::kCurrencyWord, 54},
    {"cedi", PatternWord::kCurrencyWord, 31},
    {"renminbi", PatternWord::kCurrencyWord, 6},
    {"bitcoins", PatternWord::kCurrencyWord, 46},
    {"tens", PatternWord::kMany, 0},
    {"₱", PatternWord::kCurrencySign, 41},
    {"฿", PatternWord::kCurrencySign, 40},
    {"₫", PatternWord::kCurrencySign, 42},
    {"₵", PatternWord::kCurrencySign, 31},
    {"৳", PatternWord::kCurrencySign, 26},
    {"spent", PatternWord::kLasting, 0},
    {"spend", PatternWord::kLasting, 0},
    {"over", PatternWord::kLasting, 0},
    {"tall", PatternWord::kMeasured, 0},
    {"high", PatternWord::kMeasured, 0},
    {"long", PatternWord::kMeasured, 0},
    {"wide", PatternWord::kMeasured, 0},
    {"deep", PatternWord::kMeasured, 0},
    {"away", PatternWord::kMeasured, 0},
    {"above", PatternWord::kMeasured, 0},
    {"below", PatternWord::kMeasured, 0},
    {"freestyle", PatternWord::kMeasured, 0},
    {"hurdles", PatternWord::kMeasured, 0},
    {"qr", PatternWord::kCurrencySign, 158},
    {"sr", PatternWord::kCurrencySign, 159},
    {"kd", PatternWord::kCurrencySign, 160},
    {"le", PatternWord::kCurrencySign, 161},
    {"jd", PatternWord::kCurrencySign, 162},
    {"rp", PatternWord::kCurrencySign, 39},
    {"nis", PatternWord::kCurrencySign, 34},
    {"₡", PatternWord::kCurrencySign, 59},
    {"colones", PatternWord::kCurrencyWord, 59},
    {"mil", PatternWord::kScaleShort, 6},
    {"mon", PatternWord::kWeekdayShort, 1},
    {"tue", PatternWord::kWeekdayShort, 2},
    {"tues", PatternWord::kWeekdayShort, 2},
    {"wed", PatternWord::kWeekdayShort, 3},
    {"thu", PatternWord::kWeekdayShort, 4},
    {"thur", PatternWord::kWeekdayShort, 4},
    {"thurs", PatternWord::kWeekdayShort, 4},
    {"fri", PatternWord::kWeekdayShort, 5},
    {"sat", PatternWord::kWeekdayShort, 6},
    {"sun", PatternWord::kWeekdayShort, 7},
    {"recent", PatternWord::kRecent, 0},
    {"thousandth", PatternWord::kOrdinal, 0},
    {"ºc", PatternWord::kUnit, 29},
    {"℃", PatternWord::kUnit, 29},
    {"db", PatternWord::kUnit, 50},
    {"decibels", PatternWord::kUnit, 50},
    {"km2", PatternWord::kUnit, 20},
    {"m2", PatternWord::kUnit, 21},
    {"m3", PatternWord::kUnit, 24},
    {"fortnight", PatternWord::kDateUnit, 6},
    {"mln", PatternWord::kScaleShort, 6},
    {"bln", PatternWord::kScaleShort, 9},
    {"tln", PatternWord::kScaleShort, 12},
    {"trn", PatternWord::kScaleShort, 12},
    {"manat", PatternWord::kCurrencyWord, 86},
    {"som", PatternWord::kCurrencyWord, 91},
    {"ariary", PatternWord::kCurrencyWord, 102},
    {"nakfa", PatternWord::kCurrencyWord, 111},
    {"emalangeni", PatternWord::kCurrencyWord, 132},
    {"maloti", PatternWord::kCurrencyWord, 121},
    {"pula", PatternWord::kCurrencyWord, 88},
    {"metical", PatternWord::kCurrencyWord, 97},
    {"meticais", PatternWord::kCurrencyWord, 97},
    {"kwanza", PatternWord::kCurrencyWord, 75},
    {"leones", PatternWord::kCurrencyWord, 127},
    {"dalasi", PatternWord::kCurrencyWord, 103},
    {"gourde", PatternWord::kCurrencyWord, 116},
    {"quetzal", PatternWord::kCurrencyWord, 149},
    {"quetzales", PatternWord::kCurrencyWord, 149},
    {"lempira", PatternWord::kCurrencyWord, 150},
    {"balboa", PatternWord::kCurrencyWord, 71},
    {"boliviano", PatternWord::kCurrencyWord, 143},
    {"bolivares", PatternWord::kCurrencyWord, 80},
    {"guaranies", PatternWord::kCurrencyWord, 72},
    {"soles", PatternWord::kCurrencyWord, 153},
    {"kina", PatternWord::kCurrencyWord, 98},
    {"vatu", PatternWord::kCurrencyWord, 135},
    {"kip", PatternWord::kCurrencyWord, 93},
    {"riel", PatternWord::kCurrencyWord, 92},
    {"pataca", PatternWord::kCurrencyWord, 152},
    {"tugrik", PatternWord::kCurrencyWord, 66},
    {"dram", PatternWord::kCurrencyWord, 141},
    {"rufiyaa", PatternWord::kCurrencyWord, 123},
    {"ngultrum", PatternWord::kCurrencyWord, 107},
    {"somoni", PatternWord::kCurrencyWord, 133},
    {"soum", PatternWord::kCurrencyWord, 79},
    {"shs", PatternWord::kCurrencySign, 9},
    {"kshs", PatternWord::kCurrencySign, 9},
    {"dhs", PatternWord::kCurrencySign, 36},
    {"quid", PatternWord::kCurrencyWord, 2},
    {"toman", PatternWord::kCurrencyWord, 46},
    {"bucks", PatternWord::kCurrencyWord, 46},
    {"btc", PatternWord::kCurrencyWord, 46},
    {"php", PatternWord::kCurrencySign, 41},
    {"₲", PatternWord::kCurrencySign, 72},
    {"nrs", PatternWord::kCurrencySign, 28},
    {"fj$", PatternWord::kCurrencySign, 147},
    {"g$", PatternWord::kCurrencySign, 115},
    {"bz$", PatternWord::kCurrencySign, 108},
    {"rd$", PatternWord::kCurrencySign, 146},
    {"bds$", PatternWord::kCurrencySign, 100},
    {"l$", PatternWord::kCurrencySign, 120},
    {"zk", PatternWord::kCurrencySign, 45},
    {"tl", PatternWord::kCurrencySign, 156},
    {"bolivars", PatternWord::kCurrencyWord, 80},
    {"cordobas", PatternWord::kCurrencyWord, 69},
    {"ar$", PatternWord::kCurrencySign, 55},
    {"mx$", PatternWord::kCurrencySign, 23},
    {"zw$", PatternWord::kCurrencySign, 85},
    {"rtgs$", PatternWord::kCurrencySign, 85},
    {"guaraníes", PatternWord::kCurrencyWord, 72},
    {"christmas", PatternWord::kFeast, 0},
    {"halloween", PatternWord::kFeast, 1},
    {"new", PatternWord::kFeast, 2},
    {"boxing", PatternWord::kFeast, 3},
    {"valentine", PatternWord::kFeast, 4},
    {"australia", PatternWord::kFeast, 5},
    {"anzac", PatternWord::kFeast, 6},
    {"labor", PatternWord::kFeast, 7},
    {"labour", PatternWord::kFeast, 7},
    {"remembrance", PatternWord::kFeast, 7},
    {"easter", PatternWord::kFeast, 7},
    {"good", PatternWord::kFeast, 7},
    {"ash", PatternWord::kFeast, 7},
    {"shrove", PatternWord::kFeast, 7},
    {"black", PatternWord::kFeast, 7},
    {"super", PatternWord::kFeast, 7},
    {"half", PatternWord::kHalf, 2},
    {"quarter", PatternWord::kHalf, 4},
});

struct PatternWordKey {
  PatternWord kind = PatternWord::kNone;
  uint8_t value = 0;
};

// By the hash of the lower-cased word. O(log words).
PatternWordKey FindPatternWord(uint64_t hash);

// Its plural ("dollars") and its form with a stop ("Ksh.") too.
PatternWordKey FindPatternWord(std::string_view lower);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_PATTERN_WORDS_H_
