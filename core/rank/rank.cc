#include "core/rank/rank.h"

#include <algorithm>
#include <utility>

#include "core/rank/evidence.h"
#include "core/rank/features.h"
#include "core/rank/genre.h"
#include "core/rank/leaning.h"
#include "core/rank/rank_model.h"
#include "core/rank/word_kinds.h"

namespace standfirst {
namespace {

// Rarity is -8 log2 of a word's share of running text; where no list is
// there, words of the open classes count as this rare.
constexpr uint32_t kUnlistedRarity = 8 * 16;
constexpr uint32_t kFunctionRarity = 8 * 6;

// Without a model: what a summary of such a text has about, in terms.
constexpr uint32_t kUsualTerms = 60;

constexpr uint32_t kNever = 0xFFFFFFFF;

class Ranker {
 public:
  Ranker(const RankModel* model, const WordList* words,
         const Document& document, const EntityAnalysis& entities,
         const RankOptions& options)
      : model_(options.english ? model : nullptr),
        words_(words),
        document_(document),
        entities_(entities),
        english_(options.english),
        evidence_(GatherEvidence(document, options, &ranking_)) {
    MarkSigns(document, words, entities, &evidence_);
  }

  Ranking Run();

 private:
  void SalienceByHand();
  void SalienceByModel();
  void FindReasons();
  void ScoreByHand();
  void ScoreByModel();
  uint32_t RarityOf(uint32_t lower) const;

  const RankModel* model_;
  const WordList* words_;
  const Document& document_;
  const EntityAnalysis& entities_;
  bool english_;
  Ranking ranking_;
  Evidence evidence_;
  uint32_t group_ = kNoGroup;
};

uint32_t Ranker::RarityOf(uint32_t lower) const {
  if (evidence_.words[lower].kind_class == kFunctionClass) {
    return kFunctionRarity;
  }
  if (words_ == nullptr) return kUnlistedRarity;
  const uint16_t listed = document_.vocabulary.entry(lower).listed;
  return listed == Vocabulary::kNotListed ? words_->UnlistedRarity()
                                          : words_->Rarity(listed);
}

void Ranker::SalienceByHand() {
  ranking_.expected_terms = kUsualTerms;
  ranking_.score_weight = 9000;
  const auto size = static_cast<uint32_t>(evidence_.words.size());
  ranking_.word_salience.assign(size, 0);
  for (uint32_t index = 0; index < size; ++index) {
    const Evidence::Word& word = evidence_.words[index];
    if (word.count == 0) continue;
    uint32_t salience = 220;  // Of a function word: as good as any other.
    if (word.kind_class != kFunctionClass) {
      salience = 40 + 70 * std::min(word.count, 5U);
      if (word.first < 3) salience += 200 - 50 * word.first;
      if (word.in_title) salience += 300;
    }
    ranking_.word_salience[index] =
        static_cast<uint16_t>(std::min(salience, 950U));
  }
  ranking_.bigram_salience.reserve(evidence_.pairs.size());
  for (const Evidence::Pair& pair : evidence_.pairs) {
    const uint32_t left = ranking_.word_salience[pair.left];
    const uint32_t right = ranking_.word_salience[pair.right];
    ranking_.bigram_salience.push_back(
        static_cast<uint16_t>(left * right / 1500));
  }
}

void Ranker::SalienceByModel() {
  const std::vector<uint16_t> columns = FeaturesOfGenre(document_, evidence_);
  group_ = model_->GroupOf(columns);
  ranking_.genre = JudgeGenre(model_, document_, evidence_, columns, group_);
  ranking_.expected_terms = model_->ExpectedTerms(group_);
  ranking_.score_weight = model_->sentence_weight();
  const auto size = static_cast<uint32_t>(evidence_.words.size());
  ranking_.word_salience.assign(size, 0);
  std::vector<int32_t> logits(size, -8 * kLogitUnit);
  for (uint32_t index = 0; index < size; ++index) {
    if (evidence_.words[index].count == 0) continue;
    const Vocabulary::Entry& entry = document_.vocabulary.entry(index);
    logits[index] = model_->WordLogit(
        FeaturesOfWord(evidence_, index, entry.pool_size), entry.hash, group_);
    ranking_.word_salience[index] =
        static_cast<uint16_t>(ProbabilityOf(logits[index]));
  }
  ranking_.bigram_salience.reserve(evidence_.pairs.size());
  for (const Evidence::Pair& pair : evidence_.pairs) {
    uint32_t salience = 0;
    if (pair.count > 0) {
      salience = ProbabilityOf(
          model_->PairLogit(FeaturesOfPair(evidence_, pair, logits[pair.left],
                                           logits[pair.right]),
                            group_));
    }
    ranking_.bigram_salience.push_back(static_cast<uint16_t>(salience));
  }
}

// How much each sentence holds of what the whole text is about (its content
// words, each once, by count and rarity), of telling words, names, the title.
void Ranker::FindReasons() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  struct Sums {
    uint32_t shared = 0;
    uint32_t telling = 0;
    uint32_t title = 0;
    uint32_t names = 0;
  };
  std::vector<Sums> sums(sentences);
  std::vector<uint32_t> seen(evidence_.words.size(), kNever);
  std::vector<uint32_t> rarities(evidence_.words.size(), 0);
  for (uint32_t word = 0; word < rarities.size(); ++word) {
    if (evidence_.words[word].kind_class != kFunctionClass) {
      rarities[word] = RarityOf(word);
    }
  }
  Sums most = {1, 1, 1, 1};
  for (const Mention& mention : entities_.mentions) {
    sums[mention.sentence].names +=
        100U + entities_.entities[mention.entity].salience;
  }
  for (uint32_t index = 0; index < sentences; ++index) {
    Sums& sum = sums[index];
    const uint32_t start = ranking_.term_starts[index];
    const uint32_t end = ranking_.term_starts[index + 1];
    for (uint32_t i = start; i < end; ++i) {
      const uint32_t term = ranking_.terms[i];
      if (seen[term] == index) continue;
      seen[term] = index;
      const Evidence::Word& word = evidence_.words[term];
      if (word.kind_class == kFunctionClass) continue;
      sum.shared += (std::clamp(word.count, 1U, 8U) - 1) * rarities[term];
      sum.telling += rarities[term];
      sum.title += word.in_title ? 1 : 0;
    }
    // Per word, but mildly: long sentences do say more.
    const uint32_t length = end - start + 12;
    sum.shared = static_cast<uint32_t>(uint64_t{sum.shared} * 16 / length);
    sum.telling = static_cast<uint32_t>(uint64_t{sum.telling} * 16 / length);
    if (!ranking_.sentences[index].eligible) continue;
    most.shared = std::max(most.shared, sum.shared);
    most.telling = std::max(most.telling, sum.telling);
    most.title = std::max(most.title, sum.title);
    most.names = std::max(most.names, sum.names);
  }
  for (uint32_t index = 0; index < sentences; ++index) {
    const auto part = [](uint64_t value, uint64_t whole) {
      return static_cast<uint16_t>(
          std::min<uint64_t>(1000, value * 1000 / whole));
    };
    ScoreReasons& reasons = ranking_.sentences[index].reasons;
    reasons.position =
        static_cast<uint16_t>(6000 / (uint64_t{6} + evidence_.order[index]));
    reasons.centrality = part(sums[index].shared, most.shared);
    reasons.terms = part(sums[index].telling, most.telling);
    reasons.entities = part(sums[index].names, most.names);
    if (evidence_.has_title) {
      reasons.title = part(sums[index].title, most.title);
    }
  }
}

uint16_t Lessen(uint32_t value, const SentenceScore& score) {
  if (score.last_resort) value /= 3;
  if (!score.eligible) value /= 8;
  return static_cast<uint16_t>(std::min(value, 1000U));
}

void Ranker::ScoreByHand() {
  for (SentenceScore& score : ranking_.sentences) {
    uint32_t sum = 12U * score.reasons.position +
                   4U * score.reasons.centrality + score.reasons.terms +
                   score.reasons.entities;
    uint32_t weights = 18;
    if (evidence_.has_title) {
      sum += 3U * score.reasons.title;
      weights += 3;
    }
    score.score = Lessen(sum / weights, score);
    score.prior = score.score;
  }
}

// A sentence's own value: the expected F1 of a summary that is it alone, and
// its prior.
void Ranker::ScoreByModel() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  std::vector<uint32_t> values(sentences, 0);
  std::vector<uint32_t> seen(evidence_.words.size(), kNever);
  uint32_t most = 1;
  for (uint32_t index = 0; index < sentences; ++index) {
    const uint32_t start = ranking_.term_starts[index];
    const uint32_t end = ranking_.term_starts[index + 1];
    uint64_t words = 0;
    for (uint32_t i = start; i < end; ++i) {
      const uint32_t term = ranking_.terms[i];
      const uint32_t salience = ranking_.word_salience[term];
      words += seen[term] == index ? salience / 4 : salience;
      seen[term] = index;
    }
    uint64_t pairs = 0;
    for (uint32_t i = ranking_.bigram_starts[index];
         i < ranking_.bigram_starts[index + 1]; ++i) {
      pairs += ranking_.bigram_salience[ranking_.bigrams[i]];
    }
    const uint64_t length = uint64_t{end} - start + ranking_.expected_terms;
    values[index] = static_cast<uint32_t>(2 * (words + pairs) / length);
    if (ranking_.sentences[index].eligible) {
      most = std::max(most, values[index]);
    }
  }
  uint32_t best = 1;
  for (uint32_t index = 0; index < sentences; ++index) {
    SentenceScore& score = ranking_.sentences[index];
    const uint32_t share = static_cast<uint32_t>(
        std::min<uint64_t>(1000, uint64_t{values[index]} * 1000 / most));
    score.prior = static_cast<uint16_t>(ProbabilityOf(model_->SentenceLogit(
        FeaturesOfSentence(document_, evidence_, ranking_, index, share),
        group_)));
    values[index] += score.prior * ranking_.score_weight / 1000;
    if (score.eligible) best = std::max(best, values[index]);
  }
  for (uint32_t index = 0; index < sentences; ++index) {
    SentenceScore& score = ranking_.sentences[index];
    const uint64_t share = uint64_t{values[index]} * 1000 / best;
    score.score =
        Lessen(static_cast<uint32_t>(std::min<uint64_t>(1000, share)), score);
  }
}

Ranking Ranker::Run() {
  FindReasons();
  const bool trained = model_ != nullptr && model_->trained();
  if (trained) SalienceByModel();
  if (english_) {
    FindLeanings(document_, entities_, evidence_, model_, &ranking_);
  }
  if (trained) {
    ScoreByModel();
  } else {
    SalienceByHand();
    ScoreByHand();
    ranking_.genre = JudgeGenre(nullptr, document_, evidence_, {}, kNoGroup);
  }
  ranking_.mixed = HoldsSeveralArticles(document_, evidence_);
  // Nobody asks for them again; assigning {} would keep the memory.
  evidence_.pairs = std::vector<Evidence::Pair>();
  ranking_.evidence = std::make_shared<const Evidence>(std::move(evidence_));
  return std::move(ranking_);
}

}  // namespace

std::string_view GenreName(Genre genre) {
  switch (genre) {
    case Genre::kUnknown:
      return "unknown";
    case Genre::kNews:
      return "news";
    case Genre::kFeature:
      return "feature";
    case Genre::kReport:
      return "report";
    case Genre::kPaper:
      return "paper";
    case Genre::kConversation:
      return "conversation";
    case Genre::kEncyclopaedia:
      return "encyclopaedia";
    case Genre::kFiction:
      return "fiction";
    case Genre::kList:
      return "list";
  }
  return "unknown";
}

Ranking Rank(const RankModel* model, const WordList* words,
             const Document& document, const EntityAnalysis& entities,
             const RankOptions& options) {
  return Ranker(model, words, document, entities, options).Run();
}

}  // namespace standfirst
