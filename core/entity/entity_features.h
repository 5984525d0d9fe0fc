#ifndef STANDFIRST_CORE_ENTITY_ENTITY_FEATURES_H_
#define STANDFIRST_CORE_ENTITY_ENTITY_FEATURES_H_

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity_lexicon.h"
#include "core/text/document.h"
#include "core/text/hash.h"

namespace standfirst {

// The features of the entity recogniser, as 64-bit hashes; used by the trainer
// and at run time alike. No strings are built but once per distinct word.

struct EntityFeatureBuffer {
  // More than any token has: the templates are counted in a test. What MixHash
  // makes the hashes of: the model does so for all of them in one loop.
  std::array<uint64_t, 128> unmixed;
  uint32_t size = 0;
  void Add(uint64_t kind, uint64_t value) {
    unmixed[size++] = JoinHash(kind, value);
  }
  uint64_t hash(uint32_t at) const { return MixHash(unmixed[at]); }
};

// What features need to know of a word; depends on nothing else.
struct EntityWord {
  uint64_t lower = 0;  // Lower-cased, digits as 0.
  uint64_t exact = 0;  // As written, digits as 0.
  uint64_t shape = 0;  // "Xx", "00", …: kinds of characters, runs cut at two.
  std::array<uint64_t, 4> prefix{};  // 1 to 4 characters of the lower-cased
  std::array<uint64_t, 4> suffix{};  // word; 0 where it is not longer.
  uint16_t word_class = 0;
  uint8_t middle = 0;
  uint8_t coarse = 0;
  uint16_t lists = 0;
  uint8_t flags = 0;  // EntityWordFlag bits.
};
enum EntityWordFlag : uint8_t {
  kCapitalized = 1,  // Its first letter is a capital.
  kAllCapitals = 2,  // Two letters or more, no small one.
  kHasLetter = 4,
  kHasLower = 8,
  kBridge = 16,  // Joins capitalised words to one run: "of", "-", "&", "bin".
  kSingleLetter = 32,
  kHasDigit = 64,
};

// Entries of one document's vocabulary, filled as they are met.
class EntityWordTable {
 public:
  // `lexicon` may be nullptr.
  explicit EntityWordTable(const EntityLexicon* lexicon) : lexicon_(lexicon) {}
  // Fills the entry of `word` unless it is there already.
  void Prepare(const Vocabulary& vocabulary, uint32_t word);
  // `word` has been prepared. Good until the next Prepare.
  const EntityWord& operator[](uint32_t word) const { return words_[word]; }

 private:
  EntityWord Make(std::string_view form);
  const EntityLexicon* lexicon_;
  std::vector<EntityWord> words_;
  std::vector<uint8_t> made_;
  std::vector<char32_t> characters_;  // Scratch.
  std::string scratch_;
};

// How a sentence writes its words.
enum class SentenceCase : uint8_t {
  kUsual,
  kCapitals,  // "TALKS IN PARIS"
  kTitle,     // "Talks Held in Paris on Friday"
  kLower,     // No capital at all.
};

// A sentence made ready: its words and their capitalised runs.
struct EntitySentence {
  uint32_t first_token = 0;
  SentenceCase sentence_case = SentenceCase::kUsual;
  // Running text, a headline or a table of results: how many figures there
  // are, whether it ends as sentences do, whether it is short.
  uint8_t form = 0;
  std::vector<uint32_t> words;        // Vocabulary entries: as written,
  std::vector<uint32_t> lower_words;  // lower-cased.
  // The run of capitalised words that a token is in, as positions; begin ==
  // end where it is in none.
  std::vector<IndexRange> runs;
};
void PrepareEntitySentence(const Document& document, const Sentence& sentence,
                           EntityWordTable* table, EntitySentence* prepared);

// What the rest of the document says about a word.
struct EntityDocumentWord {
  uint32_t run_token = 0;     // First token of the longest capitalised run
  uint16_t run_length = 0;    // that the word is in; how long it is,
  uint16_t run_position = 0;  // and where the word stands in it.
  bool small = false;         // Occurs in small letters.
  bool capitalized = false;   // Occurs capitalised inside a sentence.
  bool after_title = false;   // Occurs after "President" and the like.
};
class EntityDocumentFacts {
 public:
  // Sentences in order. O(tokens).
  void Add(const EntitySentence& sentence, const EntityWordTable& table);
  const EntityDocumentWord& Get(uint32_t lower_word) const {
    return lower_word < words_.size() ? words_[lower_word] : nothing_;
  }
  // Reports, market and sports pages: how much of the document is figures, 0
  // to 4; 5 where it is too short to say.
  uint32_t genre() const;

 private:
  uint32_t tokens_ = 0;
  uint32_t figures_ = 0;
  std::vector<EntityDocumentWord> words_;
  EntityDocumentWord nothing_;
};

// What a first pass over the document has found, by lower-cased word: the
// evidence of the second pass (Krishnan and Manning 2006).
class EntityVotes {
 public:
  // Sentences in any order, each once; `labels` are EntityLabels, one a token.
  // O(tokens).
  void Add(const EntitySentence& sentence, std::span<const uint8_t> labels,
           const EntityWordTable& table);
  // What most other occurrences of a word were found to be.
  struct Vote {
    bool any = false;   // The word occurs elsewhere.
    uint8_t type = 0;   // 0: nothing; else a model's type + 1.
    uint8_t share = 0;  // 0: less than three in four agree, 1: those, 2: all.
    uint8_t count = 0;  // Other occurrences: 1, 2, or 3 for more.
    uint8_t kinds = 0;  // Bit per EntityLabelKind that occurs elsewhere.
  };
  // `own` is the label of the occurrence asked for; that one does not vote.
  Vote Elsewhere(uint32_t lower_word, uint8_t own) const;
  // Whether a token takes part: in running text, words with a capital.
  static bool TakesPart(const EntityWord& word, SentenceCase sentence_case) {
    return (word.flags & kHasLetter) != 0 &&
           ((word.flags & kCapitalized) != 0 ||
            sentence_case != SentenceCase::kUsual);
  }

 private:
  struct Counts {
    std::array<uint16_t, 16> types{};
    std::array<uint16_t, 4> kinds{};
  };
  std::vector<Counts> words_;
};

// Features that depend on one word and where it stands relative to the token
// (-2 to 2) alone: what can be summed once per distinct word. `word` is
// nullptr beyond the sentence.
void AppendWordFeatures(const EntityWord* word, int position,
                        SentenceCase sentence_case,
                        EntityFeatureBuffer* features);

// All the others. `facts` is nullptr where the sentence stands alone.
void AppendContextFeatures(const Document& document,
                           const EntitySentence& sentence, uint32_t index,
                           const EntityDocumentFacts* facts,
                           const EntityWordTable& table,
                           EntityFeatureBuffer* features);

// Those of the second pass, beside all of the first. `labels` are the first
// pass's of this sentence.
void AppendSecondPassFeatures(const EntitySentence& sentence, uint32_t index,
                              std::span<const uint8_t> labels,
                              const EntityVotes& votes,
                              const EntityWordTable& table,
                              EntityFeatureBuffer* features);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_ENTITY_FEATURES_H_
