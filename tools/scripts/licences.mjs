/**
 * The licences of what others wrote and dist/ and the npm package hold: their
 * terms ask that they go along.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib.mjs';

/** The name under which it lies beside LICENSE. */
export const NOTICES = 'THIRD_PARTY_LICENCES.txt';

/** What is linked into the modules and is no package of npm's. */
const LINKED = `Emscripten, with musl, compiler-rt and libc++
Emscripten: MIT or NCSA; musl: MIT; compiler-rt and libc++: Apache-2.0 with the
LLVM exception. Copyright of the Emscripten authors, of Rich Felker and the musl
authors, and of the LLVM contributors.
`;

/**
 * The packages whose files are among a build's inputs.
 *
 * @param {readonly ({inputs: Record<string, unknown>} | undefined)[]} metafiles esbuild's
 * @returns {string[]} Their folders, as in `node_modules/NAME`.
 */
function packagesOf(metafiles) {
  const found = new Set();
  for (const made of metafiles) {
    for (const path of Object.keys(made?.inputs ?? {})) {
      const name = /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
      if (name !== undefined) found.add(name);
    }
  }
  return [...found];
}

/**
 * With all that these stand on: some are bundles themselves.
 *
 * @param {string[]} names
 */
function withDependencies(names) {
  /** @type {Map<string, {version: string, license?: string}>} */
  const all = new Map();
  const wanted = [...names];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const path = join(root, 'node_modules', name, 'package.json');
    if (all.has(name) || !existsSync(path)) continue;
    const described = JSON.parse(readFileSync(path, 'utf8'));
    all.set(name, described);
    wanted.push(...Object.keys(described.dependencies ?? {}));
  }
  return [...all].sort(([left], [right]) => left < right ? -1 : 1);
}

/** @param {string} folder */
function textIn(folder) {
  const file = existsSync(folder) ? readdirSync(folder).find(
      (name) => /^(licen[cs]e|copying)(\.|$)/i.test(name)) : undefined;
  return file === undefined ? null :
    readFileSync(join(folder, file), 'utf8').trim();
}

/**
 * @param {readonly ({inputs: Record<string, unknown>} | undefined)[]} metafiles esbuild's, of
 *     all that was built
 */
export function thirdPartyNotices(metafiles) {
  const packages = withDependencies(packagesOf(metafiles)).map(
      ([name, { version, license }]) =>
        `${name} ${version}\n${textIn(join(root, 'node_modules', name)) ??
          `Licence: ${license ?? 'as its package states'}.`}\n`);
  const markdown = textIn(join(root, 'build/cmark'));
  return [
    'What others wrote, and its licences.\n', LINKED,
    ...markdown === null ? [] : [`cmark\n${markdown}\n`], ...packages,
  ].join(`\n${'-'.repeat(78)}\n\n`);
}
