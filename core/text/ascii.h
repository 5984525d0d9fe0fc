#ifndef STANDFIRST_CORE_TEXT_ASCII_H_
#define STANDFIRST_CORE_TEXT_ASCII_H_

#include <string_view>

// Bytes of plain letters and digits; letters.h knows all others.

namespace standfirst {

constexpr bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }
constexpr bool IsAsciiLower(char byte) { return byte >= 'a' && byte <= 'z'; }
constexpr bool IsAsciiUpper(char byte) { return byte >= 'A' && byte <= 'Z'; }

// Nothing else; of an empty text too.
inline bool IsAllDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_ASCII_H_
