// standfirst-evaluate linking, expressions and names: what the whole product
// makes of texts with hand-written gold (tests/data/entities/README.md).

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text/utf8.h"
#include "standfirst/standfirst.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/evaluate/code_points.h"
#include "tools/evaluate/entity_scorer.h"
#include "tools/evaluate/failure.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

struct FoundSpan {
  uint32_t begin = 0;  // Code points.
  uint32_t end = 0;
  uint32_t entity = 0;
  std::string type;
  std::string value;
};

Expected<std::vector<FoundSpan>> Analyse(
    Session* session, const std::string& text, const std::u32string& characters,
    const AnalyseOptions& options, std::vector<FoundSpan>* pronouns = nullptr) {
  const Status analysed = session->Analyse(text, options);
  if (!analysed.ok()) return analysed.error();
  Expected<Result> result = session->Summarise({});
  if (!result.ok()) return result.error();
  std::vector<uint32_t> points;  // UTF-16 to code points.
  for (uint32_t at = 0; at < characters.size(); ++at) {
    points.insert(points.end(), Utf16Units(characters[at]), at);
  }
  points.push_back(static_cast<uint32_t>(characters.size()));
  std::vector<FoundSpan> found;
  for (const ResultEntity& entity : result.value().article->entities) {
    for (const Range& range : entity.mentions) {
      found.push_back({points[range.start], points[range.end], entity.id,
                       entity.type, entity.value});
    }
    for (const Range& range : entity.pronouns) {
      if (pronouns == nullptr) break;
      pronouns->push_back({points[range.start], points[range.end], entity.id,
                           entity.type, entity.value});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const FoundSpan& a, const FoundSpan& b) {
              return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
            });
  return found;
}

double Percent(double part, double whole) {
  return whole == 0 ? 0 : 100 * part / whole;
}

double HarmonicMean(double a, double b) {
  return a + b == 0 ? 0 : 2 * a * b / (a + b);
}

// The pronouns of some of the linking documents, by document: pronouns.jsonl
// beside the file; none where it is not.
std::map<std::string, nlohmann::json> ReadPronouns(const std::string& file) {
  std::map<std::string, nlohmann::json> by_id;
  const size_t slash = file.rfind('/');
  Expected<std::vector<std::string>> lines =
      ReadLines((slash == std::string::npos ? "" : file.substr(0, slash + 1)) +
                "pronouns.jsonl");
  if (!lines.ok()) return by_id;
  for (const std::string& line : lines.value()) {
    nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    std::string id = record["id"].get<std::string>();
    by_id[std::move(id)] = std::move(record["pronouns"]);
  }
  return by_id;
}

struct PronounFigures {
  size_t gold = 0;  // That stand for somebody with a name.
  size_t linked = 0;
  size_t right = 0;
};

// `pairs`: clusters and entities of the names that gold and we share.
void CountPronouns(const nlohmann::json& gold,
                   const std::vector<FoundSpan>& found,
                   const std::vector<std::pair<uint32_t, uint32_t>>& pairs,
                   PronounFigures* figures) {
  // The cluster of most names of each entity.
  std::map<uint32_t, std::map<uint32_t, size_t>> votes;
  for (const auto& [cluster, entity] : pairs) ++votes[entity][cluster];
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> entities;
  for (const FoundSpan& span : found) {
    entities[{span.begin, span.end}] = span.entity;
  }
  for (const nlohmann::json& pronoun : gold) {
    const auto cluster = pronoun[2].get<int64_t>();
    if (cluster >= 0) ++figures->gold;
    const auto met =
        entities.find({pronoun[0].get<uint32_t>(), pronoun[1].get<uint32_t>()});
    if (met == entities.end()) continue;
    ++figures->linked;
    int64_t most = -2;
    size_t times = 0;
    for (const auto& [own, count] : votes[met->second]) {
      if (count <= times) continue;
      times = count;
      most = own;
    }
    if (most == cluster) ++figures->right;
  }
}

}  // namespace

int EvaluateLinking(const EvaluateArguments& arguments) {
  if (arguments.raw.empty()) {
    return ReportFailure(
        {ErrorCode::kInvalidOption,
         "linking needs --raw FILE.jsonl, the documents' texts.", ""});
  }
  const Expected<Model> model = LoadModels(arguments.models);
  if (!model.ok()) return ReportFailure(model.error());
  Expected<std::vector<std::string>> texts = ReadLines(arguments.raw);
  if (!texts.ok()) return ReportFailure(texts.error());
  std::map<std::string, std::string> by_id;
  for (const std::string& line : texts.value()) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("id")) continue;
    by_id[record["id"].get<std::string>()] = record["text"].get<std::string>();
  }
  Expected<std::vector<std::string>> gold = ReadLines(arguments.file);
  if (!gold.ok()) return ReportFailure(gold.error());
  Session session(model.value());
  EntityScorer trimmer("", true);
  double precision = 0;
  double recall = 0;
  size_t shared = 0;
  size_t in_gold = 0;
  const std::map<std::string, nlohmann::json> pronouns =
      ReadPronouns(arguments.file);
  PronounFigures linked;
  for (const std::string& line : gold.value()) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    const auto text = by_id.find(record["id"].get<std::string>());
    if (text == by_id.end()) {
      return ReportFailure(
          {ErrorCode::kInputUnreadable,
           arguments.raw + " has no " + record["id"].get<std::string>() + ".",
           ""});
    }
    const std::u32string characters = CodePointsOf(text->second);
    std::vector<FoundSpan> found_pronouns;
    Expected<std::vector<FoundSpan>> found =
        Analyse(&session, text->second, characters, {}, &found_pronouns);
    if (!found.ok()) return ReportFailure(found.error());
    const auto trimmed = [&](uint32_t begin, uint32_t end) {
      const std::set<TypedSpan> one =
          trimmer.PrepareText({{begin, end, "X"}}, characters);
      return one.empty() ? std::make_pair(begin, end)
                         : std::make_pair(one.begin()->begin, one.begin()->end);
    };
    std::map<std::pair<uint32_t, uint32_t>, uint32_t> entities;
    for (const FoundSpan& span : found.value()) {
      entities[trimmed(span.begin, span.end)] = span.entity;
    }
    std::vector<std::pair<uint32_t, uint32_t>> pairs;  // Gold, ours.
    for (const nlohmann::json& mention : record["mentions"]) {
      ++in_gold;
      const auto met = entities.find(
          trimmed(mention[0].get<uint32_t>(), mention[1].get<uint32_t>()));
      if (met == entities.end()) continue;
      pairs.emplace_back(mention[2].get<uint32_t>(), met->second);
    }
    if (const auto own = pronouns.find(record["id"].get<std::string>());
        own != pronouns.end()) {
      CountPronouns(own->second, found_pronouns, pairs, &linked);
    }
    for (const auto& one : pairs) {
      size_t both = 0;
      size_t own = 0;
      size_t wanted = 0;
      for (const auto& other : pairs) {
        own += other.second == one.second ? 1U : 0U;
        wanted += other.first == one.first ? 1U : 0U;
        both += other == one ? 1U : 0U;
      }
      precision += static_cast<double>(both) / static_cast<double>(own);
      recall += static_cast<double>(both) / static_cast<double>(wanted);
    }
    shared += pairs.size();
  }
  const double p = Percent(precision, static_cast<double>(shared));
  const double r = Percent(recall, static_cast<double>(shared));
  const auto right = static_cast<double>(linked.right);
  const double pronoun_p = Percent(right, static_cast<double>(linked.linked));
  const double pronoun_r = Percent(right, static_cast<double>(linked.gold));
  if (arguments.json) {
    const nlohmann::ordered_json result = {
        {"bcubed",
         {{"precision", p}, {"recall", r}, {"f1", HarmonicMean(p, r)}}},
        {"shared", shared},
        {"gold", in_gold},
        {"pronouns",
         {{"precision", pronoun_p},
          {"recall", pronoun_r},
          {"linked", linked.linked},
          {"gold", linked.gold}}}};
    std::printf("%s\n", result.dump().c_str());
  } else {
    std::printf(
        "B-cubed: precision %.2f, recall %.2f, F1 %.2f over %zu of %zu "
        "mentions\n",
        p, r, HarmonicMean(p, r), shared, in_gold);
    std::printf("pronouns: precision %.2f of %zu, recall %.2f of %zu\n",
                pronoun_p, linked.linked, pronoun_r, linked.gold);
  }
  return 0;
}

int EvaluateExpressions(const EvaluateArguments& arguments) {
  const Expected<Model> model = LoadModels(arguments.models);
  if (!model.ok()) return ReportFailure(model.error());
  Expected<std::vector<std::string>> lines = ReadLines(arguments.file);
  if (!lines.ok()) return ReportFailure(lines.error());
  struct Figures {
    size_t gold = 0;
    size_t found = 0;
    size_t right = 0;
    size_t value = 0;
  };
  std::map<std::string, Figures> types;
  Figures all;
  std::string missed;
  Session session(model.value());
  for (size_t row = 1; row < lines.value().size(); ++row) {
    const std::vector<std::string> fields = SplitAt(lines.value()[row], '\t');
    if (fields.size() < 4) continue;
    std::u32string text;
    // Where the span may begin and where it may end.
    std::set<uint32_t> begins;
    std::set<uint32_t> ends;
    bool inside = false;
    const std::u32string marked = CodePointsOf(fields[3]);
    for (size_t at = 0; at < marked.size(); ++at) {
      const auto place = static_cast<uint32_t>(text.size());
      const std::u32string_view rest = std::u32string_view(marked).substr(at);
      if (rest.starts_with(U"[[")) {
        begins.insert(place);
        inside = true;
        ++at;
      } else if (rest.starts_with(U"]]")) {
        ends.insert(place);
        inside = false;
        ++at;
      } else if (inside && marked[at] == U'<') {
        ends.insert(place);
      } else if (inside && marked[at] == U'>') {
        begins.insert(place);
      } else {
        text.push_back(marked[at]);
      }
    }
    const auto skip_spaces = [&](std::set<uint32_t>* places, int step) {
      std::set<uint32_t> more;
      for (uint32_t place : *places) {
        while (step > 0 ? place < text.size() && text[place] == U' '
                        : place > 0 && text[place - 1] == U' ') {
          place = static_cast<uint32_t>(static_cast<int>(place) + step);
        }
        more.insert(place);
      }
      places->insert(more.begin(), more.end());
    };
    skip_spaces(&begins, 1);
    skip_spaces(&ends, -1);
    // A leading article counts for nothing.
    std::set<uint32_t> after_articles;
    for (const uint32_t place : begins) {
      for (const std::u32string_view article :
           {U"the ", U"The ", U"a ", U"A ", U"an ", U"An "}) {
        if (std::u32string_view(text).substr(place).starts_with(article)) {
          after_articles.insert(place + static_cast<uint32_t>(article.size()));
        }
      }
    }
    begins.insert(after_articles.begin(), after_articles.end());
    std::string utf8;
    for (const char32_t point : text) AppendUtf8(point, &utf8);
    AnalyseOptions options;
    options.assume_english = true;
    if (fields[1] != "-") options.date = fields[1];
    Expected<std::vector<FoundSpan>> found =
        Analyse(&session, utf8, text, options);
    if (!found.ok()) return ReportFailure(found.error());
    const bool wanted = fields[0] != "-";
    if (wanted) {
      ++types[fields[0]].gold;
      ++all.gold;
    }
    const std::vector<std::string> values = SplitAt(fields[2], '|');
    bool span_right = false;
    bool value_right = false;
    std::string got;
    for (const FoundSpan& span : found.value()) {
      static const std::set<std::string, std::less<>> kScored = {
          "DATE",     "TIME",    "MONEY",   "PERCENT",
          "QUANTITY", "ORDINAL", "CARDINAL"};
      // Numbers without a unit may stand anywhere else in the sentence.
      const bool plain = span.type == "CARDINAL" && fields[0] != "CARDINAL";
      if (!kScored.contains(span.type) || plain) continue;
      ++types[span.type].found;
      ++all.found;
      std::string words;
      for (uint32_t at = span.begin; at < span.end; ++at) {
        AppendUtf8(text[at], &words);
      }
      got += " " + span.type + " \"" + words + "\" " + span.value + ";";
      if (span.type != fields[0] || !begins.contains(span.begin) ||
          !ends.contains(span.end)) {
        continue;
      }
      span_right = true;
      value_right =
          std::find(values.begin(), values.end(), span.value) != values.end();
    }
    if (span_right) {
      ++types[fields[0]].right;
      ++all.right;
    }
    if (value_right) {
      ++types[fields[0]].value;
      ++all.value;
    }
    if (wanted ? !value_right : !got.empty()) {
      missed += fields[0] + "\t" + fields[1] + "\t" + fields[2] + "\t" +
                fields[3] + "\t" + got + "\n";
    }
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, missed);
    if (!written.ok()) return ReportFailure(written.error());
  }
  const auto count = [](size_t number) { return static_cast<double>(number); };
  nlohmann::ordered_json result;
  const auto row = [&](const Figures& figures) {
    return nlohmann::ordered_json{
        {"value", Percent(count(figures.value), count(figures.gold))},
        {"precision", Percent(count(figures.right), count(figures.found))},
        {"recall", Percent(count(figures.right), count(figures.gold))},
        {"gold", figures.gold}};
  };
  result["all"] = row(all);
  for (const auto& [type, figures] : types) {
    result["types"][type] = row(figures);
  }
  if (arguments.json) {
    std::printf("%s\n", result.dump().c_str());
    return 0;
  }
  std::printf("%-10s%12s%11s%8s%7s\n", "type", "right value", "precision",
              "recall", "gold");
  const auto print = [&](const std::string& name,
                         const nlohmann::ordered_json& figures) {
    std::printf("%-10s%12.2f%11.2f%8.2f%7zu\n", name.c_str(),
                figures["value"].get<double>(),
                figures["precision"].get<double>(),
                figures["recall"].get<double>(), figures["gold"].get<size_t>());
  };
  print("all", result["all"]);
  for (const auto& [type, figures] : result["types"].items()) {
    print(type, figures);
  }
  return 0;
}

int EvaluateNames(const EvaluateArguments& arguments) {
  const Expected<Model> model = LoadModels(arguments.models);
  if (!model.ok()) return ReportFailure(model.error());
  const size_t slash = arguments.file.rfind('/');
  const std::string frames_file =
      (slash == std::string::npos ? "" : arguments.file.substr(0, slash + 1)) +
      "name_frames.txt";
  Expected<std::vector<std::string>> names = ReadLines(arguments.file);
  if (!names.ok()) return ReportFailure(names.error());
  Expected<std::vector<std::string>> frames = ReadLines(frames_file);
  if (!frames.ok()) return ReportFailure(frames.error());
  struct Figures {
    size_t right = 0;
    size_t gold = 0;
  };
  std::map<std::string, Figures> regions;
  Figures all;
  std::string missed;
  Session session(model.value());
  for (size_t row = 1; row < names.value().size(); ++row) {
    const std::vector<std::string> fields = SplitAt(names.value()[row], '\t');
    if (fields.size() < 2) continue;
    const auto length = static_cast<uint32_t>(CodePointsOf(fields[1]).size());
    for (const std::string& frame : frames.value()) {
      const size_t place = frame.find("{}");
      if (place == std::string::npos) continue;
      std::string text = frame;
      text.replace(place, 2, fields[1]);
      const std::u32string characters = CodePointsOf(text);
      const auto begin =
          static_cast<uint32_t>(CodePointsOf(frame.substr(0, place)).size());
      AnalyseOptions options;
      options.assume_english = true;
      Expected<std::vector<FoundSpan>> found =
          Analyse(&session, text, characters, options);
      if (!found.ok()) return ReportFailure(found.error());
      const bool right = std::any_of(found.value().begin(), found.value().end(),
                                     [&](const FoundSpan& span) {
                                       return span.type == "PERSON" &&
                                              span.begin == begin &&
                                              span.end == begin + length;
                                     });
      for (Figures* const figures : {&regions[fields[0]], &all}) {
        ++figures->gold;
        if (right) ++figures->right;
      }
      if (!right) missed += fields[0] + "\t" + text + "\n";
    }
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, missed);
    if (!written.ok()) return ReportFailure(written.error());
  }
  const auto recall = [](const Figures& figures) {
    return Percent(static_cast<double>(figures.right),
                   static_cast<double>(figures.gold));
  };
  double worst = 100;
  for (const auto& [region, figures] : regions) {
    worst = std::min(worst, recall(figures));
  }
  if (arguments.json) {
    nlohmann::ordered_json result = {{"all", recall(all)}, {"worst", worst}};
    for (const auto& [region, figures] : regions) {
      result["regions"][region] = recall(figures);
    }
    std::printf("%s\n", result.dump().c_str());
    return 0;
  }
  std::printf("%-32s%8s%7s\n", "region", "recall", "names");
  for (const auto& [region, figures] : regions) {
    std::printf("%-32s%8.2f%7zu\n", region.c_str(), recall(figures),
                figures.gold);
  }
  std::printf("%-32s%8.2f%7zu\n%-32s%8.2f\n", "all", recall(all), all.gold,
              "worst", worst);
  return 0;
}

}  // namespace standfirst::tools
