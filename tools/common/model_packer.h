#ifndef STANDFIRST_TOOLS_COMMON_MODEL_PACKER_H_
#define STANDFIRST_TOOLS_COMMON_MODEL_PACKER_H_

#include <cstdint>
#include <span>
#include <vector>

namespace standfirst::tools {

// A model part (core/model/format.h) as it is stored (core/model/packing.h).
// The columns are those that the sections' layouts have; a section whose layout
// it does not know is one column. Of the ways to code a column the shortest is
// taken. The same bytes give the same file. `part` is a whole part.
std::vector<uint8_t> PackModel(std::span<const uint8_t> part);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_MODEL_PACKER_H_
