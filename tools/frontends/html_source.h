#ifndef STANDFIRST_TOOLS_FRONTENDS_HTML_SOURCE_H_
#define STANDFIRST_TOOLS_FRONTENDS_HTML_SOURCE_H_

#include <string>
#include <string_view>

namespace standfirst::tools {

// The attribute that SimplifyHtml leaves on elements, with one of these values.
inline constexpr const char* kRoleAttribute = "r";
inline constexpr char kHiddenRole = 'h';     // Not shown.
inline constexpr char kAsideRole = 'a';      // By its role no article:
                                             // navigation, search, …
inline constexpr char kCommentsRole = 'c';   // Named for readers' comments.
inline constexpr char kFurnitureRole = 'f';  // Named for a page's furniture.
inline constexpr char kSectionRole = 's';    // The same of a section, by its id
                                             // alone: maybe its title.
inline constexpr char kMainRole = 'm';       // Said to be the main thing.

struct SimpleHtml {
  std::string html;
  // The day that the page says it was published, YYYY-MM-DD; empty if it does
  // not: a meta element of Open Graph or schema.org, else the first time
  // element of the article.
  std::string date;
};

// A page with nothing left in it but text, the title and the elements that
// make blocks, each with at most the attribute above.
//
// Why not the page itself: gumbo looks through all open elements at every tag
// and repeats formatting elements that were not closed, so hostile pages cost
// it quadratic time, and it frees its tree by recursion. What comes out of
// here has no formatting elements, no foreign ones, no scripts, and is nested
// kDeepestNesting deep at most (tables count twice); elements below that
// become paragraphs. Tags are told from text as the HTML standard tells them.
//
// `source` is valid UTF-8. O(|source|).
SimpleHtml SimplifyHtml(std::string_view source);

inline constexpr int kDeepestNesting = 200;

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_FRONTENDS_HTML_SOURCE_H_
