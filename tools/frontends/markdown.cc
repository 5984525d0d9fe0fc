#include "tools/frontends/markdown.h"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/frontends/html.h"

namespace standfirst::tools {
namespace {

constexpr std::string_view kBlanks = " \t\r\v\f";

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) + 1 - first);
}

// The line that starts at `*position`, without its end; moves past it.
std::string_view TakeLine(std::string_view text, size_t* position) {
  const size_t end = std::min(text.find('\n', *position), text.size());
  const std::string_view line = text.substr(*position, end - *position);
  *position = end + 1;
  return line;
}

// "title: …", "draft:": a line of YAML at its outermost level. Without keys in
// lower case, as all common ones are, it may as well be talk ("Anna: No.").
bool IsYamlLine(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '\t') return true;
  if (line.front() == '#' || line == "-" || line.starts_with("- ")) return true;
  if (line.front() == ']' || line.front() == '}') return true;
  const size_t end = line.find(':');
  const std::string_view key = line.substr(0, end);
  return end != std::string_view::npos && key.front() >= 'a' &&
         key.front() <= 'z' && key.find(' ') == std::string_view::npos;
}

// The value of a line that begins with `key`, without its quotes.
std::string_view ValueOf(std::string_view line, std::string_view key,
                         char sign) {
  if (!line.starts_with(key)) return {};
  line = Trim(line.substr(key.size()));
  if (!line.starts_with(sign)) return {};
  const std::string_view value = Trim(line.substr(1));
  const char first = value.empty() ? '\0' : value.front();
  if (first == '"' || first == '\'') {
    // What follows the quote that closes is a remark. "'Tis" has none.
    const size_t end = value.rfind(first);
    return end == 0 ? value : value.substr(1, end - 1);
  }
  // In YAML "|" and ">" say that the value stands in the lines that follow.
  if (first == '|' || first == '>') return {};
  return Trim(value.substr(0, value.find(" #")));
}

// YAML between lines of "---", or TOML between lines of "+++", at the start:
// how many bytes, and the title and the date that it tells. YAML needs a pair,
// and none of it may look like text where it has blank lines: "---" is also a
// rule.
size_t ReadFrontMatter(std::string_view source, std::string* title,
                       std::string* date) {
  size_t position = 0;
  const std::string_view fence = Trim(TakeLine(source, &position));
  const bool toml = fence == "+++";
  if (!source.starts_with(toml ? "+++" : "---") || fence.size() != 3) return 0;
  const char sign = toml ? '=' : ':';
  bool pairs = false;
  bool blank = false;
  bool yaml = true;
  bool outermost = true;  // In TOML, before the first "[table]".
  std::string found_title;
  std::string found_date;
  while (position < source.size()) {
    const std::string_view line = TakeLine(source, &position);
    const std::string_view trimmed = Trim(line);
    if (trimmed == fence || (!toml && trimmed == "...")) {
      if (!pairs || (blank && !toml && !yaml)) return 0;
      *title = std::move(found_title);
      *date = std::move(found_date);
      return std::min(position, source.size());
    }
    // A rule stands by itself.
    if (trimmed.empty() && !pairs && !toml) return 0;
    blank |= trimmed.empty();
    yaml = yaml && (trimmed.empty() || IsYamlLine(line));
    pairs |= line.find(sign) != std::string_view::npos;
    outermost = outermost && !(toml && trimmed.starts_with('['));
    if (!outermost) continue;
    if (found_title.empty()) found_title = ValueOf(line, "title", sign);
    if (found_date.empty()) found_date = DayOf(ValueOf(line, "date", sign));
  }
  return 0;
}

// U+FDD0, which is no character and never text: written between signs that are
// no mark together, and taken out again by `Joined`. cmark gives escapes and
// entities as the signs they stand for, so that nothing else tells "\[^1]" and
// "[^1]" apart after it.
constexpr std::string_view kParted = "\xEF\xB7\x90";

std::string Joined(std::string_view text) {
  std::string joined;
  while (true) {
    const size_t end = std::min(text.find(kParted), text.size());
    joined += text.substr(0, end);
    if (end == text.size()) return joined;
    text.remove_prefix(end + kParted.size());
  }
}

// What a code span holds, no sign of which is a mark.
std::string PartedCode(std::string_view code) {
  std::string parted(kParted);
  for (const char byte : code) {
    parted += byte;
    if (byte == '[' || byte == '~') parted += kParted;
  }
  return parted.append(kParted);
}

// One sign of a line as it is written: itself, an escape or an entity.
struct Sign {
  char means = 0;  // kAny: an entity, which may mean anything.
  size_t size = 1;
  static constexpr char kAny = '\0';
};

Sign SignAt(std::string_view line, size_t at) {
  const char byte = line[at];
  if (byte == '\\' && at + 1 < line.size()) return {line[at + 1], 2};
  if (byte == '&') {
    constexpr size_t kLongest = 32;  // "&CounterClockwiseContourIntegral;"
    const size_t end = line.substr(0, at + 2 + kLongest).find(';', at);
    if (end != std::string_view::npos) return {Sign::kAny, end + 1 - at};
  }
  return {byte, 1};
}

// Whether two signs side by side could be taken for a part of "[^1]" or "~~",
// and are not, as one of them is escaped or an entity.
bool ArePart(const Sign& first, const Sign& second) {
  if (first.size == 1 && second.size == 1) return false;
  const auto is = [](const Sign& sign, char byte) {
    return sign.means == byte || (sign.means == Sign::kAny && sign.size > 1);
  };
  // Not where it would stand beside a mark of emphasis, which looks around.
  const bool closes = second.size > 1 && is(second, ']') &&
                      first.means != '*' && first.means != '_';
  return closes || (is(first, '[') && is(second, '^')) ||
         (is(first, '~') && is(second, '~'));
}

// The source without what would cost cmark more than linear time or memory:
//  - container marks, as in "> > - - >", beyond the first kMostMarks of a line
//    (a blank line is matched against all containers that are open);
//  - inline markup in blocks of lines larger than kLargestBlock (brackets are
//    matched in quadratic time);
//  - link definitions where every reference repeating the longest could come
//    to more than kMostReferences bytes.
// And with kParted where escapes and entities say that there is no mark.
class Tamer {
 public:
  explicit Tamer(std::string_view source) : source_(source) {}

  std::string Tame() {
    MeasureDefinitions();
    size_t position = 0;
    while (position < source_.size()) {
      const size_t start = position;
      while (position < source_.size()) {
        if (Trim(TakeLine(source_, &position)).empty()) break;
      }
      position = std::min(position, source_.size());
      const std::string_view block = source_.substr(start, position - start);
      AddBlock(block);
    }
    return std::move(output_);
  }

 private:
  static constexpr size_t kMostMarks = 32;
  static constexpr size_t kLargestBlock = size_t{1} << 14U;
  static constexpr size_t kMostReferences = size_t{1} << 26U;

  void MeasureDefinitions() {
    size_t longest = 0;
    size_t block = 0;
    bool defines = false;
    for (size_t position = 0; position < source_.size();) {
      const std::string_view line = Trim(TakeLine(source_, &position));
      defines |= line.find("]:") != std::string_view::npos;
      block = line.empty() ? 0 : block + line.size();
      if (line.empty()) defines = false;
      if (defines) longest = std::max(longest, block);
    }
    const auto references =
        static_cast<size_t>(std::count(source_.begin(), source_.end(), ']'));
    define_ = longest == 0 || references <= kMostReferences / longest;
  }

  void AddBlock(std::string_view block) {
    const bool plain = block.size() > kLargestBlock;
    for (size_t position = 0; position < block.size();) {
      const size_t start = position;
      std::string_view line = TakeLine(block, &position);
      const std::string_view end =
          block.substr(start + line.size(),
                       std::min(position, block.size()) - start - line.size());
      line = AddMarks(line);
      Sign before;
      for (size_t i = 0; i < line.size();) {
        const Sign sign = SignAt(line, i);
        if (ArePart(before, sign)) output_ += kParted;
        for (const char byte : line.substr(i, sign.size)) AddByte(byte, plain);
        before = sign;
        i += sign.size;
      }
      output_ += end;
    }
  }

  void AddByte(char byte, bool plain) {
    constexpr std::string_view kInlineMarks = "[]*_`<&!\\";
    const bool definition = !define_ && byte == '[';
    if (definition ||
        (plain && kInlineMarks.find(byte) != std::string_view::npos)) {
      output_ += '\\';
    }
    output_ += byte;
  }

  // Copies the container marks that a line begins with; returns the rest of
  // it, without those that are too many.
  std::string_view AddMarks(std::string_view line) {
    size_t marks = 0;
    size_t i = 0;
    while (i < line.size()) {
      const char byte = line[i];
      size_t size = 1;
      if (byte >= '0' && byte <= '9') {
        const size_t digits =
            std::min(line.find_first_not_of("0123456789", i), line.size());
        if (digits == line.size() ||
            (line[digits] != '.' && line[digits] != ')')) {
          break;
        }
        size = digits + 1 - i;
      } else if (byte != ' ' && byte != '\t' && byte != '>' && byte != '-' &&
                 byte != '+' && byte != '*') {
        break;
      }
      if (byte != ' ' && byte != '\t' && ++marks > kMostMarks) {
        return line.substr(std::min(
            line.find_first_not_of(" \t>-+*0123456789.)", i), line.size()));
      }
      output_ += line.substr(i, size);
      i += size;
    }
    return line.substr(i);
  }

  std::string_view source_;
  std::string output_;
  bool define_ = true;
};

// Marks of footnotes, "[^1]", are no text.
std::string WithoutFootnoteMarks(std::string_view text) {
  std::string kept;
  while (true) {
    const size_t start = std::min(text.find("[^"), text.size());
    kept += text.substr(0, start);
    text.remove_prefix(start);
    if (text.empty()) return kept;
    const size_t end = text.find_first_of("] \t\n", 2);
    // Up to a blank there is none; and where nothing ends, none further on.
    if (end == std::string_view::npos) return kept.append(text);
    const bool mark =
        text[end] == ']' && end > 2 &&
        text.substr(0, end).find(kParted) == std::string_view::npos;
    if (!mark) kept += text.substr(0, end);
    text.remove_prefix(mark ? end + 1 : end);
  }
}

// "[^1]: A note."
bool IsFootnote(std::string_view text) {
  if (!text.starts_with("[^")) return false;
  const size_t end = text.find_first_of("] \t\n");
  return end != std::string_view::npos && end > 2 &&
         text.substr(end).starts_with("]:");
}

// What stands between pairs of "~~" is struck out, and kept: it was said.
std::string WithoutStrikings(std::string_view text) {
  std::string kept;
  while (true) {
    const size_t start = text.find("~~");
    const size_t end =
        start == std::string_view::npos ? start : text.find('~', start + 2);
    if (end == std::string_view::npos) return kept.append(text);
    const bool pair = end > start + 2 && text.substr(end).starts_with("~~");
    kept += text.substr(0, start);
    if (pair) {
      kept += text.substr(start + 2, end - start - 2);
      text.remove_prefix(end + 2);
    } else {
      kept += '~';
      text.remove_prefix(start + 1);
    }
  }
}

struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct IteratorDeleter {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

std::string_view LiteralOf(cmark_node* node) {
  const char* literal = cmark_node_get_literal(node);
  return literal == nullptr ? std::string_view() : std::string_view(literal);
}

// A row of a table with pipes as cells with tabs between them; empty where it
// has none.
std::vector<std::string> SplitRow(std::string_view line) {
  line = Trim(line);
  if (line.find('|') == std::string_view::npos) return {};
  if (line.starts_with('|')) line.remove_prefix(1);
  if (line.ends_with('|')) line.remove_suffix(1);
  std::vector<std::string> cells;
  while (true) {
    const size_t end = std::min(line.find('|'), line.size());
    cells.emplace_back(Trim(line.substr(0, end)));
    if (end == line.size()) return cells;
    line.remove_prefix(end + 1);
  }
}

bool IsTable(std::string_view paragraph) {
  size_t position = 0;
  const std::string_view head = TakeLine(paragraph, &position);
  if (position >= paragraph.size()) return false;
  const std::string_view rule = Trim(TakeLine(paragraph, &position));
  return head.find('|') != std::string_view::npos &&
         rule.find('-') != std::string_view::npos &&
         rule.find('|') != std::string_view::npos &&
         rule.find_first_not_of("|-: \t") == std::string_view::npos;
}

class MarkdownReader {
 public:
  FrontEndText Read(std::string_view source) {
    std::string title;
    std::string date;
    const size_t matter = ReadFrontMatter(source, &title, &date);
    const std::string tamed = Tamer(source.substr(matter)).Tame();
    const std::unique_ptr<cmark_node, NodeDeleter> document(
        cmark_parse_document(tamed.data(), tamed.size(), CMARK_OPT_DEFAULT));
    const std::unique_ptr<cmark_iter, IteratorDeleter> iterator(
        cmark_iter_new(document.get()));
    while (true) {
      const cmark_event_type event = cmark_iter_next(iterator.get());
      if (event == CMARK_EVENT_DONE) break;
      cmark_node* node = cmark_iter_get_node(iterator.get());
      if (event == CMARK_EVENT_ENTER) {
        Enter(node);
      } else {
        Leave(node);
      }
    }
    return writer_.Take(has_title_ ? std::string_view() : title,
                        std::move(date));
  }

 private:
  void Enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_ITEM:
        ++items_;
        in_item_.push_back(true);
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        in_item_.push_back(false);
        break;
      case CMARK_NODE_CODE_BLOCK:
        writer_.StartBlock("code");
        writer_.AddVerbatim(Joined(LiteralOf(node)));
        writer_.EndBlock();
        break;
      case CMARK_NODE_HTML_BLOCK:
        AddHtml(Joined(LiteralOf(node)));
        break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
        text_.clear();
        break;
      case CMARK_NODE_TEXT:
        if (images_ == 0) text_ += LiteralOf(node);
        break;
      case CMARK_NODE_CODE:
        if (images_ == 0) text_ += PartedCode(LiteralOf(node));
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        text_ += '\n';
        break;
      case CMARK_NODE_IMAGE:
        ++images_;  // What it would say instead is no text of the article.
        break;
      default:
        break;
    }
  }

  void Leave(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_ITEM:
        --items_;
        in_item_.pop_back();
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        in_item_.pop_back();
        break;
      case CMARK_NODE_IMAGE:
        --images_;
        break;
      case CMARK_NODE_HEADING:
        AddHeading(cmark_node_get_heading_level(node));
        break;
      case CMARK_NODE_PARAGRAPH:
        AddParagraph();
        break;
      default:
        break;
    }
  }

  void AddHeading(int level) {
    const bool title = level == 1 && !has_title_;
    writer_.StartBlock(title ? "title" : "heading",
                       title ? 0 : static_cast<uint8_t>(level));
    writer_.AddFolded(Joined(text_));
    has_title_ |= title && writer_.open();
    writer_.EndBlock();
  }

  void AddParagraph() {
    if (IsTable(text_)) {
      AddTable();
      return;
    }
    if (IsFootnote(text_)) return;
    if (in_item_.empty()) {
      writer_.StartBlock("paragraph");
    } else if (in_item_.back()) {
      writer_.StartBlock("list-item",
                         static_cast<uint8_t>(std::min(items_, 255)));
    } else {
      writer_.StartBlock("quotation");
    }
    writer_.AddFolded(Joined(WithoutStrikings(WithoutFootnoteMarks(text_))));
    writer_.EndBlock();
  }

  void AddTable() {
    text_ = Joined(text_);
    writer_.StartBlock("table");
    size_t row = 0;
    for (size_t position = 0; position < text_.size(); ++row) {
      const std::string_view line = TakeLine(text_, &position);
      if (row == 1) continue;  // The rule below the head.
      writer_.AddBreak();
      for (const std::string& cell : SplitRow(line)) {
        writer_.AddFolded(cell);
        writer_.AddTab();
      }
    }
    writer_.EndBlock();
  }

  void AddHtml(std::string_view html) {
    const FrontEndText inner = ReadHtml(html);
    BlockPosition position;
    for (size_t i = 0; i < inner.blocks.size(); ++i) {
      const GivenBlock& block = inner.blocks[i];
      const bool title = block.kind == "title";
      const bool heading = title && has_title_;
      writer_.StartBlock(heading ? "heading" : block.kind,
                         heading ? 1 : block.level);
      writer_.AddVerbatim(TextOfBlock(inner, i, &position));
      writer_.EndBlock();
      has_title_ |= title;
    }
  }

  BlockWriter writer_;
  std::string text_;  // Of the open paragraph or heading.
  // Items and quotations around the present node, the innermost last.
  std::vector<bool> in_item_;
  int items_ = 0;
  int images_ = 0;
  bool has_title_ = false;
};

}  // namespace

FrontEndText ReadMarkdown(std::string_view source) {
  return MarkdownReader().Read(source);
}

}  // namespace standfirst::tools
