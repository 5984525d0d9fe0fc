#include "core/segment/segment.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/segment/segment_features.h"
#include "core/segment/segment_model.h"
#include "core/segment/segment_rules.h"
#include "core/segment/text_view.h"
#include "core/text/equal.h"
#include "core/text/vectors.h"
#include "core/text/word_break.h"

namespace standfirst {
namespace {

// No sentence is longer, so that nothing downstream has to fear one.
constexpr uint32_t kMaxSentenceTokens = 2000;

// How well a sentence that is too long can be cut after a token; 0: not here.
int CutQuality(const Document& document, uint32_t token) {
  if (token + 1 >= document.tokens.size()) return 0;
  const std::string_view form = document.Text(document.tokens[token]);
  const bool space = (document.tokens[token + 1].flags & kSpaceBefore) != 0;
  if (!space) return 1;
  if (IsOneOf(form, ". ? !")) return 5;
  if (IsOneOf(form, "; :")) return 4;
  return form == "," ? 3 : 2;
}

// Appends tokens [begin, end) of the document as sentences of `block`.
void AppendSentences(uint32_t begin, uint32_t end, uint32_t block,
                     Document* document) {
  while (begin < end) {
    uint32_t cut = end;
    if (end - begin > kMaxSentenceTokens) {
      // The best gap of the second half; the last of equals.
      int best = -1;
      for (uint32_t token = begin + kMaxSentenceTokens / 2;
           token < begin + kMaxSentenceTokens; ++token) {
        const int quality = CutQuality(*document, token);
        if (quality >= best) {
          best = quality;
          cut = token + 1;
        }
      }
    }
    Sentence sentence;
    sentence.tokens = {begin, cut};
    sentence.span = {document->tokens[begin].span.start,
                     document->tokens[cut - 1].span.end};
    sentence.block = block;
    document->sentences.push_back(sentence);
    begin = cut;
  }
}

bool SentenceStarts(std::span<const uint8_t> codes,
                    const std::vector<Chunk>& chunks, size_t index,
                    const SegmentModel* model, SentenceGapReader* reader) {
  const Chunk& before = chunks[index - 1];
  const Chunk& chunk = chunks[index];
  if (model == nullptr) return SentenceEndsByRule(codes, before, chunk);
  if (!IsSentenceCandidate(codes, before, chunk)) return false;
  const SentenceGap gap = reader->Read(index);
  if (IsCertainEnd(codes, before, gap)) return true;
  const int32_t bias = gap.stop == 0 && gap.line == 0
                           ? model->unmarked_sentence_bias()
                           : model->sentence_bias();
  std::array<uint64_t, kMaxSentenceFeatures> features;
  size_t count = 0;
  ForEachSentenceFeature(gap, [&](uint64_t hash) { features[count++] = hash; });
  return bias + model->sentences().Sum({features.data(), count}) > 0;
}

}  // namespace

// Everything the steps of one block share, reused from block to block.
struct Segmenter::Scratch {
  TextView view;
  std::vector<Chunk> chunks;
  std::vector<uint32_t> sentence_starts;  // Code indices, ascending.
  std::vector<uint32_t> token_starts;     // Of one chunk, or part of it.
  std::vector<uint32_t> decided_starts;
  std::vector<uint32_t> word_breaks;  // Byte offsets within the block.

  void FindSentences(std::string_view text, const SegmentModel* model,
                     const WordList* words);
  void FindTokens(const SegmentModel* model, const Chunk& chunk, uint32_t begin,
                  uint32_t end, bool ends_sentence);
};

// Fills sentence_starts. `text`: what the view was read from.
void Segmenter::Scratch::FindSentences(std::string_view text,
                                       const SegmentModel* model,
                                       const WordList* words) {
  const std::span<const uint8_t> codes = view.codes();
  SentenceGapReader reader(codes, chunks, words);
  sentence_starts.clear();
  for (size_t i = 0; i < chunks.size(); ++i) {
    if (i > 0 && SentenceStarts(codes, chunks, i, model, &reader)) {
      sentence_starts.push_back(chunks[i].begin);
      reader.StartSentence(i);
    }
    if ((chunks[i].classes & SetOf(CodeClass::kStop)) == 0) continue;
    const size_t known = sentence_starts.size();
    AppendMissingSpaces(codes, chunks[i], &sentence_starts);
    if (sentence_starts.size() == known) continue;
    reader.StartSentence(i);
    // “ looks like any quote in the view, but opens for sure.
    uint32_t& start = sentence_starts.back();
    if (text.substr(view.OffsetOf(start - 1) - view.OffsetOf(0), 3) == "“") {
      --start;
    }
  }
}

// Fills token_starts for codes [begin, end) of `chunk`, by rule where there is
// no model.
void Segmenter::Scratch::FindTokens(const SegmentModel* model,
                                    const Chunk& chunk, uint32_t begin,
                                    uint32_t end, bool ends_sentence) {
  const std::span<const uint8_t> codes = view.codes();
  std::vector<uint32_t>& starts = token_starts;
  starts.clear();
  starts.push_back(begin);
  // Most chunks are words, and most words are one token.
  constexpr CodeClassSet kDigits = SetOf(CodeClass::kDigit);
  if (chunk.classes == kDigits) return;
  constexpr CodeClassSet kCommas = SetOf(CodeClass::kComma);
  if (IsSubset(chunk.classes, kLetterClasses | kCommas)) {
    uint32_t letters = end;
    if ((chunk.classes & kCommas) != 0) {
      letters = begin;
      while (letters < end && (SetOf(codes[letters]) & kLetterClasses) != 0) {
        ++letters;
      }
    }
    const bool comma =
        letters > begin && letters + 1 == end && codes[letters] == ',';
    if (letters == end || comma) {
      const uint32_t cut = SplitWord(codes.subspan(begin, letters - begin));
      if (cut != 0) starts.push_back(begin + cut);
      if (comma) starts.push_back(letters);
      return;
    }
  }
  const TokenGap gap =
      MakeTokenGap(codes, chunks, &chunk, begin, end, ends_sentence);
  starts.clear();
  AppendTokenStartsByRule(codes, begin, end, ends_sentence, &starts);
  if (model == nullptr) return;
  decided_starts.clear();
  ForEachTokenGap(gap, starts, [&](const TokenGap& candidate) {
    std::array<uint64_t, kMaxTokenFeatures> features;
    size_t count = 0;
    ForEachTokenFeature(candidate,
                        [&](uint64_t hash) { features[count++] = hash; });
    const int32_t score =
        model->token_bias() + model->tokens().Sum({features.data(), count});
    if (score > 0 || IsCertainStart(candidate)) {
      decided_starts.push_back(candidate.gap);
    }
  });
  starts.resize(1);
  AppendAll(decided_starts, &starts);
}

Segmenter::Segmenter(const SegmentModel* model, const WordList* words)
    : model_(model), words_(words), scratch_(std::make_unique<Scratch>()) {}

Segmenter::~Segmenter() = default;

void Segmenter::SegmentBlock(uint32_t block_index, Document* document) const {
  const CleanSpan block_span = document->blocks[block_index].span;
  const auto first_sentence = static_cast<uint32_t>(document->sentences.size());
  const auto first_token = static_cast<uint32_t>(document->tokens.size());
  if (first_token == 0) {
    // English has about five bytes to a token: grown by doubling, the array
    // would be copied and its pages touched twice.
    document->tokens.reserve(document->text.size() / 4);
  }
  Scratch& scratch = *scratch_;
  const std::string_view text = document->Text(block_span);
  scratch.view.Read(text, block_span.start.value);
  const std::span<const uint8_t> codes = scratch.view.codes();
  FindChunks(codes, &scratch.chunks);
  const bool needs_word_breaks = scratch.view.needs_word_breaks();
  if (needs_word_breaks) {
    scratch.word_breaks.clear();
    AppendWordBreaks(text, &scratch.word_breaks);
  }

  scratch.FindSentences(text, model_, words_);
  const std::vector<uint32_t>& sentence_starts = scratch.sentence_starts;

  size_t next_start = 0;
  size_t next_break = 0;
  uint32_t sentence_begin = first_token;
  for (const Chunk& chunk : scratch.chunks) {
    for (uint32_t begin = chunk.begin; begin < chunk.end;) {
      // The part of the chunk that belongs to one sentence.
      const bool starts_sentence = next_start < sentence_starts.size() &&
                                   sentence_starts[next_start] == begin;
      if (starts_sentence) {
        ++next_start;
        AppendSentences(sentence_begin,
                        static_cast<uint32_t>(document->tokens.size()),
                        block_index, document);
        sentence_begin = static_cast<uint32_t>(document->tokens.size());
      }
      uint32_t end = chunk.end;
      bool ends_sentence = &chunk == &scratch.chunks.back();
      if (next_start < sentence_starts.size()) {
        end = std::min(end, sentence_starts[next_start]);
        ends_sentence =
            ends_sentence || sentence_starts[next_start] <= (&chunk + 1)->begin;
      }
      scratch.FindTokens(model_, chunk, begin, end, ends_sentence);
      for (const uint32_t start : scratch.token_starts) {
        // Between ideographs and inside emoji, UAX #29 decides.
        const uint32_t offset = scratch.view.OffsetOf(start);
        if (needs_word_breaks && start > begin && codes[start] >= 0x80 &&
            codes[start - 1] >= 0x80) {
          const uint32_t within = offset - block_span.start.value;
          while (next_break < scratch.word_breaks.size() &&
                 scratch.word_breaks[next_break] < within) {
            ++next_break;
          }
          if (next_break == scratch.word_breaks.size() ||
              scratch.word_breaks[next_break] != within) {
            continue;
          }
        }
        Token token;
        token.span.start = {offset};
        if (start == chunk.begin) token.flags |= kSpaceBefore;
        if (start == chunk.begin && chunk.line_start) {
          token.flags |= kLineStart;
        }
        if (start > begin) document->tokens.back().span.end = {offset};
        document->tokens.push_back(token);
      }
      document->tokens.back().span.end = {scratch.view.OffsetOf(end)};
      begin = end;
    }
  }
  AppendSentences(sentence_begin,
                  static_cast<uint32_t>(document->tokens.size()), block_index,
                  document);
  document->blocks[block_index].sentences = {
      first_sentence, static_cast<uint32_t>(document->sentences.size())};

  Vocabulary& vocabulary = document->vocabulary;
  for (uint32_t i = first_token; i < document->tokens.size(); ++i) {
    Token& token = document->tokens[i];
    const uint32_t known = vocabulary.size();
    token.word = vocabulary.Intern(document->Text(token));
    vocabulary.CountToken(token.word);
    if (words_ == nullptr) continue;
    // New entries: the form, its lower-cased form, or both.
    for (uint32_t word = known; word < vocabulary.size(); ++word) {
      vocabulary.SetListed(
          word, words_->Find(vocabulary.entry(vocabulary.lower(word)).hash));
    }
  }
}

}  // namespace standfirst
