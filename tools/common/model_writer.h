#ifndef STANDFIRST_TOOLS_COMMON_MODEL_WRITER_H_
#define STANDFIRST_TOOLS_COMMON_MODEL_WRITER_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "standfirst/error.h"

namespace standfirst::tools {

// Puts named sections together to a model part (core/model/format.h) and
// stores it packed. The same sections in the same order give the same file.
//
//   ModelWriter writer("base");
//   writer.Add("words", 1, words_bytes);
//   Status written = writer.Write("models/base.sfm");
class ModelWriter {
 public:
  // `part` and `language` fit their fields of the header (16 and 8 bytes).
  explicit ModelWriter(std::string part, std::string language = "en");

  // `version` is that of the section's own layout. Names are unique and fit
  // their field (16 bytes).
  void Add(std::string_view name, uint32_t version,
           std::span<const uint8_t> bytes);

  // The part as the core reads it, not deflated.
  Expected<std::vector<uint8_t>> Bytes() const;
  Status Write(const std::string& path) const;

 private:
  struct Section {
    std::string name;
    uint32_t version = 1;
    std::vector<uint8_t> bytes;
  };
  std::string part_;
  std::string language_;
  std::vector<Section> sections_;
};

// Little-endian numbers at the end of `bytes`, as the core reads them.
void AppendU8(std::vector<uint8_t>* bytes, uint8_t value);
void AppendU16(std::vector<uint8_t>* bytes, uint16_t value);
void AppendU32(std::vector<uint8_t>* bytes, uint32_t value);
void AppendU64(std::vector<uint8_t>* bytes, uint64_t value);
// Zeros until the size is a multiple of `alignment`.
void AppendPadding(std::vector<uint8_t>* bytes, size_t alignment);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_MODEL_WRITER_H_
