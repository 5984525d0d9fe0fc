// standfirst-evaluate tags: accuracy of part-of-speech tags on gold tokens,
// the same figures as the reference scorer's.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/model/model_part.h"
#include "core/model/word_list.h"
#include "core/tag/tag.h"
#include "core/tag/tag_model.h"
#include "tools/common/conllu.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

int Fail(const Error& error, int code) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  return code;
}

}  // namespace

int EvaluateTags(const EvaluateArguments& arguments) {
  if (arguments.column != "xpos") {
    return Fail({ErrorCode::kInvalidOption,
                 "the tagger gives Penn tags only: --column xpos", ""},
                2);
  }
  const Expected<ModelPart> grammar =
      ReadModelPart(arguments.models, "grammar");
  if (!grammar.ok()) return Fail(grammar.error(), 4);
  const Expected<TagModel> model = TagModel::Read(grammar.value());
  if (!model.ok()) return Fail(model.error(), 4);
  const Expected<ModelPart> base = ReadModelPart(arguments.models, "base");
  if (!base.ok()) return Fail(base.error(), 4);
  std::optional<WordList> words;
  if (const ModelSection* section = base.value().Find("words")) {
    Expected<WordList> list = WordList::Read(*section);
    if (!list.ok()) return Fail(list.error(), 4);
    words.emplace(std::move(list).value());
  }
  const Expected<std::vector<TreebankSentence>> gold =
      ReadTreebank(arguments.file);
  if (!gold.ok()) return Fail(gold.error(), 3);

  size_t right = 0;
  size_t total = 0;
  size_t whole = 0;
  double seconds = 0;
  std::string predictions;
  for (const TreebankSentence& sentence : gold.value()) {
    Document document = MakeTokenDocument(sentence.forms);
    const std::clock_t started = std::clock();
    Tagger tagger(&model.value(), words ? &*words : nullptr);
    tagger.TagSentence(document.sentences[0], &document);
    seconds += static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    nlohmann::json tags = nlohmann::json::array();
    size_t agreeing = 0;
    for (size_t i = 0; i < document.tokens.size(); ++i) {
      const std::string_view tag =
          PartOfSpeechName(static_cast<PartOfSpeech>(document.tokens[i].tag));
      agreeing += tag == sentence.xpos[i] ? 1 : 0;
      tags.push_back(tag);
    }
    right += agreeing;
    total += document.tokens.size();
    whole += agreeing == document.tokens.size() ? 1 : 0;
    if (!arguments.predictions.empty()) {
      predictions += nlohmann::json{{"tags", tags}}.dump() + "\n";
    }
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, predictions);
    if (!written.ok()) return Fail(written.error(), 1);
  }
  const auto share = [](size_t part, size_t of) {
    return of == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(of);
  };
  const double accuracy = share(right, total);
  const double sentences = share(whole, gold.value().size());
  if (arguments.json) {
    const nlohmann::ordered_json result = {
        {"accuracy", accuracy}, {"tokens", total}, {"sentences", sentences}};
    std::printf("%s\n", result.dump().c_str());
  } else {
    std::printf("%-14s %.2f\n%-14s %zu\n%-14s %.2f\n", "accuracy",
                100 * accuracy, "tokens", total, "sentences", 100 * sentences);
  }
  std::fprintf(stderr, "%.2f million tokens/s of processor time (one run)\n",
               static_cast<double>(total) / 1e6 / std::max(seconds, 1e-9));
  return 0;
}

}  // namespace standfirst::tools
