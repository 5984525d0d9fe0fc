#include "core/clean/line_score.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/clean/patterns.h"

namespace standfirst {
namespace {

// Kinds of features; part of their hashes.
enum Kind : uint32_t { kWord, kPair, kFirst, kLast, kShape, kPlace };

uint32_t Mix(uint32_t value) {
  value ^= value >> 16;
  value *= 0x7feb352dU;
  value ^= value >> 15;
  value *= 0x846ca68bU;
  return value ^ (value >> 16);
}

uint32_t Level(uint32_t value, std::span<const uint8_t> bounds) {
  return static_cast<uint32_t>(
      std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
}

uint16_t Feature(Kind kind, uint32_t value) {
  return static_cast<uint16_t>(Mix(value * 8 + kind) & 0xFFFF);
}

// Numbers by their form, words by themselves.
uint32_t Identity(const View& view, uint32_t at) {
  const ViewToken& token = view.tokens()[at];
  const std::string_view text = view.Text(at);
  if (text[0] < '0' || text[0] > '9') return token.hash;
  if (text.find(':') != std::string_view::npos) return 1;  // 10:21
  if (token.kind != ViewToken::kNumber) return 2;          // 3rd, 10am
  if (text.size() == 4 && (text[0] == '1' || text[0] == '2')) return 3;
  return text.size() <= 2 ? 4 : 5;
}

}  // namespace

void FindWordFeatures(const View& view, const LinePlace& place,
                      LineFeatures* features) {
  const auto add = [features](Kind kind, uint32_t value) {
    features->push_back(Feature(kind, value));
  };
  uint32_t words = 0;
  uint32_t capitals = 0;
  uint32_t all_capitals = 0;
  uint32_t numbers = 0;
  uint32_t separators = 0;
  uint32_t lower = 0;
  uint32_t verbs = 0;
  uint32_t before = 7;
  for (uint32_t i = 0; i < view.size(); ++i) {
    const ViewToken& token = view.tokens()[i];
    const uint32_t word = Identity(view, i);
    add(kWord, word);
    if (i < 4 || i + 3 > view.size()) add(kPair, before * 31 + word);
    if (token.kind == ViewToken::kMark) {
      separators += view.IsMark(i, "|") || view.IsMark(i, "/") ||
                            view.IsMark(i, "\xC2\xB7") ||
                            view.IsMark(i, "\xE2\x80\xA2") ||
                            view.IsMark(i, ">") || view.IsDash(i)
                        ? 1
                        : 0;
    } else {
      ++words;
      numbers += word <= 5 ? 1 : 0;
      capitals += token.capital ? 1 : 0;
      verbs += i > 0 && IsFiniteVerb(view, i) ? 1 : 0;
      all_capitals += token.capitals ? 1 : 0;
      lower += !token.capital && word > 5 ? 1 : 0;
    }
    before = word;
  }
  if (view.size() == 0) return;
  add(kPair, before * 31 + 8);
  add(kFirst, Identity(view, 0));
  // The shape, a few questions at a time.
  constexpr std::array<uint8_t, 8> kLengths = {1, 2, 3, 5, 8, 12, 20, 40};
  constexpr std::array<uint8_t, 3> kFew = {0, 1, 3};
  const uint32_t length = Level(place.words, kLengths);
  const uint32_t letters = std::max(words - std::min(numbers, words), 1U);
  const uint32_t capital = lower == 0 ? 4 : capitals * 4 / (letters + 1);
  const bool first_lower = view.tokens()[0].kind == ViewToken::kWord &&
                           !view.tokens()[0].capital && Identity(view, 0) > 5;
  const uint32_t stop =
      place.stop ? 1 + std::min<uint32_t>(place.sentences, 3) : 0;
  add(kShape, length * 64 + stop * 8 + 0);
  add(kShape, (capital * 16 + length) * 64 + (place.stop ? 8 : 0) + 1);
  add(kShape, Level(numbers, kFew) * 64 + (place.stop ? 8 : 0) + 2);
  add(kShape, Level(separators, kFew) * 64 + (place.stop ? 8 : 0) + 3);
  add(kShape,
      (Level(verbs, kFew) * 16 + length) * 64 + (place.stop ? 8 : 0) + 6);
  add(kShape, (first_lower ? 128 : 64) + (place.stop ? 8 : 0) + 4);
  add(kShape, (all_capitals * 2 > letters ? 128 : 64) + length * 512 + 5);
}

void FindPlaceFeatures(const LinePlace& place, LineFeatures* features) {
  constexpr std::array<uint8_t, 4> kEdges = {0, 1, 3, 7};
  const auto add = [features](uint32_t value) {
    features->push_back(Feature(kPlace, value));
  };
  const uint32_t short_line = place.stop ? 2 : place.words <= 8 ? 0 : 1;
  const uint32_t zone = place.zone * 4 + short_line;
  add(zone * 64 + 0);
  add((zone * 8 + Level(place.from_edge, kEdges)) * 64 + 1);
  add((zone * 4 + (place.before_short ? 2 : 0) + (place.after_short ? 1 : 0)) *
          64 +
      2);
  add((zone * 2 + (place.beside_gone ? 1 : 0)) * 64 + 3);
  add((zone * 2 + (place.item ? 1 : 0)) * 64 + 4);
  add((zone * 8 + Level(place.gone_on_page, kEdges)) * 64 + 6);
  if (place.by_author) add(zone * 64 + 8);
  if (place.verdict != LinePlace::kOpen) {
    add((place.verdict * 8 + Level(place.gone_on_page, kEdges)) * 64 + 5);
    add((static_cast<uint32_t>(place.reason) * 4 + place.verdict) * 64 + 7);
  }
}

LineScore ScoreLine(const LineWeights& weights, const LineFeatures& features) {
  LineScore score;
  if (weights.starts.empty()) return score;
  score.odds = weights.bias;
  std::array<int32_t, 16> reasons{};
  for (const uint16_t feature : features) {
    const auto low = static_cast<uint8_t>(feature & 0xFF);
    const uint16_t end = weights.starts[(feature >> 8) + 1];
    for (uint32_t at = weights.starts[feature >> 8]; at < end; ++at) {
      if (weights.low[at] != low) continue;
      // NOLINTNEXTLINE(bugprone-signed-char-misuse): a number, no character.
      const auto weight = static_cast<int32_t>(weights.weights[at]);
      score.odds += weight;
      const int reason = weights.reasons[at / 2] >> (at % 2 * 4) & 15;
      if (weight > 0) reasons[static_cast<size_t>(reason)] += weight;
      break;
    }
  }
  const auto best = std::max_element(reasons.begin(), reasons.end());
  const auto reason = static_cast<LeftOutReason>(best - reasons.begin());
  if (*best > 0 && reason != LeftOutReason::kFootnoteMark) {
    score.reason = reason;
  }
  return score;
}

}  // namespace standfirst
