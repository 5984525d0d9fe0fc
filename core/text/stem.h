#ifndef STANDFIRST_CORE_TEXT_STEM_H_
#define STANDFIRST_CORE_TEXT_STEM_H_

#include <string>
#include <string_view>

namespace standfirst {

// A lower-cased English word without its inflection, so that "strike" finds
// "strikes", "striking" and "struck"'s regular sisters: plural, possessive,
// -ed, -ing, -er, -ly, with doubled consonants and a final e or y undone. Not
// a dictionary: both sides are cut alike, which is all a comparison needs.
// O(|word|).
std::string StemOf(std::string_view lower);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_STEM_H_
