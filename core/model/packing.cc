#include "core/model/packing.h"

#include <algorithm>

#include "core/model/model_part.h"

namespace standfirst {
namespace {

// Bits of a stretch of bytes, from the lowest of each on; noughts follow.
class BitReader {
 public:
  explicit BitReader(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  uint32_t Read(uint32_t count) {
    uint32_t value = 0;
    for (uint32_t i = 0; i < count; ++i, ++at_) {
      const size_t byte = at_ / 8;
      const uint32_t bit =
          byte < bytes_.size() ? bytes_[byte] >> (at_ % 8) & 1U : 0U;
      value |= bit << i;
    }
    return value;
  }

  // Elias' gamma code of a number from 1 to 511; what is none reads as more.
  uint32_t ReadGamma() {
    uint32_t bits = 0;
    while (bits < 9 && Read(1) == 0) ++bits;
    return 1U << bits | Read(bits);
  }

 private:
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
};

// What the lowest bits of a state stand for: by slot its byte; by byte its
// frequency and its first slot. 5 kB, as a run may want many at once, and what
// wasm once took for memory it keeps.
struct SlotTable {
  std::array<uint8_t, kFrequencySum> bytes;
  Frequencies frequencies;
  std::array<uint16_t, 256> first;
};

bool ReadTable(BitReader* bits, SlotTable* slots) {
  std::array<uint32_t, 256> weights{};
  const uint32_t count = bits->Read(8) + 1;
  uint32_t byte = 0;
  uint32_t highest = 0;
  for (uint32_t i = 0; i < count; ++i) {
    byte += bits->ReadGamma();
    highest += ChangeOf(bits->ReadGamma());
    if (byte > weights.size() || highest > kFrequencyBits) return false;
    const uint32_t below = std::min(highest, kWeightBits);
    weights[byte - 1] = (1U << below | bits->Read(below)) << (highest - below);
  }
  if (!ScaleFrequencies(weights, &slots->frequencies)) return false;
  uint32_t slot = 0;
  for (uint32_t value = 0; value < weights.size(); ++value) {
    slots->first[value] = static_cast<uint16_t>(slot);
    const uint32_t end = slot + slots->frequencies[value];
    while (slot < end) slots->bytes[slot++] = static_cast<uint8_t>(value);
  }
  return true;
}

// Two states that take turns, and what is shifted in.
class StateReader {
 public:
  explicit StateReader(std::span<const uint8_t> code) : code_(code) {
    turn_ = Next() << 16;
    turn_ |= Next();
    other_ = Next() << 16;
    other_ |= Next();
  }

  uint8_t Read(const SlotTable& slots) {
    const uint32_t slot = turn_ % kFrequencySum;
    const uint8_t byte = slots.bytes[slot];
    uint32_t state = slots.frequencies[byte] * (turn_ >> kFrequencyBits) +
                     slot - slots.first[byte];
    if (state < kLeastState) state = state << 16 | Next();
    turn_ = other_;
    other_ = state;
    return byte;
  }

 private:
  // Noughts follow the end.
  uint32_t Next() {
    if (at_ + 2 > code_.size()) return 0;
    const uint32_t next = code_[at_] | uint32_t{code_[at_ + 1]} << 8;
    at_ += 2;
    return next;
  }

  std::span<const uint8_t> code_;
  size_t at_ = 0;
  uint32_t turn_ = 0;
  uint32_t other_ = 0;
};

// The bytes of `part` from `at` to `end`, each by the table of the one that
// stands `before` bytes before it (0: the first table). A call of its own for
// every few kilobytes: a browser swaps a function of wasm for its optimised
// form between two calls, never within one.
[[gnu::noinline]] void DecodeSome(size_t at, size_t end, size_t before,
                                  const SlotTable* tables,
                                  const uint16_t* of_context,
                                  StateReader* reader, uint8_t* part) {
  // Of its own: what `part` points to might be the reader, for all that a
  // compiler knows.
  StateReader own = *reader;
  if (before == 0) {
    for (; at < end; ++at) part[at] = own.Read(tables[0]);
  } else {
    for (; at < end; ++at) {
      const uint8_t context = before <= at ? part[at - before] : uint8_t{0};
      part[at] = own.Read(tables[of_context[context]]);
    }
  }
  *reader = own;
}
constexpr size_t kBytesACall = 4096;

}  // namespace

bool ScaleFrequencies(const std::array<uint32_t, 256>& weights,
                      Frequencies* frequencies) {
  uint32_t sum = 0;
  uint32_t different = 0;
  size_t heaviest = 0;
  for (size_t byte = 0; byte < weights.size(); ++byte) {
    sum += weights[byte];
    different += weights[byte] == 0 ? 0 : 1;
    if (weights[byte] > weights[heaviest]) heaviest = byte;
  }
  if (sum == 0) return false;
  // Each has its share, and 1 at least; the heaviest has what that leaves.
  // Where many have less than 1 it may leave nothing: then all have 1, and a
  // share of the rest.
  for (const uint32_t least : {0U, 1U}) {
    const uint64_t shared = kFrequencySum - least * different;
    uint32_t others = 0;
    for (size_t byte = 0; byte < weights.size(); ++byte) {
      const auto share =
          static_cast<uint32_t>(weights[byte] * shared / sum) + least;
      (*frequencies)[byte] =
          static_cast<uint16_t>(weights[byte] == 0 ? 0 : std::max(share, 1U));
      if (byte != heaviest) others += (*frequencies)[byte];
    }
    if (others >= kFrequencySum) continue;
    (*frequencies)[heaviest] = static_cast<uint16_t>(kFrequencySum - others);
    break;
  }
  return true;
}

std::vector<uint8_t> Unpack(std::span<const uint8_t> stored) {
  std::vector<uint8_t> part;
  if (stored.size() < kPackedHeaderSize ||
      !std::equal(kPackedMagic.begin(), kPackedMagic.end(), stored.begin())) {
    return part;
  }
  const uint32_t size = ReadU32(stored, 4);
  const uint32_t runs = ReadU32(stored, 8);
  const uint32_t plain_size = ReadU32(stored, 12);
  const uint32_t tables_size = ReadU32(stored, 32);
  const std::span<const uint8_t> body = stored.subspan(kPackedHeaderSize);
  const uint64_t plain_at = uint64_t{runs} * kPackedRunSize;
  const uint64_t code_at = plain_at + plain_size + tables_size;
  if (size > kMaxPartBytes || code_at > body.size()) return part;
  std::span<const uint8_t> plain =
      body.subspan(static_cast<size_t>(plain_at), plain_size);
  BitReader bits(
      body.subspan(static_cast<size_t>(plain_at) + plain_size, tables_size));
  StateReader reader(body.subspan(static_cast<size_t>(code_at)));
  part.resize(size);
  size_t tables_left = kTablesAtLeast + size / kBytesATable;
  std::vector<SlotTable> tables;
  std::array<uint16_t, 256> of_context{};
  const auto decode = [&](size_t at, size_t end, size_t before) {
    while (at < end) {
      const size_t stop = std::min(end, at + kBytesACall);
      DecodeSome(at, stop, before, tables.data(), of_context.data(), &reader,
                 part.data());
      at = stop;
    }
  };
  // One more table, as the last of them; false where there is none to be had.
  const auto add_table = [&] {
    if (tables_left == 0) return false;
    --tables_left;
    tables.emplace_back();
    return ReadTable(&bits, &tables.back());
  };
  size_t at = 0;
  for (size_t run = 0; run < runs; ++run) {
    const uint32_t length = ReadU32(body, run * kPackedRunSize);
    const uint32_t how = ReadU32(body, run * kPackedRunSize + 4);
    if (length > size - at) return {};
    if (how == kNotCoded) {
      if (length > plain.size()) return {};
      std::copy_n(plain.begin(), length, part.data() + at);
      plain = plain.subspan(length);
    } else if (how >= kInBlocks) {
      const uint32_t block_bits = how - kInBlocks;
      if (block_bits > kMaxBlockBits) return {};
      for (size_t block = 0; block < size_t{1} << block_bits; ++block) {
        tables.clear();
        if (!add_table()) return {};
        decode(at + BlockStart(length, block_bits, block),
               at + BlockStart(length, block_bits, block + 1), 0);
      }
    } else {
      tables.clear();
      if (how == 0 || !add_table()) return {};
      for (uint16_t& table : of_context) {
        table = 0;
        if (bits.Read(1) == 0) continue;
        table = static_cast<uint16_t>(tables.size());
        if (!add_table()) return {};
      }
      decode(at, at + length, how);
    }
    at += length;
  }
  if (at != size || !plain.empty()) return {};
  return part;
}

}  // namespace standfirst
