#include "tools/train/rank_texts.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "core/clean/clean.h"
#include "core/clean/line_score.h"
#include "core/entity/entity_model.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/parse/parse_model.h"
#include "core/rank/leaning.h"
#include "core/segment/segment.h"
#include "core/segment/segment_model.h"
#include "core/tag/tag.h"
#include "core/tag/tag_model.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/common/rouge.h"
#include "tools/train/corpora.h"

namespace standfirst::tools {
namespace {

// Talk in short turns: its point does not come first, as that of news does.
bool IsSpoken(const std::string& genre) {
  return genre == "conversation" || genre == "dialogue";
}
// What argues for something: nor does its point.
bool IsArgued(const std::string& genre) {
  return genre == "essay" || genre == "letter" || genre == "speech" ||
         genre == "feature" || genre == "court" || genre == "podcast" ||
         genre == "vlog";
}

uint32_t GroupOfSet(const std::string& set, const std::string& genre) {
  if (set == "news_summary") return 0;
  if (set == "cnn_dailymail") return 1;
  if (set == "scitldr") return 2;
  if (set == "scisummnet" || genre == "academic") return 3;
  if (set == "ectsum") return 4;
  if (genre == "meeting" || genre == "interview") return 5;
  if (IsSpoken(genre)) return 7;
  return IsArgued(genre) ? 8 : 6;
}

Genre GenreOfSet(const std::string& set, const std::string& genre) {
  if (genre == "news") return Genre::kNews;
  if (genre == "essay" || genre == "letter" || genre == "feature") {
    return Genre::kFeature;
  }
  if (genre == "fiction") return Genre::kFiction;
  if (IsSpoken(genre) || genre == "meeting" || genre == "podcast") {
    return Genre::kConversation;
  }
  if (set == "scitldr" || genre == "paper" || genre == "academic") {
    return Genre::kPaper;
  }
  if (set == "ectsum" || set == "qmsum" || genre == "interview" ||
      genre == "vlog" || genre == "speech" || genre == "court") {
    return Genre::kConversation;
  }
  if (genre == "bio" || genre == "textbook") return Genre::kEncyclopaedia;
  if (genre == "voyage") return Genre::kFeature;
  return Genre::kUnknown;
}

// Reads one section of a part file.
template <typename T>
void ReadPart(const char* file, std::optional<ModelPart>* part,
              std::optional<T>* output) {
  const Expected<std::vector<uint8_t>> bytes = ReadModelFile(file);
  if (!bytes.ok()) return;
  Expected<ModelPart> read = ModelPart::Read(bytes.value());
  if (!read.ok()) return;
  part->emplace(std::move(read).value());
  Expected<T> section = T::Read(**part);
  if (section.ok()) output->emplace(std::move(section).value());
}

template <typename T>
const T* Pointer(const std::optional<T>& value) {
  return value.has_value() ? &*value : nullptr;
}

void Gather(const ArticleReader& articles, TrainingText* text) {
  text->evidence =
      GatherEvidence(*text->document,
                     {.title = text->title_given ? std::string_view(text->title)
                                                 : std::string_view(),
                      .english = true},
                     &text->ranking);
  MarkSigns(*text->document, articles.words(), text->entities, &text->evidence);
  FindLeanings(*text->document, text->entities, text->evidence, nullptr,
               &text->ranking);
}

// By text: where the sentences begin (UTF-16 units) that say the main thing.
using MainSentences = std::unordered_map<std::string, std::vector<uint32_t>>;
Expected<MainSentences> ReadMainSentences(const std::string& path) {
  MainSentences main;
  const Expected<std::vector<std::string>> lines = ReadLines(path);
  if (!lines.ok()) return lines.error();
  for (const std::string& line : lines.value()) {
    const size_t id = line.find('\t');
    const size_t last = line.rfind('\t');
    if (line[0] == '#' || id == std::string::npos) continue;
    std::istringstream starts(line.substr(last + 1));
    std::string start;
    while (std::getline(starts, start, ',')) {
      if (start != "-") {
        main[line.substr(0, id)].push_back(
            static_cast<uint32_t>(std::stoul(start)));
      }
    }
  }
  return main;
}

}  // namespace

struct ArticleReader::Parts {
  std::optional<ModelPart> base;
  std::optional<ModelPart> grammar;
  std::optional<ModelPart> entities;
  std::optional<WordList> words;
  std::optional<SegmentModel> segment;
  std::optional<TagModel> tag;
  std::optional<EntityModel> entity;
  LineModel lines;
  std::optional<ParseModel> parse;
};

ArticleReader::ArticleReader() : parts_(std::make_unique<Parts>()) {
  ModelWriter writer("base");
  const Expected<std::vector<uint8_t>> word_bytes =
      ReadModelFile("models/sections/base.words@2");
  if (word_bytes.ok()) {
    writer.Add("words", kWordListVersion, word_bytes.value());
  }
  const Expected<std::vector<uint8_t>> segment_bytes =
      ReadModelFile("models/sections/base.segment");
  if (segment_bytes.ok()) {
    writer.Add("segment", kSegmentSectionVersion, segment_bytes.value());
  }
  const Expected<std::vector<uint8_t>> lines =
      ReadModelFile("models/sections/base.lines");
  if (lines.ok()) {
    Expected<LineModel> model = LineModel::ReadSection(lines.value());
    if (model.ok()) parts_->lines = std::move(model).value();
  }
  ReadPart("models/grammar.sfm", &parts_->grammar, &parts_->tag);
  if (parts_->grammar.has_value()) {
    Expected<ParseModel> parse = ParseModel::Read(*parts_->grammar);
    if (parse.ok()) parts_->parse.emplace(std::move(parse).value());
  }
  ReadPart("models/entities.sfm", &parts_->entities, &parts_->entity);
  const Expected<std::vector<uint8_t>> bytes = writer.Bytes();
  if (!bytes.ok()) return;
  Expected<ModelPart> part = ModelPart::Read(bytes.value());
  if (!part.ok()) return;
  parts_->base.emplace(std::move(part).value());
  const ModelSection* words = parts_->base->Find("words");
  if (words != nullptr) {
    Expected<WordList> list = WordList::Read(*words);
    if (list.ok()) parts_->words.emplace(std::move(list).value());
  }
  if (parts_->base->Find("segment") == nullptr) return;
  Expected<SegmentModel> segment = SegmentModel::Read(*parts_->base);
  if (segment.ok()) parts_->segment.emplace(std::move(segment).value());
}

ArticleReader::~ArticleReader() = default;

bool ArticleReader::trained() const { return parts_->segment.has_value(); }

const ParseModel* ArticleReader::parse() const {
  return Pointer(parts_->parse);
}

const WordList* ArticleReader::words() const { return Pointer(parts_->words); }

std::unique_ptr<Document> ArticleReader::Read(const std::string& text,
                                              OffsetMap* map) const {
  CleanText clean = Clean(
      text,
      {.blocks = {}, .keep = {}, .lines = &parts_->lines, .words = words()});
  if (map != nullptr) *map = std::move(clean.map);
  auto document = std::make_unique<Document>();
  document->text = std::move(clean.text);
  document->blocks = std::move(clean.blocks);
  const Segmenter segmenter(Pointer(parts_->segment), words());
  for (uint32_t block = 0; block < document->blocks.size(); ++block) {
    segmenter.SegmentBlock(block, document.get());
  }
  return document;
}

EntityAnalysis ArticleReader::Annotate(Document* document) const {
  if (!parts_->tag.has_value()) return {};
  Tagger tagger(Pointer(parts_->tag), words());
  for (const Sentence& sentence : document->sentences) {
    tagger.TagSentence(sentence, document);
  }
  EntityRecognizer recognizer(Pointer(parts_->entity));
  for (uint32_t i = 0; i < document->sentences.size(); ++i) {
    recognizer.AddSentence(*document, i);
  }
  return recognizer.Finish(*document, {});
}

Expected<TrialModel> TrialModel::Of(const std::vector<std::string>& stored,
                                    const std::vector<Section>& made) {
  TrialModel result;
  ModelWriter writer("base");
  for (const std::string& name : stored) {
    const Expected<std::vector<uint8_t>> bytes =
        ReadModelFile("models/sections/base." + name);
    if (!bytes.ok()) return bytes.error();
    writer.Add(name, 1, bytes.value());
  }
  for (const auto& [name, bytes] : made) writer.Add(name, 1, bytes);
  const Expected<std::vector<uint8_t>> bytes = writer.Bytes();
  if (!bytes.ok()) return bytes.error();
  Expected<ModelPart> part = ModelPart::Read(bytes.value());
  if (!part.ok()) return part.error();
  result.part_ = std::make_unique<ModelPart>(std::move(part).value());
  Expected<RankModel> model = RankModel::Read(*result.part_);
  if (!model.ok()) return model.error();
  result.model_ = std::make_unique<RankModel>(std::move(model).value());
  return result;
}

LeanText ReadLeanings(const ArticleReader& articles, const Document& document,
                      const EntityAnalysis& entities, Genre genre) {
  LeanText text;
  Evidence evidence = GatherEvidence(document, {}, &text.ranking);
  MarkSigns(document, articles.words(), entities, &evidence);
  text.ranking.genre = genre;
  text.columns.resize(document.sentences.size());
  FindLeanings(document, entities, evidence, nullptr, &text.ranking,
               &text.columns);
  return text;
}

SelectOptions UsualLength(const Document& document, const Ranking& ranking) {
  uint32_t words = 0;
  for (const Block& block : document.blocks) {
    words += CountWords(document.Text(block.span));
  }
  const auto eligible = static_cast<uint32_t>(
      std::count_if(ranking.sentences.begin(), ranking.sentences.end(),
                    [](const SentenceScore& one) { return one.eligible; }));
  const uint32_t size = std::clamp(words / std::max(1U, eligible), 8U, 22U);
  SelectOptions options;
  options.sentences = std::clamp(words * 28 / (100 * size), 1U, 3U);
  options.words = 60;
  return options;
}

Expected<std::vector<TrainingText>> ReadTrainingTexts(
    const TrainArguments& arguments, const ArticleReader& articles,
    const TextOptions& options) {
  Expected<std::vector<std::string>> lines =
      ReadLines(DataPath(arguments, "summary/train.jsonl"));
  if (!lines.ok()) return lines.error();
  const size_t drawn = lines.value().size();
  if (options.titles) {
    Expected<std::vector<std::string>> invented =
        ReadLines("tools/train/invented_texts.jsonl");
    if (!invented.ok()) return invented.error();
    for (std::string& line : invented.value()) {
      lines.value().push_back(std::move(line));
    }
  }
  if (!articles.trained()) {
    std::fprintf(stderr, "no models/sections/base.segment: rules alone\n");
  }
  // One text in so many is held out.
  const auto share = static_cast<uint64_t>(
      std::max(2.0, ExtraNumber(arguments, "held-out", 12)));
  const Expected<MainSentences> main =
      ReadMainSentences("tools/train/leaning_labels.txt");
  if (!main.ok()) return main.error();
  const Expected<MainSentences> best =
      ReadMainSentences("tools/train/best_sets.txt");
  if (!best.ok()) return best.error();
  std::vector<TrainingText> texts;
  for (size_t number = 0; number < lines.value().size(); ++number) {
    const nlohmann::json record =
        nlohmann::json::parse(lines.value()[number], nullptr, false);
    if (record.is_discarded() || !record.contains("text")) continue;
    TrainingText text;
    text.invented = number >= drawn;
    text.id = record.value("id", "");
    text.kind = record.value("genre", "");
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
    text.group = GroupOfSet(record.value("dataset", ""), text.kind);
    text.genre = GenreOfSet(record.value("dataset", ""), text.kind);
    const uint64_t hash = MixHash(HashBytes(text.id) + arguments.seed);
    text.held_out = hash % share == 0;
    OffsetMap map;
    text.document = articles.Read(record["text"], &map);
    std::vector<uint32_t> starts;
    const auto judged = main.value().find(text.id);
    if (judged != main.value().end()) starts = judged->second;
    if (text.invented) starts = record["main"].get<std::vector<uint32_t>>();
    const auto summed_up = best.value().find(text.id);
    if (!starts.empty() || summed_up != best.value().end()) {
      std::map<uint32_t, uint32_t> by_start;
      for (uint32_t i = 0; i < text.document->sentences.size(); ++i) {
        const Utf16Span span =
            map.ToUtf16(text.document->text, text.document->sentences[i].span);
        by_start.try_emplace(span.start.value, i);
      }
      const auto find = [&](const std::vector<uint32_t>& places,
                            std::vector<uint32_t>* sentences) {
        for (const uint32_t start : places) {
          // The sentence that holds it: an invented text names clauses.
          const auto after = by_start.upper_bound(start);
          if (after == by_start.begin()) continue;
          sentences->push_back(std::prev(after)->second);
        }
      };
      find(starts, &text.main);
      if (summed_up != best.value().end()) find(summed_up->second, &text.best);
      std::sort(text.best.begin(), text.best.end());
    }
    if (!options.some_bare || text.held_out || hash % 10 != 7) {
      text.entities = articles.Annotate(text.document.get());
    }
    for (const std::string& reference : text.references) {
      const std::vector<std::string> tokens = RougeTokens(reference);
      text.words.emplace_back(tokens.begin(), tokens.end());
      text.pairs.emplace_back();
      for (size_t i = 1; i < tokens.size(); ++i) {
        text.pairs.back().insert(tokens[i - 1] + " " + tokens[i]);
      }
    }
    if (options.titles && !text.title.empty()) {
      TrainingText with_title = text;
      with_title.title_given = true;
      Gather(articles, &with_title);
      texts.push_back(std::move(with_title));
    }
    Gather(articles, &text);
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace standfirst::tools
