/**
 * The article as rows: what stands in one paragraph, heading or line of it.
 * Every character of the text that is not white space is in exactly one row.
 *
 * @typedef {import('./types.js').Result} Result
 *
 * @typedef {object} Row
 * @property {number} start
 * @property {number} end
 * @property {string} kind a block's, or `rest` for text outside all blocks
 * @property {number} level
 * @property {boolean} more goes on where the row before it was broken off
 */

/** A row longer than this is broken, so that none takes long to lay out. */
const LONGEST_ROW = 8000;

/**
 * @param {string} text
 * @param {Result | null} result null: not yet read, paragraphs by their lines
 * @returns {Row[]}
 */
export function makeRows(text, result) {
  /** @type {Row[]} */
  const rows = [];
  let at = 0;
  const blocks = result?.blocks ?? [];
  for (const block of blocks) {
    if (block.start < at) continue;
    const row = {
      start: block.start, end: block.end, kind: block.kind,
      level: block.level ?? 0, more: false,
    };
    row.start = addLines(text, at, block.start, rows, true);
    rows.push(row);
    at = row.end;
    // What follows on the block's last line belongs to it.
    const next = text.indexOf('\n', at);
    const lineEnd = next === -1 ? text.length : next;
    const rest = text.slice(at, lineEnd);
    if (rest.trim() !== '' && !startsInside(blocks, at, lineEnd)) {
      row.end = lineEnd - (rest.length - rest.trimEnd().length);
      at = lineEnd;
    }
  }
  addLines(text, at, text.length, rows, false);
  return rows.flatMap((row) => breakRow(text, row, result));
}

/**
 * @param {import('./types.js').Block[]} blocks in text order
 * @param {number} start
 * @param {number} end
 */
function startsInside(blocks, start, end) {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low];
  return block !== undefined && block.start < end;
}

/**
 * Adds the lines of a stretch outside blocks as rows.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Row[]} rows
 * @param {boolean} open the last line goes on in the block that follows
 * @returns {number} where the following block's row starts: at its line's start
 */
function addLines(text, start, end, rows, open) {
  let at = start;
  while (at < end) {
    const next = text.indexOf('\n', at);
    const lineEnd = next === -1 || next > end ? end : next;
    const line = text.slice(at, lineEnd);
    const first = at + line.length - line.trimStart().length;
    if (line.trim() !== '') {
      if (open && lineEnd === end && text[end - 1] !== '\n') return first;
      rows.push({
        start: first, end: first + line.trim().length, kind: 'rest', level: 0,
        more: false,
      });
    }
    at = lineEnd + 1;
  }
  return end;
}

/**
 * @param {string} text
 * @param {Row} row
 * @param {Result | null} result
 * @returns {Row[]}
 */
function breakRow(text, row, result) {
  if (row.end - row.start <= LONGEST_ROW) return [row];
  const stops = result?.sentences ?? [];
  let next = firstEndingAfter(stops, row.start);
  /** @type {Row[]} */
  const pieces = [];
  let at = row.start;
  while (row.end - at > LONGEST_ROW) {
    let cut = 0;
    while (next < stops.length) {
      const end = stops[next]?.end ?? 0;
      if (end > at + LONGEST_ROW || end > row.end) break;
      cut = end;
      next++;
    }
    if (cut <= at) {
      const space = text.lastIndexOf(' ', at + LONGEST_ROW);
      cut = space > at ? space : at + LONGEST_ROW;
      // Never between the halves of a surrogate pair.
      const unit = text.charCodeAt(cut);
      if (unit >= 0xdc00 && unit <= 0xdfff) cut++;
    }
    pieces.push({ ...row, start: at, end: cut, more: at !== row.start });
    at = cut;
  }
  if (text.slice(at, row.end).trim() !== '') {
    pieces.push({ ...row, start: at, more: at !== row.start });
  }
  return pieces;
}

/**
 * Index of the first of some spans, in text order, that ends after an offset.
 *
 * @param {readonly {end: number}[]} spans
 * @param {number} offset
 * @returns {number}
 */
export function firstEndingAfter(spans, offset) {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
