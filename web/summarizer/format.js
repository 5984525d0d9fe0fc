/** Results as the text that the platform's interface returns. */

/**
 * @typedef {import('../engine/index.js').Result} Result
 * @typedef {import('./options.js').SummarizerType} SummarizerType
 * @typedef {import('./options.js').SummarizerFormat} SummarizerFormat
 */

/**
 * A result in pieces, one a sentence or point, whose concatenation is the
 * summary.
 *
 * @param {Result} result
 * @param {SummarizerType} type
 * @param {SummarizerFormat} format
 * @returns {string[]}
 */
export function piecesOf({ headline, summary }, type, format) {
  const lines = type === 'headline' ? headline ? [headline] : [] : summary;
  const points = type === 'key-points';
  const separator = points ? '\n' : ' ';
  return lines.map(({ text }, index) => {
    const line = text.replace(/\s+/gu, ' ').trim();
    const shown = format === 'plain-text' ? line :
        points ? `- ${escaped(line, true)}` : escaped(line, index === 0);
    return index === 0 ? shown : separator + shown;
  });
}

/**
 * Text so that CommonMark shows it as it is.
 *
 * @param {string} line
 * @param {boolean} first whether it may stand at the start of a block
 */
function escaped(line, first) {
  const inline = line.replace(/[\\`*_[\]<>~|]|&(?=[#\w]+;)/gu, '\\$&');
  return !first ? inline :
      inline.replace(/^(?=[#+=-])/u, '\\').replace(/^(\d+)(?=[.)](?:\s|$))/u, '$1\\');
}
