/**
 * The list of names: the key to the marks, the bar chart, and the way to every
 * mention.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').State} State
 * @typedef {import('./types.js').Entity} Entity
 * @typedef {import('./types.js').GroupName} GroupName
 */
import { afterFrame, make, replace } from './dom.js';
import { GROUPS, groupOf } from './kinds.js';
import { strings } from './strings.js';
import { beginningOf } from './words.js';

/** Names of a group that stand there before "more". */
const SHORT_LIST = { person: 6, date: 3, number: 2 };
const SHORT = 6;

/** A bar is full at this many mentions, or at the most there are. */
const FULL_BAR = 7;

/** Room left around a name brought into view, in pixels. */
const REVEAL_MARGIN = 64;

/** Forms of a name that are told. */
const MOST_FORMS = 4;

/**
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makeNames(page) {
  const { store, actions } = page;
  const count = make('small');
  const hint = make('p', { class: 'hint' });
  const list = make('div', { class: 'names' });
  const root = make('details', { class: 'box n' },
      make('summary', {}, make('h2', {}, strings.names), ' ', count), hint, list);
  // Closed on a phone, so that the article is near.
  root.open = !matchMedia('(max-width: 40em)').matches;
  /** Groups of which all names are shown. @type {Set<GroupName>} */
  const whole = new Set();
  /** @type {Entity[] | null} */
  let drawn = null;
  const drawLater = afterFrame(() => draw(), 3);

  store.on(['result', 'picked'], (state) => {
    const { result } = state;
    if (!result) return;
    const { entities, notices } = result;
    // Where none were looked for, a notice says so.
    root.hidden = entities.length === 0 &&
        notices.some(({ code }) => /^(not-e|entities)/.test(code));
    if (!sameEntities(drawn, entities)) {
      // Of a new text the standfirst and the article come first.
      drawLater();
      return;
    }
    const entity = state.picked && page.entity(state.picked.id);
    const listed = !entity ||
        list.querySelector(`.ent[data-entity="${entity.id}"]`) !== null;
    if (entity && !listed) whole.add(groupOf(entity.type));
    if (listed) drawPicked(page, list);
    else draw();
  });
  store.on(['hidden'], ({ hidden }) => {
    for (const box of list.querySelectorAll('input')) {
      box.checked = !hidden.has(/** @type {GroupName} */ (box.value));
    }
  });

  function draw() {
    const { result, hidden } = store.state;
    const entities = result?.entities ?? [];
    drawn = entities;
    const most = entities.reduce(
        (top, { mentions }) => Math.max(top, mentions.length), FULL_BAR);
    const groups = GROUPS.map((name) => ({
      name, members: entities.filter(({ type }) => groupOf(type) === name)
          .sort((a, b) => b.salience - a.salience ||
              b.mentions.length - a.mentions.length),
    })).filter(({ members }) => members.length > 0);
    // Room for the longest count.
    list.style.setProperty('--digits', String(strings.mentions(most).indexOf(' ')));
    count.textContent = entities.length > 0 ?
        strings.namesCount(entities.length, groups.length) : '';
    hint.textContent = entities.length > 0 ? strings.namesHint : strings.noNames;
    replace(list, ...groups.map(({ name, members }) => {
      const short = /** @type {Record<string, number>} */ (SHORT_LIST)[name] ??
          SHORT;
      const shown = whole.has(name) || members.length <= short + 1 ?
          members : members.slice(0, short);
      const more = members.length > shown.length || whole.has(name);
      const box = make('input', {
        type: 'checkbox', value: name,
        oninput: () => actions.showGroup(name, box.checked),
      });
      box.checked = !hidden.has(name);
      return make('section', { class: 'grp' },
          make('h3', {}, make('label', {}, box, make('span', {
            'class': 'e', 'data-group': name,
          }, strings.groups[name]))),
          make('ul', { role: 'list' }, ...shown.map((entity) =>
            makeItem(page, entity, most))),
          more && make('button', {
            'type': 'button', 'class': 'link', 'data-more': name,
            'onclick': () => {
              if (whole.has(name)) whole.delete(name);
              else whole.add(name);
              draw();
              const again = /** @type {HTMLElement | null} */ (
                list.querySelector(`[data-more="${name}"]`));
              again?.focus();
            },
          }, whole.has(name) ? strings.fewer :
            strings.more(members.length - shown.length)));
    }));
    drawPicked(page, list);
  }
  return root;
}

/**
 * Whether a list drawn for some entities serves for others: choosing again
 * does not change them.
 *
 * @param {Entity[] | null} old
 * @param {Entity[]} entities
 */
export function sameEntities(old, entities) {
  return old !== null && old.length === entities.length &&
      old.every(({ id, name, mentions }, index) => {
        const other = entities[index];
        return other?.id === id && other.name === name &&
            other.mentions.length === mentions.length &&
            other.mentions[0]?.[0] === mentions[0]?.[0];
      });
}

/**
 * @param {Page} page
 * @param {Entity} entity
 * @param {number} most
 */
function makeItem({ actions }, entity, most) {
  const bar = make('i');
  const mentions = entity.mentions.length;
  const [count, word] = strings.mentions(mentions).split(' ');
  const name = beginningOf(entity.name, 'name');
  bar.style.setProperty('--v', String(mentions / most));
  return make('li', {}, make('button', {
    'type': 'button', 'class': 'ent', 'data-entity': entity.id,
    'aria-pressed': 'false',
    'onclick': () => actions.pick(entity.id),
  },
  make('span', { class: 'nm', title: name }, name),
  make('span', { 'class': 'mini', 'aria-hidden': 'true' }, bar),
  make('span', { class: 'ct' }, count, make('span', { class: 'vh' }, ` ${word}`))));
}

/**
 * @param {Page} page
 * @param {HTMLElement} list
 */
function drawPicked(page, list) {
  const { picked } = page.store.state;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (
    list.querySelectorAll('.ent'))) {
    const item = button.parentElement;
    const chosen = picked !== null &&
        button.getAttribute('data-entity') === String(picked.id);
    button.setAttribute('aria-pressed', String(chosen));
    const old = item?.querySelector('.step');
    const entity = chosen ? page.entity(picked.id) : undefined;
    if (!chosen || !entity) {
      if (old?.contains(document.activeElement)) button.focus();
      old?.remove();
      continue;
    }
    const label = page.describePicked();
    if (old) {
      const counter = old.querySelector('.at');
      if (counter) counter.textContent = label;
      continue;
    }
    item?.append(make('div', { class: 'step' },
        make('button', {
          'type': 'button', 'aria-label': strings.previous,
          'onclick': () => page.actions.step(-1),
        }, '‹'),
        make('span', { class: 'at' }, label),
        make('button', {
          'type': 'button', 'aria-label': strings.next,
          'onclick': () => page.actions.step(1),
        }, '›'),
        make('span', { class: 'forms' }, strings.forms(formsOf(page, entity)))));
  }
}

/**
 * @param {Page} page
 * @param {Entity} entity
 */
function formsOf({ store }, entity) {
  const forms = new Set(entity.mentions.map(([start, end]) =>
    store.state.shown.slice(start, end).replace(/\s+/g, ' ')));
  return [...forms].slice(0, MOST_FORMS);
}

/**
 * Brings the chosen name into view where the list stands in a pane of its own;
 * elsewhere the page would move under the reader's hand.
 */
export function revealPicked() {
  const button = document.querySelector('.names .ent[aria-pressed=true]');
  const pane = button?.closest('.lead');
  if (!button || !pane || getComputedStyle(pane).overflowY !== 'auto') return;
  const { top, bottom } = button.getBoundingClientRect();
  const room = pane.getBoundingClientRect();
  if (top < room.top) pane.scrollTop += top - room.top - REVEAL_MARGIN;
  // The stepper stands below its name.
  const low = bottom + REVEAL_MARGIN - room.bottom;
  if (low > 0) pane.scrollTop += low;
}

/**
 * A phone has no room for the list beside the text: the stepper stands at the
 * bottom of the screen.
 *
 * @param {Page} page
 * @returns {HTMLElement}
 */
export function makePickBar(page) {
  const name = make('b');
  const at = make('small');
  const root = make('div', { class: 'pickbar', role: 'group' },
      name, at,
      make('button', {
        'type': 'button', 'aria-label': strings.previous,
        'onclick': () => page.actions.step(-1),
      }, '‹'),
      make('button', {
        'type': 'button', 'aria-label': strings.next,
        'onclick': () => page.actions.step(1),
      }, '›'),
      make('button', {
        'type': 'button', 'class': 'x', 'aria-label': strings.done,
        'onclick': () => page.actions.pick(null),
      }, '×'));
  page.store.on(['picked', 'phase'], ({ picked, phase }) => {
    const entity = picked && phase === 'ready' ? page.entity(picked.id) : undefined;
    root.hidden = !entity;
    if (!entity) return;
    name.textContent = beginningOf(entity.name, 'name');
    root.setAttribute('aria-label', entity.name);
    at.textContent = page.describePicked();
  });
  return root;
}
