#ifndef STANDFIRST_CORE_ENTITY_PATTERNS_H_
#define STANDFIRST_CORE_ENTITY_PATTERNS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/entity/pattern_words.h"
#include "core/text/document.h"

namespace standfirst {

// An expression found by its form: a date, a time of day, money, a share, a
// quantity, an ordinal or a number.
struct PatternMatch {
  IndexRange tokens;
  EntityType type = EntityType::kCardinal;
  // DATE: ISO 8601 ("2025-04-17", "2025-04", "2025", "2025-W16"), where the
  // article's date does not fix it as TIMEX3 writes it (Pustejovsky et al.
  // 2003: "XXXX-WXX-4", "XXXX-04-17", "P3Y", "PRESENT_REF"); TIME: "T16:30",
  // "TMO"; MONEY: "EUR 212000000"; PERCENT: "45 %"; QUANTITY: "12 km";
  // ORDINAL and CARDINAL: the number. Empty where it is not known.
  std::string value;
};

// What the words of one document mean in expressions, looked up once each.
class PatternWordCache {
 public:
  struct Meaning {
    PatternWord kind = PatternWord::kNone;
    uint8_t value = 0;
    bool made = false;
    bool begins = false;  // An expression may begin with it.
  };
  void Prepare(const Vocabulary& vocabulary, uint32_t word);
  // `word` has been prepared.
  const Meaning& operator[](uint32_t word) const { return words_[word]; }
  // The money that is counted in lakhs, once the document has named it: an
  // index of kCurrencies. 0: none.
  size_t lakh_currency() const { return lakh_currency_; }

 private:
  std::vector<Meaning> words_;
  size_t lakh_currency_ = 0;
};

// Appends the sentence's expressions in text order; they do not overlap.
// `article_date` is EntityOptions::article_date. O(tokens).
void FindPatterns(const Document& document, const Sentence& sentence,
                  std::string_view article_date, PatternWordCache* words,
                  std::vector<PatternMatch>* matches);

// The first day that the document names with its year ("17 April 2025"), as
// ISO 8601; empty if it names none. For an article's own date line.
std::string FindDay(const Document& document);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_PATTERNS_H_
