#include "core/entity/entity.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "core/entity/entity_features.h"
#include "core/entity/entity_model.h"
#include "core/entity/link.h"
#include "core/entity/merge.h"
#include "core/entity/name_type.h"
#include "core/entity/patterns.h"
#include "core/entity/pronouns.h"
#include "core/entity/repeated_names.h"
#include "core/entity/token_words.h"
#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/vectors.h"

namespace standfirst {

struct EntityRecognizer::State {
  explicit State(const EntityModel* own_model)
      : model(own_model),
        table(own_model == nullptr ? nullptr : &own_model->lexicon()) {}

  static constexpr uint32_t kPositions = 5;  // -2 to 2.

  // Makes a sentence ready, anew in each pass: to keep them all would cost
  // more memory than it saves time.
  void Prepare(const Document& document, uint32_t sentence) {
    PrepareEntitySentence(document, document.sentences[sentence], &table,
                          &prepared);
  }
  // Scores of the prepared sentence. `first_labels` are the first pass's; none
  // in that pass.
  void Score(const Document& document, std::span<const uint8_t> first_labels);
  void AddContextScores(const Document& document, uint32_t at,
                        std::span<const uint8_t> first_labels, int32_t* row);
  uint32_t WordRow(uint32_t word);
  void AppendWordRow(const EntityWord* word);
  bool Step(const Document& document, std::string_view article_date,
            uint64_t* bytes);
  void TagOnce(const Document& document);
  void FindMentions(const Document& document, uint32_t sentence,
                    std::string_view article_date,
                    std::span<const uint8_t> own_labels);
  void TagAgain(const Document& document, std::span<uint8_t> own_labels);
  void FindNames(const Document& document, uint32_t first_token,
                 std::span<const uint8_t> own_labels,
                 std::vector<FoundMention>* found) const;

  const EntityModel* model;
  EntityWordTable table;
  EntityDocumentFacts facts;
  EntityVotes votes;
  std::vector<uint32_t> sentences;
  std::vector<uint8_t> all_labels;  // Of all tokens of these, in a row.
  std::vector<FoundMention> mentions;
  PatternWordCache pattern_words;
  // Where the passes are.
  uint32_t pass = 0;
  size_t at_sentence = 0;
  size_t at_label = 0;
  // Scratch.
  EntitySentence prepared;
  EntityFeatureBuffer features;
  std::vector<int32_t> scores;
  std::vector<uint8_t> labels;
  std::vector<FoundMention> own_names;
  std::vector<PatternMatch> own_patterns;
  std::vector<uint32_t> rows;
  // Sums of the features that depend on one word alone, by row, position and
  // column, for sentences in the usual case. Row 0 is what stands beyond the
  // sentence; by word its row, 0: not worked out yet.
  std::vector<uint32_t> word_rows;
  std::vector<uint32_t> known_words;  // Those that have a row, in order.
  std::vector<int32_t> word_scores;
};

// A row behind the others. `word` is nullptr beyond the sentence.
void EntityRecognizer::State::AppendWordRow(const EntityWord* word) {
  const size_t width = model->column_count();
  const size_t start = word_scores.size();
  word_scores.resize(start + width * kPositions);
  features.size = 0;
  std::array<uint32_t, kPositions + 1> ends{};
  for (uint32_t at = 0; at < kPositions; ++at) {
    AppendWordFeatures(word, static_cast<int>(at) - 2, SentenceCase::kUsual,
                       &features);
    model->DropStrangers(ends[at], &features);
    ends[at + 1] = features.size;
  }
  model->FindRows(&features);
  for (uint32_t at = 0; at < kPositions; ++at) {
    model->AddRows(features, ends[at], ends[at + 1],
                   &word_scores[start + at * width]);
  }
}

uint32_t EntityRecognizer::State::WordRow(uint32_t word) {
  if (word >= word_rows.size()) word_rows.resize(word + size_t{1});
  if (word_rows[word] == 0) {
    AppendWordRow(&table[word]);
    known_words.push_back(word);
    word_rows[word] = static_cast<uint32_t>(known_words.size());
  }
  return word_rows[word];
}

void EntityRecognizer::State::AddContextScores(
    const Document& document, uint32_t at,
    std::span<const uint8_t> first_labels, int32_t* row) {
  const auto size = static_cast<uint32_t>(prepared.words.size());
  const bool usual = prepared.sentence_case == SentenceCase::kUsual;
  features.size = 0;
  for (int position = -2; position <= 2 && !usual; ++position) {
    const int64_t place = int64_t{at} + position;
    AppendWordFeatures(place < 0 || place >= int64_t{size}
                           ? nullptr
                           : &table[prepared.words[static_cast<size_t>(place)]],
                       position, prepared.sentence_case, &features);
  }
  AppendContextFeatures(document, prepared, at, &facts, table, &features);
  if (!first_labels.empty()) {
    AppendSecondPassFeatures(prepared, at, first_labels, votes, table,
                             &features);
  }
  model->DropStrangers(0, &features);
  model->FindRows(&features);
  model->AddRows(features, 0, features.size, row);
}

void EntityRecognizer::State::Score(const Document& document,
                                    std::span<const uint8_t> first_labels) {
  const auto size = static_cast<uint32_t>(prepared.words.size());
  const uint32_t width = model->column_count();
  const size_t room = size_t{size} * EntityModel::kStride;
  if (scores.size() < room) scores.resize(room);
  if (prepared.sentence_case == SentenceCase::kUsual) {
    // What is known of words is forgotten once they are many, so that memory
    // does not grow with the text; the frequent ones are soon there again.
    constexpr size_t kMostWords = 4096;
    if (word_scores.empty() || known_words.size() > kMostWords) {
      for (const uint32_t word : known_words) word_rows[word] = 0;
      known_words.clear();
      word_scores.clear();
      AppendWordRow(nullptr);
    }
    // Two on each side that are beyond the sentence.
    rows.assign(size_t{size} + 4, 0);
    for (uint32_t at = 0; at < size; ++at) {
      rows[at + 2] = WordRow(prepared.words[at]);
    }
    for (uint32_t at = 0; at < size; ++at) {
      int32_t* const row = &scores[size_t{at} * EntityModel::kStride];
      std::array<const int32_t*, kPositions> sums;
      for (uint32_t position = 0; position < kPositions; ++position) {
        sums[position] =
            &word_scores[(size_t{rows[at + position]} * kPositions + position) *
                         width];
      }
      const auto [before2, before, own, after, after2] = sums;
      for (uint32_t column = 0; column < width; ++column) {
        row[column] = before2[column] + before[column] + own[column] +
                      after[column] + after2[column];
      }
    }
  } else {
    std::fill_n(scores.begin(), room, 0);
  }
  for (uint32_t at = 0; at < size; ++at) {
    int32_t* const row = &scores[size_t{at} * EntityModel::kStride];
    AddContextScores(document, at, first_labels, row);
    // No name goes on over a semicolon, no person's over a comma or "née".
    constexpr int32_t kNever = 1 << 24;
    const std::string_view form = document.vocabulary.form(prepared.words[at]);
    if (form == ";") row[0] += kNever;
    if (IsOneOf(form, ", née nee") && model->type(0) == EntityType::kPerson) {
      row[model->label_count()] -= kNever;
    }
    model->SpreadTypes(row);
  }
}

bool EntityRecognizer::State::Step(const Document& document,
                                   std::string_view article_date,
                                   uint64_t* bytes) {
  if (pass == kPasses) return false;
  if (at_sentence == sentences.size() || (model == nullptr && pass < 2)) {
    ++pass;
    at_sentence = 0;
    at_label = 0;
    if (pass == 2) {
      // No more is scored: a long text's would add to what it holds.
      word_rows = std::vector<uint32_t>();
      word_scores = std::vector<int32_t>();
    }
    return pass < kPasses;
  }
  const uint32_t sentence = sentences[at_sentence++];
  const IndexRange tokens = document.sentences[sentence].tokens;
  const std::span<uint8_t> own_labels =
      std::span<uint8_t>(all_labels)
          .subspan(at_label, model == nullptr || pass == 0 ? 0 : tokens.size());
  at_label += own_labels.size();
  // Measured: the first pass takes most of the time.
  *bytes += document.sentences[sentence].span.size() / (pass == 0 ? 1 : 4);
  if (pass == 2) {
    FindMentions(document, sentence, article_date, own_labels);
    return true;
  }
  Prepare(document, sentence);
  if (pass == 0) {
    TagOnce(document);
  } else {
    TagAgain(document, own_labels);
  }
  return true;
}

void EntityRecognizer::State::TagOnce(const Document& document) {
  Score(document, {});
  DecodeEntities(*model, static_cast<uint32_t>(prepared.words.size()),
                 scores.data(), &labels);
  votes.Add(prepared, labels, table);
  all_labels.reserve(document.tokens.size());
  AppendAll(labels, &all_labels);
}

void EntityRecognizer::State::FindMentions(
    const Document& document, uint32_t sentence, std::string_view article_date,
    std::span<const uint8_t> own_labels) {
  own_names.clear();
  if (model != nullptr) {
    FindNames(document, document.sentences[sentence].tokens.begin, own_labels,
              &own_names);
  }
  own_patterns.clear();
  FindPatterns(document, document.sentences[sentence], article_date,
               &pattern_words, &own_patterns);
  MergeMentions({document, table, model}, own_names, own_patterns, sentence,
                &mentions);
}

// The second pass, where the same words were found to be something else in
// the rest of the document.
void EntityRecognizer::State::TagAgain(const Document& document,
                                       std::span<uint8_t> own_labels) {
  bool disagree = false;
  for (size_t at = 0; at < own_labels.size() && !disagree; ++at) {
    if (!EntityVotes::TakesPart(table[prepared.words[at]],
                                prepared.sentence_case)) {
      continue;
    }
    const EntityVotes::Vote vote =
        votes.Elsewhere(prepared.lower_words[at], own_labels[at]);
    disagree = vote.any && vote.type != (own_labels[at] + 3) / 4;
  }
  if (!disagree) return;
  Score(document, own_labels);
  DecodeEntities(*model, static_cast<uint32_t>(prepared.words.size()),
                 scores.data(), &labels);
  std::copy(labels.begin(), labels.end(), own_labels.begin());
}

void EntityRecognizer::State::FindNames(
    const Document& document, uint32_t first_token,
    std::span<const uint8_t> own_labels,
    std::vector<FoundMention>* found) const {
  const TokenWords words(document, table, model);
  found->clear();
  uint32_t begin = 0;
  for (uint32_t at = 0; at < own_labels.size(); ++at) {
    if (own_labels[at] == 0) continue;
    const uint32_t kind = (own_labels[at] - 1U) % 4;
    if (kind == kBeginLabel || kind == kSingleLabel) begin = at;
    if (kind != kEndLabel && kind != kSingleLabel) continue;
    IndexRange tokens{first_token + begin, first_token + at + 1};
    // Neither article, title of several nor possessive is part of a name,
    // whatever was learnt.
    if (IsOneOf(words.LowerForm(tokens.begin), "the a an justices messrs")) {
      ++tokens.begin;
    }
    if (!tokens.empty() &&
        IsOneOf(words.LowerForm(tokens.end - 1), "'s ’s ' ’")) {
      --tokens.end;
    }
    // "Kim Min-" and "jun" are one name, and none ends with a hyphen.
    if (!tokens.empty()) {
      const std::string_view last = words.Form(tokens.end - 1);
      const bool goes_on =
          last.ends_with('-') && at + 1 < own_labels.size() &&
          tokens.end == first_token + at + 1 &&
          (document.tokens[tokens.end].flags & kSpaceBefore) == 0 &&
          (words.Flags(tokens.end) & kHasLetter) != 0;
      if (goes_on) {
        ++tokens.end;
      } else if (last == "-") {
        --tokens.end;
      }
    }
    if (tokens.empty()) continue;
    FoundMention mention;
    mention.type = model->type((own_labels[at] - 1U) / 4);
    // "Beau Landry III"
    if (mention.type == EntityType::kPerson && at + 1 < own_labels.size() &&
        own_labels[at + 1] == 0 && tokens.end == first_token + at + 1 &&
        IsOneOf(words.Form(tokens.end), "Jr Jr. Sr Sr. II III IV")) {
      ++tokens.end;
    }
    // "Gen. Hall", "Dear Mira": people, whatever the words after it name.
    const std::string_view lead = words.Form(tokens.begin);
    EntityLexicon::Entry title;
    const bool titled =
        mention.type == EntityType::kFacility && lead.ends_with('.') &&
        model->lexicon().Find(
            MixHash(HashBytes(lead.substr(0, lead.size() - 1))), &title) &&
        (title.lists & kTitleList) != 0;
    if (IsName(mention.type) && tokens.size() > 1 &&
        (titled || (tokens.begin == first_token &&
                    words.LowerForm(tokens.begin) == "dear"))) {
      ++tokens.begin;
      mention.type = EntityType::kPerson;
    }
    mention.tokens = tokens;
    mention.type = RefineType(words, mention.type, tokens);
    // The "World No. 1" has no name.
    if (words.Form(tokens.end - 1) == "No.") continue;
    // "Ann Holt, D-Ohio,": behind her party's letter a state. An "I-League"
    // is none.
    if (tokens.size() > 2 && IsOneOf(lead, "D R") &&
        words.Form(tokens.begin + 1) == "-" && !found->empty() &&
        found->back().type == EntityType::kPerson &&
        found->back().tokens.end + 1 == tokens.begin) {
      mention.tokens.begin += 2;
      mention.type = EntityType::kGeopolitical;
    }
    // "The Dutch" "Grand Prix" is one race.
    if (mention.type == EntityType::kEvent && !found->empty() &&
        found->back().type == EntityType::kNorp &&
        found->back().tokens.end == tokens.begin) {
      found->back().type = mention.type;
      found->back().tokens.end = tokens.end;
      continue;
    }
    found->push_back(std::move(mention));
  }
}

EntityRecognizer::EntityRecognizer(const EntityModel* model)
    : state_(new State(model)) {}

EntityRecognizer::~EntityRecognizer() { delete state_; }

void EntityRecognizer::AddSentence(const Document& document,
                                   uint32_t sentence) {
  state_->sentences.push_back(sentence);
  state_->Prepare(document, sentence);
  state_->facts.Add(state_->prepared, state_->table);
}

bool EntityRecognizer::Step(const Document& document,
                            std::string_view article_date, uint64_t* bytes) {
  return state_->Step(document, article_date, bytes);
}

EntityAnalysis EntityRecognizer::Finish(const Document& document,
                                        const EntityOptions& options) {
  uint64_t bytes = 0;
  while (state_->Step(document, options.article_date, &bytes)) {
  }
  // Linking needs none, and a long text's would add to what it holds.
  state_->all_labels = std::vector<uint8_t>();
  std::vector<FoundMention>& found = state_->mentions;
  const TokenWords words(document, state_->table, state_->model);
  ReadCapitals(words, &found);
  AddRepeatedNames(words, state_->sentences, &found);
  EntityAnalysis all =
      LinkEntities(document, state_->table, state_->model, found);
  LinkPronouns(document, &all);
  constexpr uint32_t kEveryType = (1U << kEntityTypeCount) - 1;
  if ((options.types & kEveryType) == kEveryType) return all;
  // Only the types that are wanted, after everything has been linked.
  constexpr uint32_t kUnwanted = 0xFFFFFFFF;
  EntityAnalysis wanted;
  std::vector<uint32_t> place(all.entities.size());
  for (uint32_t index = 0; index < all.entities.size(); ++index) {
    Entity& entity = all.entities[index];
    if ((options.types >> static_cast<uint32_t>(entity.type) & 1U) == 0) {
      place[index] = kUnwanted;
      continue;
    }
    place[index] = static_cast<uint32_t>(wanted.entities.size());
    entity.mentions.clear();
    wanted.entities.push_back(std::move(entity));
  }
  for (Mention mention : all.mentions) {
    if (place[mention.entity] == kUnwanted) continue;
    mention.entity = place[mention.entity];
    wanted.entities[mention.entity].mentions.push_back(
        static_cast<uint32_t>(wanted.mentions.size()));
    wanted.mentions.push_back(mention);
  }
  for (Pronoun pronoun : all.pronouns) {
    pronoun.entity = place[pronoun.entity];
    if (pronoun.entity != kUnwanted) wanted.pronouns.push_back(pronoun);
  }
  return wanted;
}

}  // namespace standfirst
