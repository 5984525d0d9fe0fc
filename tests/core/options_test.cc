#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/include/standfirst/standfirst.h"

namespace standfirst {
namespace {

struct RefusedCase {
  const char* name;
  const char* json;
  const char* named_in_message;  // The member and the value.
  const char* named_in_hint;     // What is allowed.
};

TEST(OptionsTest, RefusesWhatIsNotAllowedAndSaysWhy) {
  const std::vector<RefusedCase> analyse = {
      {"unknown member", R"({"colour":1})", "colour", "entities"},
      {"wrong input", R"({"input":"pdf"})", "\"pdf\"", "markdown"},
      {"input of wrong kind", R"({"input":3})", "3", "html"},
      {"impossible day", R"({"date":"2025-02-29"})", "2025-02-29",
       "YYYY-MM-DD"},
      {"day without zeros", R"({"date":"2025-2-9"})", "2025-2-9", "YYYY-MM-DD"},
      {"title of wrong kind", R"({"title":7})", "title", "null"},
      {"language", R"({"language":"fr"})", "fr", "auto"},
      {"entity type", R"({"entities":["PERSONS"]})", "PERSONS", "PERSON"},
      {"negative id", R"({"keep":[-1]})", "-1", "ids"},
      {"fraction as id", R"({"keep":[1.5]})", "1.5", "ids"},
      {"block kind", R"({"blocks":[{"start":0,"end":3,"kind":"aside"}]})",
       "aside", "quotation"},
      {"blocks that go back",
       R"({"blocks":[{"start":5,"end":9},{"start":0,"end":3}]})", "blocks",
       "text order"},
      {"block without end", R"({"blocks":[{"start":5}]})", "blocks", "end"},
      {"no object", R"([1])", "object", "object"},
      {"no JSON", R"({"input":)", "object", "object"},
  };
  for (const RefusedCase& refused : analyse) {
    const auto options = ParseAnalyseOptions(refused.json);
    ASSERT_FALSE(options.ok()) << refused.name;
    EXPECT_EQ(options.error().code, ErrorCode::kInvalidOption) << refused.name;
    EXPECT_NE(options.error().message.find(refused.named_in_message),
              std::string::npos)
        << refused.name << ": " << options.error().message;
    EXPECT_NE(options.error().hint.find(refused.named_in_hint),
              std::string::npos)
        << refused.name << ": " << options.error().hint;
  }
  const std::vector<RefusedCase> summarise = {
      {"unknown member", R"({"input":"text"})", "input", "headlineWords"},
      {"type", R"({"type":"tl;dr"})", "tl;dr", "tldr"},
      {"length name", R"({"length":"huge"})", "huge", "medium"},
      {"no sentences", R"({"length":{"sentences":0}})", "0", "sentences"},
      {"two lengths", R"({"length":{"sentences":1,"words":5}})", "length",
       "words"},
      {"ratio of nothing", R"({"length":{"ratio":0}})", "ratio", "0 < x <= 1"},
      {"ratio over one", R"({"length":{"ratio":1.01}})", "1.01", "0 < x <= 1"},
      {"compression", R"({"compression":"max"})", "max", "light"},
      {"focus as string", R"({"focus":"x"})", "focus", "strings"},
      {"headline too short", R"({"headlineWords":4})", "4", "5 to 30"},
      {"headline too long", R"({"headlineWords":31})", "31", "5 to 30"},
      {"timings", R"({"timings":"yes"})", "yes", "true"},
  };
  for (const RefusedCase& refused : summarise) {
    const auto options = ParseSummariseOptions(refused.json);
    ASSERT_FALSE(options.ok()) << refused.name;
    EXPECT_EQ(options.error().code, ErrorCode::kInvalidOption) << refused.name;
    EXPECT_NE(options.error().message.find(refused.named_in_message),
              std::string::npos)
        << refused.name << ": " << options.error().message;
    EXPECT_NE(options.error().hint.find(refused.named_in_hint),
              std::string::npos)
        << refused.name << ": " << options.error().hint;
  }
}

TEST(OptionsTest, LongValuesAreShownCutOnACharacter) {
  std::string json = R"({"type":")";
  for (int count = 0; count < 100; ++count) json += "é";
  json += "\"}";
  const auto options = ParseSummariseOptions(json);
  ASSERT_FALSE(options.ok());
  EXPECT_LT(options.error().message.size(), 140U);
  // The message goes out as JSON: it must not hold half a character.
  const std::string shown = ErrorToJson(options.error());
  EXPECT_EQ(shown.find("\xEF\xBF\xBD"), std::string::npos) << shown;
}

TEST(OptionsTest, ReadsWhatIsAllowed) {
  EXPECT_TRUE(ParseAnalyseOptions("").ok());
  const auto analyse = ParseAnalyseOptions(
      R"({"input":"html","title":"A","date":"2024-02-29","language":"en",
          "entities":["PERSON","GPE"],"keep":[0,7],
          "blocks":[{"start":0,"end":3,"kind":"heading","level":2}]})");
  ASSERT_TRUE(analyse.ok()) << analyse.error().message;
  EXPECT_EQ(analyse.value().input, InputFormat::kHtml);
  EXPECT_EQ(analyse.value().title, "A");
  EXPECT_EQ(analyse.value().date, "2024-02-29");
  EXPECT_TRUE(analyse.value().assume_english);
  EXPECT_EQ(analyse.value().entity_types, (1U << 0) | (1U << 4));
  EXPECT_EQ(analyse.value().keep, (std::vector<uint32_t>{0, 7}));
  ASSERT_EQ(analyse.value().blocks.size(), 1U);
  EXPECT_EQ(analyse.value().blocks[0].level, 2);

  const auto ratio = ParseSummariseOptions(R"({"length":{"ratio":0.25}})");
  ASSERT_TRUE(ratio.ok());
  EXPECT_EQ(std::get<LengthAsShare>(ratio.value().length).millionths, 250000U);
  const auto points = ParseSummariseOptions(
      R"({"type":"key-points","length":"long","compression":"none",
          "focus":["bridge"],"headlineWords":30,"timings":true})");
  ASSERT_TRUE(points.ok()) << points.error().message;
  EXPECT_EQ(points.value().type, SummaryType::kKeyPoints);
  EXPECT_EQ(std::get<LengthName>(points.value().length), LengthName::kLong);
  EXPECT_EQ(points.value().compression, CompressionLevel::kNone);
  EXPECT_EQ(points.value().headline_words, 30U);
}

TEST(OptionsTest, RecordsKeepTheirIdWhateverIsWrong) {
  const Record defaults;
  std::string id;
  const auto record = ParseRecord(
      R"({"id":7,"text":"One.","type":"tldr","title":null})", defaults, &id);
  ASSERT_TRUE(record.ok()) << record.error().message;
  EXPECT_EQ(record.value().id_json, "7");
  EXPECT_EQ(record.value().summarise.type, SummaryType::kTldr);

  const auto without_text = ParseRecord(R"({"id":"x"})", defaults, &id);
  ASSERT_FALSE(without_text.ok());
  EXPECT_EQ(without_text.error().code, ErrorCode::kInvalidRecord);
  EXPECT_EQ(id, "\"x\"");

  const auto wrong =
      ParseRecord(R"({"id":"y","text":"","type":1})", defaults, &id);
  ASSERT_FALSE(wrong.ok());
  EXPECT_EQ(wrong.error().code, ErrorCode::kInvalidOption);
  EXPECT_EQ(id, "\"y\"");

  EXPECT_FALSE(ParseRecord("nothing", defaults, &id).ok());
  EXPECT_EQ(id, "null");
}

}  // namespace
}  // namespace standfirst
