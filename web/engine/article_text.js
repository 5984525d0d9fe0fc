/**
 * Reads the text of an article in a page, without changing anything in it.
 */

/**
 * @typedef {import('./types.js').Block} Block
 *
 * @typedef {object} ArticleText
 * @property {string} text blocks joined by blank lines
 * @property {Block[]} blocks where they stand in it
 */

/** What stands in an article's markup and is not of its text. */
const SKIPPED = new Set([
  'script', 'style', 'template', 'noscript', 'nav', 'figcaption', 'aside',
  'button', 'select', 'textarea', 'input', 'form', 'dialog', 'svg', 'math',
  'canvas', 'iframe', 'object', 'audio', 'video', 'stand-first',
]);

/** By the name that browsers had first. */
const VISIBLE = { checkVisibilityCSS: true };

/** Kinds of nodes; Node, the class, is not everywhere where this runs. */
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;

/** Elements that are blocks, and what kind of text stands in them. */
const KINDS = new Map(/** @type {[string, Block['kind']][]} */ ([
  ...['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'address',
    'figure', 'details', 'summary', 'fieldset', 'hgroup', 'ul', 'ol', 'dl',
    'hr'].map((name) => [name, 'paragraph']),
  ...['li', 'dt', 'dd'].map((name) => [name, 'list-item']),
  ...['table', 'thead', 'tbody', 'tfoot', 'tr', 'caption', 'td', 'th'].map(
      (name) => [name, 'table']),
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, 'heading']),
  ['blockquote', 'quotation'],
  ['pre', 'code'],
]));

/**
 * Reads the blocks below an element in the order of the document. The first
 * `h1` is the title; a paragraph in a list item, quotation or table is of that
 * kind. White space is collapsed as browsers show it, except in `pre`; two line
 * breaks in a row end a block, as in pages that have no paragraphs. Linear in
 * the size of the document; nested markup needs no call stack.
 *
 * @param {Element} root
 * @returns {ArticleText}
 */
export function readArticle(root) {
  /** @type {Block[]} */
  const blocks = [];
  let text = '';
  let piece = '';
  /** Where in `piece` the last line break stands; -1 if there is none. */
  let broken = -1;
  let titled = false;
  /** @type {{element: Element, kind: Block['kind'], level: number}} */
  const paragraph = { element: root, kind: 'paragraph', level: 0 };
  /** The blocks that the present node stands in, the innermost last. */
  const open = [paragraph];

  const flush = () => {
    const { kind, level } = open.at(-1) ?? paragraph;
    const trimmed = kind === 'code' ?
        piece.replace(/^\s*\n/u, '').trimEnd() :
        piece.replace(/[ \t\r\n\f]+/gu, ' ').trim();
    piece = '';
    broken = -1;
    if (trimmed === '') return;
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += trimmed;
    /** @type {Block} */
    const block = { start, end: text.length, kind };
    if (kind === 'heading' && level === 1 && !titled) {
      block.kind = 'title';
      titled = true;
    } else if (kind === 'heading') {
      block.level = level;
    }
    blocks.push(block);
  };

  /** @param {Element} element */
  const enter = (element) => {
    const kind = KINDS.get(element.localName);
    if (kind === undefined) return;
    flush();
    const outer = open.at(-1)?.kind ?? 'paragraph';
    const level = kind === 'heading' ? Number(element.localName.slice(1)) : 0;
    open.push({ element, kind: kind === 'paragraph' ? outer : kind, level });
  };

  /** @param {Node} node */
  const leave = (node) => {
    if (open.at(-1)?.element !== node) return;
    flush();
    open.pop();
  };

  for (const [node, left] of nodesOf(root)) {
    if (left) {
      leave(node);
    } else if (!isElement(node)) {
      piece += node.nodeValue ?? '';
    } else {
      if (node.localName === 'br') {
        if (broken >= 0 && piece.slice(broken).trim() === '') {
          flush();
        } else {
          broken = piece.length;
          piece += '\n';
        }
      }
      enter(node);
    }
  }
  return { text, blocks };
}

/**
 * The text nodes that `readArticle` reads, in its order.
 *
 * @param {Element} root
 * @returns {Generator<Text, void>}
 */
export function* textNodesOf(root) {
  for (const [node] of nodesOf(root)) {
    if (node.nodeType === TEXT_NODE) yield /** @type {Text} */ (node);
  }
}

/**
 * Elements and texts below one, in the order in which they are shown: what a slot
 * has been given stands in it. Elements come again when they are left, `root` too.
 *
 * @param {Element} root
 * @returns {Generator<[node: Node, left?: boolean], void>}
 */
function* nodesOf(root) {
  // Where it is not shown itself (in a tab that is closed, in no page at all) there
  // is no telling what of it would be.
  const shown = root.checkVisibility?.(VISIBLE);
  /** @param {Node} node */
  const below = (node) => {
    const given = shown ? /** @type {HTMLSlotElement} */ (node).assignedNodes?.() : null;
    return (given?.length ? given : node.childNodes).values();
  };
  /** @type {[Node, Iterator<Node>][]} */
  const open = [[root, below(root)]];
  for (let last; (last = open.at(-1));) {
    const [parent, children] = last;
    const { value: node } = children.next();
    if (!node) {
      open.pop();
      yield [parent, true];
    } else if (!(shown && isConcealed(node, parent))) {
      if (isElement(node) && !isSkipped(node)) {
        yield [node];
        open.push([node, below(node)]);
      } else if (node.nodeType === TEXT_NODE) {
        yield [node];
      }
    }
  }
}

/**
 * Whether the page does not show it. What is transparent, or far away, is for
 * those who listen.
 *
 * @param {Node} node
 * @param {Node} parent
 */
function isConcealed(node, parent) {
  const { localName, open } = /** @type {HTMLDetailsElement} */ (parent);
  if (localName === 'details' && !open && /** @type {Element} */ (node).localName !== 'summary') {
    return true;
  }
  const element = /** @type {Element} */ (isElement(node) ? node : parent);
  if (element.checkVisibility(VISIBLE)) return false;
  // What has no box, or is hidden, may hold what is shown.
  const { display, visibility } = getComputedStyle(element);
  return isElement(node) ? display === 'none' : visibility !== 'visible';
}

/** @param {Node} node @returns {node is Element} */
function isElement(node) {
  return node.nodeType === ELEMENT_NODE;
}

/** @param {Element} element */
function isSkipped(element) {
  return SKIPPED.has(element.localName) ||
      element.getAttribute('aria-hidden') === 'true' ||
      (element.hasAttribute('hidden') &&
          element.getAttribute('hidden') !== 'until-found');
}
