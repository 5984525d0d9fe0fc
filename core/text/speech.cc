#include "core/text/speech.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/text/letters.h"

namespace standfirst {

uint32_t SpeakerLabel(const Document& document, const Sentence& sentence) {
  constexpr uint32_t kLongest = 6;
  const uint32_t begin = sentence.tokens.begin;
  const uint32_t first = document.blocks[sentence.block].sentences.begin;
  if (document.sentences[first].tokens.begin != begin) return 0;
  for (uint32_t i = begin; i < std::min(begin + kLongest, sentence.tokens.end);
       ++i) {
    const std::string_view text = document.Text(document.tokens[i]);
    if (text == ",") return 0;
    if (text == ":") return i == begin ? 0 : i + 1 - begin;
  }
  return 0;
}

uint32_t OpeningFiller(const Document& document, const Sentence& sentence) {
  const uint32_t first = sentence.tokens.begin;
  if (first + 2 >= sentence.tokens.end ||
      document.Text(document.tokens[first + 1]) != ",") {
    return 0;
  }
  std::string word;
  AppendLowerCase(document.Text(document.tokens[first]), &word);
  return word == "well" || word == "so" || word == "oh" || word == "um" ||
                 word == "uh" || word == "okay" || word == "ok"
             ? 2
             : 0;
}

}  // namespace standfirst
