#ifndef STANDFIRST_CORE_CLEAN_LANGUAGE_H_
#define STANDFIRST_CORE_CLEAN_LANGUAGE_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clean/language_grams.h"
#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
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

constexpr uint8_t kLanguageModelVersion = 1;
constexpr size_t kLanguageHeaderSize = 8;
constexpr size_t kMostLanguages = 32;

// Linear models over pieces of words (language_grams.h): English against all
// others, and the languages that have a name here against each other. The
// trained section of this stage; `part` must outlive what is read.
//
// Layout, little-endian: u8 layout version; u8 languages but English; i16 bias
// of English; u16 how far below 0 the sum must be for another language; u16
// the distance from 0 at which it is certain. Two letters of code and an i16
// bias for each language. Then tables of kGramSlots bytes with two weights in
// each byte, from -8 to 7, low bits first: English with the first language,
// the second with the third, and so on.
class LanguageModel {
 public:
  // A part without a section "language" gives a model that knows scripts only.
  static Expected<LanguageModel> Read(const ModelPart& part);
  static Expected<LanguageModel> ReadSection(std::span<const uint8_t> bytes);

  bool trained() const { return !tables_.empty(); }
  size_t languages() const { return languages_; }
  std::string_view CodeOf(size_t language) const;
  int32_t surely() const { return surely_; }

  // Above 0 for English, below for another language, 0 in doubt. O(slots).
  int32_t English(const GramSet& grams) const;
  // What speaks for each language but English is added. O(slots).
  void AddScores(const GramSet& grams, std::vector<int32_t>* scores) const;

 private:
  int32_t Sum(const GramSet& grams, size_t column) const;

  size_t languages_ = 0;
  int32_t english_bias_ = 0;
  int32_t doubt_ = 0;
  int32_t surely_ = 1;
  std::span<const uint8_t> names_;
  std::span<const uint8_t> tables_;
};

// Script first, then the model; what is none of its languages is "und". Too
// short to tell counts as English, and so does all in Latin script without a
// model, with a confidence of 0. O(|text|).
DocumentLanguage DetectLanguage(const LanguageModel* model,
                                const Document& document);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_LANGUAGE_H_
