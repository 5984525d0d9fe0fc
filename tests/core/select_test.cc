#include "core/select/select.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/clean/clean.h"
#include "core/headline/headline.h"
#include "core/model/format.h"
#include "core/model/model_part.h"
#include "core/rank/evidence.h"
#include "core/rank/lean_features.h"
#include "core/rank/leaning.h"
#include "core/rank/rank.h"
#include "core/rank/rank_model.h"
#include "core/segment/segment.h"
#include "core/tag/tag.h"
#include "core/text/letters.h"
#include "core/text/stem.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

Document ReadDocument(std::string_view text) {
  CleanText clean = Clean(text, {});
  Document document;
  document.text = std::move(clean.text);
  document.blocks = std::move(clean.blocks);
  const Segmenter segmenter(nullptr, nullptr);
  for (uint32_t block = 0; block < document.blocks.size(); ++block) {
    segmenter.SegmentBlock(block, &document);
  }
  return document;
}

// The ranker as it is stored.
struct StoredRanker {
  std::vector<uint8_t> bytes = ReadStoredModel("models/base.sfm");
  Expected<ModelPart> part = ModelPart::Read(bytes);
  Expected<RankModel> model = RankModel::Read(part.value());
};

Ranking RankPlainly(const Document& document) {
  return Rank(nullptr, nullptr, document, {}, {});
}

std::string TextOf(const Document& document, const Candidate& candidate) {
  std::string text;
  for (const CleanSpan kept : candidate.kept) text += document.Text(kept);
  return text;
}

std::string TextOf(const Document& document, const Selection& selection) {
  std::string text;
  for (const Candidate& candidate : selection.chosen) {
    text += TextOf(document, candidate) + "\n";
  }
  return text;
}

constexpr std::string_view kNews =
    "The ferry between Port Amble and the Isle of Skerrow ran again on Monday "
    "after nine days without a crossing.\n\n"
    "A storm had torn away the landing stage of the ferry (a floating dock "
    "built in 1961) on the second of May. But nobody was hurt. It cost the "
    "company four million pounds to replace it.\n\n"
    "The ferry carries 300 people a day, most of them pupils of the school in "
    "Port Amble. Who pays for the new dock? The council and the company agreed "
    "on Sunday to share the bill for the landing stage.\n\n"
    "Ada Quill, who runs the ferry, thanked the islanders for their patience "
    "and for the boats that they had lent to her company.\n";

constexpr std::string_view kTexts[] = {
    kNews,
    "One sentence stands here alone and says what it has to say.",
    "Word",
    "",
    "- milk\n- bread\n- four eggs\n- a pound of flour\n",
    "Same words again here. Same words again here. Same words again here. "
    "Same words again here.",
    "O wind of the west\nthat carries the rain\nover hill and over stone\n"
    "and home to me again\n",
    "int main() {\n  return 0;\n}\n",
    "A: Did you see it?\n\nB: Yes, I saw it.\n\nA: What was it then, do you "
    "think?\n\nB: A heron that stood in the reeds by the mill.\n",
    "\xE4\xBB\x8A\xE6\x97\xA5\xE3\x81\xAF\xE9\x9B\xA8\xE3\x80\x82",
};

TEST(SelectTest, QuestionsAreLastResortsButInTranscripts) {
  struct Case {
    const char* what;
    const char* text;
    bool last_resort;
  };
  const Case cases[] = {
      {"speakers named",
       "Ines: Could I have the room over your workshop?\n\nBram: It smells of "
       "glue but you can have it.\n\nInes: Then I will come on Sunday with "
       "my boxes.\n",
       false},
      {"an article",
       "Could the room over the workshop be let to her?\n\nIt smells of glue "
       "but she can have it.\n\nShe will come on Sunday with her boxes.\n",
       true},
      {"too few are named",
       "Ines: Could I have the room over your workshop?\n\nIt smells of glue "
       "but she can have it.\n\nBram: Then come on Sunday with your boxes.\n",
       true},
  };
  for (const Case& each : cases) {
    const Ranking ranking = RankPlainly(ReadDocument(each.text));
    ASSERT_FALSE(ranking.sentences.empty()) << each.what;
    EXPECT_EQ(ranking.sentences[0].last_resort, each.last_resort) << each.what;
  }
}

TEST(SelectTest, BudgetsAndOrderAlwaysHold) {
  for (const std::string_view text : kTexts) {
    const Document document = ReadDocument(text);
    const Ranking ranking = RankPlainly(document);
    for (const uint32_t sentences : {0U, 1U, 2U, 3U, 20U, 500U}) {
      for (const uint32_t words : {0U, 1U, 5U, 17U, 30U, 60U, 1000U}) {
        for (const SelectStyle style :
             {SelectStyle::kSummary, SelectStyle::kKeyPoints,
              SelectStyle::kTeaser}) {
          if (sentences == 0 && words == 0) continue;
          SelectOptions options;
          options.style = style;
          if (sentences != 0) options.sentences = sentences;
          if (words != 0) options.words = words;
          const Selection selection = Select(document, ranking, options);
          const std::string name = std::string(text.substr(0, 30)) + ", " +
                                   std::to_string(sentences) + " sentences, " +
                                   std::to_string(words) + " words";
          EXPECT_EQ(selection.chosen.empty(), document.sentences.empty())
              << name;
          uint32_t used = 0;
          for (size_t i = 0; i < selection.chosen.size(); ++i) {
            used += CountWords(TextOf(document, selection.chosen[i]));
            if (i == 0) continue;
            EXPECT_LT(selection.chosen[i - 1].sentence,
                      selection.chosen[i].sentence)
                << name;
          }
          if (sentences != 0) {
            EXPECT_LE(selection.chosen.size(), sentences) << name;
          }
          if (selection.longer_than_budget) {
            EXPECT_EQ(selection.chosen.size(), 1U) << name;
          } else if (words != 0) {
            EXPECT_LE(used, words) << name;
          }
        }
      }
    }
  }
}

// A heading is no summary, however few words were asked for.
TEST(SelectTest, AHeadingNeverStandsForProse) {
  Document document = ReadDocument(
      "The ferry is back\n\nThe old ferry between Skerrow and Wick sails "
      "again after it was mended in Lund for a year.\n\nIslanders who had to "
      "go by air say that they are glad of it and that it was time.\n");
  document.blocks[0].kind = BlockKind::kHeading;
  const Ranking ranking = RankPlainly(document);
  for (const uint32_t words : {1U, 4U, 7U, 12U, 20U}) {
    SelectOptions options;
    options.words = words;
    const Selection selection = Select(document, ranking, options);
    ASSERT_EQ(selection.chosen.size(), 1U) << words;
    EXPECT_GT(selection.chosen[0].sentence, 0U) << words;
    EXPECT_EQ(selection.longer_than_budget, words < 20) << words;
  }
}

TEST(SelectTest, SameInputSameOutput) {
  const Document document = ReadDocument(kNews);
  SelectOptions options;
  options.words = 60;
  const std::string first =
      TextOf(document, Select(document, RankPlainly(document), options));
  EXPECT_FALSE(first.empty());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(
        TextOf(document, Select(document, RankPlainly(document), options)),
        first);
  }
}

TEST(SelectTest, TiesGoToTheEarlierSentence) {
  const Document document = ReadDocument(kTexts[5]);
  SelectOptions options;
  options.sentences = 1;
  const Selection selection = Select(document, RankPlainly(document), options);
  ASSERT_EQ(selection.chosen.size(), 1U);
  EXPECT_EQ(selection.chosen[0].sentence, 0U);
}

TEST(SelectTest, NothingStartsInMidAir) {
  const Document document = ReadDocument(kNews);
  const Ranking ranking = RankPlainly(document);
  for (uint32_t sentences = 1; sentences <= 8; ++sentences) {
    SelectOptions options;
    options.sentences = sentences;
    const Selection selection = Select(document, ranking, options);
    for (size_t i = 0; i < selection.chosen.size(); ++i) {
      const uint32_t sentence = selection.chosen[i].sentence;
      const uint32_t on = ranking.sentences[sentence].leans_on;
      if (on == SentenceScore::kNowhere) continue;
      EXPECT_TRUE(std::any_of(
          selection.chosen.begin(), selection.chosen.end(),
          [&](const Candidate& other) { return other.sentence == on; }))
          << TextOf(document, selection);
    }
    options.style = SelectStyle::kKeyPoints;
    for (const Candidate& point : Select(document, ranking, options).chosen) {
      EXPECT_EQ(ranking.sentences[point.sentence].leans_on,
                SentenceScore::kNowhere)
          << TextOf(document, point);
    }
  }
}

TEST(SelectTest, QuestionsAreALastResort) {
  const Document document = ReadDocument(kNews);
  SelectOptions options;
  options.sentences = 5;
  const std::string text =
      TextOf(document, Select(document, RankPlainly(document), options));
  EXPECT_EQ(text.find('?'), std::string::npos) << text;
}

// What the trained model says of how sentences read decides, of a usual length
// alone: here it says of the sentences chosen that they cannot be read.
TEST(SelectTest, WhatCannotBeReadIsNotChosen) {
  const StoredRanker ranker;
  ASSERT_TRUE(ranker.model.ok());
  const RankModel& model = ranker.model.value();
  ASSERT_TRUE(model.reads());
  const Document document = ReadDocument(kNews);
  const Ranking plain = Rank(&model, nullptr, document, {}, {});
  ASSERT_EQ(plain.leans.size(), document.sentences.size());
  SelectOptions usual;
  usual.sentences = 3;
  usual.words = 60;
  usual.compression = Compression::kNone;
  const auto choose = [&](const Ranking& ranking,
                          const SelectOptions& options) {
    std::vector<uint32_t> sentences;
    for (const Candidate& chosen : Select(document, ranking, options).chosen) {
      sentences.push_back(chosen.sentence);
    }
    return sentences;
  };
  constexpr int32_t kSurely = 8 * kLogitUnit;
  // All sentences say about as much.
  Ranking good = plain;
  good.score_weight = 0;
  std::fill(good.word_salience.begin(), good.word_salience.end(), 500);
  std::fill(good.bigram_salience.begin(), good.bigram_salience.end(), 0);
  for (Ranking::Lean& lean : good.leans) lean.alone = lean.after = -kSurely;
  const std::vector<uint32_t> chosen = choose(good, usual);
  ASSERT_GT(chosen.size(), 1U);
  Ranking opening = good;
  opening.leans[chosen[0]].alone = kSurely;
  EXPECT_NE(choose(opening, usual)[0], chosen[0]);
  Ranking later = good;
  later.leans[chosen[1]].after = kSurely;
  const std::vector<uint32_t> others = choose(later, usual);
  EXPECT_EQ(std::count(others.begin() + 1, others.end(), chosen[1]), 0);
  // Of points each is read by itself.
  SelectOptions points;
  points.style = SelectStyle::kKeyPoints;
  points.sentences = 3;
  points.compression = Compression::kNone;
  const std::vector<uint32_t> first = choose(good, points);
  ASSERT_EQ(first.size(), 3U);
  for (const uint32_t point : first) {
    Ranking hanging = good;
    hanging.leans[point].alone = kSurely;
    const std::vector<uint32_t> rest = choose(hanging, points);
    EXPECT_EQ(std::count(rest.begin(), rest.end(), point), 0) << point;
  }
  // Where none can, there are as many all the same.
  Ranking all_hang = good;
  for (Ranking::Lean& lean : all_hang.leans) lean.alone = kSurely;
  EXPECT_EQ(choose(all_hang, points).size(), 3U);
  // Who asks for a number gets what says most.
  SelectOptions number;
  number.sentences = 1;
  EXPECT_EQ(choose(good, number), choose(opening, number));
}

// What readers' choice makes of a sentence counts in abstracts, of a usual
// length.
TEST(SelectTest, AbstractsAreSummedUpAsReadersDo) {
  const StoredRanker ranker;
  ASSERT_TRUE(ranker.model.ok());
  const RankModel& model = ranker.model.value();
  ASSERT_TRUE(model.chooses());
  const Document document = ReadDocument(kNews);
  Ranking ranking = Rank(&model, nullptr, document, {}, {});
  SelectOptions usual;
  usual.sentences = 3;
  usual.words = 60;
  usual.compression = Compression::kNone;
  SelectOptions number;
  number.sentences = 1;
  SelectOptions points = usual;
  points.style = SelectStyle::kKeyPoints;
  const auto takes = [&](uint32_t sentence, const SelectOptions& options) {
    const std::vector<Candidate> all =
        Select(document, ranking, options).chosen;
    return std::any_of(all.begin(), all.end(), [&](const Candidate& one) {
      return one.sentence == sentence;
    });
  };
  for (Ranking::Lean& lean : ranking.leans) {
    lean.choice = lean.choice_first = 0;
  }
  uint32_t other = 0;  // One that stands, and is not taken.
  while (takes(other, usual) || !ranking.sentences[other].eligible ||
         ranking.words[other] > 20) {
    ++other;
  }
  struct Case {
    const char* name;
    bool abstract;
    const SelectOptions* options;
    bool counts;
  };
  for (const Case& test :
       {Case{"an abstract", true, &usual, true},
        Case{"another text", false, &usual, false},
        Case{"an abstract by a number", true, &number, false},
        Case{"an abstract's points", true, &points, false}}) {
    ranking.abstract = test.abstract;
    const bool before = takes(other, *test.options);
    ranking.leans[other].choice = 30 * kLogitUnit;
    EXPECT_EQ(takes(other, *test.options), before || test.counts) << test.name;
    ranking.leans[other].choice = 0;
    // And against it.
    const uint32_t taken =
        Select(document, ranking, *test.options).chosen[0].sentence;
    ranking.leans[taken].choice_first = -30 * kLogitUnit;
    EXPECT_EQ(
        Select(document, ranking, *test.options).chosen[0].sentence == taken,
        !test.counts)
        << test.name;
    ranking.leans[taken].choice_first = 0;
  }
}

// What the trainer values sets by is what Select takes the best of.
TEST(SelectTest, TheBestOfTheValuedSetsIsTaken) {
  const StoredRanker ranker;
  ASSERT_TRUE(ranker.model.ok());
  const RankModel& model = ranker.model.value();
  const Document document = ReadDocument(kNews);
  Ranking ranking = Rank(&model, nullptr, document, {}, {});
  for (const bool abstract : {false, true}) {
    ranking.abstract = abstract;
    for (uint32_t sentences = 1; sentences <= 3; ++sentences) {
      SelectOptions options;
      options.sentences = sentences;
      options.words = 60;
      options.compression = Compression::kNone;
      const std::vector<ValuedSet> sets =
          ValueSets(document, ranking, options, 30);
      ASSERT_FALSE(sets.empty());
      const ValuedSet& best =
          *std::max_element(sets.begin(), sets.end(),
                            [](const ValuedSet& left, const ValuedSet& right) {
                              return left.value < right.value;
                            });
      std::vector<uint32_t> taken;
      for (const Candidate& chosen :
           Select(document, ranking, options).chosen) {
        taken.push_back(chosen.sentence);
      }
      EXPECT_EQ(taken, best.sentences)
          << sentences << (abstract ? " of an abstract" : "");
    }
  }
}

TEST(SelectTest, ChoiceOfAnotherLayoutIsRefused) {
  const std::vector<uint8_t> stored = ReadStoredModel("models/base.sfm");
  const Expected<ModelPart> part = ModelPart::Read(stored);
  ASSERT_TRUE(part.ok());
  const std::vector<ModelSection>& sections = part.value().sections();
  const size_t index =
      static_cast<size_t>(std::find_if(sections.begin(), sections.end(),
                                       [](const ModelSection& one) {
                                         return one.name == "choice";
                                       }) -
                          sections.begin());
  ASSERT_LT(index, sections.size());
  const auto size = static_cast<uint32_t>(sections[index].bytes.size());
  const size_t entry = kModelHeaderSize + index * kSectionEntrySize;
  const auto put = [](std::vector<uint8_t>* bytes, size_t at, uint32_t value) {
    for (size_t i = 0; i < 4; ++i) {
      (*bytes)[at + i] = static_cast<uint8_t>(value >> 8 * i);
    }
  };
  const auto get = [](const std::vector<uint8_t>& bytes, size_t at) {
    return bytes[at] | static_cast<uint32_t>(bytes[at + 1]) << 8 |
           static_cast<uint32_t>(bytes[at + 2]) << 16 |
           static_cast<uint32_t>(bytes[at + 3]) << 24;
  };
  struct Case {
    const char* name;
    uint32_t byte;  // Whose highest bit but one changes, …
    uint32_t size;  // … and how many are left.
    bool read;
  };
  for (const Case& test : {Case{"as it is", size, size, true},
                           Case{"another version", 0, size, false},
                           Case{"other columns", 4, size, false},
                           Case{"a unit too large", 11, size, false},
                           Case{"cut short", size, size - 1, false},
                           Case{"no header", size, 7, false}}) {
    std::vector<uint8_t> bytes = stored;
    const uint32_t at = get(bytes, entry + 16);
    if (test.byte < size) bytes[at + test.byte] ^= 0x40U;
    put(&bytes, entry + 20, test.size);
    put(&bytes, entry + 24, Crc32(std::span(bytes).subspan(at, test.size)));
    put(&bytes, 12, 0);
    put(&bytes, 12,
        Crc32(std::span(bytes).subspan(
            0, kModelHeaderSize + sections.size() * kSectionEntrySize)));
    const Expected<ModelPart> changed = ModelPart::Read(bytes);
    ASSERT_TRUE(changed.ok()) << test.name << changed.error().message;
    EXPECT_EQ(RankModel::Read(changed.value()).ok(), test.read) << test.name;
  }
}

constexpr const char* kTalk =
    "Ada Quill: Good morning. The ferry between Port Amble and the Isle of "
    "Skerrow will run again on Monday after nine days in the dock.\n\n"
    "Bo Tarn: I see. The council and the company share the bill for the new "
    "landing stage of the ferry.\n\n"
    "Ada Quill: Quite so.\n\nBo Tarn: Good.\n";

TEST(SelectTest, SpeakersAreNamed) {
  const Document document = ReadDocument(kTalk);
  const Ranking ranking = RankPlainly(document);
  uint32_t named = 0;
  for (uint32_t words = 8; words <= 60; ++words) {
    SelectOptions options;
    options.words = words;
    const std::vector<Candidate> all =
        Select(document, ranking, options).chosen;
    uint32_t in_all = 0;
    for (const Candidate& chosen : all) in_all += chosen.words;
    EXPECT_LE(in_all, words);
    for (size_t i = 0; i < all.size(); ++i) {
      const std::string text = TextOf(document, all[i]);
      EXPECT_EQ(all[i].words, CountWords(text));
      const auto block_of = [&](const Candidate& chosen) {
        return document.sentences[chosen.sentence].block;
      };
      const Block& block = document.blocks[block_of(all[i])];
      if (all[i].sentence == block.sentences.begin) continue;
      if (i > 0 && block_of(all[i - 1]) == block_of(all[i])) continue;
      const bool has = text.starts_with("Ada Quill: The ferry") ||
                       text.starts_with("Bo Tarn: The council");
      named += has ? 1 : 0;
      // As far as there is room.
      EXPECT_TRUE(has || in_all + 2 > words) << words << text;
    }
  }
  EXPECT_GT(named, 0U);
}

TEST(SelectTest, NoTurnIsGivenToAnotherSpeaker) {
  const Document document = ReadDocument(kTalk);
  const Ranking ranking = RankPlainly(document);
  for (uint32_t words = 1; words <= 60; ++words) {
    SelectOptions options;
    options.words = words;
    const Selection selection = Select(document, ranking, options);
    uint32_t before = UINT32_MAX;
    for (const Candidate& chosen : selection.chosen) {
      const uint32_t block = document.sentences[chosen.sentence].block;
      if (std::exchange(before, block) == block) continue;
      const std::string text = TextOf(document, chosen);
      EXPECT_TRUE(text.starts_with("Ada Quill: ") ||
                  text.starts_with("Bo Tarn: "))
          << words << text;
    }
  }
}

TEST(SelectTest, FocusPullsWithInflections) {
  struct Case {
    const char* focus;
    const char* expected;
  };
  const Case cases[] = {
      {"islander", "Ada Quill"},     {"pupil", "carries 300 people"},
      {"SHARING", "share the bill"}, {"Quill", "Ada Quill"},
      {"O'Brien", "Sean O’Brien"},   {"O’Brien", "Sean O’Brien"},
  };
  const Document document =
      ReadDocument(std::string(kNews) +
                   " A cook called Sean O’Brien from Tarn saw it from afar.");
  const Ranking ranking = RankPlainly(document);
  for (const Case& test : cases) {
    const std::vector<std::string> focus = {test.focus};
    SelectOptions options;
    options.sentences = 1;
    options.focus = focus;
    const std::string text =
        TextOf(document, Select(document, ranking, options));
    EXPECT_NE(text.find(test.expected), std::string::npos)
        << test.focus << ": " << text;
  }
}

// "Not" and "can" have the stems of "notes" and "canes".
TEST(SelectTest, FocusIsOnNoFunctionWord) {
  const Document document = ReadDocument(
      "The library of Tarn will close on Saturday for eleven weeks.\n\nIt is "
      "not known who can pay for the repair of the roof. The council does not "
      "want to buy a new building, and it can not rent one.\n\nA pupil found "
      "the notes of an opera and the canes of two dancers behind a shelf.\n");
  const Ranking ranking = RankPlainly(document);
  for (const char* word : {"notes", "Note", "canes"}) {
    const std::vector<std::string> focus = {word};
    SelectOptions options;
    options.sentences = 1;
    options.focus = focus;
    const std::string text =
        TextOf(document, Select(document, ranking, options));
    EXPECT_NE(text.find("A pupil"), std::string::npos) << word << ": " << text;
  }
}

// With the marks that would be left of each half alone.
TEST(SelectTest, AQuotationChosenWholeKeepsItsMarks) {
  const Document document = ReadDocument(
      "Ada Quill said: “The ferry of Tarn will run again in May. The town pays "
      "nothing for the new dock.” The mayor of the island was not asked at "
      "all.\n");
  const Ranking ranking = RankPlainly(document);
  ASSERT_EQ(document.sentences.size(), 3U);
  SelectOptions options;
  options.sentences = 3;
  EXPECT_EQ(
      TextOf(document, Select(document, ranking, options)),
      "Ada Quill said: “The ferry of Tarn will run again in May.\nThe town "
      "pays nothing for the new dock.”\nThe mayor of the island was not "
      "asked at all.\n");
}

TEST(SelectTest, ShortestWhereNothingFits) {
  const Document document = ReadDocument(
      "A storm had torn away the landing stage of the ferry in early May. The "
      "ferry between the two ports ran again on Monday after nine long days.");
  SelectOptions options;
  options.words = 3;
  const Selection selection = Select(document, RankPlainly(document), options);
  EXPECT_TRUE(selection.longer_than_budget);
  ASSERT_EQ(selection.chosen.size(), 1U);
  EXPECT_EQ(selection.chosen[0].sentence, 0U);
}

TEST(SelectTest, ManySentencesAreChosenInLinearTime) {
  std::string text;
  for (int i = 0; i < 20000; ++i) {
    text += "Sentence number " + std::to_string(i * 7919 % 104729) +
            " tells of the harbour and of boat " + std::to_string(i) + ". ";
    if (i % 5 == 4) text += "\n\n";
  }
  const Document document = ReadDocument(text);
  const Ranking ranking = RankPlainly(document);
  SelectOptions options;
  options.words = 20000;
  const Selection selection = Select(document, ranking, options);
  uint32_t words = 0;
  for (const Candidate& candidate : selection.chosen) words += candidate.words;
  EXPECT_LE(words, 20000U);
  EXPECT_GT(words, 19000U);
}

TEST(StemTest, InflectionsMeet) {
  struct Case {
    const char* left;
    const char* right;
    bool same;
  };
  const Case cases[] = {
      {"strike", "strikes", true},   {"strike", "striking", true},
      {"policy", "policies", true},  {"plan", "planned", true},
      {"call", "calling", true},     {"church", "churches", true},
      {"talk", "talked", true},      {"sing", "s", false},
      {"bus", "bu", false},          {"news", "new", true},
      {"harbour", "harbours", true}, {"ministry", "minister", false},
      {"carried", "carry", true},    {"class", "classes", true},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(StemOf(test.left) == StemOf(test.right), test.same)
        << test.left << " " << StemOf(test.left) << ", " << test.right << " "
        << StemOf(test.right);
  }
}

TEST(RankTest, HeadingsFragmentsAndTruncatedOnesMayNotStand) {
  struct Case {
    const char* sentence;
    bool eligible;
  };
  const Case cases[] = {
      {"The council has agreed to pay for the new dock.", true},
      {"Four things were missing from the report:", false},
      {"Photo of the harbour", false},
      {"He said.", false},
      {"THE COUNCIL HAS AGREED TO PAY.", false},
      {"The council has agreed to pay for the new", false},
  };
  for (const Case& test : cases) {
    const std::string text = std::string(kNews) + "\n\n" + test.sentence + "\n";
    const Document document = ReadDocument(text);
    const Ranking ranking = RankPlainly(document);
    ASSERT_FALSE(ranking.sentences.empty());
    bool found = false;
    for (uint32_t i = 0; i < document.sentences.size(); ++i) {
      if (document.Text(document.sentences[i].span) != test.sentence) continue;
      found = true;
      EXPECT_EQ(ranking.sentences[i].eligible, test.eligible) << test.sentence;
    }
    // Cleaning may have set aside what is no sentence.
    if (test.eligible) {
      EXPECT_TRUE(found) << test.sentence;
    }
  }
}

// What a sentence takes for known: the noun or name that an earlier one has to
// have said, by the template of the trained model that it is counted in.
struct Taken {
  WantKind kind;
  std::string word;  // Empty: no word tells of it.
  bool operator==(const Taken&) const = default;
};
std::vector<std::vector<Taken>> FindTaken(const Document& document,
                                          const EntityAnalysis& entities) {
  Ranking ranking;
  Evidence evidence = GatherEvidence(document, {}, &ranking);
  MarkSigns(document, nullptr, entities, &evidence);
  std::vector<std::vector<uint16_t>> columns(document.sentences.size());
  FindLeanings(document, entities, evidence, nullptr, &ranking, &columns);
  std::vector<std::vector<Taken>> all;
  for (const Ranking::Lean& lean : ranking.leans) {
    std::vector<Taken>& taken = all.emplace_back();
    for (uint32_t i = lean.wants.begin; i < lean.wants.end; ++i) {
      const Want& want = ranking.wants[i];
      taken.push_back({static_cast<WantKind>((want.column - kLeanWants) / 4),
                       want.word == Want::kNeighbour
                           ? ""
                           : std::string(document.vocabulary.form(want.word))});
    }
  }
  return all;
}

// "The toll", a bare surname: who told of them.
TEST(RankTest, FindsWhatIsTakenForKnown) {
  Document document = ReadDocument(
      "Ada Quill plans a toll on lorries in Port Amble. Farmers counted their "
      "sheep in the hills. The toll will be four pounds. The toll on lorries "
      "is new, said Quill of the council.");
  EntityAnalysis entities;
  entities.entities.resize(1);
  for (uint32_t i = 0; i < document.tokens.size(); ++i) {
    const std::string_view text = document.Text(document.tokens[i]);
    PartOfSpeech tag = PartOfSpeech::kNone;
    if (text == "toll" || text == "hills") tag = PartOfSpeech::kNN;
    if (text == "on" || text == "of") tag = PartOfSpeech::kIN;
    if (text == "will") tag = PartOfSpeech::kMD;
    document.tokens[i].tag = static_cast<uint8_t>(tag);
    const auto mention = [&](uint32_t begin, uint32_t sentence) {
      entities.mentions.push_back({.tokens = {begin, i + 1},
                                   .sentence = sentence,
                                   .entity = 0,
                                   .type = EntityType::kPerson});
    };
    if (text == "Quill") i < 3 ? mention(i - 1, 0) : mention(i, 3);
  }
  const std::vector<std::vector<Taken>> expected = {
      {},
      {{kWantUntold, ""}},
      {{kWantTold, "toll"}},
      {{kWantToldOf, "toll"}, {kWantSurname, "quill"}}};
  EXPECT_EQ(FindTaken(document, entities), expected);
}

// "These raids" of what no sentence calls so.
TEST(RankTest, FindsWhatIsPointedAtInVain) {
  struct Case {
    const char* second;
    std::vector<Taken> taken;
  };
  const Case cases[] = {
      {"Farmers said that these raids came late.", {{kWantUntold, ""}}},
      {"Farmers said that these boats came late.", {{kWantTold, "boats"}}},
      {"Farmers said that the raids came late.", {{kWantUntold, ""}}},
      {"Farmers said that their raids came late.", {}},
      {"Farmers also said that raids came late.", {{kWantAlso, ""}}},
  };
  for (const Case& test : cases) {
    Document document = ReadDocument(
        std::string("Soldiers took boats of nine men in May. ") + test.second);
    for (Token& token : document.tokens) {
      const std::string_view text = document.Text(token);
      PartOfSpeech tag = PartOfSpeech::kNone;
      if (text == "raids" || text == "boats") tag = PartOfSpeech::kNNS;
      if (text == "these" || text == "the") tag = PartOfSpeech::kDT;
      if (text == "came" || text == "took") tag = PartOfSpeech::kVBD;
      token.tag = static_cast<uint8_t>(tag);
    }
    EXPECT_EQ(FindTaken(document, {})[1], test.taken) << test.second;
  }
}

// "NDA": spelt out, unknown, known from before.
TEST(RankTest, FindsLettersThatStandForAName) {
  const Document document = ReadDocument(
      "The Farmers Union (FU) wants the port closed. The mayor told the FU and "
      "NDWA of his plans in March. Nobody asked the NDWA in May. The word was "
      "\"STANDSTILL\" and no I in it.");
  const std::vector<std::vector<Taken>> expected = {
      {},
      {{kWantLettersAgain, "fu"}, {kWantLetters, "ndwa"}},
      {{kWantLettersAgain, "ndwa"}},
      {}};
  EXPECT_EQ(FindTaken(document, {}), expected);
}

// What bytes alone tell of captions and of what grew onto a sentence.
TEST(RankTest, FindsWhatIsNoProse) {
  const auto bits = [](std::initializer_list<uint32_t> numbers) {
    uint32_t all = 0;
    for (const uint32_t number : numbers) all |= 1U << number;
    return all;
  };
  struct Case {
    const char* sentence;
    uint32_t form;
  };
  const Case cases[] = {
      {"The mill (1902) burned - all of it - at 4:30, said Dr. Quill.", 0},
      {"Burnt: the mill on Monday.", bits({0})},
      {"The scene: nothing stood.", bits({1})},
      {"A day of grief: nothing stood.", bits({2})},
      {"All that is left to us: stones and grief.", bits({3})},
      {"It burned, she told us: all of it.", bits({2})},
      {"We thank @oster for that.", bits({4})},
      {"It burned on Monday.The mayor came.", bits({5})},
      {"(Picture: AB)The mayor came.", bits({0, 5, 7})},
      {"More picturesThe mayor came.", bits({6})},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(FormOf(test.sentence), test.form) << test.sentence;
  }
}

// Two sentences by the words that say something.
TEST(RankTest, ComparesByContent) {
  const Document document = ReadDocument(
      "The mill of Oster burned down on 4 June. A mill in Oster burned for 9 "
      "hours.");
  const Ranking ranking = RankPlainly(document);
  const SentenceContents contents(ranking, std::array<uint32_t, 2>{0, 1});
  const SharedWords words = contents.Compare(0, 1);
  EXPECT_EQ(words.earlier, 5U);  // mill, oster, burned, 4, june
  EXPECT_EQ(words.later, 5U);    // mill, oster, burned, 9, hours
  EXPECT_EQ(words.all_shared(), 3U);
  EXPECT_EQ(words.fresh[kNumberClass], 1U);
  EXPECT_EQ(words.fresh[kOtherClass], 1U);
  EXPECT_TRUE(contents.Holds(0, document.vocabulary.Find("june")));
  EXPECT_FALSE(contents.Holds(1, document.vocabulary.Find("june")));
  EXPECT_FALSE(contents.Holds(0, document.vocabulary.Find("of")));
}

// Lines of facts beside prose are no reason to take them for sentences.
TEST(RankTest, LinesWithoutStopsBesideProse) {
  std::string text;
  for (const char* line :
       {"Born in Amble in May", "Died in Skerrow", "Worked as a pilot there"}) {
    text += std::string(line) + "\n\n";
  }
  const Document document = ReadDocument(text + std::string(kNews));
  const Ranking ranking = RankPlainly(document);
  for (uint32_t i = 0; i < document.sentences.size(); ++i) {
    const std::string_view sentence = document.Text(document.sentences[i].span);
    if (sentence.ends_with(".")) continue;
    EXPECT_FALSE(ranking.sentences[i].eligible) << sentence;
  }
}

// What each sentence has of the title, other forms of its words among it, and
// beside how much of it each word stands.
TEST(RankTest, FindsTheTitleInOtherForms) {
  const Document document = ReadDocument(
      "Farmers counted their sheep in the hills of Skerrow. The harbour closed "
      "on Monday after nine storms. The council has closed harbours each "
      "winter.");
  struct Case {
    const char* title;
    std::vector<uint8_t> shares;  // Per sentence.
    const char* word;
    bool in_title;
    uint8_t beside;
  };
  const Case cases[] = {
      {"", {}, "harbour", false, 0},
      {"Nobody knows why", {0, 0, 0}, "harbour", false, 0},
      {"Of the", {0, 0, 0}, "the", false, 0},
      {"Council closes harbour", {0, 5, 8}, "harbour", true, 5},
      {"Council closes harbour", {0, 5, 8}, "winter", false, 8},
      {"Council closes harbour", {0, 5, 8}, "sheep", false, 0},
      {"Storm closing", {0, 8, 4}, "monday", false, 8},
      {"Sheep, sheep and a storm", {8, 8, 0}, "farmers", false, 8},
  };
  for (const Case& test : cases) {
    Ranking ranking;
    const Evidence evidence = GatherEvidence(
        document, {.title = test.title, .english = true}, &ranking);
    EXPECT_EQ(evidence.title_shares, test.shares) << test.title;
    const uint32_t word = document.vocabulary.Find(test.word);
    ASSERT_NE(word, Vocabulary::kNone) << test.word;
    EXPECT_EQ(evidence.words[word].in_title, test.in_title) << test.word;
    EXPECT_EQ(evidence.words[word].beside_title, test.beside) << test.word;
  }
}

TEST(RankTest, ScoresAreWithinBounds) {
  for (const std::string_view text : kTexts) {
    const Document document = ReadDocument(text);
    const Ranking ranking = RankPlainly(document);
    ASSERT_EQ(ranking.sentences.size(), document.sentences.size());
    for (const SentenceScore& score : ranking.sentences) {
      EXPECT_LE(score.score, 1000);
      EXPECT_LE(score.reasons.position, 1000);
      EXPECT_LE(score.reasons.centrality, 1000);
      EXPECT_LE(score.reasons.terms, 1000);
      EXPECT_LE(score.reasons.entities, 1000);
      EXPECT_EQ(score.reasons.title, 0);
    }
  }
}

TEST(HeadlineTest, EndsAtASafePlace) {
  struct Case {
    const char* text;
    uint32_t words;
    const char* expected;
  };
  const Case cases[] = {
      {"But the council has agreed to pay for the new dock in Port Amble, the "
       "mayor said on Monday.",
       12, "council has agreed to pay for new dock"},
      {"Short and sweet it was.", 12, "Short and sweet it was"},
  };
  for (const Case& test : cases) {
    const Document document = ReadDocument(test.text);
    const auto headline = MakeHeadline(nullptr, nullptr, nullptr, document, {},
                                       RankPlainly(document), test.words);
    ASSERT_TRUE(headline.has_value()) << test.text;
    EXPECT_EQ(TextOf(document, *headline).rfind(test.expected, 0), 0U)
        << TextOf(document, *headline);
  }
}

TEST(HeadlineTest, NeverLongerThanAskedNorOnALooseWord) {
  constexpr std::string_view kLoose[] = {"the", "a",  "of",  "in", "to",
                                         "and", "is", "was", "on", "for"};
  for (const std::string_view text : kTexts) {
    const Document document = ReadDocument(text);
    for (uint32_t words = 5; words <= 30; ++words) {
      const auto headline = MakeHeadline(nullptr, nullptr, nullptr, document,
                                         {}, RankPlainly(document), words);
      ASSERT_EQ(headline.has_value(), !document.sentences.empty());
      if (!headline.has_value()) continue;
      const std::string line = TextOf(document, *headline);
      EXPECT_LE(CountWords(line), words) << line;
      EXPECT_FALSE(line.empty());
      for (const std::string_view loose : kLoose) {
        const std::string end = " " + std::string(loose);
        EXPECT_FALSE(line.ends_with(end)) << line;
      }
      EXPECT_FALSE(line.ends_with(",")) << line;
    }
  }
}

}  // namespace
}  // namespace standfirst
