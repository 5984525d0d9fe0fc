#ifndef STANDFIRST_TOOLS_FRONTENDS_MARKDOWN_H_
#define STANDFIRST_TOOLS_FRONTENDS_MARKDOWN_H_

#include <string_view>

#include "tools/frontends/front_end.h"

namespace standfirst::tools {

// CommonMark as text with blocks, read by cmark; beyond it tables with pipes,
// and the title and date of front matter, in YAML between lines of "---" or in
// TOML between lines of "+++". Pieces of HTML go through the front end for
// HTML. `source` is valid UTF-8. Linear in time and memory: runs of markup
// that no text has are taken as text.
FrontEndText ReadMarkdown(std::string_view source);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_FRONTENDS_MARKDOWN_H_
