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
#include "core/text/vectors.h"

namespace standfirst {
namespace {

// "NGO" of "NGOs".
std::string_view Singular(std::string_view form) {
  if (form.ends_with('s')) form.remove_suffix(1);
  return form;
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
  static std::string_view Form(const Document& document, uint32_t token) {
    return document.vocabulary.form(document.tokens[token].word);
  }
  static std::string_view LowerForm(const Document& document, uint32_t token) {
    return document.vocabulary.form(
        document.vocabulary.lower(document.tokens[token].word));
  }
  // `place`: it was taken for one, not for a person.
  bool IsSaidToBeCompany(const Document& document, uint32_t at,
                         bool place) const;
  const char* Words(NameList list) const {
    return model == nullptr ? "" : model->list(list);
  }
  EntityType Refine(const Document& document, EntityType type,
                    IndexRange tokens) const;
  // "Hurricane Ida", "Ida" of "the storm Ida"; "HMS Calliope".
  static bool IsMarked(const Document& document, IndexRange tokens,
                       const char* words) {
    return (tokens.begin > 0 &&
            IsOneOf(LowerForm(document, tokens.begin - 1), words)) ||
           (tokens.size() > 1 &&
            IsOneOf(LowerForm(document, tokens.begin), words));
  }
  bool IsLanguage(const Document& document, uint32_t token) const;
  bool IsSpelledSmall(const Document& document, IndexRange sentence,
                      uint32_t token) const;
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

// ", the Danish firm that …" at `at`; not ", the firm's owner" or ", the head
// of a bank in …".
bool EntityRecognizer::State::IsSaidToBeCompany(const Document& document,
                                                uint32_t at, bool place) const {
  for (uint32_t next = at; next + 1 < document.tokens.size(); ++next) {
    const std::string_view word = LowerForm(document, next);
    if (next < at + 2) {
      if (!IsOneOf(word, next == at ? "," : "the a an")) return false;
    } else if (IsOneOf(word, Words(NameList::kCompany)) ||
               (place && IsOneOf(word, Words(NameList::kPlaceCompany))) ||
               // "start-up"
               (word == "up" && LowerForm(document, next - 2) == "start")) {
      return IsOneOf(LowerForm(document, next + 1),
                     "that which in based behind , . founded owned led backed");
    } else if (next > at + 4 ||
               IsOneOf(word, "of for at in who with from to ,")) {
      return false;
    }
  }
  return false;
}

EntityType EntityRecognizer::State::Refine(const Document& document,
                                           EntityType type,
                                           IndexRange tokens) const {
  const bool several = tokens.size() > 1;
  const std::string_view first = LowerForm(document, tokens.begin);
  const std::string_view last = LowerForm(document, tokens.end - 1);
  if (type == EntityType::kFacility && several &&
      LowerForm(document, tokens.end - 2) == "national" &&
      IsOneOf(last, "park reserve forest")) {
    return EntityType::kLocation;
  }
  if (type != EntityType::kDate) {
    if (IsMarked(document, tokens, Words(NameList::kStorm))) {
      return EntityType::kEvent;
    }
    if (IsMarked(document, tokens, Words(NameList::kShip))) {
      return EntityType::kProduct;
    }
  }
  const bool the =
      tokens.begin > 0 && LowerForm(document, tokens.begin - 1) == "the";
  // "The Kremlin said": a building that speaks is those in it.
  const bool speaks = the && tokens.end < document.tokens.size() &&
                      IsOneOf(LowerForm(document, tokens.end),
                              "said says announced warned denied confirmed");
  if (speaks && type == EntityType::kFacility) {
    return EntityType::kOrganization;
  }
  const bool place = type == EntityType::kGeopolitical;
  if (several && type < EntityType::kDate) {
    if (IsOneOf(last, Words(NameList::kSureBuilt)) ||
        IsOneOf(first, Words(NameList::kBuiltStart))) {
      return EntityType::kFacility;
    }
    if (the &&
        (first == "river" || IsOneOf(last, Words(NameList::kSureWater)))) {
      return EntityType::kLocation;
    }
  }
  // "Parliament" alone is no place, nor is "Nordlys, the wind park operator,".
  constexpr uint16_t kPlaces = kCityList | kCountryList | kCapitalList |
                               kPlaceWordList | kPlaceStartList;
  const uint16_t lists = table[document.tokens[tokens.begin].word].lists;
  const bool known_place =
      ((lists | table[document.tokens[tokens.end - 1].word].lists) & kPlaces) !=
      0;
  if ((type == EntityType::kPerson || (place && !known_place)) &&
      IsSaidToBeCompany(document, tokens.end, place)) {
    return EntityType::kOrganization;
  }
  if (place) {
    if (!several && (speaks || (lists & kOrganizationWordList) != 0) &&
        !known_place) {
      return EntityType::kOrganization;
    }
    if (several && IsOneOf(last, Words(NameList::kBuilt))) {
      return EntityType::kFacility;
    }
    // "Mount Kenya", "Black Sea", "Sea of Galilee", "East Africa"; but
    // "South Africa" and "East Timor" are countries.
    if (!IsOneOf(last, Words(NameList::kLand)) &&
        !(several &&
          IsOneOf(first, "mount lake gulf sea strait bay river loch"))) {
      return type;
    }
    uint64_t name = kHashSeed;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      if (at > tokens.begin) name = HashByte(name, ' ');
      name = HashBytes(LowerForm(document, at), name);
    }
    const bool country = !model->countries().Find(MixHash(name)).empty() ||
                         (!several && last == "america") ||
                         IsOneOf(first, "rhode prince");
    return country ? type : EntityType::kLocation;
  }
  // "Kyoto Protocol", "Asian Games": no organisations.
  const bool organization = several && type == EntityType::kOrganization;
  const bool work =
      type == EntityType::kWorkOfArt || type == EntityType::kEvent;
  if ((work && IsOneOf(last, Words(NameList::kLaw))) ||
      ((organization || work) && IsOneOf(last, Words(NameList::kSureLaw)))) {
    return EntityType::kLaw;
  }
  if ((organization || work) &&
      (last == "prix" || (IsOneOf(first, "battle siege") && tokens.size() > 2 &&
                          LowerForm(document, tokens.begin + 1) == "of"))) {
    return EntityType::kEvent;
  }
  if (((organization || work) && IsOneOf(last, Words(NameList::kEvent))) ||
      (work && several && LowerForm(document, tokens.end - 2) == "war")) {
    return EntityType::kEvent;
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
    // Neither article, title of several nor possessive is part of a name,
    // whatever was learnt.
    if (IsOneOf(LowerForm(document, tokens.begin),
                "the a an justices messrs")) {
      ++tokens.begin;
    }
    if (!tokens.empty() &&
        IsOneOf(LowerForm(document, tokens.end - 1), "'s ’s ' ’")) {
      --tokens.end;
    }
    // "Kim Min-" and "jun" are one name, and none ends with a hyphen.
    if (!tokens.empty()) {
      const std::string_view last = Form(document, tokens.end - 1);
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
    // "Beau Landry III"
    if (mention.type == EntityType::kPerson && at + 1 < own_labels.size() &&
        own_labels[at + 1] == 0 && tokens.end == first_token + at + 1 &&
        IsOneOf(Form(document, tokens.end), "Jr Jr. Sr Sr. II III IV")) {
      ++tokens.end;
    }
    // "Gen. Hall", "Dear Mira": people, whatever the words after it name.
    const std::string_view lead = Form(document, tokens.begin);
    EntityLexicon::Entry title;
    const bool titled =
        mention.type == EntityType::kFacility && lead.ends_with('.') &&
        model->lexicon().Find(
            MixHash(HashBytes(lead.substr(0, lead.size() - 1))), &title) &&
        (title.lists & kTitleList) != 0;
    if (!IsNumeric(mention.type) && tokens.size() > 1 &&
        (titled || (tokens.begin == first_token &&
                    LowerForm(document, tokens.begin) == "dear"))) {
      ++tokens.begin;
      mention.type = EntityType::kPerson;
    }
    mention.tokens = tokens;
    mention.type = Refine(document, mention.type, tokens);
    // The "World No. 1" has no name.
    if (Form(document, tokens.end - 1) == "No.") continue;
    // "Ann Holt, D-Ohio,": behind her party's letter a state. An "I-League"
    // is none.
    if (tokens.size() > 2 && IsOneOf(lead, "D R") &&
        Form(document, tokens.begin + 1) == "-" && !found->empty() &&
        found->back().type == EntityType::kPerson &&
        found->back().tokens.end + 1 == tokens.begin) {
      mention.tokens.begin += 2;
      mention.type = EntityType::kGeopolitical;
    }
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
  const Sentence& within = document.sentences[sentence];
  const bool in_table = !document.blocks.empty() &&
                        document.blocks[within.block].kind == BlockKind::kTable;
  size_t name = 0;
  for (size_t index = 0; index < patterns.size(); ++index) {
    const PatternMatch& pattern = patterns[index];
    while (name < names.size() &&
           names[name].tokens.end <= pattern.tokens.begin) {
      ++name;
    }
    // A table's bare numbers are its cells, not what it says of anything.
    bool keep = !in_table || pattern.type != EntityType::kCardinal;
    // "Q3 2024", "FY2024", "$5": a name of the same words gives way to
    // figures; "Boxing Day" is no work of art.
    const auto digit_at = [&](uint32_t token) {
      return Form(document, token).find_first_of("0123456789") !=
             std::string_view::npos;
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
          // Not over another date: "April 15 (Tuesday)", "from March to May".
          const auto another = [&](size_t place) {
            return place < patterns.size() &&
                   patterns[place].type == EntityType::kDate &&
                   overlaps(patterns[place].tokens, met.tokens);
          };
          if (another(index - 1) || another(index + 1)) continue;
          tokens.begin = std::min(tokens.begin, met.tokens.begin);
          tokens.end = std::max(tokens.end, met.tokens.end);
        } else if (!whole && pattern.type != EntityType::kCardinal) {
          keep = false;  // But "Class 12" is no date.
        }
      } else if (!whole ||
                 (pattern.tokens.size() == met.tokens.size() && !figures &&
                  !(pattern.type == EntityType::kDate &&
                    (met.type == EntityType::kEvent ||
                     met.type == EntityType::kWorkOfArt)))) {
        keep = false;
      }
    }
    if (!keep) continue;
    FoundMention mention;
    mention.tokens = tokens;
    mention.type = pattern.type;
    mention.value = pattern.value;
    if (found->size() > first && overlaps(found->back().tokens, tokens)) {
      FoundMention& back = found->back();
      if (back.type == EntityType::kCardinal) {
        back.type = mention.type;
        back.value = std::move(mention.value);
      }
      back.tokens.end = std::max(back.tokens.end, tokens.end);
      continue;
    }
    found->push_back(std::move(mention));
  }
  const size_t pattern_end = found->size();
  size_t after = first;
  for (const FoundMention& met : names) {
    while (after < pattern_end &&
           (*found)[after].tokens.end <= met.tokens.begin) {
      ++after;
    }
    if (after < pattern_end && overlaps((*found)[after].tokens, met.tokens)) {
      continue;
    }
    found->push_back(met);
  }
  SortBy(
      found, [](const FoundMention& mention) { return mention.tokens.begin; },
      first);
  for (size_t index = first; index < found->size(); ++index) {
    FoundMention& mention = (*found)[index];
    mention.sentence = sentence;
    // An age: "Ada Marsh, 74, said", "a man, 45, was", "She was 94."
    if (mention.type != EntityType::kCardinal || mention.value.size() - 1 > 1 ||
        mention.tokens.begin < within.tokens.begin + 2 ||
        mention.tokens.end == within.tokens.end) {
      continue;
    }
    const uint32_t at = mention.tokens.begin - 1;
    const std::string_view sign = LowerForm(document, at);
    const std::string_view next = LowerForm(document, mention.tokens.end);
    const std::string_view who = LowerForm(document, at - 1);
    const bool person = index > first &&
                        (*found)[index - 1].type == EntityType::kPerson &&
                        (*found)[index - 1].tokens.end == at;
    // Whoever it is, but not several, nor what has a name; no list of numbers.
    const bool someone =
        (table[document.tokens[at - 1].word].flags &
         (kHasLetter | kCapitalized)) == kHasLetter &&
        who.back() != 's' && mention.value.size() == 2 && next == "," &&
        mention.tokens.end + 1 < within.tokens.end &&
        (table[document.tokens[mention.tokens.end + 1].word].flags &
         kHasLetter) != 0;
    if (IsOneOf(next, ", .") &&
        (sign == ","
             ? person || someone
             : IsOneOf(sign, "is was") && (person || IsOneOf(who, "he she")))) {
      mention.type = EntityType::kDate;
      mention.value.insert(0, 1, 'P');
      mention.value.push_back('Y');
    }
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

// "She speaks Hindi", "the Hindi language"; not "Hindi films", "a Nepali".
bool EntityRecognizer::State::IsLanguage(const Document& document,
                                         uint32_t token) const {
  const EntityWord& word = table[document.tokens[token].word];
  if ((word.lists & kLanguageList) == 0 || (word.lists & kDemonymList) != 0 ||
      (token > 0 && IsOneOf(LowerForm(document, token - 1), "a an"))) {
    return false;
  }
  const uint32_t next = token + 1;
  return next == document.tokens.size() ||
         (table[document.tokens[next].word].flags & kHasLetter) == 0 ||
         IsOneOf(LowerForm(document, next), "and or language");
}

// An acronym in brackets behind what it stands for, all in small letters:
// "gross domestic product (GDP)", "tuberculosis (TB)"; but a "special
// investigation team (SIT)" is an organisation.
bool EntityRecognizer::State::IsSpelledSmall(const Document& document,
                                             IndexRange sentence,
                                             uint32_t token) const {
  const auto form = [&](uint32_t at) { return Form(document, at); };
  if (token < sentence.begin + 2 || form(token - 1) != "(" ||
      IsOneOf(form(token - 2), Words(NameList::kBody))) {
    return false;
  }
  const std::string_view acronym = Singular(form(token));
  const auto letter = [&](size_t at) {
    return static_cast<char>(acronym[at] + ('a' - 'A'));
  };
  size_t left = acronym.size();
  if (left < 2) return false;
  for (uint32_t at = token - 1; left > 0 && at-- > sentence.begin;) {
    const std::string_view word = form(at);
    if ((table[document.tokens[at].word].flags & kCapitalized) != 0) break;
    if (word[0] == letter(left - 1)) {
      --left;
    } else if (at + 2 == token) {
      // All letters of one word.
      size_t met = 0;
      for (const char byte : word) {
        if (met < acronym.size() && byte == letter(met)) ++met;
      }
      return met == acronym.size() && word[0] == letter(0);
    } else if (word.size() > 3) {
      break;
    }
  }
  return left == 0;
}

// The rest of the document as evidence, where the model was of two minds: a
// surname of a full name elsewhere is that person, not a place of that name,
// and is a person where nothing was found.
void EntityRecognizer::State::AddRepeats(
    const Document& document, std::vector<FoundMention>* found) const {
  HashMap surnames;
  // What storms, ships and rivers are called, with their types.
  HashMap named;
  for (const FoundMention& mention : *found) {
    if (mention.type >= EntityType::kGeopolitical &&
        mention.type <= EntityType::kEvent &&
        IsMarked(document, mention.tokens,
                 mention.type == EntityType::kEvent ? Words(NameList::kStorm)
                 : mention.type == EntityType::kProduct ? Words(NameList::kShip)
                                                        : "river")) {
      named.TryEmplace(document.tokens[mention.tokens.end - 1].word,
                       static_cast<uint32_t>(mention.type));
    }
    const uint32_t token = SurnameOf(document, mention.tokens);
    if (mention.type != EntityType::kPerson || token == mention.tokens.begin) {
      continue;
    }
    const uint32_t word = document.tokens[token].word;
    // Names that places have as well stay what the model says.
    constexpr uint16_t kPlaces =
        kCityList | kCountryList | kCapitalList | kDemonymList;
    const EntityWord& facts_of = table[word];
    if ((facts_of.lists & kPlaces) != 0 ||
        (facts_of.flags & kCapitalized) == 0 ||
        (facts_of.flags & (kSingleLetter | kAllCapitals)) != 0) {
      continue;
    }
    surnames.TryEmplace(word, 1);
  }
  // A word that was a name most times it stood alone is that name the other
  // times too.
  constexpr uint32_t kNameTypes = static_cast<uint32_t>(EntityType::kDate);
  // "In Leeds": no club, and no one of that name.
  for (FoundMention& mention : *found) {
    const uint32_t token = mention.tokens.begin;
    if (mention.tokens.size() == 1 &&
        (mention.type == EntityType::kPerson ||
         mention.type == EntityType::kOrganization) &&
        token > 0 && LowerForm(document, token - 1) == "in" &&
        (table[document.tokens[token].word].lists &
         (kCityList | kCountryList | kCapitalList)) != 0 &&
        token + 1 < document.tokens.size() &&
        !IsOneOf(LowerForm(document, token + 1), "'s ’s ' ’ and")) {
      mention.type = EntityType::kGeopolitical;
    }
  }
  // A name of several words is one thing, a person or an organisation; where
  // the model was of two minds as often, the latter.
  HashMap minds;
  constexpr uint32_t kEven = 1U << 31;
  const auto mind = [&](const FoundMention& mention) {
    uint64_t key = 1;
    for (uint32_t at = mention.tokens.begin; at < mention.tokens.end; ++at) {
      key = CombineHash(key, table[document.tokens[at].word].lower);
    }
    return minds.TryEmplace(key, kEven).first;
  };
  const auto is_either = [](const FoundMention& mention) {
    return mention.tokens.size() > 1 &&
           (mention.type == EntityType::kPerson ||
            mention.type == EntityType::kOrganization);
  };
  for (const FoundMention& mention : *found) {
    if (!is_either(mention)) continue;
    mind(mention)->second += mention.type == EntityType::kPerson ? 1 : -1;
  }
  for (FoundMention& mention : *found) {
    if (!is_either(mention)) continue;
    mention.type = mind(mention)->second > kEven ? EntityType::kPerson
                                                 : EntityType::kOrganization;
  }
  std::vector<uint8_t> name_votes(size_t{document.vocabulary.size()} *
                                  kNameTypes);
  for (const FoundMention& mention : *found) {
    if (mention.tokens.size() != 1 || mention.type >= EntityType::kDate) {
      continue;
    }
    uint8_t& vote =
        name_votes[document.tokens[mention.tokens.begin].word * kNameTypes +
                   static_cast<uint32_t>(mention.type)];
    if (vote < 255) ++vote;
  }
  const auto usual_type = [&](uint32_t word, EntityType* type) {
    uint32_t sum = 0;
    uint32_t most = 0;
    for (uint32_t index = 0; index < kNameTypes; ++index) {
      const uint32_t vote = name_votes[word * kNameTypes + index];
      sum += vote;
      if (vote > most) {
        most = vote;
        *type = static_cast<EntityType>(index);
      }
    }
    const bool acronym = (table[word].flags & kAllCapitals) != 0;
    return (sum >= 2 || acronym) && 4 * most >= 3 * sum &&
           2 * sum >= document.vocabulary.entry(word).count;
  };
  const auto acronym_of = [&](uint32_t token) {
    return HashBytes(Singular(Form(document, token)));
  };
  HashMap spelled;
  for (const uint32_t sentence : sentences) {
    const IndexRange tokens = document.sentences[sentence].tokens;
    for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
      if (IsSpelledSmall(document, tokens, at)) {
        spelled.TryEmplace(acronym_of(at), 1);
      }
    }
  }
  // "The Vane", "the Calliope"; but a Mr Vane. Storms have no article.
  const auto named_type = [&](uint32_t token, EntityType* type) {
    const auto* const known = named.Find(document.tokens[token].word);
    if (known == nullptr ||
        (known->second != static_cast<uint32_t>(EntityType::kEvent) &&
         (token == 0 || LowerForm(document, token - 1) != "the"))) {
      return false;
    }
    *type = static_cast<EntityType>(known->second);
    return true;
  };
  std::vector<FoundMention> all;
  // A vector that doubles would hold up to three times its mentions at once.
  all.reserve(found->size() + found->size() / 8);
  size_t next = 0;
  for (const uint32_t sentence : sentences) {
    const IndexRange tokens = document.sentences[sentence].tokens;
    for (uint32_t at = tokens.begin; at < tokens.end;) {
      if (next < found->size() && (*found)[next].tokens.begin == at) {
        FoundMention mention = (*found)[next++];
        at = mention.tokens.end;
        if (mention.tokens.size() == 1 && mention.type < EntityType::kDate) {
          const uint32_t token = mention.tokens.begin;
          if (mention.type == EntityType::kOrganization &&
              spelled.Find(acronym_of(token)) != nullptr) {
            continue;
          }
          const uint32_t word = document.tokens[token].word;
          EntityType type = mention.type;
          if (named_type(token, &mention.type)) {
            // As it is called in full.
          } else if (surnames.Find(word) != nullptr) {
            mention.type = EntityType::kPerson;
          } else if (usual_type(word, &type)) {
            mention.type = type;
          }
          if (mention.type == EntityType::kNorp &&
              IsLanguage(document, token)) {
            mention.type = EntityType::kLanguage;
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
      if (capital(at) && !capital(at + 1) &&
          (named_type(at, &type) ||
           ((at == tokens.begin || !capital(at - 1)) &&
            (surnames.Find(document.tokens[at].word) != nullptr ||
             ((at > tokens.begin ||
               ((table[document.tokens[at].word].flags & kAllCapitals) != 0)) &&
              usual_type(document.tokens[at].word, &type)))))) {
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
  state_->ReadCapitals(document, &found);
  state_->AddRepeats(document, &found);
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
