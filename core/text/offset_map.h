#ifndef STANDFIRST_CORE_TEXT_OFFSET_MAP_H_
#define STANDFIRST_CORE_TEXT_OFFSET_MAP_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text/offsets.h"

namespace standfirst {

// The way back from cleaned text to the text as given.
//
// A list of pieces in text order, both in the cleaned and in the original
// text. Within a *copied* piece the characters are the same on both sides. A
// *replaced* piece is indivisible: its clean bytes stand for its original
// bytes as a whole (a repaired character, a line break read as a space, a
// ligature read as two letters). What lies between two pieces in the original
// was dropped; clean text that stands for nothing (a separator put between
// blocks) lies between two pieces in the clean text.
//
// Invariants, checked by Append in debug builds and by property tests: pieces
// do not overlap, neither side goes back, every piece starts and ends on a
// character boundary of both texts.
//
// Size: 24 bytes a piece; pieces are at most kCheckpointBytes long where they
// hold anything but ASCII, so that a look-up scans a bounded number of bytes.
class OffsetMap {
 public:
  static constexpr uint32_t kCheckpointBytes = 512;

  struct Piece {
    CleanOffset clean_start;
    OriginalByteOffset original_start;
    Utf16Offset utf16_start;
    uint32_t clean_size = 0;
    // Bytes. Copied pieces: clean_size, or twice that (ASCII out of UTF-16).
    uint32_t original_size = 0;
    uint32_t utf16_size : 31 = 0;  // Units of the original side.
    uint32_t replaced : 1 = 0;
  };

  // Adds a stretch of `bytes` copied to the clean text unchanged. Returns its
  // UTF-16 units. O(|bytes|).
  uint32_t AppendCopied(CleanOffset clean_start,
                        OriginalByteOffset original_start,
                        Utf16Offset utf16_start, std::string_view bytes);
  // Adds `clean_size` ASCII characters that the original has in UTF-16: the
  // same characters, twice the bytes.
  void AppendWide(CleanOffset clean_start, uint32_t clean_size,
                  OriginalByteOffset original_start, Utf16Offset utf16_start);
  // Adds an indivisible stretch. `utf16_size` is that of the original side.
  void AppendReplaced(CleanOffset clean_start, uint32_t clean_size,
                      OriginalByteOffset original_start, uint32_t original_size,
                      Utf16Offset utf16_start, uint32_t utf16_size);

  // `text` is the clean text the map was made for. The start of a span maps
  // to the start of the original of its first character, the end to the end
  // of the original of its last one. Empty spans map to empty spans.
  // O(log pieces).
  Utf16Span ToUtf16(std::string_view text, CleanSpan span) const;
  OriginalByteSpan ToOriginalBytes(CleanSpan span) const;

  // One stretch of a clean span as the original has it.
  struct Stretch {
    CleanSpan clean;
    Utf16Span utf16;
    OriginalByteSpan original;
    bool replaced = false;  // Else the characters are the same on both sides.
  };
  // Appends the stretches that make up `span`, in order; what the original
  // has between them was dropped. Neighbours that touch are joined.
  void AppendStretches(std::string_view text, CleanSpan span,
                       std::vector<Stretch>* output) const;

  const std::vector<Piece>& pieces() const { return pieces_; }
  void ShrinkToFit() { pieces_.shrink_to_fit(); }

 private:
  // Index of the piece that holds `offset`, or of the next one after it.
  size_t FindPiece(CleanOffset offset) const;

  // Where `offset` inside a copied piece lies in the original.
  static Utf16Offset Utf16Within(std::string_view text, const Piece& piece,
                                 CleanOffset offset);

  static OriginalByteOffset OriginalWithin(const Piece& piece,
                                           CleanOffset offset);

  std::vector<Piece> pieces_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_OFFSET_MAP_H_
