#ifndef STANDFIRST_CORE_ENTITY_ENTITY_MODEL_H_
#define STANDFIRST_CORE_ENTITY_ENTITY_MODEL_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "core/entity/entity.h"
#include "core/entity/entity_features.h"
#include "core/entity/entity_lexicon.h"
#include "core/entity/fingerprints.h"
#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"

namespace standfirst {

// Labels of a model with T types: 0 is "outside"; type t has four from
// 1 + 4 t: begin, inside, end, single (BIOES).
enum EntityLabelKind : uint32_t {
  kBeginLabel = 0,
  kInsideLabel = 1,
  kEndLabel = 2,
  kSingleLabel = 3,
};
constexpr uint32_t EntityLabel(uint32_t type, EntityLabelKind kind) {
  return 1 + 4 * type + kind;
}

// Which word beyond the model's reach belongs to which country. Section
// "countries", version 1: u32 count, then per name, ordered: u32 the highest
// 32 bits of the hash of the lower-cased name, then per name two letters
// (ISO 3166-1), in two columns. The model's own share is in `entities`.
class CountryList {
 public:
  CountryList() = default;
  static Expected<CountryList> Read(std::span<const uint8_t> bytes);
  // By MixHash(HashBytes(lower-cased name, words parted by one space)).
  // Empty if it is none.
  std::string_view Find(uint64_t hash) const;

 private:
  std::span<const uint8_t> bytes_;
  uint32_t count_ = 0;
};

// Words that the rules of core/entity ask for (name_type.cc,
// repeated_names.cc), in small letters with a blank between any two. Section
// "name-lists", version 1: these lists, each ended by a zero byte. What for:
// tools/train/name_lists.txt.
enum class NameList : uint8_t {
  kLand,
  kLaw,
  kSureLaw,
  kEvent,
  kEventStart,
  kBuilt,
  kSureBuilt,
  kBuiltStart,
  kSureWater,
  kStorm,
  kShip,
  kCompany,
  kPlaceCompany,
  kBody,
};
constexpr size_t kNameListCount = 14;

// A linear-chain model (Lafferty, McCallum and Pereira 2001) whose weights
// are small integers. Section "recognizer", version 2:
//   u32 features, u32 weights, u32 types, u8 type[types] (EntityType), zeros
//   up to a multiple of 4; i32 transitions[(types + 1)^2] from "outside" or
//   the type that ended to "outside" or the type that starts; i32 inside[4 *
//   types]: begin to inside, begin to end, inside to inside, inside to end;
//   then by column: differences of consecutive fingerprints, low and high
//   bytes [features], number of weights [features; 0: a member that means
//   nothing and bridges a difference of 2^16 or more], and for all weights in
//   that order column [weights] and value [weights], 128 being nought.
// Columns are the labels, then one for each type. A weight counts
// (value - 128) * |value - 128|, in the column of a type for all four labels of
// that type.
class EntityModel {
 public:
  static constexpr uint32_t kMaxTypes = 12;
  static constexpr uint32_t kMaxLabels = 1 + 4 * kMaxTypes;
  // Scores of one token; room for all columns, aligned for the compiler.
  static constexpr uint32_t kStride = 64;

  // Sections "lexicon" and "recognizer" (and "countries" and "name-lists" where
  // they are there) of the part, which must outlive the model. O(size).
  static Expected<EntityModel> Read(const ModelPart& part);

  const EntityLexicon& lexicon() const { return lexicon_; }
  const CountryList& countries() const { return countries_; }
  // Empty where the part has none.
  const char* list(NameList which) const {
    return lists_[static_cast<size_t>(which)];
  }
  uint32_t type_count() const { return static_cast<uint32_t>(types_.size()); }
  uint32_t label_count() const { return 1 + 4 * type_count(); }
  uint32_t column_count() const { return label_count() + type_count(); }
  EntityType type(uint32_t index) const { return types_[index]; }
  // By before (0: outside, t + 1: an entity of type t ended) and after, as the
  // section has them.
  const std::vector<int32_t>& transitions() const { return transitions_; }
  const std::vector<int32_t>& inside() const { return inside_; }

  // Features are told apart by so many bits of their hashes; 28 were no better
  // and took 22 kB more.
  static constexpr uint32_t kFingerprintBits = 24;
  static constexpr uint32_t Fingerprint(uint64_t hash) {
    return static_cast<uint32_t>(hash >> (64 - kFingerprintBits));
  }

  // Look-ups in three steps over many features at once, each of which finds
  // its memory on the way. First: leaves out most features that the model does
  // not know, from place `first` of the buffer on, by one look at a small
  // table; of the others the fingerprints stay.
  void DropStrangers(uint32_t first, EntityFeatureBuffer* features) const;
  // Second: puts in place of each fingerprint the row of its weights: start
  // << 8 | count; 0 if it is not known.
  void FindRows(EntityFeatureBuffer* features) const;
  // Third: adds the weights of the rows from `begin` to `end` to
  // scores[column].
  void AddRows(const EntityFeatureBuffer& features, uint32_t begin,
               uint32_t end, int32_t* scores) const;
  // Turns sums by column into scores by label.
  void SpreadTypes(int32_t* scores) const {
    for (uint32_t type = 0; type < type_count(); ++type) {
      for (uint32_t kind = 0; kind < 4; ++kind) {
        scores[1 + 4 * type + kind] += scores[label_count() + type];
      }
    }
  }

 private:
  static constexpr uint32_t kMarkBits = 19;
  static constexpr uint32_t kMarkShift = kFingerprintBits - kMarkBits;

  explicit EntityModel(EntityLexicon lexicon) : lexicon_(std::move(lexicon)) {
    lists_.fill("");
  }
  Status ReadRecognizer(std::span<const uint8_t> bytes);

  EntityLexicon lexicon_;
  CountryList countries_;
  std::array<const char*, kNameListCount> lists_;
  std::vector<EntityType> types_;
  std::vector<int32_t> transitions_;
  std::vector<int32_t> inside_;
  // Features by the place that their fingerprint names, or soon after it; a
  // free slot, which is nought, ends the search. The last one is always free.
  struct Slot {
    uint32_t fingerprint = 0;
    uint32_t row = 0;  // Start << 8 | count.
  };
  struct Weight {
    int16_t value = 0;
    uint8_t column = 0;
  };
  std::vector<uint32_t> occupied_;  // Bit by the fingerprint's highest bits.
  std::vector<Slot> slots_;
  uint32_t home_shift_ = 0;
  std::vector<Weight> weights_;
};

// The best sequence of labels (Viterbi 1967), exactly, over those that BIOES
// allows. `scores` are `count` rows of EntityModel::kStride, and are used up.
// Ties go to the smaller label. O(count * types^2).
void DecodeEntities(const EntityModel& model, uint32_t count, int32_t* scores,
                    std::vector<uint8_t>* labels);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_ENTITY_MODEL_H_
