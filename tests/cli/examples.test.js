/** examples/pipeline: the native program in a Unix pipe and under GNU parallel. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
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
