/**
 * An article inside a link: deflated, in the fragment, which no browser sends
 * to a server. `#text=…`, `#markdown=…` or `#html=…`, base64url. And one that was
 * shared with the page, in the query: the service worker answers that address, so
 * it never reaches a server either.
 *
 * @typedef {import('./types.js').InputKind} InputKind
 * @typedef {import('./types.js').Problem} Problem
 */

/**
 * What was written behind such a fragment, or put there by who passed it on, is no
 * part of it.
 */
const PACKED = /^#(text|markdown|html)=([\w-]*)/;

/** No text longer than this, in characters, fits; it is not even tried. */
const HOPELESS = 200000;

/** A link that unpacks to more is not one of ours. */
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * @param {string} address of the page
 * @param {string} text
 * @param {InputKind} input
 * @returns {Promise<string | null>} null: far too long
 */
export async function makeLink(address, text, input) {
  if (text.length > HOPELESS) return null;
  const packed = new Uint8Array(await new Response(new Blob([text]).stream()
      .pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''))
      .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return `${address.split('#', 1)[0]}#${input}=${letters}`;
}

/**
 * @param {string} part of the address, with its `#` or `?`
 * @returns {Promise<{text: string, input?: InputKind, from?: string}>} `from` is the
 *     notice that says so, if it is another than that of links; rejects with a
 *     Problem
 */
export async function readLink(part) {
  if (part.startsWith('?')) return readShared(part);
  const [, input, letters = ''] = PACKED.exec(part) ?? [];
  const text = await unpack(letters).catch((thrown) => {
    // Signs that stand around a link now and then, and are letters of base64url.
    const fewer = letters.replace(/[-_]+$/, '');
    if (fewer === letters) throw thrown;
    return unpack(fewer);
  }).catch(() => { throw problem('link-unreadable'); });
  return { text, input: /** @type {InputKind} */ (input) };
}

/** @param {string} code @returns {Problem} */
const problem = (code) => ({ code });

/** @param {string} query */
function readShared(query) {
  const values = new URLSearchParams(query);
  const [title = '', words = '', url = ''] = ['title', 'text', 'url'].map(
      (name) => values.get(name)?.trim() ?? '');
  // Some systems put the address at the end of the text.
  const text = words.replace(/(^|\s)https?:\/\/\S+$/, '').trim();
  if (text === '') throw problem(title || words || url ? 'only-link' : 'empty');
  return {
    text: title && !text.startsWith(title) ? `${title}\n\n${text}` : text,
    from: 'from-share',
  };
}

/** @param {string} letters of base64url */
async function unpack(letters) {
  const bytes = Uint8Array.from(
      atob(letters.replaceAll('-', '+').replaceAll('_', '/')),
      (letter) => letter.charCodeAt(0));
  const reader = new Blob([bytes]).stream()
      .pipeThrough(new DecompressionStream('deflate-raw'))
      .pipeThrough(new TextDecoderStream('utf-8', { fatal: true })).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
    if (text.length > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError('too large');
    }
  }
}
