#include "core/text/letters.h"

#include "core/text/unicode_tables.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

constexpr bool IsAsciiUpper(char32_t character) {
  return character - U'A' < 26;
}
constexpr bool IsAsciiLower(char32_t character) {
  return character - U'a' < 26;
}

}  // namespace

CharacterClass ClassifyCharacter(char32_t code_point) {
  return static_cast<CharacterClass>(
      unicode::FindRecord(code_point).properties & 0x0F);
}

ScriptClass ScriptOf(char32_t code_point) {
  return static_cast<ScriptClass>(unicode::FindRecord(code_point).properties >>
                                  4);
}

char32_t ToLower(char32_t code_point) {
  if (code_point < 0x80) {
    return IsAsciiUpper(code_point) ? code_point + 0x20 : code_point;
  }
  // Adding a negative difference wraps around, as unsigned numbers do.
  return code_point +
         static_cast<char32_t>(unicode::FindRecord(code_point).to_lower);
}

char32_t ToUpper(char32_t code_point) {
  if (code_point < 0x80) {
    return IsAsciiLower(code_point) ? code_point - 0x20 : code_point;
  }
  return code_point +
         static_cast<char32_t>(unicode::FindRecord(code_point).to_upper);
}

void AppendLowerCase(std::string_view text, std::string* output) {
  output->reserve(output->size() + text.size());
  for (size_t position = 0; position < text.size();) {
    const auto byte = static_cast<uint8_t>(text[position]);
    if (byte < 0x80) {
      output->push_back(
          static_cast<char>(IsAsciiUpper(byte) ? byte + 0x20 : byte));
      ++position;
      continue;
    }
    const DecodedCharacter character = DecodeValidUtf8(text, position);
    AppendUtf8(ToLower(character.code_point), output);
    position += character.size;
  }
}

uint32_t CountWords(std::string_view text) {
  uint32_t words = 0;
  bool counted = false;  // The piece that `position` is in.
  for (size_t position = 0; position < text.size();) {
    // What is printed of ASCII, and the blank: most of any English text.
    if (const auto byte = static_cast<uint8_t>(text[position]);
        byte - 0x20U < 0x5F) {
      if (byte == ' ') {
        counted = false;
      } else if (!counted && (IsAsciiLower(byte | 0x20U) || byte - U'0' < 10)) {
        counted = true;
        ++words;
      }
      ++position;
      continue;
    }
    const DecodedCharacter character = DecodeValidUtf8(text, position);
    position += character.size;
    const CharacterClass kind = ClassifyCharacter(character.code_point);
    if (kind == CharacterClass::kSpace) {
      counted = false;
    } else if (!counted && IsLetterOrDigit(kind)) {
      counted = true;
      ++words;
    }
  }
  return words;
}

}  // namespace standfirst
