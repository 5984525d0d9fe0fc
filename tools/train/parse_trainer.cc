// standfirst-train parse: the dependency parser, an averaged perceptron
// (Collins 2002) that learns from its own paths (Goldberg and Nivre 2013).
// Writes section "parse" of part `grammar`.
//
// Moves and relations have weights of their own. Four rounds: with all
// features; with those of the first that were changed often, then with ever
// fewer of the heaviest weights. The last one learns as the stored model looks
// features up, by fingerprints of few bits, and so lives with the mistaken
// ones.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/model/model_part.h"
#include "core/model/sparse_model.h"
#include "core/model/word_list.h"
#include "core/parse/parse.h"
#include "core/parse/parse_model.h"
#include "core/parse/parse_state.h"
#include "core/tag/tag.h"
#include "core/tag/tag_model.h"
#include "core/text/document.h"
#include "tools/common/conllu.h"
#include "tools/common/model_files.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/linear.h"
#include "tools/train/perceptron.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

struct TrainingTree {
  Document document;            // Of one sentence, tagged.
  std::vector<uint32_t> heads;  // The root is behind the last word.
  std::vector<uint8_t> relations;
  std::vector<std::vector<uint32_t>> children;  // Of each word and the root.
};

TrainingTree MakeTree(const TreebankSentence& gold) {
  TrainingTree tree;
  tree.document = MakeTokenDocument(gold.forms);
  const auto size = static_cast<uint32_t>(gold.forms.size());
  tree.children.resize(size + 1);
  for (uint32_t at = 0; at < size; ++at) {
    const uint32_t head = gold.heads[at] == 0 ? size : gold.heads[at] - 1;
    tree.heads.push_back(head);
    tree.children[head].push_back(at);
    tree.relations.push_back(
        static_cast<uint8_t>(ParseRelation(gold.relations[at])));
  }
  return tree;
}

// How many arcs of the gold tree each move puts out of reach.
std::array<uint32_t, kParseMoveCount> Costs(const ParseState& state,
                                            const TrainingTree& gold) {
  std::array<uint32_t, kParseMoveCount> costs{};
  const uint32_t next = state.next();
  const uint32_t top = state.top();
  if (next < state.root()) {
    const auto waits = [&state](uint32_t node) {
      return node < state.next() && state.head(node) == state.nobody();
    };
    const uint32_t head = gold.heads[next];
    costs[0] += head != top && waits(head) ? 1 : 0;
    for (const uint32_t child : gold.children[next]) {
      costs[0] += waits(child) ? 1 : 0;
    }
  }
  if (top != state.nobody()) {
    const uint32_t head = gold.heads[top];
    uint32_t children = 0;
    for (const uint32_t child : gold.children[top]) {
      children += child >= next ? 1 : 0;
    }
    costs[1] = children + (head == state.below() || head > next ? 1 : 0);
    costs[2] = children + (head >= next ? 1 : 0);
  }
  return costs;
}

struct Weights {
  PerceptronWeights moves;
  PerceptronWeights relations;
};

// Features as the stored model tells them apart. The last round learns with
// these in place of hashes, and so what it costs to take one for another.
class Fingerprints {
 public:
  Fingerprints() = default;
  Fingerprints(uint32_t buckets, uint32_t bits)
      : buckets_(buckets), bits_(bits) {}

  // Instead of a hash one that stands for all with its fingerprint.
  uint64_t Common(uint64_t hash) const {
    if (buckets_ == 0) return hash;
    const uint64_t bucket = SparseModel::BucketOf(hash, buckets_);
    const uint64_t high = ((bucket << 32U) + buckets_ - 1) / buckets_;
    return high << 32U | (hash & ((uint64_t{1} << bits_) - 1));
  }
  uint32_t buckets() const { return buckets_; }

 private:
  uint32_t buckets_ = 0;  // 0: hashes stay as they are.
  uint32_t bits_ = 8;
};

struct TrainingPlan {
  int epochs = 8;
  uint64_t seed = 1;
  double explored = 0.9;    // How often the parser's own moves are followed.
  int32_t move_margin = 0;  // By how much the right one has to lead.
  int32_t relation_margin = 0;
  Fingerprints fingerprints;
};

// Trains on all trees; returns the number of steps.
uint32_t Train(const std::vector<TrainingTree>& trees, const WordList& list,
               const TrainingPlan& plan, Weights* weights) {
  std::vector<uint32_t> order(trees.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  SeededNumbers numbers(plan.seed);
  uint32_t step = 1;
  std::array<uint64_t, kMaxParseFeatures> hashes{};
  ParseState state;
  for (int epoch = 0; epoch < plan.epochs; ++epoch) {
    numbers.Shuffle(&order);
    size_t total = 0;
    size_t right = 0;
    size_t labelled = 0;
    for (const uint32_t number : order) {
      const TrainingTree& gold = trees[number];
      state.Begin(gold.document.sentences[0], gold.document, &list);
      while (!state.done()) {
        ++step;
        const uint32_t legal = state.LegalMoves();
        const std::array<uint32_t, kParseMoveCount> costs = Costs(state, gold);
        const std::span<uint64_t> features(hashes.data(),
                                           state.MoveFeatures(hashes.data()));
        for (uint64_t& hash : features) {
          hash = plan.fingerprints.Common(MixHash(hash));
        }
        std::array<int32_t, kParseMoveCount> scores{};
        weights->moves.AddTo(features, scores.data());
        uint32_t least = std::numeric_limits<uint32_t>::max();
        for (uint32_t move = 0; move < kParseMoveCount; ++move) {
          if ((legal >> move & 1U) != 0) least = std::min(least, costs[move]);
        }
        std::optional<uint32_t> best_right;
        std::optional<uint32_t> best_wrong;
        for (uint32_t move = 0; move < kParseMoveCount; ++move) {
          if ((legal >> move & 1U) == 0) continue;
          std::optional<uint32_t>* best =
              costs[move] > least ? &best_wrong : &best_right;
          if (!*best || scores[move] > scores[**best]) *best = move;
        }
        uint32_t best = *best_right;
        if (best_wrong) {
          const int32_t lead = scores[*best_right] - scores[*best_wrong];
          // Equal scores: the lower move, as the parser has it.
          if (lead < 0 || (lead == 0 && *best_wrong < *best_right)) {
            best = *best_wrong;
          }
          if (best == *best_wrong || lead < plan.move_margin) {
            for (const uint64_t feature : features) {
              weights->moves.Update(feature, *best_right, 1, step);
              weights->moves.Update(feature, *best_wrong, -1, step);
            }
          }
        }
        const bool own =
            epoch > 0 && static_cast<double>(numbers.Next() >> 11U) * 0x1p-53 <
                             plan.explored;
        const auto move = static_cast<ParseMove>(own ? best : *best_right);
        if (move == ParseMove::kShift) {
          state.Shift();
          continue;
        }
        const uint32_t head = state.HeadOf(move);
        const uint32_t dependent = state.top();
        uint32_t relation = 0;
        const bool head_right = head == gold.heads[dependent];
        if (head != state.root()) {
          const std::span<uint64_t> of_relation(
              hashes.data(), state.RelationFeatures(head, hashes.data()));
          for (uint64_t& hash : of_relation) {
            hash = plan.fingerprints.Common(MixHash(hash));
          }
          std::array<int32_t, kRelationCount> sums{};
          weights->relations.AddTo(of_relation, sums.data());
          const uint32_t wanted = gold.relations[dependent];
          relation = 1;
          uint32_t rival = 0;
          for (uint32_t other = 1; other < kRelationCount; ++other) {
            if (sums[other] > sums[relation]) relation = other;
            if (other != wanted && (rival == 0 || sums[other] > sums[rival])) {
              rival = other;
            }
          }
          if (head_right && (relation != wanted || sums[wanted] - sums[rival] <
                                                       plan.relation_margin)) {
            for (const uint64_t feature : of_relation) {
              weights->relations.Update(feature, wanted, 1, step);
              weights->relations.Update(feature, rival, -1, step);
            }
          }
        }
        ++total;
        right += head_right ? 1 : 0;
        labelled += head_right && relation == gold.relations[dependent] ? 1 : 0;
        state.Attach(head, static_cast<uint8_t>(relation));
      }
    }
    std::fprintf(stderr, "  epoch %d: %.2f %.2f\n", epoch + 1,
                 100.0 * static_cast<double>(right) /
                     static_cast<double>(std::max<size_t>(total, 1)),
                 100.0 * static_cast<double>(labelled) /
                     static_cast<double>(std::max<size_t>(total, 1)));
  }
  return step;
}

// Of three moves' weights only the differences count: without the middle one
// two are left.
std::vector<SparseWeight> WithoutMiddle(std::vector<SparseWeight> weights) {
  std::sort(weights.begin(), weights.end(),
            [](const SparseWeight& a, const SparseWeight& b) {
              return std::tuple(a.hash, a.label) < std::tuple(b.hash, b.label);
            });
  std::vector<SparseWeight> result;
  for (size_t at = 0; at < weights.size();) {
    std::array<double, kParseMoveCount> of{};
    const uint64_t hash = weights[at].hash;
    for (; at < weights.size() && weights[at].hash == hash; ++at) {
      of[weights[at].label] += weights[at].weight;
    }
    std::array<double, kParseMoveCount> sorted = of;
    std::sort(sorted.begin(), sorted.end());
    for (uint32_t move = 0; move < kParseMoveCount; ++move) {
      if (of[move] == sorted[1]) continue;
      result.push_back({hash, move, of[move] - sorted[1]});
    }
  }
  return result;
}

struct StoreOptions {
  uint32_t remainder_bits = 8;
  uint32_t buckets = 0;
  // Of the 127 steps of a stored weight's root only multiples of this one.
  double quantum = 1;
};

// Both kinds of weights on one scale, each kind's largest the same, so that all
// have the full range.
SparseModelBytes Store(const std::vector<SparseWeight>& moves,
                       const std::vector<SparseWeight>& relations,
                       const StoreOptions& options) {
  std::vector<SparseWeight> all;
  uint32_t first = 0;
  for (const auto* weights : {&moves, &relations}) {
    double largest = 1e-9;
    for (const SparseWeight& weight : *weights) {
      largest = std::max(largest, std::abs(weight.weight));
    }
    for (const SparseWeight& weight : *weights) {
      const double root = std::sqrt(std::abs(weight.weight) / largest) * 127;
      const double rounded = std::min(
          options.quantum * std::round(root / options.quantum) / 127, 1.0);
      all.push_back({weight.hash, first + weight.label,
                     std::copysign(rounded * rounded, weight.weight)});
    }
    first += kParseMoveCount;
  }
  return WriteSparseModel(all, {.label_count = kParseLabelCount,
                                .remainder_bits = options.remainder_bits,
                                .buckets = options.buckets,
                                .max_weight = 1});
}

size_t CountFeatures(const std::vector<SparseWeight>& weights) {
  std::vector<uint64_t> hashes;
  hashes.reserve(weights.size());
  for (const SparseWeight& weight : weights) hashes.push_back(weight.hash);
  std::sort(hashes.begin(), hashes.end());
  return static_cast<size_t>(std::unique(hashes.begin(), hashes.end()) -
                             hashes.begin());
}

// Attachment on trees that were kept from training.
void Measure(const std::vector<TrainingTree>& trees, const WordList& list,
             const std::vector<uint8_t>& bytes) {
  ModelSection section;
  section.version = kParseSectionVersion;
  section.bytes = bytes;
  const Expected<ParseModel> model = ParseModel::Read(section);
  if (!model.ok() || trees.empty()) return;
  Parser parser(&model.value(), &list);
  std::vector<ParsedToken> parsed;
  size_t total = 0;
  size_t right = 0;
  size_t labelled = 0;
  for (const TrainingTree& gold : trees) {
    parser.ParseSentence(gold.document.sentences[0], gold.document, &parsed);
    for (size_t at = 0; at < parsed.size(); ++at) {
      const uint32_t head = parsed[at].head == ParsedToken::kRoot
                                ? static_cast<uint32_t>(parsed.size())
                                : parsed[at].head;
      const bool good = head == gold.heads[at];
      ++total;
      right += good ? 1 : 0;
      labelled += good && static_cast<uint8_t>(parsed[at].relation) ==
                              gold.relations[at]
                      ? 1
                      : 0;
    }
  }
  std::fprintf(
      stderr, "held out: %.2f %.2f\n",
      100.0 * static_cast<double>(right) / static_cast<double>(total),
      100.0 * static_cast<double>(labelled) / static_cast<double>(total));
}

}  // namespace

int TrainParse(const TrainArguments& arguments) {
  const int epochs = static_cast<int>(ExtraNumber(arguments, "epochs", 7));
  const auto least = static_cast<uint32_t>(ExtraNumber(arguments, "least", 15));
  const auto kept_moves =
      static_cast<size_t>(ExtraNumber(arguments, "moves", 48000));
  const auto kept_relations =
      static_cast<size_t>(ExtraNumber(arguments, "relations", 30000));
  const double first = ExtraNumber(arguments, "first", 2.5);
  const auto remainder_bits =
      static_cast<uint32_t>(ExtraNumber(arguments, "bits", 5));
  // Of so many trees one is kept from training and measured; 0: none.
  const auto held_out =
      static_cast<uint32_t>(ExtraNumber(arguments, "held-out", 0));

  const auto read_section = [&](std::string_view name, const char* fallback,
                                uint32_t version, std::vector<uint8_t>* bytes,
                                ModelSection* section) {
    Expected<std::vector<uint8_t>> read =
        ReadModelFile(ExtraText(arguments, name, fallback));
    if (!read.ok()) {
      std::fprintf(stderr, "%s\n", read.error().message.c_str());
      return false;
    }
    *bytes = std::move(read).value();
    section->version = version;
    section->bytes = *bytes;
    return true;
  };
  // Word list and tagger are inputs.
  std::vector<uint8_t> word_bytes;
  std::vector<uint8_t> tag_bytes;
  ModelSection words;
  ModelSection tags;
  if (!read_section("words", "models/sections/base.words@2", kWordListVersion,
                    &word_bytes, &words) ||
      !read_section("tags", "models/sections/grammar.tags", kTagSectionVersion,
                    &tag_bytes, &tags)) {
    return 3;
  }
  const Expected<WordList> list = WordList::Read(words);
  const Expected<TagModel> tagger_model = TagModel::Read(tags);
  if (!list.ok() || !tagger_model.ok()) {
    std::fprintf(
        stderr, "%s\n",
        (list.ok() ? tagger_model.error() : list.error()).message.c_str());
    return 3;
  }

  std::vector<TrainingTree> trees;
  std::vector<TrainingTree> kept_out;
  uint32_t number = 0;
  for (const char* name : {"ud/gum_train.conllu", "ud/ewt_train.conllu"}) {
    const Expected<std::vector<TreebankSentence>> read =
        ReadTreebank(DataPath(arguments, name));
    if (!read.ok()) {
      std::fprintf(stderr, "%s\n", read.error().message.c_str());
      return 3;
    }
    for (const TreebankSentence& gold : read.value()) {
      TrainingTree tree = MakeTree(gold);
      Tagger tagger(&tagger_model.value(), &list.value());
      tagger.TagSentence(tree.document.sentences[0], &tree.document);
      // By stretches, so that no text stands on both sides.
      const bool out =
          held_out != 0 && number++ / 200 % held_out == held_out - 1;
      (out ? kept_out : trees).push_back(std::move(tree));
    }
  }
  std::fprintf(stderr, "%zu trees, %zu held out\n", trees.size(),
               kept_out.size());

  Weights weights;
  TrainingPlan plan;
  plan.epochs = epochs;
  plan.seed = arguments.seed;
  plan.explored = ExtraNumber(arguments, "explored", 0.9);
  std::vector<SparseWeight> moves;
  std::vector<SparseWeight> relations;
  StoreOptions store;
  store.remainder_bits = remainder_bits;
  store.quantum = ExtraNumber(arguments, "quantum", 7);
  plan.move_margin =
      static_cast<int32_t>(ExtraNumber(arguments, "move-margin", 40));
  plan.relation_margin =
      static_cast<int32_t>(ExtraNumber(arguments, "relation-margin", 40));
  SparseModelBytes stored;
  const int rounds = static_cast<int>(ExtraNumber(arguments, "rounds", 3));
  for (int round = 0; round <= rounds; ++round) {
    const uint32_t steps = Train(trees, list.value(), plan, &weights);
    const uint32_t seldom = round == 0 ? least : 0;
    moves = WithoutMiddle(weights.moves.Averages(steps, seldom));
    relations = weights.relations.Averages(steps, seldom);
    std::fprintf(stderr, "round %d: %zu and %zu weights\n", round + 1,
                 moves.size(), relations.size());
    if (round > 0 && round < rounds) {
      const SparseModelBytes made = Store(moves, relations, store);
      Measure(kept_out, list.value(), made.bytes);
    }
    if (round < rounds) {
      const double times = std::pow(first, rounds - 1 - round);
      const auto limit = [times](size_t count) {
        return static_cast<size_t>(times * static_cast<double>(count));
      };
      moves = Heaviest(std::move(moves), limit(kept_moves));
      relations = Heaviest(std::move(relations), limit(kept_relations));
      if (round + 1 == rounds) {
        store.buckets = static_cast<uint32_t>(CountFeatures(moves) +
                                              CountFeatures(relations));
        plan.fingerprints = Fingerprints(store.buckets, remainder_bits);
        for (auto* kind : {&moves, &relations}) {
          for (SparseWeight& weight : *kind) {
            weight.hash = plan.fingerprints.Common(weight.hash);
          }
        }
      }
      weights.moves.Restrict(moves);
      weights.relations.Restrict(relations);
    } else {
      stored = Store(moves, relations, store);
    }
    plan.seed = arguments.seed + static_cast<uint64_t>(round) + 1;
  }
  Measure(kept_out, list.value(), stored.bytes);
  std::fprintf(stderr,
               "%zu features, %zu weights, %zu rounded away, %zu collisions\n",
               stored.features, stored.entries, stored.rounded_to_zero,
               stored.collisions);
  const Status written = WriteModelFile(arguments.output, stored.bytes);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
