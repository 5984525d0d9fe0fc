#ifndef STANDFIRST_CORE_RANK_RANK_MODEL_H_
#define STANDFIRST_CORE_RANK_RANK_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// The trained sections of this stage; `part` must outlive what is read.
class RankModel {
 public:
  static Expected<RankModel> Read(const ModelPart& part);
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_RANK_MODEL_H_
