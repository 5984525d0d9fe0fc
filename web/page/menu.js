/**
 * A button that opens a list of commands under itself (the platform's popover:
 * it closes by Escape and by a click elsewhere).
 */
import { make, replace } from './dom.js';
import { loadLater } from './loading.js';

/**
 * @param {string} name
 * @param {() => Node[]} fill what the menu holds, asked for at every opening
 * @returns {{button: HTMLButtonElement, menu: HTMLElement}}
 */
export function makeMenu(name, fill) {
  const menu = make('div', { class: 'menu', popover: 'auto', 'aria-label': name });
  const button = make('button', {
    'type': 'button', 'class': 'txt', 'aria-expanded': 'false',
  }, name);
  // The button is the popover's own: a press on it closes what is open.
  button.popoverTargetElement = menu;
  button.popoverTargetAction = 'toggle';
  if (!('popover' in HTMLElement.prototype)) {
    menu.hidden = true;
    void loadLater().then((later) => later.standInForPopover(menu, button));
  }
  menu.addEventListener('beforetoggle', (event) => {
    const open = /** @type {ToggleEvent} */ (event).newState === 'open';
    button.setAttribute('aria-expanded', String(open));
    if (open) replace(menu, ...fill());
  });
  menu.addEventListener('toggle', (event) => {
    // In a task of its own, when a menu that was only pressed at may be closed again.
    if (/** @type {ToggleEvent} */ (event).newState !== 'open') return;
    place();
    // A line of it may grow.
    resized.observe(menu);
    /** @type {HTMLElement | null} */ (
      menu.querySelector('button, input:checked, input'))?.focus();
  });
  menu.addEventListener('click', (event) => {
    const target = /** @type {Element} */ (event.target);
    if (target.closest('button')) menu.hidePopover();
    // First, so that what the button opens leads back to the menu's own.
  }, true);
  // Left by Tab it would stay, and take single keys for its own. Its button closes it.
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    const to = /** @type {Node | null} */ (relatedTarget);
    if (to && to !== button && !menu.contains(to)) menu.hidePopover();
  });
  menu.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items = /** @type {HTMLElement[]} */ (
      [...menu.querySelectorAll('button, input')]);
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    items[(at + step + items.length) % items.length]?.focus();
  });

  const resized = new ResizeObserver(place);
  function place() {
    const from = button.getBoundingClientRect();
    const width = menu.offsetWidth;
    const height = menu.offsetHeight;
    // Under the button; near the right edge it ends where the button ends.
    const left = from.left + width > innerWidth - 16 ?
      Math.max(16, from.right - width) : from.left;
    const below = from.bottom + 4;
    const top = below + height <= innerHeight ? below :
      Math.max(8, from.top - height - 4);
    menu.style.setProperty('left', `${left}px`);
    menu.style.setProperty('top', `${top}px`);
  }
  return { button, menu };
}
