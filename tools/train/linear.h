#ifndef STANDFIRST_TOOLS_TRAIN_LINEAR_H_
#define STANDFIRST_TOOLS_TRAIN_LINEAR_H_

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace standfirst::tools {

// Weights of a logistic model with their AdaGrad scales (Duchi, Hazan and
// Singer 2011), and the mean of the weights after each late pass.
class LinearWeights {
 public:
  explicit LinearWeights(size_t size)
      : weights_(size, 0.0), squares_(size, 1e-6), sums_(size, 0.0) {}

  double At(size_t index) const { return weights_[index]; }
  void Set(size_t index, double value) { weights_[index] = value; }
  // One step against the gradient. `decay` pulls towards zero.
  void Step(size_t index, double gradient, double rate, double decay) {
    gradient += decay * weights_[index];
    squares_[index] += gradient * gradient;
    weights_[index] -= rate * gradient / std::sqrt(squares_[index]);
  }
  void EndPass() {
    for (size_t i = 0; i < weights_.size(); ++i) sums_[i] += weights_[i];
    ++passes_;
  }
  // Goes on with the mean of the passes ended so far.
  void Average() {
    if (passes_ == 0) return;
    for (size_t i = 0; i < weights_.size(); ++i) {
      weights_[i] = sums_[i] / passes_;
    }
  }
  // Begins anew from here: what was learnt stays, the steps' scales do not.
  void Restart() {
    squares_.assign(squares_.size(), 1.0);
    sums_.assign(sums_.size(), 0.0);
    passes_ = 0;
  }
  const std::vector<double>& weights() const { return weights_; }

 private:
  std::vector<double> weights_;
  std::vector<double> squares_;
  std::vector<double> sums_;
  int passes_ = 0;
};

inline double Sigmoid(double value) { return 1 / (1 + std::exp(-value)); }

// A generator of our own (splitmix64, Steele, Lea and Flood 2014).
class SeededNumbers {
 public:
  explicit SeededNumbers(uint64_t seed) : state_(seed) {}
  uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    uint64_t value = state_;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
  }
  template <typename T>
  void Shuffle(std::vector<T>* values) {
    for (size_t i = values->size(); i > 1; --i) {
      std::swap((*values)[i - 1], (*values)[Next() % i]);
    }
  }

 private:
  uint64_t state_;
};

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_LINEAR_H_
