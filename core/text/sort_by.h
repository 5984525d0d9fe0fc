// Stable sorting by a number. Every use of std::sort or std::stable_sort with a
// type and an order of its own puts two to five kilobytes into the wasm module;
// all uses of this share one, which is smaller and for many numbers quicker.

#ifndef STANDFIRST_CORE_TEXT_SORT_BY_H_
#define STANDFIRST_CORE_TEXT_SORT_BY_H_

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace standfirst {

// Ascending. O(n) time and, for more than a few, memory.
void SortNumbers(std::vector<uint64_t>* numbers);
void SortNumbers(std::vector<uint32_t>* numbers);

// Brings `count` values of `size` bytes each into the order of the low 32 bits
// of `order`, each an index from 0, every one once. Of what may be copied as
// bytes. O(count) time and memory.
void Reorder(void* values, size_t size, const std::vector<uint64_t>& order);

// Sorts the values from index `first` on by what `key` says of each (32 bits,
// lowest first); equal ones stay in their order. Fewer than 2^32 values.
// O(n) time and memory.
template <typename T, typename Key>
void SortBy(std::vector<T>* values, Key key, size_t first = 0) {
  const size_t count = values->size() - first;
  std::vector<uint64_t> order(count);
  for (size_t index = 0; index < count; ++index) {
    const uint32_t number = key((*values)[first + index]);
    order[index] = uint64_t{number} << 32 | index;
  }
  SortNumbers(&order);
  if constexpr (std::is_trivially_copyable_v<T>) {
    Reorder(values->data() + first, sizeof(T), order);
  } else {
    std::vector<T> sorted;
    sorted.reserve(count);
    for (const uint64_t entry : order) {
      sorted.push_back(
          std::move((*values)[first + static_cast<uint32_t>(entry)]));
    }
    for (size_t index = 0; index < count; ++index) {
      (*values)[first + index] = std::move(sorted[index]);
    }
  }
}

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_SORT_BY_H_
