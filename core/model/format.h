#ifndef STANDFIRST_CORE_MODEL_FORMAT_H_
#define STANDFIRST_CORE_MODEL_FORMAT_H_

#include <array>
#include <cstdint>
#include <span>

namespace standfirst {

// A model part (`.sfm`), format version 1. All numbers little-endian; stored
// packed (core/model/packing.h), read in place once unpacked.
//
//   offset  size  what
//        0     4  magic "SFM1"
//        4     2  format version
//        6     2  number of sections
//        8     4  bytes of the whole file
//       12     4  CRC-32 of the header (this field as zero) and section table
//       16    16  name of the part, NUL padded: "base", "entities", "grammar"
//       32     8  language, NUL padded: "en"
//       40     8  reserved, zero
//       48  32 x  section table
//        …        sections, each starting on a multiple of 8
//
// A section table entry:
//        0    16  name, NUL padded
//       16     4  offset from the start of the file
//       20     4  bytes
//       24     4  CRC-32 of the section's bytes
//       28     4  version of the section's own layout
//
// Names are never used again for something else; a layout that changes gets
// the next section version.
constexpr std::array<uint8_t, 4> kModelMagic = {'S', 'F', 'M', '1'};
constexpr uint16_t kModelFormatVersion = 1;
constexpr uint32_t kModelHeaderSize = 48;
constexpr uint32_t kSectionEntrySize = 32;
constexpr uint32_t kSectionAlignment = 8;
constexpr uint32_t kSectionNameSize = 16;

// CRC-32 as in zlib (polynomial 0xEDB88320), continued from `crc`.
uint32_t Crc32(std::span<const uint8_t> bytes, uint32_t crc = 0);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_MODEL_FORMAT_H_
