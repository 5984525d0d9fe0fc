#ifndef STANDFIRST_CORE_CLEAN_VIEW_H_
#define STANDFIRST_CORE_CLEAN_VIEW_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/clean/lines.h"

namespace standfirst {

// A word, a number, or a run of one punctuation character of a view.
struct ViewToken {
  enum Kind : uint8_t { kWord, kNumber, kMark };
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
  // Case (ASCII) and the apostrophe's shape do not count. `word`: lower case.
  bool Is(uint32_t token, std::string_view word) const;
  // Any of "a/b/c".
  bool IsAny(uint32_t token, std::string_view words) const;
  bool IsMark(uint32_t token, std::string_view mark) const {
    return token < size() && tokens_[token].kind == ViewToken::kMark &&
           Text(token) == mark;
  }
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
