#ifndef STANDFIRST_CORE_COMPRESS_COMPRESS_H_
#define STANDFIRST_CORE_COMPRESS_COMPRESS_H_

#include <cstdint>
#include <vector>

#include "core/text/document.h"

namespace standfirst {

enum class Compression : uint8_t { kNone, kLight, kFull };

// One way to say a sentence: all of it, or less.
struct Candidate {
  uint32_t sentence = 0;
  uint32_t words = 0;  // DESIGN 4.2's words of the text it makes.
  // What is kept, in order, without overlap. Concatenated as they are they
  // make the candidate's text (spaces belong to one of the pieces).
  std::vector<CleanSpan> kept;
  std::vector<IndexRange> tokens;  // The same in tokens of the document.
};

// Do the tokens say whose word it is, or take back, doubt, except or condition
// what they stand with: "according to …", "who denies it", "pending
// …", "which was later overturned"? Then they never go. O(tokens).
bool HoldsReservation(const Document& document, uint32_t begin, uint32_t end);

// The token that opens a quotation which the sentence does not close, or closes
// one that it did not open; the sentence's end if there is none. O(tokens).
struct LooseQuote {
  uint32_t token = 0;
  bool opens = false;
};
LooseQuote FindLooseQuote(const Document& document, const Sentence& sentence);

// Appends the sentence as it stands, then shorter versions of it, shortest
// last. Light: bracketed text goes, what the sentence ends on if that tells a
// circumstance (tagged text alone), and the mark of a quotation that does not
// begin and end in the sentence; an opening "Well," goes from all.
// Attribution, negation, numbers outside brackets and all else that changes
// what is claimed always stay. O(tokens of the sentence).
void AppendCandidates(const Document& document, uint32_t sentence,
                      Compression compression, std::vector<Candidate>* output);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_COMPRESS_COMPRESS_H_
