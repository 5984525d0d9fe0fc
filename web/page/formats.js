/**
 * The standfirst as plain text and as Markdown.
 *
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').SummaryType} SummaryType
 */

/**
 * @param {Result} result
 * @param {SummaryType} type
 * @returns {string}
 */
export function asText({ headline, summary }, type) {
  const lines = summary.map(({ text }) => text);
  const body = type === 'key-points' ?
    lines.map((line) => `• ${line}`).join('\n') : lines.join(' ');
  return [headline.text, body].filter(Boolean).join('\n\n') + '\n';
}

/**
 * @param {Result} result
 * @param {SummaryType} type
 * @returns {string} CommonMark
 */
export function asMarkdown({ headline, summary }, type) {
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
