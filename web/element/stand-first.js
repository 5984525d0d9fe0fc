/** Defines `<stand-first>`: the one script that a page needs. */
import { StandFirstElement } from './element.js';

export { StandFirstElement };

// A second copy of this script in one page, or no DOM at all, is no error.
const { customElements } = globalThis;
if (customElements && !customElements.get('stand-first')) {
  customElements.define('stand-first', StandFirstElement);
}
