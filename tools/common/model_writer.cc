#include "tools/common/model_writer.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/model/format.h"
#include "tools/common/lines.h"
#include "tools/common/model_packer.h"

namespace standfirst::tools {
namespace {

constexpr size_t kPartNameSize = 16;
constexpr size_t kLanguageSize = 8;

void PutU32(std::vector<uint8_t>* bytes, size_t offset, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) {
    (*bytes)[offset + i] = static_cast<uint8_t>(value >> (8 * i));
  }
}

// The name, then zeros up to `size` bytes in all.
void AppendName(std::vector<uint8_t>* bytes, std::string_view name,
                size_t size) {
  bytes->insert(bytes->end(), name.begin(), name.end());
  bytes->resize(bytes->size() + size - name.size(), 0);
}

size_t Aligned(size_t size) {
  return (size + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

Error Refused(const std::string& what) {
  return Error{ErrorCode::kInternal, what, ""};
}

}  // namespace

ModelWriter::ModelWriter(std::string part, std::string language)
    : part_(std::move(part)), language_(std::move(language)) {}

void ModelWriter::Add(std::string_view name, uint32_t version,
                      std::span<const uint8_t> bytes) {
  sections_.push_back(
      {std::string(name), version, {bytes.begin(), bytes.end()}});
}

Expected<std::vector<uint8_t>> ModelWriter::Bytes() const {
  if (part_.empty() || part_.size() > kPartNameSize ||
      language_.size() > kLanguageSize) {
    return Refused("the part's name or language does not fit: " + part_);
  }
  for (size_t i = 0; i < sections_.size(); ++i) {
    const std::string& name = sections_[i].name;
    const bool twice = std::any_of(
        sections_.begin(), sections_.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const Section& other) { return other.name == name; });
    if (twice || name.empty() || name.size() > kSectionNameSize) {
      return Refused("a section's name is double or does not fit: " + name);
    }
  }
  const size_t table_end =
      kModelHeaderSize + sections_.size() * kSectionEntrySize;
  size_t offset = Aligned(table_end);
  std::vector<uint8_t> table;
  for (const Section& section : sections_) {
    AppendName(&table, section.name, kSectionNameSize);
    AppendU32(&table, static_cast<uint32_t>(offset));
    AppendU32(&table, static_cast<uint32_t>(section.bytes.size()));
    AppendU32(&table, Crc32(section.bytes));
    AppendU32(&table, section.version);
    offset = Aligned(offset + section.bytes.size());
  }
  std::vector<uint8_t> bytes(kModelMagic.begin(), kModelMagic.end());
  AppendU16(&bytes, kModelFormatVersion);
  AppendU16(&bytes, static_cast<uint16_t>(sections_.size()));
  AppendU32(&bytes, static_cast<uint32_t>(offset));
  const size_t checksum_at = bytes.size();
  AppendU32(&bytes, 0);
  AppendName(&bytes, part_, kPartNameSize);
  AppendName(&bytes, language_, kLanguageSize);
  AppendU64(&bytes, 0);  // Reserved.
  bytes.insert(bytes.end(), table.begin(), table.end());
  PutU32(&bytes, checksum_at, Crc32(bytes));
  for (const Section& section : sections_) {
    AppendPadding(&bytes, kSectionAlignment);
    bytes.insert(bytes.end(), section.bytes.begin(), section.bytes.end());
  }
  AppendPadding(&bytes, kSectionAlignment);
  return bytes;
}

Status ModelWriter::Write(const std::string& path) const {
  const Expected<std::vector<uint8_t>> bytes = Bytes();
  if (!bytes.ok()) return bytes.error();
  const std::vector<uint8_t> stored = PackModel(bytes.value());
  return WriteFile(
      path, {reinterpret_cast<const char*>(stored.data()), stored.size()});
}

void AppendU8(std::vector<uint8_t>* bytes, uint8_t value) {
  bytes->push_back(value);
}

void AppendU16(std::vector<uint8_t>* bytes, uint16_t value) {
  bytes->push_back(static_cast<uint8_t>(value));
  bytes->push_back(static_cast<uint8_t>(value >> 8U));
}

void AppendU32(std::vector<uint8_t>* bytes, uint32_t value) {
  AppendU16(bytes, static_cast<uint16_t>(value));
  AppendU16(bytes, static_cast<uint16_t>(value >> 16U));
}

void AppendU64(std::vector<uint8_t>* bytes, uint64_t value) {
  AppendU32(bytes, static_cast<uint32_t>(value));
  AppendU32(bytes, static_cast<uint32_t>(value >> 32U));
}

void AppendPadding(std::vector<uint8_t>* bytes, size_t alignment) {
  while (bytes->size() % alignment != 0) bytes->push_back(0);
}

}  // namespace standfirst::tools
