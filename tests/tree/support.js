/** Reads what the files of the tree include and import. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Files that git keeps or would keep, so that a new one is seen before it is
 * committed.
 *
 * @returns {string[]} relative to the root
 */
export function treeFiles() {
  const output = execFileSync(
      'git', [
        '-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others',
        '--exclude-standard',
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return [...new Set(output.split('\0').filter((path) => path !== ''))].sort();
}

/**
 * @param {string} path relative to the root
 * @returns {string | undefined} undefined for a file that was removed
 */
export function readText(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** @typedef {{from: string, to: string, line: number}} Edge */

/**
 * What a C++ file includes, as it says it: "core/text/utf8.h", "vector".
 *
 * @param {string} from
 * @param {string} text
 * @returns {Edge[]}
 */
export function includesOf(from, text) {
  /** @type {Edge[]} */
  const edges = [];
  for (const [index, line] of text.split('\n').entries()) {
    const match = /^\s*#\s*include\s*[<"]([^>"]+)[>"]/.exec(line);
    if (match?.[1]) edges.push({ from, to: match[1], line: index + 1 });
  }
  return edges;
}

/**
 * What a JavaScript file imports: relative paths resolved against the root,
 * others as they are. Comments are left out, types in them too: they bind
 * nothing at run time.
 *
 * @param {string} from
 * @param {string} text
 * @returns {Edge[]}
 */
export function importsOf(from, text) {
  const code = text
      .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
      .replace(/^\s*\/\/.*$/gm, '');
  const patterns = [
    /\bimport\s+(?:[\w*{}\s,$]+\s+from\s+)?['"]([^'"]+)['"]/g,
    /\bexport\s+(?:\*|\{[^}]*\})(?:\s+as\s+\w+)?\s+from\s+['"]([^'"]+)['"]/g,
    /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
    /\bnew\s+URL\(\s*['"]([^'"]+\.m?js)['"]\s*,\s*import\.meta\.url/g,
  ];
  /** @type {Edge[]} */
  const edges = [];
  for (const pattern of patterns) {
    for (const match of code.matchAll(pattern)) {
      const named = match[1] ?? '';
      const to = named.startsWith('.') ?
          posix.normalize(posix.join(dirname(from), named)) : named;
      const line = code.slice(0, match.index).split('\n').length;
      edges.push({ from, to, line });
    }
  }
  return edges;
}
