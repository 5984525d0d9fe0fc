#include "core/segment/segment_rules.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace standfirst {
namespace {

using Codes = std::span<const uint8_t>;

bool IsLetterClass(CodeClass value) {
  return value == CodeClass::kLower || value == CodeClass::kUpper ||
         value == CodeClass::kMark;
}
bool IsLetterCode(uint8_t code) { return IsLetterClass(ClassOf(code)); }
bool IsDigitCode(uint8_t code) { return ClassOf(code) == CodeClass::kDigit; }

// Up to eight codes as one number, lower-cased, the first one highest: the
// numbers of words are in the words' order.
constexpr size_t kLongestPacked = 8;
uint64_t Packed(Codes codes) {
  uint64_t packed = 0;
  for (const uint8_t code : codes) packed = packed << 8 | LowerCode(code);
  return codes.empty() ? 0 : packed << (8 * (kLongestPacked - codes.size()));
}
consteval uint64_t Packed(std::string_view word) {
  uint64_t packed = 0;
  for (size_t i = 0; i < kLongestPacked; ++i) {
    packed =
        packed << 8 | (i < word.size() ? static_cast<uint8_t>(word[i]) : 0U);
  }
  return packed;
}
template <size_t N>
consteval std::array<uint64_t, N> PackedWords(
    const std::string_view (&words)[N]) {
  std::array<uint64_t, N> packed{};
  for (size_t i = 0; i < N; ++i) packed[i] = Packed(words[i]);
  return packed;
}

template <size_t N>
bool Contains(const std::array<uint64_t, N>& sorted, uint64_t word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Followed by a name or a number much more often than by a sentence's end.
constexpr auto kTitles = PackedWords(
    {"adm",  "ald", "amb",  "assn",   "assoc", "asst",  "atty", "ave",  "brig",
     "capt", "cf",  "cmdr", "co",     "col",   "corp",  "cpl",  "dept", "det",
     "dr",   "ed",  "eds",  "eg",     "esp",   "est",   "ext",  "fig",  "figs",
     "fr",   "ft",  "gen",  "gov",    "hon",   "ie",    "inc",  "insp", "jr",
     "lt",   "ltd", "maj",  "messrs", "mlle",  "mme",   "mohd", "mr",   "mrs",
     "ms",   "mt",  "no",   "nos",    "op",    "ph",    "pp",   "proc", "prof",
     "pte",  "pvt", "rep",  "reps",   "rev",   "revd",  "sen",  "sens", "sgt",
     "shri", "sr",  "st",   "sto",    "supt",  "trans", "univ", "viz",  "vol",
     "vs"});
constexpr auto kMonths =
    PackedWords({"apr", "aug", "dec", "feb", "jan", "jul", "jun", "mar", "nov",
                 "oct", "sep", "sept"});
constexpr auto kEtcetera =
    PackedWords({"a.m", "al", "am", "approx", "bros", "etc", "p.m", "pm"});

bool IsCloser(uint8_t code) {
  return code == '"' || code == '\'' || ClassOf(code) == CodeClass::kClose;
}
bool IsEndingStop(uint8_t code) { return ClassOf(code) == CodeClass::kStop; }

bool Matches(Codes codes, uint32_t position, uint32_t end,
             std::string_view word) {
  if (end - position < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    if (LowerCode(codes[position + i]) != static_cast<uint8_t>(word[i])) {
      return false;
    }
  }
  return true;
}

// "'s", "'ll" … at `position`, with nothing but no letter after it.
uint32_t CliticSize(Codes codes, uint32_t position, uint32_t end) {
  for (const std::string_view clitic :
       {"'s", "'ll", "'re", "'ve", "'d", "'m", "'em"}) {
    if (!Matches(codes, position, end, clitic)) continue;
    const auto after = position + static_cast<uint32_t>(clitic.size());
    if (after == end || !IsWordClass(ClassOf(codes[after]))) {
      return static_cast<uint32_t>(clitic.size());
    }
  }
  return 0;
}

constexpr auto kHostEndings =
    PackedWords({"app", "co", "com", "de", "edu", "fm", "gov", "io", "js", "me",
                 "net", "org", "tv", "uk"});

constexpr auto kFileEndings =
    PackedWords({"avi",  "csv",  "doc", "docx", "exe",  "gif", "htm",
                 "html", "jpeg", "jpg", "mp3",  "pdf",  "png", "ppt",
                 "rtf",  "txt",  "wav", "xls",  "xlsx", "xml", "zip"});

constexpr auto kUnits = PackedWords(
    {"am",  "bn", "cm", "ft", "gb",  "kb", "kg", "km",  "kph", "lb",
     "lbs", "m",  "mb", "mg", "mhz", "ml", "mm", "mph", "pm",  "tn"});

}  // namespace

int AbbreviationKind(Codes word) {
  if (word.empty() || word.size() > 8) return 0;
  // Initials and U.S., e.g.: letters and dots in turn.
  bool dotted = true;
  for (size_t i = 0; i < word.size() && dotted; ++i) {
    dotted = (i % 2 == 0) ? IsLetterCode(word[i]) : word[i] == '.';
  }
  if (dotted && word.size() % 2 == 1) {
    if (word.size() > 1) {
      return ClassOf(word[0]) == CodeClass::kUpper || word[0] == 'a' ||
                     word[0] == 'p'
                 ? 2
                 : 1;
    }
    return ClassOf(word[0]) == CodeClass::kUpper && word[0] != 'I' ? 1 : 0;
  }
  const uint64_t lower = Packed(word);
  const bool capital = ClassOf(word[0]) == CodeClass::kUpper;
  if (lower == Packed("no")) return capital ? 1 : 0;
  if (Contains(kTitles, lower)) return 1;
  if (Contains(kMonths, lower)) {
    return capital && lower != Packed("mar") ? 1 : 0;
  }
  return Contains(kEtcetera, lower) ? 2 : 0;
}

void FindChunks(Codes codes, std::vector<Chunk>* chunks) {
  constexpr CodeClassSet kSpace = SetOf(CodeClass::kSpace);
  chunks->clear();
  const auto size = static_cast<uint32_t>(codes.size());
  bool line_start = true;
  for (uint32_t position = 0; position < size;) {
    CodeClassSet value = SetOf(codes[position]);
    if (value == kSpace) {
      line_start |= codes[position] == '\n';
      ++position;
      continue;
    }
    Chunk chunk{position, position, line_start, 0};
    while (value != kSpace) {
      chunk.classes |= value;
      if (++position == size) break;
      value = SetOf(codes[position]);
    }
    chunk.end = position;
    chunks->push_back(chunk);
    line_start = false;
  }
}

namespace {

// A comma of a number beside a group of two digits, as in India ("4,75,000",
// "1,20,00,000") or before hundredths ("R18,72").
bool IsBesideTwo(Codes codes, uint32_t comma) {
  return codes[comma] == ',' && comma > 0 && comma + 2 < codes.size() &&
         IsDigitCode(codes[comma - 1]) && IsDigitCode(codes[comma + 1]) &&
         IsDigitCode(codes[comma + 2]) &&
         (comma + 3 == codes.size() || !IsDigitCode(codes[comma + 3]) ||
          (comma > 3 && codes[comma - 3] == ','));
}

}  // namespace

bool IsTokenGap(Codes codes, uint32_t gap) {
  const CodeClass left = ClassOf(codes[gap - 1]);
  const CodeClass right = ClassOf(codes[gap]);
  if (right == CodeClass::kMark) return false;
  if (IsLetterClass(left) && IsLetterClass(right)) return false;
  if (IsBesideTwo(codes, gap) || IsBesideTwo(codes, gap - 1)) return false;
  return left != CodeClass::kDigit || right != CodeClass::kDigit;
}

bool LooksLikeAddress(Codes chunk) {
  const auto size = static_cast<uint32_t>(chunk.size());
  if (Matches(chunk, 0, size, "www.")) return true;
  uint32_t ending = size;
  while (ending > 0 && size - ending < 5 &&
         IsWordClass(ClassOf(chunk[ending - 1]))) {
    --ending;
  }
  if (ending > 1 && size - ending > 2 && chunk[ending - 1] == '.' &&
      Contains(kFileEndings, Packed(chunk.subspan(ending)))) {
    return true;
  }
  bool at_sign = false;
  for (uint32_t i = 0; i < size; ++i) {
    if (chunk[i] == ':' && Matches(chunk, i, size, "://")) return true;
    if (chunk[i] == '@' && i > 0) at_sign = true;
    if (chunk[i] == '.' && at_sign && i + 1 < size &&
        IsLetterCode(chunk[i + 1])) {
      return true;
    }
  }
  return false;
}

uint32_t SplitWord(Codes word) {
  struct Split {
    uint64_t word;
    uint32_t at;
  };
  static constexpr auto kSplits = std::to_array<Split>({
      {Packed("aint"), 2},
      {Packed("arent"), 3},
      {Packed("cannot"), 3},
      {Packed("cant"), 2},
      {Packed("didnt"), 3},
      {Packed("doesnt"), 4},
      {Packed("dont"), 2},
      {Packed("dunno"), 2},
      {Packed("gimme"), 3},
      {Packed("gonna"), 3},
      {Packed("gotta"), 3},
      {Packed("isnt"), 2},
      {Packed("lemme"), 3},
      {Packed("thats"), 4},
      {Packed("wanna"), 3},
      {Packed("wasnt"), 3},
      {Packed("wont"), 2},
  });
  if (word.size() < 4 || word.size() > 6) return 0;
  // Nearly all words are settled by their last two letters.
  const uint8_t last = LowerCode(word[word.size() - 1]);
  const uint8_t before = LowerCode(word[word.size() - 2]);
  const bool may_split = last == 't'   ? before == 'n' || before == 'o'
                         : last == 'a' ? before == 'n' || before == 't'
                         : last == 'o' ? before == 'n'
                         : last == 'e' ? before == 'm'
                                       : last == 's' && before == 't';
  if (!may_split) return 0;
  const uint64_t lower = Packed(word);
  for (const Split& split : kSplits) {
    if (split.word == lower) return split.at;
  }
  return 0;
}

void AppendTokenStartsByRule(Codes codes, uint32_t begin, uint32_t end,
                             bool ends_sentence,
                             std::vector<uint32_t>* starts) {
  starts->push_back(begin);
  // Closing punctuation stands by itself, whatever it closes.
  uint32_t inner_end = end;
  while (inner_end > begin + 1) {
    const uint8_t code = codes[inner_end - 1];
    const CodeClass kind = ClassOf(code);
    const bool closing = kind == CodeClass::kComma || IsCloser(code) ||
                         code == '!' || code == '?' ||
                         (code == '.' && inner_end < end);
    if (!closing) break;
    --inner_end;
  }
  uint32_t address = begin;
  while (address + 1 < inner_end &&
         (ClassOf(codes[address]) == CodeClass::kOpen ||
          ClassOf(codes[address]) == CodeClass::kQuote)) {
    ++address;
  }
  if (LooksLikeAddress(codes.subspan(address, inner_end - address))) {
    if (address > begin) starts->push_back(address);
    uint32_t address_end = inner_end;
    if (codes[address_end - 1] == '.') --address_end;
    for (uint32_t i = address_end; i < end; ++i) starts->push_back(i);
    return;
  }
  for (uint32_t gap = begin + 1; gap < end; ++gap) {
    const uint8_t left = codes[gap - 1];
    const uint8_t right = codes[gap];
    const CodeClass left_class = ClassOf(left);
    const CodeClass right_class = ClassOf(right);
    const bool before_end = gap + 1 < end;
    const uint8_t next = before_end ? codes[gap + 1] : uint8_t{' '};
    bool start = true;
    // One branch for each kind of sign, though some decide alike.
    // NOLINTNEXTLINE(bugprone-branch-clone)
    if (right_class == CodeClass::kMark) {
      start = false;
    } else if (IsLetterClass(left_class) && IsLetterClass(right_class)) {
      start = LowerCode(right) == 'n' && Matches(codes, gap, end, "n't") &&
              (gap + 3 == end || !IsLetterCode(codes[gap + 3]));
    } else if (IsWordClass(left_class) && IsWordClass(right_class)) {
      start = false;
      if (left_class == CodeClass::kDigit && IsLetterClass(right_class)) {
        uint32_t word_end = gap;
        while (word_end < end && IsLetterCode(codes[word_end])) ++word_end;
        start = word_end - gap <= kLongestPacked &&
                Contains(kUnits, Packed(codes.subspan(gap, word_end - gap)));
      }
    } else if (right == '\'' && IsWordClass(left_class)) {
      if (CliticSize(codes, gap, end) == 0) {
        // O'Brien, rock'n'roll; n't was cut before the n.
        start = !(before_end && IsWordClass(ClassOf(next)));
      }
    } else if (left == '\'' && IsWordClass(right_class)) {
      start = gap == starts->back() + 1 && CliticSize(codes, gap - 1, end) == 0;
      if (start && gap - 1 > begin && IsWordClass(ClassOf(codes[gap - 2]))) {
        start = false;
      }
    } else if (right == '.' && IsWordClass(left_class)) {
      if (before_end && IsWordClass(ClassOf(next)) && gap + 1 < inner_end) {
        start = false;  // U.S., 3.5, host names; missing spaces are cut before.
      } else if (next == '.') {
        start = true;
      } else {
        const uint32_t word = starts->back();
        // "40 °C." is no initial.
        const bool unit =
            word > begin && ClassOf(codes[word - 1]) == CodeClass::kOther;
        const int kind =
            unit ? 0 : AbbreviationKind(codes.subspan(word, gap - word));
        start = kind == 0 || (kind == 1 && ends_sentence && gap - word > 1);
      }
    } else if (left == '.' && IsWordClass(right_class)) {
      start = gap - 1 == starts->back() || gap - 1 == begin;
    } else if ((right == ',' || right == ':') && IsDigitCode(left)) {
      start = !(before_end && IsDigitCode(next));
    } else if ((left == ',' || left == ':') && IsDigitCode(right)) {
      start = gap - 1 == begin || !IsDigitCode(codes[gap - 2]);
    } else if (right == '&' && left_class == CodeClass::kUpper) {
      start = !(before_end && ClassOf(next) == CodeClass::kUpper);
    } else if (left == '&' && right_class == CodeClass::kUpper) {
      start = gap - 1 == begin || ClassOf(codes[gap - 2]) != CodeClass::kUpper;
    } else if (right == '_' || left == '_') {
      start = false;
    } else if (left == right && !IsWordClass(left_class)) {
      // "--", "...", "!!!": one token; quotes and brackets are not.
      start = left_class == CodeClass::kOpen ||
              left_class == CodeClass::kClose || left == '"';
      if (left == '\'') start = false;
    } else if ((left == '!' || left == '?') && (right == '!' || right == '?')) {
      start = false;
    } else if ((left == '@' || left == '#') && gap - 1 == begin &&
               IsLetterCode(right)) {
      start = false;
    }
    if (start) starts->push_back(gap);
    // "cannot" and the like, once their end is known.
    if (IsLetterClass(right_class) &&
        (!before_end || !IsWordClass(ClassOf(next)))) {
      const uint32_t word = starts->back();
      const uint32_t cut = SplitWord(codes.subspan(word, gap + 1 - word));
      if (cut != 0) starts->push_back(word + cut);
    }
  }
}

bool SentenceEndsByRule(Codes codes, const Chunk& before, const Chunk& chunk) {
  uint32_t end = before.end;
  while (end > before.begin && IsCloser(codes[end - 1])) --end;
  const bool closed = end != before.end;
  if (end == before.begin || !IsEndingStop(codes[end - 1])) return false;
  // The first character of the next word, past what opens it.
  uint32_t next = chunk.begin;
  while (next + 1 < chunk.end && (ClassOf(codes[next]) == CodeClass::kQuote ||
                                  ClassOf(codes[next]) == CodeClass::kOpen)) {
    ++next;
  }
  const CodeClass next_class = ClassOf(codes[next]);
  const uint8_t stop = codes[end - 1];
  if (stop == kViewWideStop || stop == kViewDanda) return true;
  if (next_class == CodeClass::kLower && codes[next] != kViewOtherLetter) {
    return false;
  }
  if (next_class == CodeClass::kComma || next_class == CodeClass::kStop ||
      next_class == CodeClass::kClose) {
    return false;
  }
  if (stop != '.') return true;
  if (end - 1 > before.begin && codes[end - 2] == '.') return true;  // "..."
  uint32_t word = before.begin;
  while (word + 1 < end && !IsWordClass(ClassOf(codes[word]))) ++word;
  const int kind = AbbreviationKind(codes.subspan(word, end - 1 - word));
  if (kind == 0 || closed) return true;
  if (kind == 1) return false;
  return next_class == CodeClass::kUpper;
}

void AppendMissingSpaces(Codes codes, const Chunk& chunk,
                         std::vector<uint32_t>* starts) {
  int checked_address = -1;  // Unknown, no, yes.
  for (uint32_t i = chunk.begin + 1; i < chunk.end; ++i) {
    const uint8_t stop = codes[i - 1];
    if (ClassOf(stop) != CodeClass::kStop) continue;
    // Closers stay with the stop. A quote that opens the next sentence cannot
    // be told from one that closes this one: it is taken for a closer.
    uint32_t start = i;
    while (start < chunk.end && IsCloser(codes[start])) ++start;
    if (start >= chunk.end) return;
    if (stop == kViewWideStop) {
      if (ClassOf(codes[start]) != CodeClass::kStop) starts->push_back(start);
      continue;
    }
    // "Friday.The", "Friday.A", "Friday.I'm": a capital and a small letter
    // after the stop, or a word of one letter …
    const bool one_letter =
        (codes[start] == 'A' || codes[start] == 'I') &&
        (start + 1 == chunk.end || codes[start + 1] == '\'');
    if (!one_letter &&
        (start + 1 == chunk.end || ClassOf(codes[start]) != CodeClass::kUpper ||
         ClassOf(codes[start + 1]) != CodeClass::kLower)) {
      continue;
    }
    // … two small letters, a digit or a closer before it …
    uint32_t word = i - 1;
    while (word > chunk.begin && IsLetterCode(codes[word - 1])) --word;
    const bool small_letters = i >= chunk.begin + 3 &&
                               ClassOf(codes[i - 2]) == CodeClass::kLower &&
                               ClassOf(codes[i - 3]) == CodeClass::kLower;
    const bool digit = i >= chunk.begin + 2 && IsDigitCode(codes[i - 2]);
    const bool closer = i >= chunk.begin + 2 && IsCloser(codes[i - 2]);
    if (!small_letters && (one_letter || (!digit && !closer && start == i))) {
      continue;
    }
    if (stop == '.' && small_letters && start == i) {
      // … and no title, host or file name ("St.Louis", "Amazon.Com").
      if (AbbreviationKind(codes.subspan(word, i - 1 - word)) == 1) continue;
      uint32_t word_end = start;
      while (word_end < chunk.end && IsLetterCode(codes[word_end])) ++word_end;
      if (word_end - start <= kLongestPacked &&
          Contains(kHostEndings,
                   Packed(codes.subspan(start, word_end - start)))) {
        continue;
      }
    }
    if (checked_address < 0) {
      const Codes whole = codes.subspan(chunk.begin, chunk.end - chunk.begin);
      checked_address = LooksLikeAddress(whole) ||
                                std::any_of(whole.begin(), whole.end(),
                                            [](uint8_t code) {
                                              return code == '/' ||
                                                     code == '\\' ||
                                                     code == '_' ||
                                                     code == '@' || code == '=';
                                            })
                            ? 1
                            : 0;
    }
    if (checked_address == 1) return;
    starts->push_back(start);
  }
}

}  // namespace standfirst
