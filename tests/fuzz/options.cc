// Any bytes as options and as a record: a value or a typed error.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "standfirst/standfirst.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  static_cast<void>(standfirst::ParseAnalyseOptions(json));
  static_cast<void>(standfirst::ParseSummariseOptions(json));
  std::string id;
  const auto record = standfirst::ParseRecord(json, {}, &id);
  if (!record.ok()) {
    static_cast<void>(standfirst::ErrorToJson(record.error()));
  }
  return 0;
}
