#include "core/rank/rank.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/rank/rank_model.h"
#include "core/rank/sentence_shape.h"
#include "core/rank/word_kinds.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Rarity is -8 log2 of a word's share of running text; where no list is
// there, words of the open classes count as this rare.
constexpr uint32_t kUnlistedRarity = 8 * 16;
constexpr uint32_t kFunctionRarity = 8 * 6;
// Below this a sentence says nothing alone.
constexpr uint32_t kFewestTerms = 4;

class Ranker {
 public:
  Ranker(const WordList* words, const Document& document,
         const EntityAnalysis& entities, const RankOptions& options)
      : words_(words),
        document_(document),
        entities_(entities),
        options_(options) {}

  Ranking Run();

 private:
  void DescribeVocabulary();
  void CollectTerms();
  void JudgeSentences();
  void ScoreByHand();
  void WordSalienceByHand();
  uint32_t RarityOf(uint32_t lower) const;

  const WordList* words_;
  const Document& document_;
  const EntityAnalysis& entities_;
  const RankOptions& options_;
  Ranking ranking_;
  // Per vocabulary entry; only lower-cased ones are used.
  std::vector<uint16_t> kinds_;
  std::vector<uint32_t> counts_;
  std::vector<uint32_t> first_;  // First sentence.
  std::vector<uint8_t> in_title_;
  std::vector<SentenceShape> shapes_;
};

uint32_t Ranker::RarityOf(uint32_t lower) const {
  if ((kinds_[lower] & kFunctionWord) != 0) return kFunctionRarity;
  if (words_ == nullptr) return kUnlistedRarity;
  const uint16_t listed = document_.vocabulary.entry(lower).listed;
  return listed == Vocabulary::kNotListed ? words_->UnlistedRarity()
                                          : words_->Rarity(listed);
}

void Ranker::DescribeVocabulary() {
  const Vocabulary& vocabulary = document_.vocabulary;
  const uint32_t size = vocabulary.size();
  kinds_.assign(size, 0);
  counts_.assign(size, 0);
  first_.assign(size, UINT32_MAX);
  in_title_.assign(size, 0);
  for (uint32_t word = 0; word < size; ++word) {
    if (options_.english && vocabulary.lower(word) == word) {
      kinds_[word] = WordKindsOf(vocabulary.form(word));
    }
    counts_[vocabulary.lower(word)] += vocabulary.entry(word).count;
  }
  // The title's words, as far as the text has them too.
  std::string lower;
  AppendLowerCase(options_.title, &lower);
  size_t start = 0;
  while (start < lower.size()) {
    size_t end = start;
    while (end < lower.size()) {
      const DecodedCharacter character = DecodeUtf8(lower, end);
      if (!IsLetterOrDigit(ClassifyCharacter(character.code_point))) break;
      end += character.size;
    }
    if (end > start) {
      const uint32_t word =
          vocabulary.Find(std::string_view(lower).substr(start, end - start));
      if (word != Vocabulary::kNone && (kinds_[word] & kFunctionWord) == 0) {
        in_title_[word] = 1;
      }
      start = end;
    } else {
      start += DecodeUtf8(lower, start).size;
    }
  }
}

void Ranker::CollectTerms() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  std::vector<uint8_t> is_term(document_.vocabulary.size(), 0);
  for (uint32_t word = 0; word < is_term.size(); ++word) {
    is_term[word] = IsTerm(document_.vocabulary.form(word)) ? 1 : 0;
  }
  ranking_.term_starts.reserve(sentences + 1);
  ranking_.bigram_starts.reserve(sentences + 1);
  ranking_.terms.reserve(document_.tokens.size());
  ranking_.term_tokens.reserve(document_.tokens.size());
  ranking_.bigrams.reserve(document_.tokens.size());
  // Pairs of words, numbered in order of appearance; open addressing.
  size_t capacity = 64;
  while (capacity < document_.tokens.size() * 2) capacity *= 2;
  struct Slot {
    uint64_t pair = 0;
    uint32_t id = UINT32_MAX;
  };
  std::vector<Slot> slots(capacity);
  uint32_t pairs = 0;
  for (uint32_t index = 0; index < sentences; ++index) {
    ranking_.term_starts.push_back(
        static_cast<uint32_t>(ranking_.terms.size()));
    ranking_.bigram_starts.push_back(
        static_cast<uint32_t>(ranking_.bigrams.size()));
    const IndexRange tokens = document_.sentences[index].tokens;
    uint32_t previous = UINT32_MAX;
    for (uint32_t token = tokens.begin; token < tokens.end; ++token) {
      const uint32_t word = document_.tokens[token].word;
      if (is_term[word] == 0) continue;
      const uint32_t lower = document_.vocabulary.lower(word);
      first_[lower] = std::min(first_[lower], index);
      ranking_.terms.push_back(lower);
      ranking_.term_tokens.push_back(token);
      if (previous != UINT32_MAX) {
        const uint64_t pair = (uint64_t{previous} << 32) | lower;
        size_t slot = static_cast<size_t>(MixHash(pair)) & (capacity - 1);
        while (slots[slot].id != UINT32_MAX && slots[slot].pair != pair) {
          slot = (slot + 1) & (capacity - 1);
        }
        if (slots[slot].id == UINT32_MAX) slots[slot] = {pair, pairs++};
        ranking_.bigrams.push_back(slots[slot].id);
      }
      previous = lower;
    }
  }
  ranking_.term_starts.push_back(static_cast<uint32_t>(ranking_.terms.size()));
  ranking_.bigram_starts.push_back(
      static_cast<uint32_t>(ranking_.bigrams.size()));
  ranking_.bigram_salience.assign(pairs, 0);
}

void Ranker::JudgeSentences() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  ranking_.sentences.resize(sentences);
  ranking_.words.resize(sentences);
  shapes_.reserve(sentences);
  uint32_t prose = 0;
  uint32_t ended = 0;
  for (uint32_t index = 0; index < sentences; ++index) {
    shapes_.push_back(DescribeSentence(document_, index, kinds_));
    ranking_.words[index] = shapes_.back().words;
    if (!shapes_.back().prose_block) continue;
    ++prose;
    ended += shapes_.back().ends_as_sentence ? 1 : 0;
  }
  // Poems, speech recognised, some scripts: there full stops say nothing.
  const bool uses_stops = ended * 2 >= prose;
  for (uint32_t index = 0; index < sentences; ++index) {
    const SentenceShape& shape = shapes_[index];
    SentenceScore& score = ranking_.sentences[index];
    score.eligible = shape.prose_block && shape.terms >= kFewestTerms &&
                     !shape.ends_with_colon &&
                     (shape.ends_as_sentence || !uses_stops);
    if (options_.english) {
      score.eligible = score.eligible && shape.has_verb && !shape.all_capitals;
      score.needs_previous =
          index > 0 &&
          (shape.starts_with_pronoun || shape.starts_with_connective ||
           shape.starts_with_answer || shape.starts_lower);
    }
    score.last_resort = shape.question;
  }
}

void Ranker::WordSalienceByHand() {
  const uint32_t size = document_.vocabulary.size();
  ranking_.word_salience.assign(size, 0);
  for (uint32_t word = 0; word < size; ++word) {
    if (counts_[word] == 0) continue;
    uint32_t salience = 220;  // Of a function word: as good as any other.
    if ((kinds_[word] & kFunctionWord) == 0) {
      salience = 40 + 70 * std::min(counts_[word], 5U);
      if (first_[word] < 3) salience += 200 - 50 * first_[word];
      if (in_title_[word] != 0) salience += 300;
    }
    ranking_.word_salience[word] =
        static_cast<uint16_t>(std::min(salience, 950U));
  }
  for (uint32_t index = 0; index + 1 < ranking_.term_starts.size(); ++index) {
    const uint32_t first = ranking_.term_starts[index];
    const uint32_t start = ranking_.bigram_starts[index];
    const uint32_t end = ranking_.bigram_starts[index + 1];
    for (uint32_t i = start; i < end; ++i) {
      const uint32_t left =
          ranking_.word_salience[ranking_.terms[first + i - start]];
      const uint32_t right =
          ranking_.word_salience[ranking_.terms[first + i - start + 1]];
      ranking_.bigram_salience[ranking_.bigrams[i]] =
          static_cast<uint16_t>(left * right / 1500);
    }
  }
}

void Ranker::ScoreByHand() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  // How much each sentence holds of what the whole text is about: its content
  // words, each once, by count and rarity.
  std::vector<uint64_t> shared(sentences, 0);
  std::vector<uint64_t> telling(sentences, 0);
  std::vector<uint32_t> in_title(sentences, 0);
  std::vector<uint32_t> seen(document_.vocabulary.size(), UINT32_MAX);
  uint64_t most_shared = 1;
  uint64_t most_telling = 1;
  uint32_t most_in_title = 1;
  for (uint32_t index = 0; index < sentences; ++index) {
    const uint32_t start = ranking_.term_starts[index];
    const uint32_t end = ranking_.term_starts[index + 1];
    for (uint32_t i = start; i < end; ++i) {
      const uint32_t word = ranking_.terms[i];
      if (seen[word] == index || (kinds_[word] & kFunctionWord) != 0) continue;
      seen[word] = index;
      const uint32_t rarity = RarityOf(word);
      shared[index] += uint64_t{std::min(counts_[word], 8U) - 1} * rarity;
      telling[index] += rarity;
      in_title[index] += in_title_[word];
    }
    // Per word, but mildly: long sentences do say more.
    const uint64_t length = end - start + 12;
    shared[index] = shared[index] * 16 / length;
    telling[index] = telling[index] * 16 / length;
    if (!ranking_.sentences[index].eligible) continue;
    most_shared = std::max(most_shared, shared[index]);
    most_telling = std::max(most_telling, telling[index]);
    most_in_title = std::max(most_in_title, in_title[index]);
  }
  std::vector<uint32_t> names(sentences, 0);
  uint32_t most_names = 1;
  for (const Mention& mention : entities_.mentions) {
    names[mention.sentence] +=
        100U + entities_.entities[mention.entity].salience;
  }
  for (const uint32_t value : names) most_names = std::max(most_names, value);

  const bool has_title = !options_.title.empty();
  uint32_t order = 0;  // Among the sentences that may stand.
  for (uint32_t index = 0; index < sentences; ++index) {
    SentenceScore& score = ranking_.sentences[index];
    const auto part = [](uint64_t value, uint64_t most) {
      return static_cast<uint16_t>(
          std::min<uint64_t>(1000, value * 1000 / most));
    };
    score.reasons.position = static_cast<uint16_t>(6000 / (6 + order));
    score.reasons.centrality = part(shared[index], most_shared);
    score.reasons.terms = part(telling[index], most_telling);
    score.reasons.entities = part(names[index], most_names);
    if (has_title) {
      score.reasons.title = part(in_title[index], most_in_title);
    }
    uint32_t sum = 12U * score.reasons.position +
                   4U * score.reasons.centrality + 1U * score.reasons.terms +
                   1U * score.reasons.entities;
    uint32_t weights = 18;
    if (has_title) {
      sum += 3U * score.reasons.title;
      weights += 3;
    }
    uint32_t value = sum / weights;
    if (score.last_resort) value /= 3;
    if (!score.eligible) value /= 8;
    score.score = static_cast<uint16_t>(std::min(value, 1000U));
    if (score.eligible) ++order;
  }
}

Ranking Ranker::Run() {
  DescribeVocabulary();
  CollectTerms();
  JudgeSentences();
  WordSalienceByHand();
  ScoreByHand();
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

Ranking Rank(const RankModel* /*model*/, const WordList* words,
             const Document& document, const EntityAnalysis& entities,
             const RankOptions& options) {
  return Ranker(words, document, entities, options).Run();
}

}  // namespace standfirst
