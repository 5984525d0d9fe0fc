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
      {"whose word it is", "The dock (according to its builder) is safe.",
       "The dock (according to its builder) is safe."},
      {"a claim of others", "The fish (or so the owner claims) are back.",
       "The fish (or so the owner claims) are back."},
      {"a condition", "The dock is free (unless they owe fees) to all.",
       "The dock is free (unless they owe fees) to all."},
      {"another condition", "He won (if the recount confirms it) by far.",
       "He won (if the recount confirms it) by far."},
      {"an exception", "The dock is open (Mondays excluded) to all.",
       "The dock is open (Mondays excluded) to all."},
      {"a limit", "Sales rose (in the north only) in May.",
       "Sales rose (in the north only) in May."},
      {"a denial", "The mayor (who denies it) took the money.",
       "The mayor (who denies it) took the money."},
      {"a comparison of figures", "In 40 of 90 it fell (P = 0.41).",
       "In 40 of 90 it fell (P = 0.41)."},
      {"a sign behind a preposition", "We will go for (b).",
       "We will go for (b)."},
      {"a sign behind a verb", "They prefer (b) to the old dock.",
       "They prefer (b) to the old dock."},
      {"what a preposition wants", "It was adapted from (Tarn and Quill).",
       "It was adapted from (Tarn and Quill)."},
      {"a tolerance", "In 2019 the dock sank by 9 metres (± 3 of them).",
       "In 2019 the dock sank by 9 metres (± 3 of them)."},
      {"begins as \"not\" does", "The dock (notable for its cranes) won.",
       "The dock won."},
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
      {"single", "It opens in May,’ said Ada Quill.",
       "It opens in May, said Ada Quill."},
      {"an apostrophe", "The islanders’ dock will open.",
       "The islanders’ dock will open."},
      {"whole", "\"It opens in May,\" said Ada Quill.",
       "\"It opens in May,\" said Ada Quill."},
      {"nobody says it", "\"It opens in May.", "\"It opens in May."},
      {"in brackets", "Her book (\"The Salt Road\") sold well.",
       "Her book (\"The Salt Road\") sold well."},
      {"between dashes", "He called the pool—\"rubbish\"—and left.",
       "He called the pool—\"rubbish\"—and left."},
      {"inches", "The pipe is 12\" wide.", "The pipe is 12\" wide."},
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
    return InWords(text, words);
  }

  // Nothing between whole and shortest, whatever room there is.
  static void ExpectInAnyRoom(const std::vector<CompressCase>& cases) {
    for (const CompressCase& compress_case : cases) {
      const std::string text = compress_case.text;
      const std::string shortest = compress_case.shortest;
      for (uint32_t words = CountWords(shortest); words < CountWords(text);
           ++words) {
        EXPECT_EQ(InWords(text, words), shortest)
            << compress_case.name << " " << words;
      }
    }
  }

  // What a summary of at most so many words begins with.
  static std::string InWords(const std::string& text, uint32_t words) {
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
      {"when what was",
       "A storm closed the harbour of Amble on Monday night, when the ferry "
       "was on its way to Skerrow.",
       "A storm closed the harbour of Amble on Monday night."},
      {"where what was",
       "The ferry left the harbour of Amble for the island, where hundreds of "
       "pupils waited for it on the pier.",
       "The ferry left the harbour of Amble for the island."},
      {"a person",
       "The mayor of Amble met the crew of the ferry, who had spent nine days "
       "on the island of Skerrow.",
       "The mayor of Amble met the crew of the ferry."},
  };
  for (const CompressCase& compress_case : cases) {
    EXPECT_EQ(Shorten(compress_case), compress_case.shortest)
        << compress_case.name;
  }
}

TEST_F(CompressModelTest, WhatChangesTheClaimStays) {
  const std::vector<CompressCase> cases = {
      {"another figure, and when it holds",
       "The council of Amble will ask 12 crowns (9 before noon) of those who "
       "cross to Skerrow.",
       ""},
      {"on what terms",
       "The council of Amble lends the ferry company two million crowns, with "
       "the old harbour as security.",
       ""},
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
      {"who did something about it",
       "The panel found that Helen Marsh had lied to the families of two "
       "patients, which an appeal court overturned in March.",
       ""},
      {"what somebody says against it",
       "The council of Amble will keep the harbour open, which the owner of "
       "the ferry disputes in another case.",
       ""},
      {"what came out",
       "The board of Amble dismissed its cashier over the missing money, which "
       "was later traced to a bank error.",
       ""},
      {"that they are cleared",
       "The painter sold her house on the hill to Bo Tarn, who was cleared of "
       "fraud last autumn.",
       ""},
      {"an exception",
       "All shops in the harbour were closed on Monday, with the exception of "
       "two pharmacies and the bakery.",
       ""},
      {"a limit",
       "The mill employs sixty people in the winter, with only four of them on "
       "permanent contracts.",
       ""},
      {"nothing of it",
       "The drug helped most of the patients in the trial, with none of the "
       "effects lasting longer than a week.",
       ""},
      {"what it depends on",
       "The company will pay the workers of the ferry in full, depending on "
       "the outcome of the appeal in June.",
       ""},
      {"when it holds",
       "The medicine is safe for all children over six, when taken with food "
       "twice a day.",
       ""},
      {"where it holds",
       "The clinic is open to everybody in the harbour town, where space "
       "allows it to take more patients.",
       ""},
      {"what became of it",
       "The council of Amble voted to close the harbour, before changing its "
       "mind at a meeting in May.",
       ""},
      {"what one may do it with",
       "Visitors may take photographs of the harbour, with the consent of the "
       "mayor of Amble.",
       ""},
      {"what one may do it by",
       "Visitors can borrow ten of the books at a time, leaving a deposit of "
       "twenty crowns.",
       ""},
      {"what will have to be before it",
       "The company will buy the ferry in October, following approval by the "
       "council of Amble.",
       ""},
      {"what is said against it by a prefix",
       "The mayor of Amble won the vote on Sunday, with a tenth of the ballots "
       "still uncounted.",
       ""},
      {"how sure it is",
       "The mayor of Amble won with 51 per cent of the vote, with an error of "
       "two points either way.",
       ""},
      {"what it leaves aside",
       "The prices in the harbour of Amble rose in June, ignoring the cost of "
       "food and energy.",
       ""},
      {"who is exempt",
       "The nurses of Amble left their wards on Friday, with the two emergency "
       "wards exempt from it.",
       ""},
      {"what came of it",
       "The paper told its readers that the harbour was dirty, which proved to "
       "be a hoax.",
       ""},
      {"behind \"and\"",
       "The strike at the harbour ended on Friday and, with the pickets gone, "
       "the ferries resumed.",
       ""},
      {"in single quotation marks",
       "The mayor told the council of Amble that 'the poorest will pay, with "
       "the rich untouched'.",
       ""},
      {"what a figure is of",
       "The prize of the harbour is worth 50,000 crowns (shared by three of "
       "them) this year.",
       ""},
      {"which of them, behind what is put in",
       "The town named its harbour after Ada Quill, the only one, she liked to "
       "say, who had swum across it.",
       ""},
  };
  for (const CompressCase& compress_case : cases) {
    EXPECT_EQ(Shorten(compress_case), compress_case.text) << compress_case.name;
  }
}

// "The first woman elected" is not the first one elected in Lund.
TEST_F(CompressModelTest, WhatIsTheFirstOrAllKeepsWhereItIsSo) {
  const std::vector<CompressCase> cases = {
      {"first",
       "The talks in Amble were led by Ana Ruiz, who was the first woman "
       "elected to the council in Lund.",
       "The talks in Amble were led by Ana Ruiz."},
      {"last",
       "The school was founded by Luc Ferrand, who runs the last paper mill on "
       "the Orne.",
       "The school was founded by Luc Ferrand."},
      {"superlative",
       "The harbour town has a new museum, which holds the largest collection "
       "of clocks in the north.",
       "The harbour town has a new museum."},
      {"every",
       "The mayor was praised by the union, which had opposed every reform "
       "proposed during the strike.",
       "The mayor was praised by the union."},
      {"all",
       "The army left the harbour town, after killing all the men found in the "
       "cellar.",
       "The army left the harbour town."},
  };
  ExpectInAnyRoom(cases);
}

// What a noun is of, or a verb wants, stays with it.
TEST_F(CompressModelTest, AnEndingsLastPhraseIsNoPartOfAnother) {
  const std::vector<CompressCase> cases = {
      {"a rise of what",
       "The ministry published a report on the homes on Monday, revealing an "
       "increase in deaths in care homes.",
       "The ministry published a report on the homes on Monday."},
      {"when it holds",
       "The passengers of the ferry had waited for nine weeks, sleeping in the "
       "station on some nights.",
       "The passengers of the ferry had waited for nine weeks."},
      {"a verb with its preposition",
       "The critics of the festival liked its star, who was interested in the "
       "role from the start.",
       "The critics of the festival liked its star."},
      {"where they stayed",
       "Some families of the town returned home on Tuesday, while others "
       "stayed in a school.",
       "Some families of the town returned home on Tuesday."},
  };
  ExpectInAnyRoom(cases);
}

struct NeedCase {
  const char* name;
  const char* text;
  const char* first;   // Of the sentence that tells of it, what always stays.
  const char* needed;  // What it tells of in what it could do without.
  const char* second;  // Where the sentence begins that needs it.
};

TEST_F(CompressModelTest, WhatALaterSentenceTakesForKnownStays) {
  const std::vector<NeedCase> cases = {
      {"who she is",
       "The festival opened on Friday in the old brewery, with Ana Ruiz also "
       "appearing on the main stage. She sang for two hours and gave the fee "
       "to a hospital in Lund. Tickets were sold out within an hour in April.",
       "The festival opened", "Ana Ruiz", "She sang"},
      {"which ban",
       "The ministry published new rules for the fishing fleet on Monday, "
       "introducing a ban on nets in the bay. The ban will be lifted in 2030 "
       "if stocks recover by half. Fishermen say that it costs them a third "
       "of their income.",
       "The ministry published", "introducing a ban", "The ban will"},
      {"what the letters stand for",
       "The National Dock Authority (NDA) will inspect every crane in the "
       "country "
       "this summer. The cranes, which were built in the 1970s, lift up to 40 "
       "tonnes "
       "each. The NDA said three of them had cracked in the past year. Its "
       "engineers "
       "will begin in Amble, where a driver was killed in March.",
       "The National Dock Authority", "(NDA)", "The NDA said"},
  };
  for (const NeedCase& need_case : cases) {
    Session session(*model_);
    ASSERT_TRUE(session.Analyse(need_case.text, {}).ok()) << need_case.name;
    bool both = false;
    for (uint32_t words = 5; words < CountWords(need_case.text); ++words) {
      const Expected<Result> result =
          session.Summarise(ParseSummariseOptions(R"({"length": {"words": )" +
                                                  std::to_string(words) + "}}")
                                .value());
      ASSERT_TRUE(result.ok());
      std::string summary;
      for (const auto& line : result.value().summary) {
        summary += line.text + "\n";
      }
      if (summary.find(need_case.first) == summary.npos ||
          summary.find(need_case.second) == summary.npos) {
        continue;
      }
      both = true;
      EXPECT_NE(summary.find(need_case.needed), summary.npos)
          << need_case.name << " " << words;
    }
    EXPECT_TRUE(both) << need_case.name;
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
