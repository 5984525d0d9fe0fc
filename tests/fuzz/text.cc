#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/clean_check.h"

// Any bytes as text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  standfirst::CheckCleaned(text, standfirst::Clean(text, {}));
  return 0;
}
