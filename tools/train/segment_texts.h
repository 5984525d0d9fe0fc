#ifndef STANDFIRST_TOOLS_TRAIN_SEGMENT_TEXTS_H_
#define STANDFIRST_TOOLS_TRAIN_SEGMENT_TEXTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/text/hash.h"
#include "tools/common/conllu.h"

namespace standfirst::tools {

// Numbers that look random, the same every time.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint32_t Below(uint32_t limit) {
    state_ += 0x9e3779b97f4a7c15ULL;
    return static_cast<uint32_t>(MixHash(state_) % limit);
  }
  bool OneIn(uint32_t times) { return Below(times) == 0; }

 private:
  uint64_t state_;
};

// A surface token and whether a space follows it.
struct Piece {
  std::string text;
  bool space_after = true;
};
using Pieces = std::vector<Piece>;

// Tokens without spaces of their own, spaced as print spaces them.
Pieces Spaced(const std::vector<std::string>& tokens);

// Paragraphs as newspapers set them, made of `sentences` (each one whole
// sentence): what the treebanks have too little of. Titles, initials, company
// endings and numbered things are set into the sentences; quotations of several
// sentences get said-clauses before, between and after. Only `sentences` of
// these units is filled.
std::vector<TreebankUnit> MakeNewsUnits(const std::vector<Pieces>& sentences,
                                        size_t count, uint64_t seed);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_SEGMENT_TEXTS_H_
