// What vectors do seldom. Each method of a vector that makes room (`insert`,
// `assign` of a range, `resize` even to fewer) is a template of 150 to 600
// bytes of the wasm module for each type; these make do with what is there
// anyway (docs/building.md).

#ifndef STANDFIRST_CORE_TEXT_VECTORS_H_
#define STANDFIRST_CORE_TEXT_VECTORS_H_

#include <cstddef>
#include <utility>
#include <vector>

namespace standfirst {

// O(values).
template <typename Values, typename T>
void AppendAll(const Values& values, std::vector<T>* all) {
  for (const auto& value : values) all->push_back(value);
}

// O(all).
template <typename T>
void PutFirst(T value, std::vector<T>* all) {
  for (T& here : *all) std::swap(here, value);
  all->push_back(std::move(value));
}

// Leaves the first `size` of at least as many. O(what goes).
template <typename T>
void Shorten(size_t size, std::vector<T>* all) {
  while (all->size() > size) all->pop_back();
}

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_VECTORS_H_
