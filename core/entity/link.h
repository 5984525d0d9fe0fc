#ifndef STANDFIRST_CORE_ENTITY_LINK_H_
#define STANDFIRST_CORE_ENTITY_LINK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/entity/entity.h"
#include "core/entity/entity_features.h"
#include "core/entity/entity_model.h"
#include "core/text/document.h"

namespace standfirst {

// A mention before it belongs to an entity.
struct FoundMention {
  IndexRange tokens;
  uint32_t sentence = 0;
  EntityType type = EntityType::kPerson;
  std::string value;  // Patterns only.
};

// The surname in a person's name: "Reyes" in "Daniel Reyes Jr."; the first word
// if there is none, as in "John of Islay".
uint32_t SurnameOf(const Document& document, IndexRange name);

// Joins mentions of one thing: the same words, a surname after the full name,
// an acronym of the name's initials, a short form of an organisation, two
// names of one country. Gives each entity a name in the article's words, one
// type by vote, attributes and salience. `mentions` in text order; `model` may
// be nullptr (no countries then). O(tokens + mentions).
EntityAnalysis LinkEntities(const Document& document,
                            const EntityWordTable& table,
                            const EntityModel* model,
                            const std::vector<FoundMention>& mentions);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_LINK_H_
