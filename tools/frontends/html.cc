#include "tools/frontends/html.h"

#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "tools/frontends/html_source.h"

namespace standfirst::tools {
namespace {

constexpr std::string_view kWhiteSpace = " \t\n\f\r\v";

struct TreeDeleter {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};
using Tree = std::unique_ptr<GumboOutput, TreeDeleter>;

bool IsElement(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT;
}
bool IsTag(const GumboNode* node, GumboTag tag) {
  return IsElement(node) && node->v.element.tag == tag;
}
const GumboVector& ChildrenOf(const GumboNode* node) {
  static constexpr GumboVector kNone = {nullptr, 0, 0};
  if (node->type == GUMBO_NODE_DOCUMENT) return node->v.document.children;
  return IsElement(node) ? node->v.element.children : kNone;
}
const GumboNode* ChildAt(const GumboNode* node, unsigned int index) {
  return static_cast<const GumboNode*>(ChildrenOf(node).data[index]);
}
std::string_view TextOf(const GumboNode* node) {
  switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_WHITESPACE:
    case GUMBO_NODE_CDATA:
      return node->v.text.text;
    default:
      return {};
  }
}
char RoleOf(const GumboNode* node) {
  if (!IsElement(node)) return '\0';
  const GumboAttribute* role =
      gumbo_get_attribute(&node->v.element.attributes, kRoleAttribute);
  return role == nullptr ? '\0' : role->value[0];
}
// 1 to 6, or 0.
uint8_t HeadingLevel(const GumboNode* node) {
  if (!IsElement(node)) return 0;
  const int level = node->v.element.tag - GUMBO_TAG_H1 + 1;
  return level >= 1 && level <= 6 ? static_cast<uint8_t>(level) : 0;
}

// Calls enter(node) and leave(node) for all that is below `root`, in order,
// without recursion. `enter` says whether to go in; where it says no there is
// no leaving.
template <typename Enter, typename Leave>
void Walk(const GumboNode* root, const Enter& enter, const Leave& leave) {
  const GumboNode* node = root;
  unsigned int next = 0;
  while (true) {
    if (next < ChildrenOf(node).length) {
      const GumboNode* child = ChildAt(node, next);
      ++next;
      if (!enter(child)) continue;
      node = child;
      next = 0;
      continue;
    }
    if (node == root) return;
    leave(node);
    next = static_cast<unsigned int>(node->index_within_parent) + 1;
    node = node->parent;
  }
}

std::string FoldedText(const GumboNode* root) {
  BlockWriter writer;
  Walk(
      root,
      [&](const GumboNode* node) {
        if (IsTag(node, GUMBO_TAG_BR)) writer.AddBlank();
        writer.AddFolded(TextOf(node));
        return true;
      },
      [](const GumboNode*) {});
  return writer.Take({}).text;
}

// What the tree below a node holds.
struct Extent {
  size_t text = 0;        // Bytes that are not white space.
  size_t paragraphs = 0;  // p elements.
  size_t cells = 0;       // Of tables.
  bool title = false;     // An h1.
  bool main = false;      // main, or a role that says so.
  bool headings = false;  // h2 to h6 or another table.
  bool article = false;   // An article element.
};
using Extents = std::unordered_map<const GumboNode*, Extent>;

Extents Measure(const GumboNode* root) {
  Extents extents;
  const auto add = [&](const GumboNode* node) {
    const Extent inner = extents[node];
    Extent& outer = extents[node->parent];
    outer.text += inner.text;
    outer.paragraphs += inner.paragraphs + (IsTag(node, GUMBO_TAG_P) ? 1 : 0);
    const bool cell = IsTag(node, GUMBO_TAG_TD) || IsTag(node, GUMBO_TAG_TH);
    outer.cells += inner.cells + (cell ? 1 : 0);
    outer.title |= inner.title || HeadingLevel(node) == 1;
    outer.main |=
        inner.main || IsTag(node, GUMBO_TAG_MAIN) || RoleOf(node) == kMainRole;
    outer.article |= inner.article || IsTag(node, GUMBO_TAG_ARTICLE);
    outer.headings |= inner.headings || HeadingLevel(node) > 1 ||
                      IsTag(node, GUMBO_TAG_TABLE);
  };
  Walk(
      root,
      [&](const GumboNode* node) {
        if (IsElement(node)) return true;
        for (const char byte : TextOf(node)) {
          if (kWhiteSpace.find(byte) == std::string_view::npos) {
            ++extents[node->parent].text;
          }
        }
        return false;
      },
      add);
  return extents;
}

class PageReader {
 public:
  explicit PageReader(const GumboNode* document)
      : document_(document), extents_(Measure(document)) {}

  FrontEndText Read() {
    FindPageTitle();
    const GumboNode* root = FindArticle();
    title_ = FindTitle(root);
    // A headline that stands outside of the article comes first.
    if (title_ != nullptr && !IsBelow(title_, root)) {
      outer_title_ = FoldedText(title_);
    }
    Write(root);
    if (title_ == nullptr) return writer_.Take(page_title_);
    return writer_.Take(outer_title_);
  }

 private:
  const Extent& ExtentOf(const GumboNode* node) { return extents_[node]; }

  static bool IsBelow(const GumboNode* node, const GumboNode* root) {
    while (node != nullptr && node != root) node = node->parent;
    return node == root;
  }

  void FindPageTitle() {
    Walk(
        document_,
        [&](const GumboNode* node) {
          if (page_title_.empty() && IsTag(node, GUMBO_TAG_TITLE)) {
            page_title_ = FoldedText(node);
          }
          return page_title_.empty();
        },
        [](const GumboNode*) {});
  }

  // Whether a node is no part of an article, inside of one or not.
  bool IsFurniture(const GumboNode* node) {
    if (!IsElement(node)) return false;
    const Extent& extent = ExtentOf(node);
    switch (node->v.element.tag) {
      case GUMBO_TAG_TITLE:
        return true;
      case GUMBO_TAG_NAV:
      case GUMBO_TAG_ASIDE:
      case GUMBO_TAG_FOOTER:
      case GUMBO_TAG_MENU:
        // One that was never closed must not swallow the article.
        return !extent.main && !extent.article;
      default:
        break;
    }
    const char role = RoleOf(node);
    if (role == '\0' || role == kMainRole) return false;
    const bool body = node->parent == document_ ||
                      IsTag(node, GUMBO_TAG_BODY) ||
                      IsTag(node, GUMBO_TAG_MAIN);
    if (body || extent.main) return false;
    if (role == kAsideRole) return true;
    const Extent& page = ExtentOf(document_);
    const bool most = 2 * extent.text >= page.text &&
                      2 * extent.paragraphs >= page.paragraphs;
    // Some pages hide all of themselves until their scripts have run.
    if (role == kHiddenRole) return !most;
    if (extent.title || HeadingLevel(node) == 1) return false;
    // A name alone does not make most of a page furniture
    // ("article-with-sidebar"). Comments may well be most of a page, but then
    // the article stands beside them.
    if (role == kCommentsRole) {
      return !most || extent.paragraphs < page.paragraphs;
    }
    if (role == kSectionRole) return !most && extent.paragraphs == 0;
    return !most && (3 * extent.text < page.text || extent.paragraphs == 0);
  }

  // The element that holds the article: the fullest of those that say so, or
  // the whole page.
  const GumboNode* FindArticle() {
    const GumboNode* best = nullptr;
    Walk(
        document_,
        [&](const GumboNode* node) {
          if (IsFurniture(node)) return false;
          const bool candidate = IsTag(node, GUMBO_TAG_ARTICLE) ||
                                 IsTag(node, GUMBO_TAG_MAIN) ||
                                 RoleOf(node) == kMainRole;
          // Of one in another the inner one, if it holds nearly all.
          if (candidate &&
              (best == nullptr || ExtentOf(node).text > ExtentOf(best).text ||
               (IsBelow(node, best) &&
                10 * ExtentOf(node).text > 6 * ExtentOf(best).text))) {
            best = node;
          }
          return true;
        },
        [](const GumboNode*) {});
    // A page of teasers has many articles and none that counts.
    if (best == nullptr || 5 * ExtentOf(best).text < ExtentOf(document_).text) {
      return document_;
    }
    return best;
  }

  // The headline: the first h1 of the article; else a heading of the page that
  // the page's own title begins with; else the first h1 there is.
  const GumboNode* FindTitle(const GumboNode* root) {
    const GumboNode* inside = nullptr;
    const GumboNode* titled = nullptr;
    const GumboNode* first = nullptr;
    Walk(
        document_,
        [&](const GumboNode* node) {
          const uint8_t level = HeadingLevel(node);
          if (level == 0) return !IsFurniture(node);
          if (level > 2 || ExtentOf(node).text == 0) return false;
          if (level == 1 && inside == nullptr && IsBelow(node, root)) {
            inside = node;
          }
          if (level == 1 && first == nullptr) first = node;
          if (titled == nullptr && page_title_.starts_with(FoldedText(node))) {
            titled = node;
          }
          return false;
        },
        [](const GumboNode*) {});
    if (root == document_ && titled != nullptr) return titled;
    if (inside != nullptr) return inside;
    return titled != nullptr ? titled : first;
  }

  // A table of data is a block of its own; one that lays out a page is not.
  bool IsLayout(const GumboNode* table) {
    const Extent& extent = ExtentOf(table);
    constexpr size_t kLongCell = 200;  // Bytes, on average.
    return extent.title || extent.headings || extent.cells < 2 ||
           extent.paragraphs > extent.cells ||
           extent.text > kLongCell * extent.cells;
  }

  void Write(const GumboNode* root) {
    Walk(
        root, [&](const GumboNode* node) { return Enter(node, root); },
        [&](const GumboNode* node) { Leave(node); });
    writer_.EndBlock();
  }

  bool Enter(const GumboNode* node, const GumboNode* root) {
    if (!IsElement(node)) {
      AddText(TextOf(node));
      return false;
    }
    if (IsFurniture(node)) {
      if (table_ == 0) StartFlow();
      return false;
    }
    // A page's header holds its name and its menus, an article's its headline.
    if (IsTag(node, GUMBO_TAG_HEADER) && root == document_ &&
        !IsBelow(title_, node) && !InArticle(node)) {
      StartFlow();
      return false;
    }
    if (node == title_ && outer_title_.empty()) {
      EndWait();
      writer_.StartBlock("title");
      writer_.AddFolded(FoldedText(node));
      writer_.EndBlock();
      StartFlow();
      return false;
    }
    if (node == title_) return false;
    switch (node->v.element.tag) {
      case GUMBO_TAG_BR:
        AddBreak();
        return true;
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_DIR:
        ++lists_;
        items_.push_back(0);
        break;
      case GUMBO_TAG_LI:
        if (items_.empty()) items_.push_back(0);
        ++items_.back();
        break;
      case GUMBO_TAG_BLOCKQUOTE:
        ++quotations_;
        break;
      case GUMBO_TAG_FIGCAPTION:
      case GUMBO_TAG_CAPTION:
        ++captions_;
        break;
      case GUMBO_TAG_PRE:
        ++pre_;
        break;
      case GUMBO_TAG_TABLE:
        if (table_ > 0 || !IsLayout(node)) {
          if (table_++ == 0) writer_.StartBlock("table");
          waiting_ = false;
          return true;
        }
        break;
      case GUMBO_TAG_TR:
        if (table_ > 0) writer_.AddBreak();
        break;
      case GUMBO_TAG_TD:
      case GUMBO_TAG_TH:
        if (table_ > 0) writer_.AddTab();
        break;
      default:
        if (HeadingLevel(node) > 0) heading_ = HeadingLevel(node);
        break;
    }
    StartFlow();
    return true;
  }

  void Leave(const GumboNode* node) {
    switch (node->v.element.tag) {
      case GUMBO_TAG_BR:
        return;
      case GUMBO_TAG_UL:
      case GUMBO_TAG_OL:
      case GUMBO_TAG_DIR:
        --lists_;
        items_.pop_back();
        break;
      case GUMBO_TAG_LI:
        if (items_.back() > 0) --items_.back();
        break;
      case GUMBO_TAG_BLOCKQUOTE:
        --quotations_;
        break;
      case GUMBO_TAG_FIGCAPTION:
      case GUMBO_TAG_CAPTION:
        --captions_;
        break;
      case GUMBO_TAG_PRE:
        --pre_;
        break;
      case GUMBO_TAG_TABLE:
        if (table_ > 0) --table_;
        break;
      default:
        if (HeadingLevel(node) > 0) heading_ = 0;
        break;
    }
    StartFlow();
  }

  static bool InArticle(const GumboNode* node) {
    for (; node != nullptr; node = node->parent) {
      if (IsTag(node, GUMBO_TAG_ARTICLE) || IsTag(node, GUMBO_TAG_MAIN)) {
        return true;
      }
    }
    return false;
  }

  // The block that running text at this place belongs to begins with the text.
  void StartFlow() {
    breaks_ = 0;
    if (table_ > 0) {
      writer_.AddBlank();
    } else {
      writer_.EndBlock();
      waiting_ = true;
    }
  }
  void EndWait() { waiting_ = false; }

  void StartBlock() {
    waiting_ = false;
    const auto level = [](size_t depth) {
      return static_cast<uint8_t>(std::clamp<size_t>(depth, 1, UINT8_MAX));
    };
    if (heading_ != 0) {
      writer_.StartBlock("heading", heading_);
    } else if (captions_ > 0) {
      writer_.StartBlock("caption");
    } else if (pre_ > 0) {
      writer_.StartBlock("code");
    } else if (!items_.empty() && items_.back() > 0) {
      writer_.StartBlock("list-item", level(lists_));
    } else if (quotations_ > 0) {
      writer_.StartBlock("quotation");
    } else {
      writer_.StartBlock("paragraph");
    }
  }

  void AddText(std::string_view text) {
    if (text.find_first_not_of(kWhiteSpace) == std::string_view::npos) {
      if (pre_ > 0 && text.find('\n') != std::string_view::npos) {
        writer_.AddBreak();
      } else if (!text.empty()) {
        writer_.AddBlank();
      }
      return;
    }
    if (waiting_) StartBlock();
    breaks_ = 0;
    if (pre_ > 0 && table_ == 0) {
      writer_.AddVerbatim(text);
    } else {
      writer_.AddFolded(text);
    }
  }

  // Two in a row part paragraphs.
  void AddBreak() {
    if (table_ == 0 && pre_ > 0) {
      writer_.AddBreak();
    } else if (table_ == 0 && breaks_ > 0) {
      StartFlow();
    } else {
      writer_.AddBlank();
    }
    ++breaks_;
  }

  const GumboNode* document_;
  Extents extents_;
  BlockWriter writer_;
  std::string page_title_;
  const GumboNode* title_ = nullptr;
  std::string outer_title_;  // Of a headline outside of the article.
  // Where the walk stands: open elements of each kind.
  size_t lists_ = 0;
  std::vector<uint32_t> items_;  // Open items of each open list.
  size_t quotations_ = 0;
  size_t captions_ = 0;
  size_t pre_ = 0;
  size_t table_ = 0;
  uint32_t breaks_ = 0;
  uint8_t heading_ = 0;
  bool waiting_ = true;  // The next text starts a block.
};

}  // namespace

FrontEndText ReadHtml(std::string_view source) {
  const SimpleHtml simple = SimplifyHtml(source);
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // None are kept.
  const Tree tree(gumbo_parse_with_options(&options, simple.html.data(),
                                           simple.html.size()));
  if (tree == nullptr) return {};
  FrontEndText made = PageReader(tree->document).Read();
  made.date = simple.date;
  return made;
}

}  // namespace standfirst::tools
