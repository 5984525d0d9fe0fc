/**
 * What could not be done, said above the headline: a bold fact, its plain
 * consequence, one action. Never in red.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Problem} Problem
 */
import { make, makeSvg, replace } from './dom.js';
import { strings } from './strings.js';

/** Notices that ask nothing of the reader, and that the page shows otherwise. */
const QUIET = new Set(['longer-than-budget', 'truncated-sentence']);

/** What is no answer to a gesture: the page does not move for it. */
const UNASKED = /^(other-tab|not-kept|no-room|too-long)/;

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeNotices({ store, actions, motion }) {
  const root = make('div', { class: 'notes', role: 'status' });
  /** @type {Problem | null | undefined} */
  let last;
  store.on(['problems', 'mishap', 'update'], async (state) => {
    // Loaded or not, what the gesture does with the focus comes first.
    if (state.mishap || state.update || told(state).length > 0) await loadWords();
    // What there is to say by now.
    const { mishap, update, result, problems } = store.state;
    replace(root,
        update && makeNote({ code: 'update-ready' }, {
          name: strings.useUpdate, press: actions.useUpdate,
        }),
        mishap && makeNote(mishap, {
          name: strings.dismiss, sign: '×', press: actions.dismiss,
        }),
        ...told(store.state).map((problem) => {
          const { action } = sayProblem(problem);
          return makeNote(problem, action ?
            { name: action, press: actions.retry } : null);
        }));
    const answer = mishap ?? (result ? null : problems[0]);
    if (answer && answer !== last && !UNASKED.test(answer.code)) {
      root.scrollIntoView({ block: 'nearest', behavior: motion() });
    }
    last = answer;
  });
  return root;
}

/**
 * Each of the reading's problems once.
 *
 * @param {import('./types.js').State} state
 */
function told({ problems }) {
  return problems.filter(({ code }, index) => !QUIET.has(code) &&
      problems.findIndex((other) => other.code === code) === index);
}

/** A visit to which nothing happens does not load the words for it. */
async function loadWords() {
  try {
    strings.problems ??= (await import('./problems.js')).problems;
  } catch {
    // Without a network and before the service worker: see sayProblem.
  }
}

/**
 * @param {Problem} problem
 * @returns {{fact: string, then: string, action?: string}}
 */
function sayProblem({ code, message = '', values = {} }) {
  const { problems, failed, again } = strings;
  return problems?.[code]?.(values) ??
    { fact: message || failed, then: '', ...!problems && { action: again } };
}

/**
 * @param {Problem} problem
 * @param {{name: string, sign?: string, press: () => void} | null} action
 */
function makeNote(problem, action) {
  const { fact, then } = sayProblem(problem);
  // A consequence that starts with a comma goes on in the fact's line.
  const joined = then.startsWith(',');
  const sign = makeSvg('svg', { 'viewBox': '0 0 20 20', 'aria-hidden': 'true' },
      makeSvg('circle', {
        'cx': 10, 'cy': 10, 'r': 9, 'fill': 'none', 'stroke': 'currentColor',
        'stroke-width': 1.75,
      }),
      makeSvg('path', {
        'd': 'M10 5v6M10 13.4v1.8', 'stroke': 'currentColor', 'stroke-width': 2,
      }));
  const words = make('div', {},
      make('b', {}, fact), joined ? then : null,
      !joined && then !== '' && make('p', {}, then));
  return make('div', {
    'class': 'note', 'data-code': problem.code,
    // For those who are asked what happened.
    'title': problem.values?.['detail'],
  }, sign, words,
      action && make('button', {
        'type': 'button', 'class': action.sign ? 'x' : 'go',
        'aria-label': action.sign ? action.name : null,
        'onclick': action.press,
      }, action.sign ?? action.name));
}
