/**
 * The standfirst in other shapes: plain text, Markdown, HTML with its names
 * marked, and a web page of its own with the marked article. Loaded when asked
 * for. Markup is written here, never read.
 *
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').Text} Text
 * @typedef {import('./types.js').SummaryType} SummaryType
 * @typedef {import('./page.js').Mention} Mention
 *
 * @typedef {object} Source
 * @property {Result} result
 * @property {SummaryType} type
 * @property {string} shown the text that offsets point into
 * @property {(start: number, end: number) => Mention[]} mentions
 */
import { make } from './dom.js';
import { GROUPS, NOT_NAMES, groupOf } from './kinds.js';
import { makeRows, firstEndingAfter } from './rows.js';
import { strings } from './all_strings.js';
import { linesOf, piecesOf } from './words.js';

/**
 * @param {Source} source
 * @returns {string}
 */
export function asText({ result: { headline, summary }, type }) {
  const lines = summary.map(({ text }) => text);
  const body = type === 'key-points' ?
    lines.map((line) => `• ${line}`).join('\n') : lines.join(' ');
  return [headline.text, body].filter(Boolean).join('\n\n') + '\n';
}

/**
 * @param {Source} source
 * @returns {string} CommonMark
 */
export function asMarkdown({ result: { headline, summary }, type }) {
  const lines = summary.map(({ text }) => escapeMarkdown(text));
  const body = type === 'key-points' ?
    lines.map((line) => `- ${line}`).join('\n') : lines.join(' ');
  const title = headline.text && `# ${escapeMarkdown(headline.text)}`;
  return [title, body].filter(Boolean).join('\n\n') + '\n';
}

/**
 * What CommonMark would read as markup, escaped.
 *
 * @param {string} text
 */
function escapeMarkdown(text) {
  return text.replace(/\s+/g, ' ')
      .replace(/[\\`*_[\]<>&~|]/g, '\\$&')
      .replace(/^(#|[-+](?= )|\d+(?=[.)]))/, (mark) =>
        /\d/.test(mark) ? mark : `\\${mark}`)
      .replace(/^(\d+)([.)])/, '$1\\$2');
}

/**
 * The result as the engine gave it, with the text that its offsets point into.
 *
 * @param {Source} source
 * @returns {string}
 */
export function asJson({ result, shown }) {
  return JSON.stringify({ ...result, text: shown }, null, 2) + '\n';
}

/**
 * Lines of the kinds (SPEC 4), on paper: style, thickness, colour.
 *
 * @type {Record<string, string>}
 */
const LINES = {
  person: 'solid 2px #2139a8', place: 'dotted 2px #1a7e54',
  org: 'double 1px #763006', group: 'dashed 2px #935ad1',
  date: 'dotted 1px #a95f8a', number: 'dashed 1px #6d7b17',
  work: 'wavy 1px #39433c',
};

/**
 * One by one, as WebKit takes no more than a line in the shorthand.
 *
 * @param {string} group
 */
function styleOf(group) {
  const [style, thickness, color] = (LINES[group] ?? '').split(' ');
  return `text-decoration:underline;text-decoration-style:${style};` +
      `text-decoration-thickness:${thickness};text-decoration-color:${color}`;
}

/**
 * Tags around a name of a group. @typedef {(group: string) => [string, string]} Mark
 */

/**
 * For the clipboard, as a place that takes rich text pastes it: the browser
 * lets no style through, so a name is underlined, whatever its kind.
 *
 * @param {Source} source
 * @returns {string}
 */
export function asRich(source) {
  return writeLead(source, (group) => NOT_NAMES.has(/** @type {any} */ (group)) ?
    ['', ''] : ['<u>', '</u>']);
}

/**
 * Source for a page that has no sheet of ours: every mark carries its style.
 *
 * @param {Source} source
 * @returns {string}
 */
export function asHtml(source) {
  return writeLead(source, (group) =>
    [`<span style="${styleOf(group)}">`, '</span>']);
}

/**
 * @param {Source} source
 * @returns {string} a whole web page, without script and without anything from
 *     the network
 */
export function asWebPage(source) {
  const { result } = source;
  /** @type {Mark} */
  const mark = (group) => [`<span class="${group}">`, '</span>'];
  const title = result.headline.text || strings.name;
  const code = /^[a-z]{2,3}$/.test(result.language.code) ? result.language.code : '';
  const groups = GROUPS.map((group) =>
    `.${group}{${styleOf(group)}}`).join('');
  return `<!doctype html>
<html lang="${code}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${STYLE}${groups}</style>
<header>
${writeLead(source, mark, true)}</header>
<p class="key">${GROUPS.filter((group) => result.entities.some(({ type }) =>
    groupOf(type) === group)).map((group) =>
    mark(group).join(escape(strings.groups[group]))).join(' ')}</p>
<article>
${writeArticle(source, mark)}</article>
</html>
`;
}

const STYLE = 'html{background:#fdfdfc;color:#16191d}' +
  'body{max-width:36rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere;' +
  "font:1.0625rem/1.75rem Charter,'Bitstream Charter','Charis SIL',Cambria,Georgia,serif}" +
  'h1{font-size:2.25rem;line-height:1.15;text-wrap:balance}' +
  'header{border-bottom:3px double;margin-bottom:1.5rem}' +
  '.standfirst{font-size:1.25rem;line-height:1.5}' +
  'a{color:#ad1f1a;font:700 .75rem sans-serif;vertical-align:.5em;text-decoration:none;padding:.3em}' +
  '.chosen{background:#fbf1cf}.out{color:#5f656b}pre{white-space:pre-wrap;font-size:.875rem}' +
  '.key{font:.8125rem/1.5 sans-serif;color:#474d54}.key span{margin-right:1.25rem}' +
  'span{text-underline-offset:.22em}';

/**
 * Headline and standfirst.
 *
 * @param {Source} source
 * @param {Mark} mark
 * @param {boolean} [linked] with numbers that lead into the article
 */
function writeLead({ result, type, shown, mentions }, mark, linked = false) {
  const write = (/** @type {Text} */ line) => piecesOf(shown, line, mentions)
      .map(({ text, mention }) => writeMark(text, mention, mark)).join('');
  const { headline, summary } = result;
  const lines = summary.map((line, index) => write(line) +
    (linked ? `<a href="#s${line.source + 1}">${index + 1}</a>` : ''));
  return (headline.text && `<h1>${escape(headline.text)}</h1>\n`) +
    (lines.length === 0 ? '' : type === 'key-points' ?
      `<ul class="standfirst">\n${lines.map((line) => `<li>${line}</li>\n`).join('')}</ul>\n` :
      `<p class="standfirst">${lines.join(' ')}</p>\n`);
}

/**
 * @param {Source} source
 * @param {Mark} mark
 */
function writeArticle({ result, shown, mentions }, mark) {
  const { sentences, leftOut } = result;
  const numbers = new Map(linesOf(result).map(({ source }, index) => [source, index + 1]));
  /** Everything between two offsets, its names marked. */
  const plain = (/** @type {number} */ start, /** @type {number} */ end) => {
    let at = start;
    let html = '';
    for (const mention of mentions(start, end)) {
      const from = Math.max(at, mention.start);
      const to = Math.min(end, mention.end);
      if (to <= from) continue;
      html += escape(shown.slice(at, from)) + writeMark(shown.slice(from, to), mention, mark);
      at = to;
    }
    return html + escape(shown.slice(at, end));
  };
  return makeRows(shown, result).map((row) => {
    let html = '';
    let at = row.start;
    for (let i = firstEndingAfter(sentences, row.start); i < sentences.length; i++) {
      const sentence = sentences[i];
      if (!sentence || sentence.start >= row.end) break;
      const number = numbers.get(i);
      if (number === undefined) continue;
      const start = Math.max(at, sentence.start);
      const end = Math.min(row.end, sentence.end);
      html += plain(at, start) + `<span class="chosen" id="s${i + 1}">` +
        `${plain(start, end)}</span>`;
      at = end;
    }
    html += plain(at, row.end);
    const name = row.kind === 'title' ? 'h2' : row.kind === 'heading' ? 'h3' :
      row.kind === 'quotation' ? 'blockquote' :
      row.kind === 'code' || row.kind === 'table' ? 'pre' : 'p';
    const out = leftOut.some(({ start, end }) => start <= row.start && end >= row.end);
    return `<${name}${out ? ' class="out"' : ''}>${html}</${name}>\n`;
  }).join('');
}

/**
 * @param {string} text
 * @param {Mention | undefined} mention
 * @param {Mark} mark
 */
function writeMark(text, mention, mark) {
  return mention ? mark(groupOf(mention.entity.type)).join(escape(text)) : escape(text);
}

/** @type {Record<string, string>} */
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\0': '\ufffd' };

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"\0]/g, (character) => ESCAPES[character] ?? '');
}

/** The longest file name that is made of a headline. */
const LONGEST_NAME = 60;

/** @param {string} [headline] */
function nameFile(headline = '') {
  const words = headline.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  let name = '';
  for (const word of words) {
    if (name.length + word.length >= LONGEST_NAME) break;
    name += (name && '-') + word;
  }
  return name || 'standfirst';
}

/**
 * @param {string | undefined} headline
 * @param {string} ending
 * @param {Blob} blob
 */
export function saveFile(headline, ending, blob) {
  const url = URL.createObjectURL(blob);
  make('a', { href: url, download: `${nameFile(headline)}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
