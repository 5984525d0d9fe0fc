// The recogniser from outside: a small model made here by hand, linking, and
// what a model file that was altered does.

#include "core/entity/entity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/entity/entity_features.h"
#include "core/entity/entity_lexicon.h"
#include "core/entity/entity_model.h"
#include "core/entity/fingerprints.h"
#include "core/entity/link.h"
#include "core/model/format.h"
#include "core/segment/segment.h"
#include "core/text/hash.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

Document Segmented(std::string_view text) {
  Document document;
  document.text = text;
  if (text.empty()) return document;
  Block block;
  block.span.end.value = static_cast<uint32_t>(text.size());
  document.blocks.push_back(block);
  Segmenter(nullptr, nullptr).SegmentBlock(0, &document);
  return document;
}

void Append32(std::vector<uint8_t>* bytes, uint32_t value) {
  for (int byte = 0; byte < 4; ++byte) {
    bytes->push_back(static_cast<uint8_t>(value >> (8 * byte)));
  }
}

void AppendColumns(const std::vector<std::vector<uint8_t>>& columns,
                   std::vector<uint8_t>* bytes) {
  for (const std::vector<uint8_t>& column : columns) {
    bytes->insert(bytes->end(), column.begin(), column.end());
  }
}

// Rows by fingerprint; steps over 16 bits are bridged by rows of nothing.
using Rows = std::map<uint32_t, std::vector<std::pair<uint8_t, uint8_t>>>;

std::vector<uint8_t> RecognizerSection(const std::vector<EntityType>& types,
                                       const Rows& rows) {
  std::vector<std::vector<uint8_t>> columns(5);
  uint32_t count = 0;
  uint32_t before = 0;
  const auto add = [&](uint32_t step, size_t size) {
    columns[0].push_back(static_cast<uint8_t>(step));
    columns[1].push_back(static_cast<uint8_t>(step >> 8));
    columns[2].push_back(static_cast<uint8_t>(size));
    ++count;
  };
  for (const auto& [fingerprint, weights] : rows) {
    for (; fingerprint - before > 0xFFFF; before += 0xFFFF) add(0xFFFF, 0);
    add(fingerprint - before, weights.size());
    before = fingerprint;
    for (const auto& [label, value] : weights) {
      columns[3].push_back(label);
      columns[4].push_back(value);
    }
  }
  std::vector<uint8_t> bytes;
  Append32(&bytes, count);
  Append32(&bytes, static_cast<uint32_t>(columns[3].size()));
  Append32(&bytes, static_cast<uint32_t>(types.size()));
  for (const EntityType type : types) {
    bytes.push_back(static_cast<uint8_t>(type));
  }
  while (bytes.size() % 4 != 0) bytes.push_back(0);
  const size_t tables =
      (types.size() + 1) * (types.size() + 1) + 4 * types.size();
  for (size_t index = 0; index < tables; ++index) Append32(&bytes, 0);
  AppendColumns(columns, &bytes);
  return bytes;
}

// Words without a class, with the lists they are on.
std::vector<uint8_t> Lexicon(
    const std::map<std::string_view, uint16_t>& words) {
  std::map<uint32_t, uint16_t> members;  // By fingerprint.
  for (const auto& [word, lists] : words) {
    members[FingerprintSet::Fingerprint(MixHash(HashBytes(word)))] = lists;
  }
  std::vector<std::vector<uint8_t>> columns(6);
  uint32_t count = 0;
  uint32_t before = 0;
  const auto add = [&](uint32_t step, uint16_t lists) {
    columns[0].push_back(static_cast<uint8_t>(step));
    columns[1].push_back(static_cast<uint8_t>(step >> 8));
    columns[2].push_back(0);
    columns[3].push_back(0);
    columns[4].push_back(static_cast<uint8_t>(lists));
    columns[5].push_back(static_cast<uint8_t>(lists >> 8));
    ++count;
  };
  for (const auto& [fingerprint, lists] : members) {
    for (; fingerprint - before > 0xFFFF; before += 0xFFFF) add(0xFFFF, 0);
    add(fingerprint - before, lists);
    before = fingerprint;
  }
  std::vector<uint8_t> bytes;
  Append32(&bytes, count);
  Append32(&bytes, 0);
  AppendColumns(columns, &bytes);
  return bytes;
}

std::vector<uint8_t> Part(
    const std::vector<std::pair<std::string, std::vector<uint8_t>>>& sections) {
  std::vector<uint8_t> bytes(kModelMagic.begin(), kModelMagic.end());
  bytes.push_back(kModelFormatVersion);
  bytes.push_back(0);
  bytes.push_back(static_cast<uint8_t>(sections.size()));
  bytes.push_back(0);
  Append32(&bytes, 0);
  Append32(&bytes, 0);
  const std::string name = "entities";
  bytes.insert(bytes.end(), name.begin(), name.end());
  bytes.resize(32, 0);
  bytes.push_back('e');
  bytes.push_back('n');
  bytes.resize(kModelHeaderSize, 0);
  size_t offset =
      kModelHeaderSize + sections.size() * size_t{kSectionEntrySize};
  for (const auto& [section, content] : sections) {
    const size_t start = bytes.size();
    bytes.insert(bytes.end(), section.begin(), section.end());
    bytes.resize(start + kSectionNameSize, 0);
    offset = (offset + 7) / 8 * 8;
    Append32(&bytes, static_cast<uint32_t>(offset));
    Append32(&bytes, static_cast<uint32_t>(content.size()));
    Append32(&bytes, Crc32(content));
    Append32(&bytes, section == "recognizer" ? 2 : 1);
    offset += content.size();
  }
  for (const auto& [section, content] : sections) {
    bytes.resize((bytes.size() + 7) / 8 * 8, 0);
    bytes.insert(bytes.end(), content.begin(), content.end());
  }
  const auto store = [&](size_t at, uint32_t value) {
    for (int byte = 0; byte < 4; ++byte) {
      bytes[at + static_cast<size_t>(byte)] =
          static_cast<uint8_t>(value >> (8 * byte));
    }
  };
  store(8, static_cast<uint32_t>(bytes.size()));
  const std::span<const uint8_t> all(bytes);
  const std::vector<uint8_t> nought(4, 0);
  uint32_t checksum = Crc32(all.subspan(0, 12));
  checksum = Crc32(nought, checksum);
  checksum =
      Crc32(all.subspan(16, kModelHeaderSize - 16 +
                                sections.size() * size_t{kSectionEntrySize}),
            checksum);
  store(12, checksum);
  return bytes;
}

constexpr uint8_t kStrong = 128 + 100;

// A section as the shipped part has it: the words that rules ask for, the names
// of countries.
std::vector<uint8_t> Shipped(std::string_view section) {
  const Expected<ModelPart> part =
      ModelPart::Read(ReadStoredModel("models/entities.sfm"));
  const ModelSection* const found =
      part.ok() ? part.value().Find(section) : nullptr;
  if (found == nullptr) return {};
  return {found->bytes.begin(), found->bytes.end()};
}

// Knows a handful of words by their lower-cased form alone.
std::vector<uint8_t> SmallPart() {
  const std::vector<EntityType> types = {
      EntityType::kPerson, EntityType::kGeopolitical, EntityType::kOrganization,
      EntityType::kNorp,   EntityType::kFacility,     EntityType::kDate};
  Rows rows;
  const auto know = [&](std::string_view word, uint32_t type,
                        EntityLabelKind kind, uint8_t value = kStrong) {
    Vocabulary vocabulary;
    EntityWordTable table(nullptr);
    const uint32_t id = vocabulary.Intern(word);
    table.Prepare(vocabulary, id);
    EntityFeatureBuffer features;
    AppendWordFeatures(&table[id], 0, SentenceCase::kUsual, &features);
    rows[FingerprintSet::Fingerprint(features.hash(0))].emplace_back(
        static_cast<uint8_t>(EntityLabel(type, kind)), value);
  };
  know("mira", 0, kBeginLabel);
  know("oduya", 0, kEndLabel, kStrong - 10);
  know("oduya", 0, kSingleLabel);
  know("velmora", 1, kSingleLabel);
  know("the", 2, kBeginLabel);  // What a sloppy corpus would teach.
  know("harbour", 2, kBeginLabel);
  know("harbour", 2, kInsideLabel);
  know("trust", 2, kEndLabel);
  know("dear", 2, kBeginLabel);  // Likewise.
  know("oduya", 0, kInsideLabel, kStrong - 20);
  know("resigns", 0, kEndLabel);
  know("kim", 0, kBeginLabel);
  know("min", 0, kInsideLabel);
  know("-", 0, kEndLabel);
  know("kessic", 3, kSingleLabel);  // A language, by the lexicon.
  know("tmr", 2, kSingleLabel);
  know("tmrs", 2, kSingleLabel);
  know("tb", 2, kSingleLabel);
  know("velmora", 2, kBeginLabel, kStrong - 20);
  know("velmora", 4, kBeginLabel, kStrong - 20);
  know("national", 4, kInsideLabel);
  know("park", 4, kEndLabel);
  for (const std::string_view word :
       {"protocol", "accords", "treaty", "festival", "cup", "council"}) {
    know(word, 2, kEndLabel);
  }
  know("vell", 1, kEndLabel, kStrong + 10);
  know("vell", 0, kSingleLabel);
  know("canal", 2, kEndLabel);
  know("stadium", 2, kEndLabel);
  know("road", 1, kEndLabel);
  know("velmora", 1, kBeginLabel, kStrong - 20);
  know("class", 5, kBeginLabel);
  know("12", 5, kEndLabel);
  know("may", 5, kBeginLabel);
  for (const std::string_view word : {",", "48", "-", "year"}) {
    know(word, 5, kInsideLabel);
  }
  know("old", 5, kEndLabel);
  know("brek", 1, kBeginLabel);
  know("brek", 1, kSingleLabel, kStrong - 20);
  know(";", 1, kInsideLabel);
  know("holt", 1, kEndLabel);
  know("holt", 1, kSingleLabel, kStrong - 20);
  know(",", 0, kInsideLabel);
  know("justices", 0, kBeginLabel);
  know("ostra", 2, kSingleLabel);  // A town, by the lexicon.
  know("battle", 2, kBeginLabel);
  know("bryn", 2, kEndLabel);
  know("prix", 2, kEndLabel);
  know("open", 2, kEndLabel);
  know("tour", 2, kBeginLabel);
  know("de", 2, kInsideLabel);
  know("d", 2, kBeginLabel);
  know("x", 2, kBeginLabel);
  know("-", 2, kInsideLabel);
  know("ostland", 2, kEndLabel);
  know("née", 0, kInsideLabel);
  know("world", 2, kBeginLabel);
  know("no.", 2, kEndLabel);
  return Part({{"lexicon", Lexicon({{"Kessic", kLanguageList},
                                    {"Dr.", kTitleList},
                                    {"Ostra", kCityList}})},
               {"recognizer", RecognizerSection(types, rows)},
               {"name-lists", Shipped("name-lists")},
               {"countries", Shipped("countries")}});
}

// "TYPE name: mention, mention" for each entity.
std::vector<std::string> Analyse(std::string_view text) {
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  EXPECT_TRUE(part.ok());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  EXPECT_TRUE(model.ok()) << model.error().message;
  const Document document = Segmented(text);
  EntityRecognizer recognizer(&model.value());
  for (uint32_t index = 0; index < document.sentences.size(); ++index) {
    recognizer.AddSentence(document, index);
  }
  const EntityAnalysis analysis = recognizer.Finish(document, {});
  std::vector<std::string> lines;
  for (const Entity& entity : analysis.entities) {
    std::string line(EntityTypeName(entity.type));
    line += " ";
    line += entity.name;
    line += ":";
    for (const uint32_t mention : entity.mentions) {
      const IndexRange tokens = analysis.mentions[mention].tokens;
      line += " [";
      line +=
          document.Text(CleanSpan{document.tokens[tokens.begin].span.start,
                                  document.tokens[tokens.end - 1].span.end});
      line += "]";
    }
    lines.push_back(line);
  }
  return lines;
}

TEST(EntityTest, FindsLinksAndTrims) {
  EXPECT_EQ(
      Analyse("Mira Oduya left Velmora. The Harbour Trust thanked Oduya's "
              "crew on Thursday."),
      (std::vector<std::string>{
          "PERSON Mira Oduya: [Mira Oduya] [Oduya]", "GPE Velmora: [Velmora]",
          "ORG Harbour Trust: [Harbour Trust]", "DATE Thursday: [Thursday]"}));
}

TEST(EntityTest, NamesInCapitalsAreThoseOfTheText) {
  EXPECT_EQ(Analyse("MIRA ODUYA RESIGNS IN VELMORA. Mira Oduya left."),
            (std::vector<std::string>{"PERSON Mira Oduya: [MIRA ODUYA] [Mira "
                                      "Oduya]",
                                      "GPE VELMORA: [VELMORA]"}));
}

TEST(EntityTest, NoNameEndsWithAHyphen) {
  EXPECT_EQ(Analyse("Kim Min-jun scored."),
            (std::vector<std::string>{"PERSON Kim Min-jun: [Kim Min-jun]"}));
}

TEST(EntityTest, ColumnsOfTypesCountForAllFourLabels) {
  std::array<int32_t, EntityModel::kStride> scores{};
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  ASSERT_TRUE(part.ok());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  ASSERT_TRUE(model.ok());
  scores[EntityLabel(1, kInsideLabel)] = 3;
  scores[model.value().label_count() + 1] = 10;
  model.value().SpreadTypes(scores.data());
  EXPECT_EQ(scores[EntityLabel(1, kBeginLabel)], 10);
  EXPECT_EQ(scores[EntityLabel(1, kInsideLabel)], 13);
  EXPECT_EQ(scores[EntityLabel(1, kSingleLabel)], 10);
  EXPECT_EQ(scores[EntityLabel(0, kEndLabel)], 0);
  EXPECT_EQ(scores[0], 0);
}

TEST(EntityTest, VotesAreThoseOfOtherOccurrences) {
  const Document document =
      Segmented("Velmora won. Then Velmora lost and small Velmora slept.");
  EntityWordTable table(nullptr);
  EntityVotes votes;
  std::vector<EntitySentence> sentences(document.sentences.size());
  constexpr auto kPlace = static_cast<uint8_t>(EntityLabel(1, kSingleLabel));
  constexpr auto kPersonEnd = static_cast<uint8_t>(EntityLabel(0, kEndLabel));
  uint32_t velmora = 0;
  std::vector<uint8_t> given = {kPlace, kPlace, kPersonEnd};
  size_t next = 0;
  for (size_t index = 0; index < sentences.size(); ++index) {
    PrepareEntitySentence(document, document.sentences[index], &table,
                          &sentences[index]);
    std::vector<uint8_t> labels(sentences[index].words.size());
    for (size_t at = 0; at < labels.size(); ++at) {
      const uint32_t word = sentences[index].words[at];
      if (document.vocabulary.form(word) != "Velmora") continue;
      velmora = sentences[index].lower_words[at];
      labels[at] = given[next++];
    }
    votes.Add(sentences[index], labels, table);
  }
  ASSERT_EQ(next, 3U);
  const EntityVotes::Vote place = votes.Elsewhere(velmora, kPlace);
  EXPECT_TRUE(place.any);
  EXPECT_EQ(place.count, 2);
  EXPECT_EQ(place.share, 0);  // One place, one person.
  EXPECT_EQ(place.kinds, (1U << kEndLabel) | (1U << kSingleLabel));
  const EntityVotes::Vote person = votes.Elsewhere(velmora, kPersonEnd);
  EXPECT_EQ(person.type, 2);  // The second type, after "nothing".
  EXPECT_EQ(person.share, 2);
  EXPECT_EQ(person.kinds, 1U << kSingleLabel);
  EXPECT_FALSE(votes.Elsewhere(velmora + 1000, 0).any);
}

TEST(EntityTest, TypeNamesThereAndBack) {
  for (uint32_t type = 0; type < kEntityTypeCount; ++type) {
    const auto own = static_cast<EntityType>(type);
    EXPECT_EQ(ParseEntityType(EntityTypeName(own)), own);
  }
  EXPECT_EQ(ParseEntityType("person"), std::nullopt);
}

TEST(EntityTest, OnlyWantedTypes) {
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  const Document document = Segmented("Mira Oduya left Velmora on Thursday.");
  EntityRecognizer recognizer(&model.value());
  recognizer.AddSentence(document, 0);
  EntityOptions options;
  options.types = 1U << static_cast<uint32_t>(EntityType::kGeopolitical);
  const EntityAnalysis analysis = recognizer.Finish(document, options);
  ASSERT_EQ(analysis.entities.size(), 1U);
  EXPECT_EQ(analysis.entities[0].name, "Velmora");
  ASSERT_EQ(analysis.mentions.size(), 1U);
  EXPECT_EQ(analysis.mentions[0].entity, 0U);
}

TEST(EntityTest, WithoutModelPatternsAlone) {
  const Document document =
      Segmented("Mira Oduya paid $5 million on Thursday.");
  EntityRecognizer recognizer(nullptr);
  recognizer.AddSentence(document, 0);
  const EntityAnalysis analysis = recognizer.Finish(document, {});
  ASSERT_EQ(analysis.entities.size(), 2U);
  EXPECT_EQ(analysis.entities[0].value, "USD 5000000");
  EXPECT_EQ(analysis.entities[1].value, "XXXX-WXX-4");
}

// Any text gives mentions that lie in their sentence, in order, apart.
// More distinct words than the recogniser remembers the scores of: the names
// of a sentence that comes again are found again.
TEST(EntityTest, ForgettingChangesNothing) {
  const std::string again = "Mira Oduya left Velmora in a hurry. ";
  std::string text = again;
  for (uint32_t number = 0; number < 6000; ++number) {
    text += "It was the b" + std::to_string(number) + "er. ";
  }
  text += again;
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  const Document document = Segmented(text);
  EntityRecognizer recognizer(&model.value());
  for (uint32_t index = 0; index < document.sentences.size(); ++index) {
    recognizer.AddSentence(document, index);
  }
  const EntityAnalysis analysis = recognizer.Finish(document, {});
  const auto last = static_cast<uint32_t>(document.sentences.size() - 1);
  std::vector<std::string> at_start;
  std::vector<std::string> at_end;
  for (const Mention& mention : analysis.mentions) {
    const CleanSpan span{document.tokens[mention.tokens.begin].span.start,
                         document.tokens[mention.tokens.end - 1].span.end};
    const std::string found = std::string(EntityTypeName(mention.type)) + " " +
                              std::string(document.Text(span));
    if (mention.sentence == 0) at_start.push_back(found);
    if (mention.sentence == last) at_end.push_back(found);
  }
  EXPECT_FALSE(at_start.empty());
  EXPECT_EQ(at_start, at_end);
}

// A table's bare numbers are its cells; in running text they are numbers.
TEST(EntityTest, NumbersOfTablesAreNotMarked) {
  for (const BlockKind kind : {BlockKind::kParagraph, BlockKind::kTable}) {
    Document document = Segmented("The count was 5412 there.");
    document.blocks[0].kind = kind;
    EntityRecognizer recognizer(nullptr);
    for (uint32_t index = 0; index < document.sentences.size(); ++index) {
      recognizer.AddSentence(document, index);
    }
    EXPECT_EQ(recognizer.Finish(document, {}).mentions.size(),
              kind == BlockKind::kTable ? 0U : 1U);
  }
}

// A greeting is no part of the name that it greets.
TEST(EntityTest, WhoIsGreetedIsAPerson) {
  EXPECT_EQ(Analyse("Dear Trust left in a hurry."),
            (std::vector<std::string>{"PERSON Trust: [Trust]"}));
}

struct TypeCase {
  std::string_view text;
  std::vector<std::string> entities;
};

void CheckTypes(const std::vector<TypeCase>& cases) {
  for (const TypeCase& one : cases) {
    EXPECT_EQ(Analyse(one.text), one.entities) << one.text;
  }
}

// Over no semicolon, people over no comma; no title of several is part of one.
TEST(EntityTest, NamesEndWhereTheyEnd) {
  CheckTypes({
      {"Teams: Brek; Holt.", {"GPE Brek: [Brek]", "GPE Holt: [Holt]"}},
      {"Bench: Mira, Oduya.", {"PERSON Oduya: [Oduya]"}},
      {"So Mira née Oduya left.", {"PERSON Oduya: [Oduya]"}},
      {"So Justices Oduya left.", {"PERSON Oduya: [Oduya]"}},
  });
}

// A son's or a king's number is part of the name.
TEST(EntityTest, NumbersOfPeopleArePartOfTheName) {
  CheckTypes({
      {"So Mira Oduya III left.", {"PERSON Mira Oduya III: [Mira Oduya III]"}},
      {"So Mira Oduya I left.", {"PERSON Mira Oduya: [Mira Oduya]"}},
  });
}

// What a name is in one place it is in all.
TEST(EntityTest, OneNameIsOfOneType) {
  CheckTypes({
      {"So Mira Oduya, a brewery that grew. Then Mira Oduya left.",
       {"ORG Mira Oduya: [Mira Oduya] [Mira Oduya]"}},
      {"So Mira Oduya, a brewery that grew. Then Mira Oduya left. Then Mira "
       "Oduya "
       "spoke.",
       {"PERSON Mira Oduya: [Mira Oduya] [Mira Oduya] [Mira Oduya]"}},
      {"Then men in Ostra left.", {"GPE Ostra: [Ostra]"}},
      {"Then men of Ostra left.", {"ORG Ostra: [Ostra]"}},
      {"Then men in Ostra's team left.", {"ORG Ostra: [Ostra]"}},
  });
}

// By what they begin with.
TEST(EntityTest, BattlesAndRacesAreNoOrganisations) {
  CheckTypes({
      {"Then Battle of Bryn began.",
       {"EVENT Battle of Bryn: [Battle of Bryn]"}},
      {"Then the Harbour Prix began.", {"EVENT Harbour Prix: [Harbour Prix]"}},
      // With the people's name before it.
      {"Then Kessic Harbour Prix began.",
       {"EVENT Kessic Harbour Prix: [Kessic Harbour Prix]"}},
      {"Then the Harbour Open began.", {"EVENT Harbour Open: [Harbour Open]"}},
      {"Then the Tour de Bryn began.", {"EVENT Tour de Bryn: [Tour de Bryn]"}},
      {"Then the Tour Bryn began.", {"ORG Tour Bryn: [Tour Bryn]"}},
  });
}

// A language where nothing of that language follows.
TEST(EntityTest, LanguagesAndTheirPeopleAreToldApart) {
  CheckTypes({
      {"He speaks Kessic.", {"LANGUAGE Kessic: [Kessic]"}},
      {"He speaks Kessic and sings.", {"LANGUAGE Kessic: [Kessic]"}},
      {"He learnt our Kessic language.", {"LANGUAGE Kessic: [Kessic]"}},
      {"He saw Kessic films.", {"NORP Kessic: [Kessic]"}},
      {"He met a Kessic.", {"NORP Kessic: [Kessic]"}},
  });
}

// By their last word, whatever the model takes them for.
TEST(EntityTest, LawsEventsAndParksAreNoOrganisationsOrBuildings) {
  CheckTypes({
      {"The Velmora Protocol holds.",
       {"LAW Velmora Protocol: [Velmora Protocol]"}},
      {"The Velmora Accords hold.", {"LAW Velmora Accords: [Velmora Accords]"}},
      {"The Velmora Festival begins.",
       {"EVENT Velmora Festival: [Velmora Festival]"}},
      {"The Velmora Cup begins.", {"EVENT Velmora Cup: [Velmora Cup]"}},
      {"The Velmora Council begins.",
       {"ORG Velmora Council: [Velmora Council]"}},
      {"The Velmora National Park opens.",
       {"LOC Velmora National Park: [Velmora National Park]"}},
      {"The Velmora Park opens.", {"FAC Velmora Park: [Velmora Park]"}},
  });
}

// "World War II", "St. Mary's Hospital", "Hurricane Ida": whatever the model
// takes them for; a storm's name alone too.
TEST(EntityTest, StormsAreEventsThroughoutTheText) {
  CheckTypes({
      {"Its storm Oduya came. It fears Oduya.",
       {"EVENT Oduya: [Oduya] [Oduya]"}},
      {"Her friend Oduya came. It fears Oduya.",
       {"PERSON Oduya: [Oduya] [Oduya]"}},
      {"Its Velmora Treaty holds.", {"LAW Velmora Treaty: [Velmora Treaty]"}},
  });
}

// HMS Calliope and the Calliope, the River Vane and the Vane.
TEST(EntityTest, ShipsAndRiversAreNoPeople) {
  CheckTypes({
      {"It saw HMS Oduya sink. It left the Oduya.",
       {"PRODUCT Oduya: [Oduya] [Oduya]"}},
      {"It saw HMS Oduya sink. It left Oduya.",
       {"PRODUCT Oduya: [Oduya]", "PERSON Oduya: [Oduya]"}},
      {"It left River Vell. The Vell rose.",
       {"LOC River Vell: [River Vell] [Vell]"}},
      {"It left River Vell. Vell rose.",
       {"LOC River Vell: [River Vell]", "PERSON Vell: [Vell]"}},
  });
}

// By their last word, where no organisation is called so.
TEST(EntityTest, WatersAndBuildingsAreNoOrganisations) {
  CheckTypes({
      {"It shut the Velmora Canal.", {"LOC Velmora Canal: [Velmora Canal]"}},
      {"It beat Velmora Canal.", {"ORG Velmora Canal: [Velmora Canal]"}},
      {"It shut Velmora Stadium.", {"FAC Velmora Stadium: [Velmora Stadium]"}},
      {"It shut Velmora Road.", {"FAC Velmora Road: [Velmora Road]"}},
  });
}

// "Ada Marsh, 74, said": an age, as "aged 74" is.
TEST(EntityTest, NumbersBehindPeopleAreAges) {
  CheckTypes({
      {"So Oduya, 74, left.", {"PERSON Oduya: [Oduya]", "DATE 74: [74]"}},
      {"There stood Oduya, 74.", {"PERSON Oduya: [Oduya]", "DATE 74: [74]"}},
      {"So Oduya, 74 men and he left.",
       {"PERSON Oduya: [Oduya]", "CARDINAL 74: [74]"}},
      {"So Oduya, 740, left.",
       {"PERSON Oduya: [Oduya]", "CARDINAL 740: [740]"}},
      {"So Velmora, 74, left.",
       {"GPE Velmora: [Velmora]", "CARDINAL 74: [74]"}},
      {"There Oduya is 74.", {"PERSON Oduya: [Oduya]", "DATE 74: [74]"}},
      {"There Oduya was 74.", {"PERSON Oduya: [Oduya]", "DATE 74: [74]"}},
      {"There Oduya is one.", {"PERSON Oduya: [Oduya]"}},
  });
}

// "The rider, 25, won", "She was 94."
TEST(EntityTest, NumbersBehindWhoeverItIsAreAges) {
  struct Case {
    std::string_view text;
    std::string_view number;
    bool age;
  };
  static constexpr Case kCases[] = {
      {"It hit a man, 45, who fell.", "45", true},
      {"The rider, 25, won.", "25", true},
      {"He fell when she was 94.", "94", true},
      {"She is 17, they said.", "17", true},
      {"She was 7.", "7", true},
      {"He scored 12, 14 and more.", "14", false},
      {"As a result, 47, 39 and more fell.", "47", false},
      {"It was in the end, 25,", "25", false},
      {"They took the town, 14 and more.", "14", false},
      {"They beat Velmora, 31, there.", "31", false},
      {"They beat Velmora, 3, there.", "3", false},
      {"It was the maximum, 237, there.", "237", false},
      {"The address, 1, was new.", "1", false},
      {"The riders, 25, won.", "25", false},
      {"The rider, twelve, won.", "twelve", true},
      {"The rider, 25 then, won.", "25", false},
      {"There was a rider, 25.", "25", false},
      {"The score was 94.", "94", false},
      {"The temperature was 30.", "30", false},
      {"It was 30.", "30", false},
      {"They were in room 12.", "12", false},
      {"They sold Lot 45, a chair.", "45", false},
      {"He was 1 of the best.", "1", false},
      {"He won 94, they said.", "94", false},
      {", 25, so.", "25", false},
      {"25, so it goes.", "25", false},
  };
  for (const Case& one : kCases) {
    const std::vector<std::string> entities = Analyse(one.text);
    const auto named = [&](std::string_view type) {
      const std::string number(one.number);
      return std::string(type) + " " + number + ": [" + number + "]";
    };
    EXPECT_EQ(std::count(entities.begin(), entities.end(), named("DATE")),
              one.age ? 1 : 0)
        << one.text;
    EXPECT_EQ(std::count(entities.begin(), entities.end(), named("CARDINAL")),
              one.age ? 0 : 1)
        << one.text;
  }
  CheckTypes(
      {{"She was 7 per cent sure.", {"PERCENT 7 per cent: [7 per cent]"}},
       {"She is one.", {}}});
}

// Behind a person their party's letter and state; not behind anything else.
TEST(EntityTest, StatesOfSenatorsArePlaces) {
  CheckTypes({
      {"So Oduya, D-Ostland, left.",
       {"PERSON Oduya: [Oduya]", "GPE Ostland: [Ostland]"}},
      {"So Oduya (D-Ostland) left.",
       {"PERSON Oduya: [Oduya]", "GPE Ostland: [Ostland]"}},
      {"So Oduya, X-Ostland, left.",
       {"PERSON Oduya: [Oduya]", "ORG X-Ostland: [X-Ostland]"}},
      {"So Velmora, D-Ostland, left.",
       {"GPE Velmora: [Velmora]", "ORG D-Ostland: [D-Ostland]"}},
      {"So D-Ostland left.", {"ORG D-Ostland: [D-Ostland]"}},
  });
}

// "World No. 1" is a number.
TEST(EntityTest, NoNameEndsWithNumberSign) {
  CheckTypes({
      {"So World No. 1 left.", {"CARDINAL 1: [1]"}},
      {"So World Trust left.", {"ORG World Trust: [World Trust]"}},
  });
}

// The Kremlin said.
TEST(EntityTest, BuildingsThatSpeakAreOrganisations) {
  CheckTypes({
      {"On its own the Velmora said so.", {"ORG Velmora: [Velmora]"}},
      {"On its own Velmora said so.", {"GPE Velmora: [Velmora]"}},
      {"On its own the Velmora opened so.", {"GPE Velmora: [Velmora]"}},
  });
}

// What stands behind a name between commas is what it is.
TEST(EntityTest, WhatIsSaidToBeACompanyIsNoPerson) {
  constexpr std::string_view kPerson = "PERSON Oduya: [Oduya]";
  constexpr std::string_view kCompany = "ORG Oduya: [Oduya]";
  struct Case {
    std::string_view text;
    std::string_view entity;
  };
  static constexpr Case kCases[] = {
      {"So Oduya, the firm that won, left.", kCompany},
      {"So Oduya, a small old family bank in town, left.", kCompany},
      {"So Oduya, the tidal park company, left.", kCompany},
      {"So Oduya, a start-up founded here, left.", kCompany},
      {"So Velmora, the tidal park operator, left.", "ORG Velmora: [Velmora]"},
      {"So Velmora, the seat of a company, left.", "GPE Velmora: [Velmora]"},
      {"So Oduya, a tidal park operator, left.", kPerson},
      {"So Oduya, a senator with a party, left.", kPerson},
      // Too far away to be sure.
      {"So Oduya, a small old quiet family bank in town, left.", kPerson},
      {"So Oduya, the firm's owner, left.", kPerson},
      {"So Oduya, a bank worker in town, left.", kPerson},
      {"So Oduya, the head of a bank in town, left.", kPerson},
      {"So Oduya, the one who left the firm that won, ran.", kPerson},
      {"So Oduya the firm that won left.", kPerson},
      {"So ran Oduya, the firm", kPerson},
      {"So ran Oduya, the", kPerson},
      {"So ran Oduya,", kPerson},
  };
  for (const Case& one : kCases) {
    const std::vector<std::string> entities = Analyse(one.text);
    EXPECT_EQ(std::count(entities.begin(), entities.end(), one.entity), 1)
        << one.text << " -> " << one.entity;
  }
}

// What an acronym in brackets stands for says whether it is an organisation.
TEST(EntityTest, AcronymsSpelledInSmallLettersAreNoOrganisations) {
  CheckTypes({
      {"Its total mean rate (TMR) fell. A TMR helps.", {}},
      {"They use tidal motor rigs (TMRs). A TMRs helps.", {}},
      {"He died of tuberculosis (TB). It was TB.", {}},
      {"Its Total Mean Rate (TMR) fell.", {"ORG TMR: [TMR]"}},
      {"Some other new thing (TMR) fell.", {"ORG TMR: [TMR]"}},
      {"Its total mean response team (TMR) fell.", {"ORG TMR: [TMR]"}},
      {"Its mixed river council (TMR) fell.",
       {"ORG river council: [river council]", "ORG TMR: [TMR]"}},
  });
}

// A date of the model that is two by their form, or none.
TEST(EntityTest, DatesOfTheModelGiveWayToTheirForm) {
  CheckTypes({
      {"The Class 12 met.", {"CARDINAL 12: [12]"}},
      {"In May, 48-year-old Oduya left.",
       {"DATE May: [May]", "DATE 48-year-old: [48-year-old]",
        "PERSON Oduya: [Oduya]"}},
  });
}

TEST(EntityTest, OddTextKeepsTheInvariants) {
  std::string names;
  for (int index = 0; index < 5000; ++index) names += "Mira Oduya Velmora ";
  std::string long_sentence;
  for (int index = 0; index < 10000; ++index) long_sentence += "Oduya of ";
  const std::string texts[] = {
      "",
      ".",
      "MIRA ODUYA LEFT VELMORA",
      "mira oduya left velmora and nobody saw it",
      names,
      long_sentence,
      "\xD0\x9C\xD0\xB8\xD1\x80\xD0\xB0 \xE4\xB8\xAD\xE6\x96\x87 Oduya "
      "\xD8\xB9\xD8\xB1\xD8\xA8\xD9\x8A",
      "| Oduya | 5 | 12% |\n| Velmora | 7 | $3 |",
      "Oduya-Oduya-Oduya-Oduya",
  };
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  for (const std::string& text : texts) {
    const Document document = Segmented(text);
    EntityRecognizer recognizer(&model.value());
    for (uint32_t index = 0; index < document.sentences.size(); ++index) {
      recognizer.AddSentence(document, index);
    }
    const EntityAnalysis analysis = recognizer.Finish(document, {});
    uint32_t end = 0;
    for (const Mention& mention : analysis.mentions) {
      const std::string head = text.substr(0, 40);
      EXPECT_LT(mention.tokens.begin, mention.tokens.end) << head;
      EXPECT_GE(mention.tokens.begin, end) << head;
      end = mention.tokens.end;
      const IndexRange own = document.sentences[mention.sentence].tokens;
      EXPECT_GE(mention.tokens.begin, own.begin) << head;
      EXPECT_LE(mention.tokens.end, own.end) << head;
      ASSERT_LT(mention.entity, analysis.entities.size()) << head;
      EXPECT_EQ(analysis.entities[mention.entity].type, mention.type) << head;
    }
    for (const Entity& entity : analysis.entities) {
      EXPECT_FALSE(entity.mentions.empty());
      EXPECT_LE(entity.salience, 1000);
    }
  }
}

TEST(EntityModelTest, CutOrAlteredSectionsAreErrors) {
  const std::vector<uint8_t> whole = SmallPart();
  const Expected<ModelPart> part = ModelPart::Read(whole);
  ASSERT_TRUE(part.ok());
  ASSERT_TRUE(EntityModel::Read(part.value()).ok());
  const std::vector<uint8_t> lexicon(
      part.value().Find("lexicon")->bytes.begin(),
      part.value().Find("lexicon")->bytes.end());
  const std::vector<uint8_t> recognizer(
      part.value().Find("recognizer")->bytes.begin(),
      part.value().Find("recognizer")->bytes.end());
  // Any shorter section, with its checksum right.
  for (size_t size = 0; size < recognizer.size(); ++size) {
    const std::vector<uint8_t> cut(
        recognizer.begin(),
        recognizer.begin() + static_cast<std::ptrdiff_t>(size));
    const Expected<ModelPart> other =
        ModelPart::Read(Part({{"lexicon", lexicon}, {"recognizer", cut}}));
    ASSERT_TRUE(other.ok());
    EXPECT_FALSE(EntityModel::Read(other.value()).ok()) << size;
  }
  // Any byte changed: an error or a model that can be used, never a crash.
  const Document document = Segmented("Mira Oduya left the Harbour Trust.");
  for (size_t at = 0; at < recognizer.size(); ++at) {
    std::vector<uint8_t> altered = recognizer;
    altered[at] = static_cast<uint8_t>(altered[at] ^ 0xA5U);
    const Expected<ModelPart> other =
        ModelPart::Read(Part({{"lexicon", lexicon}, {"recognizer", altered}}));
    const Expected<EntityModel> model = EntityModel::Read(other.value());
    if (!model.ok()) continue;
    EntityRecognizer user(&model.value());
    user.AddSentence(document, 0);
    static_cast<void>(user.Finish(document, {}));
  }
  const std::vector<uint8_t> lists = Shipped("name-lists");
  ASSERT_FALSE(lists.empty());
  for (size_t size = 0; size < lists.size(); ++size) {
    const std::vector<uint8_t> cut(
        lists.begin(), lists.begin() + static_cast<std::ptrdiff_t>(size));
    const Expected<ModelPart> other =
        ModelPart::Read(Part({{"lexicon", lexicon},
                              {"recognizer", recognizer},
                              {"name-lists", cut}}));
    EXPECT_FALSE(EntityModel::Read(other.value()).ok()) << size;
  }
  const Expected<ModelPart> missing =
      ModelPart::Read(Part({{"lexicon", lexicon}}));
  EXPECT_FALSE(EntityModel::Read(missing.value()).ok());
}

TEST(EntityFeaturesTest, FitTheirBuffer) {
  // A token with everything: inside a run, on lists, in a longer run elsewhere.
  const Document document = Segmented(
      "President Mira Adaeze Oduya spoke. Oduya left Velmora with Mira Adaeze "
      "Oduya.");
  EntityWordTable table(nullptr);
  EntityDocumentFacts facts;
  std::vector<EntitySentence> sentences(document.sentences.size());
  for (size_t index = 0; index < sentences.size(); ++index) {
    PrepareEntitySentence(document, document.sentences[index], &table,
                          &sentences[index]);
    facts.Add(sentences[index], table);
  }
  for (const EntitySentence& sentence : sentences) {
    for (uint32_t at = 0; at < sentence.words.size(); ++at) {
      EntityFeatureBuffer features;
      for (int position = -2; position <= 2; ++position) {
        EntityWord word = table[sentence.words[at]];
        word.lists = 0x1FFF;
        word.word_class = word.middle = word.coarse = 1;
        AppendWordFeatures(&word, position, SentenceCase::kUsual, &features);
      }
      AppendContextFeatures(document, sentence, at, &facts, table, &features);
      // Ten more than any token has, for the lists of runs.
      EXPECT_LT(features.size + 10, features.unmixed.size());
    }
  }
}

struct Given {
  std::string_view text;  // Found at its next place in the text.
  EntityType type;
};
struct LinkCase {
  std::string_view text;
  std::vector<Given> mentions;
  std::vector<std::string> entities;  // "name: 0 2"
};

TEST(LinkTest, JoinsWhatIsOne) {
  const EntityType person = EntityType::kPerson;
  const EntityType organization = EntityType::kOrganization;
  const EntityType place = EntityType::kGeopolitical;
  const LinkCase cases[] = {
      {"Mira Oduya spoke. Oduya left.",
       {{"Mira Oduya", person}, {"Oduya", person}},
       {"Mira Oduya: 0 1"}},
      {"Oduya left. Mira Oduya spoke.",
       {{"Oduya", person}, {"Mira Oduya", person}},
       {"Mira Oduya: 0 1"}},
      {"Mira Oduya met Tomas Oduya. Mira left.",
       {{"Mira Oduya", person}, {"Tomas Oduya", person}, {"Mira", person}},
       {"Mira Oduya: 0 2", "Tomas Oduya: 1"}},
      {"Mira Oduya met Mira Lenz. Mira left.",
       {{"Mira Oduya", person}, {"Mira Lenz", person}, {"Mira", person}},
       {"Mira Oduya: 0", "Mira Lenz: 1", "Mira: 2"}},
      {"Mira Adaeze Oduya spoke. Mira Oduya left.",
       {{"Mira Adaeze Oduya", person}, {"Mira Oduya", person}},
       {"Mira Adaeze Oduya: 0 1"}},
      {"Mira Oduya spoke. M. Oduya left.",
       {{"Mira Oduya", person}, {"M. Oduya", person}},
       {"Mira Oduya: 0 1"}},
      {"The Bank of Velmora (BoV) rose. BoV fell.",
       {{"Bank of Velmora", organization},
        {"BoV", organization},
        {"BoV", organization}},
       {"Bank of Velmora: 0 1 2"}},
      {"The Velmora Harbour Trust (VHT) met.",
       {{"Velmora Harbour Trust", organization}, {"VHT", organization}},
       {"Velmora Harbour Trust: 0 1"}},
      {"Lenz Sachs fell. Lenz rose.",
       {{"Lenz Sachs", organization}, {"Lenz", organization}},
       {"Lenz Sachs: 0 1"}},
      {"VELMORA is far. Velmora is near.",
       {{"VELMORA", place}, {"Velmora", place}},
       {"Velmora: 0 1"}},
      {"Mira Odúya spoke. Oduya left.",
       {{"Mira Odúya", person}, {"Oduya", person}},
       {"Mira Odúya: 0 1"}},
      {"Ivan Tarensky spoke. Tarenskyy and Tarenskiy left. Tarenska stayed.",
       {{"Ivan Tarensky", person},
        {"Tarenskyy", person},
        {"Tarenskiy", person},
        {"Tarenska", person}},
       {"Ivan Tarensky: 0 1 2", "Tarenska: 3"}},
      {"Oduya left Oduya.",
       {{"Oduya", person}, {"Oduya", place}},
       {"Oduya: 0", "Oduya: 1"}},
      {"Mira Oduya met Ann Oduya.",
       {{"Mira Oduya", person}, {"Ann Oduya", person}},
       {"Mira Oduya: 0", "Ann Oduya: 1"}},
      {"Tomas J. Oduya Jr. left. Oduya ran.",
       {{"Tomas J. Oduya Jr.", person}, {"Oduya", person}},
       {"Tomas J. Oduya Jr.: 0 1"}},
      {"Tomas Oduya Jr. met Tomas Oduya. Oduya left.",
       {{"Tomas Oduya Jr.", person},
        {"Tomas Oduya", person},
        {"Oduya", person}},
       {"Tomas Oduya Jr.: 0", "Tomas Oduya: 1 2"}},
      {"Lenz-Oduya won. Then Mira Lenz-Oduya left.",
       {{"Lenz-Oduya", person}, {"Mira Lenz-Oduya", person}},
       {"Mira Lenz-Oduya: 0 1"}},
      {"John of Velmora ruled. Velmora fell.",
       {{"John of Velmora", person}, {"Velmora", person}},
       {"John of Velmora: 0", "Velmora: 1"}},
      {"Min Hee-jin spoke. Jin left.",
       {{"Min Hee-jin", person}, {"Jin", person}},
       {"Min Hee-jin: 0", "Jin: 1"}},
      {"The Maritime Velmora Trust (MARVET) met.",
       {{"Maritime Velmora Trust", organization}, {"MARVET", organization}},
       {"Maritime Velmora Trust: 0 1"}},
      {"The Maritime Velmora Trust (EPL) met.",
       {{"Maritime Velmora Trust", organization}, {"EPL", organization}},
       {"Maritime Velmora Trust: 0", "EPL: 1"}},
      {"The Maritime Velmora Trust (Motala) met.",
       {{"Maritime Velmora Trust", organization}, {"Motala", organization}},
       {"Maritime Velmora Trust: 0", "Motala: 1"}},
      {"Lenz Road School shut. Lenz Road was old.",
       {{"Lenz Road School", organization}, {"Lenz Road", organization}},
       {"Lenz Road School: 0 1"}},
      {"Lenz Sachs Tower shut. Lenz Sachs was old.",
       {{"Lenz Sachs Tower", organization}, {"Lenz Sachs", organization}},
       {"Lenz Sachs Tower: 0", "Lenz Sachs: 1"}},
      {"The HMS Oduya sank. The Oduya lay there.",
       {{"HMS Oduya", EntityType::kProduct}, {"Oduya", EntityType::kProduct}},
       {"HMS Oduya: 0 1"}},
      {"The US and the U.S. agreed.",
       {{"US", place}, {"U.S.", place}},
       {"US: 0 1"}},
      // A capital of several words is not its country.
      {"Mexico City is in Mexico.",
       {{"Mexico City", place}, {"Mexico", place}},
       {"Mexico City: 0", "Mexico: 1"}},
      {"New Delhi and India.",
       {{"New Delhi", place}, {"India", place}},
       {"New Delhi: 0", "India: 1"}},
      {"Great Britain and the United Kingdom and Britain.",
       {{"Great Britain", place},
        {"United Kingdom", place},
        {"Britain", place}},
       {"Great Britain: 0 1 2"}},
      // A middle name, a second surname, what someone is called in quotes.
      {"Rosa Talvez de Orun spoke. Talvez left.",
       {{"Rosa Talvez de Orun", person}, {"Talvez", person}},
       {"Rosa Talvez de Orun: 0 1"}},
      {"Rosa \"Lulu\" Orun spoke. Lulu left.",
       {{"Rosa \"Lulu\" Orun", person}, {"Lulu", person}},
       {"Rosa \"Lulu\" Orun: 0 1"}},
      {"Rosa Talvez Orun met Ana Talvez Lenz. Talvez left.",
       {{"Rosa Talvez Orun", person},
        {"Ana Talvez Lenz", person},
        {"Talvez", person}},
       {"Rosa Talvez Orun: 0", "Ana Talvez Lenz: 1", "Talvez: 2"}},
      {"Ada d'Orun spoke. D'Orun left.",
       {{"Ada d'Orun", person}, {"D'Orun", person}},
       {"Ada d'Orun: 0 1"}},
      {"Haldor Orun IV spoke. Orun left.",
       {{"Haldor Orun IV", person}, {"Orun", person}},
       {"Haldor Orun IV: 0 1"}},
      // Whose family name stands first, until another is named.
      {"Bae Jun spoke. Bae left. Bae Man stayed.",
       {{"Bae Jun", person}, {"Bae", person}, {"Bae Man", person}},
       {"Bae Jun: 0 1", "Bae Man: 2"}},
      // A couple; two of whom nothing is known.
      {"Colin Orun hit his wife, Ana Orun. Mr Orun left. Mrs Orun stayed.",
       {{"Colin Orun", person},
        {"Ana Orun", person},
        {"Orun", person},
        {"Orun", person}},
       {"Colin Orun: 0 2", "Ana Orun: 1 3"}},
      {"Colin Orun met Ana Orun. Mr Orun left. Orun stayed.",
       {{"Colin Orun", person},
        {"Ana Orun", person},
        {"Orun", person},
        {"Orun", person}},
       {"Colin Orun: 0 3", "Ana Orun: 1", "Orun: 2"}},
      {"Colin Orun spoke. Mr Orun left. Mrs Orun stayed.",
       {{"Colin Orun", person}, {"Orun", person}, {"Orun", person}},
       {"Colin Orun: 0 1 2"}},
      // The last word of one alone.
      {"The Velmora Dodgers won. Dodgers fans sang.",
       {{"Velmora Dodgers", organization}, {"Dodgers", organization}},
       {"Velmora Dodgers: 0 1"}},
      {"The Velmora United beat Orun United. United fans sang.",
       {{"Velmora United", organization},
        {"Orun United", organization},
        {"United", organization}},
       {"Velmora United: 0", "Orun United: 1", "United: 2"}},
      {"The Bank of Velmora met Velmora.",
       {{"Bank of Velmora", organization}, {"Velmora", organization}},
       {"Bank of Velmora: 0", "Velmora: 1"}},
      {"So Lenz Inc. fell. It was Lenz Inc",
       {{"Lenz Inc.", organization}, {"Lenz Inc", organization}},
       {"Lenz Inc.: 0 1"}},
      {"So Typhoon Orla came. Orla left.",
       {{"Typhoon Orla", EntityType::kEvent}, {"Orla", EntityType::kEvent}},
       {"Typhoon Orla: 0 1"}},
  };
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  for (const LinkCase& one : cases) {
    const Document document = Segmented(one.text);
    EntityWordTable table(nullptr);
    std::vector<FoundMention> mentions;
    size_t from = 0;
    for (const Given& given : one.mentions) {
      const size_t start = one.text.find(given.text, from);
      ASSERT_NE(start, std::string_view::npos) << one.text;
      from = start + given.text.size();
      FoundMention mention;
      mention.type = given.type;
      for (uint32_t sentence = 0; sentence < document.sentences.size();
           ++sentence) {
        const IndexRange own = document.sentences[sentence].tokens;
        for (uint32_t at = own.begin; at < own.end; ++at) {
          const CleanSpan span = document.tokens[at].span;
          if (span.start.value == start) {
            mention.sentence = sentence;
            mention.tokens.begin = at;
          }
          if (span.end.value <= from) mention.tokens.end = at + 1;
        }
      }
      mentions.push_back(mention);
    }
    for (const Token& token : document.tokens) {
      table.Prepare(document.vocabulary, token.word);
    }
    const EntityAnalysis analysis =
        LinkEntities(document, table, &model.value(), mentions);
    std::vector<std::string> entities;
    for (const Entity& entity : analysis.entities) {
      std::string line = entity.name + ":";
      for (const uint32_t mention : entity.mentions) {
        line += " ";
        line += std::to_string(mention);
      }
      entities.push_back(line);
    }
    EXPECT_EQ(entities, one.entities) << one.text;
  }
}

// None where the name may be another place's.
TEST(LinkTest, CountriesOfPlaces) {
  struct Case {
    std::string_view text;
    std::string_view country;  // Of the first place.
  };
  static constexpr Case kCases[] = {
      {"Then Victoria burned.", ""},
      {"Then Victoria, Australia, burned.", ""},
      {"Then Georgia voted, and Atlanta.", ""},
      {"Then Georgia voted, and Tbilisi.", "GE"},
      {"Then Dublin, Ohio, voted.", ""},
      {"He came to Dublin, Ohio.", ""},
      {"Then Dublin, Ohio, Leeds and Atlanta voted.", "IE"},
      {"Then Dublin, Leeds and Atlanta voted.", "IE"},
      {"Then Dublin, Ireland, voted.", "IE"},
      {"Then Dublin voted.", "IE"},
  };
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  for (const Case& one : kCases) {
    const Document document = Segmented(one.text);
    EntityWordTable table(nullptr);
    std::vector<FoundMention> mentions;
    for (uint32_t at = 0; at < document.tokens.size(); ++at) {
      const uint32_t word = document.tokens[at].word;
      table.Prepare(document.vocabulary, word);
      if (at == 0 || (table[word].flags & kCapitalized) == 0) continue;
      FoundMention mention;
      mention.tokens = {at, at + 1};
      mention.type = EntityType::kGeopolitical;
      mentions.push_back(mention);
    }
    const EntityAnalysis analysis =
        LinkEntities(document, table, &model.value(), mentions);
    std::string country;
    for (const EntityAttribute& attribute : analysis.entities[0].attributes) {
      country += attribute.value;
    }
    EXPECT_EQ(country, one.country) << one.text;
  }
}

// What stands before the name, whole; no word of another's.
TEST(LinkTest, Titles) {
  struct Case {
    std::string_view text;
    std::string_view title;
  };
  static constexpr Case kCases[] = {
      {"So Dr. Oduya left.", "Dr."},
      {"So Governor-General Oduya left.", "Governor-General"},
      {"So ex-president Oduya left.", "ex-president"},
      {"So then-President Oduya left.", "President"},
      {"Health Secretary Oduya left.", "Health Secretary"},
      {"Solicitor General Oduya left.", "Solicitor General"},
      {"So chief executive Oduya left.", "chief executive"},
      {"Yesterday Secretary Oduya left.", "Secretary"},
      {"So Oduya left.", ""},
  };
  const Expected<ModelPart> part = ModelPart::Read(SmallPart());
  const Expected<EntityModel> model = EntityModel::Read(part.value());
  for (const Case& one : kCases) {
    const Document document = Segmented(one.text);
    EntityWordTable table(&model.value().lexicon());
    FoundMention mention;
    for (const Token& token : document.tokens) {
      table.Prepare(document.vocabulary, token.word);
      if (document.vocabulary.form(token.word) == "Oduya") break;
      ++mention.tokens.begin;
    }
    mention.tokens.end = mention.tokens.begin + 1;
    const EntityAnalysis analysis =
        LinkEntities(document, table, &model.value(), {mention});
    ASSERT_EQ(analysis.entities.size(), 1U) << one.text;
    std::string title;
    for (const EntityAttribute& attribute : analysis.entities[0].attributes) {
      title += attribute.value;
    }
    EXPECT_EQ(title, one.title) << one.text;
  }
}

}  // namespace
}  // namespace standfirst
