// standfirst-train segment: where sentences end and tokens start, two logistic
// regressions trained on the treebanks' paragraphs. Writes section "segment"
// of part `base`.
//
// The paragraphs have no line breaks of their own: the trainer adds views of
// them as pasted text has them, hard-wrapped, one sentence to a line and in
// capitals. And they hold little edited news: the trainer makes some
// (segment_texts.h).
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/model/word_list.h"
#include "core/segment/segment_features.h"
#include "core/segment/segment_model.h"
#include "core/segment/segment_rules.h"
#include "core/segment/text_view.h"
#include "core/text/hash.h"
#include "tools/common/conllu.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/logistic.h"
#include "tools/train/segment_texts.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

// Marks byte offsets.
std::vector<bool> StartsOf(
    const std::vector<std::pair<uint32_t, uint32_t>>& spans, size_t size) {
  std::vector<bool> starts(size + 1, false);
  for (const auto& span : spans) starts[span.first] = true;
  return starts;
}

// Lines of about `width`, as mail programs and PDF files make them.
void Wrap(size_t width, std::string* text) {
  size_t line = 0;
  size_t space = 0;
  for (size_t i = 0; i < text->size(); ++i) {
    if ((*text)[i] == ' ') space = i;
    if (i - line >= width && space > line) {
      (*text)[space] = '\n';
      line = space + 1;
    }
  }
}

void OneSentencePerLine(const TreebankUnit& unit, std::string* text) {
  for (size_t i = 1; i < unit.sentences.size(); ++i) {
    const uint32_t start = unit.sentences[i].first;
    if (start > 0 && (*text)[start - 1] == ' ') (*text)[start - 1] = '\n';
  }
}

void Capitalise(std::string* text) {
  for (char& byte : *text) {
    if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 0x20);
  }
}

struct Examples {
  LogisticExamples sentences;
  LogisticExamples tokens;
};

enum class TokenGaps {
  kNone,
  kAll,
  // Words before a stop that ends no sentence: the stop is theirs.
  kAbbreviations
};

bool IsAbbreviationStop(const TokenGap& gap) {
  if (gap.ends_sentence || gap.codes[gap.gap] != '.') return false;
  if ((SetOf(gap.codes[gap.gap - 1]) & kLetterClasses) == 0) return false;
  for (uint32_t at = gap.gap + 1; at < gap.end; ++at) {
    if (ClassOf(gap.codes[at]) != CodeClass::kComma &&
        ClassOf(gap.codes[at]) != CodeClass::kClose) {
      return false;
    }
  }
  return true;
}

// `text` is the unit's text or a view of it with the same offsets.
void AddExamples(const TreebankUnit& unit, const std::string& text,
                 const WordList* words, double weight, TokenGaps token_gaps,
                 Examples* examples) {
  TextView view;
  view.Read(text, 0);
  const std::span<const uint8_t> codes = view.codes();
  std::vector<Chunk> chunks;
  FindChunks(codes, &chunks);
  const std::vector<bool> sentence_starts =
      StartsOf(unit.sentences, text.size());
  const std::vector<bool> token_starts = StartsOf(unit.tokens, text.size());

  SentenceGapReader reader(codes, chunks, words);
  for (size_t i = 0; i < chunks.size(); ++i) {
    if (i > 0) {
      const bool starts = sentence_starts[view.OffsetOf(chunks[i].begin)];
      if (IsSentenceCandidate(codes, chunks[i - 1], chunks[i])) {
        examples->sentences.Start(starts, weight);
        ForEachSentenceFeature(reader.Read(i), [&](uint64_t feature) {
          examples->sentences.Add(feature);
        });
      }
      if (starts) reader.StartSentence(i);
    }
    for (uint32_t at = chunks[i].begin + 1; at < chunks[i].end; ++at) {
      if (sentence_starts[view.OffsetOf(at)]) reader.StartSentence(i);
    }
  }
  if (token_gaps == TokenGaps::kNone) return;
  std::vector<uint32_t> by_rule;
  for (size_t i = 0; i < chunks.size(); ++i) {
    const Chunk& chunk = chunks[i];
    for (uint32_t begin = chunk.begin; begin < chunk.end;) {
      uint32_t end = begin + 1;
      while (end < chunk.end && !sentence_starts[view.OffsetOf(end)]) ++end;
      const bool ends_sentence =
          end < chunk.end || i + 1 == chunks.size() ||
          sentence_starts[view.OffsetOf(chunks[i + 1].begin)];
      by_rule.clear();
      AppendTokenStartsByRule(codes, begin, end, ends_sentence, &by_rule);
      const TokenGap gap =
          MakeTokenGap(codes, chunks, &chunk, begin, end, ends_sentence);
      ForEachTokenGap(gap, by_rule, [&](const TokenGap& candidate) {
        if (token_gaps == TokenGaps::kAbbreviations &&
            !IsAbbreviationStop(candidate)) {
          return;
        }
        examples->tokens.Start(token_starts[view.OffsetOf(candidate.gap)],
                               weight);
        ForEachTokenFeature(candidate, [&](uint64_t feature) {
          examples->tokens.Add(feature);
        });
      });
      begin = end;
    }
  }
}

// Sentences that end with a stop, as the news writer's raw material.
void AddToPool(const TreebankSentence& sentence, std::vector<Pieces>* pool) {
  const size_t size = sentence.surface.size();
  if (size < 4 || size > 40 || sentence.surface.back().text != ".") return;
  const char first = sentence.surface.front().text[0];
  if (first < 'A' || first > 'Z') return;
  Pieces pieces;
  for (const TreebankSentence::Surface& surface : sentence.surface) {
    pieces.push_back({surface.text, surface.space_after});
  }
  pool->push_back(std::move(pieces));
}

Status ReadNewsSentences(const std::string& path, std::vector<Pieces>* pool) {
  Expected<LineReader> lines = LineReader::Open(path);
  if (!lines.ok()) return lines.error();
  std::string line;
  while (lines.value().Next(&line)) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    const auto tokens = record["tokens"].get<std::vector<std::string>>();
    if (tokens.size() < 4 || tokens.back() != ".") continue;
    // Some hold two sentences.
    if (std::find(tokens.begin(), tokens.end() - 1, ".") != tokens.end() - 1) {
      continue;
    }
    pool->push_back(Spaced(tokens));
  }
  return Done{};
}

int32_t InUnits(double value, double max_weight) {
  return static_cast<int32_t>(std::lround(value / max_weight * 127.0 * 127.0));
}

}  // namespace

int TrainSegment(const TrainArguments& arguments) {
  const Expected<std::vector<uint8_t>> word_bytes = ReadModelFile(
      ExtraText(arguments, "words", "models/sections/base.words@2"));
  if (!word_bytes.ok()) {
    std::fprintf(stderr, "%s\n", word_bytes.error().message.c_str());
    return 3;
  }
  ModelSection section;
  section.name = "words";
  section.version = kWordListVersion;
  section.bytes = word_bytes.value();
  const Expected<WordList> words = WordList::Read(section);
  if (!words.ok()) {
    std::fprintf(stderr, "%s\n", words.error().message.c_str());
    return 3;
  }

  Examples examples;
  // With --held N: every Nth paragraph is kept for measuring.
  Examples held_out;
  const auto held = static_cast<uint64_t>(ExtraNumber(arguments, "held", 0));
  Random random(arguments.seed);
  std::vector<Pieces> pool;
  for (const char* name : {"ud/gum_train.conllu", "ud/ewt_train.conllu"}) {
    const Expected<std::vector<TreebankSentence>> sentences =
        ReadTreebank(DataPath(arguments, name));
    if (!sentences.ok()) {
      std::fprintf(stderr, "%s\n", sentences.error().message.c_str());
      return 3;
    }
    for (const TreebankSentence& sentence : sentences.value()) {
      AddToPool(sentence, &pool);
    }
    for (const TreebankUnit& unit : MakeUnits(sentences.value(), false)) {
      if (held != 0 && MixHash(HashBytes(unit.text)) % held == 0) {
        AddExamples(unit, unit.text, &words.value(), 1.0, TokenGaps::kAll,
                    &held_out);
        continue;
      }
      AddExamples(unit, unit.text, &words.value(), 1.0, TokenGaps::kAll,
                  &examples);
      const double view_weight = ExtraNumber(arguments, "views", 0.3);
      if (unit.text.size() > 90) {
        std::string wrapped = unit.text;
        Wrap(55 + random.Below(30), &wrapped);
        AddExamples(unit, wrapped, &words.value(), view_weight,
                    TokenGaps::kNone, &examples);
      }
      if (unit.sentences.size() > 1) {
        std::string lines = unit.text;
        OneSentencePerLine(unit, &lines);
        AddExamples(unit, lines, &words.value(), view_weight, TokenGaps::kNone,
                    &examples);
      }
      if (random.Below(8) == 0) {
        std::string capitals = unit.text;
        Capitalise(&capitals);
        AddExamples(unit, capitals, &words.value(), view_weight,
                    TokenGaps::kAll, &examples);
      }
    }
  }

  if (arguments.corpora != "open") {
    const Status read = ReadNewsSentences(
        DataPath(arguments, "compress/train_google.jsonl"), &pool);
    if (!read.ok()) {
      std::fprintf(stderr, "%s\n", read.error().message.c_str());
      return 3;
    }
  }
  const auto made = static_cast<size_t>(ExtraNumber(arguments, "made", 10000));
  const double made_weight = ExtraNumber(arguments, "made_weight", 0.3);
  for (const TreebankUnit& unit :
       MakeNewsUnits(pool, made, arguments.seed + 1)) {
    if (ExtraNumber(arguments, "show", 0) != 0) {
      for (const auto& [begin, end] : unit.sentences) {
        std::printf("%s\n", unit.text.substr(begin, end - begin).c_str());
      }
      std::printf("\n");
    }
    AddExamples(unit, unit.text, &words.value(), made_weight,
                TokenGaps::kAbbreviations, &examples);
  }

  LogisticOptions options;
  options.seed = arguments.seed;
  options.epochs = static_cast<int>(ExtraNumber(arguments, "epochs", 14));
  options.rate = ExtraNumber(arguments, "rate", 0.15);
  options.l1 = ExtraNumber(arguments, "l1", 0.4);
  options.l2 = ExtraNumber(arguments, "l2", 2);
  options.keep =
      static_cast<size_t>(ExtraNumber(arguments, "sentence_weights", 6000));
  options.remainder_bits =
      static_cast<uint32_t>(ExtraNumber(arguments, "bits", 8));
  options.quantum = ExtraNumber(arguments, "quantum", 0.2);
  LogisticRegression sentence_model;
  sentence_model.Train(examples.sentences, options);
  options.l1 = ExtraNumber(arguments, "token_l1", 0.1);
  options.rate = ExtraNumber(arguments, "token_rate", 0.15);
  options.l2 = ExtraNumber(arguments, "token_l2", 1);
  options.epochs = static_cast<int>(ExtraNumber(arguments, "token_epochs", 25));
  options.min_count = static_cast<int>(ExtraNumber(arguments, "token_min", 2));
  options.keep =
      static_cast<size_t>(ExtraNumber(arguments, "token_weights", 4000));
  options.quantum = ExtraNumber(arguments, "token_quantum", 0.2);
  LogisticRegression token_model;
  token_model.Train(examples.tokens, options);

  const uint32_t bits = options.remainder_bits;
  const SparseModelBytes sentence_bytes = WriteSparseModel(
      sentence_model.Weights(), {.label_count = 1,
                                 .remainder_bits = bits,
                                 .buckets = sentence_model.buckets()});
  const SparseModelBytes token_bytes = WriteSparseModel(
      token_model.Weights(), {.label_count = 1,
                              .remainder_bits = bits,
                              .buckets = token_model.buckets()});
  if (held != 0) {
    const auto show = [](const char* name, const LogisticRegression& model,
                         const LogisticExamples& kept) {
      const LogisticRegression::Quality quality = model.Measure(kept);
      std::fprintf(stderr, "%s: %zu of %zu held-out gaps wrong, loss %.2f\n",
                   name, quality.wrong, kept.size(), quality.loss);
    };
    show("sentences", sentence_model, held_out.sentences);
    show("tokens", token_model, held_out.tokens);
  }
  // Without a stop and without a line break an end must be this much surer,
  // in logits: a false end in edited prose costs more than one missed in a
  // chat.
  const double reserve = ExtraNumber(arguments, "reserve", 0.6);
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, static_cast<uint32_t>(sentence_bytes.bytes.size()));
  AppendU32(&bytes, static_cast<uint32_t>(token_bytes.bytes.size()));
  AppendU32(&bytes, static_cast<uint32_t>(InUnits(sentence_model.bias(),
                                                  sentence_bytes.max_weight)));
  AppendU32(&bytes,
            static_cast<uint32_t>(InUnits(sentence_model.bias() - reserve,
                                          sentence_bytes.max_weight)));
  AppendU32(&bytes, static_cast<uint32_t>(
                        InUnits(token_model.bias(), token_bytes.max_weight)));
  AppendU32(&bytes, 0);
  bytes.insert(bytes.end(), sentence_bytes.bytes.begin(),
               sentence_bytes.bytes.end());
  bytes.insert(bytes.end(), token_bytes.bytes.begin(), token_bytes.bytes.end());
  std::fprintf(stderr, "%zu + %zu weights\n", sentence_bytes.entries,
               token_bytes.entries);
  const Status written = WriteModelFile(arguments.output, bytes);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
