#ifndef STANDFIRST_CORE_SEGMENT_SEGMENT_MODEL_H_
#define STANDFIRST_CORE_SEGMENT_SEGMENT_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// The trained sections of this stage; `part` must outlive what is read.
class SegmentModel {
 public:
  static Expected<SegmentModel> Read(const ModelPart& part);
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SEGMENT_SEGMENT_MODEL_H_
