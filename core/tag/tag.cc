#include "core/tag/tag.h"

#include <array>
#include <utility>

#include "core/tag/tag_features.h"
#include "core/tag/tag_model.h"

namespace standfirst {
namespace {

constexpr std::array<std::string_view, kPartOfSpeechCount> kNames = {
    "",    "CC",    "CD",    "DT",  "EX",   "FW",  "IN",   "JJ",  "JJR",
    "JJS", "LS",    "MD",    "NN",  "NNS",  "NNP", "NNPS", "PDT", "POS",
    "PRP", "PRP$",  "RB",    "RBR", "RBS",  "RP",  "SYM",  "TO",  "UH",
    "VB",  "VBD",   "VBG",   "VBN", "VBP",  "VBZ", "WDT",  "WP",  "WP$",
    "WRB", "ADD",   "AFX",   "GW",  "HYPH", "NFP", "XX",   ",",   ".",
    ":",   "-LRB-", "-RRB-", "``",  "''",   "$",   "#"};

}  // namespace

std::string_view PartOfSpeechName(PartOfSpeech tag) {
  const auto index = static_cast<size_t>(tag);
  return index < kNames.size() ? kNames[index] : std::string_view();
}

PartOfSpeech ParsePartOfSpeech(std::string_view name) {
  for (size_t index = 1; index < kNames.size(); ++index) {
    if (kNames[index] == name) return static_cast<PartOfSpeech>(index);
  }
  return PartOfSpeech::kNone;
}

Expected<TagModel> TagModel::Read(const ModelPart& part) {
  const ModelSection* section = part.Find("tags");
  if (section == nullptr) return InvalidSection("tags", "it is missing");
  return Read(*section);
}

Expected<TagModel> TagModel::Read(const ModelSection& section) {
  if (section.version != kTagSectionVersion) {
    return Error{ErrorCode::kModelVersion,
                 "The tagger's weights have a layout this program does not "
                 "know.",
                 "Use program and model files of one release."};
  }
  Expected<SparseModel> weights = SparseModel::Read(section.bytes, "tags");
  if (!weights.ok()) return weights.error();
  if (weights.value().label_count() != kPartOfSpeechCount) {
    return InvalidSection("tags", "it has other tags than this program");
  }
  TagModel model;
  model.weights_ = std::move(weights).value();
  return model;
}

Tagger::Tagger(const TagModel* model, const WordList* words)
    : model_(model), words_(words) {}

void Tagger::TagSentence(const Sentence& sentence, Document* document) const {
  if (model_ == nullptr || sentence.tokens.empty()) return;
  const SparseModel& weights = model_->weights();
  TagSentenceWords words;
  MakeTagWords(*document, sentence.tokens, words_, &words);
  PartOfSpeech before = PartOfSpeech::kNone;
  PartOfSpeech before_that = PartOfSpeech::kNone;
  std::array<uint64_t, kMaxTagFeatures> hashes{};
  for (uint32_t at = 0; at < sentence.tokens.size(); ++at) {
    // Hashes first, so that memory is on its way while the next are made.
    size_t count = 0;
    const auto emit = [&hashes, &count, &weights](uint64_t hash) {
      weights.Prefetch(hash);
      hashes[count++] = hash;
    };
    ForEachTagFeature(words, at, emit);
    ForEachTagHistoryFeature(words, at, before, before_that, emit);
    std::array<int32_t, kPartOfSpeechCount> scores{};
    for (size_t i = 0; i < count; ++i) weights.AddTo(hashes[i], scores.data());
    uint32_t best = 1;
    for (uint32_t tag = 2; tag < kPartOfSpeechCount; ++tag) {
      if (scores[tag] > scores[best]) best = tag;
    }
    document->tokens[sentence.tokens.begin + at].tag =
        static_cast<uint8_t>(best);
    before_that = before;
    before = static_cast<PartOfSpeech>(best);
  }
}

}  // namespace standfirst
