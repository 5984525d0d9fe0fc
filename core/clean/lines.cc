#include "core/clean/lines.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "core/model/word_list.h"
#include "core/text/ascii.h"
#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/sort_by.h"
#include "core/text/utf8.h"
#include "core/text/vectors.h"

namespace standfirst {
namespace {

// What the joining of lines needs to know of one.
struct Line {
  SourceSpan span;          // Without white space at the ends.
  uint32_t width = 0;       // Characters.
  uint32_t first_word = 0;  // Width of the first word.
  uint32_t marker = 0;      // Bytes of a list marker with its blanks.
  uint32_t number = 0;      // Of a numbered item.
  bool starts_lower = false;
  bool starts_upper = false;
  bool ends_with_stop = false;  // . ? ! … : or such before closing quotes.
  bool ends_with_hyphen = false;
  bool one_word = false;
  uint8_t gaps = 0;    // Between cells: tabs, bars, runs of blanks.
  bool code = false;   // Ends or starts as lines of programs do.
  bool apart = false;  // A page's head or number, a transcript's time.
};

// Lines no wider than this may be wrapped ones.
constexpr uint32_t kWidestWrap = 132;
// Lines that are all narrower are names and labels, not a column of text.
constexpr uint32_t kNarrowestWrap = 20;
// What is wrapped here may be a whole text's width.
constexpr uint32_t kNarrowestPage = 50;

bool IsLineSpace(char byte) {
  return byte == ' ' || (byte >= 0x09 && byte <= 0x0D);
}

// Size of the white-space character at `position`, 0 if it is none. Looks at
// what stands at line ends: blanks, controls, U+0085, U+00A0, U+2000–200B,
// U+2028/9, U+3000, U+FEFF.
uint32_t SpaceSize(std::string_view text, size_t position) {
  const char byte = text[position];
  if (static_cast<uint8_t>(byte) < 0x80) return IsLineSpace(byte) ? 1 : 0;
  const DecodedCharacter character = DecodeValidUtf8(text, position);
  const char32_t value = character.code_point;
  const bool space = value == 0x85 || value == 0xA0 ||
                     (value >= 0x2000 && value <= 0x200B) || value == 0x2028 ||
                     value == 0x2029 || value == 0x202F || value == 0x3000 ||
                     value == 0xFEFF;
  return space ? character.size : 0;
}

SourceSpan Trim(std::string_view text, SourceSpan span) {
  while (span.start < span.end) {
    const uint32_t size = SpaceSize(text, span.start);
    if (size == 0) break;
    span.start += size;
  }
  span.start = std::min(span.start, span.end);
  while (span.start < span.end) {
    uint32_t last = span.end - 1;
    while (last > span.start && IsUtf8Continuation(text[last])) --last;
    if (SpaceSize(text, last) == 0) break;
    span.end = last;
  }
  return span;
}

CharacterClass ClassAt(std::string_view text, size_t position) {
  return ClassifyCharacter(DecodeValidUtf8(text, position).code_point);
}

// Closing quotes and brackets may follow a stop.
bool EndsWithStop(std::string_view line) {
  while (const size_t closer = EndsWithOneOf(
             line, "\" ' ) ] \xE2\x80\x9D \xE2\x80\x99 \xC2\xBB *")) {
    line.remove_suffix(closer);
  }
  return EndsWithOneOf(line,
                       ". ? ! : ; \xE2\x80\xA6 \xE3\x80\x82 \xEF\xBC\x81 "
                       "\xEF\xBC\x9F") > 0;
}

// A hyphen behind a letter or digit, or a range's dash behind a digit: not
// another dash, not a bullet.
bool EndsWithHyphen(std::string_view line) {
  const size_t size = EndsWithOneOf(line, "- \xE2\x80\x90 \xE2\x80\x93");
  const bool dash = line.ends_with('\x93');
  line.remove_suffix(size);
  size_t last = line.size();
  while (last > 0 && IsUtf8Continuation(line[last - 1])) --last;
  return size > 0 && last > 0 &&
         (dash ? IsDigit(line[last - 1])
               : IsLetterOrDigit(ClassAt(line, last - 1)));
}

// Bullets, dashes and numbers that open a list item: their size with the
// blanks behind, 0 if there is none.
uint32_t MarkerSize(std::string_view line, uint32_t* number) {
  size_t size = StartsWithOneOf(
      line,
      "\xE2\x80\xA2 \xE2\x80\xA3 \xE2\x97\xA6 \xE2\x96\xAA \xE2\x97\x8F "
      "\xC2\xB7 * - \xE2\x80\x93");
  if (size == 0) {
    size_t digits = 0;
    uint32_t value = 0;
    while (digits < line.size() && digits < 3 && IsDigit(line[digits])) {
      value = value * 10 + static_cast<uint32_t>(line[digits] - '0');
      ++digits;
    }
    if (digits > 0 && digits < line.size() &&
        (line[digits] == '.' || line[digits] == ')')) {
      size = digits + 1;
      *number = value;
    } else if (line.size() > 3 && line[0] == '(' && line[2] == ')' &&
               ((line[1] >= 'a' && line[1] <= 'z') ||
                (line[1] >= '1' && line[1] <= '9'))) {
      size = 3;
      *number = static_cast<uint32_t>(line[1] >= 'a' ? line[1] - 'a' + 1
                                                     : line[1] - '0');
    }
  }
  if (size == 0 || size >= line.size()) return 0;
  size_t after = size;
  while (after < line.size()) {
    const uint32_t space = SpaceSize(line, after);
    if (space == 0) break;
    after += space;
  }
  return after > size && after < line.size() ? static_cast<uint32_t>(after) : 0;
}

// Gaps between the cells of a row: a tab, a bar, or two blanks or more that do
// not follow a stop (two blanks between sentences are a habit, not a table).
uint8_t CountGaps(std::string_view line) {
  constexpr uint8_t kMost = 200;
  uint8_t gaps = 0;
  for (size_t i = 1; i < line.size() && gaps < kMost; ++i) {
    const char byte = line[i];
    const bool ruled = byte == '\t' || byte == '|';
    const bool wide = byte == ' ' && line[i - 1] == ' ' &&
                      (i < 2 || (line[i - 2] != '.' && line[i - 2] != '?' &&
                                 line[i - 2] != '!' && line[i - 2] != ':' &&
                                 line[i - 2] != '"'));
    if (!ruled && !wide) continue;
    ++gaps;
    while (i + 1 < line.size() &&
           (line[i + 1] == ' ' || line[i + 1] == '\t' || line[i + 1] == '|')) {
      ++i;
    }
  }
  return gaps;
}

bool IsCodeLine(std::string_view line) {
  if (line.ends_with(';') || line.ends_with('{') || line.ends_with('}') ||
      line.ends_with("},") || line.ends_with("/>") || line.ends_with("):") ||
      line.ends_with("();") || line.starts_with("{\"") ||
      line.starts_with("#include") || line.starts_with("</")) {
    // "…; and" wraps in prose: a statement has brackets, "=" or no blank.
    return !line.ends_with(';') ||
           line.find_first_of("=(){}<>") != std::string_view::npos ||
           line.find(' ') == std::string_view::npos;
  }
  // "at x.y(z:12)", "\"key\": value,"
  if (line.starts_with("at ") && line.ends_with(')') &&
      line.find('(') != std::string_view::npos) {
    return true;
  }
  return line.starts_with('"') && line.find("\": ") != std::string_view::npos &&
         (line.ends_with(',') || line.ends_with('"') || line.ends_with(']'));
}

Line Describe(std::string_view text, SourceSpan span) {
  Line line;
  line.span = span;
  const std::string_view bytes = text.substr(span.start, span.size());
  // Of lines that are too wide to be wrapped ones nobody asks how wide.
  constexpr size_t kMostBytes = size_t{4} * kWidestWrap;
  line.width = bytes.size() > kMostBytes
                   ? kWidestWrap + 1
                   : static_cast<uint32_t>(std::count_if(
                         bytes.begin(), bytes.end(),
                         [](char byte) { return !IsUtf8Continuation(byte); }));
  const size_t blank = std::min(bytes.find(' '), bytes.size());
  line.first_word = static_cast<uint32_t>(blank);
  line.one_word = blank == bytes.size();
  // Openers do not count: “the …
  size_t first = 0;
  while (first < bytes.size()) {
    const CharacterClass value = ClassAt(bytes, first);
    if (value != CharacterClass::kPunctuation) {
      line.starts_lower = value == CharacterClass::kLower;
      line.starts_upper = value == CharacterClass::kUpper;
      break;
    }
    first += DecodeValidUtf8(bytes, first).size;
    if (first > 12) break;
  }
  line.ends_with_stop = EndsWithStop(bytes);
  line.ends_with_hyphen = EndsWithHyphen(bytes);
  line.marker = MarkerSize(bytes, &line.number);
  constexpr size_t kLongestRow = 400;
  if (bytes.size() <= kLongestRow) {
    line.gaps = CountGaps(bytes);
    line.code = IsCodeLine(bytes);
  }
  return line;
}

// What a short line without a stop says whatever its numbers are: what heads
// and numbers of pages and the times of transcripts have in common. 0: another
// line.
uint64_t FormOf(std::string_view line) {
  constexpr size_t kLongest = 80;
  if (line.size() > kLongest || EndsWithStop(line)) return 0;
  uint64_t hash = kHashSeed;
  char before = ' ';
  for (const char byte : line) {
    const char shape = IsDigit(byte) ? '0' : byte;
    if (shape != '0' || before != '0') {
      hash = HashByte(hash, static_cast<uint8_t>(shape));
    }
    before = shape;
  }
  return hash;
}

bool IsWordByte(char byte) {
  const char lower = static_cast<char>(byte | 0x20);
  return (lower >= 'a' && lower <= 'z') || static_cast<uint8_t>(byte) >= 0x80;
}

class UnitFinder {
 public:
  UnitFinder(const DecodedSource& source, const WordList* words,
             SourceLines* lines)
      : text_(source.text),
        odd_(source.odd_line_ends),
        words_(words),
        lines_(lines) {}

  void Run() {
    FindRepeatedForms();
    uint32_t start = 0;
    const auto size = static_cast<uint32_t>(text_.size());
    while (start < size) {
      uint32_t next = size;
      const SourceSpan span = NextLine(start, &next);
      if (span.empty()) {
        FlushGroup();
        gap_ = true;
      } else if (const uint32_t behind = FenceEnd(span, next); behind != 0) {
        FlushGroup();
        AddFenced(next, behind);
        next = size;
        LineEnd(behind, &next);
      } else {
        group_.push_back(Describe(text_, span));
        group_.back().apart =
            std::binary_search(forms_.begin(), forms_.end(),
                               FormOf(text_.substr(span.start, span.size())));
      }
      start = next;
    }
    FlushGroup();
  }

 private:
  // The line that starts at `start`, and where the next one starts.
  SourceSpan NextLine(uint32_t start, uint32_t* next) const {
    const uint32_t end = LineEnd(start, next);
    return Trim(text_, {start, end});
  }

  // Forms that come three times or more; of numbers alone two are enough.
  void FindRepeatedForms() {
    const auto size = static_cast<uint32_t>(text_.size());
    std::vector<uint64_t> forms;
    for (uint32_t start = 0; start < size;) {
      uint32_t next = size;
      const SourceSpan span = NextLine(start, &next);
      start = next;
      const std::string_view line = text_.substr(span.start, span.size());
      const uint64_t form = FormOf(line);
      if (span.empty() || form == 0) continue;
      forms.push_back(form);
      if (IsAllDigits(line)) {
        forms.push_back(form);
      }
    }
    SortNumbers(&forms);
    for (size_t i = 2; i < forms.size(); ++i) {
      if (forms[i] == forms[i - 2] &&
          (forms_.empty() || forms_.back() != forms[i])) {
        forms_.push_back(forms[i]);
      }
    }
  }

  // End of the line that starts at `start`, and where the next one starts.
  uint32_t LineEnd(uint32_t start, uint32_t* next) const {
    if (!odd_) {
      const size_t end = text_.find('\n', start);
      if (end == std::string_view::npos) {
        return static_cast<uint32_t>(text_.size());
      }
      *next = static_cast<uint32_t>(end) + 1;
      return static_cast<uint32_t>(end);
    }
    for (size_t i = start; i < text_.size(); ++i) {
      const auto byte = static_cast<uint8_t>(text_[i]);
      uint32_t size = 0;
      if (byte >= 0x0A && byte <= 0x0D) {
        size = byte == 0x0D && text_.substr(i, 2) == "\r\n" ? 2 : 1;
      } else if (byte == 0xC2 && text_.substr(i, 2) == "\xC2\x85") {
        size = 2;
      } else if (byte == 0xE2 &&
                 IsOneOf(text_.substr(i, 3), "\xE2\x80\xA8 \xE2\x80\xA9")) {
        size = 3;
      }
      if (size != 0) {
        *next = static_cast<uint32_t>(i) + size;
        return static_cast<uint32_t>(i);
      }
    }
    return static_cast<uint32_t>(text_.size());
  }

  // Where the line starts that closes the fence of code "```" that `span`
  // opens, from `next` on; 0: it opens none.
  uint32_t FenceEnd(SourceSpan span, uint32_t next) {
    constexpr std::string_view kFence = "```";
    constexpr uint32_t kLongest = 24;
    if (unclosed_ || span.size() > kLongest ||
        !text_.substr(span.start).starts_with(kFence)) {
      return 0;
    }
    const size_t found = text_.find("\n```", next - 1);
    unclosed_ = found == std::string_view::npos;
    return unclosed_ ? 0 : static_cast<uint32_t>(found) + 1;
  }

  void AddFenced(uint32_t start, uint32_t end) {
    if (end <= start) return;
    const SourceSpan span = Trim(text_, {start, end});
    if (span.empty()) return;
    Unit unit;
    unit.gap_before = true;
    unit.kind = BlockKind::kCode;
    unit.keeps_lines = true;
    unit.span = span;
    lines_->units.push_back(unit);
  }

  // Whether the lines of the group are one text wrapped at some width.
  bool IsWrapped(uint32_t* widest) const {
    size_t lower = 0;
    for (size_t i = 0; i < group_.size(); ++i) {
      *widest = std::max(*widest, group_[i].width);
      if (i > 0 && group_[i].starts_lower) ++lower;
    }
    const size_t breaks = group_.size() - 1;
    return group_.size() >= 3 && *widest <= kWidestWrap &&
           *widest >= kNarrowestWrap && lower * 5 >= breaks * 2;
  }

  // "govern-" + "ment", "1990–" + "2010".
  bool GoesOn(const Line& line, const Line& next) const {
    return line.ends_with_hyphen &&
           (next.starts_lower || IsDigit(text_[next.span.start]));
  }

  bool Joins(size_t index, bool wrapped, uint32_t widest, bool joined) const {
    const Line& line = group_[index];
    const Line& next = group_[index + 1];
    if (next.marker != 0 || line.apart || next.apart) return false;
    if (GoesOn(line, next)) return true;
    const bool full = line.width + 1 + next.first_word > widest;
    if (wrapped) {
      if (full) return true;
      if (line.ends_with_stop) return false;
      return next.starts_lower;
    }
    if (line.width > kWidestWrap || line.ends_with_stop) return false;
    // As full as the lines of the wrapped paragraph before.
    if (line.width <= wrap_ && line.width + 1 + next.first_word > wrap_) {
      return true;
    }
    // Prose goes on in lower case; lists of small words do not start upper.
    if (!next.starts_lower) return false;
    return (joined || line.starts_upper) &&
           (!next.one_word || next.ends_with_stop);
  }

  // Rows of a table from `index` on: three lines or more with gaps, tabs and
  // bars counting alone, blanks only in pairs.
  size_t TableEnd(size_t index) const {
    size_t end = index;
    while (end < group_.size() && group_[end].marker == 0) {
      const Line& line = group_[end];
      const std::string_view bytes =
          text_.substr(line.span.start, line.span.size());
      const bool ruled = bytes.find('\t') != std::string_view::npos ||
                         bytes.find('|') != std::string_view::npos;
      if (line.gaps < (ruled ? 1 : 2)) break;
      ++end;
    }
    constexpr size_t kFewestRows = 3;
    return end - index >= kFewestRows ? end : index;
  }

  // Lines of a program: most of the group, two at least.
  bool IsCode() const {
    const auto lines = static_cast<size_t>(
        std::count_if(group_.begin(), group_.end(),
                      [](const Line& line) { return line.code; }));
    return lines >= 2 && lines * 5 >= group_.size() * 3;
  }

  void AddWhole(size_t first, size_t end, BlockKind kind) {
    Unit unit;
    unit.gap_before = gap_ || lines_->units.empty();
    gap_ = false;
    unit.kind = kind;
    unit.keeps_lines = true;
    unit.span = {group_[first].span.start, group_[end - 1].span.end};
    lines_->units.push_back(unit);
  }

  void FlushGroup() {
    if (group_.empty()) return;
    if (IsCode()) {
      AddWhole(0, group_.size(), BlockKind::kCode);
      group_.clear();
      return;
    }
    uint32_t widest = 0;
    const bool wrapped = IsWrapped(&widest);
    if (wrapped && widest >= kNarrowestPage) wrap_ = widest;
    size_t index = 0;
    while (index < group_.size()) {
      if (const size_t end = TableEnd(index); end != index) {
        AddWhole(index, end, BlockKind::kTable);
        index = end;
        continue;
      }
      // "* * *", "-----" part what stands around them.
      const SourceSpan span = group_[index].span;
      if (span.size() >= 3 &&
          text_.substr(span.start, span.size()).find_first_not_of("*-_=~ •") ==
              std::string_view::npos) {
        gap_ = true;
        ++index;
        continue;
      }
      Unit unit;
      unit.gap_before = gap_ || lines_->units.empty();
      gap_ = false;
      unit.span = span;
      const size_t first = index;
      while (index + 1 < group_.size() &&
             Joins(index, wrapped, widest, index > first)) {
        AddHyphen(group_[index], group_[index + 1]);
        ++index;
        unit.span.end = group_[index].span.end;
      }
      AddMarker(first, &unit);
      lines_->units.push_back(unit);
      ++index;
    }
    group_.clear();
  }

  // A list item: its marker is structure. One dash or number alone is none.
  void AddMarker(size_t index, Unit* unit) {
    const Line& line = group_[index];
    if (line.marker == 0) return;
    const char first = text_[line.span.start];
    const bool sure =
        static_cast<uint8_t>(first) >= 0x80 &&
        !text_.substr(line.span.start).starts_with("\xE2\x80\x93");
    // The items before and behind it, over the lines that they are wrapped to.
    constexpr size_t kLongestItem = 8;
    const auto is_sibling = [&](size_t other) {
      return line.number == 0 ? text_[group_[other].span.start] == first
                              : group_[other].number + 1 == line.number ||
                                    group_[other].number == line.number + 1;
    };
    bool sibling = false;
    for (size_t other = index; other-- > 0 && index - other <= kLongestItem;) {
      if (group_[other].marker == 0) continue;
      sibling = is_sibling(other);
      break;
    }
    for (size_t other = index + 1;
         other < group_.size() && other - index <= kLongestItem; ++other) {
      if (group_[other].marker == 0) continue;
      sibling = sibling || is_sibling(other);
      break;
    }
    // Items with blank lines between them.
    const auto unit_index = static_cast<uint32_t>(lines_->units.size());
    if (!sibling && item_.marker != 0 && item_unit_ + 1 == unit_index &&
        first != '\xE2') {
      Unit& before = lines_->units.back();
      sibling = line.number == 0
                    ? item_.number == 0 && text_[item_.span.start] == first
                    : item_.number + 1 == line.number;
      if (sibling && before.kind == BlockKind::kParagraph) {
        before.kind = BlockKind::kListItem;
        before.level = 1;
        before.span.start += item_.marker;
      }
    }
    item_ = line;
    item_unit_ = unit_index;
    if (!sure && !sibling) return;
    unit->kind = BlockKind::kListItem;
    unit->level = 1;
    const SourceSpan marker{line.span.start, line.span.start + line.marker};
    // Units start at their text.
    unit->span.start = marker.end;
  }

  // A common word, whatever its case.
  bool IsListed(std::string_view word) const {
    uint64_t hash = kHashSeed;
    for (const char byte : word) {
      const bool upper = byte >= 'A' && byte <= 'Z';
      hash = HashByte(hash, static_cast<uint8_t>(upper ? byte | 0x20 : byte));
    }
    return words_ != nullptr &&
           words_->Find(MixHash(hash)) != WordList::kNotListed;
  }

  // "govern-" + "ment": the hyphen goes. "long-" + "term": it stays, without
  // a blank behind it.
  void AddHyphen(const Line& line, const Line& next) {
    if (!GoesOn(line, next)) return;
    uint32_t hyphen = line.span.end - 1;
    while (IsUtf8Continuation(text_[hyphen])) --hyphen;
    size_t end = next.span.start;
    while (end < next.span.end && text_[end] >= 'a' && text_[end] <= 'z') ++end;
    const std::string_view second =
        text_.substr(next.span.start, end - next.span.start);
    // The text itself may have the word in one piece, or with its hyphen.
    constexpr uint32_t kNear = 4096;
    uint32_t start = hyphen;
    while (start > line.span.start && IsWordByte(text_[start - 1])) --start;
    const std::string_view half = text_.substr(start, hyphen - start);
    const uint32_t from = start - std::min(start, kNear);
    const std::string_view near = text_.substr(from, size_t{2} * kNear);
    std::string joined(half);
    joined += second;
    std::string hyphened(half);
    hyphened += '-';
    hyphened += second;
    // Nobody parts one letter from its word, nor one vowel from the same
    // ("e-mail", "co-operate", "day-to-day"). Else it was one word if it is a
    // known one, or if what stands behind the hyphen is none and what stands
    // before it is none either, or hardly one ("Brix-ham", "un-sewn").
    constexpr size_t kShortest = 3;
    const bool split =
        half.size() + 1 >= kShortest && !second.empty() &&
        (half.back() != second[0] ||
         !IsOneOf(second.substr(0, 1), "a e i o u")) &&
        (start == line.span.start || text_[start - 1] != '-') &&
        near.find(hyphened) == std::string_view::npos &&
        (near.find(joined) != std::string_view::npos || IsListed(joined) ||
         (words_ != nullptr && second.size() >= kShortest &&
          !IsListed(second) && (half.size() < kShortest || !IsListed(half))));
    lines_->dropped.push_back(
        {split ? hyphen : line.span.end, next.span.start});
  }

  std::string_view text_;
  bool odd_;
  const WordList* words_;  // Null: nothing is known.
  SourceLines* lines_;
  std::vector<Line> group_;      // Lines without a blank one between them.
  std::vector<uint64_t> forms_;  // Of lines that come again and again, sorted.
  uint32_t wrap_ = 0;  // Where the last wrapped paragraph's lines ended.
  bool gap_ = true;
  bool unclosed_ = false;   // A fence of code that nothing closes.
  Line item_;               // The last line with a list's marker …
  uint32_t item_unit_ = 0;  // … and its unit.
};

}  // namespace

void FindUnits(const DecodedSource& source, const WordList* words,
               SourceLines* lines) {
  UnitFinder(source, words, lines).Run();
}

void TakeUnits(const DecodedSource& source, std::span<const InputBlock> blocks,
               SourceLines* lines) {
  std::vector<InputBlock> sorted;
  AppendAll(blocks, &sorted);
  SortBy(&sorted,
         [](const InputBlock& block) { return block.span.start.value; });
  const std::string_view text = source.text;
  uint32_t position = 0;  // Bytes …
  uint32_t units = 0;     // … and the UTF-16 units before them.
  const auto advance = [&](uint32_t to) {
    while (units < to && position < text.size()) {
      const DecodedCharacter character = DecodeValidUtf8(text, position);
      position += character.size;
      units += Utf16Units(character.code_point);
    }
    return position;
  };
  const auto add = [&](SourceSpan span, const InputBlock& block, bool given) {
    span = Trim(text, span);
    if (span.empty()) return;
    Unit unit;
    unit.span = span;
    unit.kind = block.kind;
    unit.level = block.level;
    unit.gap_before = true;
    unit.given = given;
    unit.keeps_lines =
        block.kind == BlockKind::kCode || block.kind == BlockKind::kTable;
    lines->units.push_back(unit);
  };
  uint32_t covered = 0;
  for (const InputBlock& block : sorted) {
    const uint32_t start = std::max(covered, advance(block.span.start.value));
    const uint32_t end = advance(block.span.end.value);
    if (end <= start) continue;
    add({covered, start}, {}, false);
    add({start, end}, block, true);
    covered = end;
  }
  add({covered, static_cast<uint32_t>(text.size())}, {}, false);
}

}  // namespace standfirst
