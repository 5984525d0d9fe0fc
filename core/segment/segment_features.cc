#include "core/segment/segment_features.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace standfirst {
namespace {

using Codes = std::span<const uint8_t>;

bool IsCloserCode(uint8_t code) {
  return ClassOf(code) == CodeClass::kClose || code == '"' || code == '\'';
}
bool IsOpenerCode(uint8_t code) {
  return ClassOf(code) == CodeClass::kOpen ||
         ClassOf(code) == CodeClass::kQuote;
}
bool IsStopCode(uint8_t code) {
  return ClassOf(code) == CodeClass::kStop || code == ':' || code == ';';
}

// Where the chunk's text, its stops and its closers end.
struct Ending {
  uint32_t word_end = 0;
  uint32_t stop_end = 0;
};
Ending EndingOf(Codes codes, const Chunk& chunk) {
  Ending ending;
  ending.stop_end = chunk.end;
  while (ending.stop_end > chunk.begin &&
         IsCloserCode(codes[ending.stop_end - 1])) {
    --ending.stop_end;
  }
  ending.word_end = ending.stop_end;
  while (ending.word_end > chunk.begin &&
         IsStopCode(codes[ending.word_end - 1])) {
    --ending.word_end;
  }
  // No stop: closers are just what the chunk ends with.
  return ending;
}

// The word at the end of codes[begin, end), inner dots and apostrophes kept.
uint32_t WordBegin(Codes codes, uint32_t begin, uint32_t end) {
  uint32_t word = end;
  while (word > begin && end - word < 24) {
    const uint8_t code = codes[word - 1];
    if (!IsWordClass(ClassOf(code)) && code != '.' && code != '\'') break;
    --word;
  }
  return word;
}

uint64_t ShortHash(Codes codes) {
  uint64_t hash = kHashSeed;
  for (const uint8_t code : codes) hash = HashByte(hash, code);
  return hash;
}

bool IsVowel(uint8_t code) {
  return std::string_view("aeiou").find(static_cast<char>(LowerCode(code))) !=
         std::string_view::npos;
}

// Kinds of the words that start a sentence: "The" …
constexpr uint64_t kCapitalisedWord = 20;

// Kind of what starts at `at`: class, capitals, and whether it is a word.
uint64_t KindOf(Codes codes, uint32_t at, uint32_t end, bool capitals) {
  if (at >= end) return 0;
  const CodeClass first = ClassOf(codes[at]);
  uint64_t kind = 1 + static_cast<uint64_t>(first);
  if (first == CodeClass::kUpper) {
    const CodeClass second =
        at + 1 < end ? ClassOf(codes[at + 1]) : CodeClass::kSpace;
    kind = second == CodeClass::kLower   ? kCapitalisedWord
           : second == CodeClass::kUpper ? 21
           : codes[at] == 'I'            ? 22
                                         : 23;
  } else if (first == CodeClass::kLower && at + 2 < end &&
             ClassOf(codes[at + 1]) == CodeClass::kUpper) {
    kind = 24;  // iPhone
  } else if (first == CodeClass::kOther) {
    kind = 30 + uint64_t{codes[at]};
  }
  return kind * 2 + (capitals ? 1 : 0);
}

// Capitalised they start a sentence, but for titles of works.
constexpr std::array<uint64_t, 9> kSureStarts = {
    HashBytes("the"),  HashBytes("he"),    HashBytes("she"),
    HashBytes("it"),   HashBytes("they"),  HashBytes("we"),
    HashBytes("this"), HashBytes("these"), HashBytes("there")};

uint64_t DistanceBucket(size_t chunks) {
  if (chunks <= 3) return chunks;
  if (chunks <= 6) return 4;
  if (chunks <= 12) return 5;
  return chunks <= 30 ? 6 : 7;
}

uint64_t WidthBucket(uint32_t width) {
  if (width <= 25) return 1;
  if (width <= 50) return 2;
  return width <= 90 ? 3 : 4;
}

}  // namespace

bool IsLeadingWord(Codes word) {
  constexpr auto kWords = [] {
    std::array<uint32_t, 31> words{};
    size_t count = 0;
    for (const std::string_view text :
         {"a",    "am",   "an",   "and", "as",  "at",   "by",   "for",
          "from", "he",   "her",  "his", "i",   "if",   "in",   "its",
          "mr",   "my",   "of",   "on",  "or",  "our",  "than", "that",
          "the",  "they", "this", "to",  "was", "with", "your"}) {
      uint32_t packed = 0;
      for (const char letter : text) {
        packed = packed << 8 | static_cast<uint8_t>(letter);
      }
      words[count++] = packed;
    }
    return words;
  }();
  if (word.size() > 4) return false;
  uint32_t packed = 0;
  for (const uint8_t code : word) packed = packed << 8 | code;
  return std::find(kWords.begin(), kWords.end(), packed) != kWords.end();
}

uint64_t LowerHash(Codes codes) {
  uint64_t hash = kHashSeed;
  for (const uint8_t code : codes) hash = HashByte(hash, LowerCode(code));
  return hash;
}

uint64_t ShapeHash(Codes codes) {
  uint64_t hash = kHashSeed;
  CodeClass previous = CodeClass::kSpace;
  int run = 0;
  for (const uint8_t code : codes) {
    const CodeClass kind = ClassOf(code);
    run = kind == previous ? run + 1 : 1;
    previous = kind;
    if (run > 2 && IsWordClass(kind)) continue;
    hash =
        HashByte(hash, IsWordClass(kind) ? static_cast<uint8_t>(kind) : code);
  }
  return hash;
}

bool IsCertainEnd(Codes codes, const Chunk& before, const SentenceGap& gap) {
  if (gap.by_rule == 0) return false;
  if (gap.abbreviation == 2 && gap.sure_start) return true;
  // "won 4-0. Smith": a score, or a span of years.
  constexpr CodeClassSet kScore = SetOf(CodeClass::kDigit) |
                                  SetOf(CodeClass::kHyphen) |
                                  SetOf(CodeClass::kStop);
  if (before.classes == kScore) return true;
  // "flew to Lagos. Police met him": capitalised, with a vowel, and no
  // abbreviation of ours: a name. But behind another one ("J. Struct. Eng.")
  // the model decides.
  constexpr CodeClassSet kName = SetOf(CodeClass::kUpper) |
                                 SetOf(CodeClass::kLower) |
                                 SetOf(CodeClass::kStop);
  const uint8_t back = before.begin < 2 ? ' ' : codes[before.begin - 2];
  if (codes[before.end - 1] == '.' && gap.next_kind / 2 == kCapitalisedWord) {
    if (before.classes == kName && gap.abbreviation == 0 &&
        before.end - before.begin > 3 && back != '.') {
      for (uint32_t at = before.begin; at < before.end; ++at) {
        if (IsVowel(codes[at])) return true;
      }
    }
    // "on August 8. Nolan said", "to 74.85p. Mr Hall": a number behind a word
    // numbers no list, and "Jan. 6. Police" has not ended before it.
    if (ClassOf(codes[before.begin]) == CodeClass::kDigit && gap.distance > 1 &&
        (ClassOf(back) == CodeClass::kLower || back == '.') &&
        (ClassOf(codes[before.end - 2]) == CodeClass::kDigit ||
         ClassOf(codes[before.end - 3]) == CodeClass::kDigit)) {
      return true;
    }
  }
  const Ending ending = EndingOf(codes, before);
  if (ending.word_end == ending.stop_end) return false;
  const uint8_t stop = codes[ending.stop_end - 1];
  return stop == kViewWideStop || stop == kViewDanda;
}

bool IsCertainStart(const TokenGap& gap) {
  const uint8_t right = gap.codes[gap.gap];
  if (right == '/' && gap.gap + 1 < gap.end &&
      ClassOf(gap.codes[gap.begin]) == CodeClass::kOther) {  // "€5/day"
    return ClassOf(gap.codes[gap.gap - 1]) == CodeClass::kDigit &&
           (SetOf(gap.codes[gap.gap + 1]) & kLetterClasses) != 0;
  }
  // "Tuesday|'s", where the model knows the word as a whole.
  if (right == '\'' && gap.gap + 2 == gap.end &&
      LowerCode(gap.codes[gap.gap + 1]) == 's') {
    return (SetOf(gap.codes[gap.gap - 1]) & kLetterClasses) != 0;
  }
  return gap.by_rule && (right == '?' || right == '!') &&
         gap.gap >= gap.begin + 4 && gap.codes[gap.gap - 1] == '.' &&
         IsWordClass(ClassOf(gap.codes[gap.gap - 2])) &&
         gap.codes[gap.gap - 3] == '.';
}

TokenGap MakeTokenGap(Codes codes, std::span<const Chunk> chunks,
                      const Chunk* chunk, uint32_t begin, uint32_t end,
                      bool ends_sentence) {
  TokenGap gap;
  gap.codes = codes;
  gap.begin = begin;
  gap.end = end;
  gap.ends_sentence = ends_sentence;
  const bool last = chunk == &chunks.back();
  gap.ends_block = last && end == chunk->end;
  gap.next_kind =
      last ? 0 : 1 + static_cast<uint64_t>(ClassOf(codes[(chunk + 1)->begin]));
  return gap;
}

SentenceGapReader::SentenceGapReader(Codes codes, std::span<const Chunk> chunks,
                                     const WordList* words)
    : codes_(codes), chunks_(chunks), words_(words) {
  if (!chunks.empty()) {
    careless_ = ClassOf(codes[chunks[0].begin]) == CodeClass::kLower;
    for (const Chunk& chunk : chunks) {
      careless_ |= chunk.end - chunk.begin == 1 && codes[chunk.begin] == 'i';
    }
  }
  size_t upper = 0;
  size_t lower = 0;
  for (const uint8_t code : codes.first(std::min<size_t>(codes.size(), 300))) {
    upper += ClassOf(code) == CodeClass::kUpper ? 1 : 0;
    lower += ClassOf(code) == CodeClass::kLower ? 1 : 0;
  }
  capitals_ = upper > 2 * lower;
}

// "“What a race!” Ana Torvik said", "“Why?” asked a man".
uint64_t SentenceGapReader::Speech(size_t index) const {
  if (words_ == nullptr) return 0;
  const size_t end = std::min(index + 5, chunks_.size());
  for (size_t i = index; i < end; ++i) {
    const Chunk& chunk = chunks_[i];
    const CodeClass first = ClassOf(codes_[chunk.begin]);
    if (first == CodeClass::kUpper) {
      const CodeClass last = ClassOf(codes_[chunk.end - 1]);
      if (last == CodeClass::kComma || last == CodeClass::kQuote) return 1;
      continue;
    }
    if (first != CodeClass::kLower) return 1;
    uint32_t word_end = chunk.begin;
    while (word_end < chunk.end && word_end - chunk.begin < 24 &&
           IsWordClass(ClassOf(codes_[word_end]))) {
      ++word_end;
    }
    const uint16_t word = words_->Find(MixHash(
        LowerHash(codes_.subspan(chunk.begin, word_end - chunk.begin))));
    const uint64_t cluster =
        word == WordList::kNotListed ? 0 : words_->Cluster(word);
    return 2 + cluster * 4 + (i == index ? 0 : 1);
  }
  return 1;
}

void SentenceGapReader::StartSentence(size_t index) {
  sentence_start_ = index;
  quotes_ = 0;
  quotes_until_ = chunks_[index].begin;
}

SentenceGap SentenceGapReader::Read(size_t index) {
  const Chunk& before = chunks_[index - 1];
  const Chunk& chunk = chunks_[index];
  SentenceGap gap;
  for (; quotes_until_ < before.end; ++quotes_until_) {
    if (codes_[quotes_until_] == '"') ++quotes_;
  }
  gap.open_quote = quotes_ % 2;
  const Ending ending = EndingOf(codes_, before);
  const bool stopped = ending.word_end < ending.stop_end;
  const uint32_t text_end = stopped ? ending.word_end : before.end;
  if (stopped) {
    const uint32_t size = std::min(ending.stop_end - ending.word_end, 3U);
    gap.stop = ShortHash(codes_.subspan(ending.word_end, size));
    gap.closers = ShortHash(codes_.subspan(
        ending.stop_end, std::min(before.end - ending.stop_end, 2U)));
  } else {
    const CodeClass last = ClassOf(codes_[before.end - 1]);
    gap.closers = IsWordClass(last) ? 0 : uint64_t{codes_[before.end - 1]};
  }
  const uint32_t word = WordBegin(codes_, before.begin, text_end);
  const Codes word_codes = codes_.subspan(word, text_end - word);
  gap.word = LowerHash(word_codes);
  gap.word_shape =
      ShapeHash(word_codes) * 8 + std::min<size_t>(word_codes.size(), 7);
  // The end of an address is no word.
  if (word > before.begin && ClassOf(codes_[word - 1]) == CodeClass::kOther) {
    gap.word_shape = codes_[word - 1];
  }
  if (stopped && codes_[text_end] == '.') {
    gap.abbreviation = static_cast<uint64_t>(AbbreviationKind(word_codes));
  }
  gap.word_end = LowerHash(word_codes.subspan(
      word_codes.size() - std::min<size_t>(2, word_codes.size())));

  uint32_t next = chunk.begin;
  while (next + 1 < chunk.end && IsOpenerCode(codes_[next])) ++next;
  gap.openers = next == chunk.begin
                    ? 0
                    : ShortHash(codes_.subspan(
                          chunk.begin, std::min(next - chunk.begin, 2U)));
  uint32_t next_end = next;
  while (next_end < chunk.end && next_end - next < 24 &&
         IsWordClass(ClassOf(codes_[next_end]))) {
    ++next_end;
  }
  const Codes next_codes = codes_.subspan(next, next_end - next);
  gap.next = LowerHash(next_codes);
  gap.next_kind = KindOf(codes_, next, chunk.end, capitals_);
  gap.sure_start = !capitals_ && next == chunk.begin && next_codes.size() > 1 &&
                   ClassOf(next_codes[1]) == CodeClass::kLower &&
                   std::find(kSureStarts.begin(), kSureStarts.end(),
                             gap.next) != kSureStarts.end();
  gap.after_next = index + 1 < chunks_.size()
                       ? KindOf(codes_, chunks_[index + 1].begin,
                                chunks_[index + 1].end, false)
                       : 0;
  if (stopped && ClassOf(codes_[before.end - 1]) == CodeClass::kQuote) {
    gap.speech = Speech(index);
  }
  gap.careless = careless_ ? 1 : 0;
  if (words_ != nullptr) {
    // The codes of ASCII words are their bytes: the list can be asked.
    const uint16_t left = words_->Find(MixHash(gap.word));
    if (left != WordList::kNotListed) {
      gap.word_cluster = words_->Cluster(left);
      gap.word_coarse = words_->CoarseCluster(left);
    }
    const uint16_t right = words_->Find(MixHash(gap.next));
    if (right != WordList::kNotListed) {
      gap.next_cluster = words_->Cluster(right);
      gap.next_coarse = words_->CoarseCluster(right);
    }
  }
  if (chunk.line_start) {
    // Widths of the line before and of the first chunks after the break:
    // wrapped lines are wide and alike.
    size_t first = index - 1;
    while (first > 0 && !chunks_[first].line_start &&
           before.end - chunks_[first].begin < 120) {
      --first;
    }
    size_t last = index;
    while (last + 1 < chunks_.size() && !chunks_[last + 1].line_start &&
           chunks_[last].end - chunk.begin < 120) {
      ++last;
    }
    gap.line = WidthBucket(before.end - chunks_[first].begin) * 8 +
               WidthBucket(chunks_[last].end - chunk.begin);
  }
  gap.distance = DistanceBucket(index - sentence_start_);
  gap.by_rule = SentenceEndsByRule(codes_, before, chunk) ? 1 : 0;
  return gap;
}

uint64_t LeftRun(const TokenGap& gap) {
  const CodeClass kind = ClassOf(gap.codes[gap.gap - 1]);
  uint32_t begin = gap.gap - 1;
  while (begin > gap.begin && gap.gap - begin < 16) {
    const uint8_t code = gap.codes[begin - 1];
    const bool same = IsWordClass(kind)
                          ? IsWordClass(ClassOf(code)) &&
                                (ClassOf(code) == CodeClass::kDigit) ==
                                    (kind == CodeClass::kDigit)
                          : code == gap.codes[gap.gap - 1];
    if (!same) break;
    --begin;
  }
  const Codes run = gap.codes.subspan(begin, gap.gap - begin);
  // Digits count by how many they are.
  return kind == CodeClass::kDigit ? std::min<size_t>(run.size(), 5)
                                   : LowerHash(run);
}

uint64_t RightRun(const TokenGap& gap) {
  const CodeClass kind = ClassOf(gap.codes[gap.gap]);
  uint32_t end = gap.gap + 1;
  while (end < gap.end && end - gap.gap < 16) {
    const uint8_t code = gap.codes[end];
    const bool same = IsWordClass(kind)
                          ? IsWordClass(ClassOf(code)) &&
                                (ClassOf(code) == CodeClass::kDigit) ==
                                    (kind == CodeClass::kDigit)
                          : code == gap.codes[gap.gap];
    if (!same) break;
    ++end;
  }
  const Codes run = gap.codes.subspan(gap.gap, end - gap.gap);
  return kind == CodeClass::kDigit ? std::min<size_t>(run.size(), 5)
                                   : LowerHash(run);
}

}  // namespace standfirst
