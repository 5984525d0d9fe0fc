/**
 * The text of a PDF, by pdf.js in its own worker: lines put together to
 * paragraphs, large type taken for headings, what repeats at the edges of
 * pages left out.
 *
 * @typedef {import('./types.js').Block} Block
 *
 * @typedef {object} Line
 * @property {string} text
 * @property {number} page
 * @property {number} left in points
 * @property {number} right
 * @property {number} y of the baseline, upwards
 * @property {number} size of its type
 * @property {boolean} edge whether it stands at the top or bottom of its page
 */
import { trustedScriptURL, workerType } from '../engine/index.js';
import { importPdf, pdfWorker } from './locations.js';

/** The part of a page's height at its top or bottom where page numbers stand. */
const EDGE = 0.09;

/** A gap above this, in heights of the type, parts paragraphs. */
const GAP = 1.9;

/** Type that is larger than the body's by this is a heading's. */
const LARGER = 1.15;

const BULLET = /^(?:[\u2022\u2023\u25aa\u25cf\u25e6\u2043\u2219\uf0b7]|[-\u2013\u2014*](?=\s)|\(?\d{1,3}[.)](?=\s))\s*/;

/**
 * @param {Uint8Array} bytes are handed to the worker
 * @param {{signal: AbortSignal, onprogress: (fraction: number) => void}} options
 * @returns {Promise<{text: string, blocks: Block[]}>} rejects with an error
 *     named PasswordException for one that is locked
 */
export async function readPdf(bytes, { signal, onprogress }) {
  const { getDocument, PDFWorker } = await importPdf();
  signal.throwIfAborted();
  const port = new Worker(
      trustedScriptURL(pdfWorker), { type: workerType(pdfWorker) });
  const failed = new Promise((_resolve, reject) => {
    port.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker of pdf.js does not load'));
    };
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  failed.catch(() => {});
  const worker = new PDFWorker({ port, verbosity: 0 });
  const task = getDocument({
    data: bytes, worker, isEvalSupported: false, useWorkerFetch: false,
    useWasm: false, useSystemFonts: true, verbosity: 0,
  });
  try {
    /** @type {any} */
    const pdf = await Promise.race([task.promise, failed]);
    /** @type {Line[]} */
    const lines = [];
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await Promise.race([pdf.getPage(number), failed]);
      const content = await Promise.race([page.getTextContent(), failed]);
      lines.push(...linesOf(content.items, page.view, number));
      page.cleanup();
      onprogress(number / pdf.numPages);
    }
    return blocksOf(withoutRunning(lines, pdf.numPages));
  } finally {
    // A document that is locked never ends by itself.
    void Promise.resolve(task.destroy()).catch(() => {});
    port.terminate();
  }
}

/**
 * Pieces of text, in the order of the file, as lines.
 *
 * @param {{str: string, transform: number[], width: number, height: number,
 *     hasEOL: boolean}[]} items
 * @param {number[]} view left, bottom, right, top of the page
 * @param {number} page
 * @returns {Line[]}
 */
export function linesOf(items, view, page) {
  const [, bottom = 0, , top = 0] = view;
  /** @type {Line[]} */
  const lines = [];
  /** @type {Line | null} */
  let line = null;
  const end = () => {
    if (line && line.text.trim() !== '') {
      line.text = line.text.replace(/\s+/g, ' ').trim();
      lines.push(line);
    }
    line = null;
  };
  for (const { str, transform, width, height, hasEOL } of items) {
    const [, skew = 0, , scale = 0, x = 0, y = 0] = transform;
    const size = height || Math.abs(scale);
    // Text on its side is a margin's.
    if (str.trim() !== '' && Math.abs(skew) > Math.abs(scale)) continue;
    if (line && str.trim() !== '' && (Math.abs(y - line.y) > line.size * 0.6 ||
        x < line.left - 1 || x > line.right + line.size * 4)) end();
    if (line) {
      if (x > line.right + line.size * 0.2 && !line.text.endsWith(' ') &&
          !str.startsWith(' ')) line.text += ' ';
      line.text += str;
      if (str.trim() !== '') {
        line.right = Math.max(line.right, x + width);
        line.size = Math.max(line.size, size);
      }
    } else if (str.trim() !== '') {
      const from = (y - bottom) / Math.max(1, top - bottom);
      line = {
        text: str, page, left: x, right: x + width, y, size,
        edge: from < EDGE || from > 1 - EDGE,
      };
    }
    if (hasEOL) end();
  }
  end();
  return lines;
}

/**
 * Without page numbers and without what stands at the edge of page after page.
 *
 * @param {Line[]} lines
 * @param {number} pages
 * @returns {Line[]}
 */
export function withoutRunning(lines, pages) {
  const key = (/** @type {Line} */ { text }) => text.replace(/\d+/g, '#');
  /** @type {Map<string, Set<number>>} */
  const seen = new Map();
  for (const line of lines) {
    if (!line.edge) continue;
    const on = seen.get(key(line)) ?? new Set();
    on.add(line.page);
    seen.set(key(line), on);
  }
  const often = Math.max(2, Math.min(3, pages - 1));
  return lines.filter((line) => !line.edge ||
      (!/^\W*(page\s+)?[\divxlc]+(\s*(of|\/)\s*\d+)?\W*$/i.test(line.text) &&
       (seen.get(key(line))?.size ?? 0) < often));
}

/**
 * @param {Line[]} lines
 * @returns {{text: string, blocks: Block[]}}
 */
export function blocksOf(lines) {
  const body = bodySize(lines);
  const words = new Set(
      lines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}-]+/gu) ?? []));
  const largest = Math.max(0, ...lines.filter(({ page }) => page === 1)
      .map(({ size }) => size));
  const isLarge = (/** @type {Line} */ { size }) => size > body * LARGER;
  const leading = typicalGap(lines, body);
  /** @type {{kind: Block['kind'], level?: number, text: string, last: Line}[]} */
  const groups = [];
  for (const line of lines) {
    const group = groups.at(-1);
    const large = isLarge(line);
    if (group && !parts(group, line, large)) {
      group.text = join(group.text, line.text, words);
      group.last = line;
      continue;
    }
    const bullet = large ? null : BULLET.exec(line.text);
    const title = large && line.size === largest &&
        !groups.some(({ kind }) => kind === 'title');
    groups.push({
      kind: title ? 'title' : large ? 'heading' : bullet ? 'list-item' : 'paragraph',
      ...large && !title && { level: 2 },
      text: bullet ? line.text.slice(bullet[0].length) : line.text, last: line,
    });
  }

  /**
   * Whether a line begins another block than the group's.
   *
   * @param {typeof groups[number]} group
   * @param {Line} line
   * @param {boolean} large
   */
  function parts({ kind, text, last }, line, large) {
    const wasLarge = kind === 'title' || kind === 'heading';
    if (large !== wasLarge || Math.abs(line.size - last.size) > body * 0.12) return true;
    if (!large && BULLET.test(line.text)) return true;
    const ended = /[.!?:\u2026]["'\u201d\u2019)\]]*$/.test(text);
    // Another column or page: a sentence that has not ended goes on there.
    if (line.page !== last.page || line.y > last.y) return ended;
    const gap = last.y - line.y;
    if (gap > Math.max(leading * 1.35, line.size * (leading > 0 ? 1 : GAP))) return true;
    // An indented first line, or a last line that stopped short.
    return !large && ended && (line.left > last.left + line.size * 0.8 ||
        (kind === 'list-item' && line.left < last.left - line.size * 0.8));
  }

  /** @type {Block[]} */
  const blocks = [];
  let text = '';
  for (const { kind, level, text: words } of groups) {
    if (words === '') continue;
    if (text !== '') text += '\n\n';
    blocks.push({
      start: text.length, end: text.length + words.length, kind,
      ...level !== undefined && { level },
    });
    text += words;
  }
  return { text, blocks };
}

/**
 * The size that most characters have.
 *
 * @param {Line[]} lines
 */
function bodySize(lines) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const { size, text } of lines) {
    const rounded = Math.round(size * 2) / 2;
    counts.set(rounded, (counts.get(rounded) ?? 0) + text.length);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/**
 * The usual distance from one line of the body to the next; 0 if there is none.
 *
 * @param {Line[]} lines
 * @param {number} body
 */
function typicalGap(lines, body) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (!next || next.page !== line.page || Math.abs(next.size - body) > 1) return;
    const gap = Math.round((line.y - next.y) * 2) / 2;
    if (gap > 0) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/**
 * Two lines as one. A hyphen at the end goes, unless the text has the word with
 * it elsewhere.
 *
 * @param {string} before
 * @param {string} after
 * @param {Set<string>} words of the document, in small letters
 */
function join(before, after, words) {
  const head = /([\p{L}-]+)-$/u.exec(before)?.[1];
  const tail = /^\p{Ll}[\p{L}-]*/u.exec(after)?.[0];
  if (head === undefined || tail === undefined) return `${before} ${after}`;
  const whole = words.has(`${head}-${tail}`.toLowerCase());
  return (whole ? before : before.slice(0, -1)) + after;
}
