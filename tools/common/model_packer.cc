#include "tools/common/model_packer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

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

// Writes the number that the core's BitReader reads. No carry: the code lies
// between two numbers, whose common first bytes are written.
class BitWriter {
 public:
  void Write(bool bit, uint32_t probability) {
    const uint32_t middle =
        low_ + static_cast<uint32_t>(
                   (static_cast<uint64_t>(high_ - low_) * probability) >> 16U);
    (bit ? high_ : low_) = bit ? middle : middle + 1;
    while (((low_ ^ high_) >> 24U) == 0) {
      code_.push_back(static_cast<uint8_t>(high_ >> 24U));
      low_ <<= 8U;
      high_ = high_ << 8U | 0xFFU;
    }
  }

  // One byte more is enough: what follows is read as zeros, and the highest
  // byte of `high_` with zeros behind it lies between the two, as their highest
  // bytes differ.
  std::vector<uint8_t> Finish() && {
    code_.push_back(static_cast<uint8_t>(high_ >> 24U));
    return std::move(code_);
  }

 private:
  std::vector<uint8_t> code_;
  uint32_t low_ = 0;
  uint32_t high_ = 0xFFFFFFFF;
};

void PutU32(std::vector<uint8_t>* bytes, uint32_t value) {
  for (uint32_t shift = 0; shift < 32; shift += 8) {
    bytes->push_back(static_cast<uint8_t>(value >> shift));
  }
}

struct Run {
  size_t start = 0;
  size_t size = 0;
  uint32_t before = kNotCoded;
  // The length of a row, where the column is a table of several.
  size_t row = 0;
};

void Code(Bytes part, const Run& run, BitWriter* writer) {
  ByteModel model(run.before != 0);
  for (size_t at = run.start; at < run.start + run.size; ++at) {
    const uint8_t context = run.before != 0 && run.before <= at
                                ? part[at - run.before]
                                : uint8_t{0};
    uint32_t bit = 8;
    model.Code(context, [&](uint32_t probability) {
      const bool value = (part[at] >> --bit & 1U) != 0;
      writer->Write(value, probability);
      return value;
    });
  }
}

size_t CodedSize(Bytes part, const Run& run) {
  BitWriter writer;
  Code(part, run, &writer);
  return std::move(writer).Finish().size();
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

// What a run may be expected by: nothing, the byte before, the same column of
// the row above, the same row of a column before.
std::vector<uint32_t> Contexts(const std::vector<Run>& runs, size_t index) {
  const Run& run = runs[index];
  std::vector<uint32_t> contexts = {0, 1};
  if (run.row != 0) contexts.push_back(static_cast<uint32_t>(run.row));
  constexpr size_t kColumnsBack = 6;
  for (size_t back = 1; back <= std::min(index, kColumnsBack); ++back) {
    const Run& other = runs[index - back];
    if (other.size == run.size) {
      contexts.push_back(static_cast<uint32_t>(run.start - other.start));
    }
  }
  return contexts;
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
    size_t best = runs[i].size;
    for (const uint32_t before : Contexts(runs, i)) {
      Run tried = runs[i];
      tried.before = before;
      const size_t size = CodedSize(part, tried);
      if (size >= best) continue;
      best = size;
      runs[i].before = before;
    }
  }
  // Small neighbours that are not coded need no run each.
  std::vector<Run> joined;
  for (const Run& run : runs) {
    if (!joined.empty() && run.before == kNotCoded &&
        joined.back().before == kNotCoded) {
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
  BitWriter writer;
  for (const Run& run : runs) {
    if (run.before == kNotCoded) {
      const Bytes bytes = part.subspan(run.start, run.size);
      plain.insert(plain.end(), bytes.begin(), bytes.end());
    } else {
      Code(part, run, &writer);
    }
  }
  const std::vector<uint8_t> code = std::move(writer).Finish();
  std::vector<uint8_t> stored(kPackedMagic.begin(), kPackedMagic.end());
  PutU32(&stored, static_cast<uint32_t>(part.size()));
  PutU32(&stored, static_cast<uint32_t>(runs.size()));
  PutU32(&stored, static_cast<uint32_t>(plain.size()));
  const Bytes name = part.subspan(16, 16);
  stored.insert(stored.end(), name.begin(), name.end());
  for (const Run& run : runs) {
    PutU32(&stored, static_cast<uint32_t>(run.size));
    PutU32(&stored, run.before);
  }
  stored.insert(stored.end(), plain.begin(), plain.end());
  stored.insert(stored.end(), code.begin(), code.end());
  return stored;
}

}  // namespace standfirst::tools
