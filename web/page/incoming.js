/**
 * What comes to the page from outside it: a share of the system's (the page is
 * a share target by GET), and files that are opened with it once installed.
 *
 * @typedef {import('./types.js').Problem} Problem
 */

/**
 * What the fragment of a link with an article in it looks like; what was written
 * behind it, or put there by who passed it on, is no part of it.
 */
export const PACKED = /^#(text|markdown|html)=([\w-]*)/;

/**
 * Takes a share out of the address, so that a reload does not bring it again.
 * The address never reaches a server: the service worker answers it.
 *
 * @returns {{text: string} | {problem: Problem} | null}
 */
export function takeShared() {
  const query = new URLSearchParams(location.search);
  const [title, words, url] = ['title', 'text', 'url'].map(
      (name) => query.get(name)?.trim() ?? '');
  if (!title && !words && !url) return null;
  history.replaceState(null, '', location.pathname + location.hash);
  // Some systems put the address at the end of the text.
  const text = (words ?? '').replace(/(^|\s)https?:\/\/\S+$/, '').trim();
  if (text === '') return { problem: { code: 'only-link' } };
  return { text: title && !text.startsWith(title) ? `${title}\n\n${text}` : text };
}

/**
 * @param {(file: File) => void} open
 */
export function takeLaunches(open) {
  /** @type {{setConsumer: (consumer: (launch: {files?:
   *     {getFile: () => Promise<File>}[]}) => void) => void} | undefined} */
  const queue = Reflect.get(globalThis, 'launchQueue');
  queue?.setConsumer(({ files }) => {
    files?.[0]?.getFile().then(open, () => {});
  });
}
