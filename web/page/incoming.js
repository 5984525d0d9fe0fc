/**
 * What comes to the page from outside it: a link with an article in it, a share
 * of the system's (the page is a share target by GET), and files that are opened
 * with it once installed.
 */

/** What such a fragment or query looks like; link.js reads it. */
export const BROUGHT = /^(#(text|markdown|html)|\?(.*&)?(title|text|url))=/;

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
