// Comparing texts with words. The library's comparison is unfolded wherever it
// is used, some thirty bytes of the wasm module each time, and the stages do it
// several hundred times; these are called.

#ifndef STANDFIRST_CORE_TEXT_EQUAL_H_
#define STANDFIRST_CORE_TEXT_EQUAL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace standfirst {

bool SameBytes(const char* left, size_t left_size, const char* right,
               size_t right_size);

// Chosen before the library's, which is a template.
constexpr bool operator==(std::string_view left, std::string_view right) {
  if (std::is_constant_evaluated()) return left.compare(right) == 0;
  return SameBytes(left.data(), left.size(), right.data(), right.size());
}

bool IsOneOf(const char* text, size_t size, const char* words);

// `words`: "a an the", with a blank between any two.
inline bool IsOneOf(std::string_view text, const char* words) {
  return IsOneOf(text.data(), text.size(), words);
}

// A longer list, sorted by first letters ("baby actor" is not), of which only
// those words are compared that begin as the text does.
class WordsByLetter {
 public:
  consteval explicit WordsByLetter(const char* words) : words_(words) {
    size_t letter = 0;
    size_t at = 0;
    for (; words[at] != '\0'; ++at) {
      if (at > 0 && words[at - 1] != ' ') continue;
      while (letter <= static_cast<size_t>(words[at] - 'a')) {
        starts_[letter++] = static_cast<uint16_t>(at);
      }
      if (letter != static_cast<size_t>(words[at] - 'a') + 1) NotSorted();
    }
    while (letter < starts_.size()) {
      starts_[letter++] = static_cast<uint16_t>(at + 1);
    }
  }

  bool Holds(std::string_view text) const {
    return StartOf(text, text.size()) > 0;
  }
  // The size of the first of the words that the text begins with, if it has
  // `least` bytes, or 0.
  size_t StartOf(std::string_view text, size_t least = 1) const;

 private:
  static void NotSorted() {}  // Not for the compiler to call.

  const char* words_;
  std::array<uint16_t, 27> starts_{};
};

// The size of the first of the words that the text begins or ends with, or 0.
size_t StartsWithOneOf(std::string_view text, const char* words);
size_t EndsWithOneOf(std::string_view text, const char* words);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_EQUAL_H_
