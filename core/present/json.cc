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
    size_t size = 4096 + article_.sentences.size() * 160 +
                  article_.blocks.size() * 56 + article_.left_out.size() * 80;
    for (const ResultEntity& entity : article_.entities) {
      size += 96 + (entity.mentions.size() + entity.pronouns.size()) * 20;
    }
    return options_.text ? size + article_.text.size() : size;
  }

  std::string Write() {
    json_.Reserve(ExpectedSize());
    json_.Open('{');
    json_.Name("version");
    json_.Number(kResultVersion);
    if (options_.text) {
      json_.Name("text");
      json_.String(article_.text);
    }
    json_.Name("language");
    json_.Open('{');
    json_.Name("code");
    json_.String(article_.language_code);
    json_.Name("confidence");
    json_.Number(article_.language_confidence);
    json_.Close('}');
    json_.Name("genre");
    json_.String(article_.genre);
    json_.Name("headline");
    if (result_.headline.has_value()) {
      WriteText(*result_.headline);
    } else {
      json_.Null();
    }
    json_.Name("summary");
    json_.Open('[');
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
    json_.Name("text");
    json_.String(text.text);
    json_.Name("from");
    json_.String(text.from_title ? "title" : "text");
    json_.Name("source");
    if (text.from_title) {
      json_.Null();
    } else {
      json_.Number(text.source);
    }
    json_.Name("spans");
    json_.Open('[');
    for (const Range span : text.spans) WritePair(span);
    json_.Close(']');
    json_.Name("changes");
    json_.Open('[');
    const OffsetConverter own(text.text, options_.offsets);
    for (const Change& change : text.changes) {
      json_.Open('{');
      json_.Name("kind");
      json_.String(ChangeKindName(change.kind));
      json_.Name("at");
      json_.Open('[');
      json_.Number(own.Convert(change.at.start));
      json_.Number(own.Convert(change.at.end));
      json_.Close(']');
      json_.Name("from");
      json_.String(change.from);
      json_.Name("to");
      json_.String(change.to);
      json_.Close('}');
    }
    json_.Close(']');
    json_.Close('}');
  }

  void WriteEntities() {
    json_.Name("entities");
    json_.Open('[');
    for (const ResultEntity& entity : article_.entities) {
      json_.Open('{');
      json_.Name("id");
      json_.Number(entity.id);
      json_.Name("type");
      json_.String(entity.type);
      json_.Name("name");
      json_.String(entity.name);
      json_.Name("mentions");
      json_.Open('[');
      for (const Range mention : entity.mentions) WritePair(mention);
      json_.Close(']');
      if (!entity.pronouns.empty()) {
        json_.Name("pronouns");
        json_.Open('[');
        for (const Range pronoun : entity.pronouns) WritePair(pronoun);
        json_.Close(']');
      }
      json_.Name("salience");
      json_.Number(entity.salience);
      if (!entity.value.empty()) {
        json_.Name("value");
        json_.String(entity.value);
      }
      if (!entity.attributes.empty()) {
        json_.Name("attributes");
        json_.Open('{');
        for (const auto& [name, value] : entity.attributes) {
          json_.Name(name);
          json_.String(value);
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
    json_.Name("dateline");
    json_.Open('{');
    WriteSpan("place", dateline.place);
    if (dateline.entity != ResultDateline::kNoEntity) {
      json_.Name("entity");
      json_.Number(dateline.entity);
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
    json_.Name("sentences");
    json_.Open('[');
    size_t next_chosen = 0;
    for (uint32_t index = 0; index < article_.sentences.size(); ++index) {
      const ResultSentence& sentence = article_.sentences[index];
      const bool chosen = next_chosen < result_.chosen.size() &&
                          result_.chosen[next_chosen] == index;
      next_chosen += chosen ? 1 : 0;
      json_.Open('{');
      WriteStartAndEnd(sentence.range);
      json_.Name("block");
      json_.Number(sentence.block);
      json_.Name("score");
      json_.Number(sentence.score);
      json_.Name("reasons");
      json_.Open('{');
      json_.Name("position");
      json_.Number(sentence.position);
      json_.Name("centrality");
      json_.Number(sentence.centrality);
      json_.Name("entities");
      json_.Number(sentence.entities);
      json_.Name("terms");
      json_.Number(sentence.terms);
      json_.Name("title");
      json_.Number(sentence.title);
      json_.Close('}');
      json_.Name("chosen");
      json_.Boolean(chosen);
      json_.Close('}');
    }
    json_.Close(']');
  }

  void WriteBlocks() {
    json_.Name("blocks");
    json_.Open('[');
    for (const ResultBlock& block : article_.blocks) {
      json_.Open('{');
      WriteStartAndEnd(block.range);
      json_.Name("kind");
      json_.String(block.kind);
      if (block.level != 0) {
        json_.Name("level");
        json_.Number(block.level);
      }
      json_.Close('}');
    }
    json_.Close(']');
  }

  void WriteLeftOut() {
    json_.Name("leftOut");
    json_.Open('[');
    for (const ResultLeftOut& left_out : article_.left_out) {
      json_.Open('{');
      json_.Name("id");
      json_.Number(left_out.id);
      WriteStartAndEnd(left_out.range);
      json_.Name("reason");
      json_.String(left_out.reason);
      json_.Close('}');
    }
    json_.Close(']');
  }

  void WriteNotices() {
    json_.Name("notices");
    json_.Open('[');
    for (const auto* notices : {&article_.notices, &result_.notices}) {
      for (const Notice& notice : *notices) {
        json_.Open('{');
        json_.Name("code");
        json_.String(notice.code);
        json_.Name("message");
        json_.String(notice.message);
        json_.Close('}');
      }
    }
    json_.Close(']');
  }

  void WriteStatistics() {
    json_.Name("statistics");
    json_.Open('{');
    json_.Name("characters");
    json_.Number(article_.characters);
    json_.Name("words");
    json_.Number(article_.words);
    json_.Name("sentences");
    json_.Number(static_cast<uint32_t>(article_.sentences.size()));
    json_.Name("readingSeconds");
    json_.Number(static_cast<uint32_t>(
        (uint64_t{article_.words} * 60 + kWordsReadPerMinute - 1) /
        kWordsReadPerMinute));
    json_.Name("summaryWords");
    json_.Number(result_.summary_words);
    if (options_.milliseconds.has_value()) {
      json_.Name("milliseconds");
      json_.Number(*options_.milliseconds);
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
  json.Name("error");
  json.Open('{');
  json.Name("code");
  json.String(ErrorCodeName(error.code));
  json.Name("message");
  json.String(error.message);
  json.Name("hint");
  json.String(error.hint);
  json.Close('}');
  json.Close('}');
  return json.Finish();
}

}  // namespace standfirst
