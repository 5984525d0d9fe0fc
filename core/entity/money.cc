// Money: by signs and codes before the number, by names behind it, and by names
// without one.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/entity/expression_finder.h"
#include "core/text/equal.h"
#include "core/text/hash.h"

namespace standfirst {
namespace {

// "USD 1.5", by its code.
std::string MoneyValue(std::string_view code, const Number& number) {
  if (!number.known || code.empty()) return {};
  std::string value(code);
  value += ' ';
  value += Format(number);
  return value;
}

}  // namespace

std::string MoneyValue(size_t currency, const Number& number) {
  return MoneyValue(CurrencyCode(currency), number);
}

// "$", "US$", "US $", "Rs", "USD 5", "R 92 million", "N $ 5".
ExpressionFinder::CurrencySign ExpressionFinder::ReadCurrencySign(
    uint32_t at) const {
  CurrencySign sign;
  sign.place = at;
  const PatternWordCache::Meaning meaning = Word(at);
  if (FormIs(at, "US U.S.") && FormIs(at + 1, "$")) {
    sign.currency = kDollars;
    sign.place = at + 2;
  } else if (FormIs(at, "GH") &&
             (Is(at + 1, PatternWord::kCurrencySign) || FormIs(at + 1, "¢") ||
              Is(at + 2, PatternWord::kScale))) {
    sign.currency = FindCurrency("GHS");
    sign.place = Is(at + 2, PatternWord::kScale) ? at + 1 : at + 2;
  } else if (FormIs(at, "S B") && FormIs(at + 1, "/")) {
    // "S/ 479 million", "B/. 20"
    sign.currency = FindCurrency(FormIs(at, "S") ? "PEN" : "PAB");
    sign.place = FormIs(at + 2, ".") ? at + 3 : at + 2;
  } else if (FindCurrency(Form(at)) >= 0 && FormIs(at + 1, "$")) {
    sign.currency = FindCurrency(Form(at));  // "COP $ 35 million"
    sign.place = at + 2;
  } else if (IsDollarOf(at)) {  // "A$", "HK$"; "X$" of a country not known
    const PatternWordKey dollar = DollarOf(at);
    sign.currency = dollar.kind == PatternWord::kNone ? int{kNoCurrency}
                                                      : int{dollar.value};
    sign.place = at + 2;
  } else if (meaning.kind == PatternWord::kCurrencySign) {
    sign.letters = Lower(at).back() >= 'a' && Lower(at).back() <= 'z';
    if (!sign.letters || Form(at)[0] < 'a') {
      sign.currency = meaning.value;
      sign.place = at + 1;
      if (sign.letters && FormIs(sign.place, ".") && Glued(sign.place)) {
        ++sign.place;
      }
      if (const int code = FindCurrency(Form(sign.place));
          !sign.letters && code >= 0) {
        sign.currency = code;  // "$USD 5 million"
        ++sign.place;
      }
    }
  } else if (meaning.kind == PatternWord::kCurrencyWord &&
             Form(at).size() == 3 && Form(at)[1] >= 'A' && Form(at)[1] <= 'Z') {
    sign.currency = meaning.value;
    sign.place = at + 1;
  } else {
    // "Rupees 1,500", "US dollars 6,000", "Birr 5 million"; not "paid in
    // dollars 40 years ago".
    const uint32_t word = FormIs(at, "US") ? at + 1 : at;
    std::string_view suffix;
    if (Is(word, PatternWord::kCurrencyWord) &&
        (Lower(word).back() == 's' || LowerIs(word, "rupee naira") ||
         (Capitalized(word) && Is(word + 2, PatternWord::kScale))) &&
        ReadDigits(word + 1, &suffix).has_value() && suffix.empty() &&
        ReadYear(word + 1) == 0) {
      const PatternWord after = Word(word + 2).kind;
      if (after == PatternWord::kNone || after == PatternWord::kScale ||
          after == PatternWord::kYearPlace || after == PatternWord::kLasting) {
        sign.currency = Word(word).value;
        sign.place = word + 1;
      }
    }
  }
  return sign;
}

// "$ 5 million", "$5m to $7m": the number and what may follow it.
ExpressionFinder::Match ExpressionFinder::FindSignedMoney(
    uint32_t at, const CurrencySign& sign) const {
  const uint32_t place = sign.place;
  int currency = sign.currency;
  std::string_view suffix;
  uint32_t next = 0;
  std::optional<Number> number = ReadNumber(place, &next, &suffix);
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
       (number->plain &&
        (static_cast<size_t>(currency) < kFirstSign || number->units < 100)))) {
    return {};
  }
  // A single letter is a currency before an amount of money only: "R 92
  // million", "N 50,000", not "K 9".
  if (sign.letters && Form(at).size() == 1 &&
      (number->units < 1000 || number->millionths != 0) && !IsPrice(at) &&
      !(number->units > 99 && at > begin_ && LowerIs(at - 1, "for") &&
        !IsWord(next))) {
    return {};
  }
  const std::string upper = ReadUpperMoney(at, place, bare, &next, &*number);
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
  Match match;
  match.type = EntityType::kMoney;
  match.end = next;
  const auto index = static_cast<size_t>(currency);
  match.value = Lower(at).starts_with("rs")
                    ? MoneyOf("rupees", index, *number, at, end_)
                    : MoneyValue(index, *number);
  if (!match.value.empty()) match.value += upper;
  return match;
}

// "$ 500-580 million", "$5m to $7m": the amount at `*next` that ends the range,
// with its stroke, or nothing; the scale may be both numbers'. `bare`: the
// first number has none of its own.
std::string ExpressionFinder::ReadUpperMoney(uint32_t at, uint32_t place,
                                             bool bare, uint32_t* next,
                                             Number* number) const {
  // But "rose from $5m to $7m" is two amounts.
  const bool change =
      IsChange(at, *next) ||
      (at > begin_ && LowerIs(at - 1, "from") && LowerIs(*next, "to"));
  if (change || !IsRangeMark(at, *next)) return {};
  uint32_t after = 0;
  std::string_view suffix;
  const bool hyphen = IsHyphen(*next);
  uint32_t upper_place = *next + 1;
  const bool sign_again = place > at && Form(upper_place) == Form(place - 1);
  if (sign_again) ++upper_place;
  const std::optional<Number> upper = ReadNumber(upper_place, &after, &suffix);
  if (!upper.has_value() || !upper->digits ||
      (!suffix.empty() && after <= upper_place) ||
      (upper->units <= number->units && !hyphen && !sign_again) ||
      (!hyphen && !sign_again && upper->plain)) {
    return {};
  }
  // The scale is both numbers': "£3-4m", "$1.5 to $2 million".
  const PatternWordCache::Meaning scale = Word(after - 1);
  uint32_t power = ScalePower(suffix);
  if (after > upper_place + 1 && (scale.kind == PatternWord::kScale ||
                                  scale.kind == PatternWord::kScaleShort)) {
    power = scale.value;
  }
  Number scaled = *number;
  if (bare && MultiplyByPowerOfTen(power, &scaled) &&
      scaled.units <= upper->units) {
    *number = scaled;
  }
  *next = after;
  if (!upper->known) return {};
  std::string value = "/";
  value += Format(*upper);
  return value;
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
  if (power == 0 && (!listed ||
                     (letters == 1 && number->units < 100 && !IsPrice(at) &&
                      (form.size() < 5 || IsDigit(form[form.size() - 3]))) ||
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

// "millions of dollars", "tens of billions of euros"
bool ExpressionFinder::FindMoneyOfMany(const Counted& counted,
                                       Match* match) const {
  const Number& number = counted.number;
  if ((number.known && number.units < 1000) || !LowerIs(counted.next, "of")) {
    return false;
  }
  uint32_t money = counted.next + 1;
  while (Is(money, PatternWord::kMany) && LowerIs(money + 1, "of")) {
    money += 2;
  }
  if (Capitalized(money) && Is(money + 1, PatternWord::kCurrencyWord)) {
    ++money;  // "millions of HK dollars"
  }
  const bool word = Is(money, PatternWord::kCurrencyWord);
  if (!word && !LowerIs(money, "pounds")) return false;
  match->type = EntityType::kMoney;
  match->end = money + 1;
  match->value = MoneyOf(Lower(money), word ? Word(money).value : kPounds,
                         number, counted.at, end_);
  return true;
}

// "US dollars", "million Kenyan shillings", "Hong Kong dollars"; pounds of
// either kind.
bool ExpressionFinder::FindNamedMoney(const Counted& counted,
                                      Match* match) const {
  const bool hyphen = IsHyphen(counted.next);
  const uint32_t per = hyphen ? counted.next + 1 : counted.next;
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
    return true;
  }
  // "weighs 12 pounds", "five pounds of flour"
  if (pounds && !adjective &&
      (LowerIs(name_place + 1, "of") ||
       (counted.at > begin_ && Lower(counted.at - 1).starts_with("weigh")))) {
    SetAmount(EntityType::kQuantity, counted.number, "lb", name_place + 1,
              match);
    return true;
  }
  // "In 2019 Leeds won" is no money, nor is "the number 7 Raheem Sterling".
  const bool name =
      adjective && Is(name_place, PatternWord::kCurrencyWord) &&
      !(IsYearOrCount(counted.number) &&
        (Capitalized(name_place) ||
         (LowerIs(name_place, "won") && !LowerIs(name_place - 1, "korean"))));
  if (pounds || name) {
    match->type = EntityType::kMoney;
    match->end = name_place + 1;
    if (LowerIs(match->end, "sterling")) ++match->end;
    match->value =
        MoneyOf(Lower(name_place), pounds ? kPounds : Word(name_place).value,
                counted.number, counted.at, adjective ? name_place - 1 : end_);
    return true;
  }
  return false;
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
    // Else the first one that the article's beginning names; not of pounds.
    constexpr uint32_t kBeginning = 500;
    if (place == last && !name.starts_with("pou")) {
      place = 0;
      while (place < std::min(begin_, kBeginning) && !look(place)) ++place;
    }
  }
  return MoneyValue(code, number);
}

}  // namespace standfirst
