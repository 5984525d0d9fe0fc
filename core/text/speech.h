#ifndef STANDFIRST_CORE_TEXT_SPEECH_H_
#define STANDFIRST_CORE_TEXT_SPEECH_H_

#include <cstdint>

#include "core/text/document.h"

// What stands before what is said, in text that was spoken.

namespace standfirst {

// How many tokens at the sentence's start name the speaker of a block that it
// opens, with the colon: "Ada Quill: …"; 0 if none.
uint32_t SpeakerLabel(const Document& document, const Sentence& sentence);

// How many tokens at the sentence's start say nothing: "Well, …", "Um, …".
uint32_t OpeningFiller(const Document& document, const Sentence& sentence);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_SPEECH_H_
