#ifndef STANDFIRST_CORE_CLEAN_LANGUAGE_GRAMS_H_
#define STANDFIRST_CORE_CLEAN_LANGUAGE_GRAMS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/text/letters.h"

namespace standfirst {

// Pieces of words fall into so many classes by their hash.
constexpr uint32_t kGramSlotBits = 11;
constexpr size_t kGramSlots = size_t{1} << kGramSlotBits;

// Which pieces of words a text has: three letters that follow each other, the
// word's edge counting as one, and whole words of up to four letters. How often
// does not count: a table's one column title is no evidence however often it
// stands there.
class GramSet {
 public:
  void Add(uint32_t slot) {
    uint64_t& word = words_[slot / 64];
    const uint64_t bit = uint64_t{1} << slot % 64;
    count_ += (word & bit) == 0 ? 1 : 0;
    word |= bit;
  }
  uint32_t count() const { return count_; }
  const std::array<uint64_t, kGramSlots / 64>& words() const { return words_; }

 private:
  std::array<uint64_t, kGramSlots / 64> words_{};
  uint32_t count_ = 0;
};

// What the language of a text is told by. Names and codes are none of it: of
// text in mixed case only the words in small letters count, and none that
// touches a digit or a sign of addresses and programs.
struct LanguageSample {
  std::array<uint32_t, static_cast<size_t>(ScriptClass::kOther) + 1> letters{};
  uint32_t persian_letters = 0;  // And Urdu's: letters that Arabic lacks.
  uint32_t words = 0;            // Of any kind.
  GramSet grams;
};

// The beginning of the text is read, enough to tell. O(1).
LanguageSample SampleLanguage(std::string_view text);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_LANGUAGE_GRAMS_H_
