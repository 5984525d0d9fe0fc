#include "tools/common/rouge.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst::tools {
namespace {

bool IsRougeLetter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

// White space as Unicode's White_Space and Python's str.split have it.
bool IsSpace(char32_t character) {
  switch (character) {
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return true;
    default:
      return (character >= 9 && character <= 13) ||
             (character >= 28 && character <= 32) ||
             (character >= 0x2000 && character <= 0x200A);
  }
}

double F1(size_t overlap, size_t reference, size_t prediction) {
  if (overlap == 0) return 0;
  const double precision =
      static_cast<double>(overlap) / static_cast<double>(prediction);
  const double recall =
      static_cast<double>(overlap) / static_cast<double>(reference);
  return 2 * precision * recall / (precision + recall);
}

template <typename Key>
double CountF1(const std::map<Key, size_t>& reference,
               const std::map<Key, size_t>& prediction) {
  size_t overlap = 0;
  size_t reference_size = 0;
  size_t prediction_size = 0;
  for (const auto& [key, count] : reference) {
    reference_size += count;
    const auto found = prediction.find(key);
    if (found != prediction.end()) overlap += std::min(count, found->second);
  }
  for (const auto& [key, count] : prediction) prediction_size += count;
  return F1(overlap, reference_size, prediction_size);
}

using Tokens = std::vector<std::string>;

double UnigramF1(const Tokens& reference, const Tokens& prediction) {
  std::map<std::string_view, size_t> left;
  std::map<std::string_view, size_t> right;
  for (const std::string& token : reference) ++left[token];
  for (const std::string& token : prediction) ++right[token];
  return CountF1(left, right);
}

double BigramF1(const Tokens& reference, const Tokens& prediction) {
  using Pair = std::pair<std::string_view, std::string_view>;
  const auto count = [](const Tokens& tokens) {
    std::map<Pair, size_t> counts;
    for (size_t i = 1; i < tokens.size(); ++i) {
      ++counts[{tokens[i - 1], tokens[i]}];
    }
    return counts;
  };
  return CountF1(count(reference), count(prediction));
}

size_t LongestCommonSubsequence(const Tokens& left, const Tokens& right) {
  std::vector<size_t> row(right.size() + 1, 0);
  for (const std::string& token : left) {
    size_t diagonal = 0;
    for (size_t j = 1; j <= right.size(); ++j) {
      const size_t above = row[j];
      row[j] =
          token == right[j - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
      diagonal = above;
    }
  }
  return row.back();
}

// Characters with their byte offsets, so that rules can look both ways.
struct Characters {
  explicit Characters(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      const DecodedCharacter decoded = DecodeUtf8(text, at);
      code_points.push_back(decoded.code_point);
      offsets.push_back(at);
      at += decoded.size;
    }
    offsets.push_back(text.size());
  }
  std::vector<char32_t> code_points;
  std::vector<size_t> offsets;
};

bool IsCloser(char32_t c) {
  return c == U'"' || c == U'\'' || c == U'’' || c == U'”' || c == U')' ||
         c == U']';
}
bool IsOpener(char32_t c) {
  return c == U'"' || c == U'\'' || c == U'‘' || c == U'“' || c == U'(' ||
         c == U'[';
}
bool StartsSentence(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'#' ||
         c == U'$' || c == U'£' || c == U'€';
}
bool IsWordCharacter(char32_t c) {
  const CharacterClass kind = ClassifyCharacter(c);
  return c == U'_' || IsLetterOrDigit(kind) ||
         kind == CharacterClass::kOtherNumber;
}

// Does `text`, which ends in ".", end in an abbreviation?
bool EndsInAbbreviation(std::string_view text) {
  static constexpr auto kKnown = std::to_array<std::string_view>(
      {"Mr",  "Mrs",  "Ms",  "Dr",   "Prof", "Sr",   "Jr",     "St",   "Gen",
       "Sen", "Rep",  "Gov", "Lt",   "Col",  "Capt", "Sgt",    "Maj",  "Rev",
       "Hon", "Pres", "Jan", "Feb",  "Mar",  "Apr",  "Aug",    "Sept", "Sep",
       "Oct", "Nov",  "Dec", "vs",   "etc",  "No",   "Nos",    "Fig",  "Eq",
       "Sec", "Inc",  "Ltd", "Corp", "Co",   "Rs",   "approx", "al",   "cf",
       "e.g", "i.e",  "a.m", "p.m",  "U.S",  "U.K",  "U.N"});
  if (!text.ends_with('.')) return false;
  text.remove_suffix(1);
  const auto stands_alone = [&](size_t size) {
    if (size == text.size()) return true;
    size_t start = text.size() - size - 1;
    while (start > 0 && IsUtf8Continuation(text[start])) --start;
    return !IsWordCharacter(DecodeUtf8(text, start).code_point);
  };
  if (!text.empty() && text.back() >= 'A' && text.back() <= 'Z' &&
      stands_alone(1)) {
    return true;
  }
  return std::any_of(kKnown.begin(), kKnown.end(), [&](std::string_view word) {
    return text.ends_with(word) && stands_alone(word.size());
  });
}

std::string_view Strip(std::string_view text) {
  const std::vector<std::string_view> words = SplitWords(text);
  if (words.empty()) return {};
  const auto start = static_cast<size_t>(words.front().data() - text.data());
  const auto end = static_cast<size_t>(words.back().data() +
                                       words.back().size() - text.data());
  return text.substr(start, end - start);
}

bool HoldsRougeLetter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char byte) {
    return IsRougeLetter(byte) || (byte >= 'A' && byte <= 'Z');
  });
}

}  // namespace

std::vector<std::string> RougeTokens(std::string_view text) {
  Tokens tokens;
  std::string token;
  for (size_t at = 0; at <= text.size();) {
    char letter = 0;
    size_t size = 1;
    if (at < text.size()) {
      const DecodedCharacter decoded = DecodeUtf8(text, at);
      size = std::max<size_t>(1, decoded.size);
      char32_t c = decoded.code_point;
      // The two characters outside ASCII whose lower case begins in it.
      if (c == 0x212A) c = U'k';
      if (c == 0x130) c = U'i';
      if (c >= U'A' && c <= U'Z') c += 32;
      if (c < 0x80 && IsRougeLetter(static_cast<char>(c))) {
        letter = static_cast<char>(c);
      }
    }
    if (letter != 0) {
      token += letter;
      // U+0130 is "i" and a combining dot, which parts.
      if (size == 2) {
        tokens.push_back(std::move(token));
        token.clear();
      }
    } else if (!token.empty()) {
      tokens.push_back(std::move(token));
      token.clear();
    }
    at += size;
  }
  return tokens;
}

RougeScore Rouge(std::span<const std::string> references,
                 std::string_view prediction) {
  RougeScore best;
  const Tokens right = RougeTokens(prediction);
  for (const std::string& reference : references) {
    const Tokens left = RougeTokens(reference);
    best.rouge1 = std::max(best.rouge1, UnigramF1(left, right));
    best.rouge2 = std::max(best.rouge2, BigramF1(left, right));
    best.rouge_l = std::max(
        best.rouge_l,
        F1(LongestCommonSubsequence(left, right), left.size(), right.size()));
  }
  return best;
}

std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  size_t start = text.size();
  for (size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = DecodeUtf8(text, at);
    const size_t size = std::max<size_t>(1, decoded.size);
    if (IsSpace(decoded.code_point)) {
      if (start < at) words.push_back(text.substr(start, at - start));
      start = text.size();
    } else {
      start = std::min(start, at);
    }
    at += size;
  }
  if (start < text.size()) words.push_back(text.substr(start));
  return words;
}

std::vector<std::string> LeadSentences(std::string_view text) {
  std::vector<std::string> found;
  const auto take = [&](std::string_view piece) {
    piece = Strip(piece);
    if (HoldsRougeLetter(piece)) found.emplace_back(piece);
  };
  for (size_t line_start = 0; line_start <= text.size();) {
    const size_t line_end = std::min(text.find('\n', line_start), text.size());
    const std::string_view line =
        text.substr(line_start, line_end - line_start);
    const Characters characters(line);
    const std::vector<char32_t>& points = characters.code_points;
    size_t start = 0;  // In characters, as are the following.
    for (size_t at = 1; at < points.size(); ++at) {
      const char32_t before = points[at - 1];
      if (before != U'.' && before != U'!' && before != U'?') continue;
      size_t spaces = at;
      while (spaces < points.size() && IsCloser(points[spaces])) ++spaces;
      size_t end = spaces;
      while (end < points.size() && IsSpace(points[end])) ++end;
      if (end == spaces) continue;
      size_t next = end;
      while (next < points.size() && IsOpener(points[next])) ++next;
      if (next == points.size() || !StartsSentence(points[next])) continue;
      const size_t from = characters.offsets[start];
      if (!EndsInAbbreviation(
              line.substr(from, characters.offsets[at] - from))) {
        take(line.substr(from, characters.offsets[end] - from));
        start = end;
      }
      at = end;
    }
    take(line.substr(characters.offsets[std::min(start, points.size())]));
    line_start = line_end + 1;
  }
  return found;
}

std::string LeadBySentences(std::string_view text, size_t sentences) {
  std::string lead;
  const std::vector<std::string> all = LeadSentences(text);
  for (size_t i = 0; i < std::min(sentences, all.size()); ++i) {
    if (i > 0) lead += '\n';
    lead += all[i];
  }
  return lead;
}

std::string LeadByWords(std::string_view text, size_t words) {
  std::string lead;
  const std::vector<std::string_view> all = SplitWords(text);
  for (size_t i = 0; i < std::min(words, all.size()); ++i) {
    if (i > 0) lead += ' ';
    lead += all[i];
  }
  return lead;
}

std::string LeadByWholeSentences(std::string_view text, size_t words) {
  std::string lead;
  size_t used = 0;
  for (const std::string& sentence : LeadSentences(text)) {
    const size_t size = SplitWords(sentence).size();
    if (!lead.empty() && used + size > words) break;
    if (!lead.empty()) lead += '\n';
    lead += sentence;
    used += size;
  }
  return lead;
}

Interval Bootstrap(std::span<const double> values) {
  Interval interval;
  if (values.empty()) return interval;
  const auto mean_of = [&](auto&& value_at) {
    double sum = 0;
    for (size_t i = 0; i < values.size(); ++i) sum += value_at(i);
    return sum / static_cast<double>(values.size());
  };
  interval.mean = mean_of([&](size_t i) { return values[i]; });
  constexpr size_t kRounds = 1000;
  std::vector<double> means;
  means.reserve(kRounds);
  uint64_t state = 7;
  for (size_t round = 0; round < kRounds; ++round) {
    means.push_back(mean_of([&](size_t) {
      state += 0x9e3779b97f4a7c15ULL;
      return values[MixHash(state) % values.size()];
    }));
  }
  std::sort(means.begin(), means.end());
  interval.low = means[kRounds / 40];
  interval.high = means[kRounds - kRounds / 40];
  return interval;
}

}  // namespace standfirst::tools
