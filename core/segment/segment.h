#ifndef STANDFIRST_CORE_SEGMENT_SEGMENT_H_
#define STANDFIRST_CORE_SEGMENT_SEGMENT_H_

#include <cstdint>
#include <memory>

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/text/document.h"

namespace standfirst {

// The trained classifiers (section "segment" of part `base`): where a
// sentence ends, where a token starts.
class SegmentModel;

// Cuts blocks into sentences and tokens. Holds no state between calls but
// scratch memory; one per thread. `model` and `words` must outlive it; either
// may be nullptr: then rules alone decide, and no word is listed.
class Segmenter {
 public:
  Segmenter(const SegmentModel* model, const WordList* words);
  Segmenter(const Segmenter&) = delete;
  Segmenter& operator=(const Segmenter&) = delete;
  ~Segmenter();

  // Appends the sentences and tokens of document->blocks[block_index] and
  // sets the block's `sentences`. Blocks are to be given in order. O(block).
  void SegmentBlock(uint32_t block_index, Document* document) const;

 private:
  struct Scratch;

  const SegmentModel* model_;
  const WordList* words_;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SEGMENT_SEGMENT_H_
