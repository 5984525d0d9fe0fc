// Times of day.

#include <string>
#include <string_view>

#include "core/entity/expression_finder.h"
#include "core/text/ascii.h"
#include "core/text/equal.h"

namespace standfirst {
namespace {

std::string ClockValue(uint32_t hour, uint32_t minute) {
  std::string value(1, 'T');
  value += Padded(hour, 2);
  value += ':';
  value += Padded(minute, 2);
  return value;
}

// 1: "am", "a.m."; 2: "pm", "p.m."; 0: neither. In small letters.
uint32_t HalfOfDay(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (IsOneOf(text, "am a.m")) return 1;
  return IsOneOf(text, "pm p.m") ? 2 : 0;
}

}  // namespace

// "half past four", "quarter to six", "ten past three".
bool ExpressionFinder::FindPastOrTo(uint32_t at, Match* match) const {
  const std::string_view side = Lower(at + 1);
  if (!IsOneOf(side, "past to")) return false;
  const uint32_t minutes = LowerIs(at, "half")      ? 30
                           : LowerIs(at, "quarter") ? 15
                                                    : SmallNumber(at);
  const uint32_t whole = SmallNumber(at + 2);
  if (minutes == 0 || minutes >= 60 || whole == 0 || whole > 12 ||
      (!LowerIs(at, "half quarter") &&
       (minutes % 5 != 0 ||
        (side == "to" && (at == begin_ || !LowerIs(at - 1, "at"))))) ||
      (side == "to" && minutes == 30)) {
    return false;
  }
  const uint32_t total =
      side == "past" ? whole * 60 + minutes : whole * 60 - minutes;
  match->end = at + 3;
  // "half past four in the afternoon"
  const PatternWordCache::Meaning part = Word(at + 5);
  const bool told = LowerIs(at + 3, "in") && LowerIs(at + 4, "the") &&
                    part.kind == PatternWord::kDayPart && part.value < 4;
  if (told) match->end = at + 6;
  match->value =
      ClockValue(total / 60 + (told && part.value > 0 && total < 720 ? 12 : 0),
                 total % 60);
  return true;
}

// "six o'clock", "nine in the morning", "eleven at night", "eight p.m.".
bool ExpressionFinder::FindWholeHour(uint32_t at, Match* match) const {
  const uint32_t whole = SmallNumber(at);
  if (whole == 0 || whole > 12) return false;
  uint32_t end = at + 1;
  bool clock = false;
  if (LowerIs(end, "o'clock o’clock")) {
    clock = true;
    ++end;
  } else if (LowerIs(end, "o") && LowerIs(end + 2, "clock")) {
    clock = true;
    end += 3;
  }
  const bool in_the = LowerIs(end, "in") && LowerIs(end + 1, "the");
  const uint32_t part_place = in_the ? end + 2 : end + 1;
  const PatternWordCache::Meaning part = Word(part_place);
  const bool told = part.kind == PatternWord::kDayPart && part.value < 4 &&
                    (in_the || (LowerIs(end, "at") && part.value == 3));
  if (told || clock) {
    uint32_t hour_of_day = whole;
    if (told && part.value > 0 && whole < 12) hour_of_day += 12;
    match->end = told ? part_place + 1 : end;
    match->value = ClockValue(hour_of_day, 0);
    return true;
  }
  // "eight p.m.": with digits the minutes are read too, by FindDigitClock.
  const uint32_t half = HalfOfDay(Lower(at + 1));
  if (half == 0 || IsDigit(Form(at)[0])) return false;
  match->end = at + 2;
  match->value = ClockValue(whole % 12 + (half == 2 ? 12 : 0), 0);
  return true;
}

// "1800 GMT", "at 1800 hours".
bool ExpressionFinder::FindPlainClock(uint32_t at, std::string_view form,
                                      Match* match) const {
  const bool zulu = FormIs(at + 1, "GMT UTC");
  const bool hours = at > begin_ && LowerIs(at + 1, "hours") &&
                     LowerIs(at - 1, "at by until from");
  if (form.size() != 4 || (!zulu && !hours) || !IsPlainDigits(at) ||
      form >= "2400" || form[2] >= '6') {
    return false;
  }
  match->end = at + 2;
  match->value =
      ClockValue(static_cast<uint32_t>((form[0] - '0') * 10 + form[1] - '0'),
                 static_cast<uint32_t>((form[2] - '0') * 10 + form[3] - '0'));
  if (zulu) match->value += 'Z';
  return true;
}

// "16:30", "4.30 pm", "4 p.m.", "4pm", "16:30 GMT".
void ExpressionFinder::FindDigitClock(uint32_t at, std::string_view form,
                                      Match* match) const {
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
  const std::string_view suffix = Lower(at).substr(position);
  uint32_t end = at + 1;
  uint32_t half = HalfOfDay(suffix);
  if (!suffix.empty() && half == 0) return;
  if (half == 0 && HalfOfDay(Lower(end)) != 0) {
    half = HalfOfDay(Lower(end));
    ++end;
    if (FormIs(end, ".") && Glued(end) &&
        Form(end - 1).find('.') != std::string_view::npos &&
        Form(end - 1).back() != '.') {
      ++end;
    }
  }
  if (hour > 24 || minute > 59 || (half == 0 && !colon)) return;
  if (half != 0) {
    if (hour == 0 || hour > 12) return;
    hour = hour % 12 + (half == 2 ? 12 : 0);
  }
  match->value = ClockValue(hour, minute);
  const std::string_view zone = Form(end);
  if (IsOneOf(zone, "GMT UTC")) {
    ++end;
    match->value += 'Z';
  } else if (IsOneOf(zone, "CET EST EDT ET PST BST IST")) {
    ++end;
  }
  match->end = end;
}

// "16:30", "4.30 pm", "4 p.m.", "noon".
ExpressionFinder::Match ExpressionFinder::FindClock(uint32_t at) const {
  Match match;
  match.type = EntityType::kTime;
  const PatternWordCache::Meaning word = Word(at);
  if (word.kind == PatternWord::kDayPart && word.value >= 4) {
    match.end = at + 1;
    match.value = std::string(kDayParts[word.value]);
    return match;
  }
  if (FindPastOrTo(at, &match) || FindWholeHour(at, &match)) return match;
  const std::string_view form = Form(at);
  if (form.empty() || !IsDigit(form[0])) return match;
  if (!FindPlainClock(at, form, &match)) FindDigitClock(at, form, &match);
  return match;
}

// "9am to 5pm", "10:00-16:00", "10 and 11 p.m." after "between".
ExpressionFinder::Match ExpressionFinder::FindClockRange(uint32_t at) const {
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
    first.value = ClockValue(hour, 0);
  }
  second.value = first.value + "/" + second.value;
  return second;
}

}  // namespace standfirst
