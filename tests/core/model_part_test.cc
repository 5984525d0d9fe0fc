#include "core/model/model_part.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/format.h"

namespace standfirst {
namespace {

void PutU16(std::vector<uint8_t>* bytes, size_t at, uint32_t value) {
  (*bytes)[at] = static_cast<uint8_t>(value);
  (*bytes)[at + 1] = static_cast<uint8_t>(value >> 8);
}
void PutU32(std::vector<uint8_t>* bytes, size_t at, uint32_t value) {
  PutU16(bytes, at, value & 0xFFFF);
  PutU16(bytes, at + 2, value >> 16);
}

// Written from the format's description, not with the project's writer.
std::vector<uint8_t> MakePart(const std::string& name,
                              const std::vector<std::string>& sections) {
  const size_t table = sections.size() * kSectionEntrySize;
  std::vector<uint8_t> bytes(kModelHeaderSize + table);
  std::memcpy(bytes.data(), "SFM1", 4);
  PutU16(&bytes, 4, 1);
  PutU16(&bytes, 6, static_cast<uint32_t>(sections.size()));
  std::memcpy(bytes.data() + 16, name.data(), name.size());
  std::memcpy(bytes.data() + 32, "en", 2);
  for (size_t index = 0; index < sections.size(); ++index) {
    bytes.resize((bytes.size() + 7) / 8 * 8);
    const size_t entry = kModelHeaderSize + index * kSectionEntrySize;
    const std::string section_name = "section" + std::to_string(index);
    std::memcpy(bytes.data() + entry, section_name.data(), section_name.size());
    PutU32(&bytes, entry + 16, static_cast<uint32_t>(bytes.size()));
    PutU32(&bytes, entry + 20, static_cast<uint32_t>(sections[index].size()));
    const std::vector<uint8_t> content(sections[index].begin(),
                                       sections[index].end());
    PutU32(&bytes, entry + 24, Crc32(content));
    PutU32(&bytes, entry + 28, 1);
    bytes.insert(bytes.end(), content.begin(), content.end());
  }
  PutU32(&bytes, 8, static_cast<uint32_t>(bytes.size()));
  PutU32(&bytes, 12,
         Crc32(std::span(bytes).subspan(0, kModelHeaderSize + table)));
  return bytes;
}

TEST(ModelPartTest, ReadsWhatWasWritten) {
  const auto part = ModelPart::Read(MakePart("test", {"first", "", "third!"}));
  ASSERT_TRUE(part.ok()) << part.error().message;
  EXPECT_EQ(part.value().name(), "test");
  EXPECT_EQ(part.value().language(), "en");
  const ModelSection* third = part.value().Find("section2");
  ASSERT_NE(third, nullptr);
  EXPECT_EQ(std::string(third->bytes.begin(), third->bytes.end()), "third!");
  EXPECT_EQ(part.value().Find("section3"), nullptr);
}

TEST(ModelPartTest, TheChecksumIsThatOfZlib) {
  const std::string_view text = "123456789";
  const std::vector<uint8_t> bytes(text.begin(), text.end());
  EXPECT_EQ(Crc32(bytes), 0xCBF43926U);
  // In any pieces, of any length.
  for (size_t cut = 0; cut <= bytes.size(); ++cut) {
    const std::span<const uint8_t> all(bytes);
    EXPECT_EQ(Crc32(all.subspan(cut), Crc32(all.first(cut))), 0xCBF43926U)
        << cut;
  }
  const std::vector<uint8_t> long_text(1000, 'a');
  EXPECT_EQ(Crc32(long_text), 0x9A38DA03U);
}

// Altered by any bit, or cut anywhere: a typed error, never a part.
TEST(ModelPartTest, EveryAlteredBitIsFound) {
  const std::vector<uint8_t> good = MakePart("test", {"first", "second"});
  // Bytes that no checksum covers hold nothing: the padding.
  for (size_t at = 0; at < good.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::vector<uint8_t> bad = good;
      bad[at] = static_cast<uint8_t>(bad[at] ^ (1U << bit));
      const auto part = ModelPart::Read(bad);
      if (part.ok()) {
        const ModelSection* section = part.value().Find("section0");
        ASSERT_NE(section, nullptr) << "byte " << at;
        EXPECT_EQ(std::string(section->bytes.begin(), section->bytes.end()),
                  "first")
            << "byte " << at;
        continue;
      }
      EXPECT_TRUE(part.error().code == ErrorCode::kModelInvalid ||
                  part.error().code == ErrorCode::kModelVersion)
          << "byte " << at;
      EXPECT_FALSE(part.error().hint.empty());
    }
  }
}

TEST(ModelPartTest, EveryCutIsFound) {
  const std::vector<uint8_t> good = MakePart("test", {"first", "second"});
  for (size_t size = 0; size < good.size(); ++size) {
    const auto part = ModelPart::Read(std::span(good).subspan(0, size));
    ASSERT_FALSE(part.ok()) << "cut to " << size;
    EXPECT_EQ(part.error().code, ErrorCode::kModelInvalid);
  }
}

TEST(ModelPartTest, AnotherVersionIsSaid) {
  std::vector<uint8_t> bytes = MakePart("test", {});
  PutU16(&bytes, 4, 2);
  const auto part = ModelPart::Read(bytes);
  ASSERT_FALSE(part.ok());
  EXPECT_EQ(part.error().code, ErrorCode::kModelVersion);
}

}  // namespace
}  // namespace standfirst
