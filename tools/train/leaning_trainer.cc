// standfirst-train leaning: whether a sentence can be read without others, and
// whether it says again what an earlier one says (section "lean" of base). The
// labels, by people, are in tools/train/leaning_labels.txt, without any text:
// id, set, the sentence that `after` is judged against, then each sentence's
// "start-end:" with what keeps it from opening and from following (y: nothing,
// r: it repeats), and those that say the main thing; offsets are UTF-16 units.
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

#include "core/clean/clean.h"
#include "core/entity/entity.h"
#include "core/model/model_part.h"
#include "core/rank/evidence.h"
#include "core/rank/lean_features.h"
#include "core/rank/leaning.h"
#include "core/rank/rank.h"
#include "core/rank/rank_model.h"
#include "core/select/select.h"
#include "core/text/document.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/offset_map.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/linear.h"
#include "tools/train/rank_texts.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

constexpr uint32_t kNowhere = 0xFFFFFFFF;
constexpr char kNot = '-';  // Not judged.

struct Judged {
  uint32_t sentence = kNowhere;
  char alone = kNot;
  char after = kNot;
};

struct JudgedText {
  std::string id;
  std::string set;
  std::unique_ptr<Document> document;
  EntityAnalysis entities;
  Ranking ranking;                             // Without section "lean".
  std::vector<std::vector<uint16_t>> columns;  // Per sentence, of leaning.
  uint32_t first = kNowhere;
  std::vector<Judged> judged;
  std::vector<uint32_t> main;
  uint64_t fold = 0;

  // 0: news, 1: other news, 2: other kinds.
  size_t kind() const { return set == "news" ? 0 : set == "cnn" ? 1 : 2; }
  const Judged* Find(uint32_t sentence) const {
    for (const Judged& one : judged) {
      if (one.sentence == sentence) return &one;
    }
    return nullptr;
  }
};
constexpr size_t kKinds = 3;

struct LabelLine {
  std::string set;
  uint32_t first = 0;
  struct Sentence {
    uint32_t start = 0;
    uint32_t end = 0;
    char alone = kNot;
    char after = kNot;
  };
  std::vector<Sentence> sentences;
  std::vector<uint32_t> main;
};

uint32_t Number(std::string_view text) {
  uint32_t value = kNowhere;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Expected<std::unordered_map<std::string, LabelLine>> ReadLabels(
    const std::string& path) {
  const Expected<std::vector<std::vector<std::string>>> rows =
      ReadRows(path, 5);
  if (!rows.ok()) return rows.error();
  std::unordered_map<std::string, LabelLine> labels;
  for (const std::vector<std::string>& fields : rows.value()) {
    LabelLine& label = labels[fields[0]];
    label.set = fields[1];
    label.first = Number(fields[2]);
    for (const std::string& part : SplitAt(fields[3], ' ')) {
      const std::string_view one = part;
      const size_t dash = one.find('-');
      const size_t colon = one.find(':');
      if (colon == one.npos || colon + 3 != one.size()) continue;
      label.sentences.push_back({Number(one.substr(0, dash)),
                                 Number(one.substr(dash + 1)), one[colon + 1],
                                 one[colon + 2]});
    }
    for (const std::string& one : SplitAt(fields[4], ',')) {
      label.main.push_back(Number(one));
    }
  }
  return labels;
}

struct Settings {
  double rate = 0.05;
  double decay = 0.02;         // Of a weight for every sentence …
  double decay_alone = 0.04;   // … and of one for those that stand first.
  double decay_cluster = 0.2;  // Of one of the many for word classes.
  double decay_repeat = 0.02;
  int passes = 20;
};

class LeaningTrainer {
 public:
  LeaningTrainer(const ArticleReader& articles, Settings settings,
                 uint64_t seed)
      : articles_(articles),
        settings_(settings),
        numbers_(seed),
        lean_(size_t{2} * LeanColumnCount()),
        repeat_(RepeatColumnCount()) {}

  struct Example {
    std::vector<uint16_t> columns;
    bool alone = false;
    bool bad = false;
  };

  static std::vector<uint16_t> Columns(const JudgedText& text,
                                       uint32_t sentence, uint32_t earlier);

  // On all texts but those of the fold.
  void Train(const std::vector<JudgedText>& texts, uint64_t held_out);
  double Lean(const std::vector<uint16_t>& columns, bool alone) const {
    double sum = 0;
    for (const uint16_t column : columns) {
      sum += lean_.At(column);
      if (alone) sum += lean_.At(size_t{LeanColumnCount()} + column);
    }
    return sum;
  }
  double Repeat(const RepeatFeatures& features) const {
    double sum = 0;
    for (const uint16_t column : features) sum += repeat_.At(column);
    return sum;
  }
  std::vector<uint8_t> Section() const;

 private:
  const ArticleReader& articles_;
  Settings settings_;
  SeededNumbers numbers_;
  LinearWeights lean_;
  LinearWeights repeat_;
};

SharedWords Compare(const Ranking& ranking, uint32_t earlier, uint32_t later) {
  const std::array<uint32_t, 2> both = {earlier, later};
  return SentenceContents(ranking, both).Compare(0, 1);
}

RepeatFeatures RepeatColumns(const JudgedText& text, uint32_t earlier,
                             uint32_t later) {
  return FeaturesOfRepeat(text.ranking, earlier, later,
                          Compare(text.ranking, earlier, later));
}

// `earlier`: kNowhere where it stands alone.
std::vector<uint16_t> LeaningTrainer::Columns(const JudgedText& text,
                                              uint32_t sentence,
                                              uint32_t earlier) {
  std::vector<uint16_t> columns = text.columns[sentence];
  const Ranking& ranking = text.ranking;
  std::vector<uint32_t> had;
  std::vector<uint32_t> content;
  if (earlier != kNowhere) {
    had.assign(ranking.terms.begin() + ranking.term_starts[earlier],
               ranking.terms.begin() + ranking.term_starts[earlier + 1]);
    columns.push_back(DistanceColumn(earlier, sentence));
    columns.push_back(OverlapColumn(Compare(ranking, earlier, sentence)));
  }
  const IndexRange wants = ranking.leans[sentence].wants;
  for (uint32_t i = wants.begin; i < wants.end; ++i) {
    const Want& want = ranking.wants[i];
    bool told = false;
    if (earlier != kNowhere) {
      told = want.word == Want::kNeighbour
                 ? earlier + 1 == sentence ||
                       ranking.sentences[sentence].leans_on == earlier
                 : std::find(had.begin(), had.end(), want.word) != had.end();
    }
    columns.push_back(static_cast<uint16_t>(want.column + (told ? 1 : 0)));
  }
  return columns;
}

void LeaningTrainer::Train(const std::vector<JudgedText>& texts,
                           uint64_t held_out) {
  std::vector<Example> examples;
  struct Pair {
    RepeatFeatures features;
    bool repeats;
  };
  std::vector<Pair> pairs;
  for (const JudgedText& text : texts) {
    if (text.fold == held_out) continue;
    for (const Judged& one : text.judged) {
      if (one.alone != kNot) {
        examples.push_back(
            {Columns(text, one.sentence, kNowhere), true, one.alone != 'y'});
      }
      if (one.after == kNot || text.first == kNowhere ||
          one.sentence <= text.first) {
        continue;
      }
      // What repeats was not said to lean.
      if (one.after != 'r') {
        examples.push_back(
            {Columns(text, one.sentence, text.first), false, one.after != 'y'});
      }
      pairs.push_back(
          {RepeatColumns(text, text.first, one.sentence), one.after == 'r'});
    }
  }
  const int passes = settings_.passes;
  for (int pass = 0; pass < passes; ++pass) {
    numbers_.Shuffle(&examples);
    for (const Example& example : examples) {
      const double share = Sigmoid(Lean(example.columns, example.alone));
      const double gradient = share - (example.bad ? 1 : 0);
      for (const uint16_t column : example.columns) {
        const bool cluster = column >= kLeanClusters && column < kLeanWants;
        lean_.Step(column, gradient, settings_.rate,
                   cluster ? settings_.decay_cluster : settings_.decay);
        if (example.alone) {
          lean_.Step(size_t{LeanColumnCount()} + column, gradient,
                     settings_.rate, settings_.decay_alone);
        }
      }
    }
    numbers_.Shuffle(&pairs);
    for (const Pair& pair : pairs) {
      const double gradient =
          Sigmoid(Repeat(pair.features)) - (pair.repeats ? 1 : 0);
      for (const uint16_t column : pair.features) {
        repeat_.Step(column, gradient, settings_.rate, settings_.decay_repeat);
      }
    }
    if (pass * 2 >= passes) {
      lean_.EndPass();
      repeat_.EndPass();
    }
  }
  lean_.Average();
  repeat_.Average();
}

std::vector<uint8_t> LeaningTrainer::Section() const {
  double largest = 0;
  for (const LinearWeights* weights : {&lean_, &repeat_}) {
    for (const double weight : weights->weights()) {
      largest = std::max(largest, std::abs(weight));
    }
  }
  const auto unit = static_cast<uint32_t>(
      std::ceil(std::max(1.0 / 24, largest / 127) * kLogitUnit));
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, kLeanModelVersion);
  AppendU32(&bytes, LeanColumnCount());
  AppendU32(&bytes, RepeatColumnCount());
  AppendU32(&bytes, unit);
  for (const LinearWeights* weights : {&lean_, &repeat_}) {
    for (const double weight : weights->weights()) {
      const auto value =
          static_cast<int>(std::lround(weight * kLogitUnit / unit));
      AppendU8(&bytes, static_cast<uint8_t>(
                           static_cast<int8_t>(std::clamp(value, -127, 127))));
    }
  }
  return bytes;
}

// How well a score tells the bad from the good.
struct Judgement {
  std::vector<std::pair<double, bool>> scored;
  void Print(const char* name) {
    if (scored.empty()) return;
    std::sort(scored.begin(), scored.end());
    double bad = 0;
    double pairs = 0;
    double good = 0;
    double loss = 0;
    for (size_t i = 0; i < scored.size();) {
      size_t end = i;
      double bad_here = 0;
      double good_here = 0;
      for (; end < scored.size() && scored[end].first == scored[i].first;
           ++end) {
        (scored[end].second ? bad_here : good_here) += 1;
      }
      pairs += bad_here * (good + good_here / 2);
      good += good_here;
      bad += bad_here;
      i = end;
    }
    double hit = 0;
    double said = 0;
    for (const auto& [score, is_bad] : scored) {
      const double share = Sigmoid(score);
      loss -= std::log(1e-9 + (is_bad ? share : 1 - share));
      said += share > 0.5 ? 1 : 0;
      hit += share > 0.5 && is_bad ? 1 : 0;
    }
    std::fprintf(stderr,
                 "  %-22s %5zu, bad %4.0f: AUC %.3f loss %.3f | precision %.2f "
                 "recall %.2f\n",
                 name, scored.size(), bad, pairs / std::max(1.0, bad * good),
                 loss / static_cast<double>(scored.size()),
                 hit / std::max(1.0, said), hit / std::max(1.0, bad));
  }
};

// What default summaries are like, as far as the labels tell.
struct Reading {
  double texts = 0;
  double opens = 0;  // The first sentence may stand first.
  double open_known = 0;
  double follows = 0;  // Later sentences that may follow.
  double repeats = 0;
  double later_known = 0;
  double later = 0;
  double judged = 0;  // Texts of which all is known.
  double sound = 0;   // Nothing dangles, of these.
  double once = 0;
  double main = 0;
  double words = 0;
  void Print(const char* name) const {
    std::fprintf(
        stderr,
        "  %-6s %3.0f: opens %3.0f of %3.0f | later %.2f, known %3.0f, "
        "follow %3.0f, repeat %2.0f | of %3.0f sound %.3f once %.3f main %.3f "
        "| words %.1f\n",
        name, texts, opens, open_known, later / texts, later_known, follows,
        repeats, judged, sound / judged, once / texts, main / texts,
        words / texts);
  }
};

class Reader {
 public:
  explicit Reader(const std::vector<uint8_t>& rank) : rank_(rank) {}
  // The model with this section, or without one.
  void Use(const std::vector<uint8_t>* lean) {
    std::vector<TrialModel::Section> made = {{"rank", rank_}};
    if (lean != nullptr) made.emplace_back("lean", *lean);
    Expected<TrialModel> model = TrialModel::Of({}, made);
    if (!model.ok()) {
      std::fprintf(stderr, "%s\n", model.error().message.c_str());
      return;
    }
    model_ = std::move(model).value();
  }
  const RankModel* model() const { return model_.get(); }

  void Read(const WordList* words, const JudgedText& text,
            Reading* reading) const {
    const Ranking ranking =
        Rank(model_.get(), words, *text.document, text.entities, {});
    const Selection selection =
        Select(*text.document, ranking, UsualLength(*text.document, ranking));
    if (selection.chosen.empty()) return;
    ++reading->texts;
    bool sound = true;
    bool known = true;
    bool once = true;
    bool main = text.main.empty();
    bool has_first = false;
    for (size_t i = 0; i < selection.chosen.size(); ++i) {
      const uint32_t sentence = selection.chosen[i].sentence;
      reading->words += selection.chosen[i].words;
      main |= std::find(text.main.begin(), text.main.end(), sentence) !=
              text.main.end();
      const Judged* judged = text.Find(sentence);
      if (i == 0) {
        if (judged != nullptr) {
          ++reading->open_known;
          reading->opens += judged->alone == 'y' ? 1 : 0;
          sound &= judged->alone == 'y';
        } else {
          known = false;
        }
      } else {
        ++reading->later;
        if (judged != nullptr && (has_first || judged->alone == 'y')) {
          ++reading->later_known;
          const bool follows = judged->alone == 'y' || judged->after == 'y' ||
                               judged->after == 'r';
          reading->follows += follows ? 1 : 0;
          reading->repeats += has_first && judged->after == 'r' ? 1 : 0;
          sound &= follows;
          once &= !has_first || judged->after != 'r';
        } else {
          known = false;
        }
      }
      has_first |= sentence == text.first;
    }
    // One fault is enough to know.
    reading->judged += known || !sound ? 1 : 0;
    reading->sound += known && sound ? 1 : 0;
    reading->once += once ? 1 : 0;
    reading->main += main ? 1 : 0;
  }

 private:
  std::vector<uint8_t> rank_;
  TrialModel model_;
};

// A sentence the rules of core/rank/leaning.cc object to.
bool RulesObject(const Ranking& ranking, uint32_t sentence) {
  const SentenceScore& score = ranking.sentences[sentence];
  return !score.eligible || score.last_resort ||
         score.leans_on != SentenceScore::kNowhere;
}

}  // namespace

int TrainLeaning(const TrainArguments& arguments) {
  const Expected<std::unordered_map<std::string, LabelLine>> labels =
      ReadLabels(
          ExtraText(arguments, "labels", "tools/train/leaning_labels.txt"));
  Expected<std::vector<uint8_t>> rank =
      ReadModelFile("models/sections/base.rank");
  // The second: texts of our own, of kinds that the sets lack.
  Expected<std::vector<std::string>> lines =
      ReadLines(DataPath(arguments, "summary/train.jsonl"));
  Expected<std::vector<std::string>> invented = ReadLines(
      ExtraText(arguments, "invented", "tools/train/invented_texts.jsonl"));
  const auto unreadable = [](const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 3;
  };
  if (!labels.ok()) return unreadable(labels.error());
  if (!rank.ok()) return unreadable(rank.error());
  if (!lines.ok()) return unreadable(lines.error());
  if (!invented.ok()) return unreadable(invented.error());
  for (std::string& line : invented.value()) {
    lines.value().push_back(std::move(line));
  }
  Reader plain(rank.value());
  plain.Use(nullptr);
  if (plain.model() == nullptr) return 3;
  const auto folds = static_cast<uint64_t>(ExtraNumber(arguments, "folds", 5));
  const ArticleReader articles;
  std::vector<JudgedText> texts;
  size_t lost = 0;
  for (const std::string& line : lines.value()) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_discarded() || !record.contains("text")) continue;
    const auto label = labels.value().find(record.value("id", ""));
    if (label == labels.value().end()) continue;
    JudgedText text;
    text.id = label->first;
    text.set = label->second.set;
    text.fold = MixHash(HashBytes(text.id) + arguments.seed) % folds;
    OffsetMap map;
    text.document = articles.Read(record["text"], &map);
    text.entities = articles.Annotate(text.document.get());
    text.ranking = Rank(plain.model(), articles.words(), *text.document,
                        text.entities, {});
    LeanText leanings = ReadLeanings(articles, *text.document, text.entities,
                                     text.ranking.genre);
    text.columns = std::move(leanings.columns);
    text.ranking.leans = std::move(leanings.ranking.leans);
    text.ranking.wants = std::move(leanings.ranking.wants);
    std::unordered_map<uint32_t, uint32_t> by_start;
    for (uint32_t i = 0; i < text.document->sentences.size(); ++i) {
      const Utf16Span span =
          map.ToUtf16(text.document->text, text.document->sentences[i].span);
      by_start[span.start.value] = i;
    }
    const auto find = [&](uint32_t start) {
      const auto found = by_start.find(start);
      return found == by_start.end() ? kNowhere : found->second;
    };
    text.first = find(label->second.first);
    for (const LabelLine::Sentence& one : label->second.sentences) {
      const uint32_t sentence = find(one.start);
      if (sentence == kNowhere) {
        ++lost;
        continue;
      }
      if (text.columns[sentence].empty()) continue;  // May not stand anyway.
      text.judged.push_back({sentence, one.alone, one.after});
    }
    for (const uint32_t start : label->second.main) {
      if (find(start) != kNowhere) text.main.push_back(find(start));
    }
    texts.push_back(std::move(text));
  }
  std::fprintf(stderr, "%zu texts, %zu labels lost\n", texts.size(), lost);
  Settings settings;
  settings.rate = ExtraNumber(arguments, "rate", settings.rate);
  settings.decay = ExtraNumber(arguments, "decay", settings.decay);
  settings.decay_alone =
      ExtraNumber(arguments, "decay-alone", settings.decay_alone);
  settings.decay_repeat =
      ExtraNumber(arguments, "decay-repeat", settings.decay_repeat);
  settings.passes =
      static_cast<int>(ExtraNumber(arguments, "passes", settings.passes));
  constexpr std::array<const char*, kKinds> kNames = {"news", "cnn", "other"};
  // Each text held out once.
  std::array<Judgement, 2 * kKinds + 2> alone;
  std::array<Judgement, 2 * kKinds + 2> after;
  Judgement repeat;
  std::array<Reading, kKinds + 1> before_readings;
  std::array<Reading, kKinds + 1> readings;
  for (uint64_t fold = 0; fold < folds; ++fold) {
    LeaningTrainer trainer(articles, settings, arguments.seed);
    trainer.Train(texts, fold);
    Reader reading(rank.value());
    const std::vector<uint8_t> section = trainer.Section();
    reading.Use(&section);
    for (const JudgedText& text : texts) {
      if (text.fold != fold) continue;
      for (const size_t kind : {text.kind(), kKinds}) {
        plain.Read(articles.words(), text, &before_readings[kind]);
        reading.Read(articles.words(), text, &readings[kind]);
      }
      for (const Judged& one : text.judged) {
        const double rules = RulesObject(text.ranking, one.sentence) ? 1 : -1;
        for (const size_t kind : {text.kind(), kKinds}) {
          if (one.alone != kNot) {
            alone[kind].scored.emplace_back(
                trainer.Lean(
                    LeaningTrainer::Columns(text, one.sentence, kNowhere),
                    true),
                one.alone != 'y');
            alone[kKinds + 1 + kind].scored.emplace_back(rules,
                                                         one.alone != 'y');
          }
          if (one.after == kNot || text.first == kNowhere ||
              one.sentence <= text.first) {
            continue;
          }
          if (one.after != 'r') {
            after[kind].scored.emplace_back(
                trainer.Lean(
                    LeaningTrainer::Columns(text, one.sentence, text.first),
                    false),
                one.after != 'y');
            after[kKinds + 1 + kind].scored.emplace_back(rules,
                                                         one.after != 'y');
          }
          if (kind == kKinds) {
            repeat.scored.emplace_back(
                trainer.Repeat(RepeatColumns(text, text.first, one.sentence)),
                one.after == 'r');
          }
        }
      }
    }
  }
  for (size_t kind = 0; kind <= kKinds; ++kind) {
    const std::string name = kind < kKinds ? kNames[kind] : "all";
    alone[kind].Print(("alone " + name).c_str());
    alone[kKinds + 1 + kind].Print(("  by the rules " + name).c_str());
    after[kind].Print(("after " + name).c_str());
    after[kKinds + 1 + kind].Print(("  by the rules " + name).c_str());
  }
  repeat.Print("repeats");
  for (size_t kind = 0; kind <= kKinds; ++kind) {
    const std::string name = kind < kKinds ? kNames[kind] : "all";
    before_readings[kind].Print(("- " + name).c_str());
    readings[kind].Print(("+ " + name).c_str());
  }
  LeaningTrainer trainer(articles, settings, arguments.seed);
  trainer.Train(texts, kNowhere);
  const Status written = WriteModelFile(arguments.output, trainer.Section());
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
