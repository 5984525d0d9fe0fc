#ifndef STANDFIRST_CORE_RANK_RANK_MODEL_H_
#define STANDFIRST_CORE_RANK_RANK_MODEL_H_

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/sparse_model.h"
#include "core/rank/features.h"
#include "core/rank/rank.h"

namespace standfirst {

// Log odds and probabilities of the ranker's linear models: log odds in
// 1/1024, probabilities in thousandths.
constexpr int32_t kLogitUnit = 1024;

// 1000 / (1 + exp(-logit)), rounded; by a table, so that every build gives
// the same.
uint32_t ProbabilityOf(int32_t logit);

// A table of small weights: rows by columns of int8_t, read in place.
class DenseTable {
 public:
  DenseTable() = default;
  DenseTable(std::span<const uint8_t> weights, uint32_t columns, uint32_t unit)
      : weights_(weights), columns_(columns), unit_(unit) {}

  // In 1/1024. Row and column are the caller's to keep within the table.
  int32_t At(uint32_t row, uint32_t column) const {
    return static_cast<int8_t>(weights_[size_t{row} * columns_ + column]) *
           static_cast<int32_t>(unit_);
  }
  // Of all these columns.
  int32_t Sum(uint32_t row, std::span<const uint16_t> columns) const;

 private:
  std::span<const uint8_t> weights_;
  uint32_t columns_ = 0;
  uint32_t unit_ = 1;  // What a weight of 1 stands for, in 1/1024.
};

// The trained section of this stage; `part` must outlive what is read.
//
// Layout, little-endian: u32 layout version (2); u32 groups; u32 columns of
// the word, pair, sentence, group and genre tables; u32 unit of each; u32
// sentence prior's weight; then per group and once more for none u32 expected
// terms; then the five tables, one byte a weight, row by row (group: a row per
// group; genre: a row per genre but unknown; sentence: kRows; the others:
// kWordRows); then the
// sparse model of the words themselves (core/model/sparse_model.h; its labels
// are rows).
class RankModel {
 public:
  // A part without a section "rank" gives a model that is not trained: the
  // plain weights of rank.cc are used then.
  static Expected<RankModel> Read(const ModelPart& part);

  bool trained() const { return trained_; }

  // Which group the text belongs to, or kNoGroup. O(columns).
  uint32_t GroupOf(std::span<const uint16_t> genre_columns) const;
  // What readers call such a text. O(columns).
  Genre GenreOf(std::span<const uint16_t> genre_columns) const;
  uint32_t ExpectedTerms(uint32_t group) const {
    return expected_terms_[group];
  }
  uint32_t sentence_weight() const { return sentence_weight_; }

  // Section "lean", where the part has one: rows for every sentence and for
  // what it adds of one that stands first.
  bool reads() const { return reads_; }
  const DenseTable& lean_table() const { return lean_table_; }
  const DenseTable& repeat_table() const { return repeat_table_; }
  // Section "choice", over the columns of leaning, where the part has both:
  // rows kChoiceRow….
  bool chooses() const { return chooses_; }
  const DenseTable& choice_table() const { return choice_table_; }

  // Log odds that the word (the pair, the sentence) is in a summary. O(1).
  int32_t WordLogit(const WordFeatures& features, uint64_t word_hash,
                    uint32_t group) const;
  int32_t PairLogit(const PairFeatures& features, uint32_t group) const;
  int32_t SentenceLogit(const SentenceFeatures& features, uint32_t group) const;

 private:
  static int32_t Sum(const DenseTable& table,
                     std::span<const uint16_t> features, uint32_t row) {
    return table.Sum(0, features) + (row == 0 ? 0 : table.Sum(row, features));
  }

  bool trained_ = false;
  uint32_t sentence_weight_ = 0;
  std::array<uint32_t, kGroupCount + 1> expected_terms_{};
  DenseTable word_table_;
  DenseTable pair_table_;
  DenseTable sentence_table_;
  DenseTable group_table_;
  DenseTable genre_table_;
  SparseModel word_weights_;
  bool reads_ = false;
  DenseTable lean_table_;
  DenseTable repeat_table_;
  bool chooses_ = false;
  DenseTable choice_table_;
};

constexpr uint32_t kRankModelVersion = 2;
// Layout, little-endian: u32 layout version, u32 columns of leaning (two rows)
// and of repetition (one), u32 unit; then the tables, one byte a weight.
constexpr uint32_t kLeanModelVersion = 1;
// Rows of section "choice": every sentence of an abstract, and what it adds of
// a set's first.
enum ChoiceRow : uint8_t { kChoiceEvery, kChoiceFirst };
constexpr uint32_t kChoiceRows = 2;
// Layout, little-endian: u32 layout version, u32 columns of leaning, u32 unit;
// then the rows, one byte a weight.
constexpr uint32_t kChoiceModelVersion = 1;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_RANK_MODEL_H_
