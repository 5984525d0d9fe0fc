// standfirst [FILE…]: reads articles, prints their headline and summary.
// docs/native-program.md is its manual.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "standfirst/standfirst.h"
#include "tools/cli/ordered_work.h"
#include "tools/cli/settings.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/frontends/front_end.h"

namespace standfirst::tools {
namespace {

// How much a session reads before it says how far it is.
constexpr uint32_t kBytesPerReport = 1U << 18U;

std::string Told(std::string_view file, const Error& error) {
  std::string told = "standfirst: ";
  if (!file.empty()) told += std::string(file) + ": ";
  told += error.message + "\n";
  if (!error.hint.empty()) told += error.hint + "\n";
  return told;
}

ExitCode ExitCodeOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kInvalidOption:
      return kExitUsage;
    case ErrorCode::kTextTooLarge:
    case ErrorCode::kInputUnreadable:
    case ErrorCode::kNotText:
      return kExitUnreadable;
    case ErrorCode::kModelMissing:
    case ErrorCode::kModelInvalid:
    case ErrorCode::kModelVersion:
      return kExitModel;
    case ErrorCode::kInvalidRecord:
      return kExitSomeFailed;
    case ErrorCode::kAborted:
    case ErrorCode::kEngineCrashed:
    case ErrorCode::kEngineUnavailable:
    case ErrorCode::kInternal:
      return kExitInternal;
  }
  return kExitInternal;
}

// The bytes as they are. One byte more than `most` is enough to refuse it.
Expected<std::string> ReadArticle(const std::string& file, uint32_t most) {
  const auto unreadable = [&](int code) {
    return Error{ErrorCode::kInputUnreadable,
                 "It cannot be read: " + std::string(std::strerror(code)) + ".",
                 "Check the name and its permissions."};
  };
  const bool standard = file == "-";
  const int descriptor =
      standard ? STDIN_FILENO : open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(errno);
  std::string text;
  struct stat status {};
  if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    text.reserve(std::min<size_t>(static_cast<size_t>(status.st_size),
                                  size_t{most} + 1));
  }
  std::vector<char> buffer(size_t{1} << 16U);
  ssize_t got = 0;
  int failure = 0;
  while (text.size() <= most) {
    got = ReadSome(descriptor, buffer.data(), buffer.size());
    if (got < 0) failure = errno;
    if (got <= 0) break;
    text.append(buffer.data(), static_cast<size_t>(got));
  }
  if (!standard) close(descriptor);
  if (failure != 0) return unreadable(failure);
  if (text.size() > most) {
    return Error{ErrorCode::kTextTooLarge,
                 "This text is larger than the limit of " +
                     std::to_string(most) + " bytes.",
                 "Give a part of it, or a higher --max-bytes."};
  }
  return text;
}

InputFormat FormatByName(const std::string& file) {
  std::string extension = std::filesystem::path(file).extension().string();
  for (char& letter : extension) {
    if (letter >= 'A' && letter <= 'Z') {
      letter = static_cast<char>(letter - 'A' + 'a');
    }
  }
  if (extension == ".html" || extension == ".htm" || extension == ".xhtml") {
    return InputFormat::kHtml;
  }
  if (extension == ".md" || extension == ".markdown") {
    return InputFormat::kMarkdown;
  }
  return InputFormat::kText;
}

// One line on standard error that is written over. Silent unless asked.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  void Show(const std::string& line) {
    if (!shown_) return;
    std::fprintf(stderr, "\r\x1b[K%s", line.c_str());
    std::fflush(stderr);
    dirty_ = true;
  }
  void Clear() {
    if (!dirty_) return;
    std::fputs("\r\x1b[K", stderr);
    dirty_ = false;
  }

 private:
  bool shown_;
  bool dirty_ = false;
};

// One article from its text to what is printed. A session of its own, so one
// for each thread.
class Reader {
 public:
  Reader(const Model& model, const Settings& settings)
      : session_(model), settings_(settings) {}

  void ShowProgress(ProgressLine* line) { progress_ = line; }

  Expected<std::string> Json(std::string_view text,
                             const AnalyseOptions& analyse,
                             const SummariseOptions& summarise) {
    const auto started = std::chrono::steady_clock::now();
    const Expected<Result> result = Read(text, analyse, summarise);
    if (!result.ok()) return result.error();
    JsonOptions options;
    options.offsets = settings_.offsets;
    options.text = analyse.input != InputFormat::kText;
    if (summarise.timings) {
      const auto taken = std::chrono::steady_clock::now() - started;
      options.milliseconds = static_cast<uint32_t>(
          std::chrono::duration_cast<std::chrono::milliseconds>(taken).count());
    }
    return ToJson(result.value(), options);
  }

  Expected<std::string> Formatted(std::string_view text,
                                  const AnalyseOptions& analyse) {
    if (settings_.format == OutputFormat::kJson) {
      Expected<std::string> json = Json(text, analyse, settings_.summarise);
      if (!json.ok()) return json.error();
      return std::move(json).value() + "\n";
    }
    const Expected<Result> result = Read(text, analyse, settings_.summarise);
    if (!result.ok()) return result.error();
    std::string output;
    if (settings_.format == OutputFormat::kText) {
      output = ToPlainText(result.value());
    } else if (settings_.format == OutputFormat::kMarkdown) {
      output = ToMarkdown(result.value());
    } else {
      output = ToHtml(result.value());
    }
    if (!output.empty() && output.back() != '\n') output += '\n';
    return output;
  }

 private:
  Expected<Result> Read(std::string_view text, const AnalyseOptions& analyse,
                        const SummariseOptions& summarise) {
    const Status begun = Begin(text, analyse);
    if (!begun.ok()) return begun.error();
    while (true) {
      const Expected<bool> more =
          session_.Advance(progress_ == nullptr ? UINT32_MAX : kBytesPerReport);
      if (!more.ok()) return more.error();
      if (!more.value()) break;
      if (progress_ != nullptr) {
        const Progress at = session_.progress();
        progress_->Show(std::string(StageName(at.stage)) + " " +
                        std::to_string(at.fraction / 10) + " %");
      }
    }
    Expected<Result> result = session_.Summarise(summarise);
    session_.Close();
    if (result.ok() && repaired_) AddRepaired(&result.value());
    return result;
  }

  // What a front end repaired reaches the core whole. Where the core has
  // repaired something too it has said so.
  static void AddRepaired(Result* result) {
    constexpr std::string_view kCode = "encoding-repaired";
    for (const Notice& notice : result->article->notices) {
      if (notice.code == kCode) return;
    }
    result->notices.insert(
        result->notices.begin(),
        {kCode,
         "Some of the page was damaged or not in UTF-8; it was repaired."});
  }

  // Markup goes through its front end: the core reads text with blocks. What
  // is too large, or has blocks already, goes on as it is, for the core to say
  // so.
  Status Begin(std::string_view text, const AnalyseOptions& analyse) {
    repaired_ = false;
    if (analyse.input == InputFormat::kText || !analyse.blocks.empty() ||
        text.size() > analyse.max_bytes) {
      return session_.Begin(text, analyse);
    }
    FrontEndText made = ReadMarkup(text, analyse.input);
    repaired_ = made.repaired;
    AnalyseOptions options = analyse;
    options.input = InputFormat::kText;
    options.blocks = std::move(made.blocks);
    options.max_bytes = UINT32_MAX;
    if (!options.date.has_value() && !made.date.empty()) {
      options.date = std::move(made.date);
    }
    return session_.Begin(made.text, options);
  }

  Session session_;
  const Settings& settings_;
  ProgressLine* progress_ = nullptr;
  bool repaired_ = false;  // Of the present text, by its front end.
};

// Standard output. A reader that has gone away is no fault of ours: the
// program ends as if all had been read.
class Output {
 public:
  bool Write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() &&
        std::fflush(stdout) == 0) {
      return true;
    }
    // At once: the thread that reads may wait for a line that never comes.
    if (errno == EPIPE) std::_Exit(kExitDone);
    std::fprintf(stderr, "standfirst: cannot write: %s\n",
                 std::strerror(errno));
    exit_code_ = kExitInternal;
    return false;
  }
  int exit_code() const { return exit_code_; }

 private:
  int exit_code_ = kExitDone;
};

// What many articles come to: the gravest of their exit codes.
class Outcome {
 public:
  void Add(int exit_code) {
    const auto rank = [](int code) {
      static constexpr int kGravity[] = {kExitDone,       kExitSomeFailed,
                                         kExitUnreadable, kExitUsage,
                                         kExitModel,      kExitInternal};
      return std::find(std::begin(kGravity), std::end(kGravity), code);
    };
    if (rank(exit_code) > rank(exit_code_)) exit_code_ = exit_code;
  }
  int exit_code() const { return exit_code_; }

 private:
  int exit_code_ = kExitDone;
};

// ------------------------------------------------------------------- Files

WorkResult ReadOneFile(const WorkItem& item, const Settings& settings,
                       Reader* reader) {
  WorkResult result;
  const std::string& file = item.input;
  const std::string shown = file == "-"    ? "standard input"
                            : file.empty() ? "\"\""
                                           : file;
  const auto fail = [&](const Error& error) {
    result.error = Told(shown, error);
    result.exit_code = ExitCodeOf(error);
  };
  const Expected<std::string> text =
      ReadArticle(file, settings.analyse.max_bytes);
  if (!text.ok()) {
    fail(text.error());
    return result;
  }
  AnalyseOptions analyse = settings.analyse;
  if (!settings.input_given) analyse.input = FormatByName(file);
  Expected<std::string> output = reader->Formatted(text.value(), analyse);
  if (!output.ok()) {
    fail(output.error());
    return result;
  }
  if (settings.files.size() > 1 && settings.format != OutputFormat::kJson) {
    result.output = "==> " + shown + " <==\n";
  }
  result.output += output.value();
  return result;
}

int RunFiles(const Model& model, const Settings& settings) {
  Output output;
  Outcome outcome;
  ProgressLine progress(settings.progress);
  std::vector<std::string> files = settings.files;
  if (files.empty()) files.emplace_back("-");
  const size_t jobs = std::min<size_t>(settings.jobs, files.size());
  size_t next = 0;
  size_t done = 0;
  // Of text: results of JSON stand one on each line.
  const std::string_view between =
      settings.format == OutputFormat::kJson ? "" : "\n";
  bool written = false;
  WorkInOrder(
      jobs,
      [&](WorkItem* item) {
        if (next == files.size()) return false;
        item->input = files[next++];
        return true;
      },
      [&]() -> Worker {
        auto reader = std::make_shared<Reader>(model, settings);
        if (jobs == 1 && settings.progress) reader->ShowProgress(&progress);
        return [reader, &settings](const WorkItem& item) {
          return ReadOneFile(item, settings, reader.get());
        };
      },
      [&](const WorkResult& result) {
        progress.Clear();
        std::fputs(result.error.c_str(), stderr);
        outcome.Add(result.exit_code);
        // One that could not be read leaves no gap.
        bool more = true;
        if (!result.output.empty()) {
          more = output.Write((written ? std::string(between) : "") +
                              result.output);
          written = true;
        }
        // Several at once have no stage in common.
        if (jobs > 1) {
          progress.Show(std::to_string(++done) + " of " +
                        std::to_string(files.size()) + " files");
        }
        return more;
      });
  progress.Clear();
  outcome.Add(output.exit_code());
  return outcome.exit_code();
}

// ----------------------------------------------------------------- Records

WorkResult ReadOneRecord(const WorkItem& item, const Record& defaults,
                         Reader* reader) {
  WorkResult result;
  std::string id;
  const auto answer = [&](const std::string& json) {
    // Both begin with "{" and a member: the id goes before it.
    result.output = "{\"id\":" + id + "," + json.substr(1) + "\n";
  };
  const auto fail = [&](const Error& error) {
    answer(ErrorToJson(error));
    result.exit_code = kExitSomeFailed;
  };
  const Expected<Record> record = ParseRecord(item.input, defaults, &id);
  if (!record.ok()) {
    fail(record.error());
    return result;
  }
  const Expected<std::string> json = reader->Json(
      record.value().text, record.value().analyse, record.value().summarise);
  if (json.ok()) {
    answer(json.value());
  } else {
    fail(json.error());
  }
  return result;
}

// The lines of one file after the other, blank ones apart.
class RecordLines {
 public:
  explicit RecordLines(const std::vector<std::string>& files)
      : files_(files.begin(), files.end()) {
    if (files_.empty()) files_.emplace_back("-");
  }

  bool Next(std::string* line) {
    while (true) {
      if (!reader_.has_value() && !OpenNext()) return false;
      while (reader_->Next(line)) {
        if (line->find_first_not_of(" \t") != std::string::npos) return true;
      }
      const Status status = reader_->status();
      if (!status.ok()) Fail(status.error());
      reader_.reset();
    }
  }
  int exit_code() const { return exit_code_; }

 private:
  bool OpenNext() {
    while (!files_.empty()) {
      Expected<LineReader> opened = LineReader::Open(files_.front());
      files_.pop_front();
      if (opened.ok()) {
        reader_.emplace(std::move(opened).value());
        return true;
      }
      Fail(opened.error());
    }
    return false;
  }
  void Fail(const Error& error) {
    std::fputs(Told("", error).c_str(), stderr);
    exit_code_ = kExitUnreadable;
  }

  std::deque<std::string> files_;
  std::optional<LineReader> reader_;
  int exit_code_ = kExitDone;
};

int RunRecords(const Model& model, const Settings& settings) {
  Output output;
  Outcome outcome;
  ProgressLine progress(settings.progress);
  RecordLines lines(settings.files);
  Record defaults;
  defaults.analyse = settings.analyse;
  defaults.summarise = settings.summarise;
  size_t done = 0;
  size_t failed = 0;
  WorkInOrder(
      settings.jobs, [&](WorkItem* item) { return lines.Next(&item->input); },
      [&]() -> Worker {
        auto reader = std::make_shared<Reader>(model, settings);
        return [reader, &defaults](const WorkItem& item) {
          return ReadOneRecord(item, defaults, reader.get());
        };
      },
      [&](const WorkResult& result) {
        ++done;
        failed += result.exit_code == kExitDone ? 0 : 1;
        outcome.Add(result.exit_code);
        const bool more = output.Write(result.output);
        progress.Show(std::to_string(done) + " records, " +
                      std::to_string(failed) + " failed");
        return more;
      });
  progress.Clear();
  outcome.Add(lines.exit_code());
  outcome.Add(output.exit_code());
  return outcome.exit_code();
}

int Main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // Writing says EPIPE instead.
  const std::variant<Settings, ExitCode> read = ReadSettings(argc, argv);
  if (const auto* exit_code = std::get_if<ExitCode>(&read)) return *exit_code;
  const Settings& settings = *std::get_if<Settings>(&read);
  const Expected<Model> model = LoadModels(settings.models);
  if (!model.ok()) {
    std::fputs(Told("", model.error()).c_str(), stderr);
    return kExitModel;
  }
  return settings.jsonl ? RunRecords(model.value(), settings)
                        : RunFiles(model.value(), settings);
}

}  // namespace
}  // namespace standfirst::tools

int main(int argc, char** argv) { return standfirst::tools::Main(argc, argv); }
