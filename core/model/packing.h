#ifndef STANDFIRST_CORE_MODEL_PACKING_H_
#define STANDFIRST_CORE_MODEL_PACKING_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace standfirst {

// How a model part is stored ("SFP2"): its bytes in runs, columns of numbers
// mostly, each coded after its own kind. Columns of hashes are noise and stay
// as they are; weights, labels and counts are coded by asymmetric numeral
// systems (Duda 2013, arXiv:1311.2540) with tables of frequencies, one for each
// of equal blocks of the run, or one for each value of an earlier byte that
// says what to expect: the one before, or that of another column in the same
// row. Against deflate this saves a thirtieth to a seventh; against adaptive
// arithmetic coding it takes a hundredth more bytes at most, and a sixth of the
// time. All numbers little-endian:
//
//   offset  size  what
//        0     4  magic "SFP2"
//        4     4  bytes of the part
//        8     4  runs
//       12     4  bytes of the runs that are not coded
//       16    16  the part's name, as in its header: for those who list files
//       32     4  bytes of the tables
//       36   8 x  per run: its bytes; kNotCoded, or how many bytes before a
//                 byte stands the one that it is expected by, or kInBlocks plus
//                 the binary logarithm of its blocks
//        …        the runs that are not coded
//        …        the tables of the others, bit by bit, the lowest of a byte
//                 first. By blocks: one each. By an earlier byte: the table of
//                 the values that have none of their own; then, for each value
//                 from 0 on, a one and its table, or a nought
//        …        the code: 32-bit states of two coders that take turns, each
//                 for one byte; then what is shifted in, 16 bits at a time
//                 (Giesen 2014, "Interleaved entropy coders", arXiv:1402.3392)
//
// A table: 8 bits, bytes that occur less one; for each, ascending, how far it
// is from the one before (the first: from -1); how the binary logarithm of its
// weight differs from the one before (the first: from 0); the kWeightBits bits
// of the weight below its highest, or all there are. The first two stand in
// Elias' gamma code, which has numbers from 1 on: of a difference, 1, 2, 3, 4,
// 5 … are 0, -1, 1, -2, 2 …
constexpr std::array<uint8_t, 4> kPackedMagic = {'S', 'F', 'P', '2'};
constexpr size_t kPackedHeaderSize = 36;
constexpr size_t kPackedRunSize = 8;
constexpr uint32_t kNotCoded = 0xFFFFFFFF;
constexpr uint32_t kInBlocks = 0x80000000;
constexpr uint32_t kMaxBlockBits = 12;
// Far above any part of ours, far below what would hurt.
constexpr uint32_t kMaxPartBytes = 16U << 20;
// A table takes as long to make as a thousand bytes to decode: so many bytes of
// the part there must be for each, beyond the first few.
constexpr size_t kBytesATable = 256;
constexpr size_t kTablesAtLeast = 64;

constexpr uint32_t kFrequencyBits = 12;
constexpr uint32_t kFrequencySum = 1U << kFrequencyBits;
constexpr uint32_t kWeightBits = 1;
// A coder's state is at least this, and takes 16 bits in where it is not.
constexpr uint32_t kLeastState = 1U << 16;

// How often each byte is expected, of kFrequencySum; 0: never.
using Frequencies = std::array<uint16_t, 256>;

// Frequencies in the proportion of weights (0: the byte does not occur), which
// are below 2^16. False where there are none.
bool ScaleFrequencies(const std::array<uint32_t, 256>& weights,
                      Frequencies* frequencies);

// What a number of the gamma code says of two logarithms, modulo 2^32.
constexpr uint32_t ChangeOf(uint32_t number) {
  return number % 2 == 0 ? 0 - number / 2 : number / 2;
}
constexpr uint32_t NumberOf(uint32_t change) {
  return change >> 31 != 0 ? (0 - change) * 2 : change * 2 + 1;
}

// The first byte of a block.
constexpr size_t BlockStart(size_t run, uint32_t block_bits, size_t block) {
  return static_cast<size_t>((uint64_t{run} * block) >> block_bits);
}

// The part that `stored` holds; nothing where it cannot be one. What was
// altered or cut may unpack to something else: the part's checksums find it.
// Linear, about 10 ns a coded byte.
std::vector<uint8_t> Unpack(std::span<const uint8_t> stored);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_MODEL_PACKING_H_
