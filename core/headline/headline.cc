#include "core/headline/headline.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "core/headline/headline_lines.h"
#include "core/headline/headline_model.h"
#include "core/text/sort_by.h"

namespace standfirst {
namespace {

// What speaks against a line that says "I": more than anything for it.
constexpr int32_t kPersonal = 1 << 24;

// Sentences of which the beginning is tried, the best first.
constexpr size_t kMostBeginnings = 8;

bool StartsWithQuote(const Document& document, uint32_t sentence) {
  const std::string_view text =
      document.Text(document.sentences[sentence].span);
  return text.starts_with("\"") || text.starts_with("“") ||
         text.starts_with("'") || text.starts_with("‘");
}

// The beginning of the best sentence that stands alone, is no question and no
// quotation, if it may end where there is no more room: else of the next one
// that may.
Candidate CutHeadline(const HeadlineModel* model, const WordList* word_list,
                      const Document& document, const EntityAnalysis& entities,
                      const Ranking& ranking, uint32_t words, bool english) {
  const auto count = static_cast<uint32_t>(document.sentences.size());
  std::vector<uint32_t> order;
  for (int tier = 0; tier < 3 && order.empty(); ++tier) {
    for (uint32_t index = 0; index < count; ++index) {
      const SentenceScore& score = ranking.sentences[index];
      if (tier < 2 && !score.eligible) continue;
      if (tier < 1 && (score.leans_on != SentenceScore::kNowhere ||
                       score.last_resort || StartsWithQuote(document, index))) {
        continue;
      }
      order.push_back(index);
    }
  }
  SortBy(&order, [&](uint32_t index) {
    return ~uint32_t{ranking.sentences[index].score};
  });
  std::optional<Candidate> best;
  bool whole = false;
  for (size_t i = 0; i < std::min(order.size(), kMostBeginnings) && !whole;
       ++i) {
    const SentenceCutter cutter(document, entities, word_list,
                                model == nullptr ? nullptr : &model->words(),
                                /*parser=*/nullptr, order[i], 0, english);
    const HeadlineLine line = cutter.LongestLine(words, &whole);
    if (whole || i == 0) best = cutter.Make(line);
  }
  return std::move(best).value();
}

}  // namespace

std::optional<Candidate> MakeHeadline(const HeadlineModel* model,
                                      const WordList* word_list, Parser* parser,
                                      const Document& document,
                                      const EntityAnalysis& entities,
                                      const Ranking& ranking, uint32_t words,
                                      bool english) {
  const auto count = static_cast<uint32_t>(document.sentences.size());
  if (count == 0) return std::nullopt;
  words = std::max(words, 1U);
  if (model != nullptr && model->trained() && ranking.evidence != nullptr) {
    // Of the first sentences that stand alone, the best line.
    std::optional<Candidate> best;
    int32_t best_score = 0;
    uint32_t tried = 0;
    std::vector<HeadlineLine> lines;
    std::vector<uint64_t> signals;
    // Where none of these gives a line, of any: what points back begins none.
    for (uint32_t turn = 0; turn < 2 * count; ++turn) {
      const bool again = turn >= count;
      if (tried >= (best.has_value() ? kHeadlineSentences
                    : again          ? 2 * kMostHeadlineSentences
                                     : kMostHeadlineSentences)) {
        if (again || best.has_value()) break;
        continue;
      }
      if (again && best.has_value()) break;
      const uint32_t index = turn % count;
      if (!ranking.sentences[index].eligible ||
          MayHeadline(ranking.sentences[index],
                      ranking.evidence->shapes[index]) == again) {
        continue;
      }
      SentenceCutter cutter(document, entities, word_list, &model->words(),
                            parser, index, tried++, english);
      for (uint32_t i = 0; i < cutter.pieces().size(); ++i) {
        const SentenceCutter::Piece& piece = cutter.pieces()[i];
        if (!piece.term) continue;
        cutter.SetSalience(
            i, model->Salience(cutter.FeaturesOf(i, *ranking.evidence),
                               document.vocabulary.entry(piece.lower).hash));
      }
      lines.clear();
      cutter.AppendLines(words, &lines);
      const HeadlineLine* line = nullptr;
      for (const HeadlineLine& other : lines) {
        int32_t score = model->Score(other) +
                        kSentenceUnit * ranking.sentences[index].score -
                        kGapPrice * static_cast<int32_t>(other.gaps);
        if (other.personal) score -= kPersonal;
        const bool first = !best.has_value() && line == nullptr;
        if (!first && score <= best_score) continue;
        cutter.FindSignals(other.mask(), &signals);
        score -= model->Lack(signals);
        if (!first && score <= best_score) continue;
        best_score = score;
        line = &other;
      }
      if (line != nullptr) best = cutter.Make(*line);
    }
    if (best.has_value() && best->words <= words) return best;
  }
  return CutHeadline(model, word_list, document, entities, ranking, words,
                     english);
}

}  // namespace standfirst
