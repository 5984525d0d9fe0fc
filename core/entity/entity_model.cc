#include "core/entity/entity_model.h"

#include <algorithm>
#include <array>
#include <utility>

namespace standfirst {
namespace {
constexpr std::string_view kRecognizer = "recognizer";
// Far below any score, far from overflow.
constexpr int32_t kImpossible = -(1 << 30);
}  // namespace

Expected<CountryList> CountryList::Read(std::span<const uint8_t> bytes) {
  CountryList list;
  if (bytes.size() < 4) return InvalidSection("countries");
  list.count_ = ReadU32(bytes, 0);
  if (bytes.size() != 4 + 6 * size_t{list.count_}) {
    return InvalidSection("countries");
  }
  list.bytes_ = bytes;
  return list;
}

std::string_view CountryList::Find(uint64_t hash) const {
  const auto wanted = static_cast<uint32_t>(hash >> 32);
  uint32_t low = 0;
  uint32_t high = count_;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    if (ReadU32(bytes_, 4 + 4 * size_t{middle}) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == count_ || ReadU32(bytes_, 4 + 4 * size_t{low}) != wanted) {
    return {};
  }
  const std::span<const uint8_t> code =
      bytes_.subspan(4 + 4 * size_t{count_} + 2 * size_t{low}, 2);
  return {reinterpret_cast<const char*>(code.data()), 2};
}

Expected<EntityModel> EntityModel::Read(const ModelPart& part) {
  const ModelSection* const words = part.Find("lexicon");
  const ModelSection* const recognizer = part.Find(kRecognizer);
  if (words == nullptr) return InvalidSection("lexicon");
  if (recognizer == nullptr) {
    return InvalidSection(kRecognizer);
  }
  if (words->version != 1 || recognizer->version != 2) {
    return Error{ErrorCode::kModelVersion,
                 "The entities part has a layout that this program does not "
                 "know.",
                 "Use program and model files of one release."};
  }
  Expected<EntityLexicon> lexicon = EntityLexicon::Read(words->bytes);
  if (!lexicon.ok()) return lexicon.failure();
  EntityModel model(std::move(lexicon).value());
  Status read = model.ReadRecognizer(recognizer->bytes);
  if (!read.ok()) return read.failure();
  if (const ModelSection* const countries = part.Find("countries")) {
    Expected<CountryList> list = CountryList::Read(countries->bytes);
    if (!list.ok()) return list.failure();
    model.countries_ = list.value();
  }
  if (const ModelSection* const lists = part.Find("name-lists")) {
    const auto* at = reinterpret_cast<const char*>(lists->bytes.data());
    const char* const end = at + lists->bytes.size();
    for (const char*& list : model.lists_) {
      list = at;
      while (at < end && *at != '\0') ++at;
      if (at == end) return InvalidSection(lists->name);
      ++at;
    }
  }
  return model;
}

Status EntityModel::ReadRecognizer(std::span<const uint8_t> bytes) {
  if (bytes.size() < 12) return InvalidSection(kRecognizer);
  const uint32_t features = ReadU32(bytes, 0);
  const uint32_t weights = ReadU32(bytes, 4);
  const uint32_t types = ReadU32(bytes, 8);
  if (types == 0 || types > kMaxTypes || features > (1U << 22) ||
      weights >= (1U << 24)) {
    return InvalidSection(kRecognizer);
  }
  const size_t tables = 12 + (types + size_t{3}) / 4 * 4;
  const size_t columns =
      tables + 4 * (size_t{types + 1} * (types + 1) + 4 * size_t{types});
  if (bytes.size() != columns + 3 * size_t{features} + 2 * size_t{weights}) {
    return InvalidSection(kRecognizer);
  }
  for (uint32_t type = 0; type < types; ++type) {
    if (bytes[12 + type] >= kEntityTypeCount) {
      return InvalidSection(kRecognizer);
    }
    types_.push_back(static_cast<EntityType>(bytes[12 + type]));
  }
  size_t at = tables;
  const auto read_scores = [&](size_t count, std::vector<int32_t>* scores) {
    for (size_t index = 0; index < count; ++index, at += 4) {
      const auto score = static_cast<int32_t>(ReadU32(bytes, at));
      // No sum of these over a token may overflow.
      if (score > (1 << 24) || score < -(1 << 24)) return false;
      scores->push_back(score);
    }
    return true;
  };
  if (!read_scores(size_t{types + 1} * (types + 1), &transitions_) ||
      !read_scores(4 * size_t{types}, &inside_)) {
    return InvalidSection(kRecognizer);
  }
  const std::span<const uint8_t> lows = bytes.subspan(at, features);
  const std::span<const uint8_t> highs = bytes.subspan(at + features, features);
  const std::span<const uint8_t> sizes =
      bytes.subspan(at + 2 * size_t{features}, features);
  occupied_.assign(1U << (kMarkBits - 5), 0);
  // Half as many places again as features at least.
  uint32_t home_bits = 10;
  while ((2U << home_bits) < 3 * features) ++home_bits;
  home_shift_ = kFingerprintBits - home_bits;
  slots_.assign((size_t{1} << home_bits) + 16, Slot());
  uint32_t fingerprint = 0;
  uint32_t row = 0;
  size_t next_slot = 0;
  for (size_t feature = 0; feature < features; ++feature) {
    fingerprint += lows[feature] + (static_cast<uint32_t>(highs[feature]) << 8);
    if (fingerprint >> kFingerprintBits != 0) {
      return InvalidSection(kRecognizer);
    }
    if (sizes[feature] == 0) continue;  // Bridges a wide gap.
    const uint32_t mark = fingerprint >> kMarkShift;
    occupied_[mark >> 5] |= 1U << (mark & 31);
    // Homes never go back, so neither do slots: no probing is needed.
    const size_t slot = std::max(size_t{fingerprint >> home_shift_}, next_slot);
    next_slot = slot + 1;
    if (next_slot >= slots_.size()) slots_.resize(next_slot + 16);
    slots_[slot] = {fingerprint, row << 8 | sizes[feature]};
    row += sizes[feature];
  }
  if (row != weights) {
    return InvalidSection(kRecognizer);
  }
  const std::span<const uint8_t> stored_columns =
      bytes.subspan(at + 3 * size_t{features}, weights);
  const std::span<const uint8_t> stored =
      bytes.subspan(at + 3 * size_t{features} + weights, weights);
  weights_.resize(weights);
  for (size_t index = 0; index < weights; ++index) {
    const int value = int{stored[index]} - 128;
    weights_[index] = {
        static_cast<int16_t>(value < 0 ? -value * value : value * value),
        stored_columns[index]};
    if (stored_columns[index] >= column_count()) {
      return InvalidSection(kRecognizer);
    }
  }
  return Done{};
}

// These three do what SparseModel::FindRows and AddRows do, in the same way.
[[gnu::flatten]] void EntityModel::DropStrangers(
    uint32_t first, EntityFeatureBuffer* features) const {
  const uint32_t* const occupied = occupied_.data();
  const Slot* const slots = slots_.data();
  const uint32_t shift = home_shift_;
  uint64_t* const values = features->unmixed.data();
  const uint32_t size = features->size;
  uint32_t kept = first;
  for (uint32_t at = first; at < size; ++at) {
    const uint32_t fingerprint = Fingerprint(MixHash(values[at]));
    values[kept] = fingerprint;
    __builtin_prefetch(&slots[fingerprint >> shift]);
    const uint32_t mark = fingerprint >> kMarkShift;
    kept += occupied[mark >> 5] >> (mark & 31) & 1;
  }
  features->size = kept;
}

void EntityModel::FindRows(EntityFeatureBuffer* features) const {
  const Slot* const slots = slots_.data();
  const Weight* const weights = weights_.data();
  const uint32_t shift = home_shift_;
  uint64_t* const values = features->unmixed.data();
  const uint32_t size = features->size;
  for (uint32_t at = 0; at < size; ++at) {
    const auto fingerprint = static_cast<uint32_t>(values[at]);
    const Slot* slot = slots + (fingerprint >> shift);
    slot += slot->fingerprint != fingerprint ? 1 : 0;
    while (slot->fingerprint != fingerprint && slot->row != 0) ++slot;
    values[at] = slot->row;
    __builtin_prefetch(&weights[slot->row >> 8]);
  }
}

void EntityModel::AddRows(const EntityFeatureBuffer& features, uint32_t begin,
                          uint32_t end, int32_t* scores) const {
  const Weight* const weights = weights_.data();
  const uint64_t* const rows = features.unmixed.data();
  for (uint32_t at = begin; at < end; ++at) {
    const auto row = static_cast<uint32_t>(rows[at]);
    const Weight* weight = weights + (row >> 8);
    for (uint32_t left = row & 0xFF; left > 0; --left, ++weight) {
      scores[weight->column] += weight->value;
    }
  }
}

namespace {

using TypeScores = std::array<int32_t, EntityModel::kMaxTypes + 1>;

// By type that has ended before a token, 0 being "outside": the best score of
// all words before it, which `before` has by label (nullptr: there are none).
void FindEnded(const int32_t* before, uint32_t types, TypeScores* ended) {
  ended->fill(kImpossible);
  (*ended)[0] = before == nullptr ? 0 : before[0];
  if (before == nullptr) return;
  for (uint32_t type = 0; type < types; ++type) {
    (*ended)[type + 1] = std::max(before[EntityLabel(type, kEndLabel)],
                                  before[EntityLabel(type, kSingleLabel)]);
  }
}

}  // namespace

void DecodeEntities(const EntityModel& model, uint32_t count, int32_t* scores,
                    std::vector<uint8_t>* labels) {
  labels->resize(count);
  if (count == 0) return;
  const uint32_t types = model.type_count();
  const uint32_t label_count = model.label_count();
  const int32_t* const transitions = model.transitions().data();
  const std::array<int32_t, EntityModel::kMaxLabels> nothing = [] {
    std::array<int32_t, EntityModel::kMaxLabels> all;
    all.fill(kImpossible);
    return all;
  }();
  // By how much a type that ended can at most be the better beginning of
  // something, against "outside".
  TypeScores lead;
  lead.fill(kImpossible);
  for (uint32_t from = 1; from <= types; ++from) {
    for (uint32_t to = 0; to <= types; ++to) {
      lead[from] = std::max(
          lead[from], transitions[from * (types + 1) + to] - transitions[to]);
    }
  }
  TypeScores ended;
  for (uint32_t at = 0; at < count; ++at) {
    int32_t* const own = scores + size_t{at} * EntityModel::kStride;
    const int32_t* const before =
        at == 0 ? nothing.data() : own - EntityModel::kStride;
    FindEnded(at == 0 ? nullptr : before, types, &ended);
    TypeScores start;
    start.fill(kImpossible);
    for (uint32_t from = 0; from <= types; ++from) {
      if (ended[from] <= kImpossible / 2 ||
          (from > 0 && ended[from] + lead[from] <= ended[0])) {
        continue;
      }
      const int32_t* const row = transitions + size_t{from} * (types + 1);
      for (uint32_t to = 0; to <= types; ++to) {
        start[to] = std::max(start[to], ended[from] + row[to]);
      }
    }
    int32_t highest = own[0] + start[0];
    own[0] = highest;
    const auto raise = [own, &highest](uint32_t label, int32_t by) {
      own[label] += by;
      highest = std::max(highest, own[label]);
    };
    for (uint32_t type = 0; type < types; ++type) {
      const int32_t* const inside = &model.inside()[4 * size_t{type}];
      const uint32_t begin = EntityLabel(type, kBeginLabel);
      raise(begin, start[type + 1]);
      raise(begin + 1,
            std::max(before[begin] + inside[0], before[begin + 1] + inside[2]));
      raise(begin + 2,
            std::max(before[begin] + inside[1], before[begin + 1] + inside[3]));
      raise(begin + 3, start[type + 1]);
    }
    // Kept relative to the best, so that no length of sentence overflows;
    // what is impossible stays so.
    for (uint32_t label = 0; label < label_count; ++label) {
      const int32_t relative = own[label] - highest;
      own[label] = relative < kImpossible / 2 ? kImpossible : relative;
    }
  }
  // A name that has begun must end.
  const int32_t* own = scores + size_t{count - 1} * EntityModel::kStride;
  uint32_t label = 0;
  for (uint32_t type = 0; type < types; ++type) {
    for (const auto kind : {kEndLabel, kSingleLabel}) {
      const uint32_t other = EntityLabel(type, kind);
      if (own[other] > own[label]) label = other;
    }
  }
  // The way back: which label before was the best for the one that was taken.
  for (uint32_t at = count; at-- > 0;) {
    (*labels)[at] = static_cast<uint8_t>(label);
    if (at == 0) break;
    const int32_t* const before =
        scores + size_t{at - 1} * EntityModel::kStride;
    const uint32_t type = label == 0 ? 0 : (label - 1) / 4;
    const uint32_t kind = (label + 3) % 4;
    if (label != 0 && (kind == kInsideLabel || kind == kEndLabel)) {
      const uint32_t begin = EntityLabel(type, kBeginLabel);
      const int32_t* const inside =
          &model.inside()[4 * size_t{type} + (kind == kInsideLabel ? 0 : 1)];
      label = before[begin] + inside[0] >= before[begin + 1] + inside[2]
                  ? begin
                  : begin + 1;
      continue;
    }
    FindEnded(before, types, &ended);
    const uint32_t to = label == 0 ? 0 : type + 1;
    uint32_t best = 0;
    for (uint32_t from = 1; from <= types; ++from) {
      const auto score = [&](uint32_t other) {
        return ended[other] + transitions[other * (types + 1) + to];
      };
      if (ended[from] > kImpossible / 2 && score(from) > score(best)) {
        best = from;
      }
    }
    label = 0;
    if (best == 0) continue;
    const uint32_t end = EntityLabel(best - 1, kEndLabel);
    const uint32_t single = EntityLabel(best - 1, kSingleLabel);
    label = before[end] >= before[single] ? end : single;
  }
}

}  // namespace standfirst
