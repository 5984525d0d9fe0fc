#ifndef STANDFIRST_TOOLS_EVALUATE_MEASURES_H_
#define STANDFIRST_TOOLS_EVALUATE_MEASURES_H_

#include <string>

namespace standfirst::tools {

// What `standfirst-evaluate MEASURE FILE [options]` was given. A measure reads
// the members that its line in the table of main.cc accepts; the others keep
// their defaults.
struct EvaluateArguments {
  std::string file;  // Gold, plain or .gz (tools/common/lines.h).
  std::string
      predictions;         // Where to write what the scorer reads; "": nowhere.
  bool json = false;       // The figures as one JSON object on one line.
  std::string models;      // Folder of the model parts; "": the default one.
  bool documents = false;  // segment: whole documents instead of paragraphs.
  std::string by;          // segment: "genre" for one row per genre.
  std::string column = "xpos";  // tags: "xpos" or "upos".
  std::string set;  // entities: the gold's name in types.tsv, e.g. "worldwide".
  std::string types;        // entities: e.g. "PERSON,ORG,GPE+LOC+FAC=LOC".
  bool trim = false;        // entities: spans without articles and possessives.
  std::string raw;          // entities, linking: the documents' texts, jsonl.
  std::string casing;       // entities: "upper", "lower"; "": as it is.
  std::string dates;        // entities: "calendar" leaves other dates out.
  int errors = 0;           // entities: with --json, the most frequent errors.
  int words = 0;            // summary, headline: budget; 0: not given.
  int sentences = 0;        // summary: budget; 0: not given.
  bool title = false;       // summary: hand over the record's title.
  std::string field;        // summary, headline: the record's gold member.
  int draw = 0;             // language: paragraphs of English articles; 0: all.
  int seed = 1;             // language: which of them.
  std::string compression;  // summary: "none", "light" or "full"; "": default.
};

// Each prints its figures (a table for people; with `json`, the same numbers
// under the scorer's own names) and gives the program's exit code: 0 done,
// 3 input unreadable, 4 model, 1 anything else. Errors go to standard error.
// Each must agree with its reference scorer to the last digit shown.
int EvaluateSegment(const EvaluateArguments& arguments);
int EvaluateTags(const EvaluateArguments& arguments);
int EvaluateParse(const EvaluateArguments& arguments);
int EvaluateEntities(const EvaluateArguments& arguments);
int EvaluateLinking(const EvaluateArguments& arguments);
int EvaluateExpressions(const EvaluateArguments& arguments);
int EvaluateNames(const EvaluateArguments& arguments);
int EvaluateSummary(const EvaluateArguments& arguments);
int EvaluateHeadline(const EvaluateArguments& arguments);
int EvaluateClean(const EvaluateArguments& arguments);
int EvaluateLanguage(const EvaluateArguments& arguments);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_EVALUATE_MEASURES_H_
