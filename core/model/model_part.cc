#include "core/model/model_part.h"

#include <algorithm>
#include <utility>

#include "core/model/format.h"
#include "core/model/packing.h"
#include "core/text/digits.h"

namespace standfirst {
namespace {

// What half a byte adds to the checksum when so many halves follow it in the
// same word of 32 bits (Kounavis and Berry 2008, "slicing", by halves). Made
// where it is needed: as constants they would be half a kilobyte of noise in
// the wasm module.
using CrcTables = std::array<std::array<uint32_t, 16>, 8>;

CrcTables MakeCrcTables() {
  CrcTables tables{};
  for (uint32_t half = 0; half < 16; ++half) {
    uint32_t value = half;
    for (int bit = 0; bit < 4; ++bit) {
      value = value >> 1 ^ ((0 - (value & 1U)) & 0xEDB88320U);
    }
    tables[0][half] = value;
  }
  for (size_t after = 1; after < tables.size(); ++after) {
    for (size_t half = 0; half < 16; ++half) {
      const uint32_t value = tables[after - 1][half];
      tables[after][half] = value >> 4 ^ tables[0][value & 0xFU];
    }
  }
  return tables;
}

std::string PaddedName(std::span<const uint8_t> bytes) {
  std::string name;
  for (const uint8_t byte : bytes) {
    if (byte == 0) break;
    name.push_back(static_cast<char>(byte));
  }
  return name;
}

Failure Invalid(std::string_view what) {
  return MakeFailure(
      {ErrorCode::kModelInvalid,
       "This model file cannot be used: " + std::string(what) + ".",
       "Fetch the file again; it belongs to this version of Standfirst."});
}

}  // namespace

uint32_t Crc32(std::span<const uint8_t> bytes, uint32_t crc) {
  const CrcTables tables = MakeCrcTables();
  crc = ~crc;
  size_t at = 0;
  for (; at + 4 <= bytes.size(); at += 4) {
    const uint32_t word = crc ^ ReadU32(bytes, at);
    crc = 0;
    for (uint32_t half = 0; half < tables.size(); ++half) {
      crc ^= tables[tables.size() - 1 - half][word >> (4 * half) & 0xFU];
    }
  }
  for (; at < bytes.size(); ++at) {
    crc ^= bytes[at];
    crc = tables[0][crc & 0xFU] ^ crc >> 4;
    crc = tables[0][crc & 0xFU] ^ crc >> 4;
  }
  return ~crc;
}

Failure InvalidSection(std::string_view section) {
  return Invalid("its section " + std::string(section) +
                 " was altered or belongs to another version");
}

Expected<ModelPart> ModelPart::Read(std::span<const uint8_t> stored) {
  ModelPart part;
  part.bytes_ = Unpack(stored);
  if (part.bytes_.empty()) part.bytes_.assign(stored.begin(), stored.end());
  const std::span<const uint8_t> bytes(part.bytes_);
  if (bytes.size() < kModelHeaderSize ||
      !std::equal(kModelMagic.begin(), kModelMagic.end(), bytes.begin())) {
    return Invalid("it is no model file");
  }
  const uint16_t version = ReadU16(bytes, 4);
  if (version != kModelFormatVersion) {
    return Error{ErrorCode::kModelVersion,
                 "This model file has format " + Digits(version) +
                     "; this program reads format " +
                     Digits(kModelFormatVersion) + ".",
                 "Use program and model files of one release."};
  }
  const uint32_t section_count = ReadU16(bytes, 6);
  const size_t table_end =
      kModelHeaderSize + size_t{section_count} * kSectionEntrySize;
  if (ReadU32(bytes, 8) != bytes.size() || table_end > bytes.size()) {
    return Invalid("it was cut or added to");
  }
  constexpr std::array<uint8_t, 4> kNoChecksum{};
  uint32_t checksum = Crc32(bytes.subspan(0, 12));
  checksum = Crc32(kNoChecksum, checksum);
  checksum = Crc32(bytes.subspan(16, table_end - 16), checksum);
  if (checksum != ReadU32(bytes, 12)) return Invalid("its header was altered");

  part.name_ = PaddedName(bytes.subspan(16, 16));
  part.language_ = PaddedName(bytes.subspan(32, 8));
  for (uint32_t index = 0; index < section_count; ++index) {
    const size_t entry = kModelHeaderSize + size_t{index} * kSectionEntrySize;
    ModelSection section;
    section.name = PaddedName(bytes.subspan(entry, kSectionNameSize));
    const uint32_t offset = ReadU32(bytes, entry + 16);
    const uint32_t size = ReadU32(bytes, entry + 20);
    if (offset % kSectionAlignment != 0 || offset < table_end ||
        offset > bytes.size() || size > bytes.size() - offset) {
      return InvalidSection(section.name);
    }
    section.bytes = bytes.subspan(offset, size);
    if (Crc32(section.bytes) != ReadU32(bytes, entry + 24)) {
      return InvalidSection(section.name);
    }
    section.version = ReadU32(bytes, entry + 28);
    part.sections_.push_back(std::move(section));
  }
  return part;
}

const ModelSection* ModelPart::Find(std::string_view name) const {
  for (const ModelSection& section : sections_) {
    if (section.name == name) return &section;
  }
  return nullptr;
}

}  // namespace standfirst
