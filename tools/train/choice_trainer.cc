// standfirst-train choice: which set of sentences a reader takes for a summary
// of the usual length (section "choice" of base). What readers chose and what
// they said of sets that were shown to them is in
// tools/train/choice_labels.txt, without any text: id; the set they would print
// and one nearly as good, by where its sentences begin (UTF-16 units, "-":
// none); then sets they judged, "begin,begin:+-+": says the main thing, nothing
// dangles, nothing twice.
//
// A set is worth what its words are to core/select, less what is probably wrong
// with how it reads, and of abstracts the sum of its sentences' weights; a
// reader's choice is a softmax over the sets of a text. Of other kinds such
// weights made what is taken no better on texts held out.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/entity/entity.h"
#include "core/rank/lean_features.h"
#include "core/rank/rank.h"
#include "core/rank/rank_model.h"
#include "core/select/select.h"
#include "core/text/document.h"
#include "core/text/hash.h"
#include "core/text/offset_map.h"
#include "tools/common/conllu.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/linear.h"
#include "tools/train/rank_texts.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

using Sentences = std::vector<uint32_t>;

struct Label {
  Sentences best;
  Sentences second;
  struct Judged {
    Sentences set;
    bool main = false;
    bool sound = false;  // Nothing dangles.
    bool once = false;
  };
  std::vector<Judged> judged;
};

Sentences Numbers(std::string_view list) {
  Sentences numbers;
  while (!list.empty()) {
    uint32_t number = 0;
    const auto [end, error] =
        std::from_chars(list.data(), list.data() + list.size(), number);
    if (error != std::errc()) break;
    numbers.push_back(number);
    list.remove_prefix(static_cast<size_t>(end - list.data()));
    if (!list.empty()) list.remove_prefix(1);
  }
  return numbers;
}

Expected<std::unordered_map<std::string, Label>> ReadLabels(
    const std::string& path) {
  const Expected<std::vector<std::vector<std::string>>> rows =
      ReadRows(path, 4);
  if (!rows.ok()) return rows.error();
  std::unordered_map<std::string, Label> labels;
  for (const std::vector<std::string>& fields : rows.value()) {
    Label& label = labels[fields[0]];
    label.best = Numbers(fields[1]);
    label.second = Numbers(fields[2]);
    for (const std::string& one : SplitAt(fields[3], ' ')) {
      const size_t colon = one.find(':');
      if (colon == std::string::npos || one.size() != colon + 4) continue;
      label.judged.push_back({Numbers(one.substr(0, colon)),
                              one[colon + 1] == '+', one[colon + 2] == '+',
                              one[colon + 3] == '+'});
    }
  }
  return labels;
}

struct ChosenText {
  std::string id;
  std::string set;
  uint64_t fold = 0;
  // The sentences that stand in a set, and their columns: of abstracts alone.
  std::vector<std::vector<uint16_t>> columns;
  struct Set {
    std::vector<uint8_t> members;  // Places in `columns`.
    double value = 0;              // F1.
    double likeness = 0;           // To a reader's own: 1.
    const Label::Judged* judged = nullptr;
    double share = 0;         // Of the reader's choice among all sets …
    double share_judged = 0;  // … and among those that were judged.
  };
  std::vector<Set> sets;
};

double Overlap(const Sentences& left, const Sentences& right) {
  double both = 0;
  for (const uint32_t one : left) {
    both += std::find(right.begin(), right.end(), one) != right.end() ? 1 : 0;
  }
  return 2 * both / static_cast<double>(left.size() + right.size());
}

// What the set shares with those that the reader chose.
double LikenessOf(const Sentences& set, const Label& label) {
  constexpr double kSecond = 0.9;
  const double likeness = Overlap(set, label.best);
  return label.second.empty()
             ? likeness
             : std::max(likeness, kSecond * Overlap(set, label.second));
}

// What a reader said of it, 0 to 1.
double VerdictOf(const Label::Judged& judged) {
  return (judged.main ? 0.45 : 0) + (judged.sound ? 0.4 : 0) +
         (judged.once ? 0.15 : 0);
}

struct Settings {
  double rate = 0.02;
  double decay = 0.03;
  double sharpness = 12;       // Of the reader's choice, by reward.
  double judged_weight = 0.3;  // Of verdicts, beside choices.
  int passes = 8;
};

class ChoiceTrainer {
 public:
  ChoiceTrainer(Settings settings, uint64_t seed)
      : settings_(settings),
        numbers_(seed),
        weights_(size_t{kChoiceRows} * LeanColumnCount()),
        sums_(LeanColumnCount()) {}

  // On all texts but those of the fold.
  void Train(const std::vector<ChosenText>& texts, uint64_t held_out);
  // Log odds of each set.
  std::vector<double> Odds(const ChosenText& text) const;
  std::vector<uint8_t> Section() const;

 private:
  static size_t Row(ChoiceRow row) { return size_t{row} * LeanColumnCount(); }
  void Step(const ChosenText& text);

  Settings settings_;
  SeededNumbers numbers_;
  LinearWeights weights_;
  // What a text's sentences add up to, by column.
  struct Gradient {
    uint64_t texts = UINT64_MAX;  // At which step.
    double every = 0;
    double first = 0;
  };
  std::vector<Gradient> sums_;
  std::vector<uint16_t> touched_;
  uint64_t steps_ = 0;
};

std::vector<double> ChoiceTrainer::Odds(const ChosenText& text) const {
  std::vector<std::pair<double, double>> sums;
  sums.reserve(text.columns.size());
  for (const std::vector<uint16_t>& columns : text.columns) {
    std::pair<double, double> sum = {0, 0};
    for (const uint16_t column : columns) {
      sum.first += weights_.At(Row(kChoiceEvery) + column);
      sum.second += weights_.At(Row(kChoiceFirst) + column);
    }
    sums.push_back(sum);
  }
  std::vector<double> odds;
  odds.reserve(text.sets.size());
  for (const ChosenText::Set& set : text.sets) {
    double sum =
        double{kChoiceOddsOfF1} * set.value + sums[set.members.front()].second;
    for (const uint8_t member : set.members) sum += sums[member].first;
    odds.push_back(sum);
  }
  return odds;
}

void ChoiceTrainer::Step(const ChosenText& text) {
  const std::vector<double> odds = Odds(text);
  const double most = *std::max_element(odds.begin(), odds.end());
  double total = 0;
  double total_judged = 0;
  for (size_t i = 0; i < odds.size(); ++i) {
    const double share = std::exp(odds[i] - most);
    total += share;
    if (text.sets[i].judged != nullptr) total_judged += share;
  }
  std::vector<std::pair<double, double>> gradients(text.columns.size());
  for (size_t i = 0; i < odds.size(); ++i) {
    const ChosenText::Set& set = text.sets[i];
    const double share = std::exp(odds[i] - most);
    double gradient = share / total - set.share;
    if (set.judged != nullptr) {
      gradient +=
          settings_.judged_weight * (share / total_judged - set.share_judged);
    }
    gradients[set.members.front()].second += gradient;
    for (const uint8_t member : set.members) {
      gradients[member].first += gradient;
    }
  }
  // One step a text, however often a column stands in it.
  for (size_t i = 0; i < gradients.size(); ++i) {
    const auto [every, first] = gradients[i];
    for (const uint16_t column : text.columns[i]) {
      if (sums_[column].texts != steps_) {
        sums_[column] = {steps_, 0, 0};
        touched_.push_back(column);
      }
      sums_[column].every += every;
      sums_[column].first += first;
    }
  }
  ++steps_;
  for (const uint16_t column : touched_) {
    const auto [unused, every, first] = sums_[column];
    weights_.Step(Row(kChoiceEvery) + column, every, settings_.rate,
                  settings_.decay);
    weights_.Step(Row(kChoiceFirst) + column, first, settings_.rate,
                  1.5 * settings_.decay);
  }
  touched_.clear();
}

void ChoiceTrainer::Train(const std::vector<ChosenText>& texts,
                          uint64_t held_out) {
  std::vector<const ChosenText*> order;
  for (const ChosenText& text : texts) {
    if (text.fold != held_out) order.push_back(&text);
  }
  for (int pass = 0; pass < settings_.passes; ++pass) {
    numbers_.Shuffle(&order);
    for (const ChosenText* text : order) Step(*text);
    if (pass * 2 >= settings_.passes) weights_.EndPass();
  }
  weights_.Average();
}

std::vector<uint8_t> ChoiceTrainer::Section() const {
  double largest = 0;
  for (const double weight : weights_.weights()) {
    largest = std::max(largest, std::abs(weight));
  }
  const auto unit = static_cast<uint32_t>(
      std::ceil(std::max(1.0 / 32, largest / 127) * kLogitUnit));
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, kChoiceModelVersion);
  AppendU32(&bytes, LeanColumnCount());
  AppendU32(&bytes, unit);
  for (const double weight : weights_.weights()) {
    const auto value =
        static_cast<int>(std::lround(weight * kLogitUnit / unit));
    AppendU8(&bytes, static_cast<uint8_t>(
                         static_cast<int8_t>(std::clamp(value, -127, 127))));
  }
  return bytes;
}

// What is taken, as far as the labels tell.
struct Tally {
  double texts = 0;
  double likeness = 0;
  double own = 0;  // One of the reader's two.
  double sentences = 0;
  double judged = 0;  // Texts of which several sets were judged: the best …
  std::array<double, 4> good{};  // … says the main thing, is sound, once; all.

  void Add(const ChosenText& text, const std::vector<double>& odds) {
    size_t best = 0;
    const Label::Judged* best_judged = nullptr;
    double most = 0;
    size_t judged_sets = 0;
    for (size_t i = 0; i < odds.size(); ++i) {
      if (odds[i] > odds[best]) best = i;
      const Label::Judged* here = text.sets[i].judged;
      if (here == nullptr) continue;
      ++judged_sets;
      if (best_judged == nullptr || odds[i] > most) {
        best_judged = here;
        most = odds[i];
      }
    }
    ++texts;
    likeness += text.sets[best].likeness;
    own += text.sets[best].likeness >= 0.89 ? 1 : 0;
    sentences += static_cast<double>(text.sets[best].members.size());
    if (judged_sets < 2) return;
    ++judged;
    good[0] += best_judged->main ? 1 : 0;
    good[1] += best_judged->sound ? 1 : 0;
    good[2] += best_judged->once ? 1 : 0;
    good[3] +=
        best_judged->main && best_judged->sound && best_judged->once ? 1 : 0;
  }
  void Print(const char* name) const {
    const double of = std::max(1.0, judged);
    std::fprintf(stderr,
                 "  %-16s %4.0f: like a reader's %.3f, one %.3f, sentences "
                 "%.2f | of %4.0f judged: main %.3f sound %.3f once %.3f all "
                 "%.3f\n",
                 name, texts, likeness / texts, own / texts, sentences / texts,
                 judged, good[0] / of, good[1] / of, good[2] / of,
                 good[3] / of);
  }
};

// One text with its id and set, as the program is given it.
struct Source {
  std::string id;
  std::string set;
  std::string text;
};

// The summary sets' training texts, our own, and the documents of
// ud/ewt_train.conllu, of which the sets have no like.
Expected<std::vector<Source>> ReadSources(const TrainArguments& arguments) {
  std::vector<Source> sources;
  for (const std::string& path :
       {DataPath(arguments, "summary/train.jsonl"),
        std::string("tools/train/invented_texts.jsonl")}) {
    const Expected<std::vector<std::string>> lines = ReadLines(path);
    if (!lines.ok()) return lines.error();
    for (const std::string& line : lines.value()) {
      const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
      if (record.is_discarded() || !record.contains("text")) continue;
      sources.push_back({record.value("id", ""), record.value("dataset", ""),
                         record["text"].get<std::string>()});
    }
  }
  const Expected<std::vector<TreebankSentence>> sentences =
      ReadTreebank(DataPath(arguments, "ud/ewt_train.conllu"));
  if (!sentences.ok()) return sentences.error();
  for (TreebankUnit& unit : MakeUnits(sentences.value(), true)) {
    // Of its first sentence: "weblog-…-0001".
    const std::string id = "ewt-" + unit.id.substr(0, unit.id.rfind('-'));
    sources.push_back({id, "ewt", std::move(unit.text)});
  }
  return sources;
}

ChosenText ReadText(const Source& source, const Label& label,
                    const ArticleReader& articles, const RankModel* model,
                    const Settings& settings) {
  ChosenText text;
  text.id = source.id;
  text.set = source.set;
  OffsetMap map;
  const std::unique_ptr<Document> document = articles.Read(source.text, &map);
  const EntityAnalysis entities = articles.Annotate(document.get());
  const Ranking ranking =
      Rank(model, articles.words(), *document, entities, {});
  const LeanText leanings =
      ReadLeanings(articles, *document, entities, ranking.genre);
  std::vector<uint32_t> starts;
  for (const Sentence& sentence : document->sentences) {
    starts.push_back(map.ToUtf16(document->text, sentence.span).start.value);
  }
  const auto find = [&](const Sentences& places) {
    Sentences sentences;
    for (const uint32_t place : places) {
      const auto after = std::upper_bound(starts.begin(), starts.end(), place);
      if (after == starts.begin()) continue;
      sentences.push_back(static_cast<uint32_t>(after - starts.begin()) - 1);
    }
    return sentences;
  };
  Label here = {find(label.best), find(label.second), label.judged};
  if (here.best.empty()) return text;
  for (Label::Judged& judged : here.judged) judged.set = find(judged.set);
  constexpr uint32_t kPool = 16;
  std::vector<uint8_t> places(starts.size(), UINT8_MAX);
  double total = 0;
  double total_judged = 0;
  for (const ValuedSet& set :
       ValueSets(*document, ranking, UsualLength(*document, ranking), kPool)) {
    ChosenText::Set one;
    for (const uint32_t sentence : set.sentences) {
      uint8_t& place = places[sentence];
      if (place == UINT8_MAX) {
        place = static_cast<uint8_t>(text.columns.size());
        text.columns.emplace_back();
        if (leanings.ranking.abstract) {
          text.columns.back() = leanings.columns[sentence];
        }
      }
      one.members.push_back(place);
    }
    one.value = static_cast<double>(set.value) / 1e6;
    one.likeness = LikenessOf(set.sentences, here);
    double reward = one.likeness;
    for (size_t i = 0; i < here.judged.size(); ++i) {
      if (here.judged[i].set != set.sentences) continue;
      one.judged = &label.judged[i];
      reward = VerdictOf(*one.judged);
      total_judged += one.share_judged = std::exp(settings.sharpness * reward);
    }
    total += one.share = std::exp(settings.sharpness * reward);
    text.sets.push_back(std::move(one));
  }
  for (ChosenText::Set& set : text.sets) {
    set.share /= total;
    if (set.judged != nullptr) set.share_judged /= total_judged;
  }
  return text;
}

}  // namespace

int TrainChoice(const TrainArguments& arguments) {
  const auto unreadable = [](const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 3;
  };
  const Expected<std::unordered_map<std::string, Label>> labels = ReadLabels(
      ExtraText(arguments, "labels", "tools/train/choice_labels.txt"));
  if (!labels.ok()) return unreadable(labels.error());
  const Expected<std::vector<Source>> sources = ReadSources(arguments);
  if (!sources.ok()) return unreadable(sources.error());
  // Of today, without the section that is made here.
  const Expected<TrialModel> model = TrialModel::Of({"rank", "lean"}, {});
  if (!model.ok()) return unreadable(model.error());
  Settings settings;
  settings.rate = ExtraNumber(arguments, "rate", settings.rate);
  settings.decay = ExtraNumber(arguments, "decay", settings.decay);
  settings.sharpness = ExtraNumber(arguments, "sharpness", settings.sharpness);
  settings.judged_weight =
      ExtraNumber(arguments, "judged", settings.judged_weight);
  settings.passes =
      static_cast<int>(ExtraNumber(arguments, "passes", settings.passes));
  const auto folds = static_cast<uint64_t>(ExtraNumber(arguments, "folds", 4));
  const ArticleReader articles;
  std::vector<ChosenText> texts;
  for (const Source& source : sources.value()) {
    const auto label = labels.value().find(source.id);
    if (label == labels.value().end()) continue;
    ChosenText text = ReadText(source, label->second, articles,
                               model.value().get(), settings);
    if (text.sets.empty()) continue;
    text.fold = MixHash(HashBytes(text.id) + arguments.seed) % folds;
    texts.push_back(std::move(text));
  }
  std::fprintf(stderr, "%zu texts\n", texts.size());
  // Each text held out once, beside what is taken without the section.
  std::map<std::string, std::array<Tally, 2>> tallies;
  for (uint64_t fold = 0; fold < folds; ++fold) {
    ChoiceTrainer trainer(settings, arguments.seed);
    const ChoiceTrainer untrained(settings, arguments.seed);
    trainer.Train(texts, fold);
    for (const ChosenText& text : texts) {
      if (text.fold != fold) continue;
      for (const std::string& name : {text.set, std::string("all")}) {
        tallies[name][0].Add(text, untrained.Odds(text));
        tallies[name][1].Add(text, trainer.Odds(text));
      }
    }
  }
  for (const auto& [name, tally] : tallies) {
    tally[0].Print(("- " + name).c_str());
    tally[1].Print(("+ " + name).c_str());
  }
  ChoiceTrainer trainer(settings, arguments.seed);
  trainer.Train(texts, folds);
  const Status written = WriteModelFile(arguments.output, trainer.Section());
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
