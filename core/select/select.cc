#include "core/select/select.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>
#include <string_view>
#include <utility>

#include "core/rank/evidence.h"
#include "core/rank/lean_features.h"
#include "core/rank/rank_model.h"
#include "core/rank/word_kinds.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/sort_by.h"
#include "core/text/speech.h"
#include "core/text/stem.h"
#include "core/text/utf8.h"
#include "core/text/vectors.h"

namespace standfirst {
namespace {

// The search looks at this many sentences, keeps this many sets a step, and
// goes this deep; larger budgets are filled greedily instead.
constexpr uint32_t kPool = 30;
// With what they lean on: one bit each.
constexpr uint32_t kLargestPool = 64;
// More than this a sentence may not need beside it.
constexpr size_t kMostCompanions = 3;
// The length that the objective was trained and measured at.
constexpr uint32_t kUsualSentences = 3;
constexpr uint32_t kUsualWords = 60;
constexpr size_t kBeam = 8;
constexpr uint32_t kDeepestSearch = 12;
constexpr uint32_t kWidestSearch = 400;  // Words.

// A word that the set has already counts for this much of its salience, in
// thousandths: function words may well stand twice in a summary.
enum RepeatClass : uint8_t { kFunctionRepeat, kContentRepeat, kPairRepeat };
constexpr std::array<uint64_t, 3> kRepeatShares = {300, 120, 50};

// 1 + r + r^2 + … of so many members, in millionths: what a word counts for
// that stands so often in the set.
constexpr uint32_t kMostRepeats = 15;
using RepeatSums = std::array<uint64_t, kMostRepeats + 1>;
constexpr RepeatSums MakeRepeatSums(uint64_t share) {
  RepeatSums sums{};
  uint64_t member = 1000000;
  for (size_t i = 1; i <= kMostRepeats; ++i) {
    sums[i] = sums[i - 1] + member;
    member = member * share / 1000;
  }
  return sums;
}
constexpr std::array<RepeatSums, 3> kRepeatSums = {
    MakeRepeatSums(kRepeatShares[kFunctionRepeat]),
    MakeRepeatSums(kRepeatShares[kContentRepeat]),
    MakeRepeatSums(kRepeatShares[kPairRepeat])};

// What the expected F1 of pairs counts beside that of words, in thousandths,
// under a budget of sentences and of words.
constexpr uint64_t kPairWeight = 1200;
constexpr uint64_t kPairWeightTitled = 1000;  // With the title given.
constexpr uint64_t kPairWeightByWords = 2500;
// Under a budget of words the sets are the shorter for not filling it: what
// readers expect counts for more, in hundredths.
constexpr uint64_t kExpectedByWords = 115;

// What a budget of words that is used up counts for beside the expected F1,
// in thousandths: who asks for 60 words wants about as many.
constexpr uint64_t kFillWeight = 150;
// Of a usual length, which bounds both, nobody asked for so many: what counts
// is that the summary tells enough.
constexpr uint64_t kFillWeightOfUsual = 300;
// Sentences of fewer words fill nothing: "The idea is not new." is a step to
// the next one, no part of what there is to tell.
constexpr uint32_t kFewestFilling = 7;
// Less than this share of it, in hundredths, and the sentences' prior is the
// less.
constexpr uint64_t kFilledShare = 90;
// Of a budget of words alone that is larger than usual.
constexpr uint64_t kFilledShareOfMany = 75;

// Salience in thousandths, times this.
constexpr uint64_t kFixedPoint = 1000;

// Of a usual length, what it costs that the first sentence cannot be read
// alone and that a later one cannot after those before it, as surely as the
// trained model says: in news there mostly is another that can.
struct ReadingCosts {
  uint64_t opening;
  uint64_t leaning;
};
constexpr ReadingCosts kCostsInNews = {400000, 115000};
constexpr ReadingCosts kCostsElsewhere = {150000, 200000};
// What it costs that it repeats one of them.
constexpr uint64_t kRepeatingCost = 600000;
// What a question costs in a transcript: what is said tells more than what is
// asked, unless somebody is asked to do it.
constexpr uint64_t kQuestionCost = 60000;
// Where so many sentences or words were asked for, what it costs to take a
// thing or a person for known that no sentence before has told of, and, as bits
// of WantKind, which of these count, and which of the first sentence.
constexpr uint64_t kUnknownCost = 50000;
constexpr uint32_t kCounted = 1U << kWantTold | 1U << kWantSurname;
constexpr uint32_t kCountedOfFirst =
    kCounted | 1U << kWantUntold | 1U << kWantAlso;
// What 1/1024 of log odds counts, that readers choose such a set of an
// abstract's sentences, in millionths of F1.
constexpr int64_t kChoiceWorth = 1000000 / (kLogitUnit * kChoiceOddsOfF1);
// Keeps the sum above zero.
constexpr int64_t kChoiceBase = 4000000;
// What a budget of sentences that is used up counts for, where readers expect
// so many terms a sentence.
constexpr uint64_t kSentenceWorth = 100000;
constexpr uint64_t kFewestExpected = 12;

// A word or a pair of the pool, and how often an option has it.
struct Item {
  uint64_t salience = 0;  // In thousandths.
  RepeatClass repeat = kContentRepeat;
};
struct Use {
  uint32_t item = 0;
  uint32_t times = 0;
  uint32_t gain = 0;  // What it adds to a set that has not got it.
};

struct Option {
  Candidate candidate;
  uint32_t pool_index = 0;
  // The sentence's prior; under a budget of words, times the option's words.
  uint64_t score = 0;
  uint64_t worth = 0;  // What focus adds to the value.
  // Of the pool, what takes for known what this one leaves out.
  uint64_t orphans = 0;
  IndexRange term_uses;
  IndexRange bigram_uses;
  uint32_t terms = 0;  // With repetitions.
  uint32_t bigrams = 0;
};

// What the value of a set is made of.
struct Sums {
  uint32_t sentences = 0;
  uint32_t words = 0;
  uint32_t filling = 0;  // Words of those that are long enough to fill.
  uint32_t terms = 0;
  uint32_t bigrams = 0;
  uint64_t word_gains = 0;
  uint64_t bigram_gains = 0;
  uint64_t scores = 0;
  uint64_t worth = 0;
};

struct State {
  std::vector<uint16_t> options;  // Ascending.
  uint64_t members = 0;           // Their sentences, by place in the pool.
  Sums sums;
  uint64_t value = 0;
  std::vector<uint8_t> word_counts;
  std::vector<uint8_t> bigram_counts;
};

class Selector {
 public:
  Selector(const Document& document, const Ranking& ranking,
           const SelectOptions& options)
      : document_(document),
        ranking_(ranking),
        options_(options),
        usual_(options.words.has_value() && options.sentences.has_value()),
        chooses_(usual_ && options.style != SelectStyle::kKeyPoints &&
                 ranking.abstract),
        costs_(ranking.genre == Genre::kNews ? kCostsInNews : kCostsElsewhere),
        in_focus_(document.sentences.size(), 0) {
    CountLabels();
  }

  Selection Run();
  std::vector<ValuedSet> ValueSets(uint32_t pool);

 private:
  void MatchFocus();
  bool IsLastResort(uint32_t sentence) const;
  void FillPool(uint32_t limit, uint32_t longest);
  void AddCompanions();
  struct Terms {
    std::span<const uint32_t> found;
    std::vector<uint32_t> room;
  };
  void FindTerms(const Candidate& candidate, Terms* words, Terms* pairs) const;
  uint64_t FindOrphans(const Option& option,
                       std::span<const uint32_t> kept) const;
  void MakeOptions();
  void FindRepetitions();
  // What has to come along with an option, itself among it; 0 where it may
  // not come at all.
  uint64_t Newcomers(const State& state, const Option& option) const;
  // All but the value.
  void Take(uint16_t option, State* state) const;
  State ExtendByAll(const State& state, uint16_t option,
                    uint64_t newcomers) const;
  // The options that ExtendByAll would give.
  std::vector<uint16_t> OptionsAfter(const State& state, uint16_t option,
                                     uint64_t newcomers) const;
  static void Add(const Option& option, Sums* sums);
  // The value less the cost of reading the options, and with what readers'
  // choice makes of them; `last` is one more, of any place.
  uint64_t ValueAsRead(uint64_t value, const std::vector<uint16_t>& options,
                       const Option* last) const;
  uint64_t CostOfReading(std::span<const Option* const> options) const;
  uint64_t ValueAfter(const State& state, const Option& option) const;
  uint64_t Value(const Sums& sums) const;
  Selection Search();
  Selection FillGreedily();
  void CountLabels();
  void JoinQuotations(Selection* selection) const;
  void NameSpeakers(Selection* selection) const;
  uint32_t ScoreOf(uint32_t sentence) const;

  uint32_t MaxSentences() const {
    return options_.sentences.value_or(UINT32_MAX);
  }
  uint32_t MaxWords() const { return options_.words.value_or(UINT32_MAX); }

  const Document& document_;
  const Ranking& ranking_;
  const SelectOptions& options_;
  // Bounded in both ways, as a length by name is: it is there to be read.
  const bool usual_;
  const bool chooses_;  // As readers do: of a usual length.
  const ReadingCosts& costs_;
  // How a member of the pool reads after an earlier one: by pairs, the
  // earlier's place counting ones.
  struct Beside {
    // Of a usual length alone: a probability in thousandths, and a column.
    uint16_t repeats = 0;
    uint16_t overlap = 0;
    uint32_t told = 0;  // Bits: which of its wants the earlier one meets.
  };
  static constexpr uint32_t kMostWants = 32;  // What is beyond shares bits.
  std::vector<Beside> beside_;
  std::vector<uint8_t> focused_;    // Per vocabulary entry; empty: no focus.
  std::vector<uint32_t> in_focus_;  // Per sentence: focus words in it.
  uint64_t focus_worth_ = 0;        // Of a thousandth of a sentence in focus.
  // Per sentence: words of the speaker's name that has to come with it.
  std::vector<uint32_t> labels_;
  std::vector<uint32_t> pool_;  // Sentences, ascending.
  // Per member of the pool: what it cannot stand without, itself among it (0:
  // it cannot stand), and what says nearly the same.
  std::vector<uint64_t> needs_;
  std::vector<uint64_t> repeats_;
  std::vector<uint16_t> whole_;  // Its option that is the whole sentence.
  std::vector<Option> all_;
  // The options' words and pairs, each once an option, numbered densely.
  std::vector<Use> term_uses_;
  std::vector<Use> bigram_uses_;
  std::vector<Item> terms_;
  std::vector<Item> bigrams_;
};

// Marks the words of the text that are a focus word or its inflection.
void Selector::MatchFocus() {
  if (options_.focus.empty()) return;
  const Vocabulary& vocabulary = document_.vocabulary;
  std::vector<uint64_t> wanted;  // Hashes of stems.
  for (const std::string& focus : options_.focus) {
    std::string lower;
    AppendLowerCase(focus, &lower);
    std::string word;
    for (size_t at = 0; at <= lower.size();) {
      const DecodedCharacter character = DecodeUtf8(lower, at);
      const bool inside =
          character.size != 0 &&
          IsLetterOrDigit(ClassifyCharacter(character.code_point));
      if (inside) {
        word.append(lower, at, character.size);
      } else if (!word.empty()) {
        if ((WordKindsOf(word) & kFunctionWord) == 0) {
          wanted.push_back(HashBytes(StemOf(word)));
        }
        word.clear();
      }
      at += std::max<size_t>(1, character.size);
    }
  }
  if (wanted.empty()) return;
  SortNumbers(&wanted);
  focused_.assign(vocabulary.size(), 0);
  for (uint32_t entry = 0; entry < vocabulary.size(); ++entry) {
    if (vocabulary.lower(entry) != entry) continue;
    std::string_view form = vocabulary.form(entry);
    // "O'Brien" is asked for as "Brien" and its initial.
    for (const std::string_view mark : {"'", "’"}) {
      const size_t at = form.rfind(mark);
      if (at != form.npos && at + mark.size() + 1 < form.size()) {
        form.remove_prefix(at + mark.size());
      }
    }
    const uint64_t stem = HashBytes(StemOf(form));
    // "Not" has the stem of "notes".
    focused_[entry] =
        ranking_.evidence->words[entry].kind_class != kFunctionClass &&
        std::binary_search(wanted.begin(), wanted.end(), stem);
  }
  for (uint32_t index = 0; index < document_.sentences.size(); ++index) {
    for (uint32_t i = ranking_.term_starts[index];
         i < ranking_.term_starts[index + 1]; ++i) {
      in_focus_[index] += focused_[ranking_.terms[i]];
    }
  }
}

// Of so many focus words.
uint32_t FocusBonus(uint32_t words) {
  return words == 0 ? 0 : 1000 + 200 * std::min(words, 3U);
}

uint32_t Selector::ScoreOf(uint32_t sentence) const {
  return ranking_.sentences[sentence].score + FocusBonus(in_focus_[sentence]);
}

// Beside what always is one: a question is no point, and what was not asked for
// gives away how an article ends in the last third of it.
bool Selector::IsLastResort(uint32_t sentence) const {
  const Evidence& evidence = *ranking_.evidence;
  return ranking_.sentences[sentence].last_resort ||
         (options_.style == SelectStyle::kKeyPoints &&
          evidence.shapes[sentence].question) ||
         (options_.style == SelectStyle::kTeaser && in_focus_[sentence] == 0 &&
          evidence.order[sentence] >=
              evidence.eligible - evidence.eligible / 3);
}

// The best sentences of at most `longest` words that may stand: if there are
// none, those that are prose at all; any of a text that has no prose.
void Selector::FillPool(uint32_t limit, uint32_t longest) {
  pool_.clear();
  const auto count = static_cast<uint32_t>(document_.sentences.size());
  bool any_prose = false;
  for (int tier = 0; tier < 4 && pool_.empty(); ++tier) {
    for (uint32_t index = 0; index < count; ++index) {
      const SentenceScore& score = ranking_.sentences[index];
      const BlockKind kind =
          document_.blocks[document_.sentences[index].block].kind;
      const bool prose = kind == BlockKind::kParagraph ||
                         kind == BlockKind::kListItem ||
                         kind == BlockKind::kQuotation;
      any_prose |= prose;
      if (ranking_.words[index] + labels_[index] > longest) continue;
      if ((tier == 0 && score.eligible && !IsLastResort(index)) ||
          (tier == 1 && score.eligible) || (tier == 2 && prose) ||
          (tier == 3 && !any_prose)) {
        pool_.push_back(index);
      }
    }
  }
  if (pool_.size() > limit) {
    SortBy(&pool_, [this](uint32_t index) { return ~ScoreOf(index); });
    pool_.resize(limit);
    SortNumbers(&pool_);
  }
}

// Adds what the pool's sentences lean on, and finds what each of them cannot
// stand without.
void Selector::AddCompanions() {
  std::vector<uint32_t> pool = pool_;
  // Of each of its own: what it cannot stand without, by places in `pool`. What
  // is added comes only along with these.
  std::vector<uint64_t> needs(pool_.size(), 0);
  std::vector<uint32_t> closure;
  for (size_t i = 0; i < needs.size(); ++i) {
    closure.assign(1, pool[i]);
    // What was asked for comes with the nearest of them, so that there is room
    // for the main thing.
    const bool focus = in_focus_[pool[i]] != 0;
    const size_t most = focus ? 2 : kMostCompanions + 1;
    const auto add = [&](uint32_t sentence) {
      if (std::find(closure.begin(), closure.end(), sentence) ==
          closure.end()) {
        closure.push_back(sentence);
      }
    };
    for (size_t at = 0; at < closure.size() && closure.size() <= most; ++at) {
      const SentenceScore& score = ranking_.sentences[closure[at]];
      if (!score.eligible && at > 0) {
        closure.resize(kMostCompanions + 2);
        break;
      }
      if (score.leans_on != SentenceScore::kNowhere) add(score.leans_on);
    }
    if (closure.size() > most) closure.resize(focus ? most : 0);
    for (const uint32_t sentence : closure) {
      const auto place = static_cast<size_t>(
          std::find(pool.begin(), pool.end(), sentence) - pool.begin());
      if (place == kLargestPool) {
        needs[i] = 0;
        break;
      }
      if (place == pool.size()) pool.push_back(sentence);
      needs[i] |= uint64_t{1} << place;
    }
  }
  pool_ = pool;
  SortNumbers(&pool_);
  needs_.assign(pool_.size(), 0);
  for (size_t i = 0; i < needs.size(); ++i) {
    const auto place = [&](size_t at) {
      return std::lower_bound(pool_.begin(), pool_.end(), pool[at]) -
             pool_.begin();
    };
    for (uint64_t left = needs[i]; left != 0; left &= left - 1) {
      needs_[static_cast<size_t>(place(i))] |=
          uint64_t{1} << place(static_cast<size_t>(std::countr_zero(left)));
    }
  }
}

// Numbers what options hold densely, by first use, and counts how often each
// option holds it.
class UseCounter {
 public:
  // `limit`: all values are below it.
  explicit UseCounter(size_t limit) : numbers_(limit, 0) {}

  // One option's uses.
  IndexRange Append(std::span<const uint32_t> values, std::vector<Use>* uses) {
    const auto begin = static_cast<uint32_t>(uses->size());
    for (const uint32_t value : values) {
      uint32_t& number = numbers_[value];
      if (number == 0) {
        distinct_.push_back(value);
        ends_.push_back(0);
        number = static_cast<uint32_t>(distinct_.size());
      }
      uint32_t& end = ends_[number - 1];
      if (end > begin) {
        ++(*uses)[end - 1].times;
      } else {
        uses->push_back({number - 1, 1, 0});
        end = static_cast<uint32_t>(uses->size());
      }
    }
    return {begin, static_cast<uint32_t>(uses->size())};
  }

  // What the numbers stand for.
  const std::vector<uint32_t>& distinct() const { return distinct_; }

 private:
  std::vector<uint32_t> numbers_;  // Per value, from 1; 0: none yet.
  std::vector<uint32_t> distinct_;
  std::vector<uint32_t> ends_;  // Per number: one behind its last use.
};

// What a word adds that stands `before` times in the set and `times` in the
// option; in thousandths times kFixedPoint.
uint64_t Gain(const Item& item, uint32_t before, uint32_t times) {
  const RepeatSums& sums = kRepeatSums[item.repeat];
  const uint32_t from = std::min(before, kMostRepeats);
  const uint32_t to = std::min(before + times, kMostRepeats);
  return item.salience * (sums[to] - sums[from]) * kFixedPoint / 1000000;
}
uint64_t Gain(const std::vector<Item>& items, const Use& use, uint32_t before) {
  return before == 0 ? use.gain : Gain(items[use.item], before, use.times);
}
void SetGains(const std::vector<Item>& items, std::vector<Use>* uses) {
  for (Use& use : *uses) {
    use.gain = static_cast<uint32_t>(Gain(items[use.item], 0, use.times));
  }
}

// What the candidate holds, as entries of the vocabulary and ids of pairs: of a
// whole sentence those of the ranking, else copies in `room`.
void Selector::FindTerms(const Candidate& candidate, Terms* words,
                         Terms* pairs) const {
  const uint32_t sentence = candidate.sentence;
  const auto part = [sentence](const std::vector<uint32_t>& all,
                               const std::vector<uint32_t>& starts) {
    return std::span(all).subspan(starts[sentence],
                                  starts[sentence + 1] - starts[sentence]);
  };
  words->found = part(ranking_.terms, ranking_.term_starts);
  pairs->found = part(ranking_.bigrams, ranking_.bigram_starts);
  const IndexRange tokens = document_.sentences[sentence].tokens;
  const std::vector<IndexRange>& kept = candidate.tokens;
  if (kept.front().size() == tokens.size()) return;
  words->room.clear();
  pairs->room.clear();
  bool last_kept = false;
  size_t range = 0;
  size_t term = 0;
  for (uint32_t token = tokens.begin; token < tokens.end; ++token) {
    const uint32_t form = document_.tokens[token].word;
    if (!ranking_.evidence->words[form].term) continue;
    while (range < kept.size() && kept[range].end <= token) ++range;
    const bool is_kept = range < kept.size() && kept[range].Contains(token);
    if (is_kept) {
      words->room.push_back(words->found[term]);
      if (last_kept) pairs->room.push_back(pairs->found[term - 1]);
    }
    ++term;
    last_kept = is_kept;
  }
  words->found = words->room;
  pairs->found = pairs->room;
}

// Which later members of the pool take for known, or name again, what the
// option's sentence says, but not the `kept` words of it: "The ban …" behind
// "…, introducing a ban on nets", "She …" behind "…, with Ana Ruiz".
uint64_t Selector::FindOrphans(const Option& option,
                               std::span<const uint32_t> kept) const {
  const uint32_t sentence = option.candidate.sentence;
  const std::span whole = std::span(ranking_.terms)
                              .subspan(ranking_.term_starts[sentence],
                                       ranking_.term_starts[sentence + 1] -
                                           ranking_.term_starts[sentence]);
  uint64_t orphans = 0;
  if (ranking_.model == nullptr || kept.size() == whole.size()) return orphans;
  for (size_t later = option.pool_index + 1; later < pool_.size(); ++later) {
    const IndexRange wants = ranking_.leans[pool_[later]].wants;
    for (uint32_t at = wants.begin; at < wants.end; ++at) {
      const uint32_t word = ranking_.wants[at].word;
      if (std::find(whole.begin(), whole.end(), word) != whole.end() &&
          std::find(kept.begin(), kept.end(), word) == kept.end()) {
        orphans |= uint64_t{1} << later;
      }
    }
  }
  return orphans;
}

void Selector::MakeOptions() {
  // It leads, whatever the prior's own weight is.
  focus_worth_ = std::max(1000U, ranking_.score_weight);
  if (options_.words.has_value()) {
    // The same for a short sentence as for a usual one.
    constexpr uint64_t kSentenceWords = 20;
    focus_worth_ = focus_worth_ * kSentenceWords / std::max(1U, MaxWords());
  } else {
    focus_worth_ /= std::max(1U, MaxSentences());
  }
  std::vector<Candidate> candidates;
  for (uint32_t index = 0; index < pool_.size(); ++index) {
    candidates.clear();
    AppendCandidates(document_, pool_[index], options_.compression,
                     &candidates);
    whole_.push_back(static_cast<uint16_t>(all_.size()));
    for (Candidate& candidate : candidates) {
      Option option;
      option.candidate = std::move(candidate);
      option.pool_index = index;
      option.score = ranking_.sentences[pool_[index]].prior;
      if (options_.words.has_value()) option.score *= option.candidate.words;
      all_.push_back(std::move(option));
    }
  }
  UseCounter word_counter(ranking_.word_salience.size());
  UseCounter pair_counter(ranking_.bigram_salience.size());
  Terms words;
  Terms pairs;
  for (Option& option : all_) {
    FindTerms(option.candidate, &words, &pairs);
    option.terms = static_cast<uint32_t>(words.found.size());
    option.bigrams = static_cast<uint32_t>(pairs.found.size());
    option.term_uses = word_counter.Append(words.found, &term_uses_);
    option.bigram_uses = pair_counter.Append(pairs.found, &bigram_uses_);
    option.orphans = FindOrphans(option, words.found);
    if (focused_.empty()) continue;
    uint32_t in_focus = 0;
    for (const uint32_t word : words.found) in_focus += focused_[word];
    option.worth = FocusBonus(in_focus) * focus_worth_;
  }
  for (const uint32_t word : word_counter.distinct()) {
    Item item;
    item.salience = ranking_.word_salience[word];
    if (!focused_.empty() && focused_[word] != 0) item.salience = 1000;
    item.repeat = ranking_.evidence->words[word].kind_class == kFunctionClass
                      ? kFunctionRepeat
                      : kContentRepeat;
    terms_.push_back(item);
  }
  for (const uint32_t pair : pair_counter.distinct()) {
    bigrams_.push_back({ranking_.bigram_salience[pair], kPairRepeat});
  }
  SetGains(terms_, &term_uses_);
  SetGains(bigrams_, &bigram_uses_);
}

// Two sentences of a pool that share nearly all of their content words, and, by
// the model, how each reads beside each earlier one, whole: what a shortened
// candidate left out counts as said.
void Selector::FindRepetitions() {
  repeats_.assign(pool_.size(), 0);
  const RankModel* model = ranking_.model;
  if (model != nullptr) beside_.resize(pool_.size() * pool_.size());
  const SentenceContents contents(ranking_, pool_);
  for (size_t i = 0; i < pool_.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      const SharedWords words = contents.Compare(j, i);
      if (model != nullptr) {
        Beside& beside = beside_[i * pool_.size() + j];
        if (usual_) {
          const int32_t logit = model->repeat_table().Sum(
              0, FeaturesOfRepeat(ranking_, pool_[j], pool_[i], words));
          beside.repeats = static_cast<uint16_t>(ProbabilityOf(logit));
          beside.overlap = OverlapColumn(words);
        }
        const IndexRange wants = ranking_.leans[pool_[i]].wants;
        for (uint32_t at = wants.begin; at < wants.end; ++at) {
          const uint32_t word = ranking_.wants[at].word;
          const bool met =
              word == Want::kNeighbour
                  ? pool_[j] + 1 == pool_[i] ||
                        pool_[j] == ranking_.sentences[pool_[i]].leans_on
                  : contents.Holds(j, word);
          if (met) beside.told |= 1U << (at - wants.begin) % kMostWants;
        }
      }
      const uint32_t shared = words.all_shared();
      const uint32_t fewer = std::min(words.earlier, words.later);
      const bool same =
          fewer > 0 && shared == std::max(words.earlier, words.later);
      if (!same && (fewer < 4 || shared * 3 < fewer * 2)) continue;
      repeats_[i] |= uint64_t{1} << j;
      repeats_[j] |= uint64_t{1} << i;
    }
  }
}

// Never two of a sentence, nor two that say the same, and nothing that starts
// in mid-air without what it leans on.
uint64_t Selector::Newcomers(const State& state, const Option& option) const {
  const uint64_t own = uint64_t{1} << option.pool_index;
  if ((state.members & own) != 0) return 0;
  const uint64_t newcomers = needs_[option.pool_index] & ~state.members;
  if (newcomers == 0) return 0;
  if (needs_[option.pool_index] != own &&
      options_.style == SelectStyle::kKeyPoints) {
    return 0;
  }
  uint64_t words = uint64_t{state.sums.words} + option.candidate.words;
  size_t sentences = state.options.size() + 1;
  const uint64_t members = state.members | newcomers;
  uint64_t orphans = option.orphans;
  for (const uint16_t index : state.options) orphans |= all_[index].orphans;
  if ((orphans & members) != 0) return 0;
  for (uint64_t left = newcomers; left != 0; left &= left - 1) {
    const auto index = static_cast<size_t>(std::countr_zero(left));
    if ((repeats_[index] & members) != 0) return 0;
    if (index == option.pool_index) continue;
    words += all_[whole_[index]].candidate.words;
    ++sentences;
  }
  // Once a turn, as NameSpeakers does.
  uint32_t before = UINT32_MAX;
  for (uint64_t left = ranking_.evidence->transcript ? members : 0; left != 0;
       left &= left - 1) {
    const auto index = static_cast<size_t>(std::countr_zero(left));
    const uint32_t block = document_.sentences[pool_[index]].block;
    if (block != std::exchange(before, block)) words += labels_[pool_[index]];
  }
  return sentences <= MaxSentences() && words <= MaxWords() ? newcomers : 0;
}

// Into ascending options that have not got it.
void Insert(uint16_t option, std::vector<uint16_t>* options) {
  size_t at = options->size();
  options->push_back(option);
  for (; at > 0 && (*options)[at - 1] > option; --at) {
    std::swap((*options)[at - 1], (*options)[at]);
  }
}

std::vector<uint16_t> Selector::OptionsAfter(const State& state,
                                             uint16_t option,
                                             uint64_t newcomers) const {
  std::vector<uint16_t> options = state.options;
  Insert(option, &options);
  newcomers &= ~(uint64_t{1} << all_[option].pool_index);
  for (; newcomers != 0; newcomers &= newcomers - 1) {
    Insert(whole_[static_cast<size_t>(std::countr_zero(newcomers))], &options);
  }
  return options;
}

State Selector::ExtendByAll(const State& state, uint16_t option,
                            uint64_t newcomers) const {
  State next = state;
  Take(option, &next);
  newcomers &= ~(uint64_t{1} << all_[option].pool_index);
  for (; newcomers != 0; newcomers &= newcomers - 1) {
    Take(whole_[static_cast<size_t>(std::countr_zero(newcomers))], &next);
  }
  next.value = ValueAsRead(Value(next.sums), next.options, nullptr);
  return next;
}

// Expected F1 of words and of pairs, in thousandths times kFixedPoint, and
// the mean of the sentences' own scores: the fewer they are, the less the words
// alone can tell.
uint64_t Selector::Value(const Sums& sums) const {
  // What readers of such a text expect holds for a summary of the usual
  // length; who asks for more expects more.
  uint64_t expected = ranking_.expected_terms;
  const bool by_words = options_.words.has_value();
  if (by_words) {
    if (*options_.words > kUsualWords) {
      expected = expected * *options_.words / kUsualWords;
    }
    expected =
        std::min<uint64_t>(expected * kExpectedByWords / 100, *options_.words);
  } else if (MaxSentences() > kUsualSentences) {
    expected = expected * MaxSentences() / kUsualSentences;
  }
  // One sentence in focus outweighs all else, more of them pull.
  uint64_t value = 2 * sums.word_gains / (sums.terms + expected) + sums.worth +
                   2 * std::min(sums.worth, FocusBonus(1) * focus_worth_);
  const uint64_t pairs = 2 * sums.bigram_gains / (sums.bigrams + expected);
  uint64_t pair_weight =
      ranking_.evidence->has_title ? kPairWeightTitled : kPairWeight;
  if (by_words) pair_weight = kPairWeightByWords;
  value += pairs * pair_weight / 1000;
  // What a point that can be read by itself is worth, so that points that may
  // not be cost nothing beside points that are not there: numbers are taken at
  // their word.
  if (options_.style == SelectStyle::kKeyPoints) {
    value += sums.sentences * costs_.opening / std::max(1U, MaxSentences());
  }
  const uint64_t scores =
      sums.scores * ranking_.score_weight * (kFixedPoint / 1000);
  if (!by_words) {
    const uint64_t whole = std::max<uint64_t>(1, MaxSentences());
    // News say it at once; of another text more sentences tell more surely
    // what it is about.
    if (ranking_.genre != Genre::kNews && expected >= whole * kFewestExpected) {
      value += sums.sentences * kSentenceWorth / whole;
    }
    return value + 2 * scores / (whole * whole * whole);
  }
  const uint64_t whole = std::max<uint64_t>(1, *options_.words);
  // One good sentence alone is not the better summary for being alone, where
  // so many words were asked for …
  uint64_t counted = std::max(1U, sums.words);
  if (!usual_ && whole > kUsualWords) {
    counted = std::max(counted, std::min(2 * (whole - kUsualWords),
                                         whole * kFilledShareOfMany / 100));
  }
  // Readers of some kinds of text expect less.
  if (expected * 5 >= whole * 4) {
    value += sums.filling * (usual_ ? kFillWeightOfUsual : kFillWeight) *
             kFixedPoint / whole;
    // … or none were.
    if (usual_) counted = std::max(counted, whole * kFilledShare / 100);
  }
  value += scores / counted;
  return value;
}

void Selector::Add(const Option& option, Sums* sums) {
  ++sums->sentences;
  sums->words += option.candidate.words;
  if (option.candidate.words >= kFewestFilling) {
    sums->filling += option.candidate.words;
  }
  sums->terms += option.terms;
  sums->bigrams += option.bigrams;
  sums->scores += option.score;
  sums->worth += option.worth;
}

// What is probably wrong with how these read, in source order.
uint64_t Selector::CostOfReading(std::span<const Option* const> options) const {
  const DenseTable& table = ranking_.model->lean_table();
  uint64_t cost = 0;
  // Points: each is read by itself.
  const bool points = options_.style == SelectStyle::kKeyPoints;
  for (size_t i = 0; i < options.size(); ++i) {
    const Option& option = *options[i];
    const uint32_t sentence = pool_[option.pool_index];
    const Ranking::Lean& lean = ranking_.leans[sentence];
    const bool alone = i == 0 || points;
    int32_t logit = alone ? lean.alone : lean.after;
    uint16_t overlap = kLeanOverlap;
    uint32_t repeats = 0;
    uint32_t met = 0;
    for (size_t j = 0; j < i; ++j) {
      const Beside& beside =
          beside_[option.pool_index * pool_.size() + options[j]->pool_index];
      overlap = std::max(overlap, beside.overlap);
      repeats = std::max<uint32_t>(repeats, beside.repeats);
      met |= beside.told;
    }
    if (alone) {
      met = 0;
    } else if (usual_) {
      logit += table.At(0, overlap) +
               table.At(0, DistanceColumn(pool_[options[i - 1]->pool_index],
                                          sentence));
    }
    for (uint32_t at = lean.wants.begin; at < lean.wants.end; ++at) {
      const Want& want = ranking_.wants[at];
      const uint32_t told = met >> (at - lean.wants.begin) % kMostWants & 1U;
      if (!usual_ && !points) {
        const uint32_t counted = alone ? kCountedOfFirst : kCounted;
        const uint64_t counts = counted >> (want.column - kLeanWants) / 4U & 1U;
        cost += counts * (1 - told) * kUnknownCost;
        continue;
      }
      const uint32_t column = want.column + told;
      logit += table.At(0, column) + (alone ? table.At(1, column) : 0);
    }
    if (points) {
      cost += ProbabilityOf(logit) * costs_.opening / 1000 /
              std::max(1U, MaxSentences());
    } else if (usual_) {
      const SentenceShape& shape = ranking_.evidence->shapes[sentence];
      if (ranking_.evidence->transcript && shape.question && !shape.request) {
        cost += kQuestionCost;
      }
      cost +=
          (ProbabilityOf(logit) * (alone ? costs_.opening : costs_.leaning) +
           repeats * kRepeatingCost) /
          1000;
    }
  }
  return cost;
}

uint64_t Selector::ValueAsRead(uint64_t value,
                               const std::vector<uint16_t>& options,
                               const Option* last) const {
  if (ranking_.model == nullptr) return value;
  std::array<const Option*, kDeepestSearch + 1> all{};
  size_t count = 0;
  for (const uint16_t option : options) {
    const Option& here = all_[option];
    if (last != nullptr && here.pool_index > last->pool_index) {
      all[count++] = std::exchange(last, nullptr);
    }
    all[count++] = &here;
  }
  if (last != nullptr) all[count++] = last;
  uint64_t cost = CostOfReading({all.data(), count});
  // The costs hold for a summary of the usual length; of a longer one each
  // sentence brings the less of the value, and costs the less.
  const uint32_t longer =
      usual_ ? std::max(kUsualWords, MaxWords()) : kUsualWords;
  cost = cost * kUsualWords / longer;
  if (!chooses_ || count == 0) return value - std::min(value, cost);
  int64_t choice = ranking_.leans[pool_[all[0]->pool_index]].choice_first;
  for (size_t i = 0; i < count; ++i) {
    choice += ranking_.leans[pool_[all[i]->pool_index]].choice;
  }
  return static_cast<uint64_t>(std::max<int64_t>(
      0, kChoiceBase + static_cast<int64_t>(value) -
             static_cast<int64_t>(cost) + choice * kChoiceWorth));
}

uint64_t Selector::ValueAfter(const State& state, const Option& option) const {
  Sums sums = state.sums;
  Add(option, &sums);
  for (uint32_t i = option.term_uses.begin; i < option.term_uses.end; ++i) {
    const Use& use = term_uses_[i];
    sums.word_gains += Gain(terms_, use, state.word_counts[use.item]);
  }
  for (uint32_t i = option.bigram_uses.begin; i < option.bigram_uses.end; ++i) {
    const Use& use = bigram_uses_[i];
    sums.bigram_gains += Gain(bigrams_, use, state.bigram_counts[use.item]);
  }
  return ValueAsRead(Value(sums), state.options, &option);
}

void Selector::Take(uint16_t index, State* state) const {
  const Option& option = all_[index];
  State& next = *state;
  next.members |= uint64_t{1} << option.pool_index;
  Insert(index, &next.options);
  Add(option, &next.sums);
  const auto use_up = [](uint8_t* count, uint32_t times) {
    *count = static_cast<uint8_t>(std::min(*count + times, kMostRepeats));
  };
  for (uint32_t i = option.term_uses.begin; i < option.term_uses.end; ++i) {
    const Use& use = term_uses_[i];
    uint8_t* count = &next.word_counts[use.item];
    next.sums.word_gains += Gain(terms_, use, *count);
    use_up(count, use.times);
  }
  for (uint32_t i = option.bigram_uses.begin; i < option.bigram_uses.end; ++i) {
    const Use& use = bigram_uses_[i];
    uint8_t* count = &next.bigram_counts[use.item];
    next.sums.bigram_gains += Gain(bigrams_, use, *count);
    use_up(count, use.times);
  }
}

Selection Selector::Search() {
  // By the number of sentences: what needs another comes with it at once.
  struct Move {
    uint64_t value;
    uint64_t newcomers;
    const State* state;
    uint16_t option;
  };
  std::array<std::vector<State>, kDeepestSearch + 1> beams;
  std::array<std::vector<Move>, kDeepestSearch + 1> moves;
  beams[0].push_back({});
  beams[0][0].word_counts.assign(terms_.size(), 0);
  beams[0][0].bigram_counts.assign(bigrams_.size(), 0);
  const State* best = beams[0].data();
  const bool wants_count =
      !options_.words.has_value() && MaxSentences() > kUsualSentences;
  for (size_t depth = 0; depth <= kDeepestSearch; ++depth) {
    std::vector<State>& beam = beams[depth];
    // Earlier states and options win ties: both are in a fixed order.
    // No value has more than 32 bits: what focus adds to a set of twelve, which
    // is most of it, is below 2^31.
    SortBy(&moves[depth],
           [](const Move& move) { return static_cast<uint32_t>(~move.value); });
    for (const Move& move : moves[depth]) {
      if (beam.size() == kBeam) break;
      const std::vector<uint16_t> options =
          OptionsAfter(*move.state, move.option, move.newcomers);
      const bool known = std::any_of(
          beam.begin(), beam.end(),
          [&](const State& other) { return other.options == options; });
      if (known) continue;
      beam.push_back(ExtendByAll(*move.state, move.option, move.newcomers));
    }
    for (const State& state : beam) {
      // Asked for many sentences alone (a slider, key points), that many.
      if ((wants_count && state.options.size() > best->options.size()) ||
          state.value > best->value) {
        best = &state;
      }
      for (uint32_t j = 0; j < all_.size(); ++j) {
        const uint64_t newcomers = Newcomers(state, all_[j]);
        const auto added = static_cast<size_t>(std::popcount(newcomers));
        if (added == 0 || depth + added > kDeepestSearch) continue;
        const auto option = static_cast<uint16_t>(j);
        const uint64_t value =
            added == 1 ? ValueAfter(state, all_[j])
                       : ExtendByAll(state, option, newcomers).value;
        moves[depth + added].push_back({value, newcomers, &state, option});
      }
    }
  }
  Selection selection;
  for (const uint16_t index : best->options) {
    selection.chosen.push_back(all_[index].candidate);
  }
  return selection;
}

// For budgets too large to search: the best first, as long as they say
// something new.
Selection Selector::FillGreedily() {
  std::vector<uint32_t> order = pool_;
  SortBy(&order, [&](uint32_t sentence) { return ~ScoreOf(sentence); });
  std::vector<uint8_t> taken(document_.sentences.size(), 0);
  std::vector<uint8_t> said(document_.vocabulary.size(), 0);
  std::vector<uint32_t> deferred;
  std::vector<Candidate> candidates;
  Selection selection;
  uint64_t words = 0;
  const auto take = [&](uint32_t sentence) {
    const uint64_t all = words + labels_[sentence] + ranking_.words[sentence];
    if (selection.chosen.size() >= MaxSentences() || all > MaxWords()) return;
    words = all;
    taken[sentence] = 1;
    for (uint32_t i = ranking_.term_starts[sentence];
         i < ranking_.term_starts[sentence + 1]; ++i) {
      said[ranking_.terms[i]] = 1;
    }
    candidates.clear();
    AppendCandidates(document_, sentence, options_.compression, &candidates);
    selection.chosen.push_back(std::move(candidates.front()));
  };
  const auto leans = [&](uint32_t sentence) {
    const uint32_t on = ranking_.sentences[sentence].leans_on;
    return on != SentenceScore::kNowhere && taken[on] == 0;
  };
  for (const uint32_t sentence : order) {
    if (words >= MaxWords()) break;
    uint32_t fresh = 0;
    const uint32_t start = ranking_.term_starts[sentence];
    const uint32_t end = ranking_.term_starts[sentence + 1];
    for (uint32_t i = start; i < end; ++i) {
      fresh += said[ranking_.terms[i]] == 0 ? 1 : 0;
    }
    if (leans(sentence) || fresh * 5 < end - start) {
      deferred.push_back(sentence);
    } else {
      take(sentence);
    }
  }
  SortNumbers(&deferred);
  for (const uint32_t sentence : deferred) {
    if (words >= MaxWords()) break;
    if (!leans(sentence)) take(sentence);
  }
  SortBy(&selection.chosen,
         [](const Candidate& candidate) { return candidate.sentence; });
  return selection;
}

// The tokens that name who speaks the block, which begins with `first`.
IndexRange LabelOf(const Document& document, const Sentence& first) {
  return {first.tokens.begin,
          first.tokens.begin + SpeakerLabel(document, first)};
}
CleanSpan SpanOf(const Document& document, IndexRange label) {
  return {document.tokens[label.begin].span.start,
          document.tokens[label.end].span.start};
}

void Selector::CountLabels() {
  labels_.assign(document_.sentences.size(), 0);
  if (labels_.empty() || !ranking_.evidence->transcript) return;
  for (const Block& block : document_.blocks) {
    const IndexRange sentences = block.sentences;
    if (sentences.end < sentences.begin + 2) continue;
    const IndexRange label =
        LabelOf(document_, document_.sentences[sentences.begin]);
    const uint32_t words = CountWords(document_.Text(SpanOf(document_, label)));
    for (uint32_t i = sentences.begin + 1; i < sentences.end; ++i) {
      labels_[i] = words;
    }
  }
}

// In a transcript what is chosen from the middle of a turn comes with its
// speaker, whose name the budget of words has room for.
void Selector::NameSpeakers(Selection* selection) const {
  uint32_t before = UINT32_MAX;
  for (Candidate& chosen : selection->chosen) {
    const uint32_t block = document_.sentences[chosen.sentence].block;
    const bool known = block == std::exchange(before, block);
    const uint32_t words = labels_[chosen.sentence];
    if (known || words == 0) continue;
    const Sentence& first =
        document_.sentences[document_.blocks[block].sentences.begin];
    const IndexRange label = LabelOf(document_, first);
    chosen.words += words;
    PutFirst(SpanOf(document_, label), &chosen.kept);
    PutFirst(label, &chosen.tokens);
  }
}

// A quotation that is chosen from its opening mark to its closing one keeps
// both, unless one of its ends was shortened.
void Selector::JoinQuotations(Selection* selection) const {
  if (options_.compression == Compression::kNone) return;
  Candidate* opened = nullptr;
  // Where it would go on.
  uint32_t next = 0;
  uint32_t block = 0;
  for (Candidate& chosen : selection->chosen) {
    const Sentence& sentence = document_.sentences[chosen.sentence];
    if (chosen.sentence != next || sentence.block != block) opened = nullptr;
    next = chosen.sentence + 1;
    block = sentence.block;
    const LooseQuote loose = FindLooseQuote(document_, sentence);
    if (loose.token == sentence.tokens.end) continue;
    const bool whole = chosen.words >= ranking_.words[chosen.sentence];
    if (opened != nullptr && !loose.opens && whole) {
      for (Candidate* half : {opened, &chosen}) {
        const Sentence& all = document_.sentences[half->sentence];
        while (half->kept.size() > 1) half->kept.pop_back();
        while (half->tokens.size() > 1) half->tokens.pop_back();
        half->kept.back().end = all.span.end;
        half->tokens.back().end = all.tokens.end;
      }
    }
    opened = loose.opens && whole ? &chosen : nullptr;
  }
}

Selection Selector::Run() {
  if (document_.sentences.empty()) return {};
  MatchFocus();
  const bool searchable =
      options_.sentences.value_or(UINT32_MAX) <= kDeepestSearch ||
      options_.words.value_or(UINT32_MAX) <= kWidestSearch;
  // Brackets that may go make up to a quarter of a sentence.
  const uint32_t longest = static_cast<uint32_t>(
      std::min<uint64_t>(UINT32_MAX, uint64_t{MaxWords()} * 5 / 4));
  FillPool(searchable ? kPool : UINT32_MAX, longest);
  Selection selection;
  if (searchable) {
    AddCompanions();
    MakeOptions();
    FindRepetitions();
    selection = Search();
  } else {
    selection = FillGreedily();
  }
  if (!selection.chosen.empty()) {
    JoinQuotations(&selection);
    NameSpeakers(&selection);
    return selection;
  }
  // All of it leans on something: the best that fits.
  FillPool(UINT32_MAX, MaxWords());
  if (searchable && !pool_.empty() && MaxSentences() > 0) {
    const uint32_t best = *std::max_element(
        pool_.begin(), pool_.end(), [&](uint32_t left, uint32_t right) {
          return ScoreOf(left) < ScoreOf(right);
        });
    std::vector<Candidate> whole;
    AppendCandidates(document_, best, Compression::kNone, &whole);
    selection.chosen.push_back(std::move(whole.front()));
    JoinQuotations(&selection);
    NameSpeakers(&selection);
    return selection;
  }
  // Nothing fits: the shortest.
  FillPool(UINT32_MAX, UINT32_MAX);
  std::vector<Candidate> candidates;
  for (const uint32_t sentence : pool_) {
    AppendCandidates(document_, sentence, options_.compression, &candidates);
  }
  const auto shortest =
      std::min_element(candidates.begin(), candidates.end(),
                       [](const Candidate& left, const Candidate& right) {
                         return left.words < right.words;
                       });
  selection.chosen.push_back(std::move(*shortest));
  NameSpeakers(&selection);
  selection.longer_than_budget = selection.chosen.front().words > MaxWords();
  return selection;
}

// Depth first, each set by its latest member.
std::vector<ValuedSet> Selector::ValueSets(uint32_t pool) {
  std::vector<ValuedSet> sets;
  if (document_.sentences.empty()) return sets;
  FillPool(std::min(pool, kPool), MaxWords());
  AddCompanions();
  MakeOptions();
  FindRepetitions();
  State empty;
  empty.word_counts.assign(terms_.size(), 0);
  empty.bigram_counts.assign(bigrams_.size(), 0);
  const auto extend = [&](const auto& self, const State& state,
                          size_t from) -> void {
    for (size_t i = from; i < pool_.size(); ++i) {
      const Option& option = all_[whole_[i]];
      if (state.options.size() >= std::min(MaxSentences(), kDeepestSearch) ||
          state.sums.words + option.candidate.words > MaxWords() ||
          (repeats_[i] & state.members) != 0) {
        continue;
      }
      const State next = ExtendByAll(state, whole_[i], 0);
      ValuedSet set;
      bool stands = true;
      for (const uint16_t member : next.options) {
        const uint32_t place = all_[member].pool_index;
        set.sentences.push_back(pool_[place]);
        stands &= needs_[place] != 0 && (needs_[place] & ~next.members) == 0;
      }
      set.value = next.value;
      if (stands) sets.push_back(std::move(set));
      self(self, next, i + 1);
    }
  };
  extend(extend, empty, 0);
  return sets;
}

}  // namespace

std::vector<ValuedSet> ValueSets(const Document& document,
                                 const Ranking& ranking,
                                 const SelectOptions& options, uint32_t pool) {
  return Selector(document, ranking, options).ValueSets(pool);
}

Selection Select(const Document& document, const Ranking& ranking,
                 const SelectOptions& options) {
  return Selector(document, ranking, options).Run();
}

}  // namespace standfirst
