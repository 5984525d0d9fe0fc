#include "tests/core/stored_model.h"

#include <array>
#include <cstddef>
#include <cstdio>

#include "core/model/packing.h"

namespace standfirst {
namespace {

// A plain reader of deflate (RFC 1951) in zlib's wrapper (RFC 1950). Not fast,
// and made for files that are what they should be.
class Inflater {
 public:
  explicit Inflater(const std::vector<uint8_t>& bytes) : bytes_(bytes) {}

  std::vector<uint8_t> Run() {
    position_ = 2;
    bool last = false;
    while (!last && !failed_) {
      last = Bits(1) != 0;
      const uint32_t kind = Bits(2);
      if (kind == 0) {
        Stored();
      } else if (kind == 1) {
        FixedCodes();
        Compressed();
      } else if (kind == 2) {
        DynamicCodes();
        Compressed();
      } else {
        failed_ = true;
      }
    }
    if (failed_) output_.clear();
    return output_;
  }

 private:
  struct Code {
    std::array<uint16_t, 16> counts{};
    std::vector<uint16_t> symbols;
  };

  uint32_t Bits(uint32_t count) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < count; ++i) {
      if (position_ >= bytes_.size()) {
        failed_ = true;
        return 0;
      }
      value |= ((bytes_[position_] >> bit_) & 1U) << i;
      if (++bit_ == 8) {
        bit_ = 0;
        ++position_;
      }
    }
    return value;
  }

  static Code MakeCode(const std::vector<uint8_t>& lengths) {
    Code code;
    for (const uint8_t length : lengths) ++code.counts[length];
    code.counts[0] = 0;
    std::array<uint16_t, 17> offsets{};
    for (size_t i = 1; i < 16; ++i) {
      offsets[i + 1] = static_cast<uint16_t>(offsets[i] + code.counts[i]);
    }
    code.symbols.resize(lengths.size());
    for (size_t symbol = 0; symbol < lengths.size(); ++symbol) {
      if (lengths[symbol] != 0) {
        code.symbols[offsets[lengths[symbol]]++] =
            static_cast<uint16_t>(symbol);
      }
    }
    return code;
  }

  uint32_t Symbol(const Code& code) {
    int value = 0;
    int first = 0;
    int index = 0;
    for (size_t length = 1; length < 16 && !failed_; ++length) {
      value |= static_cast<int>(Bits(1));
      const int count = code.counts[length];
      if (value - count < first) {
        return code.symbols[static_cast<size_t>(index + value - first)];
      }
      index += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    failed_ = true;
    return 256;
  }

  void Stored() {
    if (bit_ != 0) {
      bit_ = 0;
      ++position_;
    }
    const uint32_t size = Bits(16);
    Bits(16);
    for (uint32_t i = 0; i < size && !failed_; ++i) {
      output_.push_back(static_cast<uint8_t>(Bits(8)));
    }
  }

  void FixedCodes() {
    std::vector<uint8_t> lengths(288, 8);
    for (size_t i = 144; i < 256; ++i) lengths[i] = 9;
    for (size_t i = 256; i < 280; ++i) lengths[i] = 7;
    literals_ = MakeCode(lengths);
    distances_ = MakeCode(std::vector<uint8_t>(30, 5));
  }

  void DynamicCodes() {
    const uint32_t literals = Bits(5) + 257;
    const uint32_t distances = Bits(5) + 1;
    const uint32_t code_lengths = Bits(4) + 4;
    constexpr std::array<uint8_t, 19> kOrder = {
        16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    std::vector<uint8_t> lengths(19, 0);
    for (uint32_t i = 0; i < code_lengths; ++i) {
      lengths[kOrder[i]] = static_cast<uint8_t>(Bits(3));
    }
    const Code code = MakeCode(lengths);
    lengths.clear();
    while (lengths.size() < literals + distances && !failed_) {
      const uint32_t symbol = Symbol(code);
      if (symbol < 16) {
        lengths.push_back(static_cast<uint8_t>(symbol));
        continue;
      }
      const uint8_t value =
          symbol == 16 && !lengths.empty() ? lengths.back() : uint8_t{0};
      const uint32_t repeat = symbol == 16   ? 3 + Bits(2)
                              : symbol == 17 ? 3 + Bits(3)
                                             : 11 + Bits(7);
      lengths.insert(lengths.end(), repeat, value);
    }
    lengths.resize(literals + distances);
    const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(literals);
    literals_ = MakeCode({lengths.begin(), middle});
    distances_ = MakeCode({middle, lengths.end()});
  }

  void Compressed() {
    constexpr std::array<uint16_t, 29> kLengths = {
        3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
        31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
    constexpr std::array<uint8_t, 29> kLengthBits = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
        2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
    constexpr std::array<uint16_t, 30> kDistances = {
        1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
        33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
        1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
    while (!failed_) {
      uint32_t symbol = Symbol(literals_);
      if (symbol < 256) {
        output_.push_back(static_cast<uint8_t>(symbol));
        continue;
      }
      if (symbol == 256) return;
      symbol -= 257;
      if (symbol >= kLengths.size()) break;
      const uint32_t length = kLengths[symbol] + Bits(kLengthBits[symbol]);
      const uint32_t code = Symbol(distances_);
      if (code >= kDistances.size()) break;
      const uint32_t extra = code < 2 ? 0 : code / 2 - 1;
      const size_t distance = kDistances[code] + Bits(extra);
      if (distance > output_.size()) break;
      for (uint32_t i = 0; i < length; ++i) {
        output_.push_back(output_[output_.size() - distance]);
      }
    }
    failed_ = true;
  }

  const std::vector<uint8_t>& bytes_;
  std::vector<uint8_t> output_;
  Code literals_;
  Code distances_;
  size_t position_ = 0;
  uint32_t bit_ = 0;
  bool failed_ = false;
};

}  // namespace

std::vector<uint8_t> ReadStoredModel(const std::string& path) {
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return {};
  std::vector<uint8_t> bytes;
  std::array<uint8_t, 4096> buffer{};
  for (size_t size = 0;
       (size = std::fread(buffer.data(), 1, buffer.size(), file)) > 0;) {
    bytes.insert(bytes.end(), buffer.begin(),
                 buffer.begin() + static_cast<std::ptrdiff_t>(size));
  }
  std::fclose(file);
  std::vector<uint8_t> unpacked = Unpack(bytes);
  if (!unpacked.empty()) return unpacked;
  return bytes.size() < 6 ? std::vector<uint8_t>() : Inflater(bytes).Run();
}

}  // namespace standfirst
