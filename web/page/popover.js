/**
 * A menu where the platform has no popovers (Chrome before 114, Firefox before 125,
 * Safari before 17): as much of one as menu.js uses.
 */

/**
 * @param {HTMLElement} menu hidden
 * @param {HTMLElement} button that opens and closes it
 */
export function standInForPopover(menu, button) {
  // A pane that scrolls by itself would clip it.
  document.body.append(menu);
  menu.style.setProperty('z-index', '9');
  const set = (/** @type {boolean} */ open) => {
    if (open !== menu.hidden) return;
    const tell = (/** @type {string} */ type) => menu.dispatchEvent(
        Object.assign(new Event(type), { newState: open ? 'open' : 'closed' }));
    tell('beforetoggle');
    if (menu.contains(document.activeElement)) button.focus();
    menu.hidden = !open;
    tell('toggle');
  };
  menu.hidePopover = () => set(false);
  button.addEventListener('click', () => set(menu.hidden));
  document.addEventListener('pointerdown', ({ target }) => {
    const inside = [menu, button].some((one) => one.contains(/** @type {Node} */ (target)));
    if (!inside) set(false);
  });
  // Before what else Escape would do.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || menu.hidden) return;
    event.preventDefault();
    set(false);
  }, true);
}
