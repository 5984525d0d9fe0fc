/** The parts of the element, made from a result. */

/**
 * @typedef {import('../engine/index.js').Result} Result
 * @typedef {import('../engine/index.js').Text} Line
 * @typedef {import('../engine/index.js').Entity} Entity
 * @typedef {import('../engine/index.js').Span} Span
 *
 * @typedef {object} Look
 * @property {string} type
 * @property {boolean} headline whether to show one
 * @property {boolean} entities whether to show names
 * @property {string} label for those who do not see the frame
 * @property {((entity: Entity, pressed: boolean) => void) | null} onentity a
 *     name was pressed; null: names cannot be
 */

/** Names that are listed at most. */
const MOST_NAMES = 12;

/**
 * @param {Result} result
 * @param {string} text of the article
 * @param {Look} look
 */
export function render({ headline, summary, entities }, text, look) {
  const frame = make('section', 'standfirst');
  frame.setAttribute('aria-label', look.label);
  // The author's own words above and below, if there are any.
  frame.append(slot('heading'));
  const marks = look.entities ? mentionsOf(entities) : [];
  const alone = look.type === 'headline';
  if (headline && (alone || look.headline)) {
    frame.append(make('p', 'headline', marked(headline, text, marks)));
  }
  if (look.type === 'key-points') {
    const list = make('ul', 'points');
    list.append(...summary.map(
        (line) => make('li', 'point', marked(line, text, marks))));
    frame.append(list);
  } else if (!alone) {
    const paragraph = make('p', 'summary');
    summary.forEach((line, index) => {
      if (index > 0) paragraph.append(' ');
      paragraph.append(make('span', 'sentence', marked(line, text, marks)));
    });
    frame.append(paragraph);
  }
  if (look.entities && entities.length > 0) {
    frame.append(names(entities, look.onentity));
  }
  frame.append(slot('footer'));
  return frame;
}

/**
 * @param {Entity[]} entities
 * @returns {{span: Span, entity: Entity}[]} in the order of the text
 */
function mentionsOf(entities) {
  return entities
      .flatMap((entity) => entity.mentions.map((span) => ({ span, entity })))
      .sort((a, b) => a.span[0] - b.span[0]);
}

/**
 * A line's words, names among them marked. Mentions are looked for in the order
 * of the line's places in the article, as changes may have moved them a little.
 *
 * @param {Line} line
 * @param {string} text
 * @param {{span: Span, entity: Entity}[]} marks
 * @returns {(Node | string)[]}
 */
function marked(line, text, marks) {
  /** @type {(Node | string)[]} */
  const pieces = [];
  let at = 0;
  for (const { span: [start, end], entity } of marks) {
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
 * @param {Look['onentity']} onentity
 */
function names(entities, onentity) {
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

/** @param {string} name */
function slot(name) {
  const element = document.createElement('slot');
  element.name = name;
  return element;
}

/**
 * @param {string} name
 * @param {string} part
 * @param {(Node | string)[]} [content]
 */
function make(name, part, content = []) {
  const element = document.createElement(name);
  element.setAttribute('part', part);
  element.append(...content);
  return element;
}
