#ifndef STANDFIRST_CORE_ENTITY_ENTITY_MODEL_H_
#define STANDFIRST_CORE_ENTITY_ENTITY_MODEL_H_

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// The trained sections of this stage; `part` must outlive what is read.
class EntityModel {
 public:
  static Expected<EntityModel> Read(const ModelPart& part);
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_ENTITY_MODEL_H_
