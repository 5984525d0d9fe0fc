#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/front_end_check.h"

// Any bytes as HTML, and what comes of them as text with blocks.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  standfirst::CheckFrontEnd(source, standfirst::InputFormat::kHtml);
  return 0;
}
