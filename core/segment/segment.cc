#include "core/segment/segment.h"

#include <algorithm>
#include <vector>

#include "core/segment/segment_features.h"
#include "core/segment/segment_model.h"
#include "core/segment/segment_rules.h"
#include "core/segment/text_view.h"
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
  if (form == "." || form == "?" || form == "!") return 5;
  if (form == ";" || form == ":") return 4;
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

bool IsLetterCode(uint8_t code) {
  const CodeClass kind = ClassOf(code);
  return kind == CodeClass::kLower || kind == CodeClass::kUpper ||
         kind == CodeClass::kMark;
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
  int32_t score = gap.stop == 0 && gap.line == 0
                      ? model->unmarked_sentence_bias()
                      : model->sentence_bias();
  ForEachSentenceFeature(
      gap, [&](uint64_t hash) { score += model->sentences().Weight(hash); });
  return score > 0;
}

// Everything the steps of one block share.
struct Scratch {
  TextView view;
  std::vector<Chunk> chunks;
  std::vector<uint32_t> sentence_starts;  // Code indices, ascending.
  std::vector<uint32_t> token_starts;     // Of one chunk, or part of it.
  std::vector<uint32_t> decided_starts;
  std::vector<uint32_t> word_breaks;  // Byte offsets within the block.
};

// Fills sentence_starts.
void FindSentences(const SegmentModel* model, const WordList* words,
                   Scratch* scratch) {
  const std::span<const uint8_t> codes(scratch->view.codes);
  const std::vector<Chunk>& chunks = scratch->chunks;
  SentenceGapReader reader(codes, chunks, words);
  for (size_t i = 0; i < chunks.size(); ++i) {
    if (i > 0 && SentenceStarts(codes, chunks, i, model, &reader)) {
      scratch->sentence_starts.push_back(chunks[i].begin);
      reader.StartSentence(i);
    }
    const size_t known = scratch->sentence_starts.size();
    AppendMissingSpaces(codes, chunks[i], &scratch->sentence_starts);
    if (scratch->sentence_starts.size() != known) reader.StartSentence(i);
  }
}

// Fills token_starts for codes[begin, end) of `chunk`, by rule where there is
// no model.
void FindTokens(const SegmentModel* model, TokenGap gap, Scratch* scratch) {
  std::vector<uint32_t>& starts = scratch->token_starts;
  starts.clear();
  // Most chunks are words, and most words are one token.
  uint32_t letters = gap.begin;
  while (letters < gap.end && IsLetterCode(gap.codes[letters])) {
    ++letters;
  }
  if (letters == gap.end) {
    starts.push_back(gap.begin);
    const uint32_t cut =
        SplitWord(gap.codes.subspan(gap.begin, gap.end - gap.begin));
    if (cut != 0) starts.push_back(gap.begin + cut);
    return;
  }
  if (letters > gap.begin && letters + 1 == gap.end &&
      gap.codes[letters] == ',') {
    starts.push_back(gap.begin);
    const uint32_t cut =
        SplitWord(gap.codes.subspan(gap.begin, letters - gap.begin));
    if (cut != 0) starts.push_back(gap.begin + cut);
    starts.push_back(letters);
    return;
  }
  AppendTokenStartsByRule(gap.codes, gap.begin, gap.end, gap.ends_sentence,
                          &starts);
  if (model == nullptr) return;
  std::vector<uint32_t>& decided = scratch->decided_starts;
  decided.clear();
  ForEachTokenGap(gap, starts, [&](const TokenGap& candidate) {
    int32_t score = model->token_bias();
    ForEachTokenFeature(candidate, [&](uint64_t hash) {
      score += model->tokens().Weight(hash);
    });
    if (score > 0 || IsCertainStart(candidate)) {
      decided.push_back(candidate.gap);
    }
  });
  starts.resize(1);
  starts.insert(starts.end(), decided.begin(), decided.end());
}

}  // namespace

void Segmenter::SegmentBlock(uint32_t block_index, Document* document) const {
  const CleanSpan block_span = document->blocks[block_index].span;
  const auto first_sentence = static_cast<uint32_t>(document->sentences.size());
  Scratch scratch;
  const std::string_view text = document->Text(block_span);
  MakeTextView(text, block_span.start.value, &scratch.view);
  FindChunks(scratch.view, &scratch.chunks);
  if (scratch.view.needs_word_breaks) {
    AppendWordBreaks(text, &scratch.word_breaks);
  }
  const std::span<const uint8_t> codes(scratch.view.codes);

  FindSentences(model_, words_, &scratch);

  size_t next_start = 0;
  size_t next_break = 0;
  auto sentence_begin = static_cast<uint32_t>(document->tokens.size());
  for (const Chunk& chunk : scratch.chunks) {
    for (uint32_t begin = chunk.begin; begin < chunk.end;) {
      // The part of the chunk that belongs to one sentence.
      const bool starts_sentence =
          next_start < scratch.sentence_starts.size() &&
          scratch.sentence_starts[next_start] == begin;
      if (starts_sentence) {
        ++next_start;
        AppendSentences(sentence_begin,
                        static_cast<uint32_t>(document->tokens.size()),
                        block_index, document);
        sentence_begin = static_cast<uint32_t>(document->tokens.size());
      }
      uint32_t end = chunk.end;
      if (next_start < scratch.sentence_starts.size()) {
        end = std::min(end, scratch.sentence_starts[next_start]);
      }
      const bool ends_sentence =
          &chunk == &scratch.chunks.back() ||
          (next_start < scratch.sentence_starts.size() &&
           scratch.sentence_starts[next_start] <= (&chunk + 1)->begin);
      FindTokens(model_,
                 MakeTokenGap(codes, scratch.chunks, &chunk, begin, end,
                              ends_sentence),
                 &scratch);
      for (size_t i = 0; i < scratch.token_starts.size(); ++i) {
        const uint32_t start = scratch.token_starts[i];
        // Between ideographs and inside emoji, UAX #29 decides.
        const uint32_t offset = scratch.view.offsets[start];
        if (scratch.view.needs_word_breaks && start > begin &&
            codes[start] >= 0x80 && codes[start - 1] >= 0x80) {
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
      document->tokens.back().span.end = {scratch.view.offsets[end]};
      begin = end;
    }
  }
  AppendSentences(sentence_begin,
                  static_cast<uint32_t>(document->tokens.size()), block_index,
                  document);
  document->blocks[block_index].sentences = {
      first_sentence, static_cast<uint32_t>(document->sentences.size())};

  if (document->sentences.size() == first_sentence) return;
  for (uint32_t i = document->sentences[first_sentence].tokens.begin;
       i < document->tokens.size(); ++i) {
    Token& token = document->tokens[i];
    Vocabulary& vocabulary = document->vocabulary;
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
