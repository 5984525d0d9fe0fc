#ifndef STANDFIRST_CORE_RANK_RANK_H_
#define STANDFIRST_CORE_RANK_RANK_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/text/document.h"

namespace standfirst {

enum class Genre : uint8_t {
  kUnknown,
  kNews,
  kFeature,
  kReport,
  kPaper,
  kConversation,
  kEncyclopaedia,
  kFiction,
  kList,
};
constexpr uint32_t kGenreCount = 9;  // With unknown.
// "unknown", "news", …
std::string_view GenreName(Genre genre);

// Parts of a sentence's score, 0 to 1000 each, larger is better; for readers.
struct ScoreReasons {
  uint16_t position = 0;    // Place in the text.
  uint16_t centrality = 0;  // Close to the subject: shares the text's words.
  uint16_t entities = 0;    // Names and figures.
  uint16_t terms = 0;       // Telling words.
  uint16_t title = 0;       // Words of the title; 0 without one.
};

struct SentenceScore {
  static constexpr uint32_t kNowhere = 0xFFFFFFFF;
  // The earlier sentence without which this one starts in mid-air (a pronoun
  // that nothing in it explains, an answer, a bare quotation).
  uint32_t leans_on = kNowhere;
  uint16_t score = 0;  // 0 to 1000, for readers and for a first sieve.
  uint16_t prior = 0;  // 0 to 1000: how such a sentence fares in summaries,
                       // whatever it says.
  ScoreReasons reasons;
  bool eligible = true;      // May stand in a summary at all (not a heading,
                             // caption, table, code, fragment, truncated …).
  bool last_resort = false;  // Chosen only where nothing else fits: a
                             // question, a line of a transcript's chairman.
};

struct Evidence;

// Section "rank" of part `base`.
class RankModel;

// What a sentence takes for known; columns are core/rank/lean_features.h's.
struct Want {
  static constexpr uint32_t kNeighbour = 0xFFFFFFFF;
  uint32_t word = kNeighbour;  // Lower-cased vocabulary entry that an earlier
                               // sentence has to hold; kNeighbour: the
                               // sentence before has to come too.
  uint16_t column = 0;         // Where nothing tells of it; the next where
                               // something does.
};

// Everything the second step needs to choose sentences; made once per text.
struct Ranking {
  Genre genre = Genre::kUnknown;
  bool mixed = false;  // Two articles or more, one after the other.
  std::vector<SentenceScore> sentences;  // One per document sentence.
  std::vector<uint16_t> word_salience;   // Per vocabulary entry (of the
                                         // lower-cased form): expected
                                         // presence in a summary, 0–1000.
  // Per sentence: what select needs of its words, so that choosing never
  // walks the tokens again (laid out by rank, read by select).
  std::vector<uint32_t> term_starts;    // sentences + 1 entries.
  std::vector<uint32_t> terms;          // Lower-cased vocabulary entries.
  std::vector<uint32_t> bigram_starts;  // Bigram i of a sentence joins its
                                        // terms i and i + 1.
  std::vector<uint32_t> bigrams;        // Ids into bigram_salience.
  std::vector<uint16_t> bigram_salience;
  std::vector<uint32_t> words;  // Per sentence: DESIGN 4.2's words.
  // With the trained section "lean": per sentence, the log odds that it cannot
  // be read alone and after others, without what depends on these (in 1/1024),
  // and what it takes for known. With "choice", of an abstract: what readers'
  // choice among sets makes of it, and what more of a set that it opens (log
  // odds in 1/1024).
  struct Lean {
    int32_t alone = 0;
    int32_t after = 0;
    int32_t choice = 0;
    int32_t choice_first = 0;
    IndexRange wants;
  };
  std::vector<Lean> leans;
  bool abstract = false;  // A paper's, by itself: `leans` hold choices.
  std::vector<Want> wants;
  const RankModel* model = nullptr;  // Which has that section.
  // What was gathered about the words, without the pairs; never null.
  std::shared_ptr<const Evidence> evidence;
  // A summary's length in terms that readers of such a text expect, and what
  // a point of mean sentence prior counts beside the set's expected F1 (in
  // thousandths).
  uint32_t expected_terms = 60;
  uint32_t score_weight = 1000;
};

struct RankOptions {
  std::string_view title;  // The article's own title where known, or empty.
  bool english = true;     // False: language-neutral features only.
};

// `model` and `words` may be nullptr (plain weights by hand then); `model` must
// outlive the ranking. O(tokens).
Ranking Rank(const RankModel* model, const WordList* words,
             const Document& document, const EntityAnalysis& entities,
             const RankOptions& options);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_RANK_H_
