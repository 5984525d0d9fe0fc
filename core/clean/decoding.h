#ifndef STANDFIRST_CORE_CLEAN_DECODING_H_
#define STANDFIRST_CORE_CLEAN_DECODING_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/clean/clean.h"
#include "core/text/offset_map.h"

namespace standfirst {

// The bytes as given, read as valid UTF-8: what all rules of cleaning look at.
// "Source offsets" in this folder are byte offsets into `text`.
struct DecodedSource {
  std::string_view text;  // The bytes themselves where they are valid UTF-8,
                          // else `buffer`.
  std::string buffer;
  // Source bytes to original bytes; empty where both are the same. UTF-16
  // offsets of the original are those of `text`.
  OffsetMap map;
  TextEncoding encoding = TextEncoding::kUtf8;
  bool same = true;            // `text` is the original itself.
  bool repaired = false;       // Neither valid UTF-8 nor valid UTF-16.
  bool not_text = false;       // More than a tenth NUL or undecodable.
  bool odd_line_ends = false;  // Line ends other than U+000A occur.
};

// Decides how the bytes are to be read and reads them. UTF-16 is told by its
// byte order mark; Windows-1252 is assumed where UTF-8 fails and every high
// byte then makes sense. `original` must outlive `source`. O(|original|).
void DecodeSource(std::string_view original, DecodedSource* source);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_DECODING_H_
