// `standfirst-train clean`: the weights of lines (core/clean/line_score.h).
//
//     standfirst-train clean --output core/clean/line_weights.cc
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
#include <utility>
#include <vector>

#include "core/clean/decoding.h"
#include "core/clean/line_score.h"
#include "core/clean/lines.h"
#include "core/clean/rules.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"
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
  bool own = true;  // Ours, so that all that is not marked is the article's.
  double weight = 1;
};

struct Example {
  LineFeatures features;
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

void AddExamples(const Page& page, const LineWeights& weights,
                 std::vector<Example>* examples) {
  DecodedSource source;
  DecodeSource(page.text, &source);
  SourceLines lines;
  FindUnits(source, &lines);
  std::vector<LineTrace> traces;
  Findings findings;
  findings.traces = &traces;
  ApplyRules(source, weights, &lines, &findings);
  for (LineTrace& trace : traces) {
    Example example;
    const uint32_t ink = CountInk(page.text, trace.span);
    const uint32_t gone =
        Covered(page.text, trace.span, page.gone, &example.reason);
    LeftOutReason unused{};
    if (Covered(page.text, trace.span, page.either, &unused) > 0) continue;
    // What the tables find in articles of the corpora may well be there.
    if (!page.own && gone == 0 && trace.told &&
        Covered(page.text, trace.span, page.kept, &unused) == 0) {
      continue;
    }
    if (gone * 10 > ink && gone * 10 < ink * 8) continue;
    example.gone = gone * 2 > ink;
    example.weight = page.weight;
    example.features = std::move(trace.features);
    examples->push_back(std::move(example));
  }
}

// Weights as the core takes them, with room for what they point to.
struct Trained {
  std::vector<uint16_t> starts;
  std::vector<uint8_t> low;
  std::vector<int8_t> weights;
  std::vector<uint8_t> reasons;
  int32_t bias = 0;

  LineWeights View() const { return {starts, low, weights, reasons, bias}; }
};

Trained Train(const std::vector<const std::vector<Example>*>& sets,
              const TrainArguments& arguments) {
  constexpr double kUnit = 16;
  std::map<uint16_t, std::array<double, 18>> reasons;
  std::vector<double> counts(65536);
  for (const std::vector<Example>* set : sets) {
    for (const Example& example : *set) {
      for (const uint16_t feature : example.features) {
        counts[feature] += example.weight;
        if (example.gone) {
          reasons[feature][static_cast<size_t>(example.reason)] +=
              example.weight;
        }
      }
    }
  }
  std::vector<bool> allowed(65536, true);
  const auto collect = [&] {
    LogisticExamples examples;
    for (const std::vector<Example>* set : sets) {
      for (const Example& example : *set) {
        examples.Start(example.gone, example.weight);
        for (const uint16_t feature : example.features) {
          if (allowed[feature]) examples.Add(feature);
        }
      }
    }
    return examples;
  };
  LogisticRegression regression;
  LogisticOptions options;
  options.l1 = ExtraNumber(arguments, "l1", 4.0);
  options.l2 = ExtraNumber(arguments, "l2", 1.0);
  options.epochs = static_cast<int>(ExtraNumber(arguments, "epochs", 12));
  options.min_count = 4;
  options.seed = arguments.seed;
  regression.Train(collect(), options);
  // Again with those that say most: heavy, and often there.
  const auto keep = static_cast<size_t>(ExtraNumber(arguments, "keep", 1600));
  std::vector<std::pair<double, uint16_t>> order;
  for (const SparseWeight& weight : regression.Weights()) {
    const auto feature = static_cast<uint16_t>(weight.hash);
    order.emplace_back(-std::abs(weight.weight) * std::sqrt(counts[feature]),
                       feature);
  }
  std::sort(order.begin(), order.end());
  if (keep > 0 && order.size() > keep) {
    allowed.assign(65536, false);
    for (size_t i = 0; i < keep; ++i) allowed[order[i].second] = true;
    regression.Train(collect(), options);
  }
  Trained trained;
  trained.bias = static_cast<int32_t>(std::lround(regression.bias() * kUnit));
  std::map<uint16_t, int8_t> stored;
  for (const SparseWeight& weight : regression.Weights()) {
    const auto value =
        std::clamp(std::lround(weight.weight * kUnit), -127L, 127L);
    if (value == 0) continue;
    stored[static_cast<uint16_t>(weight.hash)] = static_cast<int8_t>(value);
  }
  for (const auto& [feature, value] : stored) {
    while (trained.starts.size() <= feature >> 8U) {
      trained.starts.push_back(static_cast<uint16_t>(trained.low.size()));
    }
    const auto& of = reasons[feature];
    const auto most = std::max_element(of.begin(), of.begin() + 15);
    const auto reason = static_cast<unsigned>(value < 0   ? 0
                                              : *most > 0 ? most - of.begin()
                                                          : 15);
    const size_t at = trained.low.size();
    if (at % 2 == 0) trained.reasons.push_back(0);
    trained.reasons.back() =
        static_cast<uint8_t>(trained.reasons.back() | reason << (at % 2 * 4));
    trained.low.push_back(static_cast<uint8_t>(feature & 0xFFU));
    trained.weights.push_back(value);
  }
  trained.starts.resize(257, static_cast<uint16_t>(trained.low.size()));
  return trained;
}

struct Totals {
  uint64_t right = 0;
  uint64_t found = 0;
  uint64_t gold = 0;
  uint32_t traps = 0;
  uint32_t kept = 0;
};

// As `standfirst-evaluate clean` counts, in bytes.
void Measure(const Page& page, const LineWeights& weights, bool verbose,
             Totals* totals) {
  DecodedSource source;
  DecodeSource(page.text, &source);
  SourceLines lines;
  FindUnits(source, &lines);
  Findings findings;
  ApplyRules(source, weights, &lines, &findings);
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
    const size_t most = dataset == "news_summary" ? 1500 : 60;
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
              SeededNumbers* numbers) {
  std::vector<std::string> paragraphs;
  for (size_t at = 0; at < article.size();) {
    const size_t end = std::min(article.find("\n\n", at), article.size());
    paragraphs.push_back(article.substr(at, end - at));
    at = end + 2;
  }
  Page page;
  page.own = false;
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
  const uint64_t kind = numbers->Next() % 4;
  if (kind != 0) several("share/time/byline/related", 2);
  for (size_t i = 0; i < paragraphs.size() && i < 14; ++i) {
    append(paragraphs[i], false);
    if (i == 0 && kind != 0) several(kTopLabels, 4);
    if (i > 0 && kind != 0 && numbers->Next() % 4 == 0) {
      add(kInsideLabels, false);
    }
    // Articles of short lines look like pages.
    const uint64_t keep = numbers->Next() % (kind == 0 ? 4 : 6);
    for (uint64_t k = keep < 3 ? keep : 0; i > 0 && k > 0; --k) {
      add("keep", numbers->Next() % 3 == 0);
    }
  }
  if (kind != 0) several(kBottomLabels, 9);
  return page;
}

int WriteWeights(const Trained& trained, const std::string& path) {
  std::string text =
      "// Made by `standfirst-train clean` (tools/train/clean_trainer.cc). Do "
      "not edit.\n#include <array>\n\n#include "
      "\"core/clean/line_score.h\"\n\n"
      "namespace standfirst {\nnamespace {\n\n// clang-format off\n";
  const auto list = [&text](const char* type, const char* name,
                            const auto& values) {
    text += "constexpr std::array<" + std::string(type) + ", " +
            std::to_string(values.size()) + "> " + name + " = {";
    std::string line;
    for (const auto value : values) {
      std::string number = std::to_string(value) + ",";
      if (line.empty() || line.size() + number.size() > 76) {
        text += line + "\n";
        line = "   ";
      }
      line += " " + number;
    }
    text += line + "\n};\n";
  };
  list("uint16_t", "kStarts", trained.starts);
  list("uint8_t", "kLow", trained.low);
  list("int8_t", "kWeights", trained.weights);
  list("uint8_t", "kReasons", trained.reasons);
  text +=
      "// clang-format on\n\n}  // namespace\n\n"
      "const LineWeights kLineWeights = {kStarts, kLow, kWeights, kReasons, " +
      std::to_string(trained.bias) + "};\n\n}  // namespace standfirst\n";
  return WriteFile(path, text).ok() ? 0 : 3;
}

}  // namespace

int TrainClean(const TrainArguments& arguments) {
  const std::string cases = ExtraText(arguments, "cases", "tests/data/dirty");
  const std::string lines_path =
      ExtraText(arguments, "lines", "tools/train/page_lines.txt");
  std::vector<Page> pages;
  std::vector<PageLine> lines;
  std::vector<std::string> articles;
  const double own = ExtraNumber(arguments, "own", 3);
  for (const Status& status :
       {ReadPages(cases + "/development.jsonl", own, &pages),
        ReadPages(cases + "/further.jsonl", own, &pages),
        ReadPageLines(lines_path, &lines),
        ReadArticles(arguments, &articles)}) {
    if (!status.ok()) {
      std::fprintf(stderr, "%s\n", status.error().message.c_str());
      return 3;
    }
  }
  constexpr size_t kFolds = 5;
  const LineWeights none = {};
  std::vector<std::vector<Example>> folds(kFolds);
  for (size_t i = 0; i < pages.size(); ++i) {
    AddExamples(pages[i], none, &folds[i % kFolds]);
  }
  SeededNumbers numbers(arguments.seed);
  std::vector<Example> made;
  const auto rounds = static_cast<int>(ExtraNumber(arguments, "rounds", 2));
  for (int round = 0; round < rounds; ++round) {
    for (const std::string& article : articles) {
      AddExamples(MakePage(article, lines, &numbers), none, &made);
    }
  }
  std::fprintf(stderr, "%zu pages, %zu lines, %zu articles, %zu examples\n",
               pages.size(), lines.size(), articles.size(), made.size());
  Totals held;
  const bool verbose = ExtraNumber(arguments, "verbose", 0) > 0;
  if (ExtraNumber(arguments, "folds", 1) > 0) {
    for (size_t fold = 0; fold < kFolds; ++fold) {
      std::vector<const std::vector<Example>*> sets = {&made};
      for (size_t other = 0; other < kFolds; ++other) {
        if (other != fold) sets.push_back(&folds[other]);
      }
      const Trained trained = Train(sets, arguments);
      for (size_t i = fold; i < pages.size(); i += kFolds) {
        Measure(pages[i], trained.View(), verbose, &held);
      }
    }
    Print("held out", held);
  }
  std::vector<const std::vector<Example>*> sets = {&made};
  for (const std::vector<Example>& fold : folds) sets.push_back(&fold);
  const Trained trained = Train(sets, arguments);
  Totals seen;
  for (const Page& page : pages) {
    Measure(page, trained.View(), false, &seen);
  }
  Print("trained on", seen);
  // Clean articles: nothing of the corpora's own may go that the tables leave.
  Totals clean;
  uint64_t ink = 0;
  for (size_t i = 0; i < articles.size(); i += 4) {
    Page page;
    page.text = articles[i];
    ink += CountInk(page.text, {0, static_cast<uint32_t>(page.text.size())});
    Totals without;
    Measure(page, none, false, &without);
    Totals with;
    Measure(page, trained.View(), ExtraNumber(arguments, "verbose", 0) > 1,
            &with);
    clean.found += with.found;
    clean.gold += without.found;
  }
  std::fprintf(
      stderr, "articles: %.3f %% set aside, %.3f %% without weights\n",
      100.0 * static_cast<double>(clean.found) / static_cast<double>(ink),
      100.0 * static_cast<double>(clean.gold) / static_cast<double>(ink));
  std::fprintf(stderr, "%zu weights\n", trained.low.size());
  return WriteWeights(trained, arguments.output);
}

}  // namespace standfirst::tools
