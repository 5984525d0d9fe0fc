#ifndef STANDFIRST_TOOLS_TRAIN_ENTITY_WORDS_H_
#define STANDFIRST_TOOLS_TRAIN_ENTITY_WORDS_H_

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/include/standfirst/error.h"

namespace standfirst::tools {

// What running text says about words, case kept, digits as 0.
struct EntityWords {
  // Class from 1 for each word that was seen often enough.
  std::vector<std::pair<std::string, uint32_t>> classes;  // By frequency.
  // The classes' own coarser classes (from 1), index class - 1.
  std::vector<uint8_t> middle;
  std::vector<uint8_t> coarse;
  // How often each word stands in the texts (all words seen).
  std::unordered_map<std::string, uint32_t> counts;
};

struct EntityWordsOptions {
  uint32_t least_count = 5;
  uint32_t classes = 1000;
  uint32_t middle_classes = 250;
  uint32_t coarse_classes = 60;
  bool open_only = false;
};

// Reads the texts of raw/, summary/train.jsonl and the words of ner/*/train.bio
// under `data`, counts and classes them. Minutes. The result is kept in
// `cache` and read from there the next time (empty: no cache).
Expected<EntityWords> LearnEntityWords(const std::string& data,
                                       const std::string& cache,
                                       const EntityWordsOptions& options);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_ENTITY_WORDS_H_
