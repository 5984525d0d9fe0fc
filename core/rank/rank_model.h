#ifndef STANDFIRST_CORE_RANK_RANK_MODEL_H_
#define STANDFIRST_CORE_RANK_RANK_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// The trained sections of this stage; `part` must outlive what is read.
class RankModel {
 public:
  // A part without a section "rank" gives a model that is not trained: the
  // plain weights of rank.cc are used then.
  static Expected<RankModel> Read(const ModelPart& part);

  bool trained() const { return trained_; }

 private:
  bool trained_ = false;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_RANK_MODEL_H_
