#ifndef STANDFIRST_CORE_ENTITY_MERGE_H_
#define STANDFIRST_CORE_ENTITY_MERGE_H_

#include <cstdint>
#include <vector>

#include "core/entity/link.h"
#include "core/entity/patterns.h"
#include "core/entity/token_words.h"

namespace standfirst {

// Appends the mentions of one sentence: of the names that the model found and
// what patterns found, both in text order, those that do not overlap.
void MergeMentions(const TokenWords& words,
                   const std::vector<FoundMention>& names,
                   const std::vector<PatternMatch>& patterns, uint32_t sentence,
                   std::vector<FoundMention>* mentions);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_MERGE_H_
