#include "core/clean/markup.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/text/utf8.h"

namespace standfirst {
namespace {

// "kind level: text" per block, parted by " | ".
std::string Show(const FrontEndText& result) {
  EXPECT_TRUE(IsValidUtf8(result.text));
  std::string shown;
  uint32_t end = 0;
  for (const InputBlock& block : result.blocks) {
    EXPECT_GE(block.span.start.value, end);
    EXPECT_LT(block.span.start.value, block.span.end.value);
    end = block.span.end.value;
    if (!shown.empty()) shown += " | ";
    shown += BlockKindName(block.kind);
    if (block.level != 0) shown += " " + std::to_string(block.level);
    shown += ": ";
    // UTF-16 offsets into the text, character by character.
    uint32_t units = 0;
    for (size_t i = 0; i < result.text.size();) {
      const DecodedCharacter character = DecodeUtf8(result.text, i);
      if (block.span.start.value <= units && units < block.span.end.value) {
        shown += result.text.substr(i, character.size);
      }
      units += Utf16Units(character.code_point);
      i += character.size;
    }
    EXPECT_LE(block.span.end.value, units);
  }
  return shown;
}

struct Case {
  std::string_view name;
  std::string_view source;
  std::string_view wanted;
};

TEST(MarkupTest, StripsHtml) {
  const Case cases[] = {
      {"empty", "", ""},
      {"text alone", "It rained.", "paragraph: It rained."},
      {"title of the page",
       "<title>Dam fails &amp; floods</title><p>It rained.</p>",
       "title: Dam fails & floods | paragraph: It rained."},
      {"heading wins",
       "<title>Dam fails - Gazette</title><h1>Dam <i>fails</i></h1><p>It "
       "rained.",
       "title: Dam fails | paragraph: It rained."},
      {"kinds",
       "<h2>A</h2><ul><li>b<li>c<ul><li>d</ul></ul><blockquote><p>e</p>"
       "</blockquote><figure><figcaption>f</figcaption></figure><pre>g\n h"
       "</pre>i",
       "heading 2: A | list-item 1: b | list-item 1: c | list-item 2: d | "
       "quotation: e | caption: f | code: g\nh | paragraph: i"},
      {"table", "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
       "table: a\tb\nc\td"},
      {"dropped",
       "<nav>home</nav><header>logo<h1>Dam fails</h1></header><script>if (a<b) "
       "\"</p>\"</script><style>p{}</style><p>It rained.</p><aside>x</aside>"
       "<form>y<input></form><footer>z</footer><!-- a > b -->",
       "title: Dam fails | paragraph: It rained."},
      {"an article's own header",
       "<article><header><h1>Dam fails</h1><p>Thousands leave.</p></header>"
       "<p>It rained.</p></article>",
       "title: Dam fails | paragraph: Thousands leave. | paragraph: It "
       "rained."},
      {"entities once", "<p>a &lt;b&gt; &amp;amp; &#8217;",
       "paragraph: a <b> &amp; \xE2\x80\x99"},
      {"no tags", "1 < 2, a<3 and <", "paragraph: 1 < 2, a<3 and <"},
      {"breaks", "a<br>b<br><br>c", "paragraph: a b | paragraph: c"},
      {"quotes in tags", "<p title=\"a>b\" x='>'>c</p>", "paragraph: c"},
      {"quotes never closed", "<p title=\"a>b</p><p>c",
       "paragraph: b | "
       "paragraph: c"},
      {"comment never closed", "a<!-- b > c", "paragraph: a c"},
      {"unclosed navigation", "<nav><a>home</a><article><p>It rained.",
       "paragraph: It rained."},
      {"astral characters", "<p>\xF0\x9F\x98\x80</p><p>b</p>",
       "paragraph: \xF0\x9F\x98\x80 | paragraph: b"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Show(StripHtml(one.source)), one.wanted) << one.name;
  }
}

TEST(MarkupTest, StripsMarkdown) {
  const Case cases[] = {
      {"empty", "", ""},
      {"headings", "# Dam *fails*\n\nIt rained.\n\nWhy\n---\nIt did.\n### So",
       "title: Dam fails | paragraph: It rained. | heading 2: Why | "
       "paragraph: It did. | heading 3: So"},
      {"front matter", "---\ntitle: \"Dam fails\"\n---\nIt rained.",
       "title: Dam fails | paragraph: It rained."},
      {"lists", "- a\n- b\n  - c\n\n1. d\n2. e",
       "list-item 1: a | list-item 1: b | list-item 2: c | list-item 1: d | "
       "list-item 1: e"},
      {"quotation", "> a\n> b\n\nc", "quotation: a b | paragraph: c"},
      {"code", "```\na *b*\n```\nc `d*e` f",
       "code: a *b* | paragraph: c d*e f"},
      {"table", "| a | b |\n|---|---|\n| 1 | 2 |", "table: a\tb\n1\t2"},
      {"links",
       "[a](http://x/(y)) ![b](c.png) [d][e] <http://f> [g] h[^1]\n\n"
       "[e]: http://x",
       "paragraph: a d http://f [g] h"},
      {"emphasis", "**a** _b_ c_d_e 5*3 * \\*f\\* ~~g~~",
       "paragraph: a b c_d_e 5*3 * *f* g"},
      {"html", "a <b>c</b> &amp; <!-- d --> e", "paragraph: a c & e"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(Show(StripMarkdown(one.source)), one.wanted) << one.name;
  }
}

TEST(MarkupTest, TakesAnyBytes) {
  std::string bytes;
  for (int round = 0; round < 4; ++round) {
    for (int value = 0; value < 256; ++value) {
      bytes += static_cast<char>(static_cast<uint8_t>(value * 7 + round));
      if (value % 3 == 0) bytes += "<p>[a](";
      if (value % 5 == 0) bytes += "\n# ";
    }
  }
  Show(StripHtml("<p>It rained all day long.\xFF</p>"));
  const FrontEndText html = StripHtml(bytes);
  const FrontEndText markdown = StripMarkdown(bytes);
  // What is no text is handed on for Clean to say so.
  EXPECT_TRUE(Clean(html.text, {}).not_text);
  EXPECT_TRUE(Clean(markdown.text, {}).not_text);
}

}  // namespace
}  // namespace standfirst
