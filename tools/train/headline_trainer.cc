// standfirst-train headline: which words of an article its headline uses.
//
// A logistic model over the ranker's word features, by AdaGrad, of the words
// in the first sentences of the articles that have a title.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/headline/headline.h"
#include "core/headline/headline_model.h"
#include "core/model/model_part.h"
#include "core/rank/features.h"
#include "core/rank/rank.h"
#include "core/rank/rank_model.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/common/rouge.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/linear.h"
#include "tools/train/rank_texts.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

constexpr uint32_t kNoRow = 0xFFFFFFFF;
constexpr uint32_t kSentencesRead = 6;
constexpr double kSmallest = 0.08;

struct Example {
  WordFeatures features;
  uint32_t identity = kNoRow;
  bool in_title = false;
};

// What the held-out titles get with this section.
void Report(const std::vector<TrainingText>& texts,
            const std::vector<uint32_t>& held_out,
            const std::vector<uint8_t>& section) {
  ModelWriter writer("base");
  writer.Add("headline", 1, section);
  const Expected<std::vector<uint8_t>> bytes = writer.Bytes();
  if (!bytes.ok()) return;
  const Expected<ModelPart> part = ModelPart::Read(bytes.value());
  if (!part.ok()) return;
  const Expected<HeadlineModel> model = HeadlineModel::Read(part.value());
  if (!model.ok()) return;
  double count = 0;
  double ours1 = 0;
  double ours_l = 0;
  double lead1 = 0;
  double lead_l = 0;
  for (const uint32_t text : held_out) {
    if (texts[text].group != 0) continue;
    const Document& document = *texts[text].document;
    const Ranking ranking = Rank(nullptr, nullptr, document, {}, {});
    const auto candidate =
        MakeHeadline(&model.value(), document, {}, ranking, 12);
    std::string line;
    if (candidate.has_value()) {
      for (const CleanSpan kept : candidate->kept) {
        line += document.Text(kept);
      }
    }
    const std::vector<std::string> title = {texts[text].title};
    const RougeScore own = Rouge(title, line);
    const RougeScore lead =
        Rouge(title, LeadByWords(LeadBySentences(document.text, 1), 12));
    if (static_cast<int>(count) % 12 == 0) {
      std::fprintf(stderr, "  %s\n", line.c_str());
    }
    count += 1;
    ours1 += own.rouge1;
    ours_l += own.rouge_l;
    lead1 += lead.rouge1;
    lead_l += lead.rouge_l;
  }
  count = std::max(count, 1.0) / 100;
  std::fprintf(stderr, "held-out titles: R1 %.2f RL %.2f, lead %.2f %.2f\n",
               ours1 / count, ours_l / count, lead1 / count, lead_l / count);
}

}  // namespace

int TrainHeadline(const TrainArguments& arguments) {
  Expected<std::vector<TrainingText>> read =
      ReadTrainingTexts(arguments, /*titles=*/false);
  if (!read.ok()) {
    std::fprintf(stderr, "%s\n", read.error().message.c_str());
    return 3;
  }
  const std::vector<TrainingText>& texts = read.value();
  std::vector<uint32_t> train;
  std::vector<uint32_t> held_out;
  for (uint32_t i = 0; i < texts.size(); ++i) {
    if (texts[i].title.empty()) continue;
    (texts[i].held_out ? held_out : train).push_back(i);
  }
  std::unordered_map<uint64_t, uint32_t> texts_with;
  for (const uint32_t text : train) {
    const Vocabulary& vocabulary = texts[text].document->vocabulary;
    for (uint32_t word = 0; word < vocabulary.size(); ++word) {
      if (texts[text].evidence.words[word].first < kSentencesRead) {
        ++texts_with[vocabulary.entry(word).hash];
      }
    }
  }
  const auto least =
      static_cast<uint32_t>(ExtraNumber(arguments, "least-texts", 20));
  std::unordered_map<uint64_t, uint32_t> identities;
  std::vector<uint64_t> hashes;
  std::vector<std::vector<Example>> examples(texts.size());
  for (const uint32_t text : train) {
    const std::vector<std::string> tokens = RougeTokens(texts[text].title);
    const std::unordered_set<std::string> title(tokens.begin(), tokens.end());
    const Vocabulary& vocabulary = texts[text].document->vocabulary;
    for (uint32_t word = 0; word < vocabulary.size(); ++word) {
      if (texts[text].evidence.words[word].first >= kSentencesRead) continue;
      Example example;
      const Vocabulary::Entry& entry = vocabulary.entry(word);
      example.features =
          FeaturesOfWord(texts[text].evidence, word, entry.pool_size);
      if (texts_with[entry.hash] >= least) {
        const auto [known, is_new] = identities.try_emplace(
            entry.hash, static_cast<uint32_t>(hashes.size()));
        if (is_new) hashes.push_back(entry.hash);
        example.identity = known->second;
      }
      const std::vector<std::string> pieces =
          RougeTokens(vocabulary.form(word));
      example.in_title =
          !pieces.empty() && std::all_of(pieces.begin(), pieces.end(),
                                         [&](const std::string& piece) {
                                           return title.contains(piece);
                                         });
      examples[text].push_back(example);
    }
  }
  LinearWeights table(WordColumnCount());
  LinearWeights words(hashes.size());
  SeededNumbers numbers(arguments.seed);
  std::vector<uint32_t> order = train;
  constexpr int kPasses = 6;
  for (int pass = 0; pass < kPasses; ++pass) {
    numbers.Shuffle(&order);
    double loss = 0;
    double count = 0;
    for (const uint32_t text : order) {
      for (const Example& example : examples[text]) {
        double sum = 0;
        for (const uint16_t column : example.features) sum += table.At(column);
        if (example.identity != kNoRow) sum += words.At(example.identity);
        const double share = Sigmoid(sum);
        loss -= std::log(1e-9 + (example.in_title ? share : 1 - share));
        count += 1;
        const double gradient = share - (example.in_title ? 1 : 0);
        for (const uint16_t column : example.features) {
          table.Step(column, gradient, 0.1, 1e-5);
        }
        if (example.identity != kNoRow) {
          words.Step(example.identity, gradient, 0.1, 1e-4);
        }
      }
    }
    std::fprintf(stderr, "pass %d: loss %.4f\n", pass + 1, loss / count);
    if (pass * 2 >= kPasses) {
      table.EndPass();
      words.EndPass();
    }
  }
  table.Average();
  words.Average();
  double largest = 0;
  for (const double weight : table.weights()) {
    largest = std::max(largest, std::abs(weight));
  }
  const uint32_t unit = std::max(
      1U, static_cast<uint32_t>(std::ceil(largest * kLogitUnit / 127)));
  std::vector<uint8_t> section;
  AppendU32(&section, kHeadlineModelVersion);
  AppendU32(&section, WordColumnCount());
  AppendU32(&section, unit);
  for (const double weight : table.weights()) {
    AppendU8(&section,
             static_cast<uint8_t>(static_cast<int8_t>(std::clamp(
                 std::lround(weight * kLogitUnit / unit), -127L, 127L))));
  }
  std::vector<SparseWeight> sparse;
  for (size_t i = 0; i < hashes.size(); ++i) {
    if (std::abs(words.At(i)) >= kSmallest) {
      sparse.push_back({hashes[i], 0, words.At(i)});
    }
  }
  const SparseModelBytes stored =
      WriteSparseModel(sparse, {.label_count = 1, .remainder_bits = 12});
  section.insert(section.end(), stored.bytes.begin(), stored.bytes.end());
  std::fprintf(stderr, "%zu words, %zu bytes\n", stored.features,
               section.size());
  Report(texts, held_out, section);
  const Status written = WriteModelFile(arguments.output, section);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
