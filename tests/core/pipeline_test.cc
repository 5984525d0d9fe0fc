// The two steps from outside, with the shipped model and articles of ours.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "core/include/standfirst/standfirst.h"
#include "core/text/letters.h"
#include "tests/core/stored_model.h"
#include "tests/core/trained_model_test.h"

namespace standfirst {
namespace {

std::string ReadArticle(const std::string& name) {
  std::ifstream file("tests/data/articles/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

class PipelineTest : public TrainedModelTest {
 protected:
  static Result Read(const std::string& text, const AnalyseOptions& analyse,
                     const SummariseOptions& summarise) {
    Session session(*model_);
    const Status status = session.Analyse(text, analyse);
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
    if (!status.ok()) return {};
    Expected<Result> result = session.Summarise(summarise);
    EXPECT_TRUE(result.ok());
    return std::move(result).value();
  }

  static std::string TextOf(const Result& result) {
    std::string text;
    for (const Text& line : result.summary) text += line.text + "\n";
    return text;
  }

  static bool HasNotice(const Result& result, std::string_view code) {
    for (const auto* notices : {&result.article->notices, &result.notices}) {
      for (const Notice& notice : *notices) {
        if (notice.code == code) return true;
      }
    }
    return false;
  }
};

// Also where the search goes as deep as it can, with what its sentences lean
// on coming along.
TEST_F(PipelineTest, EveryBudgetOfWordsHolds) {
  for (const char* name :
       {"encyclopaedia.txt", "interview.txt", "minutes.txt", "pasted_news.txt",
        "press_release.txt", "../../../web/page/samples/feature.txt",
        "../../../web/page/samples/report.txt"}) {
    Session session(*model_);
    ASSERT_TRUE(session.Analyse(ReadArticle(name), {}).ok()) << name;
    for (uint32_t words = 25; words <= 450; words += 25) {
      SummariseOptions options;
      options.length = LengthInWords{words};
      const Expected<Result> result = session.Summarise(options);
      ASSERT_TRUE(result.ok()) << name << ", " << words;
      EXPECT_LE(result.value().summary_words, words) << name;
      EXPECT_FALSE(result.value().summary.empty()) << name << ", " << words;
    }
  }
}

TEST_F(PipelineTest, AnArticleAsItIsPasted) {
  const std::string text = ReadArticle("pasted_news.txt");
  const Result result = Read(text, {}, {});
  ASSERT_TRUE(result.headline.has_value());
  EXPECT_LE(result.summary.size(), 3U);
  EXPECT_LE(result.summary_words, 60U);
  std::string shown = result.headline->text;
  for (const Text& line : result.summary) shown += " " + line.text;
  for (const char* never : {"Representative Image", "EASTMOOR:", ".."}) {
    EXPECT_EQ(shown.find(never), std::string::npos) << never << ": " << shown;
  }
  struct Wanted {
    const char* end_of_mention;
    const char* type;
  };
  for (const Wanted& wanted : std::vector<Wanted>{
           {"Tomas Quist", "PERSON"},
           {"Oskar Brandt", "PERSON"},
           {"Leila Haddad", "PERSON"},
           {"Marta Keller", "PERSON"},
           {"Anke Vestergaard", "PERSON"},
           {"Denmark", "GPE"},
           {"Ireland", "GPE"},
           {"Portugal", "GPE"},
           {"European Union", "ORG"},
           {"Thursday", "DATE"},
           {"last Tuesday", "DATE"},
       }) {
    bool found = false;
    for (const ResultEntity& entity : result.article->entities) {
      for (const Range mention : entity.mentions) {
        const std::string form =
            text.substr(mention.start, mention.end - mention.start);
        found |= entity.type == wanted.type && form == wanted.end_of_mention;
      }
    }
    EXPECT_TRUE(found) << wanted.type << " " << wanted.end_of_mention;
  }
}

TEST_F(PipelineTest, EmptyTextsGiveAnEmptyResultAndANotice) {
  for (const char* text : {"", " ", "\n\n\t", "\xEF\xBB\xBF"}) {
    const Result result = Read(text, {}, {});
    ASSERT_NE(result.article, nullptr);
    EXPECT_TRUE(result.summary.empty()) << '"' << text << '"';
    EXPECT_FALSE(result.headline.has_value());
    EXPECT_TRUE(HasNotice(result, "empty")) << '"' << text << '"';
  }
}

TEST_F(PipelineTest, ShortTextsAreShownAsTheyAre) {
  const Result result = Read("The bridge is shut. Nobody knows why.", {}, {});
  ASSERT_EQ(result.summary.size(), 2U);
  EXPECT_EQ(result.summary[1].text, "Nobody knows why.");
  EXPECT_TRUE(HasNotice(result, "shorter-than-budget"));
}

TEST_F(PipelineTest, TheNumberOfSentencesFollowsTheArticle) {
  struct Case {
    const char* what;
    std::string text;
    size_t fewest;
    size_t most;
  };
  const std::string turns =
      "Ines: Are you busy on Sunday, or can I ask you for something?\n\n"
      "Bram: Only with the shed. What do you need?\n\n"
      "Ines: The landlord wants three hundred more from June.\n\n"
      "Bram: Three hundred? For those two rooms with the damp?\n\n"
      "Ines: It is legal, I asked at the tenants' office.\n\n"
      "Bram: So where do you want to live then?\n\n"
      "Ines: I hoped that I could have the room over your workshop.\n\n"
      "Bram: You can have it, but it smells of glue.\n\n"
      "Ines: I don't mind that if I can open the window.\n\n"
      "Bram: Then come and look at it on Sunday after lunch.\n";
  const std::string note =
      "The ferry between Port Amble and the Isle of Skerrow ran again on "
      "Monday after nine days without a single crossing, the ferry company "
      "said. A storm tore away the landing stage on the second of May, and "
      "nobody was hurt, but a dock had to be hired from a shipyard at a cost "
      "of four million pounds. The council of Port Amble and the company "
      "agreed on Sunday to share the bill for the landing stage in equal "
      "parts. Ada Quill, who runs the ferry, thanked the islanders for their "
      "patience and for the boats that they had lent to the school.\n";
  const Case cases[] = {
      // Each some hundred words long.
      {"turns of a talk", turns, 2, 3},
      {"sentences of a report", note, 1, 1},
  };
  for (const Case& each : cases) {
    const Result result = Read(each.text, {}, {});
    EXPECT_GE(result.summary.size(), each.fewest) << each.what;
    EXPECT_LE(result.summary.size(), each.most) << each.what;
    EXPECT_LE(result.summary_words, 60U) << each.what;
  }
}

TEST_F(PipelineTest, ALongerSummaryIsNeverShorter) {
  struct Case {
    const char* name;
    const char* text;
    bool grows;  // There is more to say than the usual summary does.
  };
  const std::vector<Case> cases = {
      {"a transcript",
       "Ada Quill: Mr Tarn, you have built boats in Amble for forty years. "
       "What has changed?\n\nBo Tarn: The wood. When I began you could walk "
       "up the hill and choose an oak. Now it comes on a lorry from somewhere "
       "and it is never quite dry. People think that the tools have changed, "
       "but a plane is a plane.\n\nAda Quill: You have said that you will "
       "close the yard in the spring. Why now?\n\nBo Tarn: My hands are "
       "tired. And nobody wants to learn it. I had two boys from the school "
       "last year, good boys, but one of them was afraid of the saw and the "
       "other one wanted to draw. I told him to draw, then.",
       true},
      {"a forum",
       "The split is about as long as my hand. I tried the white glue from the "
       "shop in Amble, but it came apart as soon as the oar was wet.\n\nI had "
       "the same with mine. Use the brown one that comes in two tubes, and "
       "leave it in the clamps for a night. It has held for three summers.",
       true},
      {"an essay",
       "The council has put up a board which shows the hours of high water in "
       "red and of low water in blue. Children like to turn the dial. Nobody "
       "has ever seen it tell the truth, but it is a handsome board, and the "
       "gulls sit on it.\n\nWhat I have learnt in these years is to look at "
       "the boats instead. When they lean towards the church there is time to "
       "walk to the island and back. When they lean towards the pub there is "
       "not. It has never failed me, and it asks for no arithmetic.",
       true},
      {"a note", "The ferry is late. It will leave at six. Bring a coat.",
       false},
  };
  for (const Case& test : cases) {
    std::vector<uint32_t> words;
    for (const LengthName length :
         {LengthName::kShort, LengthName::kMedium, LengthName::kLong}) {
      SummariseOptions options;
      options.length = length;
      const Result result = Read(test.text, {}, options);
      uint32_t sum = 0;
      for (const Text& line : result.summary) sum += CountWords(line.text);
      words.push_back(sum);
    }
    EXPECT_LE(words[0], words[1]) << test.name;
    EXPECT_LE(words[1], words[2]) << test.name;
    EXPECT_EQ(words[1] < words[2], test.grows) << test.name;
  }
}

// In a transcript what is said tells more than what is asked; what somebody is
// asked to do is what it is about.
TEST_F(PipelineTest, QuestionsYieldToAnswersInTranscripts) {
  struct Case {
    const char* what;
    const char* text;
    const char* holds;
    const char* lacks;
  };
  const Case cases[] = {
      {"a question",
       "MARTA: Welcome back to Dirt and Roots. I'm Marta, and with me is "
       "Jonas, who has compost in his hair. How are you, Jonas?\n\nJONAS: "
       "I've been better. Did you see what the slugs did to my beans?\n\n"
       "MARTA: I did. So today we talk about slugs. What actually works?\n\n"
       "JONAS: Well, beer traps don't. We counted for six weeks, and the beds "
       "with beer had more slugs than those without, because it draws them in "
       "from next door.\n\nMARTA: From next door? So you feed your "
       "neighbour's slugs?\n\nJONAS: Exactly. What worked was watering in "
       "the morning and not at night. That halved them.\n\nMARTA: Halved! "
       "And what about copper tape?\n\nJONAS: It's pretty. They crawl over "
       "it.\n\nMARTA: So water early, keep the beer for yourself. Shall we "
       "take a question from a listener?\n\nJONAS: Let's.",
       "What worked was watering", "Did you see"},
      {"a request",
       "Lena: do you still have my drill?\n\nIgor: Maybe. Why?\n\nLena: "
       "I'm hanging up the shelves today because my parents come tomorrow\n\n"
       "Igor: It's in the cellar, I think. Have you got the key?\n\nLena: "
       "No, you've got both.\n\nIgor: Oh. I'm in Graz until Sunday. Can't "
       "you ask Tom?\n\nLena: Tom has no drill. Could you send me the key "
       "with your brother tonight?\n\nIgor: He drives home at six, I'll give "
       "it to him.\n\nLena: You're an angel.",
       "Could you send me the key", "He drives home"},
  };
  for (const Case& each : cases) {
    std::string summary;
    for (const Text& line : Read(each.text, {}, {}).summary) {
      summary += line.text + "\n";
    }
    EXPECT_NE(summary.find(each.holds), std::string::npos)
        << each.what << ": " << summary;
    EXPECT_EQ(summary.find(each.lacks), std::string::npos)
        << each.what << ": " << summary;
  }
}

// It is the last large thing that a long text needs in the module, beside all
// else: what is reserved for it is neither outgrown (the string would double)
// nor left free.
TEST_F(PipelineTest, JsonHoldsLittleMoreThanItsBytes) {
  for (const char* name :
       {"encyclopaedia.txt", "interview.txt", "minutes.txt", "pasted_news.txt",
        "../../../web/page/samples/feature.txt",
        "../../../web/page/samples/report.txt"}) {
    const std::string article = ReadArticle(name);
    std::string text;
    while (text.size() < 60000) text += article + "\n\n";
    const std::string json = ToJson(Read(text, {}, {}), {});
    EXPECT_GT(json.size(), text.size()) << name;
    EXPECT_LT(json.capacity(), json.size() / 20 * 23) << name;
  }
}

TEST_F(PipelineTest, LargeTextsAreRefusedWithTheLimit) {
  Session session(*model_);
  AnalyseOptions options;
  options.max_bytes = 1U << 20;
  const Status status =
      session.Analyse(std::string((1U << 20) + 1, 'x'), options);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kTextTooLarge);
  EXPECT_NE(status.error().message.find("1 MiB"), std::string::npos);
}

TEST_F(PipelineTest, BinariesAreSaidToBeNone) {
  Session session(*model_);
  std::string bytes;
  for (int index = 0; index < 3000; ++index) {
    bytes += static_cast<char>(index * 37 % 256);
    bytes += '\0';
  }
  const Status status = session.Analyse(bytes, {});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kNotText);
}

TEST_F(PipelineTest, LeftOutSpansCanBePutBack) {
  const std::string text = ReadArticle("pasted_news.txt");
  const Result before = Read(text, {}, {});
  ASSERT_GE(before.article->left_out.size(), 2U);
  const uint32_t id = before.article->left_out[0].id;
  AnalyseOptions keep;
  keep.keep = {id};
  const Result after = Read(text, keep, {});
  EXPECT_EQ(after.article->left_out.size(),
            before.article->left_out.size() - 1);
  EXPECT_EQ(after.article->left_out[0].id, before.article->left_out[1].id);

  Session session(*model_);
  keep.keep = {999};
  const Status status = session.Analyse(text, keep);
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kInvalidOption);
  EXPECT_NE(status.error().message.find("999"), std::string::npos);
}

TEST_F(PipelineTest, EntitiesOptionChangesTheListAndNotTheSummary) {
  const std::string text = ReadArticle("press_release.txt");
  const Result all = Read(text, {}, {});
  AnalyseOptions none;
  none.entity_types = 0;
  const Result without = Read(text, none, {});
  EXPECT_TRUE(without.article->entities.empty());
  EXPECT_FALSE(HasNotice(without, "entities-unavailable"));
  ASSERT_EQ(all.summary.size(), without.summary.size());
  for (size_t index = 0; index < all.summary.size(); ++index) {
    EXPECT_EQ(all.summary[index].text, without.summary[index].text);
  }
}

TEST_F(PipelineTest, WithoutPartsItSaysWhatIsMissing) {
  Session without_base{Model()};
  const Status status = without_base.Analyse("One. Two.", {});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kModelMissing);

  Model base;
  ASSERT_TRUE(base.LoadPart(ReadStoredModel("models/base.sfm")).ok());
  Session session(base);
  ASSERT_TRUE(session.Analyse(ReadArticle("encyclopaedia.txt"), {}).ok());
  const auto result = session.Summarise({});
  ASSERT_TRUE(result.ok());
  EXPECT_FALSE(result.value().summary.empty());
  EXPECT_TRUE(HasNotice(result.value(), "entities-unavailable"));
}

TEST_F(PipelineTest, SummariseBeforeAnalyseIsAnError) {
  Session session(*model_);
  EXPECT_FALSE(session.Summarise({}).ok());
  EXPECT_FALSE(session.Advance(1).ok());
  ASSERT_TRUE(session.Analyse("One bridge. Two bridges.", {}).ok());
  EXPECT_TRUE(session.Summarise({}).ok());
  session.Close();
  EXPECT_FALSE(session.Summarise({}).ok());
}

// Each of the recogniser's passes stops where it is told to, so that whoever
// waits (a frame, an abort) is served; how far it is never goes back.
TEST_F(PipelineTest, NamesAreFoundInSmallSteps) {
  Session session(*model_);
  ASSERT_TRUE(session.Begin(ReadArticle("encyclopaedia.txt"), {}).ok());
  uint32_t steps = 0;
  uint32_t last = 0;
  bool more = true;
  while (more) {
    const Progress progress = session.progress();
    steps += progress.stage == Stage::kEntity ? 1 : 0;
    EXPECT_GE(progress.fraction, last);
    last = progress.fraction;
    const auto advanced = session.Advance(1);
    ASSERT_TRUE(advanced.ok());
    more = advanced.value();
  }
  const auto result = session.Summarise({});
  ASSERT_TRUE(result.ok());
  EXPECT_GT(steps, 3 * result.value().article->sentences.size());
}

// The day that "yesterday" is reckoned from: the one given, else the date
// line's where it says the year, else that of a time stamp that was left out.
TEST_F(PipelineTest, ADateLineIsTheArticlesDay) {
  const std::string body =
      "The mayor of Orla resigned yesterday after a week of protests at the "
      "harbour. She had been in office for six years.";
  struct Case {
    std::string_view line;
    std::string_view given;
    std::string_view value;
  };
  for (const Case& one :
       {Case{"ORLA, May 3, 2024 (PTI) - ", "", "2024-05-02"},
        Case{"ORLA, May 3 (PTI) - ", "", "PAST_REF"}, Case{"", "", "PAST_REF"},
        Case{"Updated: 08:17, 26 March 2013\n\n", "", "2013-03-25"},
        Case{"ORLA, May 3, 2024 (PTI) - ", "2023-01-01", "2022-12-31"}}) {
    AnalyseOptions options;
    if (!one.given.empty()) options.date = one.given;
    const Result result = Read(std::string(one.line) + body, options, {});
    std::string value;
    for (const ResultEntity& entity : result.article->entities) {
      if (entity.name == "yesterday") value = entity.value;
    }
    EXPECT_EQ(value, one.value) << one.line;
  }
}

// Where it says the article was written: offsets into the text as given, and
// the place's entity where the text below names it.
TEST_F(PipelineTest, ADateLinesPlaceIsAFact) {
  struct Case {
    std::string_view text;
    std::string_view place;
    std::string_view date;
    std::string_view entity;
  };
  for (const Case& one :
       {Case{"LISBON, May 3 (Reuters) - The mayor of the city resigned after a "
             "week of protests at the harbour. In Lisbon shops were shut.",
             "LISBON", "May 3", "Lisbon"},
        Case{"“Zażółć”\n\nLISBON, Portugal, May 3, 2024 (Reuters) - The mayor "
             "resigned after a week of protests. In Lisbon shops were shut.",
             "LISBON, Portugal", "May 3, 2024", "Lisbon"},
        Case{"LISBON, May 3 (Reuters) - The mayor of the city resigned after a "
             "week of protests at the harbour. Shops were shut in Porto.",
             "LISBON", "May 3", ""},
        Case{"The mayor of Lisbon resigned after a week of protests.", "", "",
             ""}}) {
    const Result result = Read(std::string(one.text), {}, {});
    const Article& article = *result.article;
    const auto text_at = [&](Range range) {
      std::string text;
      uint32_t unit = 0;  // None of these texts has characters of two units.
      for (const char byte : one.text) {
        const bool starts = (static_cast<uint8_t>(byte) & 0xC0U) != 0x80U;
        if (starts) ++unit;
        if (unit > range.start && unit <= range.end) text += byte;
      }
      return text;
    };
    EXPECT_EQ(text_at(article.dateline.place), one.place);
    EXPECT_EQ(text_at(article.dateline.date), one.date);
    EXPECT_EQ(article.dateline.entity == ResultDateline::kNoEntity
                  ? ""
                  : article.entities[article.dateline.entity].name,
              one.entity);
    const std::string json = ToJson(result, {});
    EXPECT_EQ(json.find("\"dateline\":{\"place\":[") != std::string::npos,
              !one.place.empty());
  }
}

TEST_F(PipelineTest, ADateLineThatIsPutBackIsText) {
  const std::string text =
      "LISBON, May 3 (Reuters) - The mayor of the city resigned after a week "
      "of protests at the harbour.";
  AnalyseOptions options;
  const Result without = Read(text, options, {});
  EXPECT_NE(without.article->dateline.place.end, 0U);
  for (const ResultLeftOut& left_out : without.article->left_out) {
    options.keep.push_back(left_out.id);
  }
  const Result with = Read(text, options, {});
  EXPECT_EQ(with.article->dateline.place.end, 0U);
}

TEST_F(PipelineTest, TitlesAndCountriesAreAttributes) {
  const Result result = Read(
      "French Foreign Minister Anna Keller met presidential envoy Tomas Quist "
      "in France on Monday. Keller's aides said that the French side agreed.",
      {}, {});
  std::string found;
  for (const char* name : {"Anna Keller", "Tomas Quist", "French", "France"}) {
    for (const ResultEntity& entity : result.article->entities) {
      if (entity.name != name) continue;
      found += entity.type + " " + name;
      for (const auto& [attribute, value] : entity.attributes) {
        found += " " + attribute + "=" + value;
      }
      found += " " + std::to_string(entity.mentions.size()) + "; ";
    }
  }
  EXPECT_EQ(found,
            "PERSON Anna Keller title=Foreign Minister 2; "
            "PERSON Tomas Quist title=presidential envoy 1; "
            "NORP French country=FR 2; GPE France country=FR 1; ");
}

// Bad input: a result whose mentions lie in the text and do not overlap, and
// names where a reader sees some.
TEST_F(PipelineTest, OddTextsHaveNamesInThem) {
  const auto times = [](std::string_view piece, int count) {
    std::string text;
    for (int index = 0; index < count; ++index) text += piece;
    return text;
  };
  struct Case {
    std::string text;
    std::string_view name;  // One of those that must be found.
  };
  AnalyseOptions options;
  options.assume_english = true;
  for (const Case& one : {
           Case{"TOMAS QUIST MET ANNA KELLER IN LISBON ON MONDAY, HIS "
                "SPOKESMAN SAID AFTER THE TALKS.",
                "TOMAS QUIST"},
           Case{"tomas quist met anna keller in lisbon on monday, his "
                "spokesman said after the talks.",
                "lisbon"},
           Case{"Tomas Quist met Anna Keller in Lisbon on Monday and they "
                "talked about the harbour and nobody took notes",
                "Anna Keller"},
           Case{"| Name | Town |\n|---|---|\n| Tomas Quist | Lisbon |\n| Anna "
                "Keller | Madrid |\n",
                "Lisbon"},
           Case{"Tomas Quist\nAnna Keller\nOskar Brandt\nMarta Lindqvist\n"
                "Leila Haddad\nJonas Berg\n",
                "Anna Keller"},
           Case{"Tomas Quist and " + times("the boat and ", 10000) + "left.",
                "Tomas Quist"},
           Case{times("Tomas Quist Lisbon ", 5000) + ".", ""},
           Case{"Tomas Quist \xE4\xB8\xAD\xE6\x96\x87 \xD0\x9C\xD0\xB8\xD1\x80 "
                "met Anna Keller in Lisbon on Monday.",
                "Anna Keller"},
       }) {
    const Result result = Read(one.text, options, {});
    std::vector<Range> mentions;
    bool found = one.name.empty();
    for (const ResultEntity& entity : result.article->entities) {
      found |= entity.name == one.name;
      mentions.insert(mentions.end(), entity.mentions.begin(),
                      entity.mentions.end());
    }
    const std::string head = one.text.substr(0, 60);
    EXPECT_TRUE(found) << head;
    std::sort(mentions.begin(), mentions.end(),
              [](const Range& a, const Range& b) { return a.start < b.start; });
    uint32_t end = 0;
    for (const Range& mention : mentions) {
      EXPECT_GE(mention.start, end) << head;
      EXPECT_GT(mention.end, mention.start) << head;
      end = mention.end;
    }
    EXPECT_LE(end, result.article->characters) << head;
  }
}

TEST_F(PipelineTest, PronounsAreNoMentions) {
  const std::string text =
      "Mira Oduya won the vote in Lisbon on Sunday. She thanked her voters.";
  const Result result = Read(text, {}, {});
  bool met = false;
  for (const ResultEntity& entity : result.article->entities) {
    if (entity.name != "Mira Oduya") {
      EXPECT_TRUE(entity.pronouns.empty()) << entity.name;
      continue;
    }
    met = true;
    EXPECT_EQ(entity.mentions.size(), 1U);
    ASSERT_EQ(entity.pronouns.size(), 2U);
    EXPECT_EQ(entity.pronouns[0].start, text.find("She"));
    EXPECT_EQ(entity.pronouns[1].start, text.find("her"));
  }
  EXPECT_TRUE(met);
  EXPECT_NE(ToJson(result, {}).find("\"pronouns\":[["), std::string::npos);
  // Nor are parts of a name pronouns.
  const std::string act =
      "Janet Moore: Thank you. How has the HE Act addressed this in Wales?";
  const Result of_act = Read(act, {}, {});
  for (const ResultEntity& entity : of_act.article->entities) {
    for (const Range& pronoun : entity.pronouns) {
      EXPECT_NE(pronoun.start, act.find("HE Act")) << entity.name;
    }
  }
}

TEST_F(PipelineTest, MarkupIsForFrontEnds) {
  for (const InputFormat input : {InputFormat::kHtml, InputFormat::kMarkdown}) {
    AnalyseOptions options;
    options.input = input;
    Session session(*model_);
    const Status status = session.Analyse("<p>The bridge was shut.", options);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().code, ErrorCode::kInvalidOption);
    EXPECT_NE(status.error().message.find("front ends"), std::string::npos);
  }
}

TEST_F(PipelineTest, BlocksAreTakenAsGiven) {
  AnalyseOptions options;
  options.blocks = {{.start = 0, .end = 10, .kind = "title"},
                    {.start = 12, .end = 59, .kind = "quotation"}};
  const Result result =
      Read("The bridge\n\nThe old bridge over the Orr was shut on Monday.",
           options, {});
  ASSERT_EQ(result.article->blocks.size(), 2U);
  EXPECT_EQ(result.article->blocks[0].kind, "title");
  EXPECT_EQ(result.article->blocks[1].kind, "quotation");
  EXPECT_EQ(ToJson(result, {}).find("\"text\":\"The bridge\\n"),
            std::string::npos);
  JsonOptions with_text;
  with_text.text = true;
  EXPECT_NE(ToJson(result, with_text).find("\"text\":\"The bridge\\n"),
            std::string::npos);
}

TEST_F(PipelineTest, FocusDrawsAShortSentenceOfAShortText) {
  SummariseOptions options;
  options.type = SummaryType::kTldr;
  options.focus = {"cafe"};
  const Result result = Read(
      "The ferry Marguerite Oakes carried passengers across the Lantern Strait "
      "on Monday for the first time in fourteen months. The refit cost the "
      "Northern Sound Authority $38 million and outlasted two of its "
      "directors. "
      "Mayor Ines Halloran had promised in her campaign that the ship would "
      "sail before the end of the year. Divers had found cracks in both "
      "propeller shafts. The ferry has two cafes.",
      {}, options);
  ASSERT_EQ(result.summary.size(), 2U);
  EXPECT_NE(result.summary[1].text.find("cafes"), std::string::npos)
      << result.summary[1].text;
}

// What stands in the focus is not what shortening leaves out.
TEST_F(PipelineTest, FocusKeepsItsWords) {
  const std::string text =
      "The town council of Merrow Bay voted on Tuesday night to keep its old "
      "lighthouse and to spend two million pounds on repairs.\n\nCouncillors "
      "backed the plan by nine votes to six after a debate that lasted almost "
      "four hours. The site had been demanded by the port authority, which "
      "wanted the land for a zeppelin.\n\nRepairs will begin in September. The "
      "lamp itself is to be restored by a firm in Whitby.\n\nOpponents say the "
      "money should have gone to the primary school of the town. They "
      "collected 1,900 signatures in the harbour.";
  SummariseOptions options;
  options.focus = {"zeppelins"};
  for (const uint32_t words : {20U, 30U, 35U, 40U, 50U, 60U}) {
    options.length = LengthInWords{words};
    EXPECT_NE(TextOf(Read(text, {}, options)).find("zeppelin"),
              std::string::npos)
        << words;
  }
}

// One sentence in focus outweighs the rest, however long that is.
TEST_F(PipelineTest, FocusOutweighsALongOpening) {
  SummariseOptions options;
  options.focus = {"objecting"};
  const Result result = Read(
      "Notice is hereby given that the Borough of Estwick intends to make an "
      "order under section 257 of the Town and Country Planning Act 1990, the "
      "effect of which will be to stop up the footpath known as Tanner's Walk "
      "between Bridge Street and the river.\n\nThe order is considered "
      "necessary to enable development to be carried out in accordance with "
      "planning permission granted on 2 June 2025 (reference 25/01442). An "
      "alternative path, two metres wide, will be provided along the eastern "
      "boundary of the site.\n\nA copy of the order and a map may be inspected "
      "free of charge at the Town Hall, Estwick, between 9 am and 4.30 pm from "
      "Monday to Friday.\n\nAny person who objects to the order must write to "
      "the Head of Legal Services before 30 April 2026, stating the grounds of "
      "the objection. If no objections are received, or if all objections are "
      "withdrawn, the Council may confirm the order itself. If not, it will be "
      "referred to the Secretary of State.",
      {}, options);
  EXPECT_NE(TextOf(result).find("objects to"), std::string::npos)
      << TextOf(result);
}

TEST_F(PipelineTest, AQuestionIsNoPoint) {
  const std::string text =
      "Marlowe Finch spent eleven months alone on a boat. Now the sailor, 34, "
      "has written a book about it. We met her in a noisy café in Falmouth."
      "\n\nQ: Why did you go?\n\nA: Because I was tired of being asked what I "
      "did for a living. On a boat nobody asks.\n\nQ: What was the worst "
      "moment?\n\nA: A container ship passed me in fog. I never saw it, I only "
      "heard it, and then the wake threw me across the cabin and I broke two "
      "ribs.\n\nQ: Did you think of giving up?\n\nA: Every day until the Horn. "
      "After that it would have been further to go back.\n\nQ: And what did "
      "you miss?\n\nA: Not people, which surprised me. I had a photograph of "
      "an oak and I talked to it.";
  SummariseOptions options;
  options.type = SummaryType::kKeyPoints;
  const std::string points = TextOf(Read(text, {}, options));
  EXPECT_EQ(points.find('?'), std::string::npos) << points;
  EXPECT_NE(points.find("oak"), std::string::npos) << points;
}

// Unless it was asked for.
TEST_F(PipelineTest, ATeaserDoesNotTellTheEnd) {
  const std::string text =
      "I have been using the Kestrel K3 for six weeks, in a flat with two cats "
      "and a toddler, and it has picked up everything except the toddler's "
      "porridge.\n\nThe K3 is light. At 2.1 kg it weighs less than my laptop "
      "bag, and it stands up on its own, which most cordless vacuums do not. "
      "Suction is excellent on hard floors and very good on carpet. The brush "
      "has rubber fins instead of bristles, so hair does not tangle.\n\nBut it "
      "has one bad habit. The trigger must be held down all the time, and "
      "after twenty minutes my finger hurt. Rivals such as the Dorsan V9 let "
      "you lock it.\n\nAt 249 pounds the K3 costs 200 pounds less than the "
      "Dorsan. If your hands are strong, buy the K3 at once. If they are not, "
      "wait for the K4, which is rumoured to have a switch.";
  SummariseOptions options;
  for (const LengthName length :
       {LengthName::kShort, LengthName::kMedium, LengthName::kLong}) {
    options.length = length;
    options.type = SummaryType::kTeaser;
    options.focus.clear();
    for (const uint32_t sentence : Read(text, {}, options).chosen) {
      EXPECT_LT(sentence, 8U);
    }
  }
  options.focus = {"switches"};
  const std::string asked = TextOf(Read(text, {}, options));
  EXPECT_NE(asked.find("K4"), std::string::npos) << asked;
}

// One good sentence is not what 100 words were asked for.
TEST_F(PipelineTest, ManyWordsAreFilled) {
  const std::string text =
      "How to repot a cactus without getting hurt\n\nMost people repot a "
      "cactus once and never again. It doesn't have to be like that. With a "
      "strip of newspaper and ten minutes you can do it without a single spine "
      "in your fingers.\n\nWhen to do it\n\nRepot in spring, when the plant "
      "starts to grow. A cactus needs a new pot every three years or so, or "
      "when roots come out of the bottom. Do not water it for a week before."
      "\n\nWhat you need\n\nYou need a pot one size larger, cactus compost and "
      "a sheet of newspaper folded into a strip.\n\nStep one\n\nWrap the strip "
      "around the plant and hold both ends like a handle. Tip the pot and pull "
      "gently. If it does not come, squeeze the pot.\n\nStep two\n\nShake off "
      "the old soil and look at the roots. Cut away anything brown and soft. "
      "Let the cuts dry for two days.\n\nStep three\n\nSet the plant at the "
      "same depth as before and fill in around it. Don't press. Wait a week "
      "before you water it, because damaged roots rot.";
  for (const uint32_t words : {80U, 100U, 120U}) {
    SummariseOptions options;
    options.length = LengthInWords{words};
    const Result result = Read(text, {}, options);
    EXPECT_GE(result.summary_words, words / 2) << TextOf(result);
    EXPECT_LE(result.summary_words, words) << TextOf(result);
  }
}

TEST_F(PipelineTest, OtherLanguagesAreSaidSo) {
  std::string german;
  for (int count = 0; count < 6; ++count) {
    german +=
        "Der Stadtrat traf sich am Donnerstag und sprach über die Brücke. Die "
        "Bürgermeisterin sagte, dass niemand die Leute gefragt hatte. ";
  }
  const Result result = Read(german, {}, {});
  EXPECT_EQ(result.article->language_code, "de");
  EXPECT_TRUE(HasNotice(result, "not-english"));
  EXPECT_TRUE(result.article->entities.empty());
  EXPECT_FALSE(result.summary.empty());
  AnalyseOptions english;
  english.assume_english = true;
  EXPECT_FALSE(HasNotice(Read(german, english, {}), "not-english"));
}

TEST_F(PipelineTest, HeadlinesInOtherLanguagesDropNothing) {
  const std::string french =
      "La mairie a annoncé que le marché serait fermé. Les commerçants, qui "
      "craignent de perdre leurs clients, réclament une aide de la région. Le "
      "maire, lui, ne veut rien entendre et demande du temps pour les travaux.";
  const Result result = Read(french, {}, {});
  ASSERT_TRUE(result.headline.has_value());
  EXPECT_EQ(result.headline->spans.size(), 1U) << result.headline->text;
}

TEST_F(PipelineTest, ForeignParagraphsOfEnglishTextAreSaidSo) {
  const std::string english =
      "The council of Orla voted on Monday to close two of its schools. Tamsin "
      "Reyl, the mayor, said that parents had asked for more time and that "
      "they would get it.";
  const std::string french =
      "Le conseil a voté lundi la fermeture de deux écoles, a dit Jean Morel, "
      "qui est le maire de la ville, et les parents ont demandé plus de temps.";
  std::string text = english;
  text += "\n\n" + french;
  const Result result = Read(text, {}, {});
  EXPECT_EQ(result.article->language_code, "en");
  EXPECT_TRUE(HasNotice(result, "partly-english"));
  EXPECT_FALSE(HasNotice(result, "not-english"));
  EXPECT_FALSE(result.article->entities.empty());
  for (const ResultEntity& entity : result.article->entities) {
    for (const Range& mention : entity.mentions) {
      EXPECT_LE(mention.end, english.size()) << entity.name;
    }
  }
  EXPECT_FALSE(HasNotice(Read(english, {}, {}), "partly-english"));
  SummariseOptions two;
  two.length = LengthInSentences{2};
  for (const Text& line : Read(text, {}, two).summary) {
    EXPECT_EQ(line.text.find("conseil"), std::string::npos) << line.text;
  }
}

TEST_F(PipelineTest, FullCompressionSaysThatItIsLight) {
  SummariseOptions full;
  full.compression = CompressionLevel::kFull;
  const Result result = Read(ReadArticle("press_release.txt"), {}, full);
  EXPECT_TRUE(HasNotice(result, "grammar-unavailable"));
}

TEST_F(PipelineTest, AHeadlineKeepsToALengthInWords) {
  const std::string text = ReadArticle("press_release.txt");
  const auto words = [&](Length length, std::optional<uint32_t> own = {}) {
    SummariseOptions options;
    options.type = SummaryType::kHeadline;
    options.length = length;
    options.headline_words = own;
    const std::string line = Read(text, {}, options).headline->text;
    return std::count(line.begin(), line.end(), ' ') + 1;
  };
  const auto usual = words(LengthName::kShort);
  EXPECT_LE(words(LengthInWords{6}), 6);
  EXPECT_LE(words(LengthInWords{1}), 5);
  EXPECT_LE(words(LengthInWords{1000}), 30);
  EXPECT_GT(words(LengthInWords{20}), usual);
  EXPECT_EQ(words(LengthInWords{6}, 12), usual);
  EXPECT_EQ(words(LengthInSentences{9}), usual);
  EXPECT_EQ(words(LengthAsShare{900000}), usual);
}

TEST_F(PipelineTest, OtherEncodingsAreSaid) {
  // UTF-16 has a mark that says so; here it ends in half a character.
  const std::string wide("\xFF\xFEI\0t\0 \0r\0a\0i\0n\0e\0d\0.\0\xE9", 23);
  EXPECT_FALSE(
      HasNotice(Read(wide.substr(0, 22), {}, {}), "encoding-repaired"));
  EXPECT_TRUE(HasNotice(Read(wide, {}, {}), "encoding-repaired"));
  EXPECT_TRUE(
      HasNotice(Read("The caf\xE9 burnt.", {}, {}), "encoding-repaired"));
  EXPECT_FALSE(
      HasNotice(Read("The caf\xC3\xA9 burnt.", {}, {}), "encoding-repaired"));
}

// Altered anywhere, a shipped part is refused or works; it never crashes.
TEST_F(PipelineTest, DamagedPartsAreRefused) {
  for (const char* part : {"base", "entities", "grammar"}) {
    const std::vector<uint8_t> good =
        ReadStoredModel("models/" + std::string(part) + ".sfm");
    ASSERT_FALSE(good.empty());
    const size_t step = good.size() / 23;
    for (size_t at = 0; at < good.size(); at += step) {
      std::vector<uint8_t> bad = good;
      bad[at] = static_cast<uint8_t>(bad[at] ^ 0x10U);
      Model model;
      const auto loaded = model.LoadPart(bad);
      if (loaded.ok()) continue;  // Padding.
      EXPECT_TRUE(loaded.error().code == ErrorCode::kModelInvalid ||
                  loaded.error().code == ErrorCode::kModelVersion)
          << part << " at " << at;
      Model cut;
      EXPECT_FALSE(cut.LoadPart(std::span(good).subspan(0, at)).ok())
          << part << " cut at " << at;
    }
  }
}

TEST(ModelTest, AForeignPartIsRefusedAndTheModelStaysAsItWas) {
  std::vector<uint8_t> bytes = ReadStoredModel("models/grammar.sfm");
  ASSERT_FALSE(bytes.empty());
  bytes.resize(10);
  Model model;
  const auto loaded = model.LoadPart(bytes);
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().code, ErrorCode::kModelInvalid);
  EXPECT_FALSE(model.Has("grammar"));
}

}  // namespace
}  // namespace standfirst
