#include "core/text/sort_by.h"

#include <array>
#include <cstring>

namespace standfirst {
namespace {

// Up to so many are put in their places one by one.
constexpr size_t kFew = 40;

// False, and nothing done, for more.
template <typename Number>
bool SortFew(std::vector<Number>* numbers) {
  if (numbers->size() > kFew) return false;
  for (size_t next = 1; next < numbers->size(); ++next) {
    const Number number = (*numbers)[next];
    size_t at = next;
    for (; at > 0 && number < (*numbers)[at - 1]; --at) {
      (*numbers)[at] = (*numbers)[at - 1];
    }
    (*numbers)[at] = number;
  }
  return true;
}

}  // namespace

void SortNumbers(std::vector<uint64_t>* numbers) {
  if (SortFew(numbers)) return;
  const size_t count = numbers->size();
  // By one byte after the other, the lowest first.
  std::vector<uint64_t> sorted(count);
  for (uint32_t shift = 0; shift < 64; shift += 8) {
    std::array<size_t, 256> ends{};
    const auto byte = [shift](uint64_t number) {
      return static_cast<uint8_t>(number >> shift);
    };
    for (const uint64_t number : *numbers) ++ends[byte(number)];
    if (ends[byte(numbers->front())] == count) continue;  // All have the same.
    size_t end = 0;
    for (size_t& of_byte : ends) of_byte = end += of_byte;
    for (size_t i = count; i-- > 0;) {
      const uint64_t number = (*numbers)[i];
      sorted[--ends[byte(number)]] = number;
    }
    numbers->swap(sorted);
  }
}

void SortNumbers(std::vector<uint32_t>* numbers) {
  if (SortFew(numbers)) return;
  std::vector<uint64_t> wide(numbers->size());
  for (size_t i = 0; i < wide.size(); ++i) wide[i] = (*numbers)[i];
  SortNumbers(&wide);
  for (size_t i = 0; i < wide.size(); ++i) {
    (*numbers)[i] = static_cast<uint32_t>(wide[i]);
  }
}

void Reorder(void* values, size_t size, const std::vector<uint64_t>& order) {
  auto* const bytes = static_cast<std::byte*>(values);
  const std::vector<std::byte> before(bytes, bytes + order.size() * size);
  for (size_t i = 0; i < order.size(); ++i) {
    std::memcpy(bytes + i * size,
                before.data() + size_t{static_cast<uint32_t>(order[i])} * size,
                size);
  }
}

}  // namespace standfirst
