// standfirst-evaluate parse: attachment scores of parses on gold tokens, the
// same figures as the reference scorer's.
#include "core/parse/parse.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/parse/parse_model.h"
#include "core/tag/tag.h"
#include "core/tag/tag_model.h"
#include "tools/common/conllu.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/evaluate/failure.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

std::string_view Basic(std::string_view relation) {
  return relation.substr(0, relation.find(':'));
}

// One root, and no cycle: every word's way up ends.
bool IsTree(const std::vector<ParsedToken>& parsed) {
  size_t roots = 0;
  for (const ParsedToken& token : parsed) {
    roots += token.head == ParsedToken::kRoot ? 1 : 0;
    size_t steps = 0;
    for (uint32_t at = token.head; at != ParsedToken::kRoot;
         at = parsed[at].head) {
      if (at >= parsed.size() || ++steps > parsed.size()) return false;
    }
  }
  return roots == 1;
}

}  // namespace

int EvaluateParse(const EvaluateArguments& arguments) {
  const Expected<ModelPart> grammar =
      ReadModelPart(arguments.models, "grammar");
  if (!grammar.ok()) return ReportFailure(grammar.error());
  const Expected<TagModel> tags = TagModel::Read(grammar.value());
  if (!tags.ok()) return ReportFailure(tags.error());
  const Expected<ParseModel> model = ParseModel::Read(grammar.value());
  if (!model.ok()) return ReportFailure(model.error());
  const Expected<ModelPart> base = ReadModelPart(arguments.models, "base");
  if (!base.ok()) return ReportFailure(base.error());
  std::optional<WordList> words;
  if (const ModelSection* section = base.value().Find("words")) {
    Expected<WordList> list = WordList::Read(*section);
    if (!list.ok()) return ReportFailure(list.error());
    words.emplace(std::move(list).value());
  }
  const WordList* const list = words ? &*words : nullptr;
  const Expected<std::vector<TreebankSentence>> gold =
      ReadTreebank(arguments.file);
  if (!gold.ok()) return ReportFailure(gold.error());

  // All tokens, and those that are no punctuation.
  struct Counts {
    size_t tokens = 0;
    size_t heads = 0;
    size_t relations = 0;
  } all, words_only;
  size_t basic = 0;
  size_t whole = 0;
  size_t bad_trees = 0;
  double seconds = 0;
  std::string predictions;
  Parser parser(&model.value(), list);
  std::vector<ParsedToken> parsed;
  for (const TreebankSentence& sentence : gold.value()) {
    Document document = MakeTokenDocument(sentence.forms);
    Tagger(&tags.value(), list).TagSentence(document.sentences[0], &document);
    const std::clock_t started = std::clock();
    parser.ParseSentence(document.sentences[0], document, &parsed);
    seconds += static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    nlohmann::json heads = nlohmann::json::array();
    nlohmann::json relations = nlohmann::json::array();
    size_t agreeing = 0;
    for (size_t at = 0; at < parsed.size(); ++at) {
      const uint32_t head =
          parsed[at].head == ParsedToken::kRoot ? 0 : parsed[at].head + 1;
      const std::string_view relation = RelationName(parsed[at].relation);
      const std::string_view wanted = sentence.relations[at];
      heads.push_back(head);
      relations.push_back(relation);
      const bool head_right = head == sentence.heads[at];
      agreeing += head_right ? 1 : 0;
      basic += head_right && Basic(relation) == Basic(wanted) ? 1 : 0;
      for (Counts* counts : {&all, &words_only}) {
        if (counts == &words_only && Basic(wanted) == "punct") continue;
        ++counts->tokens;
        counts->heads += head_right ? 1 : 0;
        counts->relations += head_right && relation == wanted ? 1 : 0;
      }
    }
    whole += agreeing == parsed.size() ? 1 : 0;
    bad_trees += IsTree(parsed) ? 0 : 1;
    if (!arguments.predictions.empty()) {
      predictions +=
          nlohmann::json{{"heads", heads}, {"rels", relations}}.dump() + "\n";
    }
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, predictions);
    if (!written.ok()) return ReportFailure(written.error());
  }
  const auto share = [](size_t part, size_t of) {
    return static_cast<double>(part) /
           static_cast<double>(std::max<size_t>(of, 1));
  };
  const nlohmann::ordered_json result = {
      {"uas", share(all.heads, all.tokens)},
      {"las", share(all.relations, all.tokens)},
      {"lasBasic", share(basic, all.tokens)},
      {"uasNoPunct", share(words_only.heads, words_only.tokens)},
      {"lasNoPunct", share(words_only.relations, words_only.tokens)},
      {"whole", share(whole, gold.value().size())},
      {"badTrees", bad_trees},
      {"tokens", all.tokens}};
  if (arguments.json) {
    std::printf("%s\n", result.dump().c_str());
  } else {
    for (const auto& [name, value] : result.items()) {
      if (value.is_number_float()) {
        std::printf("%-14s %.2f\n", name.c_str(), 100 * value.get<double>());
      } else {
        std::printf("%-14s %zu\n", name.c_str(), value.get<size_t>());
      }
    }
  }
  std::fprintf(stderr, "%.2f million tokens/s of processor time (one run)\n",
               static_cast<double>(all.tokens) / 1e6 / std::max(seconds, 1e-9));
  return 0;
}

}  // namespace standfirst::tools
