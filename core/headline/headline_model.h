#ifndef STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_
#define STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_

#include <cstdint>
#include <span>
#include <vector>

#include "core/headline/headline_lines.h"
#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/sparse_model.h"

namespace standfirst {

// Which words of an article its headline uses, and which lines read as one.
// The trained section of this stage; `part` must outlive what is read.
//
// Layout, little-endian: u32 layout version (4); u32 columns of the tokens'
// table and of the lines'; u32 unit of each table's weights, in 1/1024; both
// tables, one byte a column; then the sparse model of the words themselves,
// of what they want and of the signals of completeness (one label).
class HeadlineModel {
 public:
  // A part without a section "headline" gives a model that is not trained:
  // the lead, cut at a safe place, is the headline then.
  static Expected<HeadlineModel> Read(const ModelPart& part);

  bool trained() const { return trained_; }
  // What words weigh, and which want a preposition (ValencyHash).
  const SparseModel& words() const { return words_; }

  // Probability in thousandths that the headline has the word. O(1).
  uint32_t Salience(const HeadlineTokenFeatures& features,
                    uint64_t word_hash) const;
  // What speaks for the line, in 1/1024, before it is asked whether it is
  // complete. O(1).
  int32_t Score(const HeadlineLine& line) const;
  // What a line with these signals costs, in 1/1024: what its odds of being
  // complete lack to be good enough.
  int32_t Lack(const std::vector<uint64_t>& signals) const;

 private:
  // Of a word or signal, in 1/1024.
  int32_t WeightOf(uint64_t hash) const;

  bool trained_ = false;
  std::span<const uint8_t> token_weights_;
  std::span<const uint8_t> line_weights_;
  int32_t token_unit_ = 1;
  int32_t line_unit_ = 1;
  SparseModel words_;
};

constexpr uint32_t kHeadlineModelVersion = 4;
// What a thousandth of a line's expected F1 counts for, in 1/1024.
constexpr int32_t kExpectedUnit = 64;
// What a thousandth of its sentence's score counts for: titles tell no more of
// the better sentence, but readers say that the headline then tells the news.
constexpr int32_t kSentenceUnit = 12;
// What each place costs where words were passed over, as every one makes it
// likelier that the line says something else than its sentence (readers: 9 of
// 100 lines without one did, 30 of those with two).
constexpr int32_t kGapPrice = 3072;
// From these odds on, in 1/1024 of a logit, a line is complete enough; what is
// wanting of them counts so many times.
constexpr int32_t kEnough = 2048;
constexpr int32_t kLackWeight = 3;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_
