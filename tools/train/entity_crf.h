#ifndef STANDFIRST_TOOLS_TRAIN_ENTITY_CRF_H_
#define STANDFIRST_TOOLS_TRAIN_ENTITY_CRF_H_

#include <cstdint>
#include <span>
#include <vector>

namespace standfirst::tools {

// One sentence to learn from: its tokens' features as ids, and which labels
// each token's corpus allows (bit per label; several where the corpus does not
// say).
struct CrfSentence {
  uint32_t first_token = 0;  // Into CrfCorpus::tokens.
  uint32_t token_count = 0;
};
struct CrfCorpus {
  std::vector<CrfSentence> sentences;
  std::vector<uint64_t> allowed;         // One per token.
  std::vector<uint32_t> feature_starts;  // One per token and one more.
  std::vector<uint32_t> features;
  // The second pass's features, likewise; may be empty.
  std::vector<uint32_t> second_starts;
  std::vector<uint32_t> second_features;
};

enum class CrfPass { kFirst, kSecond };

struct CrfOptions {
  float alpha = 0.05F;  // FTRL-proximal: learning rate,
  float beta = 1.0F;    // its damping,
  float l1 = 0.5F;      // and the pull to nought.
  // Share of a token's features that are left out at each step, others taken
  // (Srivastava et al. 2014); the rest counts for more.
  float dropout = 0.0F;
};

// Linear-chain conditional random field with BIOES labels (EntityLabel),
// learnt from partial labels: the numerator sums over all allowed paths
// (Tsuboi et al. 2008). Weights by FTRL-proximal (McMahan et al. 2013), one
// step per token and feature.
class Crf {
 public:
  static constexpr uint32_t kStride = 48;  // Columns at most.

  Crf(uint32_t types, uint32_t features, const CrfOptions& options);

  // Once over the corpus in the order given; every other sentence without the
  // second pass's features, `parity` says which. Mean loss per token.
  double Epoch(const CrfCorpus& corpus, std::span<const uint32_t> order,
               uint32_t parity);
  // Mean loss per token of what is not learnt from.
  double Loss(const CrfCorpus& corpus, CrfPass pass);
  void Decode(const CrfCorpus& corpus, const CrfSentence& sentence,
              CrfPass pass, std::vector<uint8_t>* labels);
  // Weights below `cut` become nought and stay so.
  void Prune(float cut);
  // Keeps about `count` weights, those whose loss would cost most (optimal
  // brain damage, LeCun, Denker and Solla 1990: weight squared times
  // curvature, for which the gradients' squares stand) for the bytes that they
  // and their feature take; the others become nought and stay so. Features
  // from `free_begin` to `free_end` stay and do not count.
  void PruneTo(size_t count, uint32_t free_begin, uint32_t free_end);
  // Weights of features from `begin` to `end` become nought.
  void Forget(uint32_t begin, uint32_t end);
  // Which features have a weight left.
  std::vector<bool> Alive() const;
  size_t WeightCount() const;
  // From here on the mean of all weights is kept as well, a sample every
  // `interval` sentences; UseAverage puts it in the weights' place for good.
  void StartAverage(uint32_t interval);
  void UseAverage();

  void set_l1(float l1) { options_.l1 = l1; }

  // Columns are the labels, then one for each type: a weight there counts for
  // all four labels of the type.
  float weight(uint32_t feature, uint32_t column) const {
    return weights_[size_t{feature} * kStride + column];
  }
  uint32_t column_count() const { return label_count_ + types_; }
  // (types + 1)^2, then 4 * types, as EntityModel has them.
  const std::vector<float>& transitions() const { return transitions_; }
  const std::vector<float>& inside() const { return inside_; }

 private:
  struct Slope {  // FTRL's state of one weight.
    float z = 0;
    float n = 0;
  };
  void Score(const CrfCorpus& corpus, const CrfSentence& sentence,
             CrfPass pass);
  // Both runs over one sentence: the gradients are in the marginals then.
  // Gives its loss; below nought where no path is allowed.
  double Run(const CrfCorpus& corpus, const CrfSentence& sentence,
             CrfPass pass);
  void AddScores(std::span<const uint32_t> features, float* row) const;
  void Learn(std::span<const uint32_t> features, const float* gradient,
             std::span<const uint32_t> active);
  void SampleAverage();
  // Forward and backward over labels in `allowed` (nullptr: all); marginals
  // are added to `marginals_` times `sign`, those of transitions likewise.
  // Gives the logarithm of the sum over paths.
  double ForwardBackward(uint32_t count, const uint64_t* allowed, float sign);
  float Step(float gradient, Slope* slope) const;
  float WeightOf(const Slope& slope) const;

  // The sentence without some of its features, in thinned_.
  CrfSentence Thin(const CrfCorpus& corpus, const CrfSentence& sentence);

  uint32_t types_;
  uint32_t label_count_;
  CrfOptions options_;
  CrfCorpus thinned_;
  float scale_ = 1.0F;  // Of scores, while features are left out.
  uint64_t random_ = 1;
  std::vector<float> weights_;
  std::vector<Slope> slopes_;
  std::vector<uint64_t> dead_;  // Per feature: columns pruned for good.
  std::vector<float> transitions_;
  std::vector<Slope> transition_slopes_;
  std::vector<float> inside_;
  std::vector<Slope> inside_slopes_;
  uint32_t average_interval_ = 0;  // 0: none is kept.
  uint32_t average_samples_ = 0;
  std::vector<float> weight_sums_;
  std::vector<float> transition_sums_;
  std::vector<float> inside_sums_;
  // Scratch, per sentence: rows of kStride.
  std::vector<float> scores_;
  std::vector<float> potentials_;
  std::vector<float> transition_potentials_;
  std::vector<float> inside_potentials_;
  std::vector<float> peaks_;
  std::vector<float> forward_;
  std::vector<float> backward_;
  std::vector<float> scales_;
  std::vector<float> marginals_;
  std::vector<float> transition_marginals_;
  std::vector<float> inside_marginals_;
};

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_ENTITY_CRF_H_
