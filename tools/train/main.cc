// standfirst-train TRAINER: makes the model parts again from their data.
#include <CLI/CLI.hpp>
#include <array>
#include <string>
#include <string_view>

#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

struct Trainer {
  std::string_view name;
  std::string_view description;
  int (*run)(const TrainArguments&);
};

// A trainer stands here as soon as its file does: one line each.
constexpr Trainer kTrainers[] = {
    {"segment", "Sentence ends and token starts (base)", TrainSegment},
    {"tag", "Parts of speech (grammar)", TrainTag},
    {"parse", "Which word hangs on which (grammar)", TrainParse},
    {"words", "Background frequencies and word clusters (base)", TrainWords},
    {"entities", "Named entities (entities)", TrainEntities},
    {"rank", "Which words and sentences a summary takes (base)", TrainRank},
    {"leaning", "Which sentences cannot be read alone (base)", TrainLeaning},
    {"choice", "Which set of sentences readers take (base)", TrainChoice},
    {"headline", "Which words a headline takes (grammar)", TrainHeadline},
    {"language", "Which language words look like (base)", TrainLanguage},
    {"clean", "Which lines are no article (section lines)", TrainClean},
    {"part", "Joins models/sections/NAME.* to the part NAME", TrainPart},
};

int Main(int argc, char** argv) {
  CLI::App app("Trains Standfirst's model parts.", "standfirst-train");
  app.set_version_flag("--version", STANDFIRST_VERSION);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::help);
  std::array<TrainArguments, std::size(kTrainers)> arguments;
  std::array<CLI::App*, std::size(kTrainers)> commands{};
  for (size_t i = 0; i < std::size(kTrainers); ++i) {
    if (kTrainers[i].run == nullptr) continue;
    CLI::App* command = app.add_subcommand(
        std::string(kTrainers[i].name), std::string(kTrainers[i].description));
    TrainArguments* into = &arguments[i];
    command->add_option("--data", into->data, "folder of the corpora")
        ->capture_default_str();
    command->add_option("--output", into->output, "file to write")->required();
    command->add_option("--seed", into->seed, "for everything random")
        ->capture_default_str();
    command->add_option("--corpora", into->corpora, "which licences")
        ->check(CLI::IsMember({"all", "open"}))
        ->capture_default_str();
    command->add_option("extra", into->extra, "the trainer's own, after --");
    commands[i] = command;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  for (size_t i = 0; i < std::size(kTrainers); ++i) {
    if (commands[i] != nullptr && commands[i]->parsed()) {
      return kTrainers[i].run(arguments[i]);
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
