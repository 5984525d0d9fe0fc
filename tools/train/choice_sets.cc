#include "tools/train/choice_sets.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/rank/word_kinds.h"
#include "tools/common/rouge.h"

namespace standfirst::tools {
namespace {

constexpr size_t kOptions = 10;
constexpr size_t kMostTimes = 7;

// core/select/select.cc has the same.
constexpr double kFunctionRepeat = 0.30;
constexpr double kContentRepeat = 0.12;
constexpr double kPairRepeat = 0.05;
constexpr double kPriorWeight = 0.3;

double Repeated(double share, uint32_t times) {
  double sum = 0;
  double member = 1;
  for (uint32_t i = 0; i < std::min<uint32_t>(times, kMostTimes); ++i) {
    sum += member;
    member *= share;
  }
  return sum;
}

// Of one reference: how often it has each n-gram.
struct Reference {
  std::unordered_map<std::string, uint32_t> numbers;
  std::vector<uint32_t> counts;
  uint32_t words = 0;
};

// What a sentence shares with a reference, by the numbers of its n-grams.
struct Shared {
  std::vector<std::pair<uint32_t, uint32_t>> words;
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  uint32_t size = 0;
};

double F1(double shared, double mine, double theirs) {
  return shared > 0 ? 2 * shared / (mine + theirs) : 0;
}

}  // namespace

ChoiceSets::ChoiceSets(const TrainingText& text, const TextScores& scores,
                       uint32_t expected_terms, double main, double best,
                       uint32_t most)
    : expected_terms_(expected_terms), most_(most) {
  AddOptions(text, scores);
  AddSets(text, main, best);
}

void ChoiceSets::AddOptions(const TrainingText& text,
                            const TextScores& scores) {
  const Ranking& ranking = text.ranking;
  std::vector<std::pair<double, uint32_t>> best;
  for (uint32_t i = 0; i < ranking.sentences.size(); ++i) {
    if (!ranking.sentences[i].eligible || ranking.sentences[i].last_resort) {
      continue;
    }
    const uint32_t start = ranking.term_starts[i];
    const uint32_t end = ranking.term_starts[i + 1];
    double value = 0;
    for (uint32_t j = start; j < end; ++j) {
      value += scores.words[ranking.terms[j]];
    }
    for (uint32_t j = ranking.bigram_starts[i];
         j < ranking.bigram_starts[i + 1]; ++j) {
      value += scores.pairs[ranking.bigrams[j]];
    }
    value = 2 * value / (end - start + expected_terms_) +
            kPriorWeight * scores.sentences[i];
    // What readers chose is there to be learnt.
    const auto among = [i](const std::vector<uint32_t>& sentences) {
      return std::find(sentences.begin(), sentences.end(), i) !=
             sentences.end();
    };
    if (among(text.main) || among(text.best)) value += 100;
    best.emplace_back(-value, i);
  }
  std::sort(best.begin(), best.end());
  if (best.size() > kOptions) best.resize(kOptions);
  std::sort(best.begin(), best.end(), [](const auto& left, const auto& right) {
    return left.second < right.second;
  });
  std::unordered_map<uint32_t, uint32_t> term_numbers;
  std::unordered_map<uint32_t, uint32_t> bigram_numbers;
  for (const auto& [unused, sentence] : best) {
    Option option;
    option.sentence = sentence;
    option.words = ranking.words[sentence];
    const auto count = [](std::vector<Count>* counts, uint32_t item) {
      for (Count& known : *counts) {
        if (known.item == item) {
          ++known.times;
          return;
        }
      }
      counts->push_back({item, 1});
    };
    for (uint32_t j = ranking.term_starts[sentence];
         j < ranking.term_starts[sentence + 1]; ++j) {
      const auto [known, is_new] = term_numbers.try_emplace(
          ranking.terms[j], static_cast<uint32_t>(terms_.size()));
      if (is_new) {
        terms_.push_back(ranking.terms[j]);
        const uint16_t kinds =
            WordKindsOf(text.document->vocabulary.form(ranking.terms[j]));
        function_.push_back((kinds & kFunctionWord) != 0 ? 1 : 0);
      }
      count(&option.term_counts, known->second);
      ++option.terms;
    }
    for (uint32_t j = ranking.bigram_starts[sentence];
         j < ranking.bigram_starts[sentence + 1]; ++j) {
      const auto [known, is_new] = bigram_numbers.try_emplace(
          ranking.bigrams[j], static_cast<uint32_t>(bigrams_.size()));
      if (is_new) bigrams_.push_back(ranking.bigrams[j]);
      count(&option.bigram_counts, known->second);
      ++option.bigrams;
    }
    options_.push_back(std::move(option));
  }
}

void ChoiceSets::AddSets(const TrainingText& text, double main, double best) {
  const size_t count = options_.size();
  std::vector<Set> sets;
  const auto add = [&](std::initializer_list<size_t> members) {
    Set set;
    for (const size_t member : members) {
      set.members[set.size++] = static_cast<uint8_t>(member);
    }
    // Nothing without what it leans on.
    for (const size_t member : members) {
      const uint32_t on =
          text.ranking.sentences[options_[member].sentence].leans_on;
      if (on == SentenceScore::kNowhere) continue;
      if (std::none_of(members.begin(), members.end(), [&](size_t other) {
            return options_[other].sentence == on;
          })) {
        return;
      }
    }
    sets.push_back(set);
  };
  for (size_t i = 0; i < count; ++i) {
    add({i});
    for (size_t j = i + 1; j < count; ++j) {
      add({i, j});
      for (size_t k = j + 1; k < count; ++k) add({i, j, k});
    }
  }
  std::vector<float> words(sets.size(), 0);
  std::vector<float> pairs(sets.size(), 0);
  for (const std::string& string : text.references) {
    Reference reference;
    const auto number = [&](const std::string& gram) {
      const auto [known, is_new] = reference.numbers.try_emplace(
          gram, static_cast<uint32_t>(reference.counts.size()));
      if (is_new) reference.counts.push_back(0);
      ++reference.counts[known->second];
    };
    const std::vector<std::string> tokens = RougeTokens(string);
    reference.words = static_cast<uint32_t>(tokens.size());
    for (size_t i = 0; i < tokens.size(); ++i) {
      number(tokens[i]);
      if (i > 0) number(tokens[i - 1] + " " + tokens[i]);
    }
    std::vector<Shared> shared(count);
    for (size_t i = 0; i < count; ++i) {
      const Sentence& sentence = text.document->sentences[options_[i].sentence];
      const std::vector<std::string> own =
          RougeTokens(text.document->Text(sentence.span));
      shared[i].size = static_cast<uint32_t>(own.size());
      const auto note = [&](std::vector<std::pair<uint32_t, uint32_t>>* grams,
                            const std::string& gram) {
        const auto known = reference.numbers.find(gram);
        if (known == reference.numbers.end()) return;
        for (auto& [item, times] : *grams) {
          if (item == known->second) {
            ++times;
            return;
          }
        }
        grams->emplace_back(known->second, 1);
      };
      for (size_t j = 0; j < own.size(); ++j) {
        note(&shared[i].words, own[j]);
        if (j > 0) note(&shared[i].pairs, own[j - 1] + " " + own[j]);
      }
    }
    std::vector<uint32_t> have(reference.counts.size(), 0);
    for (size_t s = 0; s < sets.size(); ++s) {
      uint32_t size = 0;
      const auto hits = [&](auto grams) {
        uint32_t all = 0;
        for (uint8_t m = 0; m < sets[s].size; ++m) {
          for (const auto& [item, times] : shared[sets[s].members[m]].*grams) {
            const uint32_t left = reference.counts[item] - have[item];
            const uint32_t more = std::min(left, times);
            have[item] += more;
            all += more;
          }
        }
        for (uint8_t m = 0; m < sets[s].size; ++m) {
          for (const auto& [item, times] : shared[sets[s].members[m]].*grams) {
            have[item] = 0;
          }
        }
        return all;
      };
      for (uint8_t m = 0; m < sets[s].size; ++m) {
        size += shared[sets[s].members[m]].size;
      }
      const double one = F1(hits(&Shared::words), size, reference.words);
      const double two = F1(hits(&Shared::pairs), size - 1.0,
                            std::max(1U, reference.words) - 1.0);
      words[s] = std::max(words[s], static_cast<float>(one));
      pairs[s] = std::max(pairs[s], static_cast<float>(two));
    }
  }
  for (size_t s = 0; s < sets.size(); ++s) {
    sets[s].reward = words[s] + pairs[s];
    // What a reader found to say the main thing counts too, the best twice.
    for (uint8_t m = 0; m < sets[s].size; ++m) {
      const auto place = std::find(text.main.begin(), text.main.end(),
                                   options_[sets[s].members[m]].sentence);
      if (place == text.main.end()) continue;
      sets[s].reward +=
          static_cast<float>(place == text.main.begin() ? main : main / 2);
    }
    if (text.best.empty()) continue;
    double same = 0;
    for (uint8_t m = 0; m < sets[s].size; ++m) {
      same += std::binary_search(text.best.begin(), text.best.end(),
                                 options_[sets[s].members[m]].sentence)
                  ? 1
                  : 0;
    }
    sets[s].reward += static_cast<float>(
        best * F1(same, sets[s].size, static_cast<double>(text.best.size())));
  }
  sets_ = std::move(sets);
}

bool ChoiceSets::Gradient(const TrainingText& text, const TextScores& scores,
                          Budget budget, double sharpness, TextScores* gradient,
                          double* reward, std::vector<uint32_t>* best) const {
  constexpr uint32_t kWords = 60;
  constexpr double kFewestTerms = 12;
  const bool by_words = budget != Budget::kSentences;
  const double expected = by_words
                              ? std::min(expected_terms_ * 1.15, double{kWords})
                              : expected_terms_;
  const double pair_weight =
      by_words ? 2.5 : (text.evidence.has_title ? 1.0 : 1.2);
  const double fill =
      expected * 5 >= kWords * 4 ? (budget == Budget::kUsual ? 0.3 : 0.15) : 0;
  struct Value {
    uint32_t set = 0;
    double value = 0;
    double terms = 0;  // What a word's chance is multiplied by.
    double bigrams = 0;
    double share = 0;
  };
  std::vector<Value> values;
  std::vector<uint32_t> term_counts(terms_.size(), 0);
  std::vector<uint32_t> bigram_counts(bigrams_.size(), 0);
  std::vector<double> term_chances(terms_.size());
  for (size_t i = 0; i < terms_.size(); ++i) {
    term_chances[i] = scores.words[terms_[i]];
  }
  std::vector<double> bigram_chances(bigrams_.size());
  for (size_t i = 0; i < bigrams_.size(); ++i) {
    bigram_chances[i] = scores.pairs[bigrams_[i]];
  }
  std::array<std::array<double, kMostTimes + 1>, 3> repeats{};
  for (uint32_t i = 0; i <= kMostTimes; ++i) {
    repeats[0][i] = Repeated(kContentRepeat, i);
    repeats[1][i] = Repeated(kFunctionRepeat, i);
    repeats[2][i] = Repeated(kPairRepeat, i);
  }
  const auto times = [](uint32_t count) {
    return std::min<uint32_t>(count, kMostTimes);
  };
  const auto count_up = [&](const Set& set, bool up) {
    for (uint8_t m = 0; m < set.size; ++m) {
      const Option& option = options_[set.members[m]];
      for (const Count& use : option.term_counts) {
        term_counts[use.item] = up ? term_counts[use.item] + use.times : 0;
      }
      for (const Count& use : option.bigram_counts) {
        bigram_counts[use.item] = up ? bigram_counts[use.item] + use.times : 0;
      }
    }
  };
  // Calls with each word (pair) of the set once; the counts are gone after.
  const auto each_term = [&](const Set& set, auto call) {
    for (uint8_t m = 0; m < set.size; ++m) {
      for (const Count& use : options_[set.members[m]].term_counts) {
        uint32_t& count = term_counts[use.item];
        if (count == 0) continue;
        call(use.item, repeats[function_[use.item]][times(count)]);
        count = 0;
      }
    }
  };
  const auto each_bigram = [&](const Set& set, auto call) {
    for (uint8_t m = 0; m < set.size; ++m) {
      for (const Count& use : options_[set.members[m]].bigram_counts) {
        uint32_t& count = bigram_counts[use.item];
        if (count == 0) continue;
        call(use.item, repeats[2][times(count)]);
        count = 0;
      }
    }
  };
  const auto prior_factor = [&](uint32_t words) {
    if (!by_words) return kPriorWeight * 2 / 27;
    const double counted =
        std::max<double>(words, budget == Budget::kUsual && fill > 0 ? 54 : 1);
    return kPriorWeight / counted;
  };
  double largest = -1e9;
  for (uint32_t s = 0; s < sets_.size(); ++s) {
    const Set& set = sets_[s];
    uint32_t words = 0;
    uint32_t filling = 0;
    double terms = 0;
    double bigrams = 0;
    double priors = 0;
    for (uint8_t m = 0; m < set.size; ++m) {
      const Option& option = options_[set.members[m]];
      words += option.words;
      if (option.words >= 7) filling += option.words;
      terms += option.terms;
      bigrams += option.bigrams;
      priors +=
          scores.sentences[option.sentence] * (by_words ? option.words : 1U);
    }
    if (by_words && words > kWords) continue;
    if (budget == Budget::kUsual && set.size > most_) continue;
    count_up(set, true);
    Value value;
    value.set = s;
    value.terms = 2 / (terms + expected);
    value.bigrams = pair_weight * 2 / (bigrams + expected);
    each_term(set, [&](uint32_t item, double repeat) {
      value.value += term_chances[item] * repeat * value.terms;
    });
    each_bigram(set, [&](uint32_t item, double repeat) {
      value.value += bigram_chances[item] * repeat * value.bigrams;
    });
    value.value += priors * prior_factor(words);
    if (by_words) {
      value.value += fill * filling / kWords;
    } else if (text.genre != Genre::kNews && expected >= 3 * kFewestTerms) {
      value.value += 0.1 * set.size / 3;
    }
    largest = std::max(largest, value.value);
    values.push_back(value);
  }
  if (best != nullptr) {
    best->clear();
    for (const Value& value : values) {
      if (value.value < largest || !best->empty()) continue;
      const Set& set = sets_[value.set];
      for (uint8_t m = 0; m < set.size; ++m) {
        best->push_back(options_[set.members[m]].sentence);
      }
    }
  }
  if (values.size() < 2) return false;
  double total = 0;
  for (Value& value : values) {
    value.share = std::exp(sharpness * (value.value - largest));
    total += value.share;
  }
  *reward = 0;
  for (Value& value : values) {
    value.share /= total;
    *reward += value.share * sets_[value.set].reward;
  }
  gradient->words.assign(scores.words.size(), 0);
  gradient->pairs.assign(scores.pairs.size(), 0);
  gradient->sentences.assign(scores.sentences.size(), 0);
  for (const Value& value : values) {
    const Set& set = sets_[value.set];
    const double slope = sharpness * value.share * (set.reward - *reward);
    if (std::abs(slope) < 1e-6) continue;
    count_up(set, true);
    each_term(set, [&](uint32_t item, double repeat) {
      gradient->words[terms_[item]] += slope * repeat * value.terms;
    });
    each_bigram(set, [&](uint32_t item, double repeat) {
      gradient->pairs[bigrams_[item]] += slope * repeat * value.bigrams;
    });
    uint32_t words = 0;
    for (uint8_t m = 0; m < set.size; ++m) {
      words += options_[set.members[m]].words;
    }
    for (uint8_t m = 0; m < set.size; ++m) {
      const Option& option = options_[set.members[m]];
      gradient->sentences[option.sentence] +=
          slope * prior_factor(words) * (by_words ? option.words : 1U);
    }
  }
  return true;
}

}  // namespace standfirst::tools
