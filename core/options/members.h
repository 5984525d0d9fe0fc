// The members of the options: what options, however they come, and records
// share.

#ifndef STANDFIRST_CORE_OPTIONS_MEMBERS_H_
#define STANDFIRST_CORE_OPTIONS_MEMBERS_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/include/standfirst/standfirst.h"
#include "core/options/json_value.h"

namespace standfirst {

// True if the step has a member of that name; what is wrong with its value goes
// into `error`.
bool ReadAnalyseMember(const std::string& name, const JsonValue& value,
                       AnalyseOptions* options, std::optional<Error>* error);
bool ReadSummariseMember(const std::string& name, const JsonValue& value,
                         SummariseOptions* options,
                         std::optional<Error>* error);

// All of an object's members; nothing for what is no JSON.
Expected<AnalyseOptions> ReadAnalyseOptions(
    const std::optional<JsonValue>& given);
Expected<SummariseOptions> ReadSummariseOptions(
    const std::optional<JsonValue>& given);

// The error for a member of a record that neither step has.
Error UnknownRecordMember(std::string_view member);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_OPTIONS_MEMBERS_H_
