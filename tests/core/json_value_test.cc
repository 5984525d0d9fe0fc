#include "core/options/json_value.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standfirst {
namespace {

using Json = nlohmann::json;

// The tree as nlohmann/json's, which knows how to compare.
Json ToNlohmann(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::kNull:
      return nullptr;
    case JsonValue::Kind::kBoolean:
      return value.boolean;
    case JsonValue::Kind::kUnsigned:
      return value.magnitude;
    case JsonValue::Kind::kNegative:
      return -static_cast<int64_t>(value.magnitude);
    case JsonValue::Kind::kFraction:
      return value.AsDouble();
    case JsonValue::Kind::kString:
      return value.text;
    case JsonValue::Kind::kArray: {
      Json array = Json::array();
      for (const JsonValue& item : value.items) {
        array.push_back(ToNlohmann(item));
      }
      return array;
    }
    case JsonValue::Kind::kObject: {
      Json object = Json::object();
      for (size_t index = 0; index < value.items.size(); ++index) {
        object[value.names[index]] = ToNlohmann(value.items[index]);
      }
      return object;
    }
  }
  return nullptr;
}

void ExpectAsNlohmann(const std::string& json) {
  const Json expected = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  const std::optional<JsonValue> found = ParseJson(json);
  ASSERT_EQ(found.has_value(), !expected.is_discarded()) << json;
  if (found.has_value()) {
    EXPECT_EQ(ToNlohmann(*found), expected) << json;
  }
}

const std::vector<std::string>& Examples() {
  static const std::vector<std::string> examples = {
      "",
      " ",
      "{}",
      "[]",
      " [ ] ",
      "{ }",
      "null",
      "nul",
      "nulll",
      "true",
      "false",
      "fals",
      "True",
      "0",
      "-0",
      "00",
      "01",
      "-",
      "-1",
      "+1",
      "1.",
      ".5",
      "0.5",
      "-0.25",
      "1e3",
      "1E+3",
      "1e-3",
      "1e",
      "1e+",
      "0.1",
      "0.333333333333333",
      "123456.789",
      "1e22",
      "1e999",
      "-1e999",
      "0e999",
      "1e-999",
      "4294967296",
      "9007199254740993",
      "9223372036854775807",
      "-9223372036854775807",
      R"("")",
      R"("a)",
      R"("a\)",
      R"("\"\\\/\b\f\n\r\t")",
      R"("\x")",
      R"("\u00e9\u20AC")",
      R"("\u12")",
      R"("\u12g4")",
      R"("\ud83d\ude00")",
      R"("\ud83d")",
      R"("\ud83d\u0041")",
      R"("\ud83dx")",
      R"("\ude00")",
      "\"\xC3\xA9\"",
      "\"\xC3\"",
      "\"\xED\xA0\x80\"",
      "\"\n\"",
      "\"\x7F\"",
      "\xEF\xBB\xBF{}",
      "\xEF\xBB{}",
      R"({"a":1,"a":2})",
      R"({"a":{"b":[1,2,{"c":null}]},"d":[[],{}]})",
      R"({"a"})",
      R"({"a":})",
      R"({"a":1,})",
      R"({,})",
      R"({1:2})",
      R"({"a" : 1 , "b" :"x"})",
      "[1,]",
      "[,1]",
      "[1 2]",
      "[1,2",
      "[1}",
      "{}{}",
      "{} x",
      "[1]\t\r\n ",
      "[1]\v",
      "// no\n{}",
      R"({"type":"tldr","length":{"ratio":0.25},"focus":["é","\u0041"]})",
  };
  return examples;
}

TEST(JsonValueTest, IsTheTreeOfNlohmann) {
  for (const std::string& json : Examples()) ExpectAsNlohmann(json);
}

TEST(JsonValueTest, WholeNumbersBeyondItsRoomAreFractions) {
  const auto value = ParseJson("123456789012345678901234567890");
  ASSERT_TRUE(value.has_value());
  EXPECT_EQ(value->kind, JsonValue::Kind::kFraction);
  EXPECT_NEAR(value->AsDouble(), 1.2345678901234568e29, 1e15);
}

TEST(JsonValueTest, NulIsInNoString) {
  EXPECT_FALSE(ParseJson(std::string_view("\"a\0b\"", 5)).has_value());
}

TEST(JsonValueTest, DepthIsBounded) {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(ParseJson(nested(500)).has_value());
  EXPECT_FALSE(ParseJson(nested(501)).has_value());
  EXPECT_FALSE(ParseJson(std::string(1000000, '[')).has_value());
}

}  // namespace
}  // namespace standfirst
