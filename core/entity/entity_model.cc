#include "core/entity/entity_model.h"

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
  if (bytes.size() < 4) return InvalidSection("countries", "it is cut");
  list.count_ = ReadU32(bytes, 0);
  if (bytes.size() != 4 + 6 * size_t{list.count_}) {
    return InvalidSection("countries", "its size does not fit its count");
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
  if (words == nullptr) return InvalidSection("lexicon", "it is missing");
  if (recognizer == nullptr) {
    return InvalidSection(kRecognizer, "it is missing");
  }
  if (words->version != 1 || recognizer->version != 2) {
    return Error{ErrorCode::kModelVersion,
                 "The entities part has a layout that this program does not "
                 "know.",
                 "Use program and model files of one release."};
  }
  Expected<EntityLexicon> lexicon = EntityLexicon::Read(words->bytes);
  if (!lexicon.ok()) return lexicon.error();
  EntityModel model(std::move(lexicon).value());
  const Status read = model.ReadRecognizer(recognizer->bytes);
  if (!read.ok()) return read.error();
  if (const ModelSection* const countries = part.Find("countries")) {
    Expected<CountryList> list = CountryList::Read(countries->bytes);
    if (!list.ok()) return list.error();
    model.countries_ = list.value();
  }
  return model;
}

Status EntityModel::ReadRecognizer(std::span<const uint8_t> bytes) {
  if (bytes.size() < 12) return InvalidSection(kRecognizer, "it is cut");
  const uint32_t features = ReadU32(bytes, 0);
  const uint32_t weights = ReadU32(bytes, 4);
  const uint32_t types = ReadU32(bytes, 8);
  if (types == 0 || types > kMaxTypes || features > (1U << 22) ||
      weights > (1U << 24)) {
    return InvalidSection(kRecognizer, "a count is out of range");
  }
  const size_t tables = 12 + (types + size_t{3}) / 4 * 4;
  const size_t columns =
      tables + 4 * (size_t{types + 1} * (types + 1) + 4 * size_t{types});
  if (bytes.size() != columns + 3 * size_t{features} + 2 * size_t{weights}) {
    return InvalidSection(kRecognizer, "its size does not fit its counts");
  }
  for (uint32_t type = 0; type < types; ++type) {
    if (bytes[12 + type] >= kEntityTypeCount) {
      return InvalidSection(kRecognizer, "a type is out of range");
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
    return InvalidSection(kRecognizer, "a transition is out of range");
  }
  if (!features_.Read(bytes.subspan(at, features),
                      bytes.subspan(at + features, features))) {
    return InvalidSection(kRecognizer, "its fingerprints are out of range");
  }
  const std::span<const uint8_t> sizes =
      bytes.subspan(at + 2 * size_t{features}, features);
  uint32_t row = 0;
  rows_.reserve(features + size_t{1});
  for (const uint8_t size : sizes) {
    rows_.push_back(row);
    row += size;
  }
  rows_.push_back(row);
  if (row != weights) {
    return InvalidSection(kRecognizer, "its rows do not fit its weights");
  }
  columns_ = bytes.subspan(at + 3 * size_t{features}, weights);
  weights_.reserve(weights);
  for (const uint8_t stored :
       bytes.subspan(at + 3 * size_t{features} + weights, weights)) {
    const int value = int{stored} - 128;
    weights_.push_back(
        static_cast<int16_t>(value < 0 ? -value * value : value * value));
  }
  for (const uint8_t column : columns_) {
    if (column >= column_count()) {
      return InvalidSection(kRecognizer, "a column is out of range");
    }
  }
  return Done{};
}

void EntityDecoder::Decode(const EntityModel& model, const int32_t* scores,
                           uint32_t count, std::vector<uint8_t>* labels) {
  labels->clear();
  if (count == 0) return;
  const uint32_t types = model.type_count();
  const uint32_t label_count = model.label_count();
  back_.resize(size_t{count} * label_count);
  std::array<int32_t, EntityModel::kMaxLabels> best{};
  std::array<int32_t, EntityModel::kMaxTypes + 1> ended{};
  std::array<uint8_t, EntityModel::kMaxTypes + 1> ended_label{};
  for (uint32_t at = 0; at < count; ++at) {
    const int32_t* const own = scores + size_t{at} * EntityModel::kStride;
    uint8_t* const back = &back_[size_t{at} * label_count];
    if (at == 0) {
      ended.fill(kImpossible);
      ended[0] = 0;
      best.fill(kImpossible);
    } else {
      ended[0] = best[0];
      ended_label[0] = 0;
      for (uint32_t type = 0; type < types; ++type) {
        const uint32_t end = EntityLabel(type, kEndLabel);
        const uint32_t single = EntityLabel(type, kSingleLabel);
        const bool from_end = best[end] >= best[single];
        ended[type + 1] = from_end ? best[end] : best[single];
        ended_label[type + 1] = static_cast<uint8_t>(from_end ? end : single);
      }
    }
    std::array<int32_t, EntityModel::kMaxLabels> next;
    const int32_t* transition = model.transitions().data();
    std::array<int32_t, EntityModel::kMaxTypes + 1> start;
    std::array<uint8_t, EntityModel::kMaxTypes + 1> start_back;
    for (uint32_t after = 0; after <= types; ++after) {
      start[after] = ended[0] + transition[after];
      start_back[after] = ended_label[0];
    }
    for (uint32_t before = 1; before <= types; ++before) {
      if (ended[before] <= kImpossible / 2) continue;
      transition = model.transitions().data() + size_t{before} * (types + 1);
      for (uint32_t after = 0; after <= types; ++after) {
        const int32_t score = ended[before] + transition[after];
        if (score > start[after]) {
          start[after] = score;
          start_back[after] = ended_label[before];
        }
      }
    }
    next[0] = start[0] + own[0];
    back[0] = start_back[0];
    int32_t highest = next[0];
    for (uint32_t type = 0; type < types; ++type) {
      const uint32_t begin = EntityLabel(type, kBeginLabel);
      const int32_t* const inside = &model.inside()[4 * size_t{type}];
      next[begin] = start[type + 1] + own[begin];
      next[begin + 3] = start[type + 1] + own[begin + 3];
      back[begin] = back[begin + 3] = start_back[type + 1];
      const int32_t begin_inside = best[begin] + inside[0];
      const int32_t inside_inside = best[begin + 1] + inside[2];
      const bool begins = begin_inside >= inside_inside;
      next[begin + 1] =
          (begins ? begin_inside : inside_inside) + own[begin + 1];
      back[begin + 1] = static_cast<uint8_t>(begins ? begin : begin + 1);
      const int32_t begin_end = best[begin] + inside[1];
      const int32_t inside_end = best[begin + 1] + inside[3];
      const bool ends = begin_end >= inside_end;
      next[begin + 2] = (ends ? begin_end : inside_end) + own[begin + 2];
      back[begin + 2] = static_cast<uint8_t>(ends ? begin : begin + 1);
    }
    for (uint32_t label = 1; label < label_count; ++label) {
      highest = next[label] > highest ? next[label] : highest;
    }
    // Kept relative to the best, so that no length of sentence overflows;
    // what is impossible stays so.
    for (uint32_t label = 0; label < label_count; ++label) {
      const int32_t relative = next[label] - highest;
      best[label] = relative < kImpossible / 2 ? kImpossible : relative;
    }
  }
  // A name that has begun must end.
  uint32_t label = 0;
  for (uint32_t type = 0; type < types; ++type) {
    for (const auto kind : {kEndLabel, kSingleLabel}) {
      const uint32_t other = EntityLabel(type, kind);
      if (best[other] > best[label]) label = other;
    }
  }
  labels->resize(count);
  for (uint32_t at = count; at-- > 0;) {
    (*labels)[at] = static_cast<uint8_t>(label);
    label = back_[size_t{at} * label_count + label];
  }
}

}  // namespace standfirst
