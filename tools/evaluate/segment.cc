// standfirst-evaluate segment: sentence and token F1 on raw paragraphs, the
// same figures as the reference scorer's.
#include "core/segment/segment.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/segment/segment_model.h"
#include "core/text/document.h"
#include "tools/common/conllu.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

using SpanList = std::vector<std::pair<uint32_t, uint32_t>>;

struct Counts {
  size_t right = 0;
  size_t predicted = 0;
  size_t gold = 0;

  double Precision() const { return Ratio(predicted); }
  double Recall() const { return Ratio(gold); }
  double F1() const {
    const double sum = Precision() + Recall();
    return sum > 0 ? 2 * Precision() * Recall() / sum : 0.0;
  }
  // An empty side counts as 0 unless both are empty.
  double Ratio(size_t of) const {
    if (predicted == 0 && gold == 0) return 1.0;
    return of == 0 ? 0.0 : static_cast<double>(right) / static_cast<double>(of);
  }
};

struct Group {
  Counts sentences;
  Counts inner;
  Counts tokens;
};

template <typename T>
void Count(const std::set<T>& gold, const std::set<T>& mine, Counts* counts) {
  counts->gold += gold.size();
  counts->predicted += mine.size();
  for (const T& item : mine) counts->right += gold.count(item);
}

void CountUnit(const TreebankUnit& unit, const SpanList& sentences,
               const SpanList& tokens, Group* group) {
  const std::set<std::pair<uint32_t, uint32_t>> gold(unit.sentences.begin(),
                                                     unit.sentences.end());
  const std::set<std::pair<uint32_t, uint32_t>> mine(sentences.begin(),
                                                     sentences.end());
  Count(gold, mine, &group->sentences);
  uint32_t last = 0;
  for (const auto& span : gold) last = std::max(last, span.second);
  std::set<uint32_t> gold_ends;
  std::set<uint32_t> my_ends;
  for (const auto& span : gold) {
    if (span.second < last) gold_ends.insert(span.second);
  }
  for (const auto& span : mine) {
    if (span.second < last) my_ends.insert(span.second);
  }
  Count(gold_ends, my_ends, &group->inner);
  const std::set<std::pair<uint32_t, uint32_t>> gold_tokens(unit.tokens.begin(),
                                                            unit.tokens.end());
  const std::set<std::pair<uint32_t, uint32_t>> my_tokens(tokens.begin(),
                                                          tokens.end());
  Count(gold_tokens, my_tokens, &group->tokens);
}

// What clean would hand over: one block per paragraph.
Document MakeDocument(const std::string& text) {
  Document document;
  document.text = text;
  for (size_t start = 0; start < text.size();) {
    size_t end = text.find("\n\n", start);
    if (end == std::string::npos) end = text.size();
    if (end > start) {
      Block block;
      block.span = {{static_cast<uint32_t>(start)},
                    {static_cast<uint32_t>(end)}};
      document.blocks.push_back(block);
    }
    start = end + 2;
  }
  return document;
}

// Offsets in code points, as the scorer reads them.
std::string PredictionLine(const std::string& text, const SpanList& sentences,
                           const SpanList& tokens) {
  std::vector<uint32_t> code_points(text.size() + 1);
  uint32_t count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool continuation = (static_cast<uint8_t>(text[i]) & 0xC0) == 0x80;
    code_points[i] = continuation ? count - 1 : count++;
  }
  code_points[text.size()] = count;
  const auto list = [&code_points](const SpanList& spans) {
    nlohmann::json result = nlohmann::json::array();
    for (const auto& [start, end] : spans) {
      result.push_back({code_points[start], code_points[end]});
    }
    return result;
  };
  return nlohmann::json{{"sentences", list(sentences)},
                        {"tokens", list(tokens)}}
      .dump();
}

void Show(const std::map<std::string, Group>& groups, bool json) {
  if (json) {
    nlohmann::ordered_json result;
    for (const auto& [name, group] : groups) {
      for (const auto& [kind, counts] :
           {std::pair<const char*, const Counts&>("sentences", group.sentences),
            std::pair<const char*, const Counts&>("inner", group.inner),
            std::pair<const char*, const Counts&>("tokens", group.tokens)}) {
        result[name][kind] = {{"p", counts.Precision()},
                              {"r", counts.Recall()},
                              {"f1", counts.F1()},
                              {"gold", counts.gold}};
      }
    }
    std::printf("%s\n", result.dump().c_str());
    return;
  }
  std::printf("%-14s %-10s %8s %7s %7s %7s\n", "group", "what", "gold", "P",
              "R", "F1");
  for (const auto& [name, group] : groups) {
    for (const auto& [kind, counts] :
         {std::pair<const char*, const Counts&>("sentences", group.sentences),
          std::pair<const char*, const Counts&>("inner", group.inner),
          std::pair<const char*, const Counts&>("tokens", group.tokens)}) {
      std::printf("%-14s %-10s %8zu %7.2f %7.2f %7.2f\n", name.c_str(), kind,
                  counts.gold, 100 * counts.Precision(), 100 * counts.Recall(),
                  100 * counts.F1());
    }
  }
}

}  // namespace

int EvaluateSegment(const EvaluateArguments& arguments) {
  // "--models rules": what the stage does without a model.
  std::optional<ModelPart> part;
  std::optional<WordList> words;
  std::optional<SegmentModel> model;
  if (arguments.models != "rules") {
    Expected<ModelPart> read = ReadModelPart(arguments.models, "base");
    if (!read.ok()) {
      std::fprintf(stderr, "%s\n", read.error().message.c_str());
      return 4;
    }
    part.emplace(std::move(read).value());
    const ModelSection* section = part->Find("words");
    if (section != nullptr) {
      Expected<WordList> list = WordList::Read(*section);
      if (!list.ok()) {
        std::fprintf(stderr, "%s\n", list.error().message.c_str());
        return 4;
      }
      words.emplace(std::move(list).value());
    }
    Expected<SegmentModel> segment = SegmentModel::Read(*part);
    if (!segment.ok()) {
      std::fprintf(stderr, "%s\n", segment.error().message.c_str());
      return 4;
    }
    model.emplace(std::move(segment).value());
  }
  const Expected<std::vector<TreebankSentence>> gold =
      ReadTreebank(arguments.file);
  if (!gold.ok()) {
    std::fprintf(stderr, "%s\n", gold.error().message.c_str());
    return 3;
  }
  const std::vector<TreebankUnit> units =
      MakeUnits(gold.value(), arguments.documents);

  const Segmenter segmenter(model ? &*model : nullptr,
                            words ? &*words : nullptr);
  // All at once: one paragraph is over before the clock moves.
  std::vector<Document> documents;
  documents.reserve(units.size());
  size_t bytes = 0;
  for (const TreebankUnit& unit : units) {
    documents.push_back(MakeDocument(unit.text));
    bytes += unit.text.size();
  }
  const std::clock_t started = std::clock();
  for (Document& document : documents) {
    for (uint32_t i = 0; i < document.blocks.size(); ++i) {
      segmenter.SegmentBlock(i, &document);
    }
  }
  const double seconds =
      static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;

  std::map<std::string, Group> groups;
  std::string predictions;
  for (size_t index = 0; index < units.size(); ++index) {
    const TreebankUnit& unit = units[index];
    const Document& document = documents[index];
    SpanList sentences;
    SpanList tokens;
    for (const Sentence& sentence : document.sentences) {
      sentences.emplace_back(sentence.span.start.value,
                             sentence.span.end.value);
    }
    for (const Token& token : document.tokens) {
      tokens.emplace_back(token.span.start.value, token.span.end.value);
    }
    CountUnit(unit, sentences, tokens, &groups["all"]);
    if (arguments.by == "genre") {
      CountUnit(unit, sentences, tokens,
                &groups[unit.genre.empty() ? "-" : unit.genre]);
    }
    if (!arguments.predictions.empty()) {
      predictions += PredictionLine(unit.text, sentences, tokens) + "\n";
    }
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, predictions);
    if (!written.ok()) {
      std::fprintf(stderr, "%s\n", written.error().message.c_str());
      return 1;
    }
  }
  Show(groups, arguments.json);
  std::fprintf(stderr, "%.1f MB/s of processor time (one run)\n",
               static_cast<double>(bytes) / 1e6 / std::max(seconds, 1e-9));
  return 0;
}

}  // namespace standfirst::tools
