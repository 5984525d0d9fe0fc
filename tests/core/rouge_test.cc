#include "tools/common/rouge.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace standfirst::tools {
namespace {

std::vector<nlohmann::json> ReadLines(const char* path) {
  std::vector<nlohmann::json> records;
  std::FILE* file = std::fopen(path, "rb");
  EXPECT_NE(file, nullptr) << path;
  if (file == nullptr) return records;
  std::string text;
  for (int byte = std::fgetc(file); byte != EOF; byte = std::fgetc(file)) {
    text += static_cast<char>(byte);
  }
  std::fclose(file);
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    records.push_back(nlohmann::json::parse(text.substr(start, end - start)));
    start = end + 1;
  }
  return records;
}

struct Expectation {
  const char* id;
  const char* system;
  double rouge1;
  double rouge2;
  double rouge_l;
};

// Worked out by the reference scorer (docs/ranking.md says how).
constexpr Expectation kExpectations[] = {
    {"ferry", "prediction", 0.510638, 0.088889, 0.382979},
    {"ferry", "lead 3", 0.368421, 0.108108, 0.289474},
    {"ferry", "lead 12 words", 0.303030, 0.0, 0.181818},
    {"ferry", "lead 20 words whole", 0.473684, 0.055556, 0.263158},
    {"bread", "prediction", 0.697674, 0.390244, 0.372093},
    {"bread", "lead 3", 0.5, 0.238095, 0.270270},
    {"bread", "lead 12 words", 0.571429, 0.230769, 0.357143},
    {"bread", "lead 20 words whole", 0.709677, 0.344828, 0.322581},
    {"empty", "prediction", 0.0, 0.0, 0.0},
    {"empty", "lead 3", 0.0, 0.0, 0.0},
    {"café", "prediction", 0.615385, 0.333333, 0.538462},
    {"café", "lead 3", 0.588235, 0.25, 0.529412},
    {"café", "lead 12 words", 0.869565, 0.380952, 0.695652},
    {"café", "lead 20 words whole", 0.714286, 0.307692, 0.642857},
};

TEST(RougeTest, AgreesWithTheReferenceScorer) {
  std::map<std::string, nlohmann::json> gold;
  std::map<std::string, std::string> predictions;
  for (const auto& record : ReadLines("tests/data/rouge/gold.jsonl")) {
    gold[record["id"]] = record;
  }
  for (const auto& record : ReadLines("tests/data/rouge/predictions.jsonl")) {
    predictions[record["id"]] = record["summary"];
  }
  for (const Expectation& expected : kExpectations) {
    const std::string name = std::string(expected.id) + ", " + expected.system;
    ASSERT_TRUE(gold.contains(expected.id)) << name;
    const nlohmann::json& record = gold[expected.id];
    const std::string text = record["text"];
    std::vector<std::string> references;
    if (record.contains("references")) {
      references = record["references"].get<std::vector<std::string>>();
    } else {
      references.push_back(record["summary"]);
    }
    const std::string system = expected.system;
    std::string output = predictions[expected.id];
    if (system == "lead 3") output = LeadBySentences(text, 3);
    if (system == "lead 12 words") output = LeadByWords(text, 12);
    if (system == "lead 20 words whole") {
      output = LeadByWholeSentences(text, 20);
    }
    const RougeScore score = Rouge(references, output);
    EXPECT_NEAR(score.rouge1, expected.rouge1, 6e-7) << name;
    EXPECT_NEAR(score.rouge2, expected.rouge2, 6e-7) << name;
    EXPECT_NEAR(score.rouge_l, expected.rouge_l, 6e-7) << name;
  }
}

TEST(RougeTest, Tokens) {
  EXPECT_EQ(RougeTokens("Rs 1,500-crore: don't!"),
            (std::vector<std::string>{"rs", "1", "500", "crore", "don", "t"}));
  EXPECT_EQ(RougeTokens("caf\xC3\xA9 \xE2\x84\xAA"),
            (std::vector<std::string>{"caf", "k"}));
  EXPECT_TRUE(RougeTokens("").empty());
  EXPECT_TRUE(RougeTokens("\xF0\x9F\x98\x80 \xFF").empty());
}

TEST(RougeTest, LeadSentences) {
  EXPECT_EQ(
      LeadSentences("Mr. Ames of the U.S. Army spoke. \u201cWe won,\u201d "
                    "he said. It rained 3.5 mm! Why? No one knew.")
          .size(),
      5U);
  EXPECT_EQ(LeadSentences("One\nTwo\n\n...\n").size(), 2U);
}

TEST(RougeTest, BootstrapHoldsTheMean) {
  const std::vector<double> same(40, 2.5);
  const Interval interval = Bootstrap(same);
  EXPECT_DOUBLE_EQ(interval.mean, 2.5);
  EXPECT_DOUBLE_EQ(interval.low, 2.5);
  EXPECT_DOUBLE_EQ(interval.high, 2.5);
}

}  // namespace
}  // namespace standfirst::tools
