#include "core/clean/view.h"

#include <algorithm>
#include <array>

#include "core/clean/characters.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

char LowerAscii(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
}

bool IsAsciiWordByte(char byte) {
  const char lower = LowerAscii(byte);
  return (lower >= 'a' && lower <= 'z') || (byte >= '0' && byte <= '9');
}

// What ClassifyCharacter says of ASCII as far as tokens care.
constexpr std::array<CharacterClass, 128> MakeAsciiClasses() {
  std::array<CharacterClass, 128> classes{};
  for (uint8_t byte = 0; byte < 127; ++byte) {
    CharacterClass& value = classes[byte];
    value = CharacterClass::kPunctuation;
    if (byte >= 'a' && byte <= 'z') value = CharacterClass::kLower;
    if (byte >= 'A' && byte <= 'Z') value = CharacterClass::kUpper;
    if (byte >= '0' && byte <= '9') value = CharacterClass::kDigit;
  }
  classes[127] = CharacterClass::kControl;
  return classes;
}
constexpr std::array<CharacterClass, 128> kAsciiClasses = MakeAsciiClasses();

uint32_t HashToken(std::string_view text) {
  WordHash hash;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\xE2' && text.substr(i, 3) == "\xE2\x80\x99") {
      hash.Add('\'');
      i += 2;
    } else {
      hash.Add(text[i]);
    }
  }
  return hash.value();
}

// The source's own bytes can serve as the view.
bool IsPlain(std::string_view bytes) {
  bool blank = false;
  for (const char byte : bytes) {
    const ByteClass value = ClassifyByte(byte);
    if (value == ByteClass::kBlank) {
      if (blank) return false;
      blank = true;
    } else if (value == ByteClass::kPlain) {
      blank = false;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

void View::Read(const DecodedSource& source, const Unit& unit, bool tail) {
  start_ = unit.span.start;
  end_ = unit.span.end;
  complete_ = end_ - start_ <= kLimit;
  if (!complete_ && tail) {
    start_ = end_ - kLimit;
    while (IsUtf8Continuation(source.text[start_])) ++start_;
  } else if (!complete_) {
    end_ = start_ + kLimit;
    while (IsUtf8Continuation(source.text[end_])) --end_;
  }
  positions_.clear();
  ends_.clear();
  tokens_.clear();
  text_ = source.text.substr(start_, end_ - start_);
  if (!IsPlain(text_)) {
    buffer_.clear();
    bool blank = true;  // None at the start.
    uint32_t position = start_;
    char32_t before = 0;
    const bool entities = unit.kind != BlockKind::kCode;
    const auto add = [this](std::string_view bytes, uint32_t from,
                            uint32_t to) {
      buffer_ += bytes;
      positions_.insert(positions_.end(), bytes.size(), from);
      ends_.insert(ends_.end(), bytes.size(), to);
    };
    while (position < end_) {
      const Repair repair =
          ReadRepair(source.text, position, end_, entities, before);
      const uint32_t next = position + repair.size;
      if (repair.kind == RepairKind::kSpace) {
        if (!blank) add(" ", position, next);
        blank = true;
      } else if (repair.kind != RepairKind::kDrop) {
        const std::string_view bytes =
            repair.kind == RepairKind::kCopy
                ? source.text.substr(position, repair.size)
                : repair.replacement();
        add(bytes, position, next);
        before = DecodeValidUtf8(bytes, 0).code_point;
        blank = false;
      }
      position = next;
    }
    if (blank && !buffer_.empty()) {
      buffer_.pop_back();
      positions_.pop_back();
      ends_.pop_back();
    }
    text_ = buffer_;
  }
  Tokenise();
}

void View::Tokenise() {
  size_t i = 0;
  bool space = false;
  while (i < text_.size()) {
    if (text_[i] == ' ') {
      space = true;
      ++i;
      continue;
    }
    ViewToken token;
    token.begin = static_cast<uint16_t>(i);
    token.space_before = space;
    space = false;
    uint32_t letters = 0;
    bool lower = false;
    bool digits_only = true;
    bool first = true;
    size_t end = i;
    while (end < text_.size()) {
      const DecodedCharacter character = DecodeValidUtf8(text_, end);
      const CharacterClass value =
          character.size == 1 ? kAsciiClasses[character.code_point]
                              : ClassifyCharacter(character.code_point);
      if (IsLetterOrDigit(value) || value == CharacterClass::kMark) {
        if (first) token.capital = value == CharacterClass::kUpper;
        lower = lower || value == CharacterClass::kLower;
        if (IsLetter(value)) ++letters;
        digits_only = digits_only && value == CharacterClass::kDigit;
        end += character.size;
        first = false;
        continue;
      }
      if (first) break;
      // Joined inside words and numbers: U.S, don't, 10:21, 1,500, so-called.
      const char32_t joint = character.code_point;
      const size_t after = end + character.size;
      if (after >= text_.size()) break;
      const CharacterClass next =
          ClassifyCharacter(DecodeValidUtf8(text_, after).code_point);
      const bool in_number = (joint == ':' || joint == ',' || joint == '.') &&
                             digits_only && next == CharacterClass::kDigit;
      const bool in_word = (joint == '\'' || joint == 0x2019 || joint == '-') &&
                           IsLetterOrDigit(next);
      // "U.S", "p.m", "bbc.co": not "Tuesday.The".
      const bool in_name = joint == '.' && IsLetterOrDigit(next) &&
                           (letters <= 1 || next == CharacterClass::kLower);
      if (!in_number && !in_word && !in_name) break;
      end = after;
      if (in_name) letters = 0;
    }
    if (end > i) {
      token.kind = digits_only ? ViewToken::kNumber : ViewToken::kWord;
      const std::string_view word = text_.substr(i, end - i);
      const auto all_letters = static_cast<size_t>(
          std::count_if(word.begin(), word.end(), [](char byte) {
            return IsAsciiWordByte(byte) || static_cast<uint8_t>(byte) >= 0xC0;
          }));
      token.capitals = token.capital && !lower && all_letters >= 2;
    } else {
      const DecodedCharacter mark = DecodeValidUtf8(text_, i);
      const std::string_view bytes = text_.substr(i, mark.size);
      end = i + mark.size;
      while (text_.substr(end, mark.size) == bytes) end += mark.size;
    }
    token.end = static_cast<uint16_t>(end);
    token.hash = HashToken(text_.substr(i, end - i));
    tokens_.push_back(token);
    i = end;
  }
}

bool View::Equals(uint32_t token, std::string_view word) const {
  const std::string_view text = Text(token);
  size_t at = 0;
  for (const char wanted : word) {
    if (at >= text.size()) return false;
    if (wanted == '\'' && text.substr(at, 3) == "\xE2\x80\x99") {
      at += 3;
      continue;
    }
    if (LowerAscii(text[at]) != wanted) return false;
    ++at;
  }
  return at == text.size();
}

bool View::IsListed(uint32_t token, std::string_view words) const {
  if (token >= size()) return false;
  size_t begin = 0;
  while (begin < words.size()) {
    size_t end = begin;
    while (end < words.size() && words[end] != '/') ++end;
    if (end > begin && Is(token, words.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

bool View::IsDash(uint32_t token) const {
  return IsMark(token, "-") || IsMark(token, "--") || IsMark(token, "---") ||
         IsMark(token, "\xE2\x80\x93") || IsMark(token, "\xE2\x80\x94") ||
         IsMark(token, "\xE2\x80\x95") || IsMark(token, "\xE2\x88\x92");
}

}  // namespace standfirst
