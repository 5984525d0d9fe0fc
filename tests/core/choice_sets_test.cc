// The trainer values sets of sentences as core/select does: of the same
// chances both take the same sentences. It runs without a model: what reading
// a set costs (leaning, repeating) is in neither side.
#include "tools/train/choice_sets.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/clean/clean.h"
#include "core/rank/evidence.h"
#include "core/segment/segment.h"
#include "core/select/select.h"
#include "core/text/hash.h"

namespace standfirst::tools {
namespace {

// Eight sentences of nine to 26 words, some of which share words.
constexpr const char* kText =
    "The ferry between Port Amble and the Isle of Skerrow ran again on Monday "
    "after nine days without a crossing.\n\n"
    "A storm had torn away the landing stage of the ferry on the second of "
    "May. Nobody was hurt by the storm of that night.\n\n"
    "Four million pounds went into a new landing stage for the boats of the "
    "island. Ferries carry 300 people a day, most of them pupils of the school "
    "in Port Amble. The council and the owners agreed on Sunday to share the "
    "bill in equal parts.\n\n"
    "Ada Quill, who runs the ferry, thanked the islanders for their patience "
    "and for the boats that had been lent to her company. A fisherman from "
    "Skerrow wants the old stage for a museum of the harbour.\n";

class Chances {
 public:
  explicit Chances(uint64_t seed) : state_(seed) {}
  uint16_t Next(uint64_t limit) {
    state_ = MixHash(state_ + 0x9e3779b97f4a7c15ULL);
    return static_cast<uint16_t>(state_ % limit);
  }

 private:
  uint64_t state_;
};

TEST(ChoiceSetsTest, TakesWhatSelectTakes) {
  TrainingText text;
  CleanText clean = Clean(kText, {});
  text.document = std::make_shared<Document>();
  text.document->text = std::move(clean.text);
  text.document->blocks = std::move(clean.blocks);
  const Segmenter segmenter(nullptr, nullptr);
  for (uint32_t block = 0; block < text.document->blocks.size(); ++block) {
    segmenter.SegmentBlock(block, text.document.get());
  }
  ASSERT_EQ(text.document->sentences.size(), 8U);
  text.ranking = Rank(nullptr, nullptr, *text.document, {}, {});
  text.evidence = *text.ranking.evidence;
  Ranking& ranking = text.ranking;
  ranking.score_weight = 300;  // What the trainer stores.
  Chances chances(1);
  int compared = 0;
  for (int draw = 0; draw < 60; ++draw) {
    TextScores scores;
    for (uint16_t& salience : ranking.word_salience) {
      salience = chances.Next(600);
      scores.words.push_back(salience / 1000.0);
    }
    for (uint16_t& salience : ranking.bigram_salience) {
      salience = chances.Next(200);
      scores.pairs.push_back(salience / 1000.0);
    }
    for (SentenceScore& sentence : ranking.sentences) {
      sentence.prior = chances.Next(1000);
      sentence.last_resort = false;
      sentence.leans_on = SentenceScore::kNowhere;
      scores.sentences.push_back(sentence.prior / 1000.0);
    }
    // Readers of some kinds expect less.
    ranking.expected_terms = draw % 3 == 0 ? 25 : 60;
    ranking.genre = draw % 2 == 0 ? Genre::kNews : Genre::kFeature;
    text.genre = ranking.genre;
    const ChoiceSets sets(text, scores, ranking.expected_terms, 0, 0, 3);
    for (const Budget budget :
         {Budget::kSentences, Budget::kWords, Budget::kUsual}) {
      SelectOptions options;
      options.compression = Compression::kNone;
      if (budget != Budget::kWords) options.sentences = 3;
      if (budget != Budget::kSentences) options.words = 60;
      std::vector<uint32_t> mine;
      TextScores gradient;
      double reward = 0;
      ASSERT_TRUE(
          sets.Gradient(text, scores, budget, 60, &gradient, &reward, &mine));
      std::vector<uint32_t> theirs;
      for (const Candidate& chosen :
           Select(*text.document, ranking, options).chosen) {
        theirs.push_back(chosen.sentence);
      }
      // The trainer looks at no more than three.
      if (theirs.size() > 3) continue;
      ++compared;
      EXPECT_EQ(mine, theirs)
          << "draw " << draw << ", budget " << static_cast<int>(budget);
    }
  }
  EXPECT_GE(compared, 140);
}

}  // namespace
}  // namespace standfirst::tools
