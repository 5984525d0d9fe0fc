#include "tools/common/model_packer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clean/language.h"
#include "core/model/format.h"
#include "core/model/model_part.h"
#include "core/model/packing.h"
#include "core/model/sparse_model.h"
#include "core/model/word_list.h"
#include "core/segment/segment_model.h"

namespace standfirst::tools {
namespace {

using Bytes = std::span<const uint8_t>;

// Bits as the core's BitReader reads them.
class BitWriter {
 public:
  void Write(uint32_t value, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i, ++size_) {
      if (size_ % 8 == 0) bytes_.push_back(0);
      bytes_.back() = static_cast<uint8_t>(bytes_.back() | (value >> i & 1U)
                                                               << (size_ % 8));
    }
  }
  // Elias' gamma code of a number from 1 on.
  void WriteGamma(uint32_t value) {
    const auto bits = static_cast<uint32_t>(std::bit_width(value) - 1);
    Write(0, bits);
    Write(1, 1);
    Write(value, bits);
  }
  size_t size() const { return size_; }
  const std::vector<uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
  size_t size_ = 0;
};

void PutU32(std::vector<uint8_t>* bytes, uint32_t value) {
  for (uint32_t shift = 0; shift < 32; shift += 8) {
    bytes->push_back(static_cast<uint8_t>(value >> shift));
  }
}

struct Run {
  size_t start = 0;
  size_t size = 0;
  // As stored: kNotCoded, kInBlocks and their logarithm, or the distance of the
  // byte that a byte is expected by.
  uint32_t how = kNotCoded;
  // The length of a row, where the column is a table of several.
  size_t row = 0;
};

// A byte to be coded: its frequency, and those of all bytes below it.
struct Symbol {
  uint32_t frequency = 0;
  uint32_t first = 0;
};

// A table of what is to be coded by it.
struct Table {
  Frequencies frequencies{};
  std::array<uint32_t, 256> first{};
};

using Counts = std::array<uint32_t, 256>;

// Chooses the frequencies of a table for bytes that occur so often, and writes
// it.
Table WriteTable(const Counts& counts, BitWriter* bits) {
  uint64_t sum = 0;
  uint32_t different = 0;
  for (const uint32_t count : counts) {
    sum += count;
    different += count == 0 ? 0 : 1;
  }
  bits->Write(different - 1, 8);
  Counts weights{};
  uint32_t before = 0;
  uint32_t highest_before = 0;
  for (uint32_t byte = 0; byte < counts.size(); ++byte) {
    if (counts[byte] == 0) continue;
    const auto exact = static_cast<uint32_t>(std::max<uint64_t>(
        1, (uint64_t{counts[byte]} * kFrequencySum + sum / 2) / sum));
    auto highest = static_cast<uint32_t>(std::bit_width(exact) - 1);
    const uint32_t below = std::min(highest, kWeightBits);
    const uint32_t half = highest > below ? 1U << (highest - below - 1) : 0;
    uint32_t weight = (exact + half) >> (highest - below);
    if (weight == 2U << below) {
      weight /= 2;
      ++highest;
    }
    bits->WriteGamma(byte + 1 - before);
    bits->WriteGamma(NumberOf(highest - highest_before));
    highest_before = highest;
    const uint32_t written = std::min(highest, kWeightBits);
    bits->Write(weight << (written - below), written);
    weights[byte] = weight << (highest - below);
    before = byte + 1;
  }
  Table table;
  ScaleFrequencies(weights, &table.frequencies);
  std::exclusive_scan(table.frequencies.begin(), table.frequencies.end(),
                      table.first.begin(), 0U);
  return table;
}

// What a byte is expected by, in a run with contexts.
uint8_t ContextOf(Bytes part, const Run& run, size_t at) {
  return run.how <= at ? part[at - run.how] : uint8_t{0};
}

// Bits that so many bytes take by a table.
double SizeBy(const Table& table, const Counts& counts) {
  double size = 0;
  for (size_t byte = 0; byte < counts.size(); ++byte) {
    if (counts[byte] == 0) continue;
    if (table.frequencies[byte] == 0) return HUGE_VAL;
    size += counts[byte] * (kFrequencyBits - std::log2(static_cast<double>(
                                                 table.frequencies[byte])));
  }
  return size;
}

bool IsEmpty(const Counts& counts) {
  return std::all_of(counts.begin(), counts.end(),
                     [](uint32_t count) { return count == 0; });
}

// What occurs in the contexts that have no table of their own.
Counts SharedCounts(const std::vector<Counts>& counts,
                    const std::array<bool, 256>& own) {
  Counts shared{};
  for (size_t context = 0; context < counts.size(); ++context) {
    if (own[context]) continue;
    for (size_t byte = 0; byte < shared.size(); ++byte) {
      shared[byte] += counts[context][byte];
    }
  }
  return shared;
}

// The contexts that are worth a table of their own: all others' bytes go into
// one.
std::array<bool, 256> ChooseOwn(const std::vector<Counts>& counts) {
  std::array<bool, 256> own{};
  // Each choice changes what the others are compared with; a few rounds settle.
  for (int round = 0; round < 4; ++round) {
    const Counts shared = SharedCounts(counts, own);
    if (IsEmpty(shared)) return own;
    BitWriter unused;
    const Table of_shared = WriteTable(shared, &unused);
    for (size_t context = 0; context < counts.size(); ++context) {
      if (own[context] || IsEmpty(counts[context])) continue;
      BitWriter bits;
      const Table table = WriteTable(counts[context], &bits);
      own[context] =
          static_cast<double>(bits.size()) + SizeBy(table, counts[context]) <
          SizeBy(of_shared, counts[context]);
    }
  }
  return own;
}

// Writes the tables of a run, and adds its bytes to what is to be coded.
void Code(Bytes part, const Run& run, BitWriter* bits,
          std::vector<Symbol>* symbols) {
  const auto code = [&](const Table& table, size_t at) {
    symbols->push_back({table.frequencies[part[at]], table.first[part[at]]});
  };
  if (run.how >= kInBlocks) {
    const uint32_t block_bits = run.how - kInBlocks;
    for (size_t block = 0; block < size_t{1} << block_bits; ++block) {
      const size_t start = run.start + BlockStart(run.size, block_bits, block);
      const size_t end =
          run.start + BlockStart(run.size, block_bits, block + 1);
      Counts counts{};
      for (size_t at = start; at < end; ++at) ++counts[part[at]];
      const Table table = WriteTable(counts, bits);
      for (size_t at = start; at < end; ++at) code(table, at);
    }
    return;
  }
  std::vector<Counts> counts(256);
  for (size_t at = run.start; at < run.start + run.size; ++at) {
    ++counts[ContextOf(part, run, at)][part[at]];
  }
  const std::array<bool, 256> own = ChooseOwn(counts);
  Counts shared = SharedCounts(counts, own);
  // There always is one, so that the others have their places.
  if (IsEmpty(shared)) shared[0] = 1;
  std::vector<Table> tables = {WriteTable(shared, bits)};
  std::array<size_t, 256> of_context{};
  for (size_t context = 0; context < counts.size(); ++context) {
    bits->Write(own[context] ? 1 : 0, 1);
    if (!own[context]) continue;
    of_context[context] = tables.size();
    tables.push_back(WriteTable(counts[context], bits));
  }
  for (size_t at = run.start; at < run.start + run.size; ++at) {
    code(tables[of_context[ContextOf(part, run, at)]], at);
  }
}

// Bits that a run takes.
double CodedSize(Bytes part, const Run& run) {
  BitWriter bits;
  std::vector<Symbol> symbols;
  Code(part, run, &bits, &symbols);
  auto size = static_cast<double>(bits.size());
  for (const Symbol& symbol : symbols) {
    size += kFrequencyBits - std::log2(symbol.frequency);
  }
  return size;
}

// The code that the core's StateReader reads: made from its end.
std::vector<uint8_t> CodeOf(const std::vector<Symbol>& symbols) {
  std::vector<uint16_t> shifted;
  // Of even and of odd symbols.
  std::array<uint32_t, 2> states = {kLeastState, kLeastState};
  for (size_t i = symbols.size(); i-- > 0;) {
    uint32_t& state = states[i % 2];
    const auto& [frequency, first] = symbols[i];
    constexpr uint32_t kRoom = 32 - kFrequencyBits;
    if (uint64_t{state} >= uint64_t{frequency} << kRoom) {
      shifted.push_back(static_cast<uint16_t>(state));
      state >>= 16U;
    }
    state = (state / frequency << kFrequencyBits) + state % frequency + first;
  }
  for (size_t which = 2; which-- > 0;) {
    shifted.push_back(static_cast<uint16_t>(states[which]));
    shifted.push_back(static_cast<uint16_t>(states[which] >> 16U));
  }
  std::vector<uint8_t> code;
  for (size_t i = shifted.size(); i-- > 0;) {
    code.push_back(static_cast<uint8_t>(shifted[i]));
    code.push_back(static_cast<uint8_t>(shifted[i] >> 8U));
  }
  return code;
}

// Splits a section into columns.
class Columns {
 public:
  Columns(Bytes section, size_t start) : section_(section), start_(start) {}

  // The next `size` bytes, or what is left.
  void Take(size_t size, size_t row = 0) {
    size = std::min(size, section_.size() - at_);
    if (size != 0) runs_.push_back({start_ + at_, size, kNotCoded, row});
    at_ += size;
  }
  uint32_t Number(size_t offset) const {
    return offset + 4 <= section_.size() ? ReadU32(section_, offset) : 0;
  }
  // A sparse model (core/model/sparse_model.h), which begins here.
  void TakeSparseModel() {
    const size_t at = at_;
    const size_t labels = Number(at + 4);
    const size_t features = Number(at + 8);
    const size_t entries = Number(at + 12);
    Take(kSparseModelHeaderSize);
    Take(features);
    Take(features);
    if (labels > 1) {
      Take(features);
      Take(entries);
    }
    Take(entries);
  }

  void Split(std::string_view section) {
    if (section == "words") {
      const size_t words = Number(0);
      Take(kWordListHeaderSize);
      for (int column = 0; column < 4; ++column) Take(words);
    } else if (section == "segment") {
      Take(kSegmentHeaderSize);
      TakeSparseModel();
      TakeSparseModel();
    } else if (section == "tags") {
      TakeSparseModel();
    } else if (section == "headline") {
      Take(20);
      Take(Number(4));
      Take(Number(8));
      TakeSparseModel();
    } else if (section == "language") {
      Take(kLanguageHeaderSize);
      Take(section_.size() > 1 ? section_[1] * size_t{4} : 0);
      while (at_ < section_.size()) Take(kGramSlots);
    } else if (section == "rank") {
      constexpr size_t kTables = 5;
      constexpr size_t kHeader = 4 * (2 + 2 * kTables + 1 + 8);
      constexpr std::array<size_t, kTables> kTableRows = {8, 8, 8, 7, 8};
      Take(kHeader);
      for (size_t i = 0; i < kTables; ++i) {
        const size_t columns = Number(8 + 4 * i);
        Take(columns * kTableRows[i], columns);
      }
      TakeSparseModel();
    } else if (section == "lexicon") {
      const size_t words = Number(0);
      const size_t classes = Number(4);
      Take(8);
      Take(classes);
      Take(classes);
      for (int column = 0; column < 6; ++column) Take(words);
    } else if (section == "recognizer") {
      const size_t features = Number(0);
      const size_t weights = Number(4);
      const size_t types = Number(8);
      Take(12 + (types + 3) / 4 * 4 +
           4 * ((types + 1) * (types + 1) + 4 * types));
      for (int column = 0; column < 3; ++column) Take(features);
      Take(weights);
      Take(weights);
    } else if (section == "countries") {
      const size_t names = Number(0);
      Take(4);
      Take(4 * names);
      Take(names);
      Take(names);
    }
    Take(section_.size() - at_);
  }

  const std::vector<Run>& runs() const { return runs_; }

 private:
  Bytes section_;
  size_t start_;
  size_t at_ = 0;
  std::vector<Run> runs_;
};

// How a run may be coded: in blocks, or expected by the byte before, the same
// column of the row above, the same row of a column before.
std::vector<uint32_t> WaysToCode(const std::vector<Run>& runs, size_t index) {
  const Run& run = runs[index];
  std::vector<uint32_t> ways;
  for (uint32_t block_bits = 0;
       block_bits <= kMaxBlockBits && run.size >> block_bits >= kBytesATable;
       ++block_bits) {
    ways.push_back(kInBlocks + block_bits);
  }
  if (ways.empty()) return ways;
  ways.push_back(1);
  if (run.row != 0) ways.push_back(static_cast<uint32_t>(run.row));
  constexpr size_t kColumnsBack = 6;
  for (size_t back = 1; back <= std::min(index, kColumnsBack); ++back) {
    const Run& other = runs[index - back];
    if (other.size == run.size) {
      ways.push_back(static_cast<uint32_t>(run.start - other.start));
    }
  }
  return ways;
}

std::vector<Run> ChooseRuns(Bytes part) {
  std::vector<Run> runs;
  size_t at = 0;
  const auto gap = [&](size_t end) {
    if (end > at) runs.push_back({at, end - at});
  };
  const Expected<ModelPart> read = ModelPart::Read(part);
  if (read.ok()) {
    for (size_t i = 0; i < read.value().sections().size(); ++i) {
      const size_t entry = kModelHeaderSize + i * kSectionEntrySize;
      const size_t start = ReadU32(part, entry + 16);
      const size_t size = ReadU32(part, entry + 20);
      gap(start);
      Columns columns(part.subspan(start, size), start);
      columns.Split(read.value().sections()[i].name);
      runs.insert(runs.end(), columns.runs().begin(), columns.runs().end());
      at = start + size;
    }
  }
  gap(part.size());
  for (size_t i = 0; i < runs.size(); ++i) {
    double best = 8.0 * static_cast<double>(runs[i].size);
    for (const uint32_t how : WaysToCode(runs, i)) {
      Run tried = runs[i];
      tried.how = how;
      const double size = CodedSize(part, tried);
      if (size >= best) continue;
      best = size;
      runs[i] = tried;
    }
  }
  // Small neighbours that are not coded need no run each.
  std::vector<Run> joined;
  for (const Run& run : runs) {
    if (!joined.empty() && run.how == kNotCoded &&
        joined.back().how == kNotCoded) {
      joined.back().size += run.size;
    } else {
      joined.push_back(run);
    }
  }
  return joined;
}

}  // namespace

std::vector<uint8_t> PackModel(std::span<const uint8_t> part) {
  const std::vector<Run> runs = ChooseRuns(part);
  std::vector<uint8_t> plain;
  BitWriter tables;
  std::vector<Symbol> symbols;
  for (const Run& run : runs) {
    if (run.how == kNotCoded) {
      const Bytes bytes = part.subspan(run.start, run.size);
      plain.insert(plain.end(), bytes.begin(), bytes.end());
    } else {
      Code(part, run, &tables, &symbols);
    }
  }
  std::vector<uint8_t> stored(kPackedMagic.begin(), kPackedMagic.end());
  PutU32(&stored, static_cast<uint32_t>(part.size()));
  PutU32(&stored, static_cast<uint32_t>(runs.size()));
  PutU32(&stored, static_cast<uint32_t>(plain.size()));
  const Bytes name = part.subspan(16, 16);
  stored.insert(stored.end(), name.begin(), name.end());
  PutU32(&stored, static_cast<uint32_t>(tables.bytes().size()));
  for (const Run& run : runs) {
    PutU32(&stored, static_cast<uint32_t>(run.size));
    PutU32(&stored, run.how);
  }
  stored.insert(stored.end(), plain.begin(), plain.end());
  stored.insert(stored.end(), tables.bytes().begin(), tables.bytes().end());
  const std::vector<uint8_t> code = CodeOf(symbols);
  stored.insert(stored.end(), code.begin(), code.end());
  return stored;
}

}  // namespace standfirst::tools
