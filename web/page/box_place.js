/**
 * Selects in the box, while the text is edited there, what stands at a place of the
 * result's text.
 *
 * @param {import('./page.js').Page} page
 * @param {{start: number, end: number} | undefined} place
 */
export function selectInBox({ store }, place) {
  const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById('box'));
  // Of Markdown, and of what is being typed, the box has other places.
  if (!box || !place || box.value !== store.state.shown) return;
  // A box scrolls to where the focus finds the caret.
  box.blur();
  box.setSelectionRange(place.start, place.start);
  box.focus();
  box.setSelectionRange(place.start, place.end);
}
