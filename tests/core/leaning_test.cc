// Which sentences lean on an earlier one, and what follows for the choice.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/include/standfirst/standfirst.h"
#include "tests/core/trained_model_test.h"

namespace standfirst {
namespace {

class LeaningTest : public TrainedModelTest {
 protected:
  // The numbers of the sentences chosen.
  static std::vector<uint32_t> Choose(const std::string& text,
                                      uint32_t sentences,
                                      const std::vector<std::string>& focus) {
    Session session(*model_);
    EXPECT_TRUE(session.Analyse(text, {}).ok());
    SummariseOptions options =
        ParseSummariseOptions(R"({"length": {"sentences": )" +
                              std::to_string(sentences) + "}}")
            .value();
    options.focus = focus;
    const Expected<Result> result = session.Summarise(options);
    EXPECT_TRUE(result.ok());
    return result.ok() ? result.value().chosen : std::vector<uint32_t>{};
  }
};

// Focus pulls the second sentence in; does it bring the first?
TEST_F(LeaningTest, ComesWithWhatItLeansOn) {
  struct Case {
    const char* first;
    const char* second;
    bool leans;
  };
  const Case cases[] = {
      {"Ada Quill has run the ferry for nine years.",
       "She wants a zeppelin for the islanders.", true},
      {"Ada Quill has run the ferry for nine years.",
       "On Monday she showed a zeppelin to the islanders.", true},
      {"Ada Quill has run the ferry for nine years.",
       "\"The zeppelin is what we need,\" she said.", true},
      {"Ada Quill has run the ferry for nine years.",
       "In her speech, Ada Quill promised a zeppelin.", false},
      {"Ada Quill has run the ferry for nine years.",
       "Ada Quill said that she wants a zeppelin.", false},
      {"The council has closed the old harbour.",
       "This decision pleases the zeppelin club of the town.", true},
      {"The council has closed the old harbour.",
       "In this case the zeppelin club will pay for it.", true},
      {"The council has closed the old harbour.",
       "This week the zeppelin club opens a new one.", false},
      {"The council has closed the old harbour.",
       "As a result, the zeppelin club opens a new one.", true},
      {"Bram Oster has run the ferry for nine years.",
       "A woman in the town hall wants to buy his zeppelin.", true},
      {"Bram Oster has run the ferry for nine years.",
       "A woman in the town hall wants to sell her zeppelin.", false},
      {"The council has closed the old harbour.",
       "In Amble, for example, the zeppelin club opens a new one.", true},
      {"The council has closed the harbours of two islands.",
       "Some of them had a zeppelin club of long standing.", true},
      {"The council has closed the harbours of two islands.",
       "Some of the members of the zeppelin club had asked for it.", false},
      {"The council has closed the old harbour.",
       "Earlier in this report, the zeppelin club had asked for it.", true},
      {"The council has closed the old harbour.",
       "Its place goes to the zeppelin club of the town.", true},
      {"The council has closed the old harbour.",
       "The zeppelin club of the town has lost its licence.", false},
      {"The council has closed the old harbour.",
       "The latter belongs to the zeppelin club of the town.", true},
      {"The council has closed the old harbour.",
       "I think that's the work of the zeppelin club.", true},
      {"The council has closed the old harbour.",
       "We need it for the zeppelin club of the town.", true},
      {"The council has closed the old harbour.",
       "We find it hard to pay for a zeppelin.", false},
      {"The council has closed the old harbour.",
       "I think that the zeppelin club of the town will pay.", false},
      // Whose owner is no matter of what was quoted.
      {"The council has closed the old harbour.",
       "\"Zeppelins are too dear for the town,\" said its director.", true},
      {"The council has closed the old harbour.",
       "The zeppelin club said its director would fly one.", false},
      {"The council has closed the old harbour.",
       "Nobody had expected it from a zeppelin club.", true},
      {"The council has closed the old harbour.",
       "Because we wanted a zeppelin for the islanders.", true},
      {"The council has closed the old harbour.",
       "Because the ferry is old, we wanted a zeppelin.", false},
  };
  for (const Case& test : cases) {
    const std::string text =
        std::string(test.first) + " " + test.second +
        " Rain fell on the town for most of the day. Farmers counted their "
        "sheep in the hills above the bay. Two painters repaired the roof of "
        "the school. Nobody bought fish at the market.";
    const std::vector<uint32_t> chosen = Choose(text, 2, {"zeppelin"});
    EXPECT_TRUE(std::find(chosen.begin(), chosen.end(), 1U) != chosen.end())
        << test.second;
    if (!test.leans) continue;
    EXPECT_TRUE(std::find(chosen.begin(), chosen.end(), 0U) != chosen.end())
        << test.second;
    // Alone it may not come at all.
    EXPECT_NE(Choose(text, 1, {"zeppelin"}), std::vector<uint32_t>{1U})
        << test.second;
  }
  for (const Case& test : cases) {
    if (test.leans) continue;
    const std::string text =
        std::string(test.first) + " " + test.second +
        " Rain fell on the town for most of the day. Farmers counted their "
        "sheep in the hills above the bay. Nobody bought fish at the market.";
    EXPECT_EQ(Choose(text, 1, {"zeppelin"}), std::vector<uint32_t>{1U})
        << test.second;
  }
}

// A chain of pronouns would drive out the main thing, or never fit.
TEST_F(LeaningTest, FocusComesWithTheNearestOfAChain) {
  const std::string text =
      "The council of Port Amble has closed the old harbour for good. Rain "
      "fell on the town for most of the day. Ada Quill has run the ferry for "
      "nine years. She wants to buy a crane. It belongs to the museum of the "
      "town. This decision is hard for the pilots. However, they have a plan. "
      "As a result, the zeppelin of the school is for sale. Farmers counted "
      "their sheep in the hills above the bay.";
  const std::vector<uint32_t> nearest = {6, 7};
  const std::vector<uint32_t> main = {0, 6, 7};
  EXPECT_EQ(Choose(text, 2, {"zeppelins"}), nearest);
  EXPECT_EQ(Choose(text, 3, {"zeppelins"}), main);
}

TEST_F(LeaningTest, NoHalfQuotation) {
  const std::string text =
      "The council of Port Amble has closed the old harbour. \"The zeppelin "
      "will carry the islanders. It flies twice a day.\" Rain fell on the town "
      "for most of the day. Farmers counted their sheep in "
      "the hills above the bay. Nobody bought fish at the market.";
  for (uint32_t sentences = 1; sentences <= 4; ++sentences) {
    const std::vector<uint32_t> chosen = Choose(text, sentences, {"zeppelin"});
    const bool opens =
        std::find(chosen.begin(), chosen.end(), 1U) != chosen.end();
    const bool closes =
        std::find(chosen.begin(), chosen.end(), 2U) != chosen.end();
    EXPECT_EQ(opens, closes) << sentences;
  }
}

TEST_F(LeaningTest, NothingTwice) {
  const std::string text =
      "The council of Port Amble has closed the old harbour for good. Rain "
      "fell on the town for most of the day. The council of Port Amble has "
      "closed the old harbour for good. Farmers counted their sheep in the "
      "hills. The old harbour of Port Amble has been closed for good by the "
      "council.";
  for (uint32_t sentences = 1; sentences <= 4; ++sentences) {
    const std::vector<uint32_t> chosen = Choose(text, sentences, {});
    EXPECT_LE(
        std::count_if(chosen.begin(), chosen.end(),
                      [](uint32_t sentence) { return sentence % 2 == 0; }),
        1)
        << sentences;
  }
}

}  // namespace
}  // namespace standfirst
