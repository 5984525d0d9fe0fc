#include "core/entity/patterns.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/entity/expression_finder.h"
#include "core/text/ascii.h"
#include "core/text/digits.h"
#include "core/text/equal.h"

namespace standfirst {

std::string_view ExpressionFinder::Form(uint32_t at) const {
  return at < end_ ? document_.vocabulary.form(document_.tokens[at].word)
                   : std::string_view();
}

std::string_view ExpressionFinder::Lower(uint32_t at) const {
  return at < end_ ? document_.vocabulary.form(
                         document_.vocabulary.lower(document_.tokens[at].word))
                   : std::string_view();
}

PatternWordCache::Meaning ExpressionFinder::Word(uint32_t at) const {
  if (at >= end_ || at < begin_) return {};
  return words_[document_.tokens[at].word];
}

bool ExpressionFinder::Is(uint32_t at, PatternWord kind) const {
  return Word(at).kind == kind;
}

bool ExpressionFinder::Capitalized(uint32_t at) const {
  const std::string_view form = Form(at);
  return !form.empty() && form[0] >= 'A' && form[0] <= 'Z';
}

bool ExpressionFinder::FormIs(uint32_t at, const char* words) const {
  return IsOneOf(Form(at), words);
}

bool ExpressionFinder::LowerIs(uint32_t at, const char* words) const {
  return IsOneOf(Lower(at), words);
}

bool MultiplyByPowerOfTen(uint32_t power, Number* number) {
  for (uint32_t step = 0; step < power; ++step) {
    if (number->units > INT64_MAX / 100 || number->upper > INT64_MAX / 100) {
      return false;
    }
    number->upper *= 10;
    number->units = number->units * 10 + number->millionths / (kMillion / 10);
    number->millionths = number->millionths % (kMillion / 10) * 10;
  }
  return true;
}

std::string Format(const Number& number) {
  if (!number.known) return {};
  std::string text = Digits(static_cast<uint64_t>(number.units));
  if (number.millionths != 0) {
    text += '.';
    text += Padded(number.millionths, 6);
    while (text.back() == '0') text.pop_back();
  }
  if (number.upper != 0) {
    text += '/';
    text += Digits(static_cast<uint64_t>(number.upper));
  }
  return text;
}

std::string Padded(int64_t value, size_t width) {
  return Digits(static_cast<uint64_t>(value), width);
}

uint32_t ScalePower(std::string_view suffix) {
  if (IsOneOf(suffix, "m mn M mil Mil million")) {
    return 6;
  }
  if (IsOneOf(suffix, "bn b B bil billion")) return 9;
  if (IsOneOf(suffix, "tn tr trn trillion")) return 12;
  return IsOneOf(suffix, "k K") ? 3 : 0;
}

std::optional<Number> ExpressionFinder::ReadDigits(
    uint32_t at, std::string_view* suffix) const {
  return ReadDigitsOf(Form(at), suffix);
}

std::optional<Number> ExpressionFinder::ReadDigitsOf(std::string_view form,
                                                     std::string_view* suffix) {
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
    } else if (form[position] == ',' && position + 3 < form.size() &&
               IsDigit(form[position + 1]) && IsDigit(form[position + 2]) &&
               (IsDigit(form[position + 3]) || form[position + 3] == ',')) {
      commas = true;
      ++position;
    } else {
      break;
    }
  }
  bool fraction = false;
  // "1,7", "18,72": a comma before one or two last digits parts as a full stop
  // does.
  if (position + 1 < form.size() &&
      (form[position] == '.' || form[position] == ',') &&
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

std::optional<Number> ExpressionFinder::ReadNumberWords(uint32_t at,
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
    } else if (any && LowerIs(place, "and") &&
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

// "40 000", with spaces for the commas.
void ExpressionFinder::ReadThousands(uint32_t* next, Number* number) const {
  while (number->plain && number->units != 0 && number->units < 1000000000 &&
         Form(*next).size() == 3 && IsPlainDigits(*next)) {
    for (const char digit : Form(*next)) {
      number->units = number->units * 10 + (digit - '0');
    }
    ++*next;
  }
}

// "half a million", "three-quarters of a tonne", "two-thirds": `*next` is what
// is counted in them.
std::optional<Number> ExpressionFinder::ReadFraction(uint32_t at,
                                                     uint32_t* next) const {
  const bool counted = Is(at, PatternWord::kUnitNumber);
  const bool hyphen = IsHyphen(at + 1);
  const uint32_t name = counted ? at + (hyphen ? 2 : 1) : at;
  PatternWordCache::Meaning part = Word(name);
  const std::string_view lower = Lower(name);
  if (counted && part.kind == PatternWord::kNone && lower.ends_with('s')) {
    // "thirds"
    const PatternWordKey ordinal =
        FindPatternWord(lower.substr(0, lower.size() - 1));
    part.kind = ordinal.kind;
    part.value = ordinal.value;
    if (part.kind != PatternWord::kOrdinal) return std::nullopt;
  } else if (part.kind != PatternWord::kHalf) {
    return std::nullopt;
  }
  const int64_t share = kMillion * (counted ? Word(at).value : 1);
  const int64_t parts = part.value == 0 ? 1000 : part.value;
  Number number;
  number.units = share / parts / kMillion;
  number.millionths = share / parts % kMillion;
  number.known = share % parts == 0;
  const bool of = LowerIs(name + 1, "of");
  const bool article = of && LowerIs(name + 2, "a an");
  uint32_t place = name + (article ? 3 : 2);
  const PatternWord kind = Word(place).kind;
  // "half a million", "half-million"; "half-century".
  const bool joined = IsHyphen(name + 1);
  const bool half = part.value == 2 && LowerIs(name + 1, "a an");
  if (article || joined || half) {
    *next = place;
    if (kind == PatternWord::kScale) {
      number.known =
          number.known && MultiplyByPowerOfTen(Word(place).value, &number);
      ++*next;
      return number;
    }
    const bool date = kind == PatternWord::kDateUnit;
    if ((date && (!joined || Word(place).value >= 4)) ||
        (!joined &&
         (kind == PatternWord::kUnit || kind == PatternWord::kPercent ||
          LowerIs(place, "percentage per") ||
          (counted && kind == PatternWord::kTimeUnit)))) {
      return number;
    }
  }
  // "Two thirds of the members"; "three quarters of growth" are quarters.
  if (!counted ||
      (!hyphen && !(of && LowerIs(name + 2, "the its their all")))) {
    return std::nullopt;
  }
  *next = name + 1;
  return number;
}

std::optional<Number> ExpressionFinder::ReadNumber(
    uint32_t at, uint32_t* next, std::string_view* suffix) const {
  *suffix = {};
  std::optional<Number> number = ReadDigits(at, suffix);
  if (number.has_value()) {
    *next = at + 1;
    // "200-300" in one token
    if (suffix->starts_with("-") || suffix->starts_with("–")) {
      std::string_view rest;
      const std::optional<Number> other =
          ReadDigitsOf(suffix->substr((*suffix)[0] == '-' ? 1 : 3), &rest);
      if (other.has_value() && (rest.empty() || ScalePower(rest) != 0) &&
          other->known && other->millionths == 0 &&
          other->units > number->units) {
        number->upper = other->units;
        number->plain = false;
        *suffix = rest;
      } else if (suffix->size() == 1 && (Is(*next, PatternWord::kScale) ||
                                         Is(*next, PatternWord::kLakh))) {
        *suffix = {};  // "2-" of "2-billion"
      }
    }
    if (Form(at).size() <= 3) ReadThousands(next, &*number);
    // "12½"
    if (suffix->empty() && Glued(*next) && FormIs(*next, "¼ ½ ¾")) {
      // Their last bytes: 0xBC to 0xBE.
      const int quarters = static_cast<uint8_t>(Form(*next).back()) - 0xBB;
      number->millionths = quarters * (kMillion / 4);
      number->plain = false;
      ++*next;
    }
    // "212m", "5bn", "10k" in one token, or cut from its letters.
    if (suffix->empty() && Glued(*next)) {
      const std::string_view letters = Form(*next);
      if (ScalePower(letters) != 0) {
        *suffix = letters;
        ++*next;
        number->plain = false;
      }
    }
    if (const uint32_t power = ScalePower(*suffix); power != 0) {
      number->known = number->known && MultiplyByPowerOfTen(power, &*number);
      return number;
    }
    if (!suffix->empty()) return number;
    // "1.5 million", "2 hundred thousand", "5 lakh crore", "5 - million".
    uint32_t place = *next;
    for (uint32_t scales = 0; scales < 2; ++scales) {
      uint32_t word_place = IsHyphen(place) ? place + 1 : place;
      // "600-plus billion", "30-odd million"
      if (word_place > place && LowerIs(word_place, "plus odd")) ++word_place;
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
  number = ReadFraction(at, next);
  if (number.has_value()) return number;
  // "a hundred", "a million"
  if (LowerIs(at, "a an") && Is(at + 1, PatternWord::kScale)) {
    Number one;
    one.units = 1;
    MultiplyByPowerOfTen(Word(at + 1).value, &one);
    *next = at + 2;
    return one;
  }
  number = ReadNumberWords(at, next);
  if (number.has_value()) {
    // "two and a half", "one and a half million", "two-and-a-half"
    const uint32_t gap = IsHyphen(*next) ? 2 : 1;
    const uint32_t half_and = *next + gap - 1;
    if (LowerIs(half_and, "and") && LowerIs(half_and + gap, "a") &&
        LowerIs(half_and + 2 * gap, "half")) {
      number->millionths = kMillion / 2;
      *next = half_and + 2 * gap + 1;
      if (Is(*next, PatternWord::kScale)) {
        MultiplyByPowerOfTen(Word(*next).value, &*number);
        ++*next;
      }
    }
    const PatternWordCache::Meaning word = Word(*next);
    if (word.kind == PatternWord::kLakh) {
      number->known = MultiplyByPowerOfTen(word.value, &*number);
      ++*next;
    } else if (LowerIs(*next, "dozen")) {
      number->units *= 12;
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
    if (LowerIs(*next, "of") && Is(*next + 1, PatternWord::kMany) &&
        Word(*next + 1).value == 0) {
      *next += 2;
    }
    return many;
  }
  return std::nullopt;
}

uint32_t ExpressionFinder::SmallNumber(uint32_t at) const {
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

void ExpressionFinder::Find(std::vector<PatternMatch>* matches) {
  const size_t first = matches->size();
  for (uint32_t at = begin_; at < end_;) {
    if (!Word(at).begins && !(FormIs(at + 1, "$") && IsDollarOf(at))) {
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
        (LowerIs(at - 1, "minus") ||
         (FormIs(at - 1, "- −") && Glued(at) &&
          (!Glued(at - 1) || FormIs(at - 2, "("))))) {
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

void PatternWordCache::Prepare(const Vocabulary& vocabulary, uint32_t word) {
  if (word >= words_.size()) words_.resize(vocabulary.size());
  Meaning& meaning = words_[word];
  if (meaning.made) return;
  const uint32_t lower = vocabulary.lower(word);
  PatternWordKey key = FindPatternWord(vocabulary.form(lower));
  const std::string_view form = vocabulary.form(word);
  if (const int currency = FindCurrency(form); currency >= 0) {
    key.kind = PatternWord::kCurrencyWord;
    key.value = static_cast<uint8_t>(currency);
  } else if (key.kind == PatternWord::kNone && form.ends_with('$') &&
             form[0] >= 'A' && form[0] <= 'Z') {
    key.kind = PatternWord::kCurrencySign;  // "RTGS$"
    key.value = kNoCurrency;
  }
  if ((key.kind == PatternWord::kCurrencySign ||
       key.kind == PatternWord::kCurrencyWord) &&
      lakh_currency_ == 0 &&
      IsOneOf(CurrencyCode(key.value), "INR PKR BDT LKR NPR")) {
    lakh_currency_ = key.value;
  }
  // Nothing begins with a word that is in no list and has no digit, but for
  // these, and for letters before a dollar sign; nor with one that only says
  // of what stands beside it what it is: "in", "for", "tall".
  meaning = {
      key.kind, key.value, true,
      (key.kind != PatternWord::kNone && key.kind != PatternWord::kYearPlace &&
       key.kind != PatternWord::kLasting &&
       key.kind != PatternWord::kMeasured) ||
          (!form.empty() &&
           (IsDigit(form[0]) || form[0] == 'Q' || form[0] == 'H' ||
            (form[0] >= 'A' && form[0] <= 'Z' &&
             form.find_first_of("0123456789") < 4))) ||
          IsOneOf(form, "US U.S. a an A") || form.starts_with("FY") ||
          ExpressionFinder::PartLead(vocabulary.form(lower)) != 0 ||
          IsOneOf(form, "GH S B") ||
          vocabulary.form(lower).starts_with("multi") ||
          vocabulary.form(lower) == "weekend" ||
          (form.ends_with("0s") && form.size() > 3)};
}

void FindPatterns(const Document& document, const Sentence& sentence,
                  std::string_view article_date, PatternWordCache* words,
                  std::vector<PatternMatch>* matches) {
  for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    words->Prepare(document.vocabulary, document.tokens[at].word);
  }
  ExpressionFinder(document, sentence, article_date, *words).Find(matches);
}

std::string FindDay(const Document& document) {
  PatternWordCache words;
  std::vector<PatternMatch> matches;
  for (const Sentence& sentence : document.sentences) {
    FindPatterns(document, sentence, {}, &words, &matches);
  }
  for (PatternMatch& match : matches) {
    if (ParseDay(match.value).has_value()) return std::move(match.value);
  }
  return {};
}

}  // namespace standfirst
