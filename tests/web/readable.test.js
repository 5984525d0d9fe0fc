/** Web pages and Markdown where no parser of HTML is: in Node, by linkedom. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildLibraries } from '../../tools/scripts/site.mjs';
import { readHtml, readMarkdown } from '../../web/engine/index.js';
import { MARKDOWN, PAGES, show } from './readable_cases.js';

before(() => buildLibraries());

for (const { name, html, wanted } of PAGES) {
  test(`a web page in Node: ${name}`, async () => {
    assert.equal(show(await readHtml(html)), wanted);
  });
}

for (const { name, markdown, wanted } of MARKDOWN) {
  test(`Markdown in Node: ${name}`, async () => {
    assert.equal(show(await readMarkdown(markdown)), wanted);
  });
}

/** What only a parser that is not the platform's could get wrong. */
const ODD = /** @type {const} */ ([
  ['no head, no body', '<!doctype html><html><title>Dam fails</title><nav>Home' +
      '</nav><p>It rained.</html>', 'title: Dam fails | paragraph: It rained.'],
  ['text behind the end', '<body><p>It rained.</body></html><p>It poured.',
    'paragraph: It rained. | paragraph: It poured.'],
  ['kinds', '<h2>A</h2><ul><li>b<li>c<ul><li>d</ul></ul><blockquote><p>e</p>' +
      '</blockquote><pre>g\n h</pre>i', 'heading 2: A | list-item: b | ' +
      'list-item: c | list-item: d | quotation: e | code: g\n h | paragraph: i'],
  ['dropped', '<script>if (a<b) "</p>"</script><style>p{}</style><p>It rained.' +
      '</p><aside>x</aside><form>y<input></form><!-- a > b --><svg><title>l' +
      '</title></svg>', 'paragraph: It rained.'],
  ['entities once', '<p>a &lt;b&gt; &amp;amp; &#8217; AT&T',
    'paragraph: a <b> &amp; \u2019 AT&T'],
  ['no tags', '1 < 2, a<3 and <', 'paragraph: 1 < 2, a<3 and <'],
  ['breaks', 'a<br>b<br><br>c', 'paragraph: a b | paragraph: c'],
  ['quotes in tags', '<p title="a>b" x=\'>\'>c</p>', 'paragraph: c'],
  ['a comment that never ends', 'a<!-- b > c', 'paragraph: a'],
  ['astral characters', '<p>\u{1f600}</p><p>b</p>',
    'paragraph: \u{1f600} | paragraph: b'],
]);
for (const [name, html, wanted] of ODD) {
  test(`a web page in Node: ${name}`, async () => {
    assert.equal(show(await readHtml(html)), wanted);
  });
}

test('a piece of a page has the title that stands in it', async () => {
  /** @type {[string, string | null][]} */
  const pieces = [
    ['<h1>Crane <i>falls</i></h1><p>It was old.', 'Crane falls'],
    ['<p>It was old.<h1>Crane falls</h1>', 'Crane falls'],
    ['<h2>Crane falls</h2><p>It was old.', null],
  ];
  for (const [html, title] of pieces) {
    assert.equal((await readHtml(html)).title, title, html);
  }
});

const deep = 100000;
/** @type {[string, string, string | RegExp][]} */
const HUGE = [
  ['nested', `${'<div>'.repeat(deep)}deep${'</div>'.repeat(deep)}`, 'deep'],
  ['quotations and lists', `${'<blockquote><ul><li>'.repeat(deep)}deep`, 'deep'],
  ['nested inline', `${'<b><i><a>'.repeat(20000)}deep`, 'deep'],
  ['attributes', `<p ${"a='b' ".repeat(20000)}>c`, 'c'],
  ['one line', `<p>${'It rained. '.repeat(500000)}`, /^It rained\. It/],
  ['many paragraphs', `<nav>x</nav>${'<p>It rained <b>all</b> day.</p>'.repeat(
      60000)}`, /^It rained all day\.\n\nIt/],
];
for (const [name, html, wanted] of HUGE) {
  test(`a huge page in Node: ${name}`, async () => {
    const started = performance.now();
    const { text } = await readHtml(html);
    if (typeof wanted === 'string') assert.equal(text, wanted);
    else assert.match(text, wanted);
    // Minutes if time grew with the square of the size.
    assert.ok(performance.now() - started < 40000, 'time');
  });
}

for (const [name, markdown, wanted] of /** @type {const} */ ([
  ['quotations', `${'> '.repeat(100000)}deep`, /^(deep)?$/],
  ['links that never end', '[a]('.repeat(20000), /^(\[a\]\(){20000}$/],
  ['emphasis that never ends', '*a **b '.repeat(20000), /^\*a/],
  ['paragraphs', 'It rained *all* day.\n\n'.repeat(60000), /^It rained all/],
])) {
  test(`huge Markdown in Node: ${name}`, async () => {
    const started = performance.now();
    assert.match((await readMarkdown(markdown)).text, wanted);
    assert.ok(performance.now() - started < 40000, 'time');
  });
}
