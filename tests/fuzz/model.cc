// Any bytes as a model part. The checksums would stop nearly every change, so
// the fuzzer's bytes go into a part of ours and the checksums are made right
// again; the part is then used.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/model/format.h"
#include "standfirst/standfirst.h"
#include "tests/fuzz/support.h"

namespace {

uint32_t ReadU32(const std::vector<uint8_t>& bytes, size_t at) {
  return static_cast<uint32_t>(bytes[at]) |
         static_cast<uint32_t>(bytes[at + 1]) << 8U |
         static_cast<uint32_t>(bytes[at + 2]) << 16U |
         static_cast<uint32_t>(bytes[at + 3]) << 24U;
}

void WriteU32(std::vector<uint8_t>* bytes, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) {
    (*bytes)[at + i] = static_cast<uint8_t>(value >> (8 * i));
  }
}

// As the writer would have made them (core/model/format.h).
void MendChecksums(std::vector<uint8_t>* bytes) {
  using standfirst::kModelHeaderSize;
  using standfirst::kSectionEntrySize;
  if (bytes->size() < kModelHeaderSize) return;
  const size_t sections = (*bytes)[6] | static_cast<size_t>((*bytes)[7]) << 8U;
  const size_t table_end = kModelHeaderSize + sections * kSectionEntrySize;
  if (table_end > bytes->size()) return;
  for (size_t i = 0; i < sections; ++i) {
    const size_t entry = kModelHeaderSize + i * kSectionEntrySize;
    const size_t start = ReadU32(*bytes, entry + 16);
    const size_t size = ReadU32(*bytes, entry + 20);
    if (start > bytes->size() || size > bytes->size() - start) continue;
    WriteU32(bytes, entry + 24,
             standfirst::Crc32(std::span(*bytes).subspan(start, size)));
  }
  WriteU32(bytes, 12, 0);
  WriteU32(bytes, 12, standfirst::Crc32(std::span(*bytes).first(table_end)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::vector<std::vector<uint8_t>> parts =
      standfirst::fuzz::ReadModels();
  // Bytes of four: which part, where (two bytes, scaled), what.
  std::vector<uint8_t> bytes;
  if (!parts.empty() && size > 4 && data[0] != 0xFF) {
    bytes = parts[data[0] % parts.size()];
    for (size_t at = 1; at + 4 <= size && at < 400; at += 4) {
      const size_t where = (data[at] | static_cast<size_t>(data[at + 1]) << 8U |
                            static_cast<size_t>(data[at + 2]) << 16U) %
                           bytes.size();
      // The head of the file is where most of what can go wrong is decided.
      bytes[(data[at + 2] & 1U) != 0 ? where % 512 : where] = data[at + 3];
    }
  } else {
    bytes.assign(data, data + size);
  }
  MendChecksums(&bytes);
  standfirst::Model model;
  for (const auto& part : parts) static_cast<void>(model.LoadPart(part));
  if (!model.LoadPart(bytes).ok()) return 0;
  standfirst::Session session(model);
  constexpr std::string_view kText =
      "PORT ELM, Tuesday: Mayor Anna Brook said on Friday that the harbour "
      "would open again in May. \"We have waited long,\" she told the Elm "
      "Courier. The works cost $4.2 million, 10% more than planned.\n\n"
      "Ships of Norland Lines left the town in 2019 and may come back.";
  if (!session.Analyse(kText, {}).ok()) return 0;
  const auto result = session.Summarise({});
  if (result.ok()) static_cast<void>(standfirst::ToJson(result.value(), {}));
  return 0;
}
