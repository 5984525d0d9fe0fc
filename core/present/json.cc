// Results as JSON. A writer of our own: member order is fixed, numbers are
// integers printed by one piece of code, and 100,000 sentences need no tree
// in memory.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "core/include/standfirst/standfirst.h"
#include "core/present/offset_converter.h"
#include "core/text/digits.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Adults read about 238 words of English prose a minute (Brysbaert 2019).
constexpr uint32_t kWordsReadPerMinute = 238;

class JsonWriter {
 public:
  void Reserve(size_t bytes) { output_.reserve(bytes); }
  void Number(uint32_t value) {
    Separate();
    output_ += Digits(value);
    comma_ = true;
  }
  void Boolean(bool value) {
    Separate();
    output_ += value ? "true" : "false";
    comma_ = true;
  }
  void Null() {
    Separate();
    output_ += "null";
    comma_ = true;
  }
  // Malformed UTF-8 is written as U+FFFD.
  void String(std::string_view value) {
    Separate();
    Quote(value);
    comma_ = true;
  }
  void Name(std::string_view name) {
    Separate();
    Quote(name);
    output_ += ':';
    comma_ = false;
  }
  void Open(char bracket) {
    Separate();
    output_ += bracket;
    comma_ = false;
  }
  void Close(char bracket) {
    output_ += bracket;
    comma_ = true;
  }
  // Members: a name and its value.
  void Number(std::string_view name, uint32_t value) {
    Name(name);
    Number(value);
  }
  void String(std::string_view name, std::string_view value) {
    Name(name);
    String(value);
  }
  void Open(std::string_view name, char bracket) {
    Name(name);
    Open(bracket);
  }
  std::string Finish() { return std::move(output_); }

 private:
  void Separate() {
    if (comma_) output_ += ',';
    comma_ = false;
  }

  void Quote(std::string_view value) {
    constexpr std::string_view kHexDigits = "0123456789abcdef";
    output_ += '"';
    size_t copied = 0;
    for (size_t position = 0; position < value.size();) {
      const auto byte = static_cast<uint8_t>(value[position]);
      if (byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\') {
        ++position;
        continue;
      }
      const DecodedCharacter character = DecodeUtf8(value, position);
      if (byte >= 0x80 && character.valid) {
        position += character.size;
        continue;
      }
      output_.append(value.substr(copied, position - copied));
      position += character.size;
      copied = position;
      if (!character.valid) {
        AppendUtf8(kReplacementCharacter, &output_);
      } else if (byte == '"' || byte == '\\') {
        output_ += '\\';
        output_ += static_cast<char>(byte);
      } else if (byte == '\n') {
        output_ += "\\n";
      } else {
        output_ += "\\u00";
        output_ += kHexDigits[byte >> 4];
        output_ += kHexDigits[byte & 0x0F];
      }
    }
    output_.append(value.substr(copied));
    output_ += '"';
  }

  std::string output_;
  bool comma_ = false;
};

class ResultWriter {
 public:
  ResultWriter(const Result& result, const JsonOptions& options)
      : result_(result),
        article_(*result.article),
        options_(options),
        converter_(article_.text, ConvertedUnit(article_, options)) {}

  // A little more than most results have: a string that doubles would hold up
  // to three times its bytes at once.
  size_t ExpectedSize() const {
    // A range's offsets, as most of a text's are.
    const size_t range = 2 * Digits(article_.characters / 8 * size_t{7}).size();
    size_t size = 4096 + article_.sentences.size() * (139 + range) +
                  article_.blocks.size() * (38 + range) +
                  article_.left_out.size() * (55 + range);
    for (const ResultEntity& entity : article_.entities) {
      size +=
          88 + (entity.mentions.size() + entity.pronouns.size()) * (range + 4);
    }
    return options_.text ? size + article_.text.size() : size;
  }

  std::string Write() {
    json_.Reserve(ExpectedSize());
    json_.Open('{');
    json_.Number("version", kResultVersion);
    if (options_.text) {
      json_.String("text", article_.text);
    }
    json_.Open("language", '{');
    json_.String("code", article_.language_code);
    json_.Number("confidence", article_.language_confidence);
    json_.Close('}');
    json_.String("genre", article_.genre);
    json_.Name("headline");
    if (result_.headline.has_value()) {
      WriteText(*result_.headline);
    } else {
      json_.Null();
    }
    json_.Open("summary", '[');
    for (const Text& text : result_.summary) WriteText(text);
    json_.Close(']');
    WriteEntities();
    WriteDateline();
    WriteSentences();
    WriteBlocks();
    WriteLeftOut();
    WriteNotices();
    WriteStatistics();
    json_.Close('}');
    return json_.Finish();
  }

 private:
  // Bytes of texts that were not UTF-8 follow from the UTF-16 units alone.
  static OffsetUnit ConvertedUnit(const Article& article,
                                  const JsonOptions& options) {
    const bool by_factor =
        options.offsets == OffsetUnit::kByte && article.bytes_per_unit != 0;
    return by_factor ? OffsetUnit::kUtf16 : options.offsets;
  }

  void WriteOffset(uint32_t utf16) {
    uint32_t offset = converter_.Convert(utf16);
    if (options_.offsets == OffsetUnit::kByte && article_.bytes_per_unit != 0) {
      offset *= article_.bytes_per_unit;
    }
    json_.Number(offset);
  }

  void WritePair(Range range) {
    json_.Open('[');
    WriteOffset(range.start);
    WriteOffset(range.end);
    json_.Close(']');
  }

  void WriteStartAndEnd(Range range) {
    json_.Name("start");
    WriteOffset(range.start);
    json_.Name("end");
    WriteOffset(range.end);
  }

  void WriteText(const Text& text) {
    json_.Open('{');
    json_.String("text", text.text);
    json_.String("from", text.from_title ? "title" : "text");
    json_.Name("source");
    if (text.from_title) {
      json_.Null();
    } else {
      json_.Number(text.source);
    }
    json_.Open("spans", '[');
    for (const Range span : text.spans) WritePair(span);
    json_.Close(']');
    json_.Open("changes", '[');
    const OffsetConverter own(text.text, options_.offsets);
    for (const Change& change : text.changes) {
      json_.Open('{');
      json_.String("kind", ChangeKindName(change.kind));
      json_.Open("at", '[');
      json_.Number(own.Convert(change.at.start));
      json_.Number(own.Convert(change.at.end));
      json_.Close(']');
      json_.String("from", change.from);
      json_.String("to", change.to);
      json_.Close('}');
    }
    json_.Close(']');
    json_.Close('}');
  }

  void WriteEntities() {
    json_.Open("entities", '[');
    for (const ResultEntity& entity : article_.entities) {
      json_.Open('{');
      json_.Number("id", entity.id);
      json_.String("type", entity.type);
      json_.String("name", entity.name);
      json_.Open("mentions", '[');
      for (const Range mention : entity.mentions) WritePair(mention);
      json_.Close(']');
      if (!entity.pronouns.empty()) {
        json_.Open("pronouns", '[');
        for (const Range pronoun : entity.pronouns) WritePair(pronoun);
        json_.Close(']');
      }
      json_.Number("salience", entity.salience);
      if (!entity.value.empty()) {
        json_.String("value", entity.value);
      }
      if (!entity.attributes.empty()) {
        json_.Open("attributes", '{');
        for (const auto& [name, value] : entity.attributes) {
          json_.String(name, value);
        }
        json_.Close('}');
      }
      json_.Close('}');
    }
    json_.Close(']');
  }

  void WriteDateline() {
    const ResultDateline& dateline = article_.dateline;
    if (dateline.place.end == 0 && dateline.date.end == 0) return;
    json_.Open("dateline", '{');
    WriteSpan("place", dateline.place);
    if (dateline.entity != ResultDateline::kNoEntity) {
      json_.Number("entity", dateline.entity);
    }
    WriteSpan("date", dateline.date);
    json_.Close('}');
  }

  void WriteSpan(const char* name, Range span) {
    if (span.end == 0) return;
    json_.Name(name);
    WritePair(span);
  }

  void WriteSentences() {
    json_.Open("sentences", '[');
    size_t next_chosen = 0;
    for (uint32_t index = 0; index < article_.sentences.size(); ++index) {
      const ResultSentence& sentence = article_.sentences[index];
      const bool chosen = next_chosen < result_.chosen.size() &&
                          result_.chosen[next_chosen] == index;
      next_chosen += chosen ? 1 : 0;
      json_.Open('{');
      WriteStartAndEnd(sentence.range);
      json_.Number("block", sentence.block);
      json_.Number("score", sentence.score);
      json_.Open("reasons", '{');
      json_.Number("position", sentence.position);
      json_.Number("centrality", sentence.centrality);
      json_.Number("entities", sentence.entities);
      json_.Number("terms", sentence.terms);
      json_.Number("title", sentence.title);
      json_.Close('}');
      json_.Name("chosen");
      json_.Boolean(chosen);
      json_.Close('}');
    }
    json_.Close(']');
  }

  void WriteBlocks() {
    json_.Open("blocks", '[');
    for (const ResultBlock& block : article_.blocks) {
      json_.Open('{');
      WriteStartAndEnd(block.range);
      json_.String("kind", block.kind);
      if (block.level != 0) {
        json_.Number("level", block.level);
      }
      json_.Close('}');
    }
    json_.Close(']');
  }

  void WriteLeftOut() {
    json_.Open("leftOut", '[');
    for (const ResultLeftOut& left_out : article_.left_out) {
      json_.Open('{');
      json_.Number("id", left_out.id);
      WriteStartAndEnd(left_out.range);
      json_.String("reason", left_out.reason);
      json_.Close('}');
    }
    json_.Close(']');
  }

  void WriteNotices() {
    json_.Open("notices", '[');
    for (const auto* notices : {&article_.notices, &result_.notices}) {
      for (const Notice& notice : *notices) {
        json_.Open('{');
        json_.String("code", notice.code);
        json_.String("message", notice.message);
        json_.Close('}');
      }
    }
    json_.Close(']');
  }

  void WriteStatistics() {
    json_.Open("statistics", '{');
    json_.Number("characters", article_.characters);
    json_.Number("words", article_.words);
    json_.Number("sentences", static_cast<uint32_t>(article_.sentences.size()));
    json_.Number("readingSeconds",
                 static_cast<uint32_t>(
                     (uint64_t{article_.words} * 60 + kWordsReadPerMinute - 1) /
                     kWordsReadPerMinute));
    json_.Number("summaryWords", result_.summary_words);
    if (options_.milliseconds.has_value()) {
      json_.Number("milliseconds", *options_.milliseconds);
    }
    json_.Close('}');
  }

  const Result& result_;
  const Article& article_;
  const JsonOptions& options_;
  OffsetConverter converter_;
  JsonWriter json_;
};

}  // namespace

std::string_view ChangeKindName(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kCapital:
      return "capital";
    case ChangeKind::kStop:
      return "stop";
    case ChangeKind::kSpace:
      return "space";
    case ChangeKind::kRepair:
      return "repair";
    case ChangeKind::kPronoun:
      return "pronoun";
  }
  return "repair";
}

std::string ToJson(const Result& result, const JsonOptions& options) {
  return ResultWriter(result, options).Write();
}

std::string ErrorToJson(const Error& error) {
  JsonWriter json;
  json.Open('{');
  json.Open("error", '{');
  json.String("code", ErrorCodeName(error.code));
  json.String("message", error.message);
  json.String("hint", error.hint);
  json.Close('}');
  json.Close('}');
  return json.Finish();
}

}  // namespace standfirst
