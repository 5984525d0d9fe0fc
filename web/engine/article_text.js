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

  /** @type {Node | null} */
  let node = root.firstChild;
  while (node !== null) {
    if (node.nodeType === TEXT_NODE) {
      piece += node.nodeValue ?? '';
    } else if (isElement(node) && !isSkipped(node)) {
      if (node.localName === 'br') {
        if (broken >= 0 && piece.slice(broken).trim() === '') {
          flush();
        } else {
          broken = piece.length;
          piece += '\n';
        }
      }
      enter(node);
      if (node.firstChild !== null) {
        node = node.firstChild;
        continue;
      }
      leave(node);
    }
    while (node !== null && node.nextSibling === null) {
      node = node.parentNode === root ? null : node.parentNode;
      if (node !== null) leave(node);
    }
    if (node !== null) node = node.nextSibling;
  }
  flush();
  return { text, blocks };
}

/**
 * The text nodes that `readArticle` reads, in its order.
 *
 * @param {Element} root
 * @returns {Generator<Text, void>}
 */
export function* textNodesOf(root) {
  const walker = document.createTreeWalker(
      root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
      (node) => node instanceof Element && isSkipped(node) ?
        NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) yield node;
  }
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
