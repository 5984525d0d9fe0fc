#include "tools/evaluate/failure.h"

#include <cstdio>

namespace standfirst::tools {

int ReportFailure(const Error& error) {
  std::fprintf(stderr, "standfirst-evaluate: %s\n", error.message.c_str());
  switch (error.code) {
    case ErrorCode::kInvalidOption:
      return 2;
    case ErrorCode::kInputUnreadable:
    case ErrorCode::kTextTooLarge:
      return 3;
    case ErrorCode::kModelMissing:
    case ErrorCode::kModelInvalid:
    case ErrorCode::kModelVersion:
      return 4;
    default:
      return 1;
  }
}

}  // namespace standfirst::tools
