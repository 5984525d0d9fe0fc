#include "core/segment/segment.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/word_list.h"
#include "core/segment/segment_model.h"
#include "core/text/hash.h"
#include "core/text/utf8.h"
#include "tests/core/stored_model.h"

namespace standfirst {
namespace {

// The shipped sections, or nothing where they are not there.
class Shipped {
 public:
  Shipped()
      : word_bytes_(ReadStoredModel("models/sections/base.words@2")),
        segment_bytes_(ReadStoredModel("models/sections/base.segment")) {
    ModelSection section;
    section.name = "words";
    section.version = kWordListVersion;
    section.bytes = word_bytes_;
    Expected<WordList> words = WordList::Read(section);
    if (words.ok()) words_.emplace(std::move(words).value());
    section.name = "segment";
    section.version = kSegmentSectionVersion;
    section.bytes = segment_bytes_;
    Expected<SegmentModel> model = SegmentModel::Read(section);
    if (model.ok()) model_.emplace(std::move(model).value());
  }
  const WordList* words() const { return words_ ? &*words_ : nullptr; }
  const SegmentModel* model() const { return model_ ? &*model_ : nullptr; }
  const std::vector<uint8_t>& segment_bytes() const { return segment_bytes_; }

 private:
  std::vector<uint8_t> word_bytes_;
  std::vector<uint8_t> segment_bytes_;
  std::optional<WordList> words_;
  std::optional<SegmentModel> model_;
};

const Shipped& TheShipped() {
  static const Shipped* const shipped = new Shipped;
  return *shipped;
}

Document Segmented(std::string_view text, const Segmenter& segmenter) {
  Document document;
  document.text = text;
  for (size_t start = 0; start < text.size();) {
    size_t end = text.find("\n\n", start);
    if (end == std::string_view::npos) end = text.size();
    if (end > start) {
      Block block;
      block.span = {{static_cast<uint32_t>(start)},
                    {static_cast<uint32_t>(end)}};
      document.blocks.push_back(block);
    }
    start = end + 2;
  }
  for (uint32_t i = 0; i < document.blocks.size(); ++i) {
    segmenter.SegmentBlock(i, &document);
  }
  return document;
}

// "A b|. // C|." : a bar where a token starts without a space before it.
std::string Shown(const Document& document) {
  std::string shown;
  for (const Sentence& sentence : document.sentences) {
    if (!shown.empty()) shown += " // ";
    for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      const Token& token = document.tokens[i];
      if (i > sentence.tokens.begin) {
        shown += (token.flags & kSpaceBefore) != 0 ? " " : "|";
      }
      shown += document.Text(token);
    }
  }
  return shown;
}

// Everything that has to hold whatever the text is.
void CheckInvariants(const Document& document, const std::string& name) {
  uint32_t next_token = 0;
  uint32_t next_sentence = 0;
  for (uint32_t b = 0; b < document.blocks.size(); ++b) {
    const Block& block = document.blocks[b];
    ASSERT_EQ(block.sentences.begin, next_sentence) << name;
    uint32_t covered = block.span.start.value;
    for (; next_sentence < block.sentences.end; ++next_sentence) {
      const Sentence& sentence = document.sentences[next_sentence];
      ASSERT_EQ(sentence.block, b) << name;
      ASSERT_EQ(sentence.tokens.begin, next_token) << name;
      ASSERT_FALSE(sentence.tokens.empty()) << name;
      ASSERT_LE(sentence.tokens.size(), 2000U) << name;
      ASSERT_EQ(sentence.span.start,
                document.tokens[sentence.tokens.begin].span.start)
          << name;
      ASSERT_EQ(sentence.span.end,
                document.tokens[sentence.tokens.end - 1].span.end)
          << name;
      for (; next_token < sentence.tokens.end; ++next_token) {
        const Token& token = document.tokens[next_token];
        ASSERT_FALSE(token.span.empty()) << name;
        ASSERT_LE(covered, token.span.start.value) << name;
        ASSERT_TRUE(block.span.Contains(token.span)) << name;
        const std::string_view form = document.Text(token);
        ASSERT_TRUE(IsValidUtf8(form)) << name;
        ASSERT_EQ(form.find_first_of(" \n\t"), std::string_view::npos) << name;
        ASSERT_EQ(document.vocabulary.form(token.word), form) << name;
        covered = token.span.end.value;
      }
    }
    ASSERT_EQ(next_sentence, block.sentences.end) << name;
  }
  ASSERT_EQ(next_token, document.tokens.size()) << name;
  ASSERT_EQ(next_sentence, document.sentences.size()) << name;
}

// Right with the shipped model; those marked are right by rule alone, too.
struct Case {
  std::string_view expected;
  bool by_rule = true;
};
const std::vector<Case>& Cases() {
  static const std::vector<Case>* const cases = new std::vector<Case>{
      {"The mayor spoke|. // The crowd left|."},
      {"Dr. Ana Ruiz met Mr. J. Smith at 5 p.m. on Monday|. // They talked|."},
      {"Tuesday|'s vote and Monday|’s match were close|."},
      {"He lives in the U.S. and works in the U.K. now|."},
      {"She moved to the U.S. // The job was there|."},
      {"It cost $|5.50|, or 3.2|% of No. 5|'s budget|."},
      {"Visit https://www.example.org/a.b?c=d|. // Then mail "
       "ana.ruiz@example.com|."},
      {"“|We will not stop|,|” she said|. // “|Not now|.|”"},
      {"\"|Will you go|?|\" he asked|. // \"|Yes|!|\"", false},
      {"He left (|she stayed|)|. // Nobody knew|."},
      {"(|He left|.|) // Nobody knew|."},
      {"Wait|… what happened next was odd|."},
      {"Version 3.11.2 runs Node.js|. // It works|."},
      {"On Friday|.|The mayor resigned|.", false},
      {"It fell in May|.|A fence went too|.", false},
      {"He woke at 5 am|.|Nobody else did|.", false},
      {"She knew them|.|I met all three|.", false},
      {"It fell in May|.|“|They are old|,|” he said|.", false},
      {"See annex 5.A of it|.", false},
      {"I do|n't|, ca|n't and wo|n't|."},
      {"I do|n’t and she|’ll see|.", false},
      {"You can|not stay|. // We are gon|na leave|."},
      {"The well|-|known mayor|'s talk cost £|1,000|.", false},
      {"He said|: \"|No|.|\" // Then he left|."},
      {"Jan. 5|, 2024 was cold|. // It snowed|."},
      {"The report (|see Fig. 3|) was by Brown et al|. // It is long|.", false},
      {"J. R. R. Tolkien wrote it|. // So did C. S. Lewis|."},
      {"Acme Inc. said on Tuesday it would buy Foo Corp. for $|3 bn|. // "
       "Shares rose|."},
      {"Washington D.C. is big|. // St. Louis is not|."},
      {"Sen. Lee (|R|-|Utah|) voted no|. // Rep. Day did not|."},
      {"Is it 5.30 p.m.|? // No|, it is 6 a.m. now|.", false},
      {"City won 2|-|1|. // It rained|."},
      {"Leeds won 4|-|0|. // Smith scored twice|."},
      {"Er hat am Freitag die Bank am Main verkauft|."},
      {"これは文です|。|次の文です|。", false},
      {"यह एक वाक्य है|। // यह दूसरा है|।"},
      {"هل هذا سؤال|؟ // نعم هذا جواب|."},
      {"'|I go|,|' he said|. // '|You stay|.|'"},
      {"She asked|, \"|Why|?|\" and left|.", false},
      {"It is $|5|m|. // That|'s cheap|.", false},
      {"The shop|, 50|% off|; it works|.", false},
      {"At 10:30 the 3rd of 1,000,000 came|."},
      {"The council gave Rs 4,75,000 to each|."},
      {"The rand fell to R18,72 against it|.", false},
      {"It cost ₹|1,25,000|, or Rs 12,50,000|, then|."},
      {"O'Brien met AT&T and the boys|' club|."},
      {"It grew from 2019|-|20 to 2021|."},
      {"What a day|! // He smiled|."},
      {"Really|?! // Yes|."},
      {"It ended|... // Nobody spoke|."},
      {"The mayor said on Monday that the old bridge over the river\nwould "
       "stay closed|, and that nobody knew for how long|. // The\nworks "
       "began in May|."},
      {"\U0001F468\u200D\U0001F469\u200D\U0001F467 came|."},
      {"cafe\u0301 and naïve|."},
      // Said-clauses after a question or a cry.
      {"“|What a race|!|” Ana Torvik said|. // “|I never stopped|.|”", false},
      {"“|How far is it|?|” asked Rep. Vera Lund|."},
      {"“|I saw it|,|” said Kim Oda|, 9|. // “|Then it flew|.|”", false},
      {"Call her by 5 p.m. // “|She is kind|,|” he said|.", false},
      // Abbreviations that no list of the core has.
      {"Cllr. Joan Pike spoke first|. // Adv. T. Nair replied|.", false},
      {"It ran aground off Brgy. Santa Lucia on Sunday|.", false},
      {"The paper is in J. Struct. Eng. of May|.", false},
      {"The note (|Br. J. Soil Sci.|, vol. 3|, no. 2|) is short|.", false},
      {"The firm|, Hale Realty Pte. Ltd.|, sold it|.", false},
      {"Ald. Brown met Mohd. Idrees and Mme. Faure|. // They talked|.", false},
      // Short names are none.
      {"The minister flew to Lagos|. // Police met him|.", false},
      {"She stood trial on August 8|. // Nolan said it was high|.", false},
      {"They ruled on Jan. 6|. // Rioters cheered|.", false},
      {"Shares rose to 74.85p|. // Mr Hall sold his|.", false},
      {"Kelly left at 6|. // Walsh stayed until 10|. // Flynn came|.", false},
      {"Open the box|. // 2|. Remove the lid|.", false},
      {"The prize went to Inger Voss|. // Halloran wept|.", false},
      {"He met Ted|. // Smith was late|.", false},
      // What stands before an article's first sentence.
      {"TELVA (|Sunwire|) — A bridge fell|. // It rained|.", false},
      {"ST. ORLA|, Pa. — The ferry sank|. // Nobody drowned|.", false},
      {"A re-run before the pre-dawn talks|, says her ex-wife|.", false},
      {"See <<|plan-#12-1.DOC|>> for it|.", false},
      {"Is this the whole list|.?", false},
      {"She bought Zonk|! in May|. // Zonk|! makes toys|.", false},
  };
  return *cases;
}

std::string TextOf(std::string_view shown) {
  std::string text;
  for (size_t i = 0; i < shown.size(); ++i) {
    if (shown.substr(i).starts_with(" // ")) {
      text += ' ';
      i += 3;
    } else if (shown[i] != '|') {
      text += shown[i];
    }
  }
  return text;
}

// A wrapped line shows as a space; a missing space as a bar.
std::string Flat(std::string text) {
  for (char& byte : text) {
    if (byte == '\n') byte = ' ';
  }
  return text;
}

std::string Expected1(std::string_view shown) {
  std::string text = Flat(std::string(shown));
  // Sentences without a space between them.
  for (const std::string_view joint : {"|The mayor", "|A fence", "|Nobody else",
                                       "|I met", "|“|They", "|次の文"}) {
    const size_t at = text.find(joint);
    if (at != std::string::npos) text.replace(at, 1, " // ");
  }
  return text;
}

TEST(SegmentTest, CasesWithTheShippedModel) {
  const Shipped& shipped = TheShipped();
  ASSERT_NE(shipped.model(), nullptr);
  ASSERT_NE(shipped.words(), nullptr);
  const Segmenter segmenter(shipped.model(), shipped.words());
  for (const Case& test : Cases()) {
    const Document document = Segmented(TextOf(test.expected), segmenter);
    EXPECT_EQ(Shown(document), Expected1(test.expected));
    CheckInvariants(document, std::string(test.expected));
  }
}

TEST(SegmentTest, CasesByRuleAlone) {
  const Segmenter segmenter(nullptr, nullptr);
  for (const Case& test : Cases()) {
    const Document document = Segmented(TextOf(test.expected), segmenter);
    if (test.by_rule) {
      EXPECT_EQ(Shown(document), Expected1(test.expected));
    }
    CheckInvariants(document, std::string(test.expected));
  }
}

TEST(SegmentTest, BlocksEndSentences) {
  const Segmenter segmenter(TheShipped().model(), TheShipped().words());
  const Document document = Segmented(
      "A heading without a stop\n\nfirst item\n\nThe text begins. It ends",
      segmenter);
  EXPECT_EQ(Shown(document),
            "A heading without a stop // first item // The text begins|. // "
            "It ends");
  CheckInvariants(document, "blocks");
}

TEST(SegmentTest, ListsWords) {
  const Shipped& shipped = TheShipped();
  const Segmenter segmenter(shipped.model(), shipped.words());
  const Document document = Segmented("The zzyzxqua said the THE.", segmenter);
  const Vocabulary& vocabulary = document.vocabulary;
  const uint16_t listed = shipped.words()->Find(MixHash(HashBytes("the")));
  ASSERT_NE(listed, WordList::kNotListed);
  for (const std::string_view form : {"the", "The", "THE"}) {
    EXPECT_EQ(vocabulary.entry(vocabulary.Find(form)).listed, listed) << form;
  }
  EXPECT_EQ(vocabulary.entry(vocabulary.Find("The")).count, 1U);
}

TEST(SegmentTest, NoSentenceIsEndless) {
  const Segmenter segmenter(TheShipped().model(), TheShipped().words());
  std::string words;
  for (int i = 0; i < 9000; ++i) words += i % 7 == 6 ? "so, " : "and ";
  const Document document = Segmented(words, segmenter);
  CheckInvariants(document, "long");
  EXPECT_GE(document.sentences.size(), 5U);
  EXPECT_EQ(
      document.Text(document.tokens[document.sentences[0].tokens.end - 1]),
      ",");
  CheckInvariants(Segmented(std::string(50000, '.'), segmenter), "stops");
  CheckInvariants(Segmented(std::string(50000, 'x'), segmenter), "letters");
  std::string wide;
  for (int i = 0; i < 5000; ++i) wide += "文";
  CheckInvariants(Segmented(wide, segmenter), "ideographs");
}

// Random strings of difficult pieces, with and without the model.
TEST(SegmentTest, AnyTextKeepsTheInvariants) {
  const std::vector<std::string_view> pieces = {
      "a",  "B",  "Mr", "9",      ".",      ".",          "!",    "?",
      "\"", "'",  "(",  ")",      " ",      " ",          " ",    "\n",
      ",",  "-",  "@",  "://",    "…",      "“",          "”",    "é",
      "文", "。", "。", "\u0301", "\u200D", "\U0001F600", "U.S.", "n't",
      "$",  "%",  "\t", "\u00A0", "\x01",   "।"};
  const Segmenter with(TheShipped().model(), TheShipped().words());
  const Segmenter without(nullptr, nullptr);
  uint64_t state = 7;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const uint64_t size = 1 + MixHash(state += 1) % 40;
    for (uint64_t i = 0; i < size; ++i) {
      text += pieces[MixHash(state += 1) % pieces.size()];
    }
    CheckInvariants(Segmented(text, with), text);
    CheckInvariants(Segmented(text, without), text);
    if (HasFatalFailure()) return;
  }
}

TEST(SegmentModelTest, HostileBytes) {
  const std::vector<uint8_t>& bytes = TheShipped().segment_bytes();
  ASSERT_GT(bytes.size(), 1000U);
  ModelSection section;
  section.name = "segment";
  for (const size_t size : {size_t{0}, size_t{23}, size_t{24}, size_t{100},
                            bytes.size() / 2, bytes.size() - 1}) {
    const std::vector<uint8_t> cut(
        bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    section.bytes = cut;
    const Expected<SegmentModel> model = SegmentModel::Read(section);
    ASSERT_FALSE(model.ok()) << size;
    EXPECT_EQ(model.error().code, ErrorCode::kModelInvalid) << size;
  }
  uint64_t state = 3;
  for (int round = 0; round < 200; ++round) {
    std::vector<uint8_t> altered = bytes;
    const size_t limit = round % 2 == 0 ? 64 : altered.size();
    const size_t at = MixHash(state += 1) % limit;
    altered[at] = static_cast<uint8_t>(MixHash(state += 1));
    section.bytes = altered;
    const Expected<SegmentModel> model = SegmentModel::Read(section);
    if (!model.ok()) continue;
    CheckInvariants(Segmented("Dr. Who left. “Why?” he asked (5.5%).",
                              Segmenter(&model.value(), nullptr)),
                    "altered");
  }
  section.bytes = bytes;
  section.version = 9;
  const Expected<SegmentModel> newer = SegmentModel::Read(section);
  ASSERT_FALSE(newer.ok());
  EXPECT_EQ(newer.error().code, ErrorCode::kModelVersion);
}

}  // namespace
}  // namespace standfirst
