#include "tools/train/rank_texts.h"

#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/clean/clean.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/segment/segment.h"
#include "core/segment/segment_model.h"
#include "core/text/hash.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/common/rouge.h"
#include "tools/train/corpora.h"

namespace standfirst::tools {
namespace {

uint32_t GroupOfSet(const std::string& set, const std::string& genre) {
  if (set == "news_summary") return 0;
  if (set == "cnn_dailymail") return 1;
  if (set == "scitldr") return 2;
  if (set == "scisummnet" || genre == "academic") return 3;
  if (set == "ectsum") return 4;
  if (set == "qmsum" || genre == "interview") return 5;
  return 6;
}

// The base part as far as it has been trained: what reads texts.
class Reader {
 public:
  // From the deflated sections in models/sections, where they are.
  Reader() {
    ModelWriter writer("base");
    for (const char* name : {"words", "segment"}) {
      const Expected<std::vector<uint8_t>> bytes =
          ReadModelFile(std::string("models/sections/base.") + name);
      if (bytes.ok()) writer.Add(name, 1, bytes.value());
    }
    const Expected<std::vector<uint8_t>> bytes = writer.Bytes();
    if (!bytes.ok()) return;
    Expected<ModelPart> part = ModelPart::Read(bytes.value());
    if (!part.ok()) return;
    part_.emplace(std::move(part).value());
    const ModelSection* words = part_->Find("words");
    if (words != nullptr) {
      Expected<WordList> list = WordList::Read(*words);
      if (list.ok()) words_.emplace(std::move(list).value());
    }
    if (part_->Find("segment") == nullptr) return;
    Expected<SegmentModel> segment = SegmentModel::Read(*part_);
    if (segment.ok()) segment_.emplace(std::move(segment).value());
  }

  bool trained() const { return segment_.has_value(); }

  // Clean and segment.
  std::unique_ptr<Document> Read(const std::string& text) const {
    CleanText clean = Clean(text, {});
    auto document = std::make_unique<Document>();
    document->text = std::move(clean.text);
    document->blocks = std::move(clean.blocks);
    const Segmenter segmenter(segment_.has_value() ? &*segment_ : nullptr,
                              words_.has_value() ? &*words_ : nullptr);
    for (uint32_t block = 0; block < document->blocks.size(); ++block) {
      segmenter.SegmentBlock(block, document.get());
    }
    return document;
  }

 private:
  std::optional<ModelPart> part_;
  std::optional<WordList> words_;
  std::optional<SegmentModel> segment_;
};

}  // namespace

Expected<std::vector<TrainingText>> ReadTrainingTexts(
    const TrainArguments& arguments, bool titles) {
  Expected<LineReader> reader =
      LineReader::Open(DataPath(arguments, "summary/train.jsonl"));
  if (!reader.ok()) return reader.error();
  const Reader articles;
  if (!articles.trained()) {
    std::fprintf(stderr, "no models/sections/base.segment: rules alone\n");
  }
  std::vector<TrainingText> texts;
  std::string line;
  while (reader.value().Next(&line)) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (record.is_discarded() || !record.contains("text")) continue;
    TrainingText text;
    text.id = record.value("id", "");
    if (record.contains("title") && record["title"].is_string()) {
      text.title = record["title"];
    }
    if (record.contains("references") && record["references"].is_array()) {
      for (const auto& reference : record["references"]) {
        if (reference.is_string() && !reference.empty()) {
          text.references.push_back(reference);
        }
      }
    }
    if (text.references.empty()) {
      text.references.push_back(record.value("summary", ""));
    }
    text.group =
        GroupOfSet(record.value("dataset", ""), record.value("genre", ""));
    const uint64_t hash = MixHash(HashBytes(text.id) + arguments.seed);
    text.held_out = hash % 12 == 0;
    text.title_given = titles && !text.title.empty() && (hash >> 32) % 2 == 0;
    text.document = articles.Read(record["text"]);
    text.evidence =
        GatherEvidence(*text.document,
                       {.title = text.title_given ? std::string_view(text.title)
                                                  : std::string_view(),
                        .english = true},
                       &text.ranking);
    for (const std::string& reference : text.references) {
      const std::vector<std::string> tokens = RougeTokens(reference);
      text.words.emplace_back(tokens.begin(), tokens.end());
      text.pairs.emplace_back();
      for (size_t i = 1; i < tokens.size(); ++i) {
        text.pairs.back().insert(tokens[i - 1] + " " + tokens[i]);
      }
    }
    texts.push_back(std::move(text));
  }
  if (!reader.value().status().ok()) return reader.value().status().error();
  return texts;
}

}  // namespace standfirst::tools
