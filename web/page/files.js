/**
 * Files that are opened or dropped, as text.
 *
 * @typedef {import('./types.js').Source} Source
 * @typedef {import('./types.js').Problem} Problem
 */
import { readHtml } from '../engine/index.js';

/** What a file may weigh, in bytes; the engine's limit for a text. */
const LIMIT = 20 * 1024 * 1024;

/** Web pages longer than this, in characters, are left to the engine. */
const PAGE_LIMIT = 2e6;

/** Kinds of document that are known by name and cannot be opened. */
const OTHERS = [
  'doc', 'odt', 'rtf', 'epub', 'pages', 'ppt', 'pptx', 'odp', 'xls', 'xlsx', 'ods',
  'zip', 'mp3', 'mp4', 'm4a', 'wav', 'mov',
];

/** Word's own, with macros or without, which all are built in one way. */
const WORD = ['docx', 'docm', 'dotx', 'dotm'];

/** Markup of which nobody but its program knows what is text. */
const MARKUP = ['xml', 'rss', 'atom', 'opml', 'fb2'];

/** Letters and pages as they are sent; some are plain text below their heads. */
const MESSAGES = ['eml', 'mbox', 'mht', 'mhtml'];
const ENCODED = /^content-(transfer-encoding:\s*(quoted|base64)|type:\s*multipart)/im;

/** @param {Uint8Array} bytes @param {...number} magic */
const begins = (bytes, ...magic) =>
  magic.every((byte, index) => bytes[index] === byte);

/**
 * @param {File} file
 * @param {{signal: AbortSignal, onprogress: (fraction: number) => void}} options
 * @returns {Promise<Source | {problem: Problem}>}
 */
export async function readFile(file, options) {
  const ending = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const values = { file: file.name };
  const picture = file.type.startsWith('image/') ||
      ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'heic', 'svg', 'bmp']
          .includes(ending);
  if (picture) return { problem: { code: 'picture' } };
  if (file.size > LIMIT) {
    return { problem: tooLarge(file.size, file.name) };
  }
  /** @type {Uint8Array<ArrayBuffer>} */
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { problem: { code: 'input-unreadable', values } };
  }
  options.signal.throwIfAborted();
  try {
    if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) {
      const { readPdf } = await import('./pdf_text.js');
      const read = await readPdf(bytes, options);
      return read.text === '' ? { problem: { code: 'pdf-without-text' } } :
        { ...read, input: 'text' };
    }
    if (WORD.includes(ending) && begins(bytes, 0x50, 0x4b)) {
      const { readWord } = await import('./word_text.js');
      const read = await readWord(bytes);
      return read.text === '' ? { problem: { code: 'empty' } } :
        { ...read, input: 'text' };
    }
  } catch (thrown) {
    options.signal.throwIfAborted();
    const { name, message } = /** @type {Error} */ (thrown);
    const code = name === 'PasswordException' ? 'locked-pdf' :
      // A library that did not arrive, not a fault of the file.
      /import|fetch|load/i.test(message) ? 'library-missing' : 'input-unreadable';
    return { problem: { code, values } };
  }
  // Word keeps locked files in the container of its older ones.
  if (WORD.includes(ending) && begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    return { problem: { code: 'locked-word' } };
  }
  if (WORD.includes(ending) || ending === 'pdf') {
    return { problem: { code: 'input-unreadable', values } };
  }
  if (OTHERS.includes(ending)) {
    const kind = ending === 'doc' ? 'Word 97' : `.${ending}`;
    return { problem: { code: 'document', values: { kind } } };
  }
  const decoded = decode(bytes);
  if (decoded === null) return { problem: { code: 'not-text' } };
  if (MESSAGES.includes(ending) && ENCODED.test(decoded.text)) {
    return { problem: { code: 'document', values: { kind: `.${ending}` } } };
  }
  const markup = MARKUP.includes(ending);
  if (['html', 'htm', 'xhtml'].includes(ending) ||
      markup && /<html[\s>]/i.test(decoded.text.slice(0, 2000))) {
    return { ...decoded, ...await readPage(decoded.text) };
  }
  if (markup && decoded.text.trim().startsWith('<')) {
    return { problem: { code: 'document', values: { kind: `.${ending}` } } };
  }
  const markdown = ['md', 'markdown'].includes(ending);
  return { ...decoded, input: markdown ? 'markdown' : 'text' };
}

/**
 * The article of a web page as text; what cannot be read here goes to the
 * engine as it is.
 *
 * @param {string} html
 * @returns {Promise<Source>}
 */
export async function readPage(html) {
  if (html.length > PAGE_LIMIT) return { text: html, input: 'html' };
  try {
    const { text, blocks, date } = await readHtml(html);
    return { text, blocks, date, input: 'text' };
  } catch {
    return { text: html, input: 'html' };
  }
}

/** Markup that says how a text is built; without it, plain text says as much. */
const BUILT = /<(h[1-6]|p|li|blockquote|article|table)\b/i;

/** A block of code with its fences. */
const FENCED = /^(```|~~~)[^`\n]*\n[^]*?^\1[`~]*\s*$/m;

/** What stands in Markdown, and one of it now and then in other texts too. */
const MARKDOWN = [
  /^#{1,6} +\S/m,
  /\[[^\]\n]+\]\(https?:\/\/[^\s)]+\)/,
  /(?<![\w*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![\w*])/,
];

/**
 * A heading with empty lines around it: below a comment of code stands its code. "# 1
 * in the charts" is a number.
 */
const HEADING = /(?<=\n[^\S\n]*\n)#{1,6} +(?!\d+\s)\S.*(?=\n[^\S\n]*\n)/g;

/** An item of a list; other texts have such lists, but no headings to them. */
const ITEM = /^ {0,3}(?:[-*+]|\d{1,9}[.)]) +\S/gm;

/** @param {string} text */
function isMarkdown(text) {
  if (FENCED.test(text) || MARKDOWN.filter((sign) => sign.test(text)).length > 1) return true;
  const times = (/** @type {RegExp} */ sign) =>
    `\n\n${text}\n\n`.replaceAll('\r', '').match(sign)?.length ?? 0;
  const headings = times(HEADING);
  return headings > 1 || (headings > 0 && times(ITEM) > 1);
}

/** @param {string} text @returns {Source} read as Markdown where it surely is */
function readPlain(text) {
  return { text, input: isMarkdown(text) ? 'markdown' : 'text' };
}

/**
 * What was pasted or dropped, with its headings and lists if it has them.
 *
 * @param {{html: string, plain: string}} data
 * @returns {Promise<Source>}
 */
export async function readTransfer({ html, plain }) {
  if (!BUILT.test(html) || html.length > PAGE_LIMIT) {
    return readPlain(plain);
  }
  const read = await readPage(html);
  const signs = (/** @type {string} */ text) => text.replace(/\s+/g, '').length;
  // Much less than was copied: the markup is not what it seems to be.
  return read.input === 'text' && signs(read.text) * 2 > signs(plain) ? read :
    readPlain(plain || read.text);
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
 * UTF-8, UTF-16 by its mark, or Windows-1252, in which nothing is damaged.
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
    const count = (/** @type {RegExp} */ signs) => text.match(signs)?.length ?? 0;
    // Single bytes above ASCII among ASCII: an old file of a western language. Where
    // more of them make letters than not, it is UTF-8 that took harm.
    return control === 0 && count(/\ufffd/g) > count(/[^\0-\x7f\ufffd]/g) ?
      { text: new TextDecoder('windows-1252').decode(bytes), repaired: false } :
      { text, repaired: true };
  }
}
