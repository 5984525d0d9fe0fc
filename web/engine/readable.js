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
import { importCommonMark, importParser, importReadability } from './locations.js';
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
].join(',');

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
  const all = readArticle(document.body);
  if (!wholePage) return { ...all, title, date };
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
  const day = /^\d{4}-\d{2}-\d{2}/.exec(stamp ?? '')?.[0] ?? null;
  return day && !Number.isNaN(Date.parse(day)) ? day : null;
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

/** Front matter between two lines of dashes, as static sites have it. */
const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n([\s\S]{0,5000}?)\r?\n---[ \t]*(\r?\n|$)/;

/**
 * Beginnings of links in one paragraph above which they are taken for text:
 * commonmark.js looks for the end of each through all that follows.
 */
const MOST_LINKS = 2000;

/** @param {string} paragraph */
function withoutCrowds(paragraph) {
  return paragraph.split('](').length > MOST_LINKS ?
    paragraph.replaceAll('](', ']\\(') : paragraph;
}

/** The line below the head of a table. */
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * A Markdown text (CommonMark, with the tables, strikings and footnote marks
 * that are usual beside it) as text and blocks.
 *
 * @param {string} markdown
 * @returns {Promise<Readable>}
 */
export async function readMarkdown(markdown) {
  const { Parser } = await importCommonMark();
  const parse = await findParser();
  const matter = FRONT_MATTER.exec(markdown);
  const field = (/** @type {string} */ name) => new RegExp(
      `^${name}:[ \\t]*(["']?)(.+?)\\1[ \\t]*$`, 'm').exec(matter?.[1] ?? '')?.[2];
  const source = matter ? markdown.slice(matter[0].length) : markdown;
  const walker = new Parser().parse(
      source.split('\n\n').map(withoutCrowds).join('\n\n')).walker();
  /** @type {Block[]} */
  const blocks = [];
  let text = '';
  let piece = '';
  let titled = false;
  let images = 0;
  /** Lists and quotations around the present node, the innermost last. */
  /** @type {('item' | 'block_quote')[]} */
  const around = [];

  /** @param {Block['kind']} kind @param {string} words @param {number} [level] */
  const put = (kind, words, level) => {
    if (words.trim() === '') return;
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += words;
    blocks.push({
      start, end: text.length, kind, ...level !== undefined && { level },
    });
  };

  for (let event = walker.next(); event; event = walker.next()) {
    const { entering, node } = event;
    switch (node.type) {
      case 'item': case 'block_quote':
        if (entering) around.push(node.type);
        else around.pop();
        break;
      case 'image':
        images += entering ? 1 : -1;
        break;
      case 'text': case 'code':
        if (images === 0) piece += node.literal;
        break;
      case 'softbreak': case 'linebreak':
        piece += '\n';
        break;
      case 'heading':
        if (entering) break;
        if (node.level === 1 && !titled) {
          titled = true;
          put('title', flatten(piece));
        } else {
          put('heading', flatten(piece), node.level);
        }
        piece = '';
        break;
      case 'paragraph': {
        if (entering) break;
        const lines = piece.split('\n');
        const depth = around.filter((one) => one === 'item').length;
        if (lines.length > 1 && TABLE_RULE.test(lines[1] ?? '') &&
            lines[0]?.includes('|')) {
          put('table', lines.filter((_line, index) => index !== 1).map((line) =>
            line.replace(/^\s*\||\|\s*$/g, '').split('|')
                .map((cell) => cell.trim()).join('\t')).join('\n'));
        } else if (!/^\[\^[^\]\s]+\]:/.test(piece)) {
          const words = flatten(piece.replace(/\[\^[^\]\s]+\]/g, '')
              .replace(/~~([^~]+)~~/g, '$1'));
          const kind = around.at(-1);
          if (kind === 'item') put('list-item', words, depth);
          else put(kind === 'block_quote' ? 'quotation' : 'paragraph', words);
        }
        piece = '';
        break;
      }
      case 'code_block':
        put('code', (node.literal ?? '').trimEnd());
        break;
      case 'html_block': {
        const inner = readArticle(parse(node.literal ?? '').body);
        for (const { start, end, kind, level } of inner.blocks) {
          put(kind === 'title' ? 'heading' : kind, inner.text.slice(start, end),
              kind === 'title' ? 1 : level);
        }
        break;
      }
    }
  }
  const read = withTitle({ text, blocks }, titled ? null : field('title') ?? null);
  const first = read.blocks.find(({ kind }) => kind === 'title');
  const date = /^\d{4}-\d{2}-\d{2}/.exec(field('date') ?? '')?.[0] ?? null;
  return {
    ...read, title: first ? read.text.slice(first.start, first.end) : null, date,
  };
}
