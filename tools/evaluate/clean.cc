// `standfirst-evaluate clean FILE.jsonl`: precision and recall of what
// cleaning sets aside, in characters that are not white space, as clean.py
// counts them.
#include "core/clean/clean.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clean/line_score.h"
#include "core/model/model_part.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/evaluate/failure.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

using Json = nlohmann::json;
using Ranges = std::vector<std::pair<uint32_t, uint32_t>>;

// White space as Python's str.isspace() has it.
bool IsPythonSpace(char32_t code_point) {
  return (code_point >= 0x09 && code_point <= 0x0D) ||
         (code_point >= 0x1C && code_point <= 0x20) || code_point == 0x85 ||
         code_point == 0xA0 || code_point == 0x1680 ||
         (code_point >= 0x2000 && code_point <= 0x200A) ||
         code_point == 0x2028 || code_point == 0x2029 || code_point == 0x202F ||
         code_point == 0x205F || code_point == 0x3000;
}

std::vector<char32_t> ToCodePoints(std::string_view text) {
  std::vector<char32_t> result;
  for (size_t i = 0; i < text.size();) {
    const DecodedCharacter character = DecodeUtf8(text, i);
    result.push_back(character.code_point);
    i += character.size;
  }
  return result;
}

// Cases of a line or two stand for the rims of an article: rules that need
// neighbours get two plain paragraphs. Where they stand follows from the kind
// of the case; cases of several paragraphs are articles as they are.
constexpr std::string_view kNeighbours =
    "The town of Orla voted on Monday to keep its two schools open for "
    "another year. Parents had asked for more time.\n\nThe mayor said that "
    "the money would come from a new tax on parking. It starts in June.";

struct Surroundings {
  std::string before;
  std::string after;
};

Surroundings ChooseSurroundings(const std::string& kind,
                                std::string_view text) {
  if (text.find("\n\n") != std::string_view::npos) return {};
  constexpr std::array<std::string_view, 4> kTop = {"dateline", "byline",
                                                    "time", "title"};
  constexpr std::array<std::string_view, 3> kBottom = {"agency", "leftover",
                                                       "rights"};
  constexpr std::array<std::string_view, 8> kMiddle = {
      "caption", "share",  "related", "newsletter",
      "cookie",  "advert", "tweet",   "correction"};
  const auto is_in = [&kind](const auto& kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  const std::string neighbours(kNeighbours);
  if (is_in(kTop)) return {"", "\n\n" + neighbours};
  if (is_in(kBottom)) return {neighbours + "\n\n", ""};
  if (is_in(kMiddle)) {
    return {neighbours + "\n\n", "\n\n" + neighbours};
  }
  return {};
}

// Code points of the case's own text that were set aside.
Ranges LeftOutOf(const LineModel& model, const std::string& kind,
                 const std::string& text) {
  const Surroundings around = ChooseSurroundings(kind, text);
  const std::string whole = around.before + text + around.after;
  const CleanText clean =
      Clean(whole, {.blocks = {}, .keep = {}, .lines = &model});
  // Bytes to code points, in step with the spans.
  Ranges ranges;
  const size_t first = around.before.size();
  const size_t last = first + text.size();
  const auto point_at = [&](size_t byte) {
    byte = std::clamp(byte, first, last);
    return static_cast<uint32_t>(
        ToCodePoints(std::string_view(whole).substr(first, byte - first))
            .size());
  };
  for (const LeftOut& left : clean.left_out) {
    const uint32_t start = point_at(left.original.start.value);
    const uint32_t end = point_at(left.original.end.value);
    if (start < end) ranges.emplace_back(start, end);
  }
  return ranges;
}

// Marks what `ranges` cover, white space apart.
std::vector<bool> Cover(const Ranges& ranges,
                        const std::vector<char32_t>& points) {
  std::vector<bool> covered(points.size(), false);
  for (const auto& [start, end] : ranges) {
    for (uint32_t i = start; i < end && i < points.size(); ++i) {
      covered[i] = !IsPythonSpace(points[i]);
    }
  }
  return covered;
}

bool ReadRanges(const Json& spans, Ranges* ranges) {
  if (!spans.is_array()) return false;
  for (const Json& span : spans) {
    if (!span.is_array() || span.size() < 2 || !span[0].is_number_unsigned() ||
        !span[1].is_number_unsigned()) {
      return false;
    }
    ranges->emplace_back(span[0].get<uint32_t>(), span[1].get<uint32_t>());
  }
  return true;
}

// The gold spans of a case: "spans", or the strings of "remove" found in order.
bool ReadGold(const Json& record, const std::string& text, Ranges* gold) {
  if (const auto spans = record.find("spans");
      spans != record.end() && !spans->is_null()) {
    return ReadRanges(*spans, gold);
  }
  const auto remove = record.find("remove");
  if (remove == record.end() || !remove->is_array()) return false;
  size_t at = 0;
  for (const Json& entry : *remove) {
    if (!entry.is_string()) return false;
    const auto piece = entry.get<std::string>();
    size_t start = text.find(piece, at);
    if (start == std::string::npos) start = text.find(piece);
    if (start == std::string::npos) return false;
    const auto first = static_cast<uint32_t>(
        ToCodePoints(std::string_view(text).substr(0, start)).size());
    const auto size = static_cast<uint32_t>(ToCodePoints(piece).size());
    gold->emplace_back(first, first + size);
    at = start + piece.size();
  }
  return true;
}

struct Totals {
  uint64_t right = 0;
  uint64_t found = 0;
  uint64_t gold = 0;
  uint64_t cases = 0;
  uint64_t traps = 0;
  uint64_t kept = 0;

  void Add(const std::vector<bool>& want, const std::vector<bool>& got,
           const std::vector<bool>& either) {
    uint64_t wanted = 0;
    uint64_t given = 0;
    for (size_t i = 0; i < want.size(); ++i) {
      if (either[i]) continue;
      wanted += want[i] ? 1 : 0;
      given += got[i] ? 1 : 0;
      right += want[i] && got[i] ? 1 : 0;
    }
    gold += wanted;
    found += given;
    ++cases;
    constexpr uint64_t kForgiven = 3;
    if (wanted == 0) {
      ++traps;
      kept += given <= kForgiven ? 1 : 0;
    }
  }
  double precision() const {
    return found == 0 ? 100.0
                      : 100.0 * static_cast<double>(right) /
                            static_cast<double>(found);
  }
  double recall() const {
    return gold == 0
               ? 100.0
               : 100.0 * static_cast<double>(right) / static_cast<double>(gold);
  }
};

int Fail(const std::string& file, size_t line, std::string_view what) {
  std::fprintf(stderr, "%s:%zu: %.*s\n", file.c_str(), line,
               static_cast<int>(what.size()), what.data());
  return 1;
}

}  // namespace

int EvaluateClean(const EvaluateArguments& arguments) {
  const Expected<ModelPart> part = ReadModelPart(arguments.models, "base");
  if (!part.ok()) return ReportFailure(part.error());
  const Expected<LineModel> model = LineModel::Read(part.value());
  if (!model.ok()) return ReportFailure(model.error());
  Expected<LineReader> reader = LineReader::Open(arguments.file);
  if (!reader.ok()) {
    std::fprintf(stderr, "%s\n", reader.error().message.c_str());
    return 3;
  }
  Totals totals;
  std::string predictions;
  std::string line;
  while (reader.value().Next(&line)) {
    if (line.find_first_not_of(" \t") == std::string::npos) continue;
    const size_t number = reader.value().line_number();
    const Json record = Json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("id") ||
        !record.contains("text") || !record["text"].is_string()) {
      return Fail(arguments.file, number, "no case with an id and a text");
    }
    const auto text = record["text"].get<std::string>();
    Ranges gold;
    Ranges free;
    if (!ReadGold(record, text, &gold) ||
        (record.contains("either") && !ReadRanges(record["either"], &free))) {
      return Fail(arguments.file, number, "what is to be removed is not there");
    }
    std::string kind;
    if (record.contains("kind") && record["kind"].is_string()) {
      kind = record["kind"].get<std::string>();
    }
    const Ranges left_out = LeftOutOf(model.value(), kind, text);
    const std::vector<char32_t> points = ToCodePoints(text);
    totals.Add(Cover(gold, points), Cover(left_out, points),
               Cover(free, points));
    if (!arguments.predictions.empty()) {
      Json prediction;
      prediction["id"] = record["id"];
      prediction["leftOut"] = Json::array();
      for (const auto& [start, end] : left_out) {
        prediction["leftOut"].push_back({start, end});
      }
      predictions += prediction.dump() + "\n";
    }
  }
  if (const Status status = reader.value().status(); !status.ok()) {
    std::fprintf(stderr, "%s\n", status.error().message.c_str());
    return 3;
  }
  if (!arguments.predictions.empty()) {
    const Status status = WriteFile(arguments.predictions, predictions);
    if (!status.ok()) {
      std::fprintf(stderr, "%s\n", status.error().message.c_str());
      return 3;
    }
  }
  if (arguments.json) {
    std::printf(
        "{\"precision\": %.17g, \"recall\": %.17g, \"cases\": %llu, "
        "\"traps\": %llu, \"trapsKept\": %llu}\n",
        totals.precision(), totals.recall(),
        static_cast<unsigned long long>(totals.cases),
        static_cast<unsigned long long>(totals.traps),
        static_cast<unsigned long long>(totals.kept));
  } else {
    std::printf(
        "precision %.2f  recall %.2f  traps kept %llu of %llu  (%llu cases)\n",
        totals.precision(), totals.recall(),
        static_cast<unsigned long long>(totals.kept),
        static_cast<unsigned long long>(totals.traps),
        static_cast<unsigned long long>(totals.cases));
  }
  return 0;
}

}  // namespace standfirst::tools
