#ifndef STANDFIRST_CORE_SEGMENT_SEGMENT_MODEL_H_
#define STANDFIRST_CORE_SEGMENT_SEGMENT_MODEL_H_

#include <cstdint>

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/segment/binary_weights.h"

namespace standfirst {

// Section "segment" of part `base`: two logistic regressions over sparse
// features (core/segment/segment_features.h); a sum above zero says yes.
//
// Stored layout (section version 1), little-endian:
//
//   offset  size  what
//        0     4  bytes of the sentence classifier's sparse model
//        4     4  bytes of the token classifier's
//        8     4  sentence classifier: bias, in units of its weights (int32_t)
//       12     4  the same where no stop and no line break precedes: higher
//                 demands, for news has many capitals inside sentences
//       16     4  token classifier: bias (int32_t)
//       20     4  zero
//       24        the two sparse models (core/model/sparse_model.h)
class SegmentModel {
 public:
  static Expected<SegmentModel> Read(const ModelPart& part);
  // The same from a section alone.
  static Expected<SegmentModel> Read(const ModelSection& section);

  const BinaryWeights& sentences() const { return sentences_; }
  const BinaryWeights& tokens() const { return tokens_; }
  int32_t sentence_bias() const { return sentence_bias_; }
  int32_t unmarked_sentence_bias() const { return unmarked_bias_; }
  int32_t token_bias() const { return token_bias_; }

 private:
  SegmentModel() = default;
  BinaryWeights sentences_;
  BinaryWeights tokens_;
  int32_t sentence_bias_ = 0;
  int32_t unmarked_bias_ = 0;
  int32_t token_bias_ = 0;
};

constexpr uint32_t kSegmentSectionVersion = 1;
constexpr uint32_t kSegmentHeaderSize = 24;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SEGMENT_SEGMENT_MODEL_H_
