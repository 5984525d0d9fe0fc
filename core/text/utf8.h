#ifndef STANDFIRST_CORE_TEXT_UTF8_H_
#define STANDFIRST_CORE_TEXT_UTF8_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace standfirst {

constexpr char32_t kReplacementCharacter = 0xFFFD;

struct DecodedCharacter {
  char32_t code_point = 0;  // kReplacementCharacter where `valid` is false.
  uint8_t size = 0;         // Bytes read, 1 to 4; 0 only at the end of text.
  bool valid = false;
};

// Reads one character at `position`. Malformed input counts as the WHATWG
// Encoding Standard counts it: each maximal subpart of an ill-formed sequence
// is one replacement character (Unicode 15, section 3.9, table 3-8).
DecodedCharacter DecodeUtf8(std::string_view bytes, size_t position);

// The same for text that is known to be valid, as all cleaned text is.
DecodedCharacter DecodeValidSequence(std::string_view bytes, size_t position);
inline DecodedCharacter DecodeValidUtf8(std::string_view bytes,
                                        size_t position) {
  if (position < bytes.size() && static_cast<uint8_t>(bytes[position]) < 0x80) {
    return {static_cast<uint8_t>(bytes[position]), 1, true};
  }
  return DecodeValidSequence(bytes, position);
}

// Appends the character; a surrogate or a value past U+10FFFF is appended as
// U+FFFD.
void AppendUtf8(char32_t code_point, std::string* output);

bool IsValidUtf8(std::string_view bytes);

// Nothing above U+007F.
bool IsAscii(std::string_view bytes);

// UTF-16 code units of a valid UTF-8 text.
uint32_t Utf16Length(std::string_view valid_utf8);

constexpr uint32_t Utf16Units(char32_t code_point) {
  return code_point >= 0x10000 ? 2 : 1;
}

constexpr bool IsUtf8Continuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_UTF8_H_
