#ifndef STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_
#define STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// The trained sections of this stage; `part` must outlive what is read.
class HeadlineModel {
 public:
  // A part without a section "headline" gives a model that is not trained:
  // the lead, cut at a safe place, is the headline then.
  static Expected<HeadlineModel> Read(const ModelPart& part);

  bool trained() const { return trained_; }

 private:
  bool trained_ = false;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_HEADLINE_HEADLINE_MODEL_H_
