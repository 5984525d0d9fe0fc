/**
 * The light on a sentence that is pointed at or gone to. Where the browser has
 * the CSS Custom Highlight API nothing of the document changes for it,
 * elsewhere the elements have a class.
 */

/** Painted by `::highlight(standfirst-lit)`. */
const highlight = globalThis.CSS?.highlights ? new Highlight() : null;
if (highlight) CSS.highlights.set('standfirst-lit', highlight);

/**
 * @returns {(elements: Element[]) => void} lights these in the place of those
 *     before
 */
export function makeLight() {
  /** @type {(() => unknown)[]} */
  let off = [];
  return (elements) => {
    for (const out of off) out();
    off = elements.map((element) => {
      // A highlight is as high as its letters: too high for the lines of titles.
      if (highlight && !element.closest('h1, h2')) {
        const range = new Range();
        range.selectNodeContents(element);
        highlight.add(range);
        return () => highlight.delete(range);
      }
      element.classList.add('lit');
      return () => element.classList.remove('lit');
    });
  };
}
