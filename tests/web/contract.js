/**
 * The contract of the engine, as cases that run in node and in a browser, in a
 * worker and in the page, over the fake module and over the real one: what one
 * way of running promises, every way has to keep.
 */
import {
  Standfirst, StandfirstError, TEXT_LIMIT,
} from '../../web/engine/index.js';

/**
 * @typedef {import('../../web/engine/index.js').CreateOptions} CreateOptions
 *
 * @typedef {object} Context
 * @property {'worker' | 'page'} mode
 * @property {'fake' | 'real'} core
 * @property {CreateOptions} options for `create`
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {'fake' | 'real'} [core] where it runs; both, if absent
 * @property {'worker' | 'page'} [mode]
 * @property {(context: Context, create:
 *     (options?: CreateOptions) => ReturnType<typeof Standfirst.create>)
 *     => Promise<void>} run
 */

const TEXT = 'The harbour of Ostley opened again on Monday. Two ships from ' +
    'Varnholm lay at its quay by noon, said Mayor Ines Halloran. The town had ' +
    'waited eleven months for the repairs. Fish prices fell at once.';

/** About so many characters of sentences. @param {number} length */
const long = (length) => {
  const count = Math.ceil(length / TEXT.length);
  return Array.from({ length: count }, () => TEXT).join('\n\n');
};

/**
 * @param {unknown} found
 * @param {unknown} expected
 * @param {string} what
 */
function equal(found, expected, what) {
  const a = JSON.stringify(found);
  const b = JSON.stringify(expected);
  if (a !== b) throw new Error(`${what}: ${a}, expected ${b}`);
}

/** @param {unknown} value @param {string} what */
function ok(value, what) {
  if (!value) throw new Error(what);
}

/**
 * @param {Promise<unknown>} promise
 * @param {string} what
 * @returns {Promise<any>} what it rejects with
 */
async function rejection(promise, what) {
  let value;
  try {
    value = await promise;
  } catch (thrown) {
    return thrown;
  }
  throw new Error(`${what} did not reject but gave ${JSON.stringify(value)}`);
}

/**
 * @param {Promise<unknown>} promise
 * @param {string} code
 * @param {string} what
 */
async function rejectsWith(promise, code, what) {
  const error = await rejection(promise, what);
  ok(error instanceof StandfirstError,
      `${what}: rejected with ${error?.stack ?? error}`);
  equal(error.code, code, `${what}, code of "${error.message}"`);
  ok(error.message.length > 0, `${what}: no message`);
  return error;
}

/** @param {number} milliseconds */
const delay = (milliseconds) =>
  new Promise((done) => { setTimeout(done, milliseconds); });

/** An analysis and the progress that it told. */
const stagesOf = async (
    /** @type {any} */ engine, /** @type {string} */ text,
    /** @type {object} */ options = {}) => {
  /** @type {{stage: string, fraction: number}[]} */
  const seen = [];
  const article = await engine.analyse(text, {
    ...options, onprogress: (/** @type {any} */ event) => seen.push(event),
  });
  return { article, seen };
};

const STAGES = ['clean', 'segment', 'tag', 'entity', 'rank'];

/** @type {Case[]} */
export const CASES = [
  {
    name: 'an article is analysed once and summarised as options change',
    async run(context, create) {
      const engine = await create();
      equal(engine.mode, context.mode, 'mode');
      ok(/^\d+\.\d+\.\d+/u.test(engine.version), `version ${engine.version}`);
      const article = await engine.analyse(TEXT);
      const one = await article.summarise({ length: { sentences: 1 } });
      equal(one.version, 1, 'version of the result');
      equal(one.summary.length, 1, 'sentences asked for');
      ok((one.headline?.text.length ?? 0) > 0, 'headline');
      const two = await article.summarise({ length: { sentences: 2 } });
      equal(two.summary.length, 2, 'sentences asked for next');
      for (const line of two.summary) {
        const pieces = line.spans.map(([start, end]) => TEXT.slice(start, end));
        ok(pieces.length > 0 && pieces.every((piece) => piece.length > 0),
            `spans of "${line.text}" lie in the text`);
      }
      article.close();
    },
  },
  {
    name: 'the result says how long it took if it is asked to',
    async run(_context, create) {
      const engine = await create();
      const article = await engine.analyse(`slow-tag ${long(100_000)}`);
      const { statistics } = await article.summarise({ timings: true });
      ok((statistics.milliseconds ?? 0) > 0, JSON.stringify(statistics));
      const plain = await article.summarise({ timings: false });
      equal(plain.statistics.milliseconds, undefined, 'not asked');
    },
  },
  {
    name: 'the same text gives the same result twice, and in another article',
    async run(_context, create) {
      const engine = await create();
      const [a, b] = await Promise.all(
          [engine.analyse(TEXT), engine.analyse(TEXT)]);
      const first = await a.summarise();
      equal(await b.summarise(), first, 'another article');
      equal(await a.summarise(), first, 'again');
    },
  },
  {
    name: 'offsets count UTF-16, whatever the text holds',
    async run(_context, create) {
      const engine = await create();
      const texts = {
        emoji: '😀 '.repeat(20) + TEXT,
        'lone surrogates': `\ud83d ${TEXT} \ude00 Some more of it \ud800.`,
        'a byte order mark': `\ufeff${TEXT}`,
        NUL: `A \0 in it. ${TEXT}`,
        'line ends': TEXT.replaceAll('. ', '.\r\n'),
        'combining marks': 'e\u0301'.repeat(50) + `. ${TEXT}`,
      };
      for (const [name, text] of Object.entries(texts)) {
        const article = await engine.analyse(text);
        const result = await article.summarise();
        equal(result.statistics.characters, text.length,
            `${name}: characters`);
        for (const { start, end } of result.sentences) {
          ok(start < end && end <= text.length, `${name}: sentence in the text`);
        }
        article.close();
      }
    },
  },
  {
    name: 'a lone surrogate counts as U+FFFD, and the result has the text it means',
    core: 'real',
    async run(_context, create) {
      const engine = await create();
      const lone = TEXT.replace('harbour', 'har\ud800bour');
      const strings = /** @type {any} */ (String.prototype);
      const own = strings.toWellFormed;
      // Browsers of before 2024 have none.
      for (const toWellFormed of [own, undefined]) {
        strings.toWellFormed = toWellFormed;
        try {
          const article = await engine.analyse(lone, { title: 'A \udc00 title' });
          const { text, summary, headline } = await article.summarise(
              { length: 'long', focus: ['Ostley \ud83d'] });
          equal(text, TEXT.replace('harbour', 'har\ufffdbour'), 'text');
          for (const { text: line, spans, changes } of
            [...summary, ...headline?.from === 'text' ? [headline] : []]) {
            if (changes.length > 0) continue;
            equal(line, spans.map(([start, end]) => text?.slice(start, end)).join(''),
                'the line is its spans');
          }
          ok(summary.some((line) => line.text.includes('\ufffd')), 'it is in a line');
          const whole = await engine.analyse(TEXT);
          equal('text' in await whole.summarise(), false, 'a text that has none');
        } finally {
          strings.toWellFormed = own;
        }
      }
    },
  },
  {
    name: 'empty and blank texts give an empty result with a notice',
    async run(_context, create) {
      const engine = await create();
      for (const text of ['', '   \n\t ']) {
        const article = await engine.analyse(text);
        const result = await article.summarise();
        equal([result.headline, result.summary], [null, []], 'summary');
        ok(result.notices.some(({ code }) => code === 'empty'),
            'a notice says that it is empty');
      }
    },
  },
  {
    name: 'progress names the stages in their order and ends at 1',
    async run(_context, create) {
      const engine = await create();
      const { seen } = await stagesOf(engine, long(60_000));
      const stages = seen.map(({ stage }) => STAGES.indexOf(stage));
      ok(stages.every((stage, i) => stage >= 0 && stage >= (stages[i - 1] ?? 0)),
          `stages ${JSON.stringify(seen)}`);
      equal([...new Set(stages)], [0, 1, 2, 3, 4], 'every stage');
      ok(seen.every(({ fraction }, i) => fraction >= 0 && fraction <= 1 &&
          fraction >= (seen[i - 1]?.fraction ?? 0)),
      `fractions ${JSON.stringify(seen)}`);
      equal(seen.at(-1), { stage: 'rank', fraction: 1 }, 'the end');
    },
  },
  {
    name: 'a listener that throws disturbs nothing but itself',
    async run(_context, create) {
      const { reportError } = /** @type {any} */ (globalThis);
      const { error } = console;
      let reported = 0;
      /** @type {any} */ (globalThis).reportError = () => reported++;
      try {
        const engine = await create();
        const article = await engine.analyse(TEXT, {
          onprogress() { throw new Error('mine'); },
        });
        ok((await article.summarise()).summary.length > 0, 'a summary');
        ok(reported > 0, 'the error was reported');
      } finally {
        /** @type {any} */ (globalThis).reportError = reportError;
        console.error = error;
      }
    },
  },
  {
    name: 'creating tells the bytes that are loaded',
    async run(_context, create) {
      /** @type {{loaded: number, total: number}[]} */
      const seen = [];
      await create({ onprogress: (event) => seen.push(event) });
      ok(seen.length > 0, 'any event');
      ok(seen.every(({ loaded, total }, i) => loaded <= total &&
          total === seen[0]?.total && loaded >= (seen[i - 1]?.loaded ?? 0)),
      JSON.stringify(seen));
      const last = seen.at(-1);
      equal(last?.loaded, last?.total, 'the end');
    },
  },
  {
    name: 'a part that no release has is refused, one that is not there is not',
    async run(_context, create) {
      for (const parts of /** @type {any[]} */ ([['grammer'], ['base', 5], [undefined]])) {
        const error = await rejectsWith(create({ parts }), 'invalid-option', String(parts));
        ok(error.hint.includes('base'), error.hint);
      }
      ok((await create({ parts: ['grammar'] })).parts[0]?.loaded === true, 'base');
    },
  },
  {
    name: 'wrong options are told by the core, and break nothing',
    async run(_context, create) {
      const engine = await create();
      const wrong = /** @type {any} */ ({ colour: 'red' });
      const error = await rejectsWith(
          engine.analyse(TEXT, wrong), 'invalid-option', 'analyse');
      ok(error.message.includes('colour'), error.message);
      const article = await engine.analyse(TEXT);
      await rejectsWith(
          article.summarise(wrong), 'invalid-option', 'summarise');
      ok((await article.summarise()).summary.length > 0, 'afterwards');
    },
  },
  {
    name: 'wrong values are told by the core',
    core: 'real',
    async run(_context, create) {
      const engine = await create();
      const article = await engine.analyse(TEXT);
      for (const options of [
        { length: 'enormous' }, { length: { sentences: 0 } },
        { length: { ratio: 2 } }, { type: 'poem' }, { headlineWords: 3 },
        { focus: 'Ostley' },
      ]) {
        await rejectsWith(
            article.summarise(/** @type {any} */ (options)), 'invalid-option',
            JSON.stringify(options));
      }
      for (const options of [
        { date: '24 November' }, { input: 'pdf' }, { language: 'xx' },
        { keep: [12345] }, { entities: ['DRAGON'] },
      ]) {
        await rejectsWith(
            engine.analyse(TEXT, /** @type {any} */ (options)),
            'invalid-option', JSON.stringify(options));
      }
    },
  },
  {
    name: 'what is no text, no signal, no JSON is refused before it is sent',
    async run(_context, create) {
      const engine = await create();
      /** @type {any} */
      const circle = {};
      circle.circle = circle;
      for (const [text, options] of /** @type {any[][]} */ ([
        [undefined, {}], [7, {}], [{}, {}], [TEXT, null], [TEXT, 'fast'],
        [TEXT, { signal: {} }], [TEXT, { onprogress: true }],
        [TEXT, { title: 1n }], [TEXT, circle], [TEXT, { title: () => 'T' }],
        [TEXT, { entities: [Symbol('PERSON')] }],
      ])) {
        await rejectsWith(
            engine.analyse(text, options), 'invalid-option',
            `${typeof text}, ${typeof options}`);
      }
      const article = await engine.analyse(TEXT, /** @type {any} */ ({ title: undefined }));
      for (const options of /** @type {any[]} */ ([
        { length: () => 1 }, { type: Symbol('tldr') }, { length: { words: () => 40 } },
      ])) {
        await rejectsWith(article.summarise(options), 'invalid-option', 'summarise');
      }
      for (const options of /** @type {any[]} */ ([
        null, 5, { parts: null }, { parts: 'base' }, { colour: 'red' },
        { read: 5 }, { onprogress: 5 }, { models: 'https://' }, { worker: 'https://' },
      ])) {
        const error = await rejectsWith(Standfirst.create(options), 'invalid-option',
            `create(${JSON.stringify(options)})`);
        ok(error.hint !== '', `create(${JSON.stringify(options)}): ${error.message}`);
      }
      const { onprogress } = { onprogress() {} };
      await rejectsWith(
          article.summarise(/** @type {any} */ ({ onprogress })), 'invalid-option', 'onprogress');
      for (const given of /** @type {any[]} */ ([null, 'now', { signal: {} }])) {
        await rejectsWith(engine.load('base', given), 'invalid-option', JSON.stringify(given));
      }
    },
  },
  {
    name: 'a text over the limit is refused with the limit in the message',
    async run(_context, create) {
      const engine = await create();
      for (const [name, text] of Object.entries({
        ascii: 'x'.repeat(TEXT_LIMIT + 1),
        'three bytes a unit': '\u4e2d'.repeat(TEXT_LIMIT / 3 + 1),
        pairs: '😀'.repeat(TEXT_LIMIT / 4 + 1),
      })) {
        const error = await rejectsWith(
            engine.analyse(text), 'text-too-large', name);
        ok(error.message.includes('20 MiB'), error.message);
      }
    },
  },
  {
    name: 'a text at the limit is taken',
    core: 'fake',
    async run(_context, create) {
      const engine = await create();
      for (const text of [
        'x'.repeat(TEXT_LIMIT), '😀'.repeat(TEXT_LIMIT / 4),
      ]) {
        const article = await engine.analyse(text);
        article.close();
      }
    },
  },
  {
    name: 'a signal that is aborted already stops every call before it starts',
    async run(_context, create) {
      const engine = await create();
      const article = await engine.analyse(TEXT);
      const reason = new Error('my reason');
      const signal = AbortSignal.abort(reason);
      equal(await rejection(engine.analyse(TEXT, { signal }), 'analyse') ===
          reason, true, 'analyse gives the reason');
      equal(await rejection(article.summarise({ signal }), 'summarise') ===
          reason, true, 'summarise gives the reason');
      equal(await rejection(create({ signal }), 'create') === reason, true,
          'create gives the reason');
      ok((await article.summarise()).summary.length > 0, 'afterwards');
    },
  },
  {
    name: 'an abort stops the work itself at every stage',
    core: 'fake',
    async run(_context, create) {
      const engine = await create();
      for (const stage of STAGES) {
        const controller = new AbortController();
        let stopped = 0;
        // Alone it would take a second.
        const running = engine.analyse(`slow-${stage} ${long(100_000)}`, {
          signal: controller.signal,
          onprogress: (event) => {
            if (event.stage === stage) {
              setTimeout(() => {
                stopped ||= performance.now();
                controller.abort();
              }, 20);
            }
          },
        });
        const error = await rejection(running, stage);
        equal(error.name, 'AbortError', `${stage}: reason`);
        // The next call is not behind the rest of that second.
        const article = await engine.analyse(TEXT);
        ok((await article.summarise()).summary.length > 0, 'afterwards');
        const took = performance.now() - stopped;
        ok(took < 700, `${stage}: next call done after ${took} ms`);
      }
    },
  },
  {
    name: 'an abort stops a long text of the real core',
    core: 'real',
    async run(_context, create) {
      const engine = await create();
      const text = long(1_000_000);
      const controller = new AbortController();
      const running = engine.analyse(text, {
        signal: controller.signal,
        onprogress: () => controller.abort(),
      });
      equal((await rejection(running, 'analyse')).name, 'AbortError', 'reason');
      const article = await engine.analyse(TEXT);
      ok((await article.summarise()).summary.length > 0, 'afterwards');
    },
  },
  {
    name: 'a worker that hangs is ended, and nobody else notices',
    core: 'fake',
    mode: 'worker',
    async run(_context, create) {
      const engine = await create();
      const bystander = await engine.analyse(TEXT);
      const before = await bystander.summarise();
      for (const stage of STAGES) {
        const controller = new AbortController();
        const running = engine.analyse(
            `hang-${stage} ${TEXT}`, { signal: controller.signal });
        const queued = engine.analyse(TEXT);
        const asked = bystander.summarise();
        setTimeout(() => controller.abort(), 30);
        const error = await rejection(running, stage);
        equal(error.name, 'AbortError', `${stage}: reason`);
        const article = await queued;
        ok((await article.summarise()).summary.length > 0, `${stage}: queued`);
        equal(await asked, before, `${stage}: the other article`);
        equal(await bystander.summarise(), before, `${stage}: once more`);
        article.close();
      }
      const controller = new AbortController();
      const hung = bystander.summarise(
          { focus: ['hang-summarise'], signal: controller.signal });
      setTimeout(() => controller.abort(), 30);
      equal((await rejection(hung, 'summarise')).name, 'AbortError', 'summarise');
      equal(await bystander.summarise(), before, 'the article that hung');
    },
  },
  {
    name: 'a worker with a long text has longer to answer an abort',
    core: 'fake',
    mode: 'worker',
    async run(_context, create) {
      const engine = await create();
      const long = engine.analyse(`slow-start ${'It rained. '.repeat(1e5)}`);
      // Three hosts would be lost under it.
      for (let i = 0; i < 4; i++) {
        const controller = new AbortController();
        const other = engine.analyse(TEXT, { signal: controller.signal });
        await new Promise((resolve) => { setTimeout(resolve, 20); });
        controller.abort();
        await other.catch(() => {});
        await new Promise((resolve) => { setTimeout(resolve, 150); });
      }
      ok((await (await long).summarise()).summary.length > 0, 'the long one');
    },
  },
  {
    name: 'a crash rejects what was running, and the next call works',
    core: 'fake',
    async run(_context, create) {
      const engine = await create();
      const bystander = await engine.analyse(TEXT);
      const before = await bystander.summarise();
      for (const stage of STAGES) {
        const error = await rejectsWith(
            engine.analyse(`crash-${stage} ${TEXT}`), 'engine-crashed', stage);
        ok(error.hint.length > 0, 'a hint');
        equal(await bystander.summarise(), before, `${stage}: other article`);
      }
      await rejectsWith(
          bystander.summarise({ focus: ['crash-summarise'] }), 'engine-crashed',
          'summarise');
      equal(await bystander.summarise(), before, 'the article itself');
      await rejectsWith(
          engine.analyse(`no-memory crash-tag`), 'engine-crashed', 'memory');
      const article = await engine.analyse(TEXT);
      equal(await article.summarise(), before, 'a new article');
    },
  },
  {
    name: 'a crash rejects everything that was running',
    core: 'fake',
    async run(_context, create) {
      const engine = await create();
      const slow = engine.analyse(`slow-tag ${long(100_000)}`);
      const crash = engine.analyse(`crash-rank ${TEXT}`);
      await Promise.all([
        rejectsWith(slow, 'engine-crashed', 'the slow one'),
        rejectsWith(crash, 'engine-crashed', 'the one that crashed'),
      ]);
      await engine.analyse(TEXT);
    },
  },
  {
    name: 'an article that is asked by many after a crash is analysed once',
    core: 'fake',
    async run(_context, create) {
      const engine = await create();
      const article = await engine.analyse(TEXT);
      const before = await article.summarise();
      await rejectsWith(
          engine.analyse(`crash-tag`), 'engine-crashed', 'the crash');
      const controller = new AbortController();
      const left = article.summarise({ signal: controller.signal });
      const stayed = Array.from({ length: 5 }, () => article.summarise());
      controller.abort();
      equal((await rejection(left, 'left')).name, 'AbortError', 'left');
      for (const result of await Promise.all(stayed)) {
        equal(result, before, 'stayed');
      }
    },
  },
  {
    name: 'an error of the core in the middle of the work is passed on',
    core: 'fake',
    async run(_context, create) {
      const engine = await create();
      const error = await rejectsWith(
          engine.analyse('fail-segment'), 'internal', 'analyse');
      equal(error.message, 'Failed as told.', 'message');
      await engine.analyse(TEXT);
    },
  },
  {
    name: 'twenty calls at once are each answered with their own',
    async run(_context, create) {
      const engine = await create();
      const results = await Promise.all(
          Array.from({ length: 20 }, async (_, i) => {
            const text = `Report ${i} was read in Ostley by noon. ` + TEXT;
            const article = await engine.analyse(text);
            const result = await article.summarise({ length: 'long' });
            const first = result.sentences[0];
            article.close();
            return text.slice(first?.start, first?.end);
          }));
      results.forEach((sentence, i) => {
        ok(sentence.startsWith(`Report ${i} `), `answer ${i}: ${sentence}`);
      });
    },
  },
  {
    name: 'a closed article rejects, others go on',
    async run(_context, create) {
      const engine = await create();
      const article = await engine.analyse(TEXT);
      const other = await engine.analyse(TEXT);
      article.close();
      article.close();
      await rejectsWith(article.summarise(), 'aborted', 'closed');
      ok((await other.summarise()).summary.length > 0, 'the other');
    },
  },
  {
    name: 'a destroyed engine rejects what runs and what comes',
    async run(_context, create) {
      const engine = await create();
      const article = await engine.analyse(TEXT);
      const running = engine.analyse(`slow-tag ${long(300_000)}`);
      await delay(0);
      engine.destroy();
      engine.destroy();
      await rejectsWith(running, 'aborted', 'running');
      await rejectsWith(article.summarise(), 'aborted', 'summarise');
      await rejectsWith(engine.analyse(TEXT), 'aborted', 'analyse');
      article.close();
    },
  },
  {
    name: 'creating may be aborted while it loads',
    async run(_context, create) {
      for (const wait of [0, 1, 5, 20]) {
        const controller = new AbortController();
        const creating = create({ signal: controller.signal });
        const timer = setTimeout(() => controller.abort(), wait);
        try {
          (await creating).destroy();
        } catch (error) {
          equal(/** @type {Error} */ (error).name, 'AbortError',
              `after ${wait} ms`);
        }
        clearTimeout(timer);
      }
    },
  },
  {
    name: 'engines do not disturb each other',
    async run(_context, create) {
      const [a, b] = await Promise.all([create(), create()]);
      const article = await a.analyse(TEXT);
      b.destroy();
      ok((await article.summarise()).summary.length > 0, 'the first');
    },
  },
  {
    name: 'parts say that they are loaded, and can be loaded again',
    async run(_context, create) {
      const engine = await create();
      const base = engine.parts.find(({ name }) => name === 'base');
      ok(base?.loaded === true && base.error === null, JSON.stringify(base));
      const again = await engine.reload('base');
      equal(again.loaded, true, 'again');
      const error = await rejectsWith(
          engine.reload('dragons'), 'invalid-option', 'an unknown part');
      ok(error.hint.includes('base'), error.hint);
      await engine.analyse(TEXT);
    },
  },
];

/** @param {Pick<Context, 'core' | 'mode'>} context */
export function casesFor({ core, mode }) {
  return CASES.filter((one) =>
    (one.core ?? core) === core && (one.mode ?? mode) === mode);
}

/**
 * Runs one case and destroys the engines that it made.
 *
 * @param {string} name
 * @param {Context} context
 */
export async function runCase(name, context) {
  const found = CASES.find((one) => one.name === name);
  if (!found) throw new Error(`no case "${name}"`);
  /** @type {{destroy(): void}[]} */
  const made = [];
  const create = async (options = {}) => {
    const engine = await Standfirst.create({ ...context.options, ...options });
    made.push(engine);
    return engine;
  };
  try {
    await found.run(context, create);
  } finally {
    for (const engine of made) engine.destroy();
  }
}
