#ifndef STANDFIRST_CORE_PRESENT_LINE_H_
#define STANDFIRST_CORE_PRESENT_LINE_H_

#include <string_view>

#include "core/compress/compress.h"
#include "core/include/standfirst/standfirst.h"
#include "core/text/document.h"
#include "core/text/offset_map.h"

namespace standfirst {

struct LineStyle {
  // Closes a line that was cut before its sentence's end with a full stop.
  bool close_with_stop = true;
};

// Makes a line of output from a candidate: its text, the spans of the
// original it was taken from and every change that is more than leaving out.
// `original` is the text that `map` leads to, as UTF-8 (malformed pieces are
// shown as U+FFFD in `from`).
//
// Invariant, held by a checker that shares no code with this: undo the
// changes and the line is the concatenation of the original's spans.
// O(size of the line).
Text MakeLine(const Document& document, const OffsetMap& map,
              std::string_view original, const Candidate& candidate,
              const LineStyle& style);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_PRESENT_LINE_H_
