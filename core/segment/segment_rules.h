#ifndef STANDFIRST_CORE_SEGMENT_SEGMENT_RULES_H_
#define STANDFIRST_CORE_SEGMENT_SEGMENT_RULES_H_

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/segment/text_view.h"

namespace standfirst {

// What can be said about tokens and sentences without a trained model: the
// fallback, and the rules that hold whatever the model says.

// A stretch without white space, as indices into TextView::codes.
struct Chunk {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool line_start = false;   // First of its line.
  CodeClassSet classes = 0;  // Of its codes.

  friend bool operator==(const Chunk&, const Chunk&) = default;
};

// O(|codes|).
void FindChunks(std::span<const uint8_t> codes, std::vector<Chunk>* chunks);

// May the gap before codes[gap] (inside a chunk) be looked at at all: the
// class of character changes there, or it is no letter and no digit; combining
// marks stay where they are.
bool IsTokenGap(std::span<const uint8_t> codes, uint32_t gap);

// Addresses and the like, whose inside is one token.
bool LooksLikeAddress(std::span<const uint8_t> chunk);

// Appends the token starts of codes[begin, end), which holds no space: begin
// first, ascending, in the manner of the English treebanks ("do|n't",
// "well|-|known", "$|5"). `ends_sentence` says whether a sentence ends after
// it. O(end - begin).
void AppendTokenStartsByRule(std::span<const uint8_t> codes, uint32_t begin,
                             uint32_t end, bool ends_sentence,
                             std::vector<uint32_t>* starts);

// Letters only, lower-cased, that are two words: "cannot" 3, "gonna" 3; 0 for
// other words.
uint32_t SplitWord(std::span<const uint8_t> word);

// 1: an abbreviation that a name or a number follows ("Dr", "No"); 2: one that
// may well stand at a sentence's end ("U.S", "etc"); 0: no word that takes a
// dot. `word` comes without its last dot.
int AbbreviationKind(std::span<const uint8_t> word);

// Does a sentence end in front of `chunk`, given that `before` is the chunk
// before it on the same or the line before?
bool SentenceEndsByRule(std::span<const uint8_t> codes, const Chunk& before,
                        const Chunk& chunk);

// Where a space is missing after a stop ("on Friday.The mayor"): appends the
// indices inside the chunk at which a new sentence starts.
void AppendMissingSpaces(std::span<const uint8_t> codes, const Chunk& chunk,
                         std::vector<uint32_t>* starts);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SEGMENT_SEGMENT_RULES_H_
