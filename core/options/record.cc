// Records of --jsonl: options with a text and an id.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/include/standfirst/standfirst.h"
#include "core/options/json_value.h"
#include "core/options/members.h"
#include "core/text/equal.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// An id may be any JSON: it is given back as it came, which is nlohmann/json's
// to write. Native programs alone read records.
std::string WriteJson(std::string_view json, std::string_view member) {
  const auto object = nlohmann::json::parse(json, nullptr,
                                            /*allow_exceptions=*/false);
  const auto found = object.find(member);
  return found == object.end()
             ? "null"
             : found->dump(-1, ' ', false,
                           nlohmann::json::error_handler_t::replace);
}

// "\ud83d" without its other half, as programs write that cut strings in
// UTF-16, is no JSON to nlohmann/json: it becomes U+FFFD, which counts as many
// units.
std::string WithoutHalfPairs(std::string_view json) {
  constexpr size_t kEscape = 6;  // \u and four digits.
  std::string whole(json);
  const auto is_one_of = [&](size_t at, std::string_view digits) {
    return digits.find(whole[at]) != std::string_view::npos;
  };
  // 'h' and 'l' for the halves of a pair; else '\0'.
  const auto half_at = [&](size_t at) {
    constexpr std::string_view kDigits = "0123456789abcdefABCDEF";
    if (whole.size() - at < kEscape || whole.compare(at, 2, "\\u") != 0 ||
        !is_one_of(at + 2, "dD") || !is_one_of(at + 4, kDigits) ||
        !is_one_of(at + 5, kDigits)) {
      return '\0';
    }
    if (is_one_of(at + 3, "89abAB")) return 'h';
    return is_one_of(at + 3, "cdefCDEF") ? 'l' : '\0';
  };
  for (size_t at = whole.find('\\'); at < whole.size();
       at = whole.find('\\', at)) {
    const char half = half_at(at);
    if (half == 'h' && half_at(at + kEscape) == 'l') {
      at += 2 * kEscape;
    } else if (half != '\0') {
      whole.replace(at + 2, 4, "fffd");
      at += kEscape;
    } else {
      at = std::min(at + 2, whole.size());
    }
  }
  return whole;
}

}  // namespace

Expected<Record> ParseRecord(std::string_view given, const Record& defaults,
                             std::string* id_json) {
  *id_json = "null";
  const std::string line = WithoutHalfPairs(given);
  const std::optional<JsonValue> object = ParseJson(line);
  if (!object.has_value() || !object->is_object()) {
    return Error{ErrorCode::kInvalidRecord,
                 IsValidUtf8(line)
                     ? "This line is no JSON object."
                     : "This line is no JSON object: it is not all UTF-8.",
                 "Each line is an object with \"id\" and \"text\"."};
  }
  if (object->Find("id") != nullptr) *id_json = WriteJson(line, "id");
  const JsonValue* text = object->Find("text");
  if (text == nullptr || !text->is_string()) {
    return Error{ErrorCode::kInvalidRecord,
                 "This line has no \"text\" that is a string.",
                 "Each line is an object with \"id\" and \"text\"."};
  }
  Record record = defaults;
  record.id_json = *id_json;
  record.text = text->text;
  for (size_t index = 0; index < object->items.size(); ++index) {
    const std::string& name = object->names[index];
    const JsonValue& value = object->items[index];
    if (IsOneOf(name, "id text")) continue;
    std::optional<Error> error;
    if (!ReadAnalyseMember(name, value, &record.analyse, &error) &&
        !ReadSummariseMember(name, value, &record.summarise, &error)) {
      return UnknownRecordMember(name);
    }
    if (error.has_value()) return *error;
  }
  return record;
}

}  // namespace standfirst
