#include "tools/frontends/html_source.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "tools/frontends/front_end.h"

namespace standfirst::tools {
namespace {

constexpr std::string_view kBlanks = " \t\n\f\r";

bool IsBlank(char byte) { return kBlanks.find(byte) != std::string_view::npos; }
bool IsAsciiLetter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}
char LowerAscii(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
}
bool StartsWithNoCase(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(
             lower.begin(), lower.end(), text.begin(),
             [](char want, char have) { return want == LowerAscii(have); });
}

// What becomes of an element.
enum class Fate : uint8_t {
  kInline,      // Its tags say nothing: only its text stays.
  kBlock,       // Kept.
  kDivision,    // Kept as a div.
  kParagraph,   // Kept; ends by itself, so it is not counted.
  kItem,        // li, dd, dt: ends where the next one starts.
  kTable,       //
  kTableGroup,  // tr, tbody, …: one at a time in a table.
  kCell,        // td, th, caption.
  kEmpty,       // br, hr.
  kTitle,       //
  kRawText,     // Dropped with all that is in it, to the end if need be.
  kSkipped,     // The same where it is closed; else only its tag is.
};
struct ElementFate {
  std::string_view name;
  Fate fate;
};
// Sorted by name. What is not here is inline.
constexpr std::array kFates = std::to_array<ElementFate>({
    {"address", Fate::kBlock},    {"applet", Fate::kSkipped},
    {"article", Fate::kBlock},    {"aside", Fate::kBlock},
    {"audio", Fate::kSkipped},    {"blockquote", Fate::kBlock},
    {"br", Fate::kEmpty},         {"button", Fate::kSkipped},
    {"canvas", Fate::kSkipped},   {"caption", Fate::kCell},
    {"center", Fate::kDivision},  {"datalist", Fate::kSkipped},
    {"dd", Fate::kItem},          {"details", Fate::kBlock},
    {"dialog", Fate::kDivision},  {"dir", Fate::kBlock},
    {"div", Fate::kBlock},        {"dl", Fate::kBlock},
    {"dt", Fate::kItem},          {"fieldset", Fate::kDivision},
    {"figcaption", Fate::kBlock}, {"figure", Fate::kBlock},
    {"footer", Fate::kBlock},     {"form", Fate::kDivision},
    {"h1", Fate::kBlock},         {"h2", Fate::kBlock},
    {"h3", Fate::kBlock},         {"h4", Fate::kBlock},
    {"h5", Fate::kBlock},         {"h6", Fate::kBlock},
    {"header", Fate::kBlock},     {"hgroup", Fate::kDivision},
    {"hr", Fate::kEmpty},         {"iframe", Fate::kRawText},
    {"legend", Fate::kDivision},  {"li", Fate::kItem},
    {"main", Fate::kBlock},       {"map", Fate::kSkipped},
    {"math", Fate::kSkipped},     {"menu", Fate::kBlock},
    {"nav", Fate::kBlock},        {"noembed", Fate::kRawText},
    {"noframes", Fate::kRawText}, {"noscript", Fate::kSkipped},
    {"object", Fate::kSkipped},   {"ol", Fate::kBlock},
    {"p", Fate::kParagraph},      {"pre", Fate::kBlock},
    {"script", Fate::kRawText},   {"section", Fate::kBlock},
    {"select", Fate::kSkipped},   {"style", Fate::kRawText},
    {"summary", Fate::kDivision}, {"svg", Fate::kSkipped},
    {"table", Fate::kTable},      {"tbody", Fate::kTableGroup},
    {"td", Fate::kCell},          {"template", Fate::kSkipped},
    {"textarea", Fate::kRawText}, {"tfoot", Fate::kTableGroup},
    {"th", Fate::kCell},          {"thead", Fate::kTableGroup},
    {"title", Fate::kTitle},      {"tr", Fate::kTableGroup},
    {"ul", Fate::kBlock},         {"video", Fate::kSkipped},
    {"xmp", Fate::kRawText},
});

Fate FateOf(std::string_view name) {
  const auto* found =
      std::lower_bound(kFates.begin(), kFates.end(), name,
                       [](const ElementFate& entry, std::string_view wanted) {
                         return entry.name < wanted;
                       });
  return found != kFates.end() && found->name == name ? found->fate
                                                      : Fate::kInline;
}

// Roles (WAI-ARIA) of what is no article.
constexpr std::array<std::string_view, 11> kAsideRoles = {
    "alert",       "alertdialog", "banner", "complementary",
    "contentinfo", "dialog",      "menu",   "menubar",
    "navigation",  "search",      "toolbar"};

// Words of classes and ids, as pages commonly name their parts.
constexpr std::array<std::string_view, 7> kCommentWords = {
    "comment", "commentlist", "comments",    "disqus",
    "replies", "respond",     "usercomments"};
constexpr std::array<std::string_view, 39> kFurnitureWords = {
    "ad",         "ads",         "advert",     "advertisement",
    "breadcrumb", "breadcrumbs", "consent",    "cookie",
    "cookies",    "editsection", "gdpr",       "masthead",
    "menu",       "modal",       "mostread",   "nav",
    "navbar",     "navbox",      "navigation", "newsletter",
    "noprint",    "pagination",  "paywall",    "popup",
    "promo",      "recommended", "related",    "relatedposts",
    "share",      "sharebar",    "sharedaddy", "sharing",
    "sidebar",    "signup",      "skip",       "social",
    "sponsored",  "subscribe",   "toc"};
// Where an inline element is named so it is not shown, or is a tool.
constexpr std::array<std::string_view, 5> kHiddenInlineWords = {
    "editsection", "noprint", "screenreader", "sr", "visuallyhidden"};
// A class with one of these says how a page or a post is, not what this
// element holds: "comment-status-open", "no-comments", "has-sidebar".
constexpr std::array<std::string_view, 9> kStateWords = {
    "closed", "disabled", "enabled", "has",    "no",
    "open",   "status",   "with",    "without"};
// What an id has beside the words above where it names a part of a page:
// "cookie-banner", "jp-relatedposts", "disqus_thread". With any other word it
// is more likely made from a title: "related-work", "social-cost".
constexpr std::array<std::string_view, 41> kPartWords = {
    "area",      "articles", "banner", "bar",    "block",   "bottom",
    "box",       "buttons",  "center", "cell",   "column",  "container",
    "content",   "div",      "embed",  "footer", "form",    "header",
    "icons",     "jp",       "left",   "links",  "list",    "mw",
    "page",      "panel",    "post",   "posts",  "primary", "right",
    "secondary", "section",  "site",   "slot",   "stories", "thread",
    "top",       "widget",   "wp",     "wrap",   "wrapper"};

template <size_t kSize>
bool IsIn(std::string_view word,
          const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The attributes that matter, read into what they mean.
struct Attributes {
  bool hidden = false;
  bool aside = false;
  // What its classes are named for, and its id.
  bool comments = false;
  bool furniture = false;
  bool hidden_inline = false;
  bool id_comments = false;
  bool id_furniture = false;
  bool main = false;
  bool self_closing = false;
  bool word_item = false;     // A paragraph that Word calls an item of a list.
  std::string_view property;  // Or itemprop.
  std::string_view content;   // Of meta.
  std::string_view datetime;  // Of time.

  void Read(std::string_view name, std::string_view value) {
    if (name == "hidden") {
      hidden = true;
    } else if (name == "aria-hidden") {
      hidden |= value == "true";
    } else if (name == "role") {
      aside |= IsIn(value, kAsideRoles);
      main |= value == "main";
    } else if (name == "itemprop" || name == "property") {
      main |= value == "articleBody";
      property = value;
    } else if (name == "content") {
      content = value;
    } else if (name == "datetime") {
      datetime = value;
    } else if (name == "style") {
      ReadStyle(value);
    } else if (name == "class") {
      ReadClasses(value);
    } else if (name == "id") {
      ReadId(value);
    }
  }

 private:
  void ReadStyle(std::string_view value) {
    std::string folded;
    for (const char byte : value.substr(0, 400)) {
      if (!IsBlank(byte)) folded += LowerAscii(byte);
    }
    hidden |= folded.find("display:none") != std::string::npos;
    // Of such an item the bullet or number, which is text there, says so too.
    const bool mark = folded.find("mso-list:ignore") != std::string::npos;
    hidden_inline |= mark;
    word_item |= !mark && folded.find("mso-list:") != std::string::npos;
  }
  // Words of one name, as in "mw-editsection", "relatedLinks",
  // "cookie_banner": parted by case and by what is no letter.
  template <typename Take>
  static void ForWords(std::string_view name, const Take& take) {
    std::string word;
    bool lower_before = false;
    for (const char byte : name) {
      const bool upper = byte >= 'A' && byte <= 'Z';
      if (!word.empty() && (!IsAsciiLetter(byte) || (upper && lower_before))) {
        take(word);
        word.clear();
      }
      if (IsAsciiLetter(byte)) word += LowerAscii(byte);
      lower_before = IsAsciiLetter(byte) && !upper;
    }
    if (!word.empty()) take(word);
  }
  static constexpr size_t kMostOfNames = 400;  // Longer: made by programs.

  // One word is enough: classes are named by whoever builds the page.
  void ReadClasses(std::string_view value) {
    value = value.substr(0, kMostOfNames);
    while (!value.empty()) {
      const size_t end = std::min(value.find_first_of(kBlanks), value.size());
      bool of_comments = false;
      bool of_furniture = false;
      bool state = false;
      ForWords(value.substr(0, end), [&](std::string_view word) {
        of_comments |= IsIn(word, kCommentWords);
        of_furniture |= IsIn(word, kFurnitureWords);
        hidden_inline |= IsIn(word, kHiddenInlineWords);
        state |= IsIn(word, kStateWords);
      });
      comments |= of_comments && !state;
      furniture |= of_furniture && !state;
      value.remove_prefix(std::min(end + 1, value.size()));
    }
  }
  // All words have to say so: ids are also made from titles.
  void ReadId(std::string_view value) {
    bool of_comments = false;
    bool of_furniture = false;
    bool other = false;
    ForWords(value.substr(0, kMostOfNames), [&](std::string_view word) {
      if (IsIn(word, kCommentWords)) {
        of_comments = true;
      } else if (IsIn(word, kFurnitureWords)) {
        of_furniture = true;
      } else {
        other |= !IsIn(word, kPartWords);
      }
    });
    id_comments = of_comments && !other;
    id_furniture = of_furniture && !other;
  }
};

class Simplifier {
 public:
  explicit Simplifier(std::string_view source)
      : source_(source), xml_(source.starts_with("<?xml")) {}

  SimpleHtml Simplify() {
    while (position_ < source_.size()) {
      if (source_[position_] == '<') {
        ReadMarkup();
        continue;
      }
      const size_t end = std::min(source_.find('<', position_), source_.size());
      AddText(source_.substr(position_, end - position_));
      position_ = end;
    }
    return {std::move(output_), meta_date_.empty() ? time_date_ : meta_date_};
  }

 private:
  // An element that the parser will hold open, with its final name.
  struct Open {
    std::string_view name;
    Fate fate = Fate::kBlock;
  };

  void AddText(std::string_view text) {
    for (const char byte : text) {
      if (byte == '<') {
        output_ += "&lt;";
      } else if (byte != '\0') {
        output_ += byte;
      }
    }
  }

  // At "<": a tag, a comment, or text.
  void ReadMarkup() {
    const std::string_view rest = source_.substr(position_);
    if (rest.starts_with("<!--")) {
      SkipComment();
    } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
      SkipTo('>');
    } else if (rest.starts_with("</")) {
      if (rest.size() == 2) {
        AddText(rest);
        position_ = source_.size();
      } else if (IsAsciiLetter(rest[2])) {
        ReadTag(position_ + 2, /*closing=*/true);
      } else {
        SkipTo('>');
      }
    } else if (rest.size() > 1 && IsAsciiLetter(rest[1])) {
      ReadTag(position_ + 1, /*closing=*/false);
    } else {
      AddText("<");
      ++position_;
    }
  }

  void SkipTo(char end) {
    const size_t found = source_.find(end, position_);
    position_ = found == std::string_view::npos ? source_.size() : found + 1;
  }

  // "<!-->" and "<!--->" are comments too; one that is never closed holds all
  // that follows.
  void SkipComment() {
    size_t at = position_ + 4;
    if (source_.substr(at).starts_with(">")) {
      position_ = at + 1;
      return;
    }
    if (source_.substr(at).starts_with("->")) {
      position_ = at + 2;
      return;
    }
    while (true) {
      at = source_.find("--", at);
      if (at == std::string_view::npos) {
        position_ = source_.size();
        return;
      }
      const std::string_view end = source_.substr(at + 2);
      if (end.starts_with(">") || end.starts_with("!>")) {
        position_ = at + (end.starts_with(">") ? 3 : 4);
        return;
      }
      ++at;
    }
  }

  // A tag whose name starts at `start`. One that does not end is dropped with
  // all that follows, as every browser does.
  void ReadTag(size_t start, bool closing) {
    size_t at = start;
    std::string name;
    constexpr size_t kLongestName = 64;
    while (at < source_.size() && !IsBlank(source_[at]) && source_[at] != '/' &&
           source_[at] != '>') {
      if (name.size() < kLongestName) name += LowerAscii(source_[at]);
      ++at;
    }
    Attributes attributes;
    if (!ReadAttributes(at, &attributes)) {
      position_ = source_.size();
      return;
    }
    const Fate fate = FateOf(name);
    if (closing) {
      Close(name, fate);
      return;
    }
    OpenElement(name, fate, attributes);
    if (xml_ && attributes.self_closing) Close(name, fate);
  }

  // Sets position_ behind the tag; false where it does not end.
  bool ReadAttributes(size_t at, Attributes* attributes) {
    const auto blanks = [&] {
      at = std::min(source_.find_first_not_of(kBlanks, at), source_.size());
    };
    while (true) {
      at =
          std::min(source_.find_first_not_of(" \t\n\f\r/", at), source_.size());
      if (at == source_.size()) return false;
      if (source_[at] == '>') break;
      const size_t name_start = at;
      ++at;  // "=" may start a name.
      at = std::min(source_.find_first_of(" \t\n\f\r/>=", at), source_.size());
      const std::string_view raw = source_.substr(name_start, at - name_start);
      blanks();
      std::string_view value;
      if (at < source_.size() && source_[at] == '=') {
        ++at;
        blanks();
        if (at == source_.size()) return false;
        const char quote = source_[at];
        if (quote == '"' || quote == '\'') {
          const size_t end = source_.find(quote, at + 1);
          if (end == std::string_view::npos) return false;
          value = source_.substr(at + 1, end - at - 1);
          at = end + 1;
        } else {
          const size_t end =
              std::min(source_.find_first_of(" \t\n\f\r>", at), source_.size());
          value = source_.substr(at, end - at);
          at = end;
        }
      }
      constexpr size_t kLongestAttribute = 16;
      if (raw.size() <= kLongestAttribute) {
        std::string name;
        for (const char byte : raw) name += LowerAscii(byte);
        attributes->Read(name, value);
      }
    }
    attributes->self_closing = source_[at - 1] == '/';
    position_ = at + 1;
    return true;
  }

  void OpenElement(const std::string& name, Fate fate,
                   const Attributes& attributes) {
    switch (fate) {
      case Fate::kInline:
        ReadDate(name, attributes);
        // All of a page is in these, and scripts may show it.
        if (name == "html" || name == "body") return;
        if (attributes.hidden || attributes.aside || attributes.hidden_inline) {
          SkipElement(name);
        }
        return;
      case Fate::kRawText:
        if (!SkipPast(name)) position_ = source_.size();
        return;
      case Fate::kSkipped:
        SkipElement(name);
        return;
      case Fate::kTitle:
        ReadTitle();
        return;
      case Fate::kEmpty:
        output_ += "<" + name + ">";
        return;
      case Fate::kParagraph:
        AddTag(attributes.word_item ? "li" : "p", attributes);
        word_item_ = attributes.word_item;
        return;
      case Fate::kTableGroup:
        if (!CloseCell()) return;  // Outside of a table: no such thing.
        AddTag(name, attributes);
        return;
      case Fate::kCell:
        if (!CloseCell()) return;
        Push(name, fate, attributes);
        return;
      case Fate::kItem:
        CloseItem(name);
        Push(name, fate, attributes);
        return;
      case Fate::kBlock:
      case Fate::kTable:
        Push(name, fate, attributes);
        return;
      case Fate::kDivision:
        Push("div", fate, attributes);
        return;
    }
  }

  void Close(const std::string& name, Fate fate) {
    switch (fate) {
      case Fate::kInline:
      case Fate::kRawText:
      case Fate::kSkipped:
      case Fate::kTitle:
      case Fate::kEmpty:
        return;
      case Fate::kParagraph:
        if (!EndWordItem()) output_ += "</p>";
        return;
      case Fate::kTableGroup:
        if (name == "tr") CloseCell();
        break;
      case Fate::kTable:
        Pop([&](const Open& open) { return open.fate == Fate::kTable; },
            [](const Open&) { return false; });
        break;
      case Fate::kCell:
        Pop([&](const Open& open) { return open.name == name; },
            [](const Open& open) { return open.fate == Fate::kTable; });
        break;
      case Fate::kItem:
        Pop([&](const Open& open) { return open.name == name; },
            [&](const Open& open) {
              return IsScope(open) ||
                     (name == "li" && (open.name == "ul" || open.name == "ol"));
            });
        break;
      case Fate::kBlock: {
        const bool heading = IsHeading(name);
        Pop(
            [&](const Open& open) {
              return open.name == name || (heading && IsHeading(open.name));
            },
            IsScope);
        break;
      }
      case Fate::kDivision:
        Pop([](const Open& open) { return open.name == "div"; }, IsScope);
        output_ += "</div>";
        return;
    }
    output_ += "</" + name + ">";
  }

  void ReadDate(std::string_view name, const Attributes& attributes) {
    if (name == "meta" && meta_date_.empty() &&
        (attributes.property == "article:published_time" ||
         attributes.property == "datePublished")) {
      meta_date_ = DayOf(attributes.content);
    } else if (name == "time" && time_date_.empty() &&
               std::any_of(open_.begin(), open_.end(), [](const Open& open) {
                 return open.name == "article" || open.name == "main";
               })) {
      time_date_ = DayOf(attributes.datetime);
    }
  }

  static bool IsHeading(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' &&
           name[1] <= '6';
  }
  // What ends the search for an element that a tag closes.
  static bool IsScope(const Open& open) {
    return open.fate == Fate::kTable || open.fate == Fate::kCell;
  }

  // Leaves the innermost element that is `wanted`, and those in it, unless a
  // `barrier` comes first.
  template <typename Wanted, typename Barrier>
  bool Pop(const Wanted& wanted, const Barrier& barrier) {
    for (size_t i = open_.size(); i-- > 0;) {
      if (wanted(open_[i])) {
        open_.resize(i);
        return true;
      }
      if (barrier(open_[i])) return false;
    }
    return false;
  }

  // True inside of a table.
  bool CloseCell() {
    for (size_t i = open_.size(); i-- > 0;) {
      if (open_[i].fate == Fate::kTable) return true;
      if (open_[i].fate == Fate::kCell) {
        open_.resize(i);
        return true;
      }
    }
    return false;
  }

  void CloseItem(std::string_view name) {
    const bool definition = name != "li";
    Pop(
        [&](const Open& open) {
          return open.fate == Fate::kItem && (open.name != "li") == definition;
        },
        [](const Open& open) {
          return open.name != "div" && open.name != "address";
        });
  }

  void Push(std::string_view name, Fate fate, const Attributes& attributes) {
    if (open_.size() >= kDeepestNesting) {
      output_ += "<p>";
      return;
    }
    // Names outlive their tags: those of the table above.
    const auto* entry =
        std::lower_bound(kFates.begin(), kFates.end(), name,
                         [](const ElementFate& known, std::string_view wanted) {
                           return known.name < wanted;
                         });
    open_.push_back({entry->name, fate});
    AddTag(name, attributes);
  }

  static char RoleOf(std::string_view name, const Attributes& attributes) {
    if (attributes.hidden) return kHiddenRole;
    if (attributes.aside) return kAsideRole;
    if (attributes.main) return kMainRole;
    // A table's columns are named for what they hold: "comment", "share".
    constexpr std::array<std::string_view, 7> kOfTables = {
        "caption", "tbody", "td", "tfoot", "th", "thead", "tr"};
    if (IsIn(name, kOfTables)) return '\0';
    // Ids of these are made from titles, or number paragraphs.
    constexpr std::array<std::string_view, 4> kOfText = {"dd", "dt", "li", "p"};
    const bool id_counts = !IsHeading(name) && !IsIn(name, kOfText);
    if (attributes.comments || (id_counts && attributes.id_comments)) {
      return kCommentsRole;
    }
    if (attributes.furniture) return kFurnitureRole;
    if (!id_counts || !attributes.id_furniture) return '\0';
    return name == "section" ? kSectionRole : kFurnitureRole;
  }

  // Such a paragraph ends by itself, as others do; an item would not.
  bool EndWordItem() {
    if (!word_item_) return false;
    output_ += "</li>";
    word_item_ = false;
    return true;
  }

  void AddTag(std::string_view name, const Attributes& attributes) {
    EndWordItem();
    output_ += '<';
    output_ += name;
    const char role = RoleOf(name, attributes);
    if (role != '\0') {
      output_ += ' ';
      output_ += kRoleAttribute;
      output_ += '=';
      output_ += role;
    }
    output_ += '>';
  }

  // Past the end tag of an element without others of its name in it. False,
  // and position_ as before, where there is none: it is not looked for again.
  bool SkipPast(const std::string& name) {
    if (unclosed_.contains(name)) return false;
    for (size_t at = position_;;) {
      at = source_.find("</", at);
      if (at == std::string_view::npos) break;
      at += 2;
      if (!StartsWithNoCase(source_.substr(at), name)) continue;
      const size_t end = at + name.size();
      if (end == source_.size()) break;
      if (!IsBlank(source_[end]) && source_[end] != '/' &&
          source_[end] != '>') {
        continue;
      }
      position_ = end;
      SkipTo('>');
      return true;
    }
    unclosed_.insert(name);
    return false;
  }

  // The same with others of its name in it.
  void SkipElement(const std::string& name) {
    // Names are the page's to choose: the searches that fail are few.
    constexpr size_t kMostUnclosed = 40;
    if (unclosed_.contains(name) || unclosed_.size() >= kMostUnclosed) return;
    constexpr std::array<std::string_view, 7> kEmptyInline = {
        "area", "col", "embed", "img", "input", "source", "wbr"};
    if (IsIn(name, kEmptyInline)) return;
    uint32_t depth = 1;
    for (size_t at = position_;;) {
      at = source_.find('<', at);
      if (at == std::string_view::npos) break;
      ++at;
      const bool closing = source_.substr(at).starts_with("/");
      const size_t start = at + (closing ? 1 : 0);
      if (!StartsWithNoCase(source_.substr(start), name)) continue;
      const size_t end = start + name.size();
      if (end == source_.size()) break;
      if (!IsBlank(source_[end]) && source_[end] != '/' &&
          source_[end] != '>') {
        continue;
      }
      depth += closing ? -1 : 1;
      if (depth > 0) continue;
      position_ = end;
      SkipTo('>');
      return;
    }
    unclosed_.insert(name);
  }

  // Its text is no markup. Only the first one counts.
  void ReadTitle() {
    const size_t start = position_;
    if (!SkipPast("title")) {
      position_ = source_.size();
      return;
    }
    if (has_title_) return;
    has_title_ = true;
    const std::string_view whole = source_.substr(start, position_ - start);
    output_ += "<title>";
    AddText(whole.substr(0, whole.rfind("</")));
    output_ += "</title>";
  }

  std::string_view source_;
  bool xml_ = false;  // "/>" closes an element.
  size_t position_ = 0;
  std::string output_;
  std::vector<Open> open_;
  std::set<std::string> unclosed_;  // Names that no end tag follows any more.
  bool has_title_ = false;
  bool word_item_ = false;  // The paragraph that is open is an item.
  std::string meta_date_;
  std::string time_date_;
};

}  // namespace

SimpleHtml SimplifyHtml(std::string_view source) {
  return Simplifier(source).Simplify();
}

}  // namespace standfirst::tools
