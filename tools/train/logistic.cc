#include "tools/train/logistic.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <unordered_map>
#include <utility>

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

void LogisticRegression::Train(const LogisticExamples& examples,
                               const LogisticOptions& options) {
  // Number the features that occur often enough.
  std::unordered_map<uint64_t, int> counts;
  for (const uint64_t feature : examples.features_) ++counts[feature];
  std::unordered_map<uint64_t, uint32_t> numbers;
  constexpr uint32_t kDropped = 0xFFFFFFFF;
  std::vector<uint32_t> ids(examples.features_.size());
  keys_.clear();
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

  std::vector<bool> allowed(keys_.size(), true);
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
          if (ids[i] == kDropped || !allowed[ids[i]]) continue;
          score += coordinates[ids[i]].Weight(options, options.l1);
        }
        const double label = examples.labels_[example] ? 1.0 : 0.0;
        const double probability = 1.0 / (1.0 + std::exp(-score));
        loss -= std::log(
            std::max(1e-12, label > 0.5 ? probability : 1.0 - probability));
        const double gradient =
            (probability - label) * examples.weights_[example];
        bias.Update(gradient, bias.Weight(options, 0), options);
        for (size_t i = begin; i < end; ++i) {
          if (ids[i] == kDropped || !allowed[ids[i]]) continue;
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
      if (!allowed[i]) continue;
      weights_[i] = coordinates[i].Weight(options, options.l1);
      if (weights_[i] != 0) heaviest.emplace_back(-std::abs(weights_[i]), i);
    }
    std::fprintf(stderr, "  %zu examples, %zu weights, loss %.5f\n",
                 examples.size(), heaviest.size(),
                 loss / static_cast<double>(std::max<size_t>(1, order.size())));
    if (options.keep == 0 || heaviest.size() <= options.keep) break;
    std::sort(heaviest.begin(), heaviest.end());
    allowed.assign(keys_.size(), false);
    for (size_t i = 0; i < options.keep; ++i) {
      allowed[heaviest[i].second] = true;
    }
  }
}

std::vector<SparseWeight> LogisticRegression::Weights() const {
  std::vector<SparseWeight> result;
  for (size_t i = 0; i < keys_.size(); ++i) {
    if (weights_[i] != 0) result.push_back({keys_[i], 0, weights_[i]});
  }
  return result;
}

}  // namespace standfirst::tools
