#ifndef STANDFIRST_CORE_RANK_LEANING_H_
#define STANDFIRST_CORE_RANK_LEANING_H_

#include "core/entity/entity.h"
#include "core/rank/evidence.h"
#include "core/rank/rank.h"
#include "core/text/document.h"

namespace standfirst {

// Finds which sentences say nothing, or something else, without another one
// beside them, and which one that is: fills `leans_on`, and marks pieces of
// longer quotations as a last resort. For English. O(tokens + mentions).
void FindLeanings(const Document& document, const EntityAnalysis& entities,
                  const Evidence& evidence, Ranking* ranking);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_LEANING_H_
