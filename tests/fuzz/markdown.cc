#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/clean/markup.h"
#include "tests/fuzz/clean_check.h"

// Any bytes as Markdown, and what comes of them as text with blocks.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const standfirst::FrontEndText front = standfirst::StripMarkdown(text);
  standfirst::CleanOptions options;
  options.blocks = front.blocks;
  const standfirst::CleanText clean = standfirst::Clean(front.text, options);
  if (clean.not_text) return 0;
  standfirst::Demand(standfirst::IsValidUtf8(clean.text));
  standfirst::Demand(standfirst::IsValidUtf8(front.text));
  return 0;
}
