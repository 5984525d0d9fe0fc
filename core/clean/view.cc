#include "core/clean/view.h"

#include <algorithm>
#include <array>

#include "core/clean/characters.h"
#include "core/text/ascii.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

char LowerAscii(char byte) {
  return IsAsciiUpper(byte) ? static_cast<char>(byte | 0x20) : byte;
}

bool IsAsciiWordByte(char byte) {
  const char lower = LowerAscii(byte);
  return IsAsciiLower(lower) || IsDigit(byte);
}

// Letters and digits of ASCII as bits; 0 for everything else.
constexpr uint8_t kLowerBit = 1;
constexpr uint8_t kUpperBit = 2;
constexpr uint8_t kDigitBit = 4;
constexpr uint8_t kMarkBit = 8;
constexpr uint8_t kOtherLetterBit = 16;
constexpr uint8_t kLetterBits = kLowerBit | kUpperBit;
constexpr std::array<uint8_t, 128> MakeWordBits() {
  std::array<uint8_t, 128> bits{};
  for (uint8_t byte = 'a'; byte <= 'z'; ++byte) bits[byte] = kLowerBit;
  for (uint8_t byte = 'A'; byte <= 'Z'; ++byte) bits[byte] = kUpperBit;
  for (uint8_t byte = '0'; byte <= '9'; ++byte) bits[byte] = kDigitBit;
  return bits;
}
constexpr std::array<uint8_t, 128> kWordBits = MakeWordBits();

// Bits for any character; combining marks belong to words and are none.
uint8_t WordBitsOf(const DecodedCharacter& character) {
  if (character.size <= 1) return kWordBits[character.code_point];
  switch (ClassifyCharacter(character.code_point)) {
    case CharacterClass::kUpper:
      return kUpperBit;
    case CharacterClass::kLower:
      return kLowerBit;
    case CharacterClass::kOtherLetter:
      return kOtherLetterBit;
    case CharacterClass::kMark:
      return kMarkBit;
    case CharacterClass::kDigit:
      return kDigitBit;
    default:
      return 0;
  }
}

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

// The source's own bytes [start, end) can serve as the view.
bool IsPlain(std::string_view source, uint32_t start, uint32_t end) {
  bool blank = false;
  for (uint32_t i = start; i < end;) {
    const ByteClass value = ClassifyByte(source[i]);
    uint32_t size = 1;
    if (value == ByteClass::kBlank) {
      if (blank) return false;
      blank = true;
    } else if (value == ByteClass::kPlain) {
      blank = false;
    } else if (value == ByteClass::kHigh) {
      size = CommonCharacterSize(source, i, end);
      if (size == 0) return false;
      blank = false;
    } else {
      return false;
    }
    i += size;
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
  if (!IsPlain(source.text, start_, end_)) {
    buffer_.clear();
    bool blank = true;  // None at the start.
    uint32_t position = start_;
    char32_t before = 0;
    const bool entities = unit.kind != BlockKind::kCode;
    const auto add = [this](std::string_view bytes, uint32_t from,
                            uint32_t to) {
      buffer_ += bytes;
      for (size_t i = 0; i < bytes.size(); ++i) {
        positions_.push_back(from);
        ends_.push_back(to);
      }
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
  const auto size = static_cast<uint32_t>(text_.size());
  const auto bits_at = [this](uint32_t at) {
    return WordBitsOf(DecodeValidUtf8(text_, at));
  };
  bool space = false;
  for (uint32_t i = 0; i < size;) {
    if (text_[i] == ' ') {
      space = true;
      ++i;
      continue;
    }
    ViewToken token;
    token.begin = static_cast<uint16_t>(i);
    token.space_before = space;
    space = false;
    WordHash hash;
    uint32_t letters = 0;  // Since the last joint of a name.
    uint8_t seen = 0;
    uint32_t end = i;
    while (end < size) {
      // Letters and digits, ASCII first.
      const auto byte = static_cast<uint8_t>(text_[end]);
      uint8_t bits = byte < 0x80 ? kWordBits[byte] : uint8_t{0};
      uint32_t width = 1;
      char32_t joint = byte;
      if (byte >= 0x80) {
        const DecodedCharacter character = DecodeValidUtf8(text_, end);
        bits = WordBitsOf(character);
        width = character.size;
        joint = character.code_point;
      }
      if (bits != 0) {
        if (end == i) token.capital = bits == kUpperBit;
        seen |= bits;
        letters += (bits & (kLetterBits | kOtherLetterBit)) != 0 ? 1 : 0;
        for (uint32_t at = end; at < end + width; ++at) hash.Add(text_[at]);
        end += width;
        continue;
      }
      // Joined inside words and numbers: U.S, don't, 10:21, 1,500, so-called.
      if (end == i || end + width >= size) break;
      constexpr uint8_t kLettersAndDigits =
          kLetterBits | kOtherLetterBit | kDigitBit;
      const uint8_t next = bits_at(end + width);
      const bool in_number = (joint == ':' || joint == ',' || joint == '.') &&
                             seen == kDigitBit && next == kDigitBit;
      const bool in_word = (joint == '\'' || joint == 0x2019 || joint == '-') &&
                           (next & kLettersAndDigits) != 0;
      // "U.S", "p.m", "bbc.co": not "Tuesday.The".
      const bool in_name = joint == '.' && (next & kLettersAndDigits) != 0 &&
                           (letters <= 1 || next == kLowerBit);
      if (!in_number && !in_word && !in_name) break;
      hash.Add(joint == 0x2019 ? '\'' : text_[end]);
      end += width;
      if (in_name) letters = 0;
    }
    if (end > i) {
      token.kind = seen == kDigitBit ? ViewToken::kNumber : ViewToken::kWord;
      if (token.capital && (seen & kLowerBit) == 0) {
        const std::string_view word = text_.substr(i, end - i);
        token.capitals = std::count_if(word.begin(), word.end(), [](char byte) {
                           return IsAsciiWordByte(byte) ||
                                  static_cast<uint8_t>(byte) >= 0xC0;
                         }) >= 2;
      }
      token.hash = hash.value();
    } else {
      const DecodedCharacter mark = DecodeValidUtf8(text_, i);
      const std::string_view bytes = text_.substr(i, mark.size);
      end = i + mark.size;
      while (text_.substr(end, mark.size) == bytes) end += mark.size;
      token.hash = HashToken(text_.substr(i, end - i));
    }
    token.end = static_cast<uint16_t>(end);
    tokens_.push_back(token);
    i = end;
  }
}

namespace {

constexpr bool IsWordEnd(char byte) {
  return byte == '/' || byte == ' ' || byte == '\0';
}

}  // namespace

bool View::Is(uint32_t token, const char* word) const {
  if (token >= size()) return false;
  const std::string_view text = Text(token);
  size_t at = 0;
  for (; !IsWordEnd(*word); ++word) {
    if (at >= text.size()) return false;
    if (*word == '\'' && at > 0 && text.substr(at, 3) == "\xE2\x80\x99") {
      at += 3;
      continue;
    }
    if (LowerAscii(text[at]) != *word) return false;
    ++at;
  }
  return at == text.size();
}

bool View::IsAny(uint32_t token, const char* words, uint64_t bits) const {
  return token < size() && (WordSet::BitOf(tokens_[token].hash) & bits) != 0 &&
         IsListed(token, words);
}

bool View::IsListed(uint32_t token, const char* words) const {
  if (token >= size()) return false;
  const char first = LowerAscii(text_[tokens_[token].begin]);
  for (;; ++words) {
    if (*words == first && Is(token, words)) return true;
    while (!IsWordEnd(*words)) ++words;
    if (*words != '/') return false;
  }
}

bool View::IsMark(uint32_t token, const char* marks) const {
  return token < size() && tokens_[token].kind == ViewToken::kMark &&
         IsOneOf(Text(token), marks);
}

bool View::IsDash(uint32_t token) const {
  return IsMark(token,
                "- -- --- \xE2\x80\x93 \xE2\x80\x94 \xE2\x80\x95 \xE2\x88\x92");
}

}  // namespace standfirst
