#ifndef STANDFIRST_CORE_RANK_WORD_KINDS_H_
#define STANDFIRST_CORE_RANK_WORD_KINDS_H_

#include <cstdint>
#include <string_view>

namespace standfirst {

// What a word of English's closed classes does, as far as ranking, choosing
// and headlines care. A word may have several bits; words of the open classes
// have none.
enum WordKind : uint16_t {
  kFunctionWord = 1U << 0U,     // Carries no content of its own.
  kPreposition = 1U << 1U,      // "of"; also "to" and subordinating words.
  kDeterminer = 1U << 2U,       // Articles, possessives, "this", "every".
  kAuxiliary = 1U << 3U,        // "is", "would", "n't".
  kPersonalPronoun = 1U << 4U,  // "he": points back when it is a subject.
  kDemonstrative = 1U << 5U,    // "this", "those", "such".
  kConnective = 1U << 6U,       // Leans on the sentence before: "however".
  kConjunction = 1U << 7U,      // "and", "or", "but", "that", "which".
  kAnswer = 1U << 8U,           // "yes", "no", "sure": answers the one before.
  kFirstSecondPerson = 1U << 9U,
  kReportingVerb = 1U << 10U,  // "said", "added": an attribution follows.
  kOfPerson = 1U << 11U,       // "he", "his", "herself": somebody named before.
  kOfThing = 1U << 12U,        // "it", "their", "itself".
};

// Of a lower-cased word. O(|word|).
uint16_t WordKindsOf(std::string_view lower);
// Of a listed word by its number, or none.
uint16_t KindsOfListed(uint32_t index);

// The listed words by number, for models that know each of them.
constexpr uint32_t kListedWordCount = 243;
// kListedWordCount for a word that is not listed. O(|word|).
uint32_t ListedWordIndex(std::string_view lower);
// `hash`: the vocabulary's, where it is known.
uint32_t ListedWordIndex(std::string_view lower, uint64_t hash);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_WORD_KINDS_H_
