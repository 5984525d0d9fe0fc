// JSON texts and options in them, read by nlohmann/json. The wasm module has
// none of this: a browser has read its options already (wasm/json_value_of.h).

#include <cstddef>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/options/json_value.h"
#include "core/options/members.h"

namespace standfirst {
namespace {

// Takes what nlohmann/json reads, piece by piece. The open arrays and objects
// are held by value, so that nothing points into a vector that grows.
class TreeBuilder {
 public:
  using Json = nlohmann::json;

  bool null() { return Put({}); }
  bool boolean(bool value) {
    JsonValue item;
    item.kind = JsonValue::Kind::kBoolean;
    item.boolean = value;
    return Put(std::move(item));
  }
  bool number_integer(Json::number_integer_t value) {
    JsonValue item;
    item.kind = JsonValue::Kind::kNegative;
    item.magnitude = 0 - static_cast<uint64_t>(value);
    return Put(std::move(item));
  }
  bool number_unsigned(Json::number_unsigned_t value) {
    JsonValue item;
    item.kind = JsonValue::Kind::kUnsigned;
    item.magnitude = value;
    return Put(std::move(item));
  }
  bool number_float(Json::number_float_t value, const std::string&) {
    JsonValue item;
    item.kind = JsonValue::Kind::kFraction;
    item.fraction = value;
    return Put(std::move(item));
  }
  // The reader's own buffer: it may be emptied.
  bool string(std::string& value) {  // NOLINT(google-runtime-references)
    JsonValue item;
    item.kind = JsonValue::Kind::kString;
    item.text = std::move(value);
    return Put(std::move(item));
  }
  bool key(std::string& value) {  // NOLINT(google-runtime-references)
    open_.back().names.push_back(std::move(value));
    return true;
  }
  static bool binary(const Json::binary_t&) { return false; }
  bool start_object(size_t) { return Open(JsonValue::Kind::kObject); }
  bool start_array(size_t) { return Open(JsonValue::Kind::kArray); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }
  template <typename Exception>
  static bool parse_error(size_t, const std::string&, const Exception&) {
    return false;
  }

  JsonValue Take() { return std::move(root_); }

 private:
  bool Put(JsonValue item) {
    if (open_.empty()) {
      root_ = std::move(item);
    } else {
      open_.back().items.push_back(std::move(item));
    }
    return true;
  }
  bool Open(JsonValue::Kind kind) {
    if (open_.size() >= kDeepestJson) return false;
    open_.emplace_back().kind = kind;
    return true;
  }
  bool Close() {
    JsonValue closed = std::move(open_.back());
    open_.pop_back();
    return Put(std::move(closed));
  }

  std::vector<JsonValue> open_;
  JsonValue root_;
};

}  // namespace

std::optional<JsonValue> ParseJson(std::string_view json) {
  TreeBuilder builder;
  if (!nlohmann::json::sax_parse(json.data(), json.data() + json.size(),
                                 &builder)) {
    return std::nullopt;
  }
  return builder.Take();
}

Expected<AnalyseOptions> ParseAnalyseOptions(std::string_view json) {
  return ReadAnalyseOptions(ParseJson(json.empty() ? "{}" : json));
}

Expected<SummariseOptions> ParseSummariseOptions(std::string_view json) {
  return ReadSummariseOptions(ParseJson(json.empty() ? "{}" : json));
}

}  // namespace standfirst
