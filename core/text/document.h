#ifndef STANDFIRST_CORE_TEXT_DOCUMENT_H_
#define STANDFIRST_CORE_TEXT_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/offsets.h"
#include "core/text/vocabulary.h"

namespace standfirst {

enum class BlockKind : uint8_t {
  kTitle,
  kHeading,
  kParagraph,
  kListItem,
  kQuotation,
  kCaption,
  kTable,
  kCode,
};

// "title", "heading", "paragraph", "list-item", "quotation", "caption",
// "table", "code".
std::string_view BlockKindName(BlockKind kind);

struct Block {
  CleanSpan span;  // Never empty; blocks do not overlap, in text order.
  BlockKind kind = BlockKind::kParagraph;
  uint8_t level = 0;     // Headings: 1 to 6; list items: nesting from 1.
  IndexRange sentences;  // Filled by segment.
};

// A treebank word: "do" + "n't", "Paris" + "'s", "well" + "-" + "known".
struct Token {
  CleanSpan span;     // No white space inside.
  uint32_t word = 0;  // Entry of the vocabulary, as written.
  uint8_t tag = 0;    // PartOfSpeech (core/tag); 0 until tagged.
  uint8_t flags = 0;  // TokenFlag bits.
};

enum TokenFlag : uint8_t {
  kSpaceBefore = 1,  // White space, or the block's start, before it.
  kLineStart = 2,    // First token of a line of its block.
};

struct Sentence {
  CleanSpan span;     // From its first token's start to its last one's end.
  IndexRange tokens;  // Never empty.
  uint32_t block = 0;
};

// One article on its way through the stages. Clean fills text and blocks,
// segment tokens, sentences and vocabulary, tag the tokens' tags. Plain
// arrays: indices stay valid, pointers into them do not.
struct Document {
  std::string text;  // Valid UTF-8; "\n\n" between blocks; inside a block a
                     // line break that was kept is one "\n".
  std::vector<Block> blocks;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  Vocabulary vocabulary;

  std::string_view Text(CleanSpan span) const {
    return {text.data() + span.start.value, span.size()};
  }
  std::string_view Text(const Token& token) const { return Text(token.span); }
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_DOCUMENT_H_
