#ifndef STANDFIRST_CORE_CLEAN_LINES_H_
#define STANDFIRST_CORE_CLEAN_LINES_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/clean/clean.h"
#include "core/clean/decoding.h"

namespace standfirst {

// Source bytes, half open (decoding.h).
struct SourceSpan {
  uint32_t start = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - start; }
  bool empty() const { return start == end; }
};

// What will be one block unless a rule sets it aside: a line, or the lines of
// one wrapped paragraph. No white space at its ends, never empty.
struct Unit {
  SourceSpan span;
  BlockKind kind = BlockKind::kParagraph;
  uint8_t level = 0;
  bool gap_before = false;   // A blank line, or the start of the text.
  bool given = false;        // By the caller's front end.
  bool keeps_lines = false;  // Line breaks mean something: tables, code.
  bool set_aside = false;    // By a rule, as a whole.
};

// The text as units, and what of them is structure, not text: the markers of
// list items, hyphens at line ends that belong to no word.
struct SourceLines {
  std::vector<Unit> units;          // Text order.
  std::vector<SourceSpan> dropped;  // Text order, inside units.
};

// Splits the source at its line breaks, joins the lines of wrapped paragraphs
// and tells headings, list items, tables and code. `words`: common words, which
// tell split ones from compounds; null: the text alone does. O(|text|).
void FindUnits(const DecodedSource& source, const WordList* words,
               SourceLines* lines);

// The same from blocks that a front end has found. Spans out of range or
// inside a character are clipped, overlaps are cut off; what no block covers
// becomes a paragraph. O(|text| + blocks log blocks).
void TakeUnits(const DecodedSource& source, std::span<const InputBlock> blocks,
               SourceLines* lines);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_LINES_H_
