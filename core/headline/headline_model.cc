#include "core/headline/headline_model.h"

#include <utility>

#include "core/rank/rank_model.h"

namespace standfirst {

Expected<HeadlineModel> HeadlineModel::Read(const ModelPart& part) {
  HeadlineModel model;
  const ModelSection* section = part.Find("headline");
  if (section == nullptr) return model;
  const std::span<const uint8_t> bytes = section->bytes;
  constexpr size_t kHeader = 12;
  if (bytes.size() < kHeader || bytes.size() - kHeader < WordColumnCount()) {
    return InvalidSection("headline", "it is cut short");
  }
  if (ReadU32(bytes, 0) != kHeadlineModelVersion ||
      ReadU32(bytes, 4) != WordColumnCount() ||
      ReadU32(bytes, 8) > uint32_t{kLogitUnit}) {
    return InvalidSection("headline", "its layout is another one");
  }
  model.unit_ = static_cast<int32_t>(ReadU32(bytes, 8));
  model.weights_ = bytes.subspan(kHeader, WordColumnCount());
  Expected<SparseModel> words =
      SparseModel::Read(bytes.subspan(kHeader + WordColumnCount()), "headline");
  if (!words.ok()) return words.error();
  if (words.value().scale() > (16U << 16U)) {
    return InvalidSection("headline", "its words' weights do not fit");
  }
  model.words_ = std::move(words).value();
  model.trained_ = true;
  return model;
}

uint32_t HeadlineModel::Salience(const WordFeatures& features,
                                 uint64_t word_hash) const {
  int32_t sum = 0;
  for (const uint16_t column : features) {
    sum += static_cast<int8_t>(weights_[column]);
  }
  sum *= unit_;
  sum +=
      static_cast<int32_t>(words_.Weight(word_hash) *
                           static_cast<int64_t>(words_.scale()) / (16129 * 64));
  return ProbabilityOf(sum);
}

}  // namespace standfirst
