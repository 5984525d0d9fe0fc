/**
 * examples/pipeline: the native program in a Unix pipe and under GNU parallel;
 * examples/cxx: a program over the installed library.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROGRAM, root } from './support.js';

const ARTICLES = join(root, 'tests/data/articles');
const env = { ...process.env, STANDFIRST: PROGRAM, JOBS: '2' };

/** @param {string} command */
function have(command) {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

/** What the program says of records by itself. @param {string} input */
function alone(input) {
  return spawnSync(PROGRAM, ['--jsonl', '--words', '40'],
      { input, env, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
}

test('GNU parallel gives what one program gives, in order', {
  skip: !have('parallel') && 'apt-get install parallel',
}, () => {
  const texts = readdirSync(ARTICLES).sort().map(
      (name) => readFileSync(join(ARTICLES, name), 'utf8'));
  const input = Array.from({ length: 1200 }, (_, id) => JSON.stringify(
      { id, text: `${texts[id % texts.length]} Number ${id}.` })).join('\n') + '\n';
  assert.ok(input.length > 1 << 20, 'more than one block');
  const ended = spawnSync('sh', [join(root, 'examples/pipeline/parallel.sh')],
      { input, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(ended.status, 0, ended.stderr);
  assert.equal(ended.stdout, alone(input));
});

test('a folder through a pipe gives a line for each article', {
  skip: !have('jq') && 'apt-get install jq',
}, () => {
  const ended = spawnSync('sh', [join(root, 'examples/pipeline/pipe.sh'), ARTICLES],
      { env, encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(ended.status, 0, ended.stderr);
  const names = readdirSync(ARTICLES).sort();
  const records = ended.stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.deepEqual(records.map(({ id }) => id).sort(), names);
  assert.ok(records.every(({ summary }) => summary.length > 0));
  const input = names.map((id) => JSON.stringify(
      { id, text: readFileSync(join(ARTICLES, id), 'utf8') })).join('\n') + '\n';
  assert.equal(ended.stdout.split('\n').length, alone(input).split('\n').length);
});

test('the C++ example is built over an installed library, and runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-cxx-'));
  try {
    /** @param {string} program @param {string[]} args */
    const call = (program, ...args) => {
      const ended = spawnSync(program, args, { encoding: 'utf8' });
      assert.equal(ended.status, 0, ended.error?.message ?? ended.stdout + ended.stderr);
      return ended.stdout;
    };
    const prefix = join(folder, 'prefix');
    const build = join(folder, 'build');
    call('cmake', '--install', join(root, 'build/native'), '--prefix', prefix);
    call('cmake', '-S', join(root, 'examples/cxx'), '-B', build,
        `-DCMAKE_PREFIX_PATH=${prefix}`);
    call('cmake', '--build', build);
    const article = join(ARTICLES, 'press_release.txt');
    const said = call(join(build, 'example'),
        join(prefix, 'share/standfirst/models'), article);
    const theirs = spawnSync(PROGRAM, [article], { encoding: 'utf8' }).stdout;
    assert.ok(theirs.length > 100);
    assert.ok(said.startsWith(theirs), said);
    assert.ok(said.slice(theirs.length).includes('- Ines Calder\n'), said);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
