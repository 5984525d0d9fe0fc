/** Waiting for what comes in its own time. */
import assert from 'node:assert/strict';
import { setTimeout as rest } from 'node:timers/promises';

/** How long anything may take to come to a state, on a slow machine too. */
const PATIENCE = 30_000;

/**
 * Tries a check until it passes: pages draw one part after another, and slow
 * machines show the states between. What it said at last is what fails.
 *
 * @template T
 * @param {() => T | Promise<T>} check throws by `node:assert` until it is so
 * @param {number} [patience] milliseconds
 * @returns {Promise<T>} what the check gives
 */
export async function eventually(check, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (!(error instanceof assert.AssertionError) || Date.now() > end) throw error;
    }
    await rest(25);
  }
}
