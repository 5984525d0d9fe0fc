#include "core/rank/rank_model.h"

namespace standfirst {

Expected<RankModel> RankModel::Read(const ModelPart& /*part*/) {
  return RankModel();
}

}  // namespace standfirst
