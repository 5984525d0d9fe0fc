/** models/manifest.json says what the model files are. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { makeManifest } from '../../tools/scripts/manifest.mjs';
import { readText } from './support.js';

test('models/manifest.json names every part as it is stored', () => {
  const manifest = makeManifest();
  assert.ok(manifest.parts.some(({ name }) => name === 'base'), 'a base part');
  assert.deepEqual(JSON.parse(readText('models/manifest.json') ?? '{}'),
      manifest, 'run: node tools/scripts/manifest.mjs');
});
