#include "core/clean/language_grams.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Enough to tell; keeps long blocks cheap.
constexpr size_t kMostBytes = 4000;
constexpr uint32_t kMostLetters = 600;
// Of longer words the end is not looked at.
constexpr uint32_t kMostWordLetters = 30;
constexpr uint32_t kWordEdge = ' ';

// The letters of one word in lower case, an edge before and behind.
class Word {
 public:
  bool empty() const { return size_ == 1; }
  uint32_t letters() const { return size_ - 1; }
  uint32_t capitals() const { return capitals_; }
  void Clear() {
    size_ = 1;
    capitals_ = 0;
  }
  void Add(char32_t letter, bool capital) {
    capitals_ += capital ? 1 : 0;
    if (size_ <= kMostWordLetters) letters_[size_++] = letter;
  }
  void AddGrams(GramSet* grams) {
    while (size_ > 1 && letters_[size_ - 1] == '\'') --size_;
    if (empty()) return;
    letters_[size_] = kWordEdge;
    for (uint32_t at = 0; at + 2 <= size_; ++at) {
      grams->Add(
          Slot(Mix(Mix(letters_[at], letters_[at + 1]), letters_[at + 2])));
    }
    if (letters() >= 2 && letters() <= 4) {
      uint32_t hash = 1;
      for (uint32_t at = 1; at < size_; ++at) hash = Mix(hash, letters_[at]);
      grams->Add(Slot(hash));
    }
  }

 private:
  static uint32_t Mix(uint32_t hash, uint32_t letter) {
    hash = (hash ^ letter) * 0x9e3779b1U;
    return hash ^ hash >> 15U;
  }
  static uint32_t Slot(uint32_t hash) {
    return hash * 0x85ebca6bU >> (32 - kGramSlotBits);
  }

  std::array<uint32_t, kMostWordLetters + 2> letters_ = {kWordEdge};
  uint32_t size_ = 1;  // With the edge before.
  uint32_t capitals_ = 0;
};

// Letters of Persian and Urdu that Arabic lacks: peh, tcheh, jeh, keheh, gaf,
// Farsi yeh.
constexpr bool IsPersianLetter(char32_t code_point) {
  return code_point == 0x67E || code_point == 0x686 || code_point == 0x698 ||
         code_point == 0x6A9 || code_point == 0x6AF || code_point == 0x6CC;
}

constexpr bool IsAsciiLetter(char byte) {
  return static_cast<uint8_t>((byte | 0x20) - 'a') < 26;
}

// Signs that join words to addresses, paths and names of programs.
constexpr bool IsJoining(char32_t character) {
  return (character >= '0' && character <= '9') || character == '/' ||
         character == '_' || character == '@' || character == '\\' ||
         character == '=';
}

}  // namespace

LanguageSample SampleLanguage(std::string_view text) {
  LanguageSample sample;
  GramSet in_capitals;
  uint32_t letters = 0;  // In words that count.
  uint32_t small_words = 0;
  uint32_t capital_words = 0;
  Word word;
  bool joined = false;  // What stands before the word belongs to it.
  const auto end_word = [&](char32_t next) {
    if (word.empty()) return;
    ++sample.words;
    if (!joined && !IsJoining(next)) {
      if (word.capitals() == 0) {
        ++small_words;
        letters += word.letters();
        word.AddGrams(&sample.grams);
      } else if (word.capitals() >= 2 || word.letters() == 1) {
        ++capital_words;
        letters += word.letters();
        word.AddGrams(&in_capitals);
      }
    }
    word.Clear();
  };
  const size_t size = std::min(text.size(), kMostBytes);
  for (size_t at = 0; at < size && letters < kMostLetters;) {
    // Nearly all of English: it would be looked up in four tables.
    if (IsAsciiLetter(text[at])) {
      ++sample.letters[static_cast<size_t>(ScriptClass::kLatin)];
      word.Add(static_cast<uint8_t>(text[at] | 0x20), text[at] < 'a');
      ++at;
      continue;
    }
    const DecodedCharacter character = DecodeValidUtf8(text, at);
    const char32_t code_point = character.code_point;
    at += character.size;
    const CharacterClass value = ClassifyCharacter(code_point);
    if (IsLetter(value)) {
      ++sample.letters[static_cast<size_t>(ScriptOf(code_point))];
      sample.persian_letters += IsPersianLetter(code_point) ? 1 : 0;
      word.Add(ToLower(code_point), value == CharacterClass::kUpper);
    } else if (value == CharacterClass::kMark) {
      if (!word.empty()) word.Add(code_point, false);
    } else if ((code_point == '\'' || code_point == 0x2019) && !word.empty()) {
      word.Add('\'', false);
    } else {
      end_word(code_point);
      joined = code_point == '.' || IsJoining(code_point);
    }
  }
  end_word(' ');
  // Text in capitals: their names cannot be told.
  if (capital_words > small_words * 2) sample.grams = in_capitals;
  return sample;
}

}  // namespace standfirst
