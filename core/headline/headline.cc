#include "core/headline/headline.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "core/headline/headline_lines.h"
#include "core/headline/headline_model.h"

namespace standfirst {
namespace {

// What speaks against a line that says "I": more than anything for it.
constexpr int32_t kPersonal = 1 << 24;

bool StartsWithQuote(const Document& document, uint32_t sentence) {
  const std::string_view text =
      document.Text(document.sentences[sentence].span);
  return text.starts_with("\"") || text.starts_with("“") ||
         text.starts_with("'") || text.starts_with("‘");
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
  // The best sentence that stands alone, is no question and no quotation.
  uint32_t best = count;
  for (int tier = 0; tier < 3 && best == count; ++tier) {
    for (uint32_t index = 0; index < count; ++index) {
      const SentenceScore& score = ranking.sentences[index];
      if (tier < 2 && !score.eligible) continue;
      if (tier < 1 && (score.leans_on != SentenceScore::kNowhere ||
                       score.last_resort || StartsWithQuote(document, index))) {
        continue;
      }
      if (best == count || score.score > ranking.sentences[best].score) {
        best = index;
      }
    }
  }
  const SentenceCutter cutter(document, entities, word_list,
                              model == nullptr ? nullptr : &model->words(),
                              /*parser=*/nullptr, best, 0, english);
  return cutter.Make(cutter.LongestLine(words));
}

}  // namespace standfirst
