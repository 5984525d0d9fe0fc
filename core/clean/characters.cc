#include "core/clean/characters.h"

#include <algorithm>
#include <string>

#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Character references that pasted text has: those of U+00A0 to U+00FF, with
// "-" for the rare ones, and those of kEntityCharacters, in order.
constexpr std::string_view kEntityNames =
    "nbsp iexcl cent pound - yen - sect - copy ordf laquo - shy reg - deg "
    "plusmn sup2 sup3 acute micro para middot - sup1 ordm raquo frac14 "
    "frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig "
    "Ccedil Egrave Eacute Ecirc Euml - Iacute Icirc Iuml - Ntilde - Oacute "
    "Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml - - szlig "
    "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc "
    "euml igrave iacute icirc iuml - ntilde ograve oacute ocirc otilde ouml "
    "divide oslash ugrave uacute ucirc uuml yacute - yuml quot amp apos lt "
    "gt OElig oelig Scaron scaron Zcaron zcaron tilde alpha beta ensp emsp "
    "thinsp zwnj zwj lrm rlm ndash mdash lsquo rsquo sbquo ldquo rdquo "
    "bdquo dagger bull hellip permil prime lsaquo rsaquo euro trade larr "
    "uarr rarr darr minus asymp ne le ge";
constexpr char32_t kFirstEntity = 0xA0;
constexpr size_t kLatinEntities = 0x100 - kFirstEntity;
constexpr auto kEntityCharacters = std::to_array<uint16_t>(
    {'"',    '&',    '\'',   '<',    '>',    0x152,  0x153,  0x160,
     0x161,  0x17D,  0x17E,  0x2DC,  0x3B1,  0x3B2,  0x2002, 0x2003,
     0x2009, 0x200C, 0x200D, 0x200E, 0x200F, 0x2013, 0x2014, 0x2018,
     0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026,
     0x2030, 0x2032, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2190, 0x2191,
     0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265});
constexpr size_t kLongestEntity = 10;  // "&" and name or number, without ";".

// Of a name of two letters or more; 0 for none.
char32_t EntityCharacter(std::string_view name) {
  std::string_view names = kEntityNames;
  for (size_t index = 0;; ++index) {
    const size_t end = names.find(' ');
    if (names.substr(0, end) == name) {
      return index < kLatinEntities
                 ? kFirstEntity + static_cast<char32_t>(index)
                 : kEntityCharacters[index - kLatinEntities];
    }
    if (end == std::string_view::npos) return 0;
    names.remove_prefix(end + 1);
  }
}

bool IsSpaceCharacter(char32_t code_point) {
  return (code_point >= 0x09 && code_point <= 0x0D) || code_point == 0x20 ||
         code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 ||
         (code_point >= 0x2000 && code_point <= 0x200A) ||
         code_point == 0x2028 || code_point == 0x2029 || code_point == 0x202F ||
         code_point == 0x205F || code_point == 0x3000;
}

// Invisible and no part of any word.
bool IsDropped(char32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point <= 0x9F) ||
         code_point == 0xAD || code_point == 0x061C || code_point == 0x180E ||
         code_point == 0x200B || code_point == 0x200E || code_point == 0x200F ||
         (code_point >= 0x202A && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x206F) ||
         code_point == 0xFEFF || (code_point >= 0xFFF9 && code_point <= 0xFFFB);
}

// Scripts and emoji that U+200C and U+200D mean something to: beyond Hebrew,
// save punctuation.
bool TakesJoiners(char32_t code_point) {
  return code_point >= 0x0600 &&
         !(code_point >= 0x1E00 && code_point <= 0x20FF) &&
         !IsSpaceCharacter(code_point);
}

std::string_view Ligature(char32_t code_point) {
  constexpr std::array<std::string_view, 7> kLetters = {
      "ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  return code_point >= 0xFB00 && code_point <= 0xFB06
             ? kLetters[code_point - 0xFB00]
             : std::string_view();
}

// The Windows-1252 byte of a character, or -1. Bytes that it leaves undefined
// are C1 controls there (as in the WHATWG's decoder).
int Windows1252Byte(char32_t code_point) {
  if (code_point < 0x80 || (code_point >= 0xA0 && code_point <= 0xFF)) {
    return static_cast<int>(code_point);
  }
  switch (code_point) {
    case 0x20AC:
      return 0x80;
    case 0x201A:
      return 0x82;
    case 0x0192:
      return 0x83;
    case 0x201E:
      return 0x84;
    case 0x2026:
      return 0x85;
    case 0x2020:
      return 0x86;
    case 0x2021:
      return 0x87;
    case 0x02C6:
      return 0x88;
    case 0x2030:
      return 0x89;
    case 0x0160:
      return 0x8A;
    case 0x2039:
      return 0x8B;
    case 0x0152:
      return 0x8C;
    case 0x017D:
      return 0x8E;
    case 0x2018:
      return 0x91;
    case 0x2019:
      return 0x92;
    case 0x201C:
      return 0x93;
    case 0x201D:
      return 0x94;
    case 0x2022:
      return 0x95;
    case 0x2013:
      return 0x96;
    case 0x2014:
      return 0x97;
    case 0x02DC:
      return 0x98;
    case 0x2122:
      return 0x99;
    case 0x0161:
      return 0x9A;
    case 0x203A:
      return 0x9B;
    case 0x0153:
      return 0x9C;
    case 0x017E:
      return 0x9E;
    case 0x0178:
      return 0x9F;
    default:
      break;
  }
  // C1 controls: the bytes without a character, and Latin-1's reading.
  if (code_point >= 0x80 && code_point <= 0x9F) {
    return static_cast<int>(code_point);
  }
  return -1;
}

// A character that was read `level` times with the wrong decoder.
struct LevelCharacter {
  char32_t code_point = 0;
  size_t size = 0;  // Source bytes; 0 past the end.
  bool decoded = false;
};

bool IsLetterCodePoint(char32_t code_point) {
  return IsLetter(ClassifyCharacter(code_point));
}

// What mojibake may turn out to be: letters, quotes, dashes, currency signs,
// spaces and the few signs of newspapers.
bool IsLikelyOriginal(char32_t code_point) {
  return (code_point >= 0xA0 && code_point <= 0x17F) ||
         (code_point >= 0x2010 && code_point <= 0x203A) ||
         code_point == 0x20AC || code_point == 0x2122 || code_point == 0xFEFF ||
         code_point == 0x200B ||
         (code_point >= 0x1F300 && code_point <= 0x1FAFF) ||
         (code_point > 0x17F && IsLetterCodePoint(code_point));
}

// Reads one character at `position`, undoing up to `level` wrong decodings.
// At most 4^level characters are looked at.
LevelCharacter ReadLevel(std::string_view source, size_t position, size_t end,
                         int level) {
  if (position >= end) return {};
  if (level == 0) {
    const DecodedCharacter character = DecodeValidUtf8(source, position);
    return {character.code_point, character.size, false};
  }
  const LevelCharacter first = ReadLevel(source, position, end, level - 1);
  // Windows-1252 shows lead bytes C2 to F4 as the same code points.
  if (first.code_point < 0xC2 || first.code_point > 0xF4) return first;
  const size_t length = first.code_point < 0xE0   ? 2
                        : first.code_point < 0xF0 ? 3
                                                  : 4;
  std::array<char, 4> bytes{
      static_cast<char>(static_cast<uint8_t>(first.code_point))};
  size_t next = position + first.size;
  for (size_t i = 1; i < length; ++i) {
    const LevelCharacter follower = ReadLevel(source, next, end, level - 1);
    const int byte =
        follower.size == 0 ? -1 : Windows1252Byte(follower.code_point);
    if (byte < 0x80 || byte > 0xBF) return first;
    bytes[i] = static_cast<char>(static_cast<uint8_t>(byte));
    next += follower.size;
  }
  const DecodedCharacter character =
      DecodeUtf8(std::string_view(bytes.data(), length), 0);
  if (!character.valid || character.size != length ||
      !IsLikelyOriginal(character.code_point)) {
    return first;
  }
  return {character.code_point, next - position, true};
}

// Mojibake at `position`: `Ã©`, `â€™`, `Ã¢â‚¬â„¢`. `size` stays 0 if none.
LevelCharacter ReadMojibake(std::string_view source, size_t position,
                            size_t end, char32_t before) {
  // Nearly everything is settled here: a lead byte's character, and behind it
  // one that can stand for a continuation byte.
  if (static_cast<uint8_t>(source[position]) != 0xC3 || end - position < 4) {
    return {};
  }
  const auto second = static_cast<uint8_t>(source[position + 1]);
  const auto third = static_cast<uint8_t>(source[position + 2]);
  if (second < 0x82 || second > 0xB4 ||
      (third != 0xC2 && third != 0xC5 && third != 0xC6 && third != 0xCB &&
       third != 0xE2)) {
    return {};
  }
  LevelCharacter character = ReadLevel(source, position, end, 2);
  if (!character.decoded) {
    // `â€` and a control that was lost on the way: a closing quotation mark,
    // where a word ends. Before a straight mark it may be a dash.
    constexpr std::string_view kCutShort = "\xC3\xA2\xE2\x82\xAC";
    const size_t after = position + kCutShort.size();
    const char32_t next =
        after < end ? DecodeValidUtf8(source, after).code_point : 0;
    if (before <= ' ' || next == '"' ||
        IsLetterOrDigit(ClassifyCharacter(next)) ||
        !source.substr(position, end - position).starts_with(kCutShort)) {
      return {};
    }
    return {0x201D, kCutShort.size(), true};
  }
  // "„Ä“": a letter between quotes is what it is. A repaired letter has
  // letters beside it, or comes from Latin-1's own half.
  if (IsLetterCodePoint(character.code_point) && character.code_point > 0xFF) {
    const size_t after = position + character.size;
    const char32_t next =
        after < end ? DecodeValidUtf8(source, after).code_point : 0;
    if (!IsLetterCodePoint(before) && !IsLetterCodePoint(next)) return {};
  }
  return character;
}

void SetReplacement(std::string_view text, Repair* repair) {
  repair->kind = RepairKind::kReplace;
  repair->text_size = static_cast<uint8_t>(text.size());
  std::copy(text.begin(), text.end(), repair->text.begin());
}

// What becomes of `code_point` if it did not stand in the source as such.
void SetDecoded(char32_t code_point, Repair* repair) {
  if (IsSpaceCharacter(code_point)) {
    repair->kind = RepairKind::kSpace;
  } else if (IsDropped(code_point)) {
    repair->kind = RepairKind::kDrop;
  } else if (const std::string_view letters = Ligature(code_point);
             !letters.empty()) {
    SetReplacement(letters, repair);
  } else {
    std::string text;  // Short: lives in the object itself.
    AppendUtf8(code_point, &text);
    SetReplacement(text, repair);
  }
}

}  // namespace

size_t ReadEntity(std::string_view source, size_t position, size_t end,
                  char32_t* code_point) {
  const std::string_view rest =
      source.substr(position, std::min(end - position, kLongestEntity + 1));
  const size_t stop = rest.find(';');
  if (stop == std::string_view::npos || stop < 3) return 0;
  const std::string_view name = rest.substr(1, stop - 1);
  if (name[0] != '#') {
    *code_point = EntityCharacter(name);
    return *code_point == 0 ? 0 : stop + 1;
  }
  const bool hexadecimal = name.size() > 1 && (name[1] | 0x20) == 'x';
  const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
  if (digits.empty() || digits.size() > 7) return 0;
  char32_t value = 0;
  for (const char digit : digits) {
    const auto lower = static_cast<char>(digit | 0x20);
    if (digit >= '0' && digit <= '9') {
      value =
          value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit - '0');
    } else if (hexadecimal && lower >= 'a' && lower <= 'f') {
      value = value * 16 + static_cast<char32_t>(lower - 'a' + 10);
    } else {
      return 0;
    }
  }
  // Numbers 128 to 159 are meant as Windows-1252 (HTML Standard, 13.2.5.80).
  if (value >= 0x80 && value <= 0x9F) {
    for (char32_t candidate = 0x152; candidate < 0x2123; ++candidate) {
      if (Windows1252Byte(candidate) == static_cast<int>(value)) {
        value = candidate;
        break;
      }
    }
  }
  if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    value = kReplacementCharacter;
  }
  *code_point = value;
  return stop + 1;
}

Repair ReadRepair(std::string_view source, size_t position, size_t end,
                  bool entities, char32_t joiner_context) {
  Repair repair;
  repair.size = 1;
  switch (ClassifyByte(source[position])) {
    case ByteClass::kPlain:
      return repair;
    case ByteClass::kBlank:
      repair.kind = RepairKind::kSpace;
      return repair;
    case ByteClass::kControl: {
      const char byte = source[position];
      repair.kind =
          byte >= 0x09 && byte <= 0x0D ? RepairKind::kSpace : RepairKind::kDrop;
      return repair;
    }
    case ByteClass::kAmpersand: {
      char32_t code_point = 0;
      if (!entities) return repair;
      size_t size = ReadEntity(source, position, end, &code_point);
      if (size == 0) return repair;
      // "&amp;quot;": escaped twice.
      if (code_point == '&') {
        // Read "&" + what follows the first reference as one more reference.
        std::string again = "&";
        again += source.substr(position + size,
                               std::min(end - position - size, kLongestEntity));
        char32_t second = 0;
        const size_t more = ReadEntity(again, 0, again.size(), &second);
        if (more != 0) {
          size += more - 1;
          code_point = second;
        }
      }
      repair.size = static_cast<uint32_t>(size);
      SetDecoded(code_point, &repair);
      return repair;
    }
    case ByteClass::kHigh:
      break;
  }
  const DecodedCharacter character = DecodeValidUtf8(source, position);
  repair.size = character.size;
  const char32_t code_point = character.code_point;
  if (IsSpaceCharacter(code_point)) {
    repair.kind = RepairKind::kSpace;
  } else if (IsDropped(code_point)) {
    repair.kind = RepairKind::kDrop;
  } else if (code_point == 0x200C || code_point == 0x200D) {
    const size_t after = position + character.size;
    const char32_t next =
        after < end ? DecodeValidUtf8(source, after).code_point : 0;
    if (!TakesJoiners(joiner_context) || !TakesJoiners(next)) {
      repair.kind = RepairKind::kDrop;
    }
  } else if (const std::string_view letters = Ligature(code_point);
             !letters.empty()) {
    SetReplacement(letters, &repair);
  } else if (const LevelCharacter mojibake =
                 ReadMojibake(source, position, end, joiner_context);
             mojibake.size != 0) {
    repair.size = static_cast<uint32_t>(mojibake.size);
    repair.mojibake = true;
    SetDecoded(mojibake.code_point, &repair);
  }
  return repair;
}

}  // namespace standfirst
