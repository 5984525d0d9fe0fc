#include "tools/train/logistic.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_map>
#include <utility>

#include "core/model/sparse_model.h"
#include "core/text/hash.h"

namespace standfirst::tools {
namespace {

// One coordinate of FTRL-Proximal.
struct Coordinate {
  double z = 0;
  double n = 0;

  double Weight(const LogisticOptions& options, double l1) const {
    if (std::abs(z) <= l1) return 0;
    const double sign = z < 0 ? -1.0 : 1.0;
    return -(z - sign * l1) /
           ((1.0 + std::sqrt(n)) / options.rate + options.l2);
  }
  void Update(double gradient, double weight, const LogisticOptions& options) {
    const double sigma =
        (std::sqrt(n + gradient * gradient) - std::sqrt(n)) / options.rate;
    z += gradient - sigma * weight;
    n += gradient * gradient;
  }
};

double Sigmoid(double score) { return 1.0 / (1.0 + std::exp(-score)); }

}  // namespace

void LogisticExamples::Start(bool positive, double weight) {
  labels_.push_back(positive);
  weights_.push_back(weight);
  ends_.push_back(features_.size());
}

void LogisticExamples::Add(uint64_t feature) {
  features_.push_back(feature);
  ends_.back() = features_.size();
}

uint64_t LogisticRegression::Identity(uint64_t feature) const {
  if (buckets_ == 0) return feature;
  return uint64_t{SparseModel::BucketOf(feature, buckets_)} << 32U |
         (feature & ((uint64_t{1} << remainder_bits_) - 1));
}

void LogisticRegression::Train(const LogisticExamples& examples,
                               const LogisticOptions& options) {
  // Number the features that occur often enough.
  std::unordered_map<uint64_t, int> counts;
  for (const uint64_t feature : examples.features_) ++counts[feature];
  std::unordered_map<uint64_t, uint32_t> numbers;
  std::vector<uint32_t> ids(examples.features_.size());
  keys_.clear();
  buckets_ = 0;
  for (size_t i = 0; i < ids.size(); ++i) {
    const uint64_t feature = examples.features_[i];
    if (counts[feature] < options.min_count) {
      ids[i] = kDropped;
      continue;
    }
    const auto [entry, added] =
        numbers.emplace(feature, static_cast<uint32_t>(keys_.size()));
    if (added) keys_.push_back(feature);
    ids[i] = entry->second;
  }

  const int rounds = options.keep == 0 ? 1 : 2;
  for (int round = 0; round < rounds; ++round) {
    std::vector<Coordinate> coordinates(keys_.size());
    Coordinate bias;
    std::vector<size_t> order(examples.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    uint64_t seed = options.seed;
    double loss = 0;
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
      for (size_t i = order.size(); i > 1; --i) {
        seed += 0x9e3779b97f4a7c15ULL;
        std::swap(order[i - 1], order[MixHash(seed) % i]);
      }
      loss = 0;
      for (const size_t example : order) {
        const size_t begin = example == 0 ? 0 : examples.ends_[example - 1];
        const size_t end = examples.ends_[example];
        double score = bias.Weight(options, 0);
        for (size_t i = begin; i < end; ++i) {
          if (ids[i] == kDropped) continue;
          score += coordinates[ids[i]].Weight(options, options.l1);
        }
        const double label = examples.labels_[example] ? 1.0 : 0.0;
        const double probability = Sigmoid(score);
        loss -= std::log(
            std::max(1e-12, label > 0.5 ? probability : 1.0 - probability));
        const double gradient =
            (probability - label) * examples.weights_[example];
        bias.Update(gradient, bias.Weight(options, 0), options);
        for (size_t i = begin; i < end; ++i) {
          if (ids[i] == kDropped) continue;
          Coordinate& coordinate = coordinates[ids[i]];
          coordinate.Update(gradient, coordinate.Weight(options, options.l1),
                            options);
        }
      }
    }
    bias_ = bias.Weight(options, 0);
    weights_.assign(keys_.size(), 0);
    std::vector<std::pair<double, uint32_t>> heaviest;
    for (uint32_t i = 0; i < keys_.size(); ++i) {
      weights_[i] = coordinates[i].Weight(options, options.l1);
      if (weights_[i] != 0) heaviest.emplace_back(-std::abs(weights_[i]), i);
    }
    std::fprintf(stderr, "  %zu examples, %zu weights, loss %.5f\n",
                 examples.size(), heaviest.size(),
                 loss / static_cast<double>(std::max<size_t>(1, order.size())));
    if (options.keep == 0 || round + 1 == rounds) break;
    std::sort(heaviest.begin(), heaviest.end());
    heaviest.resize(std::min(heaviest.size(), options.keep));
    if (options.remainder_bits != 0) {
      remainder_bits_ = options.remainder_bits;
      buckets_ = static_cast<uint32_t>(std::max<size_t>(1, heaviest.size()));
    }
    // From now on the kept ones alone, and what is taken for them.
    std::unordered_map<uint64_t, uint32_t> kept;
    std::vector<uint64_t> keys;
    for (const auto& [unused, old] : heaviest) {
      const bool added =
          kept.emplace(Identity(keys_[old]), static_cast<uint32_t>(keys.size()))
              .second;
      if (added) keys.push_back(keys_[old]);
    }
    keys_ = std::move(keys);
    for (size_t i = 0; i < ids.size(); ++i) {
      const auto found = kept.find(Identity(examples.features_[i]));
      ids[i] = found == kept.end() ? kDropped : found->second;
    }
  }
  if (options.quantum != 0) Quantize(examples, ids, options.quantum);
}

void LogisticRegression::Quantize(const LogisticExamples& examples,
                                  const std::vector<uint32_t>& ids,
                                  double quantum) {
  for (double& weight : weights_) {
    weight = std::round(weight / quantum) * quantum;
  }
  std::vector<double> scores(examples.size(), 0);
  for (size_t example = 0; example < scores.size(); ++example) {
    const size_t begin = example == 0 ? 0 : examples.ends_[example - 1];
    for (size_t i = begin; i < examples.ends_[example]; ++i) {
      if (ids[i] != kDropped) scores[example] += weights_[ids[i]];
    }
  }
  constexpr int kNewtonSteps = 10;
  for (int step = 0; step < kNewtonSteps; ++step) {
    double slope = 0;
    double curve = 1e-9;
    for (size_t example = 0; example < scores.size(); ++example) {
      const double probability = Sigmoid(scores[example] + bias_);
      const double weight = examples.weights_[example];
      slope += weight * (probability - (examples.labels_[example] ? 1.0 : 0.0));
      curve += weight * probability * (1 - probability);
    }
    bias_ -= slope / curve;
  }
}

LogisticRegression::Quality LogisticRegression::Measure(
    const LogisticExamples& examples) const {
  std::unordered_map<uint64_t, double> weights;
  for (size_t i = 0; i < keys_.size(); ++i) {
    weights[Identity(keys_[i])] = weights_[i];
  }
  Quality quality;
  for (size_t example = 0; example < examples.size(); ++example) {
    const size_t begin = example == 0 ? 0 : examples.ends_[example - 1];
    double score = bias_;
    for (size_t i = begin; i < examples.ends_[example]; ++i) {
      const auto found = weights.find(Identity(examples.features_[i]));
      if (found != weights.end()) score += found->second;
    }
    const bool label = examples.labels_[example];
    quality.loss -= std::log(std::max(1e-12, Sigmoid(label ? score : -score)));
    quality.wrong += (score > 0) == label ? 0 : 1;
  }
  return quality;
}

std::vector<SparseWeight> LogisticRegression::Weights() const {
  std::vector<SparseWeight> result;
  for (size_t i = 0; i < keys_.size(); ++i) {
    if (weights_[i] != 0) result.push_back({keys_[i], 0, weights_[i]});
  }
  return result;
}

}  // namespace standfirst::tools
