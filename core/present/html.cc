// A page of its own: the standfirst over the marked article, in the manner of
// displaCy, without script and without anything from the network. Labels are
// drawn by the style sheet, so that copies of the text do not carry them.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/include/standfirst/standfirst.h"
#include "core/present/offset_converter.h"
#include "core/text/digits.h"
#include "core/text/equal.h"
#include "core/text/sort_by.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

constexpr std::string_view kStyle =
    "html{color-scheme:light dark;background:light-dark(#fdfdfc,#15181b);"
    "color:light-dark(#16191d,#ebe9e4)}"
    "body{max-width:36rem;margin:2rem auto;padding:0 1rem;"
    "font:1.0625rem/1.75rem Charter,'Bitstream Charter','Charis SIL',"
    "Cambria,Georgia,serif;overflow-wrap:anywhere}"
    // Each paragraph by its own script, right to left where it is so.
    "h1,li,article>*,.standfirst{unicode-bidi:plaintext;text-align:start}"
    "h1{font-size:2.25rem;line-height:1.15;text-wrap:balance}"
    ".standfirst{font-size:1.25rem;line-height:1.5}"
    "hr{border:0;border-top:3px double;margin:2rem 0}"
    "a{color:light-dark(#ad1f1a,#ff9c8e);font:700 .75rem sans-serif;"
    "vertical-align:.5em;text-decoration:none}"
    ".chosen{background:light-dark(#fbf1cf,#352f1a)}"
    ".left-out{color:light-dark(#5f656b,#999ea2)}"
    "[data-type]{text-decoration:underline 2px;text-underline-offset:.22em}"
    "[data-label]::after{content:attr(data-label);font:600 .625rem sans-serif;"
    "margin-left:.25em;vertical-align:.15em;"
    "color:light-dark(#474d54,#b9bcbd)}"
    "[data-type=PERSON]{text-decoration-color:light-dark(#2139a8,#359dff)}"
    "[data-type=GPE],[data-type=LOC],[data-type=FAC]{text-decoration:"
    "underline dotted 2px light-dark(#1a7e54,#88e0ac)}"
    "[data-type=ORG]{text-decoration:underline double 1px "
    "light-dark(#763006,#fb7a20)}"
    "[data-type=NORP]{text-decoration:underline dashed 2px "
    "light-dark(#935ad1,#ecb3fb)}"
    "[data-type=DATE],[data-type=TIME]{text-decoration:underline dotted 1px "
    "light-dark(#a95f8a,#ed94bf)}";

void AppendEscaped(std::string_view text, std::string* output) {
  for (size_t position = 0; position < text.size();) {
    const DecodedCharacter character = DecodeUtf8(text, position);
    position += character.size;
    switch (character.code_point) {
      case U'&':
        *output += "&amp;";
        break;
      case U'<':
        *output += "&lt;";
        break;
      case U'>':
        *output += "&gt;";
        break;
      case U'"':
        *output += "&quot;";
        break;
      case 0:
        // HTML has no NUL.
        AppendUtf8(kReplacementCharacter, output);
        break;
      default:
        AppendUtf8(character.code_point, output);
    }
  }
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const Result& result)
      : result_(result),
        article_(*result.article),
        bytes_(article_.text, OffsetUnit::kByte) {
    for (uint32_t index = 0; index < article_.entities.size(); ++index) {
      for (const Range mention : article_.entities[index].mentions) {
        mentions_.push_back({mention, index});
      }
    }
    SortBy(&mentions_,
           [](const MarkedMention& mention) { return mention.range.start; });
  }

  std::string Write() {
    output_ += "<!doctype html>\n<html lang=\"";
    AppendEscaped(article_.language_code, &output_);
    output_ +=
        "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n<title>";
    if (result_.headline.has_value()) {
      AppendEscaped(result_.headline->text, &output_);
    } else {
      output_ += "Standfirst";
    }
    output_ += "</title>\n<style>";
    output_ += kStyle;
    output_ += "</style>\n";
    WriteSummary();
    output_ += "<hr>\n<article>\n";
    WriteArticle();
    output_ += "</article>\n</html>\n";
    return std::move(output_);
  }

 private:
  struct MarkedMention {
    Range range;
    uint32_t entity;
  };

  void WriteSummary() {
    if (result_.headline.has_value()) {
      output_ += "<h1>";
      AppendEscaped(result_.headline->text, &output_);
      output_ += "</h1>\n";
    }
    if (result_.summary.empty()) return;
    const bool points = result_.type == SummaryType::kKeyPoints;
    output_ +=
        points ? "<ul class=\"standfirst\">\n" : "<p class=\"standfirst\">";
    uint32_t number = 0;
    for (const Text& text : result_.summary) {
      if (points) output_ += "<li>";
      AppendEscaped(text.text, &output_);
      output_ += "<a href=\"#sentence-" + Digits(text.source) + "\">" +
                 Digits(++number) + "</a>";
      output_ += points ? "</li>\n" : " ";
    }
    output_ += points ? "</ul>\n" : "</p>\n";
  }

  // Blocks in order; what was left out between them is shown grey.
  void WriteArticle() {
    uint32_t written = 0;
    for (uint32_t index = 0; index < article_.blocks.size(); ++index) {
      const ResultBlock& block = article_.blocks[index];
      WriteLeftOutBetween(written, block.range.start);
      const std::string_view tag = TagOf(block.kind);
      output_ += '<';
      output_ += tag;
      output_ += '>';
      WriteBlockText(index, block.range);
      output_ += "</";
      output_ += tag;
      output_ += ">\n";
      written = std::max(written, block.range.end);
    }
    WriteLeftOutBetween(written, UINT32_MAX);
  }

  static std::string_view TagOf(std::string_view kind) {
    if (kind == "title") return "h2";
    if (kind == "heading") return "h3";
    if (kind == "quotation") return "blockquote";
    if (IsOneOf(kind, "table code")) return "pre";
    return "p";
  }

  void WriteLeftOutBetween(uint32_t start, uint32_t end) {
    while (next_left_out_ < article_.left_out.size() &&
           article_.left_out[next_left_out_].range.start < end) {
      const ResultLeftOut& left_out = article_.left_out[next_left_out_];
      if (left_out.range.end <= start) {
        ++next_left_out_;
        continue;
      }
      if (left_out.range.end > end) break;
      output_ += "<p class=\"left-out\" title=\"";
      output_ += left_out.reason;
      output_ += "\">";
      WriteSlice(left_out.range);
      output_ += "</p>\n";
      ++next_left_out_;
    }
  }

  void WriteBlockText(uint32_t block, Range range) {
    // Every place where something starts or ends cuts the block's text.
    std::vector<uint32_t> cuts = {range.start, range.end};
    const auto add = [&](Range marked) {
      cuts.push_back(std::clamp(marked.start, range.start, range.end));
      cuts.push_back(std::clamp(marked.end, range.start, range.end));
    };
    const uint32_t first_sentence = next_sentence_;
    while (next_sentence_ < article_.sentences.size() &&
           article_.sentences[next_sentence_].block == block) {
      add(article_.sentences[next_sentence_++].range);
    }
    const size_t first_mention = next_mention_;
    while (next_mention_ < mentions_.size() &&
           mentions_[next_mention_].range.start < range.end) {
      add(mentions_[next_mention_++].range);
    }
    for (size_t index = next_left_out_;
         index < article_.left_out.size() &&
         article_.left_out[index].range.start < range.end;
         ++index) {
      add(article_.left_out[index].range);
    }
    SortNumbers(&cuts);
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());

    uint32_t sentence = first_sentence;
    size_t mention = first_mention;
    uint32_t anchored = UINT32_MAX;
    for (size_t cut = 0; cut + 1 < cuts.size(); ++cut) {
      const Range piece = {cuts[cut], cuts[cut + 1]};
      while (sentence < next_sentence_ &&
             article_.sentences[sentence].range.end <= piece.start) {
        ++sentence;
      }
      while (mention < next_mention_ &&
             mentions_[mention].range.end <= piece.start) {
        ++mention;
      }
      while (next_left_out_ < article_.left_out.size() &&
             article_.left_out[next_left_out_].range.end <= piece.start) {
        ++next_left_out_;
      }
      const bool in_sentence =
          sentence < next_sentence_ &&
          article_.sentences[sentence].range.start <= piece.start;
      const bool chosen =
          in_sentence && std::binary_search(result_.chosen.begin(),
                                            result_.chosen.end(), sentence);
      const bool left_out =
          next_left_out_ < article_.left_out.size() &&
          article_.left_out[next_left_out_].range.start <= piece.start;
      const bool in_mention = mention < next_mention_ &&
                              mentions_[mention].range.start <= piece.start;
      const bool anchor = chosen && anchored != sentence;
      if (!chosen && !left_out && !in_mention) {
        WriteSlice(piece);
        continue;
      }
      output_ += "<span";
      if (anchor) {
        anchored = sentence;
        output_ += " id=\"sentence-" + Digits(sentence) + "\"";
      }
      if (left_out) {
        output_ += " class=\"left-out\"";
      } else if (chosen) {
        output_ += " class=\"chosen\"";
      }
      if (in_mention) {
        const ResultEntity& entity =
            article_.entities[mentions_[mention].entity];
        output_ += " data-type=\"" + entity.type + "\"";
        if (mentions_[mention].range.end == piece.end) {
          output_ += " data-label=\"" + entity.type + "\"";
        }
      }
      output_ += '>';
      WriteSlice(piece);
      output_ += "</span>";
    }
  }

  void WriteSlice(Range range) {
    const uint32_t start = bytes_.Convert(range.start);
    const uint32_t end = bytes_.Convert(range.end);
    AppendEscaped(std::string_view(article_.text).substr(start, end - start),
                  &output_);
  }

  const Result& result_;
  const Article& article_;
  OffsetConverter bytes_;
  std::vector<MarkedMention> mentions_;
  std::string output_;
  uint32_t next_sentence_ = 0;
  size_t next_mention_ = 0;
  size_t next_left_out_ = 0;
};

}  // namespace

std::string ToHtml(const Result& result) { return HtmlWriter(result).Write(); }

}  // namespace standfirst
