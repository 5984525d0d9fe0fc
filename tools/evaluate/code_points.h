#ifndef STANDFIRST_TOOLS_EVALUATE_CODE_POINTS_H_
#define STANDFIRST_TOOLS_EVALUATE_CODE_POINTS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "core/text/utf8.h"

namespace standfirst::tools {

// A text by its code points, which is what spans in results and cases count.
inline std::u32string CodePointsOf(std::string_view text) {
  std::u32string characters;
  for (size_t at = 0; at < text.size();) {
    const DecodedCharacter character = DecodeUtf8(text, at);
    characters.push_back(character.code_point);
    at += character.size;
  }
  return characters;
}

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_EVALUATE_CODE_POINTS_H_
