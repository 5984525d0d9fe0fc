#include "core/entity/pattern_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "core/text/hash.h"
#include "core/text/sort_by.h"

namespace standfirst {
namespace {

constexpr size_t kWordCount = kPatternWords.size();
constexpr size_t kLetterCount = [] {
  size_t count = 0;
  for (const PatternWordEntry& entry : kPatternWords) {
    count += entry.word.size() + 1;
  }
  return count;
}();

// The list by columns: letters take half of what hashes take in the wasm module
// once it is compressed. A zero ends each word.
struct Columns {
  std::array<char, kLetterCount> letters;
  std::array<PatternWord, kWordCount> kinds;
  std::array<uint8_t, kWordCount> values;
};
constexpr Columns kColumns = [] {
  Columns columns{};
  size_t letter = 0;
  for (size_t index = 0; index < kWordCount; ++index) {
    const PatternWordEntry& entry = kPatternWords[index];
    for (const char byte : entry.word) columns.letters[letter++] = byte;
    ++letter;
    columns.kinds[index] = entry.kind;
    columns.values[index] = entry.value;
  }
  return columns;
}();

// The highest bits of the word's hash, more would tell no two of a language's
// words apart; below them what it is: 32, 8 and 8 bits. Sorted.
using Keys = std::vector<uint64_t>;

Keys MakeKeys() {
  Keys keys(kWordCount);
  const char* word = kColumns.letters.data();
  for (size_t index = 0; index < kWordCount; ++index) {
    const std::string_view letters = word;
    word += letters.size() + 1;
    keys[index] = MixHash(HashBytes(letters)) >> 32 << 16 |
                  static_cast<uint64_t>(kColumns.kinds[index]) << 8 |
                  kColumns.values[index];
  }
  SortNumbers(&keys);
  return keys;
}

// Whether a plural's "s" or a full stop may stand behind a word of so many
// bytes without making another of it.
bool MayEndWith(char end, size_t size, PatternWordKey key) {
  switch (key.kind) {
    case PatternWord::kCurrencyWord:
    case PatternWord::kDateUnit:
    case PatternWord::kTimeUnit:
    case PatternWord::kLakh:
    case PatternWord::kWeekday:
    case PatternWord::kHalf:
      return end == 's' && size > 2;
    case PatternWord::kUnit:
      return end == 's' && size > 2 && key.value != kStone;
    case PatternWord::kMonthShort:
    case PatternWord::kCurrencySign:
      return end == '.' && size > 1;  // Not "P. 5".
    default:
      return false;
  }
}

}  // namespace

PatternWordKey FindPatternWord(uint64_t hash) {
  // Never destroyed: nothing is left to do at exit.
  static const Keys& keys = *new Keys(MakeKeys());
  const auto found =
      std::lower_bound(keys.begin(), keys.end(), hash >> 32 << 16);
  if (found == keys.end() || *found >> 16 != hash >> 32) return {};
  return {static_cast<PatternWord>(*found >> 8 & 0xFF),
          static_cast<uint8_t>(*found & 0xFF)};
}

PatternWordKey FindPatternWord(std::string_view lower) {
  PatternWordKey key = FindPatternWord(MixHash(HashBytes(lower)));
  if (key.kind != PatternWord::kNone || lower.empty()) return key;
  const char end = lower.back();
  if (end != 's' && end != '.') return key;
  lower.remove_suffix(1);
  key = FindPatternWord(MixHash(HashBytes(lower)));
  return MayEndWith(end, lower.size(), key) ? key : PatternWordKey{};
}

}  // namespace standfirst
