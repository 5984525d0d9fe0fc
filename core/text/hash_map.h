// From hashes to numbers, for tables of one analysis. The standard's maps, with
// a node for each entry and prime sizes, would put four kilobytes into the wasm
// module.

#ifndef STANDFIRST_CORE_TEXT_HASH_MAP_H_
#define STANDFIRST_CORE_TEXT_HASH_MAP_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace standfirst {

// Open addressing; keys are hashes whose low bits are well spread. Expected
// O(1). Pointers to entries hold until the next insertion.
class HashMap {
 public:
  struct Entry {
    uint64_t first = 0;
    uint32_t second = 0;
    bool used = false;
  };

  // The entry of that key, or nullptr.
  const Entry* Find(uint64_t key) const;
  // The entry of that key, with `value` where it is new (then true).
  std::pair<Entry*, bool> TryEmplace(uint64_t key, uint32_t value);

 private:
  // Where the key is or would be. There is a free place.
  size_t PlaceOf(uint64_t key) const;

  std::vector<Entry> entries_;  // A power of two, at most half full.
  size_t size_ = 0;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_HASH_MAP_H_
