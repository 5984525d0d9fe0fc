#ifndef STANDFIRST_CORE_ENTITY_PRONOUNS_H_
#define STANDFIRST_CORE_ENTITY_PRONOUNS_H_

#include "core/entity/entity.h"
#include "core/text/document.h"

namespace standfirst {

// Fills `analysis->pronouns`: "he", "she" and their forms, each with the person
// it stands for, where that is sure: nobody else it could mean is within reach,
// named or not. O(tokens).
void LinkPronouns(const Document& document, EntityAnalysis* analysis);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_PRONOUNS_H_
