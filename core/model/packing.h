#ifndef STANDFIRST_CORE_MODEL_PACKING_H_
#define STANDFIRST_CORE_MODEL_PACKING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standfirst {

// How a model part is stored ("SFP1"): its bytes in runs, columns of numbers
// mostly, each coded after its own kind. Columns of hashes are noise and stay
// as they are; weights, labels and counts go through a binary arithmetic coder
// with adaptive probabilities, in which one earlier byte may say what to
// expect: the one before, or that of another column in the same row. Against
// deflate this saves a tenth to a seventh. All numbers little-endian:
//
//   offset  size  what
//        0     4  magic "SFP1"
//        4     4  bytes of the part
//        8     4  runs
//       12     4  bytes of the runs that are not coded
//       16    16  the part's name, as in its header: for those who list files
//       32   8 x  per run: its bytes; kNotCoded, or how many bytes before a
//                 byte stands the one that it is expected by (0: none)
//        …        the runs that are not coded
//        …        the code of the others
constexpr std::array<uint8_t, 4> kPackedMagic = {'S', 'F', 'P', '1'};
constexpr size_t kPackedHeaderSize = 32;
constexpr size_t kPackedRunSize = 8;
constexpr uint32_t kNotCoded = 0xFFFFFFFF;
// Far above any part of ours, far below what would hurt.
constexpr uint32_t kMaxPartBytes = 16U << 20;

// What is expected of the bytes of one run. A byte is eight decisions, a path
// from the root of a tree; each decision has a probability that learns, fast
// at first. Integers only: the coder must foresee what the decoder does.
class ByteModel {
 public:
  explicit ByteModel(bool has_context)
      : cells_(has_context ? 1U << 16 : 256, kFresh) {}

  // Calls decide(probability) for each bit from the highest on, which gives the
  // bit back; the probability of a one is in 1/65536, from 1 to 65535.
  template <typename Decide>
  uint8_t Code(uint8_t context, Decide&& decide) {
    uint32_t* const tree = cells_.data() + size_t{context} * 256;
    uint32_t node = 1;
    while (node < 256) {
      const uint32_t one = tree[node] >> kSeenBits;
      uint32_t seen = tree[node] & ((1U << kSeenBits) - 1);
      const bool bit = decide((one >> 6) | 1U);
      const int32_t missing =
          (bit ? (1 << 22) - 1 : 0) - static_cast<int32_t>(one);
      const auto learnt =
          static_cast<int32_t>((int64_t{missing} * kRates[seen]) >> 16);
      if (seen + 1 < kRates.size()) ++seen;
      tree[node] = (one + static_cast<uint32_t>(learnt)) << kSeenBits | seen;
      node = node * 2 + (bit ? 1 : 0);
    }
    return static_cast<uint8_t>(node);
  }

 private:
  // A cell is the probability of a one, in 1/2^22, and how often it was asked.
  static constexpr uint32_t kSeenBits = 10;
  static constexpr uint32_t kFresh = 1U << 31;
  // Which part of what is missing is learnt, in 1/65536: one in seen + 1.6.
  static constexpr auto kRates = [] {
    std::array<uint16_t, 127> rates{};
    for (uint32_t seen = 0; seen < rates.size(); ++seen) {
      rates[seen] = static_cast<uint16_t>(5 * 65536 / (5 * seen + 8));
    }
    return rates;
  }();
  std::vector<uint32_t> cells_;
};

// The part that `stored` holds; nothing where it cannot be one. What was
// altered or cut may unpack to something else: the part's checksums find it.
// Linear, about 25 ns a coded byte.
std::vector<uint8_t> Unpack(std::span<const uint8_t> stored);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_MODEL_PACKING_H_
