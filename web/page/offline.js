/**
 * The service worker: the page without network, and new versions of it that
 * wait until the reader wants them.
 */
import { trustedScriptURL } from '../engine/index.js';
import { serviceWorker } from './locations.js';

/** Milliseconds after loading, and again where a text is read then: that comes first. */
const REGISTER_AFTER = 1500;

/** Milliseconds between two looks for a new version while the page is open. */
const LOOK_EVERY = 3600000;

/** Has the service worker see every file of ours once. */
async function keepLoaded() {
  const files = new URL('assets/', serviceWorker ?? location.href).href;
  for (const { name } of performance.getEntriesByType('resource')) {
    if (name.startsWith(files) && !await caches.match(name)) void fetch(name);
  }
}

/**
 * @param {(use: () => Promise<void>) => void} onupdate called with what starts
 *     the new version
 * @param {() => Promise<void>} beforeReload keeps the text
 * @param {() => boolean} isReading
 */
export function workOffline(onupdate, beforeReload, isReading) {
  const address = serviceWorker;
  const container = navigator.serviceWorker;
  if (address === null || !container) return;
  /** @param {ServiceWorker} waiting */
  const offer = (waiting) => onupdate(async () => {
    await beforeReload();
    container.addEventListener(
        'controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('skip-waiting');
  });
  const register = async () => {
    if (isReading()) {
      setTimeout(register, REGISTER_AFTER);
      return;
    }
    try {
      // What was loaded before it came is kept as what is loaded after.
      if (!container.controller) {
        container.addEventListener('controllerchange', keepLoaded, { once: true });
      }
      const registration = await container.register(
          trustedScriptURL(address), { updateViaCache: 'none' });
      if (registration.waiting && container.controller) {
        offer(registration.waiting);
      }
      registration.addEventListener('updatefound', () => {
        const worker = registration.installing;
        worker?.addEventListener('statechange', () => {
          if (worker.state === 'installed' && container.controller) offer(worker);
        });
      });
      let looked = Date.now();
      document.addEventListener('visibilitychange', () => {
        if (document.hidden || Date.now() - looked < LOOK_EVERY) return;
        looked = Date.now();
        registration.update().catch(() => {});
      });
    } catch {
      // Private windows and old browsers: the page works with the network.
    }
  };
  setTimeout(register, REGISTER_AFTER);
}
