/**
 * The page without network. The build puts the list of files in this one's
 * place of PRECACHE; every version has a cache of its own, filled whole before
 * it is used, and waits until no page uses the older one or a page asks.
 *
 * A page of the version before may still be open: its files stay for it. What
 * not every reader asks for (readers of PDF and Word files, another language)
 * is kept once it was fetched, and by the versions after that.
 */

/**
 * @typedef {object} Precache
 * @property {string} version
 * @property {{url: string, sha256: string | null, asked?: boolean}[]} files
 *     relative to the worker; the hash where the name has none; asked: only for
 *     those who had it
 */

/** @type {Precache} */
const { version, files } = /** @type {any} */ (globalThis).PRECACHE;

/** @type {any} */
const scope = globalThis;

const PREFIX = 'standfirst-files-';
const CACHE = PREFIX + version;
const home = new URL('./', scope.location.href);

scope.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil(fill());
});

scope.addEventListener('activate', (/** @type {any} */ event) => {
  event.waitUntil(removeOld().then(() => scope.clients.claim()));
});

scope.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data === 'skip-waiting') scope.skipWaiting();
});

scope.addEventListener('fetch', (/** @type {any} */ event) => {
  /** @type {Request} */
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== home.origin ||
      !url.pathname.startsWith(home.pathname)) return;
  const path = url.pathname.slice(home.pathname.length);
  if (request.mode === 'navigate') {
    // A share comes in the query: it is answered here and never sent.
    if (path === '' || path === 'index.html') event.respondWith(answerPage());
    return;
  }
  if (path === '' || files.some((file) => file.url === path) ||
      /^(assets|models)\//.test(path)) event.respondWith(answerFile(request));
});

async function fill() {
  const cache = await caches.open(CACHE);
  const had = await Promise.all((await caches.keys()).map(async (name) =>
    (await (await caches.open(name)).keys()).map(({ url }) => withoutHash(url))));
  await Promise.all(files.map(async ({ url, sha256, asked }) => {
    if (asked && !had.flat().includes(withoutHash(url))) return;
    const address = new URL(url, home).href;
    // A name with a hash holds the same in every version.
    const known = sha256 === null ? await caches.match(address) : undefined;
    const response = known ?? await fetch(address, { cache: 'no-cache' });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    if (sha256 !== null) {
      // Half of one version and half of another is none.
      const found = await crypto.subtle.digest(
          'SHA-256', await response.clone().arrayBuffer());
      const hex = Array.from(new Uint8Array(found),
          (byte) => byte.toString(16).padStart(2, '0')).join('');
      if (hex !== sha256) throw new Error(`${url} is of another version`);
    }
    await cache.put(address, response);
  }));
}

/** @param {string} url */
function withoutHash(url) {
  return url.replace(/^.*\/|-\w+(?=\.\w+$)/g, '');
}

async function removeOld() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  // In the order of their making: this one and the one before it stay.
  const old = names.filter((name) => name !== CACHE).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answerPage() {
  const cache = await caches.open(CACHE);
  return await cache.match(home.href) ?? fetch(home.href);
}

/** @param {Request} request */
async function answerFile(request) {
  const cache = await caches.open(CACHE);
  // "Past every cache": what was had before was bad.
  const fresh = request.cache === 'reload' || request.cache === 'no-store';
  const known = fresh ? undefined :
      await cache.match(request) ?? await caches.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) {
    const copy = response.clone();
    await cache.put(request.url, copy).catch(() => {});
  }
  return response;
}
