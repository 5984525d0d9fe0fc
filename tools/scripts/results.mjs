/** docs/results.md: each script rewrites its own section and leaves the rest. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root, run } from './lib.mjs';

const FILE = join(root, 'docs/results.md');

const TITLES = {
  evaluate: 'Quality (`npm run evaluate`)',
  segment: 'Sentences and tokens beside others (`npm run evaluate`)',
  entities: 'Names, dates and amounts beside others (`npm run evaluate`)',
  bench: 'Speed and memory (`npm run bench`)',
  size: 'Size (`npm run size`)',
  lighthouse: 'Lighthouse (`npm run lighthouse`)',
};

/** Sections in their order, for a file that is not there yet. */
function emptyFile() {
  const sections = Object.entries(TITLES).map(([name, title]) =>
    `## ${title}\n\n<!-- ${name}:start -->\n<!-- ${name}:end -->\n`);
  return `# Results\n\nWritten by the commands named here, not by hand.\n\n${
    sections.join('\n')}`;
}

/**
 * Puts text between the section's markers.
 *
 * @param {keyof typeof TITLES} name
 * @param {string} text
 */
export function writeSection(name, text) {
  let file = existsSync(FILE) ? readFileSync(FILE, 'utf8') : emptyFile();
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  if (!file.includes(start)) {
    file += `\n## ${TITLES[name]}\n\n${start}\n${end}\n`;
  }
  const before = file.slice(0, file.indexOf(start) + start.length);
  const after = file.slice(file.indexOf(end));
  writeFileSync(FILE, `${before}\n${text.trim()}\n${after}`);
}

/** Where and of what the figures are: commit, day, machine. */
export async function provenance() {
  const git = async (/** @type {string[]} */ ...args) => {
    const { output, status } = await run(
        'git', ['-c', 'safe.directory=*', ...args],
        { capture: true, mayFail: true });
    return status === 0 ? output.trim() : '';
  };
  const commit = await git('rev-parse', '--short=10', 'HEAD') || 'unknown';
  const changes = await git('status', '--porcelain', '--', 'core', 'wasm',
      'web', 'tools', 'models', 'CMakeLists.txt', 'cmake');
  const day = new Date().toISOString().slice(0, 10);
  return `Commit ${commit}${changes ? ' with changes' : ''}, ${day}, ` +
      `${availableParallelism()} cores of ${process.arch}, ` +
      `node ${process.versions.node}.`;
}

/**
 * A Markdown table; the first column to the left, numbers to the right.
 *
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  const line = (/** @type {(string | number)[]} */ cells) =>
    `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, column) => column === 0 ? '---' : '---:')),
    ...rows.map(line),
  ].join('\n');
}
