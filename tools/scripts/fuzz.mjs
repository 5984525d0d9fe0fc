/**
 * npm run fuzz: every libFuzzer target for a while, from its corpus in
 * tests/fuzz/corpus/NAME; what it learns goes to build/fuzz-corpus/NAME.
 *
 *     npm run fuzz                     a minute each
 *     npm run fuzz -- analyse 600      one target, ten minutes
 */
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from './cmake.mjs';
import { Failure, heading, jobs, listFiles, root, run, runMain } from './lib.mjs';
import { setUp } from './setup.mjs';

await runMain(async () => {
  await setUp('fuzz');
  await build('fuzz');
  const targets = listFiles('tests/fuzz', (path) => path.endsWith('.cc'))
      .map((path) => basename(path, '.cc'));
  const [first, second] = process.argv.slice(2);
  const seconds = Number(second ?? (Number(first) > 0 ? first : 60));
  const wanted = first && !(Number(first) > 0) ? [first] : targets;
  for (const target of wanted) {
    if (!targets.includes(target)) {
      throw new Failure(`no target ${target}; there are ${targets.join(', ')}`);
    }
    heading(`${target}, ${seconds} s`);
    const learnt = join(root, 'build/fuzz-corpus', target);
    const found = join(root, 'build/fuzz-found');
    mkdirSync(learnt, { recursive: true });
    mkdirSync(found, { recursive: true });
    const committed = join(root, 'tests/fuzz/corpus', target);
    await run(join(root, 'build/fuzz', target), [
      learnt, ...existsSync(committed) ? [committed] : [],
      `-max_total_time=${seconds}`, '-timeout=10', '-rss_limit_mb=4096',
      '-max_len=65536', `-artifact_prefix=${found}/${target}-`,
      `-jobs=${jobs}`, `-workers=${jobs}`, '-print_final_stats=1',
    ], { cwd: learnt });
  }
});
