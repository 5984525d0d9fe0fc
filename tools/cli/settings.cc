#include "tools/cli/settings.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

namespace standfirst::tools {
namespace {

using Json = nlohmann::json;

// Sixty-four threads are more than any text needs; a mistyped number is more
// likely.
constexpr uint32_t kMostJobs = 64;

Error WrongValue(std::string_view option, std::string_view value,
                 std::string_view allowed) {
  return {ErrorCode::kInvalidOption,
          "The option \"" + std::string(option) + "\" cannot be \"" +
              std::string(value) + "\".",
          "Allowed: " + std::string(allowed) + "."};
}

// As typed, before anything is made of it. Every value is a string here, so
// that one place words what is wrong with one.
struct Typed {
  std::vector<std::string> files;
  std::string format = "text";
  bool jsonl = false;
  std::string jobs = "1";
  std::string offsets = "utf16";
  std::string max_bytes;
  bool progress = false;
  bool no_progress = false;
  std::optional<std::string> input, title, date, language, entities, keep,
      blocks, type, length, words, sentences, ratio, compression,
      headline_words;
  std::vector<std::string> focus;
  bool timings = false;
};

// A number where it is one, else the text: the core then says what is allowed.
Json NumberOrText(const std::string& typed) {
  Json value = Json::parse(typed, nullptr, /*allow_exceptions=*/false);
  if (value.is_number()) return value;
  return typed;
}

// The options' own JSON where it was typed, else the text.
Json ObjectOrText(const std::string& typed) {
  Json value = Json::parse(typed, nullptr, /*allow_exceptions=*/false);
  if (value.is_object() || value.is_array()) return value;
  return typed;
}

std::vector<std::string> SplitAtCommas(const std::string& list) {
  std::vector<std::string> items;
  size_t start = 0;
  while (start <= list.size()) {
    const size_t comma = std::min(list.find(',', start), list.size());
    const size_t first = std::min(list.find_first_not_of(' ', start), comma);
    size_t last = comma;
    while (last > first && list[last - 1] == ' ') --last;
    items.push_back(list.substr(first, last - first));
    start = comma + 1;
  }
  return items;
}

Json EntitiesAsJson(const std::string& typed) {
  if (typed == "true") return true;
  if (typed == "false") return false;
  return SplitAtCommas(typed);
}

Json KeepAsJson(const std::string& typed) {
  Json ids = Json::array();
  if (typed.empty()) return ids;
  for (const std::string& id : SplitAtCommas(typed)) {
    ids.push_back(NumberOrText(id));
  }
  return ids;
}

void Put(const std::optional<std::string>& typed, const char* member,
         Json (*read)(const std::string&), Json* options) {
  if (typed.has_value()) (*options)[member] = read(*typed);
}

Json AsText(const std::string& typed) { return typed; }

Expected<AnalyseOptions> ReadAnalyse(const Typed& typed) {
  Json options = Json::object();
  Put(typed.input, "input", AsText, &options);
  Put(typed.title, "title", AsText, &options);
  Put(typed.date, "date", AsText, &options);
  Put(typed.language, "language", AsText, &options);
  Put(typed.entities, "entities", EntitiesAsJson, &options);
  Put(typed.keep, "keep", KeepAsJson, &options);
  Put(typed.blocks, "blocks", ObjectOrText, &options);
  return ParseAnalyseOptions(
      options.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Expected<SummariseOptions> ReadSummarise(const Typed& typed) {
  Json options = Json::object();
  Put(typed.type, "type", AsText, &options);
  Put(typed.length, "length", ObjectOrText, &options);
  for (const auto& [value, member] : {std::pair{&typed.words, "words"},
                                      std::pair{&typed.sentences, "sentences"},
                                      std::pair{&typed.ratio, "ratio"}}) {
    if (value->has_value()) {
      options["length"] = {{member, NumberOrText(**value)}};
    }
  }
  Put(typed.compression, "compression", AsText, &options);
  Put(typed.headline_words, "headlineWords", NumberOrText, &options);
  if (!typed.focus.empty()) options["focus"] = typed.focus;
  if (typed.timings) options["timings"] = true;
  Expected<SummariseOptions> read = ParseSummariseOptions(
      options.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (read.ok() || !read.error().message.starts_with("The option \"length\"")) {
    return read;
  }
  // Said as it was typed, with the bounds that it has by itself.
  if (typed.words.has_value()) {
    return WrongValue("words", *typed.words,
                      "a whole number from 1 to 100000000");
  }
  if (typed.sentences.has_value()) {
    return WrongValue("sentences", *typed.sentences,
                      "a whole number from 1 to 1000000");
  }
  if (typed.ratio.has_value()) {
    return WrongValue("ratio", *typed.ratio, "a number over 0, 1 at most");
  }
  return read;
}

// False unless all of `typed` is a number from `low` to `high`.
bool ReadNumber(const std::string& typed, uint32_t low, uint32_t high,
                uint32_t* number) {
  const char* end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, *number);
  return error == std::errc() && stopped == end && *number >= low &&
         *number <= high;
}

template <typename Enum, size_t kSize>
bool ReadName(const std::string& typed,
              const std::array<std::string_view, kSize>& names, Enum* value) {
  const auto found = std::find(names.begin(), names.end(), typed);
  if (found == names.end()) return false;
  *value = static_cast<Enum>(found - names.begin());
  return true;
}

Expected<Settings> MakeSettings(Typed typed) {
  constexpr std::array<std::string_view, 4> kFormats = {"text", "json",
                                                        "markdown", "html"};
  constexpr std::array<std::string_view, 3> kUnits = {"utf16", "codepoint",
                                                      "byte"};
  Settings settings;
  if (!ReadName(typed.format, kFormats, &settings.format)) {
    return WrongValue("format", typed.format, "text, json, markdown, html");
  }
  if (!ReadName(typed.offsets, kUnits, &settings.offsets)) {
    return WrongValue("offsets", typed.offsets, "utf16, codepoint, byte");
  }
  if (!ReadNumber(typed.jobs, 1, kMostJobs, &settings.jobs)) {
    return WrongValue("jobs", typed.jobs, "a whole number from 1 to 64");
  }
  Expected<AnalyseOptions> analyse = ReadAnalyse(typed);
  if (!analyse.ok()) return analyse.error();
  Expected<SummariseOptions> summarise = ReadSummarise(typed);
  if (!summarise.ok()) return summarise.error();
  settings.analyse = std::move(analyse).value();
  settings.summarise = std::move(summarise).value();
  if (!typed.max_bytes.empty() && !ReadNumber(typed.max_bytes, 1, UINT32_MAX,
                                              &settings.analyse.max_bytes)) {
    return WrongValue("max-bytes", typed.max_bytes,
                      "a whole number from 1 to 4294967295");
  }
  settings.files = std::move(typed.files);
  settings.jsonl = typed.jsonl;
  settings.input_given = typed.input.has_value();
  settings.progress =
      typed.progress || (!typed.no_progress && isatty(STDERR_FILENO) != 0);
  return settings;
}

// "--format, --jsonl, …", for whoever typed another one.
std::string OptionNames(const CLI::App& app) {
  std::string names;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_lnames().empty()) continue;
    names += (names.empty() ? "--" : ", --") + option->get_lnames().front();
  }
  return names;
}

ExitCode Refuse(const Error& error) {
  std::fprintf(stderr, "standfirst: %s\n", error.message.c_str());
  if (!error.hint.empty()) std::fprintf(stderr, "%s\n", error.hint.c_str());
  return kExitUsage;
}

// The help or the version.
ExitCode Print(const std::string& text) {
  if (std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0) {
    return kExitDone;
  }
  if (errno == EPIPE) return kExitDone;  // Read as far as was wanted.
  std::fprintf(stderr, "standfirst: cannot write: %s\n", std::strerror(errno));
  return kExitInternal;
}

}  // namespace

std::variant<Settings, ExitCode> ReadSettings(int argc, char** argv) {
  Typed typed;
  std::string models;
  CLI::App app(
      "The few lines under a headline, in the article's own words, with its "
      "names marked. Reads FILE or standard input.",
      "standfirst");
  app.set_version_flag("--version", "standfirst " + std::string(kVersion));
  app.get_formatter()->column_width(34);
  app.add_option("FILE", typed.files,
                 "articles; by their names .html, .htm, .xhtml, .md and "
                 ".markdown are read as what they are");

  const std::string output = "Output";
  app.add_option("--format", typed.format,
                 "text, json, markdown or html; default text")
      ->group(output);
  app.add_option("--offsets", typed.offsets,
                 "what offsets in JSON count: utf16, codepoint or byte")
      ->group(output);
  app.add_flag("--timings", typed.timings, "statistics.milliseconds in JSON")
      ->group(output);

  const std::string summary = "Summary";
  app.add_option("--type", typed.type,
                 "standfirst, tldr, key-points, teaser or headline")
      ->group(summary);
  CLI::Option* length = app.add_option("--length", typed.length,
                                       "short, medium or long; default medium")
                            ->group(summary);
  CLI::Option* words =
      app.add_option("--words", typed.words, "at most so many words")
          ->group(summary);
  CLI::Option* sentences = app.add_option("--sentences", typed.sentences,
                                          "at most so many sentences")
                               ->group(summary);
  CLI::Option* ratio = app.add_option("--ratio", typed.ratio,
                                      "at most this share of the words, 0 to 1")
                           ->group(summary);
  words->excludes(length)->excludes(sentences)->excludes(ratio);
  sentences->excludes(length)->excludes(ratio);
  ratio->excludes(length);
  app.add_option("--compression", typed.compression,
                 "none, light or full; default light")
      ->group(summary);
  app.add_option("--focus", typed.focus,
                 "prefer what speaks of this; repeatable")
      ->group(summary)
      ->expected(1)
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  app.add_option("--headlineWords,--headline-words", typed.headline_words,
                 "the headline's words at most, 5 to 30; default 12")
      ->group(summary);

  const std::string article = "Article";
  app.add_option("--input", typed.input, "text, markdown or html")
      ->group(article);
  app.add_option("--title", typed.title, "its own headline")->group(article);
  app.add_option("--date", typed.date, "its day, YYYY-MM-DD")->group(article);
  app.add_option("--language", typed.language, "auto or en; default auto")
      ->group(article);
  app.add_option("--entities", typed.entities,
                 "true, false or types, such as PERSON,ORG,GPE")
      ->group(article);
  app.add_option("--keep", typed.keep,
                 "ids of left-out spans to put back, such as 0,2")
      ->group(article);
  app.add_option("--blocks", typed.blocks,
                 "its blocks as JSON: [{\"start\",\"end\",\"kind\",\"level\"}]")
      ->group(article);
  app.add_option("--max-bytes", typed.max_bytes,
                 "larger articles are refused; default 20971520")
      ->group(article);

  const std::string work = "Work";
  app.add_flag("--jsonl", typed.jsonl,
               "one record {\"id\",\"text\",options} a line in, one result out")
      ->group(work);
  app.add_option("--jobs", typed.jobs, "threads, 1 to 64; default 1")
      ->group(work);
  app.add_option("--models", models,
                 "folder of the model parts; default $STANDFIRST_MODELS, else "
                 "where they were installed")
      ->group(work);
  CLI::Option* progress =
      app.add_flag("--progress", typed.progress,
                   "say how far it is; on a terminal without being asked")
          ->group(work);
  app.add_flag("--no-progress", typed.no_progress, "be silent about it")
      ->group(work)
      ->excludes(progress);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    const std::vector<std::string> extras = app.remaining();
    return Refuse({ErrorCode::kInvalidOption,
                   "There is no option \"" +
                       (extras.empty() ? std::string() : extras.front()) +
                       "\".",
                   "Options: " + OptionNames(app) + "."});
  } catch (const CLI::Success& success) {
    std::ostringstream told;
    app.exit(success, told, told);
    return Print(told.str());
  } catch (const CLI::ParseError& error) {
    return Refuse({ErrorCode::kInvalidOption, error.what(),
                   "standfirst --help shows how it is used."});
  }
  const std::string format = typed.format;
  Expected<Settings> settings = MakeSettings(std::move(typed));
  if (!settings.ok()) return Refuse(settings.error());
  settings.value().models = std::move(models);
  const Settings& made = settings.value();
  if (made.jsonl && made.format != OutputFormat::kJson &&
      app.get_option("--format")->count() > 0) {
    return Refuse(WrongValue("format", format, "json, with --jsonl"));
  }
  if (made.format == OutputFormat::kHtml && made.files.size() > 1) {
    return Refuse({ErrorCode::kInvalidOption,
                   "The format \"html\" makes one page of one article.",
                   "Give one file at a time."});
  }
  return std::move(settings).value();
}

}  // namespace standfirst::tools
