#include "core/text/sort_by.h"

#include <algorithm>

namespace standfirst {

void SortNumbers(std::vector<uint64_t>* numbers) {
  std::sort(numbers->begin(), numbers->end());
}

}  // namespace standfirst
