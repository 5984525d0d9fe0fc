#include "core/tag/tag_features.h"

#include <algorithm>
#include <string_view>

#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// A word's bytes as the features see them.
class FoldedWord {
 public:
  explicit FoldedWord(std::string_view form) {
    for (size_t at = 0; at < form.size() && size_ + 4 <= kMaxBytes;) {
      const auto byte = static_cast<uint8_t>(form[at]);
      if (byte < 0x80) {
        const bool digit = byte >= '0' && byte <= '9';
        Put(digit ? uint8_t{'0'} : byte);
        ++at;
        continue;
      }
      const DecodedCharacter character = DecodeValidUtf8(form, at);
      switch (character.code_point) {
        case 0x2018:
        case 0x2019:
          Put('\'');
          break;
        case 0x201C:
        case 0x201D:
          Put('"');
          break;
        case 0x2010:
        case 0x2011:
          Put('-');
          break;
        case 0x2026:
          Put('.');
          Put('.');
          Put('.');
          break;
        default:
          for (uint8_t i = 0; i < character.size; ++i) {
            Put(static_cast<uint8_t>(form[at + i]));
          }
      }
      at += character.size;
    }
  }
  std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  // Longer words are told by their beginning.
  static constexpr size_t kMaxBytes = 64;
  void Put(uint8_t byte) { bytes_[size_++] = static_cast<char>(byte); }

  std::array<char, kMaxBytes> bytes_{};
  size_t size_ = 0;
};

uint64_t HashOf(std::string_view bytes) { return MixHash(HashBytes(bytes)); }

char ShapeOf(std::string_view folded, size_t at) {
  const auto byte = static_cast<uint8_t>(folded[at]);
  if (byte >= 'a' && byte <= 'z') return 'a';
  if (byte >= 'A' && byte <= 'Z') return 'A';
  if (byte < 0x80) return folded[at];
  if (IsUtf8Continuation(folded[at])) return 0;
  const CharacterClass kind =
      ClassifyCharacter(DecodeUtf8(folded, at).code_point);
  if (kind == CharacterClass::kUpper) return 'A';
  if (IsLetter(kind)) return 'a';
  return '*';
}

void AddShape(std::string_view folded, TagWord* word) {
  uint64_t hash = kHashSeed;
  char previous = 0;
  int run = 0;
  uint32_t upper = 0;
  uint32_t lower = 0;
  for (size_t at = 0; at < folded.size(); ++at) {
    const char kind = ShapeOf(folded, at);
    if (kind == 0) continue;
    if (kind == 'A') ++upper;
    if (kind == 'a') ++lower;
    if (at == 0) word->upper_first = kind == 'A';
    run = kind == previous ? run + 1 : 1;
    previous = kind;
    if (run <= 2) hash = HashByte(hash, static_cast<uint8_t>(kind));
  }
  word->shape = MixHash(hash);
  word->letters = upper + lower > 0;
  word->all_upper = upper >= 2 && lower == 0;
}

// Not the word's own hash: what stands beyond the sentence.
constexpr uint64_t kEdge = 0x5eed;

}  // namespace

TagWord TagEdge() {
  TagWord word;
  word.form = word.lower = word.shape = kEdge;
  word.cluster = word.coarse = 0xFFFF;
  return word;
}

TagWord MakeTagWord(const Vocabulary& vocabulary, uint32_t number,
                    const WordList* list) {
  TagWord word;
  const uint32_t lower_number = vocabulary.lower(number);
  const FoldedWord form(vocabulary.form(number));
  const FoldedWord lower(vocabulary.form(lower_number));
  word.form = HashOf(form.text());
  word.lower = HashOf(lower.text());
  const std::string_view text = lower.text();
  for (size_t size = 1; size <= word.prefixes.size(); ++size) {
    if (text.size() < size + 1) break;
    word.prefixes[size - 1] = HashOf(text.substr(0, size));
  }
  for (size_t size = 1; size <= word.suffixes.size(); ++size) {
    if (text.size() < size) break;
    word.suffixes[size - 1] = HashOf(text.substr(text.size() - size));
  }
  AddShape(form.text(), &word);
  if (list == nullptr) return word;
  const uint16_t listed = list->Find(vocabulary.entry(lower_number).hash);
  if (listed == WordList::kNotListed) return word;
  word.cluster = list->Cluster(listed);
  word.coarse = list->CoarseCluster(listed);
  return word;
}

TagSentenceWords MakeTagWords(const Document& document, IndexRange tokens,
                              const WordList* list) {
  TagSentenceWords sentence;
  sentence.words.assign(tokens.size() + 4, TagEdge());
  TagCasing casing;
  for (uint32_t at = 0; at < tokens.size(); ++at) {
    sentence.words[at + 2] = MakeTagWord(
        document.vocabulary, document.tokens[tokens.begin + at].word, list);
    casing.Add(sentence.words[at + 2]);
  }
  sentence.casing = casing.casing();
  return sentence;
}

TagWindow MakeTagWindow(const TagSentenceWords& sentence, size_t at) {
  const TagWord* const first = &sentence.words[at];
  return {first,     first + 1, first + 2,
          first + 3, first + 4, (at == 0 ? 4U : 0U) + sentence.casing};
}

}  // namespace standfirst
