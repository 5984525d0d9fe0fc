#ifndef STANDFIRST_CORE_CLEAN_LANGUAGE_H_
#define STANDFIRST_CORE_CLEAN_LANGUAGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/text/document.h"

namespace standfirst {

struct Language {
  std::string code = "en";  // "en", another ISO 639-1 code, or "und".
  uint16_t confidence = 0;  // 0 to 1000.
};

struct DocumentLanguage {
  Language whole;                // By words over all blocks.
  std::vector<uint8_t> english;  // Per block: 1 English (or too short to
                                 // tell, as its neighbours), 0 not.
};

// Script, then common function words of twenty languages; running text without
// those of any is "und". Too short to tell counts as English, and so do names
// and headings, which have no function words. O(|text|).
DocumentLanguage DetectLanguage(const Document& document);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_LANGUAGE_H_
