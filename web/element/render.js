/** The parts of the element, made from a result. */

/**
 * @typedef {import('../engine/index.js').Result} Result
 * @typedef {import('../engine/index.js').Text} Line
 *
 * @typedef {object} Look
 * @property {string} type
 * @property {boolean} headline whether to show one
 * @property {string} label for those who do not see the frame
 * @property {(line: Line) => (Node | string)[]} words of a line
 * @property {HTMLElement | null} names the list of them
 * @property {{dir: string, lang?: string}} article how it is written, as the element may
 *     stand where the page is written otherwise
 */

/**
 * @param {Result} result
 * @param {Look} look
 */
export function render({ headline, summary }, look) {
  const frame = make('section', 'standfirst');
  frame.setAttribute('aria-label', look.label);
  // The author's own words above and below, if there are any.
  frame.append(slot('heading'));
  const alone = look.type === 'headline';
  const parts = [];
  if (headline && (alone || look.headline)) {
    parts.push(make('p', 'headline', look.words(headline)));
  }
  if (look.type === 'key-points') {
    parts.push(make('ul', 'points', summary.map(
        (line) => make('li', 'point', look.words(line)))));
  } else if (!alone) {
    parts.push(make('p', 'summary', summary.flatMap((line, index) => [
      index > 0 ? ' ' : '', make('span', 'sentence', look.words(line)),
    ])));
  }
  if (look.names) parts.push(look.names);
  for (const part of parts) Object.assign(part, look.article);
  frame.append(...parts, slot('footer'));
  return frame;
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
export function make(name, part, content = []) {
  const element = document.createElement(name);
  element.setAttribute('part', part);
  element.append(...content);
  return element;
}
