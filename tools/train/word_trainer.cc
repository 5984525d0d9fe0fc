// standfirst-train words: how common words are in running text, and clusters
// of words that behave alike. Writes section "words" of part `base`.
//
// Clusters: the exchange algorithm over class bigrams (Martin, Liermann and
// Ney, "Algorithms for bigram and trigram word clustering", 1998): each word
// in turn moves to the class that raises the likelihood most, until a sweep
// brings little. The coarse classes are found the same way, with the fine
// classes as words.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/model/model_part.h"
#include "core/model/sparse_model.h"
#include "core/model/word_list.h"
#include "core/segment/segment.h"
#include "core/text/document.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

// What is no listed word still says something about its neighbours.
enum FixedClass : uint32_t {
  kBoundary,
  kUnlistedLower,
  kUnlistedUpper,
  kNumber,
  kFixedClasses,
};

struct Corpus {
  std::vector<std::string> words;  // Lower-cased forms.
  std::vector<uint64_t> counts;    // Per word.
  std::vector<uint32_t> tokens;    // Word + 1 each; 0 is a sentence's end.
  std::vector<uint8_t> fixed;      // Per token: what it is if not listed.
};

bool HasLetter(std::string_view form) {
  for (size_t at = 0; at < form.size();) {
    const DecodedCharacter character = DecodeValidUtf8(form, at);
    if (IsLetter(ClassifyCharacter(character.code_point))) return true;
    at += character.size;
  }
  return false;
}

bool StartsWithDigit(std::string_view form) {
  return form[0] >= '0' && form[0] <= '9';
}

Status ReadCorpus(const TrainArguments& arguments, Corpus* corpus) {
  std::unordered_map<std::string, uint32_t> numbers;
  const Segmenter segmenter(nullptr, nullptr);
  return ForEachParagraph(arguments, [&](const std::string& paragraph) {
    Document document;
    document.text = paragraph;
    Block block;
    block.span = {{0}, {static_cast<uint32_t>(paragraph.size())}};
    document.blocks.push_back(block);
    segmenter.SegmentBlock(0, &document);
    std::string lower;
    for (const Sentence& sentence : document.sentences) {
      corpus->tokens.push_back(0);
      corpus->fixed.push_back(kBoundary);
      for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        const std::string_view form = document.Text(document.tokens[i]);
        lower.clear();
        AppendLowerCase(form, &lower);
        const auto [entry, added] =
            numbers.emplace(lower, static_cast<uint32_t>(corpus->words.size()));
        if (added) {
          corpus->words.push_back(lower);
          corpus->counts.push_back(0);
        }
        ++corpus->counts[entry->second];
        corpus->tokens.push_back(entry->second + 1);
        corpus->fixed.push_back(StartsWithDigit(form) ? kNumber
                                : lower == form       ? kUnlistedLower
                                                      : kUnlistedUpper);
      }
    }
  });
}

// Counts of neighbouring pairs of items, both ways, as sorted lists.
struct Bigrams {
  struct Neighbour {
    uint32_t item;
    uint32_t count;
  };
  std::vector<std::vector<Neighbour>> after;
  std::vector<std::vector<Neighbour>> before;
  std::vector<uint64_t> counts;  // Per item, as the left side of pairs.
};

Bigrams MakeBigrams(std::vector<std::pair<uint32_t, uint32_t>> pairs,
                    const std::vector<uint32_t>* weights, size_t items) {
  std::vector<std::tuple<uint32_t, uint32_t, uint32_t>> sorted;
  sorted.reserve(pairs.size());
  for (size_t i = 0; i < pairs.size(); ++i) {
    sorted.emplace_back(pairs[i].first, pairs[i].second,
                        weights == nullptr ? 1 : (*weights)[i]);
  }
  std::sort(sorted.begin(), sorted.end());
  Bigrams bigrams;
  bigrams.after.resize(items);
  bigrams.before.resize(items);
  bigrams.counts.resize(items, 0);
  for (size_t i = 0; i < sorted.size();) {
    const auto [left, right, unused] = sorted[i];
    uint32_t count = 0;
    while (i < sorted.size() && std::get<0>(sorted[i]) == left &&
           std::get<1>(sorted[i]) == right) {
      count += std::get<2>(sorted[i++]);
    }
    bigrams.after[left].push_back({right, count});
    bigrams.before[right].push_back({left, count});
    bigrams.counts[left] += count;
  }
  return bigrams;
}

class ExchangeClusters {
 public:
  // Items below `fixed` keep a class of their own; the others are spread over
  // `classes` more by how common they are and then moved.
  ExchangeClusters(const Bigrams& bigrams, uint32_t fixed, uint32_t classes)
      : bigrams_(bigrams), fixed_(fixed), classes_(fixed + classes) {
    const size_t items = bigrams.counts.size();
    class_of_.resize(items);
    std::vector<uint32_t> order(items - fixed);
    std::iota(order.begin(), order.end(), fixed);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      return bigrams.counts[a] > bigrams.counts[b];
    });
    order_ = order;
    for (uint32_t i = 0; i < fixed; ++i) class_of_[i] = i;
    for (size_t i = 0; i < order.size(); ++i) {
      class_of_[order[i]] = fixed + static_cast<uint32_t>(i % classes);
    }
    table_.assign(size_t{classes_} * classes_, 0);
    left_.assign(classes_, 0);
    right_.assign(classes_, 0);
    logs_.resize(1 << 16);
    for (size_t i = 1; i < logs_.size(); ++i) {
      logs_[i] = static_cast<double>(i) * std::log(static_cast<double>(i));
    }
    for (uint32_t item = 0; item < items; ++item) {
      for (const auto& [next, count] : bigrams.after[item]) {
        Cell(class_of_[item], class_of_[next]) += count;
        left_[class_of_[item]] += count;
        right_[class_of_[next]] += count;
      }
    }
    after_.assign(classes_, 0);
    before_.assign(classes_, 0);
  }

  // One sweep over all items; how many moved.
  size_t Sweep() {
    size_t moved = 0;
    for (const uint32_t item : order_) moved += Move(item) ? 1 : 0;
    return moved;
  }

  double Likelihood() const {
    double sum = 0;
    for (const int64_t count : table_) sum += Log(count);
    for (const int64_t count : left_) sum -= Log(count);
    for (const int64_t count : right_) sum -= Log(count);
    return sum;
  }

  // From 0: fixed ones first.
  uint32_t class_of(uint32_t item) const { return class_of_[item]; }
  int64_t pair(uint32_t a, uint32_t b) const {
    return table_[size_t{a} * classes_ + b];
  }

 private:
  int64_t& Cell(uint32_t a, uint32_t b) {
    return table_[size_t{a} * classes_ + b];
  }
  double Log(int64_t n) const {
    if (n < static_cast<int64_t>(logs_.size())) {
      return logs_[static_cast<size_t>(n)];
    }
    return static_cast<double>(n) * std::log(static_cast<double>(n));
  }

  bool Move(uint32_t item) {
    const uint32_t old = class_of_[item];
    // The item's neighbours by class, itself apart.
    touched_.clear();
    int64_t self = 0;
    int64_t out = 0;
    int64_t in = 0;
    const auto note = [this](uint32_t cluster) {
      if (after_[cluster] == 0 && before_[cluster] == 0) {
        touched_.push_back(cluster);
      }
    };
    for (const auto& [next, count] : bigrams_.after[item]) {
      out += count;
      if (next == item) {
        self += count;
        continue;
      }
      note(class_of_[next]);
      after_[class_of_[next]] += count;
    }
    for (const auto& [previous, count] : bigrams_.before[item]) {
      in += count;
      if (previous == item) continue;
      note(class_of_[previous]);
      before_[class_of_[previous]] += count;
    }
    if (out + in == 0) return false;
    Add(old, -1, self, out, in);

    uint32_t best = old;
    double best_gain = 0;
    for (uint32_t cluster = fixed_; cluster < classes_; ++cluster) {
      double gain = 0;
      const int64_t* row = &table_[size_t{cluster} * classes_];
      for (const uint32_t other : touched_) {
        if (other == cluster) continue;
        if (after_[other] != 0) {
          gain += Log(row[other] + after_[other]) - Log(row[other]);
        }
        if (before_[other] != 0) {
          const int64_t count = Cell(other, cluster);
          gain += Log(count + before_[other]) - Log(count);
        }
      }
      const int64_t inside = after_[cluster] + before_[cluster] + self;
      if (inside != 0) {
        gain += Log(row[cluster] + inside) - Log(row[cluster]);
      }
      gain -= Log(left_[cluster] + out) - Log(left_[cluster]);
      gain -= Log(right_[cluster] + in) - Log(right_[cluster]);
      if (cluster == fixed_ || gain > best_gain + 1e-9 ||
          (cluster == old && gain > best_gain - 1e-9)) {
        best_gain = gain;
        best = cluster;
      }
    }
    Add(best, 1, self, out, in);
    class_of_[item] = best;
    for (const uint32_t cluster : touched_) {
      after_[cluster] = before_[cluster] = 0;
    }
    return best != old;
  }

  // Takes the current item's counts into a class, or out of it.
  void Add(uint32_t cluster, int64_t sign, int64_t self, int64_t out,
           int64_t in) {
    for (const uint32_t other : touched_) {
      Cell(cluster, other) += sign * after_[other];
      Cell(other, cluster) += sign * before_[other];
    }
    Cell(cluster, cluster) += sign * self;
    left_[cluster] += sign * out;
    right_[cluster] += sign * in;
  }

  const Bigrams& bigrams_;
  uint32_t fixed_;
  uint32_t classes_;
  std::vector<uint32_t> order_;
  std::vector<uint32_t> class_of_;
  std::vector<int64_t> table_;
  std::vector<int64_t> left_;
  std::vector<int64_t> right_;
  std::vector<double> logs_;
  std::vector<int64_t> after_;
  std::vector<int64_t> before_;
  std::vector<uint32_t> touched_;
};

struct ListedWord {
  uint64_t hash = 0;
  uint8_t rarity = 0;
  uint8_t cluster = 0;
};

std::vector<uint8_t> WriteSection(std::vector<ListedWord> words,
                                  std::span<const uint8_t> coarse,
                                  uint8_t unlisted_rarity,
                                  uint32_t remainder_bits) {
  const auto buckets = static_cast<uint32_t>(words.size());
  const uint32_t mask = (1U << remainder_bits) - 1;
  const auto place = [&](const ListedWord& word) {
    return SparseModel::BucketOf(word.hash, buckets) << remainder_bits |
           (static_cast<uint32_t>(word.hash) & mask);
  };
  std::sort(words.begin(), words.end(),
            [&](const ListedWord& a, const ListedWord& b) {
              return std::pair(place(a), a.rarity) <
                     std::pair(place(b), b.rarity);
            });
  // Of words that cannot be told apart the commonest stays.
  words.erase(std::unique(words.begin(), words.end(),
                          [&](const ListedWord& a, const ListedWord& b) {
                            return place(a) == place(b);
                          }),
              words.end());
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, static_cast<uint32_t>(words.size()));
  AppendU32(&bytes, buckets);
  AppendU32(&bytes, remainder_bits);
  AppendU32(&bytes, unlisted_rarity);
  bytes.insert(bytes.end(), coarse.begin(), coarse.end());
  std::vector<uint32_t> places;
  places.reserve(words.size());
  for (const ListedWord& word : words) places.push_back(place(word));
  AppendFingerprints(places, &bytes);
  for (const ListedWord& word : words) bytes.push_back(word.rarity);
  for (const ListedWord& word : words) bytes.push_back(word.cluster);
  return bytes;
}

// Rarities are rounded to this many eighths of an octave: finer steps cost
// bytes and change no ranking.
constexpr int kRarityStep = 4;

uint8_t Rarity(double share) {
  const double steps = -8.0 * std::log2(share) / kRarityStep;
  const int64_t rounded = std::llround(steps) * kRarityStep;
  return static_cast<uint8_t>(std::clamp<int64_t>(rounded, 0, 255));
}

}  // namespace

int TrainWords(const TrainArguments& arguments) {
  const auto limit =
      static_cast<size_t>(ExtraNumber(arguments, "words", 16000));
  const auto sweeps = static_cast<int>(ExtraNumber(arguments, "sweeps", 12));
  const auto remainder_bits =
      static_cast<uint32_t>(ExtraNumber(arguments, "bits", 8));
  constexpr uint32_t kFine = 255;
  constexpr uint32_t kCoarse = 31;

  Corpus corpus;
  const Status read = ReadCorpus(arguments, &corpus);
  if (!read.ok()) {
    std::fprintf(stderr, "%s\n", read.error().message.c_str());
    return 3;
  }
  uint64_t total = 0;
  for (const uint64_t count : corpus.counts) total += count;

  // The commonest words; by spelling where equally common. Numbers are
  // everybody's own: only what holds a letter is listed, and punctuation.
  std::vector<uint32_t> order;
  for (uint32_t word = 0; word < corpus.words.size(); ++word) {
    if (!StartsWithDigit(corpus.words[word]) || HasLetter(corpus.words[word])) {
      order.push_back(word);
    }
  }
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return std::pair(corpus.counts[b], std::string_view(corpus.words[a])) <
           std::pair(corpus.counts[a], std::string_view(corpus.words[b]));
  });
  order.resize(
      std::min(order.size(), std::min<size_t>(limit, kMaxListedWords)));
  std::fprintf(
      stderr, "%llu tokens, %zu words, %zu listed, rarest %llu times\n",
      static_cast<unsigned long long>(total), corpus.words.size(), order.size(),
      static_cast<unsigned long long>(corpus.counts[order.back()]));

  // Items: the fixed classes, then the listed words.
  std::vector<uint32_t> item_of(corpus.words.size() + 1, 0);
  for (size_t i = 0; i < order.size(); ++i) {
    item_of[order[i] + 1] = kFixedClasses + static_cast<uint32_t>(i);
  }
  std::vector<std::pair<uint32_t, uint32_t>> pairs;
  pairs.reserve(corpus.tokens.size());
  uint32_t previous = kBoundary;
  for (size_t i = 0; i < corpus.tokens.size(); ++i) {
    uint32_t item = item_of[corpus.tokens[i]];
    if (item == 0) item = corpus.fixed[i];
    pairs.emplace_back(previous, item);
    previous = item;
  }
  const Bigrams bigrams =
      MakeBigrams(std::move(pairs), nullptr, order.size() + kFixedClasses);
  ExchangeClusters fine(bigrams, kFixedClasses, kFine);
  for (int sweep = 0; sweep < sweeps; ++sweep) {
    const size_t moved = fine.Sweep();
    std::fprintf(stderr, "sweep %d: %zu moved, %.0f\n", sweep + 1, moved,
                 fine.Likelihood());
    if (moved * 200 < order.size()) break;
  }

  // Coarse: the fine classes are the items now.
  std::vector<std::pair<uint32_t, uint32_t>> class_pairs;
  std::vector<uint32_t> class_counts;
  constexpr uint32_t kAll = kFixedClasses + kFine;
  for (uint32_t a = 0; a < kAll; ++a) {
    for (uint32_t b = 0; b < kAll; ++b) {
      if (fine.pair(a, b) == 0) continue;
      class_pairs.emplace_back(a, b);
      class_counts.push_back(static_cast<uint32_t>(fine.pair(a, b)));
    }
  }
  const Bigrams class_bigrams =
      MakeBigrams(std::move(class_pairs), &class_counts, kAll);
  ExchangeClusters coarse(class_bigrams, kFixedClasses, kCoarse);
  for (int sweep = 0; sweep < 50 && coarse.Sweep() != 0; ++sweep) {
  }
  std::fprintf(stderr, "coarse: %.0f\n", coarse.Likelihood());

  std::array<uint8_t, 256> coarse_of{};
  for (uint32_t cluster = 0; cluster < kFine; ++cluster) {
    coarse_of[cluster + 1] = static_cast<uint8_t>(
        coarse.class_of(kFixedClasses + cluster) - kFixedClasses + 1);
  }
  std::vector<ListedWord> listed;
  for (size_t i = 0; i < order.size(); ++i) {
    ListedWord word;
    word.hash = MixHash(HashBytes(corpus.words[order[i]]));
    word.rarity = Rarity(static_cast<double>(corpus.counts[order[i]]) /
                         static_cast<double>(total));
    word.cluster = static_cast<uint8_t>(
        fine.class_of(kFixedClasses + static_cast<uint32_t>(i)) -
        kFixedClasses + 1);
    listed.push_back(word);
  }
  // A word that is not listed: as rare as the mean of the rest.
  uint64_t rest_tokens = 0;
  uint64_t rest_words = 0;
  for (uint32_t word = 0; word < corpus.words.size(); ++word) {
    if (item_of[word + 1] != 0) continue;
    rest_tokens += corpus.counts[word];
    ++rest_words;
  }
  const uint8_t unlisted =
      Rarity(static_cast<double>(std::max<uint64_t>(rest_tokens, 1)) /
             static_cast<double>(std::max<uint64_t>(rest_words, 1)) /
             static_cast<double>(total));
  const std::vector<uint8_t> bytes =
      WriteSection(listed, coarse_of, unlisted, remainder_bits);

  // For people: the commonest words of each class.
  if (ExtraNumber(arguments, "show", 0) != 0) {
    for (uint32_t cluster = 1; cluster <= kFine; ++cluster) {
      std::fprintf(stderr, "%u/%u:", cluster, coarse_of[cluster]);
      int shown = 0;
      for (size_t i = 0; i < order.size() && shown < 12; ++i) {
        if (listed[i].cluster != cluster) continue;
        std::fprintf(stderr, " %s", corpus.words[order[i]].c_str());
        ++shown;
      }
      std::fprintf(stderr, "\n");
    }
  }
  const Status written = WriteModelFile(arguments.output, bytes);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  std::fprintf(stderr, "%zu bytes in %s before deflation\n", bytes.size(),
               arguments.output.c_str());
  return 0;
}

}  // namespace standfirst::tools
