#include "core/text/stem.h"

#include <cstddef>

namespace standfirst {
namespace {

bool IsVowel(char letter) {
  return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' ||
         letter == 'u' || letter == 'y';
}

bool HasVowel(std::string_view word) {
  for (const char letter : word) {
    if (IsVowel(letter)) return true;
  }
  return false;
}

bool IsAscii(std::string_view word) {
  for (const char letter : word) {
    if (static_cast<unsigned char>(letter) >= 0x80) return false;
  }
  return true;
}

// What is left of a stem after its ending: at least three letters, one of
// them a vowel ("sing" keeps its ending, "talking" does not).
bool MayLose(std::string_view word, size_t ending) {
  return word.size() >= ending + 3 &&
         HasVowel(word.substr(0, word.size() - ending));
}

}  // namespace

std::string StemOf(std::string_view lower) {
  std::string word(lower);
  if (word.size() <= 3 || !IsAscii(word)) return word;
  if (word.ends_with("'s")) word.resize(word.size() - 2);
  if (word.ends_with("ies") && word.size() > 4) {
    word.resize(word.size() - 3);
    word += 'y';
  } else if (word.ends_with("sses") || word.ends_with("ches") ||
             word.ends_with("shes") || word.ends_with("xes")) {
    word.resize(word.size() - 2);
  } else if (word.ends_with("s") && !word.ends_with("ss") &&
             !word.ends_with("us") && !word.ends_with("is")) {
    word.resize(word.size() - 1);
  }
  bool cut = false;
  if (word.ends_with("ied") && word.size() > 4) {
    word.resize(word.size() - 3);
    word += 'y';
  } else if (word.ends_with("ing") && MayLose(word, 3)) {
    word.resize(word.size() - 3);
    cut = true;
  } else if (word.ends_with("ed") && MayLose(word, 2)) {
    word.resize(word.size() - 2);
    cut = true;
  } else if (word.ends_with("ly") && MayLose(word, 2)) {
    word.resize(word.size() - 2);
  }
  const size_t size = word.size();
  if (cut && size > 3 && word[size - 1] == word[size - 2] &&
      !IsVowel(word[size - 1]) && word[size - 1] != 'l' &&
      word[size - 1] != 's' && word[size - 1] != 'z') {
    word.resize(size - 1);  // "planned": "plan".
  }
  // "strike", "striking" and "policy", "policies" end alike.
  if (word.size() > 3 && word.back() == 'e') word.resize(word.size() - 1);
  if (word.size() > 3 && word.back() == 'y') word.back() = 'i';
  return word;
}

}  // namespace standfirst
