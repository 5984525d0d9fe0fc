#include "core/rank/genre.h"

#include <algorithm>
#include <vector>

#include "core/rank/rank_model.h"
#include "core/rank/word_kinds.h"

namespace standfirst {
namespace {

// Below this nobody can tell.
constexpr uint32_t kFewestWords = 40;

// On each side of a seam, at least.
constexpr uint32_t kFewestSentences = 3;
constexpr uint32_t kFewestRepeated = 4;
// Repeated words that go over the seam, in hundredths of those that the side
// with fewer of them keeps to itself.
constexpr uint32_t kMostShared = 50;

// Third persons, in thousandths of the words: stories have as many, …
constexpr uint32_t kStoryPersons = 55;
// … and hardly a figure.
constexpr uint32_t kStoryFigures = 8;

}  // namespace

Genre JudgeGenre(const RankModel* model, const Document& document,
                 const Evidence& evidence, std::span<const uint16_t> columns,
                 uint32_t group) {
  uint32_t words = 0;
  uint32_t items = 0;
  uint32_t labels = 0;
  for (uint32_t i = 0; i < evidence.shapes.size(); ++i) {
    const SentenceShape& shape = evidence.shapes[i];
    words += shape.words;
    labels += shape.speaker_label ? 1 : 0;
    const Block& block = document.blocks[document.sentences[i].block];
    if (block.kind == BlockKind::kListItem) items += shape.words;
  }
  if (items * 2 > words) return Genre::kList;
  if (words < kFewestWords || model == nullptr || !model->trained()) {
    return Genre::kUnknown;
  }
  if (evidence.transcript) return Genre::kConversation;
  uint32_t persons = 0;
  uint32_t figures = 0;
  uint32_t all = 1;
  for (uint32_t word = 0; word < evidence.words.size(); ++word) {
    const Evidence::Word& here = evidence.words[word];
    if (here.count == 0) continue;
    all += here.count;
    if (here.kind_class == kNumberClass) figures += here.count;
    // Not "hers" nor "himself".
    const size_t size = document.vocabulary.entry(word).pool_size;
    if ((here.kinds & kOfPerson) != 0 && size <= 3) persons += here.count;
  }
  const bool story =
      uint64_t{persons} * 1000 >= uint64_t{all} * kStoryPersons &&
      uint64_t{figures} * 1000 <= uint64_t{all} * kStoryFigures;
  if (story && size_t{labels} * 5 < evidence.shapes.size()) {
    return Genre::kFiction;
  }
  Genre genre = model->GenreOf(columns);
  // The table of groups has seen more texts that argue than that of genres.
  if (genre == Genre::kNews && group == kArguedGroup) genre = Genre::kFeature;
  return genre;
}

bool HoldsSeveralArticles(const Document& document, const Evidence& evidence) {
  if (evidence.eligible < 2 * kFewestSentences) return false;
  // Per place after sentence i (in their order): words that go over it, that
  // have ended before it, that begin after it.
  std::vector<int32_t> over(evidence.eligible + 1, 0);
  std::vector<uint32_t> ended(evidence.eligible + 1, 0);
  std::vector<uint32_t> begun(evidence.eligible + 1, 0);
  uint32_t repeated = 0;
  for (const Evidence::Word& word : evidence.words) {
    if (word.sentences < 2 || word.kind_class == kFunctionClass) continue;
    ++repeated;
    ++over[word.first];
    --over[word.last];
    ++ended[word.last];
    ++begun[word.first];
  }
  int32_t going = 0;
  uint32_t before = 0;
  uint32_t after = repeated;
  for (uint32_t index = 0; index + 1 < document.sentences.size(); ++index) {
    const uint32_t order = evidence.order[index];
    if (evidence.order[index + 1] == order) continue;  // May not stand.
    going += over[order];
    before += ended[order];
    after -= begun[order];
    if (document.sentences[index].block ==
        document.sentences[index + 1].block) {
      continue;
    }
    if (order + 1 < kFewestSentences ||
        evidence.eligible - order - 1 < kFewestSentences) {
      continue;
    }
    const uint32_t fewer = std::min(before, after);
    if (fewer < kFewestRepeated) continue;
    if (static_cast<uint32_t>(going) * 100 <= fewer * kMostShared) return true;
  }
  return false;
}

}  // namespace standfirst
