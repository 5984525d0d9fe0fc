#ifndef STANDFIRST_TESTS_CORE_STORED_MODEL_H_
#define STANDFIRST_TESTS_CORE_STORED_MODEL_H_

#include <cstdint>
#include <string>
#include <vector>

namespace standfirst {

// The bytes of a model part ("models/base.sfm"), unpacked, or of a section
// ("models/sections/base.words@2"), inflated;
// empty if it cannot be read. The tests are compiled to wasm too, where there
// is no zlib.
std::vector<uint8_t> ReadStoredModel(const std::string& path);

}  // namespace standfirst

#endif  // STANDFIRST_TESTS_CORE_STORED_MODEL_H_
