#ifndef STANDFIRST_CORE_TAG_TAG_H_
#define STANDFIRST_CORE_TAG_TAG_H_

#include <cstdint>
#include <string_view>

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/text/document.h"

namespace standfirst {

// Penn Treebank tags as the UD English treebanks' XPOS column has them.
// kNone = not tagged (no `grammar` part).
enum class PartOfSpeech : uint8_t {
  kNone,
  kCC,
  kCD,
  kDT,
  kEX,
  kFW,
  kIN,
  kJJ,
  kJJR,
  kJJS,
  kLS,
  kMD,
  kNN,
  kNNS,
  kNNP,
  kNNPS,
  kPDT,
  kPOS,
  kPRP,
  kPRPS /* PRP$ */,
  kRB,
  kRBR,
  kRBS,
  kRP,
  kSYM,
  kTO,
  kUH,
  kVB,
  kVBD,
  kVBG,
  kVBN,
  kVBP,
  kVBZ,
  kWDT,
  kWP,
  kWPS /* WP$ */,
  kWRB,
  kADD,
  kAFX,
  kGW,
  kHYPH,
  kNFP,
  kXX,
  kComma,
  kStop /* . */,
  kColon /* : ; – */,
  kLeftBracket /* -LRB- */,
  kRightBracket /* -RRB- */,
  kOpenQuote /* `` */,
  kCloseQuote /* '' */,
  kDollar /* $ */,
  kHash /* # */,
};
constexpr uint32_t kPartOfSpeechCount = 52;

// VBD, VBP, VBZ and MD: of a sentence, what says something of its subject.
constexpr bool IsFiniteVerb(PartOfSpeech tag) {
  return tag == PartOfSpeech::kVBD || tag == PartOfSpeech::kVBP ||
         tag == PartOfSpeech::kVBZ || tag == PartOfSpeech::kMD;
}

// "NNP", "PRP$", "-LRB-" …; "" for kNone.
std::string_view PartOfSpeechName(PartOfSpeech tag);
// kNone for a name that is no tag.
PartOfSpeech ParsePartOfSpeech(std::string_view name);

// Section "tags" of part `grammar`: an averaged perceptron (Collins 2002).
class TagModel;

// One per thread and document, of which it keeps what it knows of words. Both
// arguments must outlive it; `words` may be nullptr.
class Tagger {
 public:
  Tagger(const TagModel* model, const WordList* words);
  ~Tagger();
  Tagger(const Tagger&) = delete;
  Tagger& operator=(const Tagger&) = delete;

  // Sets `tag` of the sentence's tokens, left to right. O(tokens).
  void TagSentence(const Sentence& sentence, Document* document);

 private:
  struct State;
  State* state_;  // Owned; behind a pointer so that the header stays small.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TAG_TAG_H_
