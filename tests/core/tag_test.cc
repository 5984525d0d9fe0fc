#include "core/tag/tag.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/sparse_model.h"
#include "core/model/word_list.h"
#include "core/segment/segment.h"
#include "core/tag/tag_features.h"
#include "core/tag/tag_model.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

TEST(TagTest, NamesAndBack) {
  EXPECT_EQ(PartOfSpeechName(PartOfSpeech::kNone), "");
  EXPECT_EQ(PartOfSpeechName(PartOfSpeech::kPRPS), "PRP$");
  EXPECT_EQ(PartOfSpeechName(PartOfSpeech::kHash), "#");
  EXPECT_EQ(ParsePartOfSpeech("nonsense"), PartOfSpeech::kNone);
  for (uint32_t i = 1; i < kPartOfSpeechCount; ++i) {
    const auto tag = static_cast<PartOfSpeech>(i);
    EXPECT_FALSE(PartOfSpeechName(tag).empty()) << i;
    EXPECT_EQ(ParsePartOfSpeech(PartOfSpeechName(tag)), tag) << i;
  }
}

Document Segmented(const std::string& text, const WordList* words) {
  Document document;
  document.text = text;
  Block block;
  block.span = {{0}, {static_cast<uint32_t>(text.size())}};
  document.blocks.push_back(block);
  Segmenter(nullptr, words).SegmentBlock(0, &document);
  return document;
}

TEST(TagTest, WithoutAModelNothingIsTagged) {
  Document document = Segmented("The mayor spoke.", nullptr);
  Tagger(nullptr, nullptr).TagSentence(document.sentences[0], &document);
  for (const Token& token : document.tokens) EXPECT_EQ(token.tag, 0);
}

// Features keep inside the room the tagger has for them.
TEST(TagTest, FeaturesFit) {
  const Document document =
      Segmented("Well-known 3rd “mayors” spoke…", nullptr);
  const TagSentenceWords words = MakeTagWords(
      document, {0, static_cast<uint32_t>(document.tokens.size())}, nullptr);
  for (size_t at = 0; at < document.tokens.size(); ++at) {
    size_t count = 0;
    const auto emit = [&count](uint64_t) { ++count; };
    const TagWindow window = MakeTagWindow(words, at);
    ForEachTagFeature(window, emit);
    ForEachTagHistoryFeature(window, PartOfSpeech::kNN, PartOfSpeech::kDT,
                             emit);
    EXPECT_LE(count, kMaxTagFeatures) << at;
  }
}

TEST(TagTest, CasesWithTheShippedModel) {
  const std::vector<uint8_t> word_bytes =
      ReadStoredModel("models/sections/base.words@2");
  const std::vector<uint8_t> tag_bytes =
      ReadStoredModel("models/sections/grammar.tags");
  ModelSection section;
  section.name = "words";
  section.version = kWordListVersion;
  section.bytes = word_bytes;
  const Expected<WordList> words = WordList::Read(section);
  ASSERT_TRUE(words.ok());
  section.name = "tags";
  section.version = kTagSectionVersion;
  section.version = kTagSectionVersion;
  section.bytes = tag_bytes;
  const Expected<TagModel> model = TagModel::Read(section);
  ASSERT_TRUE(model.ok()) << model.error().message;
  struct Case {
    std::string text;
    std::string_view tags;
  };
  const std::vector<Case> cases = {
      {"The mayor spoke to 300 people on Friday.",
       "DT NN VBD IN CD NNS IN NNP ."},
      {"She doesn't like Oslo's old trams.", "PRP VBZ RB VB NNP POS JJ NNS ."},
      {"Prices rose 5% and will fall quickly.", "NNS VBD CD NN CC MD VB RB ."},
      {"“It is $5,” he said.", "`` PRP VBZ $ CD , '' PRP VBD ."},
  };
  for (const Case& test : cases) {
    Tagger tagger(&model.value(), &words.value());
    Document document = Segmented(test.text, &words.value());
    std::string tags;
    for (const Sentence& sentence : document.sentences) {
      tagger.TagSentence(sentence, &document);
    }
    for (const Token& token : document.tokens) {
      if (!tags.empty()) tags += ' ';
      tags += PartOfSpeechName(static_cast<PartOfSpeech>(token.tag));
    }
    EXPECT_EQ(tags, test.tags) << test.text;
  }
  section.version = 7;
  EXPECT_FALSE(TagModel::Read(section).ok());
  section.version = 1;
  section.bytes = std::span<const uint8_t>(tag_bytes).first(1000);
  EXPECT_FALSE(TagModel::Read(section).ok());
}

// More distinct words than the tagger remembers: what it forgets and looks up
// again is tagged as if it had just begun.
TEST(TagTest, ForgettingChangesNothing) {
  const std::vector<uint8_t> word_bytes =
      ReadStoredModel("models/sections/base.words@2");
  const std::vector<uint8_t> tag_bytes =
      ReadStoredModel("models/sections/grammar.tags");
  ModelSection section;
  section.version = kWordListVersion;
  section.bytes = word_bytes;
  const Expected<WordList> words = WordList::Read(section);
  section.version = kTagSectionVersion;
  section.bytes = tag_bytes;
  const Expected<TagModel> model = TagModel::Read(section);
  ASSERT_TRUE(words.ok());
  ASSERT_TRUE(model.ok());
  std::string text;
  for (uint32_t number = 0; number < 3000; ++number) {
    text += "The b" + std::to_string(number) + "er of Oslo said that s" +
            std::to_string(number) + "ing works. ";
  }
  Document document = Segmented(text, &words.value());
  Tagger one(&model.value(), &words.value());
  for (const Sentence& sentence : document.sentences) {
    one.TagSentence(sentence, &document);
    std::vector<uint8_t> tags;
    for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
      tags.push_back(document.tokens[at].tag);
    }
    Tagger fresh(&model.value(), &words.value());
    fresh.TagSentence(sentence, &document);
    for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
      ASSERT_EQ(document.tokens[at].tag, tags[at - sentence.tokens.begin])
          << at;
    }
  }
}

}  // namespace
}  // namespace standfirst
