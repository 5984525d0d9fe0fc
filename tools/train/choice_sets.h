#ifndef STANDFIRST_TOOLS_TRAIN_CHOICE_SETS_H_
#define STANDFIRST_TOOLS_TRAIN_CHOICE_SETS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/train/rank_texts.h"

namespace standfirst::tools {

// What is asked for: three sentences, 60 words, or the usual length, which
// bounds both.
enum class Budget : uint8_t { kSentences, kWords, kUsual };
constexpr size_t kBudgetCount = 3;

// What a model says of one text: chances that a summary has a word or a pair,
// and what each sentence's prior is.
struct TextScores {
  std::vector<double> words;      // Per vocabulary entry.
  std::vector<double> pairs;      // Per pair of the evidence.
  std::vector<double> sentences;  // Per sentence.
};

// The summaries that may be made of a text's most promising sentences, with
// what readers' own say of each, to train the ranker by the choice that it
// leads to (minimum risk: Och 2003, Smith and Eisner 2006). Scores sets as
// core/select does, but for shorter candidates and what is taken for known.
class ChoiceSets {
 public:
  // `scores` says which sentences are promising; `main` is what it is worth to
  // hold the sentence that says the main thing best, `best` what it is worth
  // to be what a reader would have chosen; the usual length allows `most`
  // sentences.
  ChoiceSets(const TrainingText& text, const TextScores& scores,
             uint32_t expected_terms, double main, double best, uint32_t most);

  // The gradient of the expected reward, by chances, where a set is taken the
  // more likely the higher its value: exp(`sharpness` * value). Sets `*reward`
  // to what is expected and `*best`, if any, to the sentences of the set with
  // the highest value; false where there is nothing to choose from.
  bool Gradient(const TrainingText& text, const TextScores& scores,
                Budget budget, double sharpness, TextScores* gradient,
                double* reward, std::vector<uint32_t>* best = nullptr) const;

 private:
  struct Count {
    uint32_t item = 0;  // A word's or a pair's number, by first use.
    uint32_t times = 0;
  };
  struct Option {
    uint32_t sentence = 0;
    uint32_t words = 0;
    uint32_t terms = 0;
    uint32_t bigrams = 0;
    std::vector<Count> term_counts;
    std::vector<Count> bigram_counts;
  };
  struct Set {
    std::array<uint8_t, 3> members{};
    uint8_t size = 0;
    float reward = 0;
  };

  void AddOptions(const TrainingText& text, const TextScores& scores);
  void AddSets(const TrainingText& text, double main, double best);

  double expected_terms_ = 0;
  uint32_t most_ = 3;
  std::vector<Option> options_;
  std::vector<Set> sets_;
  std::vector<uint32_t> terms_;    // Vocabulary entries.
  std::vector<uint8_t> function_;  // Of these.
  std::vector<uint32_t> bigrams_;  // Pairs.
};

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_CHOICE_SETS_H_
