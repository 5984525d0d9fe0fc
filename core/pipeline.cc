// Wires the stages: the only file that knows all of them.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/clean/clean.h"
#include "core/clean/language.h"
#include "core/clean/line_score.h"
#include "core/compress/compress.h"
#include "core/entity/entity.h"
#include "core/entity/entity_model.h"
#include "core/entity/patterns.h"
#include "core/headline/headline.h"
#include "core/headline/headline_model.h"
#include "core/include/standfirst/standfirst.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/parse/parse_model.h"
#include "core/present/line.h"
#include "core/rank/evidence.h"
#include "core/rank/rank.h"
#include "core/rank/rank_model.h"
#include "core/segment/segment.h"
#include "core/segment/segment_model.h"
#include "core/select/select.h"
#include "core/tag/tag.h"
#include "core/tag/tag_model.h"
#include "core/text/digits.h"
#include "core/text/document.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/sort_by.h"
#include "core/text/utf8.h"

namespace standfirst {

// ------------------------------------------------------------------ Model

// Each part is immutable and shared; its sections' readers point into it.
struct BasePart {
  explicit BasePart(ModelPart own) : part(std::move(own)) {}
  ModelPart part;
  std::optional<WordList> words;
  std::optional<SegmentModel> segment;
  std::optional<RankModel> rank;
  std::optional<LanguageModel> language;
  std::optional<LineModel> lines;
};
struct EntityPart {
  explicit EntityPart(ModelPart own) : part(std::move(own)) {}
  ModelPart part;
  std::optional<EntityModel> entity;
};
struct GrammarPart {
  explicit GrammarPart(ModelPart own) : part(std::move(own)) {}
  ModelPart part;
  std::optional<TagModel> tag;
  // Parts of older releases have neither.
  std::optional<ParseModel> parse;
  std::optional<HeadlineModel> headline;
};

struct LoadedParts {
  std::shared_ptr<const BasePart> base;
  std::shared_ptr<const EntityPart> entities;
  std::shared_ptr<const GrammarPart> grammar;
};

namespace {

template <typename T>
const T* Pointer(const std::optional<T>& value) {
  return value.has_value() ? &*value : nullptr;
}

// Reads one stage's sections into `output`, if nothing failed before.
template <typename T>
void ReadStage(const ModelPart& part, std::optional<T>* output,
               Failure* failure) {
  if (*failure != nullptr) return;
  Expected<T> read = T::Read(part);
  *failure = read.failure();
  if (*failure == nullptr) output->emplace(std::move(read).value());
}

}  // namespace

Model::Model() : parts_(std::make_shared<const LoadedParts>()) {}

Expected<std::string> Model::LoadPart(std::span<const uint8_t> bytes) {
  Expected<ModelPart> read = ModelPart::Read(bytes);
  if (!read.ok()) return read.failure();
  const std::string name = read.value().name();
  auto parts = std::make_shared<LoadedParts>(*parts_);
  Failure failure;
  if (name == "base") {
    auto base = std::make_shared<BasePart>(std::move(read).value());
    const ModelSection* words = base->part.Find("words");
    if (words == nullptr) return InvalidSection("words");
    Expected<WordList> list = WordList::Read(*words);
    if (!list.ok()) return list.failure();
    base->words.emplace(std::move(list).value());
    ReadStage(base->part, &base->segment, &failure);
    ReadStage(base->part, &base->rank, &failure);
    ReadStage(base->part, &base->language, &failure);
    ReadStage(base->part, &base->lines, &failure);
    parts->base = std::move(base);
  } else if (name == "entities") {
    auto entities = std::make_shared<EntityPart>(std::move(read).value());
    ReadStage(entities->part, &entities->entity, &failure);
    parts->entities = std::move(entities);
  } else if (name == "grammar") {
    auto grammar = std::make_shared<GrammarPart>(std::move(read).value());
    ReadStage(grammar->part, &grammar->tag, &failure);
    if (grammar->part.Find("parse") != nullptr) {
      ReadStage(grammar->part, &grammar->parse, &failure);
    }
    if (grammar->part.Find("headline") != nullptr) {
      ReadStage(grammar->part, &grammar->headline, &failure);
    }
    parts->grammar = std::move(grammar);
  } else {
    return Error{ErrorCode::kModelInvalid,
                 "This model file is a part called \"" + name +
                     "\", which this program does not know.",
                 "The parts are base, entities and grammar."};
  }
  if (failure != nullptr) return failure;
  parts_ = std::move(parts);
  return name;
}

bool Model::Has(std::string_view part) const {
  if (part == "base") return parts_->base != nullptr;
  if (part == "entities") return parts_->entities != nullptr;
  if (part == "grammar") return parts_->grammar != nullptr;
  return false;
}

std::string_view StageName(Stage stage) {
  switch (stage) {
    case Stage::kClean:
      return "clean";
    case Stage::kSegment:
      return "segment";
    case Stage::kTag:
      return "tag";
    case Stage::kEntity:
      return "entity";
    case Stage::kRank:
      return "rank";
  }
  return "clean";
}

// ---------------------------------------------------------------- Session

namespace {

// Shares of the whole analysis, in thousandths, at which each stage begins;
// measured on news text, only for progress bars.
constexpr std::array<uint32_t, 6> kStageStarts = {0, 60, 250, 450, 900, 1000};

Range ToRange(Utf16Span span) { return {span.start.value, span.end.value}; }

bool IsProse(BlockKind kind) {
  return kind == BlockKind::kParagraph || kind == BlockKind::kListItem ||
         kind == BlockKind::kQuotation;
}

struct Budget {
  std::optional<uint32_t> sentences;
  std::optional<uint32_t> words;
};

// DESIGN 4.2 and the platform interface's lengths (docs/options.md).
Budget BudgetOf(const SummariseOptions& options, uint32_t article_words) {
  if (const auto* count = std::get_if<LengthInSentences>(&options.length)) {
    return {.sentences = count->sentences, .words = {}};
  }
  if (const auto* count = std::get_if<LengthInWords>(&options.length)) {
    return {.sentences = {}, .words = count->words};
  }
  if (const auto* share = std::get_if<LengthAsShare>(&options.length)) {
    const uint64_t words = uint64_t{article_words} * share->millionths;
    return {.sentences = {},
            .words = std::max(1U, static_cast<uint32_t>(words / 1000000))};
  }
  const LengthName* name = std::get_if<LengthName>(&options.length);
  const LengthName length = name == nullptr ? LengthName::kMedium : *name;
  const auto index = static_cast<size_t>(length);
  if (options.type == SummaryType::kKeyPoints) {
    constexpr std::array<uint32_t, 3> kPoints = {3, 5, 7};
    return {.sentences = kPoints[index], .words = {}};
  }
  constexpr std::array<uint32_t, 3> kSentences = {1, 3, 5};
  constexpr std::array<uint32_t, 3> kWords = {30, 60, 120};
  Budget budget{.sentences = kSentences[index], .words = kWords[index]};
  // The platform's short summaries are one sentence, however long.
  if (length == LengthName::kShort &&
      options.type != SummaryType::kStandfirst) {
    budget.words.reset();
  }
  return budget;
}

// Given only short, medium or long, a summary follows its article: a note of
// 120 words gets one sentence, not three. `eligible`: sentences that may be
// chosen. Budgets that were given in numbers stay as they are.
Budget FollowArticle(Budget budget, const SummariseOptions& options,
                     uint32_t article_words, uint32_t eligible) {
  const LengthName* name = std::get_if<LengthName>(&options.length);
  if (name == nullptr || !budget.sentences.has_value()) return budget;
  if (options.type == SummaryType::kKeyPoints) {
    // At most every other sentence is a point.
    budget.sentences = std::clamp((eligible + 1) / 2, 1U, *budget.sentences);
    return budget;
  }
  // Shares of the article in hundredths, and what a sentence has about.
  constexpr std::array<uint32_t, 3> kShares = {20, 28, 45};
  constexpr uint32_t kSentence = 22;
  constexpr uint32_t kShortSentence = 8;
  const uint32_t words = article_words * kShares[static_cast<size_t>(*name)];
  // Focus words need room beside the main thing.
  const uint32_t fewest =
      options.focus.empty() ? 1U : std::min(2U, *budget.sentences);
  // Turns of a talk are shorter.
  const uint32_t sentence = std::clamp(article_words / std::max(1U, eligible),
                                       kShortSentence, kSentence);
  budget.sentences =
      std::clamp(words / (100 * sentence), fewest, *budget.sentences);
  return budget;
}

uint32_t WordsOf(const Selection& selection) {
  uint32_t words = 0;
  for (const Candidate& chosen : selection.chosen) words += chosen.words;
  return words;
}

uint32_t HeadlineWordsOf(const SummariseOptions& options) {
  constexpr uint32_t kDefault = 12;
  if (options.headline_words.has_value()) return *options.headline_words;
  if (options.type != SummaryType::kHeadline) return kDefault;
  if (const auto* count = std::get_if<LengthInWords>(&options.length)) {
    return std::clamp(count->words, 5U, 30U);
  }
  const LengthName* name = std::get_if<LengthName>(&options.length);
  if (name == nullptr || *name == LengthName::kShort) return kDefault;
  return *name == LengthName::kMedium ? 17 : 22;
}

std::string TrimmedText(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  const size_t last = text.find_last_not_of(" \t\r\n");
  return std::string(text.substr(first, last - first + 1));
}

}  // namespace

struct Session::State {
  explicit State(Model own) : model(std::move(own)) {}

  enum class Phase : uint8_t { kEmpty, kReading, kDone };

  void Forget();
  Status CheckOptions(std::string_view text);
  Status ReadText(std::string_view text);
  std::string DayOf(std::string text) const;
  void MakeRoomForTokens();
  void SegmentSome(uint32_t bytes);
  void TagSome(uint32_t bytes);
  void FindEntitiesSome(uint32_t bytes);
  void RankAll();
  void DescribeArticle();
  void DescribeEntities();
  void EnterStage(Stage next);
  std::string_view TitleText() const;
  Text Line(const Candidate& candidate, bool close_with_stop) const;
  Selection Choose(const SummariseOptions& options,
                   std::vector<Notice>* notices);

  const LoadedParts& parts() const { return *reading_with; }
  const WordList* words() const {
    return parts().base == nullptr ? nullptr : Pointer(parts().base->words);
  }

  Model model;
  std::shared_ptr<const LoadedParts> reading_with;
  AnalyseOptions options;
  Phase phase = Phase::kEmpty;
  Stage stage = Stage::kClean;
  uint32_t next = 0;  // Block or sentence that the present stage is at.

  std::string source;  // The text that offsets point into, in its own bytes.
  std::unique_ptr<Document> document;
  OffsetMap map;
  std::string dateline_place;  // Its first part, lower-cased.
  std::string own_date;        // The article's; empty where it is not known.
  DocumentLanguage language;
  bool english = true;
  // Of an English text as a whole; `language` says it of its blocks.
  bool IsEnglish(const Sentence& sentence) const {
    return options.assume_english || language.english[sentence.block] != 0;
  }
  std::unique_ptr<Tagger> tagger;
  std::unique_ptr<EntityRecognizer> recognizer;
  EntityAnalysis entities;
  Ranking ranking;
  std::optional<Candidate> headline;  // Of at most headline_words words.
  uint32_t headline_words = 0;        // 0: not made yet.
  std::shared_ptr<Article> article;
};

void Session::State::Forget() {
  phase = Phase::kEmpty;
  stage = Stage::kClean;
  next = 0;
  source = std::string();
  document.reset();
  map = OffsetMap();
  dateline_place.clear();
  language = {};
  tagger.reset();
  recognizer.reset();
  entities = {};
  ranking = {};
  headline.reset();
  headline_words = 0;
  article.reset();
}

Status Session::State::CheckOptions(std::string_view text) {
  if (options.input != InputFormat::kText) {
    const bool html = options.input == InputFormat::kHtml;
    return Error{ErrorCode::kInvalidOption,
                 "The option \"input\" cannot be \"" +
                     std::string(html ? "html" : "markdown") +
                     "\" here: markup is read by front ends.",
                 "Allowed: text, with the blocks that a front end found."};
  }
  if (text.size() > options.max_bytes) {
    const uint32_t mebibytes = options.max_bytes >> 20;
    const std::string limit = mebibytes > 0
                                  ? Digits(mebibytes) + " MiB"
                                  : Digits(options.max_bytes) + " bytes";
    return Error{ErrorCode::kTextTooLarge,
                 "This text has " + Digits(text.size()) +
                     " bytes; the limit is " + limit + ".",
                 "Give a part of it."};
  }
  if (parts().base == nullptr) {
    return Error{ErrorCode::kModelMissing,
                 "The model part \"base\" has not been loaded.",
                 "Load base.sfm before the first text."};
  }
  return Done{};
}

Status Session::State::ReadText(std::string_view text) {
  std::vector<InputBlock> blocks;
  article = std::make_shared<Article>();
  source = std::string(text);
  for (const GivenBlock& given : options.blocks) {
    InputBlock block;
    block.span = {{given.start}, {given.end}};
    block.level = given.level;
    for (uint8_t kind = 0; kind <= static_cast<uint8_t>(BlockKind::kCode);
         ++kind) {
      if (BlockKindName(static_cast<BlockKind>(kind)) == given.kind) {
        block.kind = static_cast<BlockKind>(kind);
      }
    }
    blocks.push_back(block);
  }

  const CleanOptions cleaning{.blocks = blocks,
                              .keep = options.keep,
                              .lines = Pointer(parts().base->lines),
                              .words = words()};
  CleanText clean = Clean(source, cleaning);
  if (clean.not_text) {
    return Error{ErrorCode::kNotText,
                 "This is not text: more than a tenth of it cannot be read.",
                 "Give plain text, Markdown or HTML."};
  }
  if (clean.has_unknown_keep) {
    return Error{ErrorCode::kInvalidOption,
                 "The option \"keep\" names the left-out span " +
                     Digits(clean.unknown_keep) + ", which does not exist.",
                 "Allowed: the ids in the result's leftOut."};
  }
  if (clean.encoding != TextEncoding::kUtf8) {
    // From here on the text is what was read, in UTF-8: one space of bytes for
    // the map, for results and for what changes quote.
    article->bytes_per_unit =
        clean.encoding == TextEncoding::kWindows1252 ? 1 : 2;
    const bool repaired = clean.encoding_repaired;
    source = DecodeText(source, clean.encoding);
    clean = Clean(source, cleaning);
    clean.encoding_repaired |= repaired;
  }
  if (clean.encoding_repaired) {
    article->notices.push_back(
        {"encoding-repaired",
         "Some of the text was damaged or not in UTF-8; it was repaired."});
  }
  for (const LeftOut& left_out : clean.left_out) {
    article->left_out.push_back({left_out.id, ToRange(left_out.utf16),
                                 LeftOutReasonName(left_out.reason)});
    if (left_out.reason == LeftOutReason::kDateline) {
      article->dateline.place = ToRange(clean.dateline_place);
      article->dateline.date = ToRange(clean.dateline_date);
    }
  }
  article->characters = clean.utf16_size;
  AppendLowerCase(
      clean.dateline_place_text.substr(0, clean.dateline_place_text.find(',')),
      &dateline_place);
  own_date = options.date.has_value() ? *options.date
                                      : DayOf(clean.dateline_date_text);
  if (own_date.empty()) own_date = DayOf(clean.stamp_date_text);
  document = std::make_unique<Document>();
  document->text = std::move(clean.text);
  document->blocks = std::move(clean.blocks);
  map = std::move(clean.map);
  map.ShrinkToFit();

  language = DetectLanguage(Pointer(parts().base->language), *document);
  english = options.assume_english || language.whole.code == "en";
  if (options.assume_english) language.whole = {"en", 1000};
  return Done{};
}

// The day that an article's date line names, where it says the year too.
std::string Session::State::DayOf(std::string text) const {
  if (text.empty()) return {};
  Document line;
  line.text = std::move(text);
  Block block;
  block.span.end.value = static_cast<uint32_t>(line.text.size());
  line.blocks.push_back(block);
  Segmenter(Pointer(parts().base->segment), words()).SegmentBlock(0, &line);
  return FindDay(line);
}

// Room for as many tokens as the text will have at the rate of what has been
// read: a vector that doubles holds up to three times its tokens at once, and
// they are the largest thing that long texts need.
void Session::State::MakeRoomForTokens() {
  constexpr uint32_t kSample = 1 << 16;   // Bytes that tell the rate.
  constexpr uint32_t kBytesPerToken = 4;  // Fewer than English has.
  std::vector<Token>& tokens = document->tokens;
  const CleanSpan block = document->blocks[next].span;
  const size_t wanted = tokens.size() + block.size() / kBytesPerToken;
  if (wanted <= tokens.capacity()) return;
  const uint32_t read = block.start.value;
  const auto expected = read < kSample
                            ? 0
                            : static_cast<size_t>(uint64_t{tokens.size()} *
                                                  document->text.size() / read);
  if (expected > wanted) {
    tokens.reserve(expected + expected / 32);
  } else if (block.size() > kSample) {
    tokens.reserve(wanted);
  }
}

void Session::State::SegmentSome(uint32_t bytes) {
  const Segmenter segmenter(Pointer(parts().base->segment), words());
  uint64_t done = 0;
  while (next < document->blocks.size() && done < bytes) {
    done += document->blocks[next].span.size();
    MakeRoomForTokens();
    segmenter.SegmentBlock(next++, document.get());
  }
  if (next == document->blocks.size()) {
    document->sentences.shrink_to_fit();
    EnterStage(Stage::kTag);
  }
}

void Session::State::TagSome(uint32_t bytes) {
  // Language-neutral reading needs no English tags.
  if (!english || parts().grammar == nullptr) {
    EnterStage(Stage::kEntity);
    return;
  }
  if (tagger == nullptr) {
    tagger = std::make_unique<Tagger>(Pointer(parts().grammar->tag), words());
  }
  uint64_t done = 0;
  while (next < document->sentences.size() && done < bytes) {
    const Sentence& sentence = document->sentences[next++];
    done += sentence.span.size();
    tagger->TagSentence(sentence, document.get());
  }
  if (next < document->sentences.size()) return;
  tagger.reset();
  EnterStage(Stage::kEntity);
}

void Session::State::FindEntitiesSome(uint32_t bytes) {
  if (!english) {
    EnterStage(Stage::kRank);
    return;
  }
  const EntityPart* part = parts().entities.get();
  if (recognizer == nullptr) {
    recognizer = std::make_unique<EntityRecognizer>(
        part == nullptr ? nullptr : Pointer(part->entity));
  }
  uint64_t done = 0;
  while (next < document->sentences.size() && done < bytes) {
    const Sentence& sentence = document->sentences[next];
    done += sentence.span.size() / 4;
    // Names in another language's sentences would be guesses.
    if (IsEnglish(sentence)) recognizer->AddSentence(*document, next);
    ++next;
  }
  while (done < bytes) {
    if (!recognizer->Step(*document, own_date, &done)) break;
    ++next;
  }
  if (done >= bytes) return;
  EntityOptions entity_options;
  entity_options.article_date = own_date;
  entities = recognizer->Finish(*document, entity_options);
  recognizer.reset();
  EnterStage(Stage::kRank);
}

std::string_view Session::State::TitleText() const {
  if (options.title.has_value()) return *options.title;
  for (const Block& block : document->blocks) {
    if (block.kind == BlockKind::kTitle) return document->Text(block.span);
  }
  return {};
}

void Session::State::RankAll() {
  ranking = Rank(Pointer(parts().base->rank), words(), *document, entities,
                 {.title = TitleText(), .english = english});
  if (english) {
    for (uint32_t index = 0; index < document->sentences.size(); ++index) {
      if (!IsEnglish(document->sentences[index])) {
        ranking.sentences[index].last_resort = true;
      }
    }
  }
  DescribeArticle();
  phase = Phase::kDone;
}

void Session::State::DescribeEntities() {
  // Most important first; the earlier one where two are equal. What is left out
  // of the result by type keeps its part in the ranking.
  constexpr uint32_t kNowhere = 0xFFFFFFFF;
  std::vector<uint32_t> order;
  for (uint32_t index = 0; index < entities.entities.size(); ++index) {
    if ((options.entity_types >>
             static_cast<uint32_t>(entities.entities[index].type) &
         1U) != 0) {
      order.push_back(index);
    }
  }
  SortBy(&order, [this](uint32_t index) {
    return ~uint32_t{entities.entities[index].salience};
  });
  article->entities.reserve(order.size());
  // Of all entities in the result.
  std::vector<uint32_t> places(entities.entities.size(), kNowhere);
  for (const uint32_t index_of : order) {
    const Entity& entity = entities.entities[index_of];
    ResultEntity described;
    described.id = static_cast<uint32_t>(article->entities.size());
    places[index_of] = described.id;
    described.type = EntityTypeName(entity.type);
    described.name = entity.name;
    described.salience = entity.salience;
    described.value = entity.value;
    for (const EntityAttribute& attribute : entity.attributes) {
      described.attributes.emplace_back(attribute.name, attribute.value);
    }
    described.mentions.reserve(entity.mentions.size());
    for (const uint32_t index : entity.mentions) {
      const Mention& mention = entities.mentions[index];
      const CleanSpan span = {
          document->tokens[mention.tokens.begin].span.start,
          document->tokens[mention.tokens.end - 1].span.end};
      described.mentions.push_back(ToRange(map.ToUtf16(document->text, span)));
    }
    if (article->dateline.place.end != 0 &&
        (entity.type == EntityType::kGeopolitical ||
         entity.type == EntityType::kLocation)) {
      std::string name;
      AppendLowerCase(entity.name, &name);
      if (name == dateline_place &&
          article->dateline.entity == ResultDateline::kNoEntity) {
        article->dateline.entity = described.id;
      }
    }
    article->entities.push_back(std::move(described));
  }
  for (const Pronoun& pronoun : entities.pronouns) {
    const uint32_t place = places[pronoun.entity];
    if (place == kNowhere) continue;
    article->entities[place].pronouns.push_back(ToRange(
        map.ToUtf16(document->text, document->tokens[pronoun.token].span)));
  }
}

void Session::State::DescribeArticle() {
  article->language_code = language.whole.code;
  article->language_confidence = language.whole.confidence;
  article->genre = GenreName(ranking.genre);
  article->sentences.reserve(document->sentences.size());
  for (uint32_t index = 0; index < document->sentences.size(); ++index) {
    const Sentence& sentence = document->sentences[index];
    const SentenceScore& score = ranking.sentences[index];
    article->sentences.push_back(
        {.range = ToRange(map.ToUtf16(document->text, sentence.span)),
         .block = sentence.block,
         .score = score.score,
         .position = score.reasons.position,
         .centrality = score.reasons.centrality,
         .entities = score.reasons.entities,
         .terms = score.reasons.terms,
         .title = score.reasons.title});
  }
  article->blocks.reserve(document->blocks.size());
  for (const Block& block : document->blocks) {
    article->blocks.push_back(
        {.range = ToRange(map.ToUtf16(document->text, block.span)),
         .kind = BlockKindName(block.kind),
         .level = block.level});
    article->words += CountWords(document->Text(block.span));
  }
  DescribeEntities();
  if (ranking.mixed && options.blocks.empty()) {
    article->notices.push_back(
        {"mixed-articles",
         "These seem to be several articles. The summary is of all of them."});
  }
  if (document->sentences.empty()) {
    article->notices.push_back(
        {"empty", "There is nothing to read here: the text is empty."});
  } else if (!english) {
    article->notices.push_back(
        {"not-english",
         "This does not look like English. Sentences are chosen, not "
         "shortened; names are not marked."});
  } else if (!options.assume_english &&
             std::find(language.english.begin(), language.english.end(), 0) !=
                 language.english.end()) {
    article->notices.push_back(
        {"partly-english",
         "Some of this does not look like English. Names there are not "
         "marked."});
  }
  if (english && parts().entities == nullptr && options.entity_types != 0 &&
      !document->sentences.empty()) {
    article->notices.push_back(
        {"entities-unavailable",
         "Names could not be loaded. People, places and organisations are "
         "not marked."});
  }
  article->text = std::move(source);
}

void Session::State::EnterStage(Stage next_stage) {
  stage = next_stage;
  next = 0;
}

Text Session::State::Line(const Candidate& candidate,
                          bool close_with_stop) const {
  return MakeLine(*document, map, article->text, candidate,
                  {.close_with_stop = close_with_stop});
}

Selection Session::State::Choose(const SummariseOptions& wanted,
                                 std::vector<Notice>* notices) {
  const Budget budget = BudgetOf(wanted, article->words);
  // A text that is short already is shown as it is.
  uint32_t prose_words = 0;
  std::vector<uint32_t> prose;
  for (uint32_t index = 0; index < document->sentences.size(); ++index) {
    const Sentence& sentence = document->sentences[index];
    if (!IsProse(document->blocks[sentence.block].kind)) continue;
    prose.push_back(index);
    if (prose.size() > budget.sentences.value_or(UINT32_MAX)) break;
    prose_words += CountWords(document->Text(sentence.span));
    if (prose_words > budget.words.value_or(UINT32_MAX)) break;
  }
  Selection selection;
  if (!prose.empty() && prose.size() <= budget.sentences.value_or(UINT32_MAX) &&
      prose_words <= budget.words.value_or(UINT32_MAX)) {
    std::vector<Candidate> candidates;
    for (const uint32_t index : prose) {
      candidates.clear();
      AppendCandidates(*document, index, Compression::kNone, &candidates);
      selection.chosen.push_back(std::move(candidates.front()));
    }
    notices->push_back({"shorter-than-budget",
                        "This is short already. It is shown as it is."});
    return selection;
  }
  SelectOptions select_options;
  select_options.focus = wanted.focus;
  // Shortening is for English; `full` needs the parser (docs/options.md).
  const bool shorten = english && wanted.compression != CompressionLevel::kNone;
  select_options.compression =
      shorten ? Compression::kLight : Compression::kNone;
  if (wanted.type == SummaryType::kKeyPoints) {
    select_options.style = SelectStyle::kKeyPoints;
  } else if (wanted.type == SummaryType::kTeaser) {
    select_options.style = SelectStyle::kTeaser;
  }
  const auto choose = [&](const SummariseOptions& wish) {
    const Budget followed =
        FollowArticle(BudgetOf(wish, article->words), wish, article->words,
                      ranking.evidence->eligible);
    select_options.sentences = followed.sentences;
    select_options.words = followed.words;
    return Select(*document, ranking, select_options);
  };
  selection = choose(wanted);
  // Who moves a slider on is never shown less: nothing long is shorter than
  // the usual summary, and one sentence that is short not longer than one that
  // is usual.
  if (const auto* name = std::get_if<LengthName>(&wanted.length);
      name != nullptr && *name != LengthName::kMedium &&
      budget.words.has_value()) {
    SummariseOptions medium = wanted;
    medium.length = LengthName::kMedium;
    Selection usual = choose(medium);
    if (*name == LengthName::kLong
            ? WordsOf(selection) < WordsOf(usual)
            : usual.chosen.size() == 1 && WordsOf(usual) < WordsOf(selection)) {
      selection = std::move(usual);
    }
  }
  if (selection.longer_than_budget) {
    notices->push_back(
        {"longer-than-budget",
         "No sentence is as short as asked; the shortest is shown."});
  }
  return selection;
}

Session::Session(Model model)
    : state_(std::make_unique<State>(std::move(model))) {}
Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

void Session::SetModel(Model model) { state_->model = std::move(model); }

void Session::Close() { state_->Forget(); }

Status Session::Begin(std::string_view text, const AnalyseOptions& options) {
  State& state = *state_;
  state.Forget();
  state.options = options;
  state.reading_with = state.model.parts_;
  if (Status checked = state.CheckOptions(text); !checked.ok()) return checked;
  if (Status cleaned = state.ReadText(text); !cleaned.ok()) {
    state.Forget();
    return cleaned;
  }
  state.phase = State::Phase::kReading;
  state.EnterStage(Stage::kSegment);
  return Done{};
}

Expected<bool> Session::Advance(uint32_t bytes) {
  State& state = *state_;
  if (state.phase == State::Phase::kDone) return false;
  if (state.phase == State::Phase::kEmpty) {
    return Error{ErrorCode::kInternal, "There is no text to go on with.",
                 "Begin with a text first."};
  }
  bytes = std::max(bytes, 1U);
  switch (state.stage) {
    case Stage::kClean:
    case Stage::kSegment:
      state.SegmentSome(bytes);
      break;
    case Stage::kTag:
      state.TagSome(bytes);
      break;
    case Stage::kEntity:
      state.FindEntitiesSome(bytes);
      break;
    case Stage::kRank:
      state.RankAll();
      break;
  }
  return state.phase != State::Phase::kDone;
}

Progress Session::progress() const {
  const State& state = *state_;
  if (state.phase == State::Phase::kDone) return {Stage::kRank, 1000};
  const auto index = static_cast<size_t>(state.stage);
  uint64_t total = 0;
  if (state.document != nullptr) {
    total = state.stage == Stage::kSegment ? state.document->blocks.size()
                                           : state.document->sentences.size();
  }
  if (state.stage == Stage::kEntity) total *= 1 + EntityRecognizer::kPasses;
  const uint32_t start = kStageStarts[index];
  const uint32_t share = kStageStarts[index + 1] - start;
  const uint64_t within =
      total == 0
          ? 0
          : uint64_t{share} * std::min<uint64_t>(state.next, total) / total;
  return {state.stage, start + static_cast<uint32_t>(within)};
}

Status Session::Analyse(std::string_view text, const AnalyseOptions& options) {
  if (Status begun = Begin(text, options); !begun.ok()) return begun;
  while (true) {
    Expected<bool> more = Advance(UINT32_MAX);
    if (!more.ok()) return more.failure();
    if (!more.value()) return Done{};
  }
}

Expected<Result> Session::Summarise(const SummariseOptions& options) {
  State& state = *state_;
  if (state.phase != State::Phase::kDone) {
    return Error{ErrorCode::kInternal, "There is no text to summarise.",
                 "Analyse a text first."};
  }
  Result result;
  result.article = state.article;
  result.type = options.type;
  // It does not hang on the length: a slider moves, the headline stays.
  if (const uint32_t words = HeadlineWordsOf(options);
      words != state.headline_words) {
    const GrammarPart* grammar = state.parts().grammar.get();
    Parser parser(grammar ? Pointer(grammar->parse) : nullptr, state.words());
    state.headline =
        // It drops what English headlines drop: "a" is a verb in French.
        MakeHeadline(
            state.english && grammar ? Pointer(grammar->headline) : nullptr,
            state.words(), &parser, *state.document, state.entities,
            state.ranking, words, state.english);
    state.headline_words = words;
  }
  const std::optional<Candidate>& headline = state.headline;
  if (headline.has_value()) {
    result.headline = state.Line(*headline, /*close_with_stop=*/false);
  } else if (state.options.title.has_value()) {
    Text title;
    title.text = TrimmedText(*state.options.title);
    title.from_title = true;
    if (!title.text.empty()) result.headline = std::move(title);
  }
  if (state.document->sentences.empty()) return result;
  if (options.compression == CompressionLevel::kFull) {
    result.notices.push_back(
        {"grammar-unavailable",
         "Sentences are shortened lightly: no part here shortens further."});
  }
  if (options.type == SummaryType::kHeadline) return result;
  const Selection selection = state.Choose(options, &result.notices);
  for (const Candidate& candidate : selection.chosen) {
    result.chosen.push_back(candidate.sentence);
    result.summary.push_back(state.Line(candidate, /*close_with_stop=*/true));
    result.summary_words += CountWords(result.summary.back().text);
  }
  return result;
}

}  // namespace standfirst
