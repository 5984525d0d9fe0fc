#ifndef STANDFIRST_CORE_RANK_LEANING_H_
#define STANDFIRST_CORE_RANK_LEANING_H_

#include <cstdint>
#include <vector>

#include "core/entity/entity.h"
#include "core/rank/evidence.h"
#include "core/rank/rank.h"
#include "core/text/document.h"

namespace standfirst {

// Finds which sentences say nothing, or something else, without another one
// beside them, and which one that is: fills `leans_on`, and marks pieces of
// longer quotations as a last resort. With a `model` that has the section
// "lean" also `leans` and `wants`, of which `columns`, if any, gets what each
// sentence has of the former. For English. O(tokens + mentions).
void FindLeanings(const Document& document, const EntityAnalysis& entities,
                  const Evidence& evidence, const RankModel* model,
                  Ranking* ranking,
                  std::vector<std::vector<uint16_t>>* columns = nullptr);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_LEANING_H_
