#ifndef STANDFIRST_CORE_TEXT_DIGITS_H_
#define STANDFIRST_CORE_TEXT_DIGITS_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace standfirst {

// A number in decimal digits, with noughts before them up to a width. In place
// of std::to_string, of which there is one for each type of number.
std::string Digits(uint64_t value, size_t width = 1);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_DIGITS_H_
