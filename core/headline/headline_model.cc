#include "core/headline/headline_model.h"

namespace standfirst {

Expected<HeadlineModel> HeadlineModel::Read(const ModelPart& /*part*/) {
  return HeadlineModel();
}

}  // namespace standfirst
