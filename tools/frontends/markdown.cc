#include "tools/frontends/markdown.h"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
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

// "---", lines of "key: value", "---" at the start: how many bytes, and the
// title that they tell.
size_t ReadFrontMatter(std::string_view source, std::string* title) {
  if (!source.starts_with("---\n") && !source.starts_with("---\r\n")) return 0;
  size_t position = 0;
  TakeLine(source, &position);
  bool pairs = false;
  while (position < source.size()) {
    const std::string_view line = Trim(TakeLine(source, &position));
    if (line == "---" || line == "...") {
      return pairs ? std::min(position, source.size()) : 0;
    }
    if (line.empty()) return 0;
    pairs |= line.find(':') != std::string_view::npos;
    if (!title->empty() || !line.starts_with("title:")) continue;
    std::string_view value = Trim(line.substr(6));
    if (value.size() > 1 && value.front() == value.back() &&
        (value.front() == '"' || value.front() == '\'')) {
      value = value.substr(1, value.size() - 2);
    }
    *title = value;
  }
  return 0;
}

// The source without what would cost cmark more than linear time or memory:
//  - container marks, as in "> > - - >", beyond the first kMostMarks of a line
//    (a blank line is matched against all containers that are open);
//  - inline markup in blocks of lines larger than kLargestBlock (brackets are
//    matched in quadratic time);
//  - link definitions where every reference repeating the longest could come
//    to more than kMostReferences bytes.
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
      for (const char byte : line) {
        constexpr std::string_view kInlineMarks = "[]*_`<&!\\";
        const bool definition = !define_ && byte == '[';
        if (definition ||
            (plain && kInlineMarks.find(byte) != std::string_view::npos)) {
          output_ += '\\';
        }
        output_ += byte;
      }
      output_ += end;
    }
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
    const size_t matter = ReadFrontMatter(source, &title);
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
    return writer_.Take(has_title_ ? std::string_view() : title);
  }

 private:
  void Enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_LIST:
        ++lists_;
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        ++quotations_;
        break;
      case CMARK_NODE_CODE_BLOCK:
        writer_.StartBlock("code");
        writer_.AddVerbatim(LiteralOf(node));
        writer_.EndBlock();
        break;
      case CMARK_NODE_HTML_BLOCK:
        AddHtml(LiteralOf(node));
        break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
        text_.clear();
        break;
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        if (images_ == 0) text_ += LiteralOf(node);
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
      case CMARK_NODE_LIST:
        --lists_;
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        --quotations_;
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
    writer_.AddFolded(text_);
    has_title_ |= title && writer_.open();
    writer_.EndBlock();
  }

  void AddParagraph() {
    if (IsTable(text_)) {
      AddTable();
      return;
    }
    if (lists_ > 0) {
      writer_.StartBlock("list-item",
                         static_cast<uint8_t>(std::min(lists_, 255)));
    } else {
      writer_.StartBlock(quotations_ > 0 ? "quotation" : "paragraph");
    }
    writer_.AddFolded(text_);
    writer_.EndBlock();
  }

  void AddTable() {
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
    // Blocks in UTF-16 units; cut at the blank lines between them instead.
    size_t position = 0;
    for (const GivenBlock& block : inner.blocks) {
      const size_t end =
          std::min(inner.text.find("\n\n", position), inner.text.size());
      const bool title = block.kind == "title" && has_title_;
      writer_.StartBlock(title ? "heading" : block.kind,
                         title ? 1 : block.level);
      writer_.AddVerbatim(
          std::string_view(inner.text).substr(position, end - position));
      writer_.EndBlock();
      has_title_ |= block.kind == "title";
      position = std::min(end + 2, inner.text.size());
    }
  }

  BlockWriter writer_;
  std::string text_;  // Of the open paragraph or heading.
  int lists_ = 0;
  int quotations_ = 0;
  int images_ = 0;
  bool has_title_ = false;
};

}  // namespace

FrontEndText ReadMarkdown(std::string_view source) {
  return MarkdownReader().Read(source);
}

}  // namespace standfirst::tools
