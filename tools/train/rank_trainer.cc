// standfirst-train rank: which words, pairs of words and sentences a summary
// of an article would use, and what kind of text it is.
//
// Logistic models by AdaGrad over the features of core/rank/features.h; what
// a text's kind adds stands in rows of its own. Method: models/MODEL_CARD.md.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/model/model_part.h"
#include "core/model/sparse_model.h"
#include "core/rank/features.h"
#include "core/rank/genre.h"
#include "core/rank/rank_model.h"
#include "core/select/select.h"
#include "core/text/hash.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_packer.h"
#include "tools/common/model_writer.h"
#include "tools/common/rouge.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/choice_sets.h"
#include "tools/train/corpora.h"
#include "tools/train/linear.h"
#include "tools/train/rank_texts.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

constexpr uint32_t kNoRow = 0xFFFFFFFF;

// Groups 0 and 1 (GroupOfSet) are news; from this one on they are kinds that
// the sets have few texts of, or none.
constexpr uint32_t kNewsGroups = 2;
constexpr uint32_t kFirstLateGroup = 5;

struct Settings {
  double rate = 0.1;
  double group_rate = 0.05;
  double decay = 1e-4;
  int passes = 10;
  uint32_t least_texts = 60;  // A word is a feature of its own from here on.
  // Weights are stored as multiples of these, in log odds: what they hold
  // beyond it is noise, and noise cannot be packed.
  double step = 0.025;         // Of the tables of words, pairs and sentences.
  double genre_step = 0.05;    // Of those that tell groups and genres.
  double own_step = 0.2;       // Of the words' own.
  double own_of_kinds = 0.3;   // Smaller ones that a kind adds are not stored.
  double own_of_others = 0.6;  // The same of kinds that are no news.
  double smallest_sentence = 0.2;  // Smaller ones of sentences are not stored.
  int choice_passes = 6;           // By the choice that comes of it.
  double choice_rate = 0.1;
  double choice_weight = 80;  // Of the expected reward beside the likelihood.
  double sharpness = 60;      // How surely the best set is taken.
  // Who invents a text sums it up shorter than readers want it told.
  double least_terms = 60;
  double main_worth = 0.7;  // Of the sentence that says the main thing best.
  double best_worth = 0;    // Of what a reader would have chosen.
  int main_repeats = 4;     // How often a pass sees a text that was judged.
  double news_weight = 12;  // In telling kinds apart.
  std::string without;      // A group of features that is left out.
};

// Groups of the words' templates (FeaturesOfWord), to measure what each brings.
bool IsWithout(std::string_view without, uint32_t word_template) {
  struct Group {
    std::string_view name;
    std::vector<uint32_t> templates;
  };
  static const std::vector<Group> kGroups = {
      {"position", {2, 3, 4, 5, 7, 10, 13}},
      {"counts", {1, 5, 6, 12}},
      {"headings", {9}},
      {"letters", {11}},
      {"rarity", {14}},
      {"clusters", {15}},
      {"tags", {16}},
      {"names", {17}}};
  return std::any_of(kGroups.begin(), kGroups.end(), [&](const Group& group) {
    return group.name == without &&
           std::find(group.templates.begin(), group.templates.end(),
                     word_template) != group.templates.end();
  });
}

// Share of the references that have the word (all its ROUGE pieces).
double ShareWithWord(const TrainingText& text,
                     const std::vector<std::string>& pieces) {
  if (pieces.empty()) return 0;
  double having = 0;
  for (const auto& words : text.words) {
    having += std::all_of(pieces.begin(), pieces.end(),
                          [&](const std::string& piece) {
                            return words.contains(piece);
                          })
                  ? 1
                  : 0;
  }
  return having / static_cast<double>(text.words.size());
}

// The same of a pair.
double ShareWithPair(const TrainingText& text, const Evidence::Pair& pair) {
  std::string joined(text.document->vocabulary.form(pair.left));
  joined += ' ';
  joined += text.document->vocabulary.form(pair.right);
  double having = 0;
  for (const auto& pairs : text.pairs) having += pairs.contains(joined) ? 1 : 0;
  return having / static_cast<double>(text.pairs.size());
}

// `scores`: the words' log odds.
PairFeatures PairFeaturesOf(const TrainingText& text,
                            const Evidence::Pair& pair,
                            const std::vector<double>& scores) {
  const auto logit = [&](uint32_t word) {
    return static_cast<int32_t>(std::clamp(scores[word], -16.0, 16.0) *
                                kLogitUnit);
  };
  return FeaturesOfPair(text.evidence, pair, logit(pair.left),
                        logit(pair.right));
}

// R1 and R2, ours and Lead's: of three sentences, of 60 words, of three
// sentences with the text's title given.
constexpr size_t kFigures = 12;
using Figures = std::array<double, kFigures>;
struct HeldOut {
  double count = 0;
  double judged = 0;  // Texts whose main sentence is known, …
  double main = 0;    // … and how many usual summaries hold one of them, …
  double best = 0;    // … and the best.
  double alone = 0;   // One sentence that is one of them.
  double shown = 0;   // The summary that a reader gets who asks for nothing.
  Figures values{};
};
struct KindOfText {
  double count = 0;
  double told = 0;   // Summaries as shown that hold a main sentence.
  double share = 0;  // Of the main sentences.
  double chosen_count = 0;
  double chosen = 0;  // F1 of sentences against what a reader chose.
};
using KindsOfText = std::map<std::string, KindOfText>;
// By group, of all, and of invented texts, which count for neither.
using HeldOutSums = std::array<HeldOut, kGroupCount + 2>;

// What kinds of text that are no news add to words and pairs is stored in
// multiples of so many steps: with few texts to learn from, the rest is noise,
// and two kilobytes of it.
constexpr int kStepsOfKinds = 4;
void RoundKinds(std::vector<uint8_t>* section) {
  constexpr int kMost = 127 / kStepsOfKinds * kStepsOfKinds;
  size_t at = size_t{4} * (2 + 2 * 5 + 1 + kGroupCount + 1);
  for (const uint32_t columns : {WordColumnCount(), PairColumnCount()}) {
    for (uint32_t row = 0; row < kWordRows; ++row, at += columns) {
      if (row <= kNewsGroups) continue;
      for (size_t i = at; i < at + columns; ++i) {
        const auto weight = static_cast<int8_t>((*section)[i]);
        const int size =
            std::min(kMost, (std::abs(int{weight}) + kStepsOfKinds / 2) /
                                kStepsOfKinds * kStepsOfKinds);
        (*section)[i] = static_cast<uint8_t>(weight < 0 ? -size : size);
      }
    }
  }
}

// As FollowArticle of core/pipeline.cc has it.
uint32_t UsualSentences(const Ranking& ranking, const Evidence& evidence) {
  uint32_t words = 0;
  for (const uint32_t more : ranking.words) words += more;
  const uint32_t sentence =
      std::clamp(words / std::max(1U, evidence.eligible), 8U, 22U);
  return std::clamp(words * 28 / 100 / sentence, 1U, 3U);
}

class RankTrainer {
 public:
  RankTrainer(std::vector<TrainingText> texts, const ArticleReader& articles,
              const TrainArguments& arguments, const Settings& settings)
      : articles_(articles),
        texts_(std::move(texts)),
        settings_(settings),
        numbers_(arguments.seed),
        group_(size_t{kGroupCount} * GenreColumnCount()),
        genre_(size_t{kGenreCount - 1} * GenreColumnCount()),
        words_(size_t{kWordRows} * WordColumnCount()),
        pairs_(size_t{kWordRows} * PairColumnCount()),
        sentences_(size_t{kRows} * SentenceColumnCount()) {
    for (uint32_t i = 0; i < texts_.size(); ++i) {
      (texts_[i].held_out ? held_out_ : train_).push_back(i);
    }
  }

  // Gives the texts back; nothing else may be called after.
  std::vector<TrainingText> TakeTexts() { return std::move(texts_); }
  // Goes on from a section as it is stored: only what the choice makes of it is
  // learnt then.
  Status StartFrom(std::span<const uint8_t> section);
  void TrainGroups();
  void TrainGenres(const std::vector<std::unique_ptr<Document>>& encyclopaedia);
  void ReportMixed(const ArticleReader& articles) const;
  void TrainWords();
  void TrainPairs();
  void TrainSentences();
  void TrainChoice();
  std::vector<uint8_t> Section(uint32_t sentence_weight) const;
  void Report(const std::vector<uint8_t>& section, const char* name,
              HeldOutSums* sums, KindsOfText* kinds) const;

 private:
  struct WordExample {
    WordFeatures features;
    uint32_t identity = kNoRow;  // Into identities_.
    float share = 0;             // Of references that have it.
    uint32_t word = 0;
  };
  struct SentenceExample {
    SentenceFeatures features{};
    uint32_t sentence = 0;
    uint8_t chosen = 0;
  };

  // The text's kind as guessed, or none for some of them, so that the rows
  // that hold for all stand on their own feet.
  uint32_t TrainingGroup(uint32_t text) const {
    if (settings_.without == "kinds") return kNoGroup;
    return text % 7 == 3 ? kNoGroup : guessed_[text];
  }
  template <size_t N>
  double Score(const LinearWeights& weights, uint32_t columns,
               const std::array<uint16_t, N>& features, uint32_t row) const {
    double sum = 0;
    for (const uint16_t column : features) {
      sum += weights.At(column);
      if (row > 0) sum += weights.At(size_t{row} * columns + column);
    }
    return sum;
  }
  template <size_t N>
  void Learn(LinearWeights* weights, uint32_t columns,
             const std::array<uint16_t, N>& features, uint32_t row,
             double gradient) const {
    for (const uint16_t column : features) {
      if (!kinds_alone_) {
        weights->Step(column, gradient, settings_.rate, settings_.decay);
      }
      if (row >= first_row_) {
        weights->Step(size_t{row} * columns + column, gradient,
                      settings_.group_rate, settings_.decay);
      }
    }
  }
  void LearnWord(const WordExample& example, uint32_t group, double gradient) {
    const uint32_t row = WordRowOf(group);
    Learn(&words_, WordColumnCount(), example.features, row, gradient);
    if (example.identity == kNoRow) return;
    const size_t start = size_t{example.identity} * kWordRows;
    if (!kinds_alone_) {
      identities_.Step(start, gradient, settings_.rate, settings_.decay);
    }
    if (row >= first_row_) {
      identities_.Step(start + row, gradient, settings_.group_rate,
                       settings_.decay * 20);
    }
  }
  double WordScore(const WordExample& example, uint32_t group) const {
    const uint32_t row = WordRowOf(group);
    double sum = Score(words_, WordColumnCount(), example.features, row);
    if (example.identity == kNoRow) return sum;
    const size_t start = size_t{example.identity} * kWordRows;
    sum += identities_.At(start);
    return row > 0 ? sum + identities_.At(start + row) : sum;
  }
  double PairScore(const PairFeatures& features, uint32_t group) const {
    return Score(pairs_, PairColumnCount(), features, WordRowOf(group));
  }
  void LearnPair(const PairFeatures& features, uint32_t group,
                 double gradient) {
    Learn(&pairs_, PairColumnCount(), features, WordRowOf(group), gradient);
  }
  double SentenceScoreOf(const SentenceFeatures& features,
                         uint32_t group) const {
    return Score(sentences_, SentenceColumnCount(), features, RowOf(group));
  }
  void LearnSentence(const SentenceFeatures& features, uint32_t group,
                     double gradient) {
    Learn(&sentences_, SentenceColumnCount(), features, RowOf(group), gradient);
  }
  std::vector<double> WordScores(uint32_t text) const;
  std::array<double, kGroupCount + 1> ExpectedTerms() const;
  std::vector<uint8_t> Oracle(const TrainingText& text) const;

  const ArticleReader& articles_;
  std::vector<TrainingText> texts_;
  Settings settings_;
  SeededNumbers numbers_;
  std::vector<uint32_t> train_;
  std::vector<uint32_t> held_out_;
  bool goes_on_ = false;
  std::optional<SparseModel> stored_words_;
  bool kinds_alone_ = false;  // Learn nothing that holds for all texts, …
  uint32_t first_row_ = 1;    // … nor what groups before this one's row add.
  std::vector<uint32_t> guessed_;  // Per text: its group.
  std::array<double, kGroupCount + 1> expected_terms_{};
  LinearWeights group_;
  LinearWeights genre_;
  LinearWeights words_;
  LinearWeights pairs_;
  LinearWeights sentences_;
  LinearWeights identities_{0};
  std::vector<uint64_t> identity_hashes_;
  std::vector<std::vector<WordExample>> word_examples_;  // Per text.
  std::vector<std::vector<SentenceExample>> sentence_examples_;
};

Status RankTrainer::StartFrom(std::span<const uint8_t> section) {
  constexpr size_t kTables = 5;
  constexpr size_t kUnits = 2 + kTables;
  const std::array<LinearWeights*, kTables> tables = {
      &words_, &pairs_, &sentences_, &group_, &genre_};
  const uint32_t stored_groups = std::min(ReadU32(section, 4), kGroupCount);
  size_t at = 4 * (kUnits + kTables + 1 + stored_groups + 1);
  for (size_t i = 0; i < kTables; ++i) {
    LinearWeights& table = *tables[i];
    size_t size = table.weights().size();
    const size_t rows = i < 2 ? kWordRows : kRows;
    const size_t columns = table.weights().size() / rows;
    if (i < 3) size = columns * std::min<size_t>(rows, 1 + stored_groups);
    if (i == 3) size = size / kGroupCount * stored_groups;
    if (section.size() < at + size) {
      return Error{ErrorCode::kModelInvalid, "the section does not fit", ""};
    }
    const double unit =
        static_cast<double>(ReadU32(section, 4 * (kUnits + i))) / kLogitUnit;
    for (size_t j = 0; j < size; ++j) {
      table.Set(j, static_cast<int8_t>(section[at + j]) * unit);
    }
    at += size;
    // Groups that it does not have begin as news.
    for (size_t j = size; i < 3 && j < table.weights().size(); ++j) {
      table.Set(j, table.At(columns + j % columns));
    }
  }
  Expected<SparseModel> words = SparseModel::Read(section.subspan(at), "rank");
  if (!words.ok()) return words.error();
  stored_words_.emplace(std::move(words).value());
  goes_on_ = true;
  settings_.passes = 0;
  return Done{};
}

void RankTrainer::TrainGroups() {
  std::vector<std::vector<uint16_t>> features(texts_.size());
  std::array<double, kGroupCount> sizes{};
  for (uint32_t i = 0; i < texts_.size(); ++i) {
    features[i] = FeaturesOfGenre(*texts_[i].document, texts_[i].evidence);
  }
  for (const uint32_t text : train_) sizes[texts_[text].group] += 1;
  const uint32_t columns = GenreColumnCount();
  const auto scores = [&](uint32_t text) {
    std::array<double, kGroupCount> sums{};
    double largest = -1e9;
    for (uint32_t group = 0; group < kGroupCount; ++group) {
      for (const uint16_t column : features[text]) {
        sums[group] += group_.At(size_t{group} * columns + column);
      }
      largest = std::max(largest, sums[group]);
    }
    double total = 0;
    for (double& sum : sums) total += sum = std::exp(sum - largest);
    for (double& sum : sums) sum /= total;
    return sums;
  };
  std::vector<uint32_t> order = train_;
  for (int pass = 0; pass < 12; ++pass) {
    numbers_.Shuffle(&order);
    for (const uint32_t text : order) {
      const auto shares = scores(text);
      // Rare kinds count more, but not as much as common ones together.
      double weight =
          std::sqrt(static_cast<double>(train_.size()) /
                    (kGroupCount * std::max(1.0, sizes[texts_[text].group])));
      // Most of what there is to read is news.
      if (texts_[text].group < kNewsGroups) weight *= settings_.news_weight;
      for (uint32_t group = goes_on_ ? kFirstLateGroup : 0; group < kGroupCount;
           ++group) {
        const double gradient =
            weight * (shares[group] - (texts_[text].group == group ? 1 : 0));
        for (const uint16_t column : features[text]) {
          group_.Step(size_t{group} * columns + column, gradient, 0.03, 1e-4);
        }
      }
    }
    if (pass >= 6) group_.EndPass();
  }
  group_.Average();
  guessed_.resize(texts_.size());
  std::array<std::array<uint32_t, kGroupCount>, kGroupCount> confusion{};
  for (uint32_t i = 0; i < texts_.size(); ++i) {
    const auto shares = scores(i);
    guessed_[i] = static_cast<uint32_t>(
        std::max_element(shares.begin(), shares.end()) - shares.begin());
    if (texts_[i].held_out) ++confusion[texts_[i].group][guessed_[i]];
  }
  std::fprintf(stderr, "kinds of the held-out texts (rows: from the set):\n");
  for (const auto& row : confusion) {
    for (const uint32_t count : row) std::fprintf(stderr, " %4u", count);
    std::fprintf(stderr, "\n");
  }
}

// What readers call a text; from the sets' names, and from Wikipedia.
void RankTrainer::TrainGenres(
    const std::vector<std::unique_ptr<Document>>& encyclopaedia) {
  struct Example {
    std::vector<uint16_t> features;
    uint32_t genre = 0;  // Genre less unknown.
    bool held_out = false;
  };
  const auto row = [](Genre genre) { return static_cast<uint32_t>(genre) - 1; };
  std::vector<Example> all;
  constexpr uint32_t kRows8 = kGenreCount - 1;
  std::array<double, kRows8> sizes{};
  const auto add = [&](std::vector<uint16_t> features, uint32_t genre,
                       bool held_out) {
    if (!held_out) sizes[genre] += 1;
    all.push_back({std::move(features), genre, held_out});
  };
  for (const TrainingText& text : texts_) {
    if (text.genre == Genre::kUnknown) continue;
    // Small sets hold out one text in four.
    const bool held_out = text.group == 6 || text.group == 5
                              ? MixHash(HashBytes(text.id)) % 4 == 0
                              : text.held_out;
    add(FeaturesOfGenre(*text.document, text.evidence), row(text.genre),
        held_out);
  }
  for (size_t i = 0; i < encyclopaedia.size(); ++i) {
    Ranking ranking;
    const Evidence evidence = GatherEvidence(*encyclopaedia[i], {}, &ranking);
    add(FeaturesOfGenre(*encyclopaedia[i], evidence),
        row(Genre::kEncyclopaedia), i % 8 == 0);
  }
  const uint32_t columns = GenreColumnCount();
  const auto shares = [&](const Example& example) {
    std::array<double, kRows8> sums{};
    double largest = -1e9;
    for (uint32_t genre = 0; genre < kRows8; ++genre) {
      if (sizes[genre] == 0) sums[genre] = -50;
      for (const uint16_t column : example.features) {
        sums[genre] += genre_.At(size_t{genre} * columns + column);
      }
      largest = std::max(largest, sums[genre]);
    }
    double total = 0;
    for (double& sum : sums) total += sum = std::exp(sum - largest);
    for (double& sum : sums) sum /= total;
    return sums;
  };
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < all.size(); ++i) {
    if (!all[i].held_out) order.push_back(i);
  }
  // Its own, so that what comes after is as it would be without.
  SeededNumbers numbers(1);
  for (int pass = 0; pass < 12; ++pass) {
    numbers.Shuffle(&order);
    for (const uint32_t index : order) {
      const Example& example = all[index];
      const auto found = shares(example);
      const double weight =
          std::sqrt(static_cast<double>(order.size()) /
                    (kRows8 * std::max(1.0, sizes[example.genre])));
      for (uint32_t genre = 0; genre < kRows8; ++genre) {
        if (sizes[genre] == 0) continue;
        const double gradient =
            weight * (found[genre] - (example.genre == genre ? 1 : 0));
        for (const uint16_t column : example.features) {
          genre_.Step(size_t{genre} * columns + column, gradient, 0.03, 1e-4);
        }
      }
    }
    if (pass >= 6) genre_.EndPass();
  }
  genre_.Average();
  // Kinds without texts: never guessed (RankModel::GenreOf).
  for (uint32_t genre = 0; genre < kRows8; ++genre) {
    if (sizes[genre] == 0) genre_.Set(size_t{genre} * columns, -4);
  }
  std::array<std::array<uint32_t, kRows8>, kRows8> confusion{};
  uint32_t right = 0;
  uint32_t count = 0;
  for (const Example& example : all) {
    if (!example.held_out) continue;
    const auto found = shares(example);
    const auto best = static_cast<uint32_t>(
        std::max_element(found.begin(), found.end()) - found.begin());
    ++confusion[example.genre][best];
    ++count;
    right += best == example.genre ? 1 : 0;
  }
  std::fprintf(stderr, "genre: %u of %u held-out texts (rows: given)\n", right,
               count);
  for (uint32_t genre = 0; genre < kRows8; ++genre) {
    std::fprintf(stderr, "  %-14s",
                 std::string(GenreName(static_cast<Genre>(genre + 1))).c_str());
    for (const uint32_t cell : confusion[genre]) {
      std::fprintf(stderr, " %4u", cell);
    }
    std::fprintf(stderr, "\n");
  }
}

// How often two held-out articles, one after the other, are seen to be two,
// and one is.
void RankTrainer::ReportMixed(const ArticleReader& articles) const {
  uint32_t alone = 0;
  uint32_t alone_mixed = 0;
  uint32_t pairs = 0;
  uint32_t pairs_mixed = 0;
  std::string previous;
  for (const uint32_t text : held_out_) {
    const Document& document = *texts_[text].document;
    ++alone;
    alone_mixed += HoldsSeveralArticles(document, texts_[text].evidence);
    if (texts_[text].group > 1) continue;
    if (!previous.empty()) {
      const auto both = articles.Read(previous + "\n\n" + document.text);
      Ranking ranking;
      const Evidence evidence = GatherEvidence(*both, {}, &ranking);
      ++pairs;
      pairs_mixed += HoldsSeveralArticles(*both, evidence);
    }
    previous = document.text;
  }
  std::fprintf(stderr,
               "several articles: seen in %u of %u pairs, in %u of %u alone\n",
               pairs_mixed, pairs, alone_mixed, alone);
}

void RankTrainer::TrainWords() {
  // Words of many texts are features of their own.
  std::unordered_map<uint64_t, uint32_t> texts_with;
  for (uint32_t text = 0; text < texts_.size(); ++text) {
    if (texts_[text].title_given) continue;  // Came without it before.
    if (texts_[text].held_out && !goes_on_) continue;
    const Vocabulary& vocabulary = texts_[text].document->vocabulary;
    for (uint32_t word = 0; word < vocabulary.size(); ++word) {
      if (texts_[text].evidence.words[word].count > 0) {
        ++texts_with[vocabulary.entry(word).hash];
      }
    }
  }
  std::unordered_map<uint64_t, uint32_t> identities;
  word_examples_.resize(texts_.size());
  for (uint32_t text = 0; text < texts_.size(); ++text) {
    const Vocabulary& vocabulary = texts_[text].document->vocabulary;
    for (uint32_t word = 0; word < vocabulary.size(); ++word) {
      if (texts_[text].evidence.words[word].count == 0) continue;
      WordExample example;
      example.word = word;
      example.features = FeaturesOfWord(texts_[text].evidence, word,
                                        vocabulary.entry(word).pool_size);
      for (uint32_t i = 0; i < kWordTemplates; ++i) {
        if (IsWithout(settings_.without, i)) {
          example.features[i] = static_cast<uint16_t>(kWordColumns[i]);
        }
      }
      const uint64_t hash = vocabulary.entry(word).hash;
      const auto found = texts_with.find(hash);
      if (settings_.without != "words" && found != texts_with.end() &&
          (found->second >= settings_.least_texts ||
           (found->second >= settings_.least_texts / 2 &&
            stored_words_.has_value() && !stored_words_->Find(hash).empty()))) {
        const auto [known, is_new] = identities.try_emplace(
            hash, static_cast<uint32_t>(identity_hashes_.size()));
        if (is_new) identity_hashes_.push_back(hash);
        example.identity = known->second;
      }
      example.share = static_cast<float>(
          ShareWithWord(texts_[text], RougeTokens(vocabulary.form(word))));
      word_examples_[text].push_back(example);
    }
  }
  identities_ = LinearWeights(identity_hashes_.size() * kWordRows);
  if (stored_words_.has_value()) {
    const double unit = stored_words_->scale() / (16129.0 * 65536);
    for (size_t i = 0; i < identity_hashes_.size(); ++i) {
      for (const SparseModel::Entry& entry :
           stored_words_->Find(identity_hashes_[i])) {
        identities_.Set(i * kWordRows + entry.label, entry.weight * unit);
      }
    }
  }
  std::vector<uint32_t> order = train_;
  for (int pass = 0; pass < settings_.passes; ++pass) {
    numbers_.Shuffle(&order);
    double loss = 0;
    double weights = 0;
    for (const uint32_t text : order) {
      const uint32_t group = TrainingGroup(text);
      const double weight = std::min(
          1.0, 150.0 / static_cast<double>(word_examples_[text].size() + 1));
      for (const WordExample& example : word_examples_[text]) {
        const double share = Sigmoid(WordScore(example, group));
        loss -= weight * (example.share * std::log(share + 1e-9) +
                          (1 - example.share) * std::log(1 - share + 1e-9));
        weights += weight;
        const double gradient = weight * (share - example.share);
        LearnWord(example, group, gradient);
      }
    }
    std::fprintf(stderr, "words, pass %d: loss %.4f\n", pass + 1,
                 loss / weights);
    if (pass * 2 >= settings_.passes) {
      words_.EndPass();
      identities_.EndPass();
    }
  }
  words_.Average();
  identities_.Average();
  // A template left out says the same of every word.
  for (uint32_t i = 0; i < kWordTemplates; ++i) {
    if (!IsWithout(settings_.without, i)) continue;
    for (size_t row = 0; row < kWordRows; ++row) {
      const size_t start = row * WordColumnCount();
      for (uint32_t j = kWordColumns[i]; j < kWordColumns[i + 1]; ++j) {
        words_.Set(start + j, words_.At(start + kWordColumns[i]));
      }
    }
  }
  std::array<double, 10> expected{};
  std::array<double, 10> seen{};
  std::array<double, 10> counts{};
  for (const uint32_t text : held_out_) {
    for (const WordExample& example : word_examples_[text]) {
      const double share = Sigmoid(WordScore(example, guessed_[text]));
      const auto bin = static_cast<size_t>(share * 9.999);
      expected[bin] += share;
      seen[bin] += example.share;
      counts[bin] += 1;
    }
  }
  std::fprintf(stderr, "held-out words, expected and seen by tenths:");
  for (size_t i = 0; i < 10; ++i) {
    if (counts[i] == 0) continue;
    std::fprintf(stderr, " %.2f/%.2f", expected[i] / counts[i],
                 seen[i] / counts[i]);
  }
  std::fprintf(stderr, "\n%zu words are features\n", identity_hashes_.size());
}

std::vector<double> RankTrainer::WordScores(uint32_t text) const {
  std::vector<double> scores(texts_[text].document->vocabulary.size(), -8.0);
  for (const WordExample& example : word_examples_[text]) {
    scores[example.word] = WordScore(example, guessed_[text]);
  }
  return scores;
}

void RankTrainer::TrainPairs() {
  if (goes_on_) return;
  std::vector<uint32_t> order = train_;
  for (int pass = 0; pass < 3; ++pass) {
    numbers_.Shuffle(&order);
    double loss = 0;
    double weights = 0;
    for (const uint32_t text : order) {
      const TrainingText& here = texts_[text];
      const uint32_t group = TrainingGroup(text);
      const std::vector<double> scores = WordScores(text);
      const double weight = std::min(
          1.0, 300.0 / static_cast<double>(here.evidence.pairs.size() + 1));
      for (const Evidence::Pair& pair : here.evidence.pairs) {
        if (pair.count == 0) continue;
        const PairFeatures features = PairFeaturesOf(here, pair, scores);
        const double having = ShareWithPair(here, pair);
        const double share = Sigmoid(PairScore(features, group));
        loss -= weight * (having * std::log(share + 1e-9) +
                          (1 - having) * std::log(1 - share + 1e-9));
        weights += weight;
        LearnPair(features, group, weight * (share - having));
      }
    }
    std::fprintf(stderr, "pairs, pass %d: loss %.4f\n", pass + 1,
                 loss / weights);
    if (pass >= 1) pairs_.EndPass();
  }
  pairs_.Average();
}

// The sentences that a greedy choice of three takes to come near the best
// reference in ROUGE-1 and ROUGE-2.
std::vector<uint8_t> RankTrainer::Oracle(const TrainingText& text) const {
  const Document& document = *text.document;
  const auto count =
      static_cast<uint32_t>(std::min<size_t>(document.sentences.size(), 400));
  std::unordered_map<std::string, uint32_t> ids;
  const auto id = [&](const std::string& token) {
    return ids.try_emplace(token, static_cast<uint32_t>(ids.size()))
        .first->second;
  };
  struct Grams {
    std::vector<std::pair<uint64_t, uint32_t>> counts;  // Both sizes together.
    uint32_t words = 0;
  };
  const auto grams = [&](std::string_view string) {
    Grams result;
    std::map<uint64_t, uint32_t> counts;
    uint64_t previous = 0;
    for (const std::string& token : RougeTokens(string)) {
      const uint64_t word = uint64_t{id(token)} + 1;
      ++counts[word];
      if (previous != 0) ++counts[(previous << 32U) | word];
      previous = word;
      ++result.words;
    }
    result.counts.assign(counts.begin(), counts.end());
    return result;
  };
  const std::string& reference = text.references.front();
  const Grams goal = grams(reference);
  std::unordered_map<uint64_t, uint32_t> wanted(goal.counts.begin(),
                                                goal.counts.end());
  std::vector<Grams> sentences;
  for (uint32_t i = 0; i < count; ++i) {
    sentences.push_back(grams(document.Text(document.sentences[i].span)));
  }
  std::unordered_map<uint64_t, uint32_t> have;
  uint32_t words = 0;
  uint32_t in_all = 0;
  double current = 0;
  std::vector<uint8_t> chosen(document.sentences.size(), 0);
  for (int step = 0; step < 3; ++step) {
    double best = current;
    uint32_t best_index = count;
    for (uint32_t i = 0; i < count; ++i) {
      if (chosen[i] != 0 || !text.ranking.sentences[i].eligible) continue;
      uint32_t overlap_words = 0;
      uint32_t overlap_pairs = 0;
      const auto add = [&](uint64_t gram, uint32_t times) {
        const auto found = wanted.find(gram);
        if (found == wanted.end()) return;
        const uint32_t hits = std::min(found->second, times);
        (gram >> 32U != 0 ? overlap_pairs : overlap_words) += hits;
      };
      for (const auto& [gram, times] : sentences[i].counts) {
        const auto old = have.find(gram);
        add(gram, times + (old == have.end() ? 0 : old->second));
      }
      for (const auto& [gram, times] : have) {
        const auto again = std::lower_bound(sentences[i].counts.begin(),
                                            sentences[i].counts.end(),
                                            std::make_pair(gram, 0U));
        if (again != sentences[i].counts.end() && again->first == gram) {
          continue;
        }
        add(gram, times);
      }
      const double size = words + sentences[i].words;
      const double value =
          2 * overlap_words / (size + goal.words) +
          2 * overlap_pairs / std::max(1.0, size - in_all - 1 + goal.words - 1);
      if (value > best) {
        best = value;
        best_index = i;
      }
    }
    if (best_index == count) break;
    chosen[best_index] = 1;
    current = best;
    words += sentences[best_index].words;
    ++in_all;
    for (const auto& [gram, times] : sentences[best_index].counts) {
      have[gram] += times;
    }
  }
  return chosen;
}

void RankTrainer::TrainSentences() {
  expected_terms_ = ExpectedTerms();
  std::vector<std::vector<SentenceExample>>& examples = sentence_examples_;
  examples.resize(texts_.size());
  for (const uint32_t text : train_) {
    const TrainingText& here = texts_[text];
    const std::vector<uint8_t> oracle = Oracle(here);
    const std::vector<double> scores = WordScores(text);
    const size_t count = here.document->sentences.size();
    std::vector<double> values(count, 0);
    double most = 1e-9;
    for (uint32_t i = 0; i < count; ++i) {
      if (!here.ranking.sentences[i].eligible) continue;
      const uint32_t start = here.ranking.term_starts[i];
      const uint32_t end = here.ranking.term_starts[i + 1];
      for (uint32_t j = start; j < end; ++j) {
        values[i] += Sigmoid(scores[here.ranking.terms[j]]);
      }
      values[i] /= end - start + 40;
      most = std::max(most, values[i]);
    }
    for (uint32_t i = 0; i < count; ++i) {
      if (!here.ranking.sentences[i].eligible) continue;
      examples[text].push_back(
          {FeaturesOfSentence(*here.document, here.evidence, here.ranking, i,
                              static_cast<uint32_t>(1000 * values[i] / most)),
           i, oracle[i]});
    }
  }
  std::vector<uint32_t> order = train_;
  for (int pass = 0; pass < settings_.passes; ++pass) {
    numbers_.Shuffle(&order);
    double loss = 0;
    double weights = 0;
    for (const uint32_t text : order) {
      const uint32_t group = TrainingGroup(text);
      const double weight =
          std::min(1.0, 20.0 / static_cast<double>(examples[text].size() + 1));
      for (const SentenceExample& example : examples[text]) {
        const double share = Sigmoid(SentenceScoreOf(example.features, group));
        loss -=
            weight * std::log(1e-9 + (example.chosen != 0 ? share : 1 - share));
        weights += weight;
        LearnSentence(example.features, group,
                      weight * (share - example.chosen));
      }
    }
    std::fprintf(stderr, "sentences, pass %d: loss %.4f\n", pass + 1,
                 loss / weights);
    if (pass * 2 >= settings_.passes) sentences_.EndPass();
  }
  sentences_.Average();
}

// What the choice of a set makes of the weights: on from the likeliest ones,
// towards those whose sets are like readers' own summaries.
void RankTrainer::TrainChoice() {
  for (LinearWeights* weights : {&words_, &identities_, &pairs_, &sentences_}) {
    weights->Restart();
  }
  // What holds for all texts stays, and so does what holds for news, where it
  // brought nothing on held-out texts.
  kinds_alone_ = true;
  first_row_ = RowOf(goes_on_ ? kFirstLateGroup : kNewsGroups);
  settings_.group_rate = settings_.choice_rate;
  std::vector<std::unique_ptr<ChoiceSets>> sets(texts_.size());
  std::vector<std::vector<float>> having(texts_.size());
  std::vector<uint32_t> order;
  for (const uint32_t text : train_) {
    const bool judged =
        !texts_[text].main.empty() || !texts_[text].best.empty();
    if (guessed_[text] < (goes_on_ ? kFirstLateGroup : kNewsGroups)) continue;
    const int times = judged ? settings_.main_repeats : 1;
    order.insert(order.end(), static_cast<size_t>(times), text);
  }
  TextScores scores;
  TextScores gradient;
  for (int pass = 0; pass < settings_.choice_passes; ++pass) {
    numbers_.Shuffle(&order);
    double rewards = 0;
    double count = 0;
    for (const uint32_t text : order) {
      const TrainingText& here = texts_[text];
      const uint32_t group = guessed_[text];
      const std::vector<Evidence::Pair>& pairs = here.evidence.pairs;
      std::vector<double> logits(here.document->vocabulary.size(), -8.0);
      scores.words.assign(logits.size(), 0);
      for (const WordExample& example : word_examples_[text]) {
        logits[example.word] = WordScore(example, group);
        scores.words[example.word] = Sigmoid(logits[example.word]);
      }
      scores.pairs.assign(pairs.size(), 0);
      std::vector<PairFeatures> pair_features(pairs.size());
      for (size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].count == 0) continue;
        pair_features[i] = PairFeaturesOf(here, pairs[i], logits);
        scores.pairs[i] = Sigmoid(PairScore(pair_features[i], group));
      }
      scores.sentences.assign(here.document->sentences.size(), 0);
      for (const SentenceExample& example : sentence_examples_[text]) {
        scores.sentences[example.sentence] =
            Sigmoid(SentenceScoreOf(example.features, group));
      }
      if (sets[text] == nullptr) {
        sets[text] = std::make_unique<ChoiceSets>(
            here, scores,
            static_cast<uint32_t>(std::lround(expected_terms_[group])),
            settings_.main_worth, settings_.best_worth,
            UsualSentences(here.ranking, here.evidence));
        for (const Evidence::Pair& pair : pairs) {
          having[text].push_back(static_cast<float>(
              pair.count > 0 ? ShareWithPair(here, pair) : 0));
        }
      }
      const auto budget = static_cast<Budget>(numbers_.Next() % kBudgetCount);
      double reward = 0;
      if (!sets[text]->Gradient(here, scores, budget, settings_.sharpness,
                                &gradient, &reward)) {
        continue;
      }
      rewards += reward;
      count += 1;
      const double word_weight = std::min(
          1.0, 150.0 / static_cast<double>(word_examples_[text].size() + 1));
      for (const WordExample& example : word_examples_[text]) {
        const double share = scores.words[example.word];
        LearnWord(example, group,
                  word_weight * (share - example.share) -
                      settings_.choice_weight * gradient.words[example.word] *
                          share * (1 - share));
      }
      const double pair_weight =
          std::min(1.0, 300.0 / static_cast<double>(pairs.size() + 1));
      for (size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].count == 0) continue;
        const double share = scores.pairs[i];
        LearnPair(pair_features[i], group,
                  pair_weight * (share - having[text][i]) -
                      settings_.choice_weight * gradient.pairs[i] * share *
                          (1 - share));
      }
      const double sentence_weight = std::min(
          1.0, 20.0 / static_cast<double>(sentence_examples_[text].size() + 1));
      for (const SentenceExample& example : sentence_examples_[text]) {
        const double share = scores.sentences[example.sentence];
        LearnSentence(example.features, group,
                      sentence_weight * (share - example.chosen) -
                          settings_.choice_weight *
                              gradient.sentences[example.sentence] * share *
                              (1 - share));
      }
    }
    std::fprintf(stderr, "choice, pass %d: reward %.4f\n", pass + 1,
                 rewards / std::max(1.0, count));
    if (pass > 0) {
      for (LinearWeights* weights :
           {&words_, &identities_, &pairs_, &sentences_}) {
        weights->EndPass();
      }
    }
  }
  for (LinearWeights* weights : {&words_, &identities_, &pairs_, &sentences_}) {
    weights->Average();
  }
}

// How many terms people's summaries of each group have, and of all.
std::array<double, kGroupCount + 1> RankTrainer::ExpectedTerms() const {
  std::array<double, kGroupCount + 1> lengths{};
  std::array<double, kGroupCount + 1> counts{};
  for (const uint32_t text : train_) {
    double length = 0;
    for (const std::string& reference : texts_[text].references) {
      length += static_cast<double>(RougeTokens(reference).size());
    }
    length /= static_cast<double>(texts_[text].references.size());
    for (const uint32_t group : {texts_[text].group, kGroupCount}) {
      lengths[group] += length;
      counts[group] += 1;
    }
  }
  for (uint32_t group = 0; group <= kGroupCount; ++group) {
    lengths[group] /= std::max(1.0, counts[group]);
    if (group > kFirstLateGroup && group != kGroupCount) {
      lengths[group] = std::max(lengths[group], settings_.least_terms);
    }
  }
  return lengths;
}

std::vector<uint8_t> RankTrainer::Section(uint32_t sentence_weight) const {
  std::vector<uint8_t> bytes;
  struct Table {
    const std::vector<double>* weights;
    uint32_t columns;
  };
  constexpr size_t kTables = 5;
  const std::array<Table, kTables> tables = {{
      {&words_.weights(), WordColumnCount()},
      {&pairs_.weights(), PairColumnCount()},
      {&sentences_.weights(), SentenceColumnCount()},
      {&group_.weights(), GenreColumnCount()},
      {&genre_.weights(), GenreColumnCount()},
  }};
  AppendU32(&bytes, kRankModelVersion);
  AppendU32(&bytes, kGroupCount);
  for (const Table& table : tables) AppendU32(&bytes, table.columns);
  std::array<uint32_t, kTables> units{};
  for (size_t i = 0; i < tables.size(); ++i) {
    double largest = 0;
    for (const double weight : *tables[i].weights) {
      largest = std::max(largest, std::abs(weight));
    }
    const double step = i < 3 ? settings_.step : settings_.genre_step;
    // At least what keeps the largest within a byte.
    units[i] = static_cast<uint32_t>(
        std::ceil(std::max(step, largest / 127) * kLogitUnit));
    AppendU32(&bytes, units[i]);
  }
  AppendU32(&bytes, sentence_weight);
  for (const double length : ExpectedTerms()) {
    AppendU32(&bytes, static_cast<uint32_t>(std::lround(length)));
  }
  for (size_t i = 0; i < tables.size(); ++i) {
    for (const double weight : *tables[i].weights) {
      // Of sentences most columns are words that hardly matter.
      const double kept =
          i == 2 && std::abs(weight) < settings_.smallest_sentence ? 0 : weight;
      const auto value =
          static_cast<int>(std::lround(kept * kLogitUnit / units[i]));
      AppendU8(&bytes, static_cast<uint8_t>(
                           static_cast<int8_t>(std::clamp(value, -127, 127))));
    }
  }
  std::vector<SparseWeight> sparse;
  for (size_t i = 0; i < identity_hashes_.size(); ++i) {
    for (uint32_t row = 0; row < kWordRows; ++row) {
      const double weight = identities_.At(i * kWordRows + row);
      const double smallest =
          row > kNewsGroups ? settings_.own_of_others : settings_.own_of_kinds;
      // What was stored comes back within a hundredth.
      if (row > 0 && std::abs(weight) < smallest - 0.02) continue;
      const double stored =
          std::round(weight / settings_.own_step) * settings_.own_step;
      if (stored != 0) sparse.push_back({identity_hashes_[i], row, stored});
    }
  }
  const SparseModelBytes words =
      WriteSparseModel(sparse, {.label_count = kWordRows, .remainder_bits = 8});
  bytes.insert(bytes.end(), words.bytes.begin(), words.bytes.end());
  RoundKinds(&bytes);
  return bytes;
}

// What the held-out texts get with this section, by kind; added to `sums`.
void RankTrainer::Report(const std::vector<uint8_t>& section, const char* name,
                         HeldOutSums* sums, KindsOfText* kinds) const {
  ModelWriter writer("base");
  writer.Add("rank", 1, section);
  const Expected<std::vector<uint8_t>> bytes = writer.Bytes();
  if (!bytes.ok()) return;
  Expected<ModelPart> part = ModelPart::Read(bytes.value());
  if (!part.ok()) return;
  const Expected<RankModel> model = RankModel::Read(part.value());
  if (!model.ok()) {
    std::fprintf(stderr, "%s\n", model.error().message.c_str());
    return;
  }
  for (const uint32_t text : held_out_) {
    const TrainingText& here = texts_[text];
    if (here.title_given) continue;
    const Ranking plain = Rank(&model.value(), articles_.words(),
                               *here.document, here.entities, {});
    const Ranking titled =
        Rank(&model.value(), articles_.words(), *here.document, here.entities,
             {.title = here.title});
    Figures values{};
    size_t at = 0;
    const auto add = [&](const Ranking& ranking, const SelectOptions& options) {
      std::string summary;
      for (const Candidate& chosen :
           Select(*here.document, ranking, options).chosen) {
        for (const CleanSpan kept : chosen.kept) {
          summary += here.document->Text(kept);
        }
        summary += '\n';
      }
      const RougeScore score = Rouge(here.references, summary);
      const RougeScore lead =
          Rouge(here.references,
                options.words.has_value()
                    ? LeadByWholeSentences(here.document->text, *options.words)
                    : LeadBySentences(here.document->text, 3));
      values[at++] = score.rouge1;
      values[at++] = score.rouge2;
      values[at++] = lead.rouge1;
      values[at++] = lead.rouge2;
    };
    SelectOptions three;
    three.sentences = 3;
    SelectOptions sixty;
    sixty.words = 60;
    add(plain, three);
    add(plain, sixty);
    add(titled, three);
    SelectOptions usual = three;
    usual.words = 60;
    SelectOptions one;
    one.sentences = 1;
    const auto holds = [&](const SelectOptions& options, size_t most) {
      const Selection chosen = Select(*here.document, plain, options);
      return std::any_of(
          chosen.chosen.begin(), chosen.chosen.end(),
          [&](const Candidate& candidate) {
            const auto end =
                here.main.begin() +
                static_cast<ptrdiff_t>(std::min(most, here.main.size()));
            return std::find(here.main.begin(), end, candidate.sentence) != end;
          });
    };
    SelectOptions shown = usual;
    shown.sentences = UsualSentences(plain, *plain.evidence);
    double told = 0;
    double same = 0;
    double size = 0;
    for (const Candidate& chosen :
         Select(*here.document, plain, shown).chosen) {
      told += std::find(here.main.begin(), here.main.end(), chosen.sentence) !=
                      here.main.end()
                  ? 1
                  : 0;
      same += std::binary_search(here.best.begin(), here.best.end(),
                                 chosen.sentence)
                  ? 1
                  : 0;
      size += 1;
    }
    if (!here.best.empty()) {
      KindOfText& kind =
          (*kinds)[(here.invented ? "invented " : "") + here.kind];
      kind.chosen_count += 1;
      kind.chosen += 2 * same / (size + static_cast<double>(here.best.size()));
    }
    if (!here.main.empty()) {
      KindOfText& kind =
          (*kinds)[(here.invented ? "invented " : "") + here.kind];
      kind.count += 1;
      kind.told += told > 0 ? 1 : 0;
      kind.share += told / static_cast<double>(here.main.size());
    }
    const std::array<uint32_t, 2> groups = {
        here.invented ? kGroupCount + 1 : here.group, kGroupCount};
    for (const uint32_t group :
         std::span(groups).first(here.invented ? 1 : 2)) {
      (*sums)[group].count += 1;
      if (!here.main.empty()) {
        (*sums)[group].judged += 1;
        (*sums)[group].main += holds(usual, 3) ? 1 : 0;
        (*sums)[group].best += holds(usual, 1) ? 1 : 0;
        (*sums)[group].alone += holds(one, 3) ? 1 : 0;
        (*sums)[group].shown += told > 0 ? 1 : 0;
      }
      for (size_t i = 0; i < kFigures; ++i) {
        (*sums)[group].values[i] += values[i];
      }
    }
  }
  std::fprintf(
      stderr,
      "%s, %zu bytes, %zu packed: 3 sentences | 60 words | 3 sentences "
      "with title, each R1 R2 (Lead R1 R2)\n",
      name, section.size(), PackModel(bytes.value()).size());
  for (uint32_t group = 0; group <= kGroupCount + 1; ++group) {
    const HeldOut& here = (*sums)[group];
    std::fprintf(stderr, "  kind %u (%4.0f):", group, here.count);
    for (size_t i = 0; i < kFigures; ++i) {
      std::fprintf(stderr, "%s%.2f", i == 4 || i == 8 ? " | " : " ",
                   100 * here.values[i] / std::max(1.0, here.count));
    }
    std::fprintf(stderr,
                 " | main: of %.0f %.0f, best %.0f, one %.0f, shown %.0f\n",
                 here.judged, here.main, here.best, here.alone, here.shown);
  }
}

// Pieces of Wikipedia, ten sentences each.
std::vector<std::unique_ptr<Document>> ReadEncyclopaedia(
    const TrainArguments& arguments, const ArticleReader& articles) {
  constexpr size_t kPieces = 400;
  constexpr size_t kLines = 10;
  std::vector<std::unique_ptr<Document>> documents;
  Expected<LineReader> reader =
      LineReader::Open(DataPath(arguments, "raw/wikipedia_sample.txt"));
  if (!reader.ok()) return documents;
  std::string line;
  std::string text;
  size_t lines = 0;
  while (documents.size() < kPieces && reader.value().Next(&line)) {
    text += line;
    text += ++lines % 5 == 0 ? "\n\n" : " ";
    if (lines % kLines != 0) continue;
    // Every third piece: from all over the sample.
    if (lines / kLines % 3 == 0) documents.push_back(articles.Read(text));
    text.clear();
  }
  return documents;
}

}  // namespace

int TrainRank(const TrainArguments& arguments) {
  // A section of before, stored as today's are.
  if (const std::string again = ExtraText(arguments, "again", "");
      !again.empty()) {
    Expected<std::vector<uint8_t>> section = ReadModelFile(again);
    if (!section.ok()) return 3;
    RoundKinds(&section.value());
    return WriteModelFile(arguments.output, section.value()).ok() ? 0 : 1;
  }
  const ArticleReader articles;
  Expected<std::vector<TrainingText>> texts = ReadTrainingTexts(
      arguments, articles, {.titles = true, .some_bare = true});
  if (!texts.ok()) {
    std::fprintf(stderr, "%s\n", texts.error().message.c_str());
    return 3;
  }
  std::fprintf(stderr, "%zu texts\n", texts.value().size());
  Settings settings;
  settings.rate = ExtraNumber(arguments, "rate", settings.rate);
  settings.group_rate =
      ExtraNumber(arguments, "group-rate", settings.group_rate);
  settings.decay = ExtraNumber(arguments, "decay", settings.decay);
  settings.passes =
      static_cast<int>(ExtraNumber(arguments, "passes", settings.passes));
  settings.least_texts = static_cast<uint32_t>(
      ExtraNumber(arguments, "least-texts", settings.least_texts));
  settings.step = ExtraNumber(arguments, "step", settings.step);
  settings.genre_step =
      ExtraNumber(arguments, "genre-step", settings.genre_step);
  settings.own_step = ExtraNumber(arguments, "own-step", settings.own_step);
  settings.own_of_kinds =
      ExtraNumber(arguments, "own-of-kinds", settings.own_of_kinds);
  settings.choice_passes = static_cast<int>(
      ExtraNumber(arguments, "choice-passes", settings.choice_passes));
  settings.choice_rate =
      ExtraNumber(arguments, "choice-rate", settings.choice_rate);
  settings.choice_weight =
      ExtraNumber(arguments, "choice-weight", settings.choice_weight);
  settings.sharpness = ExtraNumber(arguments, "sharpness", settings.sharpness);
  settings.main_worth =
      ExtraNumber(arguments, "main-worth", settings.main_worth);
  settings.best_worth =
      ExtraNumber(arguments, "best-worth", settings.best_worth);
  settings.main_repeats = static_cast<int>(
      ExtraNumber(arguments, "main-repeats", settings.main_repeats));
  settings.least_terms =
      ExtraNumber(arguments, "least-terms", settings.least_terms);
  settings.news_weight =
      ExtraNumber(arguments, "news-weight", settings.news_weight);
  settings.without = ExtraText(arguments, "without", "");
  const auto weight =
      static_cast<uint32_t>(ExtraNumber(arguments, "sentence-weight", 300));
  HeldOutSums sums{};
  // To choose by: each text held out once, nothing written.
  const auto folds = static_cast<uint64_t>(ExtraNumber(arguments, "folds", 0));
  std::vector<TrainingText> all = std::move(texts).value();
  const std::string from = ExtraText(arguments, "from", "");
  std::vector<uint8_t> stored;
  if (!from.empty()) {
    Expected<std::vector<uint8_t>> bytes = ReadModelFile(from);
    if (!bytes.ok()) return 3;
    stored = std::move(bytes).value();
  }
  const auto start = [&](RankTrainer* trainer) {
    const Status started =
        stored.empty() ? Status(Done{}) : trainer->StartFrom(stored);
    if (!started.ok()) {
      std::fprintf(stderr, "%s\n", started.error().message.c_str());
    }
    return started.ok();
  };
  KindsOfText kinds;
  for (uint64_t fold = 0; fold < folds; ++fold) {
    for (TrainingText& text : all) {
      text.held_out =
          MixHash(HashBytes(text.id) + arguments.seed) % folds == fold;
    }
    RankTrainer trainer(std::move(all), articles, arguments, settings);
    if (!start(&trainer)) return 3;
    trainer.TrainGroups();
    trainer.TrainWords();
    trainer.TrainPairs();
    trainer.TrainSentences();
    trainer.TrainChoice();
    trainer.Report(trainer.Section(weight), "folds", &sums, &kinds);
    all = trainer.TakeTexts();
  }
  const auto print_kinds = [&] {
    for (const auto& [kind, counts] : kinds) {
      std::fprintf(stderr,
                   "  %-22s %3.0f: main %.1f, of all of them %.1f, set F1 %.1f "
                   "of %.0f\n",
                   kind.c_str(), counts.count,
                   100 * counts.told / std::max(1.0, counts.count),
                   100 * counts.share / std::max(1.0, counts.count),
                   100 * counts.chosen / std::max(1.0, counts.chosen_count),
                   counts.chosen_count);
    }
  };
  if (folds > 0) {
    print_kinds();
    return 0;
  }
  RankTrainer trainer(std::move(all), articles, arguments, settings);
  if (!start(&trainer)) return 3;
  trainer.TrainGroups();
  if (from.empty()) {
    trainer.TrainGenres(ReadEncyclopaedia(arguments, articles));
  }
  if (settings.without.empty()) trainer.ReportMixed(articles);
  trainer.TrainWords();
  trainer.TrainPairs();
  trainer.TrainSentences();
  trainer.TrainChoice();
  trainer.Report(trainer.Section(weight), "held-out texts", &sums, &kinds);
  print_kinds();
  const Status written =
      WriteModelFile(arguments.output, trainer.Section(weight));
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
