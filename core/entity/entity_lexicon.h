#ifndef STANDFIRST_CORE_ENTITY_ENTITY_LEXICON_H_
#define STANDFIRST_CORE_ENTITY_ENTITY_LEXICON_H_

#include <cstdint>
#include <span>

#include "core/entity/fingerprints.h"
#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// Which lists a word is on, as bits.
enum EntityList : uint16_t {
  kFirstNameList = 1 << 0,
  kSurnameList = 1 << 1,
  kCityList = 1 << 2,
  kCountryList = 1 << 3,
  kDemonymList = 1 << 4,
  kTitleList = 1 << 5,
  kOrganizationWordList = 1 << 6,
  kPlaceWordList = 1 << 7,
  kCompanyList = 1 << 8,
  kPlaceStartList = 1 << 9,    // First word of a place's name of several words
  kPlaceInsideList = 1 << 10,  // and its other words.
  kLanguageList = 1 << 11,
  kCapitalList = 1 << 12,  // Capital cities.
};

// What the recogniser knows of single words beforehand: the class of words
// that one behaves like (tools/train/word_classes.h) and lists of names.
// Section "lexicon" of part `entities`, version 1:
//   u32 words, u32 classes, u8 middle[classes], u8 coarse[classes], then by
//   column, one byte a word: fingerprint low and high (fingerprints.h), class
//   low and high (0: none), lists low and high.
class EntityLexicon {
 public:
  struct Entry {
    uint16_t word_class = 0;  // 0: none.
    uint16_t lists = 0;       // EntityList bits.
  };

  // `bytes` must outlive the lexicon. Checks sizes and ranges.
  static Expected<EntityLexicon> Read(std::span<const uint8_t> bytes);

  // By MixHash(HashBytes(form)): case kept, every ASCII digit as 0. False if
  // not known.
  bool Find(uint64_t hash, Entry* entry) const;
  // Coarser classes of a class; 0 of 0.
  uint8_t Middle(uint16_t word_class) const {
    return word_class == 0 ? 0 : bytes_[8 + word_class - size_t{1}];
  }
  uint8_t Coarse(uint16_t word_class) const {
    return word_class == 0 ? 0 : bytes_[8 + classes_ + word_class - size_t{1}];
  }

 private:
  EntityLexicon() = default;
  std::span<const uint8_t> bytes_;
  uint32_t classes_ = 0;
  FingerprintSet words_;
  std::span<const uint8_t> columns_;  // The four after the fingerprints.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_ENTITY_LEXICON_H_
