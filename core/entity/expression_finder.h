#ifndef STANDFIRST_CORE_ENTITY_EXPRESSION_FINDER_H_
#define STANDFIRST_CORE_ENTITY_EXPRESSION_FINDER_H_

// The inside of patterns.h: one class over seven files, dates.cc, years.cc,
// relative_dates.cc, clocks.cc, money.cc, amounts.cc and what they share in
// patterns.cc.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/calendar.h"
#include "core/entity/pattern_words.h"
#include "core/entity/patterns.h"
#include "core/text/ascii.h"
#include "core/text/document.h"
#include "core/text/equal.h"
#include "core/text/hash.h"

namespace standfirst {

// A number as units and millionths; enough for every amount in news.
struct Number {
  int64_t units = 0;
  int64_t millionths = 0;
  int64_t upper = 0;    // The other end of "200-300"; 0: none.
  bool known = true;    // False: too many digits, or "dozens".
  bool digits = false;  // Written in digits.
  bool plain = false;   // One run of digits: "2022".
};

constexpr int64_t kMillion = 1000000;

// False if the number gets too large.
bool MultiplyByPowerOfTen(uint32_t power, Number* number);
// 6 for "m" and "mn", and the like; 0 for other letters.
uint32_t ScalePower(std::string_view suffix);
// "1.5"; empty if it is not known.
std::string Format(const Number& number);
// "USD 1.5", by its index in kCurrencies; empty if either is not known.
std::string MoneyValue(size_t currency, const Number& number);
// In digits, with noughts before them up to a width.
std::string Padded(int64_t value, size_t width);

// Finds one sentence's expressions. Each Find… says what begins at a token.
class ExpressionFinder {
 public:
  ExpressionFinder(const Document& document, const Sentence& sentence,
                   std::string_view article_date, const PatternWordCache& words)
      : document_(document),
        words_(words),
        begin_(sentence.tokens.begin),
        end_(sentence.tokens.end),
        today_(ParseDay(article_date)) {}

  void Find(std::vector<PatternMatch>* matches);

  static size_t PartLead(std::string_view lower);

 private:
  static constexpr uint32_t kAsGiven = 0xFFFFFFFF;
  struct Match {
    uint32_t end = 0;  // 0: nothing found.
    EntityType type = EntityType::kCardinal;
    std::string value;
    uint32_t begin = kAsGiven;  // Where other than at the place given.
  };

  // What stands before an amount of money: "$", "US$", "Rs.", "USD".
  struct CurrencySign {
    int currency = -1;     // Index in kCurrencies; below 0: there is none.
    uint32_t place = 0;    // Of the number.
    bool letters = false;  // It is of letters, as "R" and "Rs" are.
  };
  // A number without a currency before it.
  struct Counted {
    uint32_t at = 0;          // Where it begins,
    uint32_t next = 0;        // and the token behind it.
    std::string_view suffix;  // The letters behind its digits in their token,
    PatternWordKey unit;      // and of what they are short, "km" or "min".
    Number number;
  };

  // What the word before a date says of it: "last", "next", "this", "first".
  enum class Relation : int32_t {
    kLast = -1,
    kNone = 0,
    kNext = 1,
    kThis = 2,
    kFirst = 3,
  };

  // Empty behind the sentence's end. Called, not unfolded: there are hundreds
  // of calls.
  std::string_view Form(uint32_t at) const;
  std::string_view Lower(uint32_t at) const;
  // What letters before a dollar sign make of it: "A$", "HK$" in two tokens.
  PatternWordKey DollarOf(uint32_t at) const {
    return FindPatternWord(MixHash(HashBytes("$", HashBytes(Lower(at)))));
  }
  bool IsDollarOf(uint32_t at) const {
    if (!FormIs(at + 1, "$") || FormIs(at, "US")) return false;
    if (Glued(at + 1)) return Capitalized(at) && Form(at).size() <= 4;
    return !FormIs(at, "A") && Lower(at) != Form(at) &&
           DollarOf(at).kind == PatternWord::kCurrencySign;
  }
  // "1917" and "five" before "won", but not "6 million".
  static bool IsYearOrCount(const Number& number) {
    return number.digits ? number.plain && number.units < 2200
                         : number.units < 100;
  }
  // The token is one of the words: "a an the".
  bool FormIs(uint32_t at, const char* words) const;
  bool LowerIs(uint32_t at, const char* words) const;
  PatternWordCache::Meaning Word(uint32_t at) const;
  bool Is(uint32_t at, PatternWord kind) const;
  bool Capitalized(uint32_t at) const;
  // Nothing between the tokens `at - 1` and `at`.
  bool Glued(uint32_t at) const {
    return at < end_ && (document_.tokens[at].flags & kSpaceBefore) == 0;
  }
  bool IsHyphen(uint32_t at) const { return FormIs(at, "- – —"); }
  bool IsWord(uint32_t at) const {
    return at < end_ && (Form(at)[0] | 0x20) >= 'a' &&
           (Form(at)[0] | 0x20) <= 'z';
  }
  bool IsPlainDigits(uint32_t at) const {
    return !Form(at).empty() && IsAllDigits(Form(at));
  }
  // What stands between the two ends of a range: "5-7", "5 to 7", "between 5
  // and 7"; not the sign in "500 -7".
  bool IsRangeMark(uint32_t begin, uint32_t at) const {
    const std::string_view word = Lower(at);
    return (IsHyphen(at) && (Glued(at) || !Glued(at + 1))) ||
           IsOneOf(word, "to until through") ||
           (word == "and" && begin > begin_ && LowerIs(begin - 1, "between"));
  }
  // "Rose $5 to $7": an amount at `begin` and the one that it led to.
  bool IsChange(uint32_t begin, uint32_t at) const {
    return LowerIs(at, "to") && begin > begin_ &&
           StartsWithOneOf(Lower(begin - 1),
                           "ris rose fall fell los gain add up down jump climb "
                           "drop slip by") != 0;
  }
  // What stands at `at` is the other end of a range: "to 7".
  bool EndsRange(uint32_t at) const {
    return at > begin_ + 1 && IsRangeMark(at - 2, at - 1);
  }
  // Whether a date at `at` lies ahead: "until Monday", "will meet on Monday".
  bool LiesAhead(uint32_t at) const;

  // A number at `at`; `*next` is the token after it. `*suffix` gets what
  // letters follow the digits in the token ("5m", "30th").
  std::optional<Number> ReadDigits(uint32_t at, std::string_view* suffix) const;
  static std::optional<Number> ReadDigitsOf(std::string_view form,
                                            std::string_view* suffix);
  std::optional<Number> ReadNumber(uint32_t at, uint32_t* next,
                                   std::string_view* suffix) const;
  std::optional<Number> ReadFraction(uint32_t at, uint32_t* next) const;
  void ReadThousands(uint32_t* next, Number* number) const;
  std::optional<Number> ReadNumberWords(uint32_t at, uint32_t* next) const;
  // A number below a hundred in digits or one word, or 0.
  uint32_t SmallNumber(uint32_t at) const;
  // A number of 1 to 31 as a day of the month: "17", "17th".
  uint32_t ReadDayOfMonth(uint32_t at) const;
  // 1000 to 2199, or 0.
  static uint32_t ReadYearText(std::string_view form);
  uint32_t ReadYear(uint32_t at) const;
  uint32_t ReadMonth(uint32_t at, uint32_t* next) const;

  // dates.cc
  Match FindDate(uint32_t at) const;
  Match FindHoliday(uint32_t at) const;
  Match FindDayOrMonth(uint32_t at) const;
  void ExtendDate(uint32_t at, Match* date) const;
  Match FindMonthDate(uint32_t at) const;
  Match FindDayDate(uint32_t at) const;
  Match FindWeekday(uint32_t at, Relation relation) const;
  Match FindNumericDate(uint32_t at) const;
  std::string DayValue(uint32_t year, uint32_t month, uint32_t day,
                       uint32_t at) const;
  std::string DayRange(uint32_t year, uint32_t month, uint32_t day,
                       uint32_t last_day, uint32_t at) const;
  std::string MonthValue(uint32_t year, uint32_t month, Relation relation,
                         bool ahead) const;
  std::string WeekdayValue(uint32_t weekday, Relation relation) const;

  // years.cc. `inline`: as in amounts.cc, below. The rules of FindYear are
  // given what stands at `at`. True: that is decided; where it is nothing,
  // `match->end` is still 0.
  Match FindYear(uint32_t at) const;
  uint32_t QuarterYear(uint32_t quarter, uint32_t at) const;
  inline bool FindDecade(uint32_t at, std::string_view form,
                         Match* match) const;
  static inline bool FindYearsInToken(uint32_t at, std::string_view form,
                                      Match* match);
  inline bool FindShortPartOfYear(uint32_t at, std::string_view form,
                                  Match* match) const;
  inline bool FindFiscalYear(uint32_t at, std::string_view form,
                             Match* match) const;
  inline bool FindLastQuarter(uint32_t at, PatternWordCache::Meaning word,
                              Match* match) const;
  inline bool FindSeasonOfYear(uint32_t at, PatternWordCache::Meaning word,
                               Match* match) const;
  inline bool FindPartOfYear(uint32_t at, uint32_t part, uint32_t ordinal,
                             Match* match) const;
  inline bool FindByOrdinal(uint32_t at, PatternWordCache::Meaning word,
                            Match* match) const;
  inline bool FindYearOfEra(uint32_t at, std::string_view form,
                            Match* match) const;
  inline bool FindYearAndNext(uint32_t at, uint32_t year, Match* match) const;
  inline bool IsYear(uint32_t at, uint32_t year) const;
  static std::string YearRange(uint32_t year, std::string_view other);

  // relative_dates.cc, with rules of FindRelative as those of FindYear are.
  Match FindRelative(uint32_t at) const;
  inline bool FindRelativeDay(uint32_t at, PatternWordCache::Meaning word,
                              Match* match) const;
  inline bool FindTheWeekend(uint32_t at, Match* match) const;
  inline bool FindBareUnit(uint32_t at, PatternWordCache::Meaning unit,
                           Match* match) const;
  inline bool FindSomeUnits(uint32_t at, PatternWordCache::Meaning word,
                            Match* match) const;
  inline bool FindOneUnit(uint32_t at, Match* match) const;
  inline bool FindDayPart(uint32_t at, PatternWordCache::Meaning word,
                          Match* match) const;
  inline bool FindSeason(uint32_t at, PatternWordCache::Meaning word,
                         Match* match) const;
  inline Match FindLastOrNext(uint32_t at) const;
  static std::string OneUnit(PatternWordCache::Meaning unit, EntityType* type);
  static std::string SomeUnits(PatternWordCache::Meaning unit,
                               EntityType* type);
  std::string SeasonValue(uint32_t season, int64_t step, bool ahead) const;
  std::string ShiftedValue(char unit, int64_t amount) const;

  // clocks.cc
  Match FindClock(uint32_t at) const;
  inline bool FindPastOrTo(uint32_t at, Match* match) const;
  inline bool FindWholeHour(uint32_t at, Match* match) const;
  inline bool FindPlainClock(uint32_t at, std::string_view form,
                             Match* match) const;
  inline void FindDigitClock(uint32_t at, std::string_view form,
                             Match* match) const;
  Match FindClockRange(uint32_t at) const;

  // amounts.cc. `inline`: called once, in the same file, and unfolded there,
  // which the wasm module needs to be said (docs/building.md).
  Match FindAmount(uint32_t at) const;
  Match FindAmountRange(uint32_t at) const;
  Match FindOrdinal(uint32_t at) const;
  inline Match FindLoneUnit(uint32_t at) const;
  // What a number counts, here and in money.cc. True: that is decided; where
  // it is nothing, `match->end` is still 0.
  inline bool FindUnitInToken(const Counted& counted, Match* match) const;
  inline bool FindUnitWord(const Counted& counted, Match* match) const;
  inline bool FindQuantityPhrase(const Counted& counted, Match* match) const;
  inline bool FindHundredths(const Counted& counted, Match* match) const;
  inline void FindQuantity(const Counted& counted, uint32_t place,
                           Match* match) const;
  inline void FindDuration(const Counted& counted,
                           PatternWordCache::Meaning unit, uint32_t place,
                           Match* match) const;
  static void SetAmount(EntityType type, const Number& number,
                        std::string_view unit, uint32_t end, Match* match);
  static void SetHundredths(size_t currency, const Number& number, uint32_t end,
                            Match* match);

  // money.cc
  bool FindMoneyOfMany(const Counted& counted, Match* match) const;
  bool FindNamedMoney(const Counted& counted, Match* match) const;
  CurrencySign ReadCurrencySign(uint32_t at) const;
  Match FindSignedMoney(uint32_t at, const CurrencySign& sign) const;
  std::string ReadUpperMoney(uint32_t at, uint32_t place, bool bare,
                             uint32_t* next, Number* number) const;
  Match FindGluedMoney(uint32_t at) const;
  Match FindUncountedMoney(uint32_t at) const;
  bool IsPrice(uint32_t at) const;
  std::string MoneyOf(std::string_view name, size_t currency,
                      const Number& number, uint32_t at,
                      uint32_t adjective) const;

  const Document& document_;
  const PatternWordCache& words_;
  uint32_t begin_;
  uint32_t end_;
  std::optional<int64_t> today_;  // Days since 1970-01-01.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_EXPRESSION_FINDER_H_
