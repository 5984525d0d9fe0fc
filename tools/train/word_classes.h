#ifndef STANDFIRST_TOOLS_TRAIN_WORD_CLASSES_H_
#define STANDFIRST_TOOLS_TRAIN_WORD_CLASSES_H_

#include <cstdint>
#include <vector>

namespace standfirst::tools {

// Counts of what stands beside an item: (context, count), contexts ascending.
using ContextCounts = std::vector<std::pair<uint32_t, uint32_t>>;

struct ExchangeOptions {
  uint32_t classes = 1000;
  uint32_t sweeps = 5;
};

// Puts items into classes so that the mutual information between an item's
// class and its neighbours is (locally) greatest: the exchange algorithm of
// Martin, Liermann and Ney, "Algorithms for bigram and trigram word
// clustering" (1998), with a fixed set of context words instead of the classes
// themselves, so that one move is linear in the item's contexts.
//
// Items come in order of falling frequency; contexts below `context_count` / 2
// stand to the left, the others to the right. Gives a class from 0 for each.
// O(sweeps * classes * all context entries); deterministic.
std::vector<uint32_t> ExchangeClasses(const std::vector<ContextCounts>& items,
                                      uint32_t context_count,
                                      const ExchangeOptions& options);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_WORD_CLASSES_H_
