#ifndef STANDFIRST_CORE_CLEAN_CHARACTERS_H_
#define STANDFIRST_CORE_CLEAN_CHARACTERS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace standfirst {

// What becomes of one character, or of a short run of them, of the source.
enum class RepairKind : uint8_t {
  kCopy,     // Stays as it is.
  kReplace,  // Is read as `text`.
  kDrop,     // Is not there: soft hyphens, marks of direction, controls.
  kSpace,    // White space, whichever.
};

struct Repair {
  RepairKind kind = RepairKind::kCopy;
  bool mojibake = false;  // The text had been decoded wrongly before.
  uint8_t text_size = 0;
  std::array<char, 8> text{};
  uint32_t size = 0;  // Bytes of the source that it is about; never 0.

  std::string_view replacement() const { return {text.data(), text_size}; }
};

// Bytes by what has to be done about them.
enum class ByteClass : uint8_t {
  kPlain,      // ASCII that stays: letters, digits, most punctuation.
  kBlank,      // U+0020.
  kAmpersand,  // Perhaps an entity.
  kControl,    // Below U+0020, and U+007F.
  kHigh,       // Not ASCII.
};
constexpr std::array<ByteClass, 256> MakeByteClasses() {
  std::array<ByteClass, 256> classes{};
  for (size_t byte = 0; byte < 256; ++byte) {
    if (byte < 0x20 || byte == 0x7F) {
      classes[byte] = ByteClass::kControl;
    } else if (byte >= 0x80) {
      classes[byte] = ByteClass::kHigh;
    } else if (byte == ' ') {
      classes[byte] = ByteClass::kBlank;
    } else if (byte == '&') {
      classes[byte] = ByteClass::kAmpersand;
    } else {
      classes[byte] = ByteClass::kPlain;
    }
  }
  return classes;
}
inline constexpr std::array<ByteClass, 256> kByteClasses = MakeByteClasses();

inline ByteClass ClassifyByte(char byte) {
  return kByteClasses[static_cast<uint8_t>(byte)];
}

// Size of the character at `position` (not ASCII) if it surely stays as it is:
// quotes and dashes, Latin letters before ASCII. 0: ReadRepair has to look.
inline uint32_t CommonCharacterSize(std::string_view source, size_t position,
                                    size_t end) {
  const auto byte_at = [&](size_t at) {
    return at < end ? static_cast<uint8_t>(source[at]) : uint8_t{0};
  };
  const uint8_t lead = byte_at(position);
  if (lead == 0xE2) {
    const uint8_t third = byte_at(position + 2);
    return byte_at(position + 1) == 0x80 && third >= 0x90 && third <= 0xA7 ? 3
                                                                           : 0;
  }
  if (lead == 0xC3) return byte_at(position + 2) < 0x80 ? 2 : 0;
  return lead >= 0xC4 && lead <= 0xCF ? 2 : 0;
}

// Looks at the character at `position` < `end` of `source` (valid UTF-8).
// `entities`: HTML's character references are decoded (not in code).
// `joiner_context`: the code point before `position`, 0 if none; U+200C and
// U+200D stay between characters of scripts and emoji that need them.
// Reads at most 64 bytes on.
Repair ReadRepair(std::string_view source, size_t position, size_t end,
                  bool entities, char32_t joiner_context);

// The code points of a character reference at `position` (an ampersand):
// `&amp;`, `&#8217;`, `&#x2019;`. Returns its size in bytes with the semicolon
// or 0 where there is none. With `bare`, "&copy 2024" counts as well for the
// names that HTML knows without a semicolon.
size_t ReadEntity(std::string_view source, size_t position, size_t end,
                  char32_t* code_point);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_CHARACTERS_H_
