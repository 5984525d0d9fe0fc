#ifndef STANDFIRST_TOOLS_TRAIN_CORPORA_H_
#define STANDFIRST_TOOLS_TRAIN_CORPORA_H_

#include <functional>
#include <string>
#include <string_view>

#include "standfirst/error.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {

// The path of `relative` in the data folder: the plain file where there is
// one, else the same with ".gz".
std::string DataPath(const TrainArguments& arguments,
                     std::string_view relative);

// Hands every paragraph of running text to `take`: raw texts, the articles of
// the summary sets (train only), the treebanks' (train only) and the
// compression set's sentences. With `--corpora open` only what is openly
// licensed: Wikipedia, Wikinews, treebanks, and the summary sets that
// models/MODEL_CARD.md names.
Status ForEachParagraph(const TrainArguments& arguments,
                        const std::function<void(const std::string&)>& take);

// The value of "name=value" among the arguments after "--", or `fallback`.
double ExtraNumber(const TrainArguments& arguments, std::string_view name,
                   double fallback);
std::string ExtraText(const TrainArguments& arguments, std::string_view name,
                      std::string_view fallback);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_CORPORA_H_
