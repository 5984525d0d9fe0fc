#include "core/text/equal.h"

namespace standfirst {

bool SameBytes(const char* left, size_t left_size, const char* right,
               size_t right_size) {
  if (left_size != right_size) return false;
  // Most differ in the first byte: a call of memcmp costs more than this.
  for (size_t at = 0; at < left_size; ++at) {
    if (left[at] != right[at]) return false;
  }
  return true;
}

namespace {

// Neither the blank behind a word nor the zero behind them all.
constexpr bool IsLetter(char byte) { return static_cast<uint8_t>(byte) > ' '; }

// How many bytes the word at `word` has, if the text begins with it; else 0.
size_t WordSize(const char* text, size_t size, const char* word) {
  size_t at = 0;
  while (at < size && text[at] == word[at] && IsLetter(word[at])) ++at;
  return IsLetter(word[at]) ? 0 : at;
}

// The word behind this one, or null.
const char* NextWord(const char* word) {
  while (IsLetter(*word)) ++word;
  return *word == '\0' ? nullptr : word + 1;
}

}  // namespace

bool IsOneOf(const char* text, size_t size, const char* words) {
  if (size == 0) return false;
  const char first = *text;
  while (true) {
    if (*words == first && WordSize(text, size, words) == size) return true;
    // As NextWord, whose call would take longer than most words.
    while (IsLetter(*words)) ++words;
    if (*words == '\0') return false;
    ++words;
  }
}

size_t WordsByLetter::StartOf(std::string_view text, size_t least) const {
  if (text.empty()) return 0;
  const auto letter = static_cast<uint8_t>(text[0] - 'a');
  if (letter >= starts_.size() - 1) return 0;
  const char* word = words_ + starts_[letter];
  const char* const end = words_ + starts_[letter + 1U];
  while (word != end) {
    const size_t size = WordSize(text.data(), text.size(), word);
    if (size >= least) return size;
    while (IsLetter(*word)) ++word;
    ++word;  // What stands behind it: a blank, or the zero.
  }
  return 0;
}

size_t StartsWithOneOf(std::string_view text, const char* words) {
  do {
    const size_t size = WordSize(text.data(), text.size(), words);
    if (size > 0) return size;
    words = NextWord(words);
  } while (words != nullptr);
  return 0;
}

size_t EndsWithOneOf(std::string_view text, const char* words) {
  do {
    const char* next = NextWord(words);
    size_t size = 0;
    while (IsLetter(words[size])) ++size;
    if (size <= text.size() &&
        WordSize(text.data() + text.size() - size, size, words) == size) {
      return size;
    }
    words = next;
  } while (words != nullptr);
  return 0;
}

}  // namespace standfirst
