#include "tools/train/word_classes.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace standfirst::tools {
namespace {

// n log n, from a table where n is small, as it mostly is.
class NLogN {
 public:
  NLogN() : table_(1U << 16) {
    for (uint32_t n = 1; n < table_.size(); ++n) table_[n] = Compute(n);
  }
  float operator()(uint32_t n) const {
    return n < table_.size() ? table_[n] : Compute(n);
  }

 private:
  static float Compute(uint32_t n) {
    return static_cast<float>(n * std::log(static_cast<double>(n)));
  }
  std::vector<float> table_;
};

}  // namespace

std::vector<uint32_t> ExchangeClasses(const std::vector<ContextCounts>& items,
                                      uint32_t context_count,
                                      const ExchangeOptions& options) {
  const uint32_t classes = options.classes;
  const NLogN f;
  std::vector<uint32_t> assigned(items.size());
  // Class counts of one context lie side by side.
  std::vector<uint32_t> counts(size_t{context_count} * classes);
  std::vector<uint32_t> left(classes);
  std::vector<uint32_t> right(classes);
  const auto add = [&](size_t item, uint32_t to, bool remove) {
    for (const auto& [context, count] : items[item]) {
      uint32_t& cell = counts[size_t{context} * classes + to];
      uint32_t& side = context < context_count / 2 ? left[to] : right[to];
      cell = remove ? cell - count : cell + count;
      side = remove ? side - count : side + count;
    }
  };
  for (size_t item = 0; item < items.size(); ++item) {
    assigned[item] = static_cast<uint32_t>(item % classes);
    add(item, assigned[item], false);
  }
  std::vector<float> gains(classes);
  for (uint32_t sweep = 0; sweep < options.sweeps; ++sweep) {
    size_t moved = 0;
    for (size_t item = 0; item < items.size(); ++item) {
      if (items[item].empty()) continue;
      const uint32_t before = assigned[item];
      add(item, before, true);
      uint32_t own_left = 0;
      uint32_t own_right = 0;
      std::fill(gains.begin(), gains.end(), 0.0F);
      for (const auto& [context, count] : items[item]) {
        (context < context_count / 2 ? own_left : own_right) += count;
        const uint32_t* row = &counts[size_t{context} * classes];
        const float alone = f(count);
        for (uint32_t to = 0; to < classes; ++to) {
          gains[to] += row[to] == 0 ? alone : f(row[to] + count) - f(row[to]);
        }
      }
      uint32_t best = before;
      float best_gain = 0;
      for (uint32_t to = 0; to < classes; ++to) {
        const float gain = gains[to] - (f(left[to] + own_left) - f(left[to])) -
                           (f(right[to] + own_right) - f(right[to]));
        if (to == 0 || gain > best_gain) {
          best_gain = gain;
          best = to;
        }
      }
      add(item, best, false);
      if (best != before) ++moved;
      assigned[item] = best;
    }
    std::fprintf(stderr, "  classes %u: sweep %u moved %zu of %zu\n", classes,
                 sweep + 1, moved, items.size());
    if (moved * 200 < items.size()) break;
  }
  return assigned;
}

}  // namespace standfirst::tools
