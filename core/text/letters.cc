#include "core/text/letters.h"

#include <bit>
#include <cstring>

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

namespace {

// Where numbers of eight bytes are read as they stand. Not in the wasm module,
// whose machine has four: there it would be code that brings little.
constexpr bool kEightAtOnce = sizeof(size_t) == sizeof(uint64_t) &&
                              std::endian::native == std::endian::little;

constexpr uint64_t kEveryByte = 0x0101010101010101;
constexpr uint64_t kHighBits = 0x80 * kEveryByte;

// Of eight bytes of ASCII: the high bit of those from `least` on.
constexpr uint64_t BytesFrom(char least, uint64_t bytes) {
  return (bytes + (0x80U - static_cast<uint8_t>(least)) * kEveryByte) &
         kHighBits;
}

}  // namespace

uint32_t CountWords(std::string_view text) {
  uint32_t words = 0;
  bool counted = false;  // The piece that `position` is in.
  bool between = true;   // Behind white space.
  for (size_t position = 0; position < text.size();) {
    // Eight bytes at once, of what is printed of ASCII, where every piece that
    // begins does so with a letter or a digit: most of any English text. Where
    // words end cannot be foretold, so that a look at each byte takes longer.
    if (uint64_t bytes = 0; kEightAtOnce && (counted || between) &&
                            text.size() - position >= sizeof(bytes)) {
      std::memcpy(&bytes, text.data() + position, sizeof(bytes));
      if ((bytes & kHighBits) == 0 && BytesFrom(' ', bytes) == kHighBits &&
          BytesFrom('\x7F', bytes) == 0) {
        const uint64_t folded = bytes | 0x20 * kEveryByte;
        const uint64_t known =
            (BytesFrom('a', folded) & ~BytesFrom('z' + 1, folded)) |
            (BytesFrom('0', bytes) & ~BytesFrom('9' + 1, bytes));
        const uint64_t inside = BytesFrom(' ' + 1, bytes);
        const uint64_t behind_blank =
            (inside ^ kHighBits) << 8U | (between ? 0x80U : 0U);
        const uint64_t begun = behind_blank & inside;
        if ((begun & ~known) == 0) {
          words += static_cast<uint32_t>((begun >> 7U) * kEveryByte >> 56U);
          counted = inside >> 63U != 0;
          between = !counted;
          position += sizeof(bytes);
          continue;
        }
      }
    }
    // What is printed of ASCII, and the blank.
    if (const auto byte = static_cast<uint8_t>(text[position]);
        byte - 0x20U < 0x5F) {
      between = byte == ' ';
      const bool counts = IsAsciiLower(byte | 0x20U) || byte - U'0' < 10;
      words += !counted && counts ? 1 : 0;
      counted = !between && (counted || counts);
      ++position;
      continue;
    }
    const DecodedCharacter character = DecodeValidUtf8(text, position);
    position += character.size;
    const CharacterClass kind = ClassifyCharacter(character.code_point);
    between = kind == CharacterClass::kSpace;
    if (between) {
      counted = false;
    } else if (!counted && IsLetterOrDigit(kind)) {
      counted = true;
      ++words;
    }
  }
  return words;
}

}  // namespace standfirst
