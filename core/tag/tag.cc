#include "core/tag/tag.h"

#include <array>
#include <utility>
#include <vector>

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
  if (section == nullptr) return InvalidSection("tags");
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
  if (!weights.ok()) return weights.failure();
  if (weights.value().label_count() != kPartOfSpeechCount) {
    return InvalidSection("tags");
  }
  TagModel model;
  model.weights_ = std::move(weights).value();
  return model;
}

namespace {

// What of a word's features can be worked out once: their sums where the word
// itself is in question, and where the weights are that it has as a neighbour.
struct KnownWord {
  TagWord word;
  std::array<int32_t, kPartOfSpeechCount> own{};
  std::array<SparseModel::Row, kTagNeighbourFeatures> rows{};
};

KnownWord Know(const SparseModel& weights, const TagWord& word) {
  KnownWord known;
  known.word = word;
  std::array<uint64_t, kMaxTagFeatures> features;
  size_t made = 0;
  ForEachOwnTagFeature(word,
                       [&](uint64_t feature) { features[made++] = feature; });
  std::array<SparseModel::Row, kMaxTagFeatures> rows;
  weights.AddRows(
      {rows.data(), weights.FindRows({features.data(), made}, rows.data())},
      known.own.data());
  const auto neighbour = TagNeighbourFeatures(word);
  for (size_t at = 0; at < neighbour.size(); ++at) {
    known.rows[at] = weights.FindRow(MixHash(neighbour[at]));
  }
  return known;
}

}  // namespace

struct Tagger::State {
  const TagModel* model;
  const WordList* list;
  // By word of the vocabulary: place in `known`, 0 if it is not there. Place 0
  // is the sentence's edge.
  std::vector<uint32_t> places;
  std::vector<KnownWord> known;
  std::vector<uint32_t> numbers;  // The words in `known`.
  std::vector<uint32_t> words;    // Scratch: places, two edges on each side.

  uint32_t Place(const Vocabulary& vocabulary, uint32_t word) {
    if (word >= places.size()) places.resize(vocabulary.size());
    if (places[word] == 0) {
      places[word] = static_cast<uint32_t>(known.size());
      known.push_back(
          Know(model->weights(), MakeTagWord(vocabulary, word, list)));
      numbers.push_back(word);
    }
    return places[word];
  }
  // Forgets all words once they are many, so that memory does not grow with
  // the text; the frequent ones are soon there again.
  void Forget() {
    constexpr size_t kMostWords = 4096;
    if (!known.empty() && known.size() < kMostWords) return;
    for (const uint32_t word : numbers) places[word] = 0;
    known.clear();
    numbers.assign(1, 0);
    known.push_back(Know(model->weights(), TagEdge()));
  }
};

Tagger::Tagger(const TagModel* model, const WordList* words)
    : state_(new State{model, words, {}, {}, {}, {}}) {}

Tagger::~Tagger() { delete state_; }

void Tagger::TagSentence(const Sentence& sentence, Document* document) {
  if (state_->model == nullptr || sentence.tokens.empty()) return;
  const SparseModel& weights = state_->model->weights();
  state_->Forget();
  std::vector<uint32_t>& words = state_->words;
  words.assign(sentence.tokens.size() + 4, 0);
  TagCasing casing;
  for (uint32_t at = 0; at < sentence.tokens.size(); ++at) {
    words[at + 2] =
        state_->Place(document->vocabulary,
                      document->tokens[sentence.tokens.begin + at].word);
    casing.Add(state_->known[words[at + 2]].word);
  }
  const std::vector<KnownWord>& known = state_->known;
  PartOfSpeech before = PartOfSpeech::kNone;
  PartOfSpeech before_that = PartOfSpeech::kNone;
  std::array<uint64_t, kMaxTagFeatures> features;
  std::array<SparseModel::Row, kTagNeighbourFeatures + kMaxTagFeatures> rows;
  for (uint32_t at = 0; at < sentence.tokens.size(); ++at) {
    const std::array<const KnownWord*, 5> near = {
        &known[words[at]], &known[words[at + 1]], &known[words[at + 2]],
        &known[words[at + 3]], &known[words[at + 4]]};
    const TagWindow window = {
        &near[0]->word, &near[1]->word, &near[2]->word,
        &near[3]->word, &near[4]->word, (at == 0 ? 4U : 0U) + casing.casing()};
    size_t made = 0;
    const auto emit = [&features, &made](uint64_t feature) {
      features[made++] = feature;
    };
    ForEachTagPairFeature(window, emit);
    ForEachTagHistoryFeature(window, before, before_that, emit);
    size_t count = 0;
    constexpr std::array<uint32_t, 4> kWhere = {1, 3, 0, 4};
    for (uint32_t role = 0; role < kWhere.size(); ++role) {
      const KnownWord& neighbour = *near[kWhere[role]];
      for (; count < kTagNeighbourRoles[role + 1]; ++count) {
        rows[count] = neighbour.rows[count];
      }
    }
    count += weights.FindRows({features.data(), made}, &rows[count]);
    std::array<int32_t, kPartOfSpeechCount> scores = near[2]->own;
    weights.AddRows({rows.data(), count}, scores.data());
    uint32_t best = 1;
    int32_t highest = scores[1];
    for (uint32_t tag = 2; tag < kPartOfSpeechCount; ++tag) {
      if (scores[tag] <= highest) continue;
      highest = scores[tag];
      best = tag;
    }
    document->tokens[sentence.tokens.begin + at].tag =
        static_cast<uint8_t>(best);
    before_that = before;
    before = static_cast<PartOfSpeech>(best);
  }
}

}  // namespace standfirst
