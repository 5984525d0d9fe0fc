#ifndef STANDFIRST_TOOLS_CLI_ORDERED_WORK_H_
#define STANDFIRST_TOOLS_CLI_ORDERED_WORK_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace standfirst::tools {

// One piece of work, known by where it stands in the input.
struct WorkItem {
  size_t index = 0;
  std::string input;
};

struct WorkResult {
  std::string output;  // For standard output.
  std::string error;   // For standard error, where something is to be said.
  int exit_code = 0;
};

// Works on one item after the other; each thread has its own worker.
using Worker = std::function<WorkResult(const WorkItem&)>;

// Reads items with `next` (false: no more), works on them in `jobs` threads,
// and hands the results to `write` in the order of the items, as soon as all
// before them are written. `write` gives false to end it all early. At most
// four items a thread are held at a time. `next` and `write` are called by
// one thread each; with one job everything happens in the caller's thread.
void WorkInOrder(size_t jobs, const std::function<bool(WorkItem*)>& next,
                 const std::function<Worker()>& make_worker,
                 const std::function<bool(const WorkResult&)>& write);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_CLI_ORDERED_WORK_H_
