/**
 * Names in the summary and marks in the page: loaded for elements that were
 * asked for either, with `entities` or `highlight`.
 */
import { make } from './render.js';

export { Highlights } from './highlights.js';
export { rangesOf } from './positions.js';

/**
 * @typedef {import('../engine/index.js').Text} Line
 * @typedef {import('../engine/index.js').Entity} Entity
 * @typedef {import('../engine/index.js').Span} Span
 * @typedef {{span: Span, entity: Entity}} Mention
 */

/** Names that are listed at most. */
const MOST_NAMES = 12;

/** For the shadow root, beside those of styles.js. */
export const STYLES = `
[part~='entity'] {
  text-decoration: underline;
  text-decoration-thickness: 1.5px;
  text-decoration-color: var(--accent);
  text-underline-offset: 0.15em;
}
[part='entities'] {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1rem;
  margin: 1rem 0 0;
  padding: 0;
  list-style: none;
  font-size: 1rem;
  line-height: 1.5;
}
[part~='button'] {
  min-height: 1.5rem;
  padding: 0;
  border: 0;
  color: inherit;
  background: none;
  font: inherit;
  cursor: pointer;
}
[part~='button'][aria-pressed='true'] { color: var(--accent); }
[part~='button']:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

/**
 * @param {Entity[]} entities
 * @returns {Mention[]} in the order of the text
 */
export function mentionsOf(entities) {
  return entities
      .flatMap((entity) => entity.mentions.map((span) => ({ span, entity })))
      .sort((a, b) => a.span[0] - b.span[0]);
}

/**
 * A line's words, names among them marked. Mentions are looked for in the order
 * of the line's places in the article, as changes may have moved them a little.
 *
 * @param {Line} line
 * @param {string} text of the article
 * @param {Mention[]} mentions
 * @returns {(Node | string)[]}
 */
export function marked(line, text, mentions) {
  /** @type {(Node | string)[]} */
  const pieces = [];
  let at = 0;
  for (const { span: [start, end], entity } of mentions) {
    if (!line.spans.some(([from, to]) => from <= start && end <= to)) continue;
    const name = text.slice(start, end);
    const found = line.text.indexOf(name, at);
    if (found < 0) continue;
    pieces.push(line.text.slice(at, found));
    pieces.push(make('span', partsOf(entity), [name]));
    at = found + name.length;
  }
  pieces.push(line.text.slice(at));
  return pieces;
}

/**
 * @param {Entity[]} entities
 * @param {((entity: Entity, pressed: boolean) => void) | null} onentity a name
 *     was pressed; null: names cannot be
 */
export function nameList(entities, onentity) {
  const list = make('ul', 'entities');
  list.setAttribute('aria-label', 'Names');
  /** @type {HTMLElement[]} */
  const buttons = [];
  const most = [...entities].sort((a, b) => b.salience - a.salience || a.id - b.id)
      .slice(0, MOST_NAMES);
  for (const entity of most) {
    const item = make('li', 'entity-item');
    if (onentity === null) {
      item.append(make('span', partsOf(entity), [entity.name]));
    } else {
      const button = make('button', `button ${partsOf(entity)}`, [entity.name]);
      button.setAttribute('type', 'button');
      button.setAttribute('aria-pressed', 'false');
      button.addEventListener('click', () => {
        const pressed = button.getAttribute('aria-pressed') !== 'true';
        for (const other of buttons) {
          other.setAttribute('aria-pressed', String(other === button && pressed));
        }
        onentity(entity, pressed);
      });
      buttons.push(button);
      item.append(button);
    }
    list.append(item);
  }
  return list;
}

/** @param {Entity} entity */
function partsOf({ type }) {
  return `entity entity-${type.toLowerCase().replaceAll('_', '-')}`;
}
