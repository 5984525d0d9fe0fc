#include "core/parse/parse.h"

#include <array>
#include <utility>

#include "core/parse/parse_model.h"
#include "core/parse/parse_state.h"

namespace standfirst {
namespace {

constexpr std::array<std::string_view, kRelationCount> kNames = {
    "root",      "punct",        "case",       "det",           "nsubj",
    "advmod",    "amod",         "obj",        "obl",           "nmod",
    "conj",      "compound",     "cc",         "mark",          "aux",
    "cop",       "nmod:poss",    "advcl",      "xcomp",         "flat",
    "acl:relcl", "ccomp",        "acl",        "appos",         "aux:pass",
    "nummod",    "parataxis",    "nsubj:pass", "nmod:unmarked", "obl:unmarked",
    "discourse", "compound:prt", "expl",       "fixed",         "iobj",
    "list",      "obl:agent",    "csubj",      "nmod:desc",     "dep"};

}  // namespace

std::string_view RelationName(Relation relation) {
  const auto index = static_cast<size_t>(relation);
  return index < kNames.size() ? kNames[index] : std::string_view();
}

Relation ParseRelation(std::string_view name) {
  // The name itself, else what stands before its colon.
  for (const size_t size : {name.size(), name.find(':')}) {
    for (size_t index = 0; index < kNames.size(); ++index) {
      if (kNames[index] == name.substr(0, size)) {
        return static_cast<Relation>(index);
      }
    }
  }
  return Relation::kDep;
}

Expected<ParseModel> ParseModel::Read(const ModelPart& part) {
  const ModelSection* section = part.Find("parse");
  if (section == nullptr) return InvalidSection("parse");
  return Read(*section);
}

Expected<ParseModel> ParseModel::Read(const ModelSection& section) {
  if (section.version != kParseSectionVersion) {
    return InvalidSection("parse");
  }
  Expected<SparseModel> weights = SparseModel::Read(section.bytes, "parse");
  if (!weights.ok()) return weights.failure();
  if (weights.value().label_count() != kParseLabelCount) {
    return InvalidSection("parse");
  }
  ParseModel model;
  model.weights_ = std::move(weights).value();
  return model;
}

struct Parser::State {
  const ParseModel* model;
  const WordList* words;
  ParseState parse;
  std::array<uint64_t, kMaxParseFeatures> features{};
  std::array<int32_t, kParseLabelCount> scores{};

  // Scores of all labels from the first `count` features.
  void Score(size_t count) {
    const SparseModel& weights = model->weights();
    scores.fill(0);
    std::array<SparseModel::Row, kMaxParseFeatures> rows;
    weights.AddRows(
        {rows.data(), weights.FindRows({features.data(), count}, rows.data())},
        scores.data());
  }
};

Parser::Parser(const ParseModel* model, const WordList* words)
    : state_(new State{model, words, {}}) {}

Parser::~Parser() { delete state_; }

bool Parser::ParseSentence(const Sentence& sentence, const Document& document,
                           std::vector<ParsedToken>* parsed) {
  parsed->clear();
  if (state_->model == nullptr) return false;
  ParseState& parse = state_->parse;
  std::array<int32_t, kParseLabelCount>& scores = state_->scores;
  parse.Begin(sentence, document, state_->words);
  while (!parse.done()) {
    const uint32_t legal = parse.LegalMoves();
    uint32_t best = kParseMoveCount;
    if ((legal & (legal - 1)) != 0) {
      state_->Score(parse.MoveFeatures(state_->features.data()));
    }
    for (uint32_t move = 0; move < kParseMoveCount; ++move) {
      if ((legal >> move & 1U) == 0) continue;
      if (best == kParseMoveCount || scores[move] > scores[best]) best = move;
    }
    const auto move = static_cast<ParseMove>(best);
    if (move == ParseMove::kShift) {
      parse.Shift();
      continue;
    }
    const uint32_t head = parse.HeadOf(move);
    uint32_t relation = 0;
    if (head != parse.root()) {
      state_->Score(parse.RelationFeatures(head, state_->features.data()));
      relation = 1;
      for (uint32_t other = 2; other < kRelationCount; ++other) {
        if (scores[kParseMoveCount + other] >
            scores[kParseMoveCount + relation]) {
          relation = other;
        }
      }
    }
    parse.Attach(head, static_cast<uint8_t>(relation));
  }
  parsed->resize(sentence.tokens.size());
  for (uint32_t at = 0; at < parsed->size(); ++at) {
    ParsedToken& token = (*parsed)[at];
    token.head =
        parse.head(at) == parse.root() ? ParsedToken::kRoot : parse.head(at);
    token.relation = static_cast<Relation>(parse.relation(at));
  }
  return true;
}

}  // namespace standfirst
