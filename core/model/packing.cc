#include "core/model/packing.h"

#include <algorithm>

#include "core/model/model_part.h"

namespace standfirst {
namespace {

// Reads what the packer's coder wrote (tools/common/model_packer.cc): the code
// is a number between `low_` and `high_`, which every bit brings closer.
class BitReader {
 public:
  explicit BitReader(std::span<const uint8_t> code) : code_(code) {
    for (int i = 0; i < 4; ++i) Shift();
  }

  bool Read(uint32_t probability) {
    const uint32_t middle =
        low_ + static_cast<uint32_t>(
                   (static_cast<uint64_t>(high_ - low_) * probability) >> 16);
    const bool bit = value_ <= middle;
    (bit ? high_ : low_) = bit ? middle : middle + 1;
    while (((low_ ^ high_) >> 24) == 0) {
      low_ <<= 8;
      high_ = high_ << 8 | 0xFF;
      Shift();
    }
    return bit;
  }

 private:
  // Zeros follow the end.
  void Shift() {
    value_ = value_ << 8 | (at_ < code_.size() ? code_[at_] : 0U);
    ++at_;
  }

  std::span<const uint8_t> code_;
  size_t at_ = 0;
  uint32_t low_ = 0;
  uint32_t high_ = 0xFFFFFFFF;
  uint32_t value_ = 0;
};

}  // namespace

std::vector<uint8_t> Unpack(std::span<const uint8_t> stored) {
  std::vector<uint8_t> part;
  if (stored.size() < kPackedHeaderSize ||
      !std::equal(kPackedMagic.begin(), kPackedMagic.end(), stored.begin())) {
    return part;
  }
  const uint32_t size = ReadU32(stored, 4);
  const uint32_t runs = ReadU32(stored, 8);
  const uint32_t plain_size = ReadU32(stored, 12);
  const std::span<const uint8_t> body = stored.subspan(kPackedHeaderSize);
  const uint64_t plain_at = uint64_t{runs} * kPackedRunSize;
  if (size > kMaxPartBytes || plain_at + plain_size > body.size()) return part;
  const auto plain_start = static_cast<size_t>(plain_at);
  std::span<const uint8_t> plain = body.subspan(plain_start, plain_size);
  BitReader reader(body.subspan(plain_start + plain_size));
  part.resize(size);
  uint32_t at = 0;
  for (size_t run = 0; run < runs; ++run) {
    const uint32_t length = ReadU32(body, run * kPackedRunSize);
    const uint32_t before = ReadU32(body, run * kPackedRunSize + 4);
    const bool coded = before != kNotCoded;
    if (length > size - at || (!coded && length > plain.size())) return {};
    if (!coded) {
      std::copy_n(plain.begin(), length, part.begin() + at);
      plain = plain.subspan(length);
      at += length;
      continue;
    }
    ByteModel model(before != 0);
    for (const uint32_t end = at + length; at < end; ++at) {
      const uint8_t context =
          before != 0 && before <= at ? part[at - before] : uint8_t{0};
      part[at] = model.Code(context, [&reader](uint32_t probability) {
        return reader.Read(probability);
      });
    }
  }
  if (at != size || !plain.empty()) return {};
  return part;
}

}  // namespace standfirst
