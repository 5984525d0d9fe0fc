#include "core/rank/features.h"

#include <algorithm>

#include "core/rank/word_kinds.h"
#include "core/tag/tag.h"

namespace standfirst {
namespace {

// Index of the first bound that is larger than `value`.
template <size_t N>
constexpr uint32_t Bin(uint32_t value, const std::array<uint32_t, N>& bounds) {
  uint32_t bin = 0;
  // All of them: where it would stop cannot be foretold.
  for (const uint32_t bound : bounds) bin += value >= bound ? 1 : 0;
  return bin;
}

constexpr std::array<uint32_t, 7> kCountBounds = {2, 3, 4, 5, 7, 11, 21};
constexpr uint32_t kCountBins = 8;
constexpr std::array<uint32_t, 11> kOrderBounds = {1,  2,  3,  4,  5,  7,
                                                   10, 15, 25, 50, 100};
constexpr uint32_t kOrderBins = 12;
constexpr std::array<uint32_t, 7> kSizeBounds = {4, 8, 12, 18, 30, 60, 150};
constexpr uint32_t kSizeBins = 8;
constexpr std::array<uint32_t, 5> kInsideBounds = {1, 4, 8, 15, 25};
constexpr uint32_t kInsideBins = 6;
constexpr std::array<uint32_t, 7> kShareBounds = {15,  30,  60, 100,
                                                  170, 280, 450};
constexpr uint32_t kShareBins = 8;
constexpr std::array<uint32_t, 5> kLengthBounds = {3, 5, 7, 9, 12};
constexpr uint32_t kLengthBins = 6;
constexpr uint32_t kTenths = 10;
constexpr uint32_t kLogitBins = 16;
constexpr uint32_t kRarities = 12;
constexpr uint32_t kClusters = 256;
constexpr uint32_t kOpenings = kListedWordCount + 1;
constexpr uint32_t kTitleShares = 10;  // No title, none of it, eighths.

uint32_t Tenth(uint32_t value, uint32_t whole) {
  if (whole == 0) return 0;
  return std::min(kTenths - 1,
                  static_cast<uint32_t>(uint64_t{value} * kTenths / whole));
}

// Log odds in 1/1024, from -6 up, in halves.
uint32_t LogitBin(int32_t logit) {
  return static_cast<uint32_t>(std::clamp((logit + 6 * 1024) / 512, 0, 15));
}

uint32_t PerMille(uint64_t value, uint64_t whole) {
  return static_cast<uint32_t>(value * 1000 / std::max<uint64_t>(1, whole));
}

template <size_t N>
constexpr std::array<uint32_t, N + 1> Starts(
    const std::array<uint32_t, N>& sizes) {
  std::array<uint32_t, N + 1> starts{};
  for (size_t i = 0; i < N; ++i) starts[i + 1] = starts[i] + sizes[i];
  return starts;
}

constexpr std::array<uint32_t, kWordTemplates> kWordSizes = {
    kWordClassCount,                           // Class alone.
    kWordClassCount* kCountBins,               // Count.
    kWordClassCount* kOrderBins,               // First sentence.
    kWordClassCount* kTenths,                  // The same, relative.
    kWordClassCount* kInsideBins,              // Place in that sentence.
    kWordClassCount* kCountBins* kOrderBins,   // Count and first sentence.
    kWordClassCount* kShareBins,               // Share of the sentences.
    kWordClassCount* kSizeBins* kOrderBins,    // Text size and first sentence.
    kWordClassCount * 3,                       // No title, not in it, in it.
    kWordClassCount * 2,                       // In a heading.
    kWordClassCount* kTenths,                  // Last sentence, relative.
    kWordClassCount* kLengthBins,              // Letters.
    kWordClassCount* kCountBins* kSizeBins,    // Count and text size.
    kOrderBins* kInsideBins* kWordClassCount,  // First sentence and place.
    kRarities* kWordClassCount * 3,            // How rare a word, and where.
    kClusters,                                 // What it behaves like.
    kPartOfSpeechCount * 2,                    // Part of speech, and where.
    (1 + kEntityTypeCount) * 8,                // Its name's type and salience.
    kWordClassCount* kTitleShares * 4          // In the title, and beside it.
};
constexpr std::array<uint32_t, kPairTemplates> kPairSizes = {
    kLogitBins * kLogitBins,               // Log odds of both.
    6 * kOrderBins,                        // Count and first sentence.
    6 * kWordClassCount* kWordClassCount,  // Count and classes.
    4 * 6,                                 // How many in the title, and count.
    kLogitBins * 6                         // The lower log odds, and count.
};
constexpr std::array<uint32_t, kSentenceTemplates> kSentenceSizes = {
    1,                      // Always.
    kOrderBins,             // Order.
    kTenths,                // Relative order.
    kOrderBins* kSizeBins,  // Order and text size.
    3,                      // Place in its block: first, second, later.
    kOrderBins,             // Order of the block.
    10,                     // Words.
    11,                     // Share of the best sentence's salience.
    2,                      // Starts with a quotation mark.
    2,                      // … a pronoun.
    2,                      // … a connective.
    2,                      // … an answer.
    2,                      // Question.
    2,                      // Speaker's label.
    2,                      // Last sentence.
    2,                      // List item.
    5,                      // Share of names and numbers.
    4,                      // First and second person.
    kOpenings,              // Its first word, …
    kOpenings,              // … and its second, if listed.
    kTitleShares * 4        // What it has of the title, and its order.
};
constexpr std::array<uint32_t, kWordTemplates + 1> kWordStarts =
    Starts(kWordSizes);
constexpr std::array<uint32_t, kPairTemplates + 1> kPairStarts =
    Starts(kPairSizes);
constexpr std::array<uint32_t, kSentenceTemplates + 1> kSentenceStarts =
    Starts(kSentenceSizes);

// Genre: bins of shares and sizes, then how often each listed word stands.
constexpr uint32_t kGenreTemplates = 20;
constexpr uint32_t kGenreBins = 8;
constexpr uint32_t kRateBins = 4;

}  // namespace

const std::array<uint32_t, kWordTemplates + 1> kWordColumns = kWordStarts;
const std::array<uint32_t, kPairTemplates + 1> kPairColumns = kPairStarts;
const std::array<uint32_t, kSentenceTemplates + 1> kSentenceColumns =
    kSentenceStarts;

uint32_t WordColumnCount() { return kWordStarts.back(); }
uint32_t UntitledColumnCount() { return kWordStarts[kUntitledTemplates]; }
uint32_t PairColumnCount() { return kPairStarts.back(); }
uint32_t SentenceColumnCount() { return kSentenceStarts.back(); }
uint32_t GenreColumnCount() {
  return 1 + kGenreTemplates * kGenreBins + kListedWordCount * kRateBins;
}

WordFeatures FeaturesOfWord(const Evidence& evidence, uint32_t index,
                            uint32_t form_size) {
  const Evidence::Word& word = evidence.words[index];
  const uint32_t kind = word.kind_class;
  const uint32_t count = Bin(word.count, kCountBounds);
  const uint32_t first = Bin(word.first, kOrderBounds);
  const uint32_t size = Bin(evidence.eligible, kSizeBounds);
  const uint32_t inside = Bin(word.inside, kInsideBounds);
  const uint32_t share =
      Bin(PerMille(word.sentences, evidence.eligible), kShareBounds);
  const uint32_t beside =
      evidence.title_shares.empty() ? 0U : 1U + word.beside_title;
  const std::array<uint32_t, kWordTemplates> values = {
      kind,
      kind * kCountBins + count,
      kind * kOrderBins + first,
      kind * kTenths + Tenth(word.first, evidence.eligible),
      kind * kInsideBins + inside,
      (kind * kCountBins + count) * kOrderBins + first,
      kind * kShareBins + share,
      (kind * kSizeBins + size) * kOrderBins + first,
      kind * 3 + (word.in_title ? 2U : (evidence.has_title ? 1U : 0U)),
      kind * 2 + (word.in_heading ? 1 : 0),
      kind * kTenths + Tenth(word.last, evidence.eligible),
      kind * kLengthBins + Bin(form_size, kLengthBounds),
      (kind * kCountBins + count) * kSizeBins + size,
      (kind * kOrderBins + first) * kInsideBins + inside,
      (kind * kRarities + word.rarity) * 3 + std::min(word.first, 2U),
      word.cluster,
      word.tag * 2U + (word.first == 0 ? 1U : 0U),
      word.entity * 8U + word.entity_salience,
      ((kind * kTitleShares + beside) * 2 + (word.in_title ? 1U : 0U)) * 2 +
          (word.first == 0 ? 1U : 0U),
  };
  WordFeatures features{};
  for (size_t i = 0; i < kWordTemplates; ++i) {
    features[i] = static_cast<uint16_t>(kWordStarts[i] + values[i]);
  }
  return features;
}

PairFeatures FeaturesOfPair(const Evidence& evidence,
                            const Evidence::Pair& pair, int32_t left_logit,
                            int32_t right_logit) {
  const Evidence::Word& left = evidence.words[pair.left];
  const Evidence::Word& right = evidence.words[pair.right];
  const uint32_t count = std::min(pair.count, 6U) - (pair.count > 0 ? 1 : 0);
  const uint32_t first = Bin(pair.first, kOrderBounds);
  const uint32_t titles = evidence.has_title ? 1U + (left.in_title ? 1U : 0U) +
                                                   (right.in_title ? 1U : 0U)
                                             : 0U;
  const std::array<uint32_t, kPairTemplates> values = {
      LogitBin(left_logit) * kLogitBins + LogitBin(right_logit),
      count * kOrderBins + first,
      (count * kWordClassCount + left.kind_class) * kWordClassCount +
          right.kind_class,
      titles * 6 + count,
      LogitBin(std::min(left_logit, right_logit)) * 6 + count,
  };
  PairFeatures features{};
  for (size_t i = 0; i < kPairTemplates; ++i) {
    features[i] = static_cast<uint16_t>(kPairStarts[i] + values[i]);
  }
  return features;
}

SentenceFeatures FeaturesOfSentence(const Document& document,
                                    const Evidence& evidence,
                                    const Ranking& ranking, uint32_t sentence,
                                    uint32_t share) {
  constexpr std::array<uint32_t, 9> kWordBounds = {6,  9,  13, 17, 22,
                                                   27, 33, 40, 55};
  constexpr std::array<uint32_t, 10> kSalienceBounds = {
      300, 400, 500, 580, 650, 720, 790, 860, 930, 1000};
  const SentenceShape& shape = evidence.shapes[sentence];
  const Sentence& here = document.sentences[sentence];
  const Block& block = document.blocks[here.block];
  const uint32_t order = Bin(evidence.order[sentence], kOrderBounds);
  uint32_t telling = 0;
  uint32_t persons = 0;
  const uint32_t start = ranking.term_starts[sentence];
  const uint32_t end = ranking.term_starts[sentence + 1];
  for (uint32_t i = start; i < end; ++i) {
    const Evidence::Word& word = evidence.words[ranking.terms[i]];
    telling += word.kind_class == kNameClass || word.kind_class == kNumberClass
                   ? 1
                   : 0;
    persons += (word.kinds & kFirstSecondPerson) != 0 ? 1 : 0;
  }
  // Every listed word has a kind.
  const auto opening = [&](uint32_t place) {
    if (start + place >= end) return kListedWordCount;
    const uint32_t word = ranking.terms[start + place];
    return evidence.words[word].kinds == 0 ? kListedWordCount
                                           : evidence.words[word].listed;
  };
  const uint32_t telling_share =
      telling * 100 / std::max<uint32_t>(1, end - start);
  constexpr std::array<uint32_t, 4> kTellingBounds = {1, 10, 20, 35};
  const uint32_t title =
      evidence.title_shares.empty() ? 0U : 1U + evidence.title_shares[sentence];
  const std::array<uint32_t, kSentenceTemplates> values = {
      0,
      order,
      Tenth(evidence.order[sentence], evidence.eligible),
      order * kSizeBins + Bin(evidence.eligible, kSizeBounds),
      std::min(sentence - std::min(sentence, block.sentences.begin), 2U),
      Bin(here.block, kOrderBounds),
      Bin(shape.words, kWordBounds),
      Bin(share, kSalienceBounds),
      shape.starts_with_quote ? 1U : 0U,
      shape.starts_with_pronoun ? 1U : 0U,
      shape.starts_with_connective ? 1U : 0U,
      shape.starts_with_answer ? 1U : 0U,
      shape.question ? 1U : 0U,
      shape.speaker_label ? 1U : 0U,
      evidence.order[sentence] + 1 == evidence.eligible ? 1U : 0U,
      block.kind == BlockKind::kListItem ? 1U : 0U,
      Bin(telling_share, kTellingBounds),
      std::min(persons, 3U),
      opening(0),
      opening(1),
      title * 4 + std::min(evidence.order[sentence], 3U),
  };
  SentenceFeatures features{};
  for (size_t i = 0; i < kSentenceTemplates; ++i) {
    features[i] = static_cast<uint16_t>(kSentenceStarts[i] + values[i]);
  }
  return features;
}

std::vector<uint16_t> FeaturesOfGenre(const Document& document,
                                      const Evidence& evidence) {
  const auto sentences = static_cast<uint32_t>(document.sentences.size());
  uint32_t words = 0;
  uint32_t questions = 0;
  uint32_t quotes = 0;
  uint32_t labels = 0;
  uint32_t answers = 0;
  uint32_t pronouns = 0;
  uint32_t connectives = 0;
  uint32_t unended = 0;
  for (uint32_t index = 0; index < sentences; ++index) {
    const SentenceShape& shape = evidence.shapes[index];
    words += shape.words;
    questions += shape.question ? 1 : 0;
    quotes += shape.starts_with_quote ? 1 : 0;
    labels += shape.speaker_label ? 1 : 0;
    answers += shape.starts_with_answer ? 1 : 0;
    pronouns += shape.starts_with_pronoun ? 1 : 0;
    connectives += shape.starts_with_connective ? 1 : 0;
    unended += shape.ends_as_sentence ? 0 : 1;
  }
  uint32_t headings = 0;
  uint32_t items = 0;
  for (const Block& block : document.blocks) {
    headings += block.kind == BlockKind::kHeading ? 1 : 0;
    items += block.kind == BlockKind::kListItem ? 1 : 0;
  }
  std::array<uint32_t, kWordClassCount> classes{};
  std::vector<uint32_t> listed(kListedWordCount, 0);
  uint32_t reporting = 0;
  uint32_t persons = 0;
  uint32_t distinct = 0;
  for (uint32_t word = 0; word < evidence.words.size(); ++word) {
    const Evidence::Word& here = evidence.words[word];
    if (here.count == 0) continue;
    ++distinct;
    classes[here.kind_class] += here.count;
    if ((here.kinds & kReportingVerb) != 0) reporting += here.count;
    if ((here.kinds & kFirstSecondPerson) != 0) persons += here.count;
    if (here.kinds != 0) listed[here.listed] += here.count;
  }
  const uint32_t all =
      std::max(1U, classes[0] + classes[1] + classes[2] + classes[3]);
  const uint32_t every = std::max(1U, sentences);
  const auto blocks =
      std::max<uint32_t>(1, static_cast<uint32_t>(document.blocks.size()));
  constexpr std::array<uint32_t, 7> kShares = {1, 20, 50, 100, 200, 350, 600};
  constexpr std::array<uint32_t, 7> kRates = {1, 5, 10, 20, 35, 60, 100};
  constexpr std::array<uint32_t, 7> kClasses = {40,  80,  120, 170,
                                                230, 320, 420};
  constexpr std::array<uint32_t, 7> kWords = {100,  180,  300, 600,
                                              1200, 2500, 6000};
  constexpr std::array<uint32_t, 7> kPerSentence = {9, 13, 17, 20, 23, 26, 30};
  constexpr std::array<uint32_t, 7> kPerBlock = {2, 3, 4, 5, 7, 12, 25};
  constexpr std::array<uint32_t, 7> kHeadings = {1, 2, 4, 7, 11, 18, 30};
  constexpr std::array<uint32_t, 7> kFunctions = {300, 340, 370, 400,
                                                  430, 460, 500};
  constexpr std::array<uint32_t, 7> kOthers = {300, 340, 380, 420,
                                               460, 500, 540};
  constexpr std::array<uint32_t, 7> kDistinct = {150, 220, 300, 380,
                                                 450, 520, 600};
  const std::array<uint32_t, kGenreTemplates> bins = {
      Bin(words, kWords),
      Bin(words / every, kPerSentence),
      Bin(sentences / blocks, kPerBlock),
      Bin(headings, kHeadings),
      Bin(PerMille(items, blocks), kShares),
      Bin(PerMille(questions, every), kShares),
      Bin(PerMille(quotes, every), kShares),
      Bin(PerMille(labels, every), kShares),
      Bin(PerMille(answers, every), kShares),
      Bin(PerMille(pronouns, every), kShares),
      Bin(PerMille(connectives, every), kShares),
      Bin(PerMille(unended, every), kShares),
      Bin(PerMille(classes[kFunctionClass], all), kFunctions),
      Bin(PerMille(classes[kNumberClass], all), kRates),
      Bin(PerMille(classes[kNameClass], all), kClasses),
      Bin(PerMille(classes[kOtherClass], all), kOthers),
      Bin(PerMille(reporting, all), kRates),
      Bin(PerMille(persons, all), kRates),
      Bin(PerMille(distinct, all), kDistinct),
      Bin(sentences, kSizeBounds),
  };
  std::vector<uint16_t> columns;
  columns.reserve(1 + kGenreTemplates + listed.size());
  columns.push_back(0);
  for (uint32_t i = 0; i < kGenreTemplates; ++i) {
    columns.push_back(static_cast<uint16_t>(1 + i * kGenreBins + bins[i]));
  }
  const uint32_t base = 1 + kGenreTemplates * kGenreBins;
  constexpr std::array<uint32_t, 3> kWordRates = {1, 5, 15};
  for (uint32_t i = 0; i < listed.size(); ++i) {
    columns.push_back(static_cast<uint16_t>(
        base + i * kRateBins + Bin(PerMille(listed[i], all), kWordRates)));
  }
  return columns;
}

}  // namespace standfirst
