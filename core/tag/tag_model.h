#ifndef STANDFIRST_CORE_TAG_TAG_MODEL_H_
#define STANDFIRST_CORE_TAG_TAG_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/sparse_model.h"

namespace standfirst {

// Section "tags" of part `grammar`: a sparse model (core/model/sparse_model.h)
// whose labels are PartOfSpeech values.
class TagModel {
 public:
  static Expected<TagModel> Read(const ModelPart& part);
  // The same from a section alone.
  static Expected<TagModel> Read(const ModelSection& section);

  const SparseModel& weights() const { return weights_; }

 private:
  TagModel() = default;
  SparseModel weights_;
};

constexpr uint32_t kTagSectionVersion = 1;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TAG_TAG_MODEL_H_
