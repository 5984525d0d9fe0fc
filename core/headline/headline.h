#ifndef STANDFIRST_CORE_HEADLINE_HEADLINE_H_
#define STANDFIRST_CORE_HEADLINE_HEADLINE_H_

#include <cstdint>
#include <optional>

#include "core/compress/compress.h"
#include "core/entity/entity.h"
#include "core/parse/parse.h"
#include "core/rank/rank.h"
#include "core/text/document.h"

namespace standfirst {

// Section "headline" of part `grammar`.
class HeadlineModel;

// One line of at most `words` words (0 counts as 1) that says who and what: a
// clause of one of the best sentences, ended at a safe place (never on a
// preposition, an article, an auxiliary). No final stop. nullopt for a document
// without a sentence. `model` may be nullptr: then the beginning of the best
// sentence that may end there, or is cut at a safe place; so may `word_list`
// and `parser`, which belongs to the caller and is written to: one thread at a
// time. Of a text that is not `english` nothing inside the line is left out.
// O(sentences), and of at most 40 of them, in 64 tokens each, what parsing and
// following 160 beginnings of lines a token cost.
std::optional<Candidate> MakeHeadline(const HeadlineModel* model,
                                      const WordList* word_list, Parser* parser,
                                      const Document& document,
                                      const EntityAnalysis& entities,
                                      const Ranking& ranking, uint32_t words,
                                      bool english = true);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_HEADLINE_HEADLINE_H_
