#ifndef STANDFIRST_TOOLS_TRAIN_LOGISTIC_H_
#define STANDFIRST_TOOLS_TRAIN_LOGISTIC_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tools/common/sparse_model_writer.h"

namespace standfirst::tools {

// Sparse binary examples for a logistic regression.
class LogisticExamples {
 public:
  void Start(bool positive, double weight = 1.0);
  void Add(uint64_t feature);  // To the example started last.
  size_t size() const { return labels_.size(); }

 private:
  friend class LogisticRegression;
  std::vector<uint64_t> features_;
  std::vector<size_t> ends_;
  std::vector<bool> labels_;
  std::vector<double> weights_;
};

struct LogisticOptions {
  double l1 = 0.5;  // FTRL's penalties, per coordinate.
  double l2 = 1.0;
  double rate = 0.1;
  int epochs = 10;
  uint64_t seed = 1;
  // Features seen in fewer examples are left out.
  int min_count = 2;
  // Trains again with the heaviest that many features; 0: once only.
  size_t keep = 0;
  // How these are told apart when stored (SparseModelOptions); 0: by their
  // whole hashes. What would be taken for a kept feature counts as that one in
  // the last training, so that the weights are right about both.
  uint32_t remainder_bits = 0;
  // Weights become multiples of this, as few bits as the packer can make of
  // them, and the bias is fitted again; 0: they stay as they are.
  double quantum = 0;
};

// Logistic regression with L1 by FTRL-Proximal (McMahan and others, "Ad click
// prediction: a view from the trenches", 2013). Most weights are exactly 0.
class LogisticRegression {
 public:
  void Train(const LogisticExamples& examples, const LogisticOptions& options);

  // Weights that are not 0, label 0.
  std::vector<SparseWeight> Weights() const;
  double bias() const { return bias_; }
  // Buckets the stored form must have for what `remainder_bits` promises.
  uint32_t buckets() const { return buckets_; }

  // Of examples that were not trained on.
  struct Quality {
    double loss = 0;
    size_t wrong = 0;
  };
  Quality Measure(const LogisticExamples& examples) const;

 private:
  static constexpr uint32_t kDropped = 0xFFFFFFFF;

  // What the stored form tells a feature apart by.
  uint64_t Identity(uint64_t feature) const;
  // `ids`: per feature of the examples its weight, or kDropped.
  void Quantize(const LogisticExamples& examples,
                const std::vector<uint32_t>& ids, double quantum);

  std::vector<uint64_t> keys_;
  std::vector<double> weights_;
  double bias_ = 0;
  uint32_t buckets_ = 0;
  uint32_t remainder_bits_ = 0;
};

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_LOGISTIC_H_
