#ifndef STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_
#define STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// The trained sections of this stage; `part` must outlive what is read.
class HeadlineModel {
 public:
  static Expected<HeadlineModel> Read(const ModelPart& part);
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_
