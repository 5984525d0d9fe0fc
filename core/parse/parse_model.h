#ifndef STANDFIRST_CORE_PARSE_PARSE_MODEL_H_
#define STANDFIRST_CORE_PARSE_PARSE_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/sparse_model.h"

namespace standfirst {

// Section "parse" of part `grammar`: a sparse model (core/model/sparse_model.h)
// whose labels are the moves and, after them, the relations.
class ParseModel {
 public:
  static Expected<ParseModel> Read(const ModelPart& part);
  // The same from a section alone.
  static Expected<ParseModel> Read(const ModelSection& section);

  const SparseModel& weights() const { return weights_; }

 private:
  ParseModel() = default;
  SparseModel weights_;
};

constexpr uint32_t kParseSectionVersion = 1;

}  // namespace standfirst

#endif  // STANDFIRST_CORE_PARSE_PARSE_MODEL_H_
