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

struct Casing {
  bool upper_first = false;
  bool all_upper = false;  // Two letters or more, none of them small.
  bool letters = false;
};

Casing MakeShape(std::string_view folded, uint64_t* shape) {
  Casing casing;
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
    if (at == 0) casing.upper_first = kind == 'A';
    run = kind == previous ? run + 1 : 1;
    previous = kind;
    if (run <= 2) hash = HashByte(hash, static_cast<uint8_t>(kind));
  }
  *shape = MixHash(hash);
  casing.letters = upper + lower > 0;
  casing.all_upper = upper >= 2 && lower == 0;
  return casing;
}

// Not the word's own hash: what stands beyond the sentence.
constexpr uint64_t kEdge = 0x5eed;

}  // namespace

void MakeTagWords(const Document& document, IndexRange tokens,
                  const WordList* list, TagSentenceWords* output) {
  std::vector<TagWord>& words = output->words;
  words.assign(tokens.size() + 2 * kTagPadding, TagWord{});
  for (size_t i = 0; i < kTagPadding; ++i) {
    for (TagWord* edge : {&words[i], &words[words.size() - 1 - i]}) {
      edge->form = edge->lower = edge->shape = kEdge;
      edge->cluster = edge->coarse = 0xFFFF;
    }
  }
  const Vocabulary& vocabulary = document.vocabulary;
  uint32_t with_letters = 0;
  uint32_t all_upper = 0;
  uint32_t upper_first = 0;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const uint32_t number = document.tokens[tokens.begin + i].word;
    const uint32_t lower_number = vocabulary.lower(number);
    TagWord& word = words[i + kTagPadding];
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
    const Casing casing = MakeShape(form.text(), &word.shape);
    with_letters += casing.letters ? 1 : 0;
    all_upper += casing.all_upper ? 1 : 0;
    upper_first += casing.upper_first ? 1 : 0;
    if (list == nullptr) continue;
    const uint16_t listed = list->Find(vocabulary.entry(lower_number).hash);
    if (listed == WordList::kNotListed) continue;
    word.cluster = list->Cluster(listed);
    word.coarse = list->CoarseCluster(listed);
  }
  output->casing = 0;
  if (with_letters >= 3) {
    if (all_upper * 2 > with_letters) {
      output->casing = 2;
    } else if (upper_first * 10 > with_letters * 7) {
      output->casing = 1;
    }
  }
}

}  // namespace standfirst
