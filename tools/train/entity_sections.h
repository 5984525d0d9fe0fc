#ifndef STANDFIRST_TOOLS_TRAIN_ENTITY_SECTIONS_H_
#define STANDFIRST_TOOLS_TRAIN_ENTITY_SECTIONS_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/entity/entity.h"
#include "core/include/standfirst/error.h"
#include "tools/train/entity_crf.h"
#include "tools/train/entity_words.h"

namespace standfirst::tools {

// Section "lexicon" (core/entity/entity_lexicon.h): word classes and the lists
// under `lists`, of which names that no text mentions are left out. Words seen
// fewer than `least_class_count` times go without class, surnames on the list
// seen fewer than `least_surname_count` times are left out.
Expected<std::vector<uint8_t>> MakeLexicon(const std::string& lists,
                                           const EntityWords& words,
                                           uint32_t least_class_count,
                                           uint32_t least_surname_count);

// What names end on, and titles: a list of ours.
inline constexpr char kNameWords[] = "tools/train/name_words.txt";

// The section once more, with the words of `path` on the lists that they are
// said to belong to there, which needs no new weights: what the lists are worth
// has been learnt. Again is harmless.
Expected<std::vector<uint8_t>> AddNameWords(std::span<const uint8_t> lexicon,
                                            const std::string& path);

// Words for the rules that refine what a name is: lists of ours.
inline constexpr char kNameLists[] = "tools/train/name_lists.txt";

// Section "name-lists" (core/entity/entity_model.h) of that file.
Expected<std::vector<uint8_t>> MakeNameLists(const std::string& path);

// Section "countries" (core/entity/entity_model.h): names, demonyms and
// capitals with their country's code.
Expected<std::vector<uint8_t>> MakeCountries(const std::string& lists);

// Section "recognizer" (core/entity/entity_model.h). `hashes` are the
// features' by id. Weights are rounded to `steps` sizes (a few of the largest
// may take more, 127 at most); those that round to nought are left out.
std::vector<uint8_t> MakeRecognizer(const Crf& crf,
                                    const std::vector<uint64_t>& hashes,
                                    const std::vector<EntityType>& types,
                                    uint32_t steps);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_ENTITY_SECTIONS_H_
