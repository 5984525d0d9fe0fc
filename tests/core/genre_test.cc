// Kinds of text, and articles pasted together, with the shipped model. All
// texts are made up.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/include/standfirst/standfirst.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

class GenreTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    model_ = new Model();
    ASSERT_TRUE(model_->LoadPart(ReadStoredModel("models/base.sfm")).ok());
  }
  static void TearDownTestSuite() {
    delete model_;
    model_ = nullptr;
  }
  static Article Read(std::string_view text) {
    Session session(*model_);
    EXPECT_TRUE(session.Analyse(text, {}).ok());
    const Expected<Result> result = session.Summarise({});
    EXPECT_TRUE(result.ok());
    return result.ok() ? *result.value().article : Article();
  }
  static bool SaysMixed(const Article& article) {
    for (const Notice& notice : article.notices) {
      if (notice.code == "mixed-articles") return true;
    }
    return false;
  }

  static Model* model_;
};

Model* GenreTest::model_ = nullptr;

constexpr std::string_view kFerry =
    "PORT AMBLE — The ferry between Port Amble and the Isle of Skerrow ran "
    "again on Monday after nine days without a crossing, the ferry company "
    "said.\n\n"
    "A storm tore away the landing stage of the ferry on the second of May. "
    "Nobody was hurt, but the ferry company had to hire a dock from a shipyard "
    "at a cost of four million pounds, the company said.\n\n"
    "The ferry carries 300 islanders a day, most of them pupils of the school "
    "in Port Amble. The council of Port Amble and the ferry company agreed on "
    "Sunday to share the bill for the landing stage.\n\n"
    "Ada Quill, who runs the ferry, thanked the islanders of Skerrow for their "
    "patience and for the boats that they lent to the school. The shipyard "
    "wants its dock back before the next storm, she said.\n\n"
    "The council will vote on the bill on 4 June, and the islanders of Skerrow "
    "are to be heard before the vote, the council said on its web site.\n";

constexpr std::string_view kBeetle =
    "LUND VALLEY — A beetle that had not been seen for ninety years has turned "
    "up in the beech forest of the Lund Valley, botanists announced on "
    "Tuesday.\n\n"
    "The stag beetle lives in rotten beech trunks and had been thought extinct "
    "since 1931. Two students found a larva of the beetle in a trunk that "
    "rangers had left lying after the frost of last winter.\n\n"
    "Botanists at Elmhurst University compared the larva with specimens in its "
    "museum. The larva needs six winters in rotten wood before it becomes a "
    "beetle, which few forests still offer, said Hugo Tarn of the "
    "university.\n\n"
    "The rangers now want to leave every third beech trunk where it falls. "
    "Sawmills in the valley oppose the plan because beech wood fetches a good "
    "price, and have asked the regional minister to decide.\n\n"
    "The students named the larva Edna and keep the trunk in a greenhouse of "
    "the museum until the botanists have counted the other specimens.\n";

TEST_F(GenreTest, IsJudgedFromTheText) {
  struct Case {
    const char* genre;
    std::string text;
  };
  const Case cases[] = {
      {"news", std::string(kFerry)},
      {"news", std::string(kBeetle)},
      {"conversation",
       "Ada Quill: The ferry between Port Amble and Skerrow ran again on "
       "Monday.\n\nBo Tarn: It had been in the dock for nine days since the "
       "storm of May.\n\nAda Quill: The council of Port Amble said on Sunday "
       "that it will pay for the landing stage.\n\nBo Tarn: The company "
       "said it would pay a half of it.\n"},
      {"list",
       "What we need for the boat:\n\n- a coil of rope, thirty metres of it\n- "
       "two lamps with spare wicks\n- a dozen shackles of the larger kind\n- "
       "paint for the waterline\n- a new bilge pump and its hose\n"},
      {"paper",
       "We present a method for counting eelgrass shoots in underwater "
       "photographs. Existing methods require manual annotation and do not "
       "generalise across sites. Our model learns from weakly labelled images "
       "and is trained end to end with a novel loss function. We evaluate our "
       "approach on three datasets and show that it outperforms the baselines "
       "by a large margin. We further analyse the learned representations and "
       "propose a simple algorithm that reduces the error on unseen images. "
       "Experiments demonstrate that the proposed method is robust to "
       "noise.\n"},
      {"encyclopaedia",
       "Tarn Elder is a glacial lake in the county of Norwick. It covers an "
       "area of 3.2 square kilometres and lies at an elevation of 412 metres. "
       "The lake was formed about 11,000 years ago. It was first described by "
       "the geographer Olaf Brandt in 1874.\n\nThe village of Elder "
       "(population "
       "640) is located on its southern shore. It was founded in 1611 and is "
       "known for its chapel, which was built between 1702 and 1709. The lake "
       "is home to several species of fish, including the elder char, which is "
       "endemic to the county.\n"},
      {"fiction",
       "She set the lamp down and listened. Nothing moved on the stair. He had "
       "promised to come before the tide, and he had never broken his word to "
       "her in all the years of her marriage.\n\n\"You are late,\" she said "
       "when he stood in the door at last.\n\nHe took his hat off and looked "
       "at "
       "her. The rain ran down his coat and onto the boards. She saw that his "
       "hands shook, and she turned away so that he would not know that she "
       "had seen it.\n\n\"They have taken the boat,\" he said. She did not "
       "answer him. She thought of her brother and of the winter that he had "
       "gone out on the ice with nothing but his dog.\n"},
      // Who argues is no reporter.
      {"feature",
       "Silence is not what is left when the sound goes out. It is a thing "
       "that a town makes, as it makes water and light, and it costs as "
       "much to keep. When Port Amble took the loudspeakers from its quay "
       "ten years ago, the shops said that nobody would stay. They stayed "
       "longer, and they talked to each other.\n\nThose who want noise "
       "will say that the quiet is for the old and the rich. But who lives "
       "beside the road? The poor of every town pay for our noise with "
       "their sleep, and nobody has asked them. A council that can forbid "
       "a chimney can forbid a horn.\n\nSo let us count silence among what "
       "we owe each other. It asks of us only that we stop, and it gives "
       "back the one thing that no town can buy, which is the sound of "
       "somebody thinking."},
      {"unknown", "Two words."},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Read(test.text).genre, test.genre) << test.text;
  }
}

TEST_F(GenreTest, TwoArticlesAreSaidToBeTwo) {
  EXPECT_FALSE(SaysMixed(Read(kFerry)));
  EXPECT_FALSE(SaysMixed(Read(kBeetle)));
  EXPECT_TRUE(
      SaysMixed(Read(std::string(kFerry) + "\n\n" + std::string(kBeetle))));
}

// Of 100 words each: a few words that only one of them repeats tell enough.
TEST_F(GenreTest, TwoShortArticlesAreSaidToBeTwo) {
  constexpr std::string_view kTrees =
      "The city council will plant 10,000 trees in the next three years to "
      "cool its hottest streets. The trees will be planted mainly in the east "
      "of the city, where only 6% of the ground is shaded.\n\nResidents may "
      "choose between five kinds of tree. The council will spend £4m, most of "
      "it on watering.\n\n\"A street with trees is four degrees cooler,\" said "
      "Fay Mendel of the council. \"On a hot street that matters to "
      "residents.\"\n";
  constexpr std::string_view kStriker =
      "Town striker Leo Marchetti will miss the rest of the season after "
      "tearing a ligament in training. The striker had scored 17 goals in 24 "
      "games for the club.\n\nManager Pete Rolfe said that the club would look "
      "for a new striker before the window closes. The club is third in the "
      "table.\n\nMarchetti, 26, will have an operation next week. \"The season "
      "is not over for the club,\" said the manager. \"It is for "
      "Marchetti.\"\n";
  EXPECT_FALSE(SaysMixed(Read(kTrees)));
  EXPECT_FALSE(SaysMixed(Read(kStriker)));
  EXPECT_TRUE(
      SaysMixed(Read(std::string(kTrees) + "\n\n" + std::string(kStriker))));
  EXPECT_TRUE(
      SaysMixed(Read(std::string(kStriker) + "\n\n" + std::string(kTrees))));
}

}  // namespace
}  // namespace standfirst
