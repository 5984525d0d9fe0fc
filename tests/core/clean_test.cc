#include "core/clean/clean.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clean/line_score.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/text/utf8.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

const ModelPart& StoredPart() {
  static const Expected<ModelPart> part =
      ModelPart::Read(ReadStoredModel("models/base.sfm"));
  return part.value();
}

const LineModel& StoredLines() {
  static const Expected<LineModel> model = LineModel::Read(StoredPart());
  return model.value();
}

const WordList& StoredWords() {
  static const Expected<WordList> words =
      WordList::Read(*StoredPart().Find("words"));
  return words.value();
}

// As the pipeline does it.
CleanText CleanPage(std::string_view original, CleanOptions options = {}) {
  options.lines = &StoredLines();
  options.words = &StoredWords();
  return Clean(original, options);
}

// One character of a text as given, by a decoder that shares no code with the
// core: the WHATWG UTF-8 decoder, step by step, and the slowest way there is
// to read the other encodings.
struct Known {
  char32_t code_point = 0;
  uint32_t byte_start = 0;
  uint32_t byte_end = 0;
  uint32_t unit_start = 0;
  uint32_t unit_end = 0;
  bool valid = true;
};

std::vector<Known> SlowDecodeUtf8(std::string_view bytes) {
  std::vector<Known> result;
  uint32_t needed = 0;
  uint32_t seen = 0;
  char32_t value = 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  uint32_t start = 0;
  uint32_t units = 0;
  const auto emit = [&](char32_t code_point, uint32_t end, bool valid) {
    const uint32_t size = code_point > 0xFFFF ? 2 : 1;
    result.push_back({code_point, start, end, units, units + size, valid});
    units += size;
    start = end;
    needed = 0;
    seen = 0;
    low = 0x80;
    high = 0xBF;
  };
  for (uint32_t i = 0; i < bytes.size();) {
    const unsigned byte = static_cast<unsigned char>(bytes[i]);
    if (needed == 0) {
      ++i;
      if (byte < 0x80) {
        emit(byte, i, true);
      } else if (byte >= 0xC2 && byte <= 0xDF) {
        needed = 1;
        value = byte & 0x1F;
      } else if (byte >= 0xE0 && byte <= 0xEF) {
        if (byte == 0xE0) low = 0xA0;
        if (byte == 0xED) high = 0x9F;
        needed = 2;
        value = byte & 0xF;
      } else if (byte >= 0xF0 && byte <= 0xF4) {
        if (byte == 0xF0) low = 0x90;
        if (byte == 0xF4) high = 0x8F;
        needed = 3;
        value = byte & 0x7;
      } else {
        emit(0xFFFD, i, false);
      }
      continue;
    }
    if (byte < low || byte > high) {
      emit(0xFFFD, i, false);  // And the byte is read again.
      continue;
    }
    low = 0x80;
    high = 0xBF;
    value = (value << 6) | (byte & 0x3F);
    ++i;
    if (++seen == needed) emit(value, i, true);
  }
  if (needed != 0) {
    emit(0xFFFD, static_cast<uint32_t>(bytes.size()), false);
  }
  return result;
}

std::vector<Known> SlowDecode(std::string_view bytes, TextEncoding encoding) {
  if (encoding == TextEncoding::kUtf8) return SlowDecodeUtf8(bytes);
  std::vector<Known> result;
  uint32_t units = 0;
  if (encoding == TextEncoding::kWindows1252) {
    for (uint32_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<uint8_t>(bytes[i]);
      result.push_back({byte, i, i + 1, i, i + 1, byte < 0x80});
    }
    return result;
  }
  const bool little = encoding == TextEncoding::kUtf16LittleEndian;
  const auto unit_at = [&](uint32_t i) -> uint32_t {
    const auto a = static_cast<uint8_t>(bytes[i]);
    const auto b = static_cast<uint8_t>(bytes[i + 1]);
    return little ? a | b << 8 : a << 8 | b;
  };
  for (uint32_t i = 0; i < bytes.size();) {
    Known known{0xFFFD, i, i + 2, units, units + 1, false};
    if (i + 1 == bytes.size()) {
      known.byte_end = i + 1;
    } else {
      const uint32_t unit = unit_at(i);
      if (unit < 0xD800 || unit > 0xDFFF) {
        known.code_point = unit;
        known.valid = true;
      } else if (unit < 0xDC00 && i + 3 < bytes.size()) {
        const uint32_t next = unit_at(i + 2);
        if (next >= 0xDC00 && next <= 0xDFFF) {
          known.code_point = 0x10000 + ((unit & 0x3FF) << 10) + (next & 0x3FF);
          known.byte_end = i + 4;
          known.unit_end = units + 2;
          known.valid = true;
        }
      }
    }
    i = known.byte_end;
    units = known.unit_end;
    result.push_back(known);
  }
  return result;
}

// Index by byte and by unit: position -> number of the character that starts
// there, or size for the end, or -1 inside a character.
struct Boundaries {
  std::vector<int> byte;
  std::vector<int> unit;
};
Boundaries FindBoundaries(const std::vector<Known>& known) {
  Boundaries result;
  const uint32_t bytes = known.empty() ? 0 : known.back().byte_end;
  const uint32_t units = known.empty() ? 0 : known.back().unit_end;
  result.byte.assign(bytes + 1, -1);
  result.unit.assign(units + 1, -1);
  for (size_t i = 0; i < known.size(); ++i) {
    result.byte[known[i].byte_start] = static_cast<int>(i);
    result.unit[known[i].unit_start] = static_cast<int>(i);
  }
  result.byte[bytes] = static_cast<int>(known.size());
  result.unit[units] = static_cast<int>(known.size());
  return result;
}

// Everything that holds for any text. `name` tells the case in a failure.
void CheckInvariants(std::string_view original, const CleanText& clean,
                     std::string_view name) {
  SCOPED_TRACE(std::string(name));
  if (clean.not_text) {
    EXPECT_TRUE(clean.text.empty());
    return;
  }
  const std::vector<Known> known = SlowDecode(original, clean.encoding);
  const Boundaries at = FindBoundaries(known);
  ASSERT_EQ(clean.utf16_size, at.unit.size() - 1);
  ASSERT_TRUE(IsValidUtf8(clean.text));
  EXPECT_EQ(DecodeText(original, clean.encoding).size() > 0, !original.empty());

  // Blocks: in order, not empty, two line breaks between them.
  uint32_t end = 0;
  for (size_t i = 0; i < clean.blocks.size(); ++i) {
    const CleanSpan span = clean.blocks[i].span;
    ASSERT_LT(span.start.value, span.end.value);
    ASSERT_EQ(clean.text.substr(end, span.start.value - end),
              i == 0 ? "" : "\n\n");
    const char first = clean.text[span.start.value];
    const char last = clean.text[span.end.value - 1];
    ASSERT_TRUE(first != ' ' && first != '\n' && last != ' ' && last != '\n');
    end = span.end.value;
  }
  ASSERT_EQ(end, clean.text.size());

  // The map: neither side goes back, boundaries are those of characters.
  CleanOffset clean_end;
  OriginalByteOffset byte_end;
  Utf16Offset unit_end;
  for (const OffsetMap::Piece& piece : clean.map.pieces()) {
    ASSERT_GE(piece.clean_start, clean_end);
    ASSERT_GE(piece.original_start, byte_end);
    ASSERT_GE(piece.utf16_start, unit_end);
    ASSERT_GT(piece.clean_size, 0U);
    ASSERT_GT(piece.original_size, 0U);
    clean_end = piece.clean_start + piece.clean_size;
    byte_end = piece.original_start + piece.original_size;
    unit_end = piece.utf16_start + piece.utf16_size;
    ASSERT_LE(clean_end.value, clean.text.size());
    ASSERT_LE(byte_end.value, original.size());
    ASSERT_LE(unit_end.value, clean.utf16_size);
    ASSERT_GE(at.byte[piece.original_start.value], 0);
    ASSERT_EQ(at.byte[piece.original_start.value],
              at.unit[piece.utf16_start.value]);
    ASSERT_GE(at.byte[byte_end.value], 0);
    ASSERT_EQ(at.byte[byte_end.value], at.unit[unit_end.value]);
  }

  // Every clean character stands where its span says, or says that it was
  // replaced.
  std::vector<OffsetMap::Stretch> stretches;
  for (size_t i = 0; i < clean.text.size();) {
    const DecodedCharacter character = DecodeUtf8(clean.text, i);
    const CleanSpan span{{static_cast<uint32_t>(i)},
                         {static_cast<uint32_t>(i) + character.size}};
    i += character.size;
    stretches.clear();
    clean.map.AppendStretches(clean.text, span, &stretches);
    const Utf16Span units = clean.map.ToUtf16(clean.text, span);
    const OriginalByteSpan bytes = clean.map.ToOriginalBytes(span);
    ASSERT_LE(units.start, units.end);
    ASSERT_LE(units.end.value, clean.utf16_size);
    ASSERT_GE(at.byte[bytes.start.value], 0);
    ASSERT_GE(at.byte[bytes.end.value], 0);
    ASSERT_EQ(at.byte[bytes.start.value], at.unit[units.start.value]);
    ASSERT_EQ(at.byte[bytes.end.value], at.unit[units.end.value]);
    if (stretches.empty()) {
      ASSERT_EQ(character.code_point, U'\n');  // Between blocks.
      continue;
    }
    ASSERT_EQ(stretches.size(), 1U);
    ASSERT_EQ(stretches[0].utf16, units);
    ASSERT_EQ(stretches[0].original, bytes);
    ASSERT_FALSE(bytes.empty());
    if (stretches[0].replaced) continue;
    const auto index = static_cast<size_t>(at.byte[bytes.start.value]);
    ASSERT_EQ(known[index].code_point, character.code_point);
    ASSERT_TRUE(known[index].valid);
    ASSERT_EQ(known[index].byte_end, bytes.end.value);
    ASSERT_EQ(known[index].unit_end, units.end.value);
  }

  // What was set aside: in order, apart, on boundaries, not in the text.
  OriginalByteOffset left_end;
  for (const LeftOut& left : clean.left_out) {
    ASSERT_GE(left.original.start, left_end);
    ASSERT_FALSE(left.original.empty());
    left_end = left.original.end;
    ASSERT_LE(left_end.value, original.size());
    ASSERT_GE(at.byte[left.original.start.value], 0);
    ASSERT_GE(at.byte[left.original.end.value], 0);
    ASSERT_EQ(at.byte[left.original.start.value],
              at.unit[left.utf16.start.value]);
    ASSERT_EQ(at.byte[left.original.end.value], at.unit[left.utf16.end.value]);
    for (const OffsetMap::Piece& piece : clean.map.pieces()) {
      ASSERT_TRUE(piece.original_start >= left.original.end ||
                  piece.original_start + piece.original_size <=
                      left.original.start);
    }
  }
}

// Letters and digits of ASCII: nothing that cleaning drops or repairs.
uint32_t CountPlain(std::string_view text) {
  return static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char byte) {
        return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
               (byte >= '0' && byte <= '9');
      }));
}

void CheckKeep(std::string_view original, const CleanText& clean,
               std::string_view name) {
  SCOPED_TRACE(std::string(name));
  if (clean.not_text) return;
  std::vector<uint32_t> all;
  for (const LeftOut& left : clean.left_out) all.push_back(left.id);
  CleanOptions options;
  options.keep = all;
  const CleanText whole = CleanPage(original, options);
  EXPECT_TRUE(whole.left_out.empty());
  EXPECT_FALSE(whole.has_unknown_keep);
  CheckInvariants(original, whole, "everything kept");
  // What was left out and nothing else came back.
  if (clean.encoding == TextEncoding::kUtf8) {
    uint32_t plain = CountPlain(clean.text);
    for (const LeftOut& left : clean.left_out) {
      const CleanText piece = CleanPage(
          original.substr(left.original.start.value, left.original.size()), {});
      if (!piece.not_text && piece.left_out.empty() &&
          piece.encoding == TextEncoding::kUtf8) {
        plain += CountPlain(piece.text);
      } else {
        plain = 0;
        break;
      }
    }
    if (plain != 0) {
      EXPECT_GE(CountPlain(whole.text) + 8, plain);
    }
  }
  // One put back: the others keep their ids and places.
  for (size_t kept = 0; kept < all.size() && kept < 4; ++kept) {
    const uint32_t id = all[kept];
    options.keep = {&id, 1};
    const CleanText some = CleanPage(original, options);
    ASSERT_EQ(some.left_out.size() + 1, clean.left_out.size());
    for (size_t i = 0, j = 0; i < clean.left_out.size(); ++i) {
      if (clean.left_out[i].id == id) continue;
      EXPECT_EQ(some.left_out[j].id, clean.left_out[i].id);
      EXPECT_EQ(some.left_out[j].original, clean.left_out[i].original);
      EXPECT_EQ(some.left_out[j].utf16, clean.left_out[i].utf16);
      EXPECT_EQ(some.left_out[j].reason, clean.left_out[i].reason);
      ++j;
    }
  }
}

void CheckAll(std::string_view original, std::string_view name) {
  const CleanText clean = CleanPage(original, {});
  CheckInvariants(original, clean, name);
  CheckKeep(original, clean, name);
}

// A generator of our own: the same numbers in every build (SplitMix64).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint32_t Below(uint32_t bound) {
    state_ += 0x9e3779b97f4a7c15ULL;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<uint32_t>((z ^ (z >> 31)) % bound);
  }

 private:
  uint64_t state_;
};

std::string Join(const CleanText& clean) {
  std::string joined;
  for (const Block& block : clean.blocks) {
    if (!joined.empty()) joined += " | ";
    joined += clean.text.substr(block.span.start.value, block.span.size());
  }
  return joined;
}

std::string Removed(std::string_view original, const CleanText& clean) {
  std::string joined;
  for (const LeftOut& left : clean.left_out) {
    if (!joined.empty()) joined += " | ";
    joined += LeftOutReasonName(left.reason);
    joined += ": ";
    joined += original.substr(left.original.start.value, left.original.size());
  }
  return joined;
}

constexpr std::string_view kBody =
    "The council of Orla voted on Monday to close two schools.\n\n"
    "Parents said they would go to court, and the mayor called for calm.";

TEST(CleanTest, RepairsCharacters) {
  struct Case {
    std::string_view name;
    std::string_view original;
    std::string_view wanted;
  };
  const Case cases[] = {
      {"plain", "It rained.", "It rained."},
      {"blanks", "  It \t rained\xC2\xA0hard. ", "It rained hard."},
      {"entities", "AT&amp;T said it&#8217;s ready.&nbsp;Rivals &lt;3 it.",
       "AT&T said it\xE2\x80\x99s ready. Rivals <3 it."},
      {"escaped twice", "&amp;quot;No&amp;quot;", "\"No\""},
      {"no entity", "R&D; and Q&A, &c.", "R&D; and Q&A, &c."},
      {"windows numbers", "&#146;&#x97;", "\xE2\x80\x99\xE2\x80\x94"},
      {"soft hyphen", "inter\xC2\xADnational\xE2\x80\x8B court",
       "international court"},
      {"ligatures",
       "O\xEF\xAC\x83"
       "cial \xEF\xAC\x81gures",
       "Official figures"},
      {"mark", "\xEF\xBB\xBFIt rained.", "It rained."},
      {"mojibake",
       "The mayor\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2s caf\xC3\x83\xC2\xA9, "
       "\xC3\x82\xC2\xA3"
       "5",
       "The mayor\xE2\x80\x99s caf\xC3\xA9, \xC2\xA3"
       "5"},
      {"mojibake twice",
       "mayor\xC3\x83\xC2\xA2\xC3\xA2\xE2\x80\x9A\xC2\xAC\xC3\xA2\xE2\x80\x9E"
       "\xC2\xA2s",
       "mayor\xE2\x80\x99s"},
      {"no mojibake", "S\xC3\x83O PAULO, C\xC3\x82MARA, caf\xC3\xA9",
       "S\xC3\x83O PAULO, C\xC3\x82MARA, caf\xC3\xA9"},
      {"mojibake cut short",
       "It was \xC3\xA2\xE2\x82\xAC\xC5\x93"
       "disappointed\xC3\xA2\xE2\x82\xAC and left.\xC3\xA2\xE2\x82\xAC",
       "It was \xE2\x80\x9C"
       "disappointed\xE2\x80\x9D and left.\xE2\x80\x9D"},
      {"mojibake cut short inside words",
       "pool\xC3\xA2\xE2\x82\xAC"
       "side and \xC3\xA2\xE2\x82\xAC\".",
       "pool\xC3\xA2\xE2\x82\xAC"
       "side and \xC3\xA2\xE2\x82\xAC\"."},
      {"joiners",
       "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 a\xE2\x80\x8D"
       "b",
       "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80 ab"},
      {"direction",
       "\xE2\x80\x8E"
       "abc\xE2\x80\xAB",
       "abc"},
      {"controls",
       "a\x01"
       "b\x7F"
       "c",
       "abc"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Join(CleanPage(one.original, {})), one.wanted) << one.name;
    CheckAll(one.original, one.name);
  }
}

TEST(CleanTest, ReadsEncodings) {
  struct Case {
    std::string_view name;
    std::string original;
    std::string_view wanted;
    TextEncoding encoding;
    bool repaired;
  };
  const Case cases[] = {
      {"UTF-8", "caf\xC3\xA9 noir", "caf\xC3\xA9 noir", TextEncoding::kUtf8,
       false},
      {"Windows-1252",
       "The caf\xE9 \x93on\x94 the quay \x96 \xA3"
       "5.",
       "The caf\xC3\xA9 \xE2\x80\x9Con\xE2\x80\x9D the quay \xE2\x80\x93 "
       "\xC2\xA3"
       "5.",
       TextEncoding::kWindows1252, true},
      {"broken UTF-8",
       "A na\xC3\xAFve plan was cut\xE2\x80 here and then went on.",
       "A na\xC3\xAFve plan was cut\xEF\xBF\xBD here and then went on.",
       TextEncoding::kUtf8, true},
      {"UTF-16 LE", std::string("\xFF\xFEH\0i\0 \0\xE9\0\x3D\xD8\x00\xDE", 14),
       "Hi \xC3\xA9\xF0\x9F\x98\x80", TextEncoding::kUtf16LittleEndian, false},
      {"UTF-16 BE", std::string("\xFE\xFF\0H\0i", 6), "Hi",
       TextEncoding::kUtf16BigEndian, false},
      {"UTF-16, a character cut in half",
       std::string("\xFF\xFEI\0t\0 \0r\0a\0i\0n\0e\0d\0.\0\xE9", 23),
       "It rained.\xEF\xBF\xBD", TextEncoding::kUtf16LittleEndian, true},
      {"a NUL", std::string("It rained hard\0 all day.", 24),
       "It rained hard all day.", TextEncoding::kUtf8, false},
  };
  for (const Case& one : cases) {
    const CleanText clean = CleanPage(one.original, {});
    EXPECT_EQ(Join(clean), one.wanted) << one.name;
    EXPECT_EQ(clean.encoding, one.encoding) << one.name;
    EXPECT_EQ(clean.encoding_repaired, one.repaired) << one.name;
    CheckAll(one.original, one.name);
  }
  EXPECT_TRUE(CleanPage(std::string(100, '\0'), {}).not_text);
  EXPECT_TRUE(
      CleanPage("\x89PNG\r\n\x1A\n\x80\x81\x82\x83\xFF\xD8", {}).not_text);
}

TEST(CleanTest, JoinsWrappedLines) {
  struct Case {
    std::string_view name;
    std::string_view original;
    std::string_view wanted;
  };
  const Case cases[] = {
      {"paragraphs", "One is here.\n\nTwo is here.\r\n\r\nThree is here.",
       "One is here. | Two is here. | Three is here."},
      {"single breaks", "One is here.\nTwo is here.\rThree is here.",
       "One is here. | Two is here. | Three is here."},
      {"wrapped",
       "The council of Orla voted on Monday to\r\n"
       "close two schools, and parents said they\r\n"
       "would go to court. The mayor called for\r\n"
       "calm.",
       "The council of Orla voted on Monday to close two schools, and parents "
       "said they would go to court. The mayor called for calm."},
      {"hyphens",
       "The govern-\nment said on Monday\nthat the long-\nterm plan would\n"
       "stay in place.",
       "The government said on Monday that the long-term plan would stay in "
       "place."},
      {"words that a line end has split",
       "The minis-\nter said that the coun-\ntry was close to col-\nlapse and "
       "would not ne-\ngotiate in Brix-\nleton.",
       "The minister said that the country was close to collapse and would not "
       "negotiate in Brixleton."},
      {"compounds",
       "A well-\nknown anti-\nwar group asked the hard-\nwon state-of-the-\n"
       "art co-\noperative for an e-\nmail about a 20-\nyear plan for day-to-"
       "\nday care.",
       "A well-known anti-war group asked the hard-won state-of-the-art "
       "co-operative for an e-mail about a 20-year plan for day-to-day care."},
      {"a range across two lines",
       "In the years 1990\xE2\x80\x93\n2010 the cliff lost a yard a year,\n"
       "the wall of 1997-\n98 none.",
       "In the years 1990\xE2\x80\x93"
       "2010 the cliff lost a yard a year, the wall of 1997-98 none."},
      {"a page's number in a sentence",
       "It did not slow the retreat at the sites that we\n\n- 47 -\n\nstudied "
       "in the years before the\n\n- 48 -\n\nwall was built. It is cheap.",
       "It did not slow the retreat at the sites that we studied in the years "
       "before the wall was built. It is cheap."},
      {"a page's number between items",
       "You need three things for this:\n\n- a kettle that holds a pint\n"
       "- a cup of tea leaves\n\npage 4 of 9\n\n- more time than you have\n"
       "- a spoon",
       "You need three things for this: | a kettle that holds a pint | a cup "
       "of "
       "tea leaves | more time than you have | a spoon"},
      {"two numbers of a page in a sentence",
       "It did not slow the retreat at the sites that we\n\n- 47 -\n\npage 3 "
       "of 9\n\nstudied before the wall was built.",
       "It did not slow the retreat at the sites that we studied before the "
       "wall was built."},
      {"a page's head and number among wrapped lines",
       "RIVERS 14 (2024)\nSmall dams are taken down in many places,\n"
       "mostly since they cost more than they yield\n211\nRIVERS 14 (2024)\n"
       "to those who own them. What happens to the\nsand is less well known "
       "than the owners of\n212\nRIVERS 14 (2024)\nmost dams assume. It "
       "left within a year.",
       "RIVERS 14 (2024) | Small dams are taken down in many places, mostly "
       "since they cost more than they yield to those who own them. What "
       "happens to the sand is less well known than the owners of most dams "
       "assume. It left within a year."},
      {"a paragraph as wide as the wrapped one before",
       "As you may have seen, the water company will dig up the lower half "
       "of\nthe lane in May. During that time cars can get in and out only "
       "from\nthe church end, as they did when the wall fell down in the "
       "spring.\n\nIf you need water on that day, please call Ms. Adler at "
       "the company\n(01632 960 733), who lives beside the church.",
       "As you may have seen, the water company will dig up the lower half of "
       "the lane in May. During that time cars can get in and out only from "
       "the church end, as they did when the wall fell down in the spring. | "
       "If you need water on that day, please call Ms. Adler at the company "
       "(01632 960 733), who lives beside the church."},
      {"short lines below a wrapped paragraph",
       "As you may have seen, the water company will dig up the lower half "
       "of\nthe lane in May. During that time cars can get in and out only "
       "from\nthe church end, as they did when the wall fell down in the "
       "spring.\n\nAna Ruiz, who lives there\nTom Lee",
       "As you may have seen, the water company will dig up the lower half of "
       "the lane in May. During that time cars can get in and out only from "
       "the church end, as they did when the wall fell down in the spring. | "
       "Ana Ruiz, who lives there | Tom Lee"},
      {"a page's number between sentences",
       "It did not slow the retreat.\n\n- 47 -\n\nThe wall is cheap.",
       "It did not slow the retreat. | The wall is cheap."},
      {"lines of stars", "He left.\n\n* * *\n\nShe stayed.\n-----\nThey met.",
       "He left. | She stayed. | They met."},
      {"list of names", "Ana Ruiz\nTom Lee\nMark Hall",
       "Ana Ruiz | Tom Lee | Mark Hall"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Join(CleanPage(one.original, {})), one.wanted) << one.name;
    CheckAll(one.original, one.name);
  }
}

TEST(CleanTest, SetsDatelinesAsideAndKeepsTheirFacts) {
  struct Case {
    std::string_view opening;
    std::string_view removed;
    std::string_view place;
    std::string_view date;
  };
  const Case cases[] = {
      {"ORLA, Marland (AP) \xE2\x80\x94 Farmers said rain had come too late.",
       "dateline: ORLA, Marland (AP) \xE2\x80\x94", "ORLA, Marland", ""},
      {"New Orla, May 3 (PTI): The court will hear the case on Monday.",
       "dateline: New Orla, May 3 (PTI):", "New Orla", "May 3"},
      {"ORLA/VELDT, June 4 (Reuters) - Two banks agreed to merge.",
       "dateline: ORLA/VELDT, June 4 (Reuters) -", "ORLA/VELDT", "June 4"},
      {"(CNN) -- A storm closed schools across the coast.",
       "dateline: (CNN) --", "", ""},
      {"ORLA: Top officials met in the town hall on Monday.",
       "dateline: ORLA:", "ORLA", ""},
      {"File picture (AP) ORLA: Top officials met there on Monday.",
       "caption: File picture (AP) | dateline: ORLA:", "ORLA", ""},
      {"Orla (Veldania) [Marland], May 6 (ANI): A court heard it on Monday.",
       "dateline: Orla (Veldania) [Marland], May 6 (ANI):", "Orla", "May 6"},
      {"Orla (Veldania), Jul 19 (PBR) A court heard the case on Monday.",
       "dateline: Orla (Veldania), Jul 19 (PBR)", "Orla", "Jul 19"},
      {"ORLA, Pa., May 21, 2024 /NewsLine/ -- A court heard it on Monday.",
       "dateline: ORLA, Pa., May 21, 2024 /NewsLine/ --", "ORLA, Pa.",
       "May 21, 2024"},
      {"ORLA, Marland \xE2\x80\x93 12 September 2024 \xE2\x80\x93 Two banks "
       "agreed "
       "on Monday to merge.",
       "dateline: ORLA, Marland \xE2\x80\x93 12 September 2024 \xE2\x80\x93",
       "ORLA, Marland", "12 September 2024"},
      {"SAN ORLA, Marl. \xE2\x80\x93 September 12, 2024 \xE2\x80\x93 Two banks "
       "agreed on Monday to merge.",
       "dateline: SAN ORLA, Marl. \xE2\x80\x93 September 12, 2024 \xE2\x80\x93",
       "SAN ORLA, Marl.", "September 12, 2024"},
      {"ORLA -- (TRADE LINE) -- Two banks agreed on Monday to merge.",
       "dateline: ORLA -- (TRADE LINE) --", "ORLA", ""},
      {"ORLA (12 May 2024) - Two banks agreed on Monday to merge.",
       "dateline: ORLA (12 May 2024) -", "ORLA", "12 May 2024"},
      {"ORLA, July 3 (staff) - Two banks agreed on Monday to merge.",
       "dateline: ORLA, July 3 (staff) -", "ORLA", "July 3"},
      {"Orla, Marland \xE2\x80\x93 Lawmakers have voted to close two schools.",
       "dateline: Orla, Marland \xE2\x80\x93", "Orla, Marland", ""},
      {"ORLA \xE2\x80\x93 Monday morning saw the first snow of the year.",
       "dateline: ORLA \xE2\x80\x93", "ORLA", ""},
      {"12 September 2024, Orla \xE2\x80\x93 The trust announced a plan on "
       "Monday.",
       "dateline: 12 September 2024, Orla \xE2\x80\x93", "Orla",
       "12 September 2024"},
      {"May 3, 2024, Orla: The trust announced a plan on Monday.",
       "dateline: May 3, 2024, Orla:", "Orla", "May 3, 2024"},
      {"12 September, Main Hall \xE2\x80\x93 The choir sings at eight.", "", "",
       ""},
      {"In Orla, Marland \xE2\x80\x93 The old capital \xE2\x80\x93 a court "
       "heard "
       "the case.",
       "", "", ""},
      {"ORLA (May 3) was the first town that closed its schools.", "", "", ""},
      {"Mumbai: Top officials met in the town hall on Monday.",
       "dateline: Mumbai:", "Mumbai", ""},
      {"Cape Town: Top officials met in the town hall on Monday.",
       "dateline: Cape Town:", "Cape Town", ""},
      {"Orla: A court heard on Monday what had happened in Orla.",
       "dateline: Orla:", "Orla", ""},
      {"Dryland: A court heard on Monday what had happened in Orla.", "", "",
       ""},
      {"NASA \xE2\x80\x94 which built the probe \xE2\x80\x94 lost contact on "
       "Sunday.",
       "", "", ""},
      {"By Tuesday the river had risen by two metres.", "", "", ""},
      {"WARNING: The river will rise by two metres on Tuesday.", "", "", ""},
      {"Images from the probe show a lake of ice under the dust.", "", "", ""},
  };
  for (const Case& one : cases) {
    const std::string original =
        std::string(one.opening) + "\n\n" + std::string(kBody);
    const CleanText clean = CleanPage(original, {});
    EXPECT_EQ(Removed(original, clean), one.removed) << one.opening;
    EXPECT_EQ(clean.dateline_place_text, one.place) << one.opening;
    EXPECT_EQ(clean.dateline_date_text, one.date) << one.opening;
    CheckAll(original, one.opening);
  }
}

// A deck or a caption may be a sentence.
TEST(CleanTest, FindsDatelinesBelowDecks) {
  struct Case {
    std::string_view above;
    std::string_view opening;
    std::string_view removed;
  };
  const Case cases[] = {
      {"The town says that it has no money for either of them.",
       "OAK HILL, Ill. \xE2\x80\x94 A man was found on Monday.",
       "dateline: OAK HILL, Ill. \xE2\x80\x94"},
      {"Cars wait at the bridge on Monday.\n\nThe town has no money for it.",
       "ORLA (AP) - A man was found on Monday.", "dateline: ORLA (AP) -"},
      {"Cars wait at the bridge.\n\nThe town has no money.\n\nIt is an old "
       "bridge.\n\n"
       "Nobody knew.",
       "ORLA (AP) - A man was found on Monday.", ""},
      {"The town says that it has no money.",
       "MUMBAI: A man was found on Monday.", "dateline: MUMBAI:"},
      {"The town says that it has no money.",
       "ALSO IMPORTANT: A man was found on Monday.", ""},
      {"The choir sings on all the days of May.",
       "Sunday 3 May: The bells will be rung at noon.", ""},
  };
  for (const Case& one : cases) {
    std::string original = "Bridge stays closed for a year\n\n";
    original += one.above;
    original += "\n\n";
    original += one.opening;
    original += "\n\n";
    original += kBody;
    EXPECT_EQ(Removed(original, CleanPage(original, {})), one.removed)
        << original;
    CheckAll(original, one.opening);
  }
}

TEST(CleanTest, LeavesSpeakersAlone) {
  const std::string_view original =
      "ORLA: We will not stop this time.\n\nREPORTER: When do you go?\n\n"
      "ORLA: On Friday, if they let us.";
  EXPECT_EQ(Removed(original, CleanPage(original, {})), "");
}

TEST(CleanTest, SetsLeftoversAside) {
  struct Case {
    std::string_view ending;
    std::string_view removed;
  };
  const Case cases[] = {
      {"\nTop", "leftover: Top"},
      {"\n\nEnds", "leftover: Ends"},
      {".", "leftover: ."},
      {"..", ""},
      {"\nTop officials met in Orla on Friday.", ""},
  };
  for (const Case& one : cases) {
    const std::string original = std::string(kBody) + std::string(one.ending);
    EXPECT_EQ(Removed(original, CleanPage(original, {})), one.removed)
        << one.ending;
    CheckAll(original, one.ending);
  }
}

TEST(CleanTest, FindsTitlesAndHeadings) {
  const std::string original =
      "Council votes to close two schools\n\n" + std::string(kBody) +
      "\n\nWhat comes next\n\nThe court is to meet in June, said a clerk.\n"
      "- bring a form\n- bring a pen\n";
  const CleanText clean = CleanPage(original, {});
  std::string kinds;
  for (const Block& block : clean.blocks) {
    kinds += BlockKindName(block.kind);
    kinds += ' ';
  }
  EXPECT_EQ(kinds,
            "title paragraph paragraph heading paragraph list-item "
            "list-item ");
  EXPECT_EQ(Removed(original, clean), "");
  CheckAll(original, "title and headings");
}

TEST(CleanTest, ASentenceThatEndsInAQuotationIsNoTitle) {
  struct Case {
    const char* first;
    BlockKind kind;
  };
  const Case cases[] = {
      {"\"A turnip,\" says Ada Quill, \"has never ruined anybody.\"",
       BlockKind::kParagraph},
      {"“A turnip,” says Ada Quill, “has never ruined anybody.”",
       BlockKind::kParagraph},
      {"\"A turnip has never ruined anybody\"", BlockKind::kTitle},
      {"Ada Quill: \"Who would be ruined by a turnip?\"", BlockKind::kTitle},
  };
  for (const Case& test : cases) {
    const CleanText clean =
        CleanPage(std::string(test.first) + "\n\n" + std::string(kBody), {});
    ASSERT_FALSE(clean.blocks.empty()) << test.first;
    EXPECT_EQ(clean.blocks[0].kind, test.kind) << test.first;
  }
}

TEST(CleanTest, TakesGivenBlocks) {
  const std::string_view original =
      "Caf\xC3\xA9 burns\nIt rained on\nMonday. The end.";
  const InputBlock blocks[] = {
      {.span = {{0}, {10}}, .kind = BlockKind::kTitle, .level = 0},
      {.span = {{11}, {31}}, .kind = BlockKind::kQuotation, .level = 0},
      {.span = {{31}, {900}}, .kind = BlockKind::kListItem, .level = 2},
  };
  CleanOptions options;
  options.blocks = blocks;
  const CleanText clean = CleanPage(original, options);
  EXPECT_EQ(Join(clean), "Caf\xC3\xA9 burns | It rained on Monday. | The end.");
  ASSERT_EQ(clean.blocks.size(), 3U);
  EXPECT_EQ(clean.blocks[0].kind, BlockKind::kTitle);
  EXPECT_EQ(clean.blocks[1].kind, BlockKind::kQuotation);
  EXPECT_EQ(clean.blocks[2].kind, BlockKind::kListItem);
  EXPECT_EQ(clean.blocks[2].level, 2);
  CheckInvariants(original, clean, "given blocks");
}

TEST(CleanTest, RefusesUnknownIds) {
  const uint32_t id = 7;
  CleanOptions options;
  options.keep = {&id, 1};
  const CleanText clean = CleanPage(kBody, options);
  EXPECT_TRUE(clean.has_unknown_keep);
  EXPECT_EQ(clean.unknown_keep, 7U);
}

// Pieces that rules and repairs look for, and bytes that they do not expect.
constexpr std::string_view kPieces[] = {
    "The council voted on Monday. ",
    "It rained ",
    "Top",
    "..",
    ".",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    "- ",
    "1. ",
    "KYIV: ",
    "ORLA (AP) - ",
    "&amp;",
    "&nbsp;",
    "&#x201C;",
    "&",
    ";",
    "\xC2\xAD",
    "\xE2\x80\x8B",
    "\xE2\x80\x8D",
    "\xEF\xBB\xBF",
    "\xEF\xAC\x81",
    "\xC3\x83\xC2\xA9",
    "\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2",
    "\xC3\xA9",
    "\xF0\x9F\x98\x80",
    "\xE0\xA4\xA8",
    "\xED\xA0\x80",
    "\xFF",
    "\x80",
    "\xC3",
    "\xE2\x80",
    "\xE2\x80\xA8",
    "\xC2\x85",
    "govern-\nment ",
    "[3]",
    "(File photo) ",
    "By Ana Ruiz\n",
    "Also read: Dam fails\n",
    "Share\n",
    "Photo: A. Ruiz\n",
    "Updated: 10:21, 3 May 2024\n",
    "\x01",
    "\"",
    "\xE2\x80\x9D",
    "a",
    "Z",
    "9",
    "| a | b |\n",
    "Comments\n",
    "Ana Ruiz is a reporter for The Orla.\n",
    "\xCC\x81",
    "\xE3\x80\x80",
    "\xE2\x80\x94 ",
    "@ana",
    "# ",
    "0:03\n",
    "212\n",
    "\xE2\x81\xB5",
    "<https://x.example>",
    " ( http://x.example ",
    "ana 2 hours ago [\xE2\x80\x93]\n",
    "About Orla\n",
    "#"};

TEST(CleanTest, FindsTablesAndCode) {
  const std::string_view original =
      "Three teams played on Monday in Orla.\n\n"
      "Team\tPlayed\tPoints\nOrla\t3\t9\nVeldt\t3\t4\n\n"
      "int main() {\n  return 0;\n}\n\n"
      "The next round is in June.";
  const CleanText clean = CleanPage(original, {});
  EXPECT_EQ(Join(clean),
            "Three teams played on Monday in Orla. | Team Played Points\n"
            "Orla 3 9\nVeldt 3 4 | int main() {\nreturn 0;\n} | The next "
            "round is in June.");
  ASSERT_EQ(clean.blocks.size(), 4U);
  EXPECT_EQ(clean.blocks[1].kind, BlockKind::kTable);
  EXPECT_EQ(clean.blocks[2].kind, BlockKind::kCode);
  CheckAll(original, "tables and code");
}

// Whole lines between two paragraphs of an article: what goes, and what has
// the look of furniture and stays.
TEST(CleanTest, SetsFurnitureAside) {
  struct Case {
    std::string_view line;
    std::string_view reason;  // Empty: it stays.
  };
  const Case cases[] = {
      {"Also read: Ten things to know about the dam", "related"},
      {"ALSO READ | Minister visits flood camp", "related"},
      {"Read more: Why the river rose so fast", "related"},
      {"Facebook Twitter WhatsApp Email Copy link", "share"},
      {"Share this article", "share"},
      {"Sign up for our daily newsletter and never miss a story.", "prompt"},
      {"Download our app for live alerts", "prompt"},
      {"We use cookies to improve your experience. Accept all", "legal"},
      {"\xC2\xA9 2024 Orla Gazette. All rights reserved.", "legal"},
      {"ADVERTISEMENT", "advertisement"},
      {"Photo: R. Diaz/Agency", "caption"},
      {"FILE - In this May 3 photo, cars wait at the border in Orla.",
       "caption"},
      {"The dam at Orla after the flood. (Photo: R. Diaz)", "caption"},
      {"(Reporting by Lena Cho; Editing by Mark Hall)", "agency"},
      {"With inputs from agencies", "agency"},
      {"\xE2\x80\x94 Ana Ruiz (@anaruiz) May 3, 2024", "embed"},
      {"View this post on Instagram", "embed"},
      {"Editor's note: An earlier version gave the wrong year.", "note"},
      {"5 min read", "timestamp"},
      {"Page 3 of 9", "running-head"},
      {"\xE2\x86\x92 How the dam was built", "related"},
      {"41 people found this helpful", "comment"},
      {"Share prices fell sharply on Monday.", ""},
      {"She also read the letter aloud in court.", ""},
      {"Workers can sign up for the scheme until June.", ""},
      {"The regulator fined the firm because it used cookies without asking.",
       ""},
      {"Images from the probe show a lake of ice under the dust.", ""},
      {"Updated figures show that rents fell by 3% in May.", ""},
      {"The talks will go on next week, Reuters reported.", ""},
      {"Subscribers to the service said in June that the app had failed.", ""},
      {"\xE2\x80\x9CThey [the banks] knew [sic] it was No. 1.\xE2\x80\x9D", ""},
      {"Read the full report and it says so, the minister told the paper.", ""},
  };
  for (const Case& one : cases) {
    const std::string original = std::string(kBody) + "\n\n" +
                                 std::string(one.line) + "\n\n" +
                                 "The court is to meet again in June, said a "
                                 "clerk of the town.";
    const CleanText clean = CleanPage(original, {});
    const std::string wanted =
        one.reason.empty()
            ? ""
            : std::string(one.reason) + ": " + std::string(one.line);
    EXPECT_EQ(Removed(original, clean), wanted) << one.line;
    CheckAll(original, one.line);
  }
}

// Sentences that start like furniture, at every place of an article, and
// beside furniture.
TEST(CleanTest, KeepsSentencesThatLookLikeFurniture) {
  const std::string_view lines[] = {
      "Advertisement has paid for the bridge since 1974.",
      "Share prices fell on Monday.",
      "Shares in Norvane rose.",
      "Print and bind it yourself.",
      "Copy the link into the margin, the manual says.",
      "Follow Ana to the mill and you will see it.",
      "Subscribers to the paper paid for the trip.",
      "Sign in the window: closed.",
      "Related to this is the question of money.",
      "Read more slowly, he said.",
      "Watch the river rise at night.",
      "Listen to the engine, she told him.",
      "More from the mill came down that night.",
      "Most popular was the ferry to Skarn.",
      "Recommended doses were cut in half.",
      "Also read in court were three letters.",
      "See also the bridge at Denby, which is older.",
      "Photo by photo, the archive was put online.",
      "Image is everything, said the mayor.",
      "Pictured on the wall was a goat.",
      "File a complaint and wait.",
      "Caption writers are poorly paid.",
      "Credit: the word has two meanings.",
      "Source: the spring above the mill.",
      "Comments were hostile.",
      "Leave a reply on the machine, it said.",
      "Post a guard at the door.",
      "Posted by the gate was a warning.",
      "Report abuse to the police.",
      "Likes and dislikes were noted in a book.",
      "By Tuesday the river had risen.",
      "By Ana's account the door was open.",
      "Written by hand, the letter took a week.",
      "Edited by his widow, the diaries sold well.",
      "Updated every hour, the map turned red by night.",
      "Published figures differ.",
      "Last updated in 1974, the law allows it.",
      "Two minutes read like an hour.",
      "Monday, 3 May, was quiet.",
      "About the author nothing is known.",
      "Contact with the boat was lost at noon.",
      "Terms of use were agreed on Friday.",
      "Cookies were handed out at noon.",
      "Accept all of it, or none.",
      "All rights reserved for kings were sold.",
      "Correction fluid was found on the page.",
      "Disclosure rules were tightened.",
      "The views expressed in the hall were mild.",
      "This story was told to children.",
      "Reporting by the two men was praised.",
      "With inputs from forty farms, the map was drawn.",
      "Agencies were slow.",
      "End of story, said the judge.",
      "Top officials met in Orla.",
      "Top.",
      "Next: the sea.",
      "Continue reading to your children, the doctor said.",
      "Skip to the end of the queue.",
      "Menu prices went up.",
      "Live from the tower came a voice.",
      "Breaking news to children is hard.",
      "Opinion is divided.",
      "Premium fuel costs more.",
      "Received with applause, he bowed.",
      "Retrieved from the mud were two boats.",
      "Download speeds fell.",
      "Get our boys home, they sang.",
      "Support independent schools, he urged them.",
      "Become a patron and you owe them nothing.",
      "Enter your email and wait: that is all the form asks.",
      "Unsubscribe he did, in 2019.",
      "You may also like goats.",
      "Thank you for signing, she wrote.",
      "Joined: two rooms that never fitted.",
      "Location: a barn near Orla.",
      "Senior members voted no.",
      "Last edited by a monk, the book is whole.",
      "For immediate release of the men, press the button.",
      "Notes to editors were found in his coat.",
      "References to the king were removed.",
      "Tags on the sheep were yellow.",
      "Powered by two engines, the ferry is slow.",
      "Interested in bees, he moved to Orla.",
      "Enjoying this too much, he lost his place.",
      "Got a tip from a waiter, the police had.",
      "Rate this high among his works.",
      "Tom Lee contributed to this reporting for years.",
      "She posted a photo by a friend, with the caption (Image: none).",
      "It was, he told Reuters.",
      "“We use cookies to improve your visit.” Few lines are read so often.",
      "1974 was the year."};
  const std::string body(kBody);
  const std::string end = "The court is to meet in June, said a clerk of Orla.";
  const std::string title = "Council votes to close two schools";
  for (const std::string_view line : lines) {
    const std::string sentence(line);
    for (const std::string& original :
         {title + "\n\n" + sentence + "\n\n" + body + "\n\n" + end,
          body + "\n\n" + sentence + "\n\n" + end,
          title + "\n\n" + body + "\n\n" + sentence,
          title + "\n\nBy Ana Ruiz\n14 March 2024\n\nShare\n\n" + body +
              "\n\n" + sentence + "\n\nAdvertisement\n\n" + end +
              "\n\n\xC2\xA9 2024 Orla Press"}) {
      const CleanText clean = CleanPage(original, {});
      EXPECT_NE(clean.text.find(sentence), std::string::npos) << original;
    }
  }
}

// Paragraphs stay between furniture unless they say themselves that they are
// none of the article's.
TEST(CleanTest, KeepsParagraphsBetweenFurniture) {
  struct Case {
    std::string_view paragraph;
    bool kept = true;
  };
  const Case cases[] = {
      {"Close to 250 people are lost in the park each year. Rangers say that "
       "hikers should carry a gallon of water a day and tell somebody where "
       "they are going."},
      {"She did not respond to requests for comment. Her lawyer declined to "
       "comment."},
      {"Shares of Volta fell 4 percent. They have lost a third of their value "
       "this year."},
      {"\xE2\x80\x98I was not afraid. I had the dog with me,\xE2\x80\x99 she "
       "said."},
      {"January 3, 1931 \xE2\x80\x93 November 19, 2023"},
      {"We use cookies to improve your experience. You can change your "
       "preferences at any time.",
       false},
      {"If you buy something from a link on this page, we may earn a "
       "commission. See our ethics statement.",
       false},
      {"Got a news tip? Email our newsroom at tips@orla.example or call us at "
       "any time.",
       false},
  };
  const std::string body(kBody);
  for (const Case& one : cases) {
    const std::string paragraph(one.paragraph);
    for (const std::string& original :
         {body + "\n\nSTORY CONTINUES BELOW THE VIDEO\n\n" + paragraph +
              "\n\nDownload the free KTLX app for alerts\n\n" + body,
          "Hiker found alive\n\n" + body + "\n\nAdvertisement\n\n" + paragraph +
              "\n\nAdvertisement\n\nRelated articles\n\n"
              "Bridge opens after two years"}) {
      const CleanText clean = CleanPage(original, {});
      EXPECT_EQ(clean.text.find(paragraph) != std::string::npos, one.kept)
          << original;
      CheckAll(original, paragraph);
    }
  }
}

// Short lines above and below the article go where other furniture is.
TEST(CleanTest, SetsTheRimsOfPagesAside) {
  const std::string body =
      std::string(kBody) +
      "\n\nThe two schools have 212 pupils between them, a third of what they "
      "were built for. Both roofs leak, and the council puts the cost of new "
      "ones at more than it spends on all its roads in a year.\n\n"
      "The pupils are to go to Denby, twenty minutes away by bus. Lessons "
      "there would start half an hour later, so that nobody has to get up in "
      "the dark.";
  const std::string original =
      "Home > News > Orla\n\nCouncil votes to close two schools\n\n"
      "By Ana Ruiz\nEducation correspondent\n2024-03-14\nSave\n\n" +
      body +
      "\n\nAna Ruiz is the Gazette's education correspondent.\n\n"
      "Tags: schools, Orla\n\nTop stories\nBridge opens after two years\n"
      "Ferry to Skarn is late again\n\n12 comments\nkit:\nAbout time.\n\n"
      "Contact Careers Help\n\xC2\xA9 2024 Orla Press";
  const CleanText clean = CleanPage(original, {});
  EXPECT_EQ(clean.text, "Council votes to close two schools\n\n" + body);
  CheckAll(original, "rims");
  // Without any there is no sign that they are none of the article's.
  const std::string plain = "Council votes to close two schools\n\nOrla\n\n" +
                            body + "\n\nA long road";
  EXPECT_EQ(Removed(plain, CleanPage(plain, {})), "");
}

// Text as it stands in mail, chats, lists and columns: what of it is left, and
// as which blocks ("p", "h", "li", "code", "title", "q").
TEST(CleanTest, ReadsLinesAsTheyWereMeant) {
  struct Case {
    std::string_view name;
    std::string_view original;
    std::string_view wanted;
  };
  constexpr std::string_view kEnd =
      "\n\nThe council of Orla voted on Monday to close two of its schools, "
      "and the mayor said that both would be kept as they are until the "
      "spring so that nobody had to move in the middle of a year.";
  const Case cases[] = {
      {"a day across two lines",
       "The council met on Tues-\nday to vote about the bridge, and the\n"
       "mayor said that she would not.",
       "p The council met on Tuesday to vote about the bridge, and the mayor "
       "said that she would not."},
      {"a word that the text has in one piece",
       "The rail-\nroad was sold, and the\nrailroad was not.",
       "p The railroad was sold, and the railroad was not."},
      {"a word that the text has with its hyphen",
       "The well-\ning pump, a well-ing pump,\nwas sold.",
       "p The well-ing pump, a well-ing pump, was sold."},
      {"a compound", "The long-\nterm plan was read out\nand then was burned.",
       "p The long-term plan was read out and then was burned."},
      {"code between fences",
       "Run this first, the guide says.\n\n```sh\nmake all\n\nmake "
       "test\n```\n\n"
       "Then wait until it is done.",
       "p Run this first, the guide says. | code make all\nmake test | "
       "p Then wait until it is done."},
      {"a fence that nothing closes",
       "Run this first, the guide says.\n\n```\nThe rest is missing here.",
       "p Run this first, the guide says. | p ``` | p The rest is missing "
       "here."},
      {"the head of a letter, what it answers, a signature",
       "From: Hilde Rask\nTo: the ringers\nDate: Mon, 14 Oct 2013\n"
       "Subject: the treble\n\nOn Sunday, Colm Deasy wrote:\n"
       "> It can be welded.\n> Has anybody done it?\n\n"
       "We had ours welded in 2004, and it has rung every Sunday since.\n\n"
       "--\nHilde Rask\nTower captain",
       "p We had ours welded in 2004, and it has rung every Sunday since."},
      {"a list above what a letter answers",
       "The lock is stuck again, so we will not open the sluice on Monday as "
       "we had planned.\n\nActions:\n- Colm to chase the smith\n- All: please "
       "do NOT tell the mill yet\n\nHilde\n\n"
       "On Sun, 13 Oct 2013, Colm Deasy <colm@lock.example> wrote:\n"
       ">> Is the sluice open?\n> Not yet.",
       "p The lock is stuck again, so we will not open the sluice on Monday as "
       "we had planned. | p Actions: | li Colm to chase the smith | li All: "
       "please do NOT tell the mill yet"},
      {"a letter that an article quotes",
       "When the logbook was found last spring, a bundle of letters lay "
       "between two of its pages, each a message to her.\n\nFrom: Harald "
       "Nes\nTo: Ingrid Nes\n"
       "Subject: The lamp\n\nOn Tuesday, Ingrid wrote:\n\n“Let it be dark.”",
       "p When the logbook was found last spring, a bundle of letters lay "
       "between two of its pages, each a message to her. | p From: Harald Nes "
       "| p To: Ingrid Nes | p "
       "Subject: The lamp | p On Tuesday, Ingrid wrote: | p “Let it be dark.”"},
      {"names below the line that announces them",
       "The show opens in June.\n\nAdvertisement\n\nIts curators are:\n\n"
       "Anna Berg\nTomas Lie\nKari Solheim",
       "p The show opens in June. | p Its curators are: | p Anna Berg | p "
       "Tomas "
       "Lie | p Kari Solheim"},
      {"two lines that begin like a letter's head",
       "The note on the step\n\nFrom: nobody we knew.\nTo: whom it may "
       "concern.\n\nIt lay "
       "on the step for a week before she read it.",
       "title The note on the step | p From: nobody we knew. | p To: whom it "
       "may concern. "
       "| p It lay on the step for a week before she read it."},
      {"a quotation without a letter",
       "He read it out to all of them.\n\n> It is not late.\n\nThen he sat "
       "down.",
       "p He read it out to all of them. | p > It is not late. | p Then he sat "
       "down."},
      {"stamps of a chat",
       "The team kept watch all night.\n\n[21:14] Ines: The dome is open.\n\n"
       "[21:30] Obi: The star is found.\n\n[21:52] Ines: It was the heater.",
       "p The team kept watch all night. | p Ines: The dome is open. | p Obi: "
       "The star is found. | p Ines: It was the heater."},
      {"stamps with days and seconds",
       "[6/3/24, 21:17] Tom: I have to work.\n\n[6/3/24, 21:18] Ana: Again?"
       "\n\n[00:00:27] Ana Roth: We knew it.",
       "p Tom: I have to work. | p Ana: Again? | p Ana Roth: We knew it."},
      {"the times of a recording between what is said",
       "The last keeper\n\n00:00:03\nEDDA\nThank you for having me. For "
       "years nobody\n00:00:07\nwanted to know. It is odd.\n00:00:09\n"
       "TOM\nWhat did a day look like?\n00:00:12\nEDDA\nWe wound the "
       "clockwork.",
       "title The last keeper | p EDDA | p Thank you for having me. For years "
       "nobody wanted to know. It is odd. | p TOM | p What did a day look "
       "like? | p EDDA | p We wound the clockwork."},
      {"what is said without stops is no sentence",
       "0:00\nso today we will mend an old saw\n0:03\nand you need not "
       "have much for that\n0:06\nbut a file and a vice",
       "p so today we will mend an old saw | p and you need not have much for "
       "that | p but a file and a vice"},
      {"points behind arrows",
       "Last year we stopped meeting on Wednesdays.\n\nWhat changed?\n\n"
       "\xE2\x86\x92 Fewer letters on Thursday\n"
       "\xE2\x86\x92 Two late projects were finished",
       "p Last year we stopped meeting on Wednesdays. | p What changed? | "
       "p \xE2\x86\x92 Fewer letters on Thursday | "
       "p \xE2\x86\x92 Two late projects were finished"},
      {"what a chat's program says",
       "12/05/2024, 18:01 - Messages are end-to-end encrypted.\n"
       "12/05/2024, 18:01 - Tom: I have to work.\n"
       "12/05/2024, 18:02 - Ana: <Media omitted>\n"
       "12/05/2024, 18:03 - Ana left the group\n"
       "12/05/2024, 18:04 - Tom: Nobody else is there.",
       "p Tom: I have to work. | p Tom: Nobody else is there."},
      {"one stamp is none",
       "The team kept watch all night.\n\n[21:14] Ines: The dome is open.",
       "p The team kept watch all night. | p [21:14] Ines: The dome is open."},
      {"a list of names is no row of headings",
       "Who sits on the board\n\nAna Ruiz\nTom Lee\nLena Cho\nMark Hall\n\n"
       "The board meets on Mondays, and anybody may come.",
       "title Who sits on the board | p Ana Ruiz | p Tom Lee | p Lena Cho | "
       "p Mark Hall | p The board meets on Mondays, and anybody may come."},
      {"the last item of a wrapped list",
       "You need three things for this.\n\n- a kettle that has been\n  "
       "cleaned with care\n- a cup that holds a good\n  deal of tea",
       "p You need three things for this. | li a kettle that has been cleaned "
       "with care | li a cup that holds a good deal of tea"},
      {"items with blank lines between them",
       "You need three things for this.\n\n- a kettle\n\n- a cup\n\n- tea",
       "p You need three things for this. | li a kettle | li a cup | li tea"},
      {"dialogue is no list",
       "\xE2\x80\x93 Who is there?\n\n\xE2\x80\x93 Nobody is there.",
       "p \xE2\x80\x93 Who is there? | p \xE2\x80\x93 Nobody is there."},
      {"a byline with its stamp",
       "Council closes schools\n\nBy Ana Ruiz and Tom Lee | Published 3 May "
       "2024 10:21",
       "title Council closes schools"},
  };
  constexpr std::string_view kNames[] = {"title", "h",       "p",     "li",
                                         "q",     "caption", "table", "code"};
  for (const Case& one : cases) {
    std::string original(one.original);
    original += kEnd;
    const CleanText clean = CleanPage(original, {});
    std::string got;
    for (const Block& block : clean.blocks) {
      if (!got.empty()) got += " | ";
      got += kNames[static_cast<size_t>(block.kind)];
      got += ' ';
      got += clean.text.substr(block.span.start.value, block.span.size());
    }
    const std::string wanted =
        std::string(one.wanted) + " | p " + std::string(kEnd.substr(2));
    EXPECT_EQ(got, wanted) << one.name;
    CheckAll(original, one.name);
  }
}

// What pages, letters and releases put around and into their text, all of it
// where it stands.
TEST(CleanTest, SetsAsideWhatKindsOfTextAdd) {
  struct Case {
    std::string_view name;
    std::string_view original;
    std::string_view removed;
  };
  constexpr std::string_view kRelease =
      "Orla Water opens a reed bed that cleans without power\n\n"
      "The reed bed will clean the water of 4,000 homes from this week, and "
      "it cost half as much as new works would have, the company said on "
      "Thursday.\n\nWater leaves it after nine days. Otters have been seen "
      "on two mornings, and children from the school came to count them.";
  const auto below = [&](std::string_view tail) {
    std::string whole(kRelease);
    whole += "\n\n";
    whole += tail;
    return whole;
  };
  const std::string notes = below(
      "Notes to editors:\n\nOrla Water serves 310,000 people.\n\n"
      "Pictures of the bed can be had.");
  const std::string replies = below(
      "ana 5 hours ago | next [\xE2\x80\x93]\n\nThis is how it was done "
      "at the mill.\n\ntom 4 hours ago | prev [\xE2\x80\x93]\n\n"
      "It was not.");
  const Case cases[] = {
      {"notes to editors", notes,
       "note: Notes to editors: | note: Orla Water serves 310,000 people. | "
       "note: "
       "Pictures of the bed can be had."},
      {"replies to a post", replies,
       "comment: ana 5 hours ago | next [\xE2\x80\x93] | comment: This is "
       "how it was done at the mill. | comment: tom 4 hours ago | prev "
       "[\xE2\x80\x93] | comment: It was not."},
      {"an abstract",
       "Counting what readers skip\n\nAbstract: Readers of long texts rarely "
       "read them from their start to their end, and nobody knows where they "
       "stop.",
       "leftover: Abstract:"},
      {"an abstract of no paper", "Abstract: the art of the town of Orla", ""},
      {"raised digits",
       "The claim fails.\xE2\x81\xB5 It was "
       "void.\xC2\xB9\xE2\x81\xB0 The hall has 40 m\xC2\xB2.\n\n"
       "\xE2\x81\xB5 District court of Orla, 2 C 114/18.",
       "footnote-mark: \xE2\x81\xB5 | footnote-mark: "
       "\xC2\xB9\xE2\x81\xB0 | note: \xE2\x81\xB5 District court of "
       "Orla, 2 C 114/18."},
      {"the page of a note", "Most lived in huts.[6]:44 It was cold.[7]: 12",
       "footnote-mark: [6]:44 | footnote-mark: [7]: 12"},
      {"a place, where the news says on which day",
       "Three are held for the sale of jobs\n\nKolpur: Police on Tuesday "
       "held three men who are said to have sold letters with jobs at the "
       "railways to 45 people, and took 4 lakh from each.",
       "dateline: Kolpur:"},
      {"somebody who speaks of a day",
       "How they played\n\nKolpur: We knew on Tuesday that we would not win "
       "this one, as two of our best men were ill and the third one had to "
       "stay with his mother.",
       ""},
      {"two who speak",
       "How they played\n\nKolpur: The men on Tuesday had no idea of how to "
       "win this one, as two of their best were ill and the third one had to "
       "stay at home.\n\nRavi: They played as well as they could.",
       ""},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Removed(one.original, CleanPage(one.original, {})), one.removed)
        << one.name;
    CheckAll(one.original, one.name);
  }
}

// What looks like a sign of furniture, and is none or one of what it stands at.
TEST(CleanTest, KeepsWhatIsToBeRead) {
  struct Case {
    std::string_view name;
    std::string_view original;
    std::string_view wanted;
  };
  constexpr std::string_view kPool =
      "The council has voted to keep the pool open until 2027 after more than "
      "9,000 people signed a petition. It will cost a million.\n\n"
      "Council leader Ann Moss said the money would come from a fund for a new "
      "car park. It had been set aside in 2019.\n\n"
      "Officers had recommended closure, warning that repairs to the roof "
      "would "
      "cost a million. They gave no date.";
  constexpr std::string_view kPoolText =
      "The council has voted to keep the pool open until 2027 after more than "
      "9,000 people signed a petition. It will cost a million. | "
      "Council leader Ann Moss said the money would come from a fund for a new "
      "car park. It had been set aside in 2019. | "
      "Officers had recommended closure, warning that repairs to the roof "
      "would "
      "cost a million. They gave no date.";
  constexpr std::string_view kOwn =
      "The part will not be here until Friday. So we should not plan any "
      "containers for the crane this week.";
  constexpr std::string_view kOld =
      "The crane stopped at 07:15 this morning, and nobody knows why. Should I "
      "move the ship to another berth?";
  const auto join = [](std::initializer_list<std::string_view> parts) {
    std::string whole;
    for (const std::string_view part : parts) whole += part;
    return whole;
  };
  const std::string counter =
      join({"Pool saved\n\nBy Martin Fell\n5 March 2024\nComments\n412\n\n",
            kPool, "\n\nComments\n"});
  const std::string comments = join(
      {"Pool saved\n\nBy Martin Fell\n12 Comments\n\n", kPool,
       "\n\nComments\n\nBob\n2 days ago\nGood news at last, I would say.\n"});
  const std::string saved = join({"Pool saved | ", kPoolText});
  const std::string marked =
      join({"Hi Cyril,\n\n", kOwn,
            "\n\n-----Original Message-----\nFrom: Cyril\n"
            "Sent: Tuesday 9:40 AM\nTo: Hanne\nSubject: The crane\n\n",
            kOld, "\n\n", kOld, "\n\nCyril"});
  const std::string ruled =
      join({"Hi Cyril,\n\n", kOwn,
            "\n\n________________\nFrom: Cyril <c@orla.example>"
            "\nSent: 5 March 2024 09:40\nTo: Hanne\nSubject: The crane\n\n",
            kOld});
  const std::string answered =
      join({"Hi Cyril,\n\n", kOwn,
            "\n\nOn Tue, 5 Mar 2024, Cyril <c@orla.example>\n"
            "wrote:\n\n",
            kOld});
  const std::string nested = join(
      {"Hi Cyril,\n\n", kOwn,
       "\n\nOn Tuesday, Cyril wrote:\n>The crane stopped."
       "\n>\n>> It was checked in April, and nobody found anything wrong."});
  const std::string letter = join({"Hi Cyril, | ", kOwn});
  const std::string captions =
      join({"Pool saved\n\nImage source, Getty Images\nImage caption, Council "
            "leader Ann Moss said the money would come from a fund\n\n",
            kPool,
            "\n\nThe pool before the boiler failed in the spring. (Supplied: "
            "OPC)"});
  const Case cases[] = {
      {"a counter above, a label below", counter, saved},
      {"a counter above, comments below", comments, saved},
      {"stamps of a chat with days and seconds",
       "[12/05/2024, 18:02:11] Nadia: Has anyone heard from the school?\n"
       "[12/05/2024, 18:04:45] Oscar: Not yet\n"
       "[5/12/24, 6:05:02\xE2\x80\xAFPM] Oscar: I can do either",
       "Nadia: Has anyone heard from the school? | Oscar: Not yet | Oscar: I "
       "can do either"},
      {"stamps of a chat without brackets",
       "12/05/2024, 18:02 - Nadia: Has anyone heard from the school?\n"
       "12/05/2024, 18:04 - Oscar: Not yet\n"
       "5/12/24, 6:05 PM - Oscar: I can do either",
       "Nadia: Has anyone heard from the school? | Oscar: Not yet | Oscar: I "
       "can do either"},
      {"hours of a plan",
       "18:00 - Doors open to all who have a ticket.\n"
       "18:30 - The mayor speaks to the guests.\n"
       "19:00 - The band plays until late.",
       "18:00 - Doors open to all who have a ticket. | 18:30 - The mayor "
       "speaks "
       "to the guests. | 19:00 - The band plays until late."},
      {"a letter above a marked one", marked, letter},
      {"a letter above the head of another", ruled, letter},
      {"a letter above an answered one", answered, letter},
      {"a letter above lines that it quotes", nested, letter},
      {"what an article quotes",
       "The letters were found in a drawer last spring by his daughter, who "
       "read all of them.\n\nOn 5 March 1944, Smith wrote:\n\nWe are all well. "
       "Do not worry.",
       "The letters were found in a drawer last spring by his daughter, who "
       "read all of them. | On 5 March 1944, Smith wrote: | We are all well. "
       "Do "
       "not worry."},
      {"a paragraph between others",
       "Thread: why your yarn breaks (it is not the wheel) 1/7\n\nMost people "
       "blame the wheel. I did too, for three years. It was not the wheel."
       "\n\nIt was the damp. My shed is 9\xC2\xB0"
       "C in March. At 9\xC2\xB0"
       "C "
       "wool needs twice as long as at 18\xC2\xB0"
       "C. Books never tell you!! 3/7"
       "\n\nSo do not trust the calendar. Trust the fleece: it should part "
       "without a sound when you pull it.",
       "Thread: why your yarn breaks (it is not the wheel) 1/7 | Most people "
       "blame the wheel. I did too, for three years. It was not the wheel. | "
       "It "
       "was the damp. My shed is 9\xC2\xB0"
       "C in March. At 9\xC2\xB0"
       "C wool "
       "needs twice as long as at 18\xC2\xB0"
       "C. Books never tell you!! 3/7 | So "
       "do not trust the calendar. Trust the fleece: it should part without a "
       "sound when you pull it."},
      {"a caption with its credit",
       "Pool saved after a petition\n\nBy Poppy Lawes\nMay 3, 2024\n\nThe pool "
       "was saved on Monday after a petition, the council said.\n\nThe pool "
       "has "
       "been closed since March, after a boiler failed.Credit...Ann Lee for "
       "The "
       "Orla Times\n\nThe roof will be repaired in the autumn, said the clerk.",
       "Pool saved after a petition | The pool was saved on Monday after a "
       "petition, the council said. | The roof will be repaired in the autumn, "
       "said the clerk."},
      {"a caption behind its label, and one that was supplied", captions,
       saved},
      {"a sentence with a sum and a day between others",
       "Home\nNews\nSport\n\nPool saved after a petition\n\n3 hours ago\n\n"
       "Share\n\nThe pool was saved on Monday after a petition, the council "
       "said.\n\nOrla Town Council said repairs would cost about \xC2\xA3"
       "2.4m and take until at least 14 March 2025.\n\nThe roof will be "
       "repaired in the autumn, said the clerk.\n\nMore on this story\nBaths "
       "closed in Denby\n\nRelated Topics\nOrla",
       "Pool saved after a petition | The pool was saved on Monday after a "
       "petition, the council said. | Orla Town Council said repairs would "
       "cost about \xC2\xA3"
       "2.4m and take until at least 14 March 2025. | The roof will be "
       "repaired in the autumn, said the clerk."},
      {"a sentence before all",
       "Anyone with information can call Lifeline on 0800 555 111.\n\nThe pool "
       "in Orla was shut on Monday after inspectors found cracks in two of its "
       "walls.\n\nThe clerk had warned the council about the walls in a report "
       "in 2019, but no work was done.\n\nMore on this story\nBaths closed in "
       "Denby\nSwimmers demand an answer",
       "Anyone with information can call Lifeline on 0800 555 111. | The pool "
       "in Orla was shut on Monday after inspectors found cracks in two of its "
       "walls. | The clerk had warned the council about the walls in a report "
       "in 2019, but no work was done."},
      {"what goes into a pudding",
       "Jump to Recipe  Print Recipe\n200g salted butter, soft\n200g brown "
       "sugar\n1 1/2 tsp dried yeast\nRind of 2 oranges\n\nBake it for 45 "
       "minutes. Do not open the door for the first half hour.\n\nNutrition: "
       "410 kcal per slice. It keeps for 3-4 days in a tin.\n\nPin it for "
       "later!",
       "200g salted butter, soft | 200g brown sugar | 1 1/2 tsp dried yeast | "
       "Rind of 2 oranges | Bake it for 45 minutes. Do not open the door for "
       "the first half hour. | Nutrition: 410 kcal per slice. It keeps for 3-4 "
       "days in a tin. | Pin it for later!"},
      {"posts with their numbers",
       "Dr. Ann Moss @annmoss \xC2\xB7 3h\n1/ What the new pool data do not "
       "mean\n\n2/ The headline says visits are \"up 300%\". That's true. But "
       "last year the pool was shut in week 3 (a strike!), so the base is "
       "wrong.\n\n3/ If you compare with 2023, visits are DOWN 12%. @OrlaPools "
       "says so too, on p. 14: https://t.example/abc123\n\n4/4 So no, it's not "
       "a record. Please RT! #pool #data\n\n\xF0\x9F\x92\xAC 43 "
       "\xF0\x9F\x94\x81 1.2K",
       "1/ What the new pool data do not "
       "mean | 2/ The headline says visits are \"up 300%\". That's true. But "
       "last year the pool was shut in week 3 (a strike!), so the base is "
       "wrong. | 3/ If you compare with 2023, visits are DOWN 12%. @OrlaPools "
       "says so too, on p. 14: https://t.example/abc123 | 4/4 So no, it's not "
       "a record. Please RT! #pool #data"},
      {"a question in small letters",
       "Posted by u/lodger_11 6 hours ago\nMy landlord keeps my deposit\n\nso "
       "i moved out of my flat on june 1st and its now july 20th and my "
       "landlord still hasnt returned my deposit. he says i broke the sink but "
       "i have photos of it\n\nhas anybody dealt with this?? i dont want to "
       "get a lawyer\n\n1.2k Upvotes\n348 comments\nShare Save Hide Report",
       "My landlord keeps my deposit | so i moved out of my flat on june 1st "
       "and its now july 20th and my landlord still hasnt returned my deposit. "
       "he says i broke the sink but i have photos of it | has anybody dealt "
       "with this?? i dont want to get a lawyer"},
      {"a title above what announces a list",
       "LIVE\nStorm Ida latest: thousands without power\n\n14:32\nGood "
       "afternoon. Here's what we know so far:\n\xE2\x80\xA2 About 48,000 "
       "homes are without power in Orla and Denby\n\xE2\x80\xA2 A man in his "
       "70s has died after a tree fell on his car\n\n14:05\nThe weather office "
       "has issued a red warning for wind from 18:00 until 03:00. Gusts of up "
       "to 95mph are expected.\n\n13:40\nPolice have urged people not to "
       "travel in the storm.\n\nKey events\n24m ago\nRed warning issued",
       "Storm Ida latest: thousands without power | Good afternoon. Here's "
       "what we know so far: | About 48,000 homes are without power in Orla "
       "and "
       "Denby | A man in his 70s has died after a tree fell on his car | 14:05 "
       "| The weather office has issued a red warning for wind from 18:00 "
       "until "
       "03:00. Gusts of up to 95mph are expected. | 13:40 | Police have urged "
       "people not to travel in the storm. | Key events | Red warning issued"},
      {"a caption below its label",
       "Pool saved after a petition\n\nThe pool was saved on Monday after a "
       "petition, the council said.\n\nImage caption,\nIt was opened by a "
       "duchess in 1978\n\nThe roof will be repaired in the autumn, said the "
       "clerk.",
       "Pool saved after a petition | The pool was saved on Monday after a "
       "petition, the council said. | The roof will be repaired in the autumn, "
       "said the clerk."},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Join(CleanPage(one.original)), one.wanted) << one.name;
    CheckAll(one.original, one.name);
  }
}

// The dates of stamps, for those who want to know when an article was written.
TEST(CleanTest, KeepsTheDatesOfStamps) {
  struct Case {
    std::string_view stamp;
    std::string_view date;  // Empty: none.
  };
  const Case cases[] = {
      {"Updated: 08:17, 26 March 2013", "26 March 2013"},
      {"Published 3 May 2024", "3 May 2024"},
      {"PUBLISHED: February 11, 2019 at 6:14 a.m.", "February 11, 2019"},
      {"Published: 2024-05-03 10:21", "2024-05-03"},
      {"Posted: 03/05/2024", "03/05/2024"},
      {"By Ana Ruiz | Published May 3, 2024", "May 3, 2024"},
      {"5 min read", ""},
      {"Updated 2 hours ago", ""},
      {"January 3, 1931 \xE2\x80\x93 November 19, 2023", ""},
  };
  for (const Case& one : cases) {
    std::string original = "Council closes two schools\n\n";
    original += one.stamp;
    original += "\n\n";
    original += kBody;
    const CleanText clean = CleanPage(original, {});
    EXPECT_EQ(clean.stamp_date_text, one.date) << one.stamp;
  }
}

// Lines that no table knows, by the trained weights; without them they stay.
TEST(CleanTest, TellsLinesByTheirWeights) {
  const std::string original =
      "Council votes to close two schools\n\nBy Ana Ruiz\n\n" +
      std::string(kBody) +
      "\n\nOur emails are free, and you can unsubscribe whenever you like.\n\n"
      "\xC2\xA9 2024 Orla Press";
  const std::string wanted =
      "Council votes to close two schools\n\n" + std::string(kBody);
  EXPECT_EQ(CleanPage(original).text, wanted);
  EXPECT_NE(Clean(original, {}).text, wanted);
}

// What a line is depends on what else is on its page: a label alone is the
// article's, the title stands above a deck that has its words, and what stands
// above the title among other furniture is a menu, in whatever language.
TEST(CleanTest, TellsLinesByTheirPage) {
  struct Case {
    std::string_view name;
    std::string_view original;
    std::string_view kept;
  };
  const Case cases[] = {
      {"a correction on a page without furniture",
       "An apology to everyone I have called punctual\n\n"
       "Correction: Mr Hale was not on time in 2009. I regret the error, and "
       "so did he.\n\n"
       "In a column last March I described my sister as early. She has asked "
       "me to make clear that she was lost.",
       "Correction: Mr Hale was not on time in 2009. I regret the error, and "
       "so did he.\n"},
      {"the name of a button on a page without furniture",
       "Five words we will miss\n\nNobody under forty in the valley says them. "
       "My neighbour says all five before breakfast.\n\n"
       "Slape\nSlippery, of paths and relatives.\n\n"
       "Thrang\nBusy, but not sorry about it.\n\n"
       "Lowp\nTo jump, once.\n\n"
       "Share\nNot what you think. It is the blade of a plough, and it goes "
       "first.\n\nThe others she keeps to herself.",
       "\n\nShare\n"},
      {"a title with a deck below it",
       "Open in app\nSign up\nSign in\nWrite\n"
       "I Replaced My Calendar With a Dog\n\nYou cannot reschedule a dog\n\n"
       "Follow\n4 min read \xC2\xB7 Mar 3, 2022\nListen\nShare\n\n"
       "At seven he stands by the door. At noon he stands by the door. At six "
       "he looks at me as if I had invented time.\n\n"
       "The dog has never been late, and he has never asked me to move lunch.",
       "I Replaced My Calendar With a Dog\n\nYou cannot reschedule a dog\n\n"
       "At seven"},
      {"a menu in another language",
       "Zum Hauptinhalt\nAnmelden\nMeinung\nSeven rules of the night train\n\n"
       "By Jette Aumann\n14 March 2024\n\n"
       "The conductor on the sleeper to Orla gives every passenger a card. It "
       "has not changed since 1974.\n\n"
       "She will not say what the other three are until the train has reached "
       "the border.\n\n"
       "Teilen\nDrucken\nImpressum\n\xC2\xA9 2024 Orla Press",
       "Seven rules of the night train\n\nThe conductor"},
  };
  for (const Case& one : cases) {
    const CleanText clean = CleanPage(one.original, {});
    EXPECT_NE(("\n\n" + clean.text).find(one.kept), std::string::npos)
        << one.name << "\n"
        << clean.text;
    CheckAll(one.original, one.name);
  }
}

TEST(LineModelTest, RefusesAlteredSections) {
  const Expected<ModelPart> part =
      ModelPart::Read(ReadStoredModel("models/base.sfm"));
  const std::span<const uint8_t> bytes = part.value().Find("lines")->bytes;
  ASSERT_TRUE(LineModel::ReadSection(bytes).ok());
  EXPECT_FALSE(LineModel::ReadSection(bytes.first(bytes.size() - 1)).ok());
  EXPECT_FALSE(LineModel::ReadSection(bytes.first(3)).ok());
  std::vector<uint8_t> altered(bytes.begin(), bytes.end());
  altered[4] = 1;  // Labels.
  const Expected<LineModel> model = LineModel::ReadSection(altered);
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error().code, ErrorCode::kModelInvalid);
}

// Notes are numbered from one; intervals and array indices are none.
TEST(CleanTest, TellsListsOfNotesFromIntervals) {
  const std::string original =
      "It was used in cities[2,5] and towns.[3\xE2\x80\x93"
      "6] The range is"
      " S:[0,3] and no note. It has fallen on it.1 The method is cheap. It "
      "was sold.[5]: 23\xE2\x80\x93"
      "25 In 1864 it burned.[6][7]: 112 They were[8]: 12 men.";
  EXPECT_EQ(CleanPage(original, {}).text,
            "It was used in cities and towns. The range is S:[0,3] and no "
            "note. It has fallen on it. The method is cheap. It was sold. In "
            "1864 it burned. They were: 12 men.");
  CheckAll(original, "notes");
}

// Time per byte must not grow with the text. Clocks lie on busy machines, so
// the bound is loose: what is quadratic misses it by orders of magnitude.
TEST(CleanTest, TakesPathologicalTextInLinearTime) {
  const auto repeat = [](std::string_view piece, size_t times) {
    std::string text;
    text.reserve(piece.size() * times);
    for (size_t i = 0; i < times; ++i) text += piece;
    return text;
  };
  const std::string texts[] = {
      repeat("\n", 1000000),
      repeat("word ", 200000),
      repeat("x", 1000000),
      repeat("a\n", 100000),
      "e" + repeat("\xCC\x81", 10000) + " end.",
      repeat("&amp;", 100000),
      repeat("\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2", 50000),
      repeat("[(@ALSO READ ", 50000),
      repeat("Share this\nRead more: x\nBy Ana Ruiz\n", 3000),
      repeat("a..", 200000),
      "It ended" + repeat(".", 1000000),
      "3 m" + repeat("\xC2\xB2", 500000),
      "It rained <" + repeat("http://x<", 50000),
      repeat("About Orla\nOrla is at www.orla.example, they say.\n", 3000),
      repeat("0:03\nand so it goes on.\n", 20000),
      repeat("12\n", 100000),
      "It rained. " + repeat("abc def ", 50000) + repeat("\xED\xA0\x80", 9000),
      std::string(1000000, '\0'),
  };
  for (const std::string& text : texts) {
    const CleanText clean = CleanPage(text, {});
    EXPECT_LE(clean.map.pieces().size(), text.size() + 1);
  }
}

TEST(CleanPropertyTest, HoldsOnGeneratedText) {
  Random random(20261124);
  for (int round = 0; round < 700; ++round) {
    std::string original;
    const uint32_t pieces = 1 + random.Below(60);
    for (uint32_t i = 0; i < pieces; ++i) {
      original += kPieces[random.Below(std::size(kPieces))];
    }
    CheckAll(original, "round " + std::to_string(round));
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(CleanPropertyTest, HoldsOnRandomBytes) {
  Random random(7);
  for (int round = 0; round < 700; ++round) {
    std::string original;
    const uint32_t size = random.Below(300);
    // From nearly all ASCII to none of it; UTF-16 now and then.
    const uint32_t ascii = random.Below(101);
    if (random.Below(8) == 0) original = "\xFF\xFE";
    for (uint32_t i = 0; i < size; ++i) {
      original += static_cast<char>(
          static_cast<uint8_t>(random.Below(100) < ascii ? 32 + random.Below(95)
                                                         : random.Below(256)));
    }
    CheckAll(original, "round " + std::to_string(round));
    if (testing::Test::HasFatalFailure()) return;
  }
}

TEST(CleanPropertyTest, HoldsOnEveryByte) {
  for (int value = 0; value < 256; ++value) {
    const char byte = static_cast<char>(static_cast<uint8_t>(value));
    std::string original = "It rained on Monday";
    original += byte;
    original += " and on Tuesday.";
    CheckAll(original, "byte " + std::to_string(value));
    CheckAll(std::string(1, byte), "byte alone " + std::to_string(value));
  }
}

}  // namespace
}  // namespace standfirst
