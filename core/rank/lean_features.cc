#include "core/rank/lean_features.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/rank/features.h"

namespace standfirst {
namespace {

constexpr std::array<uint32_t, kRepeatTemplates + 1> kStarts = [] {
  constexpr std::array<uint32_t, kRepeatTemplates> kSizes = {
      1,   // Always.
      11,  // Share of the later one's words that the earlier one has, …
      11,  // … of the earlier one's, …
      11,  // … of the later one's salience.
      5,   // Names, figures and other words that both have, …
      4,           9,
      5,  // … and that are new.
      4,           10,
      6,            // How far they stand apart.
      kGenreCount,  // Kind of text.
      4,            // Does the text open with the earlier one?
  };
  std::array<uint32_t, kRepeatTemplates + 1> starts{};
  for (size_t i = 0; i < kRepeatTemplates; ++i) {
    starts[i + 1] = starts[i] + kSizes[i];
  }
  return starts;
}();

uint32_t DistanceBin(uint32_t earlier, uint32_t later) {
  const uint32_t distance = later - earlier;
  if (distance < 3) return distance - 1;
  if (distance < 5) return 2;
  if (distance < 9) return 3;
  return distance < 20 ? 4 : 5;
}

uint32_t Tenths(uint32_t part, uint32_t whole) {
  return part * 10 / std::max(1U, whole);
}

}  // namespace

uint32_t FormOf(std::string_view sentence) {
  const auto is = [&](size_t index, char first, char last) {
    return index < sentence.size() && sentence[index] >= first &&
           sentence[index] <= last;
  };
  uint32_t bits = is(0, '(', '(') ? 1U << 7U : 0;
  uint32_t words = 0;
  char before = ' ';
  for (size_t i = 0; i < sentence.size(); ++i) {
    const char here = sentence[i];
    words += here == ' ' ? 1 : 0;
    // Most are small letters, blanks, and capitals behind these.
    const bool capital = here >= 'A' && here <= 'Z';
    const bool after_blank = std::exchange(before, here) == ' ';
    const bool mark = here == ':' || here == '@' || here == '#';
    if (!(mark | (capital & !after_blank))) continue;
    if (here == '@' || here == '#') bits |= 1U << 4U;
    // "Scene: …", "Making a splash: …"
    if (here == ':' && is(i + 1, ' ', ' ') && words < 7 && (bits & 15U) == 0) {
      bits |= 1U << std::min(3U, (words + 1) / 2);
    }
    if (here < 'A' || here > 'Z') continue;
    // "the end.The next", "(CNN)The", "ReadThe"
    if (is(i - 1, ')', ')') || (is(i - 1, '.', '.') && is(i - 2, 'a', 'z'))) {
      bits |= 1U << 5U;
    }
    if (is(i - 1, 'a', 'z') && is(i + 1, 'a', 'z')) bits |= 1U << 6U;
  }
  return bits;
}

SentenceContents::SentenceContents(const Ranking& ranking,
                                   std::span<const uint32_t> sentences)
    : numbers_(ranking.evidence->words.size(), 0), all_(sentences.size()) {
  const auto terms_of = [&](uint32_t sentence) {
    const uint32_t begin = ranking.term_starts[sentence];
    return std::span(ranking.terms)
        .subspan(begin, ranking.term_starts[sentence + 1] - begin);
  };
  for (const uint32_t sentence : sentences) {
    for (const uint32_t term : terms_of(sentence)) {
      const Evidence::Word& word = ranking.evidence->words[term];
      if (numbers_[term] != 0 || (word.kinds & kFunctionWord) != 0) continue;
      words_.push_back({ranking.word_salience[term], word.kind_class});
      numbers_[term] = static_cast<uint32_t>(words_.size());
    }
  }
  stride_ = words_.size() / 64 + 1;
  bits_.assign(sentences.size() * stride_, 0);
  for (size_t place = 0; place < sentences.size(); ++place) {
    SharedWords& all = all_[place];
    for (const uint32_t term : terms_of(sentences[place])) {
      if (numbers_[term] == 0 || Holds(place, term)) continue;
      const uint32_t number = numbers_[term] - 1;
      bits_[place * stride_ + number / 64] |= uint64_t{1} << number % 64;
      ++all.later;
      all.salience += words_[number].salience;
      ++all.fresh[words_[number].kind_class];
    }
  }
}

SharedWords SentenceContents::Compare(size_t earlier, size_t later) const {
  SharedWords result = all_[later];
  result.earlier = all_[earlier].later;
  for (size_t i = 0; i < stride_; ++i) {
    uint64_t both = bits_[earlier * stride_ + i] & bits_[later * stride_ + i];
    for (; both != 0; both &= both - 1) {
      const Word& word =
          words_[i * 64 + static_cast<size_t>(std::countr_zero(both))];
      ++result.shared[word.kind_class];
      --result.fresh[word.kind_class];
      result.shared_salience += word.salience;
    }
  }
  return result;
}

uint32_t LeanColumnCount() { return kLeanColumns + SentenceColumnCount(); }

uint32_t RepeatColumnCount() { return kStarts.back(); }

RepeatFeatures FeaturesOfRepeat(const Ranking& ranking, uint32_t earlier,
                                uint32_t later, const SharedWords& words) {
  const std::array<uint32_t, kRepeatTemplates> values = {
      0,
      Tenths(words.all_shared(), words.later),
      std::min(10U, Tenths(words.all_shared(), words.earlier)),
      Tenths(words.shared_salience, words.salience),
      std::min(words.shared[kNameClass], 4U),
      std::min(words.shared[kNumberClass], 3U),
      std::min(words.shared[kOtherClass], 8U),
      std::min(words.fresh[kNameClass], 4U),
      std::min(words.fresh[kNumberClass], 3U),
      std::min(words.fresh[kOtherClass], 9U),
      DistanceBin(earlier, later),
      static_cast<uint32_t>(ranking.genre),
      std::min(ranking.evidence->order[earlier], 3U),
  };
  RepeatFeatures features{};
  for (size_t i = 0; i < kRepeatTemplates; ++i) {
    features[i] = static_cast<uint16_t>(kStarts[i] + values[i]);
  }
  return features;
}

uint16_t DistanceColumn(uint32_t earlier, uint32_t later) {
  return static_cast<uint16_t>(kLeanDistance + DistanceBin(earlier, later));
}

uint16_t OverlapColumn(const SharedWords& words) {
  return static_cast<uint16_t>(
      kLeanOverlap +
      std::min(7U, words.all_shared() * 16 / std::max(1U, words.later)));
}

}  // namespace standfirst
