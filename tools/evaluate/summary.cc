// standfirst-evaluate summary FILE.jsonl: ROUGE of our summaries, Lead's
// beside them. Agrees with the reference scorer on --predictions.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "tools/common/model_files.h"
#include "tools/common/rouge.h"
#include "tools/evaluate/measures.h"
#include "tools/evaluate/rouge_report.h"

namespace standfirst::tools {

int EvaluateSummary(const EvaluateArguments& arguments) {
  const std::string field =
      arguments.field.empty() ? std::string("summary") : arguments.field;
  const Expected<std::vector<RougeRecord>> records =
      ReadRougeRecords(arguments.file, field);
  if (!records.ok()) {
    std::fprintf(stderr, "%s\n", records.error().message.c_str());
    return 3;
  }
  const Expected<Model> model = LoadModels(arguments.models);
  if (!model.ok()) {
    std::fprintf(stderr, "%s\n", model.error().message.c_str());
    return 4;
  }
  SummariseOptions options;
  const auto words = static_cast<uint32_t>(arguments.words);
  const uint32_t sentences =
      arguments.sentences > 0 ? static_cast<uint32_t>(arguments.sentences) : 3;
  if (arguments.words > 0) {
    options.length = LengthInWords{words};
  } else {
    options.length = LengthInSentences{sentences};
  }
  if (arguments.compression == "none") {
    options.compression = CompressionLevel::kNone;
  } else if (arguments.compression == "full") {
    options.compression = CompressionLevel::kFull;
  }
  std::vector<RougeSystem> systems(1);
  systems[0].name = "standfirst";
  systems[0].outputs = RunOverRecords(
      model.value(), records.value(),
      [&](const RougeRecord& record) {
        AnalyseOptions analyse;
        if (arguments.title && !record.title.empty()) {
          analyse.title = record.title;
        }
        return analyse;
      },
      options,
      [](const Result& result) {
        std::string summary;
        for (const Text& line : result.summary) {
          if (!summary.empty()) summary += '\n';
          summary += line.text;
        }
        return summary;
      });
  const auto add_lead = [&](std::string name, auto&& lead) {
    RougeSystem system;
    system.name = std::move(name);
    for (const RougeRecord& record : records.value()) {
      system.outputs.push_back(lead(record.text));
    }
    systems.push_back(std::move(system));
  };
  if (arguments.words > 0) {
    add_lead("Lead, whole sentences", [&](const std::string& text) {
      return LeadByWholeSentences(text, words);
    });
    add_lead("Lead, cut in mid-sentence",
             [&](const std::string& text) { return LeadByWords(text, words); });
  } else {
    add_lead("Lead", [&](const std::string& text) {
      return LeadBySentences(text, sentences);
    });
  }
  ReportRouge(records.value(), systems, arguments.json);
  if (arguments.predictions.empty()) return 0;
  const Status written =
      WriteRougePredictions(arguments.predictions, records.value(), systems[0]);
  if (written.ok()) return 0;
  std::fprintf(stderr, "%s\n", written.error().message.c_str());
  return 1;
}

}  // namespace standfirst::tools
