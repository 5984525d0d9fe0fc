#include <string>
#include <string_view>

#include "core/include/standfirst/standfirst.h"
#include "core/text/ascii.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Characters that CommonMark gives a meaning inside a paragraph (section 2.4
// of its specification lets any ASCII punctuation be escaped).
constexpr std::string_view kMarkdownSpecials = "\\`*_[]<>&#~|!";

std::string EscapeMarkdown(std::string_view text) {
  std::string escaped;
  bool line_start = true;
  size_t digits = 0;
  for (const char character : text) {
    // "- ", "+ " and "1. " mean a list only at the start of a line.
    const bool list_sign =
        (line_start &&
         (character == '-' || character == '+' || character == '=')) ||
        (digits > 0 && (character == '.' || character == ')'));
    if (list_sign ||
        kMarkdownSpecials.find(character) != std::string_view::npos) {
      escaped += '\\';
    }
    escaped += character;
    const bool digit = IsDigit(character);
    digits = digit && (line_start || digits > 0) ? digits + 1 : 0;
    line_start = false;
  }
  return escaped;
}

template <typename Show>
std::string Compose(const Result& result, std::string_view headline_mark,
                    std::string_view point_mark, Show show) {
  std::string output;
  if (result.headline.has_value()) {
    output += headline_mark;
    output += show(result.headline->text);
    output += '\n';
  }
  if (result.summary.empty()) return output;
  if (!output.empty()) output += '\n';
  const bool points = result.type == SummaryType::kKeyPoints;
  bool first = true;
  for (const Text& text : result.summary) {
    if (points) {
      output += point_mark;
      output += show(text.text);
      output += '\n';
    } else {
      if (!first) output += ' ';
      output += show(text.text);
    }
    first = false;
  }
  if (!points) output += '\n';
  return output;
}

}  // namespace

std::string ToPlainText(const Result& result) {
  return Compose(result, "", "", [](const std::string& text) { return text; });
}

std::string ToMarkdown(const Result& result) {
  return Compose(result, "# ", "- ", EscapeMarkdown);
}

}  // namespace standfirst
