// The checker of the first promise (DESIGN 1): written from the contract
// alone, it shares no code with what it checks.

/**
 * @typedef {[number, number]} Span
 * @typedef {{kind: string, at: Span, from: string, to: string, evidence?: Span}} Change
 * @typedef {{text: string, from: string, source: number | null, spans: Span[], changes: Change[]}} Line
 */

/**
 * True where `offset` does not stand between the two halves of a character.
 * @param {string} text
 * @param {number} offset
 */
export function onCharacterBoundary(text, offset) {
  if (offset <= 0 || offset >= text.length) return offset === 0 || offset === text.length;
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  return !(before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000);
}

/** @param {string} text */
export function countWords(text) {
  return text.split(/[\s\u0085]+/u).filter((piece) => /[\p{L}\p{Nd}]/u.test(piece)).length;
}

/**
 * What is wrong with a line, in sentences; an empty list if nothing is.
 * @param {string} text the text that the offsets point into
 * @param {Line} line
 * @param {{start: number, end: number}[]} sentences
 * @returns {string[]}
 */
export function lineProblems(text, line, sentences) {
  const problems = [];
  if (line.from === 'title') {
    if (line.spans.length > 0) problems.push('a title has spans');
    return problems;
  }
  let end = -1;
  for (const [start, stop] of line.spans) {
    if (!(start < stop && stop <= text.length)) problems.push(`span ${start}-${stop} lies outside the text`);
    if (start < end) problems.push(`span ${start}-${stop} goes back`);
    if (!onCharacterBoundary(text, start) || !onCharacterBoundary(text, stop)) {
      problems.push(`span ${start}-${stop} cuts a character`);
    }
    end = stop;
  }
  const source = line.source === null ? undefined : sentences[line.source];
  if (!source) {
    problems.push(`there is no sentence ${line.source}`);
  } else if (line.spans.length > 0) {
    // What is said in the middle of a turn may have its speaker before it.
    const [first] = line.spans;
    const label = first[0] < source.start && /^[^,:]{1,80}:\s?$/u.test(text.slice(...first)) &&
        /(^|\n)\s*$/u.test(text.slice(0, first[0])) && !/\n\s*\n/u.test(text.slice(first[1], source.start));
    const from = label ? line.spans[1]?.[0] ?? -1 : first[0];
    if (from < source.start || end > source.end) problems.push('a span lies outside the source sentence');
  }
  let undone = '';
  let position = 0;
  for (const change of [...line.changes].sort((left, right) => left.at[0] - right.at[0])) {
    const [start, stop] = change.at;
    if (start < position || stop > line.text.length) problems.push(`change at ${start} goes back or outside`);
    if (line.text.slice(start, stop) !== change.to) problems.push(`change at ${start} does not give "${change.to}"`);
    problems.push(...changeProblems(line, change));
    undone += line.text.slice(position, start) + change.from;
    position = stop;
  }
  undone += line.text.slice(position);
  const cited = line.spans.map(([start, stop]) => text.slice(start, stop)).join('').toWellFormed?.() ??
      line.spans.map(([start, stop]) => text.slice(start, stop)).join('');
  if (undone !== cited) problems.push(`undone, the line reads "${undone}"; its spans read "${cited}"`);
  if (/^\s|\s$|\s\s/u.test(line.text.replaceAll('\u00a0', 'x'))) problems.push('white space at an end, or doubled');
  return problems;
}

/**
 * @param {Line} line
 * @param {Change} change
 */
function changeProblems(line, change) {
  const { kind, at, from, to } = change;
  switch (kind) {
    case 'capital':
      return at[0] === 0 && from.toUpperCase() === to ? [] : ['a capital that is none'];
    case 'stop':
      return at[1] === line.text.length && from === '' && to === '.' ? [] : ['a stop that closes nothing'];
    case 'space':
      // U+0085 is white space to Unicode, though not to JavaScript.
      return /^[\s\u0085]+$/u.test(from) && to === ' ' ? [] : ['a space put for something else'];
    case 'repair':
      return from !== to ? [] : ['a repair that changes nothing'];
    case 'pronoun':
      return change.evidence ? [] : ['a pronoun without evidence'];
    default:
      return [`an unknown change "${kind}"`];
  }
}

/**
 * Everything that must hold of a result, whatever the text.
 * @param {string} given the text as given
 * @param {any} result
 * @returns {string[]}
 */
export function resultProblems(given, result) {
  const text = result.text ?? given;
  const problems = [];
  const check = (/** @type {string} */ what, /** @type {number} */ start, /** @type {number} */ end, empty = false) => {
    if (!(start <= end && end <= text.length) || (start === end && !empty)) {
      problems.push(`${what} ${start}-${end} lies outside the text`);
    } else if (!onCharacterBoundary(text, start) || !onCharacterBoundary(text, end)) {
      problems.push(`${what} ${start}-${end} cuts a character`);
    }
  };
  const ascending = (/** @type {string} */ what, /** @type {{start: number, end: number}[]} */ list) => {
    for (const [index, item] of list.entries()) {
      check(what, item.start, item.end);
      if (index > 0 && item.start < list[index - 1].end) problems.push(`${what} ${index} overlaps the one before`);
    }
  };
  ascending('sentence', result.sentences);
  ascending('block', result.blocks);
  ascending('left-out span', result.leftOut);
  for (const [index, sentence] of result.sentences.entries()) {
    const block = result.blocks[sentence.block];
    if (!block || sentence.start < block.start || sentence.end > block.end) {
      problems.push(`sentence ${index} lies outside its block`);
    }
  }
  const mentions = [];
  for (const entity of result.entities) {
    for (const [start, end] of entity.mentions) mentions.push({ start, end });
    if (entity.mentions.some((/** @type {Span} */ span, /** @type {number} */ index) =>
      index > 0 && span[0] < entity.mentions[index - 1][1])) {
      problems.push(`mentions of ${entity.name} go back`);
    }
  }
  mentions.sort((left, right) => left.start - right.start);
  ascending('mention', mentions);
  for (const entity of result.entities) {
    for (const [start, end] of entity.pronouns ?? []) {
      if (mentions.some((mention) => start < mention.end && mention.start < end)) {
        problems.push(`a pronoun of ${entity.name} is a mention too`);
      }
      if (!/^(he|him|his|himself|she|her|hers|herself)$/i.test(text.slice(start, end))) {
        problems.push(`${start}-${end} is no pronoun of ${entity.name}`);
      }
    }
  }
  const { place, date, entity } = result.dateline ?? {};
  for (const span of [place, date]) {
    if (!span) continue;
    check('dateline', span[0], span[1]);
    if (!result.leftOut.some((/** @type {{start: number, end: number}} */ left) =>
      left.start <= span[0] && span[1] <= left.end)) {
      problems.push('the dateline was not left out');
    }
  }
  if (entity !== undefined && (!place || !result.entities[entity])) {
    problems.push(`the dateline's entity ${entity} does not exist`);
  }

  const lines = result.headline ? [result.headline, ...result.summary] : result.summary;
  for (const line of lines) {
    problems.push(...lineProblems(text, line, result.sentences).map((problem) => `"${line.text.slice(0, 60)}": ${problem}`));
  }
  const sources = result.summary.map((/** @type {Line} */ line) => line.source);
  const chosen = result.sentences.flatMap((/** @type {any} */ sentence, /** @type {number} */ index) =>
    sentence.chosen ? [index] : []);
  if (JSON.stringify(sources) !== JSON.stringify(chosen)) {
    problems.push(`the summary cites ${sources}, but ${chosen} are marked as chosen`);
  }
  const words = result.summary.reduce((/** @type {number} */ sum, /** @type {Line} */ line) => sum + countWords(line.text), 0);
  if (words !== result.statistics.summaryWords) {
    problems.push(`the summary has ${words} words, not ${result.statistics.summaryWords}`);
  }
  return problems;
}
