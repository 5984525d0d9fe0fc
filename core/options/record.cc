// Records of --jsonl: options with a text and an id.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "core/include/standfirst/standfirst.h"
#include "core/options/json_value.h"
#include "core/options/members.h"
#include "core/text/equal.h"

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

}  // namespace

Expected<Record> ParseRecord(std::string_view line, const Record& defaults,
                             std::string* id_json) {
  *id_json = "null";
  const std::optional<JsonValue> object = ParseJson(line);
  if (!object.has_value() || !object->is_object()) {
    return Error{ErrorCode::kInvalidRecord, "This line is no JSON object.",
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
