#include "core/entity/entity.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "core/entity/entity_features.h"
#include "core/entity/entity_model.h"
#include "core/entity/link.h"
#include "core/entity/patterns.h"
#include "core/entity/pronouns.h"
#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/hash_map.h"
#include "core/text/sort_by.h"

namespace standfirst {
namespace {

constexpr uint64_t WordHash(std::string_view form) {
  return MixHash(HashBytes(form));
}

// Words that make a place a LOC: land and water, no government.
constexpr std::array<uint64_t, 49> kLandWords = {
    WordHash("africa"),        WordHash("asia"),        WordHash("europe"),
    WordHash("america"),       WordHash("oceania"),     WordHash("antarctica"),
    WordHash("eurasia"),       WordHash("arctic"),      WordHash("balkans"),
    WordHash("caribbean"),     WordHash("sahara"),      WordHash("sahel"),
    WordHash("maghreb"),       WordHash("scandinavia"), WordHash("caucasus"),
    WordHash("levant"),        WordHash("atlantic"),    WordHash("pacific"),
    WordHash("mediterranean"), WordHash("himalayas"),   WordHash("alps"),
    WordHash("amazon"),        WordHash("nile"),        WordHash("danube"),
    WordHash("sea"),           WordHash("ocean"),       WordHash("river"),
    WordHash("lake"),          WordHash("mountain"),    WordHash("mountains"),
    WordHash("mount"),         WordHash("gulf"),        WordHash("bay"),
    WordHash("strait"),        WordHash("peninsula"),   WordHash("desert"),
    WordHash("valley"),        WordHash("delta"),       WordHash("basin"),
    WordHash("coast"),         WordHash("forest"),      WordHash("hills"),
    WordHash("plateau"),       WordHash("cape"),        WordHash("reef"),
    WordHash("east"),          WordHash("west"),        WordHash("north"),
    WordHash("south")};
// Words that say what a law or a language is.
constexpr std::array<uint64_t, 10> kLawWords = {
    WordHash("act"),       WordHash("law"),          WordHash("treaty"),
    WordHash("bill"),      WordHash("constitution"), WordHash("code"),
    WordHash("accord"),    WordHash("amendment"),    WordHash("charter"),
    WordHash("convention")};
constexpr std::array<uint64_t, 16> kBuiltWords = {
    WordHash("airport"), WordHash("bridge"),  WordHash("stadium"),
    WordHash("arena"),   WordHash("palace"),  WordHash("tower"),
    WordHash("hotel"),   WordHash("dam"),     WordHash("mall"),
    WordHash("hall"),    WordHash("highway"), WordHash("avenue"),
    WordHash("street"),  WordHash("square"),  WordHash("boulevard"),
    WordHash("terminal")};

template <size_t kSize>
bool Holds(const std::array<uint64_t, kSize>& words, uint64_t hash) {
  return std::find(words.begin(), words.end(), hash) != words.end();
}

bool IsNumeric(EntityType type) { return type >= EntityType::kDate; }

}  // namespace

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
  EntityType Refine(const Document& document, EntityType type,
                    IndexRange tokens) const;
  void AddRepeats(const Document& document,
                  std::vector<FoundMention>* found) const;
  void ReadCapitals(const Document& document,
                    std::vector<FoundMention>* found) const;
  void Merge(const Document& document, const std::vector<FoundMention>& names,
             const std::vector<PatternMatch>& patterns, uint32_t sentence,
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
  // Sums of the features that depend on one word alone, by word and position,
  // for sentences in the usual case. 0: not worked out yet, else row + 1.
  std::vector<uint32_t> word_rows;
  std::vector<uint32_t> known_words;  // Those that have a row, in order.
  std::vector<int32_t> word_scores;
};

uint32_t EntityRecognizer::State::WordRow(uint32_t word) {
  if (word >= word_rows.size()) word_rows.resize(word + size_t{1});
  if (word_rows[word] != 0) return word_rows[word] - 1;
  const size_t width = model->column_count();
  const size_t start = word_scores.size();
  word_scores.resize(start + width * kPositions);
  known_words.push_back(word);
  word_rows[word] = static_cast<uint32_t>(known_words.size());
  features.size = 0;
  std::array<uint32_t, kPositions> ends;
  for (uint32_t at = 0; at < kPositions; ++at) {
    const uint32_t first = features.size;
    AppendWordFeatures(&table[word], static_cast<int>(at) - 2,
                       SentenceCase::kUsual, &features);
    model->DropStrangers(first, &features);
    ends[at] = features.size;
  }
  model->FindRows(&features);
  uint32_t index = 0;
  for (uint32_t at = 0; at < kPositions; ++at) {
    for (; index < ends[at]; ++index) {
      model->AddRow(features.hashes[index], &word_scores[start + at * width]);
    }
  }
  return word_rows[word] - 1;
}

void EntityRecognizer::State::AddContextScores(
    const Document& document, uint32_t at,
    std::span<const uint8_t> first_labels, int32_t* row) {
  const auto size = static_cast<uint32_t>(prepared.words.size());
  const bool usual = prepared.sentence_case == SentenceCase::kUsual;
  features.size = 0;
  for (int position = -2; position <= 2; ++position) {
    const int64_t place = int64_t{at} + position;
    if (place < 0 || place >= int64_t{size}) {
      AppendWordFeatures(nullptr, position, prepared.sentence_case, &features);
    } else if (!usual) {
      AppendWordFeatures(&table[prepared.words[static_cast<size_t>(place)]],
                         position, prepared.sentence_case, &features);
    }
  }
  AppendContextFeatures(document, prepared, at, &facts, table, &features);
  if (!first_labels.empty()) {
    AppendSecondPassFeatures(prepared, at, first_labels, votes, table,
                             &features);
  }
  model->DropStrangers(0, &features);
  model->FindRows(&features);
  for (uint32_t index = 0; index < features.size; ++index) {
    model->AddRow(features.hashes[index], row);
  }
}

void EntityRecognizer::State::Score(const Document& document,
                                    std::span<const uint8_t> first_labels) {
  const auto size = static_cast<uint32_t>(prepared.words.size());
  const uint32_t width = model->column_count();
  scores.assign(size_t{size} * EntityModel::kStride, 0);
  if (prepared.sentence_case == SentenceCase::kUsual) {
    // What is known of words is forgotten once they are many, so that memory
    // does not grow with the text; the frequent ones are soon there again.
    constexpr size_t kMostWords = 4096;
    if (known_words.size() > kMostWords) {
      for (const uint32_t word : known_words) word_rows[word] = 0;
      known_words.clear();
      word_scores.clear();
    }
    rows.clear();
    for (const uint32_t word : prepared.words) rows.push_back(WordRow(word));
    for (uint32_t at = 0; at < size; ++at) {
      int32_t* const row = &scores[size_t{at} * EntityModel::kStride];
      const uint32_t begin = at < 2 ? 0 : at - 2;
      const uint32_t end = std::min(at + 3, size);
      for (uint32_t place = begin; place < end; ++place) {
        const int32_t* const sums =
            &word_scores[(size_t{rows[place]} * kPositions + place + 2 - at) *
                         width];
        for (uint32_t column = 0; column < width; ++column) {
          row[column] += sums[column];
        }
      }
    }
  }
  for (uint32_t at = 0; at < size; ++at) {
    int32_t* const row = &scores[size_t{at} * EntityModel::kStride];
    AddContextScores(document, at, first_labels, row);
    model->SpreadTypes(row);
  }
}

EntityType EntityRecognizer::State::Refine(const Document& document,
                                           EntityType type,
                                           IndexRange tokens) const {
  const auto hash = [&](uint32_t at) {
    return table[document.tokens[at].word].lower;
  };
  const uint64_t first = hash(tokens.begin);
  const uint64_t last = hash(tokens.end - 1);
  if (type == EntityType::kGeopolitical) {
    // "Parliament" alone is no place.
    const uint16_t lists = table[document.tokens[tokens.begin].word].lists;
    constexpr uint16_t kPlaces = kCityList | kCountryList | kCapitalList |
                                 kPlaceWordList | kPlaceStartList;
    if (tokens.size() == 1 && (lists & kOrganizationWordList) != 0 &&
        (lists & kPlaces) == 0) {
      return EntityType::kOrganization;
    }
    if (Holds(kBuiltWords, last) && tokens.size() > 1) {
      return EntityType::kFacility;
    }
    // "Mount Kenya", "Black Sea", "Sea of Galilee", "East Africa"; but
    // "South Africa" and "East Timor" are countries.
    bool land = Holds(kLandWords, last);
    if (!land && tokens.size() > 1) {
      land = first == WordHash("mount") || first == WordHash("lake") ||
             first == WordHash("gulf") || first == WordHash("sea") ||
             first == WordHash("strait") || first == WordHash("bay") ||
             first == WordHash("river");
    }
    if (!land) return type;
    uint64_t name = kHashSeed;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      if (at > tokens.begin) name = HashByte(name, ' ');
      name = HashBytes(document.vocabulary.form(
                           document.vocabulary.lower(document.tokens[at].word)),
                       name);
    }
    const bool country = !model->countries().Find(MixHash(name)).empty() ||
                         (tokens.size() == 1 && last == WordHash("america"));
    return country ? type : EntityType::kLocation;
  }
  if (type == EntityType::kWorkOfArt || type == EntityType::kEvent) {
    if (Holds(kLawWords, last)) return EntityType::kLaw;
  }
  if (type == EntityType::kNorp && tokens.size() == 1) {
    const uint16_t lists = table[document.tokens[tokens.begin].word].lists;
    if ((lists & kLanguageList) != 0 && (lists & kDemonymList) == 0) {
      return EntityType::kLanguage;
    }
  }
  return type;
}

bool EntityRecognizer::State::Step(const Document& document,
                                   std::string_view article_date,
                                   uint64_t* bytes) {
  if (pass == kPasses) return false;
  if (at_sentence == sentences.size() || (model == nullptr && pass < 2)) {
    ++pass;
    at_sentence = 0;
    at_label = 0;
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
  all_labels.insert(all_labels.end(), labels.begin(), labels.end());
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
  // A table's bare numbers are its cells, not what it says of anything.
  const BlockKind kind =
      document.blocks.empty()
          ? BlockKind::kParagraph
          : document.blocks[document.sentences[sentence].block].kind;
  if (kind == BlockKind::kTable) {
    std::erase_if(own_patterns, [](const PatternMatch& match) {
      return match.type == EntityType::kCardinal;
    });
  }
  Merge(document, own_names, own_patterns, sentence, &mentions);
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
  found->clear();
  uint32_t begin = 0;
  for (uint32_t at = 0; at < own_labels.size(); ++at) {
    if (own_labels[at] == 0) continue;
    const uint32_t kind = (own_labels[at] - 1U) % 4;
    if (kind == kBeginLabel || kind == kSingleLabel) begin = at;
    if (kind != kEndLabel && kind != kSingleLabel) continue;
    IndexRange tokens{first_token + begin, first_token + at + 1};
    // Neither article nor possessive is part of a name, whatever was learnt.
    const auto lower = [&](uint32_t token) {
      return table[document.tokens[token].word].lower;
    };
    if (lower(tokens.begin) == WordHash("the") ||
        lower(tokens.begin) == WordHash("a") ||
        lower(tokens.begin) == WordHash("an")) {
      ++tokens.begin;
    }
    if (!tokens.empty() && (lower(tokens.end - 1) == WordHash("'s") ||
                            lower(tokens.end - 1) == WordHash("’s") ||
                            lower(tokens.end - 1) == WordHash("'") ||
                            lower(tokens.end - 1) == WordHash("’"))) {
      --tokens.end;
    }
    // "Kim Min-" and "jun" are one name, and none ends with a hyphen.
    if (!tokens.empty()) {
      const std::string_view last =
          document.vocabulary.form(document.tokens[tokens.end - 1].word);
      const bool goes_on =
          last.ends_with('-') && at + 1 < own_labels.size() &&
          tokens.end == first_token + at + 1 &&
          (document.tokens[tokens.end].flags & kSpaceBefore) == 0 &&
          (table[document.tokens[tokens.end].word].flags & kHasLetter) != 0;
      if (goes_on) {
        ++tokens.end;
      } else if (last == "-") {
        --tokens.end;
      }
    }
    if (tokens.empty()) continue;
    FoundMention mention;
    mention.type = model->type((own_labels[at] - 1U) / 4);
    // "Gen. Hall", "Dear Mira": people, whatever the words after it name.
    const std::string_view lead =
        document.vocabulary.form(document.tokens[tokens.begin].word);
    EntityLexicon::Entry title;
    const bool titled =
        mention.type == EntityType::kFacility && lead.ends_with('.') &&
        model->lexicon().Find(WordHash(lead.substr(0, lead.size() - 1)),
                              &title) &&
        (title.lists & kTitleList) != 0;
    if (!IsNumeric(mention.type) && tokens.size() > 1 &&
        (titled || (tokens.begin == first_token &&
                    lower(tokens.begin) == WordHash("dear")))) {
      ++tokens.begin;
      mention.type = EntityType::kPerson;
    }
    mention.tokens = tokens;
    mention.type = Refine(document, mention.type, tokens);
    found->push_back(std::move(mention));
  }
}

void EntityRecognizer::State::Merge(const Document& document,
                                    const std::vector<FoundMention>& names,
                                    const std::vector<PatternMatch>& patterns,
                                    uint32_t sentence,
                                    std::vector<FoundMention>* found) const {
  const size_t first = found->size();
  const auto overlaps = [](IndexRange a, IndexRange b) {
    return a.begin < b.end && b.begin < a.end;
  };
  // A pattern that cuts a name gives way; one that holds it whole, or meets a
  // date of the model, wins.
  size_t name = 0;
  for (size_t index = 0; index < patterns.size(); ++index) {
    const PatternMatch& pattern = patterns[index];
    while (name < names.size() &&
           names[name].tokens.end <= pattern.tokens.begin) {
      ++name;
    }
    bool keep = true;
    // "Q3 2024", "FY2024", "$5": a name of the same words gives way to
    // figures.
    const auto digit_at = [&](uint32_t token) {
      return document.vocabulary.form(document.tokens[token].word)
                 .find_first_of("0123456789") != std::string_view::npos;
    };
    const bool figures =
        pattern.type != EntityType::kCardinal &&
        pattern.type != EntityType::kOrdinal &&
        (digit_at(pattern.tokens.begin) || digit_at(pattern.tokens.end - 1));
    IndexRange tokens = pattern.tokens;
    for (size_t other = name;
         other < names.size() && overlaps(names[other].tokens, pattern.tokens);
         ++other) {
      const FoundMention& met = names[other];
      const bool whole = pattern.tokens.begin <= met.tokens.begin &&
                         met.tokens.end <= pattern.tokens.end;
      if (IsNumeric(met.type)) {
        if (pattern.type == EntityType::kDate) {
          // Not over a bracket: "April 15 (Tuesday)".
          bool bracket = false;
          for (uint32_t at = met.tokens.begin; at < met.tokens.end; ++at) {
            const std::string_view form =
                document.vocabulary.form(document.tokens[at].word);
            bracket |= form == "(" || form == ")";
          }
          // Nor over the other end of a range: "from March to May".
          const auto joined = [&](size_t left) {
            const uint32_t gap = patterns[left].tokens.end;
            return patterns[left].type == EntityType::kDate &&
                   patterns[left + 1].type == EntityType::kDate &&
                   patterns[left + 1].tokens.begin == gap + 1 &&
                   IsOneOf(document.vocabulary.form(document.tokens[gap].word),
                           "to and until through");
          };
          const bool another = (index > 0 && joined(index - 1)) ||
                               (index + 1 < patterns.size() && joined(index));
          if (bracket || another) continue;
          tokens.begin = std::min(tokens.begin, met.tokens.begin);
          tokens.end = std::max(tokens.end, met.tokens.end);
        } else if (!whole) {
          keep = false;
        }
      } else if (!whole ||
                 (pattern.tokens.size() == met.tokens.size() && !figures)) {
        keep = false;
      }
    }
    if (!keep) continue;
    FoundMention mention;
    mention.tokens = tokens;
    mention.type = pattern.type;
    mention.value = pattern.value;
    if (found->size() > first && overlaps(found->back().tokens, tokens)) {
      found->back().tokens.end = std::max(found->back().tokens.end, tokens.end);
      continue;
    }
    found->push_back(std::move(mention));
  }
  const size_t pattern_end = found->size();
  for (const FoundMention& met : names) {
    const auto after = std::lower_bound(
        found->begin() + static_cast<std::ptrdiff_t>(first),
        found->begin() + static_cast<std::ptrdiff_t>(pattern_end),
        met.tokens.begin, [](const FoundMention& mention, uint32_t begin) {
          return mention.tokens.end <= begin;
        });
    if (after != found->begin() + static_cast<std::ptrdiff_t>(pattern_end) &&
        overlaps(after->tokens, met.tokens)) {
      continue;
    }
    found->push_back(met);
  }
  SortBy(
      found, [](const FoundMention& mention) { return mention.tokens.begin; },
      first);
  for (size_t index = first; index < found->size(); ++index) {
    (*found)[index].sentence = sentence;
  }
}

// A headline in capitals has the names of the text below it: "MIRA ODUYA
// RESIGNS" is "Mira Oduya" and a verb.
void EntityRecognizer::State::ReadCapitals(
    const Document& document, std::vector<FoundMention>* found) const {
  HashMap types;
  const auto in_capitals = [&](IndexRange tokens) {
    bool any = false;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      const uint8_t flags = table[document.tokens[at].word].flags;
      if ((flags & kHasLower) != 0) return false;
      any |= (flags & kAllCapitals) != 0;
    }
    return any;
  };
  const auto extended = [&](uint64_t key, uint32_t at) {
    return CombineHash(key, table[document.tokens[at].word].lower);
  };
  constexpr uint32_t kMostWords = 8;
  for (const FoundMention& mention : *found) {
    if (IsNumeric(mention.type) || mention.tokens.size() > kMostWords ||
        in_capitals(mention.tokens)) {
      continue;
    }
    uint64_t key = 1;
    for (uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      key = extended(key, at);
    }
    types.TryEmplace(key, static_cast<uint32_t>(mention.type));
  }
  for (FoundMention& mention : *found) {
    if (IsNumeric(mention.type) || mention.tokens.size() > kMostWords ||
        !in_capitals(mention.tokens)) {
      continue;
    }
    uint64_t key = 1;
    uint32_t end = 0;
    for (uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      key = extended(key, at);
      const auto* const same = types.Find(key);
      // One word of several could be anyone's first name.
      if (same == nullptr ||
          (at == mention.tokens.begin && mention.tokens.size() > 1)) {
        continue;
      }
      end = at + 1;
      mention.type = static_cast<EntityType>(same->second);
    }
    if (end != 0) mention.tokens.end = end;
  }
}

// The rest of the document as evidence, where the model was of two minds: a
// surname of a full name elsewhere is that person, not a place of that name,
// and is a person where nothing was found.
void EntityRecognizer::State::AddRepeats(
    const Document& document, std::vector<FoundMention>* found) const {
  std::vector<bool> surname(document.vocabulary.size());
  for (const FoundMention& mention : *found) {
    if (mention.type != EntityType::kPerson || mention.tokens.size() < 2) {
      continue;
    }
    const uint32_t word = document.tokens[mention.tokens.end - 1].word;
    // Names that places have as well stay what the model says.
    constexpr uint16_t kPlaces =
        kCityList | kCountryList | kCapitalList | kDemonymList;
    const EntityWord& facts_of = table[word];
    if ((facts_of.lists & kPlaces) != 0 ||
        (facts_of.flags & kCapitalized) == 0 ||
        (facts_of.flags & (kSingleLetter | kAllCapitals)) != 0) {
      continue;
    }
    surname[word] = true;
  }
  // A word that was a name most times it stood alone is that name the other
  // times too.
  constexpr uint32_t kNameTypes = static_cast<uint32_t>(EntityType::kDate);
  std::vector<std::array<uint8_t, kNameTypes>> name_votes(
      document.vocabulary.size());
  for (const FoundMention& mention : *found) {
    if (mention.tokens.size() != 1 || mention.type >= EntityType::kDate) {
      continue;
    }
    uint8_t& vote = name_votes[document.tokens[mention.tokens.begin].word]
                              [static_cast<size_t>(mention.type)];
    if (vote < 255) ++vote;
  }
  const auto usual_type = [&](uint32_t word, EntityType* type) {
    uint32_t sum = 0;
    uint32_t most = 0;
    for (uint32_t index = 0; index < kNameTypes; ++index) {
      sum += name_votes[word][index];
      if (name_votes[word][index] > most) {
        most = name_votes[word][index];
        *type = static_cast<EntityType>(index);
      }
    }
    return sum >= 2 && 4 * most >= 3 * sum &&
           2 * sum >= document.vocabulary.entry(word).count;
  };
  std::vector<FoundMention> all;
  all.reserve(found->size());
  size_t next = 0;
  for (const uint32_t sentence : sentences) {
    const IndexRange tokens = document.sentences[sentence].tokens;
    for (uint32_t at = tokens.begin; at < tokens.end;) {
      if (next < found->size() && (*found)[next].tokens.begin == at) {
        FoundMention mention = (*found)[next++];
        at = mention.tokens.end;
        if (mention.tokens.size() == 1 && mention.type < EntityType::kDate &&
            surname[document.tokens[mention.tokens.begin].word]) {
          mention.type = EntityType::kPerson;
        } else if (mention.tokens.size() == 1 &&
                   mention.type < EntityType::kDate) {
          EntityType type = mention.type;
          if (usual_type(document.tokens[mention.tokens.begin].word, &type)) {
            mention.type = type;
          }
        }
        all.push_back(std::move(mention));
        continue;
      }
      const auto capital = [&](uint32_t place) {
        return place >= tokens.begin && place < tokens.end &&
               (table[document.tokens[place].word].flags & kCapitalized) != 0;
      };
      EntityType type = EntityType::kPerson;
      if (capital(at) && (at == tokens.begin || !capital(at - 1)) &&
          !capital(at + 1) &&
          (surname[document.tokens[at].word] ||
           (at > tokens.begin &&
            usual_type(document.tokens[at].word, &type)))) {
        FoundMention mention;
        mention.tokens = {at, at + 1};
        mention.sentence = sentence;
        mention.type = type;
        all.push_back(std::move(mention));
      }
      ++at;
    }
  }
  found->swap(all);
}

EntityRecognizer::EntityRecognizer(const EntityModel* model,
                                   const WordList* /*words*/)
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
  // Linking needs none of these: a long text's would add to what it holds.
  state_->all_labels = std::vector<uint8_t>();
  state_->word_rows = std::vector<uint32_t>();
  state_->word_scores = std::vector<int32_t>();
  std::vector<FoundMention>& found = state_->mentions;
  state_->ReadCapitals(document, &found);
  state_->AddRepeats(document, &found);
  EntityAnalysis all =
      LinkEntities(document, state_->table, state_->model, found);
  LinkPronouns(document, &all);
  constexpr uint32_t kEveryType = (1U << kEntityTypeCount) - 1;
  if ((options.types & kEveryType) == kEveryType) return all;
  // Only the types that are wanted, after everything has been linked.
  EntityAnalysis wanted;
  std::vector<uint32_t> place(all.entities.size());
  for (uint32_t index = 0; index < all.entities.size(); ++index) {
    Entity& entity = all.entities[index];
    if ((options.types >> static_cast<uint32_t>(entity.type) & 1U) == 0) {
      place[index] = 0xFFFFFFFF;
      continue;
    }
    place[index] = static_cast<uint32_t>(wanted.entities.size());
    entity.mentions.clear();
    wanted.entities.push_back(std::move(entity));
  }
  for (Mention mention : all.mentions) {
    if (place[mention.entity] == 0xFFFFFFFF) continue;
    mention.entity = place[mention.entity];
    wanted.entities[mention.entity].mentions.push_back(
        static_cast<uint32_t>(wanted.mentions.size()));
    wanted.mentions.push_back(mention);
  }
  for (Pronoun pronoun : all.pronouns) {
    pronoun.entity = place[pronoun.entity];
    if (pronoun.entity != 0xFFFFFFFF) wanted.pronouns.push_back(pronoun);
  }
  return wanted;
}

}  // namespace standfirst
