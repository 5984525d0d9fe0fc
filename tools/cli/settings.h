#ifndef STANDFIRST_TOOLS_CLI_SETTINGS_H_
#define STANDFIRST_TOOLS_CLI_SETTINGS_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "standfirst/standfirst.h"

namespace standfirst::tools {

enum class OutputFormat : uint8_t { kText, kJson, kMarkdown, kHtml };

// The exit codes (docs/native-program.md).
enum ExitCode : int {
  kExitDone = 0,
  kExitInternal = 1,
  kExitUsage = 2,
  kExitUnreadable = 3,
  kExitModel = 4,
  kExitSomeFailed = 5,
};

// What the command line asks for.
struct Settings {
  std::vector<std::string> files;  // Empty: standard input. "-" is that too.
  OutputFormat format = OutputFormat::kText;
  bool jsonl = false;
  uint32_t jobs = 1;
  OffsetUnit offsets = OffsetUnit::kUtf16;
  std::string models;  // Empty: where they are by default.
  bool progress = false;
  bool input_given = false;  // Else `.html`, `.htm`, `.md` say what they are.
  AnalyseOptions analyse;
  SummariseOptions summarise;
};

// The settings, or the exit code of a program that has said all there was to
// say (help, version, what is wrong with the command line).
std::variant<Settings, ExitCode> ReadSettings(int argc, char** argv);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_CLI_SETTINGS_H_
