#ifndef STANDFIRST_TOOLS_COMMON_MODEL_FILES_H_
#define STANDFIRST_TOOLS_COMMON_MODEL_FILES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/model_part.h"
#include "standfirst/error.h"
#include "standfirst/standfirst.h"

namespace standfirst::tools {

// Model parts are stored packed (core/model/packing.h), which the core reads
// itself; the sections that the trainer makes of them are deflated, in zlib's
// format (RFC 1950).

// The bytes of a stored part or section, unpacked or inflated. `model-missing`
// when the file cannot be opened, `model-invalid` when it is neither or would
// grow beyond 64 MiB.
Expected<std::vector<uint8_t>> ReadModelFile(const std::string& path);

// Deflates a section at level 9 and writes it. The same bytes give the same
// file.
Status WriteModelFile(const std::string& path, std::span<const uint8_t> bytes);

// Where the parts are: `chosen` if not empty, else $STANDFIRST_MODELS, else
// share/standfirst/models of the prefix the program is installed under, else
// models/ of the source tree whose build/native/ it lies in. `model-missing`
// naming what was tried when none of these is a folder.
Expected<std::string> FindModels(std::string_view chosen);

// The part that `name`.sfm there holds: `chosen` as for FindModels().
Expected<ModelPart> ReadModelPart(std::string_view chosen,
                                  std::string_view name);

// The paths of every "*.sfm" in the folder, `base.sfm` first, then by name.
std::vector<std::string> ListModelFiles(const std::string& folder);

// Every part that FindModels() finds, loaded. An error names the file;
// `model-missing` when there is no part `base` among them.
Expected<Model> LoadModels(std::string_view chosen);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_MODEL_FILES_H_
