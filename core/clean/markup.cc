#include "core/clean/markup.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "core/clean/characters.h"
#include "core/clean/decoding.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

bool IsBlank(char byte) {
  return byte == ' ' || (byte >= 0x09 && byte <= 0x0D);
}
bool IsAsciiLetter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
char LowerAscii(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
}

// Collects text and the blocks that point into it.
class TextBuilder {
 public:
  // What is written next belongs to a new block of this kind. A block without
  // text leaves no trace.
  void StartBlock(BlockKind kind, uint8_t level = 0) {
    EndBlock();
    kind_ = kind;
    level_ = level;
  }
  void EndBlock() {
    if (open_) {
      blocks_.push_back(
          {.span = {block_start_, utf16_}, .kind = kind_, .level = level_});
    }
    open_ = false;
    blank_ = 0;
  }
  bool open() const { return open_; }
  bool has_blocks() const { return open_ || !blocks_.empty(); }

  void AddBlank() {
    if (blank_ == 0) blank_ = ' ';
  }
  // A line break inside the block; none at its start or end.
  void AddBreak() { blank_ = '\n'; }
  void AddTab() {
    if (blank_ != '\n') blank_ = '\t';
  }
  // One character of running text.
  void Add(std::string_view character) {
    if (!open_) {
      if (!text_.empty()) {
        text_ += "\n\n";
        utf16_ = utf16_ + 2;
      }
      block_start_ = utf16_;
      open_ = true;
      blank_ = 0;
    }
    if (blank_ != 0) {
      text_.push_back(blank_);
      utf16_ = utf16_ + 1;
      blank_ = 0;
    }
    text_ += character;
    utf16_ = utf16_ + Utf16Length(character);
  }
  void AddPoint(char32_t code_point) {
    std::string bytes;
    AppendUtf8(code_point, &bytes);
    Add(bytes);
  }

  // `title`, if it is not empty, comes first as the title.
  FrontEndText Take(std::string_view title) {
    EndBlock();
    if (title.empty()) return {std::move(text_), std::move(blocks_)};
    FrontEndText result;
    const uint32_t shift = Utf16Length(title) + 2;
    result.text = std::string(title) + (text_.empty() ? "" : "\n\n") + text_;
    result.blocks.push_back({.span = {{0}, {Utf16Length(title)}},
                             .kind = BlockKind::kTitle,
                             .level = 0});
    for (InputBlock block : blocks_) {
      block.span = {block.span.start + shift, block.span.end + shift};
      result.blocks.push_back(block);
    }
    return result;
  }

 private:
  std::string text_;
  std::vector<InputBlock> blocks_;
  Utf16Offset utf16_;  // End of text_.
  Utf16Offset block_start_;
  BlockKind kind_ = BlockKind::kParagraph;
  uint8_t level_ = 0;
  bool open_ = false;  // The block has text.
  char blank_ = 0;     // White space that waits for text; 0 if none.
};

// ------------------------------------------------------------------- HTML

// What an element means to running text.
enum class Element : uint8_t {
  kInline,
  kBlock,
  kHeading,
  kList,
  kItem,
  kQuotation,
  kCaption,
  kTable,
  kRow,
  kCell,
  kPre,
  kBreak,
  kTitle,
  kArticle,
  kHeader,
  kDropped,  // With all that is in it.
  kRaw,      // Dropped; its text is no markup.
};
struct ElementName {
  std::string_view name;
  Element element;
};
// Sorted by name. What is not here is inline.
constexpr std::array kElements = std::to_array<ElementName>({
    {"address", Element::kBlock},
    {"article", Element::kArticle},
    {"aside", Element::kDropped},
    {"blockquote", Element::kQuotation},
    {"body", Element::kBlock},
    {"br", Element::kBreak},
    {"button", Element::kDropped},
    {"caption", Element::kCaption},
    {"center", Element::kBlock},
    {"dd", Element::kBlock},
    {"details", Element::kBlock},
    {"dialog", Element::kDropped},
    {"div", Element::kBlock},
    {"dl", Element::kBlock},
    {"dt", Element::kBlock},
    {"fieldset", Element::kBlock},
    {"figcaption", Element::kCaption},
    {"figure", Element::kBlock},
    {"footer", Element::kDropped},
    {"form", Element::kDropped},
    {"h1", Element::kHeading},
    {"h2", Element::kHeading},
    {"h3", Element::kHeading},
    {"h4", Element::kHeading},
    {"h5", Element::kHeading},
    {"h6", Element::kHeading},
    {"header", Element::kHeader},
    {"hr", Element::kBlock},
    {"html", Element::kBlock},
    {"iframe", Element::kRaw},
    {"li", Element::kItem},
    {"main", Element::kArticle},
    {"menu", Element::kDropped},
    {"nav", Element::kDropped},
    {"noembed", Element::kRaw},
    {"noframes", Element::kRaw},
    {"noscript", Element::kDropped},
    {"object", Element::kDropped},
    {"ol", Element::kList},
    {"option", Element::kBlock},
    {"p", Element::kBlock},
    {"pre", Element::kPre},
    {"script", Element::kRaw},
    {"section", Element::kBlock},
    {"select", Element::kDropped},
    {"style", Element::kRaw},
    {"summary", Element::kBlock},
    {"svg", Element::kDropped},
    {"table", Element::kTable},
    {"tbody", Element::kInline},
    {"td", Element::kCell},
    {"template", Element::kDropped},
    {"textarea", Element::kRaw},
    {"th", Element::kCell},
    {"title", Element::kTitle},
    {"tr", Element::kRow},
    {"ul", Element::kList},
    {"video", Element::kDropped},
});

Element ClassifyElement(std::string_view name) {
  const auto* found =
      std::lower_bound(kElements.begin(), kElements.end(), name,
                       [](const ElementName& entry, std::string_view wanted) {
                         return entry.name < wanted;
                       });
  return found != kElements.end() && found->name == name ? found->element
                                                         : Element::kInline;
}

// A reader of tags and text. It keeps counters instead of a stack of open
// elements: any depth of nesting takes no memory, and tags that were never
// closed do no more harm than their kind.
class HtmlReader {
 public:
  explicit HtmlReader(std::string_view source) : source_(source) {}

  FrontEndText Read() {
    while (position_ < source_.size()) {
      if (source_[position_] == '<' && ReadMarkup()) continue;
      ReadText();
    }
    builder_.EndBlock();
    // Without a heading of the first level the page's own title is the title.
    return builder_.Take(has_title_ ? std::string_view() : page_title_);
  }

 private:
  size_t Find(std::string_view wanted, size_t from) const {
    return source_.find(wanted, from);
  }

  // A tag, a comment or a declaration. False: "<" is text.
  bool ReadMarkup() {
    const std::string_view rest = source_.substr(position_);
    if (rest.starts_with("<!--")) {
      size_t end =
          comments_close_ ? Find("-->", position_ + 4) : std::string_view::npos;
      if (end == std::string_view::npos) {
        // Never closed: it ends with its tag. Searched for once only, so that
        // the whole stays linear.
        comments_close_ = false;
        end = EndOfTag(position_ + 4);
        position_ = end;
        return true;
      }
      position_ = end + 3;
      return true;
    }
    if (rest.starts_with("<!") || rest.starts_with("<?")) {
      position_ = EndOfTag(position_ + 2);
      return true;
    }
    const bool closing = rest.starts_with("</");
    const size_t name_start = position_ + (closing ? 2 : 1);
    if (name_start >= source_.size() || !IsAsciiLetter(source_[name_start])) {
      return false;
    }
    size_t name_end = name_start;
    constexpr size_t kLongestName = 16;
    name_.clear();
    while (name_end < source_.size() && !IsBlank(source_[name_end]) &&
           source_[name_end] != '>' && source_[name_end] != '/') {
      if (name_.size() < kLongestName) name_ += LowerAscii(source_[name_end]);
      ++name_end;
    }
    const size_t end = EndOfTag(name_end);
    const bool empty = end >= 2 && source_.substr(0, end).ends_with("/>");
    position_ = end;
    if (closing) {
      CloseTag();
    } else {
      OpenTag(empty);
    }
    return true;
  }

  // Behind the ">" of the tag whose name ends at `from`; attribute values in
  // quotes may hold one.
  size_t EndOfTag(size_t from) {
    size_t i = from;
    bool value = false;  // Behind "=".
    while (i < source_.size()) {
      const char byte = source_[i];
      if (byte == '>') return i + 1;
      if (value && (byte == '"' || byte == '\'')) {
        bool& closes = byte == '"' ? double_quotes_close_ : quotes_close_;
        const size_t close =
            closes ? source_.find(byte, i + 1) : std::string_view::npos;
        if (close == std::string_view::npos) {
          closes = false;
          const size_t tag = Find(">", i);
          return tag == std::string_view::npos ? source_.size() : tag + 1;
        }
        i = close + 1;
        value = false;
        continue;
      }
      if (!IsBlank(byte)) value = byte == '=';
      ++i;
    }
    return source_.size();
  }

  void OpenTag(bool empty) {
    const Element element = ClassifyElement(name_);
    if (element == Element::kRaw) {
      if (!empty) SkipRaw();
      return;
    }
    if (!skipped_.empty()) {
      if (name_ == skipped_ && !empty) ++skipped_depth_;
      // An unclosed element must not swallow the article.
      if (element == Element::kArticle) skipped_.clear();
      // The title often stands in the page's header.
      const bool title = skipped_ == "header" && name_ == "h1" && !has_title_;
      if (!skipped_.empty() && !title) return;
      if (title) title_in_header_ = true;
    }
    switch (element) {
      case Element::kInline:
      case Element::kRaw:
        return;
      case Element::kTitle:
        ReadTitle();
        return;
      case Element::kBreak:
        if (pre_) {
          builder_.AddBreak();
        } else if (breaks_ > 0) {
          StartFlow();  // Two in a row part paragraphs.
        } else {
          builder_.AddBlank();
        }
        ++breaks_;
        return;
      case Element::kDropped:
        builder_.EndBlock();
        if (!empty) Skip();
        return;
      case Element::kHeader:
        builder_.EndBlock();
        // An article's own header holds its title and standfirst.
        if (article_ == 0 && !empty) Skip();
        return;
      case Element::kArticle:
        ++article_;
        StartFlow();
        return;
      case Element::kBlock:
        heading_ = 0;
        StartFlow();
        return;
      case Element::kHeading:
        heading_ = static_cast<uint8_t>(name_[1] - '0');
        StartFlow();
        return;
      case Element::kList:
        ++lists_;
        item_ = false;
        StartFlow();
        return;
      case Element::kItem:
        item_ = true;
        StartFlow();
        return;
      case Element::kQuotation:
        ++quotations_;
        StartFlow();
        return;
      case Element::kCaption:
        caption_ = true;
        StartFlow();
        return;
      case Element::kTable:
        builder_.StartBlock(BlockKind::kTable);
        return;
      case Element::kRow:
        builder_.AddBreak();
        return;
      case Element::kCell:
        builder_.AddTab();
        return;
      case Element::kPre:
        pre_ = true;
        builder_.StartBlock(BlockKind::kCode);
        return;
    }
  }

  void CloseTag() {
    const Element element = ClassifyElement(name_);
    if (!skipped_.empty()) {
      if (title_in_header_ && name_ == "h1") {
        builder_.EndBlock();
        title_in_header_ = false;
        heading_ = 0;
      }
      if (name_ == skipped_ && --skipped_depth_ == 0) skipped_.clear();
      return;
    }
    switch (element) {
      case Element::kInline:
      case Element::kRaw:
      case Element::kTitle:
      case Element::kBreak:
      case Element::kRow:
      case Element::kCell:
        return;
      case Element::kArticle:
        if (article_ > 0) --article_;
        break;
      case Element::kHeading:
        heading_ = 0;
        break;
      case Element::kList:
        if (lists_ > 0) --lists_;
        item_ = false;
        break;
      case Element::kItem:
        item_ = false;
        break;
      case Element::kQuotation:
        if (quotations_ > 0) --quotations_;
        break;
      case Element::kCaption:
        caption_ = false;
        break;
      case Element::kPre:
        pre_ = false;
        break;
      case Element::kBlock:
      case Element::kTable:
      case Element::kHeader:
      case Element::kDropped:
        break;
    }
    StartFlow();
  }

  // The block that running text at this place belongs to.
  void StartFlow() {
    breaks_ = 0;
    if (heading_ == 1 && !has_title_) {
      builder_.StartBlock(BlockKind::kTitle);
    } else if (heading_ != 0) {
      builder_.StartBlock(BlockKind::kHeading, heading_);
    } else if (caption_) {
      builder_.StartBlock(BlockKind::kCaption);
    } else if (pre_) {
      builder_.StartBlock(BlockKind::kCode);
    } else if (item_) {
      builder_.StartBlock(
          BlockKind::kListItem,
          static_cast<uint8_t>(std::clamp<uint32_t>(lists_, 1, 255)));
    } else if (quotations_ > 0) {
      builder_.StartBlock(BlockKind::kQuotation);
    } else {
      builder_.StartBlock(BlockKind::kParagraph);
    }
  }

  void Skip() {
    skipped_ = name_;
    skipped_depth_ = 1;
  }

  // Text that is no markup, up to its own end tag.
  std::string_view RawText() {
    const size_t start = position_;
    size_t at = position_;
    while (true) {
      at = Find("</", at);
      if (at == std::string_view::npos) {
        position_ = source_.size();
        return source_.substr(start);
      }
      const std::string_view name = source_.substr(at + 2, name_.size());
      const bool same = name.size() == name_.size() &&
                        std::equal(name.begin(), name.end(), name_.begin(),
                                   [](char left, char right) {
                                     return LowerAscii(left) == right;
                                   });
      if (same) break;
      at += 2;
    }
    position_ = EndOfTag(at + 2);
    return source_.substr(start, at - start);
  }
  void SkipRaw() { RawText(); }

  void ReadTitle() {
    const std::string_view raw = RawText();
    if (!page_title_.empty()) return;
    TextBuilder title;
    AppendText(raw, &title);
    page_title_ = title.Take({}).text;
  }

  void ReadText() {
    size_t end = source_.find('<', position_ + 1);
    end = std::min(end, source_.size());
    if (skipped_.empty() || title_in_header_) {
      AppendText(source_.substr(position_, end - position_), &builder_);
    }
    position_ = end;
  }

  // Decodes character references once and folds white space.
  void AppendText(std::string_view text, TextBuilder* builder) {
    for (size_t i = 0; i < text.size();) {
      const char byte = text[i];
      if (IsBlank(byte)) {
        if (pre_ && byte == '\n') {
          builder->AddBreak();
        } else {
          builder->AddBlank();
        }
        ++i;
        continue;
      }
      if (byte == '&') {
        char32_t code_point = 0;
        const size_t size = ReadEntity(text, i, text.size(), &code_point);
        if (size != 0) {
          Count(builder);
          builder->AddPoint(code_point);
          i += size;
          continue;
        }
      }
      Count(builder);
      const size_t size = DecodeValidUtf8(text, i).size;
      builder->Add(text.substr(i, size));
      i += size;
    }
  }

  void Count(const TextBuilder* builder) {
    if (builder != &builder_) return;
    breaks_ = 0;
    if (heading_ == 1) has_title_ = true;
  }

  std::string_view source_;
  size_t position_ = 0;
  TextBuilder builder_;
  std::string name_;  // Of the tag just read, lower case, cut.
  std::string page_title_;
  std::string skipped_;  // The element that is being dropped; empty: none.
  uint32_t skipped_depth_ = 0;
  uint32_t article_ = 0;
  uint32_t lists_ = 0;
  uint32_t quotations_ = 0;
  uint32_t breaks_ = 0;
  uint8_t heading_ = 0;
  bool item_ = false;
  bool caption_ = false;
  bool pre_ = false;
  bool has_title_ = false;
  bool title_in_header_ = false;
  bool comments_close_ = true;
  bool quotes_close_ = true;
  bool double_quotes_close_ = true;
};

// --------------------------------------------------------------- Markdown

// Lines one by one; inline marks by matching pairs inside a paragraph.
class MarkdownReader {
 public:
  explicit MarkdownReader(std::string_view source) : source_(source) {}

  FrontEndText Read() {
    SkipFrontMatter();
    while (position_ < source_.size()) {
      const size_t end =
          std::min(source_.find('\n', position_), source_.size());
      std::string_view line = source_.substr(position_, end - position_);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ReadLine(line);
      position_ = end + 1;
    }
    EndParagraph();
    return builder_.Take(has_title_ ? std::string_view() : front_title_);
  }

 private:
  static std::string_view TrimBlank(std::string_view text) {
    while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
    while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
    return text;
  }

  // "---", lines of "key: value", "---".
  void SkipFrontMatter() {
    if (!source_.starts_with("---\n") && !source_.starts_with("---\r\n")) {
      return;
    }
    const size_t close = source_.find("\n---", 3);
    if (close == std::string_view::npos) return;
    const std::string_view matter = source_.substr(0, close);
    if (matter.find(':') == std::string_view::npos ||
        matter.find("\n\n") != std::string_view::npos) {
      return;
    }
    const size_t title = matter.find("\ntitle:");
    if (title != std::string_view::npos) {
      std::string_view value = matter.substr(title + 7);
      value = TrimBlank(value.substr(0, value.find('\n')));
      if (value.size() > 1 && value.front() == value.back() &&
          (value.front() == '"' || value.front() == '\'')) {
        value = value.substr(1, value.size() - 2);
      }
      front_title_ = value;
    }
    position_ = std::min(source_.find('\n', close + 1), source_.size() - 1) + 1;
  }

  // "===" or "---" under a line of text.
  static bool IsRule(std::string_view line, char mark, size_t fewest) {
    size_t count = 0;
    for (const char byte : line) {
      if (byte == mark) {
        ++count;
      } else if (!IsBlank(byte)) {
        return false;
      }
    }
    return count >= fewest;
  }

  void ReadLine(std::string_view line) {
    size_t indent = 0;
    size_t first = 0;
    while (first < line.size() && (line[first] == ' ' || line[first] == '\t')) {
      indent += line[first] == '\t' ? 4 : 1;
      ++first;
    }
    std::string_view text = TrimBlank(line);
    if (!fence_.empty()) {
      if (text.starts_with(fence_) && IsRule(text, fence_[0], 3)) {
        fence_.clear();
        builder_.EndBlock();
      } else {
        AddCode(line);
      }
      return;
    }
    if (text.empty()) {
      EndParagraph();
      list_open_ = list_open_ && list_level_ > 0;
      blank_before_ = true;
      return;
    }
    if (text.starts_with("```") || text.starts_with("~~~")) {
      EndParagraph();
      fence_ = text.substr(0, 3);
      builder_.StartBlock(BlockKind::kCode);
      return;
    }
    // Indented code: behind a blank line, outside lists.
    if (indent >= 4 && paragraph_.empty() && !list_open_) {
      if (!in_code_) builder_.StartBlock(BlockKind::kCode);
      in_code_ = true;
      AddCode(line.substr(std::min<size_t>(first, 4)));
      return;
    }
    in_code_ = false;
    bool quoted = false;
    for (int depth = 0; depth < 32 && text.starts_with('>'); ++depth) {
      quoted = true;
      text.remove_prefix(1);
      text = TrimBlank(text);
    }
    if (quoted != quoted_) EndParagraph();
    quoted_ = quoted;
    if (text.empty()) {
      EndParagraph();
      return;
    }
    if (!paragraph_.empty() && kind_ == BlockKind::kParagraph &&
        (IsRule(text, '=', 2) || IsRule(text, '-', 2))) {
      SetHeading(text[0] == '=' ? 1 : 2);
      EndParagraph();
      return;
    }
    if (IsRule(text, '-', 3) || IsRule(text, '*', 3) || IsRule(text, '_', 3)) {
      EndParagraph();
      return;
    }
    if (text.starts_with('#')) {
      size_t level = 0;
      while (level < text.size() && text[level] == '#') ++level;
      if (level <= 6 && level < text.size() && IsBlank(text[level])) {
        EndParagraph();
        text = TrimBlank(text.substr(level));
        size_t end = text.size();
        while (end > 0 && text[end - 1] == '#') --end;
        if (end == 0 || IsBlank(text[end - 1])) text = text.substr(0, end);
        kind_ = BlockKind::kHeading;
        SetHeading(level);
        paragraph_ = TrimBlank(text);
        EndParagraph();
        list_open_ = false;
        return;
      }
    }
    // "[name]: address" defines a link.
    if (text.starts_with('[')) {
      const size_t close = text.find("]:");
      // (Where there is none, `close` lies past any bound.)
      if (close < 200 && text.find(']') == close) {
        return;
      }
    }
    if (text.starts_with('|') ||
        (text.find(" | ") != std::string_view::npos && !paragraph_.empty() &&
         kind_ == BlockKind::kTable)) {
      AddRow(text);
      return;
    }
    if (const size_t marker = ListMarker(text); marker != 0) {
      EndParagraph();
      kind_ = BlockKind::kListItem;
      list_level_ = static_cast<uint8_t>(std::min<size_t>(1 + indent / 2, 255));
      list_open_ = true;
      paragraph_ = text.substr(marker);
      blank_before_ = false;
      return;
    }
    if (paragraph_.empty()) {
      list_open_ = list_open_ && indent >= 2;
      kind_ = list_open_ ? BlockKind::kListItem
              : quoted   ? BlockKind::kQuotation
                         : BlockKind::kParagraph;
    } else {
      paragraph_ += '\n';
    }
    blank_before_ = false;
    paragraph_ += text;
  }

  static size_t ListMarker(std::string_view text) {
    size_t size = 0;
    if (text[0] == '-' || text[0] == '*' || text[0] == '+') {
      size = 1;
    } else {
      while (size < text.size() && size < 9 && text[size] >= '0' &&
             text[size] <= '9') {
        ++size;
      }
      if (size == 0 || size >= text.size() ||
          (text[size] != '.' && text[size] != ')')) {
        return 0;
      }
      ++size;
    }
    if (size >= text.size() || !IsBlank(text[size])) return 0;
    return size + 1;
  }

  void SetHeading(size_t level) {
    kind_ = BlockKind::kHeading;
    heading_ = static_cast<uint8_t>(level);
    if (level == 1 && !has_title_) {
      kind_ = BlockKind::kTitle;
      heading_ = 0;
      has_title_ = true;
    }
  }

  void AddCode(std::string_view line) {
    if (builder_.open()) builder_.AddBreak();
    for (size_t i = 0; i < line.size();) {
      const size_t size = DecodeValidUtf8(line, i).size;
      if (IsBlank(line[i])) {
        builder_.AddBlank();
      } else {
        builder_.Add(line.substr(i, size));
      }
      i += size;
    }
  }

  // Rows of a table are lines, cells are parted by tabs.
  void AddRow(std::string_view row) {
    if (kind_ != BlockKind::kTable || paragraph_.empty()) {
      EndParagraph();
      kind_ = BlockKind::kTable;
    }
    if (row.find_first_not_of("|-: \t") == std::string_view::npos) return;
    if (!paragraph_.empty()) paragraph_ += '\n';
    while (row.starts_with('|')) row.remove_prefix(1);
    while (row.ends_with('|')) row.remove_suffix(1);
    for (const char byte : row) paragraph_ += byte == '|' ? '\t' : byte;
  }

  void EndParagraph() {
    in_code_ = false;
    if (paragraph_.empty()) return;
    const uint8_t level = kind_ == BlockKind::kHeading    ? heading_
                          : kind_ == BlockKind::kListItem ? list_level_
                                                          : uint8_t{0};
    builder_.StartBlock(kind_, level);
    AddInline(paragraph_);
    builder_.EndBlock();
    paragraph_.clear();
  }

  // What becomes of a mark at some place of the paragraph.
  struct Mark {
    uint32_t at = 0;
    uint32_t size = 0;  // Bytes that are not text.
  };

  // Pairs of emphasis marks, code spans and links, in one pass with a stack
  // per kind of mark: linear, whatever is left open.
  void FindMarks(std::string_view text) {
    marks_.clear();
    stars_.clear();
    underscores_.clear();
    brackets_.clear();
    const auto byte_at = [text](size_t i) {
      return i < text.size() ? text[i] : ' ';
    };
    constexpr size_t kLongestCode = 10000;
    for (size_t i = 0; i < text.size();) {
      const char byte = text[i];
      if (byte == '\\' && i + 1 < text.size() && !IsAsciiLetter(text[i + 1]) &&
          static_cast<uint8_t>(text[i + 1]) < 0x80 && !IsBlank(text[i + 1])) {
        marks_.push_back({static_cast<uint32_t>(i), 1});
        i += 2;
      } else if (byte == '`') {
        size_t run = 1;
        while (byte_at(i + run) == '`') ++run;
        const size_t found =
            text.substr(i + run, kLongestCode).find(text.substr(i, run));
        const size_t close = found == std::string_view::npos
                                 ? std::string_view::npos
                                 : found + i + run;
        if (close == std::string_view::npos) {
          i += run;
        } else {
          marks_.push_back(
              {static_cast<uint32_t>(i), static_cast<uint32_t>(run)});
          marks_.push_back(
              {static_cast<uint32_t>(close), static_cast<uint32_t>(run)});
          i = close + run;
        }
      } else if (byte == '*' || byte == '_' || byte == '~') {
        size_t run = 1;
        while (byte_at(i + run) == byte) ++run;
        const char before = i == 0 ? ' ' : text[i - 1];
        const char after = byte_at(i + run);
        const bool wordy = IsWordByte(before) && IsWordByte(after);
        const bool opens = !IsBlank(after) && !(byte == '_' && wordy);
        const bool closes = !IsBlank(before) && !(byte == '_' && wordy);
        std::vector<Mark>& open = byte == '_' ? underscores_ : stars_;
        const Mark mark{static_cast<uint32_t>(i), static_cast<uint32_t>(run)};
        if (byte == '~' && run != 2) {
          // "~5" is about five.
        } else if (closes && !open.empty() && text[open.back().at] == byte) {
          marks_.push_back(open.back());
          marks_.push_back(mark);
          open.pop_back();
        } else if (opens && !(IsDigit(before) && IsDigit(after))) {
          open.push_back(mark);
        }
        i += run;
      } else if (byte == '[') {
        brackets_.push_back({static_cast<uint32_t>(i), 1});
        ++i;
      } else if (byte == ']' && !brackets_.empty()) {
        i = CloseBracket(text, i);
      } else if (byte == '<') {
        i = FindTag(text, i);
      } else {
        ++i;
      }
    }
    std::sort(marks_.begin(), marks_.end(),
              [](const Mark& left, const Mark& right) {
                return left.at != right.at ? left.at < right.at
                                           : left.size > right.size;
              });
  }

  static bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }
  static bool IsWordByte(char byte) {
    return IsAsciiLetter(byte) || IsDigit(byte) ||
           static_cast<uint8_t>(byte) >= 0x80;
  }

  // "[text](address)", "[text][name]", "![picture](address)", "[^1]".
  size_t CloseBracket(std::string_view text, size_t close) {
    constexpr size_t kLongestAddress = 2000;
    const uint32_t open = brackets_.back().at;
    brackets_.pop_back();
    size_t end = close + 1;
    if (text.substr(open, 2) == "[^" && close - open < 40) {
      marks_.push_back({open, static_cast<uint32_t>(end - open)});
      return end;
    }
    if (end < text.size() && (text[end] == '(' || text[end] == '[')) {
      const char closer = text[end] == '(' ? ')' : ']';
      const std::string_view window = text.substr(end, kLongestAddress);
      size_t stop = window.find(closer);
      // An address may hold one pair of its own.
      const size_t inner = window.substr(1).find('(');
      if (closer == ')' && inner != std::string_view::npos &&
          inner + 1 < stop) {
        stop = window.find(closer, stop + 1);
      }
      if (stop != std::string_view::npos) {
        const size_t after = end + stop + 1;
        if (open > 0 && text[open - 1] == '!') {
          marks_.push_back({open - 1, static_cast<uint32_t>(after - open + 1)});
        } else {
          marks_.push_back({open, 1});
          marks_.push_back({static_cast<uint32_t>(close),
                            static_cast<uint32_t>(after - close)});
        }
        return after;
      }
    }
    return end;
  }

  // An HTML tag or comment, or "<https://…>".
  size_t FindTag(std::string_view text, size_t at) {
    constexpr size_t kLongestTag = 1000;
    const std::string_view rest = text.substr(at, kLongestTag);
    const bool tag = rest.size() > 2 && (IsAsciiLetter(rest[1]) ||
                                         rest[1] == '/' || rest[1] == '!');
    const bool comment = rest.starts_with("<!--");
    const size_t end = comment ? rest.find("-->") : rest.find('>');
    if (!tag || end == std::string_view::npos) return at + 1;
    const std::string_view inside = rest.substr(1, end - 1);
    const bool address = inside.find("://") != std::string_view::npos &&
                         inside.find(' ') == std::string_view::npos;
    if (address) {
      marks_.push_back({static_cast<uint32_t>(at), 1});
      marks_.push_back({static_cast<uint32_t>(at + end), 1});
      return at + end + 1;
    }
    const size_t size = end + (comment ? 3 : 1);
    marks_.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(size)});
    return at + size;
  }

  void AddInline(std::string_view text) {
    FindMarks(text);
    size_t next = 0;
    for (size_t i = 0; i < text.size();) {
      while (next < marks_.size() && marks_[next].at < i) ++next;
      if (next < marks_.size() && marks_[next].at == i) {
        i += marks_[next].size;
        continue;
      }
      const char byte = text[i];
      if (byte == '\n') {
        if (kind_ == BlockKind::kTable) {
          builder_.AddBreak();
        } else {
          builder_.AddBlank();
        }
        ++i;
      } else if (byte == '\t' && kind_ == BlockKind::kTable) {
        builder_.AddTab();
        ++i;
      } else if (IsBlank(byte)) {
        builder_.AddBlank();
        ++i;
      } else {
        char32_t code_point = 0;
        const size_t size =
            byte == '&' ? ReadEntity(text, i, text.size(), &code_point) : 0;
        if (size != 0) {
          builder_.AddPoint(code_point);
          i += size;
        } else {
          const size_t length = DecodeValidUtf8(text, i).size;
          builder_.Add(text.substr(i, length));
          i += length;
        }
      }
    }
  }

  std::string_view source_;
  size_t position_ = 0;
  TextBuilder builder_;
  std::string front_title_;
  std::string paragraph_;  // Lines of the block so far.
  std::string fence_;      // Of the code block that is open; empty: none.
  BlockKind kind_ = BlockKind::kParagraph;
  uint8_t heading_ = 0;
  uint8_t list_level_ = 0;
  bool list_open_ = false;
  bool quoted_ = false;
  bool in_code_ = false;
  bool has_title_ = false;
  bool blank_before_ = true;
  std::vector<Mark> marks_;
  std::vector<Mark> stars_;
  std::vector<Mark> underscores_;
  std::vector<Mark> brackets_;
};

}  // namespace

FrontEndText StripHtml(std::string_view source) {
  DecodedSource decoded;
  DecodeSource(source, &decoded);
  if (decoded.not_text) return {std::string(source), {}};  // Clean says so.
  return HtmlReader(decoded.text).Read();
}

FrontEndText StripMarkdown(std::string_view source) {
  DecodedSource decoded;
  DecodeSource(source, &decoded);
  if (decoded.not_text) return {std::string(source), {}};
  return MarkdownReader(decoded.text).Read();
}

}  // namespace standfirst
