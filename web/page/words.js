/**
 * Words, cuts and the way from a summary's characters back to the article's.
 *
 * @typedef {import('./types.js').Span} Span
 * @typedef {import('./types.js').Text} Text
 * @typedef {import('./types.js').Sentence} Sentence
 */

/**
 * Pieces between white space that hold a letter or a digit (DESIGN 4.2).
 *
 * @param {string} text
 * @returns {number}
 */
export function countWords(text) {
  return text.match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
}

/**
 * Words as they are told to a reader: where scripts set no spaces between them, the
 * engine counts a sentence as one, of which two letters are nearly a word.
 *
 * @param {import('./types.js').Result} result
 * @param {number} words as the engine counts them
 * @param {number} letters
 */
export function wordsToTell({ language }, words, letters) {
  return /zh|ja|th/.test(language.code) ? Math.ceil(letters / 2) : words;
}

/** @param {import('./types.js').Result} result */
export function wordsOfSummary(result) {
  return wordsToTell(result, result.statistics.summaryWords,
      result.summary.reduce((sum, { text }) => sum + text.length, 0));
}

/** More focus words than these no engine takes (docs/options.md). */
const MOST_FOCUS = 50;

/**
 * @param {string} typed by commas
 * @returns {string[]}
 */
export function focusWords(typed) {
  return typed.split(',').map((word) => word.trim()).filter(Boolean).slice(0, MOST_FOCUS);
}

/**
 * The lines whose sources are marked: the summary's, or, where there is the
 * headline alone, its own.
 *
 * @param {import('./types.js').Result | null} result
 * @returns {Text[]}
 */
export function linesOf(result) {
  if (!result) return [];
  if (result.summary.length > 0) return result.summary;
  const { headline } = result;
  return headline.text !== '' && headline.from === 'text' ? [headline] : [];
}

/** Of a longer line or name, in characters, only the beginning is drawn. */
const LONGEST = { headline: 300, line: 4000, name: 200 };

/**
 * What is drawn of a line or name. No one wrote a longer one: it would take the
 * browser seconds, as a page of base64 does, and is whole in the article.
 *
 * @param {string} text
 * @param {keyof typeof LONGEST} kind
 */
export function beginningOf(text, kind) {
  const most = LONGEST[kind];
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** Texts longer than this, in characters, are counted by a sample. */
const SAMPLE = 200000;

/**
 * Words of a text, counted or, of a very long one, estimated.
 *
 * @param {string} text
 * @returns {number}
 */
export function estimateWords(text) {
  if (text.length <= SAMPLE) return countWords(text);
  return Math.round(countWords(text.slice(0, SAMPLE)) * text.length / SAMPLE);
}

/**
 * The parts of a sentence that a line leaves out, in order.
 *
 * @param {Text} line
 * @param {Sentence} sentence
 * @returns {Span[]}
 */
export function cuts(line, sentence) {
  /** @type {Span[]} */
  const gaps = [];
  let at = sentence.start;
  for (const [start, end] of line.spans) {
    if (start > at) gaps.push([at, Math.min(start, sentence.end)]);
    at = Math.max(at, end);
  }
  if (at < sentence.end) gaps.push([at, sentence.end]);
  return gaps;
}

/**
 * @param {string} article
 * @param {Text} line
 * @param {Sentence} sentence
 * @returns {number}
 */
export function countCutWords(article, line, sentence) {
  // A speaker's name before what they say is no part of the sentence.
  const kept = line.spans.reduce((sum, [start, end]) => sum +
    (start < sentence.start ? 0 : countWords(article.slice(start, end))), 0);
  const all = countWords(article.slice(sentence.start, sentence.end));
  const gaps = cuts(line, sentence).some(([start, end]) =>
    countWords(article.slice(start, end)) > 0);
  return gaps ? Math.max(1, all - kept) : 0;
}

/**
 * For every UTF-16 unit of a line the offset in the article that it came from;
 * -1 for what was put in. Linear.
 *
 * @param {string} article
 * @param {Text} line
 * @returns {Int32Array}
 */
export function originOf(article, line) {
  const origin = new Int32Array(line.text.length).fill(-1);
  /** @type {number[]} */
  const source = [];
  for (const [start, end] of line.spans) {
    for (let offset = start; offset < end; offset++) source.push(offset);
  }
  const changes = [...line.changes].sort((a, b) => a.at[0] - b.at[0]);
  let next = 0;
  let from = 0;
  let to = 0;
  while (to < line.text.length) {
    const change = changes[next];
    if (change && change.at[0] === to) {
      next++;
      for (let i = to; i < change.at[1]; i++) {
        // A word put for another one stands for all of it.
        origin[i] = source[Math.min(from + i - to,
            from + change.from.length - 1)] ?? -1;
        if (change.from.length === 0) origin[i] = -1;
      }
      from += change.from.length;
      to = change.at[1];
      continue;
    }
    const offset = source[from];
    if (offset === undefined) break;
    const here = line.text[to] ?? '';
    const there = article[offset] ?? '';
    if (here === there) {
      origin[to++] = offset;
      from++;
    } else if (/\s/.test(there)) {
      from++;
    } else if (/\s/.test(here)) {
      to++;
    } else {
      origin[to++] = offset;
      from++;
    }
  }
  return origin;
}

/**
 * Where a stretch of the article stands in a line, if all of it does.
 *
 * @param {Int32Array} origin of `originOf`
 * @param {Span} span in the article
 * @returns {Span | null}
 */
export function inLine(origin, [start, end]) {
  let first = -1;
  let last = -1;
  for (let i = 0; i < origin.length; i++) {
    const offset = origin[i] ?? -1;
    if (offset >= start && offset < end) {
      if (first < 0) first = i;
      last = i;
    }
  }
  return first < 0 ? null : [first, last + 1];
}

/**
 * A line cut at its mentions.
 *
 * @param {string} article
 * @param {Text} line
 * @param {(start: number, end: number) => import('./page.js').Mention[]} mentions
 * @returns {{text: string, mention?: import('./page.js').Mention}[]}
 */
export function piecesOf(article, line, mentions) {
  const origin = originOf(article, line);
  const marks = mentions(line.spans[0]?.[0] ?? 0, line.spans.at(-1)?.[1] ?? 0)
      .flatMap((mention) => {
        const at = inLine(origin, [mention.start, mention.end]);
        return at ? [{ start: at[0], end: at[1], mention }] : [];
      }).sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {{text: string, mention?: import('./page.js').Mention}[]} */
  const pieces = [];
  let at = 0;
  for (const { start, end, mention } of marks) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: line.text.slice(at, start) });
    pieces.push({ text: line.text.slice(start, end), mention });
    at = end;
  }
  if (at < line.text.length) pieces.push({ text: line.text.slice(at) });
  return pieces;
}
