// Any bytes through the whole path. The first bytes choose options; what comes
// out is checked: spans in order, inside the text, every output printable.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "standfirst/standfirst.h"
#include "tests/fuzz/support.h"

namespace {

using standfirst::InputFormat;
using standfirst::LengthName;
using standfirst::SummaryType;

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckRange(standfirst::Range range, uint32_t end) {
  Check(range.start <= range.end && range.end <= end);
}

void CheckLine(const standfirst::Text& line, uint32_t end) {
  uint32_t before = 0;
  for (const standfirst::Range& span : line.spans) {
    CheckRange(span, end);
    Check(span.start >= before);
    before = span.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  static const standfirst::Model model = standfirst::fuzz::LoadModels();
  standfirst::AnalyseOptions analyse;
  analyse.input = static_cast<InputFormat>(data[0] % 3);
  analyse.assume_english = (data[0] & 0x80U) != 0;
  standfirst::SummariseOptions summarise;
  summarise.type = static_cast<SummaryType>(data[1] % 5);
  summarise.length = static_cast<LengthName>(data[1] / 5 % 3);
  summarise.compression =
      static_cast<standfirst::CompressionLevel>(data[2] % 3);
  if ((data[2] & 0x80U) != 0) summarise.focus.emplace_back("the");
  const std::string_view text(reinterpret_cast<const char*>(data + 3),
                              size - 3);

  standfirst::Session session(model);
  if (!session.Begin(text, analyse).ok()) return 0;
  // Small steps: the caller may stop between any two.
  while (true) {
    const auto more = session.Advance(64);
    Check(more.ok());
    if (!more.value()) break;
  }
  const auto result = session.Summarise(summarise);
  Check(result.ok());
  const standfirst::Article& article = *result.value().article;
  for (const auto& sentence : article.sentences) {
    CheckRange(sentence.range, article.characters);
  }
  for (const auto& entity : article.entities) {
    for (const auto& mention : entity.mentions) {
      CheckRange(mention, article.characters);
    }
  }
  for (const auto& left_out : article.left_out) {
    CheckRange(left_out.range, article.characters);
  }
  for (const auto& line : result.value().summary) {
    CheckLine(line, article.characters);
  }
  standfirst::JsonOptions json;
  json.offsets = static_cast<standfirst::OffsetUnit>(data[2] / 3 % 3);
  Check(!standfirst::ToJson(result.value(), json).empty());
  static_cast<void>(standfirst::ToPlainText(result.value()));
  static_cast<void>(standfirst::ToMarkdown(result.value()));
  static_cast<void>(standfirst::ToHtml(result.value()));
  return 0;
}
