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
};

struct CrfOptions {
  float alpha = 0.05F;  // FTRL-proximal: learning rate,
  float beta = 1.0F;    // its damping,
  float l1 = 0.5F;      // and the pull to nought.
};

// Linear-chain conditional random field with BIOES labels (EntityLabel),
// learnt from partial labels: the numerator sums over all allowed paths
// (Tsuboi et al. 2008). Weights by FTRL-proximal (McMahan et al. 2013), one
// step per token and feature.
class Crf {
 public:
  static constexpr uint32_t kStride = 48;  // Labels at most.

  Crf(uint32_t types, uint32_t features, const CrfOptions& options);

  // One pass over the corpus in the order given. Mean loss per token.
  double Epoch(const CrfCorpus& corpus, std::span<const uint32_t> order);
  void Decode(const CrfCorpus& corpus, const CrfSentence& sentence,
              std::vector<uint8_t>* labels);
  // Weights below `cut` become nought and stay so.
  void Prune(float cut);

  void set_l1(float l1) { options_.l1 = l1; }

  float weight(uint32_t feature, uint32_t label) const {
    return weights_[size_t{feature} * kStride + label];
  }
  // (types + 1)^2, then 4 * types, as EntityModel has them.
  const std::vector<float>& transitions() const { return transitions_; }
  const std::vector<float>& inside() const { return inside_; }
  uint32_t label_count() const { return label_count_; }

 private:
  struct Slope {  // FTRL's state of one weight.
    float z = 0;
    float n = 0;
  };
  void Score(const CrfCorpus& corpus, const CrfSentence& sentence);
  // Forward and backward over labels in `allowed` (nullptr: all); marginals
  // are added to `marginals_` times `sign`, those of transitions likewise.
  // Gives the logarithm of the sum over paths.
  double ForwardBackward(uint32_t count, const uint64_t* allowed, float sign);
  float Step(float gradient, Slope* slope) const;
  float WeightOf(const Slope& slope) const;

  uint32_t types_;
  uint32_t label_count_;
  CrfOptions options_;
  std::vector<float> weights_;
  std::vector<Slope> slopes_;
  std::vector<uint64_t> dead_;  // Per feature: labels pruned for good.
  std::vector<float> transitions_;
  std::vector<Slope> transition_slopes_;
  std::vector<float> inside_;
  std::vector<Slope> inside_slopes_;
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
