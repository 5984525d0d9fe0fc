/**
 * Web pages and Markdown, and what the front ends make of them: the same by the
 * browser's parser (tests/browser/readable.test.js) and by linkedom's in Node.
 */

const PROSE = [
  'The harbour at Velm closed on Tuesday after a crane fell across the quay, ' +
      'and the ferries to Osterna were held outside for most of the day.',
  'Nobody was hurt, said Mirel Tanse, who runs the port; the crane had been ' +
      'due for repair in the spring, and its driver had just climbed down.',
  'The council will meet on Friday to decide whether the second crane, which ' +
      'is of the same make, may go on working until it has been looked at.',
];
const PARAGRAPHS = PROSE.map((text) => `paragraph: ${text}`).join(' | ');
const MARKED = PROSE.map((text) => `<p>${text}</p>`).join('');

/** @type {{name: string, html: string, wanted: string}[]} */
export const PAGES = [
  { name: 'nothing', html: '', wanted: '' },
  { name: 'text alone', html: 'It rained.', wanted: 'paragraph: It rained.' },
  {
    name: 'a piece of a page keeps headings and lists',
    html: '<meta charset="utf-8"><h1>Crane falls</h1><h2>Why</h2>' +
        '<p>It <b>was</b> old.</p><ul><li>rust</li><li>wind</li></ul>',
    wanted: 'title: Crane falls | heading 2: Why | paragraph: It was old. | ' +
        'list-item: rust | list-item: wind',
  },
  {
    name: 'scripts, styles, comments',
    html: '<p onclick="x()">It rained.<script>document.title = "bad"</script>' +
        '<style>p { color: red }</style><!-- no --><img src="x.png" ' +
        'onerror="document.title = \'bad\'"></p><p style="color: red" ' +
        'class=a><base href="http://other.example/">In style = fine.</p>',
    wanted: 'paragraph: It rained. | paragraph: In style = fine.',
  },
  {
    name: 'a whole page',
    html: '<!doctype html><html><head><title>Crane falls | The Velm Post</title>' +
        '<meta property="article:published_time" content="2026-03-04T10:00Z">' +
        '<style>p{}</style></head><body><header>The Velm Post</header>' +
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>' +
        '<div id="cookie-banner"><p>We use cookies, and so do our partners, to ' +
        'show you what they think you want. <button>Accept</button></p></div>' +
        `<main><article><h1>Crane falls</h1>${MARKED}</article></main>` +
        '<aside><p>More: the eel count, in pictures.</p></aside>' +
        '<section id="comments"><h2>Comments</h2><p>First! This paper used to ' +
        'be better, and longer, and it came with a crossword in it.</p></section>' +
        '<footer>All rights kept.</footer></body></html>',
    wanted: `title: Crane falls | ${PARAGRAPHS} | date: 2026-03-04`,
  },
  {
    name: 'a page without the usual elements',
    html: '<html><head><meta property="og:title" content="Crane falls"></head>' +
        '<body><div class="menu"><a href="/">Home</a><a href="/b">Sport</a>' +
        `</div><div class="content">${MARKED}</div></body></html>`,
    wanted: `title: Crane falls | ${PARAGRAPHS}`,
  },
  {
    name: 'lists in a page',
    html: `<nav>Home</nav><article><h1>Crane falls</h1>${MARKED}<h2>What is ` +
        'next</h2><ul><li>The council meets on Friday.</li><li>The ferries go ' +
        'again on Saturday.</li></ul></article>',
    wanted: `title: Crane falls | ${PARAGRAPHS} | heading 2: What is next | ` +
        'list-item: The council meets on Friday. | ' +
        'list-item: The ferries go again on Saturday.',
  },
  ...['2023-02-31T10:00Z', '2023-02-29', '2023-13-01', '0000-01-01'].map((day) => ({
    name: `a day that does not exist: ${day}`,
    html: `<meta property="article:published_time" content="${day}"><p>It rained.`,
    wanted: 'paragraph: It rained.',
  })),
  {
    name: 'right to left',
    html: '<p dir="rtl">\u05d4\u05e8\u05db\u05d1\u05ea \u05e0\u05e2\u05e6\u05e8\u05d4.</p>',
    wanted: 'paragraph: \u05d4\u05e8\u05db\u05d1\u05ea \u05e0\u05e2\u05e6\u05e8\u05d4.',
  },
  {
    name: 'lists of Word, whose marks are text',
    html: '<html xmlns:o="urn:x"><body lang=EN-GB><p class=MsoNormal>It was old.<o:p></o:p></p>' +
        "<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>" +
        "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·" +
        "<span style='font:7.0pt Times'>&nbsp;&nbsp; </span></span></span><![endif]>rust<o:p></o:p></p>" +
        '<p class=MsoListParagraphCxSpLast style="mso-list:l1 level1 lfo2"><span ' +
        'style="mso-list:Ignore">2.<span>&nbsp; </span></span>much <b>wind</b></p></body></html>',
    wanted: 'paragraph: It was old. | list-item: rust | list-item: much wind',
  },
  {
    name: 'what Wikipedia has beside its headings',
    html: '<div class="mw-heading mw-heading2"><h2>Why</h2><span class="mw-editsection">' +
        '[<a href="/e">edit</a>]</span></div><p>It was old.</p>',
    wanted: 'heading 2: Why | paragraph: It was old.',
  },
];

/** @type {{name: string, markdown: string, wanted: string}[]} */
export const MARKDOWN = [
  { name: 'nothing', markdown: '', wanted: '' },
  {
    name: 'headings',
    markdown: '# Dam *fails*\n\nIt rained.\n\nWhy\n---\nIt did.\n### So',
    wanted: 'title: Dam fails | paragraph: It rained. | heading 2: Why | ' +
        'paragraph: It did. | heading 3: So',
  },
  {
    name: 'front matter',
    markdown: '---\ntitle: "Dam fails"\ndate: 2026-03-04\n---\nIt rained.',
    wanted: 'title: Dam fails | paragraph: It rained. | date: 2026-03-04',
  },
  {
    name: 'front matter with blank lines',
    markdown: '---\ntitle: Dam fails\n\ntags:\n  - rain\n---\n\nIt rained.',
    wanted: 'title: Dam fails | paragraph: It rained.',
  },
  {
    name: 'front matter in TOML',
    markdown: '+++\ntitle = "Dam fails"\ndate = 2026-03-04\n\n[a]\nb = 1\n+++\n' +
        'It rained.',
    wanted: 'title: Dam fails | paragraph: It rained. | date: 2026-03-04',
  },
  {
    name: 'front matter with a day that does not exist',
    markdown: '---\ntitle: Dam fails\ndate: 2023-13-01\n---\nIt rained.',
    wanted: 'title: Dam fails | paragraph: It rained.',
  },
  {
    name: 'lists and quotations',
    markdown: '- a\n- b\n  - c\n\n1. d\n\n> e\n> f\n\ng',
    wanted: 'list-item 1: a | list-item 1: b | list-item 2: c | ' +
        'list-item 1: d | quotation: e f | paragraph: g',
  },
  {
    name: 'code', markdown: '```\na *b*\n```\nc `d*e` f',
    wanted: 'code: a *b* | paragraph: c d*e f',
  },
  {
    name: 'tables', markdown: '| a | b |\n|---|---|\n| 1 | 2 |',
    wanted: 'table: a\tb\n1\t2',
  },
  {
    name: 'links, pictures, footnotes, strikings',
    markdown: '[a](http://x/(y)) ![b](c.png) <http://f> h[^1] ~~g~~\n\n[^1]: Note it.',
    wanted: 'paragraph: a http://f h g',
  },
  {
    name: 'footnote marks and strikings in code, and escaped',
    markdown: 'a `[^b]` `~~c~~` \\[^1] \\~\\~d\\~\\~ &#91;^1] [^1]~~e~~',
    wanted: 'paragraph: a [^b] ~~c~~ [^1] ~~d~~ [^1] e',
  },
  {
    name: 'markup in it',
    markdown: 'a <b>c</b> &amp; <!-- d --> e\n\n<div>f<script>g</script></div>\n\n' +
        '<!-- h -->',
    wanted: 'paragraph: a c & e | paragraph: f',
  },
];

/**
 * "kind level: text | …" of what a front end read.
 *
 * @param {{text: string, blocks: {start: number, end: number, kind: string,
 *     level?: number}[], date: string | null}} read
 */
export function show({ text, blocks, date }) {
  return [
    ...blocks.map(({ start, end, kind, level }) =>
      `${kind}${level ? ` ${level}` : ''}: ${text.slice(start, end)}`),
    ...date ? [`date: ${date}`] : [],
  ].join(' | ');
}
