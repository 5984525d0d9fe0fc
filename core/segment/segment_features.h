#ifndef STANDFIRST_CORE_SEGMENT_SEGMENT_FEATURES_H_
#define STANDFIRST_CORE_SEGMENT_SEGMENT_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/model/word_list.h"
#include "core/segment/segment_rules.h"
#include "core/segment/text_view.h"
#include "core/text/hash.h"

namespace standfirst {

// What the two classifiers look at: does a sentence end between two chunks,
// does a token start inside a chunk. Trainer and runtime share this file to
// the letter; any change here needs a new model. What the rules would say is
// a feature of both, so a small model is enough to do better.

namespace internal {
constexpr uint64_t SegmentFeature(uint64_t which, uint64_t a, uint64_t b = 0,
                                  uint64_t c = 0, uint64_t d = 0) {
  return MixHash(which * 0x9e3779b97f4a7c15ULL + a * 0xc2b2ae3d27d4eb4fULL +
                 b * 0x165667b19e3779f9ULL + c * 0xd6e8feb86659fd93ULL +
                 d * 0xa0761d6478bd642fULL);
}
}  // namespace internal

// One gap between two chunks, as the sentence classifier sees it.
struct SentenceGap {
  uint64_t stop = 0;  // The stops before the gap; 0 for none.
  uint64_t closers = 0;
  uint64_t word = 0;  // Before the stop, lower-cased, inner dots kept.
  uint64_t word_shape = 0;
  uint64_t word_end = 0;  // Its last two letters.
  uint64_t word_cluster = 0;
  uint64_t word_coarse = 0;
  uint64_t openers = 0;  // After the gap.
  uint64_t next = 0;     // The word after them, lower-cased.
  uint64_t next_kind = 0;
  uint64_t next_cluster = 0;
  uint64_t next_coarse = 0;
  uint64_t after_next = 0;  // Class of the chunk after that.
  uint64_t line = 0;        // 0 no line break; else widths of the two lines.
  uint64_t distance = 0;    // Chunks since the last end.
  uint64_t open_quote = 0;  // An odd number of double quotes so far.
  uint64_t by_rule = 0;
  uint64_t abbreviation = 0;  // AbbreviationKind of the word before.
  uint64_t speech = 0;      // After a quotation: what a said-clause's verb is.
  uint64_t careless = 0;    // The block starts small, or says "i": a chat.
  bool sure_start = false;  // "The", "He" …: rare inside a sentence.
};

// "of", "the", "in": in small letters no sentence ends with them.
bool IsLeadingWord(std::span<const uint8_t> word);

// Only these gaps are looked at: after a stop, at a line break, and before
// what may start a sentence although nothing ended one.
inline bool IsSentenceCandidate(std::span<const uint8_t> codes,
                                const Chunk& before, const Chunk& chunk) {
  if (chunk.line_start) return true;
  constexpr CodeClassSet kWords =
      kLetterClasses | SetOf(CodeClass::kDigit) | SetOf(CodeClass::kIdeograph);
  constexpr CodeClassSet kStarts =
      SetOf(CodeClass::kUpper) | SetOf(CodeClass::kOther) |
      SetOf(CodeClass::kHyphen) | SetOf(CodeClass::kOpen) |
      SetOf(CodeClass::kQuote);
  const uint8_t last = codes[before.end - 1];
  const CodeClassSet first = SetOf(codes[chunk.begin]);
  if ((SetOf(last) & kWords) != 0) {
    return (first & kStarts) != 0 &&
           !(first == SetOf(CodeClass::kUpper) &&
             IsLeadingWord(
                 codes.subspan(before.begin, before.end - before.begin)));
  }
  return last != ',' || first == SetOf(CodeClass::kUpper);
}

// Facts about the whole block, and running ones; MakeSentenceGap is to be
// asked in order.
class SentenceGapReader {
 public:
  // `words` may be nullptr. All must outlive the reader.
  SentenceGapReader(std::span<const uint8_t> codes,
                    std::span<const Chunk> chunks, const WordList* words);

  // The gap before chunks[index], index > 0. Candidates only. Amortised
  // O(chunk).
  SentenceGap Read(size_t index);
  // A sentence starts with chunks[index] (or inside it).
  void StartSentence(size_t index);

 private:
  // Class of the first word in small letters from chunks[index] on, names
  // before it skipped; 1: none near. O(1) chunks.
  uint64_t Speech(size_t index) const;

  std::span<const uint8_t> codes_;
  std::span<const Chunk> chunks_;
  const WordList* words_;
  bool careless_ = false;  // It starts with a small letter, or says "i".
  bool capitals_ = false;  // The block is written in capitals.
  size_t sentence_start_ = 0;
  size_t quotes_until_ = 0;  // Code index up to which quotes were counted.
  uint32_t quotes_ = 0;
};

constexpr size_t kMaxSentenceFeatures = 27;

template <typename Emit>
void ForEachSentenceFeature(const SentenceGap& gap, Emit&& emit) {
  using internal::SegmentFeature;
  // Gaps with a stop, with a line break and with neither share nothing.
  const uint64_t stop = gap.stop;
  const uint64_t kind = gap.next_kind;
  const uint64_t line = gap.line;
  const bool marked = stop != 0 || line != 0;
  if (marked) emit(SegmentFeature(1, stop, gap.by_rule, line));
  emit(SegmentFeature(2, stop, gap.closers, line != 0 ? 1 : 0));
  emit(SegmentFeature(3, stop, gap.word));
  emit(SegmentFeature(4, stop, gap.word_shape, line != 0 ? 1 : 0));
  emit(SegmentFeature(5, stop, gap.next));
  emit(SegmentFeature(6, stop, kind, gap.closers));
  emit(SegmentFeature(7, stop, kind, gap.openers));
  emit(SegmentFeature(8, stop, kind, gap.word));
  emit(SegmentFeature(9, stop, kind, gap.word_shape));
  emit(SegmentFeature(10, stop, kind, gap.word_end));
  emit(SegmentFeature(11, stop, kind, gap.distance));
  emit(SegmentFeature(12, stop, kind, gap.after_next));
  emit(SegmentFeature(13, stop, kind, gap.closers * 31 + gap.openers,
                      gap.open_quote));
  emit(SegmentFeature(14, stop, kind, gap.next_cluster));
  emit(SegmentFeature(15, stop, kind, gap.word_cluster));
  emit(SegmentFeature(16, stop, kind, gap.word_coarse, gap.next_coarse));
  if (line != 0) {
    emit(SegmentFeature(17, stop, kind, line));
    emit(SegmentFeature(18, stop, line, gap.word_shape));
  }
  if (marked) emit(SegmentFeature(19, stop, gap.by_rule, kind));
  emit(SegmentFeature(20, stop, gap.distance, gap.word_shape));
  emit(SegmentFeature(21, stop, gap.next, gap.word_shape));
  emit(SegmentFeature(22, stop, gap.word_cluster, gap.next_cluster));
  emit(SegmentFeature(26, stop, kind, gap.careless));
  if (gap.speech != 0) emit(SegmentFeature(27, stop, gap.speech));
  if (gap.abbreviation != 0) {
    emit(SegmentFeature(23, gap.abbreviation, gap.next));
    emit(SegmentFeature(24, gap.abbreviation, gap.next_cluster, kind));
    emit(SegmentFeature(25, gap.abbreviation, gap.next_coarse, kind));
  }
}

// One gap inside a chunk, as the token classifier sees it.
struct TokenGap {
  std::span<const uint8_t> codes;
  uint32_t begin = 0;  // Of the chunk, or of the part of it that belongs to
  uint32_t end = 0;    // one sentence.
  uint32_t gap = 0;    // begin < gap < end
  bool by_rule = false;
  bool ends_sentence = false;
  bool ends_block = false;
  uint64_t chunk = 0;      // Hash of the chunk, lower-cased.
  uint64_t shape = 0;      // Hash of its shape.
  uint64_t next_kind = 0;  // Class of the next chunk's first code.
};

// Gaps where the rules are right and the treebanks say too little: stops of
// other scripts, and "in the U.S. The".
bool IsCertainEnd(std::span<const uint8_t> codes, const Chunk& before,
                  const SentenceGap& gap);
// The same for tokens: "p.m.|?".
bool IsCertainStart(const TokenGap& gap);

// Hash of lower-cased codes and of their classes.
uint64_t LowerHash(std::span<const uint8_t> codes);
uint64_t ShapeHash(std::span<const uint8_t> codes);

// What the gaps of one chunk (or part of it) share; `chunk` points into
// `chunks`.
TokenGap MakeTokenGap(std::span<const uint8_t> codes,
                      std::span<const Chunk> chunks, const Chunk* chunk,
                      uint32_t begin, uint32_t end, bool ends_sentence);

// Calls take(gap) for every gap the classifier is asked about: wherever the
// class of character changes, and where the rules cut. `by_rule`: the starts
// the rules give, the chunk's own first.
template <typename Take>
void ForEachTokenGap(TokenGap gap, std::span<const uint32_t> by_rule,
                     Take&& take) {
  // Longer chunks are no words: their beginning says what they are.
  const std::span<const uint8_t> part = gap.codes.subspan(
      gap.begin, gap.end - gap.begin < 24 ? gap.end - gap.begin : 24);
  gap.chunk = LowerHash(part);
  gap.shape = ShapeHash(part);
  size_t next = 1;
  for (gap.gap = gap.begin + 1; gap.gap < gap.end; ++gap.gap) {
    gap.by_rule = next < by_rule.size() && by_rule[next] == gap.gap;
    next += gap.by_rule ? 1 : 0;
    if (gap.by_rule || IsTokenGap(gap.codes, gap.gap)) take(gap);
  }
}

// The run of letters, of digits or of one sign that ends before or starts at
// `gap`, as a hash.
uint64_t LeftRun(const TokenGap& gap);
uint64_t RightRun(const TokenGap& gap);

constexpr size_t kMaxTokenFeatures = 15;

template <typename Emit>
void ForEachTokenFeature(const TokenGap& gap, Emit&& emit) {
  using internal::SegmentFeature;
  const auto code = [&gap](uint32_t at) -> uint64_t {
    return at >= gap.begin && at < gap.end ? LowerCode(gap.codes[at]) : 0;
  };
  const auto kind = [&gap](uint32_t at) -> uint64_t {
    return at >= gap.begin && at < gap.end
               ? 1 + static_cast<uint64_t>(ClassOf(gap.codes[at]))
               : 0;
  };
  const uint32_t at = gap.gap;
  const uint64_t rule = gap.by_rule ? 1 : 0;
  const uint64_t left = code(at - 1);
  const uint64_t right = code(at);
  const uint64_t place =
      (at + 1 == gap.end ? 1U : 0U) + (at == gap.begin + 1 ? 2U : 0U) +
      (gap.ends_sentence ? 4U : 0U) + (gap.ends_block ? 8U : 0U);
  const uint64_t left_run = LeftRun(gap);
  const uint64_t right_run = RightRun(gap);
  const uint64_t index = at - gap.begin;
  emit(SegmentFeature(101, rule));
  emit(SegmentFeature(102, rule, left, right));
  emit(SegmentFeature(103, left, right, code(at - 2), code(at + 1)));
  emit(SegmentFeature(104, rule, kind(at - 1) * 16 + kind(at),
                      kind(at - 2) * 16 + kind(at - 3),
                      kind(at + 1) * 16 + kind(at + 2)));
  emit(SegmentFeature(105, rule, left_run));
  emit(SegmentFeature(106, rule, right_run));
  emit(SegmentFeature(107, left_run, right_run));
  emit(SegmentFeature(108, gap.shape, index));
  emit(SegmentFeature(109, gap.chunk, index));
  emit(SegmentFeature(110, left, right, place));
  emit(SegmentFeature(111, left_run, right, place));
  emit(SegmentFeature(112, right, gap.next_kind, place, kind(at - 1)));
  emit(SegmentFeature(113, left, right_run, place));
  if (gap.codes[at - 1] == '-' && at > gap.begin + 1) {
    // "re-|routed", "well-|known": the prefix decides.
    TokenGap hyphen = gap;
    hyphen.gap = at - 1;
    emit(SegmentFeature(115, LeftRun(hyphen), kind(at)));
  }
  if (place % 2 == 1) {
    emit(SegmentFeature(114, right, kind(at - 1), kind(at - 2)));
  }
}

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SEGMENT_SEGMENT_FEATURES_H_
