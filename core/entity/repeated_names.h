// What the rest of a document says of a name: it is mentioned more than once,
// and seldom each time so that one sentence shows what it is.

#ifndef STANDFIRST_CORE_ENTITY_REPEATED_NAMES_H_
#define STANDFIRST_CORE_ENTITY_REPEATED_NAMES_H_

#include <cstdint>
#include <vector>

#include "core/entity/link.h"
#include "core/entity/token_words.h"

namespace standfirst {

// A headline in capitals has the names of the text below it: "MIRA ODUYA
// RESIGNS" is "Mira Oduya" and a verb. O(tokens of mentions).
void ReadCapitals(const TokenWords& words, std::vector<FoundMention>* mentions);

// Takes the rest of the document as evidence where the model was of two minds:
// a surname of a full name elsewhere is that person, not a place of that name,
// and is a person where nothing was found. `mentions` of `sentences`, both in
// text order. O(tokens + vocabulary).
void AddRepeatedNames(const TokenWords& words,
                      const std::vector<uint32_t>& sentences,
                      std::vector<FoundMention>* mentions);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_REPEATED_NAMES_H_
