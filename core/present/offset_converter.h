#ifndef STANDFIRST_CORE_PRESENT_OFFSET_CONVERTER_H_
#define STANDFIRST_CORE_PRESENT_OFFSET_CONVERTER_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/include/standfirst/standfirst.h"

namespace standfirst {

// Turns UTF-16 offsets of a text into offsets of another unit. Building is
// O(|text|), a look-up reads at most kStep units.
class OffsetConverter {
 public:
  // `text` is UTF-8, malformed pieces counting as one character, and must
  // outlive the converter.
  OffsetConverter(std::string_view text, OffsetUnit unit);

  uint32_t Convert(uint32_t utf16) const;

 private:
  static constexpr uint32_t kStep = 1024;
  struct Checkpoint {
    uint32_t utf16;
    uint32_t byte;
    uint32_t code_point;
  };

  std::string_view text_;
  OffsetUnit unit_;
  std::vector<Checkpoint> checkpoints_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_PRESENT_OFFSET_CONVERTER_H_
