// standfirst-train entities: docs/entities.md says what it does and what each
// choice brought.

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity_features.h"
#include "core/entity/entity_model.h"
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
  uint32_t epochs = 4;
  // After those: weights below each cut go for good, then one more epoch, and
  // two after the last.
  std::vector<float> cuts = {0.10F};
  float alpha = 0.05F;
  float l1 = 2.0F;
  float late_l1 = 2.0F;  // Once pruning has begun.
  bool stages = false;   // Write the part after every cut as well.
  uint32_t least_count = 3;
  uint32_t augmented = 7;      // Percent of documents, for each casing.
  uint32_t class_count = 25;   // Words and surnames seen less often in the
  uint32_t surname_count = 8;  // texts stay out of the lexicon.
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
    if ((unified & covers) != 0)
      labels |= uint64_t{1} << EntityLabel(type, kind);
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
};

template <typename Visit>
void VisitFeatures(const TrainingDocument& source, const EntityLexicon& lexicon,
                   Visit&& visit) {
  Document document;
  for (const LabelledSentence& sentence : source.sentences) {
    AppendSentence(sentence.pieces, &document);
  }
  EntityWordTable table(&lexicon);
  EntityDocumentFacts facts;
  std::vector<EntitySentence> prepared(document.sentences.size());
  for (size_t index = 0; index < prepared.size(); ++index) {
    PrepareEntitySentence(document, document.sentences[index], &table,
                          &prepared[index]);
    facts.Add(prepared[index], table);
  }
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

// What a set of label sequences has found, by merged type, against gold spans
// given as allowed labels.
struct DevFigures {
  size_t right = 0;
  size_t gold = 0;
  size_t found = 0;
};

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

double DevF1(Crf* crf, const CrfCorpus& corpus) {
  DevFigures figures;
  std::vector<uint8_t> labels;
  std::vector<uint8_t> gold;
  for (const CrfSentence& sentence : corpus.sentences) {
    crf->Decode(corpus, sentence, &labels);
    gold.resize(sentence.token_count);
    for (uint32_t at = 0; at < sentence.token_count; ++at) {
      // The set's own label: the lowest that is allowed and not "outside",
      // unless "outside" is.
      const uint64_t allowed = corpus.allowed[sentence.first_token + at];
      uint32_t label = 0;
      if ((allowed & 1) == 0) {
        while ((allowed >> label & 1) == 0) ++label;
      }
      gold[at] = static_cast<uint8_t>(label);
    }
    const auto wanted = Spans(gold);
    const auto found = Spans(labels);
    figures.gold += wanted.size();
    figures.found += found.size();
    for (const auto& span : found) {
      figures.right +=
          static_cast<size_t>(std::count(wanted.begin(), wanted.end(), span));
    }
  }
  return 200.0 * static_cast<double>(figures.right) /
         static_cast<double>(std::max<size_t>(1, figures.gold + figures.found));
}

Settings ReadSettings(const TrainArguments& arguments) {
  Settings settings;
  // CoNLL's and worldwide's are not openly licensed.
  settings.sets = arguments.corpora == "open"
                      ? "redocred,gum,wnut17,wikigold,crossner,re3d"
                      : "worldwide,conllpp,redocred,gum,wnut17,wikigold,"
                        "crossner,re3d";
  for (const std::string& option : arguments.extra) {
    const size_t equals = option.find('=');
    const std::string name = option.substr(0, equals);
    const std::string value =
        equals == std::string::npos ? "" : option.substr(equals + 1);
    const auto number = static_cast<uint32_t>(std::atoi(value.c_str()));
    const auto real = static_cast<float>(std::atof(value.c_str()));
    if (name == "epochs") settings.epochs = number;
    if (name == "late-l1") settings.late_l1 = real;
    if (name == "stages") settings.stages = number != 0;
    if (name == "alpha") settings.alpha = real;
    if (name == "l1") settings.l1 = real;
    if (name == "cuts") {
      settings.cuts.clear();
      for (size_t at = 0; at < value.size();) {
        settings.cuts.push_back(
            static_cast<float>(std::atof(value.c_str() + at)));
        const size_t comma = value.find(',', at);
        at = comma == std::string::npos ? value.size() : comma + 1;
      }
    }
    if (name == "least-count") settings.least_count = number;
    if (name == "augmented") settings.augmented = number;
    if (name == "class-count") settings.class_count = number;
    if (name == "surname-count") settings.surname_count = number;
    if (name == "limit") settings.limit = number;
    if (name == "sets") settings.sets = value;
    if (name == "cache") settings.cache = value;
  }
  return settings;
}

void AppendCorpus(const TrainingDocument& document,
                  const EntityLexicon& lexicon, const FeatureTable& features,
                  CrfCorpus* corpus) {
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
          const uint32_t id = features.Id(buffer.hashes[index]);
          if (id != UINT32_MAX) corpus->features.push_back(id);
        }
      });
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
  Expected<std::vector<uint8_t>> country_bytes = MakeCountries(ner + "/lists");
  if (!country_bytes.ok()) return Fail(country_bytes.error());
  Expected<EntityLexicon> lexicon = EntityLexicon::Read(lexicon_bytes.value());
  if (!lexicon.ok()) return Fail(lexicon.error());

  Random random(arguments.seed);
  std::vector<TrainingDocument> documents;
  std::string set;
  for (const char byte : settings.sets + ",") {
    if (byte != ',') {
      set.push_back(byte);
      continue;
    }
    Expected<std::vector<TrainingDocument>> read = ReadSet(
        ner + "/" + set + "/train.bio", set, tables.value(), settings.limit);
    if (!read.ok()) return Fail(read.error());
    for (TrainingDocument& document : read.value()) {
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
      documents.push_back(std::move(document));
    }
    set.clear();
  }
  FeatureTable features;
  size_t tokens = 0;
  for (const TrainingDocument& document : documents) {
    VisitFeatures(document, lexicon.value(),
                  [&](size_t, uint32_t, const EntityFeatureBuffer& buffer) {
                    ++tokens;
                    for (uint32_t at = 0; at < buffer.size; ++at) {
                      features.Count(buffer.hashes[at]);
                    }
                  });
  }
  const size_t distinct = features.used();
  const std::vector<uint64_t> hashes = features.Number(settings.least_count);
  std::fprintf(stderr, "%zu tokens, %zu features, %zu seen %u times or more\n",
               tokens, distinct, hashes.size(), settings.least_count);
  CrfCorpus corpus;
  for (TrainingDocument& document : documents) {
    AppendCorpus(document, lexicon.value(), features, &corpus);
    document = TrainingDocument();
  }
  corpus.feature_starts.push_back(
      static_cast<uint32_t>(corpus.features.size()));
  CrfCorpus dev;
  Expected<std::vector<TrainingDocument>> dev_documents =
      ReadSet(ner + "/worldwide/dev.bio", "worldwide", tables.value(), 0);
  if (!dev_documents.ok()) return Fail(dev_documents.error());
  for (const TrainingDocument& document : dev_documents.value()) {
    AppendCorpus(document, lexicon.value(), features, &dev);
  }
  dev.feature_starts.push_back(static_cast<uint32_t>(dev.features.size()));

  CrfOptions options;
  options.alpha = settings.alpha;
  options.l1 = settings.l1;
  Crf crf(static_cast<uint32_t>(kTypes.size()),
          static_cast<uint32_t>(hashes.size()), options);
  std::vector<uint32_t> order(corpus.sentences.size());
  for (uint32_t at = 0; at < order.size(); ++at) order[at] = at;
  const std::vector<EntityType> types(kTypes.begin(), kTypes.end());
  const auto write = [&](const std::string& path) -> int {
    ModelWriter writer("entities");
    const std::vector<uint8_t> recognizer = MakeRecognizer(crf, hashes, types);
    std::fprintf(stderr,
                 "deflated: lexicon %zu, countries %zu, recognizer %zu\n",
                 DeflatedSize(lexicon_bytes.value()),
                 DeflatedSize(country_bytes.value()), DeflatedSize(recognizer));
    writer.Add("lexicon", 1, lexicon_bytes.value());
    writer.Add("countries", 1, country_bytes.value());
    writer.Add("recognizer", 1, recognizer);
    const Status written = writer.Write(path);
    return written.ok() ? 0 : Fail(written.error());
  };
  const auto epoch = [&](uint32_t number) {
    for (auto at = static_cast<uint32_t>(order.size()); at-- > 1;) {
      std::swap(order[at], order[random.Below(at + 1)]);
    }
    const double loss = crf.Epoch(corpus, order);
    std::fprintf(stderr, "epoch %u: loss %.4f, worldwide dev %.2f\n", number,
                 loss, DevF1(&crf, dev));
  };
  uint32_t epochs = 0;
  while (epochs < settings.epochs) epoch(++epochs);
  crf.set_l1(settings.late_l1);
  for (size_t stage = 0; stage < settings.cuts.size(); ++stage) {
    crf.Prune(settings.cuts[stage]);
    std::fprintf(stderr, "pruned below %.3f: worldwide dev %.2f\n",
                 static_cast<double>(settings.cuts[stage]), DevF1(&crf, dev));
    epoch(++epochs);
    if (stage + 1 == settings.cuts.size()) epoch(++epochs);
    if (settings.stages) {
      const int failed = write(arguments.output + "." + std::to_string(stage));
      if (failed != 0) return failed;
    }
  }
  // What the last epochs have made small again.
  crf.Prune(settings.cuts.empty() ? 0.0F : settings.cuts.back() / 2);
  std::fprintf(stderr, "in the end: worldwide dev %.2f\n", DevF1(&crf, dev));
  return write(arguments.output);
}

}  // namespace standfirst::tools
