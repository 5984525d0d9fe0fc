#ifndef STANDFIRST_TESTS_FUZZ_FRONT_END_CHECK_H_
#define STANDFIRST_TESTS_FUZZ_FRONT_END_CHECK_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/clean/clean.h"
#include "core/text/utf8.h"
#include "standfirst/standfirst.h"
#include "tests/fuzz/clean_check.h"
#include "tools/frontends/front_end.h"

namespace standfirst {

// What every front end has to keep: valid UTF-8, no more text than the source
// could have held, blocks in order, inside the text and not empty; and clean
// text of it.
inline void CheckFrontEnd(std::string_view source, InputFormat format) {
  const tools::FrontEndText made = tools::ReadMarkup(source, format);
  // What is no text at all comes back as it is.
  if (made.blocks.empty() && !IsValidUtf8(made.text)) {
    Demand(made.text == source);
    return;
  }
  Demand(IsValidUtf8(made.text));
  // A byte of Windows-1252 takes three at most, parted by blank lines; a title
  // may come once more.
  constexpr size_t kMostPerByte = 8;
  Demand(made.text.size() <= kMostPerByte * source.size());
  const uint32_t units = Utf16Length(made.text);
  uint32_t end = 0;
  std::vector<InputBlock> blocks;
  for (const GivenBlock& block : made.blocks) {
    Demand(block.start >= end && block.start < block.end);
    end = block.end;
    blocks.push_back({.span = {{block.start}, {block.end}},
                      .kind = BlockKind::kParagraph,
                      .level = block.level});
  }
  Demand(end <= units);
  const CleanText clean = Clean(made.text, {.blocks = blocks, .keep = {}});
  if (!clean.not_text) Demand(IsValidUtf8(clean.text));
}

}  // namespace standfirst

#endif  // STANDFIRST_TESTS_FUZZ_FRONT_END_CHECK_H_
