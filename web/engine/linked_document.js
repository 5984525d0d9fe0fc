/**
 * A document of a web page where the platform has none (Node, workers): linkedom
 * parses it. What its parser leaves as it stands in the source is put where the
 * platform's puts it, so that readable.js finds a head and a body. The build
 * makes a library of this, which is loaded when markup is first read there.
 */

/**
 * Elements that are open within each other at most, as in Chromium: linkedom's
 * time grows with the square of the depth.
 */
const DEEPEST = 512;

/** Elements whose end may be left out, or that have none: not counted. */
const UNCOUNTED = new Set([
  'p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'thead', 'tbody', 'tfoot', 'option',
  'optgroup', 'html', 'head', 'body', 'area', 'base', 'br', 'col', 'embed',
  'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr',
]);

/**
 * @param {(html: string) => {document: Document}} parseHTML linkedom's
 * @returns {(html: string) => Document}
 */
export function parserBy(parseHTML) {
  return (html) => {
    const { document } = parseHTML(
        `<!doctype html><html><head></head><body>${flatten(html)}`);
    const { head, body } = document;
    // What stands behind the end of the body belongs to it.
    for (const ended of [body, document.documentElement]) {
      while (ended.nextSibling !== null) body.append(ended.nextSibling);
    }
    for (const element of body.querySelectorAll('html, head, body')) {
      while (element.firstChild !== null) element.before(element.firstChild);
      element.remove();
    }
    for (const title of body.querySelectorAll('title')) {
      if (title.closest('svg') === null) head.append(title);
    }
    return document;
  };
}

/**
 * Takes the tags out that are nested too deep; their text stays.
 *
 * @param {string} html
 */
function flatten(html) {
  let depth = 0;
  return html.replace(/<(\/?)([a-z][^\s/<>]*)[^<>]*/gi, (tag, closing, name) => {
    if (UNCOUNTED.has(name.toLowerCase())) return depth > DEEPEST ? '<br' : tag;
    if (closing === '') return ++depth > DEEPEST ? '<br' : tag;
    depth = Math.max(0, depth - 1);
    return depth >= DEEPEST ? '<br' : tag;
  });
}
