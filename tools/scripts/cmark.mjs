/**
 * The sources of cmark, of the version that Debian's libcmark-dev has, in
 * build/cmark/: the module for Markdown is compiled of them (tools/frontends/wasm/).
 * They come by apt from the machine's own Debian archive, whose list of sources
 * is kept under build/ and not in the system; root is not needed. Elsewhere, or
 * without a network, put the sources there by hand.
 */
import {
  cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Failure, findCommand, heading, root, run } from './lib.mjs';

const FOLDER = join(root, 'build/cmark');
const SOURCES = '/etc/apt';

export const haveCmark = () => existsSync(join(FOLDER, 'src/blocks.c'));

/** The machine's sources of packages, asked for their sources.
 * @param {string} into */
function writeSources(into) {
  const files = [
    join(SOURCES, 'sources.list'),
    ...existsSync(join(SOURCES, 'sources.list.d')) ?
        readdirSync(join(SOURCES, 'sources.list.d'))
            .map((name) => join(SOURCES, 'sources.list.d', name)) : [],
  ].filter((file) => existsSync(file) && /\.(list|sources)$/.test(file));
  mkdirSync(into, { recursive: true });
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const sources = file.endsWith('.sources') ?
        text.replace(/^Types:.*$/gm, 'Types: deb-src') :
        text.replace(/^deb-src .*$/gm, '').replace(/^deb /gm, 'deb-src ');
    writeFileSync(join(into, file.split('/').at(-1) ?? ''), sources);
  }
}

/** Fetches them once. Throws a Failure that says in one line what to do. */
export async function fetchCmark() {
  if (haveCmark()) return;
  const failure = new Failure('cmark\'s sources could not be had: the page and ' +
      'the package will not read Markdown. Please unpack cmark 0.30.2 to ' +
      'build/cmark/ and build again.');
  if (findCommand('apt-get') === undefined) throw failure;
  heading('Fetching the sources of cmark (once)');
  const work = join(root, 'build/cmark-fetched');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(join(work, 'lists/partial'), { recursive: true });
  mkdirSync(join(work, 'archives/partial'), { recursive: true });
  writeSources(join(work, 'sources'));
  const options = [
    '-o', 'Dir::Etc::sourcelist=/dev/null',
    '-o', `Dir::Etc::sourceparts=${join(work, 'sources')}`,
    '-o', `Dir::State::lists=${join(work, 'lists')}`,
    '-o', `Dir::Cache=${work}`, '-o', `Dir::Cache::archives=${join(work, 'archives')}`,
    '-o', 'Acquire::Retries=3', '-o', 'Acquire::http::Timeout=20',
    '-o', 'APT::Sandbox::User=',
  ];
  try {
    await run('apt-get', [...options, 'update'], { cwd: work, quiet: true });
    await run('apt-get', [...options, 'source', '--download-only', 'cmark'],
        { cwd: work, quiet: true });
    const archive = readdirSync(work).find((name) => name.includes('.orig.tar'));
    if (archive === undefined) throw failure;
    // Debian changes nothing in it: its patches are none.
    await run('tar', ['xf', archive], { cwd: work });
    const unpacked = readdirSync(work).find((name) =>
      existsSync(join(work, name, 'src/blocks.c')));
    if (unpacked === undefined) throw failure;
    cpSync(join(work, unpacked, 'src'), join(FOLDER, 'src'), { recursive: true });
    cpSync(join(work, unpacked, 'COPYING'), join(FOLDER, 'COPYING'));
  } catch (error) {
    if (error instanceof Failure) throw failure;
    throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
