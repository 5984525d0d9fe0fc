// standfirst-train headline: which words of an article its headline uses, and
// which lines that may be cut from its first sentences read as one.
//
// Two linear models. Words: logistic, by AdaGrad, over the tokens of the
// first sentences of the articles that have a title. Lines: a log-linear
// choice among all lines of an article. Then both together, so that the
// expected ROUGE of the line chosen is as large as can be (minimum risk: Och
// 2003, Smith and Eisner 2006). Which lines there are was decided with
// salience that was learnt on the other half of the articles. Before them a
// third model learns from lines that people read whether one is complete
// (tools/train/headline_labels.txt); what it finds wanting costs a line.
#include <algorithm>
#include <array>
#include <cinttypes>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/headline/headline.h"
#include "core/headline/headline_lines.h"
#include "core/headline/headline_model.h"
#include "core/model/model_part.h"
#include "core/rank/rank.h"
#include "core/rank/rank_model.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/common/rouge.h"
#include "tools/common/sparse_model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/linear.h"
#include "tools/train/logistic.h"
#include "tools/train/rank_texts.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

constexpr uint32_t kNoRow = 0xFFFFFFFF;
constexpr double kSmallest = 0.25;
constexpr uint32_t kWords = 12;
// What is labelled is judged by models that did not see its tenth.
constexpr uint32_t kFolds = 10;
// What the F1 of its words counts for, of a line's score.
constexpr double kExpectedWeight = kExpectedUnit * 1000.0 / kLogitUnit;

struct TokenExample {
  HeadlineTokenFeatures features;
  uint32_t identity = kNoRow;
  bool in_title = false;
};

// Of one text: a cutter per sentence that is tried, the tokens' examples.
struct TextExamples {
  std::vector<SentenceCutter> cutters;
  std::vector<double> scores;  // Per cutter: its sentence's, from 0 to 1.
  std::vector<std::vector<TokenExample>> tokens;  // Per cutter, per piece.
};

// A line, and what the title makes of it.
struct LineExample {
  LineFeatures features;
  float rouge1 = 0;
  float rouge_l = 0;
  uint32_t words = 0;
  double score = 0;  // What its sentence's score counts, less its gaps.
  uint32_t gaps = 0;
  double cost = 0;    // Of what is wanting.
  double likely = 0;  // How likely it is complete.
  char verdict = 0;   // Of who read it.
  std::string string;
  std::vector<uint16_t> tokens;  // Cutter << 8 | piece.
  uint32_t terms = 0;
  uint32_t cutter = 0;
  std::string kept;  // As the file of labels has it: "0-10,15-22".
  // Its F1 when its words bring so much.
  double Expected(double sum) const {
    return 2 * sum / (terms + kUsualHeadlineWords);
  }
  double worth = 0;  // What the title makes of it, and its being complete.
  double gain() const { return double{rouge1} + double{rouge_l}; }
};
// Probability of each token, by cutter and piece.
using Shares = std::vector<std::vector<double>>;
struct TextLines {
  uint32_t text = 0;
  std::vector<LineExample> lines;
};

// A line that somebody read.
struct Label {
  uint32_t text = 0;
  char verdict = 0;
  char reader = 0;
  std::vector<uint64_t> signals;
  // The first reader of all was not asked for it.
  bool KnewNoNearly() const { return reader == 'o'; }
};
using SignalWeights = std::unordered_map<uint64_t, double>;

double SumOf(const SignalWeights& weights,
             const std::vector<uint64_t>& signals) {
  double sum = 0;
  for (const uint64_t signal : signals) {
    const auto found = weights.find(signal);
    if (found != weights.end()) sum += found->second;
  }
  return sum;
}

struct WordModel {
  explicit WordModel(size_t identities)
      : table(HeadlineTokenColumnCount()), words(identities) {}
  double Score(const TokenExample& example) const {
    double sum = 0;
    for (const uint16_t column : example.features) sum += table.At(column);
    if (example.identity != kNoRow) sum += words.At(example.identity);
    return sum;
  }
  LinearWeights table;
  LinearWeights words;
};

class HeadlineTrainer {
 public:
  HeadlineTrainer(const std::vector<TrainingText>& texts,
                  const ArticleReader& articles, const RankModel* ranker,
                  const TrainArguments& arguments)
      : texts_(texts),
        articles_(articles),
        ranker_(ranker),
        arguments_(arguments) {
    for (uint32_t i = 0; i < texts.size(); ++i) {
      if (texts[i].title.empty()) continue;
      (texts[i].held_out ? held_out_ : train_).push_back(i);
    }
  }

  void MakeExamples();
  WordModel TrainWords(const std::vector<uint32_t>& texts, const char* name);
  std::vector<TextLines> MakeLines();
  void CrossValidate(const std::vector<TextLines>& all);
  WordModel TrainAll(const std::vector<TextLines>& all);
  std::vector<uint8_t> Section(const WordModel& model) const;
  void Report(const std::vector<uint8_t>& section) const;

 private:
  void FindValency();
  void ReadLabels(Parser* parser);
  void TrainCompleteness();
  // The odds that the line is complete, as the runtime has them.
  double OddsOf(uint32_t text, const SentenceCutter& cutter,
                const HeadlineLine& line) const;
  // What who read the line said, or 0.
  char VerdictOf(uint32_t text, const SentenceCutter& cutter,
                 const HeadlineLine& line) const {
    const auto found = verdicts_.find({text, cutter.begin(), line.mask()});
    return found == verdicts_.end() ? '\0' : found->second;
  }
  // Both models. Of a token's words only those of the lines count, once each.
  struct Joint {
    WordModel words;
    LinearWeights lines;
    double Score(const LineExample& line, const Shares& shares) const {
      double sum = 0;
      for (const uint16_t token : line.tokens) {
        sum += shares[token >> 8U][token & 255U];
      }
      double score =
          kExpectedWeight * line.Expected(sum) + line.score - line.cost;
      for (const uint16_t column : line.features) score += lines.At(column);
      return score;
    }
  };
  Joint TrainJoint(std::vector<const TextLines*> all, const WordModel& start);
  void FindShares(const Joint& joint, const TextLines& text,
                  Shares* shares) const;
  void WriteUnread(const Joint& joint, const TextLines& text,
                   const Shares& shares, std::ostream* output);
  double Number(const char* name, double value) const {
    return ExtraNumber(arguments_, name, value);
  }

  const std::vector<TrainingText>& texts_;
  const ArticleReader& articles_;
  const RankModel* ranker_;
  const TrainArguments& arguments_;
  std::vector<uint32_t> train_;
  std::vector<uint32_t> held_out_;
  std::vector<uint64_t> hashes_;
  std::vector<TextExamples> examples_;
  std::vector<SparseWeight> pairs_;  // Words that want a preposition.
  SparseModel valency_;              // The same, to look up.
  std::vector<Label> labels_;
  // Verdicts by text, first token and pieces.
  std::map<std::tuple<uint32_t, uint32_t, uint64_t>, char> verdicts_;
  std::unordered_set<uint32_t> labelled_;
  std::vector<SignalWeights> complete_;  // Without each fold, then of all.
  LinearWeights lines_{0};
};

// Which words want which preposition: those that have it after them, or behind
// their object, much more often than other words; and which verbs need nothing
// behind them: those that stand alone often enough.
void HeadlineTrainer::FindValency() {
  struct Counts {
    double uses = 0;
    double alone = 0;  // With nothing behind it.
    std::unordered_map<uint64_t, double> with;
  };
  // By word, verbs apart from nouns and what else.
  std::unordered_map<uint64_t, Counts> counts[2];
  std::unordered_map<uint64_t, double> base[2];
  double uses[2] = {};
  for (const TrainingText& text : texts_) {
    if (text.group > 1) continue;  // News.
    const Document& document = *text.document;
    const auto hash_of = [&](const Token& token) {
      const uint32_t lower = document.vocabulary.lower(token.word);
      return document.vocabulary.entry(lower).hash;
    };
    for (const Sentence& sentence : document.sentences) {
      for (uint32_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        const Token& token = document.tokens[i];
        const auto tag = static_cast<PartOfSpeech>(token.tag);
        const uint32_t group = TagGroup(token.tag);
        const bool word = (group >= 1 && group <= 2) || group == 5;
        const bool verb = group >= 7 && group <= 10;
        if (word || verb) {
          uses[verb] += 1;
          Counts& own = counts[verb][hash_of(token)];
          own.uses += 1;
          const std::string_view behind =
              i + 1 < sentence.tokens.end
                  ? document.Text(document.tokens[i + 1])
                  : std::string_view();
          if (!IsTerm(behind) || behind == "after" || behind == "and") {
            own.alone += 1;
          }
          // "prime", of "prime minister".
          if (tag == PartOfSpeech::kJJ && i + 1 < sentence.tokens.end) {
            const uint64_t next = hash_of(document.tokens[i + 1]);
            own.with[next] += 1;
            base[0][next] += 1;
          }
        }
        if (tag != PartOfSpeech::kIN && tag != PartOfSpeech::kTO) continue;
        const uint64_t preposition = hash_of(token);
        for (uint32_t at = i; at > sentence.tokens.begin && at + 8 > i;) {
          const Token& before = document.tokens[--at];
          const uint32_t kind = TagGroup(before.tag);
          const bool governs = kind >= 7 && kind <= 10;
          if (governs || (at + 1 == i && (IsNoun(before.tag) || kind == 5))) {
            counts[governs][hash_of(before)].with[preposition] += 1;
            base[governs][preposition] += 1;
          }
          const auto other = static_cast<PartOfSpeech>(before.tag);
          if (governs ||
              (kind == 11 && other != PartOfSpeech::kDT &&
               other != PartOfSpeech::kPOS && other != PartOfSpeech::kPRP &&
               other != PartOfSpeech::kPRPS && document.Text(before) != "of")) {
            break;
          }
        }
      }
    }
  }
  const double least = Number("least-uses", 15);
  const std::array<double, 2> share = {Number("noun-share", 0.4),
                                       Number("verb-share", 0.15)};
  const double lift = Number("lift", 3);
  const double alone = Number("alone", 0.12);
  for (int verb = 0; verb < 2; ++verb) {
    for (const auto& [word, own] : counts[verb]) {
      if (own.uses < least) continue;
      if (verb == 1 && own.alone >= alone * own.uses) {
        pairs_.push_back({ValencyHash(word, word), 0, 1.0});
      }
      for (const auto& [preposition, count] : own.with) {
        const double rate = count / own.uses;
        if (rate < share[verb] ||
            rate < lift * base[verb][preposition] / uses[verb]) {
          continue;
        }
        pairs_.push_back({ValencyHash(word, preposition), 0, 1.0});
      }
    }
  }
  const SparseModelBytes stored =
      WriteSparseModel(pairs_, {.label_count = 1, .remainder_bits = 12});
  std::fprintf(stderr, "%zu pairs\n", stored.features);
  Expected<SparseModel> read = SparseModel::Read(stored.bytes, "valency");
  if (read.ok()) valency_ = std::move(read).value();
}

// A line of the file: the article, who read it, the hash of the sentence, and
// for each line that was cut from it what is kept, as bytes from its beginning,
// with a verdict ("0-10,15-22:g"): g where it is complete, m where it nearly
// is, else what is wrong (docs/ranking.md). Texts that are held out are not
// learnt from.
void HeadlineTrainer::ReadLabels(Parser* parser) {
  std::ifstream file(
      ExtraText(arguments_, "labels", "tools/train/headline_labels.txt"));
  std::unordered_map<std::string, uint32_t> by_id;
  for (const uint32_t text : train_) by_id.emplace(texts_[text].id, text);
  std::string line;
  size_t lost = 0;
  while (std::getline(file, line)) {
    std::istringstream fields(line);
    std::string id;
    std::string hash;
    std::string reader;
    std::string line_read;
    if (!(fields >> id >> reader >> hash)) continue;
    const auto text = by_id.find(id);
    const uint64_t wanted = std::strtoull(hash.c_str(), nullptr, 16);
    if (text == by_id.end()) {
      ++lost;
      continue;
    }
    const TrainingText& here = texts_[text->second];
    const Document& document = *here.document;
    uint32_t sentence = 0;
    while (sentence < document.sentences.size() &&
           HashBytes(document.Text(document.sentences[sentence].span)) !=
               wanted) {
      ++sentence;
    }
    if (sentence == document.sentences.size()) {
      ++lost;
      continue;
    }
    const SentenceCutter cutter(document, here.entities, articles_.words(),
                                &valency_, parser, sentence, 0,
                                /*english=*/true);
    const CleanOffset start = document.sentences[sentence].span.start;
    while (fields >> line_read) {
      uint64_t mask = 0;
      std::istringstream ranges(line_read);
      uint32_t from = 0;
      uint32_t to = 0;
      char mark = 0;
      while (mark != ':' && ranges >> from >> mark >> to >> mark) {
        for (uint32_t i = 0; i < cutter.pieces().size(); ++i) {
          const CleanSpan own = document.tokens[cutter.begin() + i].span;
          if (own.start - start >= from && own.end - start <= to) {
            mask |= uint64_t{1} << i;
          }
        }
      }
      if (mask == 0) {
        ++lost;
        continue;
      }
      Label label;
      label.text = text->second;
      label.verdict = line_read.back();
      label.reader = reader[0];
      cutter.FindSignals(mask, &label.signals);
      verdicts_[{label.text, cutter.begin(), mask}] = label.verdict;
      labels_.push_back(std::move(label));
      labelled_.insert(text->second);
    }
  }
  std::fprintf(stderr, "%zu labels, %zu lost\n", labels_.size(), lost);
}

// How often one of `judged` that is so is thought likelier to be so than one
// that is not.
double AreaOf(std::vector<std::pair<double, bool>> judged) {
  std::sort(judged.begin(), judged.end());
  double others = 0;
  double right = 0;
  for (const auto& [sum, is_so] : judged) {
    right += is_so ? others : 0;
    others += is_so ? 0 : 1;
  }
  const double count = static_cast<double>(judged.size()) - others;
  return right / std::max(1.0, others * count);
}

// Of each line it is asked twice whether it is complete: by who is strict, and
// by who lets pass what nearly is. Both have the same weights. Readers differ:
// each has an intercept of its own for each question; what is stored has the
// mean of those of the readers that knew both.
void HeadlineTrainer::TrainCompleteness() {
  LogisticOptions options;
  options.l1 = Number("complete-l1", 45);
  options.l2 = Number("complete-l2", 20);
  options.epochs = static_cast<int>(Number("complete-passes", 8));
  options.min_count = static_cast<int>(Number("complete-least", 6));
  options.seed = arguments_.seed;
  constexpr uint32_t kReaders = 0xFFFF;  // No signal's kind.
  std::map<char, std::array<std::vector<std::pair<double, bool>>, 2>> judged;
  for (uint32_t fold = 0; fold <= kFolds; ++fold) {
    LogisticExamples examples;
    for (const Label& label : labels_) {
      if (label.text % kFolds == fold) continue;
      for (uint32_t question = 0; question < (label.KnewNoNearly() ? 1 : 2);
           ++question) {
        examples.Start(label.verdict == 'g' ||
                       (question == 1 && label.verdict == 'm'));
        for (const uint64_t signal : label.signals) examples.Add(signal);
        examples.Add(SignalHash(
            kReaders, static_cast<unsigned char>(label.reader), question));
      }
    }
    LogisticRegression regression;
    regression.Train(examples, options);
    SignalWeights& weights = complete_.emplace_back();
    for (const SparseWeight& weight : regression.Weights()) {
      weights[weight.hash] = weight.weight;
    }
    double intercept = 0;
    double readers = 0;
    for (int reader = 0; reader < 128; ++reader) {
      const auto strict = weights.extract(
          SignalHash(kReaders, static_cast<uint32_t>(reader), 0));
      const auto lenient = weights.extract(
          SignalHash(kReaders, static_cast<uint32_t>(reader), 1));
      if (lenient.empty()) continue;
      intercept += lenient.mapped() + (strict.empty() ? 0 : strict.mapped());
      readers += 1;
    }
    weights[SignalHash(0, 0, 0)] +=
        regression.bias() + intercept / std::max(1.0, 2 * readers);
    for (const Label& label : labels_) {
      if (label.text % kFolds != fold) continue;
      const double sum = SumOf(weights, label.signals);
      judged[label.reader][0].emplace_back(sum, label.verdict == 'g');
      judged[label.reader][1].emplace_back(
          sum, label.verdict == 'g' || label.verdict == 'm');
    }
  }
  std::fprintf(stderr, "completeness: %zu weights; areas by folds",
               complete_.back().size());
  std::array<double, 2> areas{};
  for (const auto& [reader, both] : judged) {
    std::fprintf(stderr, ", %c %.3f %.3f", reader, AreaOf(both[0]),
                 AreaOf(both[1]));
    for (int i = 0; i < 2; ++i) {
      areas[i] += AreaOf(both[i]) / static_cast<double>(judged.size());
    }
  }
  std::fprintf(stderr, ", mean %.4f %.4f\n", areas[0], areas[1]);
}

double HeadlineTrainer::OddsOf(uint32_t text, const SentenceCutter& cutter,
                               const HeadlineLine& line) const {
  std::vector<uint64_t> signals;
  cutter.FindSignals(line.mask(), &signals);
  return SumOf(complete_[labelled_.contains(text) ? text % kFolds : kFolds],
               signals);
}

void HeadlineTrainer::MakeExamples() {
  FindValency();
  Parser parser(articles_.parse(), articles_.words());
  examples_.resize(texts_.size());
  std::unordered_map<uint64_t, uint32_t> texts_with;
  for (const uint32_t text : train_) {
    const TrainingText& here = texts_[text];
    const Ranking ranking =
        Rank(nullptr, nullptr, *here.document, here.entities, {});
    const Ranking trained =
        Rank(ranker_, articles_.words(), *here.document, here.entities, {});
    TextExamples& examples = examples_[text];
    std::unordered_set<uint32_t> seen;
    for (uint32_t i = 0; i < here.document->sentences.size() &&
                         examples.cutters.size() < kHeadlineSentences;
         ++i) {
      if (!MayHeadline(ranking.sentences[i], here.evidence.shapes[i])) {
        continue;
      }
      examples.cutters.emplace_back(
          *here.document, here.entities, articles_.words(), &valency_, &parser,
          i, static_cast<uint32_t>(examples.cutters.size()), /*english=*/true);
      examples.scores.push_back(trained.sentences[i].score / 1000.0);
      for (const auto& piece : examples.cutters.back().pieces()) {
        if (piece.term && seen.insert(piece.lower).second) {
          ++texts_with[here.document->vocabulary.entry(piece.lower).hash];
        }
      }
    }
  }
  ReadLabels(&parser);
  TrainCompleteness();
  const auto least = static_cast<uint32_t>(Number("least-texts", 20));
  std::unordered_map<uint64_t, uint32_t> identities;
  for (const uint32_t text : train_) {
    const TrainingText& here = texts_[text];
    const std::vector<std::string> tokens = RougeTokens(here.title);
    const std::unordered_set<std::string> title(tokens.begin(), tokens.end());
    const Vocabulary& vocabulary = here.document->vocabulary;
    for (const SentenceCutter& cutter : examples_[text].cutters) {
      std::vector<TokenExample>& into = examples_[text].tokens.emplace_back();
      for (uint32_t i = 0; i < cutter.pieces().size(); ++i) {
        const SentenceCutter::Piece& piece = cutter.pieces()[i];
        TokenExample& example = into.emplace_back();
        if (!piece.term) continue;
        example.features = cutter.FeaturesOf(i, here.evidence);
        const uint64_t hash = vocabulary.entry(piece.lower).hash;
        if (texts_with[hash] >= least) {
          const auto [known, is_new] = identities.try_emplace(
              hash, static_cast<uint32_t>(hashes_.size()));
          if (is_new) hashes_.push_back(hash);
          example.identity = known->second;
        }
        const std::vector<std::string> pieces =
            RougeTokens(vocabulary.form(piece.lower));
        example.in_title =
            !pieces.empty() && std::all_of(pieces.begin(), pieces.end(),
                                           [&](const std::string& part) {
                                             return title.contains(part);
                                           });
      }
    }
  }
}

WordModel HeadlineTrainer::TrainWords(const std::vector<uint32_t>& texts,
                                      const char* name) {
  WordModel model(hashes_.size());
  SeededNumbers numbers(arguments_.seed);
  std::vector<uint32_t> order = texts;
  const int passes = static_cast<int>(Number("passes", 8));
  const double rate = Number("rate", 0.05);
  const double decay = Number("decay", 1e-4);
  for (int pass = 0; pass < passes; ++pass) {
    numbers.Shuffle(&order);
    double loss = 0;
    double count = 0;
    for (const uint32_t text : order) {
      for (size_t i = 0; i < examples_[text].tokens.size(); ++i) {
        const auto& pieces = examples_[text].cutters[i].pieces();
        for (size_t j = 0; j < pieces.size(); ++j) {
          if (!pieces[j].term) continue;
          const TokenExample& example = examples_[text].tokens[i][j];
          const double share = Sigmoid(model.Score(example));
          loss -= std::log(1e-9 + (example.in_title ? share : 1 - share));
          count += 1;
          const double gradient = share - (example.in_title ? 1 : 0);
          for (const uint16_t column : example.features) {
            model.table.Step(column, gradient, rate, decay);
          }
          if (example.identity != kNoRow) {
            model.words.Step(example.identity, gradient, rate, decay * 10);
          }
        }
      }
    }
    std::fprintf(stderr, "%s, pass %d: loss %.4f\n", name, pass + 1,
                 loss / count);
    if (pass * 2 >= passes) {
      model.table.EndPass();
      model.words.EndPass();
    }
  }
  model.table.Average();
  model.words.Average();
  return model;
}

// How complete a line is that was read: nearly so is most of it.
double CompleteAsRead(char verdict) {
  if (verdict == 'g') return 1;
  return verdict == 'm' ? 0.8 : 0;
}

const Sentence& SentenceOf(const Document& document,
                           const SentenceCutter& cutter) {
  return *std::find_if(document.sentences.begin(), document.sentences.end(),
                       [&](const Sentence& sentence) {
                         return sentence.tokens.Contains(cutter.begin());
                       });
}

// What the line keeps of its sentence, as bytes from where that begins.
std::string KeptOf(const Document& document, const SentenceCutter& cutter,
                   const HeadlineLine& line) {
  const CleanOffset start = SentenceOf(document, cutter).span.start;
  std::string kept;
  for (uint32_t range = 0; range < line.ranges; ++range) {
    const IndexRange own = line.kept[range];
    const CleanSpan first = document.tokens[cutter.begin() + own.begin].span;
    const CleanSpan last = document.tokens[cutter.begin() + own.end - 1].span;
    if (range > 0) kept += ',';
    kept += std::to_string(first.start - start) + "-" +
            std::to_string(last.end - start);
  }
  return kept;
}

// The lines of every news text, with salience that was learnt on the other
// half of the texts, and what each of them gains.
std::vector<TextLines> HeadlineTrainer::MakeLines() {
  std::vector<TextLines> all;
  const auto most = static_cast<size_t>(Number("most-lines", 250));
  const double enough = Number("enough", double{kEnough} / kLogitUnit);
  const double lack = Number("lack", kLackWeight);
  const double reward = Number("reward", 0.5);
  const double sentence =
      Number("sentence", kSentenceUnit * 1000.0 / kLogitUnit);
  const double gap = Number("gap", double{kGapPrice} / kLogitUnit);
  double oracle = 0;
  double mean_lines = 0;
  double none = 0;
  double texts = 0;
  for (uint32_t fold = 0; fold < 2; ++fold) {
    std::vector<uint32_t> others;
    for (const uint32_t text : train_) {
      if (text % 2 != fold) others.push_back(text);
    }
    const WordModel model = TrainWords(others, fold == 0 ? "half" : "other");
    for (const uint32_t text : train_) {
      if (texts_[text].group != 0 || text % 2 != fold) continue;
      const TrainingText& here = texts_[text];
      const std::vector<std::string> title = {here.title};
      TextLines own;
      own.text = text;
      double best = 0;
      std::vector<std::pair<HeadlineLine, size_t>> lines;
      for (size_t i = 0; i < examples_[text].cutters.size(); ++i) {
        SentenceCutter& cutter = examples_[text].cutters[i];
        for (uint32_t j = 0; j < cutter.pieces().size(); ++j) {
          if (!cutter.pieces()[j].term) continue;
          cutter.SetSalience(
              j,
              static_cast<uint32_t>(std::lround(
                  1000 * Sigmoid(model.Score(examples_[text].tokens[i][j])))));
        }
        std::vector<HeadlineLine> made;
        cutter.AppendLines(kWords, &made);
        for (const HeadlineLine& line : made) lines.emplace_back(line, i);
      }
      // Where there are very many, those with the most likely words.
      mean_lines += static_cast<double>(lines.size());
      std::stable_sort(lines.begin(), lines.end(),
                       [](const auto& left, const auto& right) {
                         return left.first.expected > right.first.expected;
                       });
      if (lines.size() > most) lines.resize(most);
      for (const auto& [line, cutter] : lines) {
        std::string string;
        for (const CleanSpan kept :
             examples_[text].cutters[cutter].Make(line).kept) {
          string += here.document->Text(kept);
        }
        const RougeScore score = Rouge(title, string);
        std::vector<uint16_t> tokens;
        uint32_t terms = 0;
        const auto& pieces = examples_[text].cutters[cutter].pieces();
        std::unordered_set<uint32_t> seen;
        for (uint32_t range = 0; range < line.ranges; ++range) {
          for (uint32_t j = line.kept[range].begin; j < line.kept[range].end;
               ++j) {
            if (!pieces[j].term) continue;
            ++terms;
            if (seen.insert(pieces[j].lower).second) {
              tokens.push_back(static_cast<uint16_t>(cutter << 8U | j));
            }
          }
        }
        own.lines.push_back(
            {line.features, static_cast<float>(score.rouge1),
             static_cast<float>(score.rouge_l), line.words,
             sentence * examples_[text].scores[cutter] - gap * line.gaps,
             line.gaps, /*cost=*/0, /*likely=*/0,
             VerdictOf(text, examples_[text].cutters[cutter], line),
             std::move(string), std::move(tokens), terms,
             static_cast<uint32_t>(cutter),
             KeptOf(*here.document, examples_[text].cutters[cutter], line)});
        LineExample& example = own.lines.back();
        const double odds = OddsOf(text, examples_[text].cutters[cutter], line);
        example.cost = lack * std::max(0.0, enough - odds);
        example.likely = Sigmoid(odds);
        example.worth =
            example.gain() + reward * (example.verdict == 0
                                           ? example.likely
                                           : CompleteAsRead(example.verdict));
        best = std::max<double>(best, score.rouge1 + score.rouge_l);
      }
      texts += 1;
      none += own.lines.empty() ? 1 : 0;
      oracle += best / 2;
      all.push_back(std::move(own));
    }
  }
  std::fprintf(stderr,
               "%.1f lines a text, none for %.3f, the best one's mean F1 "
               "%.3f\n",
               mean_lines / texts, none / texts, oracle / texts);
  return all;
}

// Words and lines together, that the expected ROUGE of the line chosen be as
// large as can be, while words stay good at saying what titles have. Words
// begin with what they learnt alone.
HeadlineTrainer::Joint HeadlineTrainer::TrainJoint(
    std::vector<const TextLines*> all, const WordModel& start) {
  Joint joint{start, LinearWeights(LineColumnCount())};
  SeededNumbers numbers(arguments_.seed);
  const int passes = static_cast<int>(Number("line-passes", 5));
  const double rate = Number("line-rate", 0.05);
  const double decay = Number("line-decay", 2e-4);
  const double sharpness = Number("sharpness", 40);
  const double apart = Number("apart", 0.2);
  std::vector<double> scores;
  Shares shares;
  Shares pull;
  for (int pass = 0; pass < passes; ++pass) {
    numbers.Shuffle(&all);
    double sum = 0;
    for (const TextLines* text : all) {
      const std::vector<LineExample>& lines = text->lines;
      if (lines.empty()) continue;
      const TextExamples& examples = examples_[text->text];
      FindShares(joint, *text, &shares);
      pull = shares;
      for (auto& row : pull) row.assign(row.size(), 0);
      scores.assign(lines.size(), 0);
      double largest = -1e9;
      for (size_t i = 0; i < lines.size(); ++i) {
        scores[i] = joint.Score(lines[i], shares);
        largest = std::max(largest, scores[i]);
      }
      double total = 0;
      for (double& score : scores) total += score = std::exp(score - largest);
      double mean = 0;
      for (size_t i = 0; i < lines.size(); ++i) {
        scores[i] /= total;
        mean += scores[i] * lines[i].worth;
      }
      sum += mean / 2;
      for (size_t i = 0; i < lines.size(); ++i) {
        const double gradient =
            -sharpness * scores[i] * (lines[i].worth - mean);
        if (std::abs(gradient) < 1e-5) continue;
        for (const uint16_t column : lines[i].features) {
          joint.lines.Step(column, gradient, rate, decay);
        }
        const double part = gradient * kExpectedWeight * lines[i].Expected(1);
        for (const uint16_t token : lines[i].tokens) {
          pull[token >> 8U][token & 255U] += part;
        }
      }
      for (size_t i = 0; i < shares.size(); ++i) {
        for (size_t j = 0; j < shares[i].size(); ++j) {
          if (!examples.cutters[i].pieces()[j].term) continue;
          const TokenExample& example = examples.tokens[i][j];
          const double share = shares[i][j];
          const double gradient = pull[i][j] * share * (1 - share) +
                                  apart * (share - (example.in_title ? 1 : 0));
          for (const uint16_t column : example.features) {
            joint.words.table.Step(column, gradient, rate, decay);
          }
          if (example.identity != kNoRow) {
            joint.words.words.Step(example.identity, gradient, rate,
                                   decay * 10);
          }
        }
      }
    }
    if (pass + 1 == passes) {
      std::fprintf(stderr, "together, pass %d: expected F1 %.4f\n", pass + 1,
                   sum / static_cast<double>(all.size()));
    }
    if (pass * 2 >= passes) {
      joint.lines.EndPass();
      joint.words.table.EndPass();
      joint.words.words.EndPass();
    }
  }
  joint.lines.Average();
  joint.words.table.Average();
  joint.words.words.Average();
  return joint;
}

void HeadlineTrainer::FindShares(const Joint& joint, const TextLines& text,
                                 Shares* shares) const {
  const TextExamples& examples = examples_[text.text];
  shares->assign(examples.tokens.size(), {});
  for (size_t i = 0; i < examples.tokens.size(); ++i) {
    (*shares)[i].assign(examples.tokens[i].size(), 0);
    for (size_t j = 0; j < examples.tokens[i].size(); ++j) {
      if (!examples.cutters[i].pieces()[j].term) continue;
      (*shares)[i][j] = Sigmoid(joint.words.Score(examples.tokens[i][j]));
    }
  }
}

// For who reads lines: of those that would be chosen were what is wanting
// counted once, twice or three times as much, the best few that nobody has
// read; the article, its sentence's hash, what is kept, the sentence, the line.
void HeadlineTrainer::WriteUnread(const Joint& joint, const TextLines& text,
                                  const Shares& shares, std::ostream* output) {
  constexpr size_t kBest = 5;
  std::unordered_set<const LineExample*> written;
  const Document& document = *texts_[text.text].document;
  for (const uint32_t times : {1, 2, 3}) {
    std::vector<std::pair<double, size_t>> order;
    for (size_t i = 0; i < text.lines.size(); ++i) {
      order.emplace_back(
          (times - 1) * text.lines[i].cost - joint.Score(text.lines[i], shares),
          i);
    }
    std::sort(order.begin(), order.end());
    order.resize(std::min(order.size(), kBest));
    for (const auto& [score, index] : order) {
      const LineExample* line = &text.lines[index];
      if (line->verdict != 0 || !written.insert(line).second) continue;
      const std::string_view whole = document.Text(
          SentenceOf(document, examples_[text.text].cutters[line->cutter])
              .span);
      std::array<char, 17> hash{};
      std::snprintf(hash.data(), hash.size(), "%016" PRIx64, HashBytes(whole));
      *output << texts_[text.text].id << '\t' << hash.data() << '\t'
              << line->kept << '\t' << whole << '\t' << line->string << '\n';
    }
  }
}

// Trained on one half of the texts, measured on the other, and the other way
// round.
void HeadlineTrainer::CrossValidate(const std::vector<TextLines>& all) {
  std::array<double, 4> sums{};
  // Of the lines chosen that were read: all, complete, and nearly so too; how
  // likely those are complete that were chosen.
  std::array<double, 3> read{};
  double likely = 0;
  double lead = 0;
  double sentence = 0;
  double gaps = 0;
  const bool show = Number("show-cross", 0) != 0;
  const std::string to_read = ExtraText(arguments_, "to-read", "");
  std::ofstream unread;
  if (!to_read.empty()) {
    unread.open(to_read);
    if (!unread) std::fprintf(stderr, "cannot write %s\n", to_read.c_str());
  }
  for (uint32_t fold = 0; fold < 2; ++fold) {
    std::vector<const TextLines*> others;
    std::vector<uint32_t> texts;
    for (const TextLines& text : all) {
      if (text.text % 2 != fold) others.push_back(&text);
    }
    for (const uint32_t text : train_) {
      if (text % 2 != fold) texts.push_back(text);
    }
    const Joint joint = TrainJoint(others, TrainWords(texts, "half"));
    Shares shares;
    for (const TextLines& text : all) {
      if (text.text % 2 != fold) continue;
      sums[3] += 1;
      FindShares(joint, text, &shares);
      const LineExample* best = nullptr;
      double best_score = 0;
      for (const LineExample& line : text.lines) {
        const double score = joint.Score(line, shares);
        if (best == nullptr || score > best_score) {
          best = &line;
          best_score = score;
        }
      }
      if (best == nullptr) continue;
      if (unread.is_open()) WriteUnread(joint, text, shares, &unread);
      likely += best->likely;
      lead += best->cutter == 0 ? 1 : 0;
      sentence += examples_[text.text].scores[best->cutter];
      gaps += best->gaps;
      read[0] += best->verdict != 0 ? 1 : 0;
      read[1] += best->verdict == 'g' ? 1 : 0;
      read[2] += best->verdict == 'g' || best->verdict == 'm' ? 1 : 0;
      if (show) {
        std::fprintf(
            stderr, "%s\n  T %s\n  C %c %s\n", texts_[text.text].id.c_str(),
            texts_[text.text].title.c_str(),
            best->verdict != 0 ? best->verdict : '?', best->string.c_str());
      }
      sums[0] += 100 * best->rouge1;
      sums[1] += 100 * best->rouge_l;
      sums[2] += best->words;
    }
  }
  std::fprintf(
      stderr,
      "by a model of the other half: R1 %.2f RL %.2f in %.1f words; of "
      "%.0f lines that were read %.3f complete, %.3f nearly; thought "
      "%.3f; of the first sentence %.3f; score %.3f; gaps "
      "%.2f\n",
      sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3], read[0],
      read[1] / std::max(1.0, read[0]), read[2] / std::max(1.0, read[0]),
      likely / sums[3], lead / sums[3], sentence / sums[3], gaps / sums[3]);
}

WordModel HeadlineTrainer::TrainAll(const std::vector<TextLines>& all) {
  std::vector<const TextLines*> whole;
  whole.reserve(all.size());
  for (const TextLines& text : all) whole.push_back(&text);
  Joint joint = TrainJoint(std::move(whole), TrainWords(train_, "words"));
  lines_ = std::move(joint.lines);
  return std::move(joint.words);
}

uint32_t UnitOf(const LinearWeights& table) {
  double largest = 0;
  for (const double weight : table.weights()) {
    largest = std::max(largest, std::abs(weight));
  }
  return std::max(1U,
                  static_cast<uint32_t>(std::ceil(largest * kLogitUnit / 127)));
}

void AppendTable(const LinearWeights& table, uint32_t unit,
                 std::vector<uint8_t>* section) {
  for (const double weight : table.weights()) {
    AppendU8(section,
             static_cast<uint8_t>(static_cast<int8_t>(std::clamp(
                 std::lround(weight * kLogitUnit / unit), -127L, 127L))));
  }
}

std::vector<uint8_t> HeadlineTrainer::Section(const WordModel& model) const {
  std::vector<uint8_t> section;
  AppendU32(&section, kHeadlineModelVersion);
  AppendU32(&section, HeadlineTokenColumnCount());
  AppendU32(&section, LineColumnCount());
  const uint32_t token_unit = UnitOf(model.table);
  const uint32_t line_unit = UnitOf(lines_);
  AppendU32(&section, token_unit);
  AppendU32(&section, line_unit);
  AppendTable(model.table, token_unit, &section);
  AppendTable(lines_, line_unit, &section);
  std::vector<SparseWeight> sparse = pairs_;
  for (const auto& [hash, weight] : complete_.back()) {
    sparse.push_back({hash, 0, weight});
  }
  for (size_t i = 0; i < hashes_.size(); ++i) {
    if (std::abs(model.words.At(i)) >= kSmallest) {
      sparse.push_back({hashes_[i], 0, model.words.At(i)});
    }
  }
  const SparseModelBytes stored =
      WriteSparseModel(sparse, {.label_count = 1, .remainder_bits = 10});
  section.insert(section.end(), stored.bytes.begin(), stored.bytes.end());
  std::fprintf(stderr, "%zu words, %zu bytes\n", stored.features,
               section.size());
  return section;
}

// What the held-out titles get with this section.
void HeadlineTrainer::Report(const std::vector<uint8_t>& section) const {
  ModelWriter writer("base");
  writer.Add("headline", 1, section);
  const Expected<std::vector<uint8_t>> bytes = writer.Bytes();
  if (!bytes.ok()) return;
  const Expected<ModelPart> part = ModelPart::Read(bytes.value());
  if (!part.ok()) return;
  const Expected<HeadlineModel> model = HeadlineModel::Read(part.value());
  if (!model.ok()) {
    std::fprintf(stderr, "%s\n", model.error().message.c_str());
    return;
  }
  std::array<double, 6> sums{};
  double count = 0;
  Parser parser(articles_.parse(), articles_.words());
  const bool show = Number("show", 0) != 0;
  for (const uint32_t text : held_out_) {
    const TrainingText& here = texts_[text];
    if (here.group != 0) continue;
    const Document& document = *here.document;
    const Ranking ranking =
        Rank(ranker_, articles_.words(), document, here.entities, {});
    const auto candidate =
        MakeHeadline(&model.value(), articles_.words(), &parser, document,
                     here.entities, ranking, kWords);
    std::string line;
    if (candidate.has_value()) {
      for (const CleanSpan kept : candidate->kept) {
        line += document.Text(kept);
      }
      sums[4] += candidate->words;
    }
    const std::vector<std::string> title = {here.title};
    const RougeScore own = Rouge(title, line);
    const RougeScore lead =
        Rouge(title, LeadByWords(LeadBySentences(document.text, 1), kWords));
    if (show) {
      std::fprintf(stderr, "  %-70s | %s\n", line.c_str(), here.title.c_str());
    }
    count += 1;
    sums[0] += 100 * own.rouge1;
    sums[1] += 100 * own.rouge_l;
    sums[2] += 100 * lead.rouge1;
    sums[3] += 100 * lead.rouge_l;
  }
  count = std::max(count, 1.0);
  std::fprintf(stderr,
               "%.0f held-out titles: R1 %.2f RL %.2f in %.1f words, lead "
               "%.2f %.2f\n",
               count, sums[0] / count, sums[1] / count, sums[4] / count,
               sums[2] / count, sums[3] / count);
}

}  // namespace

int TrainHeadline(const TrainArguments& arguments) {
  const ArticleReader articles;
  const Expected<std::vector<TrainingText>> texts =
      ReadTrainingTexts(arguments, articles, {});
  if (!texts.ok()) {
    std::fprintf(stderr, "%s\n", texts.error().message.c_str());
    return 3;
  }
  const Expected<TrialModel> ranker = TrialModel::Of({"rank", "lean"}, {});
  if (!ranker.ok()) {
    std::fprintf(stderr, "%s\n", ranker.error().message.c_str());
    return 3;
  }
  HeadlineTrainer trainer(texts.value(), articles, ranker.value().get(),
                          arguments);
  trainer.MakeExamples();
  const std::vector<TextLines> lines = trainer.MakeLines();
  trainer.CrossValidate(lines);
  const std::vector<uint8_t> section = trainer.Section(trainer.TrainAll(lines));
  trainer.Report(section);
  const Status written = WriteModelFile(arguments.output, section);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
