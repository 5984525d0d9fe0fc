/**
 * What the scripts share: where things are, how a command is run and timed.
 * Node's own modules only, as these run before anything is installed.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** How many compilers may run at once. */
export const jobs = Number(process.env['JOBS']) || availableParallelism();

/** A failure that is told in one line, without a stack. */
export class Failure extends Error {}

/**
 * Where a command is on the path, or undefined.
 *
 * @param {string} command
 * @returns {string | undefined}
 */
export function findCommand(command) {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (folder === '') continue;
    const file = join(folder, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there: look further.
    }
  }
  return undefined;
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the root of the repository, if not given
 * @property {Record<string, string>} [env] added to the environment
 * @property {boolean} [quiet] output is shown only if the command fails
 * @property {boolean} [capture] output is returned and not shown
 * @property {boolean} [tee] output is returned and shown
 * @property {boolean} [mayFail] the status is returned instead of thrown
 *
 * @typedef {object} RunResult
 * @property {number} status
 * @property {string} output standard output and error, where asked for
 */

/**
 * Runs a command to its end. Throws a Failure if it ends with another status
 * than 0, unless that may be.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  const { quiet, capture, tee, mayFail } = options;
  const piped = Boolean(quiet || capture || tee);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', piped ? 'pipe' : 'inherit', piped ? 'pipe' : 'inherit'],
    });
    /** @type {Buffer[]} */
    const pieces = [];
    for (const [stream, to] of /** @type {const} */ ([
      [child.stdout, process.stdout], [child.stderr, process.stderr],
    ])) {
      stream?.on('data', (/** @type {Buffer} */ piece) => {
        pieces.push(piece);
        if (tee) to.write(piece);
      });
    }
    child.on('error', (error) => {
      if (mayFail) {
        resolve({ status: 127, output: error.message });
      } else {
        reject(new Failure(`${command}: ${error.message}`));
      }
    });
    child.on('close', (code, signal) => {
      const output = Buffer.concat(pieces).toString();
      const status = code ?? 128;
      if (status === 0 || mayFail) {
        resolve({ status, output });
        return;
      }
      if (quiet) process.stderr.write(output);
      const how = signal ? `was ended by ${signal}` : `failed (${status})`;
      reject(new Failure(`${command} ${args.slice(0, 3).join(' ')} ${how}`));
    });
  });
}

/**
 * Seconds as people read them.
 *
 * @param {number} started from performance.now()
 */
export function since(started) {
  const seconds = (performance.now() - started) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** @param {string} text */
export function heading(text) {
  console.log(`\n== ${text}`);
}

/**
 * Runs a script's main function; tells a Failure in one line.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * Files below a folder of the repository, as paths relative to its root, in
 * order; nothing if there is no such folder.
 *
 * @param {string} folder relative to the root
 * @param {(path: string) => boolean} [wanted]
 * @returns {string[]}
 */
export function listFiles(folder, wanted = () => true) {
  /** @type {import('node:fs').Dirent[]} */
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    return [];
  }
  const files = entries.flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      const ours = entry.name !== 'node_modules' && entry.name !== '.git';
      return ours ? listFiles(path, wanted) : [];
    }
    return entry.isFile() && wanted(path) ? [path] : [];
  });
  return files.sort();
}

/**
 * Runs jobs, several at a time, results in order.
 *
 * @template T, R
 * @param {T[]} items
 * @param {(item: T) => Promise<R>} work
 * @param {number} [width]
 * @returns {Promise<R[]>}
 */
export async function inParallel(items, work, width = jobs) {
  /** @type {R[]} */
  const results = new Array(items.length);
  let next = 0;
  const workers = Array.from({ length: width }, async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(/** @type {T} */ (items[index]));
    }
  });
  await Promise.all(workers);
  return results;
}
