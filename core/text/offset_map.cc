#include "core/text/offset_map.h"

#include <algorithm>
#include <cassert>

#include "core/text/utf8.h"

namespace standfirst {
namespace {

// The longest prefix of at most kCheckpointBytes that ends on a character
// boundary; all of `bytes` if it is pure ASCII, since then no look-up scans.
size_t CheckpointSize(std::string_view bytes, bool* ascii) {
  *ascii = IsAscii(bytes);
  if (*ascii || bytes.size() <= OffsetMap::kCheckpointBytes) {
    return bytes.size();
  }
  size_t size = OffsetMap::kCheckpointBytes;
  while (size > 0 && IsUtf8Continuation(bytes[size])) --size;
  return size;
}

}  // namespace

uint32_t OffsetMap::AppendCopied(CleanOffset clean_start,
                                 OriginalByteOffset original_start,
                                 Utf16Offset utf16_start,
                                 std::string_view bytes) {
  const Utf16Offset first_unit = utf16_start;
  while (!bytes.empty()) {
    // Looking at a bounded window keeps the whole linear.
    bool ascii = false;
    std::string_view window = bytes.substr(0, size_t{4} * kCheckpointBytes);
    while (!window.empty() && window.size() < bytes.size() &&
           IsUtf8Continuation(bytes[window.size()])) {
      window.remove_suffix(1);
    }
    const size_t size = CheckpointSize(window, &ascii);
    const auto length = static_cast<uint32_t>(size);
    const uint32_t units = ascii ? length : Utf16Length(bytes.substr(0, size));
    // Two ASCII stretches that touch on both sides are one.
    Piece* last = pieces_.empty() ? nullptr : &pieces_.back();
    if (ascii && last != nullptr && last->replaced == 0 &&
        last->utf16_size == last->clean_size &&
        last->original_size == last->clean_size &&
        last->clean_start + last->clean_size == clean_start &&
        last->original_start + last->original_size == original_start) {
      last->clean_size += length;
      last->original_size += length;
      last->utf16_size = (last->utf16_size + length) & 0x7FFFFFFFU;
    } else {
      assert(last == nullptr ||
             (last->clean_start + last->clean_size <= clean_start &&
              last->original_start + last->original_size <= original_start));
      pieces_.push_back({.clean_start = clean_start,
                         .original_start = original_start,
                         .utf16_start = utf16_start,
                         .clean_size = length,
                         .original_size = length,
                         .utf16_size = units & 0x7FFFFFFFU,
                         .replaced = 0});
    }
    clean_start = clean_start + length;
    original_start = original_start + length;
    utf16_start = utf16_start + units;
    bytes.remove_prefix(size);
  }
  return utf16_start - first_unit;
}

void OffsetMap::AppendWide(CleanOffset clean_start, uint32_t clean_size,
                           OriginalByteOffset original_start,
                           Utf16Offset utf16_start) {
  if (clean_size == 0) return;
  pieces_.push_back({.clean_start = clean_start,
                     .original_start = original_start,
                     .utf16_start = utf16_start,
                     .clean_size = clean_size,
                     .original_size = 2 * clean_size,
                     .utf16_size = clean_size & 0x7FFFFFFFU,
                     .replaced = 0});
}

void OffsetMap::AppendReplaced(CleanOffset clean_start, uint32_t clean_size,
                               OriginalByteOffset original_start,
                               uint32_t original_size, Utf16Offset utf16_start,
                               uint32_t utf16_size) {
  assert(
      pieces_.empty() ||
      (pieces_.back().clean_start + pieces_.back().clean_size <= clean_start &&
       pieces_.back().original_start + pieces_.back().original_size <=
           original_start));
  pieces_.push_back({.clean_start = clean_start,
                     .original_start = original_start,
                     .utf16_start = utf16_start,
                     .clean_size = clean_size,
                     .original_size = original_size,
                     .utf16_size = utf16_size & 0x7FFFFFFFU,
                     .replaced = 1});
}

size_t OffsetMap::FindPiece(CleanOffset offset) const {
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](CleanOffset value, const Piece& piece) {
                         return value < piece.clean_start + piece.clean_size;
                       });
  return static_cast<size_t>(after - pieces_.begin());
}

Utf16Offset OffsetMap::Utf16Within(std::string_view text, const Piece& piece,
                                   CleanOffset offset) {
  const uint32_t distance = offset - piece.clean_start;
  if (piece.utf16_size == piece.clean_size) {
    return piece.utf16_start + distance;
  }
  return piece.utf16_start +
         Utf16Length(text.substr(piece.clean_start.value, distance));
}

OriginalByteOffset OffsetMap::OriginalWithin(const Piece& piece,
                                             CleanOffset offset) {
  const uint32_t distance = offset - piece.clean_start;
  const bool wide = piece.original_size != piece.clean_size;
  return piece.original_start + (wide ? 2 * distance : distance);
}

Utf16Span OffsetMap::ToUtf16(std::string_view text, CleanSpan span) const {
  if (pieces_.empty()) return {};
  const size_t first = FindPiece(span.start);
  if (first == pieces_.size()) {
    const Piece& last = pieces_.back();
    const Utf16Offset end = last.utf16_start + last.utf16_size;
    return {end, end};
  }
  const Piece& start_piece = pieces_[first];
  const Utf16Offset start =
      start_piece.replaced != 0 || span.start < start_piece.clean_start
          ? start_piece.utf16_start
          : Utf16Within(text, start_piece, span.start);
  if (span.empty()) return {start, start};

  // The end: after the last character inside the span.
  // Mostly in the same piece.
  size_t last = first;
  if (start_piece.clean_start + start_piece.clean_size < span.end) {
    last = FindPiece({span.end.value - 1});
  }
  if (last == pieces_.size() || span.end <= pieces_[last].clean_start) {
    // The span's last bytes are a separator: end with the piece before.
    if (last == 0) return {start, start};
    --last;
  }
  const Piece& end_piece = pieces_[last];
  const bool to_its_end =
      end_piece.replaced != 0 ||
      end_piece.clean_start + end_piece.clean_size <= span.end;
  const Utf16Offset end = to_its_end
                              ? end_piece.utf16_start + end_piece.utf16_size
                              : Utf16Within(text, end_piece, span.end);
  return {start, std::max(start, end)};
}

OriginalByteSpan OffsetMap::ToOriginalBytes(CleanSpan span) const {
  if (pieces_.empty()) return {};
  const size_t first = FindPiece(span.start);
  if (first == pieces_.size()) {
    const Piece& last = pieces_.back();
    const OriginalByteOffset end = last.original_start + last.original_size;
    return {end, end};
  }
  const Piece& start_piece = pieces_[first];
  const OriginalByteOffset start =
      start_piece.replaced != 0 || span.start < start_piece.clean_start
          ? start_piece.original_start
          : OriginalWithin(start_piece, span.start);
  if (span.empty()) return {start, start};
  size_t last = FindPiece({span.end.value - 1});
  if (last == pieces_.size() || span.end <= pieces_[last].clean_start) {
    if (last == 0) return {start, start};
    --last;
  }
  const Piece& end_piece = pieces_[last];
  const bool to_its_end =
      end_piece.replaced != 0 ||
      end_piece.clean_start + end_piece.clean_size <= span.end;
  const OriginalByteOffset end =
      to_its_end ? end_piece.original_start + end_piece.original_size
                 : OriginalWithin(end_piece, span.end);
  return {start, std::max(start, end)};
}

void OffsetMap::AppendStretches(std::string_view text, CleanSpan span,
                                std::vector<Stretch>* output) const {
  const size_t first_output = output->size();
  for (size_t index = FindPiece(span.start);
       index < pieces_.size() && pieces_[index].clean_start < span.end;
       ++index) {
    const Piece& piece = pieces_[index];
    const CleanOffset piece_end = piece.clean_start + piece.clean_size;
    Stretch stretch;
    stretch.replaced = piece.replaced != 0;
    if (stretch.replaced) {
      stretch.clean = {piece.clean_start, piece_end};
      stretch.utf16 = {piece.utf16_start, piece.utf16_start + piece.utf16_size};
      stretch.original = {piece.original_start,
                          piece.original_start + piece.original_size};
    } else {
      stretch.clean = {std::max(span.start, piece.clean_start),
                       std::min(span.end, piece_end)};
      stretch.utf16 = {Utf16Within(text, piece, stretch.clean.start),
                       stretch.clean.end == piece_end
                           ? piece.utf16_start + piece.utf16_size
                           : Utf16Within(text, piece, stretch.clean.end)};
      stretch.original = {OriginalWithin(piece, stretch.clean.start),
                          OriginalWithin(piece, stretch.clean.end)};
      // Checkpoints are no seams that anybody needs to see.
      if (output->size() > first_output) {
        Stretch& before = output->back();
        if (!before.replaced && before.clean.end == stretch.clean.start &&
            before.original.end == stretch.original.start) {
          before.clean.end = stretch.clean.end;
          before.utf16.end = stretch.utf16.end;
          before.original.end = stretch.original.end;
          continue;
        }
      }
    }
    output->push_back(stretch);
  }
}

}  // namespace standfirst
