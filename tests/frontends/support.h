#ifndef STANDFIRST_TESTS_FRONTENDS_SUPPORT_H_
#define STANDFIRST_TESTS_FRONTENDS_SUPPORT_H_

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/text/utf8.h"
#include "tools/frontends/front_end.h"

namespace standfirst::tools {

// "kind level: text" per block, parted by " | "; and checks what every front
// end has to keep: valid UTF-8, blocks in order, inside the text, not empty.
inline std::string Show(const FrontEndText& result) {
  EXPECT_TRUE(IsValidUtf8(result.text));
  std::string shown;
  uint32_t end = 0;
  size_t i = 0;        // Bytes.
  uint32_t units = 0;  // The same place in UTF-16 units.
  for (const GivenBlock& block : result.blocks) {
    EXPECT_GE(block.start, end);
    EXPECT_LT(block.start, block.end);
    end = block.end;
    if (!shown.empty()) shown += " | ";
    shown += block.kind;
    if (block.level != 0) shown += " " + std::to_string(block.level);
    shown += ": ";
    while (i < result.text.size() && units < block.end) {
      const DecodedCharacter character = DecodeUtf8(result.text, i);
      if (units >= block.start) {
        shown += result.text.substr(i, character.size);
      }
      units += Utf16Units(character.code_point);
      i += character.size;
    }
    EXPECT_EQ(units, block.end);
  }
  return shown;
}

struct FrontEndCase {
  std::string_view name;
  std::string_view source;
  std::string_view wanted;
};

}  // namespace standfirst::tools

#endif  // STANDFIRST_TESTS_FRONTENDS_SUPPORT_H_
