#ifndef STANDFIRST_TOOLS_TRAIN_TRAINERS_H_
#define STANDFIRST_TOOLS_TRAIN_TRAINERS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace standfirst::tools {

// What `standfirst-train TRAINER [options]` was given.
struct TrainArguments {
  std::string data = "../shared/data";  // Where the corpora are, plain or .gz.
  std::string output;                   // The file to write.
  uint64_t seed = 1;                    // The same seed, the same bytes.
  std::string corpora = "all";          // "all", or "open": open licences only.
  std::vector<std::string> extra;       // After "--": the trainer's own.
};

// Each writes its sections or part to `output`, logs to standard error and
// gives the program's exit code: 0 done, 3 data unreadable, 1 anything else.
// Features come from the core's own code, never from a copy of it.
int TrainSegment(const TrainArguments& arguments);
int TrainTag(const TrainArguments& arguments);
int TrainParse(const TrainArguments& arguments);
int TrainWords(const TrainArguments& arguments);
int TrainEntities(const TrainArguments& arguments);
int TrainRank(const TrainArguments& arguments);
int TrainLeaning(const TrainArguments& arguments);
int TrainChoice(const TrainArguments& arguments);
int TrainHeadline(const TrainArguments& arguments);
int TrainLanguage(const TrainArguments& arguments);
int TrainClean(const TrainArguments& arguments);

// `standfirst-train part --output models/base.sfm base`: joins the trained
// sections that lie deflated in sections/ beside the output ("base.words@2", …)
// to one part. "base.words@2" is a section whose layout has version 2. A part
// without any is packed again, its section "countries" made anew.
int TrainPart(const TrainArguments& arguments);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_TRAINERS_H_
