#include "core/text/utf8.h"

#include <cstddef>
#include <cstring>

namespace standfirst {
namespace {

// What may follow a lead byte (Unicode 15, table 3-7): the number of
// continuation bytes and the range of the first of them.
struct LeadByte {
  uint8_t continuations;
  uint8_t first_low;
  uint8_t first_high;
};

constexpr LeadByte ClassifyLead(uint8_t byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

// Eight bytes in whatever order: what is asked of them does not depend on it.
uint64_t ReadEight(std::string_view bytes, size_t position) {
  uint64_t word = 0;
  std::memcpy(&word, bytes.data() + position, 8);
  return word;
}
constexpr uint64_t kHighBits = 0x8080808080808080ULL;

// How many of the bytes' highest bits are set; the others are clear.
uint32_t CountHighBits(uint64_t word) {
  return static_cast<uint32_t>(((word >> 7) * 0x0101010101010101ULL) >> 56);
}

}  // namespace

DecodedCharacter DecodeUtf8(std::string_view bytes, size_t position) {
  if (position >= bytes.size()) return {};
  const auto lead = static_cast<uint8_t>(bytes[position]);
  if (lead < 0x80) return {lead, 1, true};
  const LeadByte rule = ClassifyLead(lead);
  if (rule.continuations == 0) return {kReplacementCharacter, 1, false};
  char32_t code_point = lead & (0x3F >> rule.continuations);
  uint8_t size = 1;
  uint8_t low = rule.first_low;
  uint8_t high = rule.first_high;
  while (size <= rule.continuations) {
    if (position + size >= bytes.size()) {
      return {kReplacementCharacter, size, false};
    }
    const auto byte = static_cast<uint8_t>(bytes[position + size]);
    if (byte < low || byte > high) return {kReplacementCharacter, size, false};
    code_point = (code_point << 6) | (byte & 0x3F);
    low = 0x80;
    high = 0xBF;
    ++size;
  }
  return {code_point, size, true};
}

DecodedCharacter DecodeValidSequence(std::string_view bytes, size_t position) {
  if (position >= bytes.size()) return {};
  const auto byte_at = [bytes, position](size_t index) {
    return static_cast<char32_t>(static_cast<uint8_t>(bytes[position + index]));
  };
  const char32_t lead = byte_at(0);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xE0) {
    return {((lead & 0x1F) << 6) | (byte_at(1) & 0x3F), 2, true};
  }
  if (lead < 0xF0) {
    return {((lead & 0x0F) << 12) | ((byte_at(1) & 0x3F) << 6) |
                (byte_at(2) & 0x3F),
            3, true};
  }
  return {((lead & 0x07) << 18) | ((byte_at(1) & 0x3F) << 12) |
              ((byte_at(2) & 0x3F) << 6) | (byte_at(3) & 0x3F),
          4, true};
}

void AppendUtf8(char32_t code_point, std::string* output) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) {
    code_point = kReplacementCharacter;
  }
  const auto push = [output](char32_t byte) {
    output->push_back(static_cast<char>(static_cast<uint8_t>(byte)));
  };
  if (code_point < 0x80) {
    push(code_point);
  } else if (code_point < 0x800) {
    push(0xC0 | (code_point >> 6));
    push(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    push(0xE0 | (code_point >> 12));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  } else {
    push(0xF0 | (code_point >> 18));
    push(0x80 | ((code_point >> 12) & 0x3F));
    push(0x80 | ((code_point >> 6) & 0x3F));
    push(0x80 | (code_point & 0x3F));
  }
}

bool IsValidUtf8(std::string_view bytes) {
  for (size_t position = 0; position < bytes.size();) {
    const DecodedCharacter character = DecodeUtf8(bytes, position);
    if (!character.valid) return false;
    position += character.size;
  }
  return true;
}

bool IsAscii(std::string_view bytes) {
  size_t position = 0;
  uint64_t seen = 0;
  for (; position + 8 <= bytes.size(); position += 8) {
    seen |= ReadEight(bytes, position);
    if ((seen & kHighBits) != 0) return false;
  }
  for (; position < bytes.size(); ++position) {
    seen |= static_cast<uint8_t>(bytes[position]);
  }
  return (seen & kHighBits) == 0;
}

uint32_t Utf16Length(std::string_view valid_utf8) {
  // One unit per character, two for those of four bytes: count what is no
  // continuation byte, and four-byte leads once more.
  uint32_t units = 0;
  size_t position = 0;
  for (; position + 8 <= valid_utf8.size(); position += 8) {
    const uint64_t word = ReadEight(valid_utf8, position);
    units += 8;
    if ((word & kHighBits) == 0) continue;
    const uint64_t second = word << 1;  // Bit 6 where bit 7 was, and so on.
    units -= CountHighBits(word & ~second & kHighBits);
    units +=
        CountHighBits(word & second & (word << 2) & (word << 3) & kHighBits);
  }
  for (; position < valid_utf8.size(); ++position) {
    const char byte = valid_utf8[position];
    units += IsUtf8Continuation(byte) ? 0 : 1;
    units += static_cast<uint8_t>(byte) >= 0xF0 ? 1 : 0;
  }
  return units;
}

}  // namespace standfirst
