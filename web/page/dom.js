/**
 * Making elements. Text goes in as text nodes only; attributes one by one; no
 * markup is ever parsed.
 *
 * @typedef {Node | string | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined |
 *     ((event: any) => void)>} Attributes names as in HTML; `onX` listens for
 *     X; true is the empty attribute; false, null and undefined leave it out
 */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * @param {Element} element
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
}

/**
 * @param {Node} parent
 * @param {Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(
        typeof child === 'string' ? document.createTextNode(child) : child);
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}

/**
 * @param {string} name
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function makeSvg(name, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (
    document.createElementNS(SVG, name));
  fill(element, attributes, children);
  return element;
}

/**
 * @param {Element} element
 * @param {...Child} children what it holds from now on
 */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/**
 * @param {string} name
 * @param {() => void} press
 * @param {string} [className]
 */
export function makeButton(name, press, className = 'txt') {
  return make('button', { type: 'button', class: className, onclick: press }, name);
}

/**
 * Draws what may hold the focus anew: it goes to what stands in its place then, or
 * before that.
 *
 * @param {Element} root
 * @param {string} selector of what can have it
 * @param {() => void} draw
 */
export function keepFocus(root, selector, draw) {
  const all = () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
  const at = all().indexOf(/** @type {HTMLElement} */ (document.activeElement));
  draw();
  all().slice(0, at + 1).pop()?.focus({ preventScroll: true });
}

/**
 * A span that works as a button and still breaks over lines as text does.
 *
 * @param {Attributes} attributes
 * @param {() => void} press
 * @param {...Child} children
 */
export function makeInlineButton(attributes, press, ...children) {
  return make('span', {
    role: 'button', tabindex: 0, ...attributes, ...onPress(press),
  }, ...children);
}

/**
 * Listeners that make an element act as a button does.
 *
 * @param {() => void} press
 */
export function onPress(press) {
  return {
    onclick: (/** @type {Event} */ event) => {
      event.stopPropagation();
      press();
    },
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      press();
    },
  };
}

/**
 * A sentence of the strings with one part of it bold: "**Fact.** Consequence".
 *
 * @param {string} text
 * @returns {Node[]}
 */
export function withBold(text) {
  return text.split('**').map((part, index) => index % 2 === 1 ?
    make('b', {}, part) : document.createTextNode(part));
}

/**
 * Says in which language an element's text is: the article's, not the page's.
 *
 * @param {HTMLElement} element
 * @param {import('./types.js').Result | null} result
 */
export function setLanguage(element, result) {
  const code = result?.language.code ?? '';
  if (/^[a-z]{2,3}$/.test(code)) element.lang = code;
  else element.removeAttribute('lang');
}

/**
 * Work that is done once after the next frames, however often it is asked for:
 * then the layout stands and measuring costs nothing.
 *
 * @param {() => void} work
 * @param {number} [frames]
 */
export function afterFrame(work, frames = 1) {
  let asked = false;
  const wait = (/** @type {number} */ left) => {
    requestAnimationFrame(() => {
      if (left > 1) {
        wait(left - 1);
        return;
      }
      setTimeout(() => {
        asked = false;
        work();
      });
    });
  };
  return () => {
    if (asked) return;
    asked = true;
    wait(frames);
  };
}

/**
 * Resolves in another task, after what the browser has to do meanwhile.
 *
 * @returns {Promise<unknown>}
 */
export function nextTask() {
  /** @type {{yield?: () => Promise<unknown>} | undefined} */
  const scheduler = Reflect.get(globalThis, 'scheduler');
  return scheduler?.yield?.() ?? new Promise((done) => { setTimeout(done); });
}
