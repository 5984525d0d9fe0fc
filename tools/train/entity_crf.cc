#include "tools/train/entity_crf.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/entity/entity_model.h"
#include "core/text/hash.h"

namespace standfirst::tools {
namespace {
// Slopes smaller than this are not worth a step.
constexpr float kLeastGradient = 0.002F;
}  // namespace

Crf::Crf(uint32_t types, uint32_t features, const CrfOptions& options)
    : types_(types),
      label_count_(1 + 4 * types),
      options_(options),
      weights_(size_t{features} * kStride),
      slopes_(size_t{features} * kStride),
      dead_(features),
      transitions_(size_t{types + 1} * (types + 1)),
      transition_slopes_(transitions_.size()),
      inside_(4 * size_t{types}),
      inside_slopes_(inside_.size()) {}

namespace {

std::span<const uint32_t> FeaturesOf(const CrfCorpus& corpus, uint32_t token) {
  const uint32_t begin = corpus.feature_starts[token];
  return {corpus.features.data() + begin,
          corpus.feature_starts[token + 1] - begin};
}

std::span<const uint32_t> SecondFeaturesOf(const CrfCorpus& corpus,
                                           uint32_t token, CrfPass pass) {
  if (pass == CrfPass::kFirst || corpus.second_starts.empty()) return {};
  const uint32_t begin = corpus.second_starts[token];
  return {corpus.second_features.data() + begin,
          corpus.second_starts[token + 1] - begin};
}

}  // namespace

void Crf::AddScores(std::span<const uint32_t> features, float* row) const {
  for (size_t at = 0; at < features.size(); ++at) {
    if (at + 4 < features.size()) {
      __builtin_prefetch(&weights_[size_t{features[at + 4]} * kStride]);
    }
    const float* const weights = &weights_[size_t{features[at]} * kStride];
    for (uint32_t label = 0; label < kStride; ++label) {
      row[label] += weights[label];
    }
  }
}

void Crf::Score(const CrfCorpus& corpus, const CrfSentence& sentence,
                CrfPass pass) {
  scores_.assign(size_t{sentence.token_count} * kStride, 0.0F);
  for (uint32_t at = 0; at < sentence.token_count; ++at) {
    float* const row = &scores_[size_t{at} * kStride];
    const uint32_t token = sentence.first_token + at;
    AddScores(FeaturesOf(corpus, token), row);
    AddScores(SecondFeaturesOf(corpus, token, pass), row);
    for (uint32_t type = 0; type < types_; ++type) {
      for (uint32_t kind = 0; kind < 4; ++kind) {
        row[1 + 4 * type + kind] += row[label_count_ + type];
      }
    }
    if (scale_ != 1.0F) {
      for (uint32_t label = 0; label < label_count_; ++label) {
        row[label] *= scale_;
      }
    }
  }
}

double Crf::ForwardBackward(uint32_t count, const uint64_t* allowed,
                            float sign) {
  const uint32_t states = types_ + 1;
  const auto& transitions = transition_potentials_;
  const auto& inside = inside_potentials_;
  const auto potential = [&](uint32_t at, uint32_t label) {
    if (allowed != nullptr && (allowed[at] >> label & 1U) == 0) return 0.0F;
    return potentials_[size_t{at} * kStride + label];
  };
  forward_.assign(size_t{count} * kStride, 0.0F);
  backward_.assign(size_t{count} * kStride, 0.0F);
  scales_.assign(count, 0.0F);
  double total = 0;
  std::array<float, 17> ended{};
  std::array<float, 17> start{};
  for (uint32_t at = 0; at < count; ++at) {
    float* const own = &forward_[size_t{at} * kStride];
    const float* const before = at == 0 ? nullptr : own - kStride;
    if (at == 0) {
      ended.fill(0.0F);
      ended[0] = 1.0F;
    } else {
      ended[0] = before[0];
      for (uint32_t type = 0; type < types_; ++type) {
        ended[type + 1] = before[4 * type + 3] + before[4 * type + 4];
      }
    }
    start.fill(0.0F);
    for (uint32_t from = 0; from < states; ++from) {
      if (ended[from] == 0.0F) continue;
      for (uint32_t to = 0; to < states; ++to) {
        start[to] += ended[from] * transitions[from * states + to];
      }
    }
    float sum = own[0] = start[0] * potential(at, 0);
    for (uint32_t type = 0; type < types_; ++type) {
      const uint32_t begin = 1 + 4 * type;
      own[begin] = start[type + 1] * potential(at, begin);
      own[begin + 3] = start[type + 1] * potential(at, begin + 3);
      if (before != nullptr) {
        own[begin + 1] = (before[begin] * inside[size_t{4} * type] +
                          before[begin + 1] * inside[4 * type + 2]) *
                         potential(at, begin + 1);
        own[begin + 2] = (before[begin] * inside[4 * type + 1] +
                          before[begin + 1] * inside[4 * type + 3]) *
                         potential(at, begin + 2);
      }
      // What cannot end at the sentence's end must not count there.
      if (at + 1 == count) own[begin] = own[begin + 1] = 0.0F;
      sum += own[begin] + own[begin + 1] + own[begin + 2] + own[begin + 3];
    }
    if (!(sum > 0)) return -1e30;  // No path; the caller leaves it out.
    scales_[at] = 1.0F / sum;
    for (uint32_t label = 0; label < label_count_; ++label) {
      own[label] *= scales_[at];
    }
    total +=
        std::log(static_cast<double>(sum)) + static_cast<double>(peaks_[at]);
  }
  // backward[at][label]: of everything after, given the label, scaled.
  for (uint32_t at = count; at-- > 0;) {
    float* const own = &backward_[size_t{at} * kStride];
    if (at + 1 == count) {
      own[0] = 1.0F;
      for (uint32_t type = 0; type < types_; ++type) {
        own[4 * type + 3] = own[4 * type + 4] = 1.0F;
      }
    } else {
      const float* const next = own + kStride;
      const float* const forward = &forward_[size_t{at} * kStride];
      const float scale = scales_[at + 1];
      // Weight of starting each state next.
      start[0] = potential(at + 1, 0) * next[0] * scale;
      for (uint32_t type = 0; type < types_; ++type) {
        const uint32_t begin = 1 + 4 * type;
        start[type + 1] = (potential(at + 1, begin) * next[begin] +
                           potential(at + 1, begin + 3) * next[begin + 3]) *
                          scale;
      }
      ended[0] = forward[0];
      for (uint32_t type = 0; type < types_; ++type) {
        ended[type + 1] = forward[4 * type + 3] + forward[4 * type + 4];
      }
      for (uint32_t from = 0; from < states; ++from) {
        float sum = 0;
        for (uint32_t to = 0; to < states; ++to) {
          const float weight = transitions[from * states + to] * start[to];
          sum += weight;
          transition_marginals_[from * states + to] +=
              sign * ended[from] * weight;
        }
        if (from == 0) {
          own[0] = sum;
        } else {
          own[size_t{4} * from - 1] = own[size_t{4} * from] = sum;
        }
      }
      for (uint32_t type = 0; type < types_; ++type) {
        const uint32_t begin = 1 + 4 * type;
        const float to_inside =
            potential(at + 1, begin + 1) * next[begin + 1] * scale;
        const float to_end =
            potential(at + 1, begin + 2) * next[begin + 2] * scale;
        const float* const w = &inside[4 * size_t{type}];
        own[begin] = w[0] * to_inside + w[1] * to_end;
        own[begin + 1] = w[2] * to_inside + w[3] * to_end;
        float* const m = &inside_marginals_[4 * size_t{type}];
        m[0] += sign * forward[begin] * w[0] * to_inside;
        m[1] += sign * forward[begin] * w[1] * to_end;
        m[2] += sign * forward[begin + 1] * w[2] * to_inside;
        m[3] += sign * forward[begin + 1] * w[3] * to_end;
      }
    }
    float* const marginal = &marginals_[size_t{at} * kStride];
    const float* const forward = &forward_[size_t{at} * kStride];
    for (uint32_t label = 0; label < label_count_; ++label) {
      marginal[label] += sign * forward[label] * own[label];
    }
  }
  return total;
}

float Crf::Step(float gradient, Slope* slope) const {
  const float squared = slope->n + gradient * gradient;
  const float sigma =
      (std::sqrt(squared) - std::sqrt(slope->n)) / options_.alpha;
  // The weight that the state stood for so far.
  const float old = WeightOf(*slope);
  slope->z += gradient - sigma * old;
  slope->n = squared;
  return WeightOf(*slope);
}

float Crf::WeightOf(const Slope& slope) const {
  const float size = std::fabs(slope.z);
  if (size <= options_.l1) return 0.0F;
  const float pull = slope.z < 0 ? -(size - options_.l1) : size - options_.l1;
  return -pull / ((options_.beta + std::sqrt(slope.n)) / options_.alpha);
}

void Crf::Learn(std::span<const uint32_t> features, const float* gradient,
                std::span<const uint32_t> active) {
  for (const uint32_t id : features) {
    float* const weights = &weights_[size_t{id} * kStride];
    Slope* const slopes = &slopes_[size_t{id} * kStride];
    for (const uint32_t label : active) {
      if ((dead_[id] >> label & 1U) != 0) continue;
      weights[label] = Step(gradient[label], &slopes[label]);
    }
  }
}

double Crf::Run(const CrfCorpus& corpus, const CrfSentence& sentence,
                CrfPass pass) {
  const uint32_t count = sentence.token_count;
  Score(corpus, sentence, pass);
  potentials_.resize(size_t{count} * kStride);
  peaks_.resize(count);
  for (uint32_t at = 0; at < count; ++at) {
    const float* const scores = &scores_[size_t{at} * kStride];
    const float peak = *std::max_element(scores, scores + label_count_);
    peaks_[at] = peak;
    float* const row = &potentials_[size_t{at} * kStride];
    for (uint32_t label = 0; label < label_count_; ++label) {
      // Nothing is quite impossible: the numerator must keep its path.
      row[label] = std::exp(std::max(scores[label] - peak, -30.0F));
    }
  }
  transition_potentials_.resize(transitions_.size());
  inside_potentials_.resize(inside_.size());
  for (size_t at = 0; at < transitions_.size(); ++at) {
    transition_potentials_[at] = std::exp(transitions_[at]);
  }
  for (size_t at = 0; at < inside_.size(); ++at) {
    inside_potentials_[at] = std::exp(inside_[at]);
  }
  marginals_.assign(size_t{count} * kStride, 0.0F);
  transition_marginals_.assign(transitions_.size(), 0.0F);
  inside_marginals_.assign(inside_.size(), 0.0F);
  const double all = ForwardBackward(count, nullptr, 1.0F);
  const double right =
      ForwardBackward(count, &corpus.allowed[sentence.first_token], -1.0F);
  if (right < -1e29 || all < -1e29) return -1;
  return all - right;
}

double Crf::Loss(const CrfCorpus& corpus, CrfPass pass) {
  double loss = 0;
  for (const CrfSentence& sentence : corpus.sentences) {
    loss += std::max(0.0, Run(corpus, sentence, pass));
  }
  return loss / static_cast<double>(std::max<size_t>(1, corpus.allowed.size()));
}

CrfSentence Crf::Thin(const CrfCorpus& corpus, const CrfSentence& sentence) {
  const auto bound = static_cast<uint64_t>(
      static_cast<double>(options_.dropout) * 18446744073709551615.0);
  thinned_.allowed.clear();
  for (auto* const list :
       {&thinned_.feature_starts, &thinned_.features, &thinned_.second_starts,
        &thinned_.second_features}) {
    list->clear();
  }
  const auto take = [&](std::span<const uint32_t> from,
                        std::vector<uint32_t>* to) {
    for (const uint32_t id : from) {
      random_ += 0x9e3779b97f4a7c15ULL;
      if (MixHash(random_) >= bound) to->push_back(id);
    }
  };
  for (uint32_t at = 0; at < sentence.token_count; ++at) {
    const uint32_t token = sentence.first_token + at;
    thinned_.allowed.push_back(corpus.allowed[token]);
    thinned_.feature_starts.push_back(
        static_cast<uint32_t>(thinned_.features.size()));
    take(FeaturesOf(corpus, token), &thinned_.features);
    if (corpus.second_starts.empty()) continue;
    thinned_.second_starts.push_back(
        static_cast<uint32_t>(thinned_.second_features.size()));
    take(SecondFeaturesOf(corpus, token, CrfPass::kSecond),
         &thinned_.second_features);
  }
  thinned_.feature_starts.push_back(
      static_cast<uint32_t>(thinned_.features.size()));
  if (!thinned_.second_starts.empty()) {
    thinned_.second_starts.push_back(
        static_cast<uint32_t>(thinned_.second_features.size()));
  }
  return {0, sentence.token_count};
}

double Crf::Epoch(const CrfCorpus& all, std::span<const uint32_t> order,
                  uint32_t parity) {
  double loss = 0;
  uint32_t learnt = 0;
  size_t tokens = 0;
  std::array<uint32_t, kStride> active{};
  scale_ = 1.0F / (1.0F - options_.dropout);
  for (const uint32_t index : order) {
    const bool thin = options_.dropout > 0;
    const CrfSentence sentence =
        thin ? Thin(all, all.sentences[index]) : all.sentences[index];
    const CrfCorpus& corpus = thin ? thinned_ : all;
    const uint32_t count = sentence.token_count;
    const CrfPass pass =
        (++learnt + parity) % 2 == 0 ? CrfPass::kFirst : CrfPass::kSecond;
    if (average_interval_ != 0 && learnt % average_interval_ == 0) {
      SampleAverage();
    }
    const double own_loss = Run(corpus, sentence, pass);
    if (own_loss < 0) continue;
    loss += own_loss;
    tokens += count;
    for (uint32_t at = 0; at < count; ++at) {
      float* const gradient = &marginals_[size_t{at} * kStride];
      for (uint32_t type = 0; type < types_; ++type) {
        const float* const own = gradient + 1 + 4 * size_t{type};
        gradient[label_count_ + type] = own[0] + own[1] + own[2] + own[3];
      }
      for (uint32_t label = 0; label < column_count(); ++label) {
        gradient[label] *= scale_;
      }
      uint32_t active_count = 0;
      for (uint32_t label = 0; label < column_count(); ++label) {
        if (std::fabs(gradient[label]) > kLeastGradient) {
          active[active_count++] = label;
        }
      }
      if (active_count == 0) continue;
      const uint32_t token = sentence.first_token + at;
      const std::span<const uint32_t> labels(active.data(), active_count);
      Learn(FeaturesOf(corpus, token), gradient, labels);
      Learn(SecondFeaturesOf(corpus, token, pass), gradient, labels);
    }
    for (size_t at = 0; at < transitions_.size(); ++at) {
      transitions_[at] =
          Step(transition_marginals_[at], &transition_slopes_[at]);
    }
    for (size_t at = 0; at < inside_.size(); ++at) {
      inside_[at] = Step(inside_marginals_[at], &inside_slopes_[at]);
    }
  }
  scale_ = 1.0F;
  return tokens == 0 ? 0 : loss / static_cast<double>(tokens);
}

void Crf::Decode(const CrfCorpus& corpus, const CrfSentence& sentence,
                 CrfPass pass, std::vector<uint8_t>* labels) {
  Score(corpus, sentence, pass);
  const uint32_t count = sentence.token_count;
  const uint32_t states = types_ + 1;
  constexpr float kNever = -1e9F;
  std::vector<uint8_t> back(size_t{count} * kStride);
  std::array<float, kStride> best{};
  std::array<float, kStride> next{};
  for (uint32_t at = 0; at < count; ++at) {
    const float* const own = &scores_[size_t{at} * kStride];
    for (uint32_t label = 0; label < label_count_; ++label) {
      const uint32_t kind = label == 0 ? kSingleLabel : (label - 1) % 4;
      const uint32_t state = label == 0 ? 0 : (label - 1) / 4 + 1;
      float top = kNever;
      uint32_t from = 0;
      const auto offer = [&](float score, uint32_t other) {
        if (score > top) {
          top = score;
          from = other;
        }
      };
      if (kind == kBeginLabel || kind == kSingleLabel) {
        if (at == 0) {
          offer(transitions_[state], 0);
        } else {
          offer(best[0] + transitions_[state], 0);
          for (uint32_t type = 0; type < types_; ++type) {
            const float extra = transitions_[(type + 1) * states + state];
            offer(best[4 * type + 3] + extra, 4 * type + 3);
            offer(best[4 * type + 4] + extra, 4 * type + 4);
          }
        }
      } else if (at > 0) {
        const uint32_t begin = 4 * (state - 1) + 1;
        const float* const w = &inside_[4 * size_t{state - 1}];
        const bool inner = kind == kInsideLabel;
        offer(best[begin] + (inner ? w[0] : w[1]), begin);
        offer(best[begin + 1] + (inner ? w[2] : w[3]), begin + 1);
      }
      next[label] = top + own[label];
      back[size_t{at} * kStride + label] = static_cast<uint8_t>(from);
    }
    best = next;
  }
  uint32_t label = 0;
  for (uint32_t other = 1; other < label_count_; ++other) {
    const uint32_t kind = (other - 1) % 4;
    if (kind >= kEndLabel && best[other] > best[label]) label = other;
  }
  labels->resize(count);
  for (uint32_t at = count; at-- > 0;) {
    (*labels)[at] = static_cast<uint8_t>(label);
    label = back[size_t{at} * kStride + label];
  }
}

void Crf::Prune(float cut) {
  for (size_t feature = 0; feature < dead_.size(); ++feature) {
    for (uint32_t label = 0; label < column_count(); ++label) {
      float& value = weights_[feature * kStride + label];
      if (std::fabs(value) < cut) {
        value = 0;
        dead_[feature] |= uint64_t{1} << label;
      }
    }
  }
}

void Crf::Forget(uint32_t begin, uint32_t end) {
  std::fill(weights_.begin() + static_cast<std::ptrdiff_t>(begin) * kStride,
            weights_.begin() + static_cast<std::ptrdiff_t>(end) * kStride,
            0.0F);
}

void Crf::PruneTo(size_t count, uint32_t free_begin, uint32_t free_end) {
  // What a feature's fingerprint takes, in weights.
  constexpr float kRowCost = 1.6F;
  const auto saliency = [&](size_t at) {
    return weights_[at] * weights_[at] * slopes_[at].n;
  };
  struct Row {
    uint32_t feature;
    std::vector<float> saliencies;
  };
  std::vector<Row> rows;
  for (uint32_t feature = 0; feature < dead_.size(); ++feature) {
    if (feature >= free_begin && feature < free_end) continue;
    Row row{feature, {}};
    for (uint32_t column = 0; column < column_count(); ++column) {
      const size_t at = size_t{feature} * kStride + column;
      if (weights_[at] != 0) row.saliencies.push_back(saliency(at));
    }
    if (!row.saliencies.empty()) rows.push_back(std::move(row));
  }
  // A row stays if what its weights bring beyond the price of each pays for
  // the fingerprint too.
  const auto weights_kept = [&](const Row& row, float price) {
    float surplus = -kRowCost * price;
    size_t kept = 0;
    for (const float value : row.saliencies) {
      if (value < price) continue;
      surplus += value - price;
      ++kept;
    }
    return surplus < 0 ? size_t{0} : kept;
  };
  float low = 0;
  float high = 1e6F;
  for (int step = 0; step < 60; ++step) {
    const float price =
        step < 40 ? std::sqrt(std::max(low, 1e-9F) * high) : (low + high) / 2;
    size_t kept = 0;
    for (const Row& row : rows) kept += weights_kept(row, price);
    (kept > count ? low : high) = price;
  }
  const uint64_t every = (uint64_t{1} << column_count()) - 1;
  std::vector<uint64_t> alive(dead_.size());
  for (const Row& row : rows) {
    if (weights_kept(row, high) == 0) continue;
    for (uint32_t column = 0; column < column_count(); ++column) {
      const size_t at = size_t{row.feature} * kStride + column;
      if (weights_[at] != 0 && saliency(at) >= high) {
        alive[row.feature] |= uint64_t{1} << column;
      }
    }
  }
  for (size_t feature = 0; feature < dead_.size(); ++feature) {
    if (feature >= free_begin && feature < free_end) continue;
    dead_[feature] = every & ~alive[feature];
    for (uint32_t column = 0; column < column_count(); ++column) {
      if ((alive[feature] >> column & 1) == 0) {
        weights_[feature * kStride + column] = 0;
      }
    }
  }
}

std::vector<bool> Crf::Alive() const {
  const uint64_t every = (uint64_t{1} << column_count()) - 1;
  std::vector<bool> alive(dead_.size());
  for (size_t feature = 0; feature < dead_.size(); ++feature) {
    alive[feature] = (dead_[feature] & every) != every;
  }
  return alive;
}

size_t Crf::WeightCount() const {
  return weights_.size() - static_cast<size_t>(std::count(
                               weights_.begin(), weights_.end(), 0.0F));
}

void Crf::StartAverage(uint32_t interval) {
  average_interval_ = interval;
  average_samples_ = 0;
  weight_sums_.assign(weights_.size(), 0.0F);
  transition_sums_.assign(transitions_.size(), 0.0F);
  inside_sums_.assign(inside_.size(), 0.0F);
}

void Crf::SampleAverage() {
  const auto add = [](const std::vector<float>& from, std::vector<float>* to) {
    for (size_t at = 0; at < from.size(); ++at) (*to)[at] += from[at];
  };
  add(weights_, &weight_sums_);
  add(transitions_, &transition_sums_);
  add(inside_, &inside_sums_);
  ++average_samples_;
}

void Crf::UseAverage() {
  if (average_samples_ == 0) return;
  const auto samples = static_cast<float>(average_samples_);
  const auto use = [samples](std::vector<float>* sums, std::vector<float>* to) {
    for (size_t at = 0; at < sums->size(); ++at) {
      (*to)[at] = (*sums)[at] / samples;
    }
    sums->clear();
  };
  use(&weight_sums_, &weights_);
  use(&transition_sums_, &transitions_);
  use(&inside_sums_, &inside_);
  average_interval_ = 0;
}

}  // namespace standfirst::tools
