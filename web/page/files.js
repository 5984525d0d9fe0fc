/**
 * Files that are opened or dropped, as text.
 *
 * @typedef {import('./types.js').InputKind} InputKind
 * @typedef {import('./types.js').Problem} Problem
 */

/** What a file may weigh, in bytes; the engine's limit for a text. */
const LIMIT = 20 * 1024 * 1024;

/** For the file chooser. */
export const ACCEPTED =
    '.txt,.text,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html';

/**
 * @param {File} file
 * @returns {Promise<{text: string, input: InputKind, repaired: boolean} |
 *     {problem: Problem}>}
 */
export async function readFile(file) {
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const picture = file.type.startsWith('image/') ||
      ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'heic', 'svg', 'bmp']
          .includes(ending);
  if (picture) return { problem: { code: 'picture' } };
  if (['pdf', 'docx', 'doc', 'odt', 'rtf', 'epub', 'pages'].includes(ending)) {
    const kind = ending === 'pdf' ? 'PDF' :
        ending.startsWith('doc') ? 'Word' : `.${ending}`;
    return { problem: { code: 'document', values: { kind } } };
  }
  if (file.size > LIMIT) {
    return { problem: tooLarge(file.size, file.name) };
  }
  /** @type {Uint8Array} */
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    const values = { file: file.name };
    return { problem: { code: 'input-unreadable', values } };
  }
  const decoded = decode(bytes);
  if (decoded === null) return { problem: { code: 'not-text' } };
  /** @type {InputKind} */
  const input = ['html', 'htm', 'xhtml'].includes(ending) ? 'html' :
      ['md', 'markdown'].includes(ending) ? 'markdown' : 'text';
  return { ...decoded, input };
}

/**
 * @param {number} bytes
 * @param {string} [file]
 * @returns {Problem}
 */
export function tooLarge(bytes, file = '') {
  // Never "20 MB; the limit is 20".
  const size = String(Math.max(21, Math.round(bytes / 1024 / 1024)));
  return { code: 'text-too-large', values: { size, file } };
}

/**
 * UTF-8, UTF-16 by its mark, or Windows-1252 where all of it is that.
 *
 * @param {Uint8Array} bytes
 * @returns {{text: string, repaired: boolean} | null} null: not text
 */
function decode(bytes) {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' :
      bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (wide) {
    return { text: new TextDecoder(wide).decode(bytes), repaired: false };
  }
  // More than a tenth of control characters is no text (DESIGN 4.4).
  let control = 0;
  for (const byte of bytes) {
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++;
  }
  if (control * 10 > bytes.length) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, repaired: false };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const bad = text.match(/\ufffd/g)?.length ?? 0;
    const western = new TextDecoder('windows-1252').decode(bytes);
    // Single bytes above ASCII among ASCII: an old file of a western language.
    return { text: bad > 0 && control === 0 ? western : text, repaired: true };
  }
}
