#ifndef STANDFIRST_CORE_CLEAN_MARKUP_H_
#define STANDFIRST_CORE_CLEAN_MARKUP_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/clean/clean.h"

namespace standfirst {

// What a front end makes of a source: text, and blocks that point into it.
struct FrontEndText {
  std::string text;                // UTF-8.
  std::vector<InputBlock> blocks;  // UTF-16 offsets into `text`.
};

// Interim front ends that strip markup and keep headings, paragraphs, list
// items, quotations, captions, tables and code apart; the same in every
// build. Scripts, styles, navigation and comments are dropped. Any bytes give
// a result, in linear time, at any depth of nesting.
FrontEndText StripHtml(std::string_view source);
FrontEndText StripMarkdown(std::string_view source);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_MARKUP_H_
