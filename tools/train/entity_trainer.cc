// standfirst-train entities: docs/entities.md says what it does and what each
// choice brought.

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/entity/entity_features.h"
#include "core/entity/entity_model.h"
#include "core/model/model_part.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tools/common/entity_corpus.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/train/entity_crf.h"
#include "tools/train/entity_sections.h"
#include "tools/train/entity_words.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

// What the model tells apart. GPE stands for LOC as well: the two are told
// apart after it, by words. Numbers and the like are the patterns' alone.
constexpr std::array<EntityType, 9> kTypes = {
    EntityType::kPerson,       EntityType::kNorp,         EntityType::kFacility,
    EntityType::kOrganization, EntityType::kGeopolitical, EntityType::kProduct,
    EntityType::kEvent,        EntityType::kWorkOfArt,    EntityType::kDate};
constexpr uint64_t kAllLabels = (uint64_t{1} << (1 + 4 * kTypes.size())) - 1;

struct Settings {
  uint32_t epochs = 3;  // Before anything is cut.
  // How many weights stay after each of the cuts that follow, an epoch apart.
  std::vector<uint32_t> keep = {600000, 350000};
  uint32_t last_epochs = 3;  // After the last cut; their mean is the model.
  uint32_t fold_epochs = 2;  // Of the two half models that the second pass
                             // learns from; 0: no second pass.
  float alpha = 0.05F;
  float l1 = 1.5F;
  float dropout = 0.3F;
  float late_l1 = 1.2F;  // Once pruning has begun.
  uint32_t steps = 10;   // Sizes of weights that the part tells apart.
  uint32_t least_count = 3;
  uint32_t own_count = 300;    // Of features with weights for one set alone
                               // (OwnFeatures); 0: none.
  uint32_t augmented = 7;      // Percent of documents, for each casing.
  uint32_t renamed = 12;       // Percent of documents, with other people.
  uint32_t class_count = 15;   // Words and surnames seen less often in the
  uint32_t surname_count = 5;  // texts stay out of the lexicon.
  uint32_t limit = 0;          // Documents per set, for quick trials; 0: all.
  std::string sets;
  std::string cache;
};

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint32_t Below(uint32_t bound) {
    state_ += 0x9e3779b97f4a7c15ULL;
    return static_cast<uint32_t>(MixHash(state_) >> 32) % bound;
  }

 private:
  uint64_t state_;
};

uint64_t TypeLabels(uint32_t unified, EntityLabelKind kind) {
  uint64_t labels = 0;
  for (uint32_t type = 0; type < kTypes.size(); ++type) {
    uint32_t covers = 1U << static_cast<uint32_t>(kTypes[type]);
    if (kTypes[type] == EntityType::kGeopolitical) {
      covers |= 1U << static_cast<uint32_t>(EntityType::kLocation);
    }
    if (kTypes[type] == EntityType::kWorkOfArt) {
      covers |= 1U << static_cast<uint32_t>(EntityType::kLaw);
      covers |= 1U << static_cast<uint32_t>(EntityType::kLanguage);
    }
    if ((unified & covers) != 0) {
      labels |= uint64_t{1} << EntityLabel(type, kind);
    }
  }
  return labels;
}

uint64_t AllKinds(uint32_t unified) {
  return TypeLabels(unified, kBeginLabel) | TypeLabels(unified, kInsideLabel) |
         TypeLabels(unified, kEndLabel) | TypeLabels(unified, kSingleLabel);
}

// A sentence of a corpus as the recogniser will see it, and what its corpus
// allows to say about each token.
struct LabelledSentence {
  std::vector<Piece> pieces;
  std::vector<uint64_t> allowed;
};

constexpr uint32_t Bit(EntityType type) {
  return 1U << static_cast<uint32_t>(type);
}

LabelledSentence LabelSentence(const BioSentence& sentence,
                               std::string_view set, const TypeTables& tables) {
  LabelledSentence result;
  result.pieces = HarmonizeTokens(sentence.tokens);
  // What the set does not annotate may hide behind its "outside".
  const uint64_t outside = 1 | AllKinds(~tables.Coverage(set));
  result.allowed.assign(result.pieces.size(), outside);
  std::vector<uint32_t> first_piece(sentence.tokens.size());
  std::vector<uint32_t> last_piece(sentence.tokens.size());
  for (uint32_t at = 0; at < result.pieces.size(); ++at) {
    for (uint32_t token = result.pieces[at].first;
         token <= result.pieces[at].last; ++token) {
      last_piece[token] = at;
    }
  }
  for (auto at = static_cast<uint32_t>(result.pieces.size()); at-- > 0;) {
    for (uint32_t token = result.pieces[at].first;
         token <= result.pieces[at].last; ++token) {
      first_piece[token] = at;
    }
  }
  const uint32_t numbers =
      Bit(EntityType::kTime) | Bit(EntityType::kPercent) |
      Bit(EntityType::kMoney) | Bit(EntityType::kQuantity) |
      Bit(EntityType::kOrdinal) | Bit(EntityType::kCardinal);
  for (const TypedSpan& span : BioSpans(sentence.tags)) {
    uint32_t begin = first_piece[span.begin];
    uint32_t end = last_piece[span.end - 1] + 1;
    const std::string_view unified = tables.Unified(set, span.type);
    if (unified.empty() || unified == "-") {
      for (uint32_t at = begin; at < end; ++at) result.allowed[at] = kAllLabels;
      continue;
    }
    const uint32_t mask = tables.UnifiedMask(set, span.type);
    if ((mask & ~numbers) == 0) {
      // Money and the like: outside, as the model does not know them.
      for (uint32_t at = begin; at < end; ++at) {
        result.allowed[at] = outside;
      }
      continue;
    }
    // A leading "the" and a trailing possessive are no part of a name.
    const auto lower = [&](uint32_t at) {
      std::string form;
      AppendLowerCase(result.pieces[at].text, &form);
      return form;
    };
    if (end - begin > 1 &&
        (lower(begin) == "the" || lower(begin) == "a" ||
         lower(begin) == "an") &&
        (mask & Bit(EntityType::kDate)) == 0) {
      result.allowed[begin] = outside;
      ++begin;
    }
    if (end - begin > 1) {
      const std::string last = lower(end - 1);
      if (last == "'s" || last == "’s" || last == "'" || last == "’") {
        result.allowed[end - 1] = outside;
        --end;
      }
    }
    // "Paris-based" as one token of its corpus: unknown once it is cut.
    const bool cut_compound =
        span.end - span.begin == 1 && end - begin > 1 &&
        ClassifyCharacter(
            DecodeValidUtf8(result.pieces[end - 1].text, 0).code_point) ==
            CharacterClass::kLower;
    if (cut_compound) {
      for (uint32_t at = begin; at < end; ++at) result.allowed[at] = kAllLabels;
      continue;
    }
    // A mask that holds a number's type too allows "outside".
    const uint64_t or_outside = (mask & numbers) != 0 ? outside : 0;
    if (end - begin == 1) {
      result.allowed[begin] = TypeLabels(mask, kSingleLabel) | or_outside;
      continue;
    }
    for (uint32_t at = begin; at < end; ++at) {
      const EntityLabelKind kind = at == begin     ? kBeginLabel
                                   : at + 1 == end ? kEndLabel
                                                   : kInsideLabel;
      result.allowed[at] = TypeLabels(mask, kind) | or_outside;
    }
  }
  return result;
}

enum class Recase { kAsIs, kUpper, kLower, kTitle };

std::string RecaseWord(const std::string& word, Recase recase) {
  std::string result;
  bool first = true;
  for (size_t at = 0; at < word.size();) {
    const DecodedCharacter character = DecodeValidUtf8(word, at);
    at += character.size;
    char32_t point = character.code_point;
    if (recase == Recase::kUpper || (recase == Recase::kTitle && first)) {
      point = ToUpper(point);
    } else if (recase == Recase::kLower) {
      point = ToLower(point);
    }
    AppendUtf8(point, &result);
    first = false;
  }
  return result;
}

// Calls visit(id, hashes) once per token of the documents, in order.
struct TrainingDocument {
  std::vector<LabelledSentence> sentences;
  bool whole = false;  // Sentences of one article: document features on.
  uint64_t own = 0;    // Of a set with weights of its own: its hash.
  uint32_t fold = 0;   // Which half model must not learn from it.
  uint32_t first_sentence = 0;  // In the corpus.
};

// A document as the recogniser sees it.
class PreparedDocument {
 public:
  PreparedDocument(const TrainingDocument& source, const EntityLexicon& lexicon)
      : table_(&lexicon), sentences_(source.sentences.size()) {
    for (const LabelledSentence& sentence : source.sentences) {
      AppendSentence(sentence.pieces, &document_);
    }
    for (size_t index = 0; index < sentences_.size(); ++index) {
      PrepareEntitySentence(document_, document_.sentences[index], &table_,
                            &sentences_[index]);
    }
  }
  const Document& document() const { return document_; }
  const EntityWordTable& table() const { return table_; }
  const std::vector<EntitySentence>& sentences() const { return sentences_; }

 private:
  Document document_;
  EntityWordTable table_;
  std::vector<EntitySentence> sentences_;
};

template <typename Visit>
void VisitFeatures(const TrainingDocument& source, const EntityLexicon& lexicon,
                   Visit&& visit) {
  const PreparedDocument own(source, lexicon);
  const Document& document = own.document();
  const EntityWordTable& table = own.table();
  const std::vector<EntitySentence>& prepared = own.sentences();
  EntityDocumentFacts facts;
  for (const EntitySentence& sentence : prepared) facts.Add(sentence, table);
  for (size_t index = 0; index < prepared.size(); ++index) {
    const EntitySentence& sentence = prepared[index];
    const auto size = static_cast<int64_t>(sentence.words.size());
    for (int64_t at = 0; at < size; ++at) {
      EntityFeatureBuffer features;
      for (int position = -2; position <= 2; ++position) {
        const int64_t place = at + position;
        const EntityWord* const word =
            place < 0 || place >= size
                ? nullptr
                : &table[sentence.words[static_cast<size_t>(place)]];
        AppendWordFeatures(word, position, sentence.sentence_case, &features);
      }
      AppendContextFeatures(document, sentence, static_cast<uint32_t>(at),
                            source.whole ? &facts : nullptr, table, &features);
      visit(index, static_cast<uint32_t>(at), features);
    }
  }
}

// Hash to count and id; open addressing.
class FeatureTable {
 public:
  FeatureTable() { Resize(size_t{1} << 22); }
  void Count(uint64_t hash) {
    if (used_ * 10 > keys_.size() * 6) Resize(keys_.size() * 2);
    const size_t slot = Slot(hash);
    if (keys_[slot] == 0) {
      keys_[slot] = Nonzero(hash);
      ++used_;
    }
    ++values_[slot];
  }
  // Gives ids to all that were counted often enough, in an order that does
  // not depend on the table.
  std::vector<uint64_t> Number(uint32_t least_count) {
    std::vector<uint64_t> kept;
    for (size_t slot = 0; slot < keys_.size(); ++slot) {
      if (keys_[slot] != 0 && values_[slot] >= least_count) {
        kept.push_back(keys_[slot]);
      }
    }
    std::sort(kept.begin(), kept.end());
    keys_.assign(keys_.size(), 0);
    values_.assign(values_.size(), 0);
    for (uint32_t id = 0; id < kept.size(); ++id) {
      const size_t slot = Slot(kept[id]);
      keys_[slot] = kept[id];
      values_[slot] = id;
    }
    return kept;
  }
  // UINT32_MAX if it was not kept.
  uint32_t Id(uint64_t hash) const {
    const size_t slot = Slot(hash);
    return keys_[slot] == 0 ? UINT32_MAX : values_[slot];
  }
  size_t used() const { return used_; }

 private:
  static uint64_t Nonzero(uint64_t hash) { return hash == 0 ? 1 : hash; }
  size_t Slot(uint64_t hash) const {
    const size_t mask = keys_.size() - 1;
    size_t slot = static_cast<size_t>(hash) & mask;
    while (keys_[slot] != 0 && keys_[slot] != Nonzero(hash)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
  void Resize(size_t size) {
    std::vector<uint64_t> keys(size);
    std::vector<uint32_t> values(size);
    keys.swap(keys_);
    values.swap(values_);
    for (size_t old = 0; old < keys.size(); ++old) {
      if (keys[old] == 0) continue;
      const size_t slot = Slot(keys[old]);
      keys_[slot] = keys[old];
      values_[slot] = values[old];
    }
  }
  std::vector<uint64_t> keys_;
  std::vector<uint32_t> values_;
  size_t used_ = 0;
};

Expected<std::vector<TrainingDocument>> ReadSet(const std::string& path,
                                                std::string_view set,
                                                const TypeTables& tables,
                                                uint32_t limit) {
  Expected<std::vector<BioDocument>> documents = ReadBio(path);
  if (!documents.ok()) return documents.error();
  std::vector<TrainingDocument> result;
  for (const BioDocument& document : documents.value()) {
    if (limit != 0 && result.size() >= limit) break;
    TrainingDocument training;
    training.whole = !document.id.empty();
    for (const BioSentence& sentence : document.sentences) {
      // Sentences that stand alone are documents of their own.
      if (!training.whole && !training.sentences.empty()) {
        result.push_back(std::move(training));
        training = TrainingDocument();
      }
      training.sentences.push_back(LabelSentence(sentence, set, tables));
    }
    result.push_back(std::move(training));
  }
  return result;
}

TrainingDocument Recased(const TrainingDocument& source, Recase recase) {
  TrainingDocument result = source;
  for (LabelledSentence& sentence : result.sentences) {
    for (Piece& piece : sentence.pieces) {
      piece.text = RecaseWord(piece.text, recase);
    }
  }
  return result;
}

// First names and surnames to put in place of others.
struct NameLists {
  std::vector<std::string> first;
  std::vector<std::string> last;
};

Expected<NameLists> ReadNameLists(const std::string& folder) {
  NameLists lists;
  struct Source {
    std::string_view file;
    std::vector<std::string>* names;
  };
  for (const Source& source : {Source{"first_names_all.txt", &lists.first},
                               Source{"surnames_other.txt", &lists.last}}) {
    Expected<LineReader> lines =
        LineReader::Open(folder + "/" + std::string(source.file));
    if (!lines.ok()) return lines.error();
    std::string line;
    while (lines.value().Next(&line)) {
      if (!line.empty() && line[0] != '#' &&
          line.find(' ') == std::string::npos) {
        source.names->push_back(line);
      }
    }
  }
  return lists;
}

// The document with other people in it, so that names are known by their
// surroundings and lists and not by heart. One word, one other word.
TrainingDocument Renamed(const TrainingDocument& source, const NameLists& lists,
                         Random* random) {
  constexpr uint64_t kPerson = 0x1E;  // The four labels of the first type.
  TrainingDocument result = source;
  std::map<std::string, std::string> others;
  for (LabelledSentence& sentence : result.sentences) {
    for (size_t at = 0; at < sentence.pieces.size(); ++at) {
      const uint64_t allowed = sentence.allowed[at];
      std::string& text = sentence.pieces[at].text;
      if (allowed == 0 || (allowed & ~kPerson) != 0 || text.size() < 3 ||
          ClassifyCharacter(DecodeValidUtf8(text, 0).code_point) !=
              CharacterClass::kUpper) {
        continue;
      }
      std::string& other = others[text];
      if (other.empty()) {
        const bool first = (allowed >> EntityLabel(0, kBeginLabel) & 1) != 0;
        const std::vector<std::string>& names =
            first ? lists.first : lists.last;
        other = names[random->Below(static_cast<uint32_t>(names.size()))];
      }
      text = other;
    }
  }
  return result;
}

std::vector<std::array<uint32_t, 3>> Spans(const std::vector<uint8_t>& labels) {
  // Group: 0 person, 1 organisation, 2 place; others are left out.
  constexpr std::array<int, kTypes.size()> kGroups = {0,  -1, 2,  1, 2,
                                                      -1, -1, -1, -1};
  std::vector<std::array<uint32_t, 3>> spans;
  uint32_t begin = 0;
  for (uint32_t at = 0; at < labels.size(); ++at) {
    if (labels[at] == 0) continue;
    const uint32_t kind = (labels[at] - 1U) % 4;
    const int group = kGroups[(labels[at] - 1U) / 4];
    if (kind == kBeginLabel || kind == kSingleLabel) begin = at;
    if ((kind == kEndLabel || kind == kSingleLabel) && group >= 0) {
      spans.push_back({begin, at + 1, static_cast<uint32_t>(group)});
    }
  }
  return spans;
}

// What label sequences have found, by merged type, against a set's own spans.
struct DevFigures {
  size_t right = 0;
  size_t gold = 0;
  size_t found = 0;
  void Add(const std::vector<std::array<uint32_t, 3>>& wanted,
           const std::vector<std::array<uint32_t, 3>>& got) {
    gold += wanted.size();
    found += got.size();
    for (const auto& span : got) {
      right +=
          static_cast<size_t>(std::count(wanted.begin(), wanted.end(), span));
    }
  }
  double F1() const {
    return 200.0 * static_cast<double>(right) /
           static_cast<double>(std::max<size_t>(1, gold + found));
  }
};

// A set's own labels: of each token the lowest that is allowed and not
// "outside", unless "outside" is.
void GoldLabels(const CrfCorpus& corpus, const CrfSentence& sentence,
                std::vector<uint8_t>* gold) {
  gold->resize(sentence.token_count);
  for (uint32_t at = 0; at < sentence.token_count; ++at) {
    const uint64_t allowed = corpus.allowed[sentence.first_token + at];
    uint32_t label = 0;
    if ((allowed & 1) == 0) {
      while ((allowed >> label & 1) == 0) ++label;
    }
    (*gold)[at] = static_cast<uint8_t>(label);
  }
}

double DevF1(Crf* crf, const CrfCorpus& corpus, CrfPass pass) {
  DevFigures figures;
  std::vector<uint8_t> labels;
  std::vector<uint8_t> gold;
  for (const CrfSentence& sentence : corpus.sentences) {
    crf->Decode(corpus, sentence, pass, &labels);
    GoldLabels(corpus, sentence, &gold);
    figures.Add(Spans(gold), Spans(labels));
  }
  return figures.F1();
}

// What the part itself finds, as written and read again: fingerprints for
// hashes, whole numbers for weights.
double StoredF1(const std::vector<TrainingDocument>& documents,
                const CrfCorpus& corpus, const EntityModel& model,
                CrfPass pass) {
  DevFigures figures;
  std::vector<uint8_t> gold;
  for (const TrainingDocument& source : documents) {
    const PreparedDocument own(source, model.lexicon());
    std::vector<std::vector<int32_t>> scores(source.sentences.size());
    std::vector<std::vector<uint8_t>> labels(source.sentences.size());
    const auto add = [&](size_t sentence, uint32_t at,
                         EntityFeatureBuffer* features) {
      std::vector<int32_t>& own_scores = scores[sentence];
      own_scores.resize(own.sentences()[sentence].words.size() *
                        EntityModel::kStride);
      model.DropStrangers(0, features);
      model.FindRows(features);
      model.AddRows(*features, 0, features->size,
                    &own_scores[size_t{at} * EntityModel::kStride]);
    };
    const auto decode = [&](size_t sentence, std::vector<uint8_t>* best) {
      std::vector<int32_t> used = scores[sentence];
      const auto count =
          static_cast<uint32_t>(own.sentences()[sentence].words.size());
      for (uint32_t at = 0; at < count; ++at) {
        model.SpreadTypes(&used[size_t{at} * EntityModel::kStride]);
      }
      DecodeEntities(model, count, used.data(), best);
    };
    VisitFeatures(
        source, model.lexicon(),
        [&](size_t sentence, uint32_t at, EntityFeatureBuffer& features) {
          add(sentence, at, &features);
        });
    EntityVotes votes;
    for (size_t index = 0; index < labels.size(); ++index) {
      decode(index, &labels[index]);
      votes.Add(own.sentences()[index], labels[index], own.table());
    }
    for (size_t index = 0; index < labels.size(); ++index) {
      std::vector<uint8_t> found = labels[index];
      if (pass == CrfPass::kSecond && source.whole) {
        EntityFeatureBuffer features;
        for (uint32_t at = 0; at < found.size(); ++at) {
          features.size = 0;
          AppendSecondPassFeatures(own.sentences()[index], at, labels[index],
                                   votes, own.table(), &features);
          add(index, at, &features);
        }
        decode(index, &found);
      }
      GoldLabels(corpus, corpus.sentences[source.first_sentence + index],
                 &gold);
      figures.Add(Spans(gold), Spans(found));
    }
  }
  return figures.F1();
}

Settings ReadSettings(const TrainArguments& arguments) {
  Settings settings;
  // CoNLL's and worldwide's are not openly licensed. The two are news, as what
  // will be read is, and learnt three times over.
  settings.sets = arguments.corpora == "open"
                      ? "redocred,gum,wnut17,wikigold,crossner,re3d"
                      : "worldwide,worldwide,worldwide,conllpp,conllpp,conllpp,"
                        "redocred,gum,wnut17,wikigold,crossner,re3d";
  for (const std::string& option : arguments.extra) {
    const size_t equals = option.find('=');
    const std::string name = option.substr(0, equals);
    const std::string value =
        equals == std::string::npos ? "" : option.substr(equals + 1);
    const auto number = static_cast<uint32_t>(std::atoi(value.c_str()));
    const auto real = static_cast<float>(std::atof(value.c_str()));
    if (name == "epochs") settings.epochs = number;
    if (name == "late-l1") settings.late_l1 = real;
    if (name == "last-epochs") settings.last_epochs = number;
    if (name == "fold-epochs") settings.fold_epochs = number;
    if (name == "steps") settings.steps = number;
    if (name == "alpha") settings.alpha = real;
    if (name == "l1") settings.l1 = real;
    if (name == "dropout") settings.dropout = real;
    if (name == "keep") {
      settings.keep.clear();
      for (size_t at = 0; at < value.size();) {
        settings.keep.push_back(
            static_cast<uint32_t>(std::atoi(value.c_str() + at)));
        const size_t comma = value.find(',', at);
        at = comma == std::string::npos ? value.size() : comma + 1;
      }
    }
    if (name == "least-count") settings.least_count = number;
    if (name == "own-count") settings.own_count = number;
    if (name == "augmented") settings.augmented = number;
    if (name == "renamed") settings.renamed = number;
    if (name == "class-count") settings.class_count = number;
    if (name == "surname-count") settings.surname_count = number;
    if (name == "limit") settings.limit = number;
    if (name == "sets") settings.sets = value;
    if (name == "cache") settings.cache = value;
  }
  return settings;
}

// Features that count for one set alone: what the guidelines of a set that is
// no news have of their own is learnt there (Daumé III 2007) and left out of
// the part. Only of common features, so that words are learnt for all.
struct OwnFeatures {
  FeatureTable table;
  uint32_t first = 0;  // Ids in the model.
  uint32_t end = 0;
};

void AppendCorpus(const TrainingDocument& document,
                  const EntityLexicon& lexicon, const FeatureTable& features,
                  const OwnFeatures& own, CrfCorpus* corpus) {
  uint32_t before = UINT32_MAX;
  VisitFeatures(
      document, lexicon,
      [&](size_t sentence, uint32_t at, const EntityFeatureBuffer& buffer) {
        if (sentence != before) {
          CrfSentence added;
          added.first_token = static_cast<uint32_t>(corpus->allowed.size());
          added.token_count =
              static_cast<uint32_t>(document.sentences[sentence].pieces.size());
          corpus->sentences.push_back(added);
          before = static_cast<uint32_t>(sentence);
        }
        corpus->allowed.push_back(document.sentences[sentence].allowed[at]);
        corpus->feature_starts.push_back(
            static_cast<uint32_t>(corpus->features.size()));
        for (uint32_t index = 0; index < buffer.size; ++index) {
          const uint32_t id = features.Id(buffer.hash(index));
          if (id != UINT32_MAX) corpus->features.push_back(id);
          if (document.own == 0) continue;
          const uint32_t own_id =
              own.table.Id(CombineHash(document.own, buffer.hash(index)));
          if (own_id != UINT32_MAX) {
            corpus->features.push_back(own.first + own_id);
          }
        }
      });
}

// Calls visit(hashes) once per token of the document, in order; `crf` gives
// the first pass.
template <typename Visit>
void VisitSecondFeatures(const TrainingDocument& source,
                         const EntityLexicon& lexicon, const CrfCorpus& corpus,
                         Crf* crf, Visit&& visit) {
  EntityFeatureBuffer features;
  if (!source.whole) {
    for (const LabelledSentence& sentence : source.sentences) {
      for (size_t at = 0; at < sentence.pieces.size(); ++at) visit(features);
    }
    return;
  }
  const PreparedDocument own(source, lexicon);
  std::vector<std::vector<uint8_t>> labels(own.sentences().size());
  EntityVotes votes;
  for (size_t index = 0; index < labels.size(); ++index) {
    crf->Decode(corpus, corpus.sentences[source.first_sentence + index],
                CrfPass::kFirst, &labels[index]);
    votes.Add(own.sentences()[index], labels[index], own.table());
  }
  for (size_t index = 0; index < labels.size(); ++index) {
    for (uint32_t at = 0; at < labels[index].size(); ++at) {
      features.size = 0;
      AppendSecondPassFeatures(own.sentences()[index], at, labels[index], votes,
                               own.table(), &features);
      visit(features);
    }
  }
}

// Leaves out the features that have no weight left; ids stay.
void DropDead(const std::vector<bool>& alive, std::vector<uint32_t>* starts,
              std::vector<uint32_t>* features) {
  uint32_t kept = 0;
  uint32_t begin = 0;
  for (size_t token = 0; token + 1 < starts->size(); ++token) {
    const uint32_t end = (*starts)[token + 1];
    (*starts)[token] = kept;
    for (uint32_t at = begin; at < end; ++at) {
      if (alive[(*features)[at]]) (*features)[kept++] = (*features)[at];
    }
    begin = end;
  }
  if (!starts->empty()) starts->back() = kept;
  features->resize(kept);
}

size_t DeflatedSize(const std::vector<uint8_t>& bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::vector<uint8_t> deflated(size);
  compress2(deflated.data(), &size, bytes.data(),
            static_cast<uLong>(bytes.size()), 9);
  return size;
}

int Fail(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return error.code == ErrorCode::kInputUnreadable ? 3 : 1;
}

}  // namespace

int TrainEntities(const TrainArguments& arguments) {
  const Settings settings = ReadSettings(arguments);
  const std::string ner = arguments.data + "/ner";
  Expected<TypeTables> tables = TypeTables::Read(ner);
  if (!tables.ok()) return Fail(tables.error());
  EntityWordsOptions word_options;
  word_options.open_only = arguments.corpora == "open";
  Expected<EntityWords> words =
      LearnEntityWords(arguments.data, settings.cache, word_options);
  if (!words.ok()) return Fail(words.error());
  Expected<std::vector<uint8_t>> lexicon_bytes =
      MakeLexicon(ner + "/lists", words.value(), settings.class_count,
                  settings.surname_count);
  if (!lexicon_bytes.ok()) return Fail(lexicon_bytes.error());
  lexicon_bytes = AddNameWords(lexicon_bytes.value(), kNameWords);
  if (!lexicon_bytes.ok()) return Fail(lexicon_bytes.error());
  Expected<std::vector<uint8_t>> country_bytes = MakeCountries(ner + "/lists");
  if (!country_bytes.ok()) return Fail(country_bytes.error());
  Expected<std::vector<uint8_t>> list_bytes = MakeNameLists(kNameLists);
  if (!list_bytes.ok()) return Fail(list_bytes.error());
  Expected<EntityLexicon> lexicon = EntityLexicon::Read(lexicon_bytes.value());
  if (!lexicon.ok()) return Fail(lexicon.error());

  Expected<NameLists> names = ReadNameLists(ner + "/lists");
  if (!names.ok()) return Fail(names.error());
  Random random(arguments.seed);
  std::vector<TrainingDocument> documents;
  std::string set;
  for (const char byte : settings.sets + ",") {
    if (byte != ',') {
      set.push_back(byte);
      continue;
    }
    std::string file = ner;
    file.append("/").append(set).append("/train.bio");
    Expected<std::vector<TrainingDocument>> read =
        ReadSet(file, set, tables.value(), settings.limit);
    if (!read.ok()) return Fail(read.error());
    uint32_t number = 0;
    const bool news = set == "worldwide" || set == "conllpp";
    for (TrainingDocument& document : read.value()) {
      document.fold = ++number % 2;
      if (settings.own_count > 0 && !news && arguments.corpora != "open") {
        document.own = HashBytes(set);
      }
      // Copies in other casings, so that headlines and shouted or careless
      // text are read too.
      const uint32_t dice = random.Below(100);
      if (dice < settings.augmented) {
        documents.push_back(Recased(document, Recase::kUpper));
      } else if (dice < 2 * settings.augmented) {
        documents.push_back(Recased(document, Recase::kLower));
      } else if (dice < 2 * settings.augmented + settings.augmented / 2) {
        documents.push_back(Recased(document, Recase::kTitle));
      }
      if (random.Below(100) < settings.renamed) {
        documents.push_back(Renamed(document, names.value(), &random));
      }
      documents.push_back(std::move(document));
    }
    set.clear();
  }
  std::function<uint32_t(uint64_t)> second_ids;  // Of the second pass.
  FeatureTable features;
  OwnFeatures apart;
  size_t tokens = 0;
  for (const TrainingDocument& document : documents) {
    VisitFeatures(
        document, lexicon.value(),
        [&](size_t, uint32_t, const EntityFeatureBuffer& buffer) {
          ++tokens;
          for (uint32_t at = 0; at < buffer.size; ++at) {
            features.Count(buffer.hash(at));
            if (document.own == 0) continue;
            apart.table.Count(CombineHash(document.own, buffer.hash(at)));
          }
        });
  }
  const size_t distinct = features.used();
  std::vector<uint64_t> hashes = features.Number(settings.least_count);
  std::fprintf(stderr, "%zu tokens, %zu features, %zu seen %u times or more\n",
               tokens, distinct, hashes.size(), settings.least_count);
  apart.first = static_cast<uint32_t>(hashes.size());
  const std::vector<uint64_t> apart_hashes =
      apart.table.Number(settings.own_count);
  hashes.insert(hashes.end(), apart_hashes.begin(), apart_hashes.end());
  apart.end = static_cast<uint32_t>(hashes.size());
  std::fprintf(stderr, "%zu features of one set each\n", apart_hashes.size());
  CrfCorpus corpus;
  for (TrainingDocument& document : documents) {
    document.first_sentence = static_cast<uint32_t>(corpus.sentences.size());
    AppendCorpus(document, lexicon.value(), features, apart, &corpus);
  }
  corpus.feature_starts.push_back(
      static_cast<uint32_t>(corpus.features.size()));
  // What the log measures on; never learnt from.
  struct DevSet {
    std::string name;
    std::vector<TrainingDocument> documents;
    CrfCorpus corpus;
  };
  std::vector<DevSet> dev_sets;
  for (const char* const name : {"worldwide", "conllpp", "gum"}) {
    Expected<std::vector<TrainingDocument>> read =
        ReadSet(ner + "/" + name + "/dev.bio", name, tables.value(), 0);
    if (!read.ok()) return Fail(read.error());
    DevSet& dev = dev_sets.emplace_back();
    dev.name = name;
    dev.documents = std::move(read).value();
    for (TrainingDocument& document : dev.documents) {
      document.first_sentence =
          static_cast<uint32_t>(dev.corpus.sentences.size());
      AppendCorpus(document, lexicon.value(), features, apart, &dev.corpus);
    }
    dev.corpus.feature_starts.push_back(
        static_cast<uint32_t>(dev.corpus.features.size()));
  }

  CrfOptions options;
  options.alpha = settings.alpha;
  options.l1 = settings.l1;
  options.dropout = settings.dropout;
  const auto types_count = static_cast<uint32_t>(kTypes.size());
  const auto shuffle = [&](std::vector<uint32_t>* order) {
    for (auto at = static_cast<uint32_t>(order->size()); at-- > 1;) {
      std::swap((*order)[at], (*order)[random.Below(at + 1)]);
    }
  };
  if (settings.fold_epochs > 0) {
    // Each half of the documents is tagged by a model of the other half: the
    // second pass must learn from tags as wrong as those it will see.
    std::vector<std::vector<uint64_t>> second(corpus.allowed.size());
    for (uint32_t fold = 0; fold < 2; ++fold) {
      Crf half(types_count, static_cast<uint32_t>(hashes.size()), options);
      std::vector<uint32_t> order;
      for (const TrainingDocument& document : documents) {
        if (document.fold == fold) continue;
        for (uint32_t at = 0; at < document.sentences.size(); ++at) {
          order.push_back(document.first_sentence + at);
        }
      }
      for (uint32_t epoch = 1; epoch <= settings.fold_epochs; ++epoch) {
        shuffle(&order);
        const double loss = half.Epoch(corpus, order, 0);
        std::fprintf(
            stderr, "half %u, epoch %u: loss %.4f, worldwide dev %.2f\n", fold,
            epoch, loss, DevF1(&half, dev_sets[0].corpus, CrfPass::kFirst));
      }
      for (const TrainingDocument& document : documents) {
        if (document.fold != fold) continue;
        size_t token = corpus.sentences[document.first_sentence].first_token;
        VisitSecondFeatures(document, lexicon.value(), corpus, &half,
                            [&](const EntityFeatureBuffer& buffer) {
                              for (uint32_t at = 0; at < buffer.size; ++at) {
                                second[token].push_back(buffer.hash(at));
                              }
                              ++token;
                            });
      }
    }
    FeatureTable second_table;
    for (const std::vector<uint64_t>& token : second) {
      for (const uint64_t hash : token) second_table.Count(hash);
    }
    const std::vector<uint64_t> second_hashes =
        second_table.Number(settings.least_count);
    std::fprintf(stderr, "%zu features of the second pass\n",
                 second_hashes.size());
    const auto first_id = static_cast<uint32_t>(hashes.size());
    hashes.insert(hashes.end(), second_hashes.begin(), second_hashes.end());
    for (const std::vector<uint64_t>& token : second) {
      corpus.second_starts.push_back(
          static_cast<uint32_t>(corpus.second_features.size()));
      for (const uint64_t hash : token) {
        const uint32_t id = second_table.Id(hash);
        if (id != UINT32_MAX) corpus.second_features.push_back(first_id + id);
      }
    }
    corpus.second_starts.push_back(
        static_cast<uint32_t>(corpus.second_features.size()));
    second_ids = [=](uint64_t hash) {
      const uint32_t id = second_table.Id(hash);
      return id == UINT32_MAX ? id : first_id + id;
    };
  }
  documents.clear();
  // By the first pass and by the second.
  const auto dev_f1 = [&](Crf* crf, DevSet* dev) {
    CrfCorpus& own = dev->corpus;
    const double first = DevF1(crf, own, CrfPass::kFirst);
    own.second_starts.clear();
    own.second_features.clear();
    if (!second_ids) return std::make_pair(first, first);
    for (const TrainingDocument& document : dev->documents) {
      VisitSecondFeatures(document, lexicon.value(), own, crf,
                          [&](const EntityFeatureBuffer& buffer) {
                            own.second_starts.push_back(static_cast<uint32_t>(
                                own.second_features.size()));
                            for (uint32_t at = 0; at < buffer.size; ++at) {
                              const uint32_t id = second_ids(buffer.hash(at));
                              if (id != UINT32_MAX) {
                                own.second_features.push_back(id);
                              }
                            }
                          });
    }
    own.second_starts.push_back(
        static_cast<uint32_t>(own.second_features.size()));
    return std::make_pair(first, DevF1(crf, own, CrfPass::kSecond));
  };

  Crf crf(types_count, static_cast<uint32_t>(hashes.size()), options);
  std::vector<uint32_t> order(corpus.sentences.size());
  for (uint32_t at = 0; at < order.size(); ++at) order[at] = at;
  const std::vector<EntityType> types(kTypes.begin(), kTypes.end());
  const auto write = [&](const std::string& path) -> int {
    ModelWriter writer("entities");
    const std::vector<uint8_t> recognizer =
        MakeRecognizer(crf, hashes, types, settings.steps);
    std::fprintf(stderr,
                 "deflated: lexicon %zu, countries %zu, recognizer %zu\n",
                 DeflatedSize(lexicon_bytes.value()),
                 DeflatedSize(country_bytes.value()), DeflatedSize(recognizer));
    writer.Add("lexicon", 1, lexicon_bytes.value());
    writer.Add("countries", 1, country_bytes.value());
    writer.Add("name-lists", 1, list_bytes.value());
    writer.Add("recognizer", 2, recognizer);
    const Status written = writer.Write(path);
    if (!written.ok()) return Fail(written.error());
    Expected<std::vector<uint8_t>> bytes = ReadModelFile(path);
    if (!bytes.ok()) return Fail(bytes.error());
    Expected<ModelPart> part = ModelPart::Read(bytes.value());
    if (!part.ok()) return Fail(part.error());
    const Expected<EntityModel> model = EntityModel::Read(part.value());
    if (!model.ok()) return Fail(model.error());
    std::fprintf(stderr, "as stored:");
    for (const DevSet& dev : dev_sets) {
      std::fprintf(
          stderr, " %s dev %.2f / %.2f;", dev.name.c_str(),
          StoredF1(dev.documents, dev.corpus, model.value(), CrfPass::kFirst),
          StoredF1(dev.documents, dev.corpus, model.value(), CrfPass::kSecond));
    }
    std::fprintf(stderr, "\n");
    return 0;
  };
  const auto report = [&](const std::string& what) {
    std::fprintf(stderr, "%s: %zu weights;", what.c_str(), crf.WeightCount());
    for (DevSet& dev : dev_sets) {
      const auto [first, second] = dev_f1(&crf, &dev);
      std::fprintf(stderr, " %s dev %.2f / %.2f, loss %.5f;", dev.name.c_str(),
                   first, second, crf.Loss(dev.corpus, CrfPass::kSecond));
    }
    std::fprintf(stderr, "\n");
  };
  uint32_t epochs = 0;
  const auto epoch = [&] {
    shuffle(&order);
    const double loss = crf.Epoch(corpus, order, epochs);
    ++epochs;
    report("epoch " + std::to_string(epochs) + ", loss " +
           std::to_string(loss));
  };
  while (epochs < settings.epochs) epoch();
  for (const uint32_t keep : settings.keep) {
    crf.PruneTo(keep, apart.first, apart.end);
    DropDead(crf.Alive(), &corpus.feature_starts, &corpus.features);
    DropDead(crf.Alive(), &corpus.second_starts, &corpus.second_features);
    report("cut");
    crf.set_l1(settings.late_l1);
    epoch();
  }
  constexpr uint32_t kSamples = 10;  // An epoch.
  crf.StartAverage(
      static_cast<uint32_t>(std::max<size_t>(1, order.size() / kSamples)));
  for (uint32_t at = 0; at < settings.last_epochs; ++at) epoch();
  crf.UseAverage();
  crf.Forget(apart.first, apart.end);
  report("mean of the last epochs");
  return write(arguments.output);
}

}  // namespace standfirst::tools
