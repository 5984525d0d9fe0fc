/** Defines `<stand-first>`: the one script that a page needs. */
import { StandFirstElement } from './element.js';

export { StandFirstElement };

const NAME = 'stand-first';

// No DOM at all is no error: servers import what browsers run. Neither is a
// second copy; one of another release says so, as the page then has two.
const { customElements } = globalThis;
const defined = /** @type {{version?: string} | undefined} */ (
    customElements?.get(NAME));
if (customElements && !defined) {
  customElements.define(NAME, StandFirstElement);
} else if (defined && defined.version !== StandFirstElement.version) {
  const message = `<${NAME}> is defined already, by release ${
    defined.version}; this script is of release ${
    StandFirstElement.version} and does nothing.`;
  const hint = 'Load one of the two.';
  console.warn(`${message} ${hint}`);
  document.dispatchEvent(new CustomEvent('standfirst-error', {
    detail: { error: { code: 'engine-unavailable', message, hint } },
    bubbles: true,
  }));
}
