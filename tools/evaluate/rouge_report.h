#ifndef STANDFIRST_TOOLS_EVALUATE_ROUGE_REPORT_H_
#define STANDFIRST_TOOLS_EVALUATE_ROUGE_REPORT_H_

#include <functional>
#include <string>
#include <vector>

#include "standfirst/error.h"
#include "standfirst/standfirst.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {

// One line of a gold file.
struct RougeRecord {
  std::string id;
  std::string text;
  std::string title;
  std::vector<std::string> references;
};

// Reads the records that have something to score against: `field` is
// "summary" (then "references" count where there are any) or another member.
Expected<std::vector<RougeRecord>> ReadRougeRecords(const std::string& file,
                                                    const std::string& field);

// A system's output per record, beside others.
struct RougeSystem {
  std::string name;
  std::vector<std::string> outputs;  // One per record.
};

// Prints ROUGE-1, 2 and L with intervals for each system, and the paired
// difference of the first one to each of the others.
void ReportRouge(const std::vector<RougeRecord>& records,
                 const std::vector<RougeSystem>& systems, bool json);

Status WriteRougePredictions(const std::string& file,
                             const std::vector<RougeRecord>& records,
                             const RougeSystem& system);

// Runs `summarise` over the records with one session; every record gets an
// output, "" where the program gives an error (said on standard error).
std::vector<std::string> RunOverRecords(
    const Model& model, const std::vector<RougeRecord>& records,
    const std::function<AnalyseOptions(const RougeRecord&)>& analyse,
    const SummariseOptions& options,
    const std::function<std::string(const Result&)>& output);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_EVALUATE_ROUGE_REPORT_H_
