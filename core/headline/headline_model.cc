#include "core/headline/headline_model.h"

#include <algorithm>
#include <utility>

#include "core/rank/rank_model.h"

namespace standfirst {
namespace {

template <size_t N>
int32_t SumOf(std::span<const uint8_t> weights,
              const std::array<uint16_t, N>& features) {
  int32_t sum = 0;
  for (const uint16_t column : features) {
    sum += static_cast<int8_t>(weights[column]);
  }
  return sum;
}

}  // namespace

Expected<HeadlineModel> HeadlineModel::Read(const ModelPart& part) {
  HeadlineModel model;
  const ModelSection* section = part.Find("headline");
  if (section == nullptr) return model;
  const std::span<const uint8_t> bytes = section->bytes;
  constexpr size_t kHeader = 20;
  const uint32_t tokens = HeadlineTokenColumnCount();
  const uint32_t lines = LineColumnCount();
  if (bytes.size() < kHeader || bytes.size() - kHeader < tokens + lines) {
    return InvalidSection("headline");
  }
  if (ReadU32(bytes, 0) != kHeadlineModelVersion ||
      ReadU32(bytes, 4) != tokens || ReadU32(bytes, 8) != lines ||
      ReadU32(bytes, 12) > uint32_t{kLogitUnit} ||
      ReadU32(bytes, 16) > uint32_t{kLogitUnit}) {
    return InvalidSection("headline");
  }
  model.token_unit_ = static_cast<int32_t>(ReadU32(bytes, 12));
  model.line_unit_ = static_cast<int32_t>(ReadU32(bytes, 16));
  model.token_weights_ = bytes.subspan(kHeader, tokens);
  model.line_weights_ = bytes.subspan(kHeader + tokens, lines);
  Expected<SparseModel> words =
      SparseModel::Read(bytes.subspan(kHeader + tokens + lines), "headline");
  if (!words.ok()) return words.failure();
  if (words.value().scale() > (16U << 16U)) {
    return InvalidSection("headline");
  }
  model.words_ = std::move(words).value();
  model.trained_ = true;
  return model;
}

int32_t HeadlineModel::WeightOf(uint64_t hash) const {
  return static_cast<int32_t>(words_.Weight(hash) *
                              static_cast<int64_t>(words_.scale()) /
                              (int64_t{16129} * 64));
}

int32_t HeadlineModel::Lack(const std::vector<uint64_t>& signals) const {
  int32_t lack = kEnough;
  for (const uint64_t signal : signals) lack -= WeightOf(signal);
  return std::max(lack, 0) * kLackWeight;
}

uint32_t HeadlineModel::Salience(const HeadlineTokenFeatures& features,
                                 uint64_t word_hash) const {
  return ProbabilityOf(SumOf(token_weights_, features) * token_unit_ +
                       WeightOf(word_hash));
}

int32_t HeadlineModel::Score(const HeadlineLine& line) const {
  return SumOf(line_weights_, line.features) * line_unit_ +
         static_cast<int32_t>(line.expected) * kExpectedUnit / 16;
}

}  // namespace standfirst
