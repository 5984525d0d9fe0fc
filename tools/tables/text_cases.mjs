/**
 * Reads the marked sources of the cases for cleaning and segmentation and
 * makes the files that the measures read, so that no offset is typed by hand.
 *
 *     node tools/tables/text_cases.mjs           writes the generated files
 *     node tools/tables/text_cases.mjs --news    prints the news sentences as
 *                                                CoNLL-U
 *
 * Dirty articles, tests/data/dirty/source/*.txt. A case begins with a line
 *
 *     %% id | style | what its dirt is, or "trap: " and why [| wrapped]
 *
 * and its text runs to the next such line. Marks in the text:
 *
 *     ⟦label|text⟧     is to be set aside
 *     ⟨text⟩           may be set aside or kept: it counts neither way
 *     ⟪dirty=>clean⟫   is to be repaired
 *     \u{AD} \n        characters that cannot be seen, and a line break inside
 *                      a mark
 *
 * "wrapped" says that lines were broken by a layout, not by the author: one
 * line break reads as a space in what the text becomes.
 *
 * News sentences, tests/data/sentences/news.txt (for measuring) and
 * development.txt (to look at while segmentation is made): `%% id | style`,
 * then one sentence a line, a blank line between paragraphs. A quotation of
 * several sentences is cut at their ends; its said-clause belongs to the
 * sentence beside it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const DIRTY = 'tests/data/dirty';
export const NEWS = 'tests/data/sentences/news.txt';

/**
 * @typedef {object} DirtyCase
 * @property {string} id
 * @property {'article'} kind whole articles, as `standfirst-evaluate clean`
 *     tells them from cases of a line
 * @property {string} style
 * @property {string} [trap] why nothing of it may be set aside
 * @property {string} text
 * @property {string[]} remove
 * @property {[number, number, string][]} spans of `remove`, in code points,
 *     with their labels
 * @property {[number, number][]} either
 * @property {string} becomes the text after removal and repairs
 */

/** @param {string} text */
const codePoints = (text) => [...text].length;

/** @param {string} text */
function unescape(text) {
  return text.replace(/\\u\{([0-9A-Fa-f]+)\}/g, (_, hex) =>
    String.fromCodePoint(Number.parseInt(hex, 16))).replace(/\\n/g, '\n');
}

/**
 * @param {string} source
 * @returns {{fields: string[], body: string}[]}
 */
function entries(source) {
  return source.split(/^%% /m).slice(1).map((entry) => {
    const end = entry.indexOf('\n');
    const head = entry.slice(0, end);
    return {
      fields: head.split('|').map((field) => field.trim()),
      body: entry.slice(end + 1).replace(/\n+$/, ''),
    };
  });
}

/**
 * @param {string} source
 * @returns {DirtyCase[]}
 */
export function readDirtyCases(source) {
  return entries(source).map(({ fields, body }) => {
    const [id = '', style = '', dirt = ''] = fields;
    const wrapped = fields.at(-1) === 'wrapped';
    const trap = /^trap: (.+)$/.exec(dirt)?.[1];
    let text = '';
    let becomes = '';
    /** @type {string[]} */
    const remove = [];
    /** @type {[number, number, string][]} */
    const spans = [];
    /** @type {[number, number][]} */
    const either = [];
    const mark = /⟦(\w+)\|([^⟦⟧]*)⟧|⟨([^⟨⟩]*)⟩|⟪([^⟪⟫]*?)=>([^⟪⟫]*)⟫/gu;
    let at = 0;
    for (const match of body.matchAll(mark)) {
      const plain = unescape(body.slice(at, match.index));
      text += plain;
      becomes += wrapped ? plain.replace(/(?<!\n)\n(?!\n)/g, ' ') : plain;
      at = match.index + match[0].length;
      const [, label, removed, free, dirty, clean] = match;
      const start = codePoints(text);
      if (label !== undefined) {
        const piece = unescape(removed ?? '');
        text += piece;
        remove.push(piece);
        spans.push([start, codePoints(text), label]);
      } else if (free !== undefined) {
        text += unescape(free);
        becomes += unescape(free);
        either.push([start, codePoints(text)]);
      } else {
        text += unescape(dirty ?? '');
        becomes += unescape(clean ?? '');
      }
    }
    const rest = unescape(body.slice(at));
    text += rest;
    becomes += wrapped ? rest.replace(/(?<!\n)\n(?!\n)/g, ' ') : rest;
    if (/[⟦⟧⟨⟩⟪⟫]/u.test(text)) throw new Error(`${id}: a mark does not close`);
    if ((trap !== undefined) !== (spans.length === 0)) {
      throw new Error(`${id}: a trap has nothing to set aside, all others have`);
    }
    becomes = becomes.split('\n').map((line) => line.trim()).join('\n')
        .replace(/\n{3,}/g, '\n\n').trim();
    return {
      id, kind: 'article', style, ...trap === undefined ? {} : { trap },
      text, remove, spans, either, becomes,
    };
  });
}

/** @returns {Record<string, DirtyCase[]>} by name of the file, without ending */
export function allDirtyCases() {
  const folder = join(root, DIRTY, 'source');
  /** @type {Record<string, DirtyCase[]>} */
  const files = {
    choosing: [], development: [], further: [], measuring: [], training: [],
  };
  for (const name of readdirSync(folder).sort()) {
    const set = /^([a-z]+)(_\d+)?\.txt$/.exec(name)?.[1] ?? '';
    files[set]?.push(...readDirtyCases(readFileSync(join(folder, name), 'utf8')));
  }
  return files;
}

/** @param {DirtyCase[]} cases */
export function dirtyLines(cases) {
  return cases.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/**
 * @typedef {{id: string, style: string, paragraphs: string[][]}} NewsArticle
 *
 * @param {string} [source]
 * @returns {NewsArticle[]}
 */
export function readNews(source = readFileSync(join(root, NEWS), 'utf8')) {
  return entries(source).map(({ fields, body }) => ({
    id: fields[0] ?? '',
    style: fields[1] ?? '',
    paragraphs: body.split(/\n{2,}/).map((paragraph) => paragraph.split('\n')),
  }));
}

/**
 * CoNLL-U with the pieces between blanks for words: what the scorers of
 * sentences need. Its figures for tokens mean nothing.
 *
 * @param {NewsArticle[]} articles
 */
export function newsTreebank(articles) {
  let output = '';
  for (const { id, style, paragraphs } of articles) {
    output += `# newdoc id = ${id}\n# genre = ${style}\n`;
    let number = 0;
    for (const sentences of paragraphs) {
      output += '# newpar\n';
      for (const sentence of sentences) {
        output += `# sent_id = ${id}-${++number}\n# text = ${sentence}\n`;
        for (const [index, word] of sentence.split(' ').entries()) {
          output += `${index + 1}\t${word}${'\t_'.repeat(8)}\n`;
        }
        output += '\n';
      }
    }
  }
  return output;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--news')) {
    process.stdout.write(newsTreebank(readNews()));
  } else {
    for (const [name, cases] of Object.entries(allDirtyCases())) {
      writeFileSync(join(root, DIRTY, `${name}.jsonl`), dirtyLines(cases));
    }
  }
}
