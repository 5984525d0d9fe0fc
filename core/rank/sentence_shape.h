#ifndef STANDFIRST_CORE_RANK_SENTENCE_SHAPE_H_
#define STANDFIRST_CORE_RANK_SENTENCE_SHAPE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/document.h"

namespace standfirst {

// What a sentence looks like, whatever it says. No model needed.
struct SentenceShape {
  uint32_t terms = 0;             // Tokens with a letter or a digit.
  uint32_t content = 0;           // Terms that say something by themselves.
  uint32_t words = 0;             // DESIGN 4.2's words.
  bool prose_block = false;       // Paragraph, list item or quotation.
  bool ends_as_sentence = false;  // Full stop, "!", "?", and their like.
  bool ends_with_colon = false;
  bool question = false;
  bool request = false;   // "Could you …?", as part of it.
  bool has_verb = false;  // A tagged verb, or a word that looks it.
  bool starts_with_quote = false;
  bool starts_lower = false;  // The rest of something.
  bool starts_with_pronoun = false;
  bool starts_with_connective = false;
  bool starts_with_answer = false;
  bool all_capitals = false;
  bool speaker_label = false;  // "Name: …"
  bool record = false;  // "Present: …", "Date: …": who and when, of minutes.
  bool marked = false;      // Holds a transcriber's mark, "{pause}".
  bool background = false;  // "The move comes after …": context, no news.
};

// `kinds` holds WordKindsOf per vocabulary entry, `is_term` IsTerm. O(tokens of
// the sentence).
SentenceShape DescribeSentence(const Document& document, uint32_t sentence,
                               const std::vector<uint16_t>& kinds,
                               const std::vector<uint8_t>& is_term);

// Does the token hold a letter or a digit? (Others are marks.)
bool IsTerm(std::string_view token);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_RANK_SENTENCE_SHAPE_H_
