#ifndef STANDFIRST_CORE_RANK_GENRE_H_
#define STANDFIRST_CORE_RANK_GENRE_H_

#include <cstdint>
#include <span>

#include "core/rank/evidence.h"
#include "core/rank/rank.h"
#include "core/text/document.h"

namespace standfirst {

class RankModel;

// What kind of text it is, judged from the text. Lists and stories, of which
// the training sets hold none, by plain signs; the rest by the model (may be
// nullptr: then unknown) and its group. O(words + blocks).
Genre JudgeGenre(const RankModel* model, const Document& document,
                 const Evidence& evidence, std::span<const uint16_t> columns,
                 uint32_t group);

// Do two articles stand one after the other? Somewhere between two blocks
// hardly a word goes on that both sides use again and again.
// O(words + sentences).
bool HoldsSeveralArticles(const Document& document, const Evidence& evidence);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_GENRE_H_
