/**
 * One line of JSON for every text file of a folder:
 *
 *     node folder.mjs articles/ > standfirsts.jsonl
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Standfirst } from 'standfirst';

const folder = process.argv[2] ?? '.';
const engine = await Standfirst.create();
for (const file of (await readdir(folder)).sort()) {
  if (!file.endsWith('.txt')) continue;
  const text = await readFile(join(folder, file), 'utf8');
  try {
    const article = await engine.analyse(text);
    const { headline, summary, entities } =
        await article.summarise({ length: { words: 40 } });
    article.close();
    console.log(JSON.stringify({
      file,
      headline: headline?.text ?? null,
      summary: summary.map((line) => line.text),
      people: entities.filter(({ type }) => type === 'PERSON')
          .map(({ name }) => name),
    }));
  } catch (error) {
    // One bad file does not stop the others.
    console.log(JSON.stringify({ file, error: error.code, message: error.message }));
  }
}
engine.destroy();
