#ifndef STANDFIRST_TESTS_FUZZ_CLEAN_CHECK_H_
#define STANDFIRST_TESTS_FUZZ_CLEAN_CHECK_H_

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/clean/clean.h"
#include "core/text/utf8.h"

namespace standfirst {

// Stops the fuzzer where something that must hold of any text does not.
inline void Demand(bool holds) {
  if (!holds) std::abort();
}

inline void CheckCleaned(std::string_view original, const CleanText& clean) {
  if (clean.not_text) return;
  Demand(IsValidUtf8(clean.text));
  uint32_t end = 0;
  for (const Block& block : clean.blocks) {
    Demand(block.span.start.value >= end && !block.span.empty());
    end = block.span.end.value;
    const Utf16Span units = clean.map.ToUtf16(clean.text, block.span);
    Demand(units.start <= units.end && units.end.value <= clean.utf16_size);
    const OriginalByteSpan bytes = clean.map.ToOriginalBytes(block.span);
    Demand(bytes.start <= bytes.end && bytes.end.value <= original.size());
  }
  Demand(end == clean.text.size());
  std::vector<OffsetMap::Stretch> stretches;
  clean.map.AppendStretches(clean.text,
                            {{0}, {static_cast<uint32_t>(clean.text.size())}},
                            &stretches);
  CleanOffset clean_end;
  OriginalByteOffset byte_end;
  for (const OffsetMap::Stretch& stretch : stretches) {
    Demand(stretch.clean.start >= clean_end &&
           stretch.original.start >= byte_end);
    clean_end = stretch.clean.end;
    byte_end = stretch.original.end;
    if (!stretch.replaced && stretch.original.size() == stretch.clean.size()) {
      Demand(
          clean.text.substr(stretch.clean.start.value, stretch.clean.size()) ==
          original.substr(stretch.original.start.value,
                          stretch.original.size()));
    }
  }
  std::vector<uint32_t> ids;
  for (const LeftOut& left : clean.left_out) {
    Demand(left.original.end.value <= original.size());
    Demand(left.utf16.end.value <= clean.utf16_size);
    ids.push_back(left.id);
  }
  CleanOptions options;
  options.keep = ids;
  if (!ids.empty()) Demand(Clean(original, options).left_out.empty());
}

}  // namespace standfirst

#endif  // STANDFIRST_TESTS_FUZZ_CLEAN_CHECK_H_
