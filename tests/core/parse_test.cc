#include "core/parse/parse.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/include/standfirst/standfirst.h"
#include "core/model/format.h"
#include "core/model/word_list.h"
#include "core/parse/parse_model.h"
#include "core/parse/parse_state.h"
#include "core/segment/segment.h"
#include "core/tag/tag.h"
#include "core/tag/tag_model.h"
#include "core/text/hash.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

TEST(ParseTest, NamesAndBack) {
  for (uint32_t i = 0; i < kRelationCount; ++i) {
    const auto relation = static_cast<Relation>(i);
    EXPECT_FALSE(RelationName(relation).empty()) << i;
    EXPECT_EQ(ParseRelation(RelationName(relation)), relation) << i;
  }
  EXPECT_EQ(ParseRelation("nsubj:outer"), Relation::kNsubj);
  EXPECT_EQ(ParseRelation("goeswith"), Relation::kDep);
}

// A document of one sentence whose tokens stand between blanks.
Document OfTokens(const std::string& text) {
  Document document;
  document.text = text;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) {
      Token token;
      token.span = {{static_cast<uint32_t>(at)}, {static_cast<uint32_t>(end)}};
      token.word = document.vocabulary.Intern(
          std::string_view(text).substr(at, end - at));
      document.tokens.push_back(token);
    }
    at = end + 1;
  }
  document.sentences.push_back(
      {{{0}, {static_cast<uint32_t>(text.size())}},
       {0, static_cast<uint32_t>(document.tokens.size())},
       0});
  return document;
}

// One root, and from every word a way up to it.
void ExpectTree(const std::vector<ParsedToken>& parsed, size_t tokens) {
  ASSERT_EQ(parsed.size(), tokens);
  size_t roots = 0;
  // Words whose way up has been walked already.
  std::vector<uint8_t> known(parsed.size(), 0);
  for (uint32_t at = 0; at < parsed.size(); ++at) {
    const bool root = parsed[at].head == ParsedToken::kRoot;
    roots += root ? 1 : 0;
    EXPECT_EQ(root, parsed[at].relation == Relation::kRoot) << at;
    size_t steps = 0;
    uint32_t up = at;
    while (up != ParsedToken::kRoot && known[up] == 0) {
      known[up] = 1;
      up = parsed[up].head;
      ASSERT_TRUE(up == ParsedToken::kRoot || up < parsed.size()) << at;
      ASSERT_LE(++steps, parsed.size()) << at;
    }
  }
  EXPECT_EQ(roots, tokens == 0 ? 0U : 1U);
}

TEST(ParseTest, WithoutAModelThereIsNoParse) {
  const Document document = OfTokens("The mayor spoke .");
  std::vector<ParsedToken> parsed(7);
  EXPECT_FALSE(Parser(nullptr, nullptr)
                   .ParseSentence(document.sentences[0], document, &parsed));
  EXPECT_TRUE(parsed.empty());
}

// Whatever is chosen among the moves that may be made ends in a tree.
TEST(ParseTest, AnyMovesEndInATree) {
  const Document document = OfTokens("a b c d e f g h i");
  for (uint32_t seed = 0; seed < 500; ++seed) {
    ParseState state;
    state.Begin(document.sentences[0], document, nullptr);
    uint64_t random = seed;
    size_t moves = 0;
    while (!state.done()) {
      ASSERT_LE(++moves, 2 * document.tokens.size());
      const uint32_t legal = state.LegalMoves();
      ASSERT_NE(legal, 0U);
      random = MixHash(random + 1);
      uint32_t move = static_cast<uint32_t>(random % kParseMoveCount);
      while ((legal >> move & 1U) == 0) move = (move + 1) % kParseMoveCount;
      if (move == 0) {
        state.Shift();
      } else {
        const uint32_t head = state.HeadOf(static_cast<ParseMove>(move));
        state.Attach(head, head == state.root() ? 0 : 1);
      }
    }
    std::vector<ParsedToken> parsed(document.tokens.size());
    for (uint32_t at = 0; at < parsed.size(); ++at) {
      const uint32_t head = state.head(at);
      parsed[at].head = head == state.root() ? ParsedToken::kRoot : head;
      parsed[at].relation = static_cast<Relation>(state.relation(at));
    }
    ExpectTree(parsed, document.tokens.size());
  }
}

class TrainedParserTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    bytes_ = new Bytes{ReadStoredModel("models/sections/base.words@2"),
                       ReadStoredModel("models/sections/grammar.tags"),
                       ReadStoredModel("models/sections/grammar.parse")};
  }
  static void TearDownTestSuite() {
    delete bytes_;
    bytes_ = nullptr;
  }
  static ModelSection Section(std::span<const uint8_t> bytes,
                              uint32_t version) {
    ModelSection section;
    section.bytes = bytes;
    section.version = version;
    return section;
  }
  void SetUp() override {
    ASSERT_TRUE(words_.ok());
    ASSERT_TRUE(tags_.ok());
    ASSERT_TRUE(model_.ok()) << model_.error().message;
  }
  std::vector<ParsedToken> Parse(Document* document) {
    Tagger(&tags_.value(), &words_.value())
        .TagSentence(document->sentences[0], document);
    std::vector<ParsedToken> parsed;
    EXPECT_TRUE(Parser(&model_.value(), &words_.value())
                    .ParseSentence(document->sentences[0], *document, &parsed));
    return parsed;
  }

  struct Bytes {
    std::vector<uint8_t> words;
    std::vector<uint8_t> tags;
    std::vector<uint8_t> parse;
  };
  inline static Bytes* bytes_ = nullptr;
  Expected<WordList> words_ =
      WordList::Read(Section(bytes_->words, kWordListVersion));
  Expected<TagModel> tags_ =
      TagModel::Read(Section(bytes_->tags, kTagSectionVersion));
  Expected<ParseModel> model_ =
      ParseModel::Read(Section(bytes_->parse, kParseSectionVersion));
};

TEST_F(TrainedParserTest, Cases) {
  struct Arc {
    std::string_view word;
    std::string_view head;  // "" for the root.
    Relation relation;
  };
  struct Case {
    std::string text;  // Words of which `arcs` speaks stand there once.
    std::vector<Arc> arcs;
  };
  const std::vector<Case> cases = {
      {"The mayor of Harnby opened a new library on Friday .",
       {{"mayor", "opened", Relation::kNsubj},
        {"opened", "", Relation::kRoot},
        {"library", "opened", Relation::kObj},
        {"Harnby", "mayor", Relation::kNmod},
        {"of", "Harnby", Relation::kCase},
        {"new", "library", Relation::kAmod},
        {"Friday", "opened", Relation::kObl}}},
      {"The council wants to close three schools .",
       {{"council", "wants", Relation::kNsubj},
        {"close", "wants", Relation::kXcomp},
        {"to", "close", Relation::kMark},
        {"schools", "close", Relation::kObj},
        {"three", "schools", Relation::kNummod}}},
      {"Doctors said that the drug is safe .",
       {{"said", "", Relation::kRoot},
        {"safe", "said", Relation::kCcomp},
        {"drug", "safe", Relation::kNsubj},
        {"is", "safe", Relation::kCop},
        {"that", "safe", Relation::kMark}}},
      {"The old bridge was closed by the police .",
       {{"bridge", "closed", Relation::kNsubjPass},
        {"was", "closed", Relation::kAuxPass}}},
      {"Farmers sold apples and pears .",
       {{"apples", "sold", Relation::kObj},
        {"pears", "apples", Relation::kConj},
        {"and", "pears", Relation::kCc}}},
      {"She gave him a book .",
       {{"him", "gave", Relation::kIobj}, {"book", "gave", Relation::kObj}}},
      {"Police arrested a man who stole a car .",
       {{"man", "arrested", Relation::kObj},
        {"stole", "man", Relation::kAclRelcl},
        {"car", "stole", Relation::kObj},
        {"who", "stole", Relation::kNsubj},
        {"arrested", "", Relation::kRoot}}},
      {"When the rain stopped , the children went home .",
       {{"stopped", "went", Relation::kAdvcl},
        {"rain", "stopped", Relation::kNsubj},
        {"children", "went", Relation::kNsubj}}},
  };
  for (const Case& test : cases) {
    Document document = OfTokens(test.text);
    const std::vector<ParsedToken> parsed = Parse(&document);
    ExpectTree(parsed, document.tokens.size());
    const auto find = [&document](std::string_view word) {
      for (uint32_t at = 0; at < document.tokens.size(); ++at) {
        if (document.Text(document.tokens[at]) == word) return at;
      }
      return ParsedToken::kRoot;
    };
    for (const Arc& arc : test.arcs) {
      const ParsedToken& got = parsed[find(arc.word)];
      EXPECT_EQ(got.head, find(arc.head)) << test.text << ": " << arc.word;
      EXPECT_EQ(RelationName(got.relation), RelationName(arc.relation))
          << test.text << ": " << arc.word;
    }
  }
}

TEST_F(TrainedParserTest, AnythingGivesATree) {
  const std::string texts[] = {
      "",
      "Yes",
      ". . . . .",
      ", ( ) [ \" ' and of the to to to",
      "\xE2\x80\x9C \xF0\x9F\x98\x80 \xE4\xB8\xAD\xE6\x96\x87 $ 5 %",
      "is is is has been being was",
      "THE MAYOR SPOKE TO 300 PEOPLE",
  };
  for (const std::string& text : texts) {
    Document document = OfTokens(text);
    ExpectTree(Parse(&document), document.tokens.size());
  }
  // Of any length, with any tags.
  std::string text;
  for (uint32_t i = 0; i < 3000; ++i) {
    text += "w" + std::to_string(MixHash(i) % 50) + " ";
  }
  Document document = OfTokens(text);
  for (uint32_t i = 0; i < document.tokens.size(); ++i) {
    document.tokens[i].tag = static_cast<uint8_t>(MixHash(i) % 256);
  }
  std::vector<ParsedToken> parsed;
  ASSERT_TRUE(Parser(&model_.value(), nullptr)
                  .ParseSentence(document.sentences[0], document, &parsed));
  ExpectTree(parsed, document.tokens.size());
}

// A parser that has parsed other sentences before parses as one that has not.
TEST_F(TrainedParserTest, UseAgainChangesNothing) {
  Parser used(&model_.value(), &words_.value());
  for (const std::string text :
       {"The mayor who spoke on Friday left the town hall , and then some .",
        "Prices rose .", "The council wants to close three schools ."}) {
    Document document = OfTokens(text);
    const std::vector<ParsedToken> fresh = Parse(&document);
    std::vector<ParsedToken> again;
    ASSERT_TRUE(used.ParseSentence(document.sentences[0], document, &again));
    ASSERT_EQ(again.size(), fresh.size());
    for (size_t at = 0; at < fresh.size(); ++at) {
      EXPECT_EQ(again[at].head, fresh[at].head) << text << at;
      EXPECT_EQ(again[at].relation, fresh[at].relation) << text << at;
    }
  }
}

// Ten times the words, about ten times as long; a square would be 100. A
// machine that does something else meanwhile interrupts the longer one more
// often: 30 leaves room for that, and what misses it is timed again.
TEST_F(TrainedParserTest, TimeIsLinear) {
  const auto seconds = [this](uint32_t sentences) {
    std::string text;
    for (uint32_t i = 0; i < sentences; ++i) {
      text += "the mayor of the town said that he wants to close schools , ";
    }
    Document document = OfTokens(text);
    Tagger(&tags_.value(), &words_.value())
        .TagSentence(document.sentences[0], &document);
    Parser parser(&model_.value(), &words_.value());
    std::vector<ParsedToken> parsed;
    double best = 1e9;
    for (int run = 0; run < 3; ++run) {
      const auto begin = std::chrono::steady_clock::now();
      parser.ParseSentence(document.sentences[0], document, &parsed);
      const std::chrono::duration<double> taken =
          std::chrono::steady_clock::now() - begin;
      best = std::min(best, taken.count());
    }
    ExpectTree(parsed, document.tokens.size());
    return best;
  };
  constexpr int kMostTrials = 20;
  double times = 0;
  for (int trial = 0; trial < kMostTrials; ++trial) {
    const double one = seconds(77);  // 1,001 tokens.
    times = seconds(770) / one;
    if (times < 30) break;
  }
  EXPECT_LT(times, 30);
}

TEST_F(TrainedParserTest, AlteredModelsAreTypedErrors) {
  EXPECT_FALSE(ParseModel::Read(Section(bytes_->parse, 7)).ok());
  for (const size_t size : {size_t{0}, size_t{20}, bytes_->parse.size() - 1}) {
    const Expected<ParseModel> cut = ParseModel::Read(
        Section(std::span<const uint8_t>(bytes_->parse).first(size), 1));
    ASSERT_FALSE(cut.ok()) << size;
    EXPECT_EQ(cut.error().code, ErrorCode::kModelInvalid);
  }
  // The tagger's weights are none of the parser's.
  EXPECT_FALSE(ParseModel::Read(Section(bytes_->tags, 1)).ok());
}

// A part as core/model/format.h describes it, not packed.
std::vector<uint8_t> GrammarPart(
    const std::vector<std::pair<std::string, std::vector<uint8_t>>>& sections) {
  std::vector<uint8_t> bytes(kModelHeaderSize +
                             sections.size() * kSectionEntrySize);
  const auto put = [&bytes](size_t at, uint64_t value, size_t size) {
    for (size_t i = 0; i < size; ++i) {
      bytes[at + i] = static_cast<uint8_t>(value >> (8 * i));
    }
  };
  std::copy(kModelMagic.begin(), kModelMagic.end(), bytes.begin());
  put(4, kModelFormatVersion, 2);
  put(6, sections.size(), 2);
  const std::string name = "grammar";
  std::copy(name.begin(), name.end(), bytes.begin() + 16);
  bytes[32] = 'e';
  bytes[33] = 'n';
  size_t entry = kModelHeaderSize;
  for (const auto& [section, content] : sections) {
    bytes.resize((bytes.size() + 7) / 8 * 8);
    std::copy(section.begin(), section.end(),
              bytes.begin() + static_cast<ptrdiff_t>(entry));
    put(entry + 16, bytes.size(), 4);
    put(entry + 20, content.size(), 4);
    put(entry + 24, Crc32(content), 4);
    put(entry + 28, 1, 4);
    entry += kSectionEntrySize;
    bytes.insert(bytes.end(), content.begin(), content.end());
  }
  put(8, bytes.size(), 4);
  put(12, Crc32(std::span<const uint8_t>(bytes).first(entry)), 4);
  return bytes;
}

// Parts of older releases have no parser and load; a parser that is cut does
// not.
TEST_F(TrainedParserTest, PartsWithAndWithout) {
  std::vector<uint8_t> cut = bytes_->parse;
  cut.resize(cut.size() / 2);
  EXPECT_TRUE(Model().LoadPart(GrammarPart({{"tags", bytes_->tags}})).ok());
  EXPECT_TRUE(Model()
                  .LoadPart(GrammarPart(
                      {{"tags", bytes_->tags}, {"parse", bytes_->parse}}))
                  .ok());
  const Expected<std::string> loaded =
      Model().LoadPart(GrammarPart({{"tags", bytes_->tags}, {"parse", cut}}));
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, ErrorCode::kModelInvalid);
}

}  // namespace
}  // namespace standfirst
