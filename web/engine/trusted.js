/**
 * The one Trusted Types policy, `standfirst`. It serves `new Worker` with an
 * address of our own; everything else is refused.
 */

/**
 * As much of Trusted Types as is used; TypeScript's DOM library has none.
 *
 * @typedef {object} Policy
 * @property {(url: string) => unknown} createScriptURL
 */

/** @type {Set<string>} */
const known = new Set();

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
    }) ?? null;
  } catch {
    // A second copy of this module in one page, where the page's policy allows
    // a name only once: the worker is refused, the engine runs in the page.
    return null;
  }
}

/**
 * @param {URL} url of a module worker of ours
 * @returns {string} what `new Worker` takes (a TrustedScriptURL where there is
 *     such a thing)
 */
export function trustedScriptURL(url) {
  known.add(url.href);
  const trusted = getPolicy()?.createScriptURL(url.href) ?? url.href;
  return /** @type {string} */ (trusted);
}
