// `standfirst-train clean`: the weights of lines (core/clean/line_score.h).
//
//     standfirst-train clean --output models/sections/base.lines
//         [-- cases=tests/data/dirty lines=tools/train/page_lines.txt]
//
// Lines of our own dirty articles, lines of pages put into clean articles of
// the corpora, and those articles' own lines. Prints what each fifth of the
// dirty articles gives with weights that have not seen it.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/clean/decoding.h"
#include "core/clean/line_score.h"
#include "core/clean/lines.h"
#include "core/clean/rules.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/linear.h"
#include "tools/train/logistic.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

using Json = nlohmann::json;

struct Mark {
  uint32_t start = 0;  // Bytes.
  uint32_t end = 0;
  LeftOutReason reason = LeftOutReason::kLeftover;
};

struct Page {
  std::string text;
  std::vector<Mark> gone;
  std::vector<Mark> either;
  std::vector<Mark> kept;
  bool own = true;    // Ours, …
  bool whole = true;  // … so that all that is not marked is the article's.
  double weight = 1;
};

struct Example {
  FeatureHashes features;
  FeatureHashes context;
  int32_t odds = 0;
  bool gone = false;
  LeftOutReason reason = LeftOutReason::kLeftover;
  double weight = 1;
};

LeftOutReason ReasonOf(std::string_view label) {
  static const std::map<std::string_view, LeftOutReason> kReasons = {
      {"byline", LeftOutReason::kByline},
      {"agency", LeftOutReason::kAgency},
      {"dateline", LeftOutReason::kDateline},
      {"caption", LeftOutReason::kCaption},
      {"time", LeftOutReason::kTimestamp},
      {"related", LeftOutReason::kRelated},
      {"share", LeftOutReason::kShare},
      {"prompt", LeftOutReason::kPrompt},
      {"newsletter", LeftOutReason::kPrompt},
      {"legal", LeftOutReason::kLegal},
      {"cookie", LeftOutReason::kLegal},
      {"rights", LeftOutReason::kLegal},
      {"ad", LeftOutReason::kAdvertisement},
      {"advert", LeftOutReason::kAdvertisement},
      {"embed", LeftOutReason::kEmbed},
      {"tweet", LeftOutReason::kEmbed},
      {"author", LeftOutReason::kAuthor},
      {"about", LeftOutReason::kNote},
      {"note", LeftOutReason::kNote},
      {"correction", LeftOutReason::kNote},
      {"comment", LeftOutReason::kComment},
      {"comments", LeftOutReason::kComment},
      {"quote", LeftOutReason::kComment},
      {"footnote", LeftOutReason::kFootnoteMark},
      {"title", LeftOutReason::kRepeatedTitle},
  };
  const auto found = kReasons.find(label);
  return found == kReasons.end() ? LeftOutReason::kLeftover : found->second;
}

// Bytes of each code point, and the end.
std::vector<uint32_t> CodePointStarts(std::string_view text) {
  std::vector<uint32_t> starts;
  for (uint32_t i = 0; i < text.size(); ++i) {
    if (!IsUtf8Continuation(text[i])) starts.push_back(i);
  }
  starts.push_back(static_cast<uint32_t>(text.size()));
  return starts;
}

Status ReadPages(const std::string& path, double weight,
                 std::vector<Page>* pages) {
  Expected<LineReader> reader = LineReader::Open(path);
  if (!reader.ok()) return reader.error();
  std::string line;
  while (reader.value().Next(&line)) {
    const Json record = Json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("text")) continue;
    Page page;
    page.text = record["text"].get<std::string>();
    page.weight = weight;
    const std::vector<uint32_t> starts = CodePointStarts(page.text);
    for (const char* key : {"spans", "either"}) {
      if (!record.contains(key)) continue;
      for (const Json& span : record[key]) {
        Mark mark{starts[span[0].get<size_t>()], starts[span[1].get<size_t>()]};
        if (span.size() > 2) mark.reason = ReasonOf(span[2].get<std::string>());
        (key[0] == 's' ? page.gone : page.either).push_back(mark);
      }
    }
    pages->push_back(std::move(page));
  }
  return reader.value().status();
}

bool IsSpace(char byte) { return byte == ' ' || (byte >= 9 && byte <= 13); }

// Bytes of `span` that are no white space and lie in `marks`.
uint32_t Covered(std::string_view text, SourceSpan span,
                 const std::vector<Mark>& marks, LeftOutReason* reason) {
  uint32_t covered = 0;
  for (const Mark& mark : marks) {
    uint32_t here = 0;
    for (uint32_t i = std::max(mark.start, span.start);
         i < std::min(mark.end, span.end); ++i) {
      here += IsSpace(text[i]) ? 0 : 1;
    }
    if (here > 0) *reason = mark.reason;
    covered += here;
  }
  return covered;
}

uint32_t CountInk(std::string_view text, SourceSpan span) {
  return static_cast<uint32_t>(
      std::count_if(text.begin() + span.start, text.begin() + span.end,
                    [](char byte) { return !IsSpace(byte); }));
}

void AddExamples(const Page& page, const LineModel* model, double care,
                 std::vector<Example>* examples) {
  DecodedSource source;
  DecodeSource(page.text, &source);
  SourceLines lines;
  FindUnits(source, nullptr, &lines);
  std::vector<LineTrace> traces;
  Findings findings;
  findings.traces = &traces;
  ApplyRules(source, model, &lines, &findings);
  for (LineTrace& trace : traces) {
    Example example;
    const uint32_t ink = CountInk(page.text, trace.span);
    const uint32_t gone =
        Covered(page.text, trace.span, page.gone, &example.reason);
    LeftOutReason unused{};
    if (Covered(page.text, trace.span, page.either, &unused) > 0) continue;
    // What the tables find in articles of the corpora may well be there.
    if (!page.whole && gone == 0 && trace.told &&
        Covered(page.text, trace.span, page.kept, &unused) == 0) {
      continue;
    }
    if (gone * 10 > ink && gone * 10 < ink * 8) continue;
    example.gone = gone * 2 > ink;
    example.weight = page.weight * (page.whole && !example.gone ? care : 1);
    example.features = std::move(trace.features);
    example.context = std::move(trace.context);
    example.odds = trace.odds;
    examples->push_back(std::move(example));
  }
}

using Sets = std::vector<const std::vector<Example>*>;
using Weights = std::vector<SparseWeight>;

// The largest weight there can be, a natural logarithm: what a byte holds.
constexpr double kMostWeight = 127.0 * 127.0 / kLineUnit / 16;

// As the core takes them.
struct Trained {
  std::vector<uint8_t> bytes;
  LineModel model;
  size_t size = 0;
};

Trained Pack(const Weights& weights) {
  SparseModelOptions options;
  options.label_count = kLineLabels;
  options.remainder_bits = 10;
  options.max_weight = kMostWeight;
  SparseModelBytes written = WriteSparseModel(weights, options);
  Trained trained;
  trained.size = written.entries;
  trained.bytes = std::move(written.bytes);
  trained.model = LineModel::ReadSection(trained.bytes).value();
  return trained;
}

Weights TrainLines(const Sets& sets, const TrainArguments& arguments) {
  std::unordered_map<uint64_t, std::array<double, 18>> reasons;
  std::unordered_map<uint64_t, double> counts;
  for (const std::vector<Example>* set : sets) {
    for (const Example& example : *set) {
      for (const uint64_t feature : example.features) {
        counts[feature] += example.weight;
        if (example.gone) {
          reasons[feature][static_cast<size_t>(example.reason)] +=
              example.weight;
        }
      }
    }
  }
  std::unordered_set<uint64_t> allowed;
  const auto collect = [&] {
    LogisticExamples examples;
    for (const std::vector<Example>* set : sets) {
      for (const Example& example : *set) {
        examples.Start(example.gone, example.weight);
        for (const uint64_t feature : example.features) {
          if (feature == LineBiasFeature()) continue;
          if (allowed.empty() || allowed.contains(feature)) {
            examples.Add(feature);
          }
        }
      }
    }
    return examples;
  };
  LogisticRegression regression;
  LogisticOptions options;
  options.l1 = ExtraNumber(arguments, "l1", 8);
  options.l2 = ExtraNumber(arguments, "l2", 2);
  options.epochs = static_cast<int>(ExtraNumber(arguments, "epochs", 12));
  options.min_count = 4;
  options.seed = arguments.seed;
  regression.Train(collect(), options);
  // Again with those that say most: heavy, and often there.
  const auto keep = static_cast<size_t>(ExtraNumber(arguments, "keep", 1400));
  std::vector<std::pair<double, uint64_t>> order;
  for (const SparseWeight& weight : regression.Weights()) {
    order.emplace_back(
        -std::abs(weight.weight) * std::sqrt(counts[weight.hash]), weight.hash);
  }
  std::sort(order.begin(), order.end());
  if (keep > 0 && order.size() > keep) {
    for (size_t i = 0; i < keep; ++i) allowed.insert(order[i].second);
    options.l1 = ExtraNumber(arguments, "l1again", options.l1);
    options.quantum = ExtraNumber(arguments, "quantum", 0.25);
    regression.Train(collect(), options);
  }
  Weights weights = {{LineBiasFeature(), kLineLabels - 1, regression.bias()}};
  const double named = ExtraNumber(arguments, "named", 0.75);
  for (SparseWeight weight : regression.Weights()) {
    const auto& of = reasons[weight.hash];
    const auto most =
        std::max_element(of.begin(), of.begin() + kLineLabels - 1);
    // Light ones do not decide on a reason.
    weight.label = weight.weight >= named && *most > 0
                       ? static_cast<uint32_t>(most - of.begin())
                       : kLineLabels - 1;
    weights.push_back(weight);
  }
  return weights;
}

// What neighbours say, added to odds that were found by weights which had not
// seen the page. Plain gradient descent: there are few features.
Weights TrainContext(const Sets& sets, const TrainArguments& arguments) {
  std::map<uint64_t, std::array<double, 2>> state;  // Weight, squares.
  const double decay = ExtraNumber(arguments, "decay", 3e-5);
  const auto epochs = static_cast<int>(ExtraNumber(arguments, "again", 20));
  std::vector<const Example*> order;
  for (const std::vector<Example>* set : sets) {
    for (const Example& example : *set) order.push_back(&example);
  }
  SeededNumbers numbers(arguments.seed);
  for (int epoch = 0; epoch < epochs; ++epoch) {
    numbers.Shuffle(&order);
    for (const Example* example : order) {
      double score = example->odds / 16.0;
      for (const uint64_t feature : example->context) {
        score += state[feature][0];
      }
      const double gradient =
          (Sigmoid(score) - (example->gone ? 1 : 0)) * example->weight;
      for (const uint64_t feature : example->context) {
        auto& [weight, squares] = state[feature];
        const double step = gradient + decay * weight;
        squares += step * step;
        weight -= 0.05 * step / std::sqrt(squares + 1e-6);
      }
    }
  }
  Weights weights;
  const double least = ExtraNumber(arguments, "least", 0.4);
  const double quantum = ExtraNumber(arguments, "quantum", 0.25);
  for (const auto& [feature, values] : state) {
    if (std::abs(values[0]) < least) continue;
    weights.push_back(
        {feature, kLineLabels - 1, std::round(values[0] / quantum) * quantum});
  }
  return weights;
}

Trained Join(Weights lines, const Weights& context) {
  lines.insert(lines.end(), context.begin(), context.end());
  return Pack(lines);
}

struct Totals {
  uint64_t right = 0;
  uint64_t found = 0;
  uint64_t gold = 0;
  uint32_t traps = 0;
  uint32_t kept = 0;
};

// As `standfirst-evaluate clean` counts, in bytes.
void Measure(const Page& page, const LineModel* model, bool verbose,
             Totals* totals) {
  DecodedSource source;
  DecodeSource(page.text, &source);
  SourceLines lines;
  FindUnits(source, nullptr, &lines);
  Findings findings;
  ApplyRules(source, model, &lines, &findings);
  std::vector<Mark> found;
  for (const Removal& removal : findings.removals) {
    found.push_back({removal.span.start, removal.span.end, removal.reason});
  }
  const SourceSpan all{0, static_cast<uint32_t>(page.text.size())};
  LeftOutReason reason{};
  const uint32_t gold = Covered(page.text, all, page.gone, &reason);
  uint32_t given = 0;
  uint32_t right = 0;
  for (const Mark& mark : found) {
    const SourceSpan span{mark.start, mark.end};
    const uint32_t free = Covered(page.text, span, page.either, &reason);
    const uint32_t ink = CountInk(page.text, span);
    const uint32_t good = Covered(page.text, span, page.gone, &reason);
    given += ink - free;
    right += good;
    if (verbose && good + free + 3 < ink) {
      std::fprintf(stderr, "  - %s\n",
                   page.text.substr(span.start, span.size()).c_str());
    }
  }
  if (verbose) {
    for (const Mark& mark : page.gone) {
      const SourceSpan span{mark.start, mark.end};
      if (Covered(page.text, span, found, &reason) * 2 <
          CountInk(page.text, span)) {
        std::fprintf(stderr, "  + %s\n",
                     page.text.substr(span.start, span.size()).c_str());
      }
    }
  }
  constexpr uint32_t kForgiven = 3;
  totals->gold += gold;
  totals->found += given;
  totals->right += right;
  if (page.gone.empty()) {
    ++totals->traps;
    totals->kept += given <= kForgiven ? 1 : 0;
  }
}

void Print(const char* name, const Totals& totals) {
  const auto share = [](uint64_t part, uint64_t whole) {
    return whole == 0
               ? 100.0
               : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  std::fprintf(stderr, "%s: precision %.2f  recall %.2f  traps %u of %u\n",
               name, share(totals.right, totals.found),
               share(totals.right, totals.gold), totals.kept, totals.traps);
}

struct PageLine {
  std::string text;
  std::string label;
};

Status ReadPageLines(const std::string& path, std::vector<PageLine>* lines) {
  Expected<LineReader> reader = LineReader::Open(path);
  if (!reader.ok()) return reader.error();
  std::string line;
  std::string label;
  while (reader.value().Next(&line)) {
    if (line.starts_with("## ")) {
      label = line.substr(3);
    } else if (!line.empty() && !line.starts_with("# ")) {
      lines->push_back({line, label});
    }
  }
  return reader.value().status();
}

// Clean articles: title and text.
Status ReadArticles(const TrainArguments& arguments,
                    std::vector<std::string>* articles) {
  Expected<LineReader> reader =
      LineReader::Open(DataPath(arguments, "summary/train.jsonl"));
  if (!reader.ok()) return reader.error();
  std::string line;
  std::map<std::string, size_t> taken;
  while (reader.value().Next(&line)) {
    const Json record = Json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    const auto dataset = record["dataset"].get<std::string>();
    if (dataset == "cnn_dailymail" || dataset == "scitldr") continue;
    const size_t most = dataset == "news_summary" ? 1500 : 250;
    if (++taken[dataset] > most) continue;
    constexpr size_t kLongest = 12000;
    std::string text = record["text"].get<std::string>();
    text = text.substr(0, text.rfind("\n\n", kLongest));
    std::string article = record.value("title", std::string());
    if (!article.empty()) article += "\n\n";
    articles->push_back(article.append(text));
  }
  return reader.value().status();
}

// Other names for those that our lines have, so that no weight hangs on them.
class OtherNames {
 public:
  explicit OtherNames(SeededNumbers* numbers) : numbers_(numbers) {}

  std::string Rename(const std::string& line) {
    std::string renamed;
    for (size_t at = 0; at < line.size();) {
      size_t end = at;
      while (end < line.size() && IsLetter(line[end])) ++end;
      const std::string word = line.substr(at, std::max<size_t>(end - at, 1));
      renamed += end > at && IsName(word) ? NameFor(word) : word;
      at += word.size();
    }
    return renamed;
  }

 private:
  static bool IsLetter(char byte) {
    const char lower = static_cast<char>(byte | 0x20);
    return lower >= 'a' && lower <= 'z';
  }
  static bool IsName(const std::string& word) {
    constexpr std::array<std::string_view, 48> kNames = {
        "Lena",    "Hask",    "Tomas",    "Vell",     "Ruth",     "Calder",
        "Carla",   "Voss",    "Piet",     "Omer",     "Ana",      "Szabo",
        "Hanna",   "Vik",     "Ota",      "Brezina",  "Sam",      "Ott",
        "Ray",     "Tolland", "Nora",     "Tibbs",    "Alan",     "Truscott",
        "Beatrix", "Holm",    "Nell",     "Garrick",  "Dana",     "Holloway",
        "Kath",    "Moss",    "Hank",     "Osterman", "Dolores",  "Whitcomb",
        "Tarn",    "Skarn",   "Dorsay",   "Barlow",   "Margrade", "Orla",
        "Denby",   "Alder",   "Veldania", "Kip",      "Dunmore",  "Osk"};
    return std::find(kNames.begin(), kNames.end(), word) != kNames.end();
  }
  const std::string& NameFor(const std::string& word) {
    std::string& name = names_[word];
    if (!name.empty()) return name;
    constexpr std::string_view kConsonants = "bdfghjklmnprstvwz";
    constexpr std::string_view kVowels = "aeiou";
    while (name.empty() || (name.size() < 6 && numbers_->Next() % 3 != 0)) {
      name += kConsonants[numbers_->Next() % kConsonants.size()];
      name += kVowels[numbers_->Next() % kVowels.size()];
    }
    if (IsLetter(name[0])) name[0] = static_cast<char>(name[0] & ~0x20);
    return name;
  }

  SeededNumbers* numbers_;
  std::map<std::string, std::string> names_;
};

// The article with lines of pages around and between its paragraphs.
Page MakePage(const std::string& article, const std::vector<PageLine>& lines,
              SeededNumbers* numbers, uint64_t alone = 0) {
  std::vector<std::string> paragraphs;
  for (size_t at = 0; at < article.size();) {
    const size_t end = std::min(article.find("\n\n", at), article.size());
    paragraphs.push_back(article.substr(at, end - at));
    at = end + 2;
  }
  Page page;
  page.own = false;
  page.whole = false;
  const auto choose = [&](std::string_view labels) -> const PageLine& {
    while (true) {
      const PageLine& line = lines[numbers->Next() % lines.size()];
      if (labels.find(line.label) != std::string_view::npos) return line;
    }
  };
  const auto append = [&](const std::string& text, bool tight) {
    if (!page.text.empty()) page.text += tight ? "\n" : "\n\n";
    page.text += text;
  };
  OtherNames names(numbers);
  const auto add = [&](std::string_view labels, bool tight) {
    PageLine line = choose(labels);
    line.text = names.Rename(line.text);
    append(line.text, tight);
    const auto end = static_cast<uint32_t>(page.text.size());
    const auto start = end - static_cast<uint32_t>(line.text.size());
    (line.label == "keep" ? page.kept : page.gone)
        .push_back({start, end, ReasonOf(line.label)});
  };
  const bool tight = numbers->Next() % 2 == 0;
  constexpr std::string_view kTopLabels =
      "byline/time/share/prompt/caption/ad/byline/time/misc/legal/agency";
  constexpr std::string_view kInsideLabels = "related/ad/caption/prompt/embed";
  constexpr std::string_view kBottomLabels =
      "share/prompt/legal/ad/caption/time/agency/author/note/comment/related/"
      "embed/misc";
  const auto several = [&](std::string_view labels, uint64_t most) {
    for (uint64_t i = numbers->Next() % (most + 1); i > 0; --i) {
      add(labels, tight);
    }
  };
  // Some have one line that is none of the article's, and no other sign.
  const bool one = alone > 0 && numbers->Next() % 8 < alone;
  const uint64_t kind = one ? 0 : numbers->Next() % 4;
  const bool above = numbers->Next() % 4 == 0;
  if (kind != 0) several("share/time/byline/related", 2);
  for (size_t i = 0; i < paragraphs.size() && i < 40; ++i) {
    append(paragraphs[i], false);
    if (i == 0 && kind != 0) several(kTopLabels, 4);
    if (i == 0 && one && above) add("byline/time/share/caption", tight);
    if (i > 0 && kind != 0 && numbers->Next() % 4 == 0) {
      add(kInsideLabels, false);
    }
    // Articles of short lines look like pages.
    const uint64_t keep = numbers->Next() % (kind == 0 ? 4 : 6);
    for (uint64_t k = keep < 3 ? keep : 0; i > 0 && k > 0; --k) {
      add("keep", numbers->Next() % 3 == 0);
    }
  }
  if (one && !above) add("legal/note/author/agency/caption/prompt", false);
  if (kind != 0) several(kBottomLabels, 9);
  return page;
}

}  // namespace

int TrainClean(const TrainArguments& arguments) {
  const std::string cases = ExtraText(arguments, "cases", "tests/data/dirty");
  const std::string lines_path =
      ExtraText(arguments, "lines", "tools/train/page_lines.txt");
  std::vector<Page> pages;
  std::vector<Page> choosing;
  std::vector<PageLine> lines;
  std::vector<std::string> articles;
  const double own = ExtraNumber(arguments, "own", 12);
  for (const Status& status :
       {ReadPages(cases + "/development.jsonl", own, &pages),
        ReadPages(cases + "/further.jsonl", own, &pages),
        ReadPages(cases + "/training.jsonl", own, &pages),
        ReadPages(cases + "/choosing.jsonl", own, &choosing),
        ReadPageLines(lines_path, &lines),
        ReadArticles(arguments, &articles)}) {
    if (!status.ok()) {
      std::fprintf(stderr, "%s\n", status.error().message.c_str());
      return 3;
    }
  }
  constexpr size_t kFolds = 5;
  // Every line and every article belongs to one fifth.
  std::array<std::vector<PageLine>, kFolds> lines_of;
  for (size_t i = 0; i < lines.size(); ++i) {
    lines_of[i % kFolds].push_back(lines[i]);
  }
  SeededNumbers numbers(arguments.seed);
  const double care = ExtraNumber(arguments, "care", 2);
  const auto rounds = static_cast<size_t>(ExtraNumber(arguments, "rounds", 4));
  std::array<std::vector<Page>, kFolds> pages_of;
  for (size_t i = 0; i < pages.size(); ++i) {
    pages_of[i % kFolds].push_back(pages[i]);
  }
  const auto alone = static_cast<uint64_t>(ExtraNumber(arguments, "alone", 2));
  for (size_t i = 0; i < articles.size() * rounds; ++i) {
    pages_of[i % kFolds].push_back(MakePage(
        articles[i % articles.size()], lines_of[i % kFolds], &numbers, alone));
  }
  // Traps with lines of pages around them: all of the trap stays.
  const auto wraps = static_cast<int>(ExtraNumber(arguments, "wraps", 2));
  for (size_t i = 0; i < pages.size(); ++i) {
    if (!pages[i].gone.empty()) continue;
    for (int wrap = 0; wrap < wraps; ++wrap) {
      Page page = MakePage(pages[i].text, lines_of[i % kFolds], &numbers);
      page.whole = true;
      page.weight = ExtraNumber(arguments, "wrapweight", 3);
      pages_of[i % kFolds].push_back(std::move(page));
    }
  }
  std::array<std::vector<Example>, kFolds> folds;
  size_t examples = 0;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    for (const Page& page : pages_of[fold]) {
      AddExamples(page, nullptr, care, &folds[fold]);
    }
    examples += folds[fold].size();
  }
  std::fprintf(stderr, "%zu pages, %zu lines, %zu articles, %zu examples\n",
               pages.size(), lines.size(), articles.size(), examples);
  Totals held;
  Totals around;
  const bool verbose = ExtraNumber(arguments, "verbose", 0) > 0;
  std::array<Weights, kFolds> without;
  std::array<std::vector<Example>, kFolds> second;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    Sets sets;
    for (size_t other = 0; other < kFolds; ++other) {
      if (other != fold) sets.push_back(&folds[other]);
    }
    without[fold] = TrainLines(sets, arguments);
    const Trained trained = Join(without[fold], {});
    for (const Page& page : pages_of[fold]) {
      AddExamples(page, &trained.model, care, &second[fold]);
    }
  }
  Sets all_second;
  for (const std::vector<Example>& fold : second) all_second.push_back(&fold);
  const Weights context = TrainContext(all_second, arguments);
  for (size_t fold = 0; fold < kFolds; ++fold) {
    const Trained trained = Join(without[fold], context);
    for (const Page& page : pages_of[fold]) {
      if (page.own) Measure(page, &trained.model, verbose, &held);
      if (!page.own && page.whole) {
        Measure(page, &trained.model, ExtraNumber(arguments, "verbose", 0) > 4,
                &around);
      }
    }
  }
  Print("held out", held);
  Print("held out, wrapped", around);
  Sets sets;
  for (const std::vector<Example>& fold : folds) sets.push_back(&fold);
  const Weights lines_alone = TrainLines(sets, arguments);
  const Trained trained = Join(lines_alone, context);
  Totals seen;
  for (const Page& page : pages) {
    Measure(page, &trained.model, ExtraNumber(arguments, "verbose", 0) > 2,
            &seen);
  }
  Print("trained on", seen);
  // What is kept for choosing, at the bar that is set and beside it.
  for (const int32_t shift : {-16, -8, 0, 8, 16, 24}) {
    Weights moved = lines_alone;
    moved.push_back({LineBiasFeature(), kLineLabels - 1, shift / 16.0});
    const Trained shifted = Join(moved, context);
    Totals chosen;
    for (const Page& page : choosing) {
      Measure(page, &shifted.model, false, &chosen);
    }
    Print(("choosing, " + std::to_string(shift)).c_str(), chosen);
  }
  SeededNumbers other_numbers(arguments.seed + 1);
  Totals wrapped;
  for (const Page& page : choosing) {
    if (!page.gone.empty()) continue;
    for (int wrap = 0; wrap < 6; ++wrap) {
      Measure(MakePage(page.text, lines, &other_numbers), &trained.model,
              ExtraNumber(arguments, "verbose", 0) > 3, &wrapped);
    }
  }
  Print("choosing, wrapped", wrapped);
  // Clean articles: nothing of the corpora's own may go that the tables leave.
  Totals clean;
  uint64_t ink = 0;
  for (size_t i = 0; i < articles.size(); i += 4) {
    Page page;
    page.text = articles[i];
    ink += CountInk(page.text, {0, static_cast<uint32_t>(page.text.size())});
    Totals plain;
    Measure(page, nullptr, false, &plain);
    Totals with;
    Measure(page, &trained.model, ExtraNumber(arguments, "verbose", 0) > 1,
            &with);
    clean.found += with.found;
    clean.gold += plain.found;
  }
  std::fprintf(
      stderr, "articles: %.3f %% set aside, %.3f %% without weights\n",
      100.0 * static_cast<double>(clean.found) / static_cast<double>(ink),
      100.0 * static_cast<double>(clean.gold) / static_cast<double>(ink));
  std::fprintf(stderr, "%zu weights\n", trained.size);
  const Status written = WriteModelFile(arguments.output, trained.bytes);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
