// Generated tables are what their tools make of their sources today.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const UNICODE = '/usr/share/unicode';

test('the Unicode tables are those of the package unicode-data', {
  skip: existsSync(join(UNICODE, 'UnicodeData.txt')) ?
    false : 'unicode-data is not installed',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-tables-'));
  try {
    execFileSync(process.execPath, [
      join(root, 'tools/tables/make_unicode_tables.mjs'), UNICODE, folder,
    ]);
    for (const name of ['unicode_tables.h', 'unicode_tables.cc']) {
      // clang-format has laid out the committed ones.
      const [made, committed] = [folder, join(root, 'core/text')].map(
          (where) => readFileSync(join(where, name), 'utf8').replace(/\s/g, ''));
      assert.ok(made === committed, `${name} is not what its tool makes`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
