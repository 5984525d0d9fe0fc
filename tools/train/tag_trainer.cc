// standfirst-train tag: the part-of-speech tagger, an averaged perceptron
// (Collins 2002), greedy from left to right. Writes section "tags" of part
// `grammar`.
//
// Three rounds: with all features; with the heaviest weights of the first; with
// the heaviest of the second. Training again on what survived wins back most
// of what cutting costs.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/tag/tag.h"
#include "core/tag/tag_features.h"
#include "core/text/document.h"
#include "core/text/hash.h"
#include "tools/common/conllu.h"
#include "tools/common/model_files.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/perceptron.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

struct TrainingSentence {
  TagSentenceWords words;
  std::vector<uint8_t> tags;
};

// Trains on all sentences `epochs` times; returns the number of steps.
uint32_t Train(const std::vector<TrainingSentence>& sentences, int epochs,
               uint64_t seed, PerceptronWeights* weights) {
  std::vector<uint32_t> order(sentences.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  uint32_t step = 1;
  std::vector<uint64_t> features;
  for (int epoch = 0; epoch < epochs; ++epoch) {
    for (size_t i = order.size(); i > 1; --i) {
      seed += 0x9e3779b97f4a7c15ULL;
      std::swap(order[i - 1], order[MixHash(seed) % i]);
    }
    size_t wrong = 0;
    size_t total = 0;
    for (const uint32_t number : order) {
      const TrainingSentence& sentence = sentences[number];
      PartOfSpeech before = PartOfSpeech::kNone;
      PartOfSpeech before_that = PartOfSpeech::kNone;
      for (size_t at = 0; at < sentence.tags.size(); ++at) {
        features.clear();
        const auto emit = [&features](uint64_t feature) {
          features.push_back(MixHash(feature));
        };
        const TagWindow window = MakeTagWindow(sentence.words, at);
        ForEachTagFeature(window, emit);
        ForEachTagHistoryFeature(window, before, before_that, emit);
        std::array<int32_t, kPartOfSpeechCount> scores{};
        weights->AddTo(features, scores.data());
        uint8_t best = 1;
        for (uint8_t tag = 2; tag < kPartOfSpeechCount; ++tag) {
          if (scores[tag] > scores[best]) best = tag;
        }
        const uint8_t gold = sentence.tags[at];
        if (best != gold) {
          ++wrong;
          for (const uint64_t feature : features) {
            weights->Update(feature, gold, 1, step);
            weights->Update(feature, best, -1, step);
          }
        }
        ++step;
        ++total;
        // Greedy in training as well: the model learns to live with its own
        // mistakes.
        before_that = before;
        before = static_cast<PartOfSpeech>(best);
      }
    }
    std::fprintf(stderr, "  epoch %d: %.2f %% right\n", epoch + 1,
                 100.0 - 100.0 * static_cast<double>(wrong) /
                             static_cast<double>(total));
  }
  return step;
}

}  // namespace

int TrainTag(const TrainArguments& arguments) {
  const int epochs = static_cast<int>(ExtraNumber(arguments, "epochs", 6));
  const auto kept =
      static_cast<size_t>(ExtraNumber(arguments, "weights", 48000));
  const auto first_kept = static_cast<size_t>(
      ExtraNumber(arguments, "first", 2.5 * static_cast<double>(kept)));
  const auto remainder_bits =
      static_cast<uint32_t>(ExtraNumber(arguments, "bits", 10));

  // The word list is an input: tags are trained after words.
  const std::string words_path =
      ExtraText(arguments, "words", "models/sections/base.words@2");
  const Expected<std::vector<uint8_t>> word_bytes = ReadModelFile(words_path);
  if (!word_bytes.ok()) {
    std::fprintf(stderr, "%s\n", word_bytes.error().message.c_str());
    return 3;
  }
  ModelSection section;
  section.name = "words";
  section.version = kWordListVersion;
  section.bytes = word_bytes.value();
  const Expected<WordList> list = WordList::Read(section);
  if (!list.ok()) {
    std::fprintf(stderr, "%s\n", list.error().message.c_str());
    return 3;
  }

  std::vector<TrainingSentence> sentences;
  for (const char* name : {"ud/gum_train.conllu", "ud/ewt_train.conllu"}) {
    const Expected<std::vector<TreebankSentence>> read =
        ReadTreebank(DataPath(arguments, name));
    if (!read.ok()) {
      std::fprintf(stderr, "%s\n", read.error().message.c_str());
      return 3;
    }
    for (const TreebankSentence& gold : read.value()) {
      const Document document = MakeTokenDocument(gold.forms);
      TrainingSentence sentence;
      sentence.words =
          MakeTagWords(document, document.sentences[0].tokens, &list.value());
      for (const std::string& tag : gold.xpos) {
        sentence.tags.push_back(static_cast<uint8_t>(ParsePartOfSpeech(tag)));
      }
      sentences.push_back(std::move(sentence));
    }
  }

  PerceptronWeights weights;
  uint32_t steps = Train(sentences, epochs, arguments.seed, &weights);
  std::vector<SparseWeight> averages = weights.Averages(steps, 0);
  std::fprintf(stderr, "%zu weights\n", averages.size());
  for (const size_t limit : {first_kept, kept}) {
    averages = Heaviest(std::move(averages), limit);
    weights.Restrict(averages);
    steps = Train(sentences, epochs + 2, arguments.seed + limit, &weights);
    averages = weights.Averages(steps, 0);
    std::fprintf(stderr, "%zu weights kept\n", averages.size());
  }

  const SparseModelBytes stored = WriteSparseModel(
      averages,
      {.label_count = kPartOfSpeechCount, .remainder_bits = remainder_bits});
  std::fprintf(stderr,
               "%zu features, %zu weights, %zu rounded away, %zu collisions, "
               "largest %.2f\n",
               stored.features, stored.entries, stored.rounded_to_zero,
               stored.collisions, stored.max_weight);
  const Status written = WriteModelFile(arguments.output, stored.bytes);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
