#ifndef STANDFIRST_CORE_CLEAN_VIEW_H_
#define STANDFIRST_CORE_CLEAN_VIEW_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/clean/lines.h"

namespace standfirst {

// Hash of a word as rules compare it: ASCII in lower case, ’ as '.
class WordHash {
 public:
  constexpr void Add(char byte) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte | 0x20);
    value_ = (value_ ^ static_cast<uint8_t>(byte)) * 0x01000193U;
  }
  constexpr uint32_t value() const {
    uint32_t mixed = value_ ^ (value_ >> 15);
    mixed *= 0x2c1b3c6dU;
    return mixed ^ (mixed >> 13);
  }

 private:
  uint32_t value_ = 0x811c9dc5U;
};

// A list of words, "a/b/c", in lower case, with a bit for the hash of each:
// most tokens that are none of them are told by that. Two numbers, as most
// lists are written where they are used.
class WordSet {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): lists are written in place.
  consteval WordSet(const char* words) : words_(words) {
    WordHash hash;
    for (const char* at = words;; ++at) {
      if (*at != '/' && *at != '\0') {
        hash.Add(*at);
        continue;
      }
      bits_ |= BitOf(hash.value());
      hash = {};
      if (*at == '\0') break;
    }
  }

  static constexpr uint64_t BitOf(uint32_t hash) {
    return uint64_t{1} << (hash & 63);
  }
  constexpr const char* words() const { return words_; }
  constexpr uint64_t bits() const { return bits_; }

 private:
  const char* words_;
  uint64_t bits_ = 0;
};

// A word, a number, or a run of one punctuation character of a view.
struct ViewToken {
  enum Kind : uint8_t { kWord, kNumber, kMark };
  uint32_t hash = 0;   // WordHash of its text.
  uint16_t begin = 0;  // Bytes of the view.
  uint16_t end = 0;
  Kind kind = kMark;
  bool space_before = false;
  bool capital = false;   // Starts with an upper-case letter.
  bool capitals = false;  // Two letters or more, none lower-case.
};

// A stretch of the source as a reader sees it: repaired, white space as single
// blanks, cut into tokens. Rules look at views, and cut the source where a
// view's byte came from. Bounded: at most kLimit bytes of source are read.
class View {
 public:
  static constexpr uint32_t kLimit = 1024;

  // The first bytes of the unit, or, with `tail`, its last ones.
  void Read(const DecodedSource& source, const Unit& unit, bool tail = false);

  std::string_view text() const { return text_; }
  const std::vector<ViewToken>& tokens() const { return tokens_; }
  uint32_t size() const { return static_cast<uint32_t>(tokens_.size()); }
  // False if the unit goes on before or behind the view.
  bool complete() const { return complete_; }

  std::string_view Text(uint32_t token) const {
    return text_.substr(tokens_[token].begin,
                        tokens_[token].end - tokens_[token].begin);
  }
  // Case (ASCII) and the apostrophe's shape do not count. `word`: lower case,
  // up to a '/', a blank or the end.
  bool Is(uint32_t token, const char* word) const;
  // Any of the words.
  bool IsAny(uint32_t token, const WordSet& words) const {
    return IsAny(token, words.words(), words.bits());
  }
  // The same for a list that is not known to the compiler: "a/b/c", up to a
  // blank or the end.
  bool IsListed(uint32_t token, const char* words) const;
  // Some token is one of the words.
  bool HasAny(const WordSet& words) const {
    for (uint32_t i = 0; i < size(); ++i) {
      if (IsAny(i, words)) return true;
    }
    return false;
  }
  // Any of the marks: "( [".
  bool IsMark(uint32_t token, const char* marks) const;
  bool IsDash(uint32_t token) const;

  // Where the token starts and ends in the source. TokenStart(size()) is the
  // view's end.
  uint32_t TokenStart(uint32_t token) const {
    return token < size() ? SourceAt(tokens_[token].begin) : end_;
  }
  uint32_t TokenEnd(uint32_t token) const {
    return SourceEnd(tokens_[token].end);
  }
  uint32_t SourceAt(uint32_t byte) const {
    return byte >= text_.size() ? end_
           : positions_.empty() ? start_ + byte
                                : positions_[byte];
  }
  // End of the source of the byte before `byte`.
  uint32_t SourceEnd(uint32_t byte) const {
    return byte >= text_.size() ? end_
           : positions_.empty() ? start_ + byte
                                : ends_[byte - 1];
  }

 private:
  void Tokenise();
  bool IsAny(uint32_t token, const char* words, uint64_t bits) const;

  std::string_view text_;
  std::string buffer_;
  std::vector<uint32_t> positions_;  // Empty: text_ is the source's own bytes.
  std::vector<uint32_t> ends_;
  uint32_t start_ = 0;
  uint32_t end_ = 0;
  bool complete_ = true;
  std::vector<ViewToken> tokens_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_VIEW_H_
