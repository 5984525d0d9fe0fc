#ifndef STANDFIRST_TOOLS_TRAIN_RANK_TEXTS_H_
#define STANDFIRST_TOOLS_TRAIN_RANK_TEXTS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/entity/entity.h"
#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/parse/parse.h"
#include "core/rank/evidence.h"
#include "core/rank/rank.h"
#include "core/rank/rank_model.h"
#include "core/select/select.h"
#include "core/text/document.h"
#include "core/text/offset_map.h"
#include "standfirst/error.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {

// One article of the summary sets, read as the program reads it, with what
// people wrote about it.
struct TrainingText {
  std::string id;
  std::string title;  // Of the record; may be empty.
  bool title_given = false;
  std::vector<std::string> references;  // Never empty.
  uint32_t group = 0;                   // From the set's name.
  Genre genre = Genre::kUnknown;  // From the set's name, as readers call it.
  bool invented = false;          // Of tools/train/invented_texts.jsonl.
  std::string kind;               // Its set's word for it: "essay", "meeting".
  bool held_out = false;          // One in twelve, never trained on.
  std::shared_ptr<Document> document;
  EntityAnalysis entities;
  Ranking ranking;  // As GatherEvidence leaves it.
  Evidence evidence;
  // Of each reference: its words, and its pairs as "left right".
  std::vector<std::unordered_set<std::string>> words;
  std::vector<std::unordered_set<std::string>> pairs;
  // Sentences that a reader found to say the main thing best, best first;
  // empty where nobody was asked (tools/train/leaning_labels.txt).
  std::vector<uint32_t> main;
  // Those that together sum it up best, as a reader found, ascending; empty
  // where nobody was asked (tools/train/best_sets.txt).
  std::vector<uint32_t> best;
};

// Reads texts as the program does, with the parts trained so far.
class ArticleReader {
 public:
  // The sections of `base` in models/sections and, where they are there, the
  // parts `grammar` and `entities` in models.
  ArticleReader();
  ~ArticleReader();

  bool trained() const;
  const WordList* words() const;
  // nullptr where the part `grammar` has none.
  const ParseModel* parse() const;
  // Clean and segment; `map`, if any, gets where the text's pieces stood.
  std::unique_ptr<Document> Read(const std::string& text,
                                 OffsetMap* map = nullptr) const;
  // Tag and entity.
  EntityAnalysis Annotate(Document* document) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// A part `base` of these sections of models/sections alone, and `made`, which
// are not stored yet.
class TrialModel {
 public:
  using Section = std::pair<std::string, std::vector<uint8_t>>;
  static Expected<TrialModel> Of(const std::vector<std::string>& stored,
                                 const std::vector<Section>& made);
  const RankModel* get() const { return model_.get(); }

 private:
  std::unique_ptr<ModelPart> part_;
  std::unique_ptr<RankModel> model_;
};

// What a text's sentences have of leaning, without any model of it: per
// sentence its columns, and `leans`, `wants` and `abstract` of the ranking.
struct LeanText {
  std::vector<std::vector<uint16_t>> columns;
  Ranking ranking;
};
LeanText ReadLeanings(const ArticleReader& articles, const Document& document,
                      const EntityAnalysis& entities, Genre genre);

// What `medium` asks of such a text.
SelectOptions UsualLength(const Document& document, const Ranking& ranking);

struct TextOptions {
  // What has a title comes twice, without it and given it, as the program's
  // user may.
  bool titles = false;
  // One in ten is left without tags and names, as a user has it before the
  // parts that know these are there.
  bool some_bare = false;
};

// Reads summary/train.jsonl of the data folder.
Expected<std::vector<TrainingText>> ReadTrainingTexts(
    const TrainArguments& arguments, const ArticleReader& articles,
    const TextOptions& options);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_TRAIN_RANK_TEXTS_H_
