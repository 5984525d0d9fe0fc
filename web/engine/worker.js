/** The host as a module worker: nothing but the link between the two. */
import { Host } from './host.js';

/**
 * As much of DedicatedWorkerGlobalScope as is used; TypeScript takes either
 * the DOM's library or the worker's, not both.
 *
 * @typedef {object} WorkerScope
 * @property {(message: unknown, transfer: Transferable[]) => void} postMessage
 * @property {(type: string, listener: (event: MessageEvent) => void) => void}
 *     addEventListener
 */

const scope = /** @type {WorkerScope} */ (/** @type {unknown} */ (globalThis));

// Longer than in the page, as nobody waits for a frame here, and still far
// within the 100 ms in which the client expects an abort to be answered.
const host = new Host(
    (answer, transfer) => scope.postMessage(answer, transfer),
    { sliceMilliseconds: 12 });

scope.addEventListener('message', (event) => host.receive(event.data));
// A message that could not be read has no id: the client ends this worker.
scope.addEventListener('messageerror', () => host.receive(undefined));
