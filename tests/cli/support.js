/** Runs the native programs as a shell would. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const PROGRAM = join(root, 'build/native/standfirst');

/**
 * @typedef {object} Ended
 * @property {number | null} status null if a signal ended it
 * @property {string} output
 * @property {string} errors
 */

/**
 * @param {string[]} args
 * @param {{input?: string | Uint8Array, env?: Record<string, string>,
 *     cwd?: string, program?: string}} [options]
 * @returns {Promise<Ended>}
 */
export function run(args, { input = '', env = {}, cwd = root, program } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program ?? PROGRAM, args, {
      cwd, env: { ...process.env, ...env },
    });
    /** @type {Buffer[]} */
    const output = [];
    /** @type {Buffer[]} */
    const errors = [];
    child.stdout.on('data', (piece) => output.push(piece));
    child.stderr.on('data', (piece) => errors.push(piece));
    // A program that ends before it has read all closes the pipe.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (status) => resolve({
      status,
      output: Buffer.concat(output).toString(),
      errors: Buffer.concat(errors).toString(),
    }));
  });
}

/**
 * A folder that is gone when the test is.
 *
 * @param {import('node:test').TestContext} t
 */
export function folderFor(t) {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
