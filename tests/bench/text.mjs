/**
 * Texts for measuring, of any size: our own sample articles over and over, with
 * words changed as they go on, so that vocabulary and names grow as they do in
 * real text and no cache sees the same article twice. The same text every time.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SAMPLES = ['news', 'report', 'feature'].map((name) => fileURLToPath(
    new URL(`../../web/page/samples/${name}.txt`, import.meta.url)));

const SYLLABLES = [
  'ba', 'cor', 'den', 'el', 'fi', 'gan', 'hul', 'is', 'jo', 'kel', 'lam', 'mor',
  'ni', 'or', 'pel', 'qui', 'ros', 'san', 'tel', 'ur', 'ven', 'wes', 'yar', 'zen',
];

/** One changed word in so many: a new word about every twenty, as in news. */
const CHANGED = 20;

/**
 * FNV-1a, as the core has it, over a word and the number of its round.
 *
 * @param {string} word
 * @param {number} round
 */
function mix(word, round) {
  let hash = 0x811c9dc5 ^ round;
  for (let index = 0; index < word.length; ++index) {
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/**
 * @param {string} article
 * @param {number} round
 */
function varied(article, round) {
  if (round === 0) return article;
  return article.replace(/[A-Za-z]{4,}/g, (word) => {
    const hash = mix(word, round);
    if (hash % CHANGED !== 0) return word;
    const syllable = SYLLABLES[(hash >>> 8) % SYLLABLES.length] ?? '';
    const kept = word.slice(0, 2 + (hash >>> 16) % (word.length - 2));
    return kept + syllable;
  }).replace(/\d+/g, (digits) => {
    const hash = mix(digits, round);
    return hash % 2 === 0 || digits.length > 6 ? digits :
      String(hash % 10 ** digits.length).padStart(digits.length, '1');
  });
}

/**
 * @param {number} size in characters at least; the text ends with an article's
 *     sentence after that
 */
export function makeText(size) {
  const articles = SAMPLES.map((file) => readFileSync(file, 'utf8').trim());
  /** @type {string[]} */
  const pieces = [];
  let length = 0;
  for (let round = 0; length < size; ++round) {
    const article = articles[round % articles.length] ?? '';
    pieces.push(varied(article, round));
    length += article.length + 2;
  }
  const text = pieces.join('\n\n');
  const end = text.indexOf('. ', size - 1);
  return `${end < 0 ? text : text.slice(0, end + 1)}\n`;
}

/** @param {number} words at least, whole sentences */
export function makeWords(words) {
  const text = makeText(words * 9);
  const pattern = /\S+/g;
  for (let count = 0; count < words; ++count) {
    if (!pattern.exec(text)) return text;
  }
  const end = text.indexOf('. ', pattern.lastIndex);
  return `${end < 0 ? text : text.slice(0, end + 1)}\n`;
}
