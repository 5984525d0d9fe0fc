// standfirst-evaluate entities: exact-span scores, as eval/conlleval.py counts.

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/entity/entity.h"
#include "core/entity/entity_model.h"
#include "core/model/model_part.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "standfirst/standfirst.h"
#include "tools/common/entity_corpus.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/evaluate/code_points.h"
#include "tools/evaluate/entity_scorer.h"
#include "tools/evaluate/failure.h"
#include "tools/evaluate/measures.h"

namespace standfirst::tools {
namespace {

// types.tsv beside the sets, where the gold file lies in its set's folder;
// else where the data is unpacked beside the repository.
Expected<TypeTables> FindTypeTables(const std::string& file) {
  const size_t slash = file.rfind('/');
  const std::string folder =
      slash == std::string::npos ? "." : file.substr(0, slash);
  Expected<TypeTables> tables = TypeTables::Read(folder + "/..");
  if (tables.ok()) return tables;
  return TypeTables::Read("../shared/data/ner");
}

// The gold spans of a sentence with their types translated.
std::vector<TypedSpan> GoldSpans(const BioSentence& sentence,
                                 const std::string& set,
                                 const TypeTables* tables) {
  std::vector<TypedSpan> spans = BioSpans(sentence.tags);
  if (tables == nullptr) return spans;
  std::vector<TypedSpan> translated;
  for (TypedSpan& span : spans) {
    span.type = std::string(tables->Unified(set, span.type));
    if (span.type.empty() || span.type == "-") continue;
    translated.push_back(std::move(span));
  }
  return translated;
}

// A token with all its letters changed.
std::string Recase(const std::string& token, const std::string& casing) {
  std::string result;
  for (size_t at = 0; at < token.size();) {
    const DecodedCharacter character = DecodeUtf8(token, at);
    at += character.size;
    AppendUtf8(casing == "upper" ? ToUpper(character.code_point)
                                 : ToLower(character.code_point),
               &result);
  }
  return result;
}

struct Speed {
  size_t tokens = 0;
  double seconds = 0;  // Of processor time.
};

// Whether a mention that ends with the piece `at` is less than a token of the
// corpus: "U.S." of "U.S.-led". A corpus that keeps such words whole does not
// mark the place in them: of 156 words made of a capital, a hyphen and a word
// in small letters 152 are MISC or nothing in conllpp's train part, the other
// four the last word of a person's name.
bool IsPartOfToken(const std::vector<Piece>& pieces, size_t at) {
  if (at + 2 >= pieces.size() || pieces[at + 1].text != "-" ||
      pieces[at + 2].last != pieces[at].last) {
    return false;
  }
  return ClassifyCharacter(DecodeUtf8(pieces[at + 2].text, 0).code_point) ==
         CharacterClass::kLower;
}

// What the recogniser finds in sentences that belong together, as spans of
// the corpus's own tokens, by sentence.
std::vector<std::vector<TypedSpan>> Recognize(
    const EntityModel& model, const std::vector<BioSentence>& sentences,
    const std::string& casing, Speed* speed) {
  Document document;
  std::vector<std::vector<Piece>> pieces;
  for (const BioSentence& sentence : sentences) {
    std::vector<std::string> tokens = sentence.tokens;
    if (!casing.empty()) {
      for (std::string& token : tokens) token = Recase(token, casing);
    }
    pieces.push_back(HarmonizeTokens(tokens));
    AppendSentence(pieces.back(), &document);
  }
  const std::clock_t started = std::clock();
  EntityRecognizer recognizer(&model);
  for (uint32_t index = 0; index < document.sentences.size(); ++index) {
    recognizer.AddSentence(document, index);
  }
  const EntityAnalysis analysis = recognizer.Finish(document, {});
  speed->seconds +=
      static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
  speed->tokens += document.tokens.size();
  std::vector<std::vector<TypedSpan>> found(sentences.size());
  for (const Mention& mention : analysis.mentions) {
    const uint32_t first = document.sentences[mention.sentence].tokens.begin;
    const std::vector<Piece>& own = pieces[mention.sentence];
    TypedSpan span;
    span.begin = own[mention.tokens.begin - first].first;
    span.end = own[mention.tokens.end - 1 - first].last + 1;
    span.type = EntityTypeName(mention.type);
    if (IsPartOfToken(own, mention.tokens.end - 1 - first)) continue;
    // Two pieces of one token: the first keeps it.
    std::vector<TypedSpan>& row = found[mention.sentence];
    if (!row.empty() && row.back().end > span.begin) continue;
    row.push_back(std::move(span));
  }
  return found;
}

// Whether a token names a day of the week or a month.
bool NamesDayOrMonth(std::string lower) {
  static const std::set<std::string, std::less<>> kNames = {
      "monday",   "tuesday", "wednesday", "thursday",  "friday",  "saturday",
      "sunday",   "january", "february",  "march",     "april",   "may",
      "june",     "july",    "august",    "september", "october", "november",
      "december", "jan",     "feb",       "mar",       "apr",     "jun",
      "jul",      "aug",     "sep",       "sept",      "oct",     "nov",
      "dec",      "mon",     "tue",       "wed",       "thu",     "fri",
      "sat",      "sun"};
  if (kNames.contains(lower)) return true;
  if (lower.ends_with("s")) lower.pop_back();
  return kNames.contains(lower);
}

// "2022", "1990s"
bool HoldsYear(std::string_view token) {
  uint32_t digits = 0;
  for (const char byte : token) {
    digits = byte >= '0' && byte <= '9' ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

// Our dates as worldwide's annotators mark them (in its train part: none of
// 113 "last", "next", "this", "early" and "late" belong to a date, ranges are
// two dates, 112 of 122 times with "and" or "to", and of "spring 2021" and
// "first half of 2022" the year alone is one, 54 of 54 times): without those
// words, without "last year" behind a month, cut at the words of a range, and
// only what names a day, a month or a year ("Friday", "June", "2022", "1990s").
std::vector<TypedSpan> CalendarSpans(const BioSentence& sentence,
                                     const TypedSpan& span) {
  static const std::set<std::string, std::less<>> kBetween = {
      "to", "and", "through", "until"};
  static const std::set<std::string, std::less<>> kBeside = {
      "last", "next", "this", "past", "year", "week", "of", ","};
  std::vector<TypedSpan> spans;
  TypedSpan part = span;
  const auto lower = [&](uint32_t token) {
    return Recase(sentence.tokens[token], "lower");
  };
  for (uint32_t at = span.begin; at <= span.end; ++at) {
    if (at < span.end && !kBetween.contains(lower(at))) continue;
    part.end = at;
    while (part.begin < part.end && kBeside.contains(lower(part.begin))) {
      ++part.begin;
    }
    while (part.begin < part.end && kBeside.contains(lower(part.end - 1))) {
      --part.end;
    }
    bool named = false;
    uint32_t year = part.end;
    for (uint32_t token = part.end; token-- > part.begin;) {
      named |= NamesDayOrMonth(lower(token));
      if (HoldsYear(sentence.tokens[token])) year = token;
    }
    if (!named) part.begin = year;
    if (part.begin < part.end) spans.push_back(part);
    part.begin = at + 1;
  }
  return spans;
}

// What was taken for what, and which words that happened to most often.
class ErrorCounter {
 public:
  void Add(const std::set<TypedSpan>& gold, const std::set<TypedSpan>& found,
           const std::vector<std::string>& tokens) {
    for (const TypedSpan& span : gold) {
      if (found.contains(span)) {
        Count(span.type, span.type);
        continue;
      }
      const TypedSpan* same = nullptr;
      const TypedSpan* near = nullptr;
      for (const TypedSpan& other : found) {
        if (other.begin >= span.end || other.end <= span.begin) continue;
        near = &other;
        if (other.begin == span.begin && other.end == span.end) same = &other;
      }
      const std::string got = same != nullptr           ? same->type
                              : near == nullptr         ? "nothing"
                              : near->type == span.type ? "other words"
                                                        : near->type;
      Count(span.type, got);
      ++errors_[{Text(tokens, span), span.type, got}];
    }
    for (const TypedSpan& span : found) {
      bool met = false;
      for (const TypedSpan& other : gold) {
        met |= other.begin < span.end && span.begin < other.end;
      }
      if (met) continue;
      Count("nothing", span.type);
      ++errors_[{Text(tokens, span), "nothing", span.type}];
    }
  }
  nlohmann::ordered_json Confusion() const {
    nlohmann::ordered_json rows = nlohmann::ordered_json::object();
    for (const auto& [types, count] : confusion_) {
      rows[types.first][types.second] = count;
    }
    return rows;
  }
  nlohmann::ordered_json Most(size_t count) const {
    std::vector<std::pair<size_t, Error3>> order;
    for (const auto& [error, times] : errors_) order.push_back({times, error});
    std::stable_sort(
        order.begin(), order.end(),
        [](const auto& a, const auto& b) { return a.first > b.first; });
    if (order.size() > count) order.resize(count);
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const auto& [times, error] : order) {
      list.push_back({{"words", error[0]},
                      {"gold", error[1]},
                      {"found", error[2]},
                      {"times", times}});
    }
    return list;
  }

 private:
  using Error3 = std::array<std::string, 3>;
  void Count(const std::string& gold, const std::string& found) {
    ++confusion_[{gold, found}];
  }
  static std::string Text(const std::vector<std::string>& tokens,
                          const TypedSpan& span) {
    std::string text;
    for (uint32_t at = span.begin; at < span.end; ++at) {
      if (!text.empty()) text += " ";
      text += tokens[at];
    }
    return text;
  }
  std::map<std::pair<std::string, std::string>, size_t> confusion_;
  std::map<Error3, size_t> errors_;
};

void AppendBio(const BioSentence& sentence, const std::vector<TypedSpan>& spans,
               std::string* output) {
  std::vector<std::string> tags(sentence.tokens.size(), "O");
  for (const TypedSpan& span : spans) {
    for (uint32_t at = span.begin; at < span.end; ++at) {
      tags[at] = (at == span.begin ? "B-" : "I-") + span.type;
    }
  }
  for (size_t at = 0; at < tags.size(); ++at) {
    *output += sentence.tokens[at] + "\t" + tags[at] + "\n";
  }
  *output += "\n";
}

void Print(const EntityScorer& scorer, bool json,
           const ErrorCounter* errors = nullptr, int most = 0) {
  const auto row = [](const EntityScorer::Figures& figures) {
    return nlohmann::ordered_json{{"precision", figures.precision()},
                                  {"recall", figures.recall()},
                                  {"f1", figures.f1()},
                                  {"gold", figures.gold},
                                  {"predicted", figures.found},
                                  {"right", figures.right}};
  };
  if (json) {
    nlohmann::ordered_json result;
    result["all"] = row(scorer.all());
    result["types"] = nlohmann::ordered_json::object();
    for (const auto& [type, figures] : scorer.by_type()) {
      result["types"][type] = row(figures);
    }
    if (errors != nullptr && most > 0) {
      result["confusion"] = errors->Confusion();
      result["errors"] = errors->Most(static_cast<size_t>(most));
    }
    std::printf("%s\n", result.dump().c_str());
    return;
  }
  const auto line = [](std::string_view name,
                       const EntityScorer::Figures& figures) {
    std::printf("%-14s%10.2f%9.2f%8.2f%8zu%8zu%8zu\n",
                std::string(name).c_str(), figures.precision(),
                figures.recall(), figures.f1(), figures.gold, figures.found,
                figures.right);
  };
  std::printf("%-14s%10s%9s%8s%8s%8s%8s\n", "type", "precision", "recall", "F1",
              "gold", "found", "right");
  line("all", scorer.all());
  for (const auto& [type, figures] : scorer.by_type()) line(type, figures);
}

// Predictions on raw text: the whole product's, cleaning and segmentation
// included.
int EvaluateRaw(const EvaluateArguments& arguments,
                const std::vector<BioDocument>& gold,
                const TypeTables* tables) {
  const Expected<Model> model = LoadModels(arguments.models);
  if (!model.ok()) return ReportFailure(model.error());
  Expected<LineReader> lines = LineReader::Open(arguments.raw);
  if (!lines.ok()) return ReportFailure(lines.error());
  std::map<std::string, nlohmann::json> texts;
  std::string line;
  while (lines.value().Next(&line)) {
    nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("id")) continue;
    std::string id = record["id"].get<std::string>();
    texts.emplace(std::move(id), std::move(record));
  }
  EntityScorer scorer(arguments.types, arguments.trim);
  std::string predictions;
  Session session(model.value());
  for (const BioDocument& document : gold) {
    const auto record = texts.find(document.id);
    if (record == texts.end()) continue;
    const std::string text = record->second["text"].get<std::string>();
    const std::u32string characters = CodePointsOf(text);
    const nlohmann::json& offsets = record->second["tokens"];
    std::vector<TypedSpan> wanted;
    uint32_t first = 0;
    for (const BioSentence& sentence : document.sentences) {
      if (first + sentence.tokens.size() > offsets.size()) {
        return ReportFailure(
            {ErrorCode::kInputUnreadable,
             arguments.raw + ": too few tokens in " + document.id + ".", ""});
      }
      for (TypedSpan span : GoldSpans(sentence, arguments.set, tables)) {
        span.begin = offsets[first + span.begin][0].get<uint32_t>();
        span.end = offsets[first + span.end - 1][1].get<uint32_t>();
        wanted.push_back(std::move(span));
      }
      first += static_cast<uint32_t>(sentence.tokens.size());
    }
    const Status analysed = session.Analyse(text, {});
    if (!analysed.ok()) return ReportFailure(analysed.error());
    Expected<Result> result = session.Summarise({});
    if (!result.ok()) return ReportFailure(result.error());
    // UTF-16 to code points.
    std::vector<uint32_t> points;
    for (uint32_t at = 0; at < characters.size(); ++at) {
      points.insert(points.end(), Utf16Units(characters[at]), at);
    }
    points.push_back(static_cast<uint32_t>(characters.size()));
    std::vector<TypedSpan> found;
    nlohmann::json list = nlohmann::json::array();
    for (const ResultEntity& entity : result.value().article->entities) {
      for (const Range& range : entity.mentions) {
        const TypedSpan span{points[range.start], points[range.end],
                             entity.type};
        list.push_back({span.begin, span.end, span.type});
        found.push_back(span);
      }
    }
    predictions +=
        nlohmann::json{{"id", document.id}, {"entities", list}}.dump() + "\n";
    scorer.Add(scorer.PrepareText(wanted, characters),
               scorer.PrepareText(found, characters));
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, predictions);
    if (!written.ok()) return ReportFailure(written.error());
  }
  Print(scorer, arguments.json);
  return 0;
}

}  // namespace

int EvaluateEntities(const EvaluateArguments& arguments) {
  Expected<std::vector<BioDocument>> gold = ReadBio(arguments.file);
  if (!gold.ok()) return ReportFailure(gold.error());
  std::optional<TypeTables> tables;
  if (!arguments.set.empty()) {
    Expected<TypeTables> read = FindTypeTables(arguments.file);
    if (!read.ok()) return ReportFailure(read.error());
    tables.emplace(std::move(read).value());
    if (!tables->HasSet(arguments.set)) {
      return ReportFailure({ErrorCode::kInvalidOption,
                            "types.tsv has no set named " + arguments.set + ".",
                            ""});
    }
  }
  const TypeTables* const own_tables = tables ? &*tables : nullptr;
  if (!arguments.raw.empty()) {
    return EvaluateRaw(arguments, gold.value(), own_tables);
  }
  Expected<ModelPart> part = ReadModelPart(arguments.models, "entities");
  if (!part.ok()) return ReportFailure(part.error());
  Expected<EntityModel> model = EntityModel::Read(part.value());
  if (!model.ok()) return ReportFailure(model.error());

  EntityScorer scorer(arguments.types, arguments.trim);
  ErrorCounter errors;
  Speed speed;
  std::string predictions;
  for (const BioDocument& document : gold.value()) {
    if (!document.id.empty()) predictions += "# doc = " + document.id + "\n";
    // Without documents every sentence stands alone.
    std::vector<std::vector<BioSentence>> units;
    if (document.id.empty()) {
      for (const BioSentence& sentence : document.sentences) {
        units.push_back({sentence});
      }
    } else {
      units.push_back(document.sentences);
    }
    for (const std::vector<BioSentence>& unit : units) {
      std::vector<std::vector<TypedSpan>> found =
          Recognize(model.value(), unit, arguments.casing, &speed);
      for (size_t index = 0; index < unit.size(); ++index) {
        if (arguments.dates == "calendar") {
          std::vector<TypedSpan> kept;
          for (const TypedSpan& span : found[index]) {
            if (span.type != "DATE") {
              kept.push_back(span);
              continue;
            }
            const std::vector<TypedSpan> dates =
                CalendarSpans(unit[index], span);
            kept.insert(kept.end(), dates.begin(), dates.end());
          }
          found[index] = std::move(kept);
        }
        AppendBio(unit[index], found[index], &predictions);
        const std::set<TypedSpan> wanted =
            scorer.Prepare(GoldSpans(unit[index], arguments.set, own_tables),
                           unit[index].tokens);
        const std::set<TypedSpan> got =
            scorer.Prepare(found[index], unit[index].tokens);
        scorer.Add(wanted, got);
        if (arguments.errors > 0) {
          errors.Add(wanted, got, unit[index].tokens);
        }
      }
    }
  }
  if (!arguments.predictions.empty()) {
    const Status written = WriteFile(arguments.predictions, predictions);
    if (!written.ok()) return ReportFailure(written.error());
  }
  Print(scorer, arguments.json, &errors, arguments.errors);
  if (!arguments.json) {
    std::fprintf(stderr, "%.0f tokens/s of processor time (one run)\n",
                 static_cast<double>(speed.tokens) / speed.seconds);
  }
  return 0;
}

}  // namespace standfirst::tools
