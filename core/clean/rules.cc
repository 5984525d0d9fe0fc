#include "core/clean/rules.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/clean/patterns.h"
#include "core/clean/phrases.h"
#include "core/clean/view.h"
#include "core/text/ascii.h"
#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/sort_by.h"
#include "core/text/utf8.h"
#include "core/text/vectors.h"

namespace standfirst {
namespace {

constexpr uint32_t kNone = 0xFFFFFFFF;
constexpr uint32_t kFewestOfArticle = 40;  // Words: more than a deck's.

// What most rules ask of a unit, found once.
struct Shape {
  uint8_t words = 0;   // Blanks and one; 255: that many or more.
  bool stop = false;   // Ends like a sentence.
  bool prose = false;  // Holds a sentence.
  // By its words and by its place; what tables of patterns leave open.
  bool scored = false;
  bool opens_comments = false;
  bool lone_name = false;
  bool message = false;  // Of a chat, a letter, or one that it answers.
  LinePlace::Verdict verdict = LinePlace::kOpen;
  uint8_t sentences = 0;
  LineScore score;
  uint32_t trace = 0;
};

// Places where something inside a sentence may begin.
constexpr std::array<bool, 256> MakeTriggers() {
  std::array<bool, 256> triggers{};
  for (const char byte : {'[', '(', '.', 'A', 'R', 'S'}) {
    triggers[static_cast<uint8_t>(byte)] = true;
  }
  triggers[0xC2] = true;  // ¹ ² ³
  triggers[0xE2] = true;  // ⁰ ⁴ …
  return triggers;
}
constexpr std::array<bool, 256> kTriggers = MakeTriggers();

// Finds what is no article in one text; units are named by their index. Run has
// the order of the rules, and each kind of them stands below a line of its own:
// numbers and heads of pages, mail, whole lines, their odds, title and
// headings, rims, leftovers, what stands inside sentences, and the limits of it
// all.
class RuleFinder {
 public:
  // What is given outlives it; the units of `lines` are changed.
  RuleFinder(const DecodedSource& source, const LineModel* model,
             SourceLines* lines, Findings* findings)
      : source_(source),
        model_(model != nullptr && model->trained() ? model : nullptr),
        text_(source.text),
        units_(lines->units),
        findings_(findings) {}

  // What is surest first: later rules ask what was set aside.
  void Run() {
    if (units_.empty()) return;
    Measure();
    if (units_.size() > 1) {
      if (FindRunningHeads()) JoinHalves();
      FindMail();
      FindChatStamps();
      FindFurniture();
      ScoreLines();
      FindComments();
    }
    FindTitle();
    FindHeadings();
    FindOpenings();
    FindClosings();
    if (units_.size() > 1) FindTrailingLeftovers();
    FindInline();
    Settle();
    FindStampedDate();
  }

 private:
  std::string_view Text(const Unit& unit) const {
    return text_.substr(unit.span.start, unit.span.size());
  }
  uint32_t count() const { return static_cast<uint32_t>(units_.size()); }

  void Remove(uint32_t unit, SourceSpan span, LeftOutReason reason,
              Certainty certainty = Certainty::kSure) {
    if (span.empty()) return;
    findings_->removals.push_back({span, reason, certainty, unit});
  }
  void RemoveUnit(uint32_t unit, LeftOutReason reason,
                  Certainty certainty = Certainty::kSure) {
    if (units_[unit].set_aside) return;
    units_[unit].set_aside = true;
    Remove(unit, units_[unit].span, reason, certainty);
  }

  bool IsOpen(uint32_t unit) const {
    return !units_[unit].set_aside && units_[unit].kind != BlockKind::kCode &&
           units_[unit].kind != BlockKind::kTable;
  }
  bool IsProse(uint32_t unit) const {
    return shapes_[unit].prose && !units_[unit].set_aside;
  }
  bool WasSetAside(uint32_t unit) const {
    return unit < count() && units_[unit].set_aside;
  }

  void Measure() {
    constexpr size_t kLongEnough = 160;
    constexpr uint8_t kFewWords = 5;
    constexpr uint8_t kSeveralWords = 14;
    shapes_.resize(units_.size());
    for (uint32_t i = 0; i < count(); ++i) {
      const std::string_view text = Text(units_[i]);
      Shape& shape = shapes_[i];
      const auto blanks = std::count(
          text.begin(),
          text.begin() +
              static_cast<std::ptrdiff_t>(std::min<size_t>(text.size(), 2000)),
          ' ');
      shape.words =
          static_cast<uint8_t>(std::min<std::ptrdiff_t>(blanks + 1, 255));
      shape.stop = EndsWithStop(text);
      shape.prose = (units_[i].kind == BlockKind::kParagraph ||
                     units_[i].kind == BlockKind::kQuotation ||
                     units_[i].kind == BlockKind::kListItem) &&
                    ((text.size() >= kLongEnough && shape.words >= 20) ||
                     // Notes and tags may hide the last stop.
                     (shape.words >= kSeveralWords &&
                      text.find(". ") != std::string_view::npos) ||
                     (shape.stop && shape.words >= kFewWords));
    }
  }

  // ------------------------------------------------ page numbers and heads

  // A time of a transcript alone on its line: "0:03", "00:01:02.500 --> …".
  static bool IsTimeLine(std::string_view text) {
    constexpr size_t kLongest = 40;
    return text.size() <= kLongest &&
           text.find(':') != std::string_view::npos &&
           text.find_first_of("0123456789") != std::string_view::npos &&
           text.find_first_not_of("0123456789:.,->[]() ") ==
               std::string_view::npos;
  }

  // Whether what they parted may be joined.
  bool FindRunningHeads() {
    std::vector<uint32_t> times;
    uint32_t stops = 0;    // Lines with one below the first time …
    uint32_t between = 0;  // … and above the last.
    std::vector<uint32_t> pages;
    std::vector<uint32_t> numbers;
    std::vector<uint64_t> lines;  // Half of the hash, then the unit.
    uint32_t shorts = 0;
    for (uint32_t i = 0; i < count(); ++i) {
      const Unit& unit = units_[i];
      if (!IsOpen(i) || unit.kind == BlockKind::kListItem ||
          unit.kind == BlockKind::kTitle) {
        continue;
      }
      constexpr uint32_t kLongestPage = 20;
      constexpr uint32_t kLongestHead = 80;
      if (IsTimeLine(Text(unit))) {
        times.push_back(i);
        between = stops;
        continue;
      }
      const bool stop =
          shapes_[i].stop || Text(unit).find(". ") != std::string_view::npos;
      stops += stop && !times.empty() ? 1 : 0;
      if (unit.span.size() <= kLongestPage) {
        view_.Read(source_, unit);
        uint32_t number = 0;
        bool labelled = false;
        if (IsPageNumber(view_, &number, &labelled)) {
          if (labelled) {
            RemoveUnit(i, LeftOutReason::kRunningHead);
          } else {
            pages.push_back(i);
            numbers.push_back(number);
          }
          continue;
        }
      }
      if (unit.span.size() <= kLongestHead) ++shorts;
      if (unit.span.size() <= kLongestHead && shapes_[i].words >= 2 &&
          !Text(unit).ends_with(':') && !shapes_[i].stop) {
        lines.push_back(HashBytes(Text(unit)) >> 32 << 32 | i);
      }
    }
    for (size_t i = 0; i < pages.size(); ++i) {
      const uint32_t unit = pages[i];
      const bool rises =
          (i > 0 && numbers[i - 1] + 1 == numbers[i] &&
           pages[i - 1] + 1 < unit) ||
          (i + 1 < pages.size() && numbers[i] + 1 == numbers[i + 1] &&
           unit + 1 < pages[i + 1]);
      // Alone in the middle of a sentence.
      const bool interrupts = unit > 0 && unit + 1 < count() &&
                              !shapes_[unit - 1].stop &&
                              shapes_[unit - 1].words >= 4;
      if (rises || interrupts) RemoveUnit(unit, LeftOutReason::kRunningHead);
    }
    // A recording's times begin at its start; a plan's are what it tells.
    constexpr size_t kFewestTimes = 3;
    if (times.size() >= kFewestTimes) {
      const std::string_view first = Text(units_[times[0]]);
      const size_t digit = first.find_first_of("0123456789");
      if (first.substr(digit, 3).starts_with("0:") ||
          first.substr(digit, 3) == "00:") {
        for (uint32_t i = times[0]; i < count(); ++i) shapes_[i].message = true;
        for (const uint32_t time : times) {
          RemoveUnit(time, LeftOutReason::kTimestamp);
        }
        // Short lines that come again say who speaks. What has no stops would
        // be one sentence.
        return size_t{between} * 4 >= times.size();
      }
    }
    // The same short line three times or more among longer ones.
    if (shorts * 2 > count()) return true;
    SortNumbers(&lines);
    constexpr size_t kFewest = 3;
    for (size_t first = 0; first < lines.size();) {
      size_t end = first;
      while (end < lines.size() && lines[end] >> 32 == lines[first] >> 32) {
        ++end;
      }
      if (end - first >= kFewest) {
        for (size_t i = first; i < end; ++i) {
          const auto unit = static_cast<uint32_t>(lines[i]);
          // The first one may be the title itself.
          if (unit < 3 && i == first) continue;
          RemoveUnit(unit, LeftOutReason::kRunningHead);
        }
      }
      first = end;
    }
    return true;
  }

  // What a page's number and head parted is one sentence: the first half's unit
  // takes the second half in, and what stood between. Their own units are empty
  // then.
  void JoinHalves() {
    constexpr uint8_t kFewest = 4;  // Words.
    for (uint32_t i = count() - 1; i > 1; --i) {
      Unit& next = units_[i];
      if (next.set_aside || !units_[i - 1].set_aside) continue;
      uint32_t first = i - 1;
      while (first > 0 && units_[first].set_aside) --first;
      Unit& unit = units_[first];
      Shape& shape = shapes_[first];
      if (unit.set_aside || unit.given || unit.keeps_lines ||
          next.kind != BlockKind::kParagraph || shape.stop ||
          shape.words < kFewest || !IsAsciiLower(text_[next.span.start])) {
        continue;
      }
      unit.span.end = next.span.end;
      next.set_aside = true;
      for (uint32_t part = first + 1; part <= i; ++part) {
        units_[part].span = {unit.span.end, unit.span.end};
      }
      shape.words =
          static_cast<uint8_t>(std::min(shape.words + shapes_[i].words, 255));
      shape.stop = shapes_[i].stop;
      shape.prose = shape.prose || shape.stop;
    }
  }

  // ------------------------------------------------------------------ mail

  // Heads of letters (three lines or more, above all prose or below a letter
  // or "Forwarded message"), what they answer to, and what stands below "-- ".
  // A letter that an article quotes is the article's.
  void FindMail() {
    constexpr uint32_t kFewestHeads = 3;
    constexpr uint8_t kFewestOfProse = 12;     // Words.
    constexpr uint8_t kLongestSignature = 12;  // Words a line.
    constexpr uint32_t kMostLines = 8;
    bool mail = false;
    bool prose = false;  // A line of an article or of the letter stands above.
    uint32_t heads = 0;
    for (uint32_t i = 0; i <= count(); ++i) {
      if (i < count() && IsOpen(i) && IsMailHead(Text(units_[i]))) {
        ++heads;
        continue;
      }
      if (heads >= kFewestHeads) {
        uint32_t first = i - heads;
        const bool outlook = Text(units_[first + 1]).starts_with("Sent:");
        const std::string_view above =
            first > 0 ? Text(units_[first - 1]) : std::string_view();
        const bool mark = IsForwardMark(above);
        if (mark) --first;
        if (prose && (outlook ||
                      (mark && above.find("Orig") != std::string_view::npos))) {
          EndLetter(first);
          return;
        }
        if (mail || !prose || mark) {
          mail = true;
          while (first < i) RemoveUnit(first++, LeftOutReason::kLeftover);
        }
      }
      heads = 0;
      if (i == count()) break;
      const std::string_view text = Text(units_[i]);
      const bool quoted = text.starts_with(">");
      prose |= shapes_[i].words >= kFewestOfProse && !quoted;
      if (text.ends_with("wrote:") && text.starts_with("On ")) {
        const bool quotes =
            i + 1 < count() && Text(units_[i + 1]).starts_with(">");
        // "On … Ana Ruiz <ana@orla.example> wrote:"
        const bool address = text.find('>') != std::string_view::npos;
        if (prose && address && !quotes) {
          EndLetter(i);
          return;
        }
        if (!mail && !quotes && !address) continue;
        RemoveUnit(i, LeftOutReason::kComment);
        mail = true;
      } else if (quoted && mail) {
        RemoveUnit(i, LeftOutReason::kComment);
      } else if (text == "--" && i > 0) {
        RemoveUnit(i, LeftOutReason::kAuthor);
        for (uint32_t line = i + 1; line < count() && line <= i + kMostLines &&
                                    shapes_[line].words <= kLongestSignature &&
                                    !units_[line].gap_before;
             ++line) {
          RemoveUnit(line, LeftOutReason::kAuthor);
        }
      }
    }
    // However much of it there is. A list above it or above a signature is
    // what the writer says.
    bool below = false;
    for (uint32_t i = count(); prose && i-- > 0;) {
      const std::string_view text = Text(units_[i]);
      const bool quoted = units_[i].set_aside && text.starts_with(">");
      below = below || quoted || text == "--";
      shapes_[i].message = shapes_[i].message || quoted ||
                           (below && units_[i].kind == BlockKind::kListItem);
    }
  }

  // From unit `start` on stands what the letter answers. What its writer says
  // above is no furniture.
  void EndLetter(uint32_t start) {
    for (uint32_t i = 0; i < count(); ++i) {
      shapes_[i].message = i >= start || shapes_[i].prose ||
                           units_[i].kind == BlockKind::kListItem;
      if (i >= start) RemoveUnit(i, LeftOutReason::kComment);
    }
  }

  // "-----Original Message-----", "Begin forwarded message:"
  static bool IsForwardMark(std::string_view text) {
    const bool opens = text.starts_with("-") ||
                       text.starts_with("Begin forwarded") ||
                       text.starts_with("Forwarded");
    return opens && text.find("essage") != std::string_view::npos;
  }

  static bool IsMailHead(std::string_view text) {
    return StartsWithOneOf(text,
                           "From: To: Cc: CC: Date: Sent: Subject: "
                           "Message-ID: Reply-To: Attachments:") > 0;
  }

  // ------------------------------------------------------ whole-line rules

  void FindFurniture() {
    constexpr uint32_t kLongestLine = 420;
    first_prose_ = kNone;
    last_prose_ = kNone;
    for (uint32_t i = 0; i < count(); ++i) {
      if (IsProse(i) && shapes_[i].words >= 8) last_prose_ = i;
    }
    uint32_t list_until = 0;  // Short lines before this belong to a list.
    bool in_list = false;
    for (uint32_t i = 0; i < count(); ++i) {
      const Unit& unit = units_[i];
      if (!IsOpen(i)) continue;
      if (unit.span.size() > kLongestLine || shapes_[i].message) {
        in_list = false;
        if (first_prose_ == kNone) first_prose_ = i;
        continue;
      }
      view_.Read(source_, unit);
      // When somebody lived or something was on is the article's.
      if (IsDateRange(view_)) continue;
      const bool listed = in_list && i < list_until && !shapes_[i].stop &&
                          shapes_[i].words <= 25;
      Verdict verdict = Judge(i);
      // An agency's tag or a picture's address behind the last sentence says
      // nothing about it.
      const size_t picture = Text(unit).find(" pic.twitter.com/");
      if (verdict.found || (picture == std::string_view::npos &&
                            FindClosingTag(view_) >= view_.size())) {
        ScoreWords(i);
      }
      if (verdict.found) {
        shapes_[i].score.reason = verdict.reason;
        shapes_[i].opens_comments =
            verdict.opens_list && (verdict.reason == LeftOutReason::kComment ||
                                   verdict.reason == LeftOutReason::kNote);
        if (verdict.certainty == Certainty::kSure) {
          shapes_[i].verdict = LinePlace::kSure;
          RemoveUnit(i, verdict.reason);
          constexpr size_t kMostBylines = 8;
          if (verdict.reason == LeftOutReason::kByline &&
              bylines_.size() < kMostBylines) {
            bylines_.push_back(i);
          }
        } else {
          shapes_[i].verdict = LinePlace::kLikely;
        }
        // Below "About the author" stands who that is, below "Image caption,"
        // what the picture shows.
        const bool caption = verdict.reason == LeftOutReason::kCaption &&
                             view_.size() <= 3 && view_.Is(1, "caption");
        if ((caption || (verdict.reason == LeftOutReason::kAuthor &&
                         verdict.opens_list)) &&
            i + 1 < count() && IsOpen(i + 1) &&
            units_[i + 1].span.size() <= kLongestLine) {
          view_.Read(source_, units_[i + 1]);
          if (caption ? !units_[i + 1].gap_before || !shapes_[i + 1].stop
                      : DescribesPerson(view_)) {
            RemoveUnit(i + 1, verdict.reason);
            continue;
          }
        }
        if (verdict.opens_list && !shapes_[i].opens_comments) {
          constexpr uint32_t kLongestList = 16;
          in_list = true;
          list_until = i + kLongestList;
        }
        continue;
      }
      if (listed) {
        shapes_[i].verdict = LinePlace::kListed;
        shapes_[i].score.reason = LeftOutReason::kRelated;
        RemoveUnit(i, LeftOutReason::kRelated, Certainty::kLikely);
        continue;
      }
      in_list = false;
      if (first_prose_ == kNone && IsProse(i) && shapes_[i].words >= 8) {
        first_prose_ = i;
      }
    }
  }

  struct Verdict {
    bool found = false;
    LeftOutReason reason = LeftOutReason::kLeftover;
    Certainty certainty = Certainty::kSure;
    bool opens_list = false;
  };
  static Verdict Sure(LeftOutReason reason) {
    return {true, reason, Certainty::kSure, false};
  }

  // What the line in view_ is, if it is furniture of the page.
  Verdict Judge(uint32_t index) {
    const Shape& shape = shapes_[index];
    const uint32_t sentences = CountSentences(view_);
    const bool at_top = first_prose_ == kNone;
    const bool at_end = last_prose_ == kNone || index + 3 >= last_prose_;
    constexpr uint8_t kLongestLink = 14;
    if (const std::optional<LineVerdict> line = ClassifyLine(view_)) {
      Verdict verdict{true, line->reason, line->certainty, line->opens_list};
      if (IsPrompt(view_) || IsCookieNote(view_)) {
        verdict.certainty = Certainty::kSure;
      }
      // Whole sentences need more than a first word: several of them stay,
      // one goes only beside other furniture.
      const bool note = line->reason == LeftOutReason::kLegal ||
                        line->reason == LeftOutReason::kNote ||
                        line->reason == LeftOutReason::kAgency ||
                        line->reason == LeftOutReason::kPrompt ||
                        line->reason == LeftOutReason::kAuthor ||
                        line->reason == LeftOutReason::kCaption ||
                        line->reason == LeftOutReason::kEmbed;
      // The post's own words, or the article's, may follow its signature.
      constexpr uint8_t kLongestEmbed = 12;
      if (line->reason == LeftOutReason::kEmbed && shape.stop &&
          shape.words > kLongestEmbed) {
        return {};
      }
      if (sentences >= 2 && (!note || verdict.certainty != Certainty::kSure)) {
        return {};
      }
      // Behind the other article's title a sentence of this one may follow.
      constexpr uint8_t kManyWords = 9;
      constexpr uint8_t kTooManyWords = 22;
      if (line->reason == LeftOutReason::kRelated && shape.stop) {
        if (shape.words > kTooManyWords) return {};
        if (shape.words > kManyWords) verdict.certainty = Certainty::kLikely;
      }
      // The author of a picture is named at the end of its caption; a long
      // paragraph that starts like one is none.
      if (line->reason == LeftOutReason::kCaption && sentences > 2) return {};
      return verdict;
    }
    // Over a reply to a post: "ana 5 hours ago | next [–]". Without a post the
    // replies are the text.
    if (shape.words <= kLongestLink &&
        Text(units_[index]).find("[\xE2\x80\x93]") != std::string_view::npos) {
      replies_ = replies_ || at_top;
      return {true, LeftOutReason::kComment, Certainty::kSure, !replies_};
    }
    // A note's number, raised.
    const uint32_t number = RaisedEnd(units_[index].span.start, units_[index]);
    if (number != units_[index].span.start &&
        StartsAt(number, units_[index], " ")) {
      return Sure(LeftOutReason::kNote);
    }
    if (IsShareBar(view_)) {
      // One word may be a heading: "YouTube".
      const bool alone = view_.size() == 1 &&
                         !view_.IsAny(0, "share/tweet/print/email/bookmark");
      return {true, LeftOutReason::kShare,
              alone ? Certainty::kLikely : Certainty::kSure, false};
    }
    if (IsCookieNote(view_)) return Sure(LeftOutReason::kLegal);
    if (IsPrompt(view_)) return Sure(LeftOutReason::kPrompt);
    if (const Verdict embed = JudgeEmbed(index); embed.found) return embed;
    // "» How the dam was built": an arrow leads elsewhere.
    if (!shape.stop && shape.words <= kLongestLink && view_.size() > 2 &&
        view_.IsMark(0, "\xC2\xBB \xE2\x86\x92 >> \xE2\x96\xB6") &&
        !(IsPoint(index) && (IsPoint(index - 1) || IsPoint(index + 1)))) {
      return Sure(LeftOutReason::kRelated);
    }
    if ((at_top || at_end) && IsTrail(view_)) {
      return Sure(LeftOutReason::kShare);
    }
    // "Tom Lee in Denby contributed to this report."
    constexpr uint8_t kLongestCredit = 30;
    if (shape.words <= kLongestCredit && sentences <= 1 &&
        NamesContributors(view_)) {
      return Sure(LeftOutReason::kAgency);
    }
    constexpr uint8_t kLongestStamp = 16;
    if (shape.words <= kLongestStamp) {
      if (const Verdict stamp = JudgeByline(index, at_top); stamp.found) {
        return stamp;
      }
    }
    constexpr uint8_t kLongestCaption = 60;
    if (shape.words <= kLongestCaption && sentences <= 2 &&
        EndsWithCredit(view_)) {
      return Sure(LeftOutReason::kCaption);
    }
    if (shape.words <= 40 && sentences <= 1 && SpeaksOfPicture(view_)) {
      // No sentence at all: "Ana Ruiz (left) with Tom Lee".
      const bool sure = !shape.stop && sentences == 0 && shape.words <= 25;
      return {true, LeftOutReason::kCaption,
              sure ? Certainty::kSure : Certainty::kLikely, false};
    }
    if (at_end && sentences <= 3 && IsAuthorNote(view_)) {
      return Sure(LeftOutReason::kAuthor);
    }
    return {};
  }

  // "→ Fewer letters on Monday": several are what a post says point by point.
  bool IsPoint(uint32_t unit) const {
    return unit < count() && Text(units_[unit]).starts_with("\xE2\x86\x92");
  }

  // "— Ana Ruiz (@ana) May 3, 2024", an address alone.
  Verdict JudgeEmbed(uint32_t index) {
    const std::string_view text = Text(units_[index]);
    if (text.find(' ') == std::string_view::npos &&
        (text.starts_with("http://") || text.starts_with("https://") ||
         text.starts_with("www.") || text.starts_with("pic.twitter.com/"))) {
      return Sure(LeftOutReason::kEmbed);
    }
    if (view_.IsDash(0) && view_.size() <= 20) {
      for (uint32_t i = 1; i + 1 < view_.size() && i < 8; ++i) {
        if (view_.IsMark(i, "(") && view_.IsMark(i + 1, "@")) {
          return Sure(LeftOutReason::kEmbed);
        }
      }
    }
    return {};
  }

  Verdict JudgeByline(uint32_t index, bool at_top) {
    constexpr uint32_t kFirstUnits = 8;
    const bool early = at_top || index < kFirstUnits;
    const uint32_t size = view_.size();
    // A stamp: labelled anywhere, bare above the article's first sentence.
    uint32_t end = SkipTimestamp(view_, 0, !at_top);
    if (end == size && end > 0) {
      // "2024" and "12" alone are none; SkipTimestamp asked for more. "3 May"
      // may be a diary's.
      constexpr uint32_t kDayAndMonth = 2;
      return {true, LeftOutReason::kTimestamp,
              size > kDayAndMonth ? Certainty::kSure : Certainty::kLikely,
              false};
    }
    // "Posted on March 14, 2024 by Ana Ruiz"
    if (end > 0 && end < size && view_.Is(end, "by") &&
        SkipNames(view_, end + 1) == size) {
      return Sure(LeftOutReason::kTimestamp);
    }
    if (!early) return {};
    end = SkipByline(view_, 0);
    if (end > 0) {
      // A date may follow; a full stop makes it a sentence.
      while (end < size && view_.tokens()[end].kind == ViewToken::kMark &&
             !view_.IsMark(end, ". ! ?")) {
        ++end;
      }
      if (end == size) return Sure(LeftOutReason::kByline);
      if (SkipTimestamp(view_, end, false) == size) {
        return Sure(LeftOutReason::kByline);
      }
      return {};
    }
    // "Education correspondent" beside a byline.
    if (index > 0 && IsRoleLine(view_)) {
      return {true, LeftOutReason::kByline, Certainty::kLikely, false};
    }
    if (!IsNameLine(view_) || shapes_[index].words > 10) return {};
    if (index > 0 && HasRole(view_)) return Sure(LeftOutReason::kByline);
    // Names alone: with a stamp or byline beside them.
    const bool first = index == 0;
    return first ? Verdict{}
                 : Verdict{true, LeftOutReason::kByline, Certainty::kLikely,
                           false};
  }

  // ------------------------------------------------------- scores of lines

  void ScoreWords(uint32_t index) {
    Shape& shape = shapes_[index];
    shape.scored = true;
    shape.sentences =
        static_cast<uint8_t>(std::min(CountSentences(view_), 255U));
    features_.clear();
    FindWordFeatures(view_, PlaceOf(index), &features_);
    shape.score = Score();
    if (findings_->traces != nullptr) {
      shape.trace = static_cast<uint32_t>(findings_->traces->size());
      findings_->traces->push_back(
          {.span = units_[index].span, .features = features_, .context = {}});
    }
  }

  LineScore Score() const {
    return model_ == nullptr ? LineScore() : model_->Score(features_);
  }

  // A line that is no sentence.
  bool IsShort(uint32_t unit) const {
    constexpr uint8_t kShortLine = 10;
    return unit < count() && !shapes_[unit].stop &&
           shapes_[unit].words <= kShortLine;
  }

  LinePlace PlaceOf(uint32_t index) const {
    const Shape& shape = shapes_[index];
    LinePlace place;
    place.words = shape.words;
    place.sentences = shape.sentences;
    place.stop = shape.stop;
    place.item = units_[index].kind == BlockKind::kListItem;
    place.verdict = shape.verdict;
    place.reason = shape.score.reason;
    if (last_prose_ == kNone || first_prose_ == kNone) return place;
    place.gone_on_page = static_cast<uint8_t>(std::min(gone_, 255U));
    const bool top = index < first_prose_;
    place.zone = top                   ? LinePlace::kTop
                 : index > last_prose_ ? LinePlace::kBottom
                                       : LinePlace::kInside;
    place.from_edge =
        static_cast<uint8_t>(std::min(top ? index : count() - 1 - index, 255U));
    place.before_short = IsShort(index + 1);
    place.after_short = index > 0 && IsShort(index - 1);
    place.beside_gone =
        WasSetAside(index + 1) || (index > 0 && WasSetAside(index - 1));
    return place;
  }

  bool StartsWithQuote(uint32_t index) const {
    const std::string_view text = Text(units_[index]);
    return StartsWithOneOf(text, "\" ' “ ‘") > 0;
  }

  // A label and a small letter.
  bool StartsWithLabelOfSentence(uint32_t index) const {
    constexpr size_t kLongestLabel = 16;
    const std::string_view text = Text(units_[index]);
    const size_t colon = text.find(": ");
    return colon <= kLongestLabel && colon + 2 < text.size() &&
           IsAsciiLower(text[colon + 2]);
  }

  // "225g flour", "1/2 onion", "3/ What it costs": a measure or a post's
  // number.
  static bool OpensWithCount(std::string_view text) {
    const size_t end =
        std::min(text.find_first_not_of("0123456789/ ."), text.size());
    const std::string_view rest = text.substr(end);
    const size_t slash = text.find('/');
    return end < text.size() && IsDigit(text[0]) &&
           ((slash < end && slash + 4 >= end && text[end - 1] == ' ' &&
             rest[0] != '(') ||
            IsOneOf(rest.substr(0, rest.find(' ')),
                    "g kg ml l oz lb tsp tbsp cup cups"));
  }

  // The line's first two words stand in a byline above it.
  bool StartsWithAuthor(uint32_t index) const {
    const std::string_view text = Text(units_[index]);
    const size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return false;
    const std::string_view name = text.substr(
        0, std::min(text.find_first_of(" ,", blank + 1), text.size()));
    constexpr size_t kShortest = 5;
    if (name.size() < kShortest || name.size() <= blank + 1 ||
        !IsAsciiUpper(name[blank + 1])) {
      return false;
    }
    return std::any_of(bylines_.begin(), bylines_.end(), [&](uint32_t byline) {
      return byline < index &&
             Text(units_[byline]).find(name) != std::string_view::npos;
    });
  }

  // Odds (LineScore) beyond which nothing is asked.
  static constexpr int32_t kSure = 160;

  // Lines by what their words, their shape and their place say, and by their
  // neighbours: furniture stands in runs.
  void ScoreLines() {
    constexpr int32_t kTitle = -32;
    std::vector<int32_t> odds = FindOwnOdds();
    if (model_ == nullptr) return;
    // The title by its own odds: it stands among furniture.
    const uint32_t title = FindLikelyTitle(odds);
    // What was taken for the title may be the line below it, and what stands
    // above it the title.
    constexpr int32_t kTitleAbove = 32;
    constexpr uint8_t kShortestTitle = 3;
    const bool two = title != kNone && title > 0 &&
                     !units_[title - 1].set_aside &&
                     shapes_[title - 1].words >= kShortestTitle &&
                     odds[title - 1] < kTitleAbove;
    const auto protect_title = [&] {
      for (uint32_t i = title - (two ? 1 : 0); title != kNone && i <= title;
           ++i) {
        odds[i] = std::min(odds[i], kTitle);
      }
    };
    protect_title();
    const std::vector<int32_t> own = odds;
    ReadContexts(own, title, &odds);
    protect_title();
    RemoveByOdds(own, odds);
  }

  // The odds of every line that it is furniture, without its neighbours. Scored
  // lines get theirs in their shapes too.
  std::vector<int32_t> FindOwnOdds() {
    // What words make so unlikely no place makes likely.
    constexpr int32_t kHopeless = -64;
    gone_ = 0;
    for (const Unit& unit : units_) gone_ += unit.set_aside ? 1 : 0;
    std::vector<int32_t> odds(count(), -kSure);
    for (uint32_t i = 0; i < count(); ++i) {
      Shape& shape = shapes_[i];
      if (units_[i].set_aside && !shape.scored) {
        odds[i] = kSure;
      } else if (shape.scored) {
        LinePlace place = PlaceOf(i);
        place.by_author = StartsWithAuthor(i);
        if (shape.score.odds < kHopeless && !place.by_author &&
            shape.verdict == LinePlace::kOpen && findings_->traces == nullptr) {
          odds[i] = std::max(shape.score.odds, -kSure);
          continue;
        }
        features_.clear();
        FindKnownWords(i, &place);
        // Names alone may be a list's.
        shape.lone_name = shape.verdict == LinePlace::kLikely &&
                          shape.score.reason == LeftOutReason::kByline &&
                          !place.beside_gone;
        FindPlaceFeatures(place, &features_);
        if (findings_->traces != nullptr) {
          LineTrace& trace = (*findings_->traces)[shape.trace];
          trace.told = shape.verdict != LinePlace::kOpen;
          AppendAll(features_, &trace.features);
        }
        shape.score.odds += Score().odds;
        // A sentence below the article about who wrote it.
        if (place.by_author && i >= last_prose_ && IsOpen(i)) {
          RemoveUnit(i, LeftOutReason::kAuthor);
          shape.verdict = LinePlace::kSure;
          shape.score.odds = kSure;
        }
        odds[i] = std::clamp(shape.score.odds, -kSure, kSure);
      }
    }
    return odds;
  }

  // Short lines below one that announces them ("The members are:"), and what a
  // recipe or a thread of posts counts: 1 for each of these.
  std::vector<uint8_t> FindAnnounced(const std::vector<int32_t>& odds) const {
    std::vector<uint8_t> announced(count(), 0);
    for (uint32_t i = 1; i < count(); ++i) {
      const bool counted = OpensWithCount(Text(units_[i]));
      if (!IsShort(i) && !counted) continue;
      announced[i] = counted ||
                             (announced[i - 1] != 0 && !units_[i].gap_before) ||
                             (odds[i - 1] < 0 && !units_[i - 1].set_aside &&
                              Text(units_[i - 1]).ends_with(':'))
                         ? 1
                         : 0;
    }
    return announced;
  }

  // Sets aside the scored lines whose odds are high enough for what they are,
  // and takes back the others. `own`: the odds without their neighbours.
  void RemoveByOdds(const std::vector<int32_t>& own,
                    const std::vector<int32_t>& odds) {
    constexpr int32_t kBar = 44;
    // On a page without anything that says itself what it is hardly anything
    // can be furniture.
    constexpr int32_t kStrong = 64;
    const auto signs = std::count_if(
        own.begin(), own.end(), [](int32_t value) { return value >= kStrong; });
    const int32_t doubt = signs == 0 ? 64 : signs == 1 ? 32 : 0;
    const std::vector<uint8_t> announced = FindAnnounced(odds);
    for (uint32_t i = 0; i < count(); ++i) {
      const Shape& shape = shapes_[i];
      if (!shape.scored) continue;
      constexpr uint8_t kWordsOfSentence = 8;
      // A page's own words stand in no quotation marks.
      const bool quoted = shape.sentences > 1 && StartsWithQuote(i);
      const bool sure = shape.verdict == LinePlace::kSure && !quoted;
      // What the tables are sure of goes unless its words are clearly those of
      // prose; where nothing else on the page is a sign, unless they may be.
      // "Image caption," labels what may have the article's words.
      const bool note = shape.score.reason == LeftOutReason::kNote;
      const bool caption = Text(units_[i]).substr(0, 14).ends_with(" caption,");
      const bool alone = signs <= (own[i] >= kStrong ? 1 : 0);
      // "Source: the spring above the mill." is a sentence, and "does anybody
      // know what this is" is a post's.
      const bool sentence =
          (shape.stop && StartsWithLabelOfSentence(i)) ||
          (shape.words >= kWordsOfSentence && IsAsciiLower(Text(units_[i])[0]));
      const int32_t wanted =
          sure ? (caption ? -kSure
                  : note  ? -64
                          : -32) +
                     (alone ? 48 : 0)
               : kBar + doubt +
                     (shape.lone_name || quoted || sentence ? 64 : 0) +
                     (announced[i] != 0 ? kSure : 0);
      // Neighbours alone make no furniture of a paragraph.
      constexpr uint8_t kWordsOfParagraph = 12;
      const bool paragraph =
          !sure && shape.sentences > 1 && shape.words >= kWordsOfParagraph;
      // In the middle of prose its words alone do not make it furniture, nor a
      // sentence there or above all of it that is not quite like furniture.
      const bool plain = !sure && shape.stop && own[i] < kStrong &&
                         shape.words >= kWordsOfSentence;
      const bool inside = (paragraph || plain) &&
                          (i > 0 ? IsProse(i - 1) : plain) && i + 1 < count() &&
                          IsProse(i + 1) &&
                          own[i + 1] < (plain ? -kStrong : kBar);
      if (odds[i] < wanted || inside || (paragraph && own[i] < kBar)) {
        units_[i].set_aside = false;
      } else {
        RemoveUnit(i, shape.score.reason, Certainty::kLikely);
      }
    }
    std::erase_if(findings_->removals, [this](const Removal& removal) {
      return !units_[removal.unit].set_aside && !shapes_[removal.unit].message;
    });
  }

  // The words of the prose, by their hash: the unit that has one, or several.
  void CountProseWords() {
    constexpr size_t kFewest = 1024;
    constexpr size_t kMost = 16384;
    constexpr uint32_t kLongestProse = 1U << 16;  // Bytes that are looked at.
    prose_words_.assign(
        std::clamp(std::bit_ceil(text_.size() / 4), kFewest, kMost), 0);
    uint32_t looked_at = 0;
    for (uint32_t i = 0; i < count() && looked_at < kLongestProse; ++i) {
      if (!IsProse(i) || shapes_[i].words < 8) continue;
      const std::string_view text =
          Text(units_[i]).substr(0, kLongestProse - looked_at);
      looked_at += static_cast<uint32_t>(text.size());
      VisitLongWords(text, [&](uint32_t hash) {
        uint32_t& entry = prose_words_[hash & (prose_words_.size() - 1)];
        entry = entry == 0 || entry == i + 1 ? i + 1 : kNone;
      });
    }
  }

  // How many of the line's long words stand in sentences of other units.
  void FindKnownWords(uint32_t index, LinePlace* place) {
    if (prose_words_.empty()) CountProseWords();
    constexpr size_t kLongest = 420;
    VisitLongWords(Text(units_[index]).substr(0, kLongest), [&](uint32_t hash) {
      const uint32_t entry = prose_words_[hash & (prose_words_.size() - 1)];
      ++place->long_words;
      if (entry != 0 && entry != index + 1) ++place->known_words;
    });
  }

  // Hashes of words of five ASCII letters or more, whatever their case.
  template <typename Visit>
  static void VisitLongWords(std::string_view text, const Visit& visit) {
    constexpr uint32_t kShortest = 5;
    uint32_t hash = 0;
    uint32_t letters = 0;
    for (size_t i = 0; i <= text.size(); ++i) {
      const char lower =
          i < text.size() ? static_cast<char>(text[i] | 0x20) : ' ';
      if (IsAsciiLower(lower)) {
        hash = (hash ^ static_cast<uint8_t>(lower)) * 0x01000193U;
        ++letters;
        continue;
      }
      if (letters >= kShortest) visit(hash ^ (hash >> 15));
      hash = 0x811c9dc5U;
      letters = 0;
    }
  }

  static uint8_t LongerRun(int32_t odds, uint8_t run) {
    return odds < 0 ? 0 : static_cast<uint8_t>(std::min(run + 1, 255));
  }

  // Adds to every line's odds what those of its neighbours say.
  void ReadContexts(const std::vector<int32_t>& own, uint32_t title,
                    std::vector<int32_t>* odds) {
    constexpr int32_t kFurniture = 32;
    constexpr int32_t kHopeless = -96;
    const auto at = [&](uint32_t i) { return i < count() ? own[i] : kNoLine; };
    LineContext context;
    const auto furniture =
        std::count_if(own.begin(), own.end(),
                      [](int32_t value) { return value >= kFurniture; });
    // Rows of furniture that end at a line; the whole page's start and end
    // count as well.
    std::vector<uint8_t> before(count() + 1, 0);
    std::vector<uint8_t> after(count() + 1, 0);
    for (uint32_t i = 0; i < count(); ++i) {
      before[i + 1] = LongerRun(own[i], before[i]);
    }
    for (uint32_t i = count(); i > 0; --i) {
      after[i - 1] = LongerRun(own[i - 1], after[i]);
    }
    for (uint32_t i = 0; i < count(); ++i) {
      if (!shapes_[i].scored || own[i] < kHopeless) continue;
      context.run_before = before[i];
      context.run_after = after[i + 1];
      context.to_start = before[i] >= std::min(i, 255U);
      context.to_end = after[i + 1] >= std::min(count() - 1 - i, 255U);
      context.part = title == kNone || i >= first_prose_
                         ? LineContext::kElsewhere
                     : i < title      ? LineContext::kAboveTitle
                     : i == title + 1 ? LineContext::kDeck
                                      : LineContext::kBelowTitle;
      // Above the first line numbers wrap around.
      context.odds = {at(i - 2), at(i - 1), at(i + 1), at(i + 2)};
      context.gap_before = units_[i].gap_before;
      context.gap_after = i + 1 >= count() || units_[i + 1].gap_before;
      context.furniture = static_cast<uint8_t>(
          std::min<std::ptrdiff_t>(furniture - (own[i] >= kFurniture), 255));
      features_.clear();
      FindContextFeatures(PlaceOf(i), context, &features_);
      if (findings_->traces != nullptr) {
        LineTrace& trace = (*findings_->traces)[shapes_[i].trace];
        trace.odds = own[i];
        trace.context = features_;
      }
      (*odds)[i] += Score().odds;
    }
  }

  // Of the lines above the article that can be its title the least likely to
  // be furniture stays; long ones are likelier titles.
  uint32_t FindLikelyTitle(const std::vector<int32_t>& odds) {
    constexpr uint8_t kFewest = 2;
    constexpr uint8_t kMost = 26;
    constexpr int32_t kOfArticle = 64;  // What has less can be its title.
    std::vector<uint32_t> lines;
    for (uint32_t i = 0; i < count(); ++i) {
      // A line that announces others is the article's as well.
      if ((shapes_[i].prose || Text(units_[i]).ends_with(':')) &&
          shapes_[i].words >= 8 && odds[i] < 0) {
        break;
      }
      if (!units_[i].set_aside && shapes_[i].words >= kFewest &&
          shapes_[i].words <= kMost && !Text(units_[i]).ends_with('.')) {
        lines.push_back(i);
      }
    }
    uint32_t best = lines.size() == 1 ? lines[0] : kNone;
    int32_t least = 0;
    for (size_t i = 0; lines.size() > 1 && i < lines.size(); ++i) {
      const uint32_t line = lines[i];
      LinePlace place;
      FindKnownWords(line, &place);
      const int32_t rank = odds[line] -
                           6 * std::min<int32_t>(shapes_[line].words, 8) -
                           16 * std::min<int32_t>(place.known_words, 2);
      // Of two that are alike the upper one.
      constexpr int32_t kMuch = 40;
      if (best == kNone || rank + kMuch < least) {
        best = line;
        least = rank;
      }
    }
    return best != kNone && odds[best] < kOfArticle ? best : kNone;
  }

  // Readers' comments: everything below the first heading that has a second
  // sign soon below it. Above the article it is a counter: "12 comments". What
  // stands below "Notes to editors" is not the release's.
  void FindComments() {
    constexpr uint8_t kLongestComment = 80;
    constexpr uint32_t kSoon = 8;
    uint32_t last_long = count();
    while (last_long > 0 && shapes_[last_long - 1].words <= kLongestComment) {
      --last_long;
    }
    uint32_t words = 0;
    for (uint32_t mark = 0; mark < count(); ++mark) {
      if (IsProse(mark)) words += shapes_[mark].words;
      if (!shapes_[mark].opens_comments || !units_[mark].set_aside ||
          words < kFewestOfArticle) {
        continue;
      }
      // Alone it opens them where the article is over: low in the text, with
      // nothing long below it.
      const auto at = uint64_t{units_[mark].span.start};
      const LeftOutReason kind = shapes_[mark].score.reason;
      bool opens = kind == LeftOutReason::kNote ||
                   (mark >= last_long && at * 10 >= uint64_t{text_.size()} * 6);
      for (uint32_t i = mark + 1; i < count() && i <= mark + kSoon; ++i) {
        const LeftOutReason reason = shapes_[i].score.reason;
        opens = opens ||
                (units_[i].set_aside && (reason == LeftOutReason::kComment ||
                                         reason == LeftOutReason::kTimestamp));
      }
      if (!opens) continue;
      for (uint32_t i = mark + 1; i < count(); ++i) {
        RemoveUnit(i, kind, Certainty::kLikely);
      }
      return;
    }
  }

  // ------------------------------------------------------ title, headings

  // Letters and digits, lower case: what two titles are compared by.
  static std::string Fold(std::string_view text) {
    std::string folded;
    for (size_t i = 0; i < text.size();) {
      const DecodedCharacter character = DecodeValidUtf8(text, i);
      if (IsLetterOrDigit(ClassifyCharacter(character.code_point))) {
        AppendUtf8(ToLower(character.code_point), &folded);
      }
      i += character.size;
    }
    return folded;
  }

  bool StartsSentence(uint32_t unit) {
    view_.Read(source_, units_[unit]);
    return IsSentenceStart(view_, 0);
  }

  bool IsTitleShape(uint32_t index, size_t longest, uint8_t words) const {
    const std::string_view text = Text(units_[index]);
    return units_[index].kind == BlockKind::kParagraph &&
           !shapes_[index].message && text.size() <= longest &&
           shapes_[index].words <= words && !text.ends_with('.') &&
           !text.ends_with(".\"") && !text.ends_with(".”") &&
           !text.ends_with(':') && !text.ends_with(',') && !text.ends_with(';');
  }

  void FindTitle() {
    constexpr size_t kLongestTitle = 180;
    constexpr uint32_t kFirstUnits = 8;
    uint32_t title = kNone;
    for (uint32_t i = 0; i < count() && title == kNone; ++i) {
      if (units_[i].kind == BlockKind::kTitle) title = i;
    }
    const bool has_prose =
        std::any_of(shapes_.begin(), shapes_.end(),
                    [](const Shape& shape) { return shape.prose; });
    for (uint32_t i = 0;
         title == kNone && has_prose && i + 1 < count() && i < kFirstUnits;
         ++i) {
      if (!IsOpen(i)) continue;
      if (units_[i].given) break;
      if (IsProse(i) && !IsTitleShape(i, kLongestTitle, 26)) break;
      if (IsTitleShape(i, kLongestTitle, 26) && shapes_[i].words >= 3 &&
          StartsSentence(i)) {
        units_[i].kind = BlockKind::kTitle;
        shapes_[i].prose = false;
        title = i;
      }
    }
    if (title != kNone) FindRepeatedTitle(title);
  }

  // The title once more: below itself, in capitals, with the site's name.
  void FindRepeatedTitle(uint32_t title) {
    constexpr uint32_t kNearby = 8;
    constexpr size_t kShortest = 10;  // Letters.
    const std::string_view text = Text(units_[title]);
    if (text.size() > 400) return;
    std::vector<std::string> wanted{Fold(text)};
    for (const std::string_view mark :
         {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " : "}) {
      const size_t tail = text.rfind(mark);
      if (tail != std::string_view::npos) {
        wanted.push_back(Fold(text.substr(0, tail)));
      }
    }
    for (uint32_t i = title + 1; i < count() && i <= title + kNearby; ++i) {
      if (!IsOpen(i) || units_[i].span.size() > 400) continue;
      std::string_view other = Text(units_[i]);
      std::string folded = Fold(other);
      bool same = false;
      for (const std::string& one : wanted) {
        same = same || (one.size() >= kShortest && one == folded);
      }
      const size_t tail = other.rfind(" | ");
      if (!same && tail != std::string_view::npos) {
        folded = Fold(other.substr(0, tail));
        same = folded.size() >= kShortest && folded == wanted[0];
      }
      if (same) RemoveUnit(i, LeftOutReason::kRepeatedTitle);
    }
  }

  void FindHeadings() {
    constexpr size_t kLongestHeading = 90;
    constexpr uint32_t kMostInRow = 2;
    bool body = false;
    uint32_t row = 0;  // Lines that could all be headings are a list.
    for (uint32_t i = 0; i + 1 < count(); ++i) {
      Unit& unit = units_[i];
      if (!IsOpen(i)) continue;
      if (i >= row) {
        row = i;
        while (row < count() && units_[row].kind == BlockKind::kParagraph &&
               !shapes_[row].stop && IsTitleShape(row, kLongestHeading, 12)) {
          ++row;
        }
        if (row - i <= kMostInRow) row = i;
      }
      const bool in_list = i < row && (i + 1 < row || !unit.gap_before);
      body = body || IsProse(i);
      if (unit.given) continue;
      uint32_t next = i + 1;
      while (next < count() && units_[next].set_aside) ++next;
      if (next == count() || shapes_[i].stop ||
          !IsTitleShape(i, kLongestHeading, 12)) {
        continue;
      }
      const bool leads = IsProse(next) &&
                         units_[next].kind != BlockKind::kQuotation &&
                         (unit.gap_before || units_[next].gap_before);
      if ((leads || !body) && !in_list && StartsSentence(i)) {
        unit.kind = BlockKind::kHeading;
        unit.level = 2;
        shapes_[i].prose = false;
      }
    }
  }

  // ------------------------------------------- rims of first and last unit

  // More than one paragraph opens with a label in capitals: a transcript.
  bool HasSpeakers() const {
    uint32_t labels = 0;
    for (uint32_t i = 0; i < count(); ++i) {
      // "BREAKING: …" over the article is no speaker.
      if (units_[i].kind == BlockKind::kTitle || units_[i].set_aside) continue;
      const std::string_view head = Text(units_[i]).substr(0, 40);
      const size_t colon = head.find(':');
      if (colon == std::string_view::npos || colon < 2) continue;
      const std::string_view label = head.substr(0, colon);
      if (std::none_of(
              label.begin(), label.end(),
              [](char byte) { return IsAsciiLower(byte) || byte == '"'; }) &&
          ++labels > 1) {
        return true;
      }
    }
    return false;
  }

  void FindOpenings() {
    constexpr uint32_t kFirstUnits = 14;
    constexpr uint8_t kLongestDeck = 40;  // Words.
    constexpr uint8_t kMostDecks = 2;     // Or captions.
    for (uint32_t i = 0; i < count() && i < kFirstUnits; ++i) {
      if (units_[i].kind == BlockKind::kTitle && !units_[i].set_aside) {
        view_.Read(source_, units_[i]);
        const uint32_t label = SkipLabel(view_, 0);
        if (label != 0) {
          Remove(i, {view_.TokenStart(0), view_.TokenEnd(label - 1)},
                 LeftOutReason::kLeftover);
        }
      }
      if (!IsProse(i) || units_[i].kind == BlockKind::kListItem) continue;
      const size_t known = findings_->removals.size();
      ReadOpening(i);
      if (findings_->removals.size() > known ||
          shapes_[i].words > kLongestDeck || decks_++ == kMostDecks) {
        return;
      }
    }
  }

  // What stands glued before the first sentence, in any order.
  void ReadOpening(uint32_t index) {
    view_.Read(source_, units_[index]);
    uint32_t at = 0;
    constexpr int kMostParts = 5;
    for (int part = 0; part < kMostParts; ++part) {
      const uint32_t start = at;
      LeftOutReason reason = LeftOutReason::kLeftover;
      if (const uint32_t byline = SkipGluedByline(at); byline != at) {
        at = byline;
        reason = LeftOutReason::kByline;
      } else if (const uint32_t stamp = SkipTimestamp(view_, at, true);
                 stamp != at && IsSentenceStart(view_, stamp) &&
                 view_.size() - stamp > 3) {
        at = stamp;
        reason = LeftOutReason::kTimestamp;
      } else if (const uint32_t label = SkipLabel(view_, at); label != at) {
        at = label;
      } else if (const uint32_t follow = SkipFollow(at); follow != at) {
        at = follow;
        reason = LeftOutReason::kAuthor;
      } else if (part == 0 || findings_->removals.empty() || at > 0) {
        if (!ReadDatelineAt(index, &at)) return;
        continue;
      }
      if (at == start) return;
      Remove(index, {view_.TokenStart(start), view_.TokenEnd(at - 1)}, reason);
    }
  }

  // "By . Ana Ruiz . PUBLISHED: …", "By Ana Ruiz Updated: …".
  uint32_t SkipGluedByline(uint32_t at) {
    const uint32_t end = SkipByline(view_, at);
    if (end == at) return at;
    const bool dotted = view_.IsMark(at + 1, ".") && view_.IsMark(end, ".");
    uint32_t after = end;
    while (view_.IsMark(after, ". | ,")) {
      ++after;
    }
    if (SkipTimestamp(view_, after, true) != after) return after;
    return dotted && IsSentenceStart(view_, after) ? after : at;
  }

  // "Follow @ana_ruiz.": where to find who wrote it.
  uint32_t SkipFollow(uint32_t at) {
    uint32_t end = at;
    if (!view_.Is(end, "follow")) return at;
    ++end;
    if (!view_.IsMark(end, "@ @@")) return at;
    ++end;
    // The name, with underscores, up to the next blank.
    while (end < view_.size() && !view_.tokens()[end].space_before) ++end;
    return IsSentenceStart(view_, end) ? end : at;
  }

  // Paragraphs that open with a few letters and a colon.
  uint32_t CountLabels() const {
    constexpr size_t kLongestLabel = 24;
    uint32_t labels = 0;
    for (uint32_t i = 0; i < count(); ++i) {
      labels +=
          IsProse(i) && Text(units_[i]).find(": ") < kLongestLabel ? 1 : 0;
    }
    return labels;
  }

  // "Mirganj: A leopard …" where the text speaks of things "in Mirganj", or
  // "Mirganj: Police on Monday …".
  Dateline ReadNamedPlace(uint32_t at) const {
    Dateline line;
    uint32_t end = at;
    while (end < view_.size() && end < at + 2 &&
           view_.tokens()[end].kind == ViewToken::kWord &&
           view_.tokens()[end].capital) {
      ++end;
    }
    if (end == at || !view_.IsMark(end, ":") ||
        !IsSentenceStart(view_, end + 1)) {
      return line;
    }
    std::string named = " in ";
    named += text_.substr(view_.TokenStart(at),
                          view_.TokenEnd(end - 1) - view_.TokenStart(at));
    if (text_.find(named) == std::string_view::npos &&
        !(end == at + 1 && OpensWithDay(view_, end + 1) &&
          CountLabels() == 1)) {
      return line;
    }
    line.has_place = true;
    line.place_begin = at;
    line.place_end = end;
    line.end = end + 1;
    return line;
  }

  // A caption and a dateline, or either. Moves `at` behind them.
  bool ReadDatelineAt(uint32_t index, uint32_t* at) {
    const uint32_t start = *at;
    bool sure = false;
    uint32_t caption = start == 0 ? SkipGluedCaption(view_, &sure) : 0;
    uint32_t from = caption != 0 ? caption : start;
    Dateline line = ReadDateline(view_, from, decks_ > 0);
    if (line.end == 0 && caption != 0 && !sure) {
      caption = 0;
      from = start;
      line = ReadDateline(view_, from, decks_ > 0);
    }
    if (line.end == 0 && decks_ == 0) line = ReadNamedPlace(from);
    if (line.end != 0 && line.has_place && !line.has_agency && !line.has_date &&
        HasSpeakers()) {
      line = {};
    }
    if (caption != 0 && (sure || line.end != 0)) {
      Remove(index, {view_.TokenStart(start), view_.TokenEnd(caption - 1)},
             LeftOutReason::kCaption);
      *at = caption;
    }
    if (line.end == 0) return *at != start;
    Remove(index, {view_.TokenStart(from), view_.TokenEnd(line.end - 1)},
           LeftOutReason::kDateline);
    *at = line.end;
    if (line.has_place && !findings_->place) {
      findings_->place = {view_.TokenStart(line.place_begin),
                          view_.TokenEnd(line.place_end - 1)};
    }
    if (line.has_date && !findings_->date) {
      findings_->date = {view_.TokenStart(line.date_begin),
                         view_.TokenEnd(line.date_end - 1)};
    }
    return true;
  }

  // Agency tags and cuts behind the last sentence.
  void FindClosings() {
    constexpr uint32_t kLastUnits = 3;
    uint32_t seen = 0;
    for (uint32_t i = count(); i-- > 0 && seen < kLastUnits;) {
      if (!IsOpen(i) || units_[i].kind == BlockKind::kTitle) continue;
      // What is left of the page below the last sentence does not count.
      if (shapes_[i].words > 3) ++seen;
      Unit rest = units_[i];
      for (int part = 0; part < 3; ++part) {
        view_.Read(source_, rest, true);
        const uint32_t tag = FindClosingTag(view_);
        if (tag >= view_.size() || tag == 0) break;
        const uint32_t start = view_.TokenStart(tag);
        // Openings may have taken it.
        if (start <= units_[i].span.start) break;
        Remove(i, {start, rest.span.end}, LeftOutReason::kAgency);
        rest.span.end = view_.TokenEnd(tag - 1);
        // What the tag stood behind is a sentence.
        shapes_[i].prose = shapes_[i].prose || shapes_[i].words >= 6;
      }
    }
  }

  // ------------------------------------------------------------- leftovers

  // What is left of a page below its last sentence: "Top", "Ends", "###".
  void FindTrailingLeftovers() {
    constexpr size_t kMost = 4;
    std::vector<uint32_t> found;
    uint32_t i = count();
    while (i-- > 1 && found.size() <= kMost) {
      // A letter ends with its greeting.
      if (shapes_[i].message) break;
      if (units_[i].set_aside) continue;
      if (units_[i].kind != BlockKind::kParagraph ||
          !IsLeftoverShape(units_[i])) {
        break;
      }
      found.push_back(i);
    }
    // Below a list of such lines they are its last ones.
    if (found.size() > kMost || !IsProse(i)) return;
    for (const uint32_t unit : found) {
      RemoveUnit(unit, LeftOutReason::kLeftover, Certainty::kLikely);
    }
  }

  // One or two words without a stop, or marks alone.
  bool IsLeftoverShape(const Unit& unit) {
    constexpr uint32_t kLongest = 24;
    if (unit.span.size() > kLongest) return false;
    view_.Read(source_, unit);
    uint32_t words = 0;
    for (const ViewToken& token : view_.tokens()) {
      if (token.kind != ViewToken::kMark) ++words;
    }
    if (words == 0) return view_.size() > 0;
    // "-30-", "(END)", "ENDS/": marks around one word say enough.
    return words <= 2 && (!EndsWithStop(view_.text()) ||
                          view_.tokens()[0].kind == ViewToken::kMark);
  }

  // "[21:14]" or "12/05/2024, 18:01 - " before who says something, three times
  // or more. The name stays: who said it is what a transcript tells.
  void FindChatStamps() {
    constexpr size_t kLongestStamp = 40;
    constexpr size_t kFewest = 3;
    std::vector<Removal> found;
    for (uint32_t i = 0; i < count(); ++i) {
      const std::string_view text = Text(units_[i]);
      if (!IsOpen(i)) continue;
      const bool bracket = text.starts_with('[');
      const size_t close =
          text.substr(0, kLongestStamp).find(bracket ? "]" : " - ");
      if (close == std::string_view::npos || close < 5) continue;
      const std::string_view stamp = text.substr(0, close);
      // Without a bracket it has a day: "18:00 - Doors open" is a plan's.
      if (stamp.find(':') == std::string_view::npos ||
          (!bracket && stamp.find(", ") == std::string_view::npos) ||
          stamp.find_first_not_of("[0123456789:,/.- APMapm\xE2\x80\xAF") !=
              std::string_view::npos) {
        continue;
      }
      // "Messages are end-to-end encrypted.", "Ana: <Media omitted>": the
      // program says so. Without a bracket who speaks is named.
      constexpr size_t kLongestNote = 60;
      const std::string_view said = text.substr(close + (bracket ? 1 : 2));
      const bool note =
          said.find("end-to-end encrypted") != std::string_view::npos ||
          (!bracket && said.find(": ") == std::string_view::npos) ||
          (said.size() <= kLongestNote &&
           EndsWithOneOf(said, "omitted omitted>") > 0);
      const uint32_t start = units_[i].span.start;
      found.push_back({{start, note ? units_[i].span.end
                                    : start + static_cast<uint32_t>(close) +
                                          (bracket ? 1 : 2)},
                       LeftOutReason::kTimestamp,
                       Certainty::kSure,
                       i});
    }
    if (found.size() < kFewest) return;
    for (const Removal& removal : found) {
      Unit& unit = units_[removal.unit];
      shapes_[removal.unit].message = true;
      unit.set_aside = removal.span.end == unit.span.end;
      findings_->removals.push_back(removal);
    }
  }

  // The day that the first stamp with one names.
  void FindStampedDate() {
    for (const Removal& removal : findings_->removals) {
      if (removal.reason != LeftOutReason::kTimestamp &&
          removal.reason != LeftOutReason::kByline) {
        continue;
      }
      Unit stamp = units_[removal.unit];
      stamp.span = removal.span;
      view_.Read(source_, stamp);
      for (uint32_t i = 0; i < view_.size(); ++i) {
        const uint32_t end = SkipWholeDate(view_, i);
        if (end == i) continue;
        findings_->stamp = {view_.TokenStart(i), view_.TokenEnd(end - 1)};
        return;
      }
    }
  }

  // -------------------------------------------------- inside the sentences

  void FindInline() {
    uint32_t index = 0;
    uint32_t marks = 0;         // Footnote marks so far.
    std::vector<Removal> bare;  // Digits behind stops: need other marks.
    for (size_t i = 0; i < text_.size(); ++i) {
      if (!kTriggers[static_cast<uint8_t>(text_[i])]) continue;
      while (index < count() && units_[index].span.end <= i) ++index;
      if (index == count()) break;
      const Unit& unit = units_[index];
      if (i < unit.span.start) continue;
      if (!IsOpen(index)) {
        i = unit.span.end - 1;
        continue;
      }
      const auto at = static_cast<uint32_t>(i);
      uint32_t end = 0;
      switch (text_[i]) {
        case '[':
          end = SkipFootnoteMark(unit, at);
          if (end != 0) {
            Remove(index, {at, end}, LeftOutReason::kFootnoteMark);
            ++marks;
          }
          break;
        case '.':
          end = SkipSurplusStop(unit, at);
          if (end != 0) {
            Remove(index, {at + 1, end}, LeftOutReason::kLeftover);
            break;
          }
          end = SkipBareMark(unit, at);
          if (end != 0) {
            bare.push_back({{at + 1, end},
                            LeftOutReason::kFootnoteMark,
                            Certainty::kLikely,
                            index});
            break;
          }
          end = SkipPictureAddress(unit, at);
          if (end != 0) {
            Remove(index, {at - 3, end}, LeftOutReason::kEmbed);
          }
          break;
        case '(':
          FindSignature(index, at, &end);
          break;
        case 'A':
        case 'R':
        case 'S':
          end = SkipPhrase(index, at);
          break;
        default:
          end = SkipSuperscript(unit, at);
          if (end != 0) {
            Remove(index, {at, end}, LeftOutReason::kFootnoteMark);
            ++marks;
          }
          break;
      }
      if (end > i) i = end - 1;
    }
    if (marks + bare.size() >= 2) {
      for (const Removal& removal : bare) {
        findings_->removals.push_back(removal);
      }
    }
  }

  char32_t CharacterBefore(uint32_t at, uint32_t start) const {
    if (at <= start) return 0;
    size_t before = at - 1;
    while (before > start && IsUtf8Continuation(text_[before])) --before;
    return DecodeValidUtf8(text_, before).code_point;
  }
  bool StartsAt(uint32_t at, const Unit& unit, std::string_view wanted) const {
    return text_.substr(at, std::min<size_t>(unit.span.end - at,
                                             wanted.size())) == wanted;
  }

  // "3", "2,5", "4-6", "7, 9": numbers of at most three digits.
  static bool IsNumberList(std::string_view inner) {
    size_t digits = 0;
    for (size_t i = 0; i < inner.size(); ++i) {
      if (IsDigit(inner[i])) {
        // Notes are counted from one; intervals are not.
        if (++digits > 3 || (digits == 1 && inner[i] == '0')) return false;
        continue;
      }
      const std::string_view rest = inner.substr(i);
      const bool blank = inner[i] == ' ' && i > 0 && inner[i - 1] == ',';
      if (rest.starts_with("\xE2\x80\x93") && digits > 0) {
        i += 2;
      } else if (!blank &&
                 ((inner[i] != ',' && inner[i] != '-') || digits == 0)) {
        return false;
      }
      digits = 0;
    }
    return digits > 0;
  }

  // "[3]", "[a]", "[note 2]", "[citation needed]" right behind a word or stop.
  uint32_t SkipFootnoteMark(const Unit& unit, uint32_t at) const {
    constexpr uint32_t kLongest = 18;
    const char32_t before = CharacterBefore(at, unit.span.start);
    if (before == 0 || before == ' ' || before == '\n' || before == '(' ||
        before == '[' || before == '\t') {
      return 0;
    }
    uint32_t close = at + 1;
    while (close < unit.span.end && close - at < kLongest &&
           text_[close] != ']' && text_[close] != '[') {
      ++close;
    }
    if (close >= unit.span.end || text_[close] != ']') return 0;
    const std::string_view inner = text_.substr(at + 1, close - at - 1);
    const bool digits = IsNumberList(inner);
    // "[a]" to "[c]": later letters are an editor's, as in "agree[d]".
    const bool letter = inner.size() == 1 && inner[0] >= 'a' &&
                        inner[0] <= 'c' && close + 1 < unit.span.end &&
                        text_[close + 1] == ' ';
    const bool named = inner == "citation needed" || inner == "edit" ||
                       inner.starts_with("note ") ||
                       inner == "clarification needed" || inner == "who?" ||
                       inner == "when?" || inner == "update";
    // Array indices and such stand before more letters: x[3]y.
    const bool free = close + 1 >= unit.span.end ||
                      !IsLetterOrDigit(ClassifyCharacter(
                          DecodeValidUtf8(text_, close + 1).code_point)) ||
                      before == '.';
    // Variables have indices: C[i], u0[0].
    uint32_t word = at;
    while (word > unit.span.start && IsAsciiLower(text_[word - 1])) --word;
    const bool behind_text =
        at - word >= 3 || before == '.' || before == ',' || before == '"' ||
        before == 0x201D || before == ')' || before == ';' || before == ']' ||
        before == '?' || before == '!' || before == 0x2019 || before == ':' ||
        before >= 0x80;
    if ((!digits && !letter && !named) || !free || !behind_text) return 0;
    // ": 23–25", ":112": the pages, behind what is no word.
    if (digits && !IsLetterOrDigit(ClassifyCharacter(before)) &&
        StartsAt(close + 1, unit, ":")) {
      const uint32_t first = close + (StartsAt(close + 2, unit, " ") ? 3 : 2);
      std::string_view pages = text_.substr(first, unit.span.end - first);
      pages =
          pages.substr(0, pages.find_first_not_of("0123456789-\xE2\x80\x93"));
      if (IsNumberList(pages)) {
        return first + static_cast<uint32_t>(pages.size());
      }
    }
    return close + 1;
  }

  // "idea..": one stop too many. Three are an ellipsis, and two before a
  // small letter may be meant as one. Returns the end of the stops.
  uint32_t SkipSurplusStop(const Unit& unit, uint32_t at) const {
    uint32_t end = at;
    while (end < unit.span.end && end - at < 3 && text_[end] == '.') ++end;
    if (end - at != 2) return 0;
    const char32_t last = CharacterBefore(at, unit.span.start);
    const bool after_word = IsLetterOrDigit(ClassifyCharacter(last)) ||
                            last == '"' || last == ')' || last == '\'' ||
                            last == 0x201D || last == 0x2019 || last == '%';
    if (!after_word) return 0;
    uint32_t next = end;
    while (next < unit.span.end &&
           (text_[next] == ' ' || text_[next] == '\n' || text_[next] == '\r' ||
            text_[next] == '"')) {
      ++next;
    }
    if (next >= unit.span.end) return end;
    return next > end &&
                   ClassifyCharacter(DecodeValidUtf8(text_, next).code_point) !=
                       CharacterClass::kLower
               ? end
               : 0;
  }

  // "did not.2 Wages": a digit or two behind a stop, before a capital.
  uint32_t SkipBareMark(const Unit& unit, uint32_t at) const {
    uint32_t end = at + 1;
    while (end < unit.span.end && IsDigit(text_[end])) ++end;
    if (end == at + 1 || end - at > 3) return 0;
    if (end < unit.span.end) {
      if (text_[end] != ' ' || end + 1 >= unit.span.end ||
          !IsAsciiUpper(text_[end + 1])) {
        return 0;
      }
    }
    // A whole word of small letters before the stop, no "No.", no "Fig.".
    uint32_t start = at;
    while (start > unit.span.start && IsAsciiLower(text_[start - 1])) --start;
    const std::string_view word = text_.substr(start, at - start);
    const bool numbered = IsOneOf(word, "no fig vol art sec ch");
    return word.size() >= 2 && !numbered && start > unit.span.start &&
                   text_[start - 1] == ' '
               ? end
               : 0;
  }

  // Behind the raised digits at `position`; `position` if there are none.
  uint32_t RaisedEnd(uint32_t position, const Unit& unit) const {
    while (const size_t size = StartsWithOneOf(
               text_.substr(position, unit.span.end - position),
               "\xC2\xB9 \xC2\xB2 \xC2\xB3 \xE2\x81\xB0 \xE2\x81\xB4 "
               "\xE2\x81\xB5 \xE2\x81\xB6 \xE2\x81\xB7 \xE2\x81\xB8 "
               "\xE2\x81\xB9")) {
      position += static_cast<uint32_t>(size);
    }
    return position;
  }

  // "¹", "²³" behind a word or a stop; not units: m², km³.
  uint32_t SkipSuperscript(const Unit& unit, uint32_t at) const {
    const char32_t before = CharacterBefore(at, unit.span.start);
    const bool after_stop = before == '.' || before == ',' || before == '"' ||
                            before == 0x201D || before == ')' || before == ';';
    uint32_t start = at;
    while (start > unit.span.start && IsAsciiLower(text_[start - 1])) --start;
    if (!after_stop && at - start < 4) return 0;
    const uint32_t end = RaisedEnd(at, unit);
    return end == at ? 0 : end;
  }

  // "pic.twitter.com/AbC": `at` is the first stop.
  uint32_t SkipPictureAddress(const Unit& unit, uint32_t at) const {
    if (at < unit.span.start + 3 || text_.substr(at - 3, 3) != "pic" ||
        !StartsAt(at, unit, ".twitter.com/")) {
      return 0;
    }
    constexpr uint32_t kLongestCode = 10;
    const uint32_t first = at + 13;
    uint32_t end = first;
    while (end < unit.span.end && end - first < kLongestCode &&
           (IsDigit(text_[end]) || IsAsciiLower(text_[end]) ||
            IsAsciiUpper(text_[end]))) {
      ++end;
    }
    return end;
  }

  // "— Ana Ruiz (@ana) May 3, 2024" inside a paragraph. `at`: the bracket.
  void FindSignature(uint32_t index, uint32_t at, uint32_t* end) {
    constexpr uint32_t kLongestName = 60;
    const Unit& unit = units_[index];
    if (!StartsAt(at, unit, "(@")) return;
    uint32_t close = at + 2;
    while (close < unit.span.end && close - at < 20 && text_[close] != ')') {
      ++close;
    }
    if (close >= unit.span.end || text_[close] != ')') return;
    // The dash that opens it.
    uint32_t start = at;
    while (start > unit.span.start && at - start < kLongestName) {
      --start;
      if (text_[start] == '.' || text_[start] == '"') return;
      // A dash that an encoding has lost.
      if (text_.substr(start, 2) == "? ") break;
      if (IsOneOf(text_.substr(start, 3), "\xE2\x80\x94 \xE2\x80\x93")) {
        break;
      }
    }
    if (text_[start] != '\xE2' && text_[start] != '?') return;
    // The date behind it.
    Unit rest = unit;
    rest.span.start = close + 1;
    view_.Read(source_, rest);
    const uint32_t date = SkipStampedDate();
    if (date == 0) return;
    *end = view_.TokenEnd(date - 1);
    Remove(index, {start, *end}, LeftOutReason::kEmbed);
  }

  // "May 3, 2024" at the start of view_.
  uint32_t SkipStampedDate() {
    for (uint32_t i = 0; i < view_.size() && i < 4; ++i) {
      const std::string_view text = view_.Text(i);
      if (text.size() == 4 &&
          (text.starts_with("19") || text.starts_with("20"))) {
        return i + 1;
      }
    }
    return 0;
  }

  // Phrases that were sentences of their own on the page.
  uint32_t SkipPhrase(uint32_t index, uint32_t at) {
    const Unit& unit = units_[index];
    // "Scroll down for video."
    if (StartsAt(at, unit, "Scroll down for ")) {
      uint32_t end = at + 16;
      while (end < unit.span.end && end - at < 30 && IsAsciiLower(text_[end])) {
        ++end;
      }
      const std::string_view noun = text_.substr(at + 16, end - at - 16);
      if (!IsOneOf(noun, "video videos more")) return 0;
      while (end < unit.span.end && (text_[end] == '.' || text_[end] == ' ') &&
             end - at < 34) {
        ++end;
      }
      while (end > at && text_[end - 1] == ' ') --end;
      Remove(index, {at, end}, LeftOutReason::kCaption);
      return end;
    }
    if (StartsAt(at, unit, "A post shared by ")) return SkipShared(index, at);
    return SkipRelated(index, at);
  }

  // "A post shared by X (@x) on Jul 17, 2017 at 1:18am PDT"
  uint32_t SkipShared(uint32_t index, uint32_t at) {
    constexpr size_t kLongest = 160;
    const Unit& unit = units_[index];
    const std::string_view rest =
        text_.substr(at, std::min<size_t>(kLongest, unit.span.end - at));
    for (const std::string_view zone :
         {"am PDT", "pm PDT", "am PST", "pm PST"}) {
      const size_t found = rest.find(zone);
      if (found != std::string_view::npos) {
        const auto end = static_cast<uint32_t>(at + found + zone.size());
        Remove(index, {at, end}, LeftOutReason::kEmbed);
        return end;
      }
    }
    return 0;
  }

  // "… 2018.ALSO READ: Rajini's …": the title of another article glued behind
  // the paragraph's last stop. Where that title ends is known only if nothing
  // follows it.
  uint32_t SkipRelated(uint32_t index, uint32_t at) {
    constexpr std::array<std::string_view, 8> kOpenings = {
        "ALSO READ", "Also read:", "Also Read:", "Also Read |",
        "READ MORE", "READ ALSO",  "Read more:", "READ:"};
    constexpr uint32_t kLongestTitle = 220;
    const Unit& unit = units_[index];
    const bool opens = std::any_of(
        kOpenings.begin(), kOpenings.end(),
        [&](std::string_view opening) { return StartsAt(at, unit, opening); });
    if (!opens || at == unit.span.start || unit.span.end - at > kLongestTitle) {
      return 0;
    }
    uint32_t before = at;
    while (before > unit.span.start &&
           (text_[before - 1] == ' ' || text_[before - 1] == '|' ||
            text_[before - 1] == '(')) {
      --before;
    }
    if (!EndsWithStop(
            text_.substr(unit.span.start, before - unit.span.start))) {
      return 0;
    }
    Unit rest = unit;
    rest.span.start = at;
    view_.Read(source_, rest);
    // A sentence behind the title: nobody knows where it starts.
    if (CountSentences(view_) > 1 ||
        (EndsWithStop(view_.text()) && view_.size() > 24)) {
      return 0;
    }
    Remove(index,
           {before < at && text_[at - 1] == '(' ? at - 1 : at, unit.span.end},
           LeftOutReason::kRelated);
    return unit.span.end;
  }

  // ---------------------------------------------------------------- limits

  void Settle() {
    std::vector<Removal>& removals = findings_->removals;
    SortBy(&removals,
           [](const Removal& removal) { return removal.span.start; });
    // The first of two that overlap stays, with what the second adds.
    std::vector<Removal> apart;
    apart.reserve(removals.size());
    for (const Removal& removal : removals) {
      if (!apart.empty() && removal.span.start < apart.back().span.end) {
        if (removal.unit == apart.back().unit) {
          apart.back().span.end =
              std::max(apart.back().span.end, removal.span.end);
        }
        continue;
      }
      apart.push_back(removal);
    }
    removals = std::move(apart);
    TakeBack();
  }

  // Never more than half of the text, or three quarters where an article is
  // left, and never all of it. What is least sure comes back first: likely
  // ones by their odds, then whole units, then all of it.
  void TakeBack() {
    constexpr uint32_t kWordsOfArticle = 36;
    std::vector<Removal>& removals = findings_->removals;
    uint64_t total = 0;
    uint32_t words = 0;
    for (uint32_t i = 0; i < count(); ++i) {
      if (IsProse(i)) words += shapes_[i].words;
      // What a letter answers does not count, nor do a chat's stamps.
      if (!shapes_[i].message || !units_[i].set_aside) {
        total += units_[i].span.size();
      }
    }
    const uint64_t most =
        words >= kWordsOfArticle ? total - total / 4 : total / 2;
    uint64_t removed = 0;
    for (const Removal& removal : removals) {
      if (!shapes_[removal.unit].message) removed += removal.span.size();
    }
    if (removed <= most) return;
    std::vector<size_t> order(removals.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    constexpr uint32_t kBase = 1U << 20;
    SortBy(&order, [&](size_t i) {
      const Removal& removal = removals[i];
      if (shapes_[removal.unit].message) return 4 * kBase;
      if (removal.certainty == Certainty::kLikely) {
        return kBase + static_cast<uint32_t>(shapes_[removal.unit].score.odds);
      }
      return removal.span.size() == units_[removal.unit].span.size()
                 ? 2 * kBase
                 : 3 * kBase;
    });
    for (const size_t i : order) {
      if (removed <= most) break;
      removed -= removals[i].span.size();
      removals[i].span.end = removals[i].span.start;
    }
    std::erase_if(removals,
                  [](const Removal& removal) { return removal.span.empty(); });
  }

  const DecodedSource& source_;
  const LineModel* model_;  // Null: nothing is known.
  std::string_view text_;
  std::vector<Unit>& units_;
  Findings* findings_;
  std::vector<Shape> shapes_;     // One for each of `units_`.
  uint32_t first_prose_ = kNone;  // Above it: the top of the page.
  uint32_t last_prose_ = kNone;
  uint32_t gone_ = 0;     // Lines that were set aside for sure.
  bool replies_ = false;  // Replies stand above everything else.
  uint8_t decks_ = 0;     // Short paragraphs above the one that opens the text.
  std::vector<uint32_t> bylines_;
  std::vector<uint32_t> prose_words_;
  View view_;
  FeatureHashes features_;
};

}  // namespace

void ApplyRules(const DecodedSource& source, const LineModel* model,
                SourceLines* lines, Findings* findings) {
  RuleFinder(source, model, lines, findings).Run();
}

}  // namespace standfirst
