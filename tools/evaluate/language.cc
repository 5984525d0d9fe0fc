// `standfirst-evaluate language FILE.jsonl`: the language of each paragraph.
// Records {"language", "text"} are paragraphs whose language is known; records
// {"text"} alone are English articles, of whose paragraphs --draw are taken by
// --seed.
#include "core/clean/language.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clean/clean.h"
#include "core/model/model_part.h"
#include "core/text/document.h"
#include "core/text/hash.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/evaluate/failure.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

constexpr size_t kFewestWords = 30;  // The bar speaks of such paragraphs.

struct Paragraph {
  uint64_t order = 0;  // The draw takes the least.
  std::string place;   // "record:paragraph", from 1.
  std::string language;
  std::string text;
};

size_t CountWords(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (const char byte : text) {
    const bool space = byte == ' ' || byte == '\t' || byte == '\r';
    words += !space && !inside ? 1 : 0;
    inside = !space;
  }
  return words;
}

void AddArticle(const std::string& text, size_t record, uint32_t seed,
                std::vector<Paragraph>* paragraphs) {
  size_t number = 0;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view piece =
        std::string_view(text).substr(start, end - start);
    start = end + 1;
    if (CountWords(piece) < kFewestWords) continue;
    Paragraph paragraph;
    paragraph.place = std::to_string(record) + ":" + std::to_string(++number);
    paragraph.order =
        MixHash(HashBytes(std::to_string(seed) + "/" + paragraph.place));
    paragraph.language = "en";
    paragraph.text = piece;
    paragraphs->push_back(std::move(paragraph));
  }
}

// As the pipeline finds it.
std::string DetectedLanguage(const LanguageModel& model,
                             const std::string& text) {
  CleanText clean = Clean(text, {});
  Document document;
  document.text = std::move(clean.text);
  document.blocks = std::move(clean.blocks);
  return DetectLanguage(&model, document).whole.code;
}

}  // namespace

int EvaluateLanguage(const EvaluateArguments& arguments) {
  const Expected<ModelPart> part = ReadModelPart(arguments.models, "base");
  if (!part.ok()) return ReportFailure(part.error());
  const Expected<LanguageModel> model = LanguageModel::Read(part.value());
  if (!model.ok()) return ReportFailure(model.error());
  Expected<LineReader> lines = LineReader::Open(arguments.file);
  if (!lines.ok()) return ReportFailure(lines.error());
  std::vector<Paragraph> paragraphs;
  bool drawn = false;
  std::string line;
  while (lines.value().Next(&line)) {
    const size_t number = lines.value().line_number();
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("text") ||
        !record["text"].is_string()) {
      return ReportFailure(
          {ErrorCode::kInvalidRecord,
           arguments.file + ":" + std::to_string(number) + ": no text.", ""});
    }
    const auto text = record["text"].get<std::string>();
    if (record.contains("language") && record["language"].is_string()) {
      paragraphs.push_back({0, std::to_string(number),
                            record["language"].get<std::string>(), text});
    } else {
      drawn = true;
      AddArticle(text, number, static_cast<uint32_t>(arguments.seed),
                 &paragraphs);
    }
  }
  if (!lines.value().status().ok()) {
    return ReportFailure(lines.value().status().error());
  }
  const auto wanted = static_cast<size_t>(arguments.draw);
  if (drawn && wanted > 0 && paragraphs.size() > wanted) {
    std::sort(paragraphs.begin(), paragraphs.end(),
              [](const Paragraph& a, const Paragraph& b) {
                return a.order != b.order ? a.order < b.order
                                          : a.place < b.place;
              });
    paragraphs.resize(wanted);
  }
  size_t right = 0;
  size_t taken_for_foreign = 0;
  size_t taken_for_english = 0;
  std::string wrong;
  std::string predictions;
  for (const Paragraph& paragraph : paragraphs) {
    const std::string found = DetectedLanguage(model.value(), paragraph.text);
    predictions +=
        nlohmann::json{{"place", paragraph.place}, {"language", found}}.dump() +
        "\n";
    if (found == paragraph.language) {
      ++right;
      continue;
    }
    if (paragraph.language == "en") ++taken_for_foreign;
    if (found == "en") ++taken_for_english;
    wrong += "  " + paragraph.place + ": " + paragraph.language +
             " taken for " + found + "\n";
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, predictions);
    if (!written.ok()) return ReportFailure(written.error());
  }
  const double percent = paragraphs.empty()
                             ? 0
                             : 100.0 * static_cast<double>(right) /
                                   static_cast<double>(paragraphs.size());
  if (arguments.json) {
    const nlohmann::ordered_json figures = {
        {"paragraphs", paragraphs.size()},
        {"right", right},
        {"percent", percent},
        {"englishTakenForForeign", taken_for_foreign},
        {"foreignTakenForEnglish", taken_for_english}};
    std::printf("%s\n", figures.dump().c_str());
  } else {
    std::printf(
        "%zu of %zu right; English taken for foreign %zu, foreign for "
        "English %zu\n%s",
        right, paragraphs.size(), taken_for_foreign, taken_for_english,
        wrong.c_str());
  }
  return 0;
}

}  // namespace standfirst::tools
