#ifndef STANDFIRST_TOOLS_EVALUATE_FAILURE_H_
#define STANDFIRST_TOOLS_EVALUATE_FAILURE_H_

#include "standfirst/error.h"

namespace standfirst::tools {

// Says the error on standard error and gives the exit code for it: 2 a wrong
// option, 3 input unreadable, 4 model, 1 anything else.
int ReportFailure(const Error& error);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_EVALUATE_FAILURE_H_
