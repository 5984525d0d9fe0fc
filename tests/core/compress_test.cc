#include "core/compress/compress.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/include/standfirst/standfirst.h"
#include "core/present/line.h"
#include "core/text/letters.h"
#include "tests/core/trained_model_test.h"

namespace standfirst {
namespace {

// One sentence, its tokens cut at spaces and around brackets and stops.
Document MakeDocument(const std::string& text) {
  Document document;
  document.text = text;
  document.blocks.push_back(
      {.span = {{0}, {static_cast<uint32_t>(text.size())}},
       .sentences = {0, 1}});
  const std::string alone = "()[].,;\"";
  uint32_t start = 0;
  bool space = true;
  const auto close = [&](uint32_t end) {
    if (end > start) {
      Token token;
      token.span = {{start}, {end}};
      token.flags = space ? kSpaceBefore : 0;
      token.word = document.vocabulary.Intern(document.Text(token));
      document.tokens.push_back(token);
      space = false;
    }
    start = end;
  };
  for (uint32_t index = 0; index < text.size(); ++index) {
    if (text[index] == ' ') {
      close(index);
      start = index + 1;
      space = true;
    } else if (alone.find(text[index]) != std::string::npos) {
      close(index);
      close(index + 1);
    } else if (text.compare(index, 3, "“") == 0 ||
               text.compare(index, 3, "”") == 0 ||
               text.compare(index, 3, "—") == 0) {
      close(index);
      close(index + 3);
      index += 2;
    }
  }
  close(static_cast<uint32_t>(text.size()));
  document.sentences.push_back(
      {.span = document.blocks[0].span,
       .tokens = {0, static_cast<uint32_t>(document.tokens.size())},
       .block = 0});
  return document;
}

struct CompressCase {
  const char* name;
  const char* text;
  const char* shortest;
};

TEST(CompressTest, BracketsGoWhereNothingIsLost) {
  const std::vector<CompressCase> cases = {
      {"aside", "The mayor (a former teacher) won.", "The mayor won."},
      {"at the end", "The mayor won (again and again).", "The mayor won."},
      {"two", "A town (old one) and a lake (deep one) met.",
       "A town and a lake met."},
      {"words would join", "Amble (QNN)As the dust settles, all is well.",
       "Amble (QNN)As the dust settles, all is well."},
      {"one after the other", "A town (old) (and small one) met.",
       "A town met."},
      {"nested", "The plan (the second (of three)) failed.",
       "The plan failed."},
      {"before a comma", "Ada Byrne (the mayor), said no.",
       "Ada Byrne, said no."},
      {"one word is too little to gain by", "She left (again).", "She left."},
      {"only figure", "The mayor paid (some 300 dollars) for it.",
       "The mayor paid (some 300 dollars) for it."},
      {"figure of several", "In 2019 the mayor (aged 40) won.",
       "In 2019 the mayor won."},
      {"negation", "The deal (not the treaty) stands.",
       "The deal (not the treaty) stands."},
      {"editor's word in square brackets", "“We saw [the mayor] there.”",
       "“We saw [the mayor] there.”"},
      {"mark on a word", "The judge(s) agreed.", "The judge(s) agreed."},
      {"list sign", "(a) the first point stands.",
       "(a) the first point stands."},
      {"never closes", "The mayor (who was late said so.",
       "The mayor (who was late said so."},
      {"closes first", "The mayor) said (so.", "The mayor) said (so."},
  };
  for (const CompressCase& compress_case : cases) {
    const Document document = MakeDocument(compress_case.text);
    std::vector<Candidate> candidates;
    AppendCandidates(document, 0, Compression::kLight, &candidates);
    ASSERT_FALSE(candidates.empty()) << compress_case.name;
    std::string shortest;
    for (const CleanSpan kept : candidates.back().kept) {
      shortest += document.Text(kept);
    }
    EXPECT_EQ(shortest, compress_case.shortest) << compress_case.name;
    EXPECT_EQ(candidates.back().words, CountWords(shortest))
        << compress_case.name;
    EXPECT_EQ(candidates.front().kept.size(), 1U) << compress_case.name;
  }
}

TEST(CompressTest, LooseQuotationMarksGo) {
  const std::vector<CompressCase> cases = {
      {"goes on in the next", "Ada Quill said: \"The dock will open.",
       "Ada Quill said: The dock will open."},
      {"began in the one before", "It opens in May,\" said Ada Quill.",
       "It opens in May, said Ada Quill."},
      {"curly", "Ada Quill said: “The dock will open.",
       "Ada Quill said: The dock will open."},
      {"whole", "\"It opens in May,\" said Ada Quill.",
       "\"It opens in May,\" said Ada Quill."},
      {"nobody says it", "\"It opens in May.", "\"It opens in May."},
      {"in brackets", "Her book (\"The Salt Road\") sold well.",
       "Her book (\"The Salt Road\") sold well."},
      {"between dashes", "He called the pool—\"rubbish\"—and left.",
       "He called the pool—\"rubbish\"—and left."},
      {"cut short", "\"I never—\" said Ada Quill.",
       "\"I never—\" said Ada Quill."},
  };
  for (const CompressCase& compress_case : cases) {
    const Document document = MakeDocument(compress_case.text);
    std::vector<Candidate> candidates;
    AppendCandidates(document, 0, Compression::kLight, &candidates);
    ASSERT_EQ(candidates.size(), 1U) << compress_case.name;
    std::string text;
    for (const CleanSpan kept : candidates[0].kept) {
      text += document.Text(kept);
    }
    EXPECT_EQ(text, compress_case.shortest) << compress_case.name;
  }
}

TEST(CompressTest, OpeningsThatSayNothingGo) {
  const std::vector<CompressCase> cases = {
      {"filler", "Well, the mayor won.", "the mayor won."},
      {"and a bracket", "So, the mayor (a teacher) won.", "the mayor won."},
      {"no filler", "Well over half of them won.",
       "Well over half of them won."},
      {"an answer", "No, the mayor won.", "No, the mayor won."},
  };
  for (const CompressCase& compress_case : cases) {
    const Document document = MakeDocument(compress_case.text);
    std::vector<Candidate> candidates;
    AppendCandidates(document, 0, Compression::kLight, &candidates);
    std::string text;
    for (const CleanSpan kept : candidates.back().kept) {
      text += document.Text(kept);
    }
    EXPECT_EQ(text, compress_case.shortest) << compress_case.name;
    EXPECT_EQ(candidates.back().words, CountWords(text)) << compress_case.name;
  }
}

class CompressModelTest : public TrainedModelTest {
 protected:
  // The sentence in a summary of as many words as `shortest` has; if that is
  // empty, in one that has room for all but its last word.
  static std::string Shorten(const CompressCase& compress_case) {
    const std::string text = compress_case.text;
    const std::string shortest = compress_case.shortest;
    const uint32_t words =
        shortest.empty() ? CountWords(text) - 1 : CountWords(shortest);
    Session session(*model_);
    EXPECT_TRUE(session.Analyse(text, {}).ok());
    const Expected<Result> result =
        session.Summarise(ParseSummariseOptions(R"({"length": {"words": )" +
                                                std::to_string(words) + "}}")
                              .value());
    EXPECT_TRUE(result.ok());
    return result.ok() ? result.value().summary.front().text : "";
  }
};

// The second sentence at so many words that it has to be shorter, or is not.
TEST_F(CompressModelTest, EndingsThatTellACircumstanceGo) {
  const std::vector<CompressCase> cases = {
      {"with",
       "Skerrow's ministers were in Amble to meet the ferry company, Ada "
       "Quill's chief of staff said, with the mayor and two bishops also "
       "expected there.",
       "Skerrow's ministers were in Amble to meet the ferry company, Ada "
       "Quill's chief of staff said."},
      {"its last phrase alone",
       "Skerrow's ministers were in Amble to meet the ferry company, Ada "
       "Quill's chief of staff said, with the mayor and two bishops also "
       "expected in the old northern harbour town.",
       "Skerrow's ministers were in Amble to meet the ferry company, Ada "
       "Quill's chief of staff said, with the mayor and two bishops also "
       "expected."},
      {"relative clause",
       "The council of Amble will close the harbour, which was built for "
       "the herring fleet.",
       "The council of Amble will close the harbour."},
      {"after what",
       "The council of Amble will close the harbour, after the company paid "
       "for a new one.",
       "The council of Amble will close the harbour."},
      {"participle",
       "A storm tore away the landing stage of the ferry, leaving three "
       "hundred pupils without a crossing.",
       "A storm tore away the landing stage of the ferry."},
  };
  for (const CompressCase& compress_case : cases) {
    EXPECT_EQ(Shorten(compress_case), compress_case.shortest)
        << compress_case.name;
  }
}

TEST_F(CompressModelTest, WhatChangesTheClaimStays) {
  const std::vector<CompressCase> cases = {
      {"who says it",
       "The council of Amble will close the harbour, according to the mayor "
       "of the town.",
       ""},
      {"what takes it back",
       "The council of Amble closed the harbour, which it had not been asked "
       "to do.",
       ""},
      {"a condition",
       "The council of Amble will close the harbour, leaving it open if the "
       "company pays.",
       ""},
      {"the main clause",
       "When the council of Amble met, with the mayor in the chair, the "
       "harbour was closed.",
       ""},
      {"in a quotation",
       "The council of Amble \"will close the harbour, leaving three hundred "
       "pupils on the island.\"",
       ""},
      {"the rest of the clause",
       "The mayor, who has run the ferry for nine years, closed the harbour "
       "of Amble.",
       ""},
  };
  for (const CompressCase& compress_case : cases) {
    EXPECT_EQ(Shorten(compress_case), compress_case.text) << compress_case.name;
  }
}

TEST(CompressTest, NoneLeavesTheSentenceWhole) {
  const Document document = MakeDocument("The mayor (a teacher) won.");
  std::vector<Candidate> candidates;
  AppendCandidates(document, 0, Compression::kNone, &candidates);
  ASSERT_EQ(candidates.size(), 1U);
  EXPECT_EQ(document.Text(candidates[0].kept[0]), document.text);
}

}  // namespace
}  // namespace standfirst
