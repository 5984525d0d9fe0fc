#ifndef STANDFIRST_CORE_TEXT_VOCABULARY_H_
#define STANDFIRST_CORE_TEXT_VOCABULARY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standfirst {

// The distinct words of one document, numbered in order of first appearance.
// What depends on a word alone (its hash, its lower-cased form, its place in
// the model's word list, its share of a linear model's score) is worked out
// once per entry instead of once per token.
//
// Forms are kept as written and, as entries of their own, lower-cased: the
// lower-cased form of entry i is entry lower(i), which may be i itself.
// Digits are not folded. Lower-casing is Unicode's simple mapping.
class Vocabulary {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;
  static constexpr uint16_t kNotListed = 0xFFFF;

  struct Entry {
    uint64_t hash = 0;        // MixHash(HashBytes(form)).
    uint32_t pool_start = 0;  // Into the vocabulary's own bytes.
    uint32_t pool_size = 0;
    uint32_t lower = kNone;        // Entry of the lower-cased form.
    uint32_t count = 0;            // Tokens with exactly this form.
    uint16_t listed = kNotListed;  // Index in the model's WordList.
  };

  Vocabulary();

  // The number of `form`, added if it is new. Amortised O(|form|).
  uint32_t Intern(std::string_view form);
  // The number of `form` or kNone.
  uint32_t Find(std::string_view form) const;
  void CountToken(uint32_t word) { ++entries_[word].count; }
  void SetListed(uint32_t word, uint16_t listed) {
    entries_[word].listed = listed;
  }

  // Valid until the next Intern.
  std::string_view form(uint32_t word) const {
    const Entry& entry = entries_[word];
    return {pool_.data() + entry.pool_start, entry.pool_size};
  }
  uint32_t lower(uint32_t word) const { return entries_[word].lower; }
  const Entry& entry(uint32_t word) const { return entries_[word]; }
  uint32_t size() const { return static_cast<uint32_t>(entries_.size()); }

 private:
  // A short form that was asked for not long ago.
  struct Recent {
    uint64_t bytes = 0;
    uint32_t size = 0;  // 0: none yet.
    uint32_t word = 0;
  };
  static constexpr uint32_t kRecentBits = 10;

  uint32_t InternAny(std::string_view form);
  uint32_t InternForm(std::string_view form, uint64_t hash);
  size_t FindSlot(std::string_view form, uint64_t hash) const;
  void Grow();

  std::string pool_;
  std::vector<Entry> entries_;
  std::vector<uint32_t> slots_;  // Open addressing; kNone marks a free one.
  std::vector<Recent> recent_;   // By the forms' bytes.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_VOCABULARY_H_
