#ifndef STANDFIRST_TOOLS_FRONTENDS_HTML_H_
#define STANDFIRST_TOOLS_FRONTENDS_HTML_H_

#include <string>
#include <string_view>

#include "tools/frontends/front_end.h"

namespace standfirst::tools {

// The article of a page as text with blocks; gumbo builds the tree. Scripts,
// styles, navigation, cookie banners, share bars and comments are dropped.
// `source` is valid UTF-8. Linear in time and memory at any depth of nesting.
FrontEndText ReadHtml(std::string_view source);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_FRONTENDS_HTML_H_
