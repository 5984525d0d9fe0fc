#ifndef STANDFIRST_CORE_MODEL_MODEL_PART_H_
#define STANDFIRST_CORE_MODEL_MODEL_PART_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/include/standfirst/error.h"

namespace standfirst {

// Reads little-endian numbers from section bytes. Callers have checked the
// bounds; sections are aligned to 8, arrays inside them as their writer says.
inline uint16_t ReadU16(std::span<const uint8_t> bytes, size_t offset) {
  return static_cast<uint16_t>(bytes[offset] | (bytes[offset + 1] << 8));
}
inline uint32_t ReadU32(std::span<const uint8_t> bytes, size_t offset) {
  return static_cast<uint32_t>(bytes[offset]) |
         (static_cast<uint32_t>(bytes[offset + 1]) << 8) |
         (static_cast<uint32_t>(bytes[offset + 2]) << 16) |
         (static_cast<uint32_t>(bytes[offset + 3]) << 24);
}

struct ModelSection {
  std::string name;
  uint32_t version = 1;
  std::span<const uint8_t> bytes;  // Into the part's own bytes.
};

// A model part whose header, table and checksums have been checked.
// Owns its bytes; sections point into them and live as long. Movable, not
// copyable.
class ModelPart {
 public:
  // `stored`: the file, packed (core/model/packing.h) or not. Errors:
  // kModelInvalid (not such a file, cut, altered), kModelVersion (a format of
  // another version).
  static Expected<ModelPart> Read(std::span<const uint8_t> stored);

  ModelPart(ModelPart&&) = default;
  ModelPart& operator=(ModelPart&&) = default;
  ModelPart(const ModelPart&) = delete;
  ModelPart& operator=(const ModelPart&) = delete;
  ~ModelPart() = default;

  const std::string& name() const { return name_; }
  const std::string& language() const { return language_; }
  // The section of that name, or nullptr.
  const ModelSection* Find(std::string_view name) const;
  const std::vector<ModelSection>& sections() const { return sections_; }

 private:
  ModelPart() = default;

  std::vector<uint8_t> bytes_;
  std::string name_;
  std::string language_;
  std::vector<ModelSection> sections_;
};

// The error every stage gives for a section it cannot use: missing, cut, of
// another layout. One sentence for all, as what to do is the same, and fifty of
// them would be half a kilobyte of the wasm module.
Failure InvalidSection(std::string_view section);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_MODEL_MODEL_PART_H_
