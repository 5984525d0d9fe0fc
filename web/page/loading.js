/**
 * What a click asks for, once it is here: a visit that asks for none of it does
 * not load it.
 */

/** @type {typeof import('./later.js') | undefined} */
export let later;

/** @returns {Promise<typeof import('./later.js')>} */
export async function loadLater() {
  later ??= await import('./later.js');
  return later;
}
