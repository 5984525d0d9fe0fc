#include "core/clean/line_score.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/clean/patterns.h"
#include "core/text/hash.h"

namespace standfirst {
namespace {

// Kinds of features; part of their hashes.
enum Kind : uint32_t { kWord, kPair, kFirst, kLast, kShape, kPlace, kContext };

uint32_t Level(uint32_t value, std::span<const uint8_t> bounds) {
  return static_cast<uint32_t>(
      std::lower_bound(bounds.begin(), bounds.end(), value) - bounds.begin());
}

uint64_t Feature(Kind kind, uint32_t value) {
  return MixHash(uint64_t{value} * 8 + kind);
}

// Numbers by their form, words by their first letters: "comment", "comments".
uint32_t Identity(const View& view, uint32_t at) {
  const ViewToken& token = view.tokens()[at];
  const std::string_view text = view.Text(at);
  if (text[0] < '0' || text[0] > '9') {
    constexpr size_t kLetters = 6;
    if (text.size() <= kLetters) return token.hash;
    WordHash hash;
    for (const char byte : text.substr(0, kLetters)) hash.Add(byte);
    return hash.value();
  }
  if (text.find(':') != std::string_view::npos) return 1;  // 10:21
  if (token.kind != ViewToken::kNumber) return 2;          // 3rd, 10am
  if (text.size() == 4 && (text[0] == '1' || text[0] == '2')) return 3;
  return text.size() <= 2 ? 4 : 5;
}

}  // namespace

void FindWordFeatures(const View& view, const LinePlace& place,
                      FeatureHashes* features) {
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
                            (view.IsMark(i, ">") && token.space_before) ||
                            view.IsDash(i)
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
  features->push_back(LineBiasFeature());
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

void FindPlaceFeatures(const LinePlace& place, FeatureHashes* features) {
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
  // What the page says of itself is not what the article speaks of.
  constexpr std::array<uint8_t, 5> kWords = {0, 1, 3, 7, 15};
  const uint32_t words = Level(place.long_words, kWords);
  uint32_t known = place.known_words > 0 ? 1 : 0;
  for (uint32_t part = 8; part >= 2; part /= 2) {
    if (place.known_words * part > place.long_words) ++known;
  }
  const uint32_t knowing = words * 8 + known;
  add((zone * 64 + knowing) * 64 + 9);
  add((std::min<uint32_t>(place.sentences, 3) * 64 + knowing) * 64 + 10);
  if (place.verdict != LinePlace::kOpen) {
    add((place.verdict * 8 + Level(place.gone_on_page, kEdges)) * 64 + 5);
    add((static_cast<uint32_t>(place.reason) * 4 + place.verdict) * 64 + 7);
  }
}

void FindContextFeatures(const LinePlace& place, const LineContext& context,
                         FeatureHashes* features) {
  constexpr std::array<int32_t, 6> kOdds = {-96, -32, -8, 8, 32, 96};
  constexpr std::array<uint8_t, 4> kMany = {0, 1, 3, 8};
  const auto add = [features](uint32_t value) {
    features->push_back(Feature(kContext, value));
  };
  std::array<uint32_t, 4> levels{};
  for (size_t i = 0; i < levels.size(); ++i) {
    levels[i] =
        context.odds[i] == kNoLine
            ? 7
            : static_cast<uint32_t>(std::lower_bound(kOdds.begin(), kOdds.end(),
                                                     context.odds[i]) -
                                    kOdds.begin());
  }
  const uint32_t before = levels[LineContext::kBefore];
  const uint32_t after = levels[LineContext::kAfter];
  const uint32_t shape = place.stop ? 2 : place.words <= 8 ? 0 : 1;
  const uint32_t zone = place.zone * 4 + shape;
  add((zone * 8 + before) * 16 + 0);
  add((zone * 8 + after) * 16 + 1);
  add(((shape * 8 + before) * 8 + after) * 16 + 2);
  add(((shape * 8 + before) * 8 + levels[0]) * 16 + 3);
  add(((shape * 8 + after) * 8 + levels[3]) * 16 + 4);
  add(((before * 2 + (context.gap_before ? 1 : 0)) * 4 + shape) * 16 + 5);
  add(((after * 2 + (context.gap_after ? 1 : 0)) * 4 + shape) * 16 + 6);
  add((zone * 8 + Level(context.furniture, kMany)) * 16 + 7);
  constexpr std::array<uint8_t, 3> kRuns = {0, 1, 3};
  const uint32_t run_before =
      Level(context.run_before, kRuns) * 2 + (context.to_start ? 1 : 0);
  const uint32_t run_after =
      Level(context.run_after, kRuns) * 2 + (context.to_end ? 1 : 0);
  add((zone * 4 + context.part) * 16 + 8);
  add(((context.part * 4 + shape) * 8 + run_before) * 16 + 9);
  add(((context.part * 4 + shape) * 8 + run_after) * 16 + 10);
  add(((zone * 8 + run_before) * 8 + run_after) * 16 + 11);
}

uint64_t LineBiasFeature() { return Feature(kShape, 7); }

Expected<LineModel> LineModel::Read(const ModelPart& part) {
  const ModelSection* section = part.Find("lines");
  if (section == nullptr) return LineModel();
  return ReadSection(section->bytes);
}

Expected<LineModel> LineModel::ReadSection(std::span<const uint8_t> bytes) {
  Expected<SparseModel> weights = SparseModel::Read(bytes, "lines");
  if (!weights.ok()) return weights.failure();
  if (weights.value().label_count() != kLineLabels) {
    return InvalidSection("lines");
  }
  LineModel model;
  model.weights_ = std::move(weights).value();
  return model;
}

LineScore LineModel::Score(const FeatureHashes& features) const {
  std::array<int32_t, kLineLabels> reasons{};
  int32_t sum = 0;
  for (const uint64_t feature : features) {
    for (const SparseModel::Entry entry : weights_.Find(feature)) {
      sum += entry.weight;
      if (entry.weight > 0) reasons[entry.label] += entry.weight;
    }
  }
  LineScore score;
  score.odds = sum / kLineUnit;
  const auto best = std::max_element(reasons.begin(), reasons.end());
  const auto reason = static_cast<LeftOutReason>(best - reasons.begin());
  if (*best > 0 && reason != LeftOutReason::kFootnoteMark) {
    score.reason = reason;
  }
  return score;
}

}  // namespace standfirst
