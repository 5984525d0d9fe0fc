/**
 * The text of a file's bytes, for the readers of markup: told from the bytes by
 * the rules of the native program (core/clean/decoding.cc), and where a page that
 * is no UTF-8 names its encoding, by that.
 */

/** Where standards have a page say its encoding. */
const HEAD = 1024;

/** One byte in so many may be of no text. */
const NOT_TEXT_SHARE = 10;

/** Bytes 0x80 to 0x9F of Windows-1252: some releases of Node have controls there. */
const SIGNS = '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d' +
    '\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153' +
    '\x9d\u017e\u0178';

/** Of bytes as Latin-1: what text in Windows-1252 does not have. */
const CHANCE = [
  /[\x80-\xff]{5}/,
  /[\x81\x8d\x8f\x90\x9d]/,
  // Valid UTF-8, which is then damaged elsewhere.
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]/,
  /[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}/,
  /[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}/,
];

/** Several of its signs that touch no letter of ASCII, and its letters. */
const ALONE = /(?<![A-Za-z\x80-\xff])[\x80-\xff]{2,}(?![A-Za-z\x80-\xff])/g;
const LETTERS = /[\xc0-\xd6\xd8-\xf6\xf8-\xff\x8a\x8c\x8e\x9a\x9c\x9e\x9f]/;

/**
 * @typedef {object} Decoded
 * @property {string} text
 * @property {boolean} repaired it was damaged, or neither UTF-8 nor marked UTF-16
 */

/**
 * @param {Buffer} bytes
 * @param {boolean} isPage it may name its encoding
 * @returns {Decoded | null} null: this is no text
 */
export function decode(bytes, isPage) {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeWide(bytes);
  if (first === 0xfe && second === 0xff) {
    const even = bytes.subarray(0, bytes.length - bytes.length % 2);
    return decodeWide(Buffer.concat([
      Buffer.from(even).swap16(), bytes.subarray(even.length),
    ]));
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  const nuls = count(text, /\0/g);
  // What it stands for is not there, but for those that are.
  const marks = count(bytes.toString('latin1'), /\xef\xbf\xbd/g);
  const bad = count(text, /\ufffd/g) - marks;
  if (bad === 0) return decoded(text, nuls, bytes, false);
  const named = isPage ? decoderOf(bytes) : null;
  if (named !== null) {
    const read = withSigns(named.decode(bytes), named.encoding);
    return decoded(read, count(read, /[\0\ufffd]/g), bytes, true);
  }
  if (isWindows1252(bytes.toString('latin1'))) {
    return decoded(
        withSigns(bytes.toString('latin1'), 'windows-1252'), nuls, bytes, true);
  }
  const valid = text.replaceAll('\ufffd', '');
  const mark = bytes.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0;
  const undecodable = bytes.length - mark - Buffer.byteLength(valid) - 3 * marks;
  return decoded(text, nuls + undecodable, bytes, true);
}

/** @param {Buffer} bytes UTF-16, little-endian @returns {Decoded | null} */
function decodeWide(bytes) {
  const text = bytes.toString('utf16le');
  const half = bytes.length % 2;
  const read = text.slice(1).replace(/\p{Cs}/gu, '\ufffd') + '\ufffd'.repeat(half);
  return decoded(read, 2 * count(text, /[\0\p{Cs}]/gu) + half, bytes,
      read !== text.slice(1));
}

/**
 * @param {string} text
 * @param {number} bad bytes
 * @param {Buffer} bytes
 * @param {boolean} repaired
 * @returns {Decoded | null}
 */
function decoded(text, bad, bytes, repaired) {
  return bad * NOT_TEXT_SHARE > bytes.length ? null : { text, repaired };
}

/** @param {string} text @param {RegExp} pattern */
function count(text, pattern) {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found++;
  return found;
}

/**
 * What reads the encoding that a page says it is in, unless that is Unicode,
 * which its bytes have shown that it is not, or none that is known.
 *
 * @param {Buffer} bytes
 */
function decoderOf(bytes) {
  const head = bytes.toString('latin1', 0, HEAD).replace(/<!--.*?(?:-->|$)/gs, '');
  const [, name] =
      /<meta\b[^>]*?[\s"';]charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(head) ?? [];
  try {
    const decoder = new TextDecoder(name);
    return decoder.encoding.startsWith('utf-') ? null : decoder;
  } catch {
    return null;
  }
}

/** @param {string} latin1 */
function isWindows1252(latin1) {
  return !CHANCE.some((pattern) => pattern.test(latin1)) &&
      !(latin1.match(ALONE) ?? []).some((signs) => LETTERS.test(signs));
}

/** @param {string} text @param {string} encoding */
function withSigns(text, encoding) {
  return encoding !== 'windows-1252' ? text : text.replace(
      /[\x80-\x9f]/g, (sign) => SIGNS[sign.charCodeAt(0) - 0x80] ?? sign);
}
