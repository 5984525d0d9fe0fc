#include "core/clean/decoding.h"

#include <array>
#include <cstddef>
#include <cstring>

#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Bytes 0x80 to 0x9F of Windows-1252 (WHATWG Encoding Standard, index
// windows-1252). Those that it leaves undefined stand for C1 controls there.
constexpr std::array<char16_t, 32> kWindows1252High = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char32_t FromWindows1252(uint8_t byte) {
  return byte >= 0x80 && byte <= 0x9F ? kWindows1252High[byte - 0x80U] : byte;
}

bool IsAsciiLetter(uint8_t byte) {
  const uint8_t lower = byte | 0x20U;
  return lower >= 'a' && lower <= 'z';
}

bool IsWindows1252Letter(uint8_t byte) {
  return (byte >= 0xC0 && byte != 0xD7 && byte != 0xF7) || byte == 0x8A ||
         byte == 0x8C || byte == 0x8E || byte == 0x9A || byte == 0x9C ||
         byte == 0x9E || byte == 0x9F;
}

// Letters beside letters, in short runs, and the quotes, dashes, currency and
// other signs of western text, each alone or in a pair: what text in
// Windows-1252 looks like and chance does not.
bool MakesSenseAsWindows1252(std::string_view bytes) {
  constexpr size_t kLongestRun = 4;
  size_t run = 0;
  bool letters_touch_letters = true;
  bool run_has_letter = false;
  bool run_touches = false;
  const auto at = [bytes](size_t index) {
    return index < bytes.size() ? static_cast<uint8_t>(bytes[index])
                                : uint8_t{0};
  };
  for (size_t i = 0; i <= bytes.size(); ++i) {
    const uint8_t byte = at(i);
    if (byte < 0x80) {
      if (run > 0 && run_has_letter && !run_touches && !IsAsciiLetter(byte)) {
        // "à" stands alone in French; longer runs of letters need company.
        letters_touch_letters = letters_touch_letters && run == 1;
      }
      run = 0;
      run_has_letter = false;
      run_touches = IsAsciiLetter(byte);
      continue;
    }
    if (++run > kLongestRun) return false;
    if (IsWindows1252Letter(byte)) {
      run_has_letter = true;
    } else if (byte == 0x81 || byte == 0x8D || byte == 0x8F || byte == 0x90 ||
               byte == 0x9D) {
      return false;
    }
    // A valid UTF-8 sequence among broken ones: damaged UTF-8, not this.
    const DecodedCharacter character = DecodeUtf8(bytes, i);
    if (character.valid && character.size > 1) return false;
  }
  return letters_touch_letters;
}

// Reads one UTF-16 unit.
char32_t UnitAt(std::string_view bytes, size_t position, bool little) {
  const auto first = static_cast<uint8_t>(bytes[position]);
  const auto second = static_cast<uint8_t>(bytes[position + 1]);
  return little ? static_cast<char32_t>(first | (second << 8))
                : static_cast<char32_t>((first << 8) | second);
}

// One character of the original and its size there.
struct OriginalCharacter {
  char32_t code_point = 0;
  uint32_t size = 0;
  bool valid = true;
};

OriginalCharacter ReadOriginal(std::string_view bytes, size_t position,
                               TextEncoding encoding) {
  if (encoding == TextEncoding::kUtf8) {
    const DecodedCharacter character = DecodeUtf8(bytes, position);
    return {character.code_point, character.size, character.valid};
  }
  if (encoding == TextEncoding::kWindows1252) {
    return {FromWindows1252(static_cast<uint8_t>(bytes[position])), 1, true};
  }
  const bool little = encoding == TextEncoding::kUtf16LittleEndian;
  if (bytes.size() - position < 2) return {kReplacementCharacter, 1, false};
  const char32_t unit = UnitAt(bytes, position, little);
  if (unit < 0xD800 || unit > 0xDFFF) return {unit, 2, true};
  if (unit < 0xDC00 && bytes.size() - position >= 4) {
    const char32_t next = UnitAt(bytes, position + 2, little);
    if (next >= 0xDC00 && next <= 0xDFFF) {
      return {0x10000 + ((unit - 0xD800) << 10) + (next - 0xDC00), 4, true};
    }
  }
  return {kReplacementCharacter, 2, false};
}

// Decodes all of it; `map` may be nullptr.
void Decode(std::string_view bytes, TextEncoding encoding, std::string* text,
            OffsetMap* map) {
  text->reserve(bytes.size());
  const bool wide = encoding == TextEncoding::kUtf16LittleEndian ||
                    encoding == TextEncoding::kUtf16BigEndian;
  Utf16Offset utf16;
  // A run whose characters are the same on both sides.
  size_t run_text = 0;
  size_t run_original = 0;
  size_t position = 0;
  const auto end_run = [&] {
    const auto size = static_cast<uint32_t>(text->size() - run_text);
    if (map == nullptr || size == 0) return;
    const CleanOffset at{static_cast<uint32_t>(run_text)};
    const OriginalByteOffset from{static_cast<uint32_t>(run_original)};
    if (wide) {
      map->AppendWide(at, size, from, utf16);
      utf16 = utf16 + size;
    } else {
      utf16 =
          utf16 + map->AppendCopied(at, from, utf16,
                                    std::string_view(*text).substr(run_text));
    }
  };
  while (position < bytes.size()) {
    const OriginalCharacter character = ReadOriginal(bytes, position, encoding);
    const bool same = character.valid && (encoding == TextEncoding::kUtf8 ||
                                          character.code_point < 0x80);
    if (same) {
      AppendUtf8(character.code_point, text);
    } else {
      end_run();
      const auto at = static_cast<uint32_t>(text->size());
      AppendUtf8(character.code_point, text);
      const uint32_t units = Utf16Units(character.code_point);
      if (map != nullptr) {
        map->AppendReplaced({at}, static_cast<uint32_t>(text->size()) - at,
                            {static_cast<uint32_t>(position)}, character.size,
                            utf16, units);
      }
      utf16 = utf16 + units;
      run_text = text->size();
      run_original = position + character.size;
    }
    position += character.size;
  }
  end_run();
}

}  // namespace

std::string DecodeText(std::string_view original, TextEncoding encoding) {
  std::string text;
  Decode(original, encoding, &text, nullptr);
  return text;
}

void DecodeSource(std::string_view original, DecodedSource* source) {
  constexpr size_t kNotTextShare = 10;  // One in so many bytes.
  source->text = original;
  // Byte order marks of UTF-16 are no valid UTF-8 anywhere.
  if (original.starts_with("\xFF\xFE")) {
    source->encoding = TextEncoding::kUtf16LittleEndian;
  } else if (original.starts_with("\xFE\xFF")) {
    source->encoding = TextEncoding::kUtf16BigEndian;
  }
  size_t bad = 0;
  if (source->encoding == TextEncoding::kUtf8) {
    size_t nuls = 0;
    for (size_t i = 0; i < original.size();) {
      // Eight bytes of ASCII without controls at a time.
      if (i + 8 <= original.size()) {
        uint64_t word = 0;
        std::memcpy(&word, original.data() + i, 8);
        constexpr uint64_t kHighBits = 0x8080808080808080ULL;
        constexpr uint64_t kBlanks = 0x2020202020202020ULL;
        if ((word & kHighBits) == 0 &&
            (((word | kHighBits) - kBlanks) & kHighBits) == kHighBits) {
          i += 8;
          continue;
        }
      }
      const auto byte = static_cast<uint8_t>(original[i]);
      if (byte < 0x80) {
        nuls += byte == 0 ? 1 : 0;
        source->odd_line_ends =
            source->odd_line_ends || (byte >= 0x0B && byte <= 0x0D);
        ++i;
        continue;
      }
      const DecodedCharacter character = DecodeUtf8(original, i);
      if (!character.valid) bad += character.size;
      source->odd_line_ends =
          source->odd_line_ends || character.code_point == 0x85 ||
          character.code_point == 0x2028 || character.code_point == 0x2029;
      i += character.size;
    }
    if (bad == 0) {
      source->not_text = nuls * kNotTextShare > original.size();
      return;
    }
    if (MakesSenseAsWindows1252(original)) {
      source->encoding = TextEncoding::kWindows1252;
      bad = 0;
    }
    bad += nuls;
    source->repaired = true;
  } else {
    // Its mark says what it is: that is no damage.
    for (size_t i = 0; i < original.size();) {
      const OriginalCharacter character =
          ReadOriginal(original, i, source->encoding);
      if (!character.valid || character.code_point == 0) {
        bad += character.size;
      }
      if (!character.valid) source->repaired = true;
      i += character.size;
    }
  }
  source->same = false;
  source->odd_line_ends = true;
  if (bad * kNotTextShare > original.size()) {
    source->not_text = true;
    return;
  }
  Decode(original, source->encoding, &source->buffer, &source->map);
  source->text = source->buffer;
}

}  // namespace standfirst
