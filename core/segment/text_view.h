#ifndef STANDFIRST_CORE_SEGMENT_TEXT_VIEW_H_
#define STANDFIRST_CORE_SEGMENT_TEXT_VIEW_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace standfirst {

// One byte per character, whatever the typography: curly quotes, dashes and
// no-break spaces read as the plain ones, so that one model serves them all.
// ASCII stands for itself; everything else is one of these.
enum ViewCode : uint8_t {
  kViewControl = 0x01,
  kViewOtherUpper = 0x80,   // É, Ж: read as letters with case.
  kViewOtherLower = 0x81,   // é, ж
  kViewOtherLetter = 0x82,  // Letters without case, words with spaces.
  kViewOtherDigit = 0x83,
  kViewPunctuation = 0x84,
  kViewSymbol = 0x85,
  kViewEllipsis = 0x86,  // …
  kViewLongDash = 0x87,  // — and ―
  kViewWideStop = 0x88,  // 。 and the like: ends a sentence, no space after.
  kViewDanda = 0x89,     // Stops of other scripts that a space follows.
  kViewBullet = 0x8A,
  kViewCurrency = 0x8B,   // € £ ¥ …
  kViewIdeograph = 0x8C,  // Scripts without spaces: Han, kana, Thai …
  kViewMark = 0x8D,       // Combining: belongs to the character before.
};

// What a code is when tokens are told apart.
enum class CodeClass : uint8_t {
  kSpace,
  kLower,
  kUpper,
  kDigit,
  kMark,       // Combining marks: never start a token.
  kIdeograph,  // Start tokens as UAX #29 says.
  kStop,       // . ! ? …
  kQuote,      // " ' `
  kOpen,       // ( [ { <
  kClose,      // ) ] } >
  kHyphen,     // - and dashes
  kComma,      // , ; :
  kOther,
};

namespace internal {
constexpr std::array<CodeClass, 256> MakeCodeClasses() {
  std::array<CodeClass, 256> classes{};
  for (size_t code = 0; code < 256; ++code) {
    CodeClass value = CodeClass::kOther;
    if (code == ' ' || code == '\n') value = CodeClass::kSpace;
    if (code >= 'a' && code <= 'z') value = CodeClass::kLower;
    if (code >= 'A' && code <= 'Z') value = CodeClass::kUpper;
    if (code >= '0' && code <= '9') value = CodeClass::kDigit;
    classes[code] = value;
  }
  for (const char code : {'.', '!', '?'}) {
    classes[static_cast<uint8_t>(code)] = CodeClass::kStop;
  }
  for (const char code : {'"', '\'', '`'}) {
    classes[static_cast<uint8_t>(code)] = CodeClass::kQuote;
  }
  for (const char code : {'(', '[', '{', '<'}) {
    classes[static_cast<uint8_t>(code)] = CodeClass::kOpen;
  }
  for (const char code : {')', ']', '}', '>'}) {
    classes[static_cast<uint8_t>(code)] = CodeClass::kClose;
  }
  for (const char code : {',', ';', ':'}) {
    classes[static_cast<uint8_t>(code)] = CodeClass::kComma;
  }
  classes['-'] = CodeClass::kHyphen;
  classes[kViewLongDash] = CodeClass::kHyphen;
  classes[kViewOtherUpper] = CodeClass::kUpper;
  classes[kViewOtherLower] = CodeClass::kLower;
  classes[kViewOtherLetter] = CodeClass::kLower;
  classes[kViewOtherDigit] = CodeClass::kDigit;
  classes[kViewMark] = CodeClass::kMark;
  classes[kViewIdeograph] = CodeClass::kIdeograph;
  classes[kViewEllipsis] = CodeClass::kStop;
  classes[kViewWideStop] = CodeClass::kStop;
  classes[kViewDanda] = CodeClass::kStop;
  return classes;
}
inline constexpr std::array<CodeClass, 256> kCodeClasses = MakeCodeClasses();

constexpr std::array<uint16_t, 256> MakeCodeBits() {
  std::array<uint16_t, 256> bits{};
  for (size_t code = 0; code < 256; ++code) {
    bits[code] =
        static_cast<uint16_t>(1U << static_cast<unsigned>(kCodeClasses[code]));
  }
  return bits;
}
inline constexpr std::array<uint16_t, 256> kCodeBits = MakeCodeBits();
}  // namespace internal

inline CodeClass ClassOf(uint8_t code) { return internal::kCodeClasses[code]; }

// Sets of classes: a bit for each.
using CodeClassSet = uint16_t;
constexpr CodeClassSet SetOf(CodeClass value) {
  return static_cast<CodeClassSet>(1U << static_cast<unsigned>(value));
}
inline CodeClassSet SetOf(uint8_t code) { return internal::kCodeBits[code]; }
constexpr CodeClassSet kLetterClasses = SetOf(CodeClass::kLower) |
                                        SetOf(CodeClass::kUpper) |
                                        SetOf(CodeClass::kMark);
constexpr bool IsSubset(CodeClassSet part, CodeClassSet whole) {
  return (part & ~whole) == 0;
}

inline bool IsWordClass(CodeClass value) {
  return value >= CodeClass::kLower && value <= CodeClass::kMark;
}
inline uint8_t LowerCode(uint8_t code) {
  if (code >= 'A' && code <= 'Z') return static_cast<uint8_t>(code + 0x20);
  return code == kViewOtherUpper ? uint8_t{kViewOtherLower} : code;
}

// The view of one block and the way back. Reused from block to block.
class TextView {
 public:
  // Reads `text` (valid UTF-8, to outlive the view); offsets count from
  // `base`. Of several spaces in a row each keeps its own code. O(|text|).
  void Read(std::string_view text, uint32_t base);

  std::span<const uint8_t> codes() const { return codes_; }
  // Byte offset of the code's character; codes().size() gives the end.
  uint32_t OffsetOf(uint32_t code) const {
    return offsets_.empty() ? base_ + code : offsets_[code];
  }
  // Ideographs and emoji: where UAX #29 has to be asked.
  bool needs_word_breaks() const { return needs_word_breaks_; }

 private:
  std::span<const uint8_t> codes_;  // The text itself where that is ASCII.
  std::vector<uint8_t> storage_;
  std::vector<uint32_t> offsets_;  // Empty: one byte a code.
  uint32_t base_ = 0;
  bool needs_word_breaks_ = false;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_SEGMENT_TEXT_VIEW_H_
