#include "tools/frontends/markdown.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/frontends/support.h"

namespace standfirst::tools {
namespace {

TEST(MarkdownTest, FindsBlocks) {
  const FrontEndCase cases[] = {
      {"empty", "", ""},
      {"headings", "# Dam *fails*\n\nIt rained.\n\nWhy\n---\nIt did.\n### So",
       "title: Dam fails | paragraph: It rained. | heading 2: Why | "
       "paragraph: It did. | heading 3: So"},
      {"a second first heading", "# A\n\n# B", "title: A | heading 1: B"},
      {"front matter", "---\ntitle: \"Dam fails\"\n---\nIt rained.",
       "title: Dam fails | paragraph: It rained."},
      {"front matter and heading", "---\ntitle: x\n---\n# Dam fails",
       "title: Dam fails"},
      {"a rule is no front matter", "---\n\na: b\n\n---\nc",
       "paragraph: a: b | paragraph: c"},
      {"front matter that does not end", "---\na: b\nc", "paragraph: a: b c"},
      {"front matter with blank lines and lists",
       "---\ntitle: Dam fails  # so far\n\n# Where it goes\ntags:\n  - "
       "rain\n- flood\nimage:\n  title: x\n\n---\n\nIt rained.",
       "title: Dam fails | paragraph: It rained."},
      {"front matter with lines of text",
       "---\nsummary: >\n  It rained.\n\n  All day.\ntitle: |\n  "
       "Dam\n---\na",
       "paragraph: a"},
      {"a title with a quote that does not close",
       "---\ntitle: 'Tis raining\n---\na",
       "title: 'Tis raining | paragraph: a"},
      {"front matter in TOML",
       "+++\ntitle = 'Dam fails'\n\n[params]\ntitle = \"x\"\n+++\n\nIt "
       "rained.",
       "title: Dam fails | paragraph: It rained."},
      {"TOML that does not end", "+++\na = 1\n\nc",
       "paragraph: +++ a = 1 | paragraph: c"},
      {"talk between rules is no front matter",
       "---\nAnna: No.\n\nTom: Yes.\n\n---\nc",
       "paragraph: Anna: No. | paragraph: Tom: Yes. | paragraph: c"},
      {"lists", "- a\n- b\n  - c\n\n1. d\n2. e",
       "list-item 1: a | list-item 1: b | list-item 2: c | list-item 1: d | "
       "list-item 1: e"},
      {"quotation", "> a\n> b\n\nc", "quotation: a b | paragraph: c"},
      {"code", "```\na *b*\n```\nc `d*e` f\n\n    g\n      h",
       "code: a *b* | paragraph: c d*e f | code: g\n  h"},
      {"table", "| a | b |\n|---|---|\n| *1* | 2 |", "table: a\tb\n1\t2"},
      {"no table", "a | b\nc | d", "paragraph: a | b c | d"},
      {"links",
       "[a](http://x/(y)) ![b](c.png) [d][e] <http://f> [g] h\n\n"
       "[e]: http://x",
       "paragraph: a d http://f [g] h"},
      {"emphasis", "**a** _b_ c_d_e 5*3 * \\*f\\*",
       "paragraph: a b c_d_e 5*3 * *f*"},
      {"html inside", "a <b>c</b> &amp; <!-- d --> e", "paragraph: a c & e"},
      {"html blocks",
       "<nav>home</nav>\n\n<h1>Dam fails</h1>\n<p>It\n rained.</p>\n\n# More",
       "title: Dam fails | paragraph: It rained. | heading 1: More"},
      {"code with blank lines in html", "<pre>a\n\nb</pre>\n\n<p>c</p>",
       "code: a\nb | paragraph: c"},
      {"footnotes",
       "a[^1] b[^] [^c d] e[^f\n\n[^1]: A note.\n\n[^2] is kept: no.",
       "paragraph: a b[^] [^c d] e[^f | paragraph: is kept: no."},
      {"strikings", "~~a~~ b ~~c d~~ ~~e ~f~ ~~~~ g",
       "paragraph: a b c d ~~e ~f~ ~~~~ g"},
      {"no marks in code", "`[^a]` b`~~c~~`d`[^`e]",
       "paragraph: [^a] b~~c~~d[^e]"},
      {"no marks where a sign is escaped",
       "\\[^1] [\\^1] [^1\\] \\~\\~a\\~\\~ ~\\~b~~ \\\\[^1]",
       "paragraph: [^1] [^1] [^1] ~~a~~ ~~b~~ \\"},
      {"no marks of entities", "&#91;^1] [^1&#93; &#126;~a ~~b &amp; c~~",
       "paragraph: [^1] [^1] ~~a b & c"},
      {"escapes elsewhere", "# \\[^1]\n\n    \\[^1] &#91;^\n\n\\[^1]: a",
       "title: [^1] | code: \\[^1] &#91;^ | paragraph: [^1]: a"},
      {"quotations in lists and lists in quotations",
       "- a\n  > b\n\n> - c\n>   - d",
       "list-item 1: a | quotation: b | list-item 1: c | list-item 2: d"},
      {"hard breaks", "a  \nb\\\nc", "paragraph: a b c"},
      {"line ends", "# a\r\n\r\nb\r\nc\r\n", "title: a | paragraph: b c"},
      {"astral characters", "\xF0\x9F\x98\x80\n\nb",
       "paragraph: \xF0\x9F\x98\x80 | paragraph: b"},
  };
  for (const FrontEndCase& one : cases) {
    EXPECT_EQ(Show(ReadMarkdown(one.source)), one.wanted) << one.name;
  }
}

TEST(MarkdownTest, FindsTheDate) {
  constexpr std::pair<std::string_view, std::string_view> kCases[] = {
      {"---\ndate: 2026-03-04\n---\na", "2026-03-04"},
      {"---\ntitle: b\ndate: \"2026-03-04T10:00\"\n---\na", "2026-03-04"},
      {"---\ndate: 4 March\n---\na", ""},
      {"---\ntags: []\n\ndate: 2026-03-04\n---\na", "2026-03-04"},
      {"+++\ndate = 2026-03-04T10:00:00Z\n+++\na", "2026-03-04"},
      {"+++\n[a]\ndate = 2026-03-04\n+++\na", ""},
      {"---\ndate: 2026-03\n---\na", ""},
      {"---\ndate: 2026-13-01\n---\na", ""},
      {"---\ndate: 2023-02-29\n---\na", ""},
      {"---\ndate: 0000-01-01\n---\na", ""},
      {"date: 2026-03-04\n\na", ""},
  };
  for (const auto& [source, date] : kCases) {
    EXPECT_EQ(ReadMarkdown(source).date, date) << source;
  }
}

std::string Repeated(std::string_view piece, size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (size_t i = 0; i < count; ++i) text += piece;
  return text;
}

TEST(MarkdownTest, IsLinear) {
  constexpr size_t kCount = 10000;
  const std::vector<std::pair<std::string_view, std::string>> cases = {
      {"quotations in quotations", Repeated(">", kCount) + "a\n"},
      {"and blank lines",
       Repeated("- ", kCount) + "a\n" + Repeated("\n", kCount) + "b"},
      {"lines of them", Repeated(Repeated("> ", 500) + "a\n", 500)},
      {"open brackets", Repeated("[", kCount)},
      {"images", Repeated("![[]()", kCount)},
      {"emphasis", Repeated("*a **a ", kCount)},
      {"emphasis both ways", Repeated("a**b_c* ", kCount)},
      {"backticks", Repeated("`` ` ``` ", kCount)},
      {"html", Repeated("<!--a <?b <![CDATA[ ", kCount)},
      {"html blocks", Repeated("<div>\n\n", kCount)},
      {"footnote marks", Repeated("[^", 20 * kCount)},
      {"footnote marks, no ends", Repeated("[^a ", 20 * kCount)},
      {"strikings", Repeated("~~a ~", 20 * kCount)},
      {"escapes and entities", Repeated("[\\^~\\~&#91;^&", 20 * kCount)},
      {"entities", Repeated("&amp &#x ", kCount)},
      {"definitions",
       "[a]: " + Repeated("b", 16000) + "\n\n" + Repeated("[a] ", kCount)},
      {"many definitions", Repeated("[a]: b\n", kCount)},
      {"fences", Repeated("~~~\n", kCount)},
      {"tables", Repeated("|a|b|\n|-|-|\n", kCount)},
      {"one line", Repeated("It *rained* all day. ", 5 * kCount)},
      {"newlines", Repeated("\n", 20 * kCount)},
      {"list items", Repeated("1. a\n", kCount)},
  };
  for (const auto& [name, source] : cases) {
    const std::clock_t started = std::clock();
    const FrontEndText made = ReadMarkdown(source);
    const double taken =
        static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    Show(made);
    EXPECT_LT(taken, 10) << name;
  }
}

TEST(MarkdownTest, ReferencesAreBounded) {
  // A definition that every reference would copy is not made.
  std::string source = "[a]: " + Repeated("b", 8000) + "\n\n[c]: d\n\n[c]\n";
  EXPECT_EQ(Show(ReadMarkdown(source)), "paragraph: c");
  source += "\n" + Repeated("[a]\n\n", 20000);
  EXPECT_TRUE(Show(ReadMarkdown(source)).ends_with("| paragraph: [a]"));
}

TEST(MarkdownTest, LargeBlocksAreText) {
  const std::string source = Repeated("It *rained* [a](b) & so. ", 1000);
  EXPECT_EQ(Show(ReadMarkdown(source)),
            "paragraph: " + source.substr(0, source.size() - 1));
}

}  // namespace
}  // namespace standfirst::tools
