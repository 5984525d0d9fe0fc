#ifndef STANDFIRST_CORE_RANK_EVIDENCE_H_
#define STANDFIRST_CORE_RANK_EVIDENCE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/model/word_list.h"
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
    uint8_t listed = 0;      // ListedWordIndex, for words with kinds.
    uint8_t kind_class = 0;  // WordClass.
    bool in_title = false;   // The title has it in some form, and it is no
                             // function word.
    // The largest title share of the sentences that may stand and hold it.
    uint8_t beside_title = 0;
    bool in_heading = false;
    bool term = false;          // Holds a letter or a digit.
    uint32_t count = 0;         // In sentences that may stand.
    uint32_t sentences = 0;     // Such sentences that hold it.
    uint32_t first = kNowhere;  // Their order, from 0; kNowhere: in none.
    uint32_t last = 0;
    uint32_t inside = 0;  // Terms before it in the first of them.
    uint8_t tag = 0;      // Of a term: part of speech where it stands first.
    // Filled by MarkSigns.
    uint8_t rarity = 0;           // In running text, in steps of an octave.
    uint8_t cluster = 0;          // Of words that behave alike.
    uint8_t entity = 0;           // 1 + type of the first name it is in.
    uint8_t entity_salience = 0;  // That name's, in eighths.
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
  // Every other block at least begins with who speaks.
  bool transcript = false;
  // Per sentence: how many of the title's words it holds, in eighths of what
  // the sentence has that holds most; empty without a title that says
  // something.
  std::vector<uint8_t> title_shares;
};

enum WordClass : uint8_t {
  kFunctionClass,
  kNumberClass,
  kNameClass,  // Capitalised in mid-sentence more often than not.
  kOtherClass,
};
constexpr uint32_t kWordClassCount = 4;

// Fills the parts of `ranking` that hold the document's terms and pairs, and
// what each sentence may do (eligible, last_resort).
// O(tokens).
Evidence GatherEvidence(const Document& document, const RankOptions& options,
                        Ranking* ranking);

// What the word list and the names say of the words. O(words + mentions).
void MarkSigns(const Document& document, const WordList* words,
               const EntityAnalysis& entities, Evidence* evidence);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_EVIDENCE_H_
