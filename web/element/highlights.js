/**
 * Marks in the page by the CSS Custom Highlight API: nothing of the page's
 * document is touched. The registry is the page's, so elements share the named
 * highlights and each takes its own ranges away.
 */

/** Kinds of marks; the page may style `::highlight(standfirst-sentence)`. */
const NAMES = Object.freeze({
  sentences: 'standfirst-sentence', entities: 'standfirst-entity',
});

const STYLES = `
::highlight(standfirst-sentence) {
  background-color: var(--standfirst-mark, #fdf0b0);
  color: var(--standfirst-mark-ink, #16191d);
}
::highlight(standfirst-entity) {
  text-decoration: underline;
  text-decoration-thickness: 2px;
  text-decoration-color: var(--standfirst-accent, #b3261e);
}
`;

/** Sheets in documents and shadow roots, and how many elements need them. */
const sheets = new Map();

/** @typedef {keyof typeof NAMES} Kind */

export class Highlights {
  /** @type {Map<Kind, Range[]>} */
  #ranges = new Map();
  /** @type {Document | ShadowRoot | null} */
  #tree = null;

  /** Whether this browser can. */
  static get supported() {
    return 'highlights' in CSS && 'Highlight' in globalThis;
  }

  /**
   * @param {Kind} kind
   * @param {Range[]} ranges in the place of those before
   */
  set(kind, ranges) {
    this.#take(kind);
    if (ranges.length === 0 || !Highlights.supported) return;
    const name = NAMES[kind];
    let highlight = CSS.highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      CSS.highlights.set(name, highlight);
    }
    for (const range of ranges) highlight.add(range);
    this.#ranges.set(kind, ranges);
    const tree = ranges[0]?.startContainer.getRootNode();
    if (tree instanceof Document || tree instanceof ShadowRoot) this.#style(tree);
  }

  clear() {
    for (const kind of [...this.#ranges.keys()]) this.#take(kind);
  }

  /** @param {Kind} kind */
  #take(kind) {
    const ranges = this.#ranges.get(kind);
    if (!ranges) return;
    this.#ranges.delete(kind);
    const highlight = CSS.highlights.get(NAMES[kind]);
    for (const range of ranges) highlight?.delete(range);
    if (highlight?.size === 0) CSS.highlights.delete(NAMES[kind]);
    if (this.#ranges.size === 0) this.#unstyle();
  }

  /** @param {Document | ShadowRoot} tree */
  #style(tree) {
    if (this.#tree === tree) return;
    this.#unstyle();
    this.#tree = tree;
    const known = sheets.get(tree);
    if (known) {
      known.users++;
      return;
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    sheets.set(tree, { sheet, users: 1 });
    // Before the page's own, which so may say otherwise.
    tree.adoptedStyleSheets = [sheet, ...tree.adoptedStyleSheets];
  }

  #unstyle() {
    const tree = this.#tree;
    this.#tree = null;
    const known = tree && sheets.get(tree);
    if (!known || --known.users > 0) return;
    sheets.delete(tree);
    tree.adoptedStyleSheets =
        tree.adoptedStyleSheets.filter((sheet) => sheet !== known.sheet);
  }
}
