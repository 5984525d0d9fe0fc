#include "core/clean/rules.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/clean/view.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// ------------------------------------------------------------------ lexicon

constexpr std::string_view kMonths =
    "january/february/march/april/may/june/july/august/september/october/"
    "november/december/jan/feb/mar/apr/jun/jul/aug/sep/sept/oct/nov/dec";
constexpr std::string_view kDays =
    "monday/tuesday/wednesday/thursday/friday/saturday/sunday/mon/tue/wed/thu/"
    "fri/sat/sun";
// What pictures are called.
constexpr std::string_view kPictureNouns =
    "image/images/photo/photos/photograph/photographs/picture/pictures/pic/"
    "illustration/graphic/infographic/screenshot/screengrab/video/visual/"
    "representation/rendering/sketch/cartoon/collage";
// Labels in capitals that stand where a dateline's place does.
constexpr std::string_view kLabels =
    "breaking/exclusive/live/update/updated/updates/watch/video/just/in/alert/"
    "opinion/analysis/explainer/news/latest/developing/urgent/flash";
// Before a colon, but no place: people who speak, parts of a text.
constexpr std::string_view kSpeakers =
    "reporter/question/answer/interviewer/moderator/host/note/notes/warning/"
    "background/summary/abstract/introduction/conclusion/methods/results/"
    "objective/fact/claim/verdict/tip/step/ingredients/method/score/result/"
    "pros/cons/todo/faq/re/subject/from/to/date/time/place/venue/contact/"
    "narrator/voice/man/woman/boy/girl/all/chorus/judge/clerk/counsel/witness";

bool IsSentenceStart(const View& view, uint32_t token) {
  if (token >= view.size()) return false;
  const ViewToken& first = view.tokens()[token];
  if (first.kind == ViewToken::kWord) {
    if (first.capital) return true;
    // "iPhone" and the like start with one small letter.
    const size_t second =
        first.begin + DecodeValidUtf8(view.text(), first.begin).size;
    return second < first.end &&
           ClassifyCharacter(DecodeValidUtf8(view.text(), second).code_point) ==
               CharacterClass::kUpper;
  }
  if (first.kind == ViewToken::kNumber) return true;
  constexpr std::array<std::string_view, 8> kOpeners = {
      "\"",       "'", "\xE2\x80\x9C", "\xE2\x80\x98",
      "\xC2\xAB", "$", "\xC2\xA3",     "\xE2\x82\xAC"};
  return std::any_of(
      kOpeners.begin(), kOpeners.end(),
      [&](std::string_view opener) { return view.IsMark(token, opener); });
}

// Ends like a sentence: a stop, with or without closing quotes.
bool EndsWithStop(std::string_view text) {
  constexpr std::array<std::string_view, 6> kClosers = {
      "\"", "'", ")", "]", "\xE2\x80\x9D", "\xE2\x80\x99"};
  for (bool closed = true; closed;) {
    closed = false;
    for (const std::string_view closer : kClosers) {
      if (text.ends_with(closer)) {
        text.remove_suffix(closer.size());
        closed = true;
      }
    }
  }
  return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') ||
         text.ends_with("\xE2\x80\xA6") || text.ends_with("\xE3\x80\x82");
}

// ----------------------------------------------------------------- dateline

// What was recognised at the start of a paragraph; token indices.
struct Dateline {
  uint32_t end = 0;  // First token that is no part of it; 0: none.
  bool has_place = false;
  bool has_date = false;
  bool has_agency = false;
  uint32_t place_begin = 0;
  uint32_t place_end = 0;
  uint32_t date_begin = 0;
  uint32_t date_end = 0;
};

// "May 3", "3 May 2024", "Monday", "Aug. 4": returns the token behind it.
uint32_t SkipDate(const View& view, uint32_t token) {
  uint32_t at = token;
  if (view.IsAny(at, kDays)) {
    ++at;
    if (view.IsMark(at, ".")) ++at;
    if (view.IsMark(at, ",")) ++at;
  }
  const auto number = [&view](uint32_t index, uint32_t digits) {
    return index < view.size() &&
           view.tokens()[index].kind == ViewToken::kNumber &&
           view.Text(index).size() <= digits;
  };
  if (view.IsAny(at, kMonths)) {
    uint32_t next = at + 1;
    if (view.IsMark(next, ".")) ++next;
    if (number(next, 2)) at = next + 1;
  } else if (number(at, 2) && view.IsAny(at + 1, kMonths)) {
    at += 2;
    if (view.IsMark(at, ".")) ++at;
  }
  if (at == token) return token;
  const uint32_t comma = view.IsMark(at, ",") ? at + 1 : at;
  if (number(comma, 4) && view.Text(comma).size() == 4) return comma + 1;
  // A comma behind a day belongs to what follows.
  if (view.IsMark(at - 1, ",")) --at;
  return at;
}

// "(AP)", "(Reuters)", "(Thomson Reuters Foundation)": returns the token
// behind it.
uint32_t SkipAgency(const View& view, uint32_t token) {
  if (!view.IsMark(token, "(") && !view.IsMark(token, "[")) return token;
  uint32_t at = token + 1;
  uint32_t words = 0;
  while (at < view.size() && words <= 4 && !view.IsMark(at, ")") &&
         !view.IsMark(at, "]")) {
    const ViewToken& word = view.tokens()[at];
    if (word.kind == ViewToken::kWord && !word.capital &&
        !view.IsAny(at, "dpa/via/and/of/the")) {
      return token;
    }
    if (word.kind == ViewToken::kNumber) return token;
    if (word.kind == ViewToken::kWord) ++words;
    ++at;
  }
  const bool closed = view.IsMark(at, ")") || view.IsMark(at, "]");
  return closed && words >= 1 && words <= 4 ? at + 1 : token;
}

// Place names: capitals ("SAN FRANCISCO", "LONDON/PARIS", "ST. LOUIS"), then
// perhaps a region in mixed case (", Kenya", ", Calif."). Without `capitals`
// a place in mixed case: "New Delhi".
uint32_t SkipPlace(const View& view, uint32_t token, bool capitals) {
  uint32_t at = token;
  uint32_t words = 0;
  while (at < view.size() && words < 6) {
    const ViewToken& word = view.tokens()[at];
    const bool small_joint = words > 0 && view.IsAny(at, "de/la/al/el/of/and");
    if (word.kind == ViewToken::kWord &&
        (capitals ? word.capitals : word.capital || small_joint)) {
      ++words;
      ++at;
      // "ST. LOUIS", "D.C."
      if (view.IsMark(at, ".") && view.Text(at - 1).size() <= 3) ++at;
      continue;
    }
    if (words > 0 && view.IsMark(at, "/")) {
      ++at;
      continue;
    }
    break;
  }
  if (words == 0) return token;
  // ", Kenya", ", N.Y.", ", South Korea"
  if (view.IsMark(at, ",") && at + 1 < view.size() &&
      view.tokens()[at + 1].kind == ViewToken::kWord &&
      view.tokens()[at + 1].capital && !view.IsAny(at + 1, kMonths) &&
      !view.IsAny(at + 1, kDays)) {
    uint32_t region = at + 1;
    uint32_t region_words = 0;
    while (region < view.size() && region_words < 3 &&
           view.tokens()[region].kind == ViewToken::kWord &&
           view.tokens()[region].capital && !view.IsAny(region, kMonths) &&
           !view.IsAny(region, kDays)) {
      ++region;
      ++region_words;
      if (view.IsMark(region, ".")) ++region;
    }
    at = region;
  }
  return at;
}

// A dateline that starts at `token` (docs/cleaning.md, "Datelines").
Dateline ReadDateline(const View& view, uint32_t token) {
  Dateline line;
  uint32_t at = token;
  bool in_capitals = true;
  const uint32_t agency_first = SkipAgency(view, at);
  if (agency_first != at) {
    // "(CNN) -- ": nothing but who reports.
    line.has_agency = true;
    at = agency_first;
  } else {
    uint32_t after = SkipPlace(view, at, true);
    if (after == at) {
      in_capitals = false;
      after = SkipPlace(view, at, false);
    }
    if (after == at) return {};
    line.has_place = true;
    line.place_begin = at;
    line.place_end = after;
    at = after;
    // Date and agency, in either order.
    for (int round = 0; round < 2; ++round) {
      const uint32_t comma = view.IsMark(at, ",") ? at + 1 : at;
      const uint32_t dated = SkipDate(view, comma);
      if (dated != comma && !line.has_date) {
        line.has_date = true;
        line.date_begin = comma;
        line.date_end = dated;
        at = dated;
        if (view.IsMark(at, ",")) ++at;
      }
      const uint32_t agency = SkipAgency(view, at);
      if (agency != at) {
        line.has_agency = true;
        at = agency;
      }
    }
    if (view.IsMark(at, "|") && at + 1 < view.size() &&
        view.tokens()[at + 1].capitals) {
      line.has_agency = true;
      at += 2;
    }
  }
  // The separator, and a sentence that can stand alone.
  const bool colon = view.IsMark(at, ":");
  const bool dash = view.IsDash(at) && at + 1 < view.size() &&
                    (view.tokens()[at].space_before ||
                     view.tokens()[at + 1].space_before || line.has_agency);
  if (!colon && !dash) return {};
  ++at;
  if (!IsSentenceStart(view, at) || view.size() - at < 3) return {};
  if (!line.has_agency && !line.has_date) {
    if (!in_capitals) return {};
    // One place in capitals alone: no label, no speaker, more than initials.
    size_t letters = 0;
    for (uint32_t i = line.place_begin; i < line.place_end; ++i) {
      if (view.tokens()[i].kind != ViewToken::kWord) continue;
      letters += view.Text(i).size();
      if (view.IsAny(i, kLabels) || view.IsAny(i, kSpeakers)) return {};
    }
    if (letters < 3) return {};
  }
  line.end = at;
  return line;
}

// A caption that was glued before the first sentence: a few words about a
// picture, perhaps with a credit in brackets. Returns the token behind it.
uint32_t SkipGluedCaption(const View& view) {
  constexpr uint32_t kMostWords = 6;
  for (uint32_t at = 0; at < view.size() && at < kMostWords; ++at) {
    const ViewToken& word = view.tokens()[at];
    if (word.kind != ViewToken::kWord) return 0;
    if (!view.IsAny(at, kPictureNouns)) continue;
    uint32_t end = at + 1;
    // "for representation only", "courtesy X", ": Agency"
    if (view.IsAny(end, "for") &&
        view.IsAny(end + 1,
                   "representation/representational/illustration/"
                   "illustrative/representative")) {
      end += 2;
      if (view.IsAny(end, "only/purpose/purposes")) ++end;
      if (view.IsAny(end, "only")) ++end;
    }
    const uint32_t credit = SkipAgency(view, end);
    if (credit != end) end = credit;
    if (view.IsMark(end, ".") || view.IsMark(end, "|") ||
        view.IsMark(end, ":")) {
      ++end;
    }
    return end;
  }
  return 0;
}

// ------------------------------------------------------------------- finder

class RuleFinder {
 public:
  RuleFinder(const DecodedSource& source, SourceLines* lines,
             Findings* findings)
      : source_(source), units_(lines->units), findings_(findings) {}

  void Run() {
    if (units_.empty()) return;
    FindTitleAndHeadings();
    FindTrailingLeftovers();
    FindDateline();
    FindSurplusStops();
    Settle();
  }

 private:
  std::string_view Text(const Unit& unit) const {
    return source_.text.substr(unit.span.start, unit.span.size());
  }

  void Remove(uint32_t unit, SourceSpan span, LeftOutReason reason,
              Certainty certainty) {
    if (span.empty()) return;
    findings_->removals.push_back({span, reason, certainty, unit});
  }
  void RemoveUnit(uint32_t unit, LeftOutReason reason, Certainty certainty) {
    units_[unit].set_aside = true;
    Remove(unit, units_[unit].span, reason, certainty);
  }

  // A paragraph that holds a sentence.
  bool IsProse(const Unit& unit) const {
    if (unit.kind != BlockKind::kParagraph || unit.set_aside) return false;
    const std::string_view text = Text(unit);
    constexpr size_t kLongEnough = 120;
    return text.size() >= kLongEnough ||
           (EndsWithStop(text) &&
            std::count(text.begin(), text.end(), ' ') >= 4);
  }

  // Short, without a stop, starting like a title.
  bool IsShort(const Unit& unit, size_t longest, std::ptrdiff_t words) const {
    const std::string_view text = Text(unit);
    return unit.kind == BlockKind::kParagraph && text.size() <= longest &&
           !text.ends_with('.') && !text.ends_with(':') &&
           !text.ends_with(',') && !text.ends_with(';') &&
           std::count(text.begin(), text.end(), ' ') < words;
  }

  bool StartsUpper(const Unit& unit) {
    view_.Read(source_, unit);
    return IsSentenceStart(view_, 0);
  }

  void FindTitleAndHeadings() {
    constexpr size_t kLongestTitle = 160;
    constexpr size_t kLongestHeading = 90;
    uint32_t prose = 0;
    for (const Unit& unit : units_) prose += IsProse(unit) ? 1 : 0;
    if (prose == 0) return;
    bool title = std::any_of(
        units_.begin(), units_.end(),
        [](const Unit& unit) { return unit.kind == BlockKind::kTitle; });
    bool before_body = true;
    for (uint32_t i = 0; i + 1 < units_.size(); ++i) {
      Unit& unit = units_[i];
      if (IsProse(unit)) before_body = false;
      if (unit.given || unit.set_aside) continue;
      const Unit& next = units_[i + 1];
      if (before_body && !title && i < 4 && IsShort(unit, kLongestTitle, 24) &&
          StartsUpper(unit) &&
          std::count(Text(unit).begin(), Text(unit).end(), ' ') >= 2) {
        unit.kind = BlockKind::kTitle;
        title = true;
        continue;
      }
      if (IsShort(unit, kLongestHeading, 12) && !EndsWithStop(Text(unit)) &&
          IsProse(next) && unit.gap_before && StartsUpper(unit)) {
        unit.kind = BlockKind::kHeading;
        unit.level = 2;
      }
    }
  }

  // What is left of a page below its last sentence: "Top", "Ends", "###".
  void FindTrailingLeftovers() {
    for (auto i = static_cast<uint32_t>(units_.size()); i-- > 1;) {
      Unit& unit = units_[i];
      if (unit.given && unit.kind != BlockKind::kParagraph) return;
      if (!IsLeftoverShape(unit)) return;
      // It stands below prose, or below another leftover.
      uint32_t above = i;
      while (above > 0 && units_[above - 1].kind != BlockKind::kParagraph) {
        --above;
      }
      if (above == 0 || !IsProse(units_[above - 1])) {
        if (above == 0 || !IsLeftoverShape(units_[above - 1])) return;
      }
      RemoveUnit(i, LeftOutReason::kLeftover, Certainty::kLikely);
    }
  }

  // One or two words without a stop, or marks alone.
  bool IsLeftoverShape(const Unit& unit) {
    if (unit.kind != BlockKind::kParagraph || unit.span.size() > 24) {
      return false;
    }
    view_.Read(source_, unit);
    uint32_t words = 0;
    for (const ViewToken& token : view_.tokens()) {
      if (token.kind != ViewToken::kMark) ++words;
    }
    if (words == 0) return true;
    return words <= 2 && !EndsWithStop(view_.text()) &&
           view_.tokens()[0].kind == ViewToken::kWord;
  }

  // More than one paragraph opens with a label in capitals: a transcript.
  bool HasSpeakers() {
    uint32_t labels = 0;
    for (const Unit& unit : units_) {
      const std::string_view head = Text(unit).substr(0, 40);
      const size_t colon = head.find(':');
      if (colon == std::string_view::npos || colon < 2) continue;
      const std::string_view label = head.substr(0, colon);
      const bool capitals =
          std::none_of(label.begin(), label.end(), [](char byte) {
            return (byte >= 'a' && byte <= 'z') || byte == '"';
          });
      if (capitals && ++labels > 1) return true;
    }
    return false;
  }

  void FindDateline() {
    constexpr uint32_t kFirstUnits = 12;
    for (uint32_t i = 0; i < units_.size() && i < kFirstUnits; ++i) {
      const Unit& unit = units_[i];
      if (!IsProse(unit)) continue;
      view_.Read(source_, unit);
      uint32_t start = SkipGluedCaption(view_);
      Dateline line = ReadDateline(view_, start);
      if (line.end == 0 && start != 0) {
        start = 0;
        line = ReadDateline(view_, 0);
      }
      if (line.end == 0) return;
      if (line.has_place && !line.has_agency && !line.has_date &&
          HasSpeakers()) {
        return;
      }
      if (start != 0) {
        Remove(i, {unit.span.start, view_.TokenEnd(start - 1)},
               LeftOutReason::kCaption, Certainty::kSure);
      }
      Remove(i, {view_.TokenStart(start), view_.TokenEnd(line.end - 1)},
             LeftOutReason::kDateline, Certainty::kSure);
      if (line.has_place) {
        findings_->place = {view_.TokenStart(line.place_begin),
                            view_.TokenEnd(line.place_end - 1)};
      }
      if (line.has_date) {
        findings_->date = {view_.TokenStart(line.date_begin),
                           view_.TokenEnd(line.date_end - 1)};
      }
      return;
    }
  }

  // "idea..": one stop too many. Three are an ellipsis, and two before a
  // small letter may be meant as one.
  void FindSurplusStops() {
    const std::string_view text = source_.text;
    uint32_t unit = 0;
    for (size_t at = text.find(".."); at != std::string_view::npos;) {
      size_t end = at;
      while (end < text.size() && text[end] == '.') ++end;
      if (end - at == 2 && at > 0) {
        while (unit < units_.size() && units_[unit].span.end <= at) ++unit;
        if (unit < units_.size() && units_[unit].span.start < at &&
            end <= units_[unit].span.end && !units_[unit].set_aside &&
            units_[unit].kind != BlockKind::kCode &&
            IsSurplusStop(units_[unit], at, end)) {
          Remove(unit,
                 {static_cast<uint32_t>(at) + 1, static_cast<uint32_t>(end)},
                 LeftOutReason::kLeftover, Certainty::kSure);
        }
      }
      at = text.find("..", end);
    }
  }

  bool IsSurplusStop(const Unit& unit, size_t at, size_t end) const {
    const std::string_view text = source_.text;
    size_t before = at - 1;
    while (before > 0 && IsUtf8Continuation(text[before])) --before;
    const char32_t last = DecodeValidUtf8(text, before).code_point;
    const bool after_word = IsLetterOrDigit(ClassifyCharacter(last)) ||
                            last == '"' || last == ')' || last == '\'' ||
                            last == 0x201D || last == 0x2019 || last == '%';
    if (!after_word) return false;
    size_t next = end;
    while (next < unit.span.end && (text[next] == ' ' || text[next] == '\n' ||
                                    text[next] == '\r' || text[next] == '"')) {
      ++next;
    }
    if (next >= unit.span.end) return true;
    return next > end &&
           ClassifyCharacter(DecodeValidUtf8(text, next).code_point) !=
               CharacterClass::kLower;
  }

  // Order, and the limits that hold for all rules together.
  void Settle() {
    std::vector<Removal>& removals = findings_->removals;
    std::stable_sort(removals.begin(), removals.end(),
                     [](const Removal& left, const Removal& right) {
                       return left.span.start < right.span.start;
                     });
    TakeBack();
  }

  // Never the only block, never more than half of the text: what is least
  // sure comes back first, then all of it.
  void TakeBack() {
    std::vector<Removal>& removals = findings_->removals;
    uint64_t total = 0;
    for (const Unit& unit : units_) total += unit.span.size();
    const auto too_much = [&] {
      uint64_t removed = 0;
      for (const Removal& removal : removals) removed += removal.span.size();
      return removed * 2 > total;
    };
    if (too_much()) {
      std::erase_if(removals, [](const Removal& removal) {
        return removal.certainty == Certainty::kLikely;
      });
    }
    if (too_much()) removals.clear();
  }

  const DecodedSource& source_;
  std::vector<Unit>& units_;
  Findings* findings_;
  View view_;
};

}  // namespace

void ApplyRules(const DecodedSource& source, SourceLines* lines,
                Findings* findings) {
  RuleFinder(source, lines, findings).Run();
}

}  // namespace standfirst
