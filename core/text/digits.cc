#include "core/text/digits.h"

#include <array>

namespace standfirst {

std::string Digits(uint64_t value, size_t width) {
  std::array<char, 20> digits{};
  size_t begin = digits.size();
  while (value != 0 || (digits.size() - begin < width && begin > 0)) {
    digits[--begin] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return {digits.data() + begin, digits.size() - begin};
}

}  // namespace standfirst
