#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/include/standfirst/standfirst.h"
#include "core/present/line.h"
#include "core/present/offset_converter.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// A document of one sentence over `clean`, mapped piece by piece.
struct LineCase {
  const char* name;
  std::string original;
  std::string clean;
  std::vector<CleanSpan> kept;
  bool sentence_starts_with_kept = true;
  // Pieces: {clean size, original size, replaced}. Both sides run on; a clean
  // size of 0 skips what was dropped.
  struct Piece {
    uint32_t clean;
    uint32_t original;
    bool replaced;
  };
  std::vector<Piece> pieces;
  const char* line;
  size_t spans;
  std::vector<ChangeKind> changes;
};

Text MakeTestLine(const LineCase& line_case) {
  Document document;
  document.text = line_case.clean;
  const auto size = static_cast<uint32_t>(line_case.clean.size());
  document.sentences.push_back({.span = {{0}, {size}}, .tokens = {0, 1}});
  OffsetMap map;
  CleanOffset clean;
  OriginalByteOffset original;
  Utf16Offset utf16;
  for (const LineCase::Piece& piece : line_case.pieces) {
    const std::string_view bytes = std::string_view(line_case.original)
                                       .substr(original.value, piece.original);
    const uint32_t units = Utf16Length(bytes);
    if (piece.replaced) {
      map.AppendReplaced(clean, piece.clean, original, piece.original, utf16,
                         units);
    } else if (piece.clean != 0) {
      map.AppendCopied(clean, original, utf16, bytes);
    }
    clean = clean + piece.clean;
    original = original + piece.original;
    utf16 = utf16 + units;
  }
  Candidate candidate;
  candidate.kept = line_case.kept;
  return MakeLine(document, map, line_case.original, candidate, {});
}

TEST(LineTest, ListsEveryChangeAndCitesTheRest) {
  const std::vector<LineCase> cases = {
      {.name = "as it is",
       .original = "All is well.",
       .clean = "All is well.",
       .kept = {{{0}, {12}}},
       .pieces = {{12, 12, false}},
       .line = "All is well.",
       .spans = 1,
       .changes = {}},
      {.name = "a soft hyphen was dropped",
       .original = "All is we\u00ADll.",
       .clean = "All is well.",
       .kept = {{{0}, {12}}},
       .pieces = {{9, 9, false}, {0, 2, false}, {3, 3, false}},
       .line = "All is well.",
       .spans = 2,
       .changes = {}},
      {.name = "a line break was read as a space",
       .original = "All\nis well.",
       .clean = "All is well.",
       .kept = {{{0}, {12}}},
       .pieces = {{3, 3, false}, {1, 1, true}, {8, 8, false}},
       .line = "All is well.",
       .spans = 1,
       .changes = {ChangeKind::kSpace}},
      {.name = "a kept line break is shown as a space",
       .original = "All\nis well.",
       .clean = "All\nis well.",
       .kept = {{{0}, {12}}},
       .pieces = {{12, 12, false}},
       .line = "All is well.",
       .spans = 1,
       .changes = {ChangeKind::kSpace}},
      {.name = "doubled spaces: one is left out",
       .original = "All  is well.",
       .clean = "All  is well.",
       .kept = {{{0}, {13}}},
       .pieces = {{13, 13, false}},
       .line = "All is well.",
       .spans = 2,
       .changes = {}},
      {.name = "a ligature was read as two letters",
       .original = "A \uFB01ne day.",
       .clean = "A fine day.",
       .kept = {{{0}, {11}}},
       .pieces = {{2, 2, false}, {2, 3, true}, {7, 7, false}},
       .line = "A fine day.",
       .spans = 1,
       .changes = {ChangeKind::kRepair}},
      {.name = "a repaired letter that becomes a capital is one change",
       .original = "The \uFB01ne day.",
       .clean = "The fine day.",
       .kept = {{{4}, {13}}},
       .pieces = {{4, 4, false}, {2, 3, true}, {7, 7, false}},
       .line = "Fine day.",
       .spans = 1,
       .changes = {ChangeKind::kRepair}},
      {.name = "starts and ends inside: a capital and a stop",
       .original = "But é is here, and so on.",
       .clean = "But é is here, and so on.",
       .kept = {{{4}, {14}}},
       .pieces = {{26, 26, false}},
       .line = "É is here.",
       .spans = 1,
       .changes = {ChangeKind::kCapital, ChangeKind::kStop}},
      {.name = "a word with capitals of its own keeps its first letter",
       .original = "The iPhone sells.",
       .clean = "The iPhone sells.",
       .kept = {{{4}, {17}}},
       .pieces = {{17, 17, false}},
       .line = "iPhone sells.",
       .spans = 1,
       .changes = {}},
      {.name = "a bracket was cut",
       .original = "The mayor (old) won.",
       .clean = "The mayor (old) won.",
       .kept = {{{0}, {9}}, {{15}, {20}}},
       .pieces = {{20, 20, false}},
       .line = "The mayor won.",
       .spans = 2,
       .changes = {}},
      {.name = "a stop inside quotation marks closes",
       .original = "He said “no.” Then left.",
       .clean = "He said “no.” Then left.",
       .kept = {{{0}, {17}}},
       .pieces = {{28, 28, false}},
       .line = "He said “no.”",
       .spans = 1,
       .changes = {}},
  };
  for (const LineCase& line_case : cases) {
    const Text line = MakeTestLine(line_case);
    EXPECT_EQ(line.text, line_case.line) << line_case.name;
    EXPECT_EQ(line.spans.size(), line_case.spans) << line_case.name;
    std::vector<ChangeKind> kinds;
    for (const Change& change : line.changes) kinds.push_back(change.kind);
    EXPECT_EQ(kinds, line_case.changes) << line_case.name;
  }
}

TEST(OffsetConverterTest, CountsCodePointsAndBytes) {
  // 1, 2, 3 and 4 bytes a character, and one malformed byte.
  const std::string text = "aé€😀\xFFz";
  const OffsetConverter bytes(text, OffsetUnit::kByte);
  const OffsetConverter points(text, OffsetUnit::kCodePoint);
  const std::vector<std::array<uint32_t, 3>> expected = {
      {0, 0, 0},  {1, 1, 1},  {2, 3, 2},  {3, 6, 3},
      {5, 10, 4}, {6, 11, 5}, {7, 12, 6},
  };
  for (const auto& [utf16, byte, point] : expected) {
    EXPECT_EQ(bytes.Convert(utf16), byte) << "unit " << utf16;
    EXPECT_EQ(points.Convert(utf16), point) << "unit " << utf16;
  }
}

TEST(OffsetConverterTest, LongTextsAgreeWithCountingFromTheStart) {
  std::string text;
  for (int count = 0; count < 3000; ++count) text += count % 7 == 0 ? "😀" : "é";
  const OffsetConverter bytes(text, OffsetUnit::kByte);
  uint32_t utf16 = 0;
  for (size_t position = 0; position < text.size();) {
    ASSERT_EQ(bytes.Convert(utf16), position);
    const DecodedCharacter character = DecodeUtf8(text, position);
    position += character.size;
    utf16 += Utf16Units(character.code_point);
  }
}

Result MakeResult() {
  auto article = std::make_shared<Article>();
  article->text = "A <b> & \"c\".\nNext.";
  article->language_code = "en";
  article->genre = "unknown";
  article->characters = 18;
  article->words = 4;
  article->sentences = {{.range = {0, 12}, .block = 0},
                        {.range = {13, 18}, .block = 1}};
  article->blocks = {{.range = {0, 12}, .kind = "paragraph"},
                     {.range = {13, 18}, .kind = "paragraph"}};
  ResultEntity entity;
  entity.type = "PERSON";
  entity.name = "<b>";
  entity.mentions = {{2, 5}};
  article->entities.push_back(entity);
  Result result;
  result.article = article;
  Text line;
  line.text = "1. A *b* & \"c\"\u0001.";
  line.spans = {{0, 12}};
  result.headline = line;
  result.summary = {line};
  result.chosen = {0};
  return result;
}

TEST(PresentTest, JsonEscapesAndKeepsItsOrder) {
  const std::string json = ToJson(MakeResult(), {});
  EXPECT_NE(json.find(R"("text":"1. A *b* & \"c\"\u0001.")"), std::string::npos)
      << json;
  size_t position = 0;
  for (const char* member :
       {"\"version\"", "\"language\"", "\"genre\"", "\"headline\"",
        "\"summary\"", "\"entities\"", "\"sentences\"", "\"blocks\"",
        "\"leftOut\"", "\"notices\"", "\"statistics\""}) {
    const size_t found = json.find(member, position);
    ASSERT_NE(found, std::string::npos) << member;
    position = found;
  }
  EXPECT_EQ(json.find("milliseconds"), std::string::npos);
  EXPECT_NE(
      ToJson(MakeResult(), {.milliseconds = 7}).find(R"("milliseconds":7)"),
      std::string::npos);
}

TEST(PresentTest, MarkdownEscapesWhatCommonMarkWouldRead) {
  EXPECT_EQ(ToMarkdown(MakeResult()),
            "# 1\\. A \\*b\\* \\& \"c\"\u0001.\n\n"
            "1\\. A \\*b\\* \\& \"c\"\u0001.\n");
}

TEST(PresentTest, HtmlHoldsNoMarkupFromTheText) {
  const std::string html = ToHtml(MakeResult());
  EXPECT_EQ(html.find("<b>"), std::string::npos) << html;
  EXPECT_NE(html.find("data-type=\"PERSON\""), std::string::npos);
  EXPECT_NE(html.find("id=\"sentence-0\""), std::string::npos);
  EXPECT_EQ(html.find("<script"), std::string::npos);
}

TEST(PresentTest, ErrorsAreJsonToo) {
  EXPECT_EQ(ErrorToJson({ErrorCode::kNotText, "It \"is\".", "Do."}),
            R"({"error":{"code":"not-text","message":"It \"is\".",)"
            R"("hint":"Do."}})");
}

}  // namespace
}  // namespace standfirst
