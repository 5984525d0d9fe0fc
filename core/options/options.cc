// Reads options and records from JSON. The one place that knows which members
// there are and what each may be (docs/options.md says the same to people).

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "core/entity/entity.h"
#include "core/include/standfirst/standfirst.h"
#include "core/text/document.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

using Json = nlohmann::json;

constexpr uint32_t kLargestCount = 1000000;
constexpr size_t kMostFocusTerms = 50;
constexpr size_t kLongestShownValue = 60;

// Six decimals are more than an option needs. Not by printf: its floating
// point is the largest piece of the C library in the wasm module.
std::string ShownNumber(double number) {
  constexpr double kLargest = 1e15;
  if (!(number > -kLargest && number < kLargest)) return "a number so large";
  std::string shown = number < 0 ? "-" : "";
  const auto millionths =
      static_cast<uint64_t>((number < 0 ? -number : number) * 1e6 + 0.5);
  shown += std::to_string(millionths / 1000000);
  std::string decimals = std::to_string(millionths % 1000000);
  decimals.insert(0, 6 - decimals.size(), '0');
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  if (!decimals.empty()) shown += "." + decimals;
  return shown;
}

void AppendShown(const Json& value, int depth, std::string* shown) {
  constexpr int kDeepest = 3;
  if (value.is_string()) {
    *shown += '"' + value.get_ref<const std::string&>() + '"';
  } else if (value.is_number_unsigned()) {
    *shown += std::to_string(value.get<uint64_t>());
  } else if (value.is_number_integer()) {
    *shown += std::to_string(value.get<int64_t>());
  } else if (value.is_number_float()) {
    *shown += ShownNumber(value.get<double>());
  } else if (value.is_boolean()) {
    *shown += value.get<bool>() ? "true" : "false";
  } else if (value.is_structured() && depth < kDeepest) {
    const bool object = value.is_object();
    *shown += object ? '{' : '[';
    for (auto item = value.begin(); item != value.end(); ++item) {
      if (item != value.begin()) *shown += ',';
      if (object) *shown += '"' + item.key() + "\":";
      AppendShown(*item, depth + 1, shown);
      if (shown->size() > kLongestShownValue) return;
    }
    *shown += object ? '}' : ']';
  } else {
    *shown += value.is_null() ? "null" : "…";
  }
}

// The value as people typed it, cut where it is long.
std::string Shown(const Json& value) {
  std::string shown;
  AppendShown(value, 0, &shown);
  if (shown.size() > kLongestShownValue) {
    // Never cut a character in two.
    size_t end = kLongestShownValue;
    while (end > 0 && IsUtf8Continuation(shown[end])) --end;
    shown.resize(end);
    shown += "…";
  }
  return shown;
}

Error InvalidOption(std::string_view member, const Json& value,
                    std::string_view allowed) {
  return {ErrorCode::kInvalidOption,
          "The option \"" + std::string(member) + "\" cannot be " +
              Shown(value) + ".",
          "Allowed: " + std::string(allowed) + "."};
}

Error UnknownOption(std::string_view member, std::string_view allowed) {
  return {ErrorCode::kInvalidOption,
          "There is no option \"" + std::string(member) + "\".",
          "Options here: " + std::string(allowed) + "."};
}

// A name out of a short list, as the enumeration that has the same order.
template <typename Enum, size_t kSize>
bool ReadName(const Json& value,
              const std::array<std::string_view, kSize>& names, Enum* output) {
  if (!value.is_string()) return false;
  const auto& name = value.get_ref<const std::string&>();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return false;
  *output = static_cast<Enum>(found - names.begin());
  return true;
}

bool ReadCount(const Json& value, uint32_t low, uint32_t high,
               uint32_t* output) {
  if (!value.is_number_integer()) return false;
  if (value.is_number_unsigned()) {
    const auto number = value.get<uint64_t>();
    if (number < low || number > high) return false;
    *output = static_cast<uint32_t>(number);
    return true;
  }
  const auto number = value.get<int64_t>();
  if (number < int64_t{low} || number > int64_t{high}) return false;
  *output = static_cast<uint32_t>(number);
  return true;
}

bool IsDay(std::string_view day) {
  if (day.size() != 10 || day[4] != '-' || day[7] != '-') return false;
  uint32_t parts[3] = {0, 0, 0};
  size_t part = 0;
  for (const char digit : day) {
    if (digit == '-') {
      ++part;
      if (part > 2) return false;
      continue;
    }
    if (digit < '0' || digit > '9') return false;
    parts[part] = parts[part] * 10 + static_cast<uint32_t>(digit - '0');
  }
  const auto [year, month, date] = parts;
  if (year == 0 || month < 1 || month > 12 || date < 1) return false;
  constexpr std::array<uint32_t, 12> kDays = {31, 28, 31, 30, 31, 30,
                                              31, 31, 30, 31, 30, 31};
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return date <= kDays[month - 1] + (month == 2 && leap ? 1U : 0U);
}

constexpr std::array<std::string_view, 3> kInputs = {"text", "markdown",
                                                     "html"};
constexpr std::array<std::string_view, 5> kTypes = {
    "standfirst", "tldr", "key-points", "teaser", "headline"};
constexpr std::array<std::string_view, 3> kLengths = {"short", "medium",
                                                      "long"};
constexpr std::array<std::string_view, 3> kCompressions = {"none", "light",
                                                           "full"};
constexpr std::string_view kBlockKinds =
    "title, heading, paragraph, list-item, quotation, caption, table, code";

constexpr std::string_view kAnalyseMembers =
    "input, title, date, language, entities, keep, blocks";
constexpr std::string_view kSummariseMembers =
    "type, length, compression, focus, headlineWords, timings";

bool ReadEntities(const Json& value, uint32_t* types) {
  if (value.is_boolean()) {
    *types = value.get<bool>() ? (1U << kEntityTypeCount) - 1 : 0;
    return true;
  }
  if (!value.is_array()) return false;
  *types = 0;
  for (const Json& item : value) {
    if (!item.is_string()) return false;
    const auto type = ParseEntityType(item.get_ref<const std::string&>());
    if (!type.has_value()) return false;
    *types |= 1U << static_cast<uint32_t>(*type);
  }
  return true;
}

bool ReadBlocks(const Json& value, std::vector<GivenBlock>* blocks) {
  if (!value.is_array()) return false;
  blocks->clear();
  uint32_t end_before = 0;
  for (const Json& item : value) {
    if (!item.is_object()) return false;
    GivenBlock block;
    bool has_start = false;
    bool has_end = false;
    for (const auto& [name, member] : item.items()) {
      if (name == "start") {
        has_start = ReadCount(member, 0, UINT32_MAX - 1, &block.start);
      } else if (name == "end") {
        has_end = ReadCount(member, 0, UINT32_MAX - 1, &block.end);
      } else if (name == "kind") {
        if (!member.is_string()) return false;
        block.kind = member.get<std::string>();
        bool known = false;
        for (uint8_t kind = 0; kind <= static_cast<uint8_t>(BlockKind::kCode);
             ++kind) {
          known |= BlockKindName(static_cast<BlockKind>(kind)) == block.kind;
        }
        if (!known) return false;
      } else if (name == "level") {
        uint32_t level = 0;
        if (!ReadCount(member, 0, 255, &level)) return false;
        block.level = static_cast<uint8_t>(level);
      } else {
        return false;
      }
    }
    if (!has_start || !has_end || block.start > block.end ||
        block.start < end_before) {
      return false;
    }
    end_before = block.end;
    blocks->push_back(std::move(block));
  }
  return true;
}

// True if the member belongs to this step; an error goes into `error`.
bool ReadAnalyseMember(const std::string& name, const Json& value,
                       AnalyseOptions* options, std::optional<Error>* error) {
  const auto refuse = [&](std::string_view allowed) {
    *error = InvalidOption(name, value, allowed);
  };
  if (name == "input") {
    if (!ReadName(value, kInputs, &options->input)) {
      refuse("text, markdown, html");
    }
  } else if (name == "title") {
    if (value.is_null()) {
      options->title.reset();
    } else if (value.is_string()) {
      options->title = value.get<std::string>();
    } else {
      refuse("a string or null");
    }
  } else if (name == "date") {
    if (value.is_null()) {
      options->date.reset();
    } else if (value.is_string() &&
               IsDay(value.get_ref<const std::string&>())) {
      options->date = value.get<std::string>();
    } else {
      refuse("a day as YYYY-MM-DD, or null");
    }
  } else if (name == "language") {
    if (value == "auto" || value == "en") {
      options->assume_english = value == "en";
    } else {
      refuse("auto, en");
    }
  } else if (name == "entities") {
    if (!ReadEntities(value, &options->entity_types)) {
      std::string allowed = "true, false, or a list of";
      for (uint32_t type = 0; type < kEntityTypeCount; ++type) {
        allowed += type == 0 ? " " : ", ";
        allowed += EntityTypeName(static_cast<EntityType>(type));
      }
      refuse(allowed);
    }
  } else if (name == "keep") {
    bool good = value.is_array();
    options->keep.clear();
    if (good) {
      for (const Json& item : value) {
        uint32_t id = 0;
        good = good && ReadCount(item, 0, UINT32_MAX - 1, &id);
        options->keep.push_back(id);
      }
    }
    if (!good) refuse("a list of ids of left-out spans");
  } else if (name == "blocks") {
    if (!ReadBlocks(value, &options->blocks)) {
      refuse("a list of {start, end, kind, level} in text order; kinds: " +
             std::string(kBlockKinds));
    }
  } else {
    return false;
  }
  return true;
}

bool ReadLength(const Json& value, Length* length) {
  LengthName name{};
  if (ReadName(value, kLengths, &name)) {
    *length = name;
    return true;
  }
  if (!value.is_object() || value.size() != 1) return false;
  const std::string& member = value.begin().key();
  const Json& number = value.begin().value();
  uint32_t count = 0;
  if (member == "sentences") {
    if (!ReadCount(number, 1, kLargestCount, &count)) return false;
    *length = LengthInSentences{count};
    return true;
  }
  if (member == "words") {
    if (!ReadCount(number, 1, 100 * kLargestCount, &count)) return false;
    *length = LengthInWords{count};
    return true;
  }
  if (member == "ratio" && number.is_number()) {
    const auto ratio = number.get<double>();
    if (!(ratio > 0 && ratio <= 1)) return false;
    // Millionths from here on: no floating point decides anything.
    *length = LengthAsShare{
        std::max(1U, static_cast<uint32_t>(std::floor(ratio * 1000000 + 0.5)))};
    return true;
  }
  return false;
}

bool ReadSummariseMember(const std::string& name, const Json& value,
                         SummariseOptions* options,
                         std::optional<Error>* error) {
  const auto refuse = [&](std::string_view allowed) {
    *error = InvalidOption(name, value, allowed);
  };
  if (name == "type") {
    if (!ReadName(value, kTypes, &options->type)) {
      refuse("standfirst, tldr, key-points, teaser, headline");
    }
  } else if (name == "length") {
    if (!ReadLength(value, &options->length)) {
      refuse(
          "short, medium, long, {\"sentences\": n}, {\"words\": n}, "
          "{\"ratio\": x} with 0 < x <= 1");
    }
  } else if (name == "compression") {
    if (!ReadName(value, kCompressions, &options->compression)) {
      refuse("none, light, full");
    }
  } else if (name == "focus") {
    bool good = value.is_array() && value.size() <= kMostFocusTerms;
    options->focus.clear();
    if (good) {
      for (const Json& item : value) {
        good = good && item.is_string();
        if (good) options->focus.push_back(item.get<std::string>());
      }
    }
    if (!good) refuse("a list of at most 50 strings");
  } else if (name == "headlineWords") {
    uint32_t words = 0;
    if (ReadCount(value, 5, 30, &words)) {
      options->headline_words = words;
    } else {
      refuse("a whole number from 5 to 30");
    }
  } else if (name == "timings") {
    if (value.is_boolean()) {
      options->timings = value.get<bool>();
    } else {
      refuse("true, false");
    }
  } else {
    return false;
  }
  return true;
}

Expected<Json> ParseObject(std::string_view json) {
  if (json.empty()) return Json::object();
  Json value = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!value.is_object()) {
    return Error{ErrorCode::kInvalidOption, "The options are no JSON object.",
                 "Give options as an object, such as {\"type\":\"tldr\"}."};
  }
  return value;
}

}  // namespace

Expected<AnalyseOptions> ParseAnalyseOptions(std::string_view json) {
  Expected<Json> object = ParseObject(json);
  if (!object.ok()) return object.error();
  AnalyseOptions options;
  for (const auto& [name, value] : object.value().items()) {
    std::optional<Error> error;
    if (!ReadAnalyseMember(name, value, &options, &error)) {
      return UnknownOption(name, kAnalyseMembers);
    }
    if (error.has_value()) return *error;
  }
  return options;
}

Expected<SummariseOptions> ParseSummariseOptions(std::string_view json) {
  Expected<Json> object = ParseObject(json);
  if (!object.ok()) return object.error();
  SummariseOptions options;
  for (const auto& [name, value] : object.value().items()) {
    std::optional<Error> error;
    if (!ReadSummariseMember(name, value, &options, &error)) {
      return UnknownOption(name, kSummariseMembers);
    }
    if (error.has_value()) return *error;
  }
  return options;
}

Expected<Record> ParseRecord(std::string_view line, const Record& defaults,
                             std::string* id_json) {
  *id_json = "null";
  const Json object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!object.is_object()) {
    return Error{ErrorCode::kInvalidRecord, "This line is no JSON object.",
                 "Each line is an object with \"id\" and \"text\"."};
  }
  const auto id = object.find("id");
  if (id != object.end()) {
    *id_json = id->dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  const auto text = object.find("text");
  if (text == object.end() || !text->is_string()) {
    return Error{ErrorCode::kInvalidRecord,
                 "This line has no \"text\" that is a string.",
                 "Each line is an object with \"id\" and \"text\"."};
  }
  Record record = defaults;
  record.id_json = *id_json;
  record.text = text->get<std::string>();
  for (const auto& [name, value] : object.items()) {
    if (name == "id" || name == "text") continue;
    std::optional<Error> error;
    if (!ReadAnalyseMember(name, value, &record.analyse, &error) &&
        !ReadSummariseMember(name, value, &record.summarise, &error)) {
      return UnknownOption(name, "id, text, " + std::string(kAnalyseMembers) +
                                     ", " + std::string(kSummariseMembers));
    }
    if (error.has_value()) return *error;
  }
  return record;
}

}  // namespace standfirst
