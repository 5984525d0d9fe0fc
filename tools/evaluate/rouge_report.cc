#include "tools/evaluate/rouge_report.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/rouge.h"

namespace standfirst::tools {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 3> kNames = {"rouge1", "rouge2", "rougeL"};

std::string StringOf(const json& record, const std::string& member) {
  const auto found = record.find(member);
  return found != record.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
}

double Rounded(double value) { return std::round(value * 100) / 100; }

// Per measure, per record, in percent.
using Scores = std::array<std::vector<double>, 3>;

Scores ScoreAll(const std::vector<RougeRecord>& records,
                const std::vector<std::string>& outputs) {
  Scores scores;
  for (size_t i = 0; i < records.size(); ++i) {
    const RougeScore score = Rouge(records[i].references, outputs[i]);
    scores[0].push_back(100 * score.rouge1);
    scores[1].push_back(100 * score.rouge2);
    scores[2].push_back(100 * score.rouge_l);
  }
  return scores;
}

}  // namespace

Expected<std::vector<RougeRecord>> ReadRougeRecords(const std::string& file,
                                                    const std::string& field) {
  Expected<LineReader> reader = LineReader::Open(file);
  if (!reader.ok()) return reader.error();
  std::vector<RougeRecord> records;
  std::string line;
  while (reader.value().Next(&line)) {
    if (line.empty()) continue;
    const json value = json::parse(line, nullptr, false);
    if (!value.is_object()) {
      return Error{ErrorCode::kInvalidRecord,
                   file + ": line " +
                       std::to_string(reader.value().line_number()) +
                       " is no JSON object.",
                   ""};
    }
    RougeRecord record;
    record.id = StringOf(value, "id");
    record.text = StringOf(value, "text");
    record.title = StringOf(value, "title");
    if (field == "summary" && value.contains("references") &&
        value["references"].is_array()) {
      for (const json& reference : value["references"]) {
        if (reference.is_string() && !reference.get<std::string>().empty()) {
          record.references.push_back(reference.get<std::string>());
        }
      }
    }
    if (record.references.empty()) {
      std::string reference = StringOf(value, field);
      if (!reference.empty()) record.references.push_back(std::move(reference));
    }
    if (!record.references.empty()) records.push_back(std::move(record));
  }
  if (!reader.value().status().ok()) return reader.value().status().error();
  if (records.empty()) {
    return Error{ErrorCode::kInvalidRecord,
                 file + " has no record with \"" + field + "\".", ""};
  }
  return records;
}

void ReportRouge(const std::vector<RougeRecord>& records,
                 const std::vector<RougeSystem>& systems, bool as_json) {
  std::vector<Scores> scores;
  scores.reserve(systems.size());
  for (const RougeSystem& system : systems) {
    scores.push_back(ScoreAll(records, system.outputs));
  }
  json report;
  report["documents"] = records.size();
  for (size_t i = 0; i < systems.size(); ++i) {
    double words = 0;
    for (const std::string& output : systems[i].outputs) {
      words += static_cast<double>(SplitWords(output).size());
    }
    words /= static_cast<double>(records.size());
    json row;
    row["name"] = systems[i].name;
    row["mean_words"] = std::round(words * 10) / 10;
    if (!as_json) {
      std::printf("%s: %zu documents, %.1f words on average\n",
                  systems[i].name.c_str(), records.size(), words);
    }
    for (size_t measure = 0; measure < kNames.size(); ++measure) {
      const Interval own = Bootstrap(scores[i][measure]);
      row[kNames[measure]] = {{"f1", Rounded(own.mean)},
                              {"low", Rounded(own.low)},
                              {"high", Rounded(own.high)}};
      if (!as_json) {
        std::printf("  %-7s %6.2f  [%.2f, %.2f]", kNames[measure], own.mean,
                    own.low, own.high);
      }
      if (i > 0) {
        std::vector<double> differences;
        for (size_t j = 0; j < records.size(); ++j) {
          differences.push_back(scores[0][measure][j] - scores[i][measure][j]);
        }
        const Interval paired = Bootstrap(differences);
        row["difference"][kNames[measure]] = {{"delta", Rounded(paired.mean)},
                                              {"low", Rounded(paired.low)},
                                              {"high", Rounded(paired.high)}};
        if (!as_json) {
          std::printf("   %s minus this: %+.2f [%+.2f, %+.2f]",
                      systems[0].name.c_str(), paired.mean, paired.low,
                      paired.high);
        }
      }
      if (!as_json) std::printf("\n");
    }
    if (i == 0) {
      report.update(row);
    } else {
      report["baselines"].push_back(row);
    }
  }
  if (as_json) std::printf("%s\n", report.dump().c_str());
}

Status WriteRougePredictions(const std::string& file,
                             const std::vector<RougeRecord>& records,
                             const RougeSystem& system) {
  std::string lines;
  for (size_t i = 0; i < records.size(); ++i) {
    const json line = {{"id", records[i].id}, {"summary", system.outputs[i]}};
    lines += line.dump(-1, ' ', false, json::error_handler_t::replace);
    lines += '\n';
  }
  return WriteFile(file, lines);
}

std::vector<std::string> RunOverRecords(
    const Model& model, const std::vector<RougeRecord>& records,
    const std::function<AnalyseOptions(const RougeRecord&)>& analyse,
    const SummariseOptions& options,
    const std::function<std::string(const Result&)>& output) {
  std::vector<std::string> outputs;
  outputs.reserve(records.size());
  Session session(model);
  for (const RougeRecord& record : records) {
    outputs.emplace_back();
    const Status read = session.Analyse(record.text, analyse(record));
    if (!read.ok()) {
      std::fprintf(stderr, "%s: %s\n", record.id.c_str(),
                   read.error().message.c_str());
      continue;
    }
    const Expected<Result> result = session.Summarise(options);
    if (result.ok()) outputs.back() = output(result.value());
  }
  return outputs;
}

}  // namespace standfirst::tools
