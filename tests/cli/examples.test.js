/**
 * examples/pipeline: the native program in a Unix pipe and under GNU parallel, and
 * as a mapper the way Spark's pipe() and Hadoop streaming start one;
 * examples/cxx: a program over the installed library.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROGRAM, folderFor, root } from './support.js';

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

/** The folder of a task: what the jobs say is to be laid there. */
function taskFolder(/** @type {import('node:test').TestContext} */ t) {
  const folder = folderFor(t);
  copyFileSync(PROGRAM, join(folder, 'standfirst'));
  cpSync(join(root, 'examples/pipeline/mapper.sh'), join(folder, 'mapper.sh'));
  cpSync(join(root, 'models'), join(folder, 'models'), { recursive: true,
    filter: (path) => !path.includes('sections') });
  return folder;
}

/**
 * One partition, as both engines do it: a process of its own without a shell,
 * in the folder of its task, a line in for each record, a line out. PySpark
 * gives it no environment at all.
 *
 * @param {string} command
 * @param {string} folder
 * @param {string[]} records
 */
function partition(command, folder, records) {
  assert.match(command, /^[\w./ -]+$/u, 'split alike by every engine');
  const [program = '', ...args] = command.split(' ');
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder, env: {}, input: records.map((line) => `${line}\n`).join(''),
    encoding: 'utf8', maxBuffer: 1 << 28,
  });
  return { status, stderr, lines: stdout.split('\n').slice(0, -1) };
}

for (const { engine, file, pattern } of [
  { engine: 'Spark', file: 'spark.py', pattern: /\.pipe\("([^"]+)", checkCode=True\)/u },
  { engine: 'Hadoop streaming', file: 'hadoop.sh', pattern: /-mapper '([^']+)'/u },
]) {
  test(`the mapper of ${engine}: a process a partition, a line for each line`, (t) => {
    const job = readFileSync(join(root, 'examples/pipeline', file), 'utf8');
    assert.match(job, /build\/native\/standfirst,examples\/pipeline\/mapper\.sh/u);
    const command = pattern.exec(job)?.[1] ?? '';
    const folder = taskFolder(t);
    const records = readdirSync(ARTICLES).sort().map((id) => JSON.stringify(
        { id, text: `${readFileSync(join(ARTICLES, id), 'utf8')}\tÉté 🌊 “x”.` }));
    const expected = alone(records.map((line) => `${line}\n`).join(''))
        .split('\n').slice(0, -1);
    assert.equal(expected.length, records.length);
    // What both take for the end of a key is in no line.
    assert.ok(expected.every((line) => !line.includes('\t')));
    const found = [records.slice(0, 2), [], records.slice(2)].map((part) => {
      const { status, stderr, lines } = partition(command, folder, part);
      assert.equal(status, 0, stderr);
      assert.equal(lines.length, part.length);
      return lines;
    });
    assert.deepEqual(found.flat(), expected);
    // A record that cannot be read has its error in its line, and no more.
    const bad = partition(command, folder, [
      records[0] ?? '', '{"id":7}', 'no record', records[1] ?? '',
    ]);
    assert.equal(bad.status, 0, bad.stderr);
    assert.deepEqual([bad.lines[0], bad.lines[3]], expected.slice(0, 2));
    assert.deepEqual(bad.lines.slice(1, 3).map((line) => {
      const { id, error } = JSON.parse(line);
      return [id, error.code];
    }), [[7, 'invalid-record'], [null, 'invalid-record']]);
    // What is wrong with the job itself ends the task.
    rmSync(join(folder, 'models/base.sfm'));
    assert.equal(partition(command, folder, records).status, 4);
  });
}

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
