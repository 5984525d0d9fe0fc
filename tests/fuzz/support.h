#ifndef STANDFIRST_TESTS_FUZZ_SUPPORT_H_
#define STANDFIRST_TESTS_FUZZ_SUPPORT_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "standfirst/standfirst.h"
#include "tools/common/model_files.h"

namespace standfirst::fuzz {

// The parts of the source tree that the target was built in, inflated.
inline std::vector<std::vector<uint8_t>> ReadModels() {
  std::vector<std::vector<uint8_t>> parts;
  const auto folder = tools::FindModels("");
  if (!folder.ok()) {
    std::fprintf(stderr, "%s\n", folder.error().message.c_str());
    std::exit(1);
  }
  for (const std::string& file : tools::ListModelFiles(folder.value())) {
    auto bytes = tools::ReadModelFile(file);
    if (bytes.ok()) parts.push_back(std::move(bytes).value());
  }
  return parts;
}

inline Model LoadModels() {
  Model model;
  for (const auto& part : ReadModels()) {
    if (!model.LoadPart(part).ok()) std::exit(1);
  }
  return model;
}

}  // namespace standfirst::fuzz

#endif  // STANDFIRST_TESTS_FUZZ_SUPPORT_H_
