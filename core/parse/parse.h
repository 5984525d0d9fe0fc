#ifndef STANDFIRST_CORE_PARSE_PARSE_H_
#define STANDFIRST_CORE_PARSE_PARSE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/text/document.h"

namespace standfirst {

// How a word hangs on its head: relations of Universal Dependencies, of which
// the rare ones are joined to their nearest neighbour.
enum class Relation : uint8_t {
  kRoot,
  kPunct,
  kCase,
  kDet,
  kNsubj,
  kAdvmod,
  kAmod,
  kObj,
  kObl,
  kNmod,
  kConj,
  kCompound,
  kCc,
  kMark,
  kAux,
  kCop,
  kNmodPoss,
  kAdvcl,
  kXcomp,
  kFlat,
  kAclRelcl,
  kCcomp,
  kAcl,
  kAppos,
  kAuxPass,
  kNummod,
  kParataxis,
  kNsubjPass,
  kNmodUnmarked,
  kOblUnmarked,
  kDiscourse,
  kCompoundPrt,
  kExpl,
  kFixed,
  kIobj,
  kList,
  kOblAgent,
  kCsubj,
  kNmodDesc,
  kDep,  // What is none of these.
};
constexpr uint32_t kRelationCount = 40;

// "nsubj", "nmod:poss" …
std::string_view RelationName(Relation relation);
// The relation that a treebank's name falls under; kDep for unknown ones.
Relation ParseRelation(std::string_view name);

struct ParsedToken {
  static constexpr uint32_t kRoot = 0xFFFFFFFF;

  uint32_t head = kRoot;  // Index within the sentence, or kRoot: exactly one.
  Relation relation = Relation::kRoot;
};

// Section "parse" of part `grammar`: an averaged perceptron.
class ParseModel;

// A greedy transition-based parser (arc-hybrid: Kuhlmann, Gómez-Rodríguez and
// Satta 2011). It errs: of ten words about two hang on the wrong head, more of
// clauses, conjuncts and prepositions, fewer of subjects and objects
// (models/MODEL_CARD.md). Meant for the sentences that a line may come from.
//
// One per thread; its vectors are used again from sentence to sentence. Both
// arguments must outlive it; `words` may be nullptr.
class Parser {
 public:
  Parser(const ParseModel* model, const WordList* words);
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // One entry per token of the sentence, a projective tree with one root.
  // Nothing, and false, without a model. The tokens must be tagged.
  // O(tokens).
  bool ParseSentence(const Sentence& sentence, const Document& document,
                     std::vector<ParsedToken>* parsed);

 private:
  struct State;
  State* state_;  // Owned; behind a pointer so that the header stays small.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_PARSE_PARSE_H_
