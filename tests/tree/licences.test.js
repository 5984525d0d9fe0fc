/** Others' licences go along with what is made of their work. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { thirdPartyNotices } from '../../tools/scripts/licences.mjs';

test('a package that is built in is named, with its terms', () => {
  const notices = thirdPartyNotices([{
    inputs: {
      'web/page/main.js': {},
      'node_modules/@mozilla/readability/Readability.js': {},
      'node_modules/mammoth/mammoth.browser.js': {},
    },
  }]);
  assert.match(notices, /^@mozilla\/readability \d/m);
  assert.match(notices, /Apache License/, 'the text of the terms is there');
  // mammoth's own bundle holds it.
  assert.match(notices, /^jszip \d/m);
  assert.doesNotMatch(notices, /^pdfjs-dist /m, 'what is not built in');
});
