/**
 * The front ends for markup: a web page or a Markdown file as plain text and
 * its blocks, which the core takes from there (DESIGN 4.1). Loaded when markup
 * is first read, and so are the libraries that it uses.
 *
 * HTML is parsed into a document that is never shown: nothing in it runs or is
 * fetched. Only its text is used. Where the platform has no parser (Node,
 * workers), linkedom is it.
 */
import { readArticle } from './article_text.js';
import { importMarkdown, importParser, importReadability } from './locations.js';
import { parseInert } from './trusted.js';

/**
 * @typedef {import('./types.js').Block} Block
 *
 * @typedef {object} Readable
 * @property {string} text
 * @property {Block[]} blocks of the text, in UTF-16 units
 * @property {string | null} title
 * @property {string | null} date of publication, YYYY-MM-DD
 */

/**
 * Elements above which Readability, whose time grows faster than the page, is
 * not asked: then all that is not furniture is taken.
 */
const MOST_ELEMENTS = 20000;

/** What is never part of an article, in a page or in a piece of one. */
const FURNITURE = [
  'noscript', 'nav', 'aside', 'form', 'dialog', 'iframe', 'object',
  '[role=navigation]', '[role=banner]', '[role=contentinfo]', '[role=search]',
  '[role=complementary]', '[role=dialog]', '[role=alertdialog]', '[role=menu]',
  '[hidden]', '[aria-hidden=true]', 'body > header', 'body > footer',
  // Wikipedia's, beside its headings.
  '.mw-editsection',
].join(',');

/**
 * Lists of Word: paragraphs that say so in their style, and the bullets or numbers in
 * them, which are text there. Where a page is parsed, styles are renamed.
 */
const WORD_ITEM = 'p[data-style*="mso-list:"], p[style*="mso-list:"]';
const WORD_MARK = '[data-style*="mso-list:Ignore"], [style*="mso-list:Ignore"]';

/** Names that sites give to what stands around articles. */
const NAMED =
    /(^|[-_\s])(cookies?|consent|gdpr|newsletter|comments?|disqus)([-_\s]|$)/i;

/** A page, as against a piece of one on the clipboard, has one of these. */
const PAGE = 'nav, aside, body > header, body > footer, [role=navigation], ' +
    'main, link[rel=canonical], meta[property^="og:"]';

/** @returns {Promise<(html: string) => Document>} */
async function findParser() {
  if (typeof DOMParser === 'function') return parseInert;
  return (await importParser()).parse;
}

/**
 * The article of a page, or all of a piece of one, as text and blocks.
 *
 * @param {string} html
 * @returns {Promise<Readable>}
 */
export async function readHtml(html) {
  const document = (await findParser())(html);
  const wholePage = document.querySelector(PAGE) !== null;
  const title = wholePage ? titleOf(document) : null;
  const date = dateOf(document);
  removeFurniture(document);
  readWordLists(document);
  const all = readArticle(document.body);
  if (!wholePage) return { ...all, title: titleBlock(all), date };
  const found = await findArticle(document);
  // What is much less than there is of running text was found by mistake.
  const read = found && proseIn(found) * 2 > proseIn(all) ? found : all;
  return { ...withTitle(read, title ?? found?.title ?? null), date };
}

/**
 * @param {Document} document is used up
 * @returns {Promise<{text: string, blocks: Block[], title: string | null} |
 *     null>}
 */
async function findArticle(document) {
  if (document.querySelectorAll('*').length > MOST_ELEMENTS) return null;
  try {
    const { Readability } = await importReadability();
    const article = new Readability(document, {
      serializer: (/** @type {Element} */ root) => root,
      // Its further attempts set markup from a string, which the page's
      // policy refuses; what they are for, readHtml does its own way.
      charThreshold: -1,
    }).parse();
    if (!article?.content) return null;
    return { ...readArticle(article.content), title: article.title || null };
  } catch {
    // The library did not arrive, or gave up: the page's text is still there.
    return null;
  }
}

/**
 * Characters in blocks that are long enough to be paragraphs of prose.
 *
 * @param {{blocks: Block[]}} read
 */
function proseIn({ blocks }) {
  return blocks.reduce((sum, { start, end, kind }) =>
    kind === 'paragraph' && end - start > 80 ? sum + end - start : sum, 0);
}

/** @param {Document} document */
function removeFurniture(document) {
  const { body } = document;
  for (const element of body.querySelectorAll(FURNITURE)) element.remove();
  const half = (body.textContent ?? '').length / 2;
  for (const element of body.querySelectorAll('[id], [class]')) {
    if (!NAMED.test(element.id) &&
        !NAMED.test(element.getAttribute('class') ?? '')) continue;
    if (element.querySelector('h1, main, article') === null &&
        (element.textContent ?? '').length < half) element.remove();
  }
}

/** @param {Document} document */
function readWordLists(document) {
  for (const mark of document.querySelectorAll(WORD_MARK)) mark.remove();
  for (const paragraph of document.querySelectorAll(WORD_ITEM)) {
    const item = document.createElement('li');
    item.append(...paragraph.childNodes);
    paragraph.replaceWith(item);
  }
}

/** @param {Document} document */
function titleOf(document) {
  const headings = [...document.querySelectorAll('h1')]
      .map((heading) => flatten(heading.textContent ?? '')).filter(Boolean);
  const inside = document.querySelector('article h1, main h1');
  const meta = document.querySelector('meta[property="og:title"]');
  return flatten(inside?.textContent ?? '') ||
      (headings.length === 1 ? headings[0] : '') ||
      flatten(meta?.getAttribute('content') ?? '') || null;
}

/** @param {Document} document */
function dateOf(document) {
  const meta = document.querySelector(
      'meta[property="article:published_time"], meta[itemprop=datePublished]');
  const time = document.querySelector('article time[datetime], main time[datetime]');
  const stamp = meta?.getAttribute('content') ?? time?.getAttribute('datetime');
  const day = /^\d{4}-\d{2}-\d{2}/.exec(stamp ?? '')?.[0] ?? '';
  // Of a 31st of February `Date` may make a day of March; no calendar has a
  // year 0.
  const date = new Date(`${day}T00:00Z`);
  const exists = day > '0001' && !Number.isNaN(date.getTime()) &&
      date.toISOString().startsWith(day);
  return exists ? day : null;
}

/**
 * @template {{text: string, blocks: Block[]}} Read
 * @param {Read} read
 * @param {string | null} title
 */
function withTitle({ text, blocks }, title) {
  if (title === null || blocks.some(({ kind }) => kind === 'title')) {
    return { text, blocks, title };
  }
  const by = title.length + 2;
  /** @type {Block[]} */
  const moved = [{ start: 0, end: title.length, kind: 'title' }];
  for (const block of blocks) {
    // The same words as a heading were the title.
    if (moved.length === 1 && block.kind === 'heading' &&
        text.slice(block.start, block.end) === title) {
      return {
        text, title, blocks: blocks.map((one) => one === block ?
          { start: one.start, end: one.end, kind: /** @type {const} */ ('title') } :
          one),
      };
    }
    moved.push({ ...block, start: block.start + by, end: block.end + by });
  }
  return { text: `${title}\n\n${text}`, blocks: moved, title };
}

/** @param {string} text */
function flatten(text) {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * A Markdown text (CommonMark, with the tables, strikings and footnote marks
 * that are usual beside it) as text and blocks, as the native program reads it;
 * HTML in it is read as pages are.
 *
 * @param {string} markdown
 * @returns {Promise<Readable>}
 */
export async function readMarkdown(markdown) {
  const { read } = await importMarkdown();
  const parse = await findParser();
  const { text, blocks, date } = await read(markdown,
      (/** @type {string} */ html) => readArticle(parse(html).body));
  return { text, blocks, title: titleBlock({ text, blocks }), date: date || null };
}

/** @param {{text: string, blocks: Block[]}} read */
function titleBlock({ text, blocks }) {
  const found = blocks.find(({ kind }) => kind === 'title');
  return found ? text.slice(found.start, found.end) : null;
}
