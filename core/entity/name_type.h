#ifndef STANDFIRST_CORE_ENTITY_NAME_TYPE_H_
#define STANDFIRST_CORE_ENTITY_NAME_TYPE_H_

#include "core/entity/entity.h"
#include "core/entity/token_words.h"
#include "core/text/document.h"

namespace standfirst {

// What a name's own words, and those beside it, say of its type where the
// model, which knows the words one by one, found `type`. O(1).
EntityType RefineType(const TokenWords& words, EntityType type,
                      IndexRange tokens);

// Whether one of `list` stands before the name or begins it: "Hurricane Ida",
// "Ida" of "the storm Ida"; "HMS Calliope".
bool IsMarked(const TokenWords& words, IndexRange tokens, const char* list);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_NAME_TYPE_H_
