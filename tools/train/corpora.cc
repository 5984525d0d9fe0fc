#include "tools/train/corpora.h"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/text/utf8.h"
#include "tools/common/conllu.h"
#include "tools/common/lines.h"

namespace standfirst::tools {
namespace {

void TakeParagraphs(const std::string& text,
                    const std::function<void(const std::string&)>& take) {
  for (size_t start = 0; start < text.size();) {
    size_t end = text.find("\n\n", start);
    if (end == std::string::npos) end = text.size();
    if (end > start) take(text.substr(start, end - start));
    start = end + 2;
  }
}

bool IsOpenSummarySet(std::string_view dataset) {
  constexpr std::array<std::string_view, 4> kOpen = {"scitldr", "scisummnet",
                                                     "qmsum", "cnn_dailymail"};
  for (const std::string_view open : kOpen) {
    if (dataset == open) return true;
  }
  return false;
}

}  // namespace

std::string DataPath(const TrainArguments& arguments,
                     std::string_view relative) {
  std::string path = arguments.data + "/" + std::string(relative);
  return access(path.c_str(), R_OK) == 0 ? path : path + ".gz";
}

Status ForEachParagraph(const TrainArguments& arguments,
                        const std::function<void(const std::string&)>& take) {
  const bool open_only = arguments.corpora == "open";
  for (const std::string_view name :
       {"raw/wikinews_gum.txt", "raw/wikipedia_sample.txt",
        "raw/worldwide_train.txt"}) {
    if (open_only && name == "raw/worldwide_train.txt") continue;
    Expected<LineReader> reader = LineReader::Open(DataPath(arguments, name));
    if (!reader.ok()) return reader.error();
    std::string line;
    while (reader.value().Next(&line)) {
      if (!line.empty() && IsValidUtf8(line)) take(line);
    }
  }
  Expected<LineReader> summaries =
      LineReader::Open(DataPath(arguments, "summary/train.jsonl"));
  if (!summaries.ok()) return summaries.error();
  std::string line;
  while (summaries.value().Next(&line)) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    if (open_only && !IsOpenSummarySet(record.value("dataset", ""))) continue;
    TakeParagraphs(record.value("text", ""), take);
  }
  if (!open_only) {
    Expected<LineReader> pairs =
        LineReader::Open(DataPath(arguments, "compress/train_google.jsonl"));
    if (!pairs.ok()) return pairs.error();
    while (pairs.value().Next(&line)) {
      const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
      if (!record.is_object()) continue;
      std::string text;
      for (const auto& token : record["tokens"]) {
        text += text.empty() ? "" : " ";
        text += token.get<std::string>();
      }
      take(text);
    }
  }
  for (const std::string_view name :
       {"ud/gum_train.conllu", "ud/ewt_train.conllu"}) {
    const Expected<std::vector<TreebankSentence>> sentences =
        ReadTreebank(DataPath(arguments, name));
    if (!sentences.ok()) return sentences.error();
    for (const TreebankUnit& unit : MakeUnits(sentences.value(), false)) {
      take(unit.text);
    }
  }
  return Done{};
}

std::string ExtraText(const TrainArguments& arguments, std::string_view name,
                      std::string_view fallback) {
  for (const std::string& argument : arguments.extra) {
    const size_t equals = argument.find('=');
    if (equals != std::string::npos &&
        std::string_view(argument).substr(0, equals) == name) {
      return argument.substr(equals + 1);
    }
  }
  return std::string(fallback);
}

double ExtraNumber(const TrainArguments& arguments, std::string_view name,
                   double fallback) {
  const std::string text = ExtraText(arguments, name, "");
  return text.empty() ? fallback : std::strtod(text.c_str(), nullptr);
}

}  // namespace standfirst::tools
