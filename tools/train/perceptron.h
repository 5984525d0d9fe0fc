#ifndef STANDFIRST_TOOLS_TRAIN_PERCEPTRON_H_
#define STANDFIRST_TOOLS_TRAIN_PERCEPTRON_H_

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "core/text/hash.h"
#include "tools/common/sparse_model_writer.h"

namespace standfirst::tools {

// Weights of an averaged perceptron (Collins 2002) by feature and label.
class PerceptronWeights {
 public:
  PerceptronWeights() : slots_(1 << 16) {}

  // scores[label] += weight, for all the features.
  void AddTo(std::span<const uint64_t> features, int32_t* scores) const {
    // Memory is asked for in three goes, each on its way before it is read.
    for (const uint64_t feature : features) {
      __builtin_prefetch(&slots_[Home(feature)]);
    }
    for (const uint64_t feature : features) {
      const Slot& slot = slots_[Find(feature)];
      if (slot.count != 0) __builtin_prefetch(&cells_[slot.begin]);
    }
    for (const uint64_t feature : features) {
      const Slot& slot = slots_[Find(feature)];
      for (uint32_t i = slot.begin; i < slot.begin + slot.count; ++i) {
        scores[cells_[i].label] += cells_[i].weight;
      }
    }
  }

  // Once frozen only cells that exist change.
  void Update(uint64_t feature, uint32_t label, int32_t change, uint32_t step) {
    size_t at = Find(feature);
    if (slots_[at].used == 0) {
      if (frozen_) return;
      if (++features_ * 2 > slots_.size()) {
        Grow();
        at = Find(feature);
      }
      slots_[at].key = feature;
      slots_[at].used = 1;
    }
    Slot& slot = slots_[at];
    ++slot.updates;
    for (uint32_t i = slot.begin; i < slot.begin + slot.count; ++i) {
      Cell& cell = cells_[i];
      if (cell.label != label) continue;
      cell.total += static_cast<double>(cell.weight) * (step - cell.changed);
      cell.changed = step;
      cell.weight += change;
      return;
    }
    if (frozen_) return;
    if (slot.count == slot.room) {
      // The cells move to the end, where there is room for twice as many.
      const auto begin = static_cast<uint32_t>(cells_.size());
      slot.room = slot.room == 0 ? 2 : static_cast<uint8_t>(slot.room * 2);
      cells_.resize(cells_.size() + slot.room);
      for (uint32_t i = 0; i < slot.count; ++i) {
        cells_[begin + i] = cells_[slot.begin + i];
      }
      slot.begin = begin;
    }
    cells_[slot.begin + slot.count++] = {change, label, step, 0};
  }

  // Averages of the weights of features that had `least` updates or more.
  std::vector<SparseWeight> Averages(uint32_t steps, uint32_t least) const {
    std::vector<SparseWeight> averages;
    for (const Slot& slot : slots_) {
      if (slot.updates < least) continue;
      for (uint32_t i = slot.begin; i < slot.begin + slot.count; ++i) {
        const Cell& cell = cells_[i];
        const double total = cell.total + static_cast<double>(cell.weight) *
                                              (steps - cell.changed);
        averages.push_back({slot.key, cell.label, total / steps});
      }
    }
    return averages;
  }

  // Starts anew with these cells and no others, all zero.
  void Restrict(std::span<const SparseWeight> kept) {
    *this = PerceptronWeights();
    for (const SparseWeight& weight : kept) {
      Update(weight.hash, weight.label, 0, 0);
    }
    for (Slot& slot : slots_) slot.updates = 0;
    frozen_ = true;
  }

 private:
  struct Cell {
    int32_t weight = 0;
    uint32_t label = 0;
    uint32_t changed = 0;  // The step of the last update …
    double total = 0;      // … up to which the weight has been summed.
  };
  struct Slot {
    uint64_t key = 0;
    uint32_t begin = 0;
    uint32_t updates = 0;
    uint8_t count = 0;
    uint8_t room = 0;
    uint8_t used = 0;
  };

  size_t Home(uint64_t feature) const {
    // Mixed once more: features may be fingerprints.
    return static_cast<size_t>(MixHash(feature)) & (slots_.size() - 1);
  }
  size_t Find(uint64_t feature) const {
    size_t at = Home(feature);
    while (slots_[at].used != 0 && slots_[at].key != feature) {
      at = (at + 1) & (slots_.size() - 1);
    }
    return at;
  }
  void Grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.used != 0) slots_[Find(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::vector<Cell> cells_;
  size_t features_ = 0;
  bool frozen_ = false;
};

// The `count` heaviest; ties by hash and label, so that runs agree.
inline std::vector<SparseWeight> Heaviest(std::vector<SparseWeight> weights,
                                          size_t count) {
  std::sort(weights.begin(), weights.end(),
            [](const SparseWeight& a, const SparseWeight& b) {
              return std::tuple(-std::abs(a.weight), a.hash, a.label) <
                     std::tuple(-std::abs(b.weight), b.hash, b.label);
            });
  weights.resize(std::min(weights.size(), count));
  return weights;
}

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_PERCEPTRON_H_
