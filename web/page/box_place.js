/**
 * Where a sentence of the result stands in the box, while it is edited there.
 *
 * @param {import('./page.js').Page} page
 * @param {number} sentence
 */
export function selectInBox({ store }, sentence) {
  const { result, shown } = store.state;
  const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById('box'));
  const place = result?.sentences[sentence];
  // Of Markdown, and of what is being typed, the box has other places.
  if (!box || !place || box.value !== shown) return;
  // A box scrolls to where the focus finds the caret.
  box.blur();
  box.setSelectionRange(place.start, place.start);
  box.focus();
  box.setSelectionRange(place.start, place.end);
}
