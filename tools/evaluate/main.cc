// standfirst-evaluate MEASURE FILE: scores the stages against gold data.
#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

// Which options a measure takes, so that a wrong one is refused by name.
enum Takes : unsigned {
  kNothingMore = 0,
  kDocuments = 1U << 0U,
  kGenres = 1U << 1U,
  kColumn = 1U << 2U,
  kSpans = 1U << 3U,
  kWords = 1U << 4U,
  kSentences = 1U << 5U,
  kTitle = 1U << 6U,
  kField = 1U << 7U,
  kCompression = 1U << 8U,
  kRaw = 1U << 9U,
  kDraw = 1U << 10U,
};

struct Measure {
  std::string_view name;
  std::string_view file;  // What FILE is called in the help.
  std::string_view description;
  unsigned takes;
  int (*run)(const EvaluateArguments&);
};

// A measure stands here as soon as its file does: one line each.
constexpr Measure kMeasures[] = {
    {"segment", "FILE.conllu", "Sentence and token F1 on raw paragraphs",
     kDocuments | kGenres, EvaluateSegment},
    {"tags", "FILE.conllu", "Part-of-speech accuracy on gold tokens", kColumn,
     EvaluateTags},
    {"parse", "FILE.conllu", "Attachment of parses on gold tokens",
     kNothingMore, EvaluateParse},
    {"entities", "FILE.bio", "Exact-span F1 by type", kSpans | kRaw,
     EvaluateEntities},
    {"linking", "FILE.jsonl", "B-cubed F1 of which names name the same", kRaw,
     EvaluateLinking},
    {"expressions", "FILE.tsv", "Dates, money, quantities and their values",
     kNothingMore, EvaluateExpressions},
    {"names", "NAMES.tsv", "Recall of people's names by region", kNothingMore,
     EvaluateNames},
    {"summary", "FILE.jsonl", "ROUGE of summaries, Lead beside them",
     kWords | kSentences | kTitle | kField | kCompression, EvaluateSummary},
    {"headline", "FILE.jsonl", "ROUGE of headlines, Lead beside them",
     kWords | kField, EvaluateHeadline},
    {"clean", "FILE.jsonl", "Precision and recall of what is left out",
     kNothingMore, EvaluateClean},
    {"language", "FILE.jsonl", "The language of paragraphs", kDraw,
     EvaluateLanguage},
};

void AddOptions(CLI::App* app, const Measure& measure,
                EvaluateArguments* arguments) {
  app->add_option(std::string(measure.file), arguments->file,
                  "gold data, plain or .gz")
      ->required();
  app->add_option("--predictions", arguments->predictions,
                  "write what the reference scorer reads to this file");
  app->add_flag("--json", arguments->json, "figures as JSON");
  app->add_option("--models", arguments->models, "folder of the model parts");
  const auto takes = [&](Takes what) { return (measure.takes & what) != 0; };
  if (takes(kDocuments)) {
    app->add_flag("--documents", arguments->documents,
                  "whole documents, paragraphs joined by a blank line");
  }
  if (takes(kGenres)) {
    app->add_option("--by", arguments->by, "one row per genre")
        ->check(CLI::IsMember({"genre"}));
  }
  if (takes(kColumn)) {
    app->add_option("--column", arguments->column, "which tags")
        ->check(CLI::IsMember({"xpos", "upos"}))
        ->capture_default_str();
  }
  if (takes(kSpans)) {
    app->add_option("--set", arguments->set,
                    "the gold's name in types.tsv, e.g. worldwide");
    app->add_option("--types", arguments->types,
                    "types to score, e.g. PERSON,ORG,GPE+LOC+FAC=LOC");
    app->add_flag("--trim", arguments->trim,
                  "compare spans without articles and possessives");
    app->add_option("--casing", arguments->casing,
                    "change all letters of the gold tokens first")
        ->check(CLI::IsMember({"upper", "lower"}));
    app->add_option("--dates", arguments->dates,
                    "calendar: dates as worldwide's annotators mark them: "
                    "only what names a day, a month or a year, ranges in two")
        ->check(CLI::IsMember({"calendar", "all"}));
    app->add_option("--errors", arguments->errors,
                    "with --json: confusion table and so many most frequent "
                    "errors")
        ->check(CLI::Range(1, 10000));
  }
  if (takes(kRaw)) {
    app->add_option("--raw", arguments->raw,
                    "read raw texts from this jsonl, not gold tokens");
  }
  if (takes(kWords)) {
    app->add_option("--words", arguments->words, "budget in words")
        ->check(CLI::Range(1, 1000000));
  }
  if (takes(kSentences)) {
    app->add_option("--sentences", arguments->sentences, "budget in sentences")
        ->check(CLI::Range(1, 1000000));
  }
  if (takes(kTitle)) {
    app->add_flag("--title", arguments->title, "hand over the record's title");
  }
  if (takes(kField)) {
    app->add_option("--field", arguments->field, "the record's gold member");
  }
  if (takes(kDraw)) {
    app->add_option("--draw", arguments->draw,
                    "of English articles take so many paragraphs; 0: all")
        ->check(CLI::Range(0, 1000000));
    app->add_option("--seed", arguments->seed, "which paragraphs")
        ->check(CLI::Range(0, 1000000));
  }
  if (takes(kCompression)) {
    app->add_option("--compression", arguments->compression, "how to shorten")
        ->check(CLI::IsMember({"none", "light", "full"}));
  }
}

int Main(int argc, char** argv) {
  CLI::App app("Scores Standfirst's stages against gold data.",
               "standfirst-evaluate");
  app.set_version_flag("--version", STANDFIRST_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  // One per measure: the same member may be an option of several.
  std::array<EvaluateArguments, std::size(kMeasures)> arguments;
  std::array<CLI::App*, std::size(kMeasures)> commands{};
  for (size_t i = 0; i < std::size(kMeasures); ++i) {
    if (kMeasures[i].run == nullptr) continue;
    commands[i] = app.add_subcommand(std::string(kMeasures[i].name),
                                     std::string(kMeasures[i].description));
    AddOptions(commands[i], kMeasures[i], &arguments[i]);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  for (size_t i = 0; i < std::size(kMeasures); ++i) {
    if (commands[i] != nullptr && commands[i]->parsed()) {
      return kMeasures[i].run(arguments[i]);
    }
  }
  return 2;
}

}  // namespace
}  // namespace standfirst::tools

// What CLI11 or nlohmann/json throw beyond the errors that are told above is a
// fault of ours: the program may end on it.
// NOLINTNEXTLINE(bugprone-exception-escape)
int main(int argc, char** argv) { return standfirst::tools::Main(argc, argv); }
