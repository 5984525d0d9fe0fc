/**
 * Who with whom, as a picture and as a table. The table is always there for a
 * screen reader; sighted readers can swap.
 *
 * @typedef {import('./page.js').Page} Page
 * @typedef {import('./types.js').Entity} Entity
 * @typedef {import('./relations.js').Relations} Relations
 */
import { make, makeSvg, onPress, replace } from './dom.js';
import { layOut } from './graph_layout.js';
import { GROUPS, groupOf } from './kinds.js';
import { makeShape } from './shapes.js';
import { strings } from './all_strings.js';

/** Letters of a label; longer names end in an ellipsis. */
const LABEL = 22;

/**
 * @param {Page} page
 * @param {Relations} relations
 * @param {HTMLElement} box
 */
export function drawGraph(page, { names, pairs }, box) {
  const width = Math.max(280, box.clientWidth);
  const labels = labelsOf(names);
  const radii = names.map(({ mentions }) => 5 + Math.min(4, (mentions.length - 1) * 0.8));
  const { height, places } = layOut(
      names.map((_, index) => ({ label: labels[index] ?? '', radius: radii[index] ?? 5 })),
      pairs, width);
  const partners = names.map((_, index) => pairs
      .filter(({ a, b }) => a === index || b === index)
      .map(({ a, b, count }) => ({ name: names[a === index ? b : a]?.name ?? '', count }))
      .sort((one, two) => two.count - one.count));
  const svg = makeSvg('svg', {
    'viewBox': `0 0 ${width} ${height}`, 'width': width, 'height': height,
    'role': 'group', 'aria-label': strings.graphPicture,
  },
  ...pairs.map(({ a, b, count }) => makeSvg('line', {
    x1: places[a]?.x, y1: places[a]?.y, x2: places[b]?.x, y2: places[b]?.y,
    class: `k${Math.min(3, count)}`,
  })),
  ...names.map((entity, index) => {
    const place = places[index];
    const { x = 0, y = 0, label } = place ?? {};
    return makeSvg('g', {
      'role': 'button', 'tabindex': 0, 'class': 'node', 'data-entity': entity.id,
      'aria-label': entity.name, 'aria-pressed': 'false',
      ...onPress(() => page.actions.pick(entity.id)),
    },
    makeSvg('title', {}, entity.name),
    makeShape(groupOf(entity.type), x, y, radii[index]),
    label && makeSvg('text', {
      'x': label.x, 'y': label.y, 'text-anchor': label.anchor, 'aria-hidden': 'true',
    }, labels[index]));
  }));
  const kinds = GROUPS.filter((group) => names.some(({ type }) => groupOf(type) === group));
  const key = make('div', { 'class': 'key', 'aria-hidden': 'true' },
      ...kinds.map((group) => make('span', {},
          makeSvg('svg', { viewBox: '-6 -6 12 12', width: 12, height: 12 },
              makeShape(group, 0, 0)),
          strings.groups[group])));
  const table = make('div', { class: 'vh' }, make('table', {},
      make('caption', { class: 'vh' }, strings.whoWithWhom),
      make('thead', {}, make('tr', {}, ...strings.graphColumns.map((column) =>
        make('th', { scope: 'col' }, column)))),
      make('tbody', {}, ...names.map((entity, index) => make('tr', {},
          make('th', { scope: 'row' }, entity.name),
          make('td', {}, (partners[index] ?? []).map(({ name, count }) =>
            strings.sharedSentences(name, count)).join(', ')))))));
  const swap = make('button', {
    type: 'button', class: 'link',
    onclick: () => {
      const asTable = table.className !== '';
      table.className = asTable ? '' : 'vh';
      svg.toggleAttribute('hidden', asTable);
      key.hidden = asTable;
      swap.textContent = asTable ? strings.asPicture : strings.asTable;
    },
  }, strings.asTable);
  replace(box, make('p', { class: 'cap' }, make('span', {}, strings.graphHint), swap),
      svg, key, table);
}

/**
 * Short names: of a person the last word, where it is nobody else's.
 *
 * @param {Entity[]} names
 */
function labelsOf(names) {
  const last = (/** @type {Entity} */ { name }) => name.split(' ').at(-1) ?? name;
  return names.map((entity) => {
    const short = entity.type === 'PERSON' && names.every((other) =>
      other === entity || last(other) !== last(entity)) ? last(entity) : entity.name;
    return short.length > LABEL ? `${short.slice(0, LABEL - 1)}…` : short;
  });
}
