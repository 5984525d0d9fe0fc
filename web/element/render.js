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
 * @property {Node | string} names the list of them; empty: none is asked for
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
  if (headline && (alone || look.headline)) {
    frame.append(make('p', 'headline', look.words(headline)));
  }
  if (look.type === 'key-points') {
    frame.append(make('ul', 'points', summary.map(
        (line) => make('li', 'point', look.words(line)))));
  } else if (!alone) {
    frame.append(make('p', 'summary', summary.flatMap((line, index) => [
      index > 0 ? ' ' : '', make('span', 'sentence', look.words(line)),
    ])));
  }
  frame.append(look.names, slot('footer'));
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
