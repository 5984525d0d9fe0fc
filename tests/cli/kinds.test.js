/**
 * tests/data/summary/kinds.jsonl: short invented texts of kinds that the training
 * sets lack (court, conversation, dialogue, podcast, fiction, essay, letter), each
 * with where its main sentences begin.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROGRAM, root } from './support.js';

/** How many of the 21 tell it in a summary of the usual length now: no fewer. */
const TOLD = 14;

test('summaries of kinds that the training sets lack say the main thing', () => {
  const cases = readFileSync(join(root, 'tests/data/summary/kinds.jsonl'), 'utf8')
      .trim().split('\n').map((line) => JSON.parse(line));
  const input = cases.map(({ id, text }) => JSON.stringify({ id, text })).join('\n') + '\n';
  const ended = spawnSync(PROGRAM, ['--jsonl'], { input, encoding: 'utf8' });
  assert.equal(ended.status, 0, ended.stderr);
  const results = new Map(ended.stdout.trim().split('\n').map((line) => {
    const record = JSON.parse(line);
    return [record.id, record];
  }));
  const told = cases.filter(({ id, main }) => {
    const summary = results.get(id).summary.map(
        (/** @type {{text: string}} */ part) => part.text).join(' ');
    return main.some((/** @type {string} */ begin) => summary.includes(begin.slice(0, 40)));
  });
  assert.ok(told.length >= TOLD, `${told.length}: ${told.map(({ id }) => id).join(' ')}`);
});
