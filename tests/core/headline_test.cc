// Headlines of the shipped model: faithful, complete, never on a loose word.
#include <gtest/gtest.h>

#include <cctype>
#include <string>
#include <string_view>

#include "core/include/standfirst/standfirst.h"
#include "core/text/letters.h"
#include "tests/core/trained_model_test.h"

namespace standfirst {
namespace {

// For lines to be made of where a text gives none.
constexpr const char* kAnother =
    "\n\nThe board of the museum meets again on Thursday in the town hall.";

class HeadlineModelTest : public TrainedModelTest {
 protected:
  static std::string Headline(std::string_view text, uint32_t words) {
    Session session(*model_);
    EXPECT_TRUE(session.Analyse(text, {}).ok());
    SummariseOptions options;
    options.type = SummaryType::kHeadline;
    options.headline_words = words;
    const Expected<Result> result = session.Summarise(options);
    EXPECT_TRUE(result.ok());
    if (!result.ok() || !result.value().headline.has_value()) return {};
    return result.value().headline->text;
  }
};

TEST_F(HeadlineModelTest, LeavesOutWhatHeadlinesDoWithout) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      // Articles, the weekday, "have been".
      {"The council of Port Amble has approved the new ferry dock on Monday.",
       "Council of Port Amble approved new ferry dock"},
      {"Two fishermen were rescued near Skerrow on Friday.",
       "Two fishermen rescued near Skerrow"},
      // After "is" the article stays.
      {"Tarn Elder is a glacial lake.", "Tarn Elder is a glacial lake"},
      // A measure keeps its article.
      {"A few islanders have opposed the plan.",
       "A few islanders opposed plan"},
      // Who a person is stands between commas before the verb.
      {"Ada Quill, who has run the ferry for years, has resigned as director "
       "of the company.",
       "Ada Quill resigned as director of company"},
      {"But the harbour of Port Amble will close for a year.",
       "Harbour of Port Amble will close for a year"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Headline(test.text, 12), test.expected);
  }
}

TEST_F(HeadlineModelTest, NeverBeginsInsideAList) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"Ireland, Norway and Portugal will share the cost of the new harbour.",
       "Ireland, Norway and Portugal will share"},
      {"Ireland, Norway and Portugal will share a single ship to mend broken "
       "data cables in the North Atlantic, their governments agreed on "
       "Thursday, after a winter in which one group of islands spent more than "
       "a month without a working line.",
       "Ireland, Norway and Portugal will share"},
      {"The mayor, the harbour master and the bishop have opened the new dock.",
       "mayor, harbour master and bishop"},
  };
  for (const Case& test : cases) {
    const std::string headline = Headline(test.text, 12);
    std::string lower = headline;
    lower[0] = static_cast<char>(std::tolower(lower[0]));
    std::string expected = test.expected;
    expected[0] = static_cast<char>(std::tolower(expected[0]));
    EXPECT_TRUE(lower.starts_with(expected)) << headline;
  }
}

TEST_F(HeadlineModelTest, ReadsAsAWhole) {
  struct Case {
    const char* text;
    const char* never;
  };
  const Case cases[] = {
      // The part of the day goes with its weekday.
      {"A storm tore the old roof off the school in Orla on Friday night.",
       "Orla night"},
      // A verb of saying wants what is said.
      {"Ada Quill said, adding that the islanders had waited for the ferry, "
       "that nobody was to blame for it. The ferry to the Isle of Skerrow will "
       "run again from May on.",
       "Quill said, adding"},
      {"Ada Quill has said that the ferry will run from May on.",
       "has said from"},
      // Brackets without their other half.
      {"The council of Port Amble (which met on Monday has approved the dock "
       "of the ferry company for ten years.",
       "("},
      // A bracket that goes leaves no verb without its subject.
      {"Your report on the toll (\"Pay to park\", 3 May) says that the toll "
       "was voted by the whole council. The toll will raise a lot of money.",
       "Says"},
      // "Were in Port Amble to meet" is not "were to meet".
      {"Senior Skerrow officials were in Port Amble on Thursday to meet Orla "
       "and Wick delegations, the mayor's chief of staff said, with the bishop "
       "also expected in the harbour town.",
       "were to meet"},
      // What was long ago.
      {"Lina Soto was found in the harbour about half an hour ago and has been "
       "taken to the hospital of Port Amble by her brother.",
       "about ago"},
      // "Took on a rival" is not "took a rival".
      {"Ada Quill was taking on Skerrow Council rivals of the harbour company "
       "in the long fight for the new dock of Port Amble.",
       "taking rivals"},
      // Little is not some.
      {"The push of Ada Quill for a toll has borne little fruit despite her "
       "promise to end the quarrel of the islands before the spring.",
       "borne fruit"},
      // Nor is rarely as a rule.
      {"The ferry of Skerrow rarely reached the harbour of Port Amble on time "
       "last year, the mayor of the town said.",
       "Skerrow reached"},
      // Delegations of both.
      {"Senior Skerrow officials were in Port Amble on Thursday to meet Orla "
       "and Wick delegations, the mayor's chief of staff said, with the bishop "
       "also expected in the harbour town.",
       "Orla,"},
      // What opens the sentence goes on from another.
      {"The council met. Then the ferry was sold to a company in Skerrow.",
       "Then"},
  };
  for (const Case& test : cases) {
    const std::string headline = Headline(test.text, 12);
    EXPECT_FALSE(headline.empty()) << test.text;
    EXPECT_EQ(headline.find(test.never), std::string::npos)
        << headline << ", never: " << test.never;
  }
}

TEST_F(HeadlineModelTest, PassesOverWhatItCanDoWithout) {
  struct Case {
    const char* text;
    uint32_t words;
    const char* expected;
  };
  const Case cases[] = {
      // What is told of somebody, and how it was said.
      {"Lina Soto, director of the bank in Orla, has died after a long "
       "illness.",
       12, "Lina Soto died after long illness"},
      {"Ada Quill said on Tuesday in a letter to the islanders that the ferry "
       "will run again in May.",
       12, "Ada Quill said in letter to islanders that ferry will run again"},
      // A clause on the subject, or a part of it.
      {"A retired engineer who had mended the old bridge for more than thirty "
       "years was given a medal by the mayor.",
       7, "Retired engineer given medal by mayor"},
      // Two things that somebody did, and where, before who said it.
      {"The fire destroyed a warehouse in the north of Port Amble and damaged "
       "two ships, chief fire officer Bram Oyelaran said.",
       12, "Fire destroyed warehouse, chief fire officer Bram Oyelaran said"},
      // What the claim's speaker is.
      {"The fire destroyed a warehouse in the north of Port Amble and damaged "
       "two ships, chief fire officer Bram Oyelaran said.",
       7, "Fire destroyed warehouse, Bram Oyelaran said"},
      {"The fire destroyed a warehouse in the north of Port Amble and damaged "
       "two ships, director of the harbour Bram Oyelaran said.",
       7, "Fire destroyed warehouse, Bram Oyelaran said"},
      // Who says it, not who is told.
      {"The fire destroyed a warehouse in the north of Port Amble and damaged "
       "two ships, director of the harbour Bram Oyelaran told Lina Soto.",
       8, "Fire destroyed warehouse, Bram Oyelaran told Lina Soto"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Headline(test.text, test.words), test.expected);
  }
}

TEST_F(HeadlineModelTest, BeginsBehindWhatHasGrownOn) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"Ferries Stand Still The harbour of Port Amble will close after the "
       "storm.",
       "Harbour of Port Amble will close after storm"},
      {"Also read: The harbour of Port Amble will close for a year.",
       "Harbour of Port Amble will close for a year"},
      {"A timeline of the Skerrow caseThe room has been sealed by the police "
       "of Port Amble since January.",
       "Room sealed by police of Port Amble since January"},
      {"Three divers were rewarded by LinkedIn users in Port Amble.",
       "Three divers rewarded by LinkedIn users in Port Amble"},
      {"The querySelector method returns the first element of the page.",
       "querySelector method returns first element of page"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Headline(test.text, 12), test.expected);
  }
}

TEST_F(HeadlineModelTest, KeepsWhatTheParseSaysIsWanted) {
  struct Case {
    const char* text;
    const char* never;  // At the end.
  };
  const Case cases[] = {
      // What is believed is a clause, not its subject.
      {"The council of Port Amble believes the new ferry will bring more "
       "guests "
       "to the islands in the coming year.",
       "believes new ferry"},
      // A predicate is nothing without what says of what it is.
      {"The opening of the dock is the beginning of a new era for the "
       "islanders "
       "of Skerrow and their many guests.",
       "is the beginning"},
  };
  for (const Case& test : cases) {
    for (uint32_t words = 6; words <= 12; ++words) {
      const std::string headline = Headline(test.text, words);
      EXPECT_FALSE(headline.ends_with(test.never)) << headline;
    }
  }
}

TEST_F(HeadlineModelTest, KeepsWhatMakesItComplete) {
  struct Case {
    const char* text;
    const char* kept;
  };
  const Case cases[] = {
      // A loss is a loss of something.
      {"The fishermen of Skerrow demanded the resignation of the harbour "
       "master over the loss of two boats in the storm.",
       "over loss of two boats"},
      // The sand is the bay's.
      {"Scientists of the island museum found traces of a drowned village "
       "beneath the sand of the bay near Orla last summer.",
       "beneath sand of bay"},
      // Whose report it is says who vouches for it.
      {"A report by the island council criticised the way in which the ferry "
       "company treats passengers who miss the last boat.",
       "Report by island council"},
      {"The number of visitors to the islands fell by a third after the ferry "
       "company doubled its fares in the spring.",
       "visitors to islands"},
  };
  for (const Case& test : cases) {
    const std::string headline = Headline(test.text, 17);
    EXPECT_NE(headline.find(test.kept), std::string::npos) << headline;
  }
}

TEST_F(HeadlineModelTest, SaysOfWhomAndWhereTo) {
  struct Case {
    const char* text;
    uint32_t words;
    const char* headline;
  };
  const Case cases[] = {
      // "None may keep boat in harbour": none of whom?
      {"Each island pays a third of the price, and none may keep the boat in "
       "harbour while another has need of it.",
       10, "Each island pays a third of price"},
      // Not only where it came from.
      {"Two years later the number of crossings of the ferry company has risen "
       "from 12,000 a year to 31,000, an increase that pleased the council.",
       14,
       "The number of crossings of ferry company has risen from 12,000 to "
       "31,000"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Headline(test.text, test.words), test.headline);
  }
}

// What the sentence leaves open, denies or hangs on a condition is not said for
// sure by a line of it.
TEST_F(HeadlineModelTest, NeverSaysForSureWhatIsLeftOpen) {
  struct Case {
    const char* text;
    const char* never;               // At the beginning …
    const char* unless = "nowhere";  // … where this does not stand behind it.
  };
  const Case cases[] = {
      {"Whether the new ferry slows the loss of old islanders remains unknown.",
       "New ferry slows"},
      {"Whether the dock will reopen before Christmas is not clear.",
       "Christmas is"},
      {"How the fire started in the kitchen of the school is still unclear.",
       "Fire"},
      {"That the harbour master took bribes from a builder has never been "
       "proved in court.",
       "Harbour master"},
      {"There is no evidence that vitamin C prevents colds in healthy adults.",
       "C prevents"},
      {"Neither the mayor nor the council wants to close the school.",
       "Council wants"},
      {"Hardly a day passes without a crash on the road to Skerrow.", "A day"},
      // Whose condition stands behind.
      {"Islanders over 60 may travel free on all ferries, excluding those who "
       "live abroad in winter.",
       "Islanders over 60 may travel free", "excluding those"},
      {"The island of Skerrow can be reached by car so long as the tide is "
       "out.",
       "Island of Skerrow can be reached by car", "so long as tide is out"},
      // In brackets too.
      {"The tunnel under the bay is safe (according to its builder) for "
       "lorries.",
       "Tunnel under bay is safe"},
      {"The harbour master of Skerrow (who denies it) took money from a "
       "builder "
       "for ten years.",
       "Harbour master"},
      {"Pupils may keep their books (unless they owe fees) until the end of "
       "August.",
       "Pupils may keep"},
  };
  for (const Case& test : cases) {
    const std::string text = test.text + std::string(kAnother);
    for (uint32_t words = 5; words <= 12; ++words) {
      const std::string headline = Headline(text, words);
      EXPECT_FALSE(headline.starts_with(test.never) &&
                   headline.find(test.unless) == std::string::npos)
          << headline;
    }
  }
}

TEST_F(HeadlineModelTest, SaysWhichOne) {
  struct Case {
    const char* text;
    uint32_t words;
    const char* expected;
  };
  const Case cases[] = {
      {"The last survivor of the shipwreck has died aged 101, her family said "
       "on Sunday in a short note to the newspaper.",
       12, "Last survivor of shipwreck died aged 101, her family said"},
      {"The final third of the course is closed to horses until the end of "
       "August, the council said.",
       12, "Final third of course closed to horses, council said"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Headline(test.text, test.words), test.expected);
  }
}

TEST_F(HeadlineModelTest, TearsNoPhrase) {
  struct Case {
    const char* text;
    const char* never;  // "|" is the beginning and the end.
  };
  const Case cases[] = {
      // The messages show it, not their author.
      {"The Skerrow messages of Mayor Ada Quill show that she is careful and "
       "patient, a study of her letters has found.",
       "|Quill show"},
      // A man has been rescued, not whom he worked for.
      {"A man who worked for the school and Channel 4 has been rescued from "
       "the sea near Port Amble by two divers.",
       "Channel 4 rescued"},
      {"A Port Amble cheesemaker has offered a \xC2\xA3"
       "500 reward after two of its finest cheeses were stolen from the "
       "harbour.",
       "500 after"},
      {"The court has said while upholding the fine that the company had known "
       "of the leak for two years.",
       "upholding fine|"},
      // Words with a hyphen, whatever the tagger makes of it.
      {"A man has been arrested for allegedly using forged letters of the "
       "minister to get heli-tickets to the Skerrow shrine, police said in "
       "Port Amble on Saturday.",
       "arrested-tickets"},
      {"Hopes for a revival of the trams in Port Amble were renewed with a "
       "high court-appointed officer of the harbour project.",
       "high court|"},
      // What is said of somebody behind a comma is no claim about the rest.
      {"The Port Amble court has issued a fresh warrant against actress Lina "
       "Soto for remarks against the sage Tam Reed, who wrote the island epic.",
       ", who"},
      {"In dramatic events in Port Amble, Bram Oye on Wednesday resigned as "
       "mayor, dumping the Greens to form an alliance with the Liberals, which "
       "quickly announced support to a new council under him.",
       ", which"},
      // Nobody says that it came to that.
      {"A committee of islanders will look at complaints about the ferries "
       "before the police can arrest the captain, the court said.",
       "|Police can arrest"},
      {"The bridge will stay shut until the council has found the money.",
       "|Council has found"},
      {"There will be no trains between Skerrow and Wick on Sunday because a "
       "bridge is to be mended.",
       "|Wick because"},
  };
  for (const Case& test : cases) {
    const std::string headline = "|" + Headline(test.text, 12) + "|";
    EXPECT_GT(headline.size(), 2U) << test.text;
    EXPECT_EQ(headline.find(test.never), std::string::npos)
        << headline << ", never: " << test.never;
  }
}

// Where no line fits, all that fits of a long subject, not its first word.
TEST_F(HeadlineModelTest, KeepsALongSubject) {
  EXPECT_TRUE(
      Headline("Ada Quill, Bram Oye, Lina Soto and Tam Reed have resigned.", 9)
          .starts_with("Ada Quill, Bram Oye, Lina Soto"));
}

TEST_F(HeadlineModelTest, QuotesWordForWord) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      // No article goes, and no branch.
      {"The striker said the club had \"been sold by the owners for a penny\" "
       "last year.",
       "Striker said club had \"been sold by the owners for a penny\""},
      // Marks of each kind, both or none.
      {"The judge said the attack was ‘an act of the utmost cowardice’ and "
       "jailed Smith for nine years.",
       "Judge said attack was ‘an act of the utmost cowardice’"},
      {"The judge said the attack was 'an act of the utmost cowardice' and "
       "jailed Smith for nine years.",
       "Judge said attack was 'an act of the utmost cowardice'"},
      {"‘The Salt Boat’ follows a family of fishermen across four generations.",
       "‘The Salt Boat’ follows family of fishermen across four generations"},
      {"“The Salt Boat” follows a family of fishermen across four generations.",
       "“The Salt Boat” follows family of fishermen across four generations"},
      // An apostrophe is no mark.
      {"The dogs’ owners won £4,000 from the council after the kennels burned.",
       "Dogs’ owners won £4,000 from council after kennels burned"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Headline(test.text, 12), test.expected);
  }
  for (uint32_t words = 5; words <= 12; ++words) {
    const std::string headline = Headline(
        "Ilse Marr, whose ‘Kettle’ won a prize in 2018, said she had written "
        "“a play for all those people who do not trust any talkers at all”.",
        words);
    EXPECT_FALSE(headline.ends_with("“")) << headline;
  }
}

TEST_F(HeadlineModelTest, NeverEndsOnHalfOfAPhrase) {
  struct Case {
    const char* text;
    const char* never;  // At the end.
  };
  const Case cases[] = {
      // A verb that wants a preposition, and one in whose place stands
      // another's.
      {"The council of Port Amble has accused the harbour master of theft "
       "after a long inquiry into the books of the ferry company.",
       "accused harbour master"},
      // So behind who somebody is.
      {"The council of Port Amble has accused Bram Oyelaran, the former "
       "director of the ferry company, of taking bribes from the islanders.",
       "Oyelaran"},
      // A clause on a noun has a verb, what is said has none yet.
      {"Ada Quill said those who wait for the ferry in the rain will be given "
       "a shelter by the council next year.",
       "rain"},
      // Nor does "Minister" begin what is said of the Prime Minister.
      {"Prime Minister Ada Quill opened the new dock of Port Amble on Monday "
       "after two years of work.",
       "Minister"},
  };
  for (const Case& test : cases) {
    for (uint32_t words = 5; words <= 12; ++words) {
      const std::string headline = Headline(test.text, words);
      EXPECT_FALSE(headline.ends_with(test.never)) << headline;
      EXPECT_FALSE(headline.starts_with("Minister")) << headline;
    }
  }
}

TEST_F(HeadlineModelTest, NeverEndsBeforeWhatIsWanted) {
  struct Case {
    const char* text;
    const char* never;  // At the end.
  };
  const Case cases[] = {
      // The subject of a clause wants its verb.
      {"A bus driver of Skerrow has been praised after pupils on board said "
       "she had saved them from the fire.",
       "after pupils"},
      {"Three ministers resigned on Monday after officials in their "
       "departments told a newspaper that they had been asked to shred files.",
       "departments"},
      // What somebody has become, and among whom.
      {"A retired teacher of Skerrow has become the oldest woman to swim the "
       "bay without a wetsuit.",
       "oldest woman"},
      {"A farm in Skerrow has become the first in Europe to make wine by "
       "robot, its owners said on Tuesday.",
       "first in Europe, its owners said"},
      {"Ferry fares in Skerrow will rise by an average of 4.9 per cent next "
       "April, the minister told parliament.",
       "average, minister told parliament"},
      // Not within a word.
      {"The island government has sealed 14 sachet-water factories in Skerrow "
       "after an outbreak of cholera.",
       "sachet"},
      // Against what?
      {"A plan to shut the town's only swimming pool has been dropped after "
       "more than "
       "9,000 people signed a petition against it.",
       "ople signed petition against it"},
  };
  for (const Case& test : cases) {
    const std::string text = test.text + std::string(kAnother);
    for (uint32_t words = 5; words <= 12; ++words) {
      const std::string headline = Headline(text, words);
      EXPECT_FALSE(headline.ends_with(test.never)) << headline;
    }
  }
}

TEST_F(HeadlineModelTest, SaysWhoseClaimItIs) {
  struct Case {
    const char* text;
    const char* who;
  };
  const Case cases[] = {
      {"A boy pushed the old man into the harbour, a court has heard.",
       "court has heard"},
      {"The mayor of Port Amble took bribes for ten years, police said on "
       "Tuesday.",
       "police said"},
      {"The mayor of Port Amble took bribes for ten years, police said today "
       "but named no witness.",
       "police said"},
      {"The ferry company hid the damage from its passengers, according to a "
       "report.",
       "according to report"},
      {"Ada Quill said that the mayor of Port Amble had taken bribes from the "
       "ferry company for ten years.",
       "Quill said"},
      {"The mayor of Port Amble broke the law, the court ruled on Monday.",
       "court ruled"},
      {"The ferry company of Port Amble owes its workers and the harbour four "
       "million euros, the regulator found on Tuesday.",
       "regulator found"},
      {"The mayor of Port Amble will resign on Friday after a long dispute "
       "about "
       "the ferry to Skerrow, media reports said.",
       "reports said"},
  };
  for (const Case& test : cases) {
    const std::string headline = Headline(test.text, 14);
    EXPECT_NE(headline.find(test.who), std::string::npos) << headline;
  }
}

// Who makes it so vouches for nothing: the room is for what it is.
TEST_F(HeadlineModelTest, ADecisionIsNoClaim) {
  const std::string headline = Headline(
      "Skerrow, Wick and Port Amble will share a single ship to mend broken "
      "data cables in the bay, their councils agreed on Thursday, after a "
      "winter in which one island spent a month without a working line.",
      16);
  EXPECT_EQ(headline.find("agreed"), std::string::npos) << headline;
}

// What a claim hangs on stays, whatever room there is: a line that says the
// opposite, or more, is worse than none.
TEST_F(HeadlineModelTest, NeverSaysMoreThanTheSentence) {
  struct Case {
    const char* text;
    const char* kept;   // Stands in the line …
    const char* never;  // … and this does not.
  };
  const Case cases[] = {
      {"No charges will be brought against the officer who shot a man of 22 "
       "in Skerrow in March, prosecutors said.",
       "No charges", "against prosecutors"},
      {"No evidence has been found that the ferry caused the oil slick, the "
       "agency said.",
       "No evidence", "said that"},
      {"Police have yet to name the woman whose body was found in a canal near "
       "Skerrow on Sunday morning.",
       "have yet to name", "woman body"},
      {"The director came close to resigning after he had shouted too loudly "
       "at his staff, a former aide said.",
       "close to", "came to"},
      {"The death of a boy of nine at a hospital in Skerrow could easily have "
       "been prevented, an inquiry has found.",
       "have been prevented", "could prevented"},
      {"If the plan is approved, a tunnel of 12 miles will be dug under the "
       "hills to carry water to the town.",
       "If plan", "approved tunnel"},
      {"Unless it rains by the end of June, farmers in the south will lose the "
       "whole of the wheat crop, the ministry said.",
       "Unless it rains", "June farmers"},
      // No condition: the line begins behind the comma.
      {"After long talks in Wick, the ferry company has agreed to pay every "
       "islander £300 for the lost winter.",
       "company agreed to pay", "After"},
      {"As long as the strike goes on, no ferries will sail from Port Amble to "
       "the islands, the company said.",
       "As long as strike goes on", "long, no"},
      {"We have been waiting for the report on the flood for nearly two years.",
       "have been waiting", "We waiting"},
      {"The best way to save water is to collect rain from the roof in a "
       "barrel.",
       "is to collect", "water to"},
      {"The hospital in Skerrow where the boy died has been told to train its "
       "nurses again by an inquiry into his death.",
       "where boy died", "Skerrow boy"},
      {"The library of Skerrow will open later than planned because the roof "
       "leaks, the council said.",
       "later than planned", "open than"},
      {"There will be no trains between Skerrow and Wick on Sunday because a "
       "bridge is to be mended.",
       "between Skerrow and Wick", "Skerrow because"},
      {"The unemployment rate in the north of the country rose to 6.8%.",
       "6.8%", "6.8."},
      {"Police described the man as “armed and dangerous”.",
       "“armed and dangerous”", "dangerous."},
      {"“We told [the minister] that the bridge was unsafe,” said engineer Ada "
       "Quill.",
       "[the minister]", "told bridge"},
      {"Taxes on fuel will not rise before the end of the year, the finance "
       "minister, Bram Oyelaran, said on Monday.",
       "minister said", "year, said"},
      {"The mayor took money in a restaurant, a builder who says he was there "
       "told the court.",
       "told court", "restaurant builder"},
      {"Heads of clubs, which misuse public money or do not file a statement, "
       "may soon go to jail or be slapped with fines as a penalty.",
       "may", "Which"},
  };
  for (const Case& test : cases) {
    const std::string headline = Headline(test.text, 12);
    EXPECT_NE(headline.find(test.kept), std::string::npos) << headline;
    EXPECT_EQ(headline.find(test.never), std::string::npos) << headline;
  }
}

// What it leaves out changes neither who vouches for it nor whether it is so.
TEST_F(HeadlineModelTest, SaysNoMoreThanItsSentence) {
  struct Case {
    const char* text;
    uint32_t words;
    const char* kept;
    const char* never;  // "|" is the end.
  };
  const Case cases[] = {
      // Told to somebody.
      {"A harbour master stole fuel from the island's ferries, a court was "
       "told on Friday.\n\nBram Oye, 41, denies theft.",
       12, "court told", "ferries|"},
      {"A senior captain took money from smugglers for nearly a decade, a jury "
       "has been told.",
       12, "jury told", "smugglers|"},
      {"The closure of the old bridge will cost traders thousands of pounds, "
       "councillors have been warned.",
       12, "councillors warned", "pounds|"},
      // Before another clause.
      {"The island is sinking faster than maps had shown, a study suggests, "
       "though not all engineers agree.",
       12, "study suggests", "shown, though"},
      {"The captain, 40, was not drunk, as police had first said, but had "
       "fallen asleep, an inquiry in Lund found.",
       12, "not drunk", "Police had"},
      // Against the half that it would stand behind.
      {"The engine is clean and quiet in harbour, but it has not been tested "
       "at sea, the builders cautioned.\n\nThe team in Lund ran two of them "
       "for three weeks.",
       9, "", "harbour, builders"},
      {"Islanders were told the water was safe to drink, but tests later "
       "showed that it held lead and oil.",
       12, "", "drink|"},
      // Another owner, another museum.
      {"The previous owner of a ferry in Lund was fined £40,000 after rats "
       "were found in the galley.\n\nThe new owners have closed it.",
       12, "Previous owner", ""},
      {"The original Kestrel was let down by its battery. The Kestrel 2 costs "
       "less.",
       12, "Original", ""},
      // All of them.
      {"The former head of the bank and two of his deputies have been cleared "
       "of all charges after a trial of nine weeks.",
       12, "ormer head of bank and", ""},
      {"Ms Reid said that neither she nor her husband had known about the "
       "payments from the firm until last week.",
       10, "neither she nor", ""},
      // The verb keeps its subject, the subject its verb.
      {"Shares in Halvorsen plc fell 23% on Wednesday after the shipbuilder "
       "warned that profits would be low.\n\nIt has 140 yards.",
       12, "fell 23%", "23% warned"},
      {"Hardly any of the money raised for the crew of the ship has reached "
       "them, the charity watchdog has found.",
       12, "reached them", ""},
      // What "not" is said of.
      {"The museum will not open before 2035, its director told the council "
       "on Monday.",
       9, "before 2035", ""},
      {"The government would not rule out raising taxes on ferries, a minister "
       "told the radio.",
       8, "rule out", ""},
      // No article before an amount.
      {"The council on Thursday approved a $95.3 billion plan for the "
       "harbour, sending it to the mayor.",
       12, "approved $95.3", ""},
  };
  for (const Case& test : cases) {
    const std::string headline = Headline(test.text, test.words) + "|";
    EXPECT_GT(headline.size(), 1U) << test.text;
    EXPECT_NE(headline.find(test.kept), std::string::npos)
        << headline << ", kept: " << test.kept;
    if (*test.never == '\0') continue;
    EXPECT_EQ(headline.find(test.never), std::string::npos)
        << headline << ", never: " << test.never;
  }
}

TEST_F(HeadlineModelTest, EndsWhereAPhraseEnds) {
  const std::string_view texts[] = {
      "The council of Port Amble has agreed to look for a new operator of the "
      "ferry after the storm in which the old landing stage was torn away from "
      "its moorings and lost.",
      "Ada Quill, the director of the ferry company that serves the Isle of "
      "Skerrow and its three hundred islanders, has handed the keys of the old "
      "ferry over to the museum of the town.",
      "Farmers on the Isle of Skerrow, where the rain of last week has washed "
      "away most of the seed, have asked the council whether it would pay for "
      "half of the loss that they expect.",
  };
  constexpr std::string_view kLoose[] = {
      " a",     " an",      " the",   " of",  " in",   " to",
      " and",   " or",      " on",    " for", " with", " by",
      " from",  " that",    " which", " is",  " has",  " was",
      " whose", " whether", " where", ",",    " not",  " its"};
  for (const std::string_view text : texts) {
    for (uint32_t words = 5; words <= 30; ++words) {
      const std::string headline = Headline(text, words);
      EXPECT_LE(CountWords(headline), words) << headline;
      for (const std::string_view loose : kLoose) {
        EXPECT_FALSE(headline.ends_with(loose)) << headline;
      }
    }
  }
}

}  // namespace
}  // namespace standfirst
