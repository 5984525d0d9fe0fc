#ifndef STANDFIRST_CORE_ENTITY_ENTITY_H_
#define STANDFIRST_CORE_ENTITY_ENTITY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/include/standfirst/error.h"
#include "core/model/model_part.h"
#include "core/text/document.h"

namespace standfirst {

// OntoNotes 5 names and order.
enum class EntityType : uint8_t {
  kPerson,
  kNorp,
  kFacility,
  kOrganization,
  kGeopolitical,
  kLocation,
  kProduct,
  kEvent,
  kWorkOfArt,
  kLaw,
  kLanguage,
  kDate,
  kTime,
  kPercent,
  kMoney,
  kQuantity,
  kOrdinal,
  kCardinal,
};
constexpr uint32_t kEntityTypeCount = 18;
// Names come first; the others are dates and numbers.
constexpr uint32_t kNameTypeCount = 11;
inline bool IsName(EntityType type) {
  return static_cast<uint32_t>(type) < kNameTypeCount;
}

// "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT",
// "WORK_OF_ART", "LAW", "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY",
// "QUANTITY", "ORDINAL", "CARDINAL".
std::string_view EntityTypeName(EntityType type);
std::optional<EntityType> ParseEntityType(std::string_view name);

// One place where an entity stands. Mentions never overlap and never cross a
// sentence; a leading "the" and a possessive 's are not part of them.
struct Mention {
  IndexRange tokens;
  uint32_t sentence = 0;
  uint32_t entity = 0;  // Index into EntityAnalysis::entities.
  EntityType type = EntityType::kPerson;
};

struct EntityAttribute {
  std::string name;  // "title", "country"
  std::string value;
};

struct Entity {
  EntityType type = EntityType::kPerson;
  std::string name;                // Canonical, in the article's own words.
  std::vector<uint32_t> mentions;  // Indices, in text order; never empty.
  uint16_t salience = 0;  // 0 to 1000, how much the article is about it.
  std::string value;      // Normalised: "2025-04-17", "XXXX-WXX-4",
                          // "EUR 212000000", "45 %", "12 km"; or empty.
  std::vector<EntityAttribute> attributes;
};

// "He", "her": a pronoun whose person is sure. No mention: it is not marked and
// counts neither for salience nor for names.
struct Pronoun {
  uint32_t token = 0;
  uint32_t sentence = 0;
  uint32_t entity = 0;  // Index into EntityAnalysis::entities.
};

struct EntityAnalysis {
  std::vector<Mention> mentions;  // In text order.
  std::vector<Entity> entities;   // By first mention.
  std::vector<Pronoun> pronouns;  // In text order.
};

struct EntityOptions {
  // ISO 8601 day that relative dates are reckoned from; empty: not known.
  std::string article_date;
  // Bit (1 << type): which types are wanted in the result. All are looked for.
  uint32_t types = (1U << kEntityTypeCount) - 1;
};

// Part `entities`: sections of its own (weights, clusters, lists).
class EntityModel;

// Finds mentions sentence by sentence, then links them over the document. One
// per thread and document. `model` may be nullptr: then only what patterns
// find (dates, money, percent, quantities, numbers) is found.
class EntityRecognizer {
 public:
  explicit EntityRecognizer(const EntityModel* model);
  ~EntityRecognizer();
  EntityRecognizer(const EntityRecognizer&) = delete;
  EntityRecognizer& operator=(const EntityRecognizer&) = delete;

  // Sentences in order, each once. O(tokens).
  void AddSentence(const Document& document, uint32_t sentence);
  // Optional: does part of Finish's work, one sentence of one of the three
  // passes a call, so that a caller may pause in between. To be called after
  // the last sentence, until it returns false; Finish does what is left. Adds
  // what the call cost to `*bytes`, as the bytes of text that take so long.
  bool Step(const Document& document, std::string_view article_date,
            uint64_t* bytes);
  static constexpr uint32_t kPasses = 3;
  // After the last sentence: linking, values, salience. O(tokens + mentions).
  EntityAnalysis Finish(const Document& document, const EntityOptions& options);

 private:
  struct State;
  State* state_;  // Owned; behind a pointer so that the header stays small.
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_ENTITY_H_
