#include "core/segment/segment_model.h"

#include <utility>

namespace standfirst {
namespace {

// Sums of a few dozen weights and a bias this large fit 32 bits.
constexpr int32_t kMaxBias = 1 << 24;

int32_t ReadBias(std::span<const uint8_t> bytes, size_t offset) {
  return static_cast<int32_t>(ReadU32(bytes, offset));
}

bool Fits(int32_t bias) { return bias >= -kMaxBias && bias <= kMaxBias; }

}  // namespace

Expected<SegmentModel> SegmentModel::Read(const ModelPart& part) {
  const ModelSection* section = part.Find("segment");
  if (section == nullptr) return InvalidSection("segment");
  return Read(*section);
}

Expected<SegmentModel> SegmentModel::Read(const ModelSection& section) {
  if (section.version != kSegmentSectionVersion) {
    return Error{ErrorCode::kModelVersion,
                 "The sentence model has a layout this program does not know.",
                 "Use program and model files of one release."};
  }
  const std::span<const uint8_t> bytes = section.bytes;
  if (bytes.size() < kSegmentHeaderSize) {
    return InvalidSection(section.name);
  }
  const uint32_t sentence_size = ReadU32(bytes, 0);
  const uint32_t token_size = ReadU32(bytes, 4);
  if (sentence_size > bytes.size() - kSegmentHeaderSize ||
      token_size != bytes.size() - kSegmentHeaderSize - sentence_size) {
    return InvalidSection(section.name);
  }
  Expected<BinaryWeights> sentences = BinaryWeights::Read(
      bytes.subspan(kSegmentHeaderSize, sentence_size), section.name);
  if (!sentences.ok()) return sentences.failure();
  Expected<BinaryWeights> tokens = BinaryWeights::Read(
      bytes.subspan(kSegmentHeaderSize + sentence_size, token_size),
      section.name);
  if (!tokens.ok()) return tokens.failure();
  SegmentModel model;
  model.sentence_bias_ = ReadBias(bytes, 8);
  model.unmarked_bias_ = ReadBias(bytes, 12);
  model.token_bias_ = ReadBias(bytes, 16);
  if (!Fits(model.sentence_bias_) || !Fits(model.unmarked_bias_) ||
      !Fits(model.token_bias_)) {
    return InvalidSection(section.name);
  }
  model.sentences_ = std::move(sentences).value();
  model.tokens_ = std::move(tokens).value();
  return model;
}

}  // namespace standfirst
