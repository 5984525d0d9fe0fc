#ifndef STANDFIRST_CORE_RANK_LEAN_FEATURES_H_
#define STANDFIRST_CORE_RANK_LEAN_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/rank/evidence.h"
#include "core/rank/rank.h"
#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"

namespace standfirst {

// Features of the two trained questions of reading: whether a sentence can be
// read without (or after) others, and whether it says again what an earlier one
// says. Columns of small tables; the trainer and the core share them.

// First columns of the templates of leaning.
// FeaturesOfSentence come before them.
enum LeanColumn : uint16_t {
  kLeanGenre = 0,
  kLeanRule = kLeanGenre + kGenreCount,  // What the rules say it leans on.
  kLeanQuote = kLeanRule + 4,            // Inside, bare, left open.
  kLeanVerb = kLeanQuote + 8,            // Form of the first finite verb.
  kLeanNovelty = kLeanVerb + kPartOfSpeechCount,  // Content told of before.
  kLeanNames = kLeanNovelty + 6,                  // New, then known.
  kLeanTags = kLeanNames + 8,                     // Of its first two words, …
  kLeanWords = kLeanTags + 2 * kPartOfSpeechCount,  // … and all its words.
  kLeanForm = kLeanWords + kListedWordCount,        // Bits of FormOf.
  kLeanClusters = kLeanForm + 8,                    // Of its other words.
  kLeanWants = kLeanClusters + 256,
  // Beside earlier sentences only.
  kLeanDistance = kLeanWants + 2 * 2 * 16,
  kLeanOverlap = kLeanDistance + 6,
  kLeanColumns = kLeanOverlap + 8,
};

// What a sentence takes for known; each is a column of kLeanWants: times two
// for where in the sentence, times two for whether an earlier sentence of the
// summary tells of it.
enum WantKind : uint8_t {
  kWantTold,    // "The ban", of what was told of before by this word, …
  kWantTaken,   // … of what was taken for known before, …
  kWantUntold,  // … of what was not.
  kWantToldOf,  // "The ban on …": the same three.
  kWantTakenOf,
  kWantUntoldOf,
  kWantSurname,   // Of a person that was named in full.
  kWantShort,     // Of another name that was longer before.
  kWantPerson,    // Known by one name only.
  kWantLinked,    // "She", whose name is known.
  kWantPronoun,   // "She", whose is not.
  kWantThing,     // "It", "this".
  kWantPrevious,  // What goes on from the sentence before.
  kWantAlso,
  kWantLetters,       // "NDA", not spelt out here, new in the text …
  kWantLettersAgain,  // … or not.
};
static_assert(kWantLettersAgain < 16);  // As kLeanWants has room for.

// Signs, as bits, that a sentence is a caption or that others have grown onto
// it: a colon early (four, by how early), handles, a stop or bracket without a
// space behind it, words grown together, an opening bracket. O(bytes).
uint32_t FormOf(std::string_view sentence);

// How two sentences compare by the words that say something.
struct SharedWords {
  std::array<uint32_t, kWordClassCount> shared{};  // By class, in both, …
  std::array<uint32_t, kWordClassCount> fresh{};   // … in the later only.
  uint32_t earlier = 0;                            // Such words of each.
  uint32_t later = 0;
  uint32_t shared_salience = 0;
  uint32_t salience = 0;  // Of the later.
  uint32_t all_shared() const {
    return later - (fresh[1] + fresh[2] + fresh[3]);
  }
};
// The words that say something of some sentences, each once, so that many pairs
// of these can be compared.
class SentenceContents {
 public:
  // O(vocabulary + terms of the sentences).
  SentenceContents(const Ranking& ranking, std::span<const uint32_t> sentences);

  // Both by their places in `sentences`. O(distinct words / 64 + shared words).
  SharedWords Compare(size_t earlier, size_t later) const;
  // `word`: a lower-cased vocabulary entry.
  bool Holds(size_t place, uint32_t word) const {
    return numbers_[word] != 0 && HasBit(place, numbers_[word] - 1);
  }

 private:
  struct Word {
    uint16_t salience = 0;
    uint8_t kind_class = 0;  // WordClass.
  };
  bool HasBit(size_t place, uint32_t number) const {
    return (bits_[place * stride_ + number / 64] >> number % 64 & 1U) != 0;
  }

  std::vector<uint32_t> numbers_;  // Per vocabulary entry, from 1; 0: none.
  std::vector<Word> words_;        // By number, from 0.
  size_t stride_ = 0;              // Of `bits_`, a sentence.
  std::vector<uint64_t> bits_;     // Per sentence: which words it has.
  std::vector<SharedWords> all_;   // Per sentence, with all its words fresh.
};

constexpr uint32_t kRepeatTemplates = 13;
using RepeatFeatures = std::array<uint16_t, kRepeatTemplates>;
uint32_t LeanColumnCount();  // With those of the sentence.
uint32_t RepeatColumnCount();
RepeatFeatures FeaturesOfRepeat(const Ranking& ranking, uint32_t earlier,
                                uint32_t later, const SharedWords& words);

// Columns of how far behind the nearest earlier sentence of the summary it
// stands, and of how much of it these share.
uint16_t DistanceColumn(uint32_t earlier, uint32_t later);
uint16_t OverlapColumn(const SharedWords& words);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_LEAN_FEATURES_H_
