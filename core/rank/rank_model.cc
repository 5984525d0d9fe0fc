#include "core/rank/rank_model.h"

#include <algorithm>
#include <utility>

#include "core/rank/lean_features.h"

namespace standfirst {
namespace {

// exp(-i / 8) in 1/2^30, i from 0 to 64, by repeated multiplication.
constexpr uint64_t kOne = uint64_t{1} << 30U;
constexpr uint64_t kEighth = 947573834;  // exp(-1/8) * 2^30, rounded.
constexpr uint32_t kSteps = 64;

constexpr std::array<uint32_t, kSteps + 1> MakeSigmoid() {
  // Half a sigmoid, from 0 to 8, in 1/16000: thousandths and four bits more.
  std::array<uint32_t, kSteps + 1> table{};
  uint64_t power = kOne;
  for (uint32_t i = 0; i <= kSteps; ++i) {
    table[i] = static_cast<uint32_t>((16000 * kOne + (kOne + power) / 2) /
                                     (kOne + power));
    power = (power * kEighth + kOne / 2) / kOne;
  }
  return table;
}

constexpr std::array<uint32_t, kSteps + 1> kSigmoid = MakeSigmoid();
constexpr int32_t kStep = kLogitUnit / 8;
constexpr size_t kTables = 5;
constexpr size_t kHeaderWords = 2 + 2 * kTables + 1 + kGroupCount + 1;

}  // namespace

uint32_t ProbabilityOf(int32_t logit) {
  const bool negative = logit < 0;
  const int32_t size =
      std::min(negative ? -std::max(logit, -16 * kLogitUnit) : logit,
               static_cast<int32_t>(kSteps) * kStep - 1);
  const auto index = static_cast<size_t>(size / kStep);
  const auto rest = static_cast<uint32_t>(size % kStep);
  const uint32_t value =
      kSigmoid[index] +
      (kSigmoid[index + 1] - kSigmoid[index]) * rest / uint32_t{kStep};
  return ((negative ? 16000 - value : value) + 8) / 16;
}

int32_t DenseTable::Sum(uint32_t row, std::span<const uint16_t> columns) const {
  const uint8_t* const weights = &weights_[size_t{row} * columns_];
  int32_t sum = 0;
  for (const uint16_t column : columns) {
    sum += static_cast<int8_t>(weights[column]);
  }
  return sum * static_cast<int32_t>(unit_);
}

Expected<RankModel> RankModel::Read(const ModelPart& part) {
  RankModel model;
  const ModelSection* section = part.Find("rank");
  if (section == nullptr) return model;
  const std::span<const uint8_t> bytes = section->bytes;
  if (bytes.size() < kHeaderWords * 4) {
    return InvalidSection("rank");
  }
  const auto word = [&](size_t index) { return ReadU32(bytes, index * 4); };
  if (word(0) != kRankModelVersion || word(1) != kGroupCount) {
    return InvalidSection("rank");
  }
  const std::array<uint32_t, kTables> columns = {
      WordColumnCount(), PairColumnCount(), SentenceColumnCount(),
      GenreColumnCount(), GenreColumnCount()};
  const std::array<uint32_t, kTables> rows = {kWordRows, kWordRows, kRows,
                                              kGroupCount, kGenreCount - 1};
  const std::array<DenseTable*, kTables> tables = {
      &model.word_table_, &model.pair_table_, &model.sentence_table_,
      &model.group_table_, &model.genre_table_};
  size_t offset = kHeaderWords * 4;
  for (size_t i = 0; i < tables.size(); ++i) {
    // Weights are at most 127 units of at most 1/8, so that sums of them and
    // of a sparse weight stay far from what an int32_t holds.
    const uint32_t unit = word(2 + kTables + i);
    const size_t size = size_t{columns[i]} * rows[i];
    if (word(2 + i) != columns[i] || unit > kLogitUnit ||
        bytes.size() - offset < size) {
      return InvalidSection("rank");
    }
    *tables[i] = DenseTable(bytes.subspan(offset, size), columns[i], unit);
    offset += size;
  }
  model.sentence_weight_ = std::min(word(2 + 2 * kTables), 10000U);
  for (size_t i = 0; i <= kGroupCount; ++i) {
    model.expected_terms_[i] =
        std::clamp(word(3 + 2 * kTables + i), 1U, 10000U);
  }
  Expected<SparseModel> words =
      SparseModel::Read(bytes.subspan(offset), "rank");
  if (!words.ok()) return words.failure();
  if (words.value().label_count() != kWordRows ||
      words.value().scale() > (16U << 16U)) {
    return InvalidSection("rank");
  }
  model.word_weights_ = std::move(words).value();
  model.trained_ = true;
  const ModelSection* lean = part.Find("lean");
  if (lean == nullptr) return model;
  const std::span<const uint8_t> tables_of = lean->bytes;
  constexpr size_t kLeanHeader = 16;
  const uint32_t leans = LeanColumnCount();
  const uint32_t repeat = RepeatColumnCount();
  if (tables_of.size() < kLeanHeader + size_t{2} * leans + repeat ||
      ReadU32(tables_of, 0) != kLeanModelVersion ||
      ReadU32(tables_of, 4) != leans || ReadU32(tables_of, 8) != repeat ||
      ReadU32(tables_of, 12) > kLogitUnit) {
    return InvalidSection("lean");
  }
  const uint32_t unit = ReadU32(tables_of, 12);
  model.lean_table_ = DenseTable(tables_of.subspan(kLeanHeader), leans, unit);
  model.repeat_table_ = DenseTable(
      tables_of.subspan(kLeanHeader + size_t{2} * leans), repeat, unit);
  model.reads_ = true;
  const ModelSection* choice = part.Find("choice");
  if (choice == nullptr) return model;
  constexpr size_t kChoiceHeader = 12;
  if (choice->bytes.size() < kChoiceHeader + size_t{kChoiceRows} * leans ||
      ReadU32(choice->bytes, 0) != kChoiceModelVersion ||
      ReadU32(choice->bytes, 4) != leans ||
      ReadU32(choice->bytes, 8) > kLogitUnit) {
    return InvalidSection("choice");
  }
  model.choice_table_ = DenseTable(choice->bytes.subspan(kChoiceHeader), leans,
                                   ReadU32(choice->bytes, 8));
  model.chooses_ = true;
  return model;
}

namespace {

// The row of those asked for (bits) whose columns sum up to most; the first of
// equals.
uint32_t BestRow(const DenseTable& table, uint32_t rows,
                 std::span<const uint16_t> columns) {
  uint32_t best = 0;
  int32_t best_sum = INT32_MIN;
  for (uint32_t row = 0; rows >> row != 0; ++row) {
    if ((rows >> row & 1U) == 0) continue;
    const int32_t sum = table.Sum(row, columns);
    if (sum <= best_sum) continue;
    best = row;
    best_sum = sum;
  }
  return best;
}

constexpr uint32_t Bit(Genre genre) {
  return 1U << (static_cast<uint32_t>(genre) - 1);
}
// The others had no texts to learn from.
constexpr uint32_t kLearntGenres =
    Bit(Genre::kNews) | Bit(Genre::kFeature) | Bit(Genre::kPaper) |
    Bit(Genre::kConversation) | Bit(Genre::kEncyclopaedia);

}  // namespace

uint32_t RankModel::GroupOf(std::span<const uint16_t> genre_columns) const {
  return BestRow(group_table_, (1U << kGroupCount) - 1, genre_columns);
}

Genre RankModel::GenreOf(std::span<const uint16_t> genre_columns) const {
  return static_cast<Genre>(
      1 + BestRow(genre_table_, kLearntGenres, genre_columns));
}

int32_t RankModel::WordLogit(const WordFeatures& features, uint64_t word_hash,
                             uint32_t group) const {
  const uint32_t row = WordRowOf(group);
  int32_t sum = Sum(word_table_, features, row);
  const auto scale = static_cast<int64_t>(word_weights_.scale());
  for (const SparseModel::Entry& entry : word_weights_.Find(word_hash)) {
    const bool holds = entry.label == 0 || entry.label == row;
    // 16129 stands for scale / 65536.
    sum +=
        holds
            ? static_cast<int32_t>(entry.weight * scale / (int64_t{16129} * 64))
            : 0;
  }
  return sum;
}

int32_t RankModel::PairLogit(const PairFeatures& features,
                             uint32_t group) const {
  return Sum(pair_table_, features, WordRowOf(group));
}

int32_t RankModel::SentenceLogit(const SentenceFeatures& features,
                                 uint32_t group) const {
  return Sum(sentence_table_, features, RowOf(group));
}

}  // namespace standfirst
