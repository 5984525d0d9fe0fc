#ifndef STANDFIRST_TOOLS_FRONTENDS_FRONT_END_H_
#define STANDFIRST_TOOLS_FRONTENDS_FRONT_END_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "standfirst/standfirst.h"

namespace standfirst::tools {

// What a front end makes of a source: text, and blocks that point into it.
// Options for reading `text`: `blocks`, with input "text".
struct FrontEndText {
  std::string text;                // UTF-8.
  std::vector<GivenBlock> blocks;  // UTF-16 offsets into `text`, in order.
  std::string date = {};           // It says, YYYY-MM-DD; empty: not said.
  bool repaired = false;           // The source was not valid UTF-8.
};

// The text of the block at `index`; blocks are asked for in order. `*position`
// begins at 0 and stays at the block's end. O(its text and what is before it).
struct BlockPosition {
  size_t byte = 0;
  uint32_t unit = 0;
};
std::string_view TextOfBlock(const FrontEndText& read, size_t index,
                             BlockPosition* position);

// "2024-03-09" of "2024-03-09T18:40:00Z"; empty where that is no day: what an
// article says of itself is left out then, and nobody is told.
std::string DayOf(std::string_view stamp);

// The source as the format says; InputFormat::kText is not one of them. Any
// bytes give a result. What is no text at all comes back as it is, without
// blocks: whoever reads it next says so.
FrontEndText ReadMarkup(std::string_view source, InputFormat format);

// Collects text and the blocks that point into it, blank lines between them.
// White space is folded as it comes.
class BlockWriter {
 public:
  // What is written next belongs to a new block of this kind. A block without
  // text leaves no trace.
  void StartBlock(std::string_view kind, uint8_t level = 0);
  void EndBlock();
  bool open() const { return open_; }

  // One blank; a line break; the parting of two cells. None stands at the
  // start or end of a block, and a break beats a tab beats a blank.
  void AddBlank();
  void AddTab();
  void AddBreak();
  // Running text, valid UTF-8: runs of white space become one blank. No-break
  // spaces are text.
  void AddFolded(std::string_view text);
  // Text whose line breaks and blanks inside lines stay, as in code.
  void AddVerbatim(std::string_view text);

  // `title`, if it is not empty, comes first, as the title.
  FrontEndText Take(std::string_view title, std::string date = {});

 private:
  void Add(std::string_view text);  // Not empty, no white space in front.

  FrontEndText made_;
  uint32_t units_ = 0;  // UTF-16 units of made_.text.
  GivenBlock block_;
  bool open_ = false;  // The block has text.
  std::string blank_;  // White space that waits for text.
};

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_FRONTENDS_FRONT_END_H_
