// standfirst-evaluate headline FILE.jsonl: ROUGE of our headlines against the
// records' titles, the lead cut at as many words beside them.
#include <cstdio>
#include <string>
#include <vector>

#include "tools/common/model_files.h"
#include "tools/common/rouge.h"
#include "tools/evaluate/measures.h"
#include "tools/evaluate/rouge_report.h"

namespace standfirst::tools {

int EvaluateHeadline(const EvaluateArguments& arguments) {
  const std::string field =
      arguments.field.empty() ? std::string("title") : arguments.field;
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
  const uint32_t words =
      arguments.words > 0 ? static_cast<uint32_t>(arguments.words) : 12;
  SummariseOptions options;
  options.type = SummaryType::kHeadline;
  options.headline_words = words;
  std::vector<RougeSystem> systems(2);
  systems[0].name = "standfirst";
  systems[0].outputs = RunOverRecords(
      model.value(), records.value(),
      [](const RougeRecord&) { return AnalyseOptions(); }, options,
      [](const Result& result) {
        return result.headline.has_value() ? result.headline->text
                                           : std::string();
      });
  systems[1].name = "Lead, cut";
  for (const RougeRecord& record : records.value()) {
    systems[1].outputs.push_back(
        LeadByWords(LeadBySentences(record.text, 1), words));
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
