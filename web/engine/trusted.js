/**
 * The one Trusted Types policy, `standfirst`. It serves `new Worker` and
 * `serviceWorker.register` with an address of our own and the parser of a
 * document that is never shown; everything else is refused.
 */

/**
 * As much of Trusted Types as is used; TypeScript's DOM library has none.
 *
 * @typedef {object} Policy
 * @property {(url: string) => unknown} createScriptURL
 * @property {(html: string) => unknown} createHTML
 */

/** @type {Set<string>} */
const known = new Set();

/** Whether `parseInert` asks. */
let parsing = false;

/** @type {{policy: Policy | null} | undefined} */
let made;

/** @returns {Policy | null} */
function getPolicy() {
  made ??= { policy: createPolicy() };
  return made.policy;
}

/** @returns {Policy | null} */
function createPolicy() {
  /** @type {any} */
  const types = Reflect.get(globalThis, 'trustedTypes');
  try {
    return types?.createPolicy('standfirst', {
      createScriptURL(/** @type {string} */ url) {
        if (known.has(url)) return url;
        throw new TypeError(`not a script of Standfirst: ${url}`);
      },
      createHTML(/** @type {string} */ html) {
        if (parsing) return html;
        throw new TypeError('no markup of Standfirst');
      },
    }) ?? null;
  } catch {
    // A second copy of this module in one page, where the page's policy allows
    // a name only once: the worker is refused, the engine runs in the page.
    return null;
  }
}

/**
 * @param {URL} url of a worker of ours
 * @returns {string} what `new Worker` takes (a TrustedScriptURL where there is
 *     such a thing)
 */
export function trustedScriptURL(url) {
  known.add(url.href);
  const trusted = getPolicy()?.createScriptURL(url.href) ?? url.href;
  return /** @type {string} */ (trusted);
}

/**
 * In a page from disk no module comes from a blob, but a classic script does.
 *
 * @param {URL} url of a worker of ours
 * @returns {WorkerType}
 */
export function workerType({ protocol }) {
  return protocol === 'blob:' ? 'classic' : 'module';
}

/** A tag up to its end; linear, as every quote is looked for once. */
const TAG = /<[a-z/](?:[^<>"']|"[^"]*"|'[^']*')*/gi;

/**
 * Parses markup into a document without a window: no script of it runs, no
 * picture is fetched. Styles, handlers and base addresses are renamed before:
 * they would do nothing, but the parser would report each of them as a breach
 * of the page's policy.
 *
 * @param {string} html
 * @returns {Document}
 */
export function parseInert(html) {
  const plain = html.replace(TAG, (tag) => tag
      .replace(/^<(\/?)style\b/i, '<$1template').replace(/^<base\b/i, '<meta')
      .replace(/([\s/"'])(on[a-z]+|style)(?=\s*=)/gi, '$1data-$2'));
  parsing = true;
  try {
    const trusted = getPolicy()?.createHTML(plain) ?? plain;
    return new DOMParser().parseFromString(
        /** @type {string} */ (trusted), 'text/html');
  } finally {
    parsing = false;
  }
}
