#ifndef STANDFIRST_CORE_TEXT_OFFSETS_H_
#define STANDFIRST_CORE_TEXT_OFFSETS_H_

#include <compare>
#include <cstdint>

namespace standfirst {

// Three offset spaces live in the core. Each has its own type, so that no
// offset of one can be used as an offset of another: it does not compile.
struct OriginalByteSpace;   // Bytes of the text exactly as given.
struct OriginalUtf16Space;  // UTF-16 code units of the text as given.
struct CleanSpace;          // Bytes of the cleaned, valid UTF-8 text.

template <typename Space>
struct Offset {
  uint32_t value = 0;

  friend constexpr bool operator==(Offset, Offset) = default;
  friend constexpr std::strong_ordering operator<=>(Offset left, Offset right) {
    return left.value <=> right.value;
  }
  friend constexpr Offset operator+(Offset offset, uint32_t length) {
    return {offset.value + length};
  }
  // Distance; `later` must not lie before `earlier`.
  friend constexpr uint32_t operator-(Offset later, Offset earlier) {
    return later.value - earlier.value;
  }
};

// Half open, [start, end).
template <typename Space>
struct Span {
  Offset<Space> start;
  Offset<Space> end;

  constexpr uint32_t size() const { return end - start; }
  constexpr bool empty() const { return start == end; }
  constexpr bool Contains(Offset<Space> offset) const {
    return start <= offset && offset < end;
  }
  constexpr bool Contains(Span inner) const {
    return start <= inner.start && inner.end <= end;
  }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

using OriginalByteOffset = Offset<OriginalByteSpace>;
using OriginalByteSpan = Span<OriginalByteSpace>;
using Utf16Offset = Offset<OriginalUtf16Space>;
using Utf16Span = Span<OriginalUtf16Space>;
using CleanOffset = Offset<CleanSpace>;
using CleanSpan = Span<CleanSpace>;

// A run of indices into some array, half open.
struct IndexRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool Contains(uint32_t index) const {
    return begin <= index && index < end;
  }
  friend constexpr auto operator<=>(const IndexRange&,
                                    const IndexRange&) = default;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_TEXT_OFFSETS_H_
