// Reads options from JSON values. The one place that knows which members
// there are and what each may be (docs/options.md says the same to people).

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "core/entity/entity.h"
#include "core/include/standfirst/standfirst.h"
#include "core/options/json_value.h"
#include "core/options/members.h"
#include "core/text/digits.h"
#include "core/text/document.h"
#include "core/text/equal.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

constexpr uint32_t kLargestCount = 1000000;
constexpr size_t kMostFocusTerms = 50;
constexpr size_t kLongestShownValue = 60;

// Six decimals are more than an option needs. Not by printf: its floating
// point is the largest piece of the C library in the wasm module.
std::string ShownNumber(double number) {
  constexpr double kLargest = 1e15;
  if (!(number > -kLargest && number < kLargest)) return "a number so large";
  std::string shown = number < 0 ? "-" : "";
  const auto millionths = static_cast<uint64_t>(
      std::floor((number < 0 ? -number : number) * 1e6 + 0.5));
  shown += Digits(millionths / 1000000);
  std::string decimals = Digits(millionths % 1000000, 6);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  if (!decimals.empty()) shown += "." + decimals;
  return shown;
}

void AppendShown(const JsonValue& value, int depth, std::string* shown) {
  constexpr int kDeepest = 3;
  switch (value.kind) {
    case JsonValue::Kind::kString:
      *shown += '"' + value.text + '"';
      return;
    case JsonValue::Kind::kNegative:
      *shown += '-';
      [[fallthrough]];
    case JsonValue::Kind::kUnsigned:
      *shown += Digits(value.magnitude);
      return;
    case JsonValue::Kind::kFraction:
      *shown += ShownNumber(value.fraction);
      return;
    case JsonValue::Kind::kBoolean:
      *shown += value.boolean ? "true" : "false";
      return;
    case JsonValue::Kind::kNull:
      *shown += "null";
      return;
    case JsonValue::Kind::kArray:
    case JsonValue::Kind::kObject:
      break;
  }
  if (depth >= kDeepest) {
    *shown += "…";
    return;
  }
  *shown += value.is_object() ? '{' : '[';
  for (size_t index = 0; index < value.items.size(); ++index) {
    if (index > 0) *shown += ',';
    if (value.is_object()) *shown += '"' + value.names[index] + "\":";
    AppendShown(value.items[index], depth + 1, shown);
    if (shown->size() > kLongestShownValue) return;
  }
  *shown += value.is_object() ? '}' : ']';
}

// The value as people typed it, cut where it is long.
std::string Shown(const JsonValue& value) {
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

Error InvalidOption(std::string_view member, const JsonValue& value,
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
bool ReadName(const JsonValue& value,
              const std::array<std::string_view, kSize>& names, Enum* output) {
  if (!value.is_string()) return false;
  const auto found = std::find(names.begin(), names.end(), value.text);
  if (found == names.end()) return false;
  *output = static_cast<Enum>(found - names.begin());
  return true;
}

bool ReadCount(const JsonValue& value, uint32_t low, uint32_t high,
               uint32_t* output) {
  if (value.kind != JsonValue::Kind::kUnsigned) return false;
  if (value.magnitude < low || value.magnitude > high) return false;
  *output = static_cast<uint32_t>(value.magnitude);
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

bool ReadEntities(const JsonValue& value, uint32_t* types) {
  if (value.is_boolean()) {
    *types = value.boolean ? (1U << kEntityTypeCount) - 1 : 0;
    return true;
  }
  if (!value.is_array()) return false;
  *types = 0;
  for (const JsonValue& item : value.items) {
    if (!item.is_string()) return false;
    const auto type = ParseEntityType(item.text);
    if (!type.has_value()) return false;
    *types |= 1U << static_cast<uint32_t>(*type);
  }
  return true;
}

bool ReadBlocks(const JsonValue& value, std::vector<GivenBlock>* blocks) {
  if (!value.is_array()) return false;
  blocks->clear();
  uint32_t end_before = 0;
  for (const JsonValue& item : value.items) {
    if (!item.is_object()) return false;
    GivenBlock block;
    bool has_start = false;
    bool has_end = false;
    for (size_t index = 0; index < item.items.size(); ++index) {
      const std::string& name = item.names[index];
      const JsonValue& member = item.items[index];
      if (name == "start") {
        has_start = ReadCount(member, 0, UINT32_MAX - 1, &block.start);
      } else if (name == "end") {
        has_end = ReadCount(member, 0, UINT32_MAX - 1, &block.end);
      } else if (name == "kind") {
        if (!member.is_string()) return false;
        block.kind = member.text;
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

}  // namespace

bool ReadAnalyseMember(const std::string& name, const JsonValue& value,
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
      options->title = value.text;
    } else {
      refuse("a string or null");
    }
  } else if (name == "date") {
    if (value.is_null()) {
      options->date.reset();
    } else if (value.is_string() && IsDay(value.text)) {
      options->date = value.text;
    } else {
      refuse("a day as YYYY-MM-DD, or null");
    }
  } else if (name == "language") {
    if (value.is_string() && IsOneOf(value.text, "auto en")) {
      options->assume_english = value.text == "en";
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
      for (const JsonValue& item : value.items) {
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

namespace {

bool ReadLength(const JsonValue& value, Length* length) {
  LengthName name{};
  if (ReadName(value, kLengths, &name)) {
    *length = name;
    return true;
  }
  if (!value.is_object() || value.items.size() != 1) return false;
  const std::string& member = value.names.front();
  const JsonValue& number = value.items.front();
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
    const auto ratio = number.AsDouble();
    if (!(ratio > 0 && ratio <= 1)) return false;
    // Millionths from here on: no floating point decides anything.
    *length = LengthAsShare{
        std::max(1U, static_cast<uint32_t>(std::floor(ratio * 1000000 + 0.5)))};
    return true;
  }
  return false;
}

}  // namespace

bool ReadSummariseMember(const std::string& name, const JsonValue& value,
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
    bool good = value.is_array() && value.items.size() <= kMostFocusTerms;
    options->focus.clear();
    if (good) {
      for (const JsonValue& item : value.items) {
        good = good && item.is_string();
        if (good) options->focus.push_back(item.text);
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
      options->timings = value.boolean;
    } else {
      refuse("true, false");
    }
  } else {
    return false;
  }
  return true;
}

namespace {

// Reads each member by `read`, which says whether there is one of that name.
template <typename Options>
Expected<Options> ReadMembers(const std::optional<JsonValue>& given,
                              bool (*read)(const std::string&, const JsonValue&,
                                           Options*, std::optional<Error>*),
                              std::string_view members) {
  if (!given.has_value() || !given->is_object()) {
    return Error{ErrorCode::kInvalidOption, "The options are no JSON object.",
                 "Give options as an object, such as {\"type\":\"tldr\"}."};
  }
  Options options;
  for (size_t index = 0; index < given->items.size(); ++index) {
    const std::string& name = given->names[index];
    std::optional<Error> error;
    if (!read(name, given->items[index], &options, &error)) {
      return UnknownOption(name, members);
    }
    if (error.has_value()) return *error;
  }
  return options;
}

}  // namespace

Expected<AnalyseOptions> ReadAnalyseOptions(
    const std::optional<JsonValue>& given) {
  return ReadMembers(given, &ReadAnalyseMember, kAnalyseMembers);
}

Expected<SummariseOptions> ReadSummariseOptions(
    const std::optional<JsonValue>& given) {
  return ReadMembers(given, &ReadSummariseMember, kSummariseMembers);
}

Error UnknownRecordMember(std::string_view member) {
  return UnknownOption(member, "id, text, " + std::string(kAnalyseMembers) +
                                   ", " + std::string(kSummariseMembers));
}

}  // namespace standfirst
