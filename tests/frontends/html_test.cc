#include "tools/frontends/html.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/frontends/support.h"
#include "tools/frontends/html_source.h"

namespace standfirst::tools {
namespace {

TEST(HtmlTest, FindsTheArticle) {
  const FrontEndCase cases[] = {
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
       "quotation: e | caption: f | code: g\n h | paragraph: i"},
      {"text of an item behind an inner list", "<ul><li>a<ol><li>b</ol>c</ul>d",
       "list-item 1: a | list-item 2: b | list-item 1: c | paragraph: d"},
      {"table", "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
       "table: a\tb\nc\td"},
      {"table with a caption and groups",
       "<table><caption>Rain</caption><thead><tr><th>Day<th>mm</thead><tbody>"
       "<tr><td>1<td>9</table>e",
       "table: Rain\nDay\tmm\n1\t9 | paragraph: e"},
      {"table that lays out a page",
       "<table><tr><td>menu</td><td><h1>Dam fails</h1><p>It rained.</td></tr>"
       "</table>",
       "paragraph: menu | title: Dam fails | paragraph: It rained."},
      {"dropped by element",
       "<nav>home</nav><header>logo</header><script>if (a<b) "
       "\"</p>\"</script><style>p{}</style><h1>Dam fails</h1><p>It "
       "rained.</p><aside>x</aside><form><input><select><option>y</select>"
       "<button>z</button></form><footer>z</footer><!-- a > b --><svg><title>"
       "logo</title></svg><noscript>enable</noscript><iframe>n</iframe>",
       "title: Dam fails | paragraph: It rained."},
      {"dropped by role and by being hidden",
       "<div role=navigation>home</div><p>It rained.<div hidden>a</div>"
       "<div style='color:red; DISPLAY : none'>b</div><p>It "
       "<span class=\"sr-only\">see</span>poured <span hidden>c</span>.",
       "paragraph: It rained. | paragraph: It poured ."},
      {"dropped by name",
       "<div class=\"cookie-banner\">We use cookies</div><p>It rained all day "
       "and all night in the valley, and the river rose.</p><div "
       "id=shareBar>Share</div><ul class='mw related_links'><li>Other</ul>"
       "<div id=\"comments\"><h2>3 comments</h2><p>First!</div>",
       "paragraph: It rained all day and all night in the valley, and the "
       "river rose."},
      {"a name alone is not enough",
       "<div class=\"page-with-sidebar\"><p>It rained all day.</div><p>So.",
       "paragraph: It rained all day. | paragraph: So."},
      {"names that say how a post is",
       "<body class=comments-open><div class='no-comments'><article "
       "class='post comment-status-open'><p>It rained.</p><p "
       "class='has-sidebar'>So.</article></div>",
       "paragraph: It rained. | paragraph: So."},
      {"ids made from titles",
       "<main><h1 id=social-history>Dams</h1><p>It rained.<h2 "
       "id=share-of-passengers>Share of passengers</h2><section "
       "id=related-work><h2>Related work</h2><p>Moe asked.</section><section "
       "id=consent><h2>Consent</h2><p>All agreed.</section><p id=social-cost>"
       "Schools shut.<h2 id=navigation>Navigation</h2><p id=comments>Safe.<ul>"
       "<li id=related>None.</ul></main>",
       "title: Dams | paragraph: It rained. | heading 2: Share of passengers "
       "| heading 2: Related work | paragraph: Moe asked. | heading 2: "
       "Consent | paragraph: All agreed. | paragraph: Schools shut. | heading "
       "2: Navigation | paragraph: Safe. | list-item 1: None."},
      {"ids of a page's parts",
       "<main><p>It rained all day and all night in the valley.</p><div "
       "id=jp-relatedposts>a</div><div id=disqus_thread>b</div><section "
       "id=comments><h2>Comments</h2><p>c</section><section id=related-posts>"
       "<h2>Related</h2><ul><li>d</ul></section><div id=ad-slot-2>e</div>"
       "</main>",
       "paragraph: It rained all day and all night in the valley."},
      {"columns of a table",
       "<p>It rained.</p><table><tr class=social><th>Day<th class=share>Share"
       "<th class=comment>Comment<tr><td>1<td class=share>2<td class=comment>"
       "Wet</table>",
       "paragraph: It rained. | table: Day\tShare\tComment\n1\t2\tWet"},
      {"named for comments, and all there is",
       "<div class=comments><p>It rained.</div><footer>a",
       "paragraph: It rained."},
      {"a headline named for a page's furniture",
       "<h1 class=social-title>Dam fails</h1><p>It rained.",
       "title: Dam fails | paragraph: It rained."},
      {"a page hidden until its scripts have run",
       "<html hidden class=sr><body style='display:none'><div hidden><p>It "
       "rained all day.</p><p>So.</div><p hidden>a",
       "paragraph: It rained all day. | paragraph: So."},
      {"main beside teasers",
       "<div>Weather</div><main><h1>Dam fails</h1><p>It rained all day and "
       "all night.</main><article>More</article>",
       "title: Dam fails | paragraph: It rained all day and all night."},
      {"headline before the article",
       "<h1>Dam fails</h1><article><p>It rained all day.</article>",
       "title: Dam fails | paragraph: It rained all day."},
      {"the paper's name is no headline",
       "<title>Dam fails | Gazette</title><header><h1>Gazette</h1></header>"
       "<h2>Dam fails</h2><p>It rained.",
       "title: Dam fails | paragraph: It rained."},
      {"an article's own header",
       "<article><header><h1>Dam fails</h1><p>Thousands leave.</p></header>"
       "<p>It rained.</p></article>",
       "title: Dam fails | paragraph: Thousands leave. | paragraph: It "
       "rained."},
      {"a page of a blog",
       "<title>Bell found &#8211; Diary</title><body class='has-sidebar "
       "single'>"
       "<a class='skip-link screen-reader-text' href=#c>Skip</a><div id=page>"
       "<header id=masthead><h1>Diary</h1><nav>Home</nav></header><main>"
       "<article class='post'><header><h2 class='entry-title'>Bell found</h2>"
       "</header><p>The bell has been found.<div class='sharedaddy'><h3>Share"
       "</h3></div><div id=jp-relatedposts><h3>More</h3></div></article><nav>"
       "Older</nav><div id=comments class=comments-area><h2>3 thoughts</h2><ol>"
       "<li class=comment><article><p>I threw a coin in when I was six, and I "
       "want it back, with interest, or else the bicycle that I wished for."
       "</article></ol></div></main><aside>Archives</aside></div><footer>x",
       "title: Bell found | paragraph: The bell has been found."},
      {"a page of an encyclopedia",
       "<title>Skerry Light - Coast</title><div role=main><h1>Skerry Light</h1>"
       "<table class=infobox><tr><th>Height<td>31 m</table><p><b>It</b> is a "
       "light.<sup>[1]</sup></p><div id=toc role=navigation><h2>Contents</h2>"
       "</div><h2>History<span class='mw-editsection'>[edit]</span></h2><p>It "
       "burnt.</div><div id=footer role=contentinfo>Free</div>",
       "title: Skerry Light | table: Height\t31 m | paragraph: It is a "
       "light.[1] | heading 2: History | paragraph: It burnt."},
      {"lists of Word, whose marks are text",
       "<html xmlns:o='urn:x'><body lang=EN-GB><p class=MsoNormal>It was old."
       "<o:p></o:p></p><p class=MsoListParagraphCxSpFirst style='text-indent:"
       "-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style="
       "'font-family:Symbol'><span style='mso-list:Ignore'>\xC2\xB7<span "
       "style='font:7.0pt Times'>&nbsp;&nbsp; </span></span></span><![endif]>"
       "rust<o:p></o:p></p><p class=MsoListParagraphCxSpLast style=\"mso-list:"
       "l1 level1 lfo2\"><span style=\"mso-list:Ignore\">2.<span>&nbsp; "
       "</span></span>much <b>wind</b></p><p>So.</p></body></html>",
       "paragraph: It was old. | list-item 1: rust | list-item 1: much wind | "
       "paragraph: So."},
      {"items of Word that are not closed",
       "<div><p style='mso-list:l0'>rust<p style='mso-list:l0'>wind<p>So."
       "<p style='mso-list:l0'>rain</div>It was old.",
       "list-item 1: rust | list-item 1: wind | paragraph: So. | "
       "list-item 1: rain | paragraph: It was old."},
      {"entities once", "<p>a &lt;b&gt; &amp;amp; &#8217; AT&T &copy",
       "paragraph: a <b> &amp; \xE2\x80\x99 AT&T \xC2\xA9"},
      {"no tags", "1 < 2, a<3 and <", "paragraph: 1 < 2, a<3 and <"},
      {"breaks", "a<br>b<br><br>c", "paragraph: a b | paragraph: c"},
      {"breaks in code", "<pre>a<br>b\n\n  c</pre>", "code: a\nb\n  c"},
      {"quotes in tags", "<p title=\"a>b\" x='>'>c</p>", "paragraph: c"},
      {"formatting across blocks", "<p><b>a<p>b</b> c",
       "paragraph: a | "
       "paragraph: b c"},
      {"self-closing in XML",
       "<?xml version='1.0'?><html><nav/><p>It rained.</p></html>",
       "paragraph: It rained."},
      {"comments that end early", "a<!-->b<!--->c<!-- d --!>e",
       "paragraph: abce"},
      {"comment never closed", "a<!-- b > c", "paragraph: a"},
      {"script never closed", "a<script>b</p>c", "paragraph: a"},
      {"button never closed", "a<button>b", "paragraph: ab"},
      {"quotes never closed", "a<p title=\"b>c</p>", "paragraph: a"},
      {"unclosed navigation", "<nav><a>home</a><article><p>It rained.",
       "paragraph: It rained."},
      {"astral characters", "<p>\xF0\x9F\x98\x80</p><p>b</p>",
       "paragraph: \xF0\x9F\x98\x80 | paragraph: b"},
  };
  for (const FrontEndCase& one : cases) {
    EXPECT_EQ(Show(ReadHtml(one.source)), one.wanted) << one.name;
  }
}

TEST(HtmlTest, FindsTheDay) {
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {"<meta property=\"article:published_time\" "
       "content=\"2024-03-09T18:40Z\"><p>a",
       "2024-03-09"},
      {"<meta content=2024-03-09 itemprop=datePublished>", "2024-03-09"},
      {"<article><time datetime=2024-02-29>a</time>", "2024-02-29"},
      {"<meta itemprop=datePublished content=2023-02-29><p>a", ""},
      {"<meta itemprop=datePublished content=0000-01-01><p>a", ""},
      {"<time datetime=2024-02-29>a</time>", ""},
      {"<meta name=description content=2024-03-09>", ""},
  };
  for (const auto& [source, wanted] : cases) {
    EXPECT_EQ(ReadHtml(source).date, wanted) << source;
  }
}

std::string Repeated(std::string_view piece, size_t count) {
  std::string text;
  text.reserve(piece.size() * count);
  for (size_t i = 0; i < count; ++i) text += piece;
  return text;
}

TEST(HtmlTest, IsLinearAtAnyDepth) {
  constexpr size_t kCount = 20000;
  std::string attributes;
  std::string hidden;
  for (size_t i = 0; i < kCount; ++i) {
    attributes += "<b x=" + std::to_string(i) + "><p>a";
    hidden += "<x" + std::to_string(i) + " hidden>";
  }
  const std::vector<std::pair<std::string_view, std::string>> cases = {
      {"nested",
       Repeated("<div>", kCount) + "deep" + Repeated("</div>", kCount)},
      {"nested inline", Repeated("<b><i><a>", kCount) + "deep"},
      {"formatting that never ends", attributes},
      {"items in items", Repeated("<ul><li>", kCount) + "deep"},
      {"items and definitions", Repeated("<li><dd>", kCount) + "deep"},
      {"tables in tables", Repeated("<table><tr><td>", kCount) + "deep"},
      {"fostered", Repeated("<table><div><b>a<tr><td></b></td>", kCount)},
      {"headings in headings", Repeated("<h1>a<div>", kCount)},
      {"foreign", Repeated("<svg><p><math>a", kCount)},
      {"buttons", Repeated("<button><p>a", kCount)},
      {"templates", Repeated("<template><td>", kCount)},
      {"misnested", Repeated("<div><span></div></span><p>", kCount)},
      {"comments", Repeated("<!--", kCount)},
      {"angles", Repeated("<", kCount * 10)},
      {"open tags", Repeated("<a ", kCount)},
      {"attributes", "<p " + Repeated("a='b' ", kCount) + ">c"},
      {"entities", Repeated("&amp", kCount * 3)},
      {"hidden names", hidden},
      {"quotations", Repeated("<blockquote>", kCount) + "deep"},
      {"one line", Repeated("It rained all day. ", 5 * kCount / 2)},
      {"marks", Repeated("a\xCC\x81", kCount)},
      {"newlines", Repeated("\n", 10 * kCount)},
  };
  for (const auto& [name, source] : cases) {
    const std::clock_t started = std::clock();
    const FrontEndText made = ReadHtml(source);
    const double taken =
        static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
    Show(made);
    // Minutes if it were quadratic; a sanitized build is slow, so a lot of
    // room is left.
    EXPECT_LT(taken, 10) << name;
  }
}

TEST(HtmlTest, KeepsTheTreeFlat) {
  const std::string simple = SimplifyHtml(Repeated("<div>", 1000)).html;
  size_t divisions = 0;
  for (size_t at = 0; (at = simple.find("<div", at)) != std::string::npos;
       ++at) {
    ++divisions;
  }
  EXPECT_EQ(divisions, static_cast<size_t>(kDeepestNesting));
}

TEST(ReadMarkupTest, TakesAnyBytes) {
  std::string bytes;
  for (int round = 0; round < 4; ++round) {
    for (int value = 0; value < 256; ++value) {
      bytes += static_cast<char>(static_cast<uint8_t>(value * 7 + round));
      if (value % 3 == 0) bytes += "<p>[a](";
      if (value % 5 == 0) bytes += "\n# ";
    }
  }
  for (const InputFormat format :
       {InputFormat::kHtml, InputFormat::kMarkdown}) {
    // What is no text is handed on as it is.
    const FrontEndText made = ReadMarkup(bytes, format);
    EXPECT_EQ(made.text, bytes);
    EXPECT_TRUE(made.blocks.empty());
    Show(ReadMarkup("<p>It rained all day long.\xFF</p>", format));
  }
}

TEST(ReadMarkupTest, ReadsOtherEncodings) {
  const std::string utf16("\xFF\xFE<\0p\0>\0a\0\xE9\0", 12);
  EXPECT_EQ(Show(ReadMarkup(utf16, InputFormat::kHtml)),
            "paragraph: a\xC3\xA9");
  EXPECT_EQ(Show(ReadMarkup("\xEF\xBB\xBF# a", InputFormat::kMarkdown)),
            "title: a");
  EXPECT_EQ(Show(ReadMarkup("<p>caf\xE9 \x93no\x94", InputFormat::kHtml)),
            "paragraph: caf\xC3\xA9 \xE2\x80\x9Cno\xE2\x80\x9D");
}

}  // namespace
}  // namespace standfirst::tools
