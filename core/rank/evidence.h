#ifndef STANDFIRST_CORE_RANK_EVIDENCE_H_
#define STANDFIRST_CORE_RANK_EVIDENCE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/rank/rank.h"
#include "core/rank/sentence_shape.h"
#include "core/text/document.h"

namespace standfirst {

// What the words and sentences of one document are like, gathered in one pass
// over its tokens; the ranker and its trainer both work from it.
struct Evidence {
  static constexpr uint32_t kNowhere = 0xFFFFFFFF;

  // One lower-cased word of the document.
  struct Word {
    uint16_t kinds = 0;      // WordKind bits.
    uint8_t kind_class = 0;  // WordClass.
    bool in_title = false;   // The title has it and it is no function word.
    bool in_heading = false;
    uint32_t count = 0;         // In sentences that may stand.
    uint32_t sentences = 0;     // Such sentences that hold it.
    uint32_t first = kNowhere;  // Their order, from 0; kNowhere: in none.
    uint32_t last = 0;
    uint32_t inside = 0;  // Terms before it in the first of them.
  };
  // A pair of neighbouring terms.
  struct Pair {
    uint32_t left = 0;  // Lower-cased vocabulary entries.
    uint32_t right = 0;
    uint32_t count = 0;
    uint32_t first = kNowhere;  // Order of the first sentence that may stand.
  };

  std::vector<Word> words;  // Per vocabulary entry; lower-cased ones only.
  std::vector<Pair> pairs;
  std::vector<SentenceShape> shapes;  // Per sentence.
  std::vector<uint32_t> order;  // Per sentence: how many that may stand come
                                // before it.
  uint32_t eligible = 0;        // How many may stand.
  uint32_t terms = 0;
  bool has_title = false;
};

enum WordClass : uint8_t {
  kFunctionClass,
  kNumberClass,
  kNameClass,  // Capitalised in mid-sentence more often than not.
  kOtherClass,
};
constexpr uint32_t kWordClassCount = 4;

// Fills the parts of `ranking` that hold the document's terms and pairs, and
// what each sentence may do (eligible, needs_previous, last_resort).
// O(tokens).
Evidence GatherEvidence(const Document& document, const RankOptions& options,
                        Ranking* ranking);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_EVIDENCE_H_
